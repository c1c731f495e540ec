/* SPDX-License-Identifier: MIT */
/*
 * XML into a tree in which every element and attribute knows its place.
 *
 * The file is read whole, turned into UTF-8 and only then given to libxml2's SAX2 parser, so that a
 * byte offset of the parser is an offset into our own text. At the start of an element the parser
 * stands behind the attributes: scanned back to `<` (which cannot occur in an attribute) this is
 * exact, and the attributes' names are found by scanning the tag. A cursor that only moves forward
 * turns offsets into lines and columns, so that the whole is linear and knows no limit of lines.
 *
 * Rejected: libxml2's own tree and its xmlTextReader, because their lines are where the parser
 * stands, and columns they have none. The parser's line and column, because its fast paths count
 * bytes.
 *
 * What XML can do that we never need is off: a DOCTYPE with definitions in it ends the reading (no
 * entities, so no bombs and no files read through them); one that only names a DTD, as most NITF
 * files have it, is passed over, and the DTD is not read. Nothing is fetched, catalogs are not
 * asked. The entity loader opens nothing but local *.xsd, for the imports of our own schemas.
 */
#include "util/xml.h"

#include <stdlib.h>
#include <string.h>

#include <libxml/catalog.h>
#include <libxml/parserInternals.h>
#include <libxml/xmlschemastypes.h>
#include <pthread.h>

#include "util/xml_reader.h"

enum { ELEMENT_LIMIT = 1 << 20 };

static const char XSI[] = "http://www.w3.org/2001/XMLSchema-instance";

/* ---- places ------------------------------------------------------------------------------- */

static void cursor_step(struct pos *cursor, char c)
{
    if (c == '\n') {
        cursor->line++;
        cursor->column = 1;
    } else if (((unsigned char)c & 0xC0) != 0x80) {
        cursor->column++;
    }
}

struct pos reader_place(struct reader *r, size_t offset)
{
    if (offset < r->offset) {
        r->offset = 0;
        r->cursor = (struct pos){r->path, 1, 1};
    }
    for (; r->offset < offset; r->offset++)
        cursor_step(&r->cursor, r->text[r->offset]);
    return r->cursor;
}

size_t reader_offset(const struct reader *r)
{
    long at = xmlByteConsumed(r->parser);
    return at < 0 ? r->len : (size_t)at < r->len ? (size_t)at : r->len;
}

size_t reader_back_to(const struct reader *r, size_t from, const char *what)
{
    size_t len = strlen(what);
    for (size_t at = from < r->len ? from : r->len;; at--) {
        if (!strncmp(r->text + at, what, len))
            return at;
        if (!at)
            return from;
    }
}

static bool is_blank(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static size_t skip_blanks(const struct reader *r, size_t at)
{
    while (at < r->len && is_blank(r->text[at]))
        at++;
    return at;
}

/* From an attribute's name to what stands behind its value. */
static size_t skip_attribute(const struct reader *r, size_t at)
{
    while (at < r->len && r->text[at] != '"' && r->text[at] != '\'')
        at++;
    const char *close = at < r->len ? memchr(r->text + at + 1, r->text[at], r->len - at - 1) : NULL;
    return close ? (size_t)(close - r->text) + 1 : r->len;
}

static bool declares_namespace(const char *at)
{
    return !strncmp(at, "xmlns", 5) && (at[5] == ':' || at[5] == '=' || is_blank(at[5]));
}

/* ---- the tree ----------------------------------------------------------------------------- */

void reader_stop(struct reader *r)
{
    r->failed = r->stopped = true;
    xmlStopParser(r->parser);
}

static void add_node(struct reader *r, struct xml_node *node)
{
    *r->tail[r->depth - 1] = node;
    r->tail[r->depth - 1] = &node->next;
}

static void flush_text(struct reader *r)
{
    if (r->piece.len) {
        struct xml_node *node = arena_alloc(r->arena, sizeof *node);
        node->text = arena_text(r->arena, r->piece.text, r->piece.len);
        node->pos = reader_place(r, r->piece_at);
        add_node(r, node);
    }
    r->piece.len = 0;
}

static void on_text(void *user, const xmlChar *text, int len)
{
    static const char cdata[] = "<![CDATA[";
    struct reader *r = user;
    if (!r->piece.len) {
        size_t skip = !strncmp(r->text + r->after, cdata, sizeof cdata - 1) ? sizeof cdata - 1 : 0;
        r->piece_at = r->after + skip;
    }
    buf_add(&r->piece, (const char *)text, (size_t)len);
}

static void on_comment(void *user, const xmlChar *text)
{
    (void)text;
    struct reader *r = user;
    r->after = reader_offset(r);
}

static void on_instruction(void *user, const xmlChar *target, const xmlChar *data)
{
    (void)target;
    on_comment(user, data);
}

/* The parser keeps `&` in an attribute as `&#38;`. */
static const char *attribute_value(struct arena *a, const char *from, const char *to)
{
    char *value = arena_text(a, from, (size_t)(to - from));
    char *out = value;
    for (const char *p = value; *p; p++) {
        *out++ = *p;
        if (!strncmp(p, "&#38;", 5))
            p += 4;
    }
    *out = '\0';
    return value;
}

static const char *full_name(struct arena *a, const xmlChar *prefix, const xmlChar *local)
{
    return prefix ? arena_printf(a, "%s:%s", prefix, local) : (const char *)local;
}

static void add_attribute(struct reader *r, struct element *e, const xmlChar **given, size_t offset)
{
    const char *uri = (const char *)given[2];
    struct pos at = reader_place(r, offset);
    if (uri && !strcmp(uri, XSI) && strstr((const char *)given[0], "chemaLocation"))
        return;
    size_t n = e->node.attribute_count++;
    e->node.attributes[n] = (struct xml_attribute){
        full_name(r->arena, given[1], given[0]),
        attribute_value(r->arena, (const char *)given[3], (const char *)given[4]), at};
    e->attribute_uris[n] = uri;
}

/* Scans the start tag at `at` beside the attributes that the parser gives in the same order. */
static void add_attributes(struct reader *r, struct element *e, size_t at, const xmlChar **given,
                           size_t count)
{
    if (count) {
        e->node.attributes = arena_array(r->arena, count, sizeof *e->node.attributes);
        e->attribute_uris = arena_array(r->arena, count, sizeof *e->attribute_uris);
    }
    while (at < r->len && !is_blank(r->text[at]) && r->text[at] != '>' && r->text[at] != '/')
        at++;
    for (at = skip_blanks(r, at); at < r->len && r->text[at] != '>' && r->text[at] != '/';
         at = skip_blanks(r, skip_attribute(r, at))) {
        if (declares_namespace(r->text + at) || !count)
            continue;
        add_attribute(r, e, given, at);
        given += 5;
        count--;
    }
    r->after = at + (r->text[at] == '/') + 1;
}

/* Whether there is room for one element more. */
static bool room(struct reader *r, size_t at)
{
    if (r->depth == XML_DEPTH)
        diag(r->diags, ERROR, reader_place(r, at), "elements are nested more than %d deep",
             XML_DEPTH);
    else if (r->element_count == ELEMENT_LIMIT)
        diag(r->diags, ERROR, reader_place(r, at), "the file has more than %d elements",
             ELEMENT_LIMIT);
    else
        return true;
    reader_stop(r);
    return false;
}

static void on_start(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri,
                     int namespace_count, const xmlChar **namespaces, int count, int defaulted,
                     const xmlChar **attributes)
{
    (void)prefix, (void)namespace_count, (void)namespaces, (void)defaulted;
    struct reader *r = user;
    size_t at = reader_back_to(r, reader_offset(r), "<");
    if (r->stopped || !room(r, at))
        return;
    if (r->depth)
        flush_text(r);
    struct element *e = arena_alloc(r->arena, sizeof *e);
    e->node.name = (const char *)local;
    e->node.pos = reader_place(r, at);
    e->uri = (const char *)uri;
    e->parent = r->depth ? r->open[r->depth - 1] : NULL;
    add_attributes(r, e, at, attributes, (size_t)count);
    if (r->depth)
        add_node(r, &e->node);
    else
        r->root = e;
    r->open[r->depth] = e;
    r->tail[r->depth++] = &e->node.first;
    r->element_count++;
}

static void on_end(void *user, const xmlChar *local, const xmlChar *prefix, const xmlChar *uri)
{
    (void)local, (void)prefix, (void)uri;
    struct reader *r = user;
    if (r->stopped)
        return;
    flush_text(r);
    r->depth--;
    r->after = reader_offset(r);
}

static void on_doctype(void *user, const xmlChar *name, const xmlChar *public,
                       const xmlChar *system)
{
    (void)name, (void)public, (void)system;
    struct reader *r = user;
    size_t end = reader_offset(r);
    if (r->text[end] != '[')
        return;
    diag(r->diags, ERROR, reader_place(r, reader_back_to(r, end, "<!DOCTYPE")),
         "a document type declaration (DOCTYPE) may not define anything; remove its [ ]");
    reader_stop(r);
}

/* ---- reading ------------------------------------------------------------------------------ */

static xmlParserInputPtr open_schema_only(const char *url, const char *id, xmlParserCtxtPtr parser)
{
    (void)id;
    size_t len = url ? strlen(url) : 0;
    if (len < 4 || strcmp(url + len - 4, ".xsd") != 0 || strstr(url, "://"))
        return NULL;
    return xmlNewInputFromFile(parser, url);
}

static void release_names(void *dict)
{
    xmlDictFree(dict);
}

static xmlParserCtxtPtr new_parser(struct reader *r)
{
    xmlParserCtxtPtr parser = xmlCreateMemoryParserCtxt(r->text, (int)r->len);
    if (!parser)
        die_of_memory();
    *parser->sax = (xmlSAXHandler){.initialized = XML_SAX2_MAGIC,
                                   .internalSubset = on_doctype,
                                   .startElementNs = on_start,
                                   .endElementNs = on_end,
                                   .characters = on_text,
                                   .ignorableWhitespace = on_text,
                                   .cdataBlock = on_text,
                                   .comment = on_comment,
                                   .processingInstruction = on_instruction,
                                   .serror = reader_on_fault};
    parser->userData = r;
    xmlCtxtUseOptions(parser, XML_PARSE_NONET | XML_PARSE_BIG_LINES | XML_PARSE_IGNORE_ENC);
    xmlDictReference(parser->dict);
    arena_on_free(r->arena, release_names, parser->dict);
    return parser;
}

/* What libxml2 keeps for the whole program – its tables of types as well – is made before two
 * threads could make it at once. */
static void begin(void)
{
    xmlInitParser();
    xmlCatalogSetDefaults(XML_CATA_ALLOW_NONE);
    xmlSetExternalEntityLoader(open_schema_only);
    xmlSchemaInitTypes();
}

static void parse(struct reader *r)
{
    static pthread_once_t begun = PTHREAD_ONCE_INIT;
    pthread_once(&begun, begin);
    r->parser = new_parser(r);
    if (xmlParseDocument(r->parser) && !r->failed)
        reader_refuse(r, _("is not well-formed XML")), r->failed = true;
    if (r->parser->myDoc)
        xmlFreeDoc(r->parser->myDoc);
    xmlFreeParserCtxt(r->parser);
    xmlResetLastError();
    buf_release(&r->piece);
}

static struct reader reader_of(struct arena *a, const char *path, struct diags *d)
{
    struct reader r = {.arena = a, .diags = d, .path = arena_text(a, path, strlen(path))};
    r.cursor = (struct pos){r.path, 1, 1};
    return r;
}

static struct xml_node *read_tree(struct arena *a, const char *path, const char *xsd,
                                  struct xml_schema *kept, struct diags *d,
                                  struct xml_source *source)
{
    struct reader r = reader_of(a, path, d);
    if (!reader_load(&r))
        return NULL;
    parse(&r);
    *source = (struct xml_source){r.text, r.len, r.encoding ? r.encoding : "UTF-8"};
    if (r.failed || !r.root || (xsd && !xml_check(a, r.root, source, xsd, kept, d)))
        return NULL;
    return &r.root->node;
}

struct xml_node *xml_read_memory(struct arena *a, const char *name, const char *bytes, size_t len,
                                 struct diags *d)
{
    struct reader r = reader_of(a, name, d);
    if (len > READER_SIZE_LIMIT) {
        reader_refuse(&r, _("cannot be read: larger than 64 MiB"));
        return NULL;
    }
    r.text = bytes;
    r.len = len;
    if (!reader_take(&r))
        return NULL;
    parse(&r);
    return r.failed || !r.root ? NULL : &r.root->node;
}

struct xml_node *xml_read(struct arena *a, const char *path, const char *xsd, struct diags *d)
{
    return xml_read_kept(a, path, xsd, NULL, d);
}

struct xml_node *xml_read_kept(struct arena *a, const char *path, const char *xsd,
                               struct xml_schema *kept, struct diags *d)
{
    struct xml_source source;
    return read_tree(a, path, xsd, kept, d, &source);
}

struct xml_node *xml_read_source(struct arena *a, const char *path, struct xml_source *source,
                                 struct diags *d)
{
    return read_tree(a, path, NULL, NULL, d, source);
}
