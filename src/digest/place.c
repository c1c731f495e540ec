/* SPDX-License-Identifier: MIT */
/*
 * Where a figure was counted, or by whom, for a column of its own: of what an article says itself,
 * the nearest to the figure.
 *     1. A name at the beginning of the label: 青石市|对社区填报的表格. It ends with a word for a
 *        division or a body, but not with one that kinds of places end with (城中村, 智慧社区), and
 *        is no first word of a phrase: the article tells it elsewhere, too.
 *     2. The nearest subject that is named as bodies are (about.c).
 *     3. The body that speaks in a headline of two clauses: 云岭县税务局　税费服务… It ends with
 *        such a word, and has a place in it or stands in the text again; 走进社区 does neither.
 *     4. The place of the dateline: 本报|云岭|讯, 新华社|北京|12月24日电.
 * Nothing is guessed beyond that: an empty cell says less, but nothing wrong.
 */
#include "digest/digest.h"
#include "digest/words.h"

#include <string.h>

enum { LEAST_NAME = 3, LONGEST_NAME = 16, LONGEST_AGENCY = 5, LONGEST_PLACE = 8 };

/* What kinds of places and bodies end with, too: 城中村, 智慧社区, 老城区, 全县. */
static const char *const kinds[] = {
    "村",   "社区", "区",   "景区", "园区", "新区", "服务中心", "中心", "中学", "小学", "学校",
    "局",   "厅",   "旗",   "大队", "支队", "中队", "车站",     "铁路", "机场", "农场", "码头",
    "全国", "全省", "全市", "全州", "全县", "全区", "全镇",     "全乡", "全村", NULL};
/* Names of divisions, for 3. */
static const char *const divisions[] = {DIVISION_WORDS, NULL};

/* Bytes of the first n characters; all if there are not so many. */
static size_t first_characters(const char *text, size_t n)
{
    const char *p = text, *end = text + strlen(text);
    while (n-- > 0 && p < end)
        utf8_next(&p, end);
    return (size_t)(p - text);
}

/* Whether the name stands in the text more than `most` times. */
static bool tells(const struct article *article, const char *name, size_t most)
{
    size_t found = 0;
    for (size_t i = 0; i < article->block_count; i++)
        for (const char *p = article->blocks[i].text; (p = strstr(p, name)); p += strlen(name))
            if (++found > most)
                return true;
    return false;
}

/* ---- evidence ----------------------------------------------------------------------------- */

static const char *label_name(struct arena *a, const struct article *article, const char *label)
{
    size_t len = strlen(label), most = first_characters(label, LONGEST_NAME);
    for (size_t end = first_characters(label, LEAST_NAME); end <= most && end < len;
         end += first_characters(label + end, 1)) {
        size_t n = words_end(label, end, words_body.list);
        bool half =
            words_begin(label + end, (const char *const[]){"、", ")", "）", NULL}); /* 县(区|) */
        if (!n || half || n == words_end(label, end, kinds))
            continue;
        const char *name = arena_text(a, label, end);
        if (tells(article, name, 1) || strstr(article->headline, name))
            return name;
    }
    return "";
}

/* A division in the middle of a name. */
static bool has_place(const char *name)
{
    size_t len = strlen(name);
    for (size_t end = first_characters(name, 2); end < len; end += first_characters(name + end, 1))
        if (words_end(name, end, divisions))
            return true;
    return false;
}

static const char *headline_body(struct arena *a, const struct article *article)
{
    const char *joint = strstr(article->headline, "\u3000");
    size_t len = joint ? (size_t)(joint - article->headline) : 0;
    size_t characters = utf8_count(article->headline, len);
    if (characters < LEAST_NAME || characters > LONGEST_NAME ||
        !words_end(article->headline, len, words_body.list))
        return "";
    const char *name = arena_text(a, article->headline, len);
    return has_place(name) || tells(article, name, 0) ? name : "";
}

/* 北京|二月三日: the bytes before a month that is written in Han numerals; len without one. */
static size_t before_month(const char *text, size_t len)
{
    static const char *const numerals[] = {"一", "二", "三", "四", "五", "六",
                                           "七", "八", "九", "十", NULL};
    const char *month = strstr(text, "月");
    size_t end = month ? (size_t)(month - text) : len, n;
    if (end >= len)
        return len;
    while ((n = words_end(text, end, numerals)))
        end -= n;
    return end;
}

/* Behind the first word for a paper or an agency, up to a date or 讯. */
static const char *dateline_place(struct arena *a, const char *dateline)
{
    static const char *const agencies[] = {"报", "社", "网", "刊", "台", NULL};
    static const char *const ends[] = {"讯", "电", "消息"};
    size_t most = first_characters(dateline, LONGEST_AGENCY), at = 0;
    for (size_t end = 0; !at && end < most;) {
        end += first_characters(dateline + end, 1);
        at = words_end(dateline, end, agencies) ? end : 0;
    }
    const char *place = dateline + at;
    size_t len = before_month(place, strcspn(place, "0123456789"));
    for (size_t i = 0; i < COUNT(ends); i++) {
        const char *end = strstr(place, ends[i]);
        if (end && (size_t)(end - place) < len)
            len = (size_t)(end - place);
    }
    return utf8_count(place, len) <= LONGEST_PLACE ? arena_text(a, place, len) : "";
}

static const char *place_of(struct arena *a, const struct article *article,
                            const struct keyfigure *figure)
{
    const char *place = label_name(a, article, figure->label);
    if (!place[0])
        place = figure->about;
    if (!place[0])
        place = headline_body(a, article);
    return place[0] ? place : dateline_place(a, article->dateline);
}

/* Text with its NUL; NULL where nothing is kept. */
static const char *kept_text(const struct memo_bytes *kept)
{
    const char *text = kept->bytes;
    return text && kept->size && !text[kept->size - 1] ? text : NULL;
}

/* All of it depends on what the article says alone. */
const char *digest_place(struct arena *a, const struct digest *digest,
                         const struct digest_article *article, size_t figure)
{
    const char *name = article->article->text_key;
    if (!name || !digest->memo)
        return place_of(a, article->article, article->figures + figure);
    struct buf key = {0};
    buf_add(&key, name, strlen(name));
    buf_add(&key, (const char *)&figure, sizeof figure);
    struct memo_bytes kept = memo_find_bytes(digest->memo, MEMO_PLACE, key.text, key.len);
    const char *place = kept_text(&kept);
    if (!place) {
        place = place_of(a, article->article, article->figures + figure);
        memo_keep_bytes(digest->memo, MEMO_PLACE, key.text, key.len, place, strlen(place) + 1);
    }
    buf_release(&key);
    return place;
}
