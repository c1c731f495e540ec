/* SPDX-License-Identifier: MIT */
/*
 * What every reader adds to a page: pieces, and what is dropped of them. A line may hold more than
 * one: a heading its subheadline, a paragraph a caption and a credit behind it, a line of source
 * and author the byline, and a dateline of an agency the title of its text (某社某地3月5日电
 * 题：…).
 */
#include "acquire/grammar.h"

#include <string.h>

enum { SHORTEST_SUBHEADLINE = 5, LONGEST_TITLE = 60, HEAD_LINES = 4, LONGEST_ORIGIN = 24 };

static void drop(struct page *page, struct drop drop)
{
    page->drops = arena_grow(page->arena, page->drops, page->drop_count, sizeof drop);
    page->drops[page->drop_count++] = drop;
}

void acquire_drop(struct page *page, enum drop_reason reason, const char *text, int line)
{
    int *lines = arena_alloc(page->arena, sizeof *lines);
    *lines = line;
    drop(page, (struct drop){reason, text, page->path, lines, 1});
}

void acquire_drop_piece(struct page *page, enum drop_reason reason, const struct piece *piece)
{
    int *lines = arena_array(page->arena, piece->seam_count + 1, sizeof *lines);
    lines[0] = piece->line;
    for (size_t i = 0; i < piece->seam_count; i++)
        lines[i + 1] = piece->seams[i].line;
    drop(page, (struct drop){reason, piece->text, page->path, lines, piece->seam_count + 1});
}

void acquire_drop_part(struct page *page, enum drop_reason reason, struct slice part, int line)
{
    part = slice_trim(part);
    size_t len = (size_t)(part.end - part.start);
    if (len)
        acquire_drop(page, reason, arena_text(page->arena, part.start, len), line);
}

void acquire_markup(struct page *page, struct slice slice, int line)
{
    acquire_drop_part(page, DROP_MARKUP, slice, line);
}

/* The seams of piece in the `len` bytes behind `from`, counted from there. */
static void cut_seams(struct arena *a, struct piece *piece, size_t from, size_t len)
{
    size_t first = 0, end;
    while (first < piece->seam_count && piece->seams[first].offset <= from)
        first++;
    for (end = first; end < piece->seam_count && piece->seams[end].offset < from + len;)
        end++;
    size_t count = end - first;
    struct seam *seams = arena_array(a, count, sizeof *seams);
    for (size_t i = 0; i < count; i++) {
        seams[i] = piece->seams[first + i];
        seams[i].offset -= from;
    }
    piece->seams = seams;
    piece->seam_count = count;
}

struct piece acquire_part(const struct page *page, const struct piece *whole, struct slice text)
{
    struct piece part = *whole;
    size_t from = (size_t)(text.start - whole->text), len = (size_t)(text.end - text.start);
    struct pos pos = piece_pos_at(page, whole, from);
    part.line = pos.line;
    part.column = pos.column;
    cut_seams(page->arena, &part, from, len);
    part.marks = marks_cut(page->arena, &whole->marks, from, len, 0);
    part.text = arena_text(page->arena, text.start, len);
    return part;
}

/* The empty lines between the last piece and `line`; none below or above a headline that was moved
 * there from further up. */
static int gap_above(const struct page *page, int line)
{
    int last = page->count ? piece_last_line(&page->pieces[page->count - 1]) : line - 1;
    int before = page->count > 1 ? piece_last_line(&page->pieces[page->count - 2]) : last;
    last = before > last ? before : last;
    return line > last ? line - last - 1 : 0;
}

struct piece piece_rest(struct piece piece)
{
    piece.soft = piece.element = piece.item = false;
    piece.detail = "";
    return piece;
}

static void append(struct page *page, struct piece piece, struct slice text)
{
    text = slice_trim(text);
    if (text.start == text.end && !piece.picture && !piece.rows)
        return;
    piece = acquire_part(page, &piece, text);
    piece.turned_in = page->turned;
    page->turned = false;
    piece.detail = piece.detail ? piece.detail : "";
    piece.margin = SURE;
    piece.label = piece.picture ? PICTURE : piece.rows ? TABLE : UNDECIDED;
    piece.gap = gap_above(page, piece.line);
    page->pieces = arena_grow(page->arena, page->pieces, page->count, sizeof *page->pieces);
    page->pieces[page->count++] = piece;
}

enum { LONGEST_SIGN = 24 /* characters of 本报记者 某某 整理 behind the last sentence */ };

/* Where the text of a paragraph ends and its credit or byline begins; the end when there is none.
 */
static const char *credit_start(struct arena *a, struct slice text)
{
    const char *stop = last_inner_stop(text);
    struct slice tail = slice_trim((struct slice){stop ? stop : text.end, text.end});
    bool bracket = in_set(slice_first(tail), "(（") && in_set(slice_last(tail), ")）");
    bool item = item_mark(text) != 0; /* it keeps the name of its author */
    bool byline =
        bracket && (is_byline(a, tail) || (!item && (is_names(tail) || is_office_note(tail))));
    bool signs = stop && !item && slice_count(tail) <= LONGEST_SIGN && is_byline(a, tail);
    return is_credit(a, tail) || byline || signs ? stop : text.end;
}

/* Where its last sentence begins if that is a caption; the end when it is not. */
static const char *caption_start(struct slice text)
{
    const char *stop = last_inner_stop(text);
    return stop && starts_caption(slice_trim((struct slice){stop, text.end})) ? stop : text.end;
}

/* Begins or ends as subheadlines do: 论学习贯彻…, 记…, …见闻. */
static bool is_subheadline(struct slice s)
{
    static const char *const first[] = {"论", "一论", "再论", "三论", "记",   "访",
                                        "评", "读",   "写在", "致",   "写给", "献给"};
    static const char *const last[] = {"见闻", "纪实", "综述", "观察", "侧记", "纪事", "记事",
                                       "札记", "手记", "启示", "透视", "述评", "巡礼", "扫描",
                                       "回眸", "掠影", "探访", "调查", "解读", "一瞥"};
    return slice_count(s) >= SHORTEST_SUBHEADLINE &&
           (slice_starts_any(s, first, COUNT(first)) || slice_ends_any(s, last, COUNT(last)));
}

/* Where the subheadline in a marked heading begins, with its ——; the end when there is none. What
 * —— parts may also be a kicker and its headline, or the title of a text in 《》. */
static const char *subheadline_start(struct slice text)
{
    static const char dash[] = "——";
    size_t len = sizeof dash - 1;
    const char *at = memmem(text.start, (size_t)(text.end - text.start), dash, len);
    struct slice rest = {at ? at + len : text.end, text.end};
    bool alone = at && !memmem(rest.start, (size_t)(rest.end - rest.start), dash, len);
    bool titled = memmem(text.start, (size_t)(text.end - text.start), "《", strlen("《"));
    return alone && at > text.start && !titled && is_subheadline(slice_trim(rest)) ? at : text.end;
}

void acquire_add_info(struct page *page, const struct piece *piece, struct slice author)
{
    struct slice whole = slice_of(piece->text);
    if (author.start == author.end)
        author = (struct slice){whole.end, whole.end};
    acquire_drop_part(page, DROP_FURNITURE, (struct slice){whole.start, author.start}, piece->line);
    acquire_drop_part(page, DROP_FURNITURE, (struct slice){author.end, whole.end}, piece->line);
    if (author.start == author.end)
        return;
    append(page, *piece, author);
    page->pieces[page->count - 1].label = BYLINE;
    page->pieces[page->count - 1].known = true;
}

/* 2031-03-04 江湾派, directly below the first line of a page: when that was printed, and where. */
static bool is_dated_source(const struct page *page, struct slice s)
{
    enum { LONGEST_SOURCE = 8 };
    struct info info;
    if (page->count != 1 || ends_sentence(slice_of(page->pieces[0].text)) ||
        !info_read(page->arena, s, &info) || info.labelled)
        return false;
    while (s.start < s.end && (is_digit(*s.start) || strchr("-/.: ", *s.start)))
        s.start++;
    size_t count = slice_count(s);
    for (const char *at = s.start; count && at < s.end;)
        count = is_han(utf8_next(&at, s.end)) ? count : 0;
    return count && count <= LONGEST_SOURCE;
}

/* Is the piece a line of source and author? Then its date may be the page's. */
static bool take_info(struct page *page, const struct piece *piece)
{
    struct info info;
    if (piece->level || piece->item || piece->picture || piece->rows ||
        !info_read(page->arena, slice_of(piece->text), &info) ||
        !(info.labelled || is_dated_source(page, slice_of(piece->text))) ||
        is_byline(page->arena, slice_of(piece->text)))
        return false;
    acquire_add_stamp(page, piece->line, info.date);
    if (page->count) {
        page->pieces[page->count - 1].sourced = *info.date || info.author.start < info.author.end;
        page->pieces[page->count - 1].edited = true;
    }
    acquire_add_info(page, piece, info.author);
    return true;
}

/* Is the piece a byline behind the day and the minute when it was put there, 2031-03-04 16:13
 * 本报记者 某某? Then the day may be the page's. */
static bool take_stamped_byline(struct page *page, const struct piece *piece)
{
    struct slice line = slice_of(piece->text), rest = line;
    struct info info;
    while (rest.start < rest.end && (is_digit(*rest.start) || strchr("-/.: ", *rest.start)))
        rest.start++;
    struct slice stamp = {line.start, rest.start};
    if (piece->level || !slice_has(stamp, ":") || !info_read(page->arena, stamp, &info) ||
        !*info.date || !is_byline(page->arena, rest))
        return false;
    acquire_add_stamp(page, piece->line, info.date);
    acquire_drop_part(page, DROP_FURNITURE, stamp, piece->line);
    append(page, *piece, rest);
    return true;
}

/* The Han characters, letters and digits of s. */
static void add_words(struct buf *words, struct slice s)
{
    while (s.start < s.end) {
        const char *start = s.start;
        uint32_t code = utf8_next(&s.start, s.end);
        if (is_han(code) || is_digit(code) ||
            (code < 0x80 && (code | 32) >= 'a' && (code | 32) <= 'z'))
            buf_add(words, start, (size_t)(s.start - start));
    }
}

/* Do the last lines of the page, one or several together, say the same as the title? */
static bool is_said_above(const struct page *page, struct slice title)
{
    bool said = false;
    struct buf wanted = {0};
    add_words(&wanted, title);
    for (size_t first = page->count; first-- > 0 && first + HEAD_LINES >= page->count && !said;) {
        struct buf words = {0};
        for (size_t i = first; i < page->count && words.len < wanted.len; i++)
            add_words(&words, slice_of(page->pieces[i].text));
        said =
            words.len && words.len == wanted.len && memcmp(words.text, wanted.text, words.len) == 0;
        buf_release(&words);
    }
    buf_release(&wanted);
    return said;
}

/* Is the piece a dateline with the title of its text? Then the title stands above the dateline,
 * unless it does so already. */
static bool take_title(struct page *page, const struct piece *piece)
{
    static const char *const words[] = {"题：", "题:"};
    struct dateline dateline;
    struct slice text = slice_of(piece->text);
    size_t len = (size_t)(text.end - text.start);
    if (!memmem(text.start, len, "题", strlen("题")) || piece->level || piece->picture ||
        piece->rows || !dateline_read(page->arena, text, &dateline) || dateline.byline.count)
        return false;
    struct slice title = {dateline.body, text.end};
    if (!slice_starts_any(title, words, COUNT(words)))
        return false;
    utf8_next(&title.start, title.end);
    utf8_next(&title.start, title.end);
    title = slice_trim(title);
    if (!slice_count(title) || slice_count(title) > LONGEST_TITLE || ends_sentence(title))
        return false;
    acquire_markup(page, (struct slice){dateline.text.end, title.start}, piece->line);
    if (is_said_above(page, title))
        acquire_drop_part(page, DROP_DUPLICATE, title, piece->line);
    else
        append(page, *piece, title);
    append(page, *piece, dateline.text);
    return true;
}

/* Nothing but the strokes of a rule or of a table's frame, or arrows: ----, | | |, ↓↓↓. */
static bool is_rule(struct slice s)
{
    bool strokes = s.start < s.end;
    while (strokes && s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        strokes = is_space(code) || in_set(code, "|-=_:*~+│─━═┃┄┅↓↑");
    }
    return strokes;
}

/* Where the end of a short line says in which paper it stood or who edited it: 某人 《某某日报》
 * （2021年3月1日 13版）（责编：某人）; its end if nowhere. */
static const char *sheet_start(struct slice s)
{
    const char *found = s.end;
    if (slice_count(s) > LONGEST_TITLE)
        return found;
    for (const char *at = s.end; at > s.start;) {
        uint32_t code = utf8_previous(&at, s.start);
        struct slice tail = slice_trim((struct slice){at, found});
        bool sheet =
            (code == 0x300A && is_site_line(tail)) || (in_set(code, "(（") && is_staff_line(tail));
        if (sheet && at > s.start)
            found = at;
    }
    return found;
}

/* Takes the characters of `set`, and white space, off its end; false if there are none of `set`. */
static bool cut_signs(struct slice *s, const char *set)
{
    bool found = false;
    *s = slice_trim(*s);
    while (in_set(slice_last(*s), set)) {
        utf8_previous(&s->end, s->start);
        *s = slice_trim(*s);
        found = true;
    }
    return found;
}

/* Where a line leads to the whole text: >>详情, 阅读全文>>>, 【详细】; its end if nowhere. */
static const char *pointer_start(struct slice s)
{
    static const char *const words[] = {"阅读全文", "查看全文", "查看详情", "点击查看", "查看更多",
                                        "点击详情", "详情",     "详细",     "全文",     "更多"};
    struct slice line = s;
    bool signs = cut_signs(&line, ">＞»]】");
    for (size_t i = 0; i < COUNT(words); i++)
        if (slice_ends(line, words[i])) {
            line.end -= strlen(words[i]);
            signs = cut_signs(&line, ">＞»[【") || signs;
            return signs && (line.start == line.end || ends_sentence(line)) ? line.end : s.end;
        }
    return s.end;
}

/* Where the bracket behind a paragraph begins that says from where it was taken: （来源：某网）;
 * its end if there is none. */
static const char *origin_start(struct slice s)
{
    static const char *const words[] = {"来源：", "来源:"};
    struct slice tail = {s.end, s.end};
    for (int i = 0; i < LONGEST_ORIGIN && tail.start > s.start; i++)
        if (in_set(utf8_previous(&tail.start, s.start), "(（"))
            break;
    struct slice inner = tail;
    bool origin = in_set(slice_last(tail), ")）") && slice_skip(&inner, "(（") &&
                  slice_starts_any(inner, words, COUNT(words)) && tail.start > s.start;
    return origin ? slice_trim((struct slice){s.start, tail.start}).end : s.end;
}

/* Does it end with names in brackets? */
static bool ends_with_names(struct slice s)
{
    struct slice tail = {s.end, s.end};
    for (int i = 0; i < LONGEST_ORIGIN && tail.start > s.start; i++)
        if (in_set(utf8_previous(&tail.start, s.start), "(（"))
            return in_set(slice_last(tail), ")）") && is_names(tail);
    return false;
}

/* Where the day begins by which an agency files a text, directly behind its last stop: 1130614,
 * 20240614. No telephone number is one: 报名请打电话。88123456. */
static const char *filing_start(struct slice s)
{
    enum { OF_THE_REPUBLIC = 7, WHOLE = 8, BEHIND_YEAR = 4 };
    const char *at = s.end;
    while (at > s.start && is_digit(at[-1]))
        at--;
    ptrdiff_t count = s.end - at;
    bool year = count == OF_THE_REPUBLIC ? at[0] == '1' && at[1] <= '4'
                : count == WHOLE         ? !strncmp(at, "19", 2) || !strncmp(at, "20", 2)
                                         : false;
    if (!year || !ends_sentence((struct slice){s.start, at}))
        return s.end;
    const char *day = s.end - BEHIND_YEAR;
    int months = (day[0] - '0') * 10 + day[1] - '0', days = (day[2] - '0') * 10 + day[3] - '0';
    return months >= 1 && months <= 12 && days >= 1 && days <= 31 ? at : s.end;
}

/* Where the code of a page or the hint at a picture behind a paragraph's stop, or behind the names
 * at its end, begins: ③2, （附图片）, （某某）23; its end if there is none. */
static const char *code_start(struct slice s)
{
    static const char *const hints[] = {"（附图片）", "(附图片)",   "（附图）",
                                        "(附图)",     "（附照片）", "(附照片)"};
    struct slice line = s;
    for (size_t i = 0; i < COUNT(hints); i++)
        if (slice_ends(line, hints[i]))
            return slice_trim((struct slice){s.start, line.end - strlen(hints[i])}).end;
    for (int i = 0; i < 2 && line.start < line.end && is_digit(line.end[-1]); i++)
        line.end--;
    if (line.end < s.end && ends_with_names(slice_trim(line)))
        return slice_trim(line).end;
    if (filing_start(s) < s.end)
        return filing_start(s);
    if (line.end == s.end || !in_set(slice_last(line), "①②③④⑤⑥⑦⑧⑨⑩"))
        return s.end;
    utf8_previous(&line.end, line.start);
    return ends_sentence(slice_trim(line)) ? slice_trim(line).end : s.end;
}

/* Where the address or the name of a site begins that a copy has behind a stop: 7Kx某某论坛网; its
 * end if there is none. */
static const char *stamp_start(struct slice s)
{
    enum { LEAST_CODE = 2, LONGEST_STAMP = 12 };
    const char *stop = slice_ends(s, "网") ? last_inner_stop(s) : NULL;
    struct slice stamp = slice_trim((struct slice){stop ? stop : s.end, s.end}), name = stamp;
    while (name.start < name.end &&
           (is_digit(*name.start) || ((*name.start | 32) >= 'a' && (*name.start | 32) <= 'z')))
        name.start++;
    bool code = name.start - stamp.start >= LEAST_CODE && slice_count(stamp) <= LONGEST_STAMP;
    for (const char *at = name.start; code && at < name.end;)
        code = is_han(utf8_next(&at, name.end));
    return code ? slice_trim((struct slice){s.start, stop}).end : s.end;
}

/* What stands behind the label of a line: 专栏：体育, 原标题：…; empty if it has not that label. */
static struct slice behind_label(struct slice s, const char *label)
{
    struct slice none = {s.end, s.end};
    if (!slice_starts(s, label))
        return none;
    struct slice rest = slice_trim((struct slice){s.start + strlen(label), s.end});
    if (!in_set(slice_first(rest), ":："))
        return none;
    utf8_next(&rest.start, rest.end);
    return slice_trim(rest);
}

/* Takes what a site names by a label, if it is no longer than that, as what it is; the label is
 * furniture. */
static bool take_behind(struct page *page, const struct piece *piece, const char *label,
                        size_t longest, enum label kind)
{
    struct slice line = slice_of(piece->text), text = behind_label(line, label);
    if (piece->level || text.start == text.end || slice_count(text) > longest)
        return false;
    acquire_drop_part(page, DROP_FURNITURE, (struct slice){line.start, text.start}, piece->line);
    append(page, *piece, text);
    page->pieces[page->count - 1].label = kind;
    return true;
}

/* 专栏：体育 */
static bool take_column(struct page *page, const struct piece *piece)
{
    enum { LONGEST_COLUMN = 10 };
    return take_behind(page, piece, "专栏", LONGEST_COLUMN, SECTION);
}

/* 原标题：…, the headline that the text had elsewhere: told only where none stands above. */
static bool take_former_title(struct page *page, const struct piece *piece)
{
    return !page->count && take_behind(page, piece, "原标题", LONGEST_TITLE, UNDECIDED);
}

static void append_paragraph(struct page *page, const struct piece *piece)
{
    append(page, *piece, slice_of(piece->text));
    page->pieces[page->count - 1].label = PARAGRAPH;
    page->pieces[page->count - 1].known = true;
}

/* Is the piece a value of a table that lost its frame? It stays by itself. */
static bool take_value(struct page *page, const struct piece *piece)
{
    bool value = !piece->level && is_bare_value(slice_of(piece->text));
    if (value)
        append_paragraph(page, piece);
    return value;
}

/* Does the piece say whence the figures above it are? Then it stays by itself below a picture, a
 * table or text; one that nothing of that stands above is of the sheet. */
static bool take_source(struct page *page, const struct piece *piece)
{
    struct slice text = slice_of(piece->text);
    const struct piece *above = page->count ? &page->pieces[page->count - 1] : NULL;
    if (piece->level || !is_data_source(text))
        return false;
    if (above && (above->rows || above->picture || ends_sentence(slice_of(above->text))))
        append_paragraph(page, piece);
    else
        acquire_drop_part(page, DROP_FURNITURE, text, piece->line);
    return true;
}

/* Drops what stands at both ends of a line and is none of it. */
static struct slice trim_line(struct page *page, const struct piece *piece, struct slice s)
{
    struct slice line = s;
    while (in_set(slice_first(line), "|│") && line.start < line.end)
        utf8_next(&line.start, line.end), line = slice_trim(line);
    while (in_set(slice_last(line), "|│") && line.start < line.end)
        utf8_previous(&line.end, line.start), line = slice_trim(line);
    acquire_markup(page, (struct slice){s.start, line.start}, piece->line);
    acquire_markup(page, (struct slice){line.end, s.end}, piece->line);
    s = line;
    line.end = sheet_start(line);
    line.end = stamp_start(line);
    line.end = code_start(line);
    line.end = origin_start(line);
    line.end = pointer_start(line);
    acquire_drop_part(page, DROP_FURNITURE, (struct slice){line.end, s.end}, piece->line);
    return slice_trim(line);
}

/* May it stand between a text and its mark? */
static bool is_beside_text(const struct page *page, const struct piece *piece)
{
    struct slice s = slice_of(piece->text);
    return piece->picture || piece->rows || starts_caption(s) || is_credit(page->arena, s) ||
           is_byline(page->arena, s);
}

/* The text that a mark behind all pieces tells of; NULL if there is none. */
static struct piece *turning_text(const struct page *page)
{
    size_t i = page->count;
    while (i > 0 && is_beside_text(page, &page->pieces[i - 1]))
        i--;
    return i ? &page->pieces[i - 1] : NULL;
}

/* A mark of a page turn is a piece of its own, and told of the text beside it. */
static void append_turn(struct page *page, struct piece piece, struct slice mark)
{
    if (mark.start == mark.end)
        return;
    bool in = turn_in_end(mark) > mark.start;
    struct piece *text = !in && is_turn_line(mark) ? turning_text(page) : NULL;
    if (text)
        text->turned_out = true;
    append(page, piece_rest(piece), mark);
    page->turned = in;
}

/* A heading may hold a subheadline; a paragraph a caption and a credit behind it. */
static void append_parts(struct page *page, struct piece piece, struct slice whole)
{
    struct slice text = whole;
    const char *credit = piece.level ? text.end : credit_start(page->arena, text);
    text.end = credit;
    const char *caption = piece.level ? subheadline_start(text) : caption_start(slice_trim(text));
    struct slice parts[] = {{whole.start, caption}, {caption, credit}, {credit, whole.end}};
    for (size_t i = 0; i < COUNT(parts); i++) {
        append(page, piece, parts[i]);
        if (page->count && parts[i].start < parts[i].end)
            piece = piece_rest(piece);
    }
}

/* 第1版（要闻）专栏： and the text behind it, which an archive begins with its title once more: the
 * line of the sheet and the title are pieces of their own. What is left of the line. */
static struct slice take_archived(struct page *page, const struct piece *piece, struct slice s)
{
    enum { LONGEST_HEAD = 24, SHORTEST_HEAD = 5 };
    static const char *const columns[] = {"专栏:", "专栏："};
    struct slice head = {s.start, s.start};
    if (piece->level || !page->count || !slice_starts(s, "第"))
        return s;
    for (int i = 0; head.end < s.end && i < LONGEST_HEAD; i++) {
        if (slice_ends_any(head, columns, COUNT(columns)))
            break;
        utf8_next(&head.end, s.end);
    }
    struct slice title = behind_number(slice_of(page->pieces[page->count - 1].text));
    struct slice rest = slice_trim((struct slice){head.end, s.end});
    if (!slice_ends_any(head, columns, COUNT(columns)) || !is_sheet_line(head) ||
        rest.start == rest.end)
        return s;
    append(page, *piece, head);
    struct piece title_piece = piece_rest(*piece);
    const char *behind =
        slice_count(title) < SHORTEST_HEAD ? NULL : slice_behind_words(rest, title);
    struct slice text = {behind ? behind : rest.start, s.end};
    if (behind)
        slice_skip_closing(&text);
    append(page, title_piece, (struct slice){rest.start, text.start});
    return slice_trim(text);
}

/* 渡口为什么不修编辑同志：, the headline of a letter with whom it addresses: where that begins; its
 * end if it does not. */
static const char *salutation_start(struct slice s)
{
    static const char *const editors[] = {"编辑同志：", "编辑同志:", "编者同志：", "编者同志:"};
    static const char *const polite[] = {"尊敬", "敬爱", "亲爱"};
    enum { SHORTEST = 5, LONGEST = 30 };
    for (size_t i = 0; i < COUNT(editors); i++) {
        struct slice title = {s.start,
                              s.end - (slice_ends(s, editors[i]) ? strlen(editors[i]) : 0)};
        size_t count = title.end < s.end ? slice_count(title) : 0;
        bool text = title.end == s.end || in_set(slice_last(title), "，,、；;报社部台刊网站的") ||
                    slice_starts_any(title, polite, COUNT(polite)) || last_inner_stop(s);
        if (count >= SHORTEST && count <= LONGEST && !text)
            return title.end;
    }
    return s.end;
}

/* Takes the headline off the text that stands on one line with it; false if there is none. */
static bool append_title(struct page *page, struct piece piece, struct slice *text)
{
    struct slice title = {text->start, acquire_title_end(page->arena, *text)};
    if (title.start == title.end)
        return false;
    append(page, piece, title);
    page->pieces[page->count - 1].run_in = true;
    *text = slice_trim((struct slice){title.end, text->end});
    return true;
}

void acquire_add_piece(struct page *page, struct piece piece)
{
    struct slice whole = slice_trim(slice_of(piece.text));
    if (piece.picture || piece.rows) {
        append(page, piece, whole);
        return;
    }
    if (is_rule(whole)) {
        acquire_markup(page, whole, piece.line);
        return;
    }
    if (take_info(page, &piece) || take_stamped_byline(page, &piece) || take_title(page, &piece) ||
        take_column(page, &piece) || take_former_title(page, &piece) || take_value(page, &piece) ||
        take_source(page, &piece))
        return;
    size_t before = page->count;
    whole = take_archived(page, &piece, trim_line(page, &piece, whole));
    piece = page->count > before ? piece_rest(piece) : piece;
    struct slice text = whole;
    if (!piece.level) {
        text.start = turn_in_end(text);
        text.end = turn_out_start(text);
    }
    append_turn(page, piece, (struct slice){whole.start, text.start});
    if (!piece.level && !piece.item && append_title(page, piece, &text))
        piece = piece_rest(piece);
    const char *letter = piece.level ? text.end : salutation_start(text);
    append_parts(page, piece, (struct slice){text.start, letter});
    append_parts(page, letter > text.start ? piece_rest(piece) : piece,
                 (struct slice){letter, text.end});
    append_turn(page, piece, (struct slice){text.end, whole.end});
}

bool is_ended_text(const struct page *page, size_t i)
{
    return i < page->count && page->pieces[i].label == UNDECIDED && !page->pieces[i].level &&
           ends_sentence(slice_of(page->pieces[i].text));
}
