/* SPDX-License-Identifier: MIT */
/*
 * "Did you mean": the nearest name by optimal string alignment, which is the edit distance with
 * the swap of neighbours, the commonest slip of the keyboard. A third of the letters may differ.
 * Work is bounded: long words and the names behind the 500th are not looked at.
 */
#include "util/util.h"

#include <string.h>

enum { LONGEST = 40, MOST_NAMES = 500 };

struct word {
    uint32_t codes[LONGEST];
    int len;
};

/* False if it is too long. */
static bool read_word(const char *s, struct word *w)
{
    const char *end = s + strlen(s);
    for (w->len = 0; s < end; w->len++) {
        if (w->len == LONGEST)
            return false;
        uint32_t code = utf8_next(&s, end);
        w->codes[w->len] = code >= 'A' && code <= 'Z' ? code + 'a' - 'A' : code;
    }
    return true;
}

static int smaller(int a, int b)
{
    return a < b ? a : b;
}

static int distance(const struct word *a, const struct word *b)
{
    int d[LONGEST + 1][LONGEST + 1];
    for (int i = 0; i <= a->len; i++)
        d[i][0] = i;
    for (int k = 0; k <= b->len; k++)
        d[0][k] = k;
    for (int i = 1; i <= a->len; i++) {
        for (int k = 1; k <= b->len; k++) {
            bool same = a->codes[i - 1] == b->codes[k - 1];
            d[i][k] = smaller(smaller(d[i - 1][k], d[i][k - 1]) + 1, d[i - 1][k - 1] + !same);
            if (i > 1 && k > 1 && a->codes[i - 1] == b->codes[k - 2] &&
                a->codes[i - 2] == b->codes[k - 1])
                d[i][k] = smaller(d[i][k], d[i - 2][k - 2] + 1);
        }
    }
    return d[a->len][b->len];
}

const char *nearest_name(const char *word, const char *const *names)
{
    struct word wanted, name;
    if (!read_word(word, &wanted))
        return NULL;
    const char *nearest = NULL;
    int least = wanted.len / 3 + 2;
    for (int i = 0; names && names[i] && i < MOST_NAMES; i++) {
        int n = read_word(names[i], &name) ? distance(&wanted, &name) : LONGEST;
        if (n < least && n < name.len) {
            least = n;
            nearest = names[i];
        }
    }
    return nearest;
}
