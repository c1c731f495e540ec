/* SPDX-License-Identifier: MIT */
/*
 * One page from bytes to drafts, and the proof that nothing was lost: characters that are not white
 * space are counted in the decoded page, in the drafts and in the drops, by three separate counts.
 * If they do not agree we are wrong, not the input, and the program stops rather than print a page
 * with a hole in it.
 *
 * A person's title, a section that several articles share and the path of a picture are told again
 * in the drafts, not moved there: their characters are counted once, in the drops or at the first
 * article of the section.
 */
#include "acquire/grammar.h"
#include "acquire/keep.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum {
    LIMIT = 64 << 20,
    ROUNDS = 2, /* in which columns are moved: the second has the ends that are left over */
};

static size_t count_text(const char *text)
{
    return slice_count(slice_of(text));
}

/* Articles of one section follow each other. */
static size_t count_block(const struct draft_block *block, struct pos *section)
{
    if (block->role == DRAFT_SECTION) {
        if (section->line == block->pos.line && section->column == block->pos.column)
            return 0;
        *section = block->pos;
    }
    size_t cells = 0;
    for (size_t i = 0; i < block->row_count; i++)
        for (size_t k = 0; k < block->rows[i].count; k++)
            cells += count_text(block->rows[i].cells[k].text);
    bool printed_detail = block->role != DRAFT_PERSON && block->role != DRAFT_FIGURE;
    return cells + count_text(block->text) + (printed_detail ? count_text(block->detail) : 0);
}

static struct audit audit_of(const struct page *page)
{
    struct pos section = {0};
    struct audit audit = {page->source, 0, 0};
    if (!page->counted)
        audit.source = slice_count((struct slice){page->text, page->text + page->len});
    for (size_t i = 0; i < page->draft_count; i++)
        for (size_t k = 0; k < page->drafts[i].count; k++)
            audit.article += count_block(&page->drafts[i].blocks[k], &section);
    for (size_t i = 0; i < page->drop_count; i++)
        audit.dropped += count_text(page->drops[i].text);
    return audit;
}

/* Reads a page of text into pieces. */
static bool load(struct page *page, enum source_kind kind)
{
    size_t len = 0;
    const char *bytes = diags_text(page->diags, page->path, &len);
    if (!bytes)
        bytes = file_read(page->arena, page->path, LIMIT, &len);
    if (!bytes) {
        const char *reason = errno == EFBIG ? _("larger than 64 MiB") : strerror(errno);
        diag(page->diags, ERROR, (struct pos){page->path, 0, 0}, "cannot be read: %s", reason);
        return false;
    }
    const char *named = kind == SOURCE_HTML ? acquire_html_charset(page->arena, bytes, len) : "";
    page->text = acquire_decode(page, bytes, len, named);
    if (page->text && kind == SOURCE_HTML)
        return acquire_read_html(page);
    if (page->text && kind == SOURCE_MARKDOWN)
        acquire_read_markdown(page);
    else if (page->text)
        acquire_read_text(page);
    return page->text != NULL;
}

struct placed {
    struct drop drop;
    size_t index;
};

static int by_line(const void *left, const void *right)
{
    const struct placed *l = left, *r = right;
    if (l->drop.lines[0] != r->drop.lines[0])
        return l->drop.lines[0] - r->drop.lines[0];
    if (l->drop.reason != r->drop.reason)
        return (int)l->drop.reason - (int)r->drop.reason;
    return (l->index > r->index) - (l->index < r->index);
}

/* Drops in the order of the page; all markup of one line is one drop. */
static void order_drops(struct page *page)
{
    struct placed *placed = arena_array(page->arena, page->drop_count + 1, sizeof *placed);
    for (size_t i = 0; i < page->drop_count; i++)
        placed[i] = (struct placed){page->drops[i], i};
    qsort(placed, page->drop_count, sizeof *placed, by_line);
    size_t to = 0;
    for (size_t i = 0; i < page->drop_count;) {
        struct drop drop = placed[i++].drop;
        struct buf text = {0};
        buf_adds(&text, drop.text);
        for (; drop.reason == DROP_MARKUP && i < page->drop_count &&
               placed[i].drop.reason == DROP_MARKUP && placed[i].drop.lines[0] == drop.lines[0];
             i++)
            buf_addf(&text, " %s", placed[i].drop.text);
        drop.text = arena_text(page->arena, text.text, text.len);
        buf_release(&text);
        page->drops[to++] = drop;
    }
    page->drop_count = to;
}

static void check(const struct page *page, struct audit audit)
{
    if (audit.source != audit.article + audit.dropped)
        BUG("%s: %zu characters in the page, %zu in articles, %zu dropped", page->path,
            audit.source, audit.article, audit.dropped);
}

/* From pieces to drafts and drops. */
static void find_articles(struct page *page)
{
    struct dated date = acquire_date(page);
    int article_level = acquire_outline(page);
    acquire_frame(page);
    acquire_news_items(page);
    acquire_find_notes(page);
    acquire_raise_headlines(page);
    acquire_mend_reprints(page);
    struct joints *joints = acquire_joints(page);
    acquire_duplicates(page, joints);
    acquire_classify(page, article_level, joints);
    if (acquire_complete_heads(page))
        acquire_classify(page, article_level, joints);
    if (acquire_unite_heads(page, joints))
        acquire_classify(page, article_level, joints);
    if (acquire_raise_heads(page))
        acquire_classify(page, article_level, joints);
    if (acquire_rejoin(page, joints))
        acquire_classify(page, article_level, joints);
    if (acquire_exchange(page, joints))
        acquire_classify(page, article_level, joints);
    if (acquire_exchange_columns(page, joints))
        acquire_classify(page, article_level, joints);
    for (int i = 0; i < ROUNDS && acquire_restore(page, joints, i > 0); i++)
        acquire_classify(page, article_level, joints);
    acquire_close_joints(joints);
    acquire_record(page);
    acquire_place_notes(page);
    acquire_segment(page, date);
}

/* NITF says itself what is what; in all else everything has to be found. */
static bool read_source(struct page *page, enum source_kind kind)
{
    size_t len = 0;
    const char *given = diags_text(page->diags, page->path, &len);
    bool good = kind == SOURCE_NITF   ? acquire_read_nitf(page)
                : kind == SOURCE_DOCX ? acquire_read_docx(page, given, len)
                                      : load(page, kind);
    if (good && kind != SOURCE_NITF)
        find_articles(page);
    if (good && !page->draft_count)
        diag(page->diags, WARNING, (struct pos){page->path, 0, 0},
             _("nothing to print in this page"));
    if (good)
        order_drops(page);
    return good;
}

bool acquire_page(struct arena *a, const struct source *source, struct acquired *out,
                  struct diags *d)
{
    struct page page = {.arena = arena_new(), .lasting = a, .diags = d, .path = source->path};
    bool good = read_source(&page, source->kind);
    if (good) {
        struct audit audit = audit_of(&page);
        check(&page, audit);
        acquire_keep(a, out, &page);
        out->audit.source += audit.source;
        out->audit.article += audit.article;
        out->audit.dropped += audit.dropped;
    }
    arena_free(page.arena);
    return good;
}

const char *acquire_reason(enum drop_reason reason)
{
    static const char *const names[] = {
        [DROP_FURNITURE] = "furniture", [DROP_DUPLICATE] = "duplicate", [DROP_MARKUP] = "markup"};
    return names[reason];
}
