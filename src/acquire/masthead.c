/* SPDX-License-Identifier: MIT */
/*
 * The head of a front page: what stands below the name of a paper, one datum a line or several on
 * one. A line is of it if each of its words is a datum: a weekday, the number of the issue, how
 * many pages there are, codes of the post, the day of the old calendar, who publishes the paper.
 * What may be a headline elsewhere – the name of a paper, in Latin capitals or ending in 报, and a
 * number with the name of a page – is of it only beside a line that certainly is.
 */
#include "acquire/grammar.h"

#include <string.h>

enum {
    BYTES = 4,         /* of a character at most */
    LONGEST_LINE = 60, /* characters */
    LONGEST_PAPER = 9,
    LONGEST_NAME = 6,   /* of a page: 渡口副刊 */
    LEAST_NUMBER = 4,   /* digits of the number of an issue that stands alone */
    LEAST_CAPITALS = 6, /* letters of a name */
    LONGEST_DATUM = 24
};

static bool is_numeral(uint32_t code)
{
    return is_digit(code) || in_set(code, "〇○零一二三四五六七八九十百");
}

static size_t eat_numerals(struct slice *s)
{
    size_t count = 0;
    *s = slice_trim(*s);
    for (; is_numeral(slice_first(*s)); count++)
        utf8_next(&s->start, s->end);
    *s = slice_trim(*s);
    return count;
}

/* 星期三, 周三 */
static bool is_weekday(struct slice s)
{
    static const char *const openers[] = {"星期", "周"};
    return slice_eat_any(&s, openers, COUNT(openers)) && slice_count(s) == 1 &&
           in_set(slice_first(s), "一二三四五六日天");
}

/* 第19028号, 总第3640期, （总15155期） */
static bool is_issue_number(struct slice s)
{
    static const char *const openers[] = {"总第", "第", "总"}, *const ends[] = {"号", "期"};
    bool bracket = slice_skip(&s, "(（");
    bool opened = slice_eat_any(&s, openers, COUNT(openers)) && eat_numerals(&s) >= LEAST_NUMBER;
    bool closed = opened && slice_eat_any(&s, ends, COUNT(ends));
    return closed && (!bracket || slice_skip(&s, ")）")) && s.start == s.end;
}

/* 今日十六版, 本期8版, 今日 4 版 */
static bool is_extent(struct slice s)
{
    static const char *const openers[] = {"今日", "今天", "本报今日", "本期", "本刊", "共"};
    bool opened =
        slice_eat_any(&s, openers, COUNT(openers)) && eat_numerals(&s) && slice_starts(s, "版");
    s.start += opened ? strlen("版") : 0;
    return opened && s.start == s.end;
}

/* 农历癸卯年七月初六 */
static bool is_old_day(struct slice s)
{
    static const char *const openers[] = {"农历"}, *const ends[] = {"年", "月"};
    const char *at = s.start;
    return slice_eat_any(&s, openers, COUNT(openers)) &&
           in_set(slice_last(s), "一二三四五六七八九十") && slice_count(s) <= LONGEST_DATUM &&
           (memmem(at, (size_t)(s.end - at), ends[0], strlen(ends[0])) ||
            memmem(at, (size_t)(s.end - at), ends[1], strlen(ends[1])));
}

/* 邮发代号：1-174, 网址：…, 零售价2元: told by how it begins. */
static bool is_labelled(struct slice s)
{
    static const char *const openers[] = {"邮发代号", "国内代号", "国外代号", "代号", "零售价",
                                          "每份",     "网址",     "新闻热线", "热线", "热线电话",
                                          "电子信箱", "客户端",   "国内统一", "主办", "主办单位",
                                          "主管",     "承办",     "出版"};
    if (ends_sentence(s) || slice_count(s) > LONGEST_DATUM)
        return false;
    for (size_t i = 0; i < COUNT(openers); i++)
        if (slice_starts(s, openers[i])) {
            struct slice rest = slice_trim((struct slice){s.start + strlen(openers[i]), s.end});
            bool number = is_digit(slice_first(rest)) &&
                          (slice_ends(rest, "元") || strstr(openers[i], "代号"));
            if (in_set(slice_first(rest), ":：") || number)
                return true;
        }
    return false;
}

/* 某某日报社出版, 某某厅主管主办 */
static bool is_publisher(struct slice s)
{
    static const char *const ends[] = {"报社出版", "报社主办", "主管主办", "主管、主办",
                                       "集团出版"};
    return slice_ends_any(s, ends, COUNT(ends)) && slice_count(s) <= LONGEST_DATUM;
}

static bool is_datum(struct slice s)
{
    return is_weekday(s) || is_issue_number(s) || is_extent(s) || is_labelled(s) || is_old_day(s) ||
           is_publisher(s);
}

/* The datum or the day that s begins with is taken off it, the longest; false if it begins with
 * none. A day alone is no datum: it may sign a notice. */
static bool eat_datum(struct slice *s, bool *dated)
{
    struct slice found = {s->start, s->start};
    for (const char *at = s->start; at < s->end;) {
        utf8_next(&at, s->end);
        bool ends = at == s->end || is_space(slice_first((struct slice){at, s->end})) ||
                    in_set(slice_first((struct slice){at, s->end}), "|｜/／");
        if (ends &&
            (is_datum((struct slice){s->start, at}) || is_date_line((struct slice){s->start, at})))
            found.end = at;
    }
    *dated = found.end > found.start && is_date_line(found);
    s->start = found.end;
    while (s->start < s->end && (is_space(slice_first(*s)) || in_set(slice_first(*s), "|｜/／")))
        utf8_next(&s->start, s->end);
    return found.end > found.start;
}

bool is_masthead_data(struct slice s)
{
    if (s.end - s.start > BYTES * LONGEST_LINE || ends_sentence(s))
        return false;
    s = slice_trim(s);
    bool data = true, any = false, dated;
    while (data && s.start < s.end) {
        data = eat_datum(&s, &dated);
        any = any || !dated;
    }
    return data && any;
}

/* JIANGWAN DAILY */
static bool is_latin_name(struct slice s)
{
    size_t capitals = 0;
    for (const char *at = s.start; at < s.end; at++)
        if (*at >= 'A' && *at <= 'Z')
            capitals++;
        else if (!strchr(" '-.&", *at))
            return false;
    return capitals >= LEAST_CAPITALS;
}

/* 12 渡口副刊 */
static bool is_page_name(struct slice s)
{
    struct slice name = s;
    if (!slice_eat_number(&name) || name.start - s.start > 2)
        return false;
    struct slice rest = slice_trim(name);
    bool parted = rest.start > name.start && slice_count(rest) >= 2;
    for (const char *at = rest.start; at < rest.end && parted;)
        parted = is_han(utf8_next(&at, rest.end));
    return parted && slice_count(rest) <= LONGEST_NAME;
}

/* 某某法治报, 某 某 大 学 报; not 通报. */
static bool is_paper_name(struct slice s)
{
    static const char *const other[] = {"简报", "通报", "公报", "快报", "预报", "汇报",
                                        "捷报", "喜报", "战报", "海报", "情报", "电报",
                                        "回报", "举报", "警报", "申报", "上报"};
    static const char *const spaced[] = {"简 报", "通 报", "公 报", "快 报", "喜 报", "战 报"};
    size_t count = 0;
    if (slice_ends_any(s, other, COUNT(other)) || slice_ends_any(s, spaced, COUNT(spaced)))
        return false;
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (!is_han(code) && !is_space(code))
            return false;
        count += is_han(code);
        if (s.start == s.end)
            return code == U'报' && count >= 4 && count <= LONGEST_PAPER;
    }
    return false;
}

bool may_be_masthead(struct slice s)
{
    s = slice_trim(s);
    return is_latin_name(s) || is_page_name(s) || is_paper_name(s);
}
