/* SPDX-License-Identifier: MIT */
/*
 * What of a Chinese text is another language. A change of language is told to those who have the
 * text read to them (ISO 14289-1, 7.2), but not a proper name, a technical term, a word of no
 * certain language, or one that is at home in the text around it (WCAG 2.1, 3.1.2, which says what
 * a change is): 5G, km, GDP, iPhone 16 and Microsoft Office are read as Chinese texts read them.
 *
 * So a passage is at least three words of Latin letters with nothing Chinese between them. Its
 * language is said where it is certain, which English is by its commonest words: those below are no
 * words of another language that is written in Latin letters. Else nothing is said of it: a wrong
 * voice is worse than the one of the page.
 */
#include <string.h>

#include "page/blocks.h"

enum { LEAST_WORDS = 3, LONGEST_WORD = 8 };

struct words { /* of a passage */
    size_t count;
    bool english;
};

static bool is_ascii_letter(uint32_t code)
{
    return (code | 0x20) >= 'a' && (code | 0x20) <= 'z';
}

static bool is_letter(uint32_t code)
{
    return is_ascii_letter(code) || (code >= 0xC0 && code < 0x250 && code != 0xD7 && code != 0xF7);
}

/* Letters, digits, blanks and marks as a Western text has them. */
static bool is_western(uint32_t code)
{
    return (code >= ' ' && code < 0x7F) || is_letter(code) || code == 0x2013 || code == 0x2014 ||
           code == 0x2018 || code == 0x2019 || code == 0x201C || code == 0x201D;
}

static bool is_english(const char *word, size_t len)
{
    static const char *const words[] = {"the",  "and",  "of",   "with", "for",  "from", "that",
                                        "this", "they", "your", "are",  "have", "would"};
    char lower[LONGEST_WORD + 1] = "";
    for (size_t i = 0; i < len && len <= LONGEST_WORD; i++)
        lower[i] = (char)(word[i] | 0x20);
    for (size_t i = 0; i < COUNT(words); i++)
        if (!strcmp(lower, words[i]))
            return true;
    return false;
}

/* A word has two letters or more and is no abbreviation in capitals. */
static void count_word(struct words *w, const char *word, size_t len, size_t letters, bool small)
{
    if (letters < 2 || !small)
        return;
    w->count++;
    w->english |= is_english(word, len);
}

static struct words count_words(const char *text, const char *end)
{
    struct words w = {0};
    const char *word = text;
    size_t letters = 0;
    bool small = false;
    while (text < end) {
        const char *at = text;
        uint32_t code = utf8_next(&text, end);
        if (is_letter(code)) {
            word = letters ? word : at;
            small |= code >= 'a' && code != 0xD7;
            letters++;
            continue;
        }
        count_word(&w, word, (size_t)(at - word), letters, small);
        letters = 0;
        small = false;
    }
    count_word(&w, word, (size_t)(end - word), letters, small);
    return w;
}

/* The end of the Western text from here on, up to its last letter or digit. */
static const char *western_end(const char *text, const char *end)
{
    const char *last = text;
    while (text < end) {
        uint32_t code = utf8_next(&text, end);
        if (!is_western(code))
            break;
        if (is_letter(code) || is_digit(code))
            last = text;
    }
    return last;
}

/* Where a letter can begin, or the end: what is Chinese is left out byte by byte. */
static const char *letter_from(const char *p, const char *end)
{
    for (; p < end; p++) {
        unsigned char byte = (unsigned char)*p;
        if (byte < 0x80 || (byte >= 0xC3 && byte <= 0xC9))
            break;
    }
    return p;
}

bool language_next(const char *text, size_t len, size_t from, struct passage *found)
{
    if (!len)
        return false;
    const char *end = text + len;
    for (const char *p = text + from; (p = letter_from(p, end)) < end;) {
        const char *first = p;
        if (!is_letter(utf8_next(&p, end)))
            continue;
        p = western_end(first, end);
        struct words w = count_words(first, p);
        if (w.count < LEAST_WORDS || !w.english)
            continue;
        *found = (struct passage){(size_t)(first - text), (size_t)(p - text), "en"};
        return true;
    }
    return false;
}
