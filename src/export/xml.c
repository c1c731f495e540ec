/* SPDX-License-Identifier: MIT */
/*
 * XML (styles/figures.xsd), written as article XML is: the same rows always give the same bytes,
 * two spaces a level, one order of attributes. The clause is the text of its <figure>; what is said
 * about it are attributes, under the names of article XML. A place that is not known is left out.
 */
#include "util/xml.h"
#include "export/form.h"
#include "version.h"

static void indent(struct buf *b, int level)
{
    for (int i = 0; i < level; i++)
        buf_adds(b, "  ");
}

static void add_figure(struct buf *b, const struct export_row *row, int level)
{
    indent(b, level);
    buf_adds(b, "<figure");
    for (int c = 0; c < EXPORT_COLUMNS; c++) {
        if (c == EXPORT_TEXT_OF || (c == EXPORT_LINE && !row->cells[c][0]))
            continue;
        xml_add_attribute(b, column_name(c), row->cells[c]);
    }
    buf_adds(b, ">");
    xml_escape(b, row->cells[EXPORT_TEXT_OF]);
    buf_adds(b, "</figure>\n");
}

static void open_root(struct buf *b, const char *name)
{
    buf_addf(b,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<%s version=\"%d\" generator=\"briefgen " BRIEFGEN_VERSION "\"",
             name, EXPORT_VERSION);
}

void xml_rows(struct buf *b, const struct export_rows *rows)
{
    open_root(b, "figures");
    buf_adds(b, rows->count ? ">\n" : "/>\n");
    for (size_t i = 0; i < rows->count; i++)
        add_figure(b, &rows->items[i], 1);
    buf_adds(b, rows->count ? "</figures>\n" : "");
}

static void add_change(struct buf *b, const struct export_change *change)
{
    const char *name = change_name(change);
    buf_addf(b, "  <%s", name);
    if (change->matched[0])
        buf_addf(b, " matched=\"%s\" difference=\"%s\"", change->matched, change->difference);
    if (change->percent[0])
        buf_addf(b, " percent=\"%s\"", change->percent);
    buf_adds(b, ">\n");
    if (change->before)
        add_figure(b, change->before, 2);
    if (change->now)
        add_figure(b, change->now, 2);
    buf_addf(b, "  </%s>\n", name);
}

void xml_changes(struct buf *b, const struct export_changes *changes)
{
    size_t count = changes_count(changes);
    open_root(b, "changes");
    buf_addf(b, " same=\"%zu\"%s", changes->same, count ? ">\n" : "/>\n");
    for (size_t i = 0; i < count; i++)
        add_change(b, &changes->items[i]);
    buf_adds(b, count ? "</changes>\n" : "");
}
