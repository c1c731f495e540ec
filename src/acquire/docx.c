/* SPDX-License-Identifier: MIT */
/*
 * DOCX into pieces. The source that the audit counts is what Word shows, and its lines are
 * paragraphs: line 12 of a DOCX is its twelfth paragraph (a row of a table, a picture and an empty
 * paragraph are lines too; headers and footers stand behind the last). An indent by format shows as
 * two ideographic spaces, so that it speaks for a paragraph as it does in a text file.
 *
 * The program of Word marks what a page of text only looks like: headings, captions, quotations. A
 * Title above headings is one level above them. What many editors set by hand instead is taken for
 * what it looks like: larger than the text counts as bold; a line in the middle below a picture is
 * its caption, a line without a stop directly above a table its title.
 *
 * A computed number is printed text: 一、 and （一） stand before the words of the paragraph,
 * because there they are headings as often as not; 1. or (a) is the label of a list item, or stands
 * before the words of a heading or a bold line. Bullets are markup.
 */
#include "acquire/docx.h"

#include <string.h>

struct emitter {
    struct page *page;
    const struct line *lines;
    size_t count;
    struct buf text; /* of the page */
    int line;
    int blanks;     /* empty lines just before */
    int body_size;  /* of most characters, 0 when unknown */
    bool *titles;   /* lines that are a table's title */
    bool has_title; /* a paragraph is marked as the title */
    enum { AFTER_TEXT, AFTER_HEADING, AFTER_PICTURE } after;
};

static const char indent[] = "\u3000\u3000";

/* ---- what a line looks like -------------------------------------------------------------------
 */

static int level_of(const struct emitter *e, const struct line *line)
{
    enum { LOWEST = 6 };
    if (line->format.role == ROLE_TITLE)
        return 1;
    if (line->format.outline <= 0 || line->format.role == ROLE_CONTENTS)
        return 0;
    int level = line->format.outline + e->has_title;
    return level > LOWEST ? LOWEST : level;
}

/* By at least a sixth. */
static bool is_larger(const struct emitter *e, const struct line *line)
{
    return e->body_size && line->size * 6 >= e->body_size * 7;
}

static bool stands_out(const struct emitter *e, const struct line *line)
{
    return line->bold || is_larger(e, line);
}

/* 图1 图一 图： 表2 表 2 */
static bool is_numbered(struct slice s, const char *word)
{
    if (!slice_starts(s, word))
        return false;
    s.start += strlen(word);
    s = slice_trim(s);
    return in_set(slice_first(s), "0123456789０１２３４５６７８９一二三四五六七八九十①②③④⑤⑥：:");
}

static bool is_caption(const struct emitter *e, const struct line *line, struct slice text)
{
    enum { LONGEST = 100 };
    if (level_of(e, line) || is_credit(e->page->arena, text) || is_byline(e->page->arena, text))
        return false;
    if (line->format.role == ROLE_CAPTION)
        return true;
    return e->after == AFTER_PICTURE && slice_count(text) <= LONGEST &&
           (is_numbered(text, "图") || (line->format.centred == 1 && !stands_out(e, line)));
}

/* Could lines[i], directly above a table, be its title? A line without a stop that is no heading;
 * a bold one only if it is centred or numbered. */
static bool reads_as_title(const struct emitter *e, size_t i)
{
    enum { LONGEST = 40 };
    const struct line *line = &e->lines[i];
    struct slice text = slice_trim(slice_of(line->text));
    if (line->kind != LINE_TEXT || !slice_count(text) || *line->label || level_of(e, line))
        return false;
    if (line->format.role == ROLE_CAPTION)
        return true;
    if (slice_count(text) > LONGEST || ends_sentence(text) || in_set(slice_last(text), "：:，,"))
        return false;
    if (is_byline(e->page->arena, text) || is_credit(e->page->arena, text) || is_sheet_line(text))
        return false;
    return is_numbered(text, "表") ||
           (!is_larger(e, line) && (line->format.centred == 1 || !line->bold));
}

/* Marks the lines directly above each table that are its title: one, or two when the lower one says
 * the unit. Nothing above the first text of the page is one: that is a headline. */
static void mark_table_titles(struct emitter *e)
{
    bool begun = false;
    e->titles = arena_array(e->page->arena, e->count + 1, sizeof *e->titles);
    for (size_t i = 1; i + 1 < e->count; i++) {
        bool text_above = begun;
        begun = begun || *e->lines[i - 1].text;
        if (e->lines[i + 1].kind != LINE_TABLE || !begun || !reads_as_title(e, i))
            continue;
        bool unit = slice_starts(slice_trim(slice_of(e->lines[i].text)), "单位");
        e->titles[i] = true;
        e->titles[i - 1] = unit && text_above && reads_as_title(e, i - 1);
    }
}

/* ---- the page's text --------------------------------------------------------------------------
 */

/* Adds text to the current line of the page; breaks become `instead`. */
static void add_shown(struct emitter *e, const char *text, const char *instead)
{
    for (const char *p = text; *p; p++) {
        if (*p == FORCED_BREAK)
            buf_adds(&e->text, instead);
        else
            buf_add(&e->text, p, 1);
    }
}

static void end_line(struct emitter *e)
{
    buf_adds(&e->text, "\n");
    e->line++;
}

static const char *unbroken(struct arena *a, const char *text, const char *instead)
{
    struct buf b = {0};
    for (const char *p = text; *p; p++)
        if (*p == FORCED_BREAK)
            buf_adds(&b, instead);
        else
            buf_add(&b, p, 1);
    const char *copy = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return copy;
}

/* ---- pieces -----------------------------------------------------------------------------------
 */

/* Adds a piece that may be split; only the first part has its label and its number. */
static void add_piece(struct emitter *e, struct piece piece, enum label label)
{
    struct page *page = e->page;
    size_t first = page->count;
    acquire_add_piece(page, piece);
    for (size_t i = first; i < page->count; i++) {
        struct piece *added = &page->pieces[i];
        added->gap = i == first ? e->blanks : 0;
        if (i > first) {
            added->item = false;
            added->detail = "";
        } else if (label != UNDECIDED) {
            added->label = label;
            added->known = label != UNDECIDED;
        }
    }
    if (page->count > first)
        e->blanks = 0;
}

/* The parts of a paragraph that forced breaks divide. */
static void add_parts(struct emitter *e, struct piece piece, enum label label)
{
    const char *text = piece.text;
    for (const char *p = text; *p || p == piece.text;) {
        size_t len = strcspn(p, (char[]){FORCED_BREAK, '\0'});
        struct piece part = piece;
        part.text = arena_text(e->page->arena, p, len);
        part.marks = marks_cut(e->page->arena, &piece.marks, (size_t)(p - text), len, 0);
        if (slice_count(slice_of(part.text))) {
            add_piece(e, part, label);
            piece.item = piece.element = false;
            piece.detail = "";
        }
        piece.column += (int)utf8_count(p, len) + 1;
        p += len;
        if (!*p)
            break;
        piece.text = ++p;
    }
}

/* A title of two paragraphs is one headline. */
static bool title_goes_on(const struct emitter *e, const struct line *line)
{
    const struct line *next = line + 1;
    return line->format.role == ROLE_TITLE && next < e->lines + e->count &&
           next->format.role == ROLE_TITLE && slice_count(slice_of(next->text));
}

static enum label label_of(const struct emitter *e, const struct line *line, struct slice text)
{
    if (title_goes_on(e, line))
        return SUBJECT;
    if (line->format.role == ROLE_CONTENTS)
        return FURNITURE;
    if (line->format.role == ROLE_SUBTITLE && e->after == AFTER_HEADING)
        return SUBHEADLINE;
    struct byline byline;
    if (line->format.role == ROLE_AUTHOR && e->after == AFTER_HEADING &&
        byline_read(e->page->arena, text, &byline))
        return BYLINE;
    return is_caption(e, line, text) ? CAPTION : UNDECIDED;
}

/* What stands between a label and its words: nothing behind a wide mark such as 、 or ）. */
static const char *behind_label(const char *label)
{
    return *label && slice_last(slice_of(label)) < 0x80 ? " " : "";
}

/* Takes the label off the words where it is not part of them. */
static void place_label(struct emitter *e, const struct line *line, struct piece *piece)
{
    struct arena *a = e->page->arena;
    bool words = slice_count(slice_of(line->text)) > 0;
    bool apart = line->label_kind == LABEL_BULLET || line->kind == LINE_NOTE ||
                 (line->label_kind == LABEL_NUMBER && !piece->level && !piece->bold);
    if (!*line->label)
        return;
    if (apart || !words) {
        const char *seam = behind_label(line->label);
        piece->column += (int)utf8_count(line->label, strlen(line->label)) + (*seam != '\0');
        piece->item = true;
        piece->detail = line->label;
    } else {
        const char *label = arena_printf(a, "%s%s", line->label, behind_label(line->label));
        piece->marks = marks_cut(a, &piece->marks, 0, strlen(piece->text), strlen(label));
        piece->text = arena_printf(a, "%s%s", label, piece->text);
    }
    if (!words || line->label_kind == LABEL_BULLET) {
        acquire_markup(e->page, slice_of(line->label), e->line);
        piece->detail = "";
    }
}

static void add_text_line(struct emitter *e, const struct line *line)
{
    struct piece piece = {.line = e->line,
                          .column = 1,
                          .level = level_of(e, line),
                          .bold = stands_out(e, line),
                          .link = line->link,
                          .quote = line->format.role == ROLE_QUOTE,
                          .element = line->format.centred != 1};
    bool indented = line->format.indented == 1 && line->format.centred != 1 && !piece.level;
    struct slice text = slice_of(line->text);
    enum label label = label_of(e, line, slice_trim(text));
    piece.text = piece.level ? unbroken(e->page->arena, line->text, "\u3000") : line->text;
    if (!piece.level)
        piece.marks = line->marks;
    place_label(e, line, &piece);
    if (indented) {
        buf_adds(&e->text, indent);
        piece.column += 2;
    }
    buf_addf(&e->text, "%s%s", line->label, behind_label(line->label));
    add_shown(e, line->text, piece.level ? "\u3000" : " ");
    end_line(e);
    if (!slice_count(text)) {
        e->blanks++;
        return;
    }
    add_parts(e, piece, label);
    e->after = piece.level ? AFTER_HEADING : AFTER_TEXT;
}

static void add_picture(struct emitter *e, const struct line *line)
{
    struct piece piece = {
        .text = line->text, .detail = line->target, .line = e->line, .column = 1, .picture = true};
    add_shown(e, line->text, " ");
    end_line(e);
    add_piece(e, piece, UNDECIDED);
    e->after = AFTER_PICTURE;
}

/* The table at lines[i], with its title from the lines above. */
static void add_table(struct emitter *e, size_t i)
{
    const struct line *table = &e->lines[i];
    struct buf title = {0};
    size_t above = 0;
    while (above < i && e->titles[i - above - 1])
        above++;
    for (size_t k = i - above; k < i; k++)
        buf_addf(&title, "%s%s", title.len ? "\u3000" : "",
                 unbroken(e->page->arena, e->lines[k].text, " "));
    struct piece piece = {.text =
                              arena_text(e->page->arena, title.text ? title.text : "", title.len),
                          .line = e->line - (int)above,
                          .column = 1,
                          .rows = table->rows,
                          .row_count = table->row_count};
    buf_release(&title);
    add_piece(e, piece, UNDECIDED);
    add_shown(e, table->text, " ");
    end_line(e);
    e->after = AFTER_TEXT;
}

static void add_missing(struct emitter *e, const struct line *line)
{
    diag(e->page->diags, WARNING, (struct pos){e->page->path, e->line, 0},
         _("a %s stands here and is not read; put it into the file as a picture or as text"),
         line->target);
    end_line(e);
}

static void add_furniture(struct emitter *e, const struct line *line)
{
    struct piece piece = {.text = line->text, .line = e->line, .column = 1};
    size_t first = e->page->count;
    add_shown(e, line->text, " ");
    end_line(e);
    add_piece(e, piece, FURNITURE);
    for (size_t i = first; i < e->page->count; i++)
        e->page->pieces[i].label = FURNITURE;
}

static void add_line(struct emitter *e, size_t i)
{
    const struct line *line = &e->lines[i];
    switch (line->kind) {
    case LINE_TEXT:
    case LINE_NOTE:
        if (e->titles[i]) {
            add_shown(e, line->text, " ");
            end_line(e);
        } else {
            add_text_line(e, line);
        }
        break;
    case LINE_PICTURE:
        add_picture(e, line);
        break;
    case LINE_MISSING:
        add_missing(e, line);
        break;
    case LINE_TABLE:
        add_table(e, i);
        break;
    case LINE_ROW:
        add_shown(e, line->text, " ");
        end_line(e);
        break;
    case LINE_FURNITURE:
        add_furniture(e, line);
    }
}

/* ---- the whole --------------------------------------------------------------------------------
 */

static int most_used_size(const struct word *w)
{
    int size = 0;
    for (int i = 1; i <= MOST_SIZE; i++)
        if (w->sizes[i] && (!size || w->sizes[i] > w->sizes[size]))
            size = i;
    return size;
}

static void emit(struct page *page, const struct word *w)
{
    struct emitter e = {.page = page,
                        .lines = w->lines.items,
                        .count = w->lines.count,
                        .line = 1,
                        .body_size = most_used_size(w)};
    for (size_t i = 0; i < e.count; i++)
        e.has_title = e.has_title || (e.lines[i].format.role == ROLE_TITLE &&
                                      slice_count(slice_of(e.lines[i].text)));
    mark_table_titles(&e);
    for (size_t i = 0; i < e.count; i++)
        add_line(&e, i);
    page->text = arena_text(page->lasting, e.text.text ? e.text.text : "", e.text.len);
    page->len = e.text.len;
    buf_release(&e.text);
    diags_source(page->diags, page->path, page->text, page->len);
}

/* The document's main part, or NULL after an ERROR. */
static const char *main_part(struct package *p)
{
    const struct xml_node *types = docx_xml(p, "[Content_Types].xml");
    struct relations relations = docx_relations(p, "");
    const struct relation *document = docx_relation_of(&relations, "officeDocument");
    if (p->failed)
        return NULL;
    if (types && document) {
        const char *folder = document->target;
        bool other = !strncmp(folder, "xl/", 3) || !strncmp(folder, "ppt/", 4);
        if (!other)
            return document->target;
    }
    p->failed = true;
    diag(p->diags, ERROR, (struct pos){p->path, 0, 0}, "%s",
         types && document
             ? _("not a DOCX file: a workbook or a presentation; save its text as .docx")
             : _("not a DOCX file: another ZIP archive under this name"));
    return NULL;
}

static const char *target_of(const struct relations *relations, const char *type)
{
    const struct relation *relation = docx_relation_of(relations, type);
    return relation ? relation->target : NULL;
}

static bool read_package(struct page *page, struct package *p)
{
    const char *part = main_part(p);
    if (!part)
        return false;
    struct word w = {.arena = page->arena, .package = p};
    w.relations = docx_relations(p, part);
    w.styles = docx_styles(p, target_of(&w.relations, "styles"));
    w.numbering = docx_numbering(p, target_of(&w.relations, "numbering"), &w.styles);
    if (p->failed || !docx_read_lines(&w, part))
        return false;
    emit(page, &w);
    return true;
}

bool acquire_read_docx(struct page *page, const char *bytes, size_t len)
{
    struct package p = {.arena = page->arena, .diags = page->diags, .path = page->path};
    bool good = docx_open(&p, bytes, len) && read_package(page, &p);
    docx_close(&p);
    return good;
}
