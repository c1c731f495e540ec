/* SPDX-License-Identifier: MIT */
/*
 * The flow: what is printed and in what order. One reader serves the flow, the masthead and the
 * running heads; which part may stand where is the schema's business, so that it is written once.
 * {fields} in texts are checked here, because a misspelt one would be printed as it stands.
 */
#include "format/sheet.h"

#include <string.h>
#include <unistd.h>

#include "digest/digest.h"

enum { DEEPEST = 3 }; /* masthead, row, text: all that the schema allows */

enum place { IN_FLOW, IN_ARTICLES, IN_REGION };

static const struct {
    const char *name;
    enum flow_kind kind;
} parts[] = {
    {"masthead", FLOW_MASTHEAD},
    {"colophon", FLOW_COLOPHON},
    {"articles", FLOW_ARTICLES},
    {"text", FLOW_TEXT},
    {"row", FLOW_ROW},
    {"rule", FLOW_RULE},
    {"image", FLOW_IMAGE},
    {"space", FLOW_SPACE},
    {"note", FLOW_NOTE},
    {"figure-band", FLOW_FIGURE_BAND},
    {"contents", FLOW_CONTENTS},
    {"figure-table", FLOW_FIGURE_TABLE},
    {"section", FLOW_SECTION},
    {"kicker", FLOW_KICKER},
    {"headline", FLOW_HEADLINE},
    {"subheadline", FLOW_SUBHEADLINE},
    {"byline", FLOW_BYLINE},
    {"body", FLOW_BODY},
    {"side", FLOW_SIDE},
    {"side-figures", FLOW_SIDE_FIGURES},
    {"separator", FLOW_SEPARATOR},
};

/* ---- texts -------------------------------------------------------------------------------- */

/* The first are known everywhere, the next in articles and on a page, then those of one of them. */
static const char *const fields[] = {
    "title",        "issue",        "issue-label", "total-issue",    "total-issue-label",
    "date",         "date-iso",     "office",      "copies",         "superiors",
    "peers",        "subordinates", "headline",    "section",        "source",
    "article-date", "number",       "number-zh",   "section-number", "section-number-zh",
    "page",         "pages",        NULL,
};
enum { KNOWN_EVERYWHERE = 12, KNOWN_TO_BOTH = 14, CONDITIONS = 16, KNOWN_IN_ARTICLES = 20 };

static int field_number(const char *name)
{
    int n = 0;
    while (fields[n] && strcmp(fields[n], name) != 0)
        n++;
    return n;
}

static bool known_in(int field, enum place place)
{
    if (place == IN_REGION)
        return field < KNOWN_TO_BOTH || field >= KNOWN_IN_ARTICLES;
    return field < (place == IN_ARTICLES ? KNOWN_IN_ARTICLES : KNOWN_EVERYWHERE);
}

static void check_field(struct reader *r, struct pos at, const char *name, enum place place)
{
    int n = field_number(name);
    if (fields[n] && known_in(n, place))
        return;
    const char *shown = format_excerpt(r->arena, name);
    if (fields[n]) {
        diag(r->diags, WARNING, at, "{%s} is empty here: it is known in %s only", shown,
             n < KNOWN_TO_BOTH       ? _("articles, headers and footers")
             : n < KNOWN_IN_ARTICLES ? _("articles")
                                     : _("headers and footers"));
        return;
    }
    const char *nearest = nearest_name(name, fields);
    if (nearest)
        diag(r->diags, ERROR, at, "unknown field {%s}; did you mean {%s}?", shown, nearest);
    else
        diag(r->diags, ERROR, at, "unknown field {%s}; the fields are %s", shown,
             format_words_text(r->arena, fields, NAMES_SHOWN));
}

/* A value of an attribute is said at the attribute, a text where its brace stands. */
static void check_fields(struct reader *r, struct pos at, const char *text, enum place place,
                         bool exact)
{
    for (const char *p = text; (p = strchr(p, '{')); p++) {
        size_t len = strcspn(p + 1, "{}");
        struct pos brace = exact ? xml_text_place(at, text, p) : at;
        if (p[1 + len] == '}')
            check_field(r, brace, arena_text(r->arena, p + 1, len), place);
        else
            diag(r->diags, WARNING, brace, "{ without }: printed as it stands");
    }
}

static void read_text(struct reader *r, struct flow *f, const struct xml_node *node,
                      enum place place)
{
    f->text = xml_text(r->arena, node);
    struct pos at = node->first && node->first->text ? node->first->pos : node->pos;
    check_fields(r, at, f->text, place, true);
}

/* What stands before each of several things of the same kind. */
static const char *read_label(struct reader *r, const struct xml_node *node, const char *name)
{
    struct xml_attribute a = format_attribute(node, name, "");
    check_fields(r, a.pos, a.value, IN_ARTICLES, false);
    return a.value;
}

static void read_condition(struct reader *r, struct flow *f, const struct xml_node *node,
                           enum place place)
{
    const char *known[CONDITIONS + 1] = {NULL};
    size_t count = place == IN_ARTICLES ? CONDITIONS : KNOWN_EVERYWHERE;
    memcpy(known, fields, count * sizeof *known);
    const struct xml_attribute *a = xml_attribute(node, "if");
    if (a)
        f->when = known[format_word(r, *a, known)];
}

/* ---- drawings ----------------------------------------------------------------------------- */

static struct border line(struct reader *r, const struct xml_node *node, const char *weight)
{
    const struct measures none = {0};
    const struct xml_attribute *color = xml_attribute(node, "color");
    const struct definition *body = format_definition(&r->styles, "p");
    struct xml_attribute given = format_attribute(node, "weight", weight);
    dist thickness = format_length(r, given, &none);
    format_doubt_weight(r, &given, thickness);
    return (struct border){.weight = thickness,
                           .color = color  ? format_color(r, *color)
                                    : body ? body->format->color
                                           : 0};
}

/* Without a least height a space does not shrink. */
static void read_height(struct reader *r, struct flow *f, const struct xml_node *node,
                        const struct measures *m)
{
    const struct xml_attribute *least = xml_attribute(node, "min-height");
    f->height = format_length(r, format_attribute(node, "height", "1行"), m);
    f->least = least ? format_length(r, *least, m) : f->height;
    if (f->least <= f->height)
        return;
    diag(r->diags, ERROR, least->pos, "min-height=\"%s\": more than the height (%s)",
         format_excerpt(r->arena, least->value), format_dist_text(r->arena, f->height));
    f->least = f->height;
}

static void read_drawing(struct reader *r, struct flow *f, const struct xml_node *node)
{
    const struct measures of_frame = format_measures(r);
    const struct measures m = {of_frame.em, of_frame.pitch, 0};
    if (f->kind == FLOW_RULE || f->kind == FLOW_SEPARATOR)
        f->width = format_length(r, format_attribute(node, "width", "0"), &of_frame);
    if (f->kind == FLOW_RULE) {
        f->space_before = format_length(r, format_attribute(node, "space-before", "0"), &m);
        f->space_after = format_length(r, format_attribute(node, "space-after", "0"), &m);
    }
    if (f->kind == FLOW_SPACE || f->kind == FLOW_SEPARATOR)
        read_height(r, f, node, &m);
    if (f->kind != FLOW_SPACE)
        f->line = line(r, node, f->kind == FLOW_RULE ? "0.4pt" : "0");
}

static void check_image_width(struct reader *r, const struct flow *f,
                              const struct xml_attribute *width, const struct measures *m)
{
    dist given = 0;
    if (format_length_fault(width->value, m, &given))
        return;
    if (given == 0)
        diag(r->diags, ERROR, width->pos, "%s=\"%s\": must be more than 0", width->name,
             width->value);
    if (f->width > r->frame_width)
        diag(r->diags, WARNING, width->pos,
             "%s=\"%s\": wider than the frame (%s), and printed no wider than that", width->name,
             width->value, format_dist_text(r->arena, r->frame_width));
}

/* A file is named from the sheet's folder. */
static void read_image(struct reader *r, struct flow *f, const struct xml_node *node)
{
    const struct measures of_frame = format_measures(r);
    const struct measures m = {of_frame.em, of_frame.pitch, 0};
    struct xml_attribute file = format_attribute(node, "file", "");
    struct xml_attribute width = format_attribute(node, "width", "20mm");
    int folder = file.value[0] == '/' ? 0 : (int)(path_base(file.pos.file) - file.pos.file);
    f->file = arena_printf(r->arena, "%.*s%s", folder, file.pos.file, file.value);
    f->pos = file.pos;
    f->text = xml_value(node, "alt", "");
    f->width = format_length(r, width, &of_frame);
    f->dpi = format_number(r, format_attribute(node, "dpi", "600"), COARSEST_DPI, FINEST_DPI);
    f->align = format_side(r, format_attribute(node, "align", "left"));
    f->space_before = format_length(r, format_attribute(node, "space-before", "0"), &m);
    f->space_after = format_length(r, format_attribute(node, "space-after", "0"), &m);
    check_image_width(r, f, &width, &of_frame);
}

/* ---- the flow ----------------------------------------------------------------------------- */

static struct flow *read_parts(struct reader *r, const struct xml_node *parent, enum place place,
                               int depth);

/* The list that subjects="…" names. Its own faults are said behind those of the sheet. */
static const struct digest_subjects *read_subjects(struct reader *r, const struct xml_attribute *a)
{
    const char *path = format_path(r->arena, r->folder, a->value, a->pos.file);
    const char *xsd = arena_printf(r->arena, "%s/subjects.xsd", r->folder);
    if (!access(path, F_OK))
        return digest_subjects_read(r->arena, path, xsd, r->lists);
    diag(r->diags, ERROR, a->pos, "subjects=\"%s\": there is no file %s",
         format_excerpt(r->arena, a->value), path);
    return NULL;
}

static void read_figures(struct reader *r, struct flow *f, const struct xml_node *node)
{
    const struct xml_attribute *subjects = xml_attribute(node, "subjects");
    f->charts = format_yes(r, format_attribute(node, "charts", "no"));
    f->spread = format_yes(r, format_attribute(node, "spread", "no"));
    f->listed = format_yes(r, format_attribute(node, "in-contents", "no"));
    if (subjects)
        f->subjects = read_subjects(r, subjects);
}

static const char *const ends[] = {"end", "foot", NULL}; /* of the issue, of its last page */

/* Parts of the flow stand over all columns, those of an article in one. A text, note or table has
 * the span of its style. */
static void read_span(struct reader *r, struct flow *f, const struct xml_node *node,
                      enum place place)
{
    const struct xml_attribute *span = xml_attribute(node, "span");
    bool styled = f->kind == FLOW_TEXT || f->kind == FLOW_NOTE ||
                  (f->kind == FLOW_FIGURE_TABLE && place == IN_ARTICLES);
    if (span || !styled)
        f->span =
            format_span(r, format_attribute(node, "span", place == IN_ARTICLES ? "1" : "all"));
    f->page_break = format_page_break(r, format_attribute(node, "page-break-before", "no"));
}

static const struct format *named_style(struct reader *r, const struct xml_node *node,
                                        const char *attribute)
{
    const struct xml_attribute *style = xml_attribute(node, attribute);
    return style ? format_style_named(r, style) : NULL;
}

static void read_headline(struct reader *r, struct flow *f, const struct xml_node *node)
{
    f->lead = named_style(r, node, "lead");
    f->opening = named_style(r, node, "section");
    f->wide = named_style(r, node, "long");
    f->brief = named_style(r, node, "short");
    f->opens = format_number(r, format_attribute(node, "section-chars", "1"), 1, 99999);
    f->count = format_number(r, format_attribute(node, "long-chars", "1200"), 1, 99999);
    f->fewer = format_number(r, format_attribute(node, "short-chars", "200"), 1, 99999);
}

static void read_styled(struct reader *r, struct flow *f, const struct xml_node *node)
{
    const struct xml_attribute *table = xml_attribute(node, "table");
    f->format = named_style(r, node, "style");
    const struct definition *d = table ? format_refer(r, &r->tables, N_("table"), table) : NULL;
    f->table = d ? d->table : NULL;
    f->title = xml_value(node, "title", "");
    if (f->kind == FLOW_FIGURE_BAND)
        f->count = format_number(r, format_attribute(node, "count", "5"), 1, 12);
    if (f->kind == FLOW_CONTENTS) {
        f->count = format_number(r, format_attribute(node, "least", "1"), 1, 999);
        f->most = format_number(r, format_attribute(node, "most", "0"), 0, 999);
    }
    if (f->kind == FLOW_COLOPHON)
        f->at_foot = format_word(r, format_attribute(node, "at", "end"), ends) == 1;
}

static void read_side(struct reader *r, struct flow *f, const struct xml_node *node)
{
    const struct xml_attribute *value = xml_attribute(node, "value");
    f->value = value ? format_style_named(r, value) : f->format;
    if (r->sheet->page.side_width == 0)
        diag(r->diags, ERROR, node->pos,
             "<%s> needs a side column: say side-width on <page> how wide it is", node->name);
}

static struct flow *read_part(struct reader *r, const struct xml_node *node, enum flow_kind kind,
                              enum place place, int depth)
{
    struct flow *f = arena_alloc(r->arena, sizeof *f);
    *f = (struct flow){
        .kind = kind, .text = "", .section_text = "", .title = "", .when = "", .pos = node->pos};
    read_styled(r, f, node);
    read_condition(r, f, node, place);
    read_span(r, f, node, place);
    if (kind == FLOW_FIGURE_TABLE)
        read_figures(r, f, node);
    if (kind == FLOW_TEXT)
        read_text(r, f, node, place);
    if (kind == FLOW_IMAGE)
        read_image(r, f, node);
    if (kind == FLOW_HEADLINE || kind == FLOW_SECTION || kind == FLOW_CONTENTS)
        f->text = read_label(r, node, "label");
    if (kind == FLOW_CONTENTS)
        f->section_text = read_label(r, node, "section-label");
    if (kind == FLOW_HEADLINE)
        read_headline(r, f, node);
    if (kind == FLOW_BODY)
        f->text = xml_value(node, "bullet", "");
    if (kind == FLOW_RULE || kind == FLOW_SPACE || kind == FLOW_SEPARATOR ||
        kind == FLOW_FIGURE_BAND)
        read_drawing(r, f, node);
    if (kind == FLOW_SIDE || kind == FLOW_SIDE_FIGURES)
        read_side(r, f, node);
    if (kind == FLOW_MASTHEAD || kind == FLOW_COLOPHON || kind == FLOW_ROW || kind == FLOW_SIDE)
        f->first = read_parts(r, node, place, depth + 1);
    if (kind == FLOW_ARTICLES)
        f->first = read_parts(r, node, IN_ARTICLES, depth + 1);
    return f;
}

/* All known parts below an element; others are the schema's business. */
static struct flow *read_parts(struct reader *r, const struct xml_node *parent, enum place place,
                               int depth)
{
    struct flow *first = NULL, **end = &first;
    for (const struct xml_node *n = depth < DEEPEST ? parent->first : NULL; n; n = n->next) {
        size_t i = 0;
        while (i < COUNT(parts) && (!n->name || strcmp(parts[i].name, n->name) != 0))
            i++;
        if (i == COUNT(parts))
            continue;
        *end = read_part(r, n, parts[i].kind, place, depth);
        end = &(*end)->next;
    }
    return first;
}

struct flow *format_region_parts(struct reader *r, const struct xml_node *node)
{
    return read_parts(r, node, IN_REGION, 1);
}

/* Parts that would print the same text twice, or whose lack would leave text unprinted. */
static void check_once(struct reader *r, const struct flow *list, enum flow_kind kind,
                       const char *name, struct pos lacking)
{
    int count = 0;
    for (const struct flow *f = list; f; f = f->next) {
        count += f->kind == kind;
        if (f->kind == kind && count == 2)
            diag(r->diags, ERROR, f->pos, "<%s> stands twice, and would be printed twice", name);
    }
    if (!count)
        diag(r->diags, WARNING, lacking, "no <%s> here: what it holds will not be printed", name);
}

void format_flow(struct reader *r)
{
    const struct xml_node *root = r->levels[r->level_count - 1];
    const struct xml_node *node = format_part(r, "flow");
    if (!node) {
        diag(r->diags, ERROR, root->pos, "the sheet has no <flow>");
        return;
    }
    r->sheet->flow = read_parts(r, node, IN_FLOW, 0);
    check_once(r, r->sheet->flow, FLOW_ARTICLES, _("articles"), node->pos);
    for (const struct flow *f = r->sheet->flow; f; f = f->next) {
        if (f->kind != FLOW_ARTICLES)
            continue;
        check_once(r, f->first, FLOW_HEADLINE, "headline", f->pos);
        check_once(r, f->first, FLOW_BODY, "body", f->pos);
    }
}
