/* SPDX-License-Identifier: MIT */
/*
 * What a schema allows at a place: libxml2 says that a name or value is wrong, and with it at most
 * ten names that would be right. To name the nearest one and to say in words what a value is, the
 * schema is read once more, as the XML that it is, and the declaration of an element is found on
 * the path from the root, because one name may be declared differently in two places.
 *
 * Known is what our schemas use: named and anonymous types, groups, attribute groups, extension,
 * restriction, union, list, references; one namespace-less file. The words for a value are the
 * documentation of its type. What other languages call an attribute, or have and ours has not,
 * stands in appinfo of the sources `alias` and `absent`, so that names are written in one place.
 */
#include <string.h>

#include "util/xml_tree.h"

enum { DEEPEST = 32 }; /* types in types, so that a circle in a schema ends */

struct schema_text {
    struct arena *arena;
    const struct xml_node *root; /* NULL if it could not be read */
};

struct search {
    struct schema_text *schema;
    const char *wanted; /* kind of declaration: element, attribute, enumeration */
    const struct xml_node **found;
    size_t count;
};

struct schema_text *schema_text(struct arena *a, const char *xsd)
{
    struct schema_text *s = arena_alloc(a, sizeof *s);
    s->arena = a;
    s->root = xml_read(a, xsd, NULL, diags_new(a));
    return s;
}

static bool is(const struct xml_node *node, const char *kind)
{
    return node->name && !strcmp(node->name, kind);
}

/* The global declaration of this kind and name, or NULL. */
static const struct xml_node *global(const struct schema_text *s, const char *kind,
                                     const char *name)
{
    for (const struct xml_node *n = s->root && name ? s->root->first : NULL; n; n = n->next)
        if (is(n, kind) && !strcmp(xml_value(n, "name", ""), xml_local(name)))
            return n;
    return NULL;
}

/* The declaration itself for one that only refers to it. */
static const struct xml_node *resolve(const struct schema_text *s, const struct xml_node *node)
{
    const struct xml_node *meant = global(s, node->name, xml_value(node, "ref", NULL));
    return meant ? meant : node;
}

/* Adds all declarations of the wanted kind below node, but not what is declared inside of other
 * declarations. */
static void collect(struct search *search, const struct xml_node *node, int depth);

static void collect_named(struct search *search, const char *kind, const char *name, int depth)
{
    const struct xml_node *node = global(search->schema, kind, name);
    if (node)
        collect(search, node, depth);
}

static void collect_members(struct search *search, const char *names, int depth)
{
    while (*names) {
        size_t len = strcspn(names, " \t\n");
        const char *name = arena_text(search->schema->arena, names, len);
        collect_named(search, "simpleType", name, depth);
        names += len + strspn(names + len, " \t\n");
    }
}

static void collect_one(struct search *search, const struct xml_node *n, int depth)
{
    if (is(n, search->wanted)) {
        search->found = arena_grow(search->schema->arena, search->found, search->count,
                                   sizeof(const struct xml_node *));
        search->found[search->count++] = n;
    } else if (!is(n, "element") && !is(n, "attribute") && !is(n, "annotation")) {
        collect(search, n, depth);
    }
}

static void collect(struct search *search, const struct xml_node *node, int depth)
{
    if (depth > DEEPEST)
        return;
    if (is(node, "group") || is(node, "attributeGroup"))
        collect_named(search, node->name, xml_value(node, "ref", NULL), depth + 1);
    collect_named(search, "complexType", xml_value(node, "base", NULL), depth + 1);
    collect_named(search, "simpleType", xml_value(node, "itemType", NULL), depth + 1);
    collect_members(search, xml_value(node, "memberTypes", ""), depth + 1);
    size_t before = search->count;
    for (const struct xml_node *n = node->first; n; n = n->next)
        if (n->name)
            collect_one(search, n, depth + 1);
    if (search->count == before || !is(node, "restriction"))
        collect_named(search, "simpleType", xml_value(node, "base", NULL), depth + 1);
}

/* Declarations of one kind in the type of an element or attribute. */
static struct search search_type(struct schema_text *s, const struct xml_node *declaration,
                                 const char *wanted)
{
    struct search search = {.schema = s, .wanted = wanted};
    if (!declaration)
        return search;
    collect(&search, declaration, 0);
    collect_named(&search, "complexType", xml_value(declaration, "type", NULL), 0);
    collect_named(&search, "simpleType", xml_value(declaration, "type", NULL), 0);
    return search;
}

static const char *declared_name(const struct xml_node *node)
{
    return xml_value(node, "name", xml_value(node, "ref", ""));
}

static const struct xml_node *named(const struct search *search, const char *name)
{
    for (size_t i = 0; i < search->count; i++)
        if (!strcmp(declared_name(search->found[i]), name))
            return resolve(search->schema, search->found[i]);
    return NULL;
}

/* The declaration of an element in the tree, or NULL. Depth is bounded by XML_DEPTH. */
static const struct xml_node *declaration_of(struct schema_text *s, const struct element *e)
{
    const char *name = e->taken_for ? e->taken_for : e->node.name;
    if (!e->parent)
        return global(s, "element", name);
    struct search children = search_type(s, declaration_of(s, e->parent), "element");
    return named(&children, name);
}

static const struct xml_node *attribute_of(struct schema_text *s, const struct element *e,
                                           const char *name)
{
    struct search attributes = search_type(s, declaration_of(s, e), "attribute");
    return named(&attributes, name);
}

static void add_name(struct arena *a, struct names *names, const char *name)
{
    for (size_t i = 0; i < names->count; i++)
        if (!strcmp(names->items[i], name))
            return;
    names->items = arena_grow(a, names->items, names->count, sizeof *names->items);
    names->items[names->count++] = name;
    names->items = arena_grow(a, names->items, names->count, sizeof *names->items);
    names->items[names->count] = NULL;
}

static struct names names_of(const struct search *search)
{
    struct names names = {0};
    for (size_t i = 0; i < search->count; i++)
        add_name(search->schema->arena, &names, declared_name(search->found[i]));
    return names;
}

struct names schema_elements(struct schema_text *s, const struct element *e)
{
    struct search search = search_type(s, declaration_of(s, e), "element");
    return names_of(&search);
}

struct names schema_attributes(struct schema_text *s, const struct element *e)
{
    struct search search = search_type(s, declaration_of(s, e), "attribute");
    return names_of(&search);
}

/* ---- names from elsewhere ----------------------------------------------------------------- */

/* Whether the word stands in the appinfo of this source. */
static bool has_word(struct arena *a, const struct xml_node *node, const char *source,
                     const char *word)
{
    const struct xml_node *annotation = xml_child(node, "annotation");
    size_t len = strlen(word);
    for (const struct xml_node *n = annotation ? annotation->first : NULL; n; n = n->next) {
        if (!is(n, "appinfo") || strcmp(xml_value(n, "source", ""), source) != 0)
            continue;
        for (const char *p = xml_text(a, n); *p; p += strspn(p, " \t\n")) {
            size_t size = strcspn(p, " \t\n");
            if (size == len && !strncmp(p, word, len))
                return true;
            p += size;
        }
    }
    return false;
}

struct names schema_aliases(struct schema_text *s, const struct element *e, const char *word)
{
    struct search search = search_type(s, declaration_of(s, e), "attribute");
    struct names names = {0};
    for (size_t i = 0; i < search.count; i++)
        if (has_word(s->arena, search.found[i], "alias", word))
            add_name(s->arena, &names, declared_name(search.found[i]));
    return names;
}

bool schema_lacks(struct schema_text *s, const struct element *e, const char *word)
{
    const struct xml_node *declaration = declaration_of(s, e);
    const char *type = declaration ? xml_value(declaration, "type", NULL) : NULL;
    const struct xml_node *node = global(s, "complexType", type);
    return node && has_word(s->arena, node, "absent", word);
}

/* ---- values ------------------------------------------------------------------------------- */

static const struct xml_node *value_of(struct schema_text *s, const struct element *e,
                                       const char *attribute)
{
    return attribute ? attribute_of(s, e, attribute) : declaration_of(s, e);
}

struct names schema_values(struct schema_text *s, const struct element *e, const char *attribute)
{
    struct search search = search_type(s, value_of(s, e, attribute), "enumeration");
    struct names names = {0};
    for (size_t i = 0; i < search.count; i++)
        add_name(s->arena, &names, xml_value(search.found[i], "value", ""));
    return names;
}

bool schema_knows(const struct schema_text *s, const char *name)
{
    const struct xml_node *stack[XML_DEPTH];
    int depth = 0;
    for (const struct xml_node *n = s->root, *next; n; n = next) {
        if (is(n, "element") && !strcmp(xml_value(n, "name", ""), name))
            return true;
        if (n->first)
            stack[depth++] = n;
        next = n->first ? n->first : n->next;
        while (!next && depth)
            next = stack[--depth]->next;
    }
    return false;
}

struct names schema_roots(struct schema_text *s)
{
    struct names names = {0};
    for (const struct xml_node *n = s->root ? s->root->first : NULL; n; n = n->next)
        if (is(n, "element"))
            add_name(s->arena, &names, xml_value(n, "name", ""));
    return names;
}

/* ---- words -------------------------------------------------------------------------------- */

static const char *builtin_words(const char *type)
{
    static const char *const words[][2] = {{"decimal", N_("a number such as 12 or 3.5")},
                                           {"integer", N_("a whole number")},
                                           {"nonNegativeInteger", N_("a whole number, 0 or more")},
                                           {"positiveInteger", N_("a whole number, 1 or more")},
                                           {"unsignedInt", N_("a whole number, 0 or more")},
                                           {"date", N_("a date such as 2024-02-29")},
                                           {"boolean", N_("true or false")}};
    for (size_t i = 0; i < COUNT(words); i++)
        if (!strcmp(words[i][0], type))
            return _(words[i][1]);
    return NULL;
}

/* The first clause of a documentation, with its first letter small. */
static const char *first_clause(struct arena *a, const struct xml_node *documentation)
{
    char *text = xml_text(a, documentation);
    text += strspn(text, " \t\n");
    for (char *p = text; *p; p++)
        if ((strchr(".;", *p) && (!p[1] || strchr(" \n", p[1]))) || *p == '\n' ||
            !strncmp(p, "。", strlen("。")) || !strncmp(p, "；", strlen("；")))
            *p-- = '\0';
    if (text[0] >= 'A' && text[0] <= 'Z' && (text[1] == ' ' || (text[1] >= 'a' && text[1] <= 'z')))
        text[0] = (char)(text[0] - 'A' + 'a');
    return *text ? text : NULL;
}

/* In the language of the messages, whose catalogue names it here. */
static const char *documented(struct arena *a, const struct xml_node *type)
{
    const char *language = _("en");
    const struct xml_node *annotation = xml_child(type, "annotation");
    for (const struct xml_node *n = annotation ? annotation->first : NULL; n; n = n->next)
        if (is(n, "documentation") && !strcmp(xml_value(n, "xml:lang", "en"), language))
            return first_clause(a, n);
    return NULL;
}

/* The type of a declaration's value: named, inline, or the base of simple content. */
static const char *type_words(struct schema_text *s, const struct xml_node *node, int depth)
{
    const char *name = xml_value(node, "type", xml_value(node, "base", NULL));
    const struct xml_node *type = global(s, "simpleType", name);
    if (!type)
        type = global(s, "complexType", name);
    for (const struct xml_node *n = type || name ? NULL : node->first; n && !type; n = n->next)
        if (n->name && !is(n, "annotation"))
            type = n;
    if (depth > DEEPEST || !type)
        return name ? builtin_words(xml_local(name)) : NULL;
    const char *words = is(type, "simpleType") ? documented(s->arena, type) : NULL;
    return words ? words : type_words(s, type, depth + 1);
}

const char *schema_words(struct schema_text *s, const struct element *e, const char *attribute)
{
    const struct xml_node *declaration = value_of(s, e, attribute);
    return declaration ? type_words(s, declaration, 0) : NULL;
}
