/* SPDX-License-Identifier: MIT */
/*
 * The line under a headline on a web page: when it was put there, from which paper, by whom, how
 * often it was read. Its labels are set phrases; a few of them also open lines of running text
 * (记者： in an interview, 时间： in a notice) and count only beside another sign. The names behind
 * 作者 are the byline.
 */
#include "acquire/grammar.h"

#include <string.h>

enum { LONGEST = 120, LONGEST_VALUE = 36, LONGEST_SOURCE = 16, STAMP = 9 /* 2019-5-29 */ };

struct info_label {
    const char *text;
    enum { CERTAIN = 1, AUTHOR = 2 } kind;
};

static const struct info_label labels[] = {
    {"新闻来源", CERTAIN}, {"新聞來源", CERTAIN}, {"本文来源", CERTAIN}, {"文章来源", CERTAIN},
    {"內容來源", CERTAIN}, {"内容来源", CERTAIN}, {"來源", CERTAIN},     {"發布時間", CERTAIN},
    {"發佈時間", CERTAIN}, {"責任編輯", CERTAIN}, {"字號", CERTAIN},     {"瀏覽次數", CERTAIN},
    {"发布者", CERTAIN},   {"发布人", CERTAIN},   {"浏览量", CERTAIN},   {"阅读次数", CERTAIN},
    {"点击次数", CERTAIN}, {"访问量", CERTAIN},   {"信息来源", CERTAIN}, {"来源", CERTAIN},
    {"稿源", CERTAIN},     {"发布时间", CERTAIN}, {"发布日期", CERTAIN}, {"发表时间", CERTAIN},
    {"更新时间", CERTAIN}, {"责任编辑", CERTAIN}, {"责编", CERTAIN},     {"编辑", CERTAIN},
    {"校对", CERTAIN},     {"审核", CERTAIN},     {"编审", CERTAIN},     {"浏览次数", CERTAIN},
    {"点击数", CERTAIN},   {"阅读量", CERTAIN},   {"字号", CERTAIN},     {"字体", CERTAIN},
    {"分享到", CERTAIN},   {"作者", AUTHOR},      {"记者", AUTHOR},      {"时间", 0},
    {"日期", 0},           {"阅读", 0},           {"浏览", 0},           {"点击", 0},
    {"初审", CERTAIN},     {"复审", CERTAIN},     {"终审", CERTAIN},     {"监制", 0},
    {"制作", 0},           {"签发", 0},           {"制图", 0},           {"制表", 0},
    {"時間", 0},           {"发布", 0},           {"一审", 0},           {"二审", 0},
    {"三审", 0},           {"出版", 0},           {"更新", 0},           {"提示", 0},
    {"閱讀量", CERTAIN},   {"點擊數", CERTAIN},   {"更新時間", CERTAIN}};

static const struct info_label *label_at(struct slice s, const char **value)
{
    for (size_t i = 0; i < COUNT(labels); i++) {
        if (!slice_starts(s, labels[i].text))
            continue;
        struct slice rest = slice_trim((struct slice){s.start + strlen(labels[i].text), s.end});
        if (!in_set(slice_first(rest), "：:"))
            continue;
        utf8_next(&rest.start, rest.end);
        *value = rest.start;
        return &labels[i];
    }
    return NULL;
}

static bool is_value(struct slice s)
{
    s = slice_trim(s);
    bool text = ends_sentence(s) || last_inner_stop(s);
    for (const char *p = s.start; p < s.end && !text;)
        text = in_set(utf8_next(&p, s.end), "，。；！？");
    return slice_count(s) <= LONGEST_VALUE && !text;
}

static struct slice without_brackets(struct slice s)
{
    s = slice_trim(s);
    if (in_set(slice_first(s), "(（[【") && in_set(slice_last(s), ")）]】")) {
        utf8_next(&s.start, s.end);
        utf8_previous(&s.end, s.start);
    }
    return slice_trim(s);
}

static bool starts_with_year(struct slice s)
{
    return s.end - s.start > 8 && (slice_starts(s, "20") || slice_starts(s, "19")) &&
           is_digit(s.start[2]) && is_digit(s.start[3]);
}

static struct slice names_of(struct arena *a, struct slice s)
{
    struct byline byline;
    s = slice_trim(s);
    for (const char *at = s.start, *p = at; p < s.end; at = p)
        if (in_set(utf8_next(&p, s.end), "《") && at > s.start)
            s = slice_trim((struct slice){s.start, at});
    while (in_set(slice_last(s), "|｜/"))
        utf8_previous(&s.end, s.start), s = slice_trim(s);
    bool names = byline_read(a, s, &byline) && byline.count;
    for (size_t i = 0; names && !byline.titled && i < byline.count; i++)
        names = is_full_name(byline.names[i].given);
    return names ? s : (struct slice){s.start, s.start};
}

/* 某某网 某人 2019-05-29 05:46 阅读量：…: has it a day as publishing systems write it? */
static bool has_stamp(struct slice s)
{
    for (; s.end - s.start >= STAMP; s.start++) {
        bool year = starts_with_year((struct slice){s.start, s.end});
        if (year && strchr("-/.", s.start[4]) && is_digit(s.start[5]) &&
            (strchr("-/.", s.start[6]) || strchr("-/.", s.start[7])))
            return true;
    }
    return false;
}

struct scan {
    struct arena *arena;
    struct slice author;
    size_t labels, sure, empty; /* the last: labels without a value */
    bool bad;
};

static void end_value(struct scan *scan, const struct info_label *label, struct slice value)
{
    scan->bad = scan->bad || !is_value(value);
    scan->empty += label && slice_count(value) == 0;
    if (label && label->kind == AUTHOR && scan->author.start == scan->author.end)
        scan->author = names_of(scan->arena, value);
}

/* Cuts the line at its labels. The first stands at its beginning or behind a date. */
static void scan_labels(struct scan *scan, struct slice s)
{
    const struct info_label *open = NULL;
    struct slice value = {s.start, s.start};
    bool dated = starts_with_year(s) || has_stamp(s);
    for (const char *p = s.start; p < s.end && !scan->bad;) {
        const char *behind;
        const struct info_label *label =
            p == s.start || open || dated ? label_at((struct slice){p, s.end}, &behind) : NULL;
        if (!label) {
            utf8_next(&p, s.end);
            continue;
        }
        value.end = p;
        end_value(scan, open, value);
        open = label;
        value.start = p = behind;
        scan->labels++;
        scan->sure += label->kind == CERTAIN;
    }
    value.end = s.end;
    end_value(scan, open, value);
}

/* 时间：2021-02-13 08:30: as a publishing system writes it, and no notice of an event. */
static bool is_stamp(struct slice s)
{
    const char *value;
    if (!label_at(s, &value))
        return false;
    struct slice stamp = slice_trim((struct slice){value, s.end});
    for (const char *at = stamp.start; at < stamp.end; at++)
        if (!is_digit(*at) && !strchr("-/: ", *at))
            return false;
    return starts_with_year(stamp);
}

/* 某人 2019-05-29 05:46: who put it there, and when to the minute. */
static bool is_minute(struct slice s)
{
    enum { LEAST_DIGITS = 9, LONGEST_NAME = 4 };
    size_t digits = 0, name = 0;
    bool clock = false, stamp = has_stamp(s);
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        digits += is_digit(code);
        name += is_han(code);
        clock = clock || (code == ':' && digits >= LEAST_DIGITS);
        if (code < 0x80 && !is_digit(code) && !strchr("-/.: ", (int)code))
            return false;
    }
    return stamp && clock && name <= LONGEST_NAME;
}

bool info_read(struct arena *a, struct slice line, struct info *info)
{
    struct slice s = without_brackets(line);
    struct scan scan = {.arena = a, .author = {s.start, s.start}};
    *info = (struct info){"", scan.author, false};
    size_t count = slice_count(s);
    if (!count || count > LONGEST)
        return false;
    scan_labels(&scan, s);
    info->date = acquire_date_in(a, arena_text(a, s.start, (size_t)(s.end - s.start)));
    info->author = scan.author;
    bool author = scan.author.start < scan.author.end;
    info->labelled = scan.sure || author || (scan.labels >= 3 && !scan.bad) ||
                     (scan.empty >= 2 && scan.empty == scan.labels) ||
                     (scan.labels && *info->date && (starts_with_year(s) || is_stamp(s)));
    info->labelled = info->labelled || is_minute(s);
    bool dated = starts_with_year(s) && *info->date && count <= LONGEST_SOURCE + 16;
    return !scan.bad && (info->labelled || (dated && !scan.labels));
}
