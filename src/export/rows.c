/* SPDX-License-Identifier: MIT */
/*
 * The figures of a digest as rows of text, and the choice of a form. A row holds text alone, also
 * where it is a number, so that one table of columns serves every form and every reader.
 */
#include <string.h>

#include "export/form.h"

static const struct {
    const char *name;
    enum { TEXT, WHOLE_NUMBER, LATER_TEXT /* lists of an earlier day have it not */ } kind;
} columns[EXPORT_COLUMNS] = {[EXPORT_ARTICLE] = {"article", TEXT},
                             [EXPORT_HEADLINE] = {"headline", TEXT},
                             [EXPORT_HEADING] = {"heading", LATER_TEXT},
                             [EXPORT_SECTION] = {"section", TEXT},
                             [EXPORT_DATE] = {"date", TEXT},
                             [EXPORT_LABEL] = {"label", TEXT},
                             [EXPORT_VALUE] = {"value", TEXT},
                             [EXPORT_NUMBER] = {"number", TEXT},
                             [EXPORT_UNIT] = {"unit", TEXT},
                             [EXPORT_APPROX] = {"approx", TEXT},
                             [EXPORT_OUTLOOK] = {"outlook", LATER_TEXT},
                             [EXPORT_PER] = {"per", TEXT},
                             [EXPORT_BASE] = {"base", TEXT},
                             [EXPORT_ABOUT] = {"about", TEXT},
                             [EXPORT_PART_OF] = {"part-of", TEXT},
                             [EXPORT_ID] = {"id", TEXT},
                             [EXPORT_TEXT_OF] = {"text", TEXT},
                             [EXPORT_SOURCE] = {"source", TEXT},
                             [EXPORT_LINE] = {"line", WHOLE_NUMBER},
                             [EXPORT_LINES] = {"lines", TEXT},
                             [EXPORT_P] = {"p", TEXT},
                             [EXPORT_START] = {"start", WHOLE_NUMBER},
                             [EXPORT_END] = {"end", WHOLE_NUMBER}};

const char *column_name(enum export_column column)
{
    return columns[column].name;
}

bool column_is_count(enum export_column column)
{
    return columns[column].kind == WHOLE_NUMBER;
}

bool column_is_later(enum export_column column)
{
    return columns[column].kind == LATER_TEXT;
}

const char *change_name(const struct export_change *change)
{
    return !change->before ? "new" : !change->now ? "gone" : "changed";
}

size_t changes_count(const struct export_changes *changes)
{
    return changes->changed + changes->added + changes->gone;
}

/* ---- rows --------------------------------------------------------------------------------- */

static const char *count_text(struct arena *a, int n)
{
    return n ? arena_printf(a, "%d", n) : "";
}

/* Where the figure stands. An article that came from no page stands in its own file. */
static void fill_place(struct arena *a, struct export_row *row, const struct article *article,
                       const struct keyfigure *k, const struct block *block)
{
    bool paged = article->source[0] != '\0';
    const char *page = block ? article_page(article, block) : article->source;
    const char *file = paged ? page : article->headline_pos.file;
    bool placed = paged && block && k->end > k->start;
    row->cells[EXPORT_SOURCE] = file ? arena_name(a, file) : "";
    row->cells[EXPORT_LINE] = placed ? count_text(a, article_line_start(block, k->start).line) : "";
    row->cells[EXPORT_LINES] = !block ? "" : paged ? block->lines : count_text(a, block->pos.line);
    row->cells[EXPORT_P] = k->p;
    row->cells[EXPORT_START] = arena_printf(a, "%d", k->start);
    row->cells[EXPORT_END] = arena_printf(a, "%d", k->end);
}

static struct export_row row_of(const struct keyfigure *k)
{
    return (struct export_row){.cells = {[EXPORT_LABEL] = k->label,
                                         [EXPORT_VALUE] = k->value,
                                         [EXPORT_NUMBER] = k->number,
                                         [EXPORT_UNIT] = k->unit,
                                         [EXPORT_APPROX] = k->approx,
                                         [EXPORT_OUTLOOK] = k->outlook,
                                         [EXPORT_PER] = k->per,
                                         [EXPORT_BASE] = k->base,
                                         [EXPORT_ABOUT] = k->about,
                                         [EXPORT_PART_OF] = k->part_of,
                                         [EXPORT_ID] = k->id,
                                         [EXPORT_TEXT_OF] = k->text}};
}

static void add_article(struct arena *a, struct export_rows *rows, const struct digest_article *x,
                        const char *section)
{
    const struct article *article = x->article;
    const char *id = arena_name(a, article->id);
    const struct block **headings = article_headings(a, article);
    size_t near = 0;
    for (size_t i = 0; i < x->figure_count; i++) {
        const struct keyfigure *k = &x->figures[i];
        struct export_row *row = &rows->items[rows->count++];
        *row = row_of(k);
        row->cells[EXPORT_ARTICLE] = id;
        row->cells[EXPORT_HEADLINE] = article->headline;
        row->cells[EXPORT_SECTION] = section;
        row->cells[EXPORT_DATE] = article->date;
        const struct block *block = article_block(article, k->p, &near);
        const struct block *heading = block ? headings[block - article->blocks] : NULL;
        row->cells[EXPORT_HEADING] = heading ? heading->text : "";
        fill_place(a, row, article, k, block);
    }
}

struct export_rows export_rows(struct arena *a, const struct digest *digest)
{
    size_t count = 0;
    for (size_t i = 0; i < digest->article_count; i++)
        count += digest->articles[i].figure_count;
    struct export_rows rows = {arena_array(a, count, sizeof *rows.items), 0};
    for (size_t i = 0; i < digest->section_count; i++) {
        const struct digest_section *s = &digest->sections[i];
        for (size_t k = 0; k < s->count; k++)
            add_article(a, &rows, &digest->articles[s->first + k], s->name);
    }
    return rows;
}

/* ---- forms -------------------------------------------------------------------------------- */

void export_write(struct buf *b, const struct export_rows *rows, enum export_format format,
                  bool guarded)
{
    if (format == EXPORT_CSV)
        csv_rows(b, rows, guarded);
    else if (format == EXPORT_JSON)
        json_rows(b, rows);
    else if (format == EXPORT_XML)
        xml_rows(b, rows);
    else
        text_rows(b, rows);
}

void export_write_changes(struct buf *b, const struct export_changes *changes,
                          enum export_format format, bool guarded)
{
    if (format == EXPORT_CSV)
        csv_changes(b, changes, guarded);
    else if (format == EXPORT_JSON)
        json_changes(b, changes);
    else if (format == EXPORT_XML)
        xml_changes(b, changes);
    else
        text_changes(b, changes);
}
