/* SPDX-License-Identifier: MIT */
/*
 * Text for a terminal, in plain words: the figures of each article in columns, padded by what the
 * characters take there, each with its clause below. What controls a terminal is shown as a space.
 */
#include <string.h>

#include "export/form.h"

enum { GAP = 2, CELLS = 6 };

struct line {          /* of a table */
    const char *above; /* a line of its own, or NULL */
    const char *cells[CELLS];
    const char *below[2]; /* lines of their own, or NULL */
};

static bool is_control(uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

/* Adds the text and returns its width; with b NULL only that. */
static size_t add_plain(struct buf *b, const char *text)
{
    size_t width = 0;
    for (const char *p = text, *end = p + strlen(p); p < end;) {
        uint32_t code = utf8_next(&p, end);
        code = is_control(code) ? ' ' : code;
        width += (size_t)utf8_width(code);
        if (b)
            buf_add_code(b, code);
    }
    return width;
}

static void add_line(struct buf *b, const struct line *line, const size_t *widths)
{
    int last = CELLS - 1;
    if (line->above) {
        add_plain(b, line->above);
        buf_adds(b, "\n  ");
    }
    while (last && !line->cells[last][0])
        last--;
    for (int i = 0; i <= last; i++) {
        size_t width = add_plain(b, line->cells[i]);
        buf_addf(b, "%*s", i < last && widths[i] ? (int)(widths[i] - width) + GAP : 0, "");
    }
    buf_adds(b, "\n");
    for (size_t i = 0; i < COUNT(line->below); i++) {
        if (!line->below[i])
            continue;
        buf_adds(b, "      ");
        add_plain(b, line->below[i]);
        buf_adds(b, "\n");
    }
}

static void add_table(struct buf *b, const struct line *lines, size_t count)
{
    size_t widths[CELLS] = {0};
    for (size_t i = 0; i < count; i++)
        for (int c = 0; c < CELLS; c++) {
            size_t width = add_plain(NULL, lines[i].cells[c]);
            widths[c] = width > widths[c] ? width : widths[c];
        }
    for (size_t i = 0; i < count; i++) {
        buf_adds(b, "  ");
        add_line(b, &lines[i], widths);
    }
}

/* ---- what is said of a row ---------------------------------------------------------------- */

static const char *written(struct arena *a, const struct export_row *row)
{
    return article_share_text(a, row->cells[EXPORT_VALUE], row->cells[EXPORT_UNIT]);
}

/* Parts that say something, with a comma between them. */
static const char *join(struct arena *a, const char *const *parts, size_t count)
{
    const char *text = "";
    for (size_t i = 0; i < count; i++)
        if (parts[i][0])
            text = arena_printf(a, "%s%s%s", text, text[0] ? ", " : "", parts[i]);
    return text;
}

static const char *with(struct arena *a, const char *word, const char *cell)
{
    return cell[0] ? arena_printf(a, "%s %s", word, cell) : "";
}

static const char *remarks(struct arena *a, const struct export_row *row)
{
    bool plain = !strcmp(row->cells[EXPORT_NUMBER], row->cells[EXPORT_VALUE]);
    const char *const parts[] = {
        plain ? "" : with(a, "=", row->cells[EXPORT_NUMBER]), row->cells[EXPORT_OUTLOOK],
        with(a, _("about:"), row->cells[EXPORT_APPROX]), with(a, _("per"), row->cells[EXPORT_PER]),
        with(a, _("part of"), row->cells[EXPORT_PART_OF])};
    return join(a, parts, COUNT(parts));
}

static const char *line_text(struct arena *a, const struct export_row *row)
{
    const char *line = row->cells[EXPORT_LINE], *lines = row->cells[EXPORT_LINES];
    if (line[0])
        return with(a, _("line"), line);
    return with(a, strchr(lines, ' ') ? _("lines") : _("line"), lines);
}

static const char *place(struct arena *a, const struct export_row *row)
{
    const char *start = row->cells[EXPORT_START], *end = row->cells[EXPORT_END];
    if (!strcmp(start, end))
        return _("no longer in the text");
    return arena_printf(a, "%s %s-%s", row->cells[EXPORT_P], start, end);
}

static const char *headline(const struct export_row *row)
{
    return row->cells[EXPORT_HEADLINE][0] ? row->cells[EXPORT_HEADLINE] : _("(no headline)");
}

/* ---- rows --------------------------------------------------------------------------------- */

static bool same_article(const struct export_row *x, const struct export_row *y)
{
    static const enum export_column key[] = {EXPORT_ARTICLE, EXPORT_HEADLINE, EXPORT_SOURCE};
    for (size_t i = 0; i < COUNT(key); i++)
        if (strcmp(x->cells[key[i]], y->cells[key[i]]) != 0)
            return false;
    return true;
}

/* The heading over a row, where the row above has another. */
static const char *heading(const struct export_row *rows, size_t i)
{
    const char *own = rows[i].cells[EXPORT_HEADING];
    return own[0] && (i == 0 || strcmp(own, rows[i - 1].cells[EXPORT_HEADING]) != 0) ? own : NULL;
}

static void add_article(struct buf *b, struct arena *a, const struct export_row *rows, size_t count)
{
    const char *const head[] = {rows->cells[EXPORT_ARTICLE], rows->cells[EXPORT_SECTION],
                                rows->cells[EXPORT_DATE], rows->cells[EXPORT_SOURCE]};
    struct line *lines = arena_array(a, count, sizeof *lines);
    for (size_t i = 0; i < count; i++)
        lines[i] = (struct line){.above = heading(rows, i),
                                 .cells = {rows[i].cells[EXPORT_ID], rows[i].cells[EXPORT_LABEL],
                                           written(a, &rows[i]), remarks(a, &rows[i]),
                                           line_text(a, &rows[i]), place(a, &rows[i])},
                                 .below = {rows[i].cells[EXPORT_TEXT_OF]}};
    add_plain(b, headline(rows));
    buf_adds(b, "\n");
    add_plain(b, join(a, head, COUNT(head)));
    buf_adds(b, "\n");
    add_table(b, lines, count);
}

void text_rows(struct buf *b, const struct export_rows *rows)
{
    struct arena *a = arena_new();
    if (!rows->count)
        buf_adds(b, _("no key figures\n"));
    for (size_t first = 0, end; first < rows->count; first = end) {
        for (end = first + 1; end < rows->count;)
            if (!same_article(&rows->items[first], &rows->items[end++])) {
                end--;
                break;
            }
        buf_adds(b, first ? "\n" : "");
        add_article(b, a, &rows->items[first], end - first);
        arena_clear(a);
    }
    arena_free(a);
}

/* ---- changes ------------------------------------------------------------------------------ */

static const char *signed_text(struct arena *a, const char *number, const char *unit)
{
    if (!number[0])
        return "";
    return arena_printf(a, "%s%s%s", number[0] == '-' ? "" : "+", number, unit);
}

static const char *difference_text(struct arena *a, const struct export_change *c)
{
    const char *unit = c->now ? c->now->cells[EXPORT_UNIT] : "";
    bool percent = !strcmp(unit, "%");
    return signed_text(a, c->difference, percent ? _(" percentage points") : unit);
}

/* Where it was said, and how. */
static const char *origin(struct arena *a, const char *word, const struct export_row *row)
{
    const char *const parts[] = {
        headline(row),           row->cells[EXPORT_HEADING], row->cells[EXPORT_ARTICLE],
        row->cells[EXPORT_DATE], row->cells[EXPORT_SOURCE],  line_text(a, row)};
    return arena_printf(a, "%s%s (%s)", word, row->cells[EXPORT_TEXT_OF],
                        join(a, parts, COUNT(parts)));
}

static struct line change_line(struct arena *a, const struct export_change *c)
{
    const struct export_row *row = c->now ? c->now : c->before;
    struct line line = {
        .cells = {row->cells[EXPORT_LABEL], written(a, row), remarks(a, row), "", "", ""},
        .below = {origin(a, "", row), NULL}};
    if (!c->now || !c->before)
        return line;
    line.cells[1] = arena_printf(a, "%s → %s", written(a, c->before), written(a, c->now));
    line.cells[2] = difference_text(a, c);
    line.cells[3] = signed_text(a, c->percent, " %");
    line.cells[4] = with(a, _("per"), row->cells[EXPORT_PER]);
    line.cells[5] = strcmp(c->matched, "label") != 0 ? "" : _("only the label is the same");
    line.below[0] = origin(a, "before: ", c->before);
    line.below[1] = origin(a, "now: ", c->now);
    return line;
}

static void add_kind(struct buf *b, struct arena *a, const char *title,
                     const struct export_change *changes, size_t count)
{
    if (!count)
        return;
    struct line *lines = arena_array(a, count, sizeof *lines);
    for (size_t i = 0; i < count; i++)
        lines[i] = change_line(a, &changes[i]);
    buf_addf(b, "\n%s\n", title);
    add_table(b, lines, count);
}

void text_changes(struct buf *b, const struct export_changes *changes)
{
    struct arena *a = arena_new();
    const struct export_change *items = changes->items;
    buf_addf(b, _("%zu changed, %zu new, %zu gone, %zu the same\n"), changes->changed,
             changes->added, changes->gone, changes->same);
    add_kind(b, a, _("Changed"), items, changes->changed);
    add_kind(b, a, _("New"), items + changes->changed, changes->added);
    add_kind(b, a, _("Gone"), items + changes->changed + changes->added, changes->gone);
    arena_free(a);
}
