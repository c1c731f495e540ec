/* SPDX-License-Identifier: MIT */
/*
 * The sheet's flow as blocks. Masthead and colophon are one block each, a stack of texts and rules
 * in their exact heights, so that only the whole is rounded to the grid and never cut. The articles
 * are set by several threads at once: each has its own arena, shaper and list of messages, and
 * what an article becomes depends on nothing but the article; the lists are joined in the order of
 * the articles. The rows of the issue's tables are set in the same way, run by run.
 */
#include "page/blocks.h"

#include <string.h>

enum { LEAST_END = 5 /* lines on the last page of an article */ };

/* ---- fields ------------------------------------------------------------------------------- */

/* 2024-12-23 as 2024年12月23日; anything else as it is. */
static const char *chinese_date(struct arena *a, const char *iso)
{
    int year, month, day;
    if (sscanf(iso, "%4d-%2d-%2d", &year, &month, &day) != 3)
        return iso;
    return arena_printf(a, "%d年%d月%d日", year, month, day);
}

/* 1 to 999 as 一 to 九百九十九; "" for 0, digits beyond. */
static const char *chinese_number(struct arena *a, size_t n)
{
    static const char *const digits[] = {"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    struct buf b = {0};
    if (n > 999)
        buf_addf(&b, "%zu", n);
    else if (n >= 100)
        buf_addf(&b, "%s百", digits[n / 100]);
    if (n > 100 && n <= 999 && n % 100 < 10 && n % 100)
        buf_adds(&b, digits[0]);
    if (n <= 999 && n % 100 >= 10)
        buf_addf(&b, "%s十", n < 20 ? "" : digits[n / 10 % 10]);
    if (n <= 999 && n % 10)
        buf_adds(&b, digits[n % 10]);
    const char *text = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return text;
}

static const char *number(struct arena *a, size_t n)
{
    return n ? arena_printf(a, "%zu", n) : "";
}

static const char *issue_label(struct arena *a, const char *form, const char *number)
{
    return number[0] ? arena_printf(a, form, number) : "";
}

static const char *field(struct arena *a, const char *name, size_t len, const struct digest *d,
                         const struct sheet *sheet, const struct fields *f)
{
    const char *title = d->title[0] ? d->title : sheet->title;
    const char *article_date = f->article_date ? chinese_date(a, f->article_date) : NULL;
    const struct {
        const char *name, *value;
    } table[] = {
        {"title", title},
        {"issue", d->issue},
        {"issue-label", issue_label(a, d->supplement ? "增刊第%s期" : "第%s期", d->issue)},
        {"total-issue", d->total_issue},
        {"total-issue-label", issue_label(a, "（总第%s期）", d->total_issue)},
        {"date", chinese_date(a, d->date)},
        {"date-iso", d->date},
        {"office", d->office},
        {"copies", d->copies},
        {"superiors", d->receivers[RECEIVERS_SUPERIORS]},
        {"peers", d->receivers[RECEIVERS_PEERS]},
        {"subordinates", d->receivers[RECEIVERS_SUBORDINATES]},
        {"headline", f->headline},
        {"section", f->section},
        {"source", f->source},
        {"article-date", article_date},
        {"number", number(a, f->number)},
        {"number-zh", chinese_number(a, f->number)},
        {"section-number", number(a, f->section_number)},
        {"section-number-zh", chinese_number(a, f->section_number)},
        {"page", f->page},
        {"pages", f->pages},
    };
    for (size_t i = 0; i < COUNT(table); i++)
        if (strlen(table[i].name) == len && !memcmp(table[i].name, name, len))
            return table[i].value ? table[i].value : "";
    return NULL;
}

/* Drops spaces at both ends and all but one of a row of ideographic spaces. */
static const char *trimmed(struct arena *a, const char *text)
{
    const char *end = text + strlen(text);
    for (const char *p = text; p < end && is_space(utf8_next(&p, end));)
        text = p;
    for (const char *p = end; p > text && is_space(utf8_previous(&p, text));)
        end = p;
    struct buf b = {0};
    uint32_t last = 0;
    for (const char *p = text; p < end;) {
        uint32_t code = utf8_next(&p, end);
        if (code != 0x3000 || last != 0x3000)
            buf_add_code(&b, code);
        last = code;
    }
    const char *result = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return result;
}

const char *flow_fields(struct arena *a, const char *text, const struct digest *digest,
                        const struct sheet *sheet, const struct fields *fields)
{
    struct buf b = {0};
    for (const char *p = text; *p;) {
        const char *close = *p == '{' ? strchr(p, '}') : NULL;
        const char *value =
            close ? field(a, p + 1, (size_t)(close - p - 1), digest, sheet, fields) : NULL;
        if (value) {
            buf_adds(&b, value);
            p = close + 1;
        } else {
            buf_add(&b, p++, 1);
        }
    }
    const char *filled = trimmed(a, b.text ? b.text : "");
    buf_release(&b);
    return filled;
}

bool flow_printed(const struct flow *flow, const struct digest *digest, const struct sheet *sheet,
                  const struct fields *fields)
{
    if (!flow->when || !flow->when[0])
        return true;
    struct arena *a = arena_new();
    const char *value = field(a, flow->when, strlen(flow->when), digest, sheet, fields);
    bool filled = value && value[0];
    arena_free(a);
    return filled;
}

/* The section of an article, or NULL. */
static const struct digest_section *section_of(const struct digest *d, size_t article)
{
    size_t low = 0, high = d->section_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (d->sections[middle].first <= article)
            low = middle;
        else
            high = middle;
    }
    return d->section_count > 0 ? d->sections + low : NULL;
}

const char *flow_section(const struct digest *d, size_t article)
{
    const struct digest_section *section = section_of(d, article);
    return section ? section->name : "";
}

bool flow_opens_section(const struct digest *d, size_t article)
{
    const struct digest_section *section = section_of(d, article);
    return section && section->first == article && section->name[0];
}

/* Of an article's section among those that have names; 0 if it has none. */
static size_t section_number(const struct digest *d, size_t article)
{
    const struct digest_section *section = section_of(d, article);
    size_t n = 0;
    if (!section || !section->name[0])
        return 0;
    for (const struct digest_section *i = d->sections; i <= section; i++)
        n += i->name[0] != '\0';
    return n;
}

bool flow_is_bare(const struct digest *d, size_t article)
{
    return article + 1 < d->article_count && d->articles[article].article->block_count == 0 &&
           d->articles[article + 1].article->block_count > 0;
}

struct fields flow_article_fields(struct setter *s, size_t article)
{
    const struct article *a = s->digest->articles[article].article;
    return (struct fields){.headline = block_joint(s->arena, a->headline, " "),
                           .section = flow_section(s->digest, article),
                           .source = path_base(a->source),
                           .article_date = a->date,
                           .number = article + 1,
                           .section_number = section_number(s->digest, article)};
}

const char *flow_labelled(struct setter *s, const char *label, const char *text, size_t article)
{
    if (!label[0])
        return text;
    struct fields fields = flow_article_fields(s, article);
    fields.headline = text;
    return flow_fields(s->arena, arena_printf(s->arena, "%s{headline}", label), s->digest, s->sheet,
                       &fields);
}

const struct flow *flow_find(const struct flow *first, enum flow_kind kind)
{
    for (; first; first = first->next)
        if (first->kind == kind)
            return first;
    return NULL;
}

/* ---- drawings ----------------------------------------------------------------------------- */

static const char *filled(const struct setter *s, const struct flow *flow)
{
    return flow_fields(s->arena, flow->text, s->digest, s->sheet, &s->fields);
}

static bool printed(const struct setter *s, const struct flow *flow)
{
    return flow_printed(flow, s->digest, s->sheet, &s->fields);
}

static bool has_heading(const struct tag *tag)
{
    const struct tag *child = tag->first;
    while (child && child->type != TAG_HEADING)
        child = child->next;
    return child != NULL;
}

/* The briefing's name is the title of the document; what has a place in the outline is a heading.
 * 0: neither. */
static int title_level(const struct setter *s, const struct flow *flow)
{
    if (strstr(flow->text, "{title}") && !has_heading(s->tag))
        return 1;
    return flow->format->bookmark_level > 0 ? 2 : 0;
}

/* Of a style that names a least size, fit.c says it. */
static void say_long_name(struct setter *s, const struct flow *flow, const char *name,
                          const struct lines *lines)
{
    if (lines && lines->count > 1 && !flow->format->least_size)
        diag(s->diags, WARNING, flow->pos,
             "the name \"%s\" takes %zu lines; give the style \"%s\" a smaller font-size, or less "
             "margin-left and margin-right",
             name, lines->count, flow->format->name);
}

static const struct lines *flow_lines(struct setter *s, const struct flow *flow)
{
    if (!printed(s, flow))
        return NULL;
    const char *text = filled(s, flow);
    const struct format *format = fit_format(s, text, flow->format, flow->pos);
    struct glyph_span span = block_span(text, format, flow->pos);
    int level = title_level(s, flow);
    if (level > 0)
        tag_heading(s, level);
    const struct lines *lines = block_lines(s, &span, 1, format, s->measure);
    if (level > 0)
        tag_close(s);
    if (level == 1 && !strcmp(flow->text, "{title}"))
        say_long_name(s, flow, text, lines);
    return lines;
}

/* A rule in the align of the text's frame: flush left, its spaces part of its slug. */
static void rule_slug(struct setter *s, struct slugs *slugs, const struct flow *flow)
{
    dist height = flow->space_before + flow->line.weight + flow->space_after;
    struct slug *slug = block_slug(s, slugs, height, KEEP_SOLID);
    dist width = flow->width > 0 ? flow->width : s->measure;
    block_fill(s, slug, 0, flow->space_before, width, flow->line.weight, flow->line.color);
}

/* A text in a stack: its lines, with the spaces of its format, in exact heights. */
static void text_slugs(struct setter *s, struct slugs *slugs, const struct lines *lines,
                       const struct format *format)
{
    if (format->space_before > 0)
        block_slug(s, slugs, format->space_before, KEEP_SOLID);
    struct layout_block b = block_paragraph(s, lines, format);
    for (size_t i = 0; i < b.slugs.count; i++) {
        struct slug *slug = block_slug(s, slugs, 0, KEEP_SOLID);
        *slug = b.slugs.items[i];
        slug->keep = KEEP_SOLID;
    }
    if (format->space_after > 0)
        block_slug(s, slugs, format->space_after, KEEP_SOLID);
}

struct row_part { /* a text or an image */
    const struct lines *lines;
    const struct format *format;
    struct page_item image;
    dist left, width;
};

static bool overlap(const struct row_part *a, const struct row_part *b)
{
    return a->left < b->left + b->width && b->left < a->left + a->width;
}

/* Whether all texts of a row stand on one line without touching. */
static bool row_fits(const struct row_part *parts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (parts[i].lines && parts[i].lines->count > 1)
            return false;
        for (size_t k = 0; k < i; k++)
            if (overlap(parts + i, parts + k))
                return false;
    }
    return true;
}

/* False for what is not printed. */
static bool set_part(struct setter *s, const struct flow *flow, struct row_part *out)
{
    *out = (struct row_part){.format = flow->format};
    if (flow->kind == FLOW_IMAGE) {
        if (!printed(s, flow) || !picture_item(s, flow, &out->image))
            return false;
        out->left = out->image.x;
        out->width = out->image.width;
        return true;
    }
    out->lines = flow_lines(s, flow);
    out->left = out->lines ? out->lines->items[0].left : 0;
    out->width = out->lines ? out->lines->items[0].width : 0;
    return out->lines != NULL;
}

static struct row_part *set_row(struct setter *s, const struct flow *row, size_t *count)
{
    struct row_part *parts = NULL, part;
    for (const struct flow *f = row->first; f; f = f->next)
        if (set_part(s, f, &part)) {
            parts = arena_grow(s->scratch, parts, *count, sizeof *parts);
            parts[(*count)++] = part;
        }
    return parts;
}

/* One below the other. */
static void stack_row(struct setter *s, struct slugs *slugs, const struct row_part *parts,
                      size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (parts[i].lines)
            text_slugs(s, slugs, parts[i].lines, parts[i].format);
        else
            block_item(s, block_slug(s, slugs, parts[i].image.height, KEEP_SOLID), parts[i].image);
}

/* Texts side by side on the baseline of the highest, images on their middle; one below the other
 * where they would touch. */
static void row_slug(struct setter *s, struct slugs *slugs, const struct flow *row)
{
    size_t count = 0;
    struct row_part *parts = set_row(s, row, &count);
    dist height = 0, baseline = 0, whole = 0;
    for (size_t i = 0; i < count; i++) {
        const struct format *f = parts[i].format;
        if (parts[i].lines && f->line_height > height) {
            height = f->line_height;
            baseline = block_baseline(height, f->font_size);
        }
        if (parts[i].image.height > whole)
            whole = parts[i].image.height;
    }
    whole = whole > height ? whole : height;
    if (count == 0 || !row_fits(parts, count)) {
        stack_row(s, slugs, parts, count);
        return;
    }
    struct slug *slug = block_slug(s, slugs, whole, KEEP_SOLID);
    for (size_t i = 0; i < count; i++) {
        parts[i].image.y = (whole - parts[i].image.height) / 2;
        if (parts[i].lines)
            block_line(s, slug, parts[i].lines, 0, 0, (whole - height) / 2 + baseline);
        else
            block_item(s, slug, parts[i].image);
    }
}

static void stack_part(struct setter *s, struct slugs *slugs, const struct flow *flow)
{
    if (!printed(s, flow))
        return;
    if (flow->kind == FLOW_TEXT) {
        const struct lines *lines = flow_lines(s, flow);
        if (lines)
            text_slugs(s, slugs, lines, flow->format);
    } else if (flow->kind == FLOW_ROW) {
        row_slug(s, slugs, flow);
    } else if (flow->kind == FLOW_RULE) {
        rule_slug(s, slugs, flow);
    } else if (flow->kind == FLOW_IMAGE) {
        picture_image(s, slugs, flow);
    } else if (flow->kind == FLOW_SPACE) {
        block_slug(s, slugs, flow->height, KEEP_SOLID);
    }
}

/* The colophon takes the last lines above it along, so that none stands alone on a page (GB/T 9704,
 * clause 7.4: no 版记 on a page without text). */
static void keep_with_text(struct galley *g, const struct layout_block *colophon, int columns)
{
    size_t above = g->count;
    while (above > 0 && g->blocks[above - 1].transient)
        above--;
    if (above == 0 || g->blocks[above - 1].turned)
        return;
    if (columns == 1 || g->blocks[above - 1].span == colophon->span)
        g->blocks[above - 1].keep_with_next = true;
}

static bool has_only_rules(const struct slugs *slugs)
{
    for (size_t i = 0; i < slugs->count; i++)
        for (size_t k = 0; k < slugs->items[i].count; k++)
            if (slugs->items[i].items[k].kind != ITEM_FILL)
                return false;
    return true;
}

/* Masthead, colophon, row or rule: one block that is never cut. A colophon whose texts are all
 * empty is not printed. */
static void stack(struct setter *s, struct galley *g, const struct flow *flow)
{
    struct layout_block b = {.article = NO_ARTICLE};
    bool container =
        flow->kind == FLOW_MASTHEAD || flow->kind == FLOW_COLOPHON || flow->kind == FLOW_SIDE;
    const struct flow *end = container ? NULL : flow->next;
    for (const struct flow *f = container ? flow->first : flow; f != end; f = f->next)
        stack_part(s, &b.slugs, f);
    b.keep_with_next = flow->kind == FLOW_RULE;
    b.at_foot = flow->at_foot;
    if (flow->kind == FLOW_COLOPHON && has_only_rules(&b.slugs))
        return;
    if (flow->kind == FLOW_COLOPHON)
        keep_with_text(g, &b, s->sheet->page.columns);
    block_append(s, g, b);
}

static void space(struct setter *s, struct galley *g, const struct flow *flow)
{
    struct layout_block b = {.transient = true, .least = flow->least, .article = NO_ARTICLE};
    block_slug(s, &b.slugs, flow->height, KEEP_SOLID);
    block_append(s, g, b);
}

static void text(struct setter *s, struct galley *g, const struct flow *flow)
{
    struct widening w = block_widen(s, g, flow->format->span);
    const struct lines *lines = flow_lines(s, flow);
    if (lines) {
        struct layout_block b = block_paragraph(s, lines, flow->format);
        if (flow->format->bookmark_level > 0)
            b.outline = filled(s, flow);
        block_append(s, g, b);
    }
    block_narrow(s, g, w);
}

void flow_drawing(struct setter *s, struct galley *g, const struct flow *flow)
{
    if (flow->kind == FLOW_SPACE && !printed(s, flow))
        return;
    switch (flow->kind) {
    case FLOW_MASTHEAD:
    case FLOW_COLOPHON:
    case FLOW_SIDE:
    case FLOW_ROW:
    case FLOW_RULE:
    case FLOW_IMAGE:
        stack(s, g, flow);
        break;
    case FLOW_SPACE:
        space(s, g, flow);
        break;
    case FLOW_TEXT:
        text(s, g, flow);
        break;
    default:
        BUG("flow part %d is no drawing", (int)flow->kind);
    }
}

/* ---- articles ----------------------------------------------------------------------------- */

struct setting { /* shared by the workers; each writes its own articles only */
    struct setter *setters;
    struct set_article *articles;
    struct setter *other;       /* of what is no article */
    struct issue_table *tables; /* of the flow */
    size_t table_count;
    const struct flow *articles_part; /* of the flow, or NULL */
};

/* The blocks from this one on begin a page. */
static void begin_page(struct galley *g, size_t first, enum page_break kind)
{
    while (first + 1 < g->count && g->blocks[first].transient)
        first++;
    if (first < g->count && kind > g->blocks[first].page_break)
        g->blocks[first].page_break = kind;
}

/* An article that has pages of its own, or shares them with a headline above it, does not end with
 * a page of a few lines: the last of them stay together. */
static void keep_end(struct galley *g)
{
    size_t lines = 0;
    for (size_t i = g->count; i-- > 0;) {
        struct slugs *slugs = &g->blocks[i].slugs;
        for (size_t k = slugs->count; k-- > 0;) {
            if (++lines >= LEAST_END)
                return;
            if (k > 0 && slugs->items[k].keep < KEEP_LINES)
                slugs->items[k].keep = KEEP_LINES;
            else if (k == 0 && i > 0)
                g->blocks[i - 1].keep_with_next = true;
        }
    }
}

/* Whether an article has a page of its own where the sheet says so: a headline without a text
 * shares that of the text behind it. Further ones above it stand below the article before them. */
static bool begins_page(const struct setter *s, size_t article)
{
    const struct digest *d = s->digest;
    if (article == 0 || flow_is_bare(d, article - 1))
        return article == 0;
    return d->articles[article].article->block_count > 0 || flow_is_bare(d, article) ||
           flow_opens_section(d, article);
}

/* The language of an article that is in another than the briefing, or NULL. */
static const char *foreign_language(const struct article *article)
{
    const char *lang = article->lang;
    return lang && lang[0] && strncmp(lang, "zh", 2) != 0 ? lang : NULL;
}

/* What is logged is printed at the end. */
static void end_scratch(struct setter *s)
{
    if (!s->logging)
        arena_clear(s->scratch);
}

/* A galley that outlives the scratch memory that it grew in. */
static void keep_blocks(struct setter *s, struct galley *g)
{
    struct layout_block *kept = arena_array(s->layout, g->count, sizeof *kept);
    if (g->count)
        memcpy(kept, g->blocks, g->count * sizeof *kept);
    g->blocks = kept;
    g->room = g->count;
}

static size_t count_contents(const struct setter *s)
{
    size_t count = 0;
    for (const struct flow *f = s->sheet->flow; f; f = f->next)
        count += f->kind == FLOW_CONTENTS;
    return count;
}

/* The entries of one article. What is to be said of its headline is said once. */
static void set_entries(struct setter *s, struct set_article *out, size_t index)
{
    out->entries = arena_array(s->layout, count_contents(s), sizeof *out->entries);
    struct galley *entry = out->entries;
    for (const struct flow *f = s->sheet->flow; f; f = f->next) {
        if (f->kind != FLOW_CONTENTS)
            continue;
        if (entry > out->entries)
            s->diags = diags_new(s->arena);
        struct widening w = block_widen(s, entry, f->span);
        entry->tag = s->tag = tag_new(s, TAG_TOC_ITEM);
        contents_entry(s, entry, index, f->text);
        block_narrow(s, entry, w);
        keep_blocks(s, entry++);
    }
}

static void set_article(const struct setting *job, size_t index, int worker)
{
    struct setter *s = job->setters + worker;
    struct set_article *out = job->articles + index;
    s->diags = out->diags = diags_new(s->arena);
    out->galley.tag = s->tag = tag_new(s, TAG_ART);
    s->tag->language = foreign_language(s->digest->articles[index].article);
    const struct flow *part = job->articles_part;
    if (part)
        article_galley(s, &out->galley, part->first, index);
    if (part && part->page_break && out->galley.count > 0) {
        if (begins_page(s, index))
            begin_page(&out->galley, 0, part->page_break);
        keep_end(&out->galley);
    }
    set_entries(s, out, index);
    keep_blocks(s, &out->galley);
    end_scratch(s);
}

/* The tables of the flow with their columns. */
static void begin_tables(struct setting *job)
{
    struct setter *s = job->other;
    struct diags *d = s->diags;
    for (const struct flow *f = s->sheet->flow; f; f = f->next) {
        if (f->kind != FLOW_FIGURE_TABLE)
            continue;
        struct galley none = {0};
        struct widening w = block_widen(s, &none, f->span);
        s->diags = diags_new(s->arena);
        job->tables = arena_grow(s->arena, job->tables, job->table_count, sizeof *job->tables);
        job->tables[job->table_count++] = figures_table(s, f);
        block_narrow(s, &none, w);
    }
    s->diags = d;
}

/* The tables take as long as many articles: they come first, beside these. */
static void set_part_of(void *context, size_t index, int worker)
{
    if (index == 0)
        begin_tables(context);
    else
        set_article(context, index - 1, worker);
}

struct tabling {
    struct setter *setters;
    struct issue_table *table;
    struct diags **diags; /* of each run */
};

static void set_run(void *context, size_t index, int worker)
{
    const struct tabling *job = context;
    struct setter *s = job->setters + worker;
    struct issue_table *t = job->table;
    s->diags = job->diags[index] = diags_new(s->arena);
    struct galley none = {0};
    struct widening w = block_widen(s, &none, t->flow->span);
    t->bodies[index] = s->tag = tag_new(s, TAG_BODY);
    figures_run(s, &t->rows[index], &t->columns, index);
    block_narrow(s, &none, w);
    end_scratch(s);
}

static struct setter *worker_setters(struct setter *s, const struct fonts *fonts, int jobs)
{
    struct setter *setters = arena_array(s->arena, (size_t)jobs, sizeof *setters);
    for (int i = 0; i < jobs; i++) {
        setters[i] = *s;
        setters[i].arena = arena_child(s->arena);
        setters[i].layout = arena_child(s->layout);
        setters[i].scratch = arena_child(s->layout);
        setters[i].shaper = glyph_shaper(setters[i].arena, fonts);
    }
    return setters;
}

/* The rows of a table in the flow, several articles at once. */
static void set_table(struct setter *s, struct setter *setters, int jobs, struct issue_table *t)
{
    struct tabling job = {setters, t, arena_array(s->arena, t->run_count, sizeof(struct diags *))};
    diags_append(s->diags, t->diags);
    parallel(jobs, t->run_count, set_run, &job);
    for (size_t i = 0; i < t->run_count; i++)
        diags_append(s->diags, job.diags[i]);
}

/* The log of page_dump holds the articles' paragraphs too; it is made with one worker. */
static void join_log(struct setter *s, const struct setter *worker)
{
    for (size_t i = 0; s->logging && i < worker->log_count; i++) {
        s->log = arena_grow(s->arena, s->log, s->log_count, sizeof *s->log);
        s->log[s->log_count++] = worker->log[i];
    }
}

struct set_articles flow_articles(struct setter *s, const struct fonts *fonts, int jobs)
{
    const struct digest *d = s->digest;
    const struct flow *articles = flow_find(s->sheet->flow, FLOW_ARTICLES);
    struct setting job = {.other = s,
                          .articles_part = articles,
                          .articles =
                              arena_array(s->arena, d->article_count, sizeof(struct set_article))};
    if (jobs < 1 || s->logging)
        jobs = 1;
    job.setters = worker_setters(s, fonts, jobs);
    parallel(jobs, d->article_count + 1, set_part_of, &job);
    for (size_t i = 0; i < d->article_count; i++)
        diags_append(s->diags, job.articles[i].diags);
    for (size_t i = 0; i < job.table_count; i++)
        set_table(s, job.setters, jobs, &job.tables[i]);
    join_log(s, &job.setters[0]);
    return (struct set_articles){job.articles, job.tables, job.table_count};
}

/* ---- the whole ---------------------------------------------------------------------------- */

static void append_articles(struct setter *s, struct galley *g, const struct set_articles *set)
{
    const struct digest *d = s->digest;
    struct tag *parent = s->tag;
    for (size_t i = 0, n = 0; i < d->article_count; i++) {
        if (n < d->section_count && i == d->sections[n].first) {
            parent = tag_add(s, TAG_SECT);
            parent->title = d->sections[n++].name;
        }
        tag_append(parent, set->articles[i].galley.tag);
        for (size_t k = 0; k < set->articles[i].galley.count; k++)
            block_append(s, g, set->articles[i].galley.blocks[k]);
    }
}

static void append_contents(struct setter *s, struct galley *g, const struct flow *flow,
                            const struct set_articles *set, size_t number)
{
    size_t count = s->digest->article_count;
    struct galley *entries = arena_array(s->layout, count, sizeof *entries);
    for (size_t i = 0; i < count; i++)
        entries[i] = set->articles[i].entries[number];
    contents_add(s, g, flow, entries);
}

static void flow_part(struct setter *s, struct galley *g, const struct flow *f,
                      const struct set_articles *set, size_t number)
{
    if (f->kind == FLOW_NOTE)
        block_text(s, g, s->digest->note, f->format, f->pos);
    else if (f->kind == FLOW_FIGURE_BAND)
        band_add(s, g, f);
    else if (f->kind == FLOW_CONTENTS)
        append_contents(s, g, f, set, number);
    else if (f->kind == FLOW_FIGURE_TABLE)
        figures_issue(s, g, set->tables + number);
    else
        flow_drawing(s, g, f);
}

void flow_galley(struct setter *s, struct galley *g, const struct set_articles *set)
{
    size_t table = 0, contents = 0, entries = count_contents(s);
    for (size_t i = 0; i < s->digest->article_count; i++)
        g->room += set->articles[i].galley.count + entries;
    g->blocks = arena_array(s->scratch, g->room, sizeof *g->blocks);
    for (const struct flow *f = s->sheet->flow; f; f = f->next) {
        if (f->kind == FLOW_ARTICLES) {
            append_articles(s, g, set);
            continue;
        }
        struct widening w = block_widen(s, g, f->span);
        size_t number = f->kind == FLOW_FIGURE_TABLE ? table++ : contents;
        contents += f->kind == FLOW_CONTENTS;
        flow_part(s, g, f, set, number);
        block_narrow(s, g, w);
        begin_page(g, w.first, f->page_break);
    }
    for (size_t i = 0, n = 0; i < g->count; i++)
        if (g->blocks[i].outline && !g->blocks[i].anchor && g->blocks[i].article == NO_ARTICLE)
            g->blocks[i].anchor = arena_printf(s->arena, "text-%zu", ++n);
}

struct setter *flow_setter(struct arena *a, const struct digest *digest, const struct sheet *sheet,
                           const struct fonts *fonts, struct diags *d)
{
    struct setter *s = arena_alloc(a, sizeof *s);
    struct arena *layout = arena_new();
    *s = (struct setter){.arena = a,
                         .items = arena_child(a),
                         .layout = layout,
                         .scratch = layout,
                         .tag = arena_alloc(a, sizeof(struct tag)),
                         .shaper = glyph_shaper(a, fonts),
                         .diags = d,
                         .sheet = sheet,
                         .digest = digest,
                         .span = 1,
                         .measure = format_measure(&sheet->page, 1)};
    return s;
}
