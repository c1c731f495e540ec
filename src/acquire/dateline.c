/* SPDX-License-Identifier: MIT */
/*
 * Datelines: 本报某地10月8日电（记者 某某）, 本报讯 记者某某报道：, or a byline in brackets alone
 * (grammar.h). One that fills its line has no sign behind it that ends it, so it must be in its
 * shortest form, or close with the day: a headline may end with 消息 or 电 as well.
 */
#include "acquire/grammar.h"

#include <string.h>

/* An agency or paper of record opens the dateline: 本报, 某社, 某某日报, 某某网. */
static bool names_agency(struct slice s)
{
    static const char *const own[] = {"本报", "本報", "本刊", "本社",
                                      "本台", "本臺", "本网", "本網"};
    if (slice_starts_any(s, own, COUNT(own)))
        return true;
    for (int i = 0; i < 8 && s.start < s.end; i++) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (i >= 2 && in_set(code, "社网網报報台臺媒"))
            return true;
        if (!is_han(code))
            return false;
    }
    return false;
}

/* The length of the word that a dateline ends with, 0 if s ends with none. */
static size_t closing_word(struct slice s)
{
    static const char *const words[] = {"讯", "訊", "电", "電", "消息", "综合报道"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (slice_ends(s, words[i]))
            return strlen(words[i]);
    return 0;
}

/* 某网消息, 某社河湾10月8日电: nothing else can be meant. */
static bool is_bare(struct slice head)
{
    struct slice rest = {head.start, head.end - closing_word(head)};
    const char *last = rest.end;
    uint32_t code = rest.start < last ? utf8_previous(&last, rest.start) : 0;
    uint32_t number = last > rest.start ? utf8_previous(&last, rest.start) : 0;
    bool day = code == 0x65E5 && (is_digit(number) || in_set(number, "一二三四五六七八九十"));
    return day || (slice_count(rest) <= 6 && in_set(code, "报報社网網台臺刊"));
}

enum { LEAST_NEWS = 20 /* characters of text, which a headline has not */ };

/* 本报讯 and nothing else, with text directly behind it. */
static bool is_own(struct slice head, struct slice rest)
{
    static const char *const words[] = {"本报讯", "本報訊", "本刊讯",
                                        "本网讯", "本台讯", "本台消息"};
    return slice_is_one_of(head, words, COUNT(words)) && is_han(slice_first(rest)) &&
           slice_count(rest) >= LEAST_NEWS && (ends_sentence(rest) || last_inner_stop(rest));
}

/* Does the text behind head go on without a sign? 本报某地5日电记者某某报道,
 * 某社某地5日电受某部委托. */
static bool is_run_on(struct slice head, struct slice rest)
{
    static const char *const who[] = {"记者", "通讯员", "特约", "特派", "本报记者", "实习生"};
    size_t len = closing_word(head);
    if (!len || rest.start == rest.end)
        return false;
    struct slice day = {head.start, head.end - len};
    bool dated = slice_ends(day, "日") && (slice_ends(head, "电") || slice_ends(head, "讯"));
    return slice_starts_any(rest, who, COUNT(who)) || is_own(head, rest) ||
           (dated && is_digit(day.end[-(ptrdiff_t)strlen("日") - 1]));
}

static const char *closing_bracket(struct slice s)
{
    while (s.start < s.end) {
        const char *here = s.start;
        if (in_set(utf8_next(&s.start, s.end), ")）】]〕"))
            return here;
    }
    return NULL;
}

/* 某都讯 记者某某, 某某在线消息（记者某某）: a name that no agency has counts where who wrote
 * stands behind it, a longer one only before a bracket with which its sentence is not over. */
static bool is_signed(struct slice head, struct slice rest)
{
    const char *closed = closing_bracket(rest);
    if (closed)
        utf8_next(&closed, rest.end);
    bool goes_on = closed && in_set(slice_first((struct slice){closed, rest.end}), "，,、");
    static const char *const who[] = {"记者", "記者", "通讯员", "通訊員"};
    size_t count = slice_count(head);
    rest = slice_trim(rest);
    bool bracket = slice_skip(&rest, "(（【[");
    bool brief = (slice_ends(head, "讯") || slice_ends(head, "訊")) && (count == 3 || count == 4);
    return (brief || (bracket && count > 4 && !goes_on)) && slice_starts_any(rest, who, COUNT(who));
}

/* Does s end with a day of the year, 3月28日, behind something else? */
static bool ends_with_day(struct slice s)
{
    static const char *const units[] = {"日", "月"};
    for (size_t i = 0; i < COUNT(units); i++) {
        const char *start = s.end;
        if (!slice_ends(s, units[i]))
            return false;
        s.end -= strlen(units[i]);
        for (start = s.end; start > s.start && is_digit((unsigned char)start[-1]);)
            start--;
        if (start == s.end)
            return false;
        s.end = start;
    }
    return s.end > s.start;
}

/* 江湾3月28日电, 某频道8月11日报道: — the day tells what no agency does. A sentence may begin with
 * 据 and end so as well. */
static bool is_dated(struct slice head, struct slice rest)
{
    size_t word = closing_word(head);
    if (slice_ends(head, "报道") && in_set(slice_first(rest), ":："))
        word = strlen("报道");
    return word && is_han(slice_first(head)) && !slice_starts(head, "据") &&
           ends_with_day((struct slice){head.start, head.end - word});
}

/* The part before the bracket, the colon, the space or the end, if it is a dateline:
 * 本报某地10月8日电. */
static bool dateline_head(struct slice s, struct slice *head)
{
    const char *p = s.start, *here = s.start;
    bool agency = names_agency(s);
    while (p < s.end) {
        here = p;
        uint32_t code = utf8_next(&p, s.end);
        if (in_set(code, "(（【[:：)）/") || is_space(code))
            break;
        if (!is_han(code) && !is_digit(code))
            return false;
        here = p;
        if (agency && is_run_on((struct slice){s.start, p}, (struct slice){p, s.end})) {
            *head = (struct slice){s.start, p};
            return slice_count(*head) <= 24;
        }
    }
    *head = (struct slice){s.start, here};
    struct slice rest = {here, s.end};
    bool dated = is_dated(*head, rest);
    return (dated || closing_word(*head)) && slice_count(*head) <= 24 &&
           (dated || names_agency(*head) || is_signed(*head, rest)) &&
           (here < s.end || is_bare(*head));
}

bool is_source_note(struct slice s)
{
    struct slice head;
    bool opened = slice_skip(&s, "(（"), closed = in_set(slice_last(s), ")）");
    if (slice_starts(s, "据"))
        s.start += strlen("据");
    return opened && closed && dateline_head(s, &head) &&
           in_set(slice_first((struct slice){head.end, s.end}), ")）");
}

/* The content of the bracket that s begins with, and the rest behind it. */
static bool split_bracket(struct slice s, struct slice *inside, struct slice *rest)
{
    *inside = s;
    if (!slice_skip(inside, "(（【[〔"))
        return false;
    const char *close = closing_bracket(*inside);
    if (!close)
        return false;
    *rest = (struct slice){close, s.end};
    slice_skip(rest, ")）】]〕");
    inside->end = close;
    return slice_count(*inside) <= 60;
}

static bool are_full_names(const struct byline *byline)
{
    for (size_t i = 0; i < byline->count; i++)
        if (!is_full_name(byline->names[i].given))
            return false;
    return true;
}

/* A bracket behind the agency's words: the byline, or part of the dateline (a programme). */
static bool read_bracket(struct arena *a, struct slice *rest, struct dateline *dateline)
{
    struct slice inside, behind;
    if (!split_bracket(*rest, &inside, &behind))
        return false;
    uint32_t next = slice_first(slice_trim(behind));
    bool alone = !next || in_set(next, ":：");
    bool names = byline_read(a, inside, &dateline->byline);
    if (!names || (alone && !dateline->byline.titled && !are_full_names(&dateline->byline))) {
        dateline->byline = (struct byline){0};
        dateline->text.end = behind.start;
    }
    *rest = slice_trim(behind);
    return true;
}

enum { LONGEST_REPORT = 40 /* characters of names up to 报道 */ };

/* Reads `names` if they end with 报道, or stand before a space; without a title only where news
 * begins behind that: 岑知白 据…. */
static bool read_names(struct arena *a, struct slice names, bool space, bool news,
                       struct byline *byline)
{
    bool reports = slice_ends(names, "报道");
    if (!(reports || space) || !byline_read(a, names, byline))
        return false;
    bool full = are_full_names(byline);
    return reports ? byline->titled || full : (byline->titled || news) && full;
}

/* 据某局监测, 近日: so begins what a name without a title stands before. */
static bool opens_news(const char *start, const char *end)
{
    struct slice s = slice_trim((struct slice){start, end});
    return slice_starts(s, "据") || starts_with_time(s);
}

/* 本报讯 魏来、特约记者石磊报道:仲秋时节, 本报讯 记者石磊 仲秋时节: who wrote stands without
 * brackets. */
static void read_report(struct arena *a, struct slice *rest, struct dateline *dateline)
{
    const char *start = rest->start, *end = start;
    for (int i = 0; i < LONGEST_REPORT && end < rest->end; i++) {
        const char *here = end;
        uint32_t code = utf8_next(&end, rest->end);
        struct byline byline;
        if (in_set(code, "，。“,"))
            return;
        if (!(in_set(code, ":：") || is_space(code)) ||
            !read_names(a, (struct slice){start, here}, is_space(code), opens_news(end, rest->end),
                        &byline))
            continue;
        dateline->byline = byline;
        *rest = slice_trim((struct slice){here, rest->end});
    }
}

/* 记者石磊报道:仲秋时节 */
static bool read_bare_report(struct arena *a, struct slice s, struct dateline *dateline)
{
    enum { BYTES = 3 * LONGEST_REPORT };
    size_t len = (size_t)(s.end - s.start);
    struct slice rest = s;
    if (!memmem(s.start, len < BYTES ? len : BYTES, "报道", strlen("报道")))
        return false;
    read_report(a, &rest, dateline);
    if (!dateline->byline.count ||
        !slice_ends(slice_trim((struct slice){s.start, rest.start}), "报道"))
        return false;
    dateline->text = (struct slice){s.start, s.start};
    slice_skip(&rest, ":：");
    dateline->body = slice_trim(rest).start;
    return slice_count(slice_trim(rest)) > 0;
}

/* 【某社某地十四日电】, with text behind it, and perhaps who wrote it: 【本报讯】（记者某某）. */
static bool read_boxed(struct arena *a, struct slice s, struct dateline *dateline)
{
    struct slice inside, rest, head;
    if (!in_set(slice_first(s), "【[") || !split_bracket(s, &inside, &rest) ||
        !dateline_head(inside, &head) || head.end != inside.end || !slice_count(rest))
        return false;
    dateline->text = (struct slice){s.start, slice_trim((struct slice){s.start, rest.start}).end};
    rest = slice_trim(rest);
    struct dateline named = *dateline;
    struct slice behind = rest;
    if (in_set(slice_first(rest), "(（") && read_bracket(a, &behind, &named) &&
        named.byline.count) {
        *dateline = named;
        rest = behind;
    }
    dateline->body = rest.start;
    return true;
}

size_t report_length(struct slice s)
{
    static const char *const words[] = {"报道", "報導", "報道", "专访", "專訪"};
    for (size_t i = 0; i < COUNT(words); i++)
        if (slice_ends(s, words[i]))
            return strlen(words[i]);
    return 0;
}

/* 〔記者某某／某地報導〕, 【记者 某某 报道】: who wrote, and where, before the text. */
static bool read_boxed_report(struct arena *a, struct slice s, struct dateline *dateline)
{
    struct slice inside, rest;
    if (!in_set(slice_first(s), "【[〔") || !split_bracket(s, &inside, &rest) || !slice_count(rest))
        return false;
    struct slice names = inside, place = {inside.end, inside.end};
    for (const char *at = inside.start; at < inside.end;) {
        const char *here = at;
        if (in_set(utf8_next(&at, inside.end), "/／")) {
            names.end = here;
            place.start = at;
            break;
        }
    }
    if (place.start < place.end && !report_length(place))
        return false;
    names.end -= report_length(names);
    dateline->text = place.start < place.end ? place : (struct slice){s.start, s.start};
    dateline->body = slice_trim(rest).start;
    return byline_read(a, slice_trim(names), &dateline->byline) && dateline->byline.titled;
}

/* 某社記者岑知白江湾14日電: takes who wrote off the front of an agency's words. */
static bool split_reporter(struct slice inside, struct slice *who, struct slice *dated)
{
    static const char *const titles[] = {"記者", "记者"};
    struct slice name = inside;
    while (name.start < name.end && !slice_starts_any(name, titles, COUNT(titles)))
        utf8_next(&name.start, name.end);
    if (!slice_eat_any(&name, titles, COUNT(titles)))
        return false;
    *dated = (struct slice){name.start, inside.end};
    for (int count = 1; count <= 3 && dated->start < dated->end; count++) {
        utf8_next(&dated->start, dated->end);
        name.end = dated->start;
        *who = (struct slice){inside.start, dated->start};
        if (count == 3 && is_full_name(name))
            return slice_count(*dated) > closing_word(*dated);
    }
    return false;
}

/* （某社江湾11日電）, （某社記者岑知白江湾14日電）, with text behind it. */
static bool read_bracketed(struct arena *a, struct slice s, struct dateline *dateline)
{
    struct slice inside, rest, head, who, dated;
    if (!split_bracket(s, &inside, &rest) || !slice_count(rest))
        return false;
    dateline->body = slice_trim(rest).start;
    dateline->text = (struct slice){s.start, s.start};
    if (byline_read(a, inside, &dateline->byline) && dateline->byline.titled)
        return !dateline->byline.credit || dateline->byline.writes;
    *dateline = (struct dateline){.body = dateline->body};
    if (!dateline_head(inside, &head) || head.end != inside.end || !is_bare(head))
        return false;
    dateline->text = (struct slice){s.start, slice_trim((struct slice){s.start, rest.start}).end};
    if (!split_reporter(inside, &who, &dated))
        return true;
    dateline->text = dated;
    return byline_read(a, who, &dateline->byline) && dateline->byline.titled;
}

static bool read_dateline(struct arena *a, struct slice s, struct dateline *dateline)
{
    struct slice rest;
    *dateline = (struct dateline){0};
    if (in_set(slice_first(s), "(（"))
        return read_bracketed(a, s, dateline);
    if (read_boxed(a, s, dateline))
        return true;
    *dateline = (struct dateline){0};
    if (read_boxed_report(a, s, dateline))
        return true;
    *dateline = (struct dateline){0};
    if (!dateline_head(s, &dateline->text)) {
        *dateline = (struct dateline){0};
        return read_bare_report(a, s, dateline);
    }
    struct slice head = dateline->text;
    rest = slice_trim((struct slice){head.end, s.end});
    if (in_set(slice_first(rest), "(（【[") && !read_bracket(a, &rest, dateline))
        return false;
    if (!dateline->byline.count && !names_agency(head) && dateline->text.end > head.end)
        return false; /* 传来消息（记者拍到），: it was for who wrote that it counted */
    if (!dateline->byline.count)
        read_report(a, &rest, dateline);
    slice_skip(&rest, ":：/");
    dateline->body = slice_trim(rest).start;
    return true;
}

bool dateline_read(struct arena *a, struct slice s, struct dateline *dateline)
{
    if (!read_dateline(a, s, dateline))
        return false;
    struct slice ahead = {s.start, dateline->text.start},
                 between = {dateline->text.end, dateline->body};
    bool first = ahead.start < ahead.end; /* 〔記者某某／某地報導〕 */
    dateline->names = first ? ahead : between;
    dateline->spare = first ? between : (struct slice){dateline->body, dateline->body};
    return true;
}
