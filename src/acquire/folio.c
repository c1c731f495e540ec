/* SPDX-License-Identifier: MIT */
/* Lines of the sheet itself: folio, date, masthead, staff. */
#include "acquire/grammar.h"

#include <string.h>

enum { MOST_FOLIO = 3, DAY = 8 /* digits */ };
enum { LONGEST_SHEET = 14, LONGEST_TITLED = 24, LONGEST_DAY = 12 /* characters */ };

/* 第16版：…, 第5版(国内专页(政治·法律)): behind the number no more than the name of the page. */
static bool titles_sheet(struct slice s)
{
    if (!slice_starts(s, "第") || slice_count(s) > LONGEST_TITLED || ends_sentence(s))
        return false;
    s.start += strlen("第");
    if (!slice_eat_number(&s) || !slice_starts(s, "版"))
        return false;
    s.start += strlen("版");
    bool bracket = in_set(slice_first(s), "(（") && in_set(slice_last(s), ")）");
    return (bracket || in_set(slice_first(s), ":：")) && !slice_has(s, "，");
}

/* 第A04版：县域, 03版 要闻, A03 城事, A03：城事, 第2版:要闻 2021-10-08 */
static bool names_sheet(struct slice s)
{
    if (titles_sheet(s))
        return true;
    for (int i = 0; i < LONGEST_DAY && s.start < s.end; i++)
        s.end -= is_digit(s.end[-1]) || strchr("-/. ", s.end[-1]);
    if (slice_count(s) > LONGEST_SHEET)
        return false;
    if (slice_starts(s, "第"))
        s.start += strlen("第");
    s = slice_trim(s);
    bool letter = s.start < s.end && *s.start >= 'A' && *s.start <= 'Z';
    bool padded = s.start < s.end && *s.start == '0';
    s.start += letter;
    const char *digits = s.start;
    if (!slice_eat_number(&s))
        return false;
    struct slice title = slice_trim(s);
    bool two = s.start >= digits + 2; /* A1：某队 is a draw of groups */
    bool colon = letter && two && slice_skip(&title, ":：");
    bool titled = (colon || title.start > s.start) && slice_count(title) <= 6;
    return slice_starts(title, "版") || ((letter || padded) && titled);
}

bool is_bare_value(struct slice s)
{
    size_t digits = 0, points = 0;
    for (const char *at = s.start; at < s.end; at++) {
        if (!is_digit(*at) && *at != '.' && *at != ',')
            return false;
        digits += is_digit(*at);
        points += *at == '.';
    }
    bool century = slice_starts(s, "19") || slice_starts(s, "20");
    const char *point = memchr(s.start, '.', (size_t)(s.end - s.start));
    bool year = century && (point ? point : s.end) - s.start == 4;
    if (year || points > 1)
        return false;
    return points ? s.end[-1] != '.' : digits > MOST_FOLIO && digits < DAY;
}

/* 第3版, 2024年10月14日 星期一: numbers with the words of a folio and little else. */
static bool is_folio(struct slice s)
{
    if (is_bare_value(s))
        return false;
    size_t count = slice_count(s), known = 0, digits = 0;
    if (count > 40)
        return false;
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (is_digit(code))
            digits++;
        else if (in_set(code, "年月日第版期星期一二三四五六天:：.-/—"))
            known++;
    }
    return digits > 0 && digits + known >= count;
}

bool is_date_line(struct slice s)
{
    static const char *const signs[] = {"年", "月", "日"};
    s = slice_trim(s);
    for (size_t i = 0; i < COUNT(signs); i++) {
        struct slice rest = s;
        if (slice_eat_numerals(&rest) && slice_starts(rest, signs[i]))
            s.start = rest.start + strlen(signs[i]);
        else if (i > 0)
            return false;
    }
    return s.start == s.end;
}

/* 责编 莫离 美编 田七, 校对:常安, 投稿邮箱:… */
static bool names_staff(struct slice s)
{
    static const char *const staff[] = {
        "责任编辑", "責任編輯",   "责编",         "責編",     "本版编辑", "本版责编",
        "版式设计", "美术编辑",   "更新时间",     "发布时间", "值班主任", "值班编委",
        "值班编辑", "本版投稿",   "本版邮箱",     "本版热线", "投稿邮箱", "投稿信箱",
        "来稿邮箱", "相关报道见", "相关报道详见", "原标题"};
    static const char *const duties[] = {"编辑", "編輯", "美编", "美編", "校对", "校對",
                                         "版式", "组版", "排版", "主编", "主編"};
    if (slice_starts_any(s, staff, COUNT(staff)))
        return true;
    for (size_t i = 0; i < COUNT(duties); i++)
        if (slice_starts(s, duties[i])) {
            s.start += strlen(duties[i]);
            return in_set(slice_first(s), ":：/／|｜ \u3000") && !ends_sentence(s);
        }
    return false;
}

enum { LONGEST_BOX = 10 /* characters of what is before the colon */ };

/* 栏目投稿邮箱：yexiao@example.com: to whom a reader may write. */
static bool is_address(struct slice s)
{
    static const char *const boxes[] = {"邮箱", "信箱", "邮件", "mail", "Mail"};
    struct slice name = {s.start, s.start};
    for (int i = 0; i <= LONGEST_BOX && name.end < s.end; i++) {
        const char *at = name.end;
        if (in_set(utf8_next(&at, s.end), ":："))
            return slice_ends_any(name, boxes, COUNT(boxes)) &&
                   memchr(at, '@', (size_t)(s.end - at)) != NULL;
        name.end = at;
    }
    return false;
}

bool is_staff_line(struct slice s)
{
    struct slice inner = slice_trim(s);
    slice_skip(&inner, "(（【[");
    return (names_staff(inner) || is_address(inner)) && slice_count(s) <= 50 && !last_inner_stop(s);
}

enum { LONGEST_REGISTRY = 80 /* characters */ };

/* 国内统一连续出版物号：CN 00-0000 */
static bool names_registry(struct slice s)
{
    return (slice_has(s, "国内统一刊号") || slice_has(s, "国内统一连续出版物号")) &&
           slice_count(s) <= LONGEST_REGISTRY && !last_inner_stop(s);
}

bool is_sheet_line(struct slice s)
{
    s = slice_trim(s);
    return is_folio(s) || names_sheet(s) || is_page_head(s) || names_registry(s) ||
           is_site_line(s) || is_staff_line(s) || is_turn_mark(s);
}
