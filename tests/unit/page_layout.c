/* SPDX-License-Identifier: MIT */
/*
 * The whole stage on a small sheet and a small issue, both made by hand: what is printed, where the
 * numbers and links lead, and that nothing is lost and nothing depends on the number of threads.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <hb.h>
#include <string.h>

#include "page/page.h"

enum { SIZE = 21 * PT / 2, PITCH = 18 * PT, TOP = 72 * PT, GRID = 20, INK = 0x1A1A1A };

/* ---- a sheet ------------------------------------------------------------------------------ */

/* In the order of their names: format_style() looks them up by halving. */
static const char *const style_names[] = {"band-label",
                                          "band-number",
                                          "band-title",
                                          "band-unit",
                                          "byline",
                                          "caption",
                                          "contents-entry",
                                          "contents-section",
                                          "contents-title",
                                          "credit",
                                          "dateline",
                                          "heading",
                                          "headline",
                                          "item",
                                          "kicker",
                                          "note",
                                          "p",
                                          "photo-title",
                                          "quote",
                                          "subheadline"};

static struct format *base_format(struct arena *a, const char *name)
{
    struct format *f = arena_alloc(a, sizeof *f);
    *f = (struct format){.name = name,
                         .font = ROLE_SONGTI,
                         .latin = ROLE_SONGTI,
                         .font_size = SIZE,
                         .latin_size = SIZE,
                         .color = INK,
                         .align = ALIGN_LEFT,
                         .line_height = PITCH,
                         .orphans = 2,
                         .widows = 2,
                         .line_break = BREAK_GB,
                         .punctuation = PUNCTUATION_TRIM,
                         .autospace = SIZE / 4};
    return f;
}

static struct format *named(struct sheet *sheet, const char *name)
{
    for (size_t i = 0; i < sheet->format_count; i++)
        if (!strcmp(sheet->formats[i]->name, name))
            return sheet->formats[i];
    fail();
    return NULL;
}

static void make_styles(struct arena *a, struct sheet *sheet)
{
    sheet->formats = arena_array(a, COUNT(style_names), sizeof *sheet->formats);
    sheet->format_count = COUNT(style_names);
    for (size_t i = 0; i < COUNT(style_names); i++)
        sheet->formats[i] = base_format(a, style_names[i]);
    named(sheet, "p")->align = ALIGN_JUSTIFY;
    named(sheet, "p")->text_indent = 2 * SIZE;
    struct format *headline = named(sheet, "headline");
    headline->font_size = headline->latin_size = 17 * PT;
    headline->line_height = 24 * PT;
    headline->lines = 2;
    headline->bookmark_level = 2;
    headline->keep_with_next = headline->keep_together = true;
    headline->color = 0x0000FF;
    named(sheet, "kicker")->keep_with_next = true;
    named(sheet, "contents-section")->bookmark_level = 1;
    struct format *number = named(sheet, "band-number");
    number->font_size = number->latin_size = 22 * PT;
    number->line_height = 28 * PT;
}

static struct table_format *make_table(struct arena *a, struct sheet *sheet, const char *name,
                                       const struct table_column *columns, size_t count)
{
    struct table_format *t = arena_alloc(a, sizeof *t);
    const struct format *caption = named(sheet, "caption");
    *t = (struct table_format){.name = name,
                               .caption = caption,
                               .head = caption,
                               .cell = caption,
                               .approx = caption,
                               .group = caption,
                               .top = {PT, INK},
                               .below_head = {PT / 2, INK},
                               .bottom = {PT, INK},
                               .padding = SIZE / 2,
                               .part_indent = SIZE,
                               .keep_rows = 12,
                               .continued = "（续表）",
                               .group_continued = "（续）"};
    t->columns = arena_array(a, count, sizeof *t->columns);
    memcpy(t->columns, columns, count * sizeof *columns);
    t->column_count = count;
    return t;
}

static struct flow *add_flow(struct arena *a, struct flow *parent, enum flow_kind kind)
{
    struct flow *f = arena_alloc(a, sizeof *f);
    *f = (struct flow){.kind = kind, .text = "", .section_text = "", .title = "", .when = ""};
    struct flow **end = &parent->first;
    while (*end)
        end = &(*end)->next;
    return *end = f;
}

static void add_text(struct arena *a, struct sheet *sheet, struct flow *parent, const char *style,
                     const char *text)
{
    struct flow *f = add_flow(a, parent, FLOW_TEXT);
    f->format = named(sheet, style);
    f->text = text;
}

static void make_flow(struct arena *a, struct sheet *sheet)
{
    static const struct table_column in_article[] = {{FIELD_LABEL, "指标", 300, ALIGN_LEFT, false},
                                                     {FIELD_VALUE, "数值", 250, ALIGN_RIGHT, false},
                                                     {FIELD_UNIT, "单位", 150, ALIGN_LEFT, false},
                                                     {FIELD_NOTE, "说明", 300, ALIGN_LEFT, false}};
    static const struct table_column in_issue[] = {{FIELD_LABEL, "指标", 400, ALIGN_LEFT, false},
                                                   {FIELD_VALUE, "数值", 200, ALIGN_RIGHT, false},
                                                   {FIELD_ARTICLE, "出处", 250, ALIGN_LEFT, false},
                                                   {FIELD_PAGE, "页", 150, ALIGN_RIGHT, false}};
    struct flow top = {0};
    struct flow *masthead = add_flow(a, &top, FLOW_MASTHEAD);
    add_flow(a, masthead, FLOW_RULE)->line = (struct border){3 * PT, 0xFF0000};
    add_text(a, sheet, masthead, "note", "{title}　{issue-label}　{date}");
    add_text(a, sheet, masthead, "note", "{office}");
    struct flow *band = add_flow(a, &top, FLOW_FIGURE_BAND);
    band->title = "本期数字";
    band->format = named(sheet, "band-title");
    band->count = 3;
    struct flow *contents = add_flow(a, &top, FLOW_CONTENTS);
    contents->title = "目录";
    contents->format = named(sheet, "contents-title");
    struct flow *articles = add_flow(a, &top, FLOW_ARTICLES);
    struct flow *separator = add_flow(a, articles, FLOW_SEPARATOR);
    separator->height = 2 * PITCH;
    separator->line = (struct border){PT / 2, 0x00FF00};
    static const enum flow_kind parts[] = {FLOW_KICKER, FLOW_HEADLINE, FLOW_SUBHEADLINE,
                                           FLOW_BYLINE, FLOW_BODY,     FLOW_FIGURE_TABLE};
    struct flow *part = NULL;
    for (size_t i = 0; i < COUNT(parts); i++)
        part = add_flow(a, articles, parts[i]);
    part->table = make_table(a, sheet, "figures", in_article, COUNT(in_article));
    part->title = "关键数据";
    struct flow *summary = add_flow(a, &top, FLOW_FIGURE_TABLE);
    summary->table = make_table(a, sheet, "summary", in_issue, COUNT(in_issue));
    summary->title = "汇总";
    add_text(a, sheet, &top, "note", "完");
    sheet->flow = top.first;
}

static struct sheet *make_sheet(struct arena *a)
{
    struct sheet *sheet = arena_alloc(a, sizeof *sheet);
    static struct font_family families[] = {{"Noto Serif CJK SC", {0}}};
    *sheet = (struct sheet){.name = "small",
                            .title = "小报",
                            .path = "small.xml",
                            .picture = {.absent_label = ""},
                            .page = {.width = 354 * PT,
                                     .height = 504 * PT,
                                     .left = 72 * PT,
                                     .right = 72 * PT,
                                     .top = TOP,
                                     .bottom = 72 * PT,
                                     .pitch = PITCH,
                                     .grid_lines = GRID,
                                     .grid_chars = 20,
                                     .columns = 1}};
    for (int i = 0; i < ROLE_COUNT; i++)
        sheet->fonts[i] = (struct font_list){.families = families, .count = 1};
    make_styles(a, sheet);
    make_flow(a, sheet);
    struct flow header = {0}, footer = {0};
    add_text(a, sheet, &header, "note", "{title}");
    add_text(a, sheet, &header, "credit", "{headline}");
    named(sheet, "credit")->align = ALIGN_RIGHT;
    add_text(a, sheet, &footer, "note", "{page}/{pages}");
    sheet->page.headers[REGION_ALL] = (struct region){.first = header.first, .distance = 12 * PT};
    sheet->page.footers[REGION_ALL] =
        (struct region){.first = footer.first, .distance = 24 * PT, .on_first = true};
    return sheet;
}

/* ---- an issue ----------------------------------------------------------------------------- */

struct issue {
    struct arena *arena;
    struct sheet *sheet;
    struct digest digest;
    struct fonts *fonts;
    struct pages *pages;
    struct buf text;
};

static struct article *make_article(struct arena *a, const char *id, const char *headline)
{
    struct article *article = arena_alloc(a, sizeof *article);
    *article = (struct article){.id = id,
                                .source = "x.txt",
                                .date = "2031-03-04",
                                .lang = "zh-CN",
                                .section = "",
                                .kicker = "",
                                .headline = headline,
                                .subheadline = "",
                                .dateline = ""};
    return article;
}

static struct block *add_block(struct arena *a, struct article *article, enum block_kind kind,
                               const char *text)
{
    article->blocks = arena_grow(a, article->blocks, article->block_count, sizeof *article->blocks);
    struct block *b = article->blocks + article->block_count++;
    *b = (struct block){.kind = kind,
                        .id = arena_printf(a, "p%zu", article->block_count),
                        .text = text,
                        .source = "",
                        .lines = "",
                        .rest = "",
                        .href = "",
                        .caption = "",
                        .credit = ""};
    return b;
}

/* A paragraph of n different characters. */
static const char *words(struct arena *a, int n, uint32_t first)
{
    struct buf b = {0};
    for (int i = 0; i < n; i++)
        buf_add_code(&b, first + (uint32_t)i % 500);
    const char *text = arena_text(a, b.text, b.len);
    buf_release(&b);
    return text;
}

static void add_person(struct arena *a, struct article *article, const char *role, const char *name)
{
    article->persons =
        arena_grow(a, article->persons, article->person_count, sizeof *article->persons);
    article->persons[article->person_count++] = (struct person){role, name};
}

static void add_figure(struct arena *a, struct article *article, struct keyfigure figure)
{
    article->figures =
        arena_grow(a, article->figures, article->figure_count, sizeof *article->figures);
    figure.p = "p1";
    figure.number = figure.number ? figure.number : "";
    figure.text = figure.text ? figure.text : "";
    figure.approx = figure.approx ? figure.approx : "";
    figure.per = figure.per ? figure.per : "";
    figure.outlook = figure.outlook ? figure.outlook : "";
    figure.part_of = figure.part_of ? figure.part_of : "";
    figure.about = figure.about ? figure.about : "";
    article->figures[article->figure_count++] = figure;
}

static void add_article(struct issue *i, const struct article *article)
{
    struct digest *d = &i->digest;
    struct digest_article *items = arena_array(i->arena, d->article_count + 1, sizeof *items);
    if (d->article_count > 0)
        memcpy(items, d->articles, d->article_count * sizeof *items);
    items[d->article_count] = (struct digest_article){
        .article = article, .figures = article->figures, .figure_count = article->figure_count};
    d->articles = items;
    d->article_count++;
}

/* An article of as many figures that are all alike. */
static void add_figures_article(struct issue *i, const char *headline, int count)
{
    struct article *a = make_article(i->arena, "a-1", headline);
    for (int k = 0; k < count; k++)
        add_figure(i->arena, a,
                   (struct keyfigure){.id = arena_printf(i->arena, "k%d", k),
                                      .label = "桥墩",
                                      .value = "5",
                                      .unit = "个"});
    add_article(i, a);
}

static void add_section(struct issue *i, const char *name, size_t count)
{
    struct digest *d = &i->digest;
    size_t first = d->section_count > 0 ? d->sections[d->section_count - 1].first +
                                              d->sections[d->section_count - 1].count
                                        : 0;
    d->sections = arena_grow(i->arena, d->sections, d->section_count, sizeof *d->sections);
    d->sections[d->section_count++] = (struct digest_section){name, first, count};
}

static int start(void **state)
{
    struct arena *a = arena_new();
    struct issue *i = arena_alloc(a, sizeof *i);
    *i = (struct issue){.arena = a, .sheet = make_sheet(a)};
    i->digest = (struct digest){.title = "",
                                .issue = "7",
                                .total_issue = "",
                                .date = "2031-03-04",
                                .office = "",
                                .note = "",
                                .copies = "",
                                .receivers = {"", "", ""}};
    *state = i;
    return 0;
}

static int finish(void **state)
{
    struct issue *i = *state;
    buf_release(&i->text);
    arena_free(i->arena);
    return 0;
}

static void lay_out(struct issue *i, int jobs)
{
    struct diags *d = diags_new(i->arena);
    if (i->digest.section_count == 0)
        add_section(i, "", i->digest.article_count);
    i->fonts = glyph_fonts(i->arena, i->sheet, NULL, NULL, d);
    const struct page_options options = {.jobs = jobs};
    i->pages = page_build(i->arena, &i->digest, i->sheet, i->fonts, &options, d);
    buf_release(&i->text);
    i->text = (struct buf){0};
    page_text(&i->text, i->pages, i->fonts);
}

/* ---- what is on the pages ----------------------------------------------------------------- */

static const char *item_words(struct arena *a, const struct page_item *item)
{
    struct buf b = {0};
    for (size_t i = 0; i < item->count; i++)
        buf_add(&b, item->text + item->glyphs[i].text, item->glyphs[i].text_len);
    const char *text = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return text;
}

/* The first text item with these words in it, and its page. */
static const struct page_item *find(struct issue *i, const char *part, size_t *page)
{
    for (size_t p = 0; p < i->pages->count; p++)
        for (size_t k = 0; k < i->pages->items[p].count; k++) {
            const struct page_item *item = i->pages->items[p].items + k;
            if (item->kind != ITEM_TEXT || !strstr(item_words(i->arena, item), part))
                continue;
            if (page)
                *page = p;
            return item;
        }
    return NULL;
}

/* The first text item with these words on this page. */
static const struct page_item *on_page(struct issue *i, size_t page, const char *part)
{
    for (size_t k = 0; k < i->pages->items[page].count; k++) {
        const struct page_item *item = i->pages->items[page].items + k;
        if (item->kind == ITEM_TEXT && strstr(item_words(i->arena, item), part))
            return item;
    }
    fail_msg("%s is not on page %zu", part, page);
    return NULL;
}

static size_t count_words(struct issue *i, const char *part)
{
    size_t count = 0;
    for (size_t p = 0; p < i->pages->count; p++)
        for (size_t k = 0; k < i->pages->items[p].count; k++) {
            const struct page_item *item = i->pages->items[p].items + k;
            count += item->kind == ITEM_TEXT && strstr(item_words(i->arena, item), part);
        }
    return count;
}

static dist right_of(const struct page_item *item)
{
    return item->x + item->width;
}

/* Where the body of glyph n, which is as wide as the face says, ends. */
static dist end_of_glyph(struct issue *i, const struct page_item *item, size_t n)
{
    const struct glyph_face *face = glyph_face(i->fonts, item->face);
    const struct page_glyph *glyph = item->glyphs + n;
    hb_position_t advance = hb_font_get_glyph_h_advance(face->font, glyph->id);
    return item->x + glyph->x + dist_scale(advance, item->size, face->units_per_em);
}

/* The first item of this kind that has this name or, without a name, any; and its page. */
static const struct page_item *find_item(struct issue *i, enum item_kind kind, const char *name,
                                         size_t *page)
{
    for (size_t p = 0; p < i->pages->count; p++)
        for (size_t k = 0; k < i->pages->items[p].count; k++) {
            const struct page_item *item = i->pages->items[p].items + k;
            if (item->kind != kind || (name && strcmp(item->name, name)))
                continue;
            if (page)
                *page = p;
            return item;
        }
    return NULL;
}

static bool has_anchor(struct issue *i, const char *name, size_t *page)
{
    return find_item(i, ITEM_ANCHOR, name, page) != NULL;
}

/* ---- tests -------------------------------------------------------------------------------- */

static void the_masthead_leaves_empty_fields_out(void **state)
{
    struct issue *i = *state;
    lay_out(i, 1);
    assert_int_equal(i->pages->count, 1);
    assert_non_null(find(i, "小报　第7期　2031年3月4日", NULL));
    assert_string_equal(i->pages->title, "小报 第7期");
    assert_null(find(i, "目录", NULL));
    assert_null(find(i, "本期数字", NULL));
    assert_null(find(i, "汇总", NULL));
}

static void the_head_of_an_article_is_in_order(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    a->kicker = "南岸新区";
    a->subheadline = "全长三里";
    add_person(i->arena, a, "记者", "甲木");
    add_person(i->arena, a, "记者", "乙火");
    add_person(i->arena, a, "通讯员", "丙土");
    add_block(i->arena, a, BLOCK_P, words(i->arena, 30, 0x4E00));
    add_article(i, a);
    lay_out(i, 1);
    const struct page_item *kicker = find(i, "南岸新区", NULL), *sub = find(i, "——全长三里", NULL);
    const struct page_item *byline = find(i, "记者 甲木 乙火　通讯员 丙土", NULL);
    assert_non_null(kicker);
    assert_non_null(sub);
    assert_non_null(byline);
    assert_true(kicker->y < sub->y);
    assert_true(sub->y < byline->y);
}

static void persons_stand_behind_the_dateline(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    a->dateline = "本报东湖讯";
    add_person(i->arena, a, "记者", "甲木");
    add_block(i->arena, a, BLOCK_P, "桥通了。");
    named(i->sheet, "dateline")->color = 0x777777;
    add_article(i, a);
    lay_out(i, 1);
    const struct page_item *dateline = find(i, "本报东湖讯（记者 甲木）", NULL);
    const struct page_item *text = find(i, "桥通了。", NULL);
    assert_non_null(dateline);
    assert_non_null(text);
    assert_int_equal(dateline->color, 0x777777);
    assert_int_equal(dateline->y, text->y);
    assert_int_equal(dateline->x, 72 * PT + 2 * SIZE);
    assert_int_equal(count_words(i, "甲木"), 1);
}

static void a_dateline_without_paragraph_has_its_own_line(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    a->dateline = "本报东湖讯";
    add_block(i->arena, a, BLOCK_HEADING, "起因");
    add_article(i, a);
    lay_out(i, 1);
    assert_non_null(find(i, "本报东湖讯", NULL));
    assert_true(find(i, "本报东湖讯", NULL)->y < find(i, "起因", NULL)->y);
}

static void a_long_headline_is_broken_at_its_joint(void **state)
{
    struct issue *i = *state;
    add_article(i, make_article(i->arena, "a-1", "东湖新桥今日通车　两岸居民往来更便捷"));
    add_article(i, make_article(i->arena, "a-2", "短题　两句"));
    lay_out(i, 1);
    size_t first = 0, second = 0;
    for (size_t k = 0; k < i->pages->items[0].count; k++) {
        const struct page_item *item = i->pages->items[0].items + k;
        if (item->kind != ITEM_TEXT || item->color != 0x0000FF)
            continue;
        first += !strcmp(item_words(i->arena, item), "东湖新桥今日通车");
        second += !strcmp(item_words(i->arena, item), "短题　两句");
    }
    assert_int_equal(first, 1);
    assert_int_equal(second, 1);
}

static void all_kinds_of_blocks_are_printed(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    struct item items[] = {{"一是", "修路；", {0}}, {"2.", "架桥。", {0}}};
    struct cell cells[] = {{.text = "名", .heading = true, .columns = 1, .rows = 1},
                           {.text = "数", .heading = true, .columns = 1, .rows = 1},
                           {.text = "桥墩", .columns = 1, .rows = 1},
                           {.text = "八", .columns = 1, .rows = 1},
                           {.text = "合并格", .columns = 2, .rows = 1}};
    struct row rows[] = {{.cells = cells, .count = 2, .head = true},
                         {.cells = cells + 2, .count = 2},
                         {.cells = cells + 4, .count = 1}};
    add_block(i->arena, a, BLOCK_HEADING, "起因");
    struct block *list = add_block(i->arena, a, BLOCK_LIST, "");
    list->items = items;
    list->item_count = 2;
    add_block(i->arena, a, BLOCK_QUOTE, "引文一句。");
    struct block *figure = add_block(i->arena, a, BLOCK_FIGURE, "");
    figure->caption = "▲新桥夜景。";
    figure->credit = "丁金摄";
    struct block *table = add_block(i->arena, a, BLOCK_TABLE, "");
    table->caption = "桥的尺寸";
    table->rows = rows;
    table->row_count = 3;
    add_article(i, a);
    lay_out(i, 1);
    static const char *const expected[] = {"起因",       "修路；",     "架桥。",   "引文一句。",
                                           "新桥夜景。", "（丁金摄）", "桥的尺寸", "名",
                                           "数",         "桥墩",       "八",       "合并格"};
    for (size_t k = 0; k < COUNT(expected); k++)
        if (!find(i, expected[k], NULL))
            fail_msg("%s is not on the page", expected[k]);
    assert_null(find(i, "▲", NULL));
    assert_int_equal(find(i, "数", NULL)->x, find(i, "八", NULL)->x);
}

/* Where the whole part of a number ends: left of its point, or behind its last digit. */
static dist point_of(struct issue *i, const char *number, size_t whole)
{
    const struct page_item *item = find(i, number, NULL);
    assert_non_null(item);
    return end_of_glyph(i, item, whole - 1);
}

static void decimal_points_stand_below_each_other(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    static const struct {
        const char *text;
        size_t whole;
    } numbers[] = {{"1,205.5", 5}, {"98", 2}, {"-0.375", 2}, {"7.25%", 1}};
    struct row rows[COUNT(numbers)];
    struct cell cells[COUNT(numbers)][2];
    for (size_t k = 0; k < COUNT(numbers); k++) {
        cells[k][0] = (struct cell){.text = "名", .columns = 1, .rows = 1};
        cells[k][1] = (struct cell){.text = numbers[k].text, .columns = 1, .rows = 1};
        rows[k] = (struct row){.cells = cells[k], .count = 2};
    }
    struct block *table = add_block(i->arena, a, BLOCK_TABLE, "");
    table->caption = "";
    table->rows = rows;
    table->row_count = COUNT(rows);
    add_article(i, a);
    lay_out(i, 1);
    for (size_t k = 1; k < COUNT(numbers); k++)
        assert_int_equal(point_of(i, numbers[k].text, numbers[k].whole),
                         point_of(i, numbers[0].text, numbers[0].whole));
}

static void a_photo_item_has_its_own_title_style(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "湖畔晨光");
    a->kind = ARTICLE_PHOTO;
    add_block(i->arena, a, BLOCK_FIGURE, "")->caption = "清晨的湖。";
    named(i->sheet, "photo-title")->color = 0x123456;
    add_article(i, a);
    lay_out(i, 1);
    bool found = false;
    for (size_t k = 0; k < i->pages->items[0].count; k++) {
        const struct page_item *item = i->pages->items[0].items + k;
        found |= item->kind == ITEM_TEXT && item->color == 0x123456;
    }
    assert_true(found);
    assert_non_null(find(i, "清晨的湖。", NULL));
}

static void figures_are_tabled_with_parts_below_their_total(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    add_block(i->arena, a, BLOCK_P, "桥通了。");
    add_figure(i->arena, a,
               (struct keyfigure){.id = "k1", .label = "总投资", .value = "36", .unit = "亿元"});
    add_figure(i->arena, a,
               (struct keyfigure){
                   .id = "k2", .label = "桥墩", .value = "15万余", .unit = "根", .approx = "余"});
    add_figure(i->arena, a,
               (struct keyfigure){.id = "k3",
                                  .label = "贷款",
                                  .value = "12",
                                  .unit = "亿元",
                                  .part_of = "k1",
                                  .per = "年",
                                  .approx = "近",
                                  .text = "年均贷款近12亿元"});
    add_article(i, a);
    lay_out(i, 1);
    const struct page_item *total = find(i, "总投资", NULL), *part = find(i, "贷款", NULL);
    const struct page_item *other = find(i, "桥墩", NULL);
    assert_true(total->y < part->y && part->y < other->y);
    assert_int_equal(part->x - total->x, SIZE);
    assert_int_equal(other->x, total->x);
    assert_non_null(find(i, "年均，近", NULL));
    /* The digits of all values end at the same place. */
    const struct page_item *whole = find(i, "36", NULL), *tail = find(i, "15万余", NULL);
    assert_non_null(tail);
    assert_int_equal(right_of(whole), end_of_glyph(i, tail, 1));
}

static void figures_that_are_parts_of_each_other_are_all_printed(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    add_block(i->arena, a, BLOCK_P, "桥通了。");
    add_figure(i->arena, a,
               (struct keyfigure){
                   .id = "k1", .label = "环甲", .value = "1", .unit = "个", .part_of = "k2"});
    add_figure(i->arena, a,
               (struct keyfigure){
                   .id = "k2", .label = "环乙", .value = "2", .unit = "个", .part_of = "k1"});
    add_figure(i->arena, a,
               (struct keyfigure){
                   .id = "k3", .label = "自环", .value = "3", .unit = "个", .part_of = "k3"});
    add_figure(i->arena, a,
               (struct keyfigure){
                   .id = "k4", .label = "环枝", .value = "4", .unit = "个", .part_of = "k2"});
    add_article(i, a);
    lay_out(i, 1);
    /* Once in the article's table, once in that of the issue. */
    assert_int_equal(count_words(i, "环甲"), 2);
    assert_int_equal(count_words(i, "环乙"), 2);
    assert_int_equal(count_words(i, "自环"), 2);
    assert_int_equal(count_words(i, "环枝"), 2);
}

static void the_band_takes_what_fits(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    add_figure(
        i->arena, a,
        (struct keyfigure){.id = "k1", .label = "投资", .value = "123456789012345", .unit = "元"});
    add_figure(i->arena, a,
               (struct keyfigure){.id = "k2",
                                  .label = words(i->arena, 40, 0x5000),
                                  .value = "36余",
                                  .approx = "余",
                                  .unit = "根"});
    add_figure(i->arena, a,
               (struct keyfigure){.id = "k3", .label = "桥长", .value = "8", .unit = "里"});
    struct digest_pick picks[] = {{0, 0}, {0, 1}, {0, 2}};
    i->digest.picks = picks;
    i->digest.pick_count = 3;
    add_article(i, a);
    lay_out(i, 1);
    const struct page_item *number = find(i, "36", NULL);
    assert_int_equal(number->size, 22 * PT);
    assert_int_equal(number->x, 72 * PT);
    const struct page_item *unit = find(i, "余根", NULL);
    assert_non_null(unit);
    assert_int_equal(unit->y, number->y);
    assert_int_equal(unit->size, SIZE);
    assert_non_null(find(i, "…", NULL));
    for (size_t k = 0; k < i->pages->items[0].count; k++) {
        const struct page_item *item = i->pages->items[0].items + k;
        if (item->kind == ITEM_TEXT && item->size == 22 * PT)
            assert_null(strstr(item_words(i->arena, item), "123"));
    }
    assert_true(count_words(i, "123") > 0);
}

static void the_band_has_fewer_columns_rather_than_no_weighty_figure(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    struct digest_pick picks[6];
    static const char *const values[] = {"91", "923", "93", "94", "95", "96"};
    for (size_t k = 0; k < COUNT(values); k++) {
        add_figure(i->arena, a,
                   (struct keyfigure){.id = "k", .label = "桥", .value = values[k], .unit = "米"});
        picks[k] = (struct digest_pick){0, k};
    }
    i->digest.picks = picks;
    i->digest.pick_count = COUNT(picks);
    struct flow *band = i->sheet->flow;
    while (band->kind != FLOW_FIGURE_BAND)
        band = band->next;
    band->count = 5;
    named(i->sheet, "band-unit")->font_size = named(i->sheet, "band-unit")->latin_size = 5 * PT;
    named(i->sheet, "band-number")->font_size = named(i->sheet, "band-number")->latin_size =
        10 * PT;
    add_article(i, a);
    lay_out(i, 1);
    dist y = find(i, "91", NULL)->y;
    for (size_t k = 0; k < COUNT(values); k++) {
        const struct page_item *number = find(i, values[k], NULL);
        assert_int_equal(number->y == y, k < 4);
    }
}

static void the_band_says_how_exact_a_number_is(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    add_figure(i->arena, a,
               (struct keyfigure){
                   .id = "k1", .label = "投资", .value = "36", .unit = "元", .approx = "超过"});
    add_figure(i->arena, a,
               (struct keyfigure){.id = "k2",
                                  .label = "增收",
                                  .value = "8",
                                  .unit = "元",
                                  .approx = "以上",
                                  .per = "户"});
    struct digest_pick picks[] = {{0, 0}, {0, 1}};
    i->digest.picks = picks;
    i->digest.pick_count = COUNT(picks);
    add_article(i, a);
    lay_out(i, 1);
    const struct page_item *before = find(i, "超过", NULL), *number = find(i, "36", NULL);
    const struct page_item *behind = find(i, "元/户以上", NULL);
    assert_int_equal(number->size, 22 * PT);
    assert_int_equal(before->size, SIZE);
    assert_int_equal(before->y, number->y);
    assert_true(right_of(before) <= number->x);
    assert_non_null(behind);
    assert_int_equal(behind->y, number->y);
}

/* Where the last of the first n characters of a text ends. */
static dist end_of(struct issue *i, const char *words_of, size_t n)
{
    const struct page_item *item = find(i, words_of, NULL);
    if (!item)
        fail_msg("%s is not on the page", words_of);
    return end_of_glyph(i, item, n - 1);
}

/* The figures alone, in a table without notes: the flow is the issue's table only. */
static void lay_out_summary(struct issue *i, const struct keyfigure *figures, size_t count)
{
    static struct table_column columns[] = {{FIELD_LABEL, "指标", 300, ALIGN_LEFT, false},
                                            {FIELD_VALUE, "数值", 500, ALIGN_RIGHT, false},
                                            {FIELD_UNIT, "单位", 200, ALIGN_LEFT, false}};
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    for (size_t k = 0; k < count; k++)
        add_figure(i->arena, a, figures[k]);
    add_article(i, a);
    struct flow *summary = i->sheet->flow;
    while (summary->kind != FLOW_FIGURE_TABLE)
        summary = summary->next;
    summary->next = NULL;
    struct table_format *table = arena_alloc(i->arena, sizeof *table);
    *table = *summary->table;
    table->columns = columns;
    table->column_count = COUNT(columns);
    summary->table = table;
    i->sheet->flow = summary;
    lay_out(i, 1);
}

static void a_table_without_notes_says_it_in_value_and_unit(void **state)
{
    struct issue *i = *state;
    const struct keyfigure figures[] = {
        {.id = "k1", .label = "甲", .value = "81", .unit = "个"},
        {.id = "k2", .label = "乙", .value = "82万", .unit = "个", .approx = "近"},
        {.id = "k3", .label = "丙", .value = "83", .unit = "元", .approx = "以上", .per = "户"},
        {.id = "k4", .label = "丁", .value = "三万多", .unit = "个", .approx = "多"},
        {.id = "k5", .label = "戊", .value = "上万", .unit = "个", .approx = "上"},
        {.id = "k6", .label = "己", .value = "六", .unit = "成"},
    };
    named(i->sheet, "credit")->color = 0x777777;
    lay_out_summary(i, figures, COUNT(figures));
    dist edge = end_of(i, "81", 2);
    assert_int_equal(end_of(i, "近82万", 3), edge);
    assert_int_equal(end_of(i, "83", 2), edge);
    assert_int_equal(end_of(i, "三万多", 2), edge);
    assert_int_equal(end_of(i, "上万", 2), edge);
    assert_int_equal(end_of(i, "六", 1), edge);
    assert_true(find(i, "元/户", NULL) && find(i, "以上", NULL));
}

/* The flow is the issue's table of figures only. */
static struct table_format *summary_alone(struct issue *i)
{
    struct flow *summary = i->sheet->flow;
    while (summary->kind != FLOW_FIGURE_TABLE)
        summary = summary->next;
    summary->next = NULL;
    i->sheet->flow = summary;
    struct table_format *table = arena_alloc(i->arena, sizeof *table);
    *table = *summary->table;
    summary->table = table;
    return table;
}

/* How far the values of an article without notes end from those of one with notes. */
static dist moved_by_an_empty_column(struct issue *i, const char *label)
{
    struct keyfigure figures[] = {{.id = "k1", .label = label, .value = "81", .unit = "个"},
                                  {.id = "k2", .label = "乙", .value = "82", .unit = "个"}};
    struct article *plain = make_article(i->arena, "a-1", "东湖新桥通车");
    struct article *noted = make_article(i->arena, "a-2", "西湖新桥通车");
    i->digest.article_count = i->digest.section_count = 0;
    add_figure(i->arena, plain, figures[0]);
    figures[1].approx = "约";
    add_figure(i->arena, noted, figures[1]);
    add_article(i, plain);
    add_article(i, noted);
    lay_out(i, 1);
    assert_int_equal(count_words(i, "说明"), 1);
    return end_of(i, "81", 2) - end_of(i, "82", 2);
}

/* Shares are thousandths of the table, and each column's is rounded. */
static bool is_about(dist found, dist wanted)
{
    return found >= wanted - 2 * PT && found <= wanted + 2 * PT;
}

static void an_empty_column_gives_labels_the_width_they_need(void **state)
{
    struct issue *i = *state;
    assert_true(is_about(moved_by_an_empty_column(i, "甲"), 0));
    dist need = 8 * SIZE + SIZE / 4 + SIZE, had = dist_scale(210 * PT, 300, 1000);
    assert_true(is_about(moved_by_an_empty_column(i, "甲乙丙丁戊己庚辛"), need - had));
    dist all = moved_by_an_empty_column(i, words(i->arena, 30, 0x5200));
    assert_true(is_about(all, dist_scale(210 * PT, 300, 1000)));
}

static void a_column_that_fits_is_as_wide_as_its_texts(void **state)
{
    static struct table_column columns[] = {
        {FIELD_LABEL, "指标", 1000, ALIGN_LEFT, false},
        {FIELD_VALUE, "数值", 0, ALIGN_RIGHT, true},
        {FIELD_UNIT, "单位", 0, ALIGN_LEFT, true},
    };
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    for (int k = 0; k < 11; k++)
        add_figure(i->arena, a,
                   (struct keyfigure){.id = arena_printf(i->arena, "k%d", k),
                                      .label = "桥墩",
                                      .value = "81",
                                      .unit = k == 7 ? "平方米" : "个"});
    add_article(i, a);
    struct table_format *table = summary_alone(i);
    table->columns = columns;
    table->column_count = COUNT(columns);
    lay_out(i, 1);
    dist unit = find(i, "平方米", NULL)->x, edge = 282 * PT;
    dist need = 3 * SIZE + SIZE / 4 + SIZE / 2; /* from the text to the edge of the table */
    assert_true(is_about(edge - unit, need));
}

static void captions_without_their_pictures_stand_together_and_are_named(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    named(i->sheet, "caption")->space_before = named(i->sheet, "caption")->space_after = PITCH / 2;
    named(i->sheet, "caption")->line_height = PITCH - 4 * PT;
    named(i->sheet, "photo-title")->font = ROLE_HEITI;
    i->sheet->picture.absent_label = "图片说明";
    add_block(i->arena, a, BLOCK_P, "桥通了。");
    add_block(i->arena, a, BLOCK_FIGURE, "")->caption = "桥的东头";
    add_block(i->arena, a, BLOCK_FIGURE, "")->credit = "记者摄";
    add_block(i->arena, a, BLOCK_FIGURE, "");
    add_block(i->arena, a, BLOCK_P, "人来了。");
    add_article(i, a);
    lay_out(i, 1);
    assert_int_equal(count_words(i, "图片说明"), 2);
    dist above = find(i, "桥通了", NULL)->y, first = find(i, "桥的东头", NULL)->y;
    assert_int_equal(find(i, "图片说明", NULL)->y, first);
    assert_int_equal(find(i, "记者摄", NULL)->y, first + PITCH - 4 * PT);
    assert_true(first - above > PITCH + 4 * PT);
    assert_int_equal(find(i, "人来了", NULL)->y, above + 4 * PITCH);
}

static void an_article_with_pages_of_its_own_ends_with_five_lines(void **state)
{
    struct issue *i = *state;
    struct flow *articles = i->sheet->flow;
    while (articles->kind != FLOW_ARTICLES)
        articles = articles->next;
    articles->next = NULL;
    articles->page_break = PAGE_BREAK_YES;
    for (int lines = 1; lines < 2 * GRID; lines++) {
        struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
        for (int k = 0; k < lines; k++)
            add_block(i->arena, a, BLOCK_P, "桥通了。");
        i->digest.article_count = i->digest.section_count = 0;
        add_article(i, a);
        lay_out(i, 1);
        size_t last = i->pages->count - 1, count = 0;
        for (size_t k = 0; k < i->pages->items[last].count; k++) {
            const struct page_item *item = i->pages->items[last].items + k;
            count += item->kind == ITEM_TEXT && !strcmp(item_words(i->arena, item), "桥通了。");
        }
        assert_true(count >= 5 || count == (size_t)lines);
    }
}

static void no_colophon_stands_alone_on_a_page(void **state)
{
    struct issue *i = *state;
    struct flow *colophon = arena_alloc(i->arena, sizeof *colophon), *last = i->sheet->flow;
    while (last->kind != FLOW_ARTICLES)
        last = last->next;
    *colophon = (struct flow){.kind = FLOW_COLOPHON, .when = "", .at_foot = true};
    add_text(i->arena, i->sheet, colophon, "note", "送：各县");
    add_text(i->arena, i->sheet, colophon, "note", "印八份");
    last->next = colophon;
    for (int lines = 1; lines < 2 * GRID; lines++) {
        struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
        for (int k = 0; k < lines; k++)
            add_block(i->arena, a, BLOCK_P, "桥通了。");
        i->digest.article_count = i->digest.section_count = 0;
        add_article(i, a);
        lay_out(i, 1);
        assert_non_null(on_page(i, i->pages->count - 1, "印八份"));
        assert_non_null(on_page(i, i->pages->count - 1, "桥通了"));
    }
}

static void a_colophon_of_empty_texts_is_not_printed(void **state)
{
    struct issue *i = *state;
    struct flow *colophon = arena_alloc(i->arena, sizeof *colophon), *first = i->sheet->flow;
    *colophon = (struct flow){.kind = FLOW_COLOPHON, .when = ""};
    add_flow(i->arena, colophon, FLOW_RULE)->line = (struct border){3 * PT, 0x00FF00};
    add_text(i->arena, i->sheet, colophon, "note", "{office}");
    first->next = colophon;
    add_article(i, make_article(i->arena, "a-1", "东湖新桥通车"));
    lay_out(i, 1);
    assert_null(strstr(i->text.text, "#00FF00"));
    i->digest.office = "县政府办公室";
    lay_out(i, 1);
    assert_non_null(strstr(i->text.text, "#00FF00"));
}

static void entries_below_a_label_have_a_style_of_their_own(void **state)
{
    struct issue *i = *state;
    struct sheet *sheet = i->sheet;
    for (int k = 0; k < 3; k++)
        add_article(i, make_article(i->arena, arena_printf(i->arena, "a-%d", k),
                                    arena_printf(i->arena, "新闻之%d", k)));
    add_section(i, "要闻", 1);
    add_section(i, "", 2);
    named(sheet, "contents-section")->space_before = PITCH;
    lay_out(i, 1);
    dist apart = find(i, "新闻之1", NULL)->y - find(i, "新闻之0", NULL)->y;
    assert_int_equal(apart, 2 * PITCH);
    struct format **all = arena_array(i->arena, sheet->format_count + 1, sizeof *all);
    size_t at = 0;
    for (size_t k = 0; k < sheet->format_count; k++) {
        if (!strcmp(sheet->formats[k]->name, "contents-title"))
            all[at++] = base_format(i->arena, "contents-section-entry");
        all[at++] = sheet->formats[k];
    }
    sheet->format_count = at;
    sheet->formats = all;
    named(sheet, "contents-section-entry")->margin_left = 2 * SIZE;
    lay_out(i, 1);
    const struct page_item *below = find(i, "新闻之0", NULL), *other = find(i, "新闻之1", NULL);
    assert_int_equal(below->x - other->x, 2 * SIZE);
    assert_int_equal(other->y - below->y, 2 * PITCH);
}

static void the_only_figure_of_an_article_is_a_line(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    add_block(i->arena, a, BLOCK_P, "新桥有桥墩约81个。");
    add_figure(i->arena, a,
               (struct keyfigure){
                   .id = "k1", .label = "桥墩", .value = "81", .unit = "个", .approx = "约"});
    add_article(i, a);
    struct flow *articles = i->sheet->flow;
    while (articles->kind != FLOW_ARTICLES)
        articles = articles->next;
    articles->next = NULL;
    struct flow *part = articles->first;
    while (part->kind != FLOW_FIGURE_TABLE)
        part = part->next;
    ((struct table_format *)part->table)->run_in = true;
    lay_out(i, 1);
    assert_int_equal(count_words(i, "指标"), 0);
    const struct page_item *title = find(i, "关键数据", NULL),
                           *value = find(i, "桥墩：约81个", NULL);
    assert_true(title && value);
    assert_int_equal(title->y, value->y);
    assert_non_null(find_item(i, ITEM_LINK, "a-1-k1", NULL));
    add_figure(i->arena, a,
               (struct keyfigure){.id = "k2", .label = "桥孔", .value = "82", .unit = "个"});
    i->digest.article_count = i->digest.section_count = 0;
    add_article(i, a);
    lay_out(i, 1);
    assert_int_equal(count_words(i, "指标"), 1);
}

static void places_leave_their_width_to_labels_and_headlines(void **state)
{
    static struct table_column columns[] = {{FIELD_LABEL, "指标", 300, ALIGN_LEFT, false},
                                            {FIELD_PLACE, "地区", 400, ALIGN_LEFT, false},
                                            {FIELD_ARTICLE, "出处", 200, ALIGN_LEFT, false},
                                            {FIELD_PAGE, "页", 100, ALIGN_RIGHT, false}};
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    add_figure(i->arena, a,
               (struct keyfigure){.id = "k1", .label = "桥墩", .value = "81", .unit = "个"});
    add_article(i, a);
    struct table_format *table = summary_alone(i);
    table->columns = columns;
    table->column_count = COUNT(columns);
    lay_out(i, 1);
    assert_int_equal(count_words(i, "地区"), 0);
    dist left = 72 * PT + SIZE / 2, article = find(i, "出处", NULL)->x;
    assert_true(article > left + dist_scale(210 * PT, 350, 1000));  /* the label had 300 */
    assert_true(article <= left + dist_scale(210 * PT, 500, 1000)); /* and the headline 200 */
    assert_non_null(find(i, "东湖新桥通车", NULL));
}

/* Half of the table may be value and unit, so that a unit of two words stays on its line. */
static void a_unit_of_two_words_stays_whole(void **state)
{
    static struct table_column columns[] = {{FIELD_LABEL, "指标", 1000, ALIGN_LEFT, false},
                                            {FIELD_VALUE, "数值", 0, ALIGN_RIGHT, true},
                                            {FIELD_UNIT, "单位", 0, ALIGN_LEFT, true}};
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    add_figure(
        i->arena, a,
        (struct keyfigure){.id = "k1", .label = "车速", .value = "8123万", .unit = "公里/小时"});
    add_article(i, a);
    struct table_format *table = summary_alone(i);
    table->columns = columns;
    table->column_count = COUNT(columns);
    lay_out(i, 1);
    assert_non_null(find(i, "公里/小时", NULL));
}

static void page_numbers_keep_their_room_beside_wide_columns(void **state)
{
    static struct table_column columns[] = {{FIELD_LABEL, "指标", 1000, ALIGN_LEFT, false},
                                            {FIELD_VALUE, "数值", 0, ALIGN_RIGHT, true},
                                            {FIELD_UNIT, "单位", 0, ALIGN_LEFT, true},
                                            {FIELD_PAGE, "页", 0, ALIGN_LEFT, true}};
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥通车");
    add_figure(i->arena, a,
               (struct keyfigure){
                   .id = "k1", .label = "流量", .value = "81234.5678万余", .unit = "立方米每秒"});
    add_article(i, a);
    struct table_format *table = summary_alone(i);
    table->columns = columns;
    table->column_count = COUNT(columns);
    lay_out(i, 1);
    dist right = 282 * PT - SIZE / 2;
    assert_true(right - find(i, "页", NULL)->x >= 3 * SIZE * 6 / 10);
}

/* An issue of many articles, long enough for several pages. */
static void fill_issue(struct issue *i, int articles)
{
    for (int k = 0; k < articles; k++) {
        struct article *a = make_article(i->arena, arena_printf(i->arena, "x-%d", k + 1),
                                         arena_printf(i->arena, "新闻之%d", k + 1));
        for (int n = 0; n < 4; n++)
            add_block(i->arena, a, BLOCK_P, words(i->arena, 30 + 37 * ((k + n) % 5), 0x5200));
        add_block(i->arena, a, BLOCK_HEADING, "小标题");
        add_block(i->arena, a, BLOCK_P, words(i->arena, 90, 0x5600));
        add_figure(i->arena, a,
                   (struct keyfigure){.id = "k1",
                                      .label = arena_printf(i->arena, "指标之%d", k + 1),
                                      .value = "5",
                                      .unit = "个"});
        add_article(i, a);
    }
}

static void contents_and_summary_know_the_pages(void **state)
{
    struct issue *i = *state;
    fill_issue(i, 9);
    add_section(i, "要闻", 5);
    add_section(i, "", 4);
    lay_out(i, 1);
    size_t page = 0;
    assert_true(has_anchor(i, "x-7", &page));
    assert_true(page > 1);
    const char *label = i->pages->items[page].label;
    const struct page_item *entry = find(i, "新闻之7", NULL);
    size_t summary_page = 0;
    assert_true(has_anchor(i, "summary", &summary_page));
    bool in_contents = false, in_summary = false;
    for (size_t k = 0; k < i->pages->items[0].count; k++) {
        const struct page_item *item = i->pages->items[0].items + k;
        if (item->kind == ITEM_TEXT && item->y == entry->y && right_of(item) == 282 * PT)
            in_contents |= !strcmp(item_words(i->arena, item), label);
    }
    for (size_t k = 0; k < i->pages->items[summary_page].count; k++) {
        const struct page_item *item = i->pages->items[summary_page].items + k;
        if (item->kind == ITEM_TEXT && right_of(item) == 282 * PT - SIZE / 2)
            in_summary |= !strcmp(item_words(i->arena, item), label);
    }
    assert_true(in_contents);
    assert_true(in_summary);
}

static bool frame_has(struct issue *i, size_t page, const char *part)
{
    for (size_t k = 0; k < i->pages->items[page].count; k++) {
        const struct page_item *item = i->pages->items[page].items + k;
        if (item->kind == ITEM_TEXT && item->y > TOP && item->y < TOP + GRID * PITCH &&
            strstr(item_words(i->arena, item), part))
            return true;
    }
    return false;
}

static void a_long_summary_repeats_title_head_and_headline(void **state)
{
    struct issue *i = *state;
    add_figures_article(i, "长桥", 50);
    lay_out(i, 1);
    size_t page = 0;
    assert_true(has_anchor(i, "summary", &page));
    assert_true(page + 1 < i->pages->count);
    for (size_t p = page; p < i->pages->count; p++) {
        assert_true(frame_has(i, p, "汇总"));
        assert_true(frame_has(i, p, "出处"));
        assert_true(frame_has(i, p, "长桥"));
        assert_int_equal(frame_has(i, p, "汇总（续表）"), p > page);
    }
}

/* Its articles have one table each, all of one title: overleaf it says whose it is, and is not read
 * again. The issue's own is nobody's. */
static void a_table_that_goes_on_says_whose_it_is(void **state)
{
    struct issue *i = *state;
    const struct flow *articles = i->sheet->flow;
    while (articles->kind != FLOW_ARTICLES)
        articles = articles->next;
    const struct flow *part = articles->first;
    while (part->kind != FLOW_FIGURE_TABLE)
        part = part->next;
    ((struct table_format *)part->table)->continued = "（续表）　{headline}";
    ((struct table_format *)articles->next->table)->continued = "（续表）　{headline}";
    add_figures_article(i, "长桥", 50);
    add_figures_article(i, "短桥", 50);
    lay_out(i, 1);
    for (size_t k = 0; k < 2; k++) {
        const struct page_item *title = find(i, k ? "（续表）　短桥" : "（续表）　长桥", NULL);
        assert_non_null(title);
        assert_int_equal(title->tag->type, TAG_AGAIN);
    }
    assert_non_null(find(i, "汇总（续表）", NULL));
    assert_null(find(i, "汇总（续表）　", NULL));
}

static void a_headline_beside_rows_stands_on_their_lines(void **state)
{
    static const char *const labels[] = {"甲", "河边老树花草石板", "丙", "丁"};
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "东湖新桥今日建成通车");
    for (size_t k = 0; k < COUNT(labels); k++)
        add_figure(i->arena, a,
                   (struct keyfigure){.id = arena_printf(i->arena, "k%zu", k),
                                      .label = labels[k],
                                      .value = "5",
                                      .unit = "个"});
    add_article(i, a);
    summary_alone(i)->row_gap = 5 * PT;
    lay_out(i, 1);
    assert_int_equal(find(i, "东湖新桥", NULL)->y, find(i, "甲", NULL)->y);
    assert_int_equal(find(i, "今日建成", NULL)->y, find(i, "河边", NULL)->y);
    assert_int_equal(find(i, "通车", NULL)->y, find(i, "石板", NULL)->y);
}

static void a_headline_stands_on_the_lines_of_a_further_page_too(void **state)
{
    struct issue *i = *state;
    add_figures_article(i, "东湖新桥今日建成通车", 50);
    summary_alone(i)->row_gap = 5 * PT;
    lay_out(i, 1);
    dist y[2] = {0};
    size_t lines = 0;
    for (size_t k = 0; k < i->pages->items[1].count && lines < COUNT(y); k++) {
        const struct page_item *item = i->pages->items[1].items + k;
        if (item->kind == ITEM_TEXT && !strcmp(item_words(i->arena, item), "桥墩"))
            y[lines++] = item->y;
    }
    assert_int_equal(on_page(i, 1, "东湖新桥今日")->y, y[0]);
    assert_int_equal(on_page(i, 1, "建成通车")->y, y[1]);
}

static void a_group_that_goes_on_is_named_again(void **state)
{
    struct issue *i = *state;
    add_figures_article(i, "长桥", 50);
    add_section(i, "要闻", 1);
    summary_alone(i);
    lay_out(i, 1);
    assert_true(i->pages->count > 2);
    for (size_t p = 0; p < i->pages->count; p++) {
        assert_int_equal(frame_has(i, p, "要闻（续）"), p > 0);
        assert_true(p == 0 || on_page(i, p, "要闻")->y + PITCH == on_page(i, p, "桥墩")->y);
        for (size_t k = 0; k < i->pages->items[p].count; k++) {
            const struct page_item *item = i->pages->items[p].items + k;
            assert_true(item->kind != ITEM_FILL || item->y < TOP + GRID * PITCH);
        }
    }
    ((struct table_format *)i->sheet->flow->table)->group_continued = "";
    lay_out(i, 1);
    assert_int_equal(count_words(i, "要闻"), 1);
}

static size_t count_frame(struct issue *i, size_t page, const char *part)
{
    size_t count = 0;
    for (size_t k = 0; k < i->pages->items[page].count; k++) {
        const struct page_item *item = i->pages->items[page].items + k;
        count += item->kind == ITEM_TEXT && strstr(item_words(i->arena, item), part);
    }
    return count;
}

static void no_break_leaves_a_lone_row(void **state)
{
    struct issue *i = *state;
    for (int before = 0; before < 24; before++) {
        struct article *a = make_article(i->arena, "a-1", "长桥");
        for (int k = 0; k < before; k++)
            add_block(i->arena, a, BLOCK_P, "桥通了。");
        for (int k = 0; k < 14; k++)
            add_figure(i->arena, a,
                       (struct keyfigure){.id = arena_printf(i->arena, "k%d", k),
                                          .label = "墩柱",
                                          .value = "5",
                                          .unit = "个"});
        i->digest.article_count = i->digest.section_count = 0;
        add_article(i, a);
        lay_out(i, 1);
        for (size_t p = 0; p < i->pages->count; p++) {
            size_t rows = count_frame(i, p, "墩柱");
            assert_true(rows == 0 || rows > 2);
        }
    }
}

static void a_figure_leads_to_the_page_of_its_paragraph(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "长桥");
    for (int k = 0; k < 60; k++)
        add_block(i->arena, a, BLOCK_P, "桥通了。");
    add_figure(i->arena, a,
               (struct keyfigure){.id = "k1", .label = "墩柱", .value = "81", .unit = "个"});
    a->figures[0].p = "p50";
    add_article(i, a);
    lay_out(i, 1);
    size_t page = 0, first = 0;
    assert_true(has_anchor(i, "a-1", &first));
    assert_true(has_anchor(i, "a-1-k1", &page));
    assert_true(page > first);
    size_t links = 0;
    const struct page *last = i->pages->items + i->pages->count - 1;
    for (size_t k = 0; k < last->count; k++)
        links += last->items[k].kind == ITEM_LINK && !strcmp(last->items[k].name, "a-1-k1");
    assert_int_equal(links, 2);
    bool numbered = false;
    for (size_t k = 0; k < last->count; k++)
        numbered |= last->items[k].kind == ITEM_TEXT &&
                    right_of(last->items + k) == 282 * PT - SIZE / 2 &&
                    !strcmp(item_words(i->arena, last->items + k), i->pages->items[page].label);
    assert_true(numbered);
}

/* Whether the anchor of a name is the top of the line of this text. */
static void assert_line(struct issue *i, const char *anchor, const char *text)
{
    size_t page = 0, of_text = 0;
    const struct page_item *to = find_item(i, ITEM_ANCHOR, anchor, &page);
    const struct page_item *line = find(i, text, &of_text);
    assert_true(to && line);
    assert_int_equal(page, of_text);
    assert_true(to->y < line->y && line->y < to->y + PITCH);
    assert_non_null(find_item(i, ITEM_LINK, anchor, NULL));
}

static void a_figure_leads_to_its_line(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "长桥");
    named(i->sheet, "p")->normalise_marks = true;
    a->dateline = "本报石桥讯";
    add_person(i->arena, a, "记者", "甲木");
    const char *text = words(i->arena, 90, 0x5200);
    add_block(i->arena, a, BLOCK_P, arena_printf(i->arena, "桥,%s", text));
    struct block *list = add_block(i->arena, a, BLOCK_LIST, "");
    static struct item items[] = {{"1.", "桥长八里。", {0}}, {"", "湖水清清。", {0}}};
    list->items = items;
    list->item_count = COUNT(items);
    add_block(i->arena, a, BLOCK_QUOTE, "句");
    static const struct {
        const char *p;
        int start;
    } places[] = {{"p1", 0}, {"p1", 2 + 60}, {"p2", 5}, {"p3", 0}};
    for (size_t k = 0; k < COUNT(places); k++) {
        add_figure(i->arena, a,
                   (struct keyfigure){.id = arena_printf(i->arena, "k%zu", k),
                                      .label = "墩柱",
                                      .value = "8",
                                      .unit = "个"});
        a->figures[k].p = places[k].p;
        a->figures[k].start = places[k].start;
    }
    add_article(i, a);
    lay_out(i, 1);
    assert_line(i, "a-1-k0", "桥，");
    assert_line(i, "a-1-k1", words(i->arena, 1, 0x5200 + 60));
    assert_line(i, "a-1-k2", "湖水清清");
    assert_line(i, "a-1-k3", "句");
}

static void a_figure_of_the_band_leads_to_its_line(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "长桥");
    for (int k = 0; k < 30; k++)
        add_block(i->arena, a, BLOCK_P, "桥通了。");
    add_block(i->arena, a, BLOCK_P, "墩柱");
    add_figure(i->arena, a,
               (struct keyfigure){.id = "k1", .label = "桩", .value = "81", .unit = "个"});
    a->figures[0].p = "p31";
    struct digest_pick picks[] = {{0, 0}};
    i->digest.picks = picks;
    i->digest.pick_count = 1;
    add_article(i, a);
    lay_out(i, 1);
    size_t page = 1;
    const struct page_item *link = find_item(i, ITEM_LINK, "a-1-k1", &page);
    const struct page_item *number = find(i, "81", NULL);
    assert_int_equal(page, 0);
    assert_int_equal(number->size, 22 * PT);
    assert_true(link->x <= number->x && link->x + link->width >= right_of(number));
    assert_true(link->y < number->y && number->y < link->y + link->height);
    assert_line(i, "a-1-k1", "墩柱");
}

static void a_place_stands_once_beside_its_rows(void **state)
{
    struct issue *i = *state;
    static struct table_column columns[] = {{FIELD_LABEL, "指标", 300, ALIGN_LEFT, false},
                                            {FIELD_VALUE, "数值", 200, ALIGN_RIGHT, false},
                                            {FIELD_PLACE, "地区", 250, ALIGN_LEFT, false},
                                            {FIELD_PAGE, "页", 250, ALIGN_RIGHT, false}};
    for (int k = 0; k < 12; k++) {
        struct article *a = make_article(i->arena, arena_printf(i->arena, "a-%d", k), "长桥");
        for (int n = 0; n < 2; n++)
            add_figure(i->arena, a,
                       (struct keyfigure){
                           .id = n ? "k2" : "k1", .label = "桩", .value = "8", .unit = "个"});
        a->dateline = k % 3 == 0 ? "本报石桥讯" : "";
        add_article(i, a);
    }
    struct flow *summary = i->sheet->flow;
    while (summary->kind != FLOW_FIGURE_TABLE)
        summary = summary->next;
    struct table_format *table = arena_alloc(i->arena, sizeof *table);
    *table = *summary->table;
    table->columns = columns;
    table->column_count = COUNT(columns);
    summary->table = table;
    lay_out(i, 1);
    assert_true(count_words(i, "地区") > 0);
    assert_int_equal(count_words(i, "石桥"), 8); /* datelines too */
    ((struct digest_article *)i->digest.articles)[3].article = i->digest.articles[4].article;
    lay_out(i, 1); /* fewer than one row in three has a place */
    assert_int_equal(count_words(i, "地区"), 0);
    assert_int_equal(count_words(i, "石桥"), 3);
}

static bool is_near(dist a, dist b, dist most)
{
    return a - b < most && b - a < most;
}

static void values_stand_on_their_decimal_points(void **state)
{
    struct issue *i = *state;
    const struct keyfigure figures[] = {
        {.id = "k1", .label = "甲", .value = "81", .unit = "个"},
        {.id = "k2", .label = "乙", .value = "2.6", .unit = "个"},
        {.id = "k3", .label = "丙", .value = "4.37万余", .unit = "个", .approx = "余"},
        {.id = "k4", .label = "丁", .value = "三点五", .unit = "个"},
        {.id = "k5", .label = "戊", .value = "1,205.5", .unit = "个"},
    };
    lay_out_summary(i, figures, COUNT(figures));
    dist edge = end_of(i, "81", 2);
    assert_true(is_near(end_of(i, "2.6", 1), edge, PT / 50)); /* but for kerning */
    assert_true(is_near(end_of(i, "1,205.5", 5), edge, PT / 50));
    assert_true(end_of(i, "4.37万余", 1) < edge); /* of another scale, with a longer fraction */
    assert_true(is_near(end_of(i, "4.37万余", 4), end_of(i, "1,205.5", 7), PT / 2));
    assert_true(end_of(i, "三点五", 1) < edge); /* its fraction has no room in that of digits */
}

static void parts_are_indented_at_any_depth(void **state)
{
    enum { DEPTH = 9 };
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "长桥");
    static const char *const labels[DEPTH] = {"甲", "乙", "丙", "丁", "戊", "己", "庚", "辛", "壬"};
    for (int k = 0; k < DEPTH; k++)
        add_figure(i->arena, a,
                   (struct keyfigure){.id = arena_printf(i->arena, "k%d", k),
                                      .label = labels[k],
                                      .value = "8",
                                      .unit = "个",
                                      .part_of = arena_printf(i->arena, "k%d", k - 1)});
    add_article(i, a);
    lay_out(i, 1);
    dist left = find(i, labels[0], NULL)->x, middle = 72 * PT + 63 * PT + SIZE;
    for (int k = 1; k < DEPTH; k++) {
        dist next = find(i, labels[k], NULL)->x;
        assert_true(next > left && next < middle);
        left = next;
    }
}

/* ---- charts ------------------------------------------------------------------------------- */

enum { BAR = 0xABCDEF, AXIS = 0x123456 };

static void ask_for_charts(struct issue *i)
{
    struct flow *part = i->sheet->flow;
    while (part->kind != FLOW_ARTICLES)
        part = part->next;
    for (part = part->first; part->next;)
        part = part->next;
    part->charts = true;
    i->sheet->chart = (struct chart_format){.color = BAR,
                                            .axis = {PT / 2, AXIS},
                                            .width = 200 * PT,
                                            .bar_height = 6 * PT,
                                            .row_gap = 2 * PT};
}

/* A total k0 of 105件 and its parts 60, 30, 15. */
static struct article *breakdown(struct issue *i)
{
    static const char *const numbers[] = {"105", "60", "30", "15"};
    static const char *const labels[] = {"总数", "东", "西湖", "南"};
    struct article *a = make_article(i->arena, "a-1", "长桥");
    for (size_t k = 0; k < COUNT(numbers); k++)
        add_figure(i->arena, a,
                   (struct keyfigure){.id = arena_printf(i->arena, "k%zu", k),
                                      .label = labels[k],
                                      .value = numbers[k],
                                      .number = numbers[k],
                                      .unit = "件",
                                      .part_of = k > 0 ? "k0" : ""});
    return a;
}

static void a_breakdown_is_drawn_in_proportion(void **state)
{
    struct issue *i = *state;
    struct article *a = breakdown(i);
    a->figures[2].approx = "约";
    ask_for_charts(i);
    add_article(i, a);
    lay_out(i, 1);
    const struct page_item *drawing = find_item(i, ITEM_DRAWING, NULL, NULL), *bars[3];
    assert_non_null(drawing);
    assert_string_equal(drawing->text, "条形图：总数105件，其中东60件，西湖约30件，南15件");
    size_t count = 0;
    const struct page_item *axis = NULL;
    for (const struct page_item *item = drawing + 1; item <= drawing + drawing->count; item++) {
        assert_true(item->y >= drawing->y && item->y <= drawing->y + drawing->height);
        assert_true(item->x >= drawing->x);
        if (item->kind == ITEM_FILL && item->color == BAR)
            bars[count++] = item;
        if (item->kind == ITEM_FILL && item->color == AXIS)
            axis = item;
        if (item->kind == ITEM_TEXT)
            assert_true(right_of(item) <= drawing->x + drawing->width);
    }
    assert_int_equal(count, 3);
    assert_non_null(axis);
    for (size_t k = 0; k < 3; k++) {
        assert_int_equal(bars[k]->x, axis->x + axis->width);
        assert_int_equal(bars[k]->height, 6 * PT);
        assert_true(axis->y <= bars[k]->y);
        assert_true(bars[k]->y + bars[k]->height <= axis->y + axis->height);
        dist whole = bars[k]->width << k;
        assert_true(whole <= bars[0]->width && whole > bars[0]->width - 8);
    }
    assert_int_equal(axis->width, PT / 2);
    assert_int_equal(drawing->width, 200 * PT);
}

static bool draws(struct issue *i, struct article *a)
{
    i->digest.article_count = i->digest.section_count = 0;
    add_article(i, a);
    lay_out(i, 1);
    return find_item(i, ITEM_DRAWING, NULL, NULL) != NULL;
}

static void what_cannot_be_compared_is_not_drawn(void **state)
{
    struct issue *i = *state;
    struct article *a = breakdown(i);
    assert_false(draws(i, a));
    ask_for_charts(i);
    assert_true(draws(i, a));
    a->figures[3].part_of = "";
    assert_false(draws(i, a));
    (a = breakdown(i))->figures[3].approx = "数";
    assert_false(draws(i, a));
    (a = breakdown(i))->figures[2].unit = "起";
    assert_false(draws(i, a));
    (a = breakdown(i))->figures[2].per = "年";
    assert_false(draws(i, a));
    (a = breakdown(i))->figures[1].number = "106";
    assert_false(draws(i, a));
    (a = breakdown(i))->figures[1].number = "0";
    assert_false(draws(i, a));
    (a = breakdown(i))->figures[1].number = "1000000000000000000000";
    assert_false(draws(i, a));
    a = breakdown(i);
    i->sheet->chart.width = 80 * PT;
    assert_false(draws(i, a));
}

static void no_page_end_cuts_a_chart(void **state)
{
    struct issue *i = *state;
    ask_for_charts(i);
    for (int before = 0; before < 22; before++) {
        struct article *a = breakdown(i);
        for (int k = 0; k < before; k++)
            add_block(i->arena, a, BLOCK_P, "桥通了。");
        assert_true(draws(i, a));
        const struct page_item *drawing = find_item(i, ITEM_DRAWING, NULL, NULL);
        assert_true(drawing->y >= TOP);
        assert_true(drawing->y + drawing->height <= TOP + GRID * PITCH);
    }
}

static void leaders_of_all_entries_stand_below_each_other(void **state)
{
    struct issue *i = *state;
    add_article(i, make_article(i->arena, "a-1", "东湖新桥通车"));
    add_article(i, make_article(i->arena, "a-2", "8里"));
    lay_out(i, 1);
    dist step = SIZE / 3, right = 0;
    size_t rows = 0;
    for (size_t k = 0; k < i->pages->items[0].count; k++) {
        const struct page_item *item = i->pages->items[0].items + k;
        if (item->kind != ITEM_TEXT || !strstr(item_words(i->arena, item), "··"))
            continue;
        assert_true(rows == 0 || right_of(item) == right);
        assert_int_equal(item->glyphs[1].x - item->glyphs[0].x, step);
        const struct page_item *title = find(i, rows++ == 0 ? "东湖" : "8里", NULL);
        dist dot = item->width - (dist)(item->count - 1) * step;
        dist gap = item->x - (step - dot) / 2 - right_of(title);
        assert_true(gap >= SIZE / 2);
        assert_true(gap < SIZE / 2 + step);
        right = right_of(item);
    }
    assert_int_equal(rows, 2);
}

static void links_lead_to_anchors_and_anchors_stand_once(void **state)
{
    struct issue *i = *state;
    fill_issue(i, 12);
    lay_out(i, 1);
    size_t links = 0;
    for (size_t p = 0; p < i->pages->count; p++)
        for (size_t k = 0; k < i->pages->items[p].count; k++) {
            const struct page_item *item = i->pages->items[p].items + k;
            if (item->kind != ITEM_LINK)
                continue;
            links++;
            assert_true(has_anchor(i, item->name, NULL));
            assert_true(item->width > 0 && item->height > 0);
        }
    assert_int_equal(links, 36);
    for (size_t n = 0; n < i->pages->outline_count; n++)
        assert_true(has_anchor(i, i->pages->outlines[n].anchor, NULL));
}

static void outlines_never_skip_a_level(void **state)
{
    struct issue *i = *state;
    fill_issue(i, 3);
    add_section(i, "", 1);
    add_section(i, "要闻", 2);
    lay_out(i, 1);
    static const struct {
        int level;
        const char *title;
    } expected[] = {{1, "目录"},    {1, "新闻之1"}, {1, "要闻"},
                    {2, "新闻之2"}, {2, "新闻之3"}, {1, "汇总"}};
    assert_int_equal(i->pages->outline_count, COUNT(expected));
    for (size_t n = 0; n < COUNT(expected); n++) {
        assert_int_equal(i->pages->outlines[n].level, expected[n].level);
        assert_string_equal(i->pages->outlines[n].title, expected[n].title);
    }
}

static void running_heads_and_folios_are_on_their_pages(void **state)
{
    struct issue *i = *state;
    fill_issue(i, 9);
    lay_out(i, 1);
    for (size_t p = 0; p < i->pages->count; p++) {
        const char *folio = arena_printf(i->arena, "%zu/%zu", p + 1, i->pages->count);
        bool head = false, foot = false;
        for (size_t k = 0; k < i->pages->items[p].count; k++) {
            const struct page_item *item = i->pages->items[p].items + k;
            head |= item->kind == ITEM_TEXT && item->y == TOP - 12 * PT;
            foot |= item->kind == ITEM_TEXT && item->y == TOP + GRID * PITCH + 24 * PT &&
                    !strcmp(item_words(i->arena, item), folio);
        }
        assert_true(foot);
        assert_int_equal(head, p > 0);
    }
}

static void a_page_of_figures_alone_is_headed_by_their_title(void **state)
{
    struct issue *i = *state;
    add_figures_article(i, "长桥", 70);
    lay_out(i, 1);
    const struct page *last = i->pages->items + i->pages->count - 1;
    assert_null(last->running);
    bool headed = false;
    for (size_t k = 0; k < last->count; k++)
        headed |= last->items[k].kind == ITEM_TEXT && last->items[k].y == TOP - 12 * PT &&
                  !strcmp(item_words(i->arena, last->items + k), "汇总");
    assert_true(headed);
}

static void a_long_running_headline_is_shortened(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", words(i->arena, 60, 0x4E00));
    add_block(i->arena, a, BLOCK_P, words(i->arena, 900, 0x5200));
    add_article(i, a);
    lay_out(i, 1);
    assert_true(i->pages->count > 1);
    const struct page_item *head = NULL;
    for (size_t k = 0; k < i->pages->items[1].count; k++) {
        const struct page_item *item = i->pages->items[1].items + k;
        if (item->kind == ITEM_TEXT && item->y == TOP - 12 * PT)
            head = item;
    }
    assert_non_null(head);
    assert_true(right_of(head) <= 282 * PT);
    const char *shown = item_words(i->arena, head);
    assert_string_equal(shown + strlen(shown) - strlen("…"), "…");
}

static void body_baselines_stand_on_the_grid(void **state)
{
    struct issue *i = *state;
    fill_issue(i, 12);
    named(i->sheet, "p")->color = 0x222222;
    lay_out(i, 1);
    dist first = TOP + (PITCH - SIZE) / 2 + dist_scale(SIZE, 88, 100);
    size_t lines = 0;
    for (size_t p = 0; p < i->pages->count; p++)
        for (size_t k = 0; k < i->pages->items[p].count; k++) {
            const struct page_item *item = i->pages->items[p].items + k;
            if (item->kind != ITEM_TEXT || item->color != 0x222222)
                continue;
            assert_int_equal((item->y - first) % PITCH, 0);
            lines++;
        }
    assert_true(lines > 100);
}

static void every_character_is_printed_once_and_in_order(void **state)
{
    struct issue *i = *state;
    struct article *a = make_article(i->arena, "a-1", "题");
    const char *text = words(i->arena, 2500, 0x5200);
    add_block(i->arena, a, BLOCK_P, text);
    add_article(i, a);
    lay_out(i, 1);
    struct buf all = {0};
    for (size_t p = 0; p < i->pages->count; p++)
        for (size_t k = 0; k < i->pages->items[p].count; k++) {
            const struct page_item *item = i->pages->items[p].items + k;
            if (item->kind == ITEM_TEXT && item->y > TOP && item->y < TOP + GRID * PITCH)
                buf_adds(&all, item_words(i->arena, item));
        }
    const char *found = strstr(all.text, text);
    assert_non_null(found);
    assert_null(strstr(found + strlen(text), "刀"));
    buf_release(&all);
}

static void threads_change_nothing(void **state)
{
    struct issue *i = *state;
    fill_issue(i, 20);
    lay_out(i, 1);
    char *one = arena_text(i->arena, i->text.text, i->text.len);
    lay_out(i, 4);
    assert_string_equal(i->text.text, one);
}

#define LAYOUT(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void)
{
    const struct CMUnitTest tests[] = {
        LAYOUT(the_masthead_leaves_empty_fields_out),
        LAYOUT(the_head_of_an_article_is_in_order),
        LAYOUT(persons_stand_behind_the_dateline),
        LAYOUT(a_dateline_without_paragraph_has_its_own_line),
        LAYOUT(a_long_headline_is_broken_at_its_joint),
        LAYOUT(all_kinds_of_blocks_are_printed),
        LAYOUT(decimal_points_stand_below_each_other),
        LAYOUT(a_photo_item_has_its_own_title_style),
        LAYOUT(figures_are_tabled_with_parts_below_their_total),
        LAYOUT(figures_that_are_parts_of_each_other_are_all_printed),
        LAYOUT(the_band_takes_what_fits),
        LAYOUT(the_band_has_fewer_columns_rather_than_no_weighty_figure),
        LAYOUT(the_band_says_how_exact_a_number_is),
        LAYOUT(a_table_without_notes_says_it_in_value_and_unit),
        LAYOUT(an_empty_column_gives_labels_the_width_they_need),
        LAYOUT(captions_without_their_pictures_stand_together_and_are_named),
        LAYOUT(an_article_with_pages_of_its_own_ends_with_five_lines),
        LAYOUT(no_colophon_stands_alone_on_a_page),
        LAYOUT(a_colophon_of_empty_texts_is_not_printed),
        LAYOUT(entries_below_a_label_have_a_style_of_their_own),
        LAYOUT(the_only_figure_of_an_article_is_a_line),
        LAYOUT(places_leave_their_width_to_labels_and_headlines),
        LAYOUT(a_unit_of_two_words_stays_whole),
        LAYOUT(page_numbers_keep_their_room_beside_wide_columns),
        LAYOUT(a_column_that_fits_is_as_wide_as_its_texts),
        LAYOUT(no_break_leaves_a_lone_row),
        LAYOUT(a_figure_leads_to_the_page_of_its_paragraph),
        LAYOUT(a_figure_leads_to_its_line),
        LAYOUT(a_figure_of_the_band_leads_to_its_line),
        LAYOUT(a_place_stands_once_beside_its_rows),
        LAYOUT(values_stand_on_their_decimal_points),
        LAYOUT(parts_are_indented_at_any_depth),
        LAYOUT(a_breakdown_is_drawn_in_proportion),
        LAYOUT(what_cannot_be_compared_is_not_drawn),
        LAYOUT(no_page_end_cuts_a_chart),
        LAYOUT(leaders_of_all_entries_stand_below_each_other),
        LAYOUT(contents_and_summary_know_the_pages),
        LAYOUT(a_long_summary_repeats_title_head_and_headline),
        LAYOUT(a_group_that_goes_on_is_named_again),
        LAYOUT(a_table_that_goes_on_says_whose_it_is),
        LAYOUT(a_headline_beside_rows_stands_on_their_lines),
        LAYOUT(a_headline_stands_on_the_lines_of_a_further_page_too),
        LAYOUT(links_lead_to_anchors_and_anchors_stand_once),
        LAYOUT(outlines_never_skip_a_level),
        LAYOUT(running_heads_and_folios_are_on_their_pages),
        LAYOUT(a_page_of_figures_alone_is_headed_by_their_title),
        LAYOUT(a_long_running_headline_is_shortened),
        LAYOUT(body_baselines_stand_on_the_grid),
        LAYOUT(every_character_is_printed_once_and_in_order),
        LAYOUT(threads_change_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
