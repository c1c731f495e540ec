/* SPDX-License-Identifier: MIT */
/*
 * NITF 3.x, the News Industry Text Format, into a draft. The file says what everything in it is and
 * its paragraphs are whole, so nothing is classified, cut or joined; it goes past all that
 * acquire/ does for pages.
 *
 * The document is walked once. Text is gathered into the open paragraph; an element that is no part
 * of a text closes it. So a file that breaks the rules of NITF – text between paragraphs, a picture
 * in one – is read as what it looks like. The DTD is not consulted: it is not at hand, and what
 * newsrooms send does not follow it.
 *
 * What an editor of a paper would not print is dropped with its text: names of distributors,
 * rights, notes to other editors, the keywords and the persons listed in <head>. An abstract is
 * printed before the text, unless the text begins with it. The title of <head> serves as headline
 * when there is none.
 *
 * Characters are counted in the document's own tree; attributes that are printed and the numbers
 * of lists are added where they are made.
 */
#include "acquire/nitf.h"

#include <stdlib.h>
#include <string.h>

static void group(struct nitf *n, const struct xml_node *node)
{
    nitf_close(n);
    nitf_flow(n, node);
    nitf_close(n);
}

/* In a list item, a paragraph is a part of the item's text. */
static void paragraph(struct nitf *n, const struct xml_node *node)
{
    bool part = n->role == DRAFT_ITEM;
    if (part)
        nitf_boundary(n);
    else
        nitf_close(n);
    n->inside++;
    nitf_flow(n, node);
    n->inside--;
    if (part)
        nitf_boundary(n);
    else
        nitf_close(n);
}

static void in_role(struct nitf *n, const struct xml_node *node, enum draft_role role)
{
    enum draft_role outer = n->role;
    nitf_close(n);
    n->role = role;
    nitf_flow(n, node);
    nitf_close(n);
    n->role = outer;
}

static void crosshead(struct nitf *n, const struct xml_node *node)
{
    nitf_close(n);
    struct passage passage = nitf_passage(n, node);
    if (*passage.text)
        nitf_add(n, DRAFT_HEADING, &passage, slice_of(passage.text));
}

static void left_out(struct nitf *n, const struct xml_node *node)
{
    bool quiet = n->quiet;
    n->quiet = true;
    struct passage passage = nitf_passage(n, node);
    n->quiet = quiet;
    nitf_drop(n, DROP_FURNITURE, &passage, slice_of(passage.text));
}

static void abstract(struct nitf *n, const struct xml_node *node)
{
    nitf_close(n);
    n->abstract = n->count;
    group(n, node);
    n->abstract_end = n->count;
}

/* A note is for editors, unless it says that it may be published. */
static void note(struct nitf *n, const struct xml_node *node)
{
    const char *type = xml_value(node, "type", "");
    bool editors = strcmp(xml_value(node, "noteclass", ""), "editorsnote") == 0;
    if (strcmp(type, "pa") == 0 || (editors && strcmp(type, "npa") != 0))
        group(n, node);
    else
        left_out(n, node);
}

static int first_number(const struct xml_node *list)
{
    const char *value = xml_value(list, "seqnum", "1");
    return strspn(value, "0123456789") == strlen(value) && strlen(value) < 6 && *value
               ? (int)strtol(value, NULL, 10)
               : 1;
}

/* The numbers of an ordered list are not in its text; they are made here, since the text may refer
 * to them. */
static void list(struct nitf *n, const struct xml_node *node)
{
    nitf_close(n);
    const char *outer = n->label;
    enum draft_role role = n->role;
    int number = first_number(node);
    bool ordered = strcmp(node->name, "ol") == 0;
    n->role = DRAFT_ITEM;
    for (const struct xml_node *child = node->first; child; child = child->next) {
        bool item = child->name && strcmp(child->name, "li") == 0;
        n->label = ordered && item ? arena_printf(n->page->arena, "%d.", number++) : "";
        nitf_step(n, child);
    }
    nitf_close(n);
    n->role = role;
    n->label = outer;
}

/* A term and what defines it are one item. */
static void definition(struct nitf *n, const struct xml_node *node)
{
    nitf_boundary(n);
    paragraph(n, node);
    nitf_close(n);
}

static void term(struct nitf *n, const struct xml_node *node)
{
    nitf_close(n);
    paragraph(n, node);
}

/* 1/2 is not to become 12. */
static void fraction(struct nitf *n, const struct xml_node *node)
{
    bool sign = xml_child(node, "frac-sep");
    for (const struct xml_node *child = node->first; child; child = child->next) {
        if (!sign && child->name && strcmp(child->name, "denom") == 0) {
            nitf_gather(n, &(struct xml_node){.text = "/", .pos = child->pos});
            n->added++;
        }
        nitf_step(n, child);
    }
}

static void line_break(struct nitf *n)
{
    if (n->single || (n->role != DRAFT_P && n->role != DRAFT_QUOTE))
        nitf_boundary(n);
    else
        nitf_close(n);
}

static void preformatted(struct nitf *n, const struct xml_node *node)
{
    bool outer = n->lines;
    nitf_close(n);
    n->lines = true;
    nitf_flow(n, node);
    nitf_close(n);
    n->lines = outer;
}

static void unknown(struct nitf *n, const struct xml_node *node)
{
    if (n->inside)
        nitf_flow(n, node);
    else
        paragraph(n, node);
}

/* What is the same in every place; false if the element is none of these. */
static bool inside_text(struct nitf *n, const struct xml_node *node, enum nitf_kind kind)
{
    switch (kind) {
    case NITF_INLINE:
        nitf_flow(n, node);
        return true;
    case NITF_APART:
        nitf_boundary(n);
        nitf_flow(n, node);
        nitf_boundary(n);
        return true;
    case NITF_SUPERSCRIPT:
    case NITF_SUBSCRIPT:
        nitf_shift_digits(n, node, kind == NITF_SUPERSCRIPT);
        return true;
    case NITF_FRACTION:
        fraction(n, node);
        return true;
    case NITF_BREAK:
        line_break(n);
        nitf_flow(n, node);
        return true;
    default:
        return false;
    }
}

static void block(struct nitf *n, const struct xml_node *node, enum nitf_kind kind)
{
    static void (*const readers[])(struct nitf *,
                                   const struct xml_node *) = {[NITF_UNKNOWN] = unknown,
                                                               [NITF_GROUP] = group,
                                                               [NITF_PARAGRAPH] = paragraph,
                                                               [NITF_CROSSHEAD] = crosshead,
                                                               [NITF_HEDLINE] = nitf_hedline,
                                                               [NITF_BYLINE] = nitf_byline,
                                                               [NITF_DATELINE] = nitf_dateline,
                                                               [NITF_ABSTRACT] = abstract,
                                                               [NITF_NOTE] = note,
                                                               [NITF_LIST] = list,
                                                               [NITF_TERM] = term,
                                                               [NITF_DEFINITION] = definition,
                                                               [NITF_LINES] = preformatted,
                                                               [NITF_TABLE] = nitf_table,
                                                               [NITF_MEDIA] = nitf_media,
                                                               [NITF_LEFT_OUT] = left_out,
                                                               [NITF_HEAD] = nitf_head};
    if (kind == NITF_QUOTE || kind == NITF_ITEM)
        in_role(n, node, kind == NITF_QUOTE ? DRAFT_QUOTE : DRAFT_ITEM);
    else
        readers[kind](n, node);
}

void nitf_step(struct nitf *n, const struct xml_node *node)
{
    if (!node->name) {
        nitf_gather(n, node);
        return;
    }
    enum nitf_kind kind = nitf_kind(n, node);
    if (inside_text(n, node, kind))
        return;
    if (!n->single) {
        block(n, node, kind);
        return;
    }
    if (kind == NITF_MEDIA && !n->quiet)
        diag(n->page->diags, WARNING, node->pos,
             "a picture cannot stand here and is left out; its text is kept");
    nitf_boundary(n);
    nitf_flow(n, node);
    nitf_boundary(n);
}

void nitf_flow(struct nitf *n, const struct xml_node *node)
{
    for (const struct xml_node *child = node->first; child; child = child->next)
        nitf_step(n, child);
}

/* ---- the draft ---------------------------------------------------------------------------- */

static bool has_role(const struct nitf *n, enum draft_role role)
{
    for (size_t i = 0; i < n->count; i++)
        if (n->blocks[i].role == role)
            return true;
    return false;
}

/* White space apart, which a break in the headline adds. */
static bool is_same(struct slice one, struct slice other)
{
    for (;;) {
        uint32_t left = 0, right = 0;
        while (one.start < one.end && (!left || is_space(left)))
            left = utf8_next(&one.start, one.end);
        while (other.start < other.end && (!right || is_space(right)))
            right = utf8_next(&other.start, other.end);
        if (left != right)
            return false;
        if (one.start == one.end || other.start == other.end)
            return slice_count(one) + slice_count(other) == 0;
    }
}

static void settle_title(struct nitf *n)
{
    const struct passage *title = &n->title;
    if (!*title->text)
        return;
    if (!has_role(n, DRAFT_HEADLINE)) {
        nitf_add(n, DRAFT_HEADLINE, title, slice_of(title->text));
        return;
    }
    enum drop_reason reason = DROP_FURNITURE;
    for (size_t i = 0; i < n->count; i++)
        if (n->blocks[i].role == DRAFT_HEADLINE &&
            is_same(slice_of(n->blocks[i].text), slice_of(title->text)))
            reason = DROP_DUPLICATE;
    nitf_drop(n, reason, title, slice_of(title->text));
}

/* Drops the abstract's paragraphs with which the text itself begins. */
static void settle_abstract(struct nitf *n)
{
    size_t lead = n->abstract_end, to = n->abstract;
    while (lead < n->count && n->blocks[lead].role != DRAFT_P)
        lead++;
    for (size_t i = n->abstract; i < n->count; i++) {
        struct draft_block *b = &n->blocks[i];
        if (i < n->abstract_end && lead < n->count && b->role == DRAFT_P &&
            slice_starts(slice_of(n->blocks[lead].text), b->text)) {
            struct passage passage = {b->text, b->pos, b->lines, b->line_count, b->starts};
            nitf_drop(n, DROP_DUPLICATE, &passage, slice_of(b->text));
        } else {
            n->blocks[to++] = *b;
        }
    }
    n->count = to;
}

/* A file of pictures alone is a photo item. */
static enum draft_kind draft_kind(const struct nitf *n)
{
    bool pictures = false;
    for (size_t i = 0; i < n->count; i++) {
        enum draft_role role = n->blocks[i].role;
        bool picture = role == DRAFT_FIGURE || role == DRAFT_CAPTION || role == DRAFT_CREDIT;
        if (role == DRAFT_HEADLINE || (role >= DRAFT_P && !picture))
            return DRAFT_ARTICLE;
        pictures = pictures || picture;
    }
    return pictures ? DRAFT_PHOTO : DRAFT_ARTICLE;
}

static void add_draft(struct nitf *n, struct dated date)
{
    struct page *page = n->page;
    struct draft draft = {.kind = draft_kind(n), .source = page->path, .date = date};
    draft.blocks = arena_array(page->arena, n->count, sizeof *draft.blocks);
    for (int role = DRAFT_SECTION; role <= DRAFT_P; role++)
        for (size_t i = 0; i < n->count; i++)
            if ((int)n->blocks[i].role == role || (role == DRAFT_P && n->blocks[i].role > DRAFT_P))
                draft.blocks[draft.count++] = n->blocks[i];
    page->drafts = arena_grow(page->arena, page->drafts, page->draft_count, sizeof *page->drafts);
    page->drafts[page->draft_count++] = draft;
}

static size_t count_text(const struct xml_node *node)
{
    size_t count = node->text ? slice_count(slice_of(node->text)) : 0;
    for (const struct xml_node *child = node->first; child; child = child->next)
        count += count_text(child);
    return count;
}

static void check_namespace(struct nitf *n, const struct xml_node *root)
{
    n->uri = xml_namespace(root);
    if (n->uri && strcmp(n->uri, "http://iptc.org/std/NITF/2006-10-18/") != 0)
        diag(n->page->diags, WARNING, root->pos,
             "the namespace %s is not that of NITF; the file is read as NITF all the same", n->uri);
}

bool acquire_read_nitf(struct page *page)
{
    struct xml_source source;
    const struct xml_node *root = xml_read_source(page->lasting, page->path, &source, page->diags);
    if (!root)
        return false;
    struct nitf n = {.page = page, .role = DRAFT_P, .label = "", .title = {.text = ""}};
    check_namespace(&n, root);
    nitf_flow(&n, root);
    nitf_close(&n);
    settle_title(&n);
    settle_abstract(&n);
    nitf_lead(&n);
    page->text = source.text;
    page->len = source.len;
    page->encoding = source.encoding;
    page->counted = true;
    page->source = count_text(root) + n.added;
    page->date = nitf_date(&n, root);
    page->said_by_xml = true;
    if (n.count)
        add_draft(&n, acquire_date(page));
    return true;
}
