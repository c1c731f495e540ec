/* SPDX-License-Identifier: MIT */
/*
 * The body of a DOCX as lines: what Word shows, one paragraph a line. Left out is what is not
 * shown: deleted and moved-away text, hidden text, the instructions of fields, comments, soft
 * hyphens. Where a paragraph's mark is deleted or hidden, the next paragraph goes on in the same
 * line, as it does in Word.
 *
 * A text box or a picture hangs in the middle of a paragraph, but stands somewhere beside it: its
 * lines follow the paragraph (a picture before all text precedes it). Of the forms that the same
 * thing is stored in for newer and older programs (AlternateContent) the first one is read, the
 * other only if that held nothing. Footnotes get a mark in brackets in the text, because a bare
 * superscript 1 behind a number would make another number of it, and a line of their own.
 *
 * Elements that are not known are looked through: their text is text.
 */
#include "acquire/docx.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_FIELDS = 16 };

struct note {
    const char *id;
    const struct xml_node *node;
    bool told;
};

struct note_part {
    struct note *items; /* by id */
    size_t count;
    struct relations relations;
    int referred; /* notes so far */
};

struct waiting_note {
    struct note *note;
    struct note_part *part;
    const char *mark;
};

struct notes {
    struct note_part foot, end;
    struct waiting_note *waiting;
    size_t waiting_count;
};

struct paragraph {
    bool open;
    struct buf text;
    struct marking marking;
    struct word_format format;
    bool plain_seen, unlinked_seen; /* some of it is not bold, no link */
    int size;
    size_t fields[MOST_FIELDS]; /* where in the text the open fields began */
    int field_count;
    struct lines before, behind;   /* pictures */
    const struct xml_node **boxes; /* text boxes */
    size_t box_count;
    const char *alternative; /* text of the picture that is being read */
};

/* How its characters look. */
struct look {
    struct word_format format;
    bool link;
    int raised; /* 1: superscript, -1: subscript */
    bool stressed, underlined;
};

static void append(struct arena *a, struct lines *lines, struct line line)
{
    lines->items = arena_grow(a, lines->items, lines->count, sizeof *lines->items);
    lines->items[lines->count++] = line;
}

void docx_add_line(struct word *w, struct line line)
{
    append(w->arena, &w->lines, line);
}

/* ---- characters -------------------------------------------------------------------------------
 */

static uint32_t raise_digit(uint32_t code, int raised)
{
    static const uint32_t above[] = {0x2070, 0xB9,   0xB2,   0xB3,   0x2074,
                                     0x2075, 0x2076, 0x2077, 0x2078, 0x2079};
    if (!raised || !is_digit(code))
        return code;
    return raised > 0 ? above[code - '0'] : 0x2080 + code - '0';
}

static void note_look(struct word *w, const struct look *look)
{
    struct paragraph *p = w->open;
    int size = look->format.size;
    p->plain_seen = p->plain_seen || look->format.bold != 1;
    p->unlinked_seen = p->unlinked_seen || !look->link;
    if (size > 0 && size <= MOST_SIZE) {
        p->size = p->size && p->size < size ? p->size : size;
        w->sizes[size]++;
    }
}

/* The text has grown from `from` on; `raised` is 0 where its characters are raised by themselves. A
 * link is underlined because it is one. */
static void note_marks(struct word *w, const struct look *look, size_t from, int raised)
{
    struct paragraph *p = w->open;
    unsigned kinds = mark_bit(MARK_EM, look->stressed) |
                     mark_bit(MARK_STRONG, look->format.bold == 1) |
                     mark_bit(MARK_U, look->underlined && !look->link) |
                     mark_bit(MARK_SUP, raised > 0) | mark_bit(MARK_SUB, raised < 0);
    if (kinds)
        marking_add(w->arena, &p->marking, kinds, from, from, p->text.len);
}

static void add_code(struct word *w, uint32_t code, const struct look *look)
{
    enum { SOFT_HYPHEN = 0xAD };
    if (code == SOFT_HYPHEN)
        return;
    if (code < 0x20 || code == 0x7F || code == 0x2028 || code == 0x2029)
        code = code == FORCED_BREAK ? FORCED_BREAK : ' ';
    if (!is_space(code))
        note_look(w, look);
    size_t from = w->open->text.len;
    uint32_t raised = raise_digit(code, look->raised);
    buf_add_code(&w->open->text, raised);
    note_marks(w, look, from, raised == code ? look->raised : 0);
}

static void add_text(struct word *w, const char *text, const struct look *look)
{
    for (const char *p = text, *end = text + strlen(text); p < end;)
        add_code(w, utf8_next(&p, end), look);
}

/* Word trims a text that does not ask to be kept as it is. */
static void add_text_element(struct word *w, const struct xml_node *node, const struct look *look)
{
    const char *space = docx_value(node, "space"), *text = xml_text(w->arena, node);
    if (!space || strcmp(space, "preserve") != 0) {
        struct slice s = slice_trim(slice_of(text));
        text = arena_text(w->arena, s.start, (size_t)(s.end - s.start));
    }
    add_text(w, text, look);
}

static void add_symbol(struct word *w, const struct xml_node *node, const struct look *look)
{
    const char *value = docx_value(node, "char");
    unsigned long code = value ? strtoul(value, NULL, 16) : 0;
    bool good = code >= 0x20 && code < 0xFFFE && (code < 0xD800 || code > 0xDFFF);
    if (good)
        add_code(w, docx_symbol((uint32_t)code), look);
}

/* What a field has before its result is an instruction. A field that the paragraph does not close
 * is left as it stands. */
static void mark_field(struct paragraph *p, const struct xml_node *node)
{
    const char *type = docx_value(node, "fldCharType");
    size_t len = p->text.len;
    if (!type)
        return;
    if (!strcmp(type, "begin") && p->field_count < MOST_FIELDS)
        p->fields[p->field_count++] = p->text.len;
    if (!p->field_count)
        return;
    size_t *began = &p->fields[p->field_count - 1];
    if (!strcmp(type, "separate") && *began <= p->text.len) {
        p->text.len = *began;
        *began = SIZE_MAX;
    } else if (!strcmp(type, "end")) {
        p->text.len = *began < p->text.len ? *began : p->text.len;
        p->field_count--;
    }
    if (p->text.len < len)
        marking_truncate(&p->marking, p->text.len);
}

/* ---- pictures, boxes, and what is not read ------------------------------------------------------
 */

static void hang(struct word *w, struct line line)
{
    struct paragraph *p = w->open;
    append(w->arena, p->text.len ? &p->behind : &p->before, line);
}

static void add_picture(struct word *w, const char *id)
{
    const struct relation *relation = docx_relation(&w->relations, id);
    const char *text = w->open->alternative ? w->open->alternative : "";
    if (relation)
        hang(w, (struct line){
                    .kind = LINE_PICTURE, .text = text, .label = "", .target = relation->target});
}

static void add_missing(struct word *w, const char *what)
{
    hang(w, (struct line){.kind = LINE_MISSING, .text = "", .label = "", .target = what});
}

static void add_box(struct word *w, const struct xml_node *node)
{
    struct paragraph *p = w->open;
    p->boxes = arena_grow(w->arena, p->boxes, p->box_count, sizeof *p->boxes);
    p->boxes[p->box_count++] = node;
}

/* Text drawn along a path by older programs: letters as a picture. */
static void add_drawn_text(struct word *w, const struct xml_node *node)
{
    const char *text = docx_value(node, "string");
    if (text && *text)
        append(w->arena, &w->open->behind,
               (struct line){.kind = LINE_TEXT, .text = text, .label = "", .bold = true});
}

/* Alternative text on one line. */
static void note_alternative(struct word *w, const char *text)
{
    struct buf b = {0};
    for (; text && *text; text++)
        buf_add(&b, (unsigned char)*text < 0x20 ? " " : text, 1);
    w->open->alternative = arena_text(w->arena, b.text ? b.text : "", b.len);
    buf_release(&b);
}

/* ---- notes ------------------------------------------------------------------------------------
 */

static int by_id(const void *left, const void *right)
{
    return strcmp(((const struct note *)left)->id, ((const struct note *)right)->id);
}

static void read_note_part(struct word *w, struct note_part *part, const char *type)
{
    const struct relation *relation = docx_relation_of(&w->relations, type);
    const struct xml_node *root = relation ? docx_xml(w->package, relation->target) : NULL;
    if (!root)
        return;
    for (const struct xml_node *n = root->first; n; n = n->next) {
        const char *id = docx_is(n, "footnote endnote") ? docx_value(n, "id") : NULL;
        if (!id)
            continue;
        part->items = arena_grow(w->arena, part->items, part->count, sizeof *part->items);
        part->items[part->count++] = (struct note){id, n, false};
    }
    if (part->count)
        qsort(part->items, part->count, sizeof *part->items, by_id);
    part->relations = docx_relations(w->package, relation->target);
}

static void refer_to_note(struct word *w, const struct xml_node *node, const struct look *look)
{
    bool end = docx_is(node, "endnoteReference");
    struct note_part *part = end ? &w->notes->end : &w->notes->foot;
    struct note key = {.id = docx_value(node, "id")};
    struct note *note =
        key.id && part->count ? bsearch(&key, part->items, part->count, sizeof key, by_id) : NULL;
    if (!note || note->told)
        return;
    note->told = true;
    const char *mark = "";
    if (!docx_value(node, "customMarkFollows")) {
        struct buf b = {0};
        docx_add_number(&b, ++part->referred, end ? "lowerRoman" : "decimal");
        mark = arena_printf(w->arena, "［%s］", b.text);
        buf_release(&b);
        add_text(w, mark, look);
    }
    struct notes *notes = w->notes;
    notes->waiting =
        arena_grow(w->arena, notes->waiting, notes->waiting_count, sizeof *notes->waiting);
    notes->waiting[notes->waiting_count++] = (struct waiting_note){note, part, mark};
}

/* What hangs in the lines and is no text. */
static void add_hanging(struct word *w, const struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        if (lines->items[i].kind == LINE_PICTURE || lines->items[i].kind == LINE_MISSING)
            docx_add_line(w, lines->items[i]);
}

static void tell_notes(struct word *w)
{
    struct relations relations = w->relations;
    for (size_t i = 0; i < w->notes->waiting_count; i++) {
        struct waiting_note waiting = w->notes->waiting[i];
        w->relations = waiting.part->relations;
        struct lines lines = docx_read_apart(w, waiting.note->node);
        docx_add_line(w, (struct line){.kind = LINE_NOTE,
                                       .text = docx_join(w->arena, &lines, " "),
                                       .label = waiting.mark});
        add_hanging(w, &lines);
    }
    w->notes->waiting_count = 0;
    w->relations = relations;
}

/* ---- inside a paragraph -------------------------------------------------------------------------
 */

static void read_inline(struct word *w, const struct xml_node *node, const struct look *look);

static void read_children(struct word *w, const struct xml_node *node, const struct look *look)
{
    for (const struct xml_node *n = node->first; n; n = n->next)
        if (n->name)
            read_inline(w, n, look);
}

/* Is there such a property of characters, and not to say none? */
static bool says(const struct xml_node *properties, const char *name)
{
    const char *value = docx_child_value(properties, name, "val");
    return value && strcmp(value, "none") != 0;
}

static void read_run(struct word *w, const struct xml_node *node, const struct look *outer)
{
    const struct xml_node *properties = xml_child(node, "rPr");
    const char *align = docx_child_value(properties, "vertAlign", "val");
    struct look look = *outer;
    look.format = docx_run_format(&w->styles, outer->format, properties);
    look.raised = !align                          ? 0
                  : !strcmp(align, "superscript") ? 1
                  : !strcmp(align, "subscript")   ? -1
                                                  : 0;
    look.stressed = says(properties, "em");
    look.underlined = says(properties, "u");
    if (look.format.hidden != 1)
        read_children(w, node, &look);
}

/* The base with its reading in brackets behind it. */
static void read_ruby(struct word *w, const struct xml_node *node, const struct look *look)
{
    const struct xml_node *base = xml_child(node, "rubyBase"), *reading = xml_child(node, "rt");
    if (base)
        read_children(w, base, look);
    if (!reading)
        return;
    add_text(w, "（", look);
    read_children(w, reading, look);
    add_text(w, "）", look);
}

static void read_fraction(struct word *w, const struct xml_node *node, const struct look *look)
{
    const struct xml_node *above = xml_child(node, "num"), *below = xml_child(node, "den");
    if (above)
        read_children(w, above, look);
    add_text(w, "/", look);
    if (below)
        read_children(w, below, look);
}

static size_t amount(const struct word *w)
{
    const struct paragraph *p = w->open;
    return w->lines.count + p->text.len + p->before.count + p->behind.count + p->box_count;
}

/* Adds the lines of the blocks in `parent`: paragraphs, tables, and what is wrapped around them. */
static void read_blocks(struct word *w, const struct xml_node *parent);

static void read_alternatives(struct word *w, const struct xml_node *node, const struct look *look)
{
    size_t before = amount(w);
    const struct xml_node *choice = xml_child(node, "Choice"),
                          *fallback = xml_child(node, "Fallback");
    if (choice && look)
        read_children(w, choice, look);
    else if (choice)
        read_blocks(w, choice);
    if (amount(w) != before || !fallback)
        return;
    if (look)
        read_children(w, fallback, look);
    else
        read_blocks(w, fallback);
}

static bool read_drawing(struct word *w, const struct xml_node *node)
{
    if (docx_is(node, "docPr")) {
        const char *text = docx_value(node, "descr");
        note_alternative(w, text ? text : docx_value(node, "title"));
    } else if (docx_is(node, "blip")) {
        const char *id = docx_value(node, "embed");
        add_picture(w, id ? id : docx_value(node, "link"));
    } else if (docx_is(node, "imagedata")) {
        add_picture(w, docx_value(node, "id"));
    } else if (docx_is(node, "txbxContent")) {
        add_box(w, node);
    } else if (docx_is(node, "textpath")) {
        add_drawn_text(w, node);
    } else if (docx_is(node, "chart")) {
        add_missing(w, "chart");
    } else if (docx_is(node, "relIds")) {
        add_missing(w, "diagram");
    } else {
        return false;
    }
    return true;
}

/* Characters that are elements of their own. */
static bool read_special(struct word *w, const struct xml_node *node, const struct look *look)
{
    if (docx_is(node, "tab ptab"))
        add_code(w, ' ', look);
    else if (docx_is(node, "br cr p"))
        add_code(w, FORCED_BREAK, look);
    else if (docx_is(node, "noBreakHyphen"))
        add_code(w, '-', look);
    else if (docx_is(node, "sym"))
        add_symbol(w, node, look);
    else if (docx_is(node, "fldChar"))
        mark_field(w->open, node);
    else if (docx_is(node, "footnoteReference endnoteReference"))
        refer_to_note(w, node, look);
    else
        return false;
    if (docx_is(node, "p"))
        read_children(w, node, look);
    return true;
}

static void read_shape(struct word *w, const struct xml_node *node, const struct look *look)
{
    const char *kept = w->open->alternative;
    const char *text = docx_value(node, "alt");
    if (text)
        note_alternative(w, text);
    read_children(w, node, look);
    w->open->alternative = kept;
}

static void read_inline(struct word *w, const struct xml_node *node, const struct look *look)
{
    static const char not_shown[] = "pPr rPr del moveFrom delText instrText delInstrText sectPr "
                                    "softHyphen commentReference sdtPr sdtEndPr ctrlPr";
    struct look linked = *look;
    linked.link = true;
    if (docx_is(node, not_shown) || read_drawing(w, node) || read_special(w, node, look))
        return;
    if (docx_is(node, "t"))
        add_text_element(w, node, look);
    else if (docx_is(node, "r"))
        read_run(w, node, look);
    else if (docx_is(node, "hyperlink"))
        read_children(w, node, &linked);
    else if (docx_is(node, "ruby"))
        read_ruby(w, node, look);
    else if (docx_is(node, "f"))
        read_fraction(w, node, look);
    else if (docx_is(node, "AlternateContent"))
        read_alternatives(w, node, look);
    else if (docx_is(node, "drawing pict object shape rect"))
        read_shape(w, node, look);
    else
        read_children(w, node, look);
}

/* ---- paragraphs -------------------------------------------------------------------------------
 */

static void add_lines(struct word *w, const struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        docx_add_line(w, lines->items[i]);
}

static void add_paragraph_line(struct word *w, const struct paragraph *p)
{
    struct line line = {.kind = LINE_TEXT, .format = p->format};
    const char *text = p->text.text ? p->text.text : "";
    struct slice shown = {text, text + p->text.len};
    line.label = docx_label(w->numbering, &p->format, &line.label_kind);
    bool blank = !slice_count(shown);
    if (blank && !*line.label && (p->before.count || p->behind.count || p->box_count))
        return;
    line.text = arena_text(w->arena, shown.start, blank ? 0 : p->text.len);
    line.marks = p->marking.marks;
    line.size = p->size;
    line.bold = !blank && !p->plain_seen;
    line.link = !blank && !p->unlinked_seen;
    docx_add_line(w, line);
}

static void close_paragraph(struct word *w)
{
    struct paragraph p = *w->open;
    if (!p.open)
        return;
    *w->open = (struct paragraph){0};
    add_lines(w, &p.before);
    add_paragraph_line(w, &p);
    add_lines(w, &p.behind);
    buf_release(&p.text);
    for (size_t i = 0; i < p.box_count; i++)
        read_blocks(w, p.boxes[i]);
    if (!w->inside)
        tell_notes(w);
}

/* Does the next paragraph go on in the same line? */
static bool mark_is_gone(const struct xml_node *properties)
{
    const struct xml_node *mark = properties ? xml_child(properties, "rPr") : NULL;
    struct styles none = {0};
    struct word_format unsaid = {.hidden = 0};
    return mark && (xml_child(mark, "del") || xml_child(mark, "moveFrom") ||
                    docx_run_format(&none, unsaid, mark).hidden == 1);
}

static void note_headers(struct word *w, const struct xml_node *section)
{
    for (const struct xml_node *n = section->first; n && w->seen; n = n->next) {
        const struct relation *relation = n->name && docx_is(n, "headerReference footerReference")
                                              ? docx_relation(&w->relations, docx_value(n, "id"))
                                              : NULL;
        if (relation && !relation->external)
            w->seen[relation - w->relations.items] = true;
    }
}

static void read_paragraph(struct word *w, const struct xml_node *node)
{
    const struct xml_node *properties = xml_child(node, "pPr");
    const struct xml_node *section = properties ? xml_child(properties, "sectPr") : NULL;
    struct paragraph *p = w->open;
    p->open = true;
    p->format = docx_paragraph_format(&w->styles, properties);
    struct look look = {.format = p->format};
    read_children(w, node, &look);
    p->field_count = 0;
    if (section)
        note_headers(w, section);
    if (!mark_is_gone(properties))
        close_paragraph(w);
}

static void read_block(struct word *w, const struct xml_node *n)
{
    if (docx_is(n, "p")) {
        read_paragraph(w, n);
    } else if (docx_is(n, "tbl")) {
        close_paragraph(w);
        docx_read_table(w, n);
        if (!w->inside)
            tell_notes(w);
    } else if (docx_is(n, "sectPr")) {
        note_headers(w, n);
    } else if (docx_is(n, "AlternateContent")) {
        read_alternatives(w, n, NULL);
    } else if (docx_is(n, "altChunk subDoc")) {
        docx_add_line(w, (struct line){.kind = LINE_MISSING,
                                       .text = "",
                                       .label = "",
                                       .target = "document inside the document"});
    } else if (docx_is(n, "r hyperlink t fldSimple oMathPara oMath")) {
        struct look look = {.format = w->styles.normal};
        w->open->open = true;
        w->open->format = look.format;
        read_inline(w, n, &look);
        close_paragraph(w);
    } else if (!docx_is(n, "del moveFrom sdtPr sdtEndPr pPr rPr")) {
        read_blocks(w, n);
    }
}

static void read_blocks(struct word *w, const struct xml_node *parent)
{
    for (const struct xml_node *n = parent->first; n; n = n->next)
        if (n->name)
            read_block(w, n);
    close_paragraph(w);
}

struct lines docx_read_apart(struct word *w, const struct xml_node *parent)
{
    struct lines outer = w->lines;
    w->lines = (struct lines){0};
    w->inside++;
    read_blocks(w, parent);
    w->inside--;
    struct lines lines = w->lines;
    w->lines = outer;
    return lines;
}

const char *docx_join(struct arena *a, const struct lines *lines, const char *joint)
{
    struct buf b = {0};
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->items[i];
        bool words = line->kind != LINE_PICTURE && (*line->text || *line->label);
        if (!words)
            continue;
        buf_addf(&b, "%s%s%s", b.len ? joint : "", line->label, *line->label ? " " : "");
        for (const char *p = line->text; *p; p++)
            buf_add(&b, *p == FORCED_BREAK ? joint : *p == '\t' ? " " : p, 1);
    }
    struct slice joined = slice_trim(slice_of(b.text ? b.text : ""));
    const char *text = arena_text(a, joined.start, (size_t)(joined.end - joined.start));
    buf_release(&b);
    return text;
}

/* ---- the document -------------------------------------------------------------------------------
 */

/* Headers and footers, each once: what stands on every page belongs to no article. */
static void read_headers(struct word *w)
{
    struct relations relations = w->relations;
    bool *seen = w->seen;
    w->seen = NULL;
    for (size_t i = 0; i < relations.count; i++) {
        const char *part = relations.items[i].target;
        const struct xml_node *root = seen[i] ? docx_xml(w->package, part) : NULL;
        if (!root)
            continue;
        w->relations = docx_relations(w->package, part);
        struct lines lines = docx_read_apart(w, root);
        for (size_t k = 0; k < lines.count; k++) {
            struct lines one = {&lines.items[k], 1};
            const char *text = lines.items[k].kind == LINE_PICTURE ? lines.items[k].text
                                                                   : docx_join(w->arena, &one, " ");
            if (*text)
                docx_add_line(w, (struct line){.kind = LINE_FURNITURE, .text = text, .label = ""});
        }
    }
    w->relations = relations;
}

bool docx_read_lines(struct word *w, const char *main_part)
{
    const struct xml_node *root = docx_xml(w->package, main_part);
    const struct xml_node *body =
        root && docx_is(root, "document") ? xml_child(root, "body") : NULL;
    if (!body) {
        if (!w->package->failed)
            docx_refuse(w->package,
                        root ? _("%s is not the text of a document") : _("%s is missing"),
                        main_part);
        return false;
    }
    struct paragraph open = {0};
    struct notes notes = {0};
    w->open = &open;
    w->notes = &notes;
    w->seen = arena_array(w->arena, w->relations.count + 1, sizeof *w->seen);
    read_note_part(w, &notes.foot, "footnotes");
    read_note_part(w, &notes.end, "endnotes");
    read_blocks(w, body);
    read_headers(w);
    tell_notes(w);
    w->open = NULL;
    w->notes = NULL;
    return !w->package->failed;
}
