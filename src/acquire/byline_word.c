/* SPDX-License-Identifier: MIT */
/*
 * The words of a byline that are no names: titles, duties, who writes for the paper or as a group,
 * and the place of a report. Titles and duties are closed classes of the language; no paper and no
 * place is listed.
 */
#include "acquire/byline.h"

#include <string.h>

static const char *const title_ends[] = {"記者",   "通訊員", "實習生",     "记者",
                                         "通讯员", "实习生", "特约撰稿人", "读者",
                                         "撰稿人", "评论员", "摄影师"};
enum duty_kind { NOTES = 0, WRITES = 1, DRAWS = 2 };

struct duty {
    const char *word;
    int kind;
};

/* Longest first, so that 摄影报道 is not read as 摄. */
static const struct duty duties[] = {{"摄影报道", WRITES | DRAWS},
                                     {"图片报道", NOTES},
                                     {"综合报道", WRITES},
                                     {"文字整理", WRITES},
                                     {"采访整理", WRITES},
                                     {"攝影報導", WRITES | DRAWS},
                                     {"攝影報道", WRITES | DRAWS},
                                     {"摄影", DRAWS},
                                     {"攝影", DRAWS},
                                     {"供图", DRAWS},
                                     {"供圖", DRAWS},
                                     {"制图", DRAWS},
                                     {"配图", DRAWS},
                                     {"绘图", DRAWS},
                                     {"漫画", DRAWS},
                                     {"提供", DRAWS},
                                     {"文图", WRITES | DRAWS},
                                     {"图文", WRITES | DRAWS},
                                     {"文圖", WRITES | DRAWS},
                                     {"圖文", WRITES | DRAWS},
                                     {"报道", WRITES},
                                     {"報道", WRITES},
                                     {"報導", WRITES},
                                     {"撰文", WRITES},
                                     {"采写", WRITES},
                                     {"撰稿", WRITES},
                                     {"整理", WRITES},
                                     {"供稿", WRITES},
                                     {"解答", WRITES},
                                     {"口述", WRITES},
                                     {"编译", WRITES},
                                     {"作者", WRITES},
                                     {"文字", WRITES},
                                     {"攝", DRAWS},
                                     {"摄", DRAWS},
                                     {"文", WRITES},
                                     {"图", DRAWS},
                                     {"圖", DRAWS},
                                     {"绘", DRAWS},
                                     {"作", DRAWS},
                                     {"发", NOTES}};

enum { LONGEST_VOICE = 8 };

/* 接待读者八千人 is a headline. */
enum { LONGEST_TITLE = 14, LONGEST_READER = 8 };

/* 摄影岑知白, 新闻线索提供温女士: what somebody did, before the name. */
static const char *const deeds[] = {"摄影", "攝影", "新闻线索提供", "线索提供"};

/* Behind the deed with which the word begins, if nothing but a name follows; NULL if not. */
static const char *deed_end(struct slice word)
{
    struct slice name = word;
    bool deed = slice_eat_any(&name, deeds, COUNT(deeds));
    size_t count = slice_count(name);
    bool person = is_full_name(name) || slice_ends(name, "女士") || slice_ends(name, "先生");
    return deed && person && count >= 2 && count <= LONGEST_CHINESE ? name.start : NULL;
}

const char *title_end(struct slice word)
{
    const char *found = NULL;
    for (size_t i = 0; i < COUNT(title_ends); i++) {
        size_t len = strlen(title_ends[i]);
        for (const char *p = word.start; p + len <= word.end; p++)
            if (*p == title_ends[i][0] && memcmp(p, title_ends[i], len) == 0 &&
                (!found || p + len > found))
                found = p + len;
    }
    struct slice title = {word.start, found ? found : word.start};
    size_t longest = slice_ends(title, "读者") ? LONGEST_READER : LONGEST_TITLE;
    for (const char *p = title.start; p < title.end;)
        if (in_set(utf8_next(&p, title.end), "，,。；;"))
            return NULL; /* 5日，记者… is a sentence */
    return !found ? deed_end(word) : slice_count(title) <= longest ? found : NULL;
}

/* The end of the title or deed that begins s; NULL if none does. */
static const char *beginning_title(struct slice s)
{
    struct slice rest = s;
    bool title = slice_eat_any(&rest, title_ends, COUNT(title_ends)) ||
                 slice_eat_any(&rest, deeds, COUNT(deeds));
    return title ? rest.start : NULL;
}

const char *second_title(struct slice word)
{
    static const char *const prefixes[] = {"特约", "本报", "首席", "见习", "实习", "特派", "驻站"};
    const char *first = NULL, *second = word.end;
    for (const char *p = word.start; p < word.end && second == word.end; utf8_next(&p, word.end)) {
        const char *end = beginning_title((struct slice){p, word.end});
        if (end && first && p > first)
            second = p;
        else if (end && !first)
            first = end;
    }
    for (size_t i = 0; first && second < word.end && i < COUNT(prefixes); i++)
        if (slice_ends((struct slice){first, second}, prefixes[i]))
            second -= strlen(prefixes[i]);
    size_t name = first ? slice_count((struct slice){first, second}) : 0;
    return name >= 2 && name <= LONGEST_CHINESE ? second : word.end;
}

struct slice cut_duty(struct slice word, struct byline *b)
{
    for (size_t i = 0; i < COUNT(duties); i++) {
        if (!slice_ends(word, duties[i].word))
            continue;
        struct slice name = {word.start, word.end - strlen(duties[i].word)};
        size_t count = slice_count(name);
        bool short_duty = strlen(duties[i].word) == 3 && !in_set(slice_last(word), "摄攝");
        bool half = count == 1 && b->count && slice_count(b->names[b->count - 1].given) == 1;
        if (count && ((count < 2 && !half) || short_duty))
            continue;
        b->credit = b->credit || duties[i].kind & DRAWS;
        b->writes = b->writes || duties[i].kind & WRITES;
        b->titled = b->titled || (!count && duties[i].kind & WRITES);
        return name;
    }
    return word;
}

struct slice cut_text_duty(struct slice word, struct slice rest, struct byline *byline)
{
    struct slice between = {word.end, rest.end};
    bool drawn = slice_skip(&between, "/／") && in_set(slice_first(between), "图圖摄攝");
    if (drawn && slice_ends(word, "文") && slice_count(word) >= 3) {
        word.end -= strlen("文");
        byline->writes = true;
    }
    return word;
}

bool is_paper(struct slice word)
{
    size_t count = slice_count(word);
    return count >= 3 && in_set(slice_last(word), "报報") && !is_full_name(word) &&
           is_name_of(word, LONGEST_UNIT);
}

bool is_press_group(struct slice word)
{
    static const char *const groups[] = {"通讯组", "报道组", "通讯小组", "报道小组",
                                         "采访组", "写作组", "写作小组"};
    static const char *const founds[] = {"成立", "组建", "派出", "设立", "组成", "选派", "派驻"};
    bool han = slice_count(word) > 4 && slice_count(word) <= LONGEST_UNIT;
    for (const char *at = word.start; han && at < word.end;)
        han = is_han(utf8_next(&at, word.end));
    for (size_t i = 0; han && i < COUNT(founds); i++)
        han = !slice_has(word, founds[i]); /* 报社派出采访组 */
    return han && slice_ends_any(word, groups, COUNT(groups));
}

bool is_voice(struct slice title)
{
    static const char *const agency[] = {"社记者", "台记者", "网记者", "日报记者", "晚报记者"};
    return (slice_ends(title, "评论员") && slice_count(title) > strlen("评论员") / 3) ||
           (slice_ends_any(title, agency, COUNT(agency)) && slice_count(title) <= LONGEST_VOICE);
}

/* 記者某某／某地報導: without from where. What stands behind 記者／ is the name. */
static struct slice without_place(struct slice s)
{
    static const char *const writers[] = {"本報記者", "本报记者", "記者", "记者"};
    enum { LONGEST_PLACE = 8 };
    struct slice who = s;
    if (!slice_eat_any(&who, writers, COUNT(writers)) || !report_length(s))
        return s;
    for (int i = 0; i < LONGEST_PLACE && who.end > who.start; i++) {
        uint32_t code = utf8_previous(&who.end, who.start);
        if (in_set(code, "/／"))
            return slice_count(who) ? (struct slice){s.start, who.end} : s;
        if (is_space(code))
            break;
    }
    return s;
}

/* 某某新闻记者岑知白江湾报道, a line of its own: without from where. */
static struct slice without_city(struct slice s)
{
    enum { LONGEST_CITY = 4, SHORTEST_CITY = 2 };
    const char *title = slice_ends(s, "报道") ? title_end(s) : NULL;
    struct slice name = {title ? title : s.end, title ? title : s.end};
    struct slice place = {name.start, title ? s.end - strlen("报道") : s.end};
    if (place.start >= place.end)
        return s;
    for (int count = 1; count <= 3 && name.end < place.end; count++) {
        utf8_next(&name.end, place.end);
        place.start = name.end;
        size_t left = slice_count(place);
        if (count == 3 && is_full_name(name) && !is_full_name(place) && left >= SHORTEST_CITY &&
            left <= LONGEST_CITY)
            return (struct slice){s.start, name.end};
    }
    return s;
}

/* The place in 江湾报道; empty for 综合报道, 摄影报道 and 岑知白报道. */
static struct slice place_of_report(struct slice word)
{
    enum { SHORTEST_PLACE = 2, LONGEST_PLACE = 5 };
    static const char *const how[] = {"联合", "独家", "现场", "采访", "综合", "連線", "连线"};
    struct slice place = {word.start, word.end - report_length(word)}, none = {word.end, word.end};
    size_t count = slice_count(place);
    bool region = count == SHORTEST_PLACE && in_set(slice_last(place), "州县縣京津港");
    for (size_t i = 0; i < COUNT(duties); i++)
        if (slice_is_one_of(word, &duties[i].word, 1) || slice_is_one_of(place, &duties[i].word, 1))
            return none;
    if (place.end == word.end || count < SHORTEST_PLACE || count > LONGEST_PLACE ||
        (is_full_name(place) && !region) || !is_name(place) || title_end(place))
        return none;
    return slice_is_one_of(place, how, COUNT(how)) ? none : place;
}

/* 记者 岑知白 江湾报道: the same behind a space. */
static struct slice without_far_city(struct slice s)
{
    struct slice who = s, word = {s.end, s.end};
    while (word.start > s.start && !is_space(slice_last((struct slice){s.start, word.start})))
        utf8_previous(&word.start, s.start);
    who.end = word.start;
    who = slice_trim(who);
    const char *end = title_end(who);
    struct slice place = place_of_report(word);
    return end && end < who.end && place.start < place.end ? who : s;
}

struct slice without_report_place(struct slice s)
{
    return without_far_city(without_city(without_place(s)));
}
