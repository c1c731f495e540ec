/* SPDX-License-Identifier: MIT */
/*
 * Bylines and credits. They are a small closed language, so they are read by a grammar and not
 * guessed by weights; datelines (dateline.c), which hold bylines, are too:
 *
 *   byline   = [mark] [bracket] word { space word } [bracket]
 *   word     = title | name | title name | duty | name duty | unit
 *   title    = anything short that ends in 记者, 通讯员, 实习生 …      本报记者, 特约通讯员
 *   duty     = 摄, 供图, 文/图, 报道 …
 *   unit     = what ends as the name of an office or an enterprise ends; it stands as a title
 *   name     = 2 to 10 Han characters or ·, or two single ones with a space between
 *   dateline = agency [place] [date] 讯|电|消息 [bracket byline bracket] [：]
 *            | bracket byline bracket
 *
 * A byline needs a title, a mark or a duty. Names alone cannot be told from any other short line by
 * their form; is_names() says that every word is the name of a person, and classify.c weighs that
 * against the line's place. name.c knows names, byline_word.c all other words.
 */
#include "acquire/byline.h"

#include <string.h>

static const char marks[] = BULLETS "○";

/* What a title is the first half of when a column is named after it. */
static const char *const column_words[] = {
    "手记", "观察", "调查", "来信", "札记", "日记", "体验", "视角",   "见闻", "感言",
    "连线", "留言", "来电", "来论", "投稿", "反映", "建议", "走基层", "之声", "园地",
    "链接", "数说", "数读", "预告", "背景", "提示", "提醒", "阅读",   "回放", "声音"};
/* Attached to a title: 记者石磊; 读者之友 is a column. */
enum { LONGEST_ATTACHED = 3 };

enum { SHORTEST_OFFICE = 4 };

static void add_name(struct arena *a, struct byline *b, struct slice title, struct slice given)
{
    b->names = arena_grow(a, b->names, b->count, sizeof *b->names);
    b->names[b->count++] = (struct byline_name){title, given};
}

/* One character alone is half of a name that was spaced out: 李 明. */
static bool joins_last(const struct byline *b, struct slice name)
{
    if (!b->count || slice_count(name) != 1)
        return false;
    struct slice last = b->names[b->count - 1].given;
    return slice_count(last) == 1 && slice_count((struct slice){last.end, name.start}) == 0;
}

static bool begins_name(struct slice rest)
{
    bool spaced;
    return is_full_name(next_name(&rest, &spaced));
}

/* ■镇里请来义诊队 is a headline. */
static bool is_brief_name(struct slice name)
{
    return slice_count(name) <= 4 || slice_has(name, "·");
}

/* Whether all are whole names; `*brief` says whether none is as long as a headline. */
static bool are_names(const struct byline *byline, bool *brief)
{
    *brief = true;
    for (size_t i = 0; i < byline->count; i++) {
        if (slice_count(byline->names[i].given) < 2)
            return false;
        *brief = *brief && is_brief_name(byline->names[i].given);
    }
    return byline->count > 0;
}

static bool are_full(const struct byline *byline)
{
    bool full = true;
    for (size_t i = 0; i < byline->count; i++)
        full = full && is_full_name(byline->names[i].given);
    return full;
}

/* Behind a mark stands a column or an item as often as a name: ■数说, ●案例一, □综合新闻. Where the
 * mark is one of lists only whole names are names. */
static bool are_authors(const struct byline *byline, bool listed)
{
    struct slice s = byline->names[0].given;
    if (are_full(byline))
        return true;
    bool heading = slice_ends_any(s, column_words, COUNT(column_words)) || names_column(s) ||
                   names_collection(s) || in_set(slice_last(s), "一二三四五六七八九十");
    return !listed && !(byline->count == 1 && heading);
}

/* 记者|走访老城区时: what stands behind a title without a space and is longer than a name. */
static bool is_phrase(struct slice word)
{
    return slice_count(word) > LONGEST_CHINESE && !is_foreign_name(word);
}

/* Is what stands behind a title in the same word no name, but the rest of a column's? Behind a
 * space a name may be of any form. */
static bool names_column_of(struct slice word, struct slice rest)
{
    bool alone = slice_count(rest) == 0 && slice_count(word) <= LONGEST_ATTACHED;
    return slice_is_one_of(word, column_words, COUNT(column_words)) ||
           (alone && !is_full_name(word));
}

static void add_word(struct arena *a, struct byline *b, struct slice title, struct slice word)
{
    if (joins_last(b, word)) {
        b->names[b->count - 1].given.end = word.end;
        return;
    }
    for (bool row = runs_together(word); row && word.start < word.end;) {
        struct slice name = first_of_row(word);
        add_name(a, b, title, name);
        word.start = name.end;
    }
    if (word.start < word.end)
        add_name(a, b, title, word);
}

/* Does the word stand in a bracket that ends what is read? */
static bool is_noted(struct slice word, struct slice rest)
{
    if (rest.end == word.end || !in_set(slice_last((struct slice){word.end, rest.end}), ")）"))
        return false;
    for (const char *p = word.end; p < rest.end;)
        if (in_set(utf8_next(&p, rest.end), "(（"))
            return false;
    return true;
}

enum { LONGEST_BYLINE = 240 /* bytes */ };

/* Behind ■ and the like, and behind a letter that is a mark in the paper's own face: N本报记者. */
static const char *behind_marks(struct slice s)
{
    while (in_set(slice_first(s), marks))
        utf8_next(&s.start, s.end);
    bool letter = s.start < s.end && (*s.start | 32) >= 'a' && (*s.start | 32) <= 'z';
    bool mark = letter && slice_starts((struct slice){s.start + 1, s.end}, "本报记者");
    return mark ? s.start + 1 : s.start;
}

/* The next word, up to a second title in it. */
static struct slice next_titled(struct slice *rest)
{
    struct slice word = next_word(rest);
    const char *second = second_title(word);
    if (second < word.end)
        word.end = rest->start = second;
    return word;
}

/* Adds the word if it is a group that writes, which needs no title. */
static bool add_group(struct arena *a, struct byline *b, struct slice title, struct slice word)
{
    if (!is_press_group(word))
        return false;
    add_name(a, b, title, word);
    b->titled = true;
    return true;
}

/* Are all of it names? Those behind a mark need no title. */
static bool are_signers(struct byline *byline, bool marked, bool listed)
{
    bool brief;
    if (!are_names(byline, &brief))
        return false;
    byline->titled = byline->titled || (marked && brief && are_authors(byline, listed));
    return true;
}

/* A name, or several run together; directly behind a title it is no phrase. */
static bool may_be_names(struct slice word, bool behind_title)
{
    return runs_together(word) || (is_name(word) && !(behind_title && is_phrase(word)));
}

/* Does the next word begin with a title? */
static bool is_titled(struct slice rest)
{
    return title_end(next_titled(&rest)) != NULL;
}

bool byline_read(struct arena *a, struct slice s, struct byline *byline)
{
    struct slice title = {s.start, s.start};
    *byline = (struct byline){0};
    s = without_report_place(slice_trim(s));
    if (s.end - s.start > LONGEST_BYLINE)
        return false;
    uint32_t mark = slice_first(s);
    bool group = false, marked = in_set(mark, marks), listed = in_set(mark, "•·●");
    s.start = behind_marks(s);
    while (s.start < s.end) {
        struct slice word = next_titled(&s);
        const char *end = title_end(word);
        if (end) {
            title = (struct slice){word.start, end};
            word.start = end;
            byline->titled = true;
        }
        group = group || (!end && is_press_group(word));
        if (!end && add_group(a, byline, title, word))
            continue;
        if (!end && ((is_unit(word) && begins_name(s)) || (is_paper(word) && is_titled(s)))) {
            title = word;
            byline->titled = byline->titled || is_person(word);
            continue;
        }
        word = cut_duty(cut_text_duty(word, s, byline), byline);
        if (word.start == word.end)
            continue;
        if (byline->count && is_noted(word, s) && is_unit(word))
            break; /* where the author is from, and as what */
        if (!may_be_names(word, end == word.start) ||
            (end && !byline->count && names_column_of(word, s)))
            return false;
        add_word(a, byline, title, word);
    }
    if ((!byline->count || group) && is_voice(title))
        add_name(a, byline, (struct slice){title.end, title.end}, title);
    return are_signers(byline, marked, listed);
}

bool is_byline(struct arena *a, struct slice s)
{
    struct byline byline;
    struct dateline dateline;
    if (dateline_read(a, s, &dateline))
        return false;
    return byline_read(a, s, &byline) && byline.titled && !byline.credit;
}

enum { LONGEST_AGENCY = 6 };

/* （江湾影像）, （视觉江湾）: in brackets, and called by what it keeps. */
static bool is_stock_of_pictures(struct slice s)
{
    enum { LENGTH = 4 };
    static const char *const kept[] = {"影像", "视觉", "图库"};
    bool named = false;
    if (!slice_skip(&s, "(（") || !in_set(slice_last(s), ")）"))
        return false;
    utf8_previous(&s.end, s.start);
    for (size_t i = 0; i < COUNT(kept); i++)
        named = named || slice_starts(s, kept[i]) || slice_ends(s, kept[i]);
    return named && slice_count(s) == LENGTH && is_name(s);
}

/* 资料图片, 图片由某单位提供, 某社发: a credit without a name. */
static bool is_stock_credit(struct slice s)
{
    static const char *const openings[] = {"图片", "照片", "资料图", "资料照", "资料片", "图源",
                                           "图／", "图/",  "图取自", "圖片",   "資料圖", "資料照",
                                           "圖源", "圖／", "圖/",    "圖取自", "圖擷",   "翻攝自"};
    static const char *const closings[] = {"平台圖片）", "資料照片）", "視頻截圖）",
                                           "平台图片）", "资料图片）", "视频截图）"};
    if (is_stock_of_pictures(s))
        return true;
    bool bracketed = slice_skip(&s, "(（");
    if (slice_ends(s, "社发") && slice_count(s) <= LONGEST_AGENCY)
        return true;
    if (slice_count(s) < 3 || slice_count(s) > 24 || ends_sentence(s) || last_inner_stop(s) ||
        slice_ends(s, "新闻") || slice_ends(s, "说明"))
        return false;
    return slice_starts_any(s, openings, COUNT(openings)) ||
           (bracketed && slice_ends_any(s, closings, COUNT(closings)));
}

bool is_credit(struct arena *a, struct slice s)
{
    struct byline byline;
    s = slice_trim(s);
    size_t count = s.end - s.start > LONGEST_BYLINE ? 0 : slice_count(s);
    if (count < 3 || count > 60)
        return false;
    return is_stock_credit(s) || (byline_read(a, s, &byline) && byline.credit);
}

bool has_both_duties(struct arena *a, struct slice s)
{
    struct byline byline;
    return byline_read(a, s, &byline) && byline.credit && byline.writes;
}

bool is_office_note(struct slice s)
{
    if (!slice_skip(&s, "(（") || !in_set(slice_last(s), ")）"))
        return false;
    utf8_previous(&s.end, s.start);
    return slice_count(s) >= SHORTEST_OFFICE && is_name(s) && ends_unit(s) &&
           !in_set(slice_last(s), "村县市区乡镇省州盟旗队地");
}
