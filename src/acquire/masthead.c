/* SPDX-License-Identifier: MIT */
/*
 * The heads of pages. A line with the day and the weekday or the number of the page is one, and a
 * word that is the number of the page. On a front page more stands below the name of the paper, one
 * datum a line or several on one. A line is of that if each of its words is a datum: a weekday, the
 * number of the issue, how many pages there are, codes of the post, the day of the old calendar,
 * who publishes the paper. Unless a day with its year is among them they may begin or end a
 * headline elsewhere, so they are of it only below or above a line that certainly is of the sheet;
 * and so are the name of a paper, in Latin capitals or ending as papers do, and a number with the
 * name of a page.
 */
#include "acquire/grammar.h"

#include <string.h>

enum {
    BYTES = 4,         /* of a character at most */
    LONGEST_LINE = 60, /* characters */
    SHORTEST_PAPER = 4,
    LONGEST_PAPER = 9,
    LONGEST_NAME = 6,   /* of a page: 渡口副刊 */
    LEAST_NUMBER = 4,   /* digits of the number of an issue that stands alone */
    LEAST_CAPITALS = 6, /* letters of a name */
    LONGEST_HEAD = 24,
    LONGEST_DATUM = 24
};

static size_t eat_numerals(struct slice *s)
{
    *s = slice_trim(*s);
    size_t count = slice_eat_numerals(s);
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

/* 农历辛亥年三月初十, 农历闰六月廿二; *year says whether it has its year. */
static bool is_old_day(struct slice s, bool *year)
{
    static const char *const openers[] = {"农历"}, *const months[] = {"月"};
    *year = false;
    if (!slice_eat_any(&s, openers, COUNT(openers)) || slice_count(s) > LONGEST_DATUM)
        return false;
    const char *sign = memmem(s.start, (size_t)(s.end - s.start), "年", strlen("年"));
    *year = sign && sign > s.start;
    s.start = *year ? sign + strlen("年") : s.start;
    slice_skip(&s, "闰");
    bool month =
        (slice_skip(&s, "正冬腊") || eat_numerals(&s)) && slice_eat_any(&s, months, COUNT(months));
    bool begun = slice_skip(&s, "初廿十");
    bool tens = slice_starts(s, "二十") || slice_starts(s, "三十");
    size_t numerals = eat_numerals(&s);
    return month && (begun || tens) && numerals <= 3 && s.start == s.end;
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
    bool year;
    return is_weekday(s) || is_issue_number(s) || is_extent(s) || is_labelled(s) ||
           is_old_day(s, &year) || is_publisher(s);
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

/* Nothing but data; sets whether a day is among them. A day alone is none, but for one of the old
 * calendar. */
static bool read_data(struct slice s, bool *day)
{
    s = slice_trim(s);
    if (is_old_day(s, day))
        return true;
    *day = false;
    if (s.end - s.start > BYTES * LONGEST_LINE || ends_sentence(s))
        return false;
    bool data = true, any = false, dated;
    while (data && s.start < s.end) {
        data = eat_datum(&s, &dated);
        any = any || !dated;
        *day = *day || dated;
    }
    return data && any;
}

static size_t count_digits(struct slice s)
{
    size_t digits = 0;
    for (; s.start < s.end; s.start++)
        digits += is_digit(*s.start);
    return digits;
}

static bool has_folio(struct slice s)
{
    const char *sign = memmem(s.start, (size_t)(s.end - s.start), "版", strlen("版"));
    return sign && sign > s.start && is_digit(sign[-1]);
}

/* A masthead of one line: the paper's or the page's name, the date and the weekday or the folio. */
static bool names_day(struct slice s)
{
    bool date =
        slice_has(s, "年") && slice_has(s, "月") && slice_has(s, "日") && count_digits(s) >= 5;
    if (!date || slice_count(s) > LONGEST_LINE || !(slice_has(s, "星期") || has_folio(s)))
        return false;
    return !ends_sentence(s) && !last_inner_stop(s) && !slice_has(s, "，") && !slice_has(s, ",");
}

/* 某某周报 第4版 综合: a word of the running head is the folio. */
static bool is_running_head(struct slice s)
{
    if (!has_folio(s) || slice_count(s) > LONGEST_HEAD || ends_sentence(s) || last_inner_stop(s))
        return false;
    while (s.start < s.end) {
        const char *start = s.start, *end = start;
        while (s.start < s.end && !is_space(utf8_next(&s.start, s.end)))
            end = s.start;
        struct slice word = {start, end};
        if (slice_starts(word, "第"))
            word.start += strlen("第");
        word.start += word.start < word.end && *word.start >= 'A' && *word.start <= 'Z';
        if (slice_eat_number(&word) && slice_starts(word, "版") &&
            word.start + strlen("版") == word.end)
            return true;
    }
    return false;
}

bool is_page_head(struct slice s)
{
    bool day;
    return names_day(s) || is_running_head(s) || (read_data(s, &day) && day);
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

/* 某某法治报, 某 某 大 学 报: ends as papers are called, with or without spaces. */
static bool is_paper_name(struct slice s)
{
    static const char *const ends[] = {
        "日报",   "晚报",   "早报",   "晨报",   "时报",   "商报",   "学报",   "周报",
        "导报",   "校报",   "法治报", "法制报", "都市报", "青年报", "少年报", "老年报",
        "工人报", "农民报", "农村报", "妇女报", "教育报", "科技报", "经济报", "文化报",
        "文艺报", "文学报", "体育报", "健康报", "生活报", "消费报", "政协报", "电视报"};
    char name[BYTES * LONGEST_PAPER];
    struct slice whole = {name, name};
    for (size_t count = 0; s.start < s.end;) {
        const char *at = s.start;
        uint32_t code = utf8_next(&s.start, s.end);
        if (is_space(code))
            continue;
        if (!is_han(code) || count++ == LONGEST_PAPER)
            return false;
        memcpy(name + (whole.end - name), at, (size_t)(s.start - at));
        whole.end += s.start - at;
    }
    return slice_count(whole) >= SHORTEST_PAPER && slice_ends_any(whole, ends, COUNT(ends));
}

bool is_masthead_data(struct slice s)
{
    bool day;
    return read_data(s, &day);
}

bool may_be_masthead(struct slice s)
{
    s = slice_trim(s);
    return is_latin_name(s) || is_page_name(s) || is_paper_name(s);
}
