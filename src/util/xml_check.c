/* SPDX-License-Identifier: MIT */
/*
 * The tree against a schema: libxml2's validator judges, we say where and in plain words.
 *
 * The validator is fed from our own tree through its SAX plug, so that at every fault we know the
 * element or attribute in hand, and with it the exact place; a validated libxml2 tree would have to
 * be mapped back. libxml2 skips the rest of an element's content after one child that has no place
 * there. To say all faults in one run such a child is mended – taken for the name it is close to,
 * or what is missing put before it, or left out – and the tree walked again; what was checked
 * before is not said twice. A walk mends one child in every element, so a few walks do.
 */
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>
#include <libxml/xmlschemas.h>

#include "util/xml_tree.h"

enum { WALKS = 32, NAMES_SHOWN = 16 };

enum phase { OPENING, INSIDE, CLOSING };

struct fault { /* as libxml2 says it */
    int code;
    const char *message;
};

struct check {
    struct arena *arena;
    struct diags *diags;
    const char *xsd;
    struct schema_text *text; /* NULL until the first fault */
    xmlSchemaValidCtxtPtr validator;
    xmlSchemaSAXPlugPtr plug;
    xmlSAXHandlerPtr sax;
    void *user;
    const xmlChar **attributes; /* of the element in hand, as SAX2 gives them */
    size_t attribute_room;
    struct element *at;
    enum phase phase;
    bool muted;       /* what comes now was said, or follows from what was said */
    bool misplaced;   /* the element in hand has no place here */
    const char *said; /* attribute whose value was last complained about */
    bool faults;
    bool again; /* something was mended */
};

static struct schema_text *text_of(struct check *c)
{
    if (!c->text)
        c->text = schema_text(c->arena, c->xsd);
    return c->text;
}

/* ---- words -------------------------------------------------------------------------------- */

/* "<a>, <b> or <c>", in the given brackets; NULL if there are none or too many. */
static const char *list(struct check *c, const struct names *names, const char *open,
                        const char *close, const char *last)
{
    if (!names->count || names->count > NAMES_SHOWN)
        return NULL;
    const char *text = "";
    for (size_t i = 0; i < names->count; i++) {
        const char *comma = i == 0 ? "" : i + 1 < names->count ? _(", ") : last;
        text = arena_printf(c->arena, "%s%s%s%s%s", text, comma, open, names->items[i], close);
    }
    return text;
}

/* "; did you mean …?_(" or "); expected …_(" or ")". */
static const char *advice(struct check *c, const struct names *names, const char *name,
                          const char *open, const char *close)
{
    const char *nearest = nearest_name(name, names->items);
    const char *all = list(c, names, open, close, _(" or "));
    if (nearest)
        return arena_printf(c->arena, _("; did you mean %s%s%s?"), open, nearest, close);
    return all ? arena_printf(c->arena, _("; expected %s"), all) : "";
}

/* The names in libxml2's "Expected is one of ( a, b )." */
static struct names expected_names(struct check *c, const char *message)
{
    struct names names = {0};
    const char *at = strstr(message, "Expected is ");
    at = at ? strstr(at, "( ") : NULL;
    for (at = at ? at + 2 : ""; *at && *at != ')'; at += strspn(at, ", ")) {
        size_t len = strcspn(at, ", )");
        names.items = arena_grow(c->arena, names.items, names.count, sizeof *names.items);
        names.items[names.count++] = arena_text(c->arena, at, len);
        at += len;
    }
    names.items = arena_grow(c->arena, names.items, names.count, sizeof *names.items);
    names.items[names.count] = NULL;
    return names;
}

/* What libxml2 says about a value, behind the names of element, attribute and facet and without its
 * stop; the value itself was named. */
static const char *own_words(struct check *c, const char *message, const char *value)
{
    const char *at = strstr(message, "': ");
    at = at ? at + 3 : message;
    if (!strncmp(at, "[facet ", 7) && strstr(at, "] "))
        at = strstr(at, "] ") + 2;
    size_t skip = strncmp(at, "The value ", 10) != 0 ? 0 : 10;
    const char *named = arena_printf(c->arena, "'%s' ", value);
    if (skip && !strncmp(at + skip, named, strlen(named)))
        skip += strlen(named);
    char *words = arena_printf(c->arena, "%s%s", skip ? "it " : "", at + skip);
    size_t len = strlen(words);
    while (len && strchr("\n. ", words[len - 1]))
        words[--len] = '\0';
    return words;
}

/* The attribute that a message is about, or NULL. */
static const char *attribute_in(struct check *c, const char *message)
{
    static const char mark[] = ", attribute '";
    const char *colon = strstr(message, "': ");
    const char *at = strstr(message, mark);
    if (!at || !colon || at > colon)
        return NULL;
    at += sizeof mark - 1;
    const char *brace = *at == '{' ? strchr(at, '}') : NULL;
    const char *local = brace && brace < colon ? brace + 1 : at;
    return arena_text(c->arena, local, (size_t)(colon - local));
}

static const struct xml_attribute *attribute_named(const struct element *e, const char *local)
{
    for (size_t i = 0; i < e->node.attribute_count; i++)
        if (!strcmp(xml_local(e->node.attributes[i].name), local))
            return &e->node.attributes[i];
    return NULL;
}

/* ---- faults of an element's place --------------------------------------------------------- */

static void leave_out(struct element *e)
{
    e->left_out = true;
    e->parent->spoiled = true;
}

static bool has_name(const struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (!strcmp(names->items[i], name))
            return true;
    return false;
}

/* Why a child that may stand in its parent may not stand at this place, or "". */
static const char *order_words(struct check *c, const struct element *e)
{
    struct names allowed = schema_elements(text_of(c), e->parent);
    if (!has_name(&allowed, e->node.name))
        return "";
    for (const struct xml_node *n = e->parent->node.first; n != &e->node; n = n->next)
        if (n->name && !strcmp(n->name, e->node.name))
            return _("; it stands there already");
    const char *all = list(c, &allowed, "<", ">", _(" and "));
    return all ? arena_printf(c->arena, _("; the order is %s"), all) : "";
}

/* A child whose name is declared elsewhere: what is expected is put before it, else it goes. */
static void on_misplaced(struct check *c, struct element *e, const struct names *expected)
{
    const char *all = list(c, expected, "<", ">", _(" or "));
    const char *order = expected->count == 1 ? "" : order_words(c, e);
    if (!e->missing)
        diag(c->diags, ERROR, e->node.pos, "<%s> may not stand here in <%s>%s%s", e->node.name,
             e->parent->node.name, *order || !all ? order : _("; expected "),
             *order || !all ? "" : all);
    if (!e->missing && expected->count == 1)
        e->missing = expected->items[0];
    else
        leave_out(e);
}

static struct element *next_namesake(const struct element *e)
{
    struct xml_node *n = e->node.next;
    while (n && (!n->name || strcmp(n->name, e->node.name) != 0))
        n = n->next;
    return (struct element *)n;
}

/* A child whose name is declared nowhere, and all its later siblings of that name. */
static void on_unknown(struct check *c, struct element *first, const struct names *expected)
{
    if (first->taken_for) {
        leave_out(first);
        return;
    }
    struct names allowed = schema_elements(text_of(c), first->parent);
    const char *near = nearest_name(first->node.name, allowed.items);
    const char *hint = advice(c, near ? &allowed : expected, first->node.name, "<", ">");
    const char *all = list(c, &allowed, "<", ">", _(" and "));
    if (!hint[0] && all)
        hint = arena_printf(c->arena, _("; it takes %s"), all);
    for (struct element *e = first; e; e = next_namesake(e)) {
        diag(c->diags, ERROR, e->node.pos, "unknown element <%s> in <%s>%s", e->node.name,
             e->parent->node.name, hint);
        e->taken_for = near;
        if (!near)
            leave_out(e);
    }
}

static void on_no_place(struct check *c, struct element *e, const char *message)
{
    struct names expected = expected_names(c, message);
    if (schema_knows(text_of(c), e->node.name))
        on_misplaced(c, e, &expected);
    else
        on_unknown(c, e, &expected);
    c->again = true;
    c->misplaced = true;
}

static void say_root(struct check *c, const struct element *e)
{
    struct names roots = schema_roots(text_of(c));
    if (e->uri)
        diag(c->diags, ERROR, e->node.pos, "<%s> is in the namespace \"%s\"; expected none",
             e->node.name, e->uri);
    else
        diag(c->diags, ERROR, e->node.pos, "the root element is <%s>%s", e->node.name,
             advice(c, &roots, e->node.name, "<", ">"));
}

/* ---- faults of attributes and content ----------------------------------------------------- */

/* What stands for an attribute of another language, else the nearest name. */
static const char *attribute_advice(struct check *c, const struct element *e, const char *local)
{
    struct names meant = schema_aliases(text_of(c), e, local);
    if (meant.count)
        return arena_printf(c->arena, _("; here that is %s"),
                            list(c, &meant, "\"", "\"", _(" and ")));
    if (schema_lacks(text_of(c), e, local))
        return _("; there is nothing like it here");
    struct names allowed = schema_attributes(text_of(c), e);
    return advice(c, &allowed, local, "\"", "\"");
}

static void say_unknown_attribute(struct check *c, const struct element *e, const char *local)
{
    const struct xml_attribute *a = attribute_named(e, local);
    diag(c->diags, ERROR, a ? a->pos : e->node.pos, "unknown attribute \"%s\" of <%s>%s",
         a ? a->name : local, e->node.name, attribute_advice(c, e, local));
}

static const char *shortened(struct arena *a, const char *text)
{
    enum { LONGEST = 60 };
    const char *p = text, *end = text + strlen(text);
    for (int n = 0; p < end && n < LONGEST; n++)
        utf8_next(&p, end);
    return p < end ? arena_printf(a, "%.*s…", (int)(p - text), text) : text;
}

static void say_value(struct check *c, struct pos at, const char *value, const char *of,
                      const char *attribute, const char *message)
{
    struct names values = schema_values(text_of(c), c->at, attribute);
    const char *shown = shortened(c->arena, value);
    const char *words = schema_words(text_of(c), c->at, attribute);
    if (values.count && values.count <= NAMES_SHOWN)
        diag(c->diags, ERROR, at, "\"%s\" is not a value of %s%s", shown, of,
             advice(c, &values, value, "\"", "\""));
    else if (words)
        diag(c->diags, ERROR, at, "\"%s\" is not a value of %s; expected %s", shown, of, words);
    else
        diag(c->diags, ERROR, at, "\"%s\" is not a value of %s: %s", shown, of,
             own_words(c, message, value));
}

static void say_attribute_value(struct check *c, const char *local, const char *message)
{
    const struct xml_attribute *a = attribute_named(c->at, local);
    if (!a || c->said == a->name)
        return;
    c->said = a->name;
    const char *of =
        arena_printf(c->arena, _("attribute \"%s\" of <%s>"), a->name, c->at->node.name);
    say_value(c, a->pos, a->value, of, a->name, message);
}

/* Where the first text that is not blank begins, else the element. */
static struct pos text_place(const struct element *e)
{
    for (const struct xml_node *n = e->node.first; n; n = n->next) {
        size_t blank = n->text ? strspn(n->text, " \t\r\n") : 0;
        struct pos at = n->pos;
        for (size_t i = 0; i < blank; i++, at.column++)
            if (n->text[i] == '\n')
                at = (struct pos){at.file, at.line + 1, 0};
        if (n->text && n->text[blank])
            return at;
    }
    return e->node.pos;
}

static void say_no_text(struct check *c, const struct element *e)
{
    struct names allowed = schema_elements(text_of(c), e);
    const char *all = list(c, &allowed, "<", ">", _(" and "));
    diag(c->diags, ERROR, text_place(e), "text may not stand here in <%s>; it takes %s only",
         e->node.name, all ? all : _("elements"));
}

static void say_missing(struct check *c, const struct element *e, const char *message)
{
    struct names expected = expected_names(c, message);
    const char *all = list(c, &expected, "<", ">", _(" and "));
    if (!e->spoiled)
        diag(c->diags, ERROR, e->node.pos, "<%s> is not complete%s%s", e->node.name,
             all ? _("; expected ") : "", all ? all : "");
}

static void say_content(struct check *c, const struct fault *fault)
{
    const struct element *e = c->at;
    const char *name = e->node.name;
    switch (fault->code) {
    case XML_SCHEMAV_ELEMENT_CONTENT:
        say_missing(c, e, fault->message);
        break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1:
        diag(c->diags, ERROR, text_place(e), "<%s> must be empty", name);
        break;
    case XML_SCHEMAV_CVC_COMPLEX_TYPE_2_3:
        say_no_text(c, e);
        break;
    default:
        if (c->said == name)
            break;
        c->said = name;
        say_value(c, e->node.pos, xml_text(c->arena, &e->node),
                  arena_printf(c->arena, "<%s>", name), NULL, fault->message);
    }
}

static void say_opening(struct check *c, const struct fault *fault, const char *attribute)
{
    struct element *e = c->at;
    if (!attribute && !e->parent)
        say_root(c, e);
    else if (!attribute)
        on_no_place(c, e, fault->message);
    else if (fault->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1 ||
             fault->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2)
        say_unknown_attribute(c, e, attribute);
    else
        say_attribute_value(c, attribute, fault->message);
}

/* Whether an unknown attribute stands there that means the missing one: it is said already. */
static bool misspelt(struct check *c, const char *missing)
{
    struct names allowed = schema_attributes(text_of(c), c->at);
    for (size_t i = 0; i < c->at->node.attribute_count; i++) {
        const char *name = c->at->node.attributes[i].name;
        const char *nearest = nearest_name(name, allowed.items);
        struct names meant = schema_aliases(text_of(c), c->at, name);
        if ((nearest && !strcmp(nearest, missing)) || has_name(&meant, missing))
            return true;
    }
    return false;
}

/* The name in "The attribute 'x' is required but missing." */
static void say_required(struct check *c, const char *message)
{
    static const char mark[] = "The attribute '";
    const char *at = strstr(message, mark);
    at = at ? at + sizeof mark - 1 : "";
    const char *missing = arena_text(c->arena, at, strcspn(at, "'"));
    if (!misspelt(c, missing))
        diag(c->diags, ERROR, c->at->node.pos, "<%s> needs the attribute \"%s\"", c->at->node.name,
             missing);
}

/* The message is copied, because reading the schema for our own words overwrites it. */
static void on_fault(void *user, xmlErrorPtr given)
{
    struct check *c = user;
    if (c->muted || !given->message || given->level < XML_ERR_ERROR)
        return;
    struct fault fault = {given->code, NULL};
    fault.message = arena_text(c->arena, given->message, strlen(given->message));
    c->faults = true;
    if (fault.code == XML_SCHEMAV_CVC_COMPLEX_TYPE_4)
        say_required(c, fault.message);
    else if (c->phase == OPENING)
        say_opening(c, &fault, attribute_in(c, fault.message));
    else
        say_content(c, &fault);
}

/* ---- the walk ----------------------------------------------------------------------------- */

static void start(struct check *c, const char *name, const struct element *e)
{
    size_t count = e ? e->node.attribute_count : 0;
    if (count > c->attribute_room) {
        c->attributes = arena_array(c->arena, count * 5, sizeof *c->attributes);
        c->attribute_room = count;
    }
    for (size_t i = 0; e && i < count; i++) {
        const struct xml_attribute *a = &e->node.attributes[i];
        const xmlChar **given = c->attributes + 5 * i;
        given[0] = (const xmlChar *)xml_local(a->name);
        given[1] = NULL;
        given[2] = (const xmlChar *)e->attribute_uris[i];
        given[3] = (const xmlChar *)a->value;
        given[4] = given[3] + strlen(a->value);
    }
    c->sax->startElementNs(c->user, (const xmlChar *)name, NULL,
                           (const xmlChar *)(e ? e->uri : NULL), 0, NULL, (int)count, 0,
                           c->attributes);
}

static void end(struct check *c, const char *name, const struct element *e)
{
    c->sax->endElementNs(c->user, (const xmlChar *)name, NULL,
                         (const xmlChar *)(e ? e->uri : NULL));
}

static void hand(struct check *c, struct element *e, enum phase phase, bool muted)
{
    c->at = e;
    c->phase = phase;
    c->muted = muted;
    c->said = NULL;
}

static bool walk(struct check *c, struct element *e, bool muted);

/* The children; false once one of them has no place here: the validator now skips the rest. */
static bool walk_content(struct check *c, struct element *e, bool muted)
{
    bool good = true;
    for (struct xml_node *n = e->node.first; n && good; n = n->next) {
        hand(c, e, INSIDE, muted || e->closed);
        if (n->text)
            c->sax->characters(c->user, (const xmlChar *)n->text, (int)strlen(n->text));
        else if (!((struct element *)n)->left_out)
            good = walk(c, (struct element *)n, muted);
    }
    return good;
}

static bool walk(struct check *c, struct element *e, bool muted)
{
    const char *name = e->taken_for ? e->taken_for : e->node.name;
    if (e->missing) {
        hand(c, e, OPENING, true);
        start(c, e->missing, NULL);
        end(c, e->missing, NULL);
    }
    hand(c, e, OPENING, muted || e->opened);
    c->misplaced = false;
    start(c, name, e);
    bool placed = !c->misplaced;
    bool good = placed && walk_content(c, e, muted);
    hand(c, e, CLOSING, !good || muted || e->closed);
    end(c, name, e);
    e->opened |= placed;
    e->closed |= good;
    c->misplaced = false;
    return placed;
}

static void on_schema_fault(void *user, xmlErrorPtr fault)
{
    const char **first = user;
    if (!*first && fault->message)
        *first = strndup(fault->message, strcspn(fault->message, "\n"));
}

/* ---- the schema --------------------------------------------------------------------------- */

struct xml_schema {
    struct memo *memo;
    struct buf key; /* its path, NUL, its bytes */
    xmlDocPtr doc;  /* what the schema says points into it */
    xmlSchemaPtr schema;
};

static void forget(struct xml_schema *s)
{
    xmlSchemaFree(s->schema);
    xmlFreeDoc(s->doc);
    buf_release(&s->key);
    *s = (struct xml_schema){.memo = s->memo};
}

static void release_schema(void *schema)
{
    forget(schema);
}

struct xml_schema *xml_schema_new(struct arena *a, struct memo *memo)
{
    struct xml_schema *s = arena_alloc(a, sizeof *s);
    s->memo = memo;
    arena_on_free(a, release_schema, s);
    return s;
}

/* The schema is a part of the program: that it cannot be read is no fault of the input. */
static void parse_schema(struct xml_schema *s, const char *xsd, const char *text, size_t len)
{
    const char *fault = NULL;
    s->doc = text ? xmlReadMemory(text, (int)len, xsd, NULL, XML_PARSE_NONET) : NULL;
    xmlSchemaParserCtxtPtr parser = s->doc ? xmlSchemaNewDocParserCtxt(s->doc) : NULL;
    if (!parser)
        die("cannot read the schema %s", xsd);
    xmlSchemaSetParserStructuredErrors(parser, on_schema_fault, &fault);
    s->schema = xmlSchemaParse(parser);
    xmlSchemaFreeParserCtxt(parser);
    if (!s->schema)
        die("the schema %s is broken: %s", xsd, fault ? fault : "");
}

/* `text` of `len` bytes is what its file holds; NULL: it cannot be read. */
static xmlSchemaPtr read_schema(const char *xsd, const char *text, size_t len, struct xml_schema *s)
{
    size_t path = strlen(xsd) + 1;
    if (s->schema && text && path + len == s->key.len && !memcmp(xsd, s->key.text, path) &&
        !memcmp(text, s->key.text + path, len))
        return s->schema;
    forget(s);
    buf_add(&s->key, xsd, path);
    buf_add(&s->key, text ? text : "", len);
    parse_schema(s, xsd, text, len);
    return s->schema;
}

static void walk_all(struct check *c, struct element *root, xmlSchemaPtr schema)
{
    c->validator = xmlSchemaNewValidCtxt(schema);
    c->plug = c->validator ? xmlSchemaSAXPlug(c->validator, &c->sax, &c->user) : NULL;
    if (!c->plug)
        die_of_memory();
    xmlSchemaSetValidStructuredErrors(c->validator, on_fault, c);
    c->again = false;
    walk(c, root, false);
    c->muted = true;
    xmlSchemaSAXUnplug(c->plug);
    xmlSchemaFreeValidCtxt(c->validator);
}

struct message {
    enum severity severity;
    struct pos at;
    const char *text;
    size_t number;
};

static int by_place(const void *x, const void *y)
{
    const struct message *a = x, *b = y;
    if (a->at.line != b->at.line)
        return a->at.line < b->at.line ? -1 : 1;
    if (a->at.column != b->at.column)
        return a->at.column < b->at.column ? -1 : 1;
    return a->number < b->number ? -1 : a->number > b->number;
}

/* Says what several walks found in the order of the text. */
static void say_in_order(struct arena *a, const struct diags *found, struct diags *d)
{
    size_t count = diags_total(found);
    struct message *messages = arena_array(a, count, sizeof *messages);
    for (size_t i = 0; i < count; i++) {
        messages[i].number = i;
        diags_at(found, i, &messages[i].severity, &messages[i].at, &messages[i].text);
    }
    qsort(messages, count, sizeof *messages, by_place);
    for (size_t i = 0; i < count; i++)
        diag(d, messages[i].severity, messages[i].at, "%s", messages[i].text);
}

/* All that a document's soundness depends on. */
static void add_key(struct buf *key, const char *schema, size_t len,
                    const struct xml_source *source)
{
    buf_addf(key, "%zu ", len);
    buf_add(key, schema, len);
    buf_add(key, source->text, source->len);
}

static bool check_tree(struct arena *a, struct element *root, const char *xsd, xmlSchemaPtr schema,
                       struct diags *d)
{
    struct check c = {.arena = a, .diags = diags_new(a), .xsd = xsd, .again = true};
    for (int i = 0; i < WALKS && c.again; i++)
        walk_all(&c, root, schema);
    say_in_order(a, c.diags, d);
    if (c.again)
        diag(d, NOTE, root->node.pos, "more faults may come to light once these are mended");
    xmlResetLastError();
    return !c.faults;
}

bool xml_check(struct arena *a, struct element *root, const struct xml_source *source,
               const char *xsd, struct xml_schema *kept, struct diags *d)
{
    struct xml_schema own = {.doc = NULL};
    struct memo *memo = kept ? kept->memo : NULL;
    struct buf key = {0};
    size_t len = 0, said = diags_total(d);
    const char *text = file_read(a, xsd, 1 << 24, &len);
    if (memo && text)
        add_key(&key, text, len, source);
    bool sound = key.len && memo_find_bytes(memo, MEMO_VALID, key.text, key.len).bytes;
    if (!sound) {
        sound = check_tree(a, root, xsd, read_schema(xsd, text, len, kept ? kept : &own), d);
        if (key.len && diags_total(d) == said)
            memo_keep_bytes(memo, MEMO_VALID, key.text, key.len, NULL, 0);
    }
    buf_release(&key);
    forget(&own);
    return sound;
}
