/* SPDX-License-Identifier: MIT */
/*
 * What stands above the text of an article: section, kicker, headline, subheadline, byline.
 *
 * A headline of two clauses, joined by an ideographic space, is printed on one line if it fits and
 * else broken at the joint. Over and under a headline that is centred kicker and subheadline are
 * centred too, if they stand over as many columns: only some ranks of headlines may be. Of a
 * subheadline whose further lines hang by the width of its —— they do not hang then.
 */
#include "page/article.h"

#include <string.h>

size_t head_length(const struct article *a)
{
    size_t count = 0;
    for (size_t i = 0; i < a->block_count; i++)
        count += utf8_count(a->blocks[i].text, strlen(a->blocks[i].text));
    return count;
}

/* The headline as it is printed: behind its label, on several lines broken at its joints. */
static const char *headline_text(const struct part *p, const struct format *f)
{
    struct setter *s = p->setter;
    const char *text =
        p->article->headline[0] ? flow_labelled(s, p->label, p->article->headline, p->number) : "";
    const char *joined = block_joint(s->arena, text, "\u2028");
    if (!strcmp(joined, text))
        return text;
    const struct lines *trial = block_trial(s, text, f, s->measure, diags_new(s->arena));
    return trial && trial->count > 1 ? joined : text;
}

/* How many lines a headline takes over so many columns. */
static size_t headline_lines(const struct part *p, const struct format *f, int columns)
{
    struct setter *s = p->setter;
    struct widening w = block_widen(s, p->galley, columns);
    const struct lines *lines =
        block_trial(s, headline_text(p, f), f, s->measure, diags_new(s->arena));
    block_narrow(s, p->galley, w);
    return lines ? lines->count : 0;
}

enum { ENOUGH = 3 /* lines of a headline */ };

/* Whether the headline in this format, if there is one, has no more lines than a headline should.
 */
static bool stands(const struct part *p, const struct format *f)
{
    int columns = p->setter->sheet->page.columns;
    return f && headline_lines(p, f, f->span == SPAN_AUTO ? columns : f->span) <= ENOUGH;
}

/* By the rank of the article: first of the issue, first of a section, long, short, or any other. A
 * headline that needs more lines is of the next rank below. */
const struct format *head_format(const struct part *p, const struct flow *flow)
{
    const struct article *a = p->article;
    if (a->kind == ARTICLE_PHOTO)
        return part_style(p, "photo-title");
    if (!flow)
        return part_style(p, "headline");
    bool opens = p->number > 0 && flow_opens_section(p->setter->digest, p->number);
    size_t length = head_length(a);
    bool is_long = length >= (size_t)flow->count;
    bool is_opening = p->number == 0 || (opens && length >= (size_t)flow->opens);
    const struct format *opening = flow->opening ? flow->opening : flow->lead;
    if (p->number == 0 && stands(p, flow->lead))
        return flow->lead;
    if (is_opening && stands(p, opening))
        return opening;
    if ((is_opening || is_long) && stands(p, flow->wide))
        return flow->wide;
    bool is_brief = flow->brief && p->number > 0 && !opens && length < (size_t)flow->fewer;
    return is_brief ? flow->brief : part_style(p, "headline");
}

int head_columns(const struct part *p)
{
    const struct format *f = p->headline;
    int columns = 1;
    if (f->span != SPAN_AUTO)
        return f->span;
    while (columns < p->setter->sheet->page.columns && headline_lines(p, f, columns) > ENOUGH)
        columns++;
    return columns;
}

int head_span(const struct part *p, const struct format *f)
{
    return f->span == SPAN_AUTO ? p->headline_span : f->span;
}

/* The format of a centred text, whose further lines do not hang. */
static const struct format *centred(struct setter *s, const struct format *format)
{
    struct format *f = arena_alloc(s->arena, sizeof *f);
    *f = *format;
    f->align = ALIGN_CENTER;
    if (f->text_indent < 0) {
        f->margin_left += f->text_indent;
        f->text_indent = 0;
    }
    return f;
}

/* The style of a kicker or subheadline, as the headline stands. */
static const struct format *beside_headline(const struct part *p, const char *style_name)
{
    const struct format *f = part_style(p, style_name);
    bool follows = p->headline->align == ALIGN_CENTER && f->align == ALIGN_LEFT &&
                   p->article->headline[0] && head_span(p, f) == head_span(p, p->headline);
    return follows ? centred(p->setter, f) : f;
}

void head_text(const struct part *p, const char *s, const char *style_name)
{
    const struct format *f = beside_headline(p, style_name);
    struct widening w = block_widen(p->setter, p->galley, head_span(p, f));
    block_text(p->setter, p->galley, s, f, p->article->headline_pos);
    block_narrow(p->setter, p->galley, w);
}

void head_headline(const struct part *p)
{
    struct setter *s = p->setter;
    const struct article *a = p->article;
    const struct format *f = p->headline;
    struct widening w = block_widen(s, p->galley, head_span(p, f));
    struct glyph_span span = block_span(headline_text(p, f), f, a->headline_pos);
    tag_heading(s, 2);
    const struct lines *lines = block_lines(s, &span, 1, f, s->measure);
    tag_close(s);
    if (lines) {
        struct layout_block b = block_paragraph(s, lines, f);
        b.outline = f->bookmark_level > 0 ? block_joint(s->arena, a->headline, " ") : NULL;
        block_append(s, p->galley, b);
    }
    block_narrow(s, p->galley, w);
}

void head_subheadline(const struct part *p)
{
    const char *s = p->article->subheadline;
    if (s[0])
        head_text(p, arena_printf(p->setter->arena, "——%s", s), "subheadline");
}

/* The outline has sections of its own (place.c). */
void head_section(const struct part *p, const struct flow *flow)
{
    struct setter *s = p->setter;
    if (!flow_opens_section(s->digest, p->number))
        return;
    tag_heading(s, 2);
    const char *name = flow_labelled(s, flow->text, s->fields.section, p->number);
    struct layout_block *b = block_text(s, p->galley, name, flow->format, flow->pos);
    tag_close(s);
    if (b)
        b->outline = NULL;
}

/* 记者 甲 乙　通讯员 丙: a role once for all neighbours that share it. */
const char *head_persons(struct arena *a, const struct article *article)
{
    struct buf b = {0};
    const char *role = "";
    for (size_t i = 0; i < article->person_count; i++) {
        const struct person *person = article->persons + i;
        bool same = i > 0 && !strcmp(person->role, role);
        role = person->role;
        if (i > 0)
            buf_adds(&b, same ? " " : "\u3000");
        if (!same && role[0])
            buf_addf(&b, person->name[0] ? "%s " : "%s", role);
        buf_adds(&b, person->name);
    }
    const char *persons = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return persons;
}

void head_byline(const struct part *p)
{
    if (p->article->dateline[0])
        return;
    part_text(p, head_persons(p->setter->arena, p->article), "byline");
}
