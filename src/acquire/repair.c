/* SPDX-License-Identifier: MIT */
/*
 * Is one piece the rest of another? A column end cuts anywhere: in mid-word, inside a quotation,
 * between a number and its unit. No single sign decides, so the signs are weighed:
 *
 * - the first piece has no closing stop, or a quotation or bracket opened in it closes in the next;
 * - it ends with a comma, a function word or a number; the next begins with a closing sign;
 * - the next begins with a number and its unit;
 * - the characters on both sides of the cut are one word in ICU's dictionary;
 * - the two characters stand together elsewhere on the same page, which also finds the words that
 *   no dictionary has.
 *
 * The page's own pairs of characters were preferred to a language model: they need no data, adapt
 * to the page's subject and stay deterministic. Everything is sorted arrays: n log n.
 */
#include "acquire/grammar.h"

#include <stdlib.h>
#include <string.h>

#include <unicode/ubrk.h>

struct joints {
    uint64_t *pairs; /* first << 32 | second, sorted */
    size_t count;
    UBreakIterator *words;
};

static int by_number(const void *left, const void *right)
{
    uint64_t l = *(const uint64_t *)left, r = *(const uint64_t *)right;
    return (l > r) - (l < r);
}

/* Characters whose neighbours tell something: Han, and the signs that open inside a clause. */
static bool is_paired(uint32_t code)
{
    return is_han(code) || in_set(code, "(（“《");
}

void acquire_close_joints(struct joints *joints)
{
    ubrk_close(joints->words);
}

static bool pair_on_page(const struct joints *joints, uint32_t first, uint32_t second)
{
    uint64_t pair = (uint64_t)first << 32 | second;
    return bsearch(&pair, joints->pairs, joints->count, sizeof pair, by_number) != NULL;
}

enum {
    OPEN_END = 1,   /* for an end without a stop */
    BROKEN_OFF = 4, /* and a stop before it: the end of a text, not of a line */
    NEXT_ITEM = 4,  /* for the next item of a list, and against speech in its place */
    BEGINS = 3,     /* against what begins as a sentence begins */
    OPEN_TWICE = 9, /* against a mark that opens where the same is open */
};

enum { AROUND = 12 }; /* characters on each side of the cut that the dictionary sees */

static int32_t to_utf16(struct slice s, UChar *text)
{
    int32_t len = 0;
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        U16_APPEND_UNSAFE(text, len, code);
    }
    return len;
}

bool acquire_cuts_word(const struct joints *joints, struct slice before, struct slice after)
{
    UChar text[4 * AROUND];
    UErrorCode status = U_ZERO_ERROR;
    struct slice left = {before.end, before.end}, right = {after.start, after.start};
    for (int i = 0; i < AROUND && left.start > before.start; i++)
        utf8_previous(&left.start, before.start);
    for (int i = 0; i < AROUND && right.end < after.end; i++)
        utf8_next(&right.end, after.end);
    int32_t cut = to_utf16(left, text);
    int32_t len = cut + to_utf16(right, text + cut);
    ubrk_setText(joints->words, text, len, &status);
    return U_SUCCESS(status) && !ubrk_isBoundary(joints->words, cut);
}

static const char *const brackets[BRACKETS][2] = {
    {"“", "”"}, {"《", "》"}, {"(（", ")）"}, {"‘", "’"}};

static void measure_brackets(struct slice s, struct ends *ends)
{
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (is_han(code) || !in_set(code, "“”《》(（)）‘’"))
            continue;
        for (int i = 0; i < BRACKETS; i++) {
            bool open = in_set(code, brackets[i][0]);
            ends->opens[i] = ends->opens[i] || (open && !ends->depth[i] && !ends->lowest[i]);
            ends->depth[i] += open - in_set(code, brackets[i][1]);
            if (ends->depth[i] < ends->lowest[i])
                ends->lowest[i] = ends->depth[i];
        }
    }
}

/* Its first clause is one character long, or its first sentence two: 宽,笑着对记者说。 Of a line
 * without a stop that says nothing: 路,是一锹一锹修出来的 */
static bool begins_broken(struct slice s)
{
    const char *p = s.start;
    for (int i = 0; i < 3 && p < s.end; i++)
        if (!is_han(utf8_next(&p, s.end)))
            return i > 0 &&
                   !in_set(slice_first(s),
                           i == 1 ? "但而且也又只是对好一二三四五六七八九十" : "但且只是对好可") &&
                   in_set(slice_last((struct slice){s.start, p}), i == 1 ? "，,、。" : "。");
    return false;
}

/* 修,还是不修? somebody asks himself. */
static bool asks_whether(struct slice s)
{
    const char *p = s.start;
    uint32_t verb = p < s.end ? utf8_next(&p, s.end) : 0, before = 0;
    for (int i = 0; i < 8 && p < s.end; i++) {
        uint32_t code = utf8_next(&p, s.end);
        if (code == verb && before == U'不')
            return true;
        before = code;
    }
    return false;
}

/* 就在田埂上贷到款, 却没人管: such an adverb has its subject before it. 就业 is a word. */
static bool leans(struct slice s)
{
    uint32_t first = slice_first(s);
    if (in_set(first, "却则"))
        return true;
    if (!in_set(first, "就便"))
        return false;
    utf8_next(&s.start, s.end);
    return in_set(slice_first(s), "在能是把可会有要将从向对被让给连");
}

/* 43次,查改隐患…: a sentence seldom begins with what was counted, a rest often does. */
static bool begins_counted(struct slice s)
{
    const char *p = s.start;
    while (p < s.end && in_set(slice_first((struct slice){p, s.end}), "0123456789.,"))
        utf8_next(&p, s.end);
    while (p < s.end &&
           in_set(slice_first((struct slice){p, s.end}), p > s.start ? "万亿余多" : "余"))
        utf8_next(&p, s.end);
    return p > s.start && p < s.end &&
           in_set(
               slice_first((struct slice){p, s.end}),
               "个件起次场人名户套块处份期册本篇元公吨斤亩条项支家所座台辆只头棵株毫厘克米升%％");
}

/* 公开听证、约谈等方式: where an end wants another item of its list, this may be one. */
static bool begins_list(struct slice s)
{
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        if (in_set(code, "，。、；：？！,;:!?“”（）()"))
            return in_set(code, "、");
    }
    return false;
}

/* “不能一发了之。”该院…: somebody speaks, and no list names that. */
static bool begins_speech(struct slice s)
{
    uint32_t before = 0, code = 0;
    bool speech = slice_starts(s, "“");
    while (speech && s.start < s.end && code != U'”') {
        before = code;
        code = utf8_next(&s.start, s.end);
    }
    return code == U'”' && in_set(before, "。！？!?");
}

/* 割除,减少养分消耗。 What stands alone before a comma and is no word with which sentences begin,
 * as 同时, is the end of another clause. */
static bool begins_brief(struct slice s)
{
    const char *p = s.start;
    for (int i = 0; i < 2; i++)
        if (p >= s.end || !is_han(utf8_next(&p, s.end)))
            return false;
    return in_set(slice_first((struct slice){p, s.end}), "，,");
}

/* 实绩”的思维没有换: closes what nothing opened. 余家,…: counts what the number before it began. */
static bool is_rest(const struct ends *ends)
{
    bool closes =
        (ends->lowest[0] < 0 && !ends->opens[0]) || (ends->lowest[1] < 0 && !ends->opens[1]);
    return closes || ends->broken || in_set(ends->first, "，、。；：？！）》”,;:)?!%％") ||
           in_set(ends->first, "的了着们者员之里") || (ends->counted && in_set(ends->first, "余"));
}

/* 好面是怎样揉成的: such a line asks, and is complete. */
static bool asks_how(struct slice s)
{
    static const char *const words[] = {"怎样", "怎么", "如何"};
    size_t len = (size_t)(s.end - s.start);
    for (size_t i = 0; i < COUNT(words); i++)
        if (memmem(s.start, len, words[i], strlen(words[i])))
            return !has_comma(s);
    return false;
}

/* …泊位146个。三、公交调整: the last sentence has no more than its number and its name. */
static bool ends_in_item(struct slice s)
{
    const char *stop = last_inner_stop(s);
    struct slice item = {stop ? stop : s.end, s.end};
    bool numeral = in_set(slice_first(item), "一二三四五六七八九十");
    if (!in_set(slice_last(s), ":：") || !numeral)
        return false;
    utf8_next(&item.start, item.end);
    return in_set(slice_first(item), "、");
}

/* 流出来的常常是一股, 全镇共设5个: one of what is still to come, or so many. */
static bool ends_counting(struct slice s)
{
    const char *at = s.end;
    uint32_t last = at > s.start ? utf8_previous(&at, s.start) : 0;
    if (last == U'个' && is_digit(slice_last((struct slice){s.start, at})))
        return true;
    bool classifier = in_set(last, "个股种条位名批片座场段");
    return classifier && at > s.start && utf8_previous(&at, s.start) == U'一' &&
           slice_last((struct slice){s.start, at}) == U'是';
}

/* What wants to go on, whatever comes. */
static int weigh_end(struct slice s)
{
    uint32_t last = slice_last(s);
    if (ends_in_item(s))
        return 5;
    if (in_set(last, "，、,(（“‘《"))
        return 5;
    if (ends_counting(s))
        return 3;
    static const char *const words[] = {
        "埃及", "普及", "波及", "涉及", "危及", "触及", "共和", "饱和", "谐和", "祥和", "参与",
        "存在", "所在", "实在", "名将", "大将", "干将", "老将", "小将", "行为", "作为", "成为",
        "方向", "走向", "面向", "动向", "志向", "导向", "应对", "面对", "结对", "绝对", "合并",
        "派对", "火把", "大使", "出使", "行使", "平等", "中等", "高等", "何等", "上等", "优等"};
    if (!in_set(last, "的和与及或在把将对为被从向以并是让使其该等各按") ||
        slice_ends_any(s, words, COUNT(words)))
        return 0;
    return in_set(last, "的") && asks_how(s) ? 0 : 3;
}

enum { LONGEST_HEAD = 30 /* characters; a longer line with a comma in it is text */ };

static struct ends ends_of(const char *text)
{
    struct slice s = slice_trim(slice_of(text));
    bool clauses = has_comma(s), several = last_inner_stop(s) && !calls_out(s);
    bool opens = starts_as_text(s), timed = starts_with_time(s);
    struct ends ends = {.first = slice_first(s),
                        .last = slice_last(s),
                        .wants = weigh_end(s),
                        .closed = ends_sentence(s) && !(several && in_set(slice_last(s), "；;")),
                        .inner_stop = several || (clauses && slice_count(s) > LONGEST_HEAD),
                        .clauses = clauses,
                        .broken =
                            (several || ends_sentence(s)) && begins_broken(s) && !asks_whether(s),
                        .brief = !opens && begins_brief(s),
                        .leans = leans(s),
                        .counted = begins_counted(s),
                        .timed = timed,
                        .lists = begins_list(s),
                        .speaks = begins_speech(s),
                        .opener = opens || timed || opens_paragraph(s),
                        .begins = opens || has_speech(s)};
    measure_brackets(s, &ends);
    ends.rest = is_rest(&ends);
    return ends;
}

/* Is a mark open that the other text opens again? */
static bool opens_twice(const struct ends *before, const struct ends *after)
{
    for (int i = 0; i < BRACKETS; i++)
        if (before->depth[i] > 0 && after->opens[i])
            return true;
    return false;
}

static bool shares_bracket(const struct ends *before, const struct ends *after)
{
    for (int i = 0; i < BRACKETS; i++)
        if (before->depth[i] > 0 && after->lowest[i] < 0)
            return true;
    return false;
}

struct joints *acquire_joints(struct page *page)
{
    struct joints *joints = arena_alloc(page->arena, sizeof *joints);
    joints->pairs = arena_array(page->arena, page->len + 1, sizeof *joints->pairs);
    for (size_t i = 0; i < page->count; i++) {
        struct slice s = slice_of(page->pieces[i].text);
        uint64_t before = 0;
        page->pieces[i].ends = ends_of(page->pieces[i].text);
        while (s.start < s.end) {
            uint64_t code = utf8_next(&s.start, s.end);
            if (is_paired((uint32_t)before) && is_paired((uint32_t)code))
                joints->pairs[joints->count++] = before << 32 | code;
            before = code;
        }
    }
    sort_by_number(joints->pairs, joints->count, sizeof *joints->pairs, page->arena);
    UErrorCode status = U_ZERO_ERROR;
    joints->words = ubrk_open(UBRK_WORD, "zh", NULL, 0, &status);
    if (U_FAILURE(status))
        die("ICU has no word data: %s", u_errorName(status));
    return joints;
}

/* What a number that was cut off can go on with: units, measure words and the signs of numbers. */
static const char after_digits[] =
    "个件起次场人户名套块处份期万亿千百十余多元角分公里米克吨斤亩年月日时点秒天周岁条项支家所座台"
    "辆只头棵株枚张本册篇部号级层栋间扇盏面根节趟班艘架门口双对批组队届位倍成平立毫厘度兆升毛英"
    "海尺寸箱袋瓶盒桶票字页版路线站街道环℃％%‰.:：-—/、至到和比";

static int weigh_edge(const struct ends *before, uint32_t first)
{
    static const char digits[] = "0123456789";
    uint32_t last = before->last;
    int score = before->wants;
    if (in_set(first, "，。、；：？！）》”’」』,;:)!?%％"))
        score += 6;
    if (in_set(first, "(（"))
        score += 2;
    if (in_set(first, "和与及或的得之们"))
        score += 3;
    if (in_set(last, digits))
        score += in_set(first, digits) ? 5 : in_set(first, after_digits) ? 6 : -3;
    return score;
}

int acquire_joint(const struct joints *joints, const struct piece *before,
                  const struct piece *after)
{
    const struct ends *a = &before->ends, *b = &after->ends;
    if (!a->last || !b->first)
        return 0;
    int score = shares_bracket(a, b) ? 6 : 0;
    if (a->closed)
        return in_set(b->first, in_set(a->last, "。！？") ? "）》”’)" : "，、；：）》”’,;:)")
                   ? score + 5
                   : score;
    score += OPEN_END + weigh_edge(a, b->first) + (a->inner_stop ? BROKEN_OFF : 0);
    if (in_set(a->last, "、"))
        score += b->lists ? NEXT_ITEM : b->speaks ? -NEXT_ITEM : 0;
    score -= (b->begins ? BEGINS : 0) + (opens_twice(a, b) ? OPEN_TWICE : 0);
    if (in_set(a->last, "：:") && !a->wants)
        return score > 1 ? score - 4 : 0;
    score += (a->inner_stop || a->clauses) && is_han(a->last) && b->counted ? 4 : 0;
    if (!is_paired(a->last) || !is_paired(b->first))
        return score;
    score += b->broken ? 3 : 0;
    score += pair_on_page(joints, a->last, b->first) ? 3 : 0;
    bool word = is_han(a->last) && is_han(b->first) &&
                acquire_cuts_word(joints, slice_of(before->text), slice_of(after->text));
    return score + (word ? 4 : 0);
}

int acquire_joint_end(const struct piece *before)
{
    return before->ends.wants;
}

int acquire_joint_base(const struct piece *before)
{
    return OPEN_END + (before->ends.inner_stop ? BROKEN_OFF : 0) + before->ends.wants;
}

/* ---- words that two texts share ------------------------------------------------------------- */

enum { ECHO_PAIRS = 100 }; /* pairs that are looked up */

int acquire_echo(const char *text, const struct buf *words)
{
    struct slice s = slice_of(text);
    int pairs = 0, hits = 0;
    const char *previous = NULL;
    while (words->len && s.start < s.end && pairs < ECHO_PAIRS) {
        const char *here = s.start;
        bool han = is_han(utf8_next(&s.start, s.end));
        if (han && previous) {
            pairs++;
            hits += memmem(words->text, words->len, previous, (size_t)(s.start - previous)) != NULL;
        }
        previous = han ? here : NULL;
    }
    return pairs ? hits * 100 / pairs : 0;
}
