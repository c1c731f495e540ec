/* SPDX-License-Identifier: MIT */
/*
 * HTML, as saved from a browser or written by an office program, into pieces: the runs of the main
 * text in the order of the page; the others are dropped as furniture, with their text. A piece's
 * line and column are those of the file, because that is what an editor opens, and page->text is
 * the file with everything that a browser does not show blanked out; so messages show the source,
 * and the audit counts what is shown without knowing the pieces.
 *
 * What the markup says for certain – the title, a figcaption – is labelled here. The lines of an
 * HTML file are no lines of a paper: distances, indents and full lines say nothing
 * (page->reflowed).
 */
#include "acquire/html.h"

#include <string.h>
#include <strings.h>

enum { DECLARATION = 4096, CAPTION_LENGTH = 120, LONGEST_INFO = 60 };

/* ---- encoding ------------------------------------------------------------------------------- */

static const char *value_after(const char *bytes, size_t len, const char *name, size_t *value_len)
{
    size_t name_len = strlen(name);
    for (size_t at = 0; at + name_len < len; at++) {
        if (strncasecmp(bytes + at, name, name_len) != 0)
            continue;
        const char *p = bytes + at + name_len, *end = bytes + len;
        while (p < end && (*p == ' ' || *p == '=' || *p == '"' || *p == '\''))
            p++;
        *value_len = 0;
        while (p + *value_len < end && !strchr(" \t\r\n\"'/>;?", p[*value_len]))
            ++*value_len;
        return p;
    }
    return NULL;
}

const char *acquire_html_charset(struct arena *a, const char *bytes, size_t len)
{
    static const char *const names[] = {"charset", "encoding"};
    for (size_t i = 0; i < COUNT(names); i++) {
        size_t value_len;
        size_t limit = len < DECLARATION ? len : DECLARATION;
        const char *value = value_after(bytes, limit, names[i], &value_len);
        if (value)
            return arena_text(a, value, value_len);
    }
    return "";
}

/* ---- furniture ------------------------------------------------------------------------------ */

static void drop_text(struct page *page, const char *text, int line)
{
    if (slice_count(slice_of(text)))
        acquire_drop(page, DROP_FURNITURE, text, line);
}

static void drop_run(struct page *page, const struct html_run *run)
{
    const struct piece *piece = &run->piece;
    if (piece->item)
        drop_text(page, piece->detail, piece->line);
    drop_text(page, piece->text, piece->line);
    for (size_t i = 0; i < piece->row_count; i++)
        for (size_t k = 0; k < piece->rows[i].count; k++)
            drop_text(page, piece->rows[i].cells[k].text, piece->line);
}

/* ---- pieces --------------------------------------------------------------------------------- */

/* A line under a picture that is set as captions are. */
static bool is_below_picture(const struct html *html, const struct html_run *run)
{
    const struct html_run *before = run > html->runs ? run - 1 : NULL;
    return before && before->main && before->piece.picture && !run->piece.level &&
           run->count <= CAPTION_LENGTH && (run->centred || before->keeps);
}

static void add_text_run(const struct html *html, const struct html_run *run)
{
    struct page *page = html->page;
    size_t first = page->count;
    struct piece piece = run->piece;
    if (is_sheet_line(slice_of(piece.text)))
        piece.level = 0; /* outline.c knows the unmarked ones */
    acquire_add_piece(page, piece);
    bool caption = run->caption || is_below_picture(html, run);
    for (size_t i = first; caption && i < page->count; i++) {
        struct piece *added = &page->pieces[i];
        added->label = is_credit(page->arena, slice_of(added->text)) ? CREDIT : CAPTION;
        added->known = true;
    }
}

/* A picture whose file is not beside the page. */
static void add_picture_run(struct page *page, const struct html_run *run)
{
    const struct piece *piece = &run->piece;
    if (!*piece->detail)
        diag(page->diags, WARNING, (struct pos){page->path, piece->line, piece->column},
             _("this picture has no file of its own and is left out; save it beside the page"));
    if (*piece->detail)
        acquire_add_piece(page, *piece);
    else
        drop_run(page, run);
}

/* Do the dateline or a byline of the text name the author, too? */
static bool is_named_again(struct html *html, size_t info, struct slice author)
{
    struct byline byline;
    struct arena *a = html->page->arena;
    if (author.start == author.end || !byline_read(a, author, &byline) || !byline.count)
        return false;
    struct slice name = byline.names[0].given;
    for (size_t i = info + 1; i < html->run_count; i++) {
        const struct html_run *run = &html->runs[i];
        struct slice text = slice_of(run->piece.text);
        struct dateline dateline;
        if (!run->main || run->piece.picture || run->piece.rows)
            continue;
        if (is_byline(a, text) || dateline_read(a, text, &dateline))
            return memmem(text.start, (size_t)(text.end - text.start), name.start,
                          (size_t)(name.end - name.start)) != NULL;
        if (ends_sentence(text))
            return false;
    }
    return false;
}

static bool is_class_of_info(const struct html_node *node)
{
    static const char *const words[] = {"date",    "editor", "info", "meta", "pubdate",
                                        "pubtime", "source", "time", NULL};
    return html_named(node, words);
}

/* Between the title and the text: what a class calls so, and what is not the main text anyway. */
static bool is_info(const struct html *html, const struct html_run *run, bool begun,
                    struct info *info)
{
    struct arena *a = html->page->arena;
    const struct piece *piece = &run->piece;
    if (piece->picture || piece->rows || piece->level || run->caption || piece->item)
        return false;
    if (info_read(a, slice_of(piece->text), info))
        return info->labelled || !begun;
    bool head = !begun && html->title && run > html->title && run->count <= LONGEST_INFO &&
                !ends_sentence(slice_of(piece->text));
    *info = (struct info){.date = head ? acquire_date_in(a, piece->text) : ""};
    return head && (is_class_of_info(run->block) || (!run->main && *info->date));
}

static void add_run(struct html *html, size_t i, bool begun)
{
    struct info info;
    struct page *page = html->page;
    const struct html_run *run = &html->runs[i];
    if (is_info(html, run, begun, &info)) {
        if (!page->date && *info.date)
            page->date = info.date;
        if (run->block->aside || is_named_again(html, i, info.author))
            info.author = (struct slice){0};
        acquire_add_info(page, &run->piece, info.author);
    } else if (!run->main) {
        drop_run(page, run);
    } else if (run->piece.picture) {
        add_picture_run(page, run);
    } else if (run->piece.rows) {
        acquire_add_piece(page, run->piece);
    } else {
        add_text_run(html, run);
    }
}

/* ---- headings ------------------------------------------------------------------------------- */

static bool is_text_run(const struct html_run *run)
{
    return run->main && !run->piece.picture && !run->piece.rows;
}

/* The title is the page's first heading, and it is followed by the text. A heading directly under
 * it is its second line when it is the only one of its level; when there are more, they are
 * headings inside the article. */
static void settle_levels(struct html *html)
{
    struct html_run *title = html->title, *below = NULL;
    size_t alike = 0, i = title ? (size_t)(title - html->runs) + 1 : html->run_count;
    if (title && !title->piece.level)
        title->piece.level = 1;
    while (i < html->run_count && !is_text_run(&html->runs[i]))
        i++;
    if (i < html->run_count && html->runs[i].piece.level)
        below = &html->runs[i];
    for (i = 0; below && i < html->run_count; i++)
        alike += is_text_run(&html->runs[i]) && html->runs[i].piece.level == below->piece.level;
    if (below && alike == 1 && below->piece.level > title->piece.level)
        below->piece.level = 0;
}

/* The first part of the page's title, 某事_某网, where the main text has no heading of its own. */
static void add_page_title(struct html *html, const struct html_run *run)
{
    struct page *page = html->page;
    struct slice whole = slice_of(run->piece.text), first = whole;
    const char *p = whole.start;
    while (p < whole.end) {
        first.end = p;
        if (in_set(utf8_next(&p, whole.end), "_|｜-－–"))
            break;
        first.end = whole.end;
    }
    struct piece piece = run->piece;
    first = slice_trim(first);
    piece.text = arena_text(page->arena, first.start, (size_t)(first.end - first.start));
    piece.level = 1;
    acquire_add_piece(page, piece);
    acquire_drop_part(page, DROP_FURNITURE, (struct slice){first.end, whole.end}, piece.line);
}

/* Is the page's title the only headline that its text can have? */
static bool needs_title(const struct html *html)
{
    const struct html_run *first = NULL;
    for (size_t i = 0; i < html->run_count; i++) {
        const struct html_run *run = &html->runs[i];
        if (is_text_run(run) && run->piece.level)
            return false;
        first = !first && is_text_run(run) ? run : first;
    }
    return first && ends_sentence(slice_of(first->piece.text));
}

static bool is_page_title(const struct html_run *run)
{
    static const char none[] = "无标题";
    return run->block->tag == HTML_TITLE && strncmp(run->piece.text, none, sizeof none - 1) != 0;
}

static const char *title_date(const struct html *html)
{
    const char *date = "";
    for (size_t i = 0; i < html->run_count && !*date; i++)
        if (html->runs[i].block->tag == HTML_TITLE)
            date = acquire_date_in(html->page->arena, html->runs[i].piece.text);
    return *date ? date : NULL;
}

bool acquire_read_html(struct page *page)
{
    struct html html = {.page = page};
    page->reflowed = true;
    if (!html_parse(page, &html))
        return false;
    html_cut(&html);
    html_find_main(&html);
    settle_levels(&html);
    page->date = html_date(&html);
    bool titled = !needs_title(&html), begun = false;
    for (size_t i = 0; i < html.run_count; i++) {
        const struct html_run *run = &html.runs[i];
        if (!titled && is_page_title(run)) {
            add_page_title(&html, run);
            titled = true;
            continue;
        }
        add_run(&html, i, begun);
        begun = begun || (is_text_run(run) && ends_sentence(slice_of(run->piece.text)));
    }
    if (!page->date)
        page->date = title_date(&html);
    for (size_t i = 0; i < page->count; i++)
        page->pieces[i].gap = 0;
    return true;
}
