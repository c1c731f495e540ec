/* SPDX-License-Identifier: MIT */
/* What the stages ask of a tree: names, values and text, and text as XML writes it. */
#include <string.h>

#include "util/xml_tree.h"

const char *xml_namespace(const struct xml_node *node)
{
    return ((const struct element *)node)->uri;
}

const char *xml_local(const char *name)
{
    const char *colon = strchr(name, ':');
    return colon ? colon + 1 : name;
}

const struct xml_node *xml_child(const struct xml_node *node, const char *name)
{
    for (const struct xml_node *n = node->first; n; n = n->next)
        if (n->name && !strcmp(n->name, name))
            return n;
    return NULL;
}

const struct xml_attribute *xml_attribute(const struct xml_node *node, const char *name)
{
    for (size_t i = 0; i < node->attribute_count; i++)
        if (!strcmp(node->attributes[i].name, name))
            return &node->attributes[i];
    return NULL;
}

const char *xml_value(const struct xml_node *node, const char *name, const char *otherwise)
{
    const struct xml_attribute *found = xml_attribute(node, name);
    return found ? found->value : otherwise;
}

static void add_text(struct buf *b, const struct xml_node *node)
{
    if (node->text)
        buf_adds(b, node->text);
    for (const struct xml_node *n = node->first; n; n = n->next)
        add_text(b, n);
}

char *xml_text(struct arena *a, const struct xml_node *node)
{
    struct buf b = {0};
    add_text(&b, node);
    char *text = arena_text(a, b.text, b.len);
    buf_release(&b);
    return text;
}

static bool is_western(uint32_t code)
{
    return code > ' ' && code < 0x2000;
}

/* White space that holds a line end goes away between Han and the like, and is one space between
 * Western words. */
static void add_break(struct buf *b, const char *after)
{
    const char *before = b->text + b->len;
    if (b->len && is_western(utf8_previous(&before, b->text)) &&
        is_western(utf8_next(&after, after + strlen(after))))
        buf_adds(b, " ");
}

/* Bytes [from, end) of the raw text stand at `at`, one behind the other if they were kept. */
static void note_places(size_t *places, size_t from, size_t end, size_t at, bool kept)
{
    for (size_t i = from; places && i < end; i++)
        places[i] = at + (kept ? i - from : 0);
}

char *xml_plain(struct arena *a, const char *raw, size_t *places)
{
    static const char blank[] = " \t\r\n";
    struct buf b = {0};
    const char *p = raw + strspn(raw, blank);
    note_places(places, 0, (size_t)(p - raw), 0, false);
    while (*p) {
        size_t word = strcspn(p, blank), at = (size_t)(p - raw);
        size_t space = strspn(p + word, blank);
        const char *after = p + word + space;
        bool kept = *after && !memchr(p + word, '\n', space);
        note_places(places, at, at + word, b.len, true);
        buf_add(&b, p, word);
        note_places(places, at + word, at + word + space, b.len, kept);
        if (kept)
            buf_add(&b, p + word, space);
        else if (*after)
            add_break(&b, after);
        p = after;
    }
    note_places(places, (size_t)(p - raw), (size_t)(p - raw) + 1, b.len, false);
    char *text = arena_text(a, b.text, b.len);
    buf_release(&b);
    return text;
}

char *xml_plain_text(struct arena *a, const struct xml_node *node)
{
    return xml_plain(a, xml_text(a, node), NULL);
}

struct pos xml_text_place(struct pos at, const char *text, const char *p)
{
    if (memchr(text, '&', (size_t)(p - text)) || memchr(text, '<', (size_t)(p - text)))
        return at;
    for (const char *c = text; c < p;) {
        bool feed = *c == '\n';
        utf8_next(&c, p);
        at.line += feed;
        at.column = feed ? 1 : at.column + 1;
    }
    return at;
}

static const char *escape(char c)
{
    switch (c) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\t':
        return "&#9;";
    case '\n':
        return "&#10;";
    case '\r':
        return "&#13;";
    default:
        return NULL;
    }
}

void xml_escape_part(struct buf *b, const char *s, size_t len)
{
    const char *from = s;
    for (const char *end = s + len; s < end; s++) {
        const char *instead = escape(*s);
        if (!instead)
            continue;
        buf_add(b, from, (size_t)(s - from));
        buf_adds(b, instead);
        from = s + 1;
    }
    buf_add(b, from, (size_t)(s - from));
}

void xml_escape(struct buf *b, const char *s)
{
    xml_escape_part(b, s, strlen(s));
}

void xml_add_attribute(struct buf *b, const char *name, const char *value)
{
    buf_addf(b, " %s=\"", name);
    xml_escape(b, value);
    buf_adds(b, "\"");
}
