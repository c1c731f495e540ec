/* SPDX-License-Identifier: MIT */
/*
 * Single attribute values. Every fault names attribute and value, and for a closed list the
 * nearest word and all words. The schema knows the lists too, for editors that complete them and
 * for the manual; its own message is replaced by the one from here (faults.c).
 */
#include "format/sheet.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const format_aligns[] = {"justify", "left", "center", "right", "distribute", NULL};

struct xml_attribute format_attribute(const struct xml_node *node, const char *name,
                                      const char *initial)
{
    const struct xml_attribute *a = xml_attribute(node, name);
    return a ? *a : (struct xml_attribute){name, initial, node->pos};
}

/* ---- words for messages ------------------------------------------------------------------- */

const char *format_excerpt(struct arena *a, const char *s)
{
    enum { MOST = 40 };
    const char *end = s + strlen(s);
    const char *p = s;
    for (int n = 0; n < MOST && p < end; n++)
        utf8_next(&p, end);
    return p == end ? s : arena_printf(a, "%.*s…", (int)(p - s), s);
}

const char *format_words_text(struct arena *a, const char *const *words, size_t most)
{
    struct buf b = {0};
    for (size_t i = 0; i <= most && words[i]; i++)
        buf_addf(&b, i ? ", %s" : "%s", i < most ? words[i] : "…");
    const char *text = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return text;
}

const char *format_dist_text(struct arena *a, int64_t d)
{
    int64_t hundredths = ((d < 0 ? -d : d) * 100 + PT / 2) / PT;
    const char *sign = d < 0 ? "-" : "";
    int whole = (int)(hundredths / 100), rest = (int)(hundredths % 100);
    if (!rest)
        return arena_printf(a, "%s%dpt", sign, whole);
    if (rest % 10 == 0)
        return arena_printf(a, "%s%d.%dpt", sign, whole, rest / 10);
    return arena_printf(a, "%s%d.%02dpt", sign, whole, rest);
}

static void fault(struct reader *r, const struct xml_attribute *a, const char *what)
{
    diag(r->diags, ERROR, a->pos, "%s=\"%s\": %s", a->name, format_excerpt(r->arena, a->value),
         what);
}

/* ---- lengths and numbers ------------------------------------------------------------------ */

struct measures format_measures(const struct reader *r)
{
    const struct page_format *page = &r->sheet->page;
    return (struct measures){r->body_size, page->pitch, format_measure(page, 1)};
}

dist format_signed_length(struct reader *r, struct xml_attribute a, const struct measures *m)
{
    dist length = 0;
    const char *what = format_length_fault(a.value, m, &length);
    if (what)
        fault(r, &a, what);
    return length;
}

dist format_length(struct reader *r, struct xml_attribute a, const struct measures *m)
{
    dist length = format_signed_length(r, a, m);
    if (length >= 0)
        return length;
    fault(r, &a, _("must not be negative"));
    return 0;
}

int format_number(struct reader *r, struct xml_attribute a, int least, int most)
{
    char *end;
    long n = strtol(a.value, &end, 10);
    if (end != a.value && !*end && n >= least && n <= most)
        return (int)n;
    fault(r, &a,
          most == INT_MAX
              ? arena_printf(r->arena, _("not a whole number from %d up"), least)
              : arena_printf(r->arena, _("not a whole number from %d to %d"), least, most));
    return least;
}

/* ---- words and colours -------------------------------------------------------------------- */

int format_word(struct reader *r, struct xml_attribute a, const char *const *words)
{
    for (int i = 0; words[i]; i++)
        if (!strcmp(words[i], a.value))
            return i;
    const char *nearest = nearest_name(a.value, words);
    const char *all = format_words_text(r->arena, words, NAMES_SHOWN);
    fault(r, &a,
          nearest ? arena_printf(r->arena, _("no such value; did you mean \"%s\"? (one of %s)"),
                                 nearest, all)
                  : arena_printf(r->arena, _("no such value (one of %s)"), all));
    return 0;
}

bool format_yes(struct reader *r, struct xml_attribute a)
{
    static const char *const words[] = {"no", "yes", NULL};
    return format_word(r, a, words);
}

enum page_break format_page_break(struct reader *r, struct xml_attribute a)
{
    static const char *const words[] = {"no", "yes", "recto", NULL};
    return (enum page_break)format_word(r, a, words);
}

int format_span(struct reader *r, struct xml_attribute a)
{
    int columns = r->sheet->page.columns;
    if (!strcmp(a.value, "all"))
        return columns;
    char *end;
    long n = strtol(a.value, &end, 10);
    if (end == a.value || *end || n < 1 || n > MOST_SPAN) {
        fault(r, &a, _("not a number of columns; write all, or a number from 1 to 6"));
        return 1;
    }
    return n < columns ? (int)n : columns;
}

/* #RRGGBB; false if it is not. */
static bool read_rgb(const char *s, uint32_t *color)
{
    if (s[0] != '#' || strlen(s) != 7 || strspn(s + 1, "0123456789abcdefABCDEF") != 6)
        return false;
    *color = (uint32_t)strtoul(s + 1, NULL, 16);
    return true;
}

static const struct {
    const char *name;
    uint32_t color;
} css_colors[] = {
    {"black", 0x000000},    {"white", 0xFFFFFF},     {"red", 0xFF0000},
    {"darkred", 0x8B0000},  {"crimson", 0xDC143C},   {"firebrick", 0xB22222},
    {"maroon", 0x800000},   {"orange", 0xFFA500},    {"gold", 0xFFD700},
    {"yellow", 0xFFFF00},   {"green", 0x008000},     {"darkgreen", 0x006400},
    {"blue", 0x0000FF},     {"darkblue", 0x00008B},  {"navy", 0x000080},
    {"purple", 0x800080},   {"brown", 0xA52A2A},     {"gray", 0x808080},
    {"grey", 0x808080},     {"silver", 0xC0C0C0},    {"darkgray", 0xA9A9A9},
    {"darkgrey", 0xA9A9A9}, {"lightgray", 0xD3D3D3}, {"lightgrey", 0xD3D3D3},
};

static bool read_triple(const char *s, uint32_t *color)
{
    int r, g, b, end = 0;
    if (sscanf(s, "rgb( %3d , %3d , %3d )%n", &r, &g, &b, &end) != 3 || !end || s[end] || r < 0 ||
        g < 0 || b < 0 || r > 255 || g > 255 || b > 255)
        return false;
    *color = (uint32_t)(r << 16 | g << 8 | b);
    return true;
}

/* A colour as CSS has it, and not we: #RGB, rgb(…) or a name. */
static bool read_css_color(const char *s, uint32_t *color)
{
    if (s[0] == '#' && strlen(s) == 4 && strspn(s + 1, "0123456789abcdefABCDEF") == 3) {
        uint32_t rgb = (uint32_t)strtoul(s + 1, NULL, 16);
        *color = ((rgb & 0xF00) << 8 | (rgb & 0xF0) << 4 | (rgb & 0xF)) * 0x11;
        return true;
    }
    for (size_t i = 0; i < COUNT(css_colors); i++)
        if (!strcmp(css_colors[i].name, s)) {
            *color = css_colors[i].color;
            return true;
        }
    return read_triple(s, color);
}

static void color_fault(struct reader *r, const struct xml_attribute *a)
{
    uint32_t color = 0;
    fault(r, a,
          read_css_color(a->value, &color)
              ? arena_printf(r->arena, _("that is CSS; write #%06X"), color)
              : _("not a colour; write # and six hexadecimal digits, such as #B3191E"));
}

uint32_t format_color(struct reader *r, struct xml_attribute a)
{
    uint32_t color = 0;
    if (read_rgb(a.value, &color))
        return color;
    bool named = format_definition(&r->colors, a.value) != NULL;
    if (!named && (a.value[0] == '#' || read_css_color(a.value, &color))) {
        color_fault(r, &a);
        return color;
    }
    const struct definition *d = format_refer(r, &r->colors, N_("colour"), &a);
    return d ? d->color : 0;
}

/* The kind of line that CSS asks for between weight and colour. */
static bool is_line_kind(const char *s)
{
    static const char *const kinds[] = {"solid", "dashed", "dotted", "double", "groove", "ridge"};
    for (size_t i = 0; i < COUNT(kinds); i++) {
        size_t len = strlen(kinds[i]);
        if (!strncmp(s, kinds[i], len) && (!s[len] || s[len] == ' '))
            return true;
    }
    return false;
}

void format_doubt_weight(struct reader *r, const struct xml_attribute *a, dist weight)
{
    const dist most = dist_scale(20 * 360, PT, 127);
    if (weight > most)
        diag(r->diags, WARNING, a->pos, "%s=\"%s\": a line over 20mm thick", a->name,
             format_excerpt(r->arena, a->value));
}

struct border format_border(struct reader *r, struct xml_attribute a, const struct measures *m,
                            uint32_t color)
{
    struct border b = {.color = color};
    if (!strcmp(a.value, "none"))
        return b;
    size_t len = strcspn(a.value, " ");
    struct xml_attribute name = {a.name, a.value + len + strspn(a.value + len, " "), a.pos};
    a.value = arena_text(r->arena, a.value, len);
    b.weight = format_length(r, a, m);
    format_doubt_weight(r, &a, b.weight);
    if (is_line_kind(name.value))
        fault(r, &name,
              _("write weight and colour alone, such as 0.4pt black: every line is solid"));
    else if (name.value[0])
        b.color = format_color(r, name);
    return b;
}

void format_colors(struct reader *r)
{
    format_define(r, &r->colors, "colors", "color");
    for (size_t i = 0; i < r->colors.count; i++) {
        struct definition *d = &r->colors.items[i];
        struct xml_attribute a = format_attribute(d->node, "value", "#000000");
        if (!read_rgb(a.value, &d->color))
            color_fault(r, &a);
    }
}
