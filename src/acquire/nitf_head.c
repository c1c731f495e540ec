/* SPDX-License-Identifier: MIT */
/*
 * The head of an NITF article. <hl2> is a kicker when it stands before <hl1> or its class says so,
 * else a subheadline. A byline marks its persons or is plain text; plain text is read by the
 * grammar of bylines, and when it is none, all of it is one name. A title (<byttl>, <function>, or
 * words beside <person>) belongs to the persons behind it as 本报记者 does – or, when the byline
 * begins with a person, to those before it, as in Western papers.
 *
 * As everywhere, titles are told again with the persons, and counted among the drops.
 */
#include "acquire/nitf.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

static bool is(const struct xml_node *node, const char *name)
{
    return node->name && strcmp(node->name, name) == 0;
}

/* ---- metadata ----------------------------------------------------------------------------- */

static void add_section(struct nitf *n, const struct xml_node *head)
{
    const struct xml_attribute *found = NULL;
    for (const struct xml_node *node = head->first; node && !found; node = node->next)
        if (is(node, "pubdata"))
            found = xml_attribute(node, "position.section");
    const struct xml_node *topic = xml_child(head, "tobject");
    topic = topic ? xml_child(topic, "tobject.subject") : NULL;
    if (!found && topic)
        found = xml_attribute(topic, "tobject.subject.type");
    struct passage section = nitf_attribute(n, found);
    if (*section.text)
        nitf_add(n, DRAFT_SECTION, &section, slice_of(section.text));
}

void nitf_head(struct nitf *n, const struct xml_node *head)
{
    bool quiet = n->quiet;
    nitf_close(n);
    add_section(n, head);
    n->quiet = true;
    for (const struct xml_node *node = head->first; node; node = node->next) {
        struct passage passage = {.text = ""};
        if (node->name)
            passage = nitf_passage(n, node);
        else
            nitf_gather(n, node);
        if (is(node, "title") && !*n->title.text)
            n->title = passage;
        else if (*passage.text)
            nitf_drop(n, DROP_FURNITURE, &passage, slice_of(passage.text));
    }
    struct passage rest = nitf_take(n);
    if (*rest.text)
        nitf_drop(n, DROP_FURNITURE, &rest, slice_of(rest.text));
    n->quiet = quiet;
}

static const struct xml_node *at_path(const struct xml_node *node, const char *const *names)
{
    for (; node && *names; names++)
        node = xml_child(node, *names);
    return node;
}

const char *nitf_date(struct nitf *n, const struct xml_node *root)
{
    static const struct {
        const char *path[4];
        const char *attribute;
    } places[] = {{{"head", "docdata", "date.issue"}, "norm"},
                  {{"head", "pubdata"}, "date.publication"},
                  {{"head", "docdata", "date.release"}, "norm"}};
    for (size_t i = 0; i < COUNT(places); i++) {
        const struct xml_node *node = at_path(root, places[i].path);
        const char *value = node ? xml_value(node, places[i].attribute, "") : "";
        const char *date = acquire_date_in(n->page->arena, value);
        if (*date)
            return date;
        if (*value)
            diag(n->page->diags, WARNING, xml_attribute(node, places[i].attribute)->pos,
                 "\"%s\" is no date; it is ignored", value);
    }
    return "";
}

/* ---- headlines ---------------------------------------------------------------------------- */

static bool says_kicker(const struct xml_node *hl2)
{
    static const char *const names[] = {"kicker", "overline", "eyebrow", "shoulder",
                                        "引题",   "肩题",     "眉题"};
    const char *class = xml_value(hl2, "class", "");
    for (size_t i = 0; i < COUNT(names); i++)
        if (strcasestr(class, names[i]))
            return true;
    return false;
}

/* Without the dashes that close a kicker and open a subheadline. */
static void add_hl2(struct nitf *n, const struct xml_node *node, bool kicker)
{
    struct passage passage = nitf_passage(n, node);
    struct slice whole = slice_of(passage.text), text = whole;
    while (kicker && in_set(slice_last(text), "—─"))
        utf8_previous(&text.end, text.start);
    while (!kicker && in_set(slice_first(text), "—─"))
        utf8_next(&text.start, text.end);
    text = slice_trim(text);
    if (whole.start == whole.end)
        return;
    if (text.start == text.end)
        text = whole;
    nitf_drop(n, DROP_MARKUP, &passage, (struct slice){whole.start, text.start});
    nitf_drop(n, DROP_MARKUP, &passage, (struct slice){text.end, whole.end});
    nitf_add(n, kicker ? DRAFT_KICKER : DRAFT_SUBHEADLINE, &passage, text);
}

void nitf_hedline(struct nitf *n, const struct xml_node *hedline)
{
    bool before = xml_child(hedline, "hl1");
    enum draft_role outer = n->role;
    nitf_close(n);
    n->role = DRAFT_HEADLINE;
    for (const struct xml_node *node = hedline->first; node; node = node->next) {
        bool first = is(node, "hl1");
        if (!first && !is(node, "hl2")) {
            nitf_step(n, node);
            continue;
        }
        nitf_close(n);
        before = before && !first;
        struct passage passage = first ? nitf_passage(n, node) : (struct passage){.text = ""};
        if (!first)
            add_hl2(n, node, before || says_kicker(node));
        else if (*passage.text)
            nitf_add(n, DRAFT_HEADLINE, &passage, slice_of(passage.text));
    }
    nitf_close(n);
    n->role = outer;
}

/* ---- bylines ------------------------------------------------------------------------------ */

enum token_kind { WORDS, NAME, TITLE };

struct token {
    enum token_kind kind;
    struct passage passage;
};

struct tokens {
    struct token *items;
    size_t count;
    bool names, titles;
};

static void add_token(struct nitf *n, struct tokens *t, enum token_kind kind,
                      struct passage passage)
{
    if (!*passage.text)
        return;
    t->items = arena_grow(n->page->arena, t->items, t->count, sizeof *t->items);
    t->items[t->count++] = (struct token){kind, passage};
    t->names = t->names || kind == NAME;
    t->titles = t->titles || kind == TITLE;
}

/* Words end where a person or a title begins. */
static void collect(struct nitf *n, struct tokens *t, const struct xml_node *node, bool person)
{
    for (const struct xml_node *child = node->first; child; child = child->next) {
        bool title = is(child, "byttl") || is(child, "function");
        bool name = is(child, "person");
        if (name || title)
            add_token(n, t, person ? NAME : WORDS, nitf_take(n));
        if (title)
            add_token(n, t, TITLE, nitf_passage(n, child));
        else if (name)
            collect(n, t, child, true);
        else if (is(child, "bytag"))
            collect(n, t, child, person);
        else
            nitf_step(n, child);
    }
    if (person)
        add_token(n, t, NAME, nitf_take(n));
}

static const char *text_of(struct nitf *n, struct slice s)
{
    return arena_text(n->page->arena, s.start, (size_t)(s.end - s.start));
}

static bool has_person(const struct nitf *n, const char *name)
{
    for (size_t i = 0; i < n->count; i++)
        if (n->blocks[i].role == DRAFT_PERSON && strcmp(n->blocks[i].text, name) == 0)
            return true;
    return false;
}

/* The persons of a byline that the grammar read in `all`; the rest of it is markup. */
static void add_persons(struct nitf *n, const struct byline *byline, const struct passage *passage,
                        struct slice all, const char *title)
{
    const char *at = all.start;
    for (size_t i = 0; i < byline->count; i++) {
        struct byline_name name = byline->names[i];
        nitf_drop(n, DROP_MARKUP, passage, (struct slice){at, name.given.start});
        at = name.given.end;
        if (has_person(n, text_of(n, name.given)))
            nitf_drop(n, DROP_DUPLICATE, passage, name.given);
        else
            nitf_add(n, DRAFT_PERSON, passage, name.given)->detail =
                name.title.start < name.title.end ? text_of(n, name.title) : title;
    }
    nitf_drop(n, DROP_MARKUP, passage, (struct slice){at, all.end});
}

static bool has_letter(struct slice s)
{
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (is_han(code) || (code < 0x80 && (code | 32) >= 'a' && (code | 32) <= 'z') ||
            (code >= 0xC0 && code < 0x2000))
            return true;
    }
    return false;
}

/* Without the signs that part titles from names. */
static struct slice without_signs(struct slice s)
{
    static const char signs[] = BULLETS ",，、:：;；/／|｜()（）　 ";
    while (in_set(slice_first(s), signs))
        utf8_next(&s.start, s.end);
    while (in_set(slice_last(s), signs))
        utf8_previous(&s.end, s.start);
    return s;
}

/* Words beside marked persons are their titles, if they are Han; “By” and “and” are none. */
static void add_words(struct nitf *n, const struct tokens *t, struct token *token,
                      const char **title)
{
    struct slice text = slice_of(token->passage.text), inner = without_signs(text);
    struct byline byline;
    bool read = byline_read(n->page->arena, text, &byline);
    if (read && (!t->names || byline.titled))
        add_persons(n, &byline, &token->passage, text, *title);
    else if (t->names || !has_letter(text)) {
        nitf_drop(n, DROP_MARKUP, &token->passage, text);
        if (is_han(slice_first(inner)) && slice_count(inner) > 1)
            *title = text_of(n, inner);
    } else
        nitf_add(n, DRAFT_PERSON, &token->passage, text)->detail = *title;
}

/* The title for the persons from `first` on that have none. */
static void give_title(struct nitf *n, size_t first, const char *title)
{
    for (size_t i = first; i < n->count; i++)
        if (n->blocks[i].role == DRAFT_PERSON && !*n->blocks[i].detail)
            n->blocks[i].detail = title;
}

static void add_tokens(struct nitf *n, const struct tokens *t)
{
    size_t first = n->count, lead = 0;
    const char *title = "";
    while (t->names && lead < t->count && t->items[lead].kind == WORDS &&
           !is_han(slice_first(without_signs(slice_of(t->items[lead].passage.text)))))
        lead++;
    bool trailing = lead < t->count &&
                    (t->items[lead].kind == NAME || (!t->names && t->items[lead].kind == WORDS));
    for (size_t i = 0; i < t->count; i++) {
        struct token *token = &t->items[i];
        struct slice text = slice_of(token->passage.text);
        if (token->kind == NAME) {
            nitf_add(n, DRAFT_PERSON, &token->passage, text)->detail = title;
        } else if (token->kind == TITLE) {
            nitf_drop(n, DROP_MARKUP, &token->passage, text);
            if (trailing)
                give_title(n, first, token->passage.text);
            else
                title = token->passage.text;
        } else {
            add_words(n, t, token, &title);
        }
    }
}

void nitf_byline(struct nitf *n, const struct xml_node *byline)
{
    struct tokens tokens = {0};
    nitf_close(n);
    n->single = true;
    collect(n, &tokens, byline, false);
    n->single = false;
    add_token(n, &tokens, WORDS, nitf_take(n));
    add_tokens(n, &tokens);
}

/* ---- datelines ---------------------------------------------------------------------------- */

/* The parts of a dateline that the grammar read in the passage; the rest of the text. */
static struct slice add_dateline(struct nitf *n, const struct dateline *d,
                                 const struct passage *passage)
{
    struct slice rest = {d->body, passage->text + strlen(passage->text)};
    if (d->text.start < d->text.end)
        nitf_add(n, DRAFT_DATELINE, passage, d->text);
    if (d->byline.count)
        add_persons(n, &d->byline, passage, d->names, "");
    else
        nitf_drop(n, DROP_MARKUP, passage, d->names);
    nitf_drop(n, DROP_MARKUP, passage, d->spare);
    return rest;
}

void nitf_dateline(struct nitf *n, const struct xml_node *node)
{
    struct dateline dateline;
    nitf_close(n);
    struct passage passage = nitf_passage(n, node);
    struct slice rest = slice_of(passage.text);
    if (dateline_read(n->page->arena, rest, &dateline) && dateline.text.start < dateline.text.end)
        rest = add_dateline(n, &dateline, &passage);
    if (rest.start < rest.end)
        nitf_add(n, DRAFT_DATELINE, &passage, rest);
}

void nitf_lead(struct nitf *n)
{
    size_t lead = n->count;
    struct dateline dateline;
    for (size_t i = n->count; i-- > 0;) {
        if (n->blocks[i].role == DRAFT_DATELINE)
            return;
        lead = n->blocks[i].role == DRAFT_P ? i : lead;
    }
    if (lead == n->count)
        return;
    struct draft_block block = n->blocks[lead];
    struct passage passage = {block.text, block.pos, block.lines, block.line_count, block.starts};
    if (!dateline_read(n->page->arena, slice_of(block.text), &dateline))
        return;
    struct slice rest = add_dateline(n, &dateline, &passage);
    block.pos.column += (int)utf8_count(block.text, (size_t)(rest.start - block.text));
    block.starts = nitf_starts(n, &passage, (size_t)(rest.start - block.text));
    block.text = text_of(n, rest);
    n->blocks[lead] = block;
    if (rest.start < rest.end)
        return;
    n->count--;
    memmove(&n->blocks[lead], &n->blocks[lead + 1], (n->count - lead) * sizeof block);
}
