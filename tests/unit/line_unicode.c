/* SPDX-License-Identifier: MIT */
/*
 * Line breaks against Unicode's own cases (LineBreakTest.txt of UAX #14, Debian's unicode-data):
 * each case goes through glyph/ and line/, and at every place between two characters a line may end
 * where the case says so – or where a row of the table below says otherwise. A row is a tailoring:
 * at which places, what we do there, and by which source. docs/typesetting.md shows the same rows.
 *
 * Level strict, marks as they were typed: what is tailored is then least.
 */
#include "glyph_fixture.h"

#include <stdlib.h>

#include <unicode/uchar.h>

#include "line/line.h"

static const char cases[] = "/usr/share/unicode/auxiliary/LineBreakTest.txt";

enum { MOST = 64 };

struct sample {
    uint32_t codes[MOST];
    bool ends[MOST + 1]; /* whether a line may end before character i */
    size_t count;
};

/* A place between two characters: what stands on both sides, combining marks and spaces looked
 * through on the left. */
struct place {
    uint32_t left, right;
    int left_class, right_class; /* ULineBreak */
    bool spaces;                 /* between them */
};

/* ---- tailorings --------------------------------------------------------------------------- */

/* Set as Western text, of whose breaks glyph/ asks nobody: it parts at spaces. */
static bool is_western(uint32_t code, int class)
{
    switch (class) {
    case U_LB_ALPHABETIC:
    case U_LB_AMBIGUOUS:
    case U_LB_NUMERIC:
    case U_LB_PREFIX_NUMERIC:
    case U_LB_POSTFIX_NUMERIC:
    case U_LB_INFIX_NUMERIC:
    case U_LB_BREAK_SYMBOLS:
    case U_LB_HYPHEN:
    case U_LB_QUOTATION:
    case U_LB_INSEPARABLE:
    case U_LB_UNKNOWN:
        return true;
    default:
        return code < 0x80;
    }
}

static bool is_ideographic(int class)
{
    return class == U_LB_IDEOGRAPHIC || class == U_LB_H2 || class == U_LB_H3 ||
           class == U_LB_E_BASE || class == U_LB_REGIONAL_INDICATOR ||
           class == U_LB_CONDITIONAL_JAPANESE_STARTER || class == U_LB_CONTINGENT_BREAK;
}

static bool words(const struct place *p)
{
    bool hyphened = p->left == '-' && p->right_class == U_LB_COMPLEX_CONTEXT;
    bool western = is_western(p->left, p->left_class) && is_western(p->right, p->right_class);
    return !p->spaces && (western || hyphened);
}

static bool dash_first(const struct place *p)
{
    return p->right_class == U_LB_BREAK_BOTH;
}

static bool dash_in_words(const struct place *p)
{
    return p->left_class == U_LB_BREAK_BOTH && !p->spaces &&
           (p->right_class == U_LB_AMBIGUOUS || p->right_class == U_LB_UNKNOWN);
}

static bool solidus_last(const struct place *p)
{
    return p->left == '/' && !p->spaces &&
           (is_ideographic(p->right_class) || p->right_class == U_LB_OPEN_PUNCTUATION);
}

static bool percent(const struct place *p)
{
    bool number = p->left_class == U_LB_NUMERIC && p->spaces;
    return p->right_class == U_LB_POSTFIX_NUMERIC &&
           (number || (!p->spaces && is_ideographic(p->left_class)));
}

static bool currency(const struct place *p)
{
    return p->left_class == U_LB_PREFIX_NUMERIC && !p->spaces && is_ideographic(p->right_class);
}

static bool beside_object(const struct place *p)
{
    return p->left_class == U_LB_CONTINGENT_BREAK && !p->spaces &&
           (p->right_class == U_LB_CONDITIONAL_JAPANESE_STARTER || p->right == '-' ||
            p->right == 0x2024);
}

static bool modifier(const struct place *p)
{
    return p->right_class == U_LB_E_MODIFIER && !p->spaces;
}

static bool filler(const struct place *p)
{
    return p->right == 0x1160 && !p->spaces;
}

/* Such as stands behind a space or U+200B. */
static bool loose_mark(const struct place *p)
{
    return p->right_class == U_LB_COMBINING_MARK || p->right_class == U_LB_ZWJ;
}

static bool leading(const struct place *p)
{
    return p->left == ' ';
}

static bool no_break_space(const struct place *p)
{
    return p->right_class == U_LB_GLUE || (p->left_class == U_LB_GLUE && p->spaces);
}

static bool behind_space(const struct place *p)
{
    return p->spaces && (p->right_class == U_LB_CONDITIONAL_JAPANESE_STARTER || p->right == 0x2024);
}

static bool behind_zero(const struct place *p)
{
    return p->left_class == U_LB_ZWSPACE;
}

static bool facing_quote(const struct place *p)
{
    return p->left_class == U_LB_QUOTATION && p->right_class == U_LB_OPEN_PUNCTUATION && p->spaces;
}

static const struct {
    const char *name;
    bool (*speaks)(const struct place *);
    bool allowed;
} tailorings[] = {
    {"Western text parts at spaces (LB-10)", words, false},
    {"a dash begins no line (LB-04, LB-07)", dash_first, false},
    {"a dash beside letters is Western (LB-10)", dash_in_words, false},
    {"a solidus ends no line (LB-06)", solidus_last, false},
    {"percent signs stay with Han, and with a number over a space (UB-03)", percent, false},
    {"currency signs stay with Han (UB-05)", currency, false},
    {"prohibitions hold beside an object (LB-04, LB-11)", beside_object, false},
    {"a skin tone begins no line (UTS #51)", modifier, false},
    {"a filler begins no line (default ignorable)", filler, false},
    {"a combining mark begins no line (house)", loose_mark, false},
    {"spaces at the start of a paragraph are its own (house)", leading, false},
    {"a no-break space joins both sides (house)", no_break_space, false},
    {"prohibitions hold behind a space (LB-11)", behind_space, false},
    {"prohibitions hold behind U+200B (LB-01 to LB-11)", behind_zero, false},
    {"a straight quote looks away from its space (house)", facing_quote, true},
};

/* Controls that part lines are white space inside a paragraph (XML), so cases with them tell
 * nothing. */
static bool is_control(uint32_t code)
{
    return (code >= 0x09 && code <= 0x0D) || code == 0x85;
}

/* ---- cases -------------------------------------------------------------------------------- */

static bool read_sample(char *line, struct sample *s)
{
    *s = (struct sample){0};
    char *rest;
    for (char *word = strtok_r(line, " \t\n", &rest); word && *word != '#';
         word = strtok_r(NULL, " \t\n", &rest)) {
        assert_true(s->count < MOST);
        if (!strcmp(word, "×") || !strcmp(word, "÷"))
            s->ends[s->count] = !strcmp(word, "÷");
        else
            s->codes[s->count++] = (uint32_t)strtoul(word, NULL, 16);
    }
    for (size_t i = 0; i < s->count; i++)
        if (is_control(s->codes[i]))
            return false;
    return s->count > 0;
}

static int class_of(uint32_t code)
{
    return u_getIntPropertyValue((UChar32)code, UCHAR_LINE_BREAK);
}

static bool is_marked(uint32_t code)
{
    int class = class_of(code);
    return class == U_LB_COMBINING_MARK || class == U_LB_ZWJ;
}

static struct place place_at(const struct sample *s, size_t i)
{
    size_t left = i - 1;
    while (left > 0 && s->codes[left] == ' ')
        left--;
    struct place p = {.right = s->codes[i], .spaces = left + 1 < i};
    while (left > 0 && is_marked(s->codes[left]) && s->codes[left - 1] != ' ')
        left--;
    p.left = s->codes[left];
    p.left_class = class_of(p.left);
    p.right_class = class_of(p.right);
    return p;
}

/* Whether line/ would end a line at this byte of the text. */
static bool ends_at(const struct glyphs *g, const struct line_box *boxes, size_t byte)
{
    for (size_t k = 1; k < g->count; k++)
        if (g->items[k].text_len && g->items[k].text == byte)
            return boxes[k - 1].penalty < LINE_FORBIDDEN;
    return false;
}

struct tally {
    size_t cases, skipped, places, tailored, faults;
    size_t rows[COUNT(tailorings)];
};

static void judge(const struct sample *s, size_t i, bool ours, struct tally *t)
{
    struct place p = place_at(s, i);
    bool expected = s->ends[i];
    t->places++;
    for (size_t row = 0; row < COUNT(tailorings) && ours != s->ends[i]; row++) {
        if (!tailorings[row].speaks(&p))
            continue;
        expected = tailorings[row].allowed;
        t->rows[row]++;
        t->tailored++;
        break;
    }
    if (ours == expected)
        return;
    t->faults++;
    print_error("%s before character %zu of", ours ? "a line may end" : "no line may end", i + 1);
    for (size_t k = 0; k < s->count; k++)
        print_error(" U+%04X", s->codes[k]);
    print_error("\n");
}

static void try_sample(struct fixture *x, const struct sample *s, struct tally *t)
{
    struct arena *a = arena_new();
    char text[MOST * 4 + 1];
    size_t len = 0, starts[MOST];
    for (size_t i = 0; i < s->count; i++) {
        starts[i] = len;
        len += utf8_encode(s->codes[i], text + len);
    }
    const struct format *format = &x->formats[STYLE_KEEP];
    struct glyph_span span = {.text = text, .len = len, .format = format};
    struct glyphs *g = glyph_set(a, x->shaper, &span, 1, diags_new(a));
    struct line_box *boxes = arena_array(a, g->count, sizeof *boxes);
    line_boxes(g, format, boxes);
    for (size_t i = 1; i < s->count; i++)
        judge(s, i, ends_at(g, boxes, starts[i]), t);
    arena_free(a);
}

static void unicode_cases(void **state)
{
    struct fixture *x = *state;
    x->formats[STYLE_KEEP].line_break = BREAK_STRICT;
    FILE *file = fopen(cases, "r");
    if (!file)
        fail_msg("%s is missing: install unicode-data", cases);
    struct tally t = {0};
    char *line = NULL;
    size_t cap = 0;
    while (getline(&line, &cap, file) >= 0) {
        struct sample s;
        if (line[0] == '#')
            continue;
        t.cases++;
        if (read_sample(line, &s))
            try_sample(x, &s, &t);
        else
            t.skipped++;
    }
    free(line);
    fclose(file);
    print_message("%zu cases, %zu with controls left out; %zu places, %zu tailored\n", t.cases,
                  t.skipped, t.places, t.tailored);
    for (size_t row = 0; row < COUNT(tailorings); row++) {
        print_message("  %4zu %s\n", t.rows[row], tailorings[row].name);
        assert_true(t.rows[row] > 0);
    }
    assert_int_equal(t.faults, 0);
    assert_true(t.cases > 7000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(unicode_cases, fixture_open, fixture_close),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
