/* SPDX-License-Identifier: MIT */
/* What a piece shows by itself: its size, its stops, and the set phrases that it reads as. */
#include "acquire/feature.h"

#include "acquire/grammar.h"
#include "acquire/tabular.h"

#include <string.h>

/* A space between two halves of at least three Han characters each. */
static bool has_halves(struct slice s)
{
    size_t run = 0, before = 0;
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (is_space(code)) {
            before = run > before ? run : before;
            run = 0;
        } else {
            run++;
        }
    }
    return before >= 3 && run >= 3;
}

/* 灯亮了: the last 了 ends headlines as well. */
static size_t count_function_words(struct slice s)
{
    size_t count = slice_count_in(s, "的了在是将和与对并不也还及");
    return count - in_set(slice_last(s), "了");
}

static bool has_clauses(struct slice s)
{
    size_t commas = slice_count_in(s, "，,；;"), all = commas + slice_count_in(s, "、");
    return commas >= 2 || all >= 3 || (all >= 2 && slice_count(s) > 20);
}

enum { LONG_CLAUSE = 8 };

/* Its last clause has half the characters of the one before it, or fewer. */
static bool is_lopsided(struct slice s)
{
    size_t before = 0, behind = 0;
    while (s.start < s.end)
        if (in_set(utf8_next(&s.start, s.end), "，,")) {
            before = behind;
            behind = 0;
        } else {
            behind++;
        }
    return behind && before >= LONG_CLAUSE && behind * 2 <= before;
}

/* 法治聚焦, 影像·对话 */
static bool all_han(struct slice s)
{
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (!is_han(code) && !in_set(code, "·•・"))
            return false;
    }
    return true;
}

/* (作者单位:东海县总工会), (未完待续): what stands in brackets behind the last paragraph. */
static bool is_end_note(struct slice s)
{
    static const char *const notes[] = {"作者", "未完", "待续", "全文完", "连载完",
                                        "完）", "完)",  "文中", "本文",   "下同",
                                        "注：", "据",   "来源", "请",     "此件"};
    if (is_source_note(s))
        return true;
    return slice_skip(&s, "(（") && slice_starts_any(s, notes, COUNT(notes)) &&
           in_set(slice_last(s), ")）");
}

/* Begins with what notices tell. */
static bool notes_service(struct slice s)
{
    static const char *const words[] = {"地址", "地点", "电话",   "热线", "邮箱", "网址", "传真",
                                        "时间", "受访", "讲述人", "主讲", "嘉宾", "口述", "解答",
                                        "截稿", "来稿", "报名",   "咨询", "联系", "定价", "票价"};
    return slice_starts_any(s, words, COUNT(words));
}

/* 接听人：岑知白 接听时间：周四: two notes on one line. */
static bool notes_again(struct slice s)
{
    static const char *const words[] = {
        "时间：", "时间:", "地点：", "地点:", "电话：", "电话:", "地址：", "地址:"};
    size_t before = 0;
    while (s.start < s.end && !in_set(utf8_next(&s.start, s.end), ":："))
        before++;
    for (; before <= 4 && s.start < s.end; utf8_next(&s.start, s.end))
        if (slice_starts_any(s, words, COUNT(words)))
            return true;
    return false;
}

/* 公证处:文华路18号,电话6021348; 河东区:马骁 温如玉 褚建国 */
static bool is_entry(struct slice s)
{
    size_t before = 0, run = 0, longest = 0, parts = 0;
    bool colon = false, notes = notes_service(s), again = notes_again(s);
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        parts += colon && (code == 0x3001 || is_space(code));
        colon = colon || (before >= 2 && in_set(code, ":："));
        before += !colon;
        run = is_digit(code) ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return colon && (longest >= 5 || notes || (before <= 10 && parts >= 2) || again);
}

enum { LONGEST_CRY = 14 /* characters */ };

/* “水来啦！” as a whole. */
static bool is_cry(struct slice s)
{
    if (!slice_starts(s, "“") || !slice_ends(s, "”") || slice_count(s) > LONGEST_CRY)
        return false;
    s.end -= strlen("”");
    return in_set(slice_last(s), "！？!?") && slice_count_in(s, "。！？!?") == 1;
}

/* “两个！还有一副担子！”: several sentences that somebody says. */
static bool is_speech(struct slice s)
{
    return slice_starts(s, "“") && slice_ends(s, "”") && slice_count_in(s, "“") == 1 &&
           slice_count_in(s, "。！？!?") > 1;
}

/* ■综合新闻: a column's name behind a mark. */
static bool is_marked_column(struct slice s)
{
    bool marked = slice_skip(&s, BULLETS);
    s = slice_trim(s);
    return marked && all_han(s) && (names_column(s) || names_collection(s));
}

/* A tab, or 站名 08:15 12:40: cells of which half and no fewer than two are numbers. */
static bool is_tabled(struct slice s)
{
    size_t cells, numbers;
    if (memchr(s.start, '\t', (size_t)(s.end - s.start)))
        return true;
    numbers = tabular_numbers(s, BY_BLANK, &cells);
    return cells > 2 && numbers > 1 && numbers * 2 >= cells;
}

/* 部长（中）、局长（左二）: where people stand on a picture. */
static bool points_at_people(struct slice s)
{
    static const char *const sides[] = {"（左", "（右", "(左", "(右", "（中）", "(中)"};
    size_t points = 0;
    for (; s.start < s.end; utf8_next(&s.start, s.end))
        points += slice_starts_any(s, sides, COUNT(sides));
    return points >= 2;
}

static void show_size(struct piece *piece, struct slice s)
{
    size_t count = slice_count(s);
    bool stop = ends_sentence(s), several = last_inner_stop(s) != NULL || is_speech(s);
    bool calls = calls_out(s);
    several = several && !calls;
    bool exclaims =
        !several && ((in_set(slice_last(s), "！？!?") && (count <= 30 || calls)) || is_cry(s));
    bool tiny = count <= 6 && (all_han(s) || is_marked_column(s));
    show(piece, EXCLAIMS, exclaims);
    show(piece, TINY, tiny);
    show(piece, MINI, tiny && count <= 4 && !piece->level);
    show(piece, DUO, tiny && count <= 2 && !piece->level);
    show(piece, COLUMN_NAME, tiny && names_column(s) && !piece->level);
    show(piece, RUN_IN, piece->run_in);
    show(piece, LINE, !tiny && !stop && !several && count <= 45);
    show(piece, TABLED, shows(piece, LINE) && is_tabled(s));
    show(piece, WIDE, !stop && !several && count > 20 && count <= 45);
    show(piece, OVERLONG, !stop && !several && count > 45);
    show(piece, SENTENCE, stop && !several && count <= 60);
    show(piece, STOPPED,
         shows(piece, SENTENCE) && in_set(slice_last(s), "。") && slice_count_in(s, "，,"));
    show(piece, TEXT, several || (stop && count > 60));
}

/* 边检站 looks like a family name and two characters more, but nobody is called so. */
static bool ends_as_office(struct slice s)
{
    return in_set(slice_last(s), "站局厅署委馆厂队");
}

/* 把年味送到家, 创新办案方式: a deed, and no column's name. */
static bool begins_with_deed(struct slice s)
{
    static const char *const deeds[] = {"把",   "将",   "让",   "使",   "为",   "创新",
                                        "优化", "强化", "深化", "推进", "推动", "提升",
                                        "开展", "打造", "加快", "加强", "做好", "抓好",
                                        "助力", "助推", "召开", "举办", "启动"};
    enum { LEAST = 5 };
    return slice_count(s) >= LEAST && slice_starts_any(s, deeds, COUNT(deeds));
}

void feature_form(const struct page *page, struct piece *piece)
{
    struct slice s = slice_of(piece->text);
    struct dateline dateline;
    bool credit = is_credit(page->arena, s), byline = !credit && is_byline(page->arena, s);
    show(piece, ALWAYS, true);
    show(piece, IS_CREDIT, credit);
    show(piece, IS_BYLINE, byline);
    show(piece, BOTH_DUTIES, credit && has_both_duties(page->arena, s));
    show(piece, NAMES_ALONE,
         !credit && !byline && !piece->level &&
             ((is_names(s) && !ends_as_office(s)) || is_office_note(s)));
    show(piece, STARTS_CAPTION, starts_caption(s) || (!last_inner_stop(s) && points_at_people(s)));
    show(piece, HAS_DATELINE, dateline_read(page->arena, s, &dateline));
    show(piece, DASH_END, slice_ends(s, "——") || slice_ends(s, "──"));
    show(piece, DASH_START, slice_starts(s, "——") || slice_starts(s, "──"));
    show_size(piece, s);
    bool line = shows(piece, LINE) || shows(piece, TINY);
    show(piece, UNIT_END, line && ends_unit(s));
    show(piece, ENTRY, line && is_entry(s));
    show(piece, PHRASE, shows(piece, TINY) && begins_with_deed(s));
    show(piece, SPEECH, line && has_speech(s));
    show(piece, NOTICE, line && ends_notice(s));
    show(piece, HALVES, line && !shows(piece, NAMES_ALONE) && !starts_numbered(s) && has_halves(s));
    show(piece, TURN, !byline && begins_turn(s));
    show(piece, SALUTATION, line && !piece->level && is_salutation(s));
    show(piece, NUMBERED, (line || shows(piece, OVERLONG)) && starts_numbered(s));
    show(piece, NUMBERED_TEXT, !line && starts_numbered(s));
    show(piece, SIGNATURE, line && is_end_note(s));
    show(piece, BRACKETED, line && in_set(slice_first(s), "(（") && in_set(slice_last(s), ")）"));
    show(piece, COLON_END, line && in_set(slice_last(s), "：:"));
    show(piece, CLAUSES, line && has_clauses(s));
    show(piece, LOPSIDED, line && !shows(piece, ENTRY) && is_lopsided(s));
    show(piece, FUNCTION_WORDS, line && count_function_words(s) >= 2);
    bool turns = starts_as_text(s);
    show(piece, TEXT_START, turns && (line || (shows(piece, SENTENCE) && !piece->ends.timed)));
    show(piece, TIME_START, piece->ends.timed);
    show(piece, PARAGRAPH_ELEMENT, piece->element);
    show(piece, LIST_ITEM, piece->item);
}

struct chain chain_of(struct page *page, struct arena *a)
{
    struct chain c = {page, arena_array(a, page->count + 1, sizeof(struct piece *)), 0};
    for (size_t i = 0; i < page->count; i++)
        if (page->pieces[i].label < LABELS || page->pieces[i].label == UNDECIDED)
            c.pieces[c.count++] = &page->pieces[i];
    return c;
}

bool has_sections(const struct page *page)
{
    for (size_t i = 0; i < page->count; i++)
        if (page->pieces[i].label == SECTION)
            return true;
    return false;
}

bool is_line(const struct piece *p)
{
    return shows(p, LINE) || shows(p, TINY);
}

bool is_apparatus(const struct piece *p)
{
    return shows(p, IS_BYLINE) || shows(p, IS_CREDIT) || shows(p, STARTS_CAPTION);
}

bool is_text(const struct piece *p)
{
    if (is_line(p) && (p->level || p->bold) && !shows(p, HAS_DATELINE))
        return false;
    return shows(p, TEXT) || shows(p, SENTENCE) || shows(p, OVERLONG) || shows(p, TEXT_START) ||
           shows(p, CLAUSES) || shows(p, LOPSIDED) || shows(p, OPENS_LIKE_TEXT) ||
           shows(p, FUNCTION_WORDS) || shows(p, SPEECH) || shows(p, HAS_DATELINE) || shows(p, ROW);
}

bool is_body(const struct piece *p)
{
    return is_text(p) || is_apparatus(p);
}
