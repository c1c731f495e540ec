/* SPDX-License-Identifier: MIT */
/* --dump=digest: the issue in lines: sections, articles, and a figure a line as
 * id value=number|unit|label|approx|per|part-of|p:start-end, then outlook, base and body where
 * there are; what does not agree stands behind its article's figures. */
#include "digest/digest.h"

static void line_if(struct buf *b, const char *name, const char *text)
{
    if (text[0])
        buf_addf(b, "%s: %s\n", name, text);
}

static void dump_figure(struct buf *b, const struct keyfigure *k)
{
    buf_addf(b, "    %s %s=%s|%s|%s|%s|%s|%s|%s:%d-%d", k->id, k->value, k->number, k->unit,
             k->label, k->approx, k->per, k->part_of, k->p, k->start, k->end);
    if (k->outlook[0])
        buf_addf(b, " outlook=%s", k->outlook);
    if (k->base[0])
        buf_addf(b, " base=%s", k->base);
    if (k->about[0])
        buf_addf(b, " about=%s", k->about);
    buf_adds(b, "\n");
}

static void dump_article(struct buf *b, const struct digest_article *a)
{
    buf_addf(b, "  %s %s\n", a->article->id, a->article->headline);
    for (size_t i = 0; i < a->figure_count; i++)
        dump_figure(b, &a->figures[i]);
    for (size_t i = 0; i < a->doubt_count; i++)
        buf_addf(b, "    doubt %s %s\n", a->figures[a->doubts[i].figure].id, a->doubts[i].note);
}

static void dump_pick(struct buf *b, const struct digest *digest, const struct digest_pick *pick)
{
    const struct digest_article *a = &digest->articles[pick->article];
    const struct keyfigure *k = &a->figures[pick->figure];
    buf_addf(b, "pick %s/%s %s%s %s\n", a->article->id, k->id, k->value, k->unit, k->label);
}

void digest_text(struct buf *b, const struct digest *digest)
{
    line_if(b, "title", digest->title);
    line_if(b, digest->supplement ? "supplement" : "issue", digest->issue);
    line_if(b, "total issue", digest->total_issue);
    line_if(b, "date", digest->date);
    line_if(b, "office", digest->office);
    line_if(b, "copies", digest->copies);
    line_if(b, "superiors", digest->receivers[RECEIVERS_SUPERIORS]);
    line_if(b, "peers", digest->receivers[RECEIVERS_PEERS]);
    line_if(b, "subordinates", digest->receivers[RECEIVERS_SUBORDINATES]);
    line_if(b, "note", digest->note);
    for (size_t i = 0; i < digest->section_count; i++) {
        const struct digest_section *s = &digest->sections[i];
        buf_addf(b, "section %s\n", s->name[0] ? s->name : "-");
        for (size_t j = 0; j < s->count; j++)
            dump_article(b, &digest->articles[s->first + j]);
    }
    for (size_t i = 0; i < digest->pick_count; i++)
        dump_pick(b, digest, &digest->picks[i]);
}
