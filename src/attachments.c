/* SPDX-License-Identifier: MIT */
/*
 * What is attached to a PDF of the archive: the articles as XML, the manifest, and the key figures.
 * Articles and manifest make an input folder: from it, in the sheet that the metadata names, the
 * same PDF can be built (rebuild.c). The manifest is that of the issue as it came out, with what
 * the command line said; the choice of articles and their sections stand in the articles.
 */
#include "pipeline.h"
#include "util/xml.h"

/* Its bytes are those of b, which is released. */
static struct pdf_attachment attachment(struct run *run, struct buf *b, const char *name,
                                        const char *type, const char *text)
{
    struct pdf_attachment file = {.name = name,
                                  .type = type,
                                  .relationship = "Source",
                                  .text = text,
                                  .bytes = arena_text(run->arena, b->text, b->len),
                                  .len = b->len};
    buf_release(b);
    return file;
}

static struct pdf_attachment article_attachment(struct run *run, size_t n)
{
    const struct digest_article *a = &run->digest->articles[n];
    const char *name = arena_printf(run->arena, "%03zu-%s.xml", n + 1, a->article->id);
    struct buf b = {0};
    article_write(&b, a->article, a->figures, a->figure_count);
    return attachment(run, &b, arena_name(run->arena, name), "application/xml",
                      a->article->headline);
}

static struct pdf_attachment figures_attachment(struct run *run)
{
    struct export_rows rows = export_rows(run->arena, run->digest);
    struct buf b = {0};
    export_write(&b, &rows, EXPORT_CSV, false);
    struct pdf_attachment file = attachment(run, &b, "figures.csv", "text/csv", "全部关键数据");
    file.relationship = "Data";
    return file;
}

static void add_attribute(struct buf *b, const char *name, const char *value)
{
    if (value[0])
        xml_add_attribute(b, name, value);
}

static void add_element(struct buf *b, const char *open, const char *text, const char *close)
{
    if (!text[0])
        return;
    buf_adds(b, open);
    xml_escape(b, text);
    buf_adds(b, close);
}

static void add_receivers(struct buf *b, const struct digest *d)
{
    static const char *const kinds[RECEIVERS_COUNT] = {"报", "送", "发"};
    bool any = false;
    for (size_t i = 0; i < RECEIVERS_COUNT; i++)
        any |= d->receivers[i][0] != '\0';
    buf_adds(b, any ? "  <distribution>\n" : "");
    for (size_t i = 0; i < RECEIVERS_COUNT; i++)
        if (d->receivers[i][0]) {
            buf_addf(b, "    <to kind=\"%s\">", kinds[i]);
            xml_escape(b, d->receivers[i]);
            buf_adds(b, "</to>\n");
        }
    buf_adds(b, any ? "  </distribution>\n" : "");
}

/* The manifest (styles/briefing.xsd) of the issue as it is. */
static struct pdf_attachment manifest_attachment(struct run *run)
{
    const struct digest *d = run->digest;
    struct buf b = {0};
    buf_adds(&b, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<briefing");
    add_attribute(&b, "title", d->title);
    add_attribute(&b, "issue", d->issue);
    add_attribute(&b, "total-issue", d->total_issue);
    add_attribute(&b, "kind", d->supplement ? "supplement" : "");
    add_attribute(&b, "copies", d->copies);
    add_attribute(&b, "date", d->date);
    add_attribute(&b, "office", d->office);
    buf_adds(&b, ">\n");
    add_element(&b, "  <note>", d->note, "</note>\n");
    add_receivers(&b, d);
    buf_adds(&b, "</briefing>\n");
    return attachment(run, &b, "briefing.xml", "application/xml", "清单");
}

void run_attachments(struct run *run, struct pdf_options *options)
{
    size_t count = run->digest->article_count;
    struct pdf_attachment *files = arena_array(run->arena, count + 2, sizeof *files);
    for (size_t i = 0; i < count; i++)
        files[i] = article_attachment(run, i);
    files[count++] = manifest_attachment(run);
    files[count++] = figures_attachment(run);
    options->attachments = files;
    options->attachment_count = count;
}
