/* SPDX-License-Identifier: MIT */
/*
 * convert --review: for each page that was read one page of HTML, the source on the left with its
 * line numbers, what was made of it on the right. Every block links to its lines and every line to
 * its block. What an editor has to look at is marked by a sign and a colour, so that it shows on a
 * black and white print too: where pieces were joined, what was moved, left out, or is in doubt. No
 * script, no file beside it.
 */
#include <stdlib.h>
#include <string.h>

#include "pipeline.h"
#include "plan.h"
#include "util/xml.h"

/* What is known of one page. */
struct proof {
    const struct acquired *all;
    const struct acquired_page *page;
    const char **lines; /* for each line, where it begins in the text; one more than there are */
    size_t line_count;
    const char **ids; /* for each line, the id of the block that it is in, or NULL */
    bool *dropped, *doubtful;
};

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n<style>\n"
    "body{font:15px/1.7 serif;margin:1.5em;color:#1a1a1a}\n"
    "h1{font-size:1.3em}h2{font-size:1.1em;border-top:2px solid #b3191e;padding-top:.4em}\n"
    ".both{display:grid;grid-template-columns:1fr 1fr;gap:2em}\n"
    ".source p,.made p{margin:.2em 0}.source p{padding-left:3.2em;text-indent:-3.2em}\n"
    ".n{display:inline-block;width:2.6em;margin-right:.6em;text-align:right;text-indent:0;\n"
    "color:#3a4a5a;font-size:.8em}\n"
    "a{color:inherit}.source "
    "a{text-decoration:none}.role{color:#3a4a5a;font-size:.8em;margin-right:.5em}\n"
    ".join{color:#0a5;font-weight:bold}.move{color:#06c;font-weight:bold}\n"
    ".drop{color:#777;text-decoration:line-through}.doubt{color:#b3191e;font-weight:bold}\n"
    ":target{background:#fff3b0}.headline{font-weight:bold;font-size:1.15em}\n"
    "table{border-collapse:collapse}td,th{border:1px solid #c8ccd0;padding:0 .4em}\n"
    "</style>\n";

static void escape(struct buf *b, const char *text)
{
    xml_escape(b, text);
}

static void escape_name(struct buf *b, const char *name)
{
    struct buf clean = {0};
    buf_add_name(&clean, name);
    escape(b, clean.len ? clean.text : "");
    buf_release(&clean);
}

/* ---- what is where -------------------------------------------------------------------------- */

static void find_lines(struct proof *s, struct arena *a)
{
    const char *p = s->page->text, *end = p + s->page->len;
    while (p < end) {
        const char *feed = memchr(p, '\n', (size_t)(end - p));
        s->lines = arena_grow(a, s->lines, s->line_count, sizeof *s->lines);
        s->lines[s->line_count++] = p;
        p = feed ? feed + 1 : end;
    }
    s->lines = arena_grow(a, s->lines, s->line_count, sizeof *s->lines);
    s->lines[s->line_count] = end;
    s->ids = arena_array(a, s->line_count + 1, sizeof *s->ids);
    s->dropped = arena_array(a, s->line_count + 1, sizeof *s->dropped);
    s->doubtful = arena_array(a, s->line_count + 1, sizeof *s->doubtful);
}

static bool is_of(const struct proof *s, const char *source)
{
    return strcmp(source, s->page->path) == 0;
}

static const char *block_id(struct arena *a, size_t draft, size_t block)
{
    return arena_printf(a, "b%zu-%zu", draft + 1, block + 1);
}

static void find_blocks(struct proof *s, struct arena *a)
{
    for (size_t i = 0; i < s->all->draft_count; i++) {
        const struct draft *draft = &s->all->drafts[i];
        for (size_t k = 0; is_of(s, draft->source) && k < draft->count; k++)
            for (size_t n = 0; n < draft->blocks[k].line_count; n++) {
                size_t line = (size_t)draft->blocks[k].lines[n];
                if (line >= 1 && line <= s->line_count && !s->ids[line - 1])
                    s->ids[line - 1] = block_id(a, i, k);
            }
    }
    for (size_t i = 0; i < s->all->drop_count; i++) {
        const struct drop *drop = &s->all->drops[i];
        for (size_t n = 0; is_of(s, drop->source) && n < drop->line_count; n++)
            if (drop->reason != DROP_MARKUP && (size_t)drop->lines[n] <= s->line_count)
                s->dropped[drop->lines[n] - 1] = true;
    }
}

static bool is_doubt(const struct proof *s, const struct decision *d)
{
    return d->margin < DOUBTFUL && is_of(s, d->pos.file);
}

static void find_doubts(struct proof *s)
{
    for (size_t i = 0; i < s->all->decision_count; i++) {
        const struct decision *d = &s->all->decisions[i];
        if (is_doubt(s, d) && d->pos.line >= 1 && (size_t)d->pos.line <= s->line_count)
            s->doubtful[d->pos.line - 1] = true;
    }
}

/* ---- the left side -------------------------------------------------------------------------- */

static void add_source(struct buf *b, const struct proof *s, struct arena *a)
{
    buf_adds(b, "<section class=\"source\">\n<h2>原稿</h2>\n");
    for (size_t i = 0; i < s->line_count; i++) {
        size_t len = (size_t)(s->lines[i + 1] - s->lines[i]);
        const char *text =
            arena_text(a, s->lines[i], len && s->lines[i][len - 1] == '\n' ? len - 1 : len);
        bool drop = s->dropped[i] && !s->ids[i];
        if (!text[strspn(text, " \t")])
            continue;
        buf_addf(b, "<p id=\"L%zu\"><span class=\"n\">%zu</span>", i + 1, i + 1);
        buf_adds(b, s->doubtful[i] ? "<span class=\"doubt\" title=\"存疑\">？</span>" : "");
        buf_adds(b, drop ? "<span class=\"drop\" title=\"略去\">✕ " : "");
        if (s->ids[i])
            buf_addf(b, "<a href=\"#%s\">", s->ids[i]);
        escape(b, text);
        buf_adds(b, s->ids[i] ? "</a>" : "");
        buf_adds(b, drop ? "</span></p>\n" : "</p>\n");
    }
    buf_adds(b, "</section>\n");
}

/* ---- the right side ------------------------------------------------------------------------- */

static const char *const roles[] = {[DRAFT_SECTION] = "栏目",
                                    [DRAFT_KICKER] = "引题",
                                    [DRAFT_HEADLINE] = "标题",
                                    [DRAFT_SUBHEADLINE] = "副题",
                                    [DRAFT_PERSON] = "署名",
                                    [DRAFT_DATELINE] = "电头",
                                    [DRAFT_P] = "段",
                                    [DRAFT_HEADING] = "小标题",
                                    [DRAFT_ITEM] = "项",
                                    [DRAFT_QUOTE] = "引文",
                                    [DRAFT_FIGURE] = "图片",
                                    [DRAFT_CAPTION] = "图片说明",
                                    [DRAFT_CREDIT] = "摄影署名",
                                    [DRAFT_TABLE] = "表格"};

static void add_lines(struct buf *b, const struct draft_block *block)
{
    buf_adds(b, " <span class=\"role\">行");
    for (size_t i = 0; i < block->line_count; i++)
        buf_addf(b, " <a href=\"#L%d\">%d</a>", block->lines[i], block->lines[i]);
    buf_adds(b, "</span>");
}

/* The text with a sign at each seam between two lines. */
static void add_text(struct buf *b, struct arena *a, const struct draft_block *block)
{
    size_t at = 0, len = strlen(block->text);
    for (size_t i = 1; block->starts && i < block->line_count; i++) {
        size_t start = block->starts[i] < len ? block->starts[i] : len;
        escape(b, arena_text(a, block->text + at, start - at));
        buf_addf(b, "<span class=\"join\" title=\"接第 %d 行\">‖</span>", block->lines[i]);
        at = start;
    }
    escape(b, block->text + at);
}

static void cell_text(struct buf *b, struct arena *a, const struct cell *cell)
{
    const char *p = cell->text;
    for (const char *end; (end = strchr(p, '\n')); p = end + 1) {
        escape(b, arena_text(a, p, (size_t)(end - p)));
        buf_adds(b, "<br>");
    }
    escape(b, p);
}

static void add_table(struct buf *b, struct arena *a, const struct draft_block *block)
{
    buf_adds(b, "<table>");
    for (size_t i = 0; i < block->row_count; i++) {
        buf_adds(b, "<tr>");
        for (size_t k = 0; k < block->rows[i].count; k++) {
            const struct cell *cell = &block->rows[i].cells[k];
            buf_addf(b, "<%s colspan=\"%d\" rowspan=\"%d\">", cell->heading ? "th" : "td",
                     cell->columns, cell->rows);
            cell_text(b, a, cell);
            buf_adds(b, cell->heading ? "</th>" : "</td>");
        }
        buf_adds(b, "</tr>");
    }
    buf_adds(b, "</table>");
}

/* Is some of the block before a line that was told already? */
static bool is_moved(const struct draft_block *block, int *last)
{
    bool moved = false;
    for (size_t i = 0; i < block->line_count; i++) {
        moved = moved || block->lines[i] < *last;
        *last = block->lines[i];
    }
    return moved;
}

static void add_block(struct buf *b, struct arena *a, const struct draft_block *block,
                      const char *id, bool moved)
{
    buf_addf(b, "<%s id=\"%s\" class=\"%s\"><span class=\"role\">%s</span>",
             block->row_count ? "div" : "p", id,
             block->role == DRAFT_HEADLINE ? "headline" : "block", roles[block->role]);
    buf_adds(b, moved ? "<span class=\"move\" title=\"移动\">⇄</span> " : "");
    buf_adds(b, block->doubts ? "<span class=\"doubt\" title=\"存疑\">？</span> " : "");
    if (block->detail[0]) {
        escape(b, block->detail);
        buf_adds(b, " ");
    }
    add_text(b, a, block);
    if (block->row_count)
        add_table(b, a, block);
    add_lines(b, block);
    buf_addf(b, "</%s>\n", block->row_count ? "div" : "p");
}

static void add_articles(struct buf *b, const struct proof *s, struct arena *a)
{
    buf_adds(b, "<section class=\"made\">\n");
    for (size_t i = 0, ordinal = 0; i < s->all->draft_count; i++) {
        const struct draft *draft = &s->all->drafts[i];
        int last = 0;
        if (!is_of(s, draft->source))
            continue;
        buf_addf(b, "<h2>%s %zu</h2>\n", draft->kind == DRAFT_PHOTO ? "图片" : "文章", ++ordinal);
        for (size_t k = 0; k < draft->count; k++) {
            bool body = draft->blocks[k].role >= DRAFT_P;
            bool moved = is_moved(&draft->blocks[k], &last) && body;
            add_block(b, a, &draft->blocks[k], block_id(a, i, k), moved);
        }
    }
    buf_adds(b, "</section>\n");
}

/* ---- the lists above ------------------------------------------------------------------------ */

/* A list without an item is taken back. */
static void close_list(struct buf *b, size_t start, size_t empty)
{
    if (b->len == empty)
        b->len = start;
    else
        buf_adds(b, "</ul>\n");
}

/* The readings of classify.c and order.c, in the words of an editor. */
static const char *in_chinese(const char *reading)
{
    static const char *const words[][2] = {
        {"a column label", "栏目名"},
        {"a kicker", "引题"},
        {"a headline", "标题"},
        {"a subheadline", "副题"},
        {"a byline", "署名"},
        {"a paragraph of its own", "独立的一段"},
        {"the rest of the paragraph before it", "上一段的下文"},
        {"a heading inside the article", "文内小标题"},
        {"a caption", "图片说明"},
        {"a credit", "摄影署名"},
        {"the text of an item without a headline", "另一条无标题的稿件"},
        {"a displaced column, which was moved", "错位的栏，已移回"},
        {"the head of the text above it, which was moved", "上文的标题，已移到文前"},
        {"the rest of a text from another page, which was moved to it", "转版的下文，已接回"},
        {"in its right place", "位置本来就对"},
    };
    for (size_t i = 0; i < COUNT(words); i++)
        if (!strcmp(words[i][0], reading))
            return words[i][1];
    BUG("no words for “%s”", reading);
}

static void add_doubts(struct buf *b, const struct proof *s)
{
    size_t start = b->len;
    buf_adds(b, "<h2>存疑</h2>\n<ul>\n");
    size_t empty = b->len;
    for (size_t i = 0; i < s->all->decision_count; i++) {
        const struct decision *d = &s->all->decisions[i];
        if (!is_doubt(s, d))
            continue;
        buf_addf(b,
                 "<li><span class=\"doubt\">？</span> <a href=\"#L%d\">第 %d 行</a>：%s；也可能是 "
                 "%s（相差 %d）",
                 d->pos.line, d->pos.line, in_chinese(d->chosen), in_chinese(d->other), d->margin);
        escape(b, d->evidence);
        buf_adds(b, "</li>\n");
    }
    close_list(b, start, empty);
}

static void add_drops(struct buf *b, const struct proof *s)
{
    static const char *const reasons[] = {
        [DROP_FURNITURE] = "版面文字", [DROP_DUPLICATE] = "重复", [DROP_MARKUP] = "标记"};
    size_t start = b->len;
    buf_adds(b, "<h2>略去</h2>\n<ul>\n");
    size_t empty = b->len;
    for (size_t i = 0; i < s->all->drop_count; i++) {
        const struct drop *drop = &s->all->drops[i];
        if (!is_of(s, drop->source) || drop->reason == DROP_MARKUP)
            continue;
        buf_addf(b, "<li><a href=\"#L%d\">第 %d 行</a>（%s）：<span class=\"drop\">",
                 drop->lines[0], drop->lines[0], reasons[drop->reason]);
        escape(b, drop->text);
        buf_adds(b, "</span></li>\n");
    }
    close_list(b, start, empty);
}

static void add_page(struct buf *b, const struct proof *s, struct arena *a)
{
    buf_adds(b, head);
    buf_adds(b, "<title>");
    escape_name(b, s->page->path);
    buf_adds(b, "</title>\n</head>\n<body>\n<h1>");
    escape_name(b, s->page->path);
    buf_adds(b, "</h1>\n<p><span class=\"join\">‖</span> 接合　<span class=\"move\">⇄</span> 移动　"
                "<span class=\"drop\">✕</span> 略去　<span class=\"doubt\">？</span> 存疑</p>\n");
    add_doubts(b, s);
    add_drops(b, s);
    buf_adds(b, "<div class=\"both\">\n");
    add_source(b, s, a);
    add_articles(b, s, a);
    buf_adds(b, "</div>\n</body>\n</html>\n");
}

void run_review(struct run *run)
{
    for (size_t i = 0; i < run->acquired.page_count; i++) {
        struct arena *a = arena_new();
        struct proof s = {.all = &run->acquired, .page = &run->acquired.pages[i]};
        struct buf b = {0};
        find_lines(&s, a);
        find_blocks(&s, a);
        find_doubts(&s);
        add_page(&b, &s, a);
        const char *name = arena_printf(a, "_review-%03zu-%s.html", i + 1, path_base(s.page->path));
        run_write(run, plan_path(run, name), b.text, b.len);
        buf_release(&b);
        arena_free(a);
    }
}
