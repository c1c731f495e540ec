/* SPDX-License-Identifier: MIT */
/*
 * The words of NITF, and its text gathered into blocks. White space is as in HTML: any number of
 * blanks are one, and a line end, which a program put there, is none between Han characters and a
 * blank between Western words. Ideographic and other spaces are text, save at both ends.
 *
 * The table holds the elements of NITF 3.0 to 3.6. What is not in it is said once for each place,
 * and its text is kept: as part of the paragraph it stands in, else as a paragraph.
 */
#include "acquire/nitf.h"

#include <stdlib.h>
#include <string.h>

struct word {
    const char *name;
    enum nitf_kind kind;
};

/* In byte order. */
static const struct word words[] = {
    {"a", NITF_INLINE},
    {"abstract", NITF_ABSTRACT},
    {"addressee", NITF_APART},
    {"alt-code", NITF_INLINE},
    {"bibliography", NITF_PARAGRAPH},
    {"block", NITF_GROUP},
    {"body", NITF_GROUP},
    {"body.content", NITF_GROUP},
    {"body.end", NITF_GROUP},
    {"body.head", NITF_GROUP},
    {"bq", NITF_QUOTE},
    {"br", NITF_BREAK},
    {"byline", NITF_BYLINE},
    {"bytag", NITF_APART},
    {"byttl", NITF_APART},
    {"caption", NITF_PARAGRAPH},
    {"care.of", NITF_APART},
    {"chron", NITF_INLINE},
    {"city", NITF_INLINE},
    {"classifier", NITF_INLINE},
    {"col", NITF_GROUP},
    {"colgroup", NITF_GROUP},
    {"copyrite", NITF_LEFT_OUT},
    {"copyrite.holder", NITF_INLINE},
    {"copyrite.year", NITF_INLINE},
    {"country", NITF_INLINE},
    {"credit", NITF_PARAGRAPH},
    {"datasource", NITF_PARAGRAPH},
    {"dateline", NITF_DATELINE},
    {"dd", NITF_DEFINITION},
    {"delivery.office", NITF_APART},
    {"delivery.point", NITF_APART},
    {"denom", NITF_INLINE},
    {"distributor", NITF_LEFT_OUT},
    {"dl", NITF_LIST},
    {"dt", NITF_TERM},
    {"em", NITF_INLINE},
    {"event", NITF_INLINE},
    {"fn", NITF_GROUP},
    {"frac", NITF_FRACTION},
    {"frac-sep", NITF_INLINE},
    {"function", NITF_INLINE},
    {"head", NITF_HEAD},
    {"hedline", NITF_HEDLINE},
    {"hl1", NITF_CROSSHEAD},
    {"hl2", NITF_CROSSHEAD},
    {"hr", NITF_GROUP},
    {"key-list", NITF_LEFT_OUT},
    {"keyword", NITF_LEFT_OUT},
    {"lang", NITF_INLINE},
    {"li", NITF_ITEM},
    {"location", NITF_INLINE},
    {"media", NITF_MEDIA},
    {"media-caption", NITF_GROUP},
    {"media-metadata", NITF_LEFT_OUT},
    {"media-object", NITF_LEFT_OUT},
    {"media-producer", NITF_PARAGRAPH},
    {"media-reference", NITF_GROUP},
    {"money", NITF_INLINE},
    {"name.family", NITF_INLINE},
    {"name.given", NITF_INLINE},
    {"nitf", NITF_GROUP},
    {"nitf-col", NITF_LEFT_OUT},
    {"nitf-colgroup", NITF_LEFT_OUT},
    {"nitf-table", NITF_GROUP},
    {"nitf-table-metadata", NITF_LEFT_OUT},
    {"note", NITF_NOTE},
    {"num", NITF_INLINE},
    {"numer", NITF_INLINE},
    {"object.title", NITF_INLINE},
    {"ol", NITF_LIST},
    {"org", NITF_INLINE},
    {"p", NITF_PARAGRAPH},
    {"person", NITF_INLINE},
    {"postaddr", NITF_INLINE},
    {"postcode", NITF_APART},
    {"pre", NITF_LINES},
    {"pronounce", NITF_INLINE},
    {"q", NITF_INLINE},
    {"rb", NITF_INLINE},
    {"rbc", NITF_INLINE},
    {"region", NITF_INLINE},
    {"rights", NITF_LEFT_OUT},
    {"rights.agent", NITF_INLINE},
    {"rights.enddate", NITF_INLINE},
    {"rights.geography", NITF_INLINE},
    {"rights.limitations", NITF_INLINE},
    {"rights.owner", NITF_INLINE},
    {"rights.startdate", NITF_INLINE},
    {"rights.type", NITF_INLINE},
    {"rp", NITF_INLINE},
    {"rt", NITF_INLINE},
    {"rtc", NITF_INLINE},
    {"ruby", NITF_INLINE},
    {"series", NITF_LEFT_OUT},
    {"state", NITF_INLINE},
    {"story.date", NITF_INLINE},
    {"sub", NITF_SUBSCRIPT},
    {"sublocation", NITF_INLINE},
    {"sup", NITF_SUPERSCRIPT},
    {"table", NITF_TABLE},
    {"table-reference", NITF_LEFT_OUT},
    {"tagline", NITF_PARAGRAPH},
    {"tbody", NITF_GROUP},
    {"td", NITF_GROUP},
    {"tfoot", NITF_GROUP},
    {"th", NITF_GROUP},
    {"thead", NITF_GROUP},
    {"tobject", NITF_LEFT_OUT},
    {"tr", NITF_GROUP},
    {"ul", NITF_LIST},
    {"virtloc", NITF_INLINE},
};

static int by_name(const void *key, const void *word)
{
    return strcmp(key, ((const struct word *)word)->name);
}

static bool is_foreign(const struct nitf *n, const struct xml_node *node)
{
    const char *uri = xml_namespace(node);
    return uri && (!n->uri || strcmp(uri, n->uri) != 0);
}

enum nitf_kind nitf_kind(struct nitf *n, const struct xml_node *node)
{
    const struct word *word = bsearch(node->name, words, COUNT(words), sizeof *words, by_name);
    if (is_foreign(n, node)) {
        if (!n->quiet)
            diag(n->page->diags, WARNING, node->pos,
                 "<%s> is of another namespace (%s) than NITF; its text is kept", node->name,
                 xml_namespace(node));
        return NITF_UNKNOWN;
    }
    if (!word && !n->quiet)
        diag(n->page->diags, WARNING, node->pos, "<%s> is no element of NITF; its text is kept",
             node->name);
    return word ? word->kind : NITF_UNKNOWN;
}

/* ---- gathering ---------------------------------------------------------------------------- */

static bool is_western(uint32_t code)
{
    return code > ' ' && code < 0x2000;
}

/* The space between what stands there and `code`; none where a full-width mark has its own. */
static void add_space(struct gathered *g, uint32_t code)
{
    const char *end = g->text.text + g->text.len;
    uint32_t before = utf8_previous(&end, g->text.text);
    if (g->boundary && !in_set(before, "，。、；：？！”）》"))
        buf_adds(&g->text, "\u3000");
    else if (!g->boundary && g->line_end && is_western(code) && is_western(before))
        buf_adds(&g->text, " ");
    else if (!g->boundary && !g->line_end && g->space)
        buf_adds(&g->text, " ");
}

static void add_code(struct nitf *n, uint32_t code, struct pos at)
{
    struct gathered *g = &n->open;
    if (!g->text.len)
        g->pos = at;
    else
        add_space(g, code);
    g->space = g->line_end = g->boundary = false;
    if (!g->line_count || g->lines[g->line_count - 1] != at.line) {
        g->lines = arena_grow(n->page->arena, g->lines, g->line_count, sizeof *g->lines);
        g->starts = arena_grow(n->page->arena, g->starts, g->line_count, sizeof *g->starts);
        g->lines[g->line_count] = at.line;
        g->starts[g->line_count++] = g->text.len;
    }
    buf_add_code(&g->text, code);
}

void nitf_gather(struct nitf *n, const struct xml_node *text)
{
    struct pos at = text->pos;
    for (const char *p = text->text, *end = p + strlen(p); p < end;) {
        uint32_t code = utf8_next(&p, end);
        bool line_end = in_set(code, "\n\r\xC2\x85\u2028\u2029");
        if (line_end && n->lines)
            nitf_close(n);
        if (line_end || code == ' ' || code == '\t')
            n->open.space = true;
        else if (n->open.text.len || !is_space(code))
            add_code(n, code, at);
        n->open.line_end = n->open.line_end || line_end;
        at.line += code == '\n';
        at.column = code == '\n' ? 1 : at.column + 1;
    }
}

/* A number such as 10<sup>4</sup> must not become 104. Other text stays as it is. */
void nitf_shift_digits(struct nitf *n, const struct xml_node *node, bool raised)
{
    static const char *const high[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    static const char *const low[] = {"₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉"};
    const char *text = node->first && !node->first->next ? node->first->text : NULL;
    if (!text || !*text || text[strspn(text, "0123456789")]) {
        nitf_flow(n, node);
        return;
    }
    struct buf b = {0};
    for (; *text; text++)
        buf_adds(&b, (raised ? high : low)[*text - '0']);
    struct xml_node shifted = *node->first;
    shifted.text = b.text;
    nitf_gather(n, &shifted);
    buf_release(&b);
}

void nitf_boundary(struct nitf *n)
{
    n->open.boundary = n->open.text.len > 0;
}

struct passage nitf_take(struct nitf *n)
{
    struct gathered *g = &n->open;
    struct passage passage = {"", g->pos, g->lines, g->line_count, g->starts};
    if (g->text.len) {
        struct slice text = slice_trim((struct slice){g->text.text, g->text.text + g->text.len});
        passage.text = arena_text(n->page->arena, text.start, (size_t)(text.end - text.start));
    }
    buf_release(&g->text);
    *g = (struct gathered){0};
    return passage;
}

void nitf_close(struct nitf *n)
{
    if (n->single)
        return;
    struct passage passage = nitf_take(n);
    if (!*passage.text)
        return;
    struct draft_block *block = nitf_add(n, n->role, &passage, slice_of(passage.text));
    if (n->role == DRAFT_ITEM) {
        block->detail = n->label;
        n->added += slice_count(slice_of(n->label));
        n->label = "";
    }
}

struct passage nitf_passage(struct nitf *n, const struct xml_node *node)
{
    struct gathered outer = n->open;
    bool single = n->single;
    n->open = (struct gathered){0};
    n->single = true;
    nitf_flow(n, node);
    struct passage passage = nitf_take(n);
    n->open = outer;
    n->single = single;
    return passage;
}

/* ---- blocks and drops --------------------------------------------------------------------- */

const size_t *nitf_starts(struct nitf *n, const struct passage *passage, size_t from)
{
    if (!passage->starts)
        return NULL;
    size_t *starts = arena_array(n->page->arena, passage->line_count, sizeof *starts);
    for (size_t i = 0; i < passage->line_count; i++)
        starts[i] = passage->starts[i] > from ? passage->starts[i] - from : 0;
    return starts;
}

struct draft_block *nitf_add(struct nitf *n, enum draft_role role, const struct passage *passage,
                             struct slice text)
{
    struct arena *a = n->page->arena;
    n->blocks = arena_grow(a, n->blocks, n->count, sizeof *n->blocks);
    struct draft_block *block = &n->blocks[n->count++];
    size_t from = (size_t)(text.start - passage->text);
    *block =
        (struct draft_block){.role = role,
                             .text = arena_text(a, text.start, (size_t)(text.end - text.start)),
                             .detail = "",
                             .pos = passage->pos,
                             .lines = passage->lines,
                             .line_count = passage->line_count,
                             .starts = nitf_starts(n, passage, from)};
    if (passage->line_count == 1)
        block->pos.column += (int)utf8_count(passage->text, from);
    return block;
}

void nitf_drop(struct nitf *n, enum drop_reason reason, const struct passage *passage,
               struct slice text)
{
    struct page *page = n->page;
    text = slice_trim(text);
    if (text.start == text.end)
        return;
    page->drops = arena_grow(page->arena, page->drops, page->drop_count, sizeof *page->drops);
    page->drops[page->drop_count++] =
        (struct drop){reason, arena_text(page->arena, text.start, (size_t)(text.end - text.start)),
                      page->path, passage->lines, passage->line_count};
}

struct passage nitf_attribute(struct nitf *n, const struct xml_attribute *attribute)
{
    struct xml_node text = {.text = attribute ? attribute->value : "",
                            .pos = attribute ? attribute->pos : (struct pos){0}};
    struct gathered outer = n->open;
    n->open = (struct gathered){0};
    nitf_gather(n, &text);
    struct passage passage = nitf_take(n);
    n->open = outer;
    n->added += slice_count(slice_of(passage.text));
    return passage;
}
