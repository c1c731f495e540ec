/* SPDX-License-Identifier: MIT */
/*
 * News in short items one below the other, which say themselves that they are items. Two
 * forms are known for certain, so that nothing has to be weighed: 【要闻一】 … 【要闻二】 before
 * each title, and an agency's dateline with the name of the digest alone on a line
 * (某社某地3月5日电 国际早报：), below which every title begins with ——. The titles are headlines;
 * the title or the name of the digest is the section of the first item, which gets the dateline,
 * too. A third form is what an archive of papers prints: the title of a text, perhaps with a
 * number, the line of the sheet, and the text with its title again. A fourth are titles and a few
 * paragraphs in turn below the name of a collection, 国际简讯. And a letter to the paper that
 * begins directly behind the signature of another is one of its own, as is the answer to it.
 */
#include "acquire/grammar.h"

#include <string.h>

enum {
    LEAST_ITEMS = 2,
    LONGEST_BOX = 8, /* characters of what stands in 【】 */
    LONGEST_NAME = 12,
    SHORTEST_TITLE = 4,
    LONGEST_TITLE = 60
};

static const char dash[] = "——";

/* Does it end as text ends? A title may ask or call out: 谁来修江湾的灯？, “灯亮了！” */
static bool ends_as_text(struct slice s)
{
    while (s.start < s.end && in_set(slice_last(s), "”’》」』）)"))
        utf8_previous(&s.end, s.start);
    return ends_sentence(s) && !in_set(slice_last(s), "？?！!");
}

/* May it be a title? A line without a stop, which the text below does not go on from. */
static bool may_be_title(const struct piece *piece)
{
    struct slice s = slice_of(piece->text);
    return piece->label == UNDECIDED && !piece->level && !ends_as_text(s) && !last_inner_stop(s) &&
           slice_count(s) <= LONGEST_TITLE;
}

/* Does text stand directly below piece i? */
static bool is_above_text(const struct page *page, size_t i)
{
    return i + 1 < page->count && page->pieces[i + 1].label == UNDECIDED &&
           !page->pieces[i + 1].level && ends_sentence(slice_of(page->pieces[i + 1].text));
}

/* What the box that s begins with says before its number, 【要闻三】…; empty if it has none. */
static struct slice boxed_name(struct slice s)
{
    static const char *const ends[] = {"要闻", "要聞", "新闻", "新聞", "快讯", "快訊",
                                       "简讯", "簡訊", "消息", "资讯", "資訊", "热点",
                                       "熱點", "焦点", "焦點", "头条", "頭條"};
    struct slice none = {s.end, s.end}, name;
    if (!slice_skip(&s, "【"))
        return none;
    name = (struct slice){s.start, s.start};
    for (int i = 0; i < LONGEST_BOX && s.start < s.end; i++) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (in_set(code, "】"))
            return slice_count(s) >= SHORTEST_TITLE && slice_ends_any(name, ends, COUNT(ends))
                       ? name
                       : none;
        if (!is_digit(code) && !in_set(code, "一二三四五六七八九十"))
            name.end = s.start;
    }
    return none;
}

static bool heads_boxed(const struct page *page, size_t i, struct slice *name)
{
    const struct piece *piece = &page->pieces[i];
    if (!may_be_title(piece) || !is_above_text(page, i))
        return false;
    *name = boxed_name(slice_of(piece->text));
    return name->start < name->end;
}

static void know(struct piece *piece, enum label label)
{
    piece->label = label;
    piece->known = true;
}

static void label_boxed(struct page *page)
{
    size_t count = 0, first = 0;
    struct slice name;
    for (size_t i = page->count; i-- > 0;)
        if (heads_boxed(page, i, &name)) {
            first = i;
            count++;
        }
    for (size_t i = 0; count >= LEAST_ITEMS && i < page->count; i++)
        if (heads_boxed(page, i, &name))
            know(&page->pieces[i], HEADLINE);
    bool opens = first == 1 || (first > 1 && page->pieces[first - 2].label == FURNITURE);
    if (count >= LEAST_ITEMS && opens && may_be_title(&page->pieces[first - 1]))
        know(&page->pieces[first - 1], LABEL);
}

/* Does it head an item of the digest whose name is piece `name`? */
static bool heads_dashed(const struct page *page, size_t name, size_t i)
{
    bool below = i == name + 1 || (i > 0 && ends_sentence(slice_of(page->pieces[i - 1].text)));
    return i < page->count && below && may_be_title(&page->pieces[i]) &&
           slice_starts(slice_of(page->pieces[i].text), dash) && is_above_text(page, i);
}

/* Is the piece an agency's dateline with the name of a digest? */
static bool names_digest(struct page *page, size_t i, struct slice *dateline, struct slice *name)
{
    const struct piece *piece = &page->pieces[i];
    struct slice s = slice_of(piece->text);
    struct dateline read;
    if (piece->label != UNDECIDED || piece->level || !in_set(slice_last(s), "：:") ||
        !dateline_read(page->arena, s, &read) || read.byline.count)
        return false;
    *dateline = read.text;
    *name = (struct slice){read.body, s.end};
    if (name->start < name->end)
        utf8_previous(&name->end, name->start);
    bool han = slice_count(*name) >= 2 && slice_count(*name) <= LONGEST_NAME;
    for (const char *at = name->start; han && at < name->end;)
        han = is_han(utf8_next(&at, name->end));
    return han;
}

/* The name, the first title and the dateline, in this order, in place of the pieces i and i + 1. */
static void open_digest(struct page *page, size_t i, struct slice dateline, struct slice name)
{
    const struct piece whole = page->pieces[i];
    struct piece *pieces = arena_grow(page->arena, page->pieces, page->count, sizeof *pieces);
    memmove(pieces + i + 2, pieces + i + 1, (page->count - i - 1) * sizeof *pieces);
    struct piece title = pieces[i + 2], rest = piece_rest(whole);
    pieces[i] = acquire_part(page, &whole, name);
    know(&pieces[i], LABEL);
    pieces[i + 1] = title;
    pieces[i + 2] = acquire_part(page, &rest, dateline);
    page->pieces = pieces;
    page->count++;
    struct slice text = slice_of(whole.text);
    acquire_markup(page, (struct slice){text.start, dateline.start}, whole.line);
    acquire_markup(page, (struct slice){dateline.end, name.start}, whole.line);
    acquire_markup(page, (struct slice){name.end, text.end}, whole.line);
}

static void label_dashed(struct page *page)
{
    struct slice dateline, name;
    for (size_t i = 0; i + 1 < page->count; i++) {
        if (!heads_dashed(page, i, i + 1) || !names_digest(page, i, &dateline, &name))
            continue;
        size_t items = 0;
        for (size_t k = i + 1; k < page->count; k++)
            items += heads_dashed(page, i, k);
        if (items < LEAST_ITEMS)
            continue;
        for (size_t k = i + 1; k < page->count; k++)
            if (heads_dashed(page, i, k))
                know(&page->pieces[k], HEADLINE);
        open_digest(page, i, dateline, name);
        i++;
    }
}

/* 国际简讯, 一句话新闻: below 要闻 or 动态 alone long articles stand as well. Under a mark it is
 * the headline of an article whose headings are the items. */
static bool names_short_items(const struct piece *piece)
{
    static const char *const wide[] = {"新闻", "要闻", "动态", "资讯", "播报", "点击"};
    struct slice s = slice_of(piece->text);
    return !piece->level && !piece->bold && names_collection(s) &&
           (!slice_ends_any(s, wide, COUNT(wide)) || slice_starts(s, "一句话"));
}

static bool has_dateline(const struct page *page, size_t i)
{
    struct dateline dateline;
    return dateline_read(page->arena, slice_of(page->pieces[i].text), &dateline);
}

/* Behind the short item that begins with piece i: a title and a few paragraphs; i if none does. */
static size_t short_item_end(const struct page *page, size_t i)
{
    enum { MOST_PARAGRAPHS = 3, SHORTEST_LISTED = 6 };
    size_t end = i + 1;
    if (i >= page->count || !may_be_title(&page->pieces[i]) || !is_above_text(page, i))
        return i;
    struct slice s = slice_of(page->pieces[i].text);
    if (ends_sentence(s) || slice_count(s) < SHORTEST_LISTED || starts_numbered(s) ||
        is_byline(page->arena, s))
        return i;
    while (end < page->count && is_above_text(page, end - 1))
        end++;
    return end - i - 1 <= MOST_PARAGRAPHS ? end : i;
}

/* Titles and a few paragraphs in turn below the name of a collection. Where the first text alone
 * has a dateline they may be the parts of one article. */
static void label_listed(struct page *page)
{
    enum { LEAST_LISTED = 3 };
    for (size_t name = 0; name + 1 < page->count; name++) {
        size_t items = 0, dated = 0, end = name + 1;
        if (!names_short_items(&page->pieces[name]))
            continue;
        for (size_t next; (next = short_item_end(page, end)) > end; end = next) {
            items++;
            dated += has_dateline(page, end + 1);
        }
        if (items < LEAST_LISTED || (dated == 1 && has_dateline(page, name + 2)))
            continue;
        for (size_t i = name + 1, next; i < end; i = next) {
            next = short_item_end(page, i);
            know(&page->pieces[i], HEADLINE);
        }
    }
}

/* Behind the lines of the sheet that stand directly below piece i; i + 1 if there are none. */
static size_t behind_sheet(const struct page *page, size_t i)
{
    size_t next = i + 1;
    while (next < page->count && page->pieces[next].label == FURNITURE)
        next++;
    return next;
}

/* How many lines from piece `next` on say what s says, and no more; 0 if they do not. */
static size_t said_from(const struct page *page, size_t next, struct slice s)
{
    enum { MOST_LINES = 3 };
    struct slice rest = s;
    for (size_t k = next; k < next + MOST_LINES && k < page->count; k++) {
        const struct piece *piece = &page->pieces[k];
        if (piece->label != UNDECIDED || piece->rows || piece->picture)
            return 0;
        rest.start = slice_behind_words(rest, slice_of(piece->text));
        if (!rest.start)
            return 0;
        slice_skip_closing(&rest);
        if (!slice_count(rest))
            return k - next + 1;
    }
    return 0;
}

/* What a site prints above its title of the article: the name of a part of the site, or why the
 * article is there. */
static void label_above_title(struct page *page, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (page->pieces[k].label == UNDECIDED) {
            bool site = is_site_word(slice_of(page->pieces[k].text));
            know(&page->pieces[k], site ? FURNITURE : LABEL);
        }
}

static void label_titles_above(struct page *page)
{
    bool archive = false, text = false; /* a piece above is of an article */
    for (size_t i = 0; i < page->count; i++) {
        struct piece *piece = &page->pieces[i];
        bool top = !text;
        text = text || !(piece->label == FURNITURE || may_be_title(piece));
        if (piece->label != UNDECIDED || piece->level)
            continue;
        struct slice title = behind_number(slice_of(piece->text));
        size_t next = behind_sheet(page, i);
        bool parted = next > i + 1 || piece->sourced;
        if (!(parted || top) || slice_count(title) < SHORTEST_TITLE ||
            slice_count(title) > LONGEST_TITLE)
            continue;
        size_t again = said_from(page, next, title);
        bool numbered = title.start > piece->text;
        if (again && !page->reflowed && top && i > 0)
            label_above_title(page, i);
        text = text || again;
        if (again)
            piece->label = DUPLICATE;
        if (again == 1 && !page->pieces[next].level && !names_collection(title) &&
            !names_column(title))
            know(&page->pieces[next], HEADLINE);
        else if (archive && numbered && next == page->count && !ends_sentence(title))
            know(piece, HEADLINE);
        archive = archive || (again && numbered);
    }
}

/* （某省/某某）, 某县 某某 */
static bool may_be_signature(struct slice s)
{
    enum { LONGEST_SIGNATURE = 16 };
    struct slice name = s;
    while (name.start < name.end && !slice_starts(name, "读者"))
        utf8_next(&name.start, name.end);
    bool reader = slice_skip(&name, "读") && slice_skip(&name, "者") && is_full_name(name);
    return slice_count(s) <= LONGEST_SIGNATURE && !ends_sentence(s) &&
           (in_set(slice_last(s), ")）") || memchr(s.start, ' ', (size_t)(s.end - s.start)) ||
            reader || is_names(s));
}

/* 编辑同志：, 某某编辑部：; an answer addresses who wrote. */
static bool addresses_editors(struct slice s)
{
    static const char *const editors[] = {"编辑同志", "编者同志", "编辑部", "杂志社", "编辑"};
    if (!is_salutation(s))
        return false;
    utf8_previous(&s.end, s.start);
    return slice_ends_any(s, editors, COUNT(editors));
}

/* 温如玉同志：, directly behind the signature of 温如玉: who was written to answers. */
static bool answers(const struct piece *signature, struct slice s)
{
    static const char *const politely[] = {"同志", "先生", "女士", "读者", "朋友", "同学", "老师"};
    if (!is_salutation(s))
        return false;
    utf8_previous(&s.end, s.start);
    for (size_t i = 0; i < COUNT(politely); i++)
        if (slice_ends(s, politely[i]))
            s.end -= strlen(politely[i]);
    return is_full_name(s) &&
           memmem(signature->text, strlen(signature->text), s.start, (size_t)(s.end - s.start));
}

/* 您好！, alone below whom a letter addresses. */
static bool greets(struct slice s)
{
    static const char *const words[] = {"您好！", "你好！", "您好!", "你好!", "您好。", "你好。"};
    return slice_is_one_of(s, words, COUNT(words));
}

/* Does piece i begin the answer to the letter above it, with a greeting below? One without may be
 * printed under the headline of the question. */
static bool begins_answer(const struct page *page, size_t i)
{
    const struct piece *piece = &page->pieces[i], *next = piece + 1;
    return i > 0 && i + 1 < page->count && next->label == UNDECIDED &&
           greets(slice_of(next->text)) && answers(piece - 1, slice_of(piece->text));
}

static void label_letters(struct page *page)
{
    bool letter = false;
    for (size_t i = 0; i < page->count; i++) {
        struct piece *piece = &page->pieces[i];
        bool editors = addresses_editors(slice_of(piece->text));
        bool signed_above = letter && i >= 2 && may_be_signature(slice_of(piece[-1].text)) &&
                            ends_sentence(slice_of(piece[-2].text));
        if (piece->label != UNDECIDED || piece->level)
            continue;
        bool answer = signed_above && begins_answer(page, i);
        if (answer || (signed_above && editors))
            know(piece, STRAY_LEAD);
        if (answer)
            know(piece + 1, STRAY_PARAGRAPH);
        letter = letter || editors;
    }
}

void acquire_news_items(struct page *page)
{
    label_letters(page);
    label_titles_above(page);
    label_boxed(page);
    label_dashed(page);
    label_listed(page);
}
