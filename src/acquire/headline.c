/* SPDX-License-Identifier: MIT */
/*
 * The lines of a headline, in the order in which they are read. A paper sets a headline in two or
 * three lines, and not always from the top down; a line that it sets beside another one comes below
 * it on the page. As a rule the lines are the subject and its predicate, in their order, and U+3000
 * stands between them. But:
 *
 * - An office or an address below a line that names none is the subject, if the text tells of it:
 * it goes first. Of three lines a person may be it, if the first paragraph names him, and a place
 *   that stands between two lines; the two are then one predicate, in their order.
 * - A short line behind a longer one, such as up to five characters or a phrase that stands before
 *   its verb, is the first half of that line's predicate, set beside it: it goes before it, without
 *   a space. Behind a line that names an office, or begins with one, it is not, nor behind four
 *   characters: these are the halves of a line that was cut.
 * - Of two parts of a predicate on both sides of their subject the one that says what it is for,
 *   助力…, stands last.
 * - A line with a heading mark below one without is the predicate itself and stays there.
 * - A line that ends with a verb goes on in the next one without a space; the second of two such
 *   lines may be the first.
 * - A line that strayed into the body goes before the last one.
 */
#include "acquire/draft.h"
#include "acquire/feature.h"
#include "acquire/grammar.h"

#include <string.h>

/* Begins as a phrase begins that stands before its verb: 以“…”, 把…, 让…. */
static bool is_adverbial(struct slice s)
{
    return in_set(slice_first(s), "以将把让为用从在对向与由凭借");
}

/* 云岭村“百姓讲堂”: a line that ends with what a place or an office has is a subject. */
static bool names_something_of(struct slice s)
{
    const char *quote = memmem(s.start, (size_t)(s.end - s.start), "“", strlen("“"));
    return quote && slice_ends(s, "”") && ends_unit((struct slice){s.start, quote});
}

/* 岸也绿了, 该往哪儿滴, 开始进驻: a clause whose subject stands in the line before. */
static bool follows_subject(struct slice s)
{
    static const char *const verbs[] = {"开始", "開始", "启动", "继续", "即将", "正式", "已经"};
    const char *second = s.start;
    utf8_next(&second, s.end);
    return slice_starts_any(s, verbs, COUNT(verbs)) || in_set(slice_last(s), "了吗呢") ||
           in_set(slice_first(s), "也还又再就才却都该会") ||
           in_set(slice_first((struct slice){second, s.end}), "也还又再就才却都");
}

/* 岑白夺冠, 9月起施行: a clause of its own, however short. */
static bool is_clause(struct slice s)
{
    static const char *const deeds[] = {"参加", "出席", "主持", "讲话", "致辞", "会见", "陪同",
                                        "当选", "就职", "逝世", "夺冠", "夺金", "摘金", "获奖",
                                        "获胜", "施行", "实施", "启用", "开幕", "闭幕"};
    return slice_count(s) > 2 && slice_ends_any(s, deeds, COUNT(deeds));
}

/* 给渡口留一份: ends with a measure, and what is measured stands in the next line. */
static bool wants_noun(struct slice s)
{
    static const char *const measures[] = {"一份", "一个", "更多", "几分", "一块",
                                           "一片", "一条", "一方", "一座", "一张"};
    return slice_ends_any(s, measures, COUNT(measures));
}

/* Has the line a heading mark that the line above it has not? */
static bool is_marked_below(const struct open_block *above, const struct open_block *line)
{
    return line->first->piece->level && !above->first->piece->level;
}

enum {
    LONGER = 2,             /* characters by which a third line may be the longer one */
    SHORTEST_PREDICATE = 5, /* characters; nothing tiny is set beside a shorter one */
    LONGEST_PREDICATE = 24  /* nor any half beside a longer one */
};

/* Is the line the first half of the one before it, set beside it in the paper? A half ends with a
 * colon; or it is shorter, and tiny, a name in quotation marks, or a phrase that stands before its
 * verb. As a third line such a phrase may be a little longer. Nothing tiny stands before a line
 * that `begins` with its subject. */
static bool is_half(const struct open_block *whole, const struct open_block *line, bool third,
                    bool begins)
{
    struct slice before = whole->last->text, half = line->first->text;
    size_t count = slice_count(half);
    bool adverbial = is_adverbial(half) && count <= 9 && !says_event(half);
    bool quoted = slice_starts(half, "“") && slice_ends(half, "”") && count <= 10;
    if (line->first->piece->label == LABEL)
        return true; /* it strayed into the body */
    if (is_marked_below(whole, line) || wants_object(before) || names_something_of(before) ||
        wants_noun(before))
        return false;
    if (in_set(slice_last(half), ":："))
        return !in_set(slice_last(before), ":：");
    if (slice_count(before) > LONGEST_PREDICATE || follows_subject(half) || is_clause(half))
        return false;
    bool tiny =
        count <= 5 && !is_adverbial(before) && !begins && slice_count(before) >= SHORTEST_PREDICATE;
    return (adverbial || quoted || tiny) &&
           slice_count(before) + (adverbial && third ? LONGER : 0) > count &&
           (third || !ends_unit(before));
}

static bool holds(struct slice text, struct slice words)
{
    return memmem(text.start, (size_t)(text.end - text.start), words.start,
                  (size_t)(words.end - words.start));
}

/* 我省县级医院 in a headline is 县级医院 in its text. */
static struct slice without_own(struct slice name)
{
    static const char *const own[] = {"我省", "我市", "我县", "我区", "我州",
                                      "全省", "全市", "全县", "全区"};
    if (slice_count(name) >= 5 && slice_starts_any(name, own, COUNT(own)))
        name.start += strlen(own[0]);
    return name;
}

/* Do the first so many paragraphs name it? */
static bool is_named(const struct open_draft *d, struct slice name, int paragraphs)
{
    for (size_t i = 0; i < d->count && paragraphs > 0; i++)
        if (d->blocks[i].role == DRAFT_P) {
            if (holds(slice_of(draft_text(d->page->arena, &d->blocks[i])), name))
                return true;
            paragraphs--;
        }
    return false;
}

/* Ends as the names of offices do that are no places: a place may be what the predicate is about.
 */
static bool is_office(struct slice s)
{
    return slice_count(s) >= 3 && ends_unit(s) &&
           !in_set(slice_last(s), "村县市区乡镇省州盟旗道地");
}

/* 清河县白塔镇: a place in full, within a larger one. As the object of a headline it would be named
 * more briefly. */
static bool is_address(struct slice s)
{
    static const char levels[] = "省州市县区旗乡镇村";
    return in_set(slice_last(s), levels) && slice_count(s) >= 5 && slice_count_in(s, levels) > 1;
}

/* 清河县白塔镇 in a headline may be 白塔镇 in its text. */
static struct slice within(struct slice name)
{
    for (struct slice rest = name; slice_count(rest) > 3;)
        if (in_set(utf8_next(&rest.start, rest.end), "省州市县区"))
            return rest;
    return name;
}

/* Does the dateline have the place with which the name begins? */
static bool is_dated_from(const struct open_draft *d, struct slice name)
{
    struct slice place = {name.start, name.start};
    for (int i = 0; i < 2 && place.end < name.end; i++)
        utf8_next(&place.end, name.end);
    const struct open_block *dateline = draft_first(d, DRAFT_DATELINE);
    return dateline && holds(dateline->first->text, place);
}

enum { SCENE = 3 /* paragraphs: a story that begins with a scene names its subject behind that */ };

/* 林草部门 in a headline is the office for 林草 in its text. */
static struct slice without_kind(struct slice name)
{
    if (slice_count(name) >= 5 && slice_ends(name, "部门"))
        name.end -= strlen("部门");
    return name;
}

/* Does the text tell of the office or place? */
static bool tells_of(const struct open_draft *d, struct slice name)
{
    name = without_kind(name);
    return is_named(d, without_own(name), SCENE) || is_named(d, within(name), SCENE) ||
           is_dated_from(d, name);
}

enum { LONGEST_PERSON = 10 /* characters of a name and of what stands before it */ };

/* The name at the end of a line that says before it what the person is, 电车司机某某某; empty if it
 * is no such line. */
static struct slice named_person(struct slice s)
{
    struct slice name = {s.end, s.end};
    if (slice_count(s) > LONGEST_PERSON)
        return name;
    for (int i = 0; i < 3 && name.start > s.start; i++)
        utf8_previous(&name.start, s.start);
    struct slice rest = {s.start, name.start};
    return is_full_name(name) && slice_count(rest) >= 2 ? name : (struct slice){s.end, s.end};
}

/* Is line i of the headline its subject, printed below a part of its predicate? Then no line above
 * it is. */
static bool is_subject(const struct open_draft *d, const struct open_block *lines, size_t i,
                       size_t count)
{
    struct slice line = lines[i].first->text, before = lines[i - 1].last->text;
    struct slice name = named_person(line);
    bool person = count >= 3 && name.start < name.end;
    bool office = is_office(line) || (count == 3 && i == 1 && ends_unit(line)) ||
                  (count == 2 && is_address(line) && !ends_unit(before));
    if (!(person || office) || is_marked_below(&lines[i - 1], &lines[i]) || wants_object(before) ||
        !(office ? tells_of(d, line) : is_named(d, name, 1)))
        return false;
    for (size_t k = 0; k < i; k++)
        if (ends_unit(lines[k].last->text) && is_named(d, lines[k].last->text, 1))
            return false;
    return true;
}

/* The parts of a predicate between which its subject was printed are in their order. Only a phrase
 * that stands before its verb, or a line that strayed, still goes before the other part. */
static bool comes_before(const struct part *line)
{
    return is_adverbial(line->text) || line->piece->label == LABEL;
}

/* Does the first of two lines go on where the second ends? 河湾渡口迎来 wants an object, and no
 * office or place is that; 白鹭飞回来了 wants none. 关于…期间 wants the name of the notice. */
static bool is_reversed(struct slice above, struct slice below)
{
    static const char *const events[] = {"下调", "上调", "一新", "增长", "上涨", "下降",
                                         "减少", "回升", "启动", "开工", "完工", "开幕",
                                         "闭幕", "落幕", "开通", "上线"};
    bool verb = wants_object(below) && !in_set(slice_last(below), "了") && !wants_object(above) &&
                !ends_unit(below) && !ends_unit(above) &&
                !slice_ends_any(above, events, COUNT(events)); /* it has its own verb */
    return verb || (slice_starts(below, "关于") && ends_notice(above) && !ends_notice(below));
}

/* Have the first paragraphs the name with another character behind it than `next`? Then it is a
 * name, and no part of a longer word. */
static bool is_named_apart(const struct open_draft *d, struct slice name, uint32_t next)
{
    size_t len = (size_t)(name.end - name.start);
    int paragraphs = 0;
    for (size_t i = 0; i < d->count && paragraphs < SCENE; i++) {
        if (d->blocks[i].role != DRAFT_P)
            continue;
        struct slice body = slice_of(draft_text(d->page->arena, &d->blocks[i]));
        const char *at;
        while ((at = memmem(body.start, (size_t)(body.end - body.start), name.start, len))) {
            body.start = at + len;
            if (slice_first(body) != next)
                return true;
        }
        paragraphs++;
    }
    return false;
}

/* 县气象站为茶园: does the line begin with an office that the text tells of? */
static bool begins_with_subject(const struct open_draft *d, struct slice line)
{
    struct slice name = {line.start, line.start};
    while (name.end < line.end) {
        uint32_t code = utf8_next(&name.end, line.end);
        struct slice rest = {name.end, line.end};
        if (is_han(code) && is_office(name) && is_named_apart(d, name, slice_first(rest)))
            return rest.start < rest.end;
    }
    return false;
}

/* 助力春耕, printed above its subject, is what the other part of the predicate is for, and stands
 * behind it. */
static void order_purpose(struct open_block *lines)
{
    static const char *const purposes[] = {"助力", "助推", "赋能", "护航"};
    if (!slice_starts_any(lines[1].first->text, purposes, COUNT(purposes)) ||
        slice_starts_any(lines[2].first->text, purposes, COUNT(purposes)))
        return;
    struct open_block purpose = lines[1];
    lines[1] = lines[2];
    lines[2] = purpose;
}

/* The lines of a headline in the order in which they are read. tight[i] says that line i goes on
 * without a space. */
static void arrange(const struct open_draft *d, struct open_block *lines, size_t count, bool *tight)
{
    size_t subject = 1, first = 1;
    if (count == 2 && is_reversed(lines[0].last->text, lines[1].first->text)) {
        struct open_block line = lines[0];
        lines[0] = lines[1];
        lines[1] = line;
    }
    while (subject < count && !is_subject(d, lines, subject, count))
        subject++;
    if (subject < count) {
        struct open_block line = lines[subject];
        memmove(lines + 1, lines, subject * sizeof *lines);
        lines[0] = line;
        first = 2;
        if (count == 3)
            order_purpose(lines);
    }
    for (size_t i = first; i < count; i++) {
        bool begins = begins_with_subject(d, lines[i - 1].last->text);
        tight[i] = is_half(&lines[i - 1], &lines[i], i >= 2, begins) &&
                   (subject != 1 || comes_before(lines[i].first));
        struct open_block half = lines[i];
        if (tight[i]) {
            lines[i] = lines[i - 1];
            lines[i - 1] = half;
        }
    }
    for (size_t i = 1; i < count; i++)
        tight[i] = tight[i] || wants_object(lines[i - 1].last->text);
}

/* lines[0] becomes the block of all. */
static void join_lines(struct open_draft *d, struct open_block *lines, size_t count,
                       enum draft_role role)
{
    bool *tight = arena_array(d->page->arena, count, sizeof *tight);
    if (role == DRAFT_HEADLINE)
        arrange(d, lines, count, tight);
    for (size_t i = 1; i < count; i++) {
        lines[i].first->seam = tight[i] ? "" : "\u3000";
        lines[0].last->next = lines[i].first;
        lines[0].last = lines[i].last;
        lines[0].part_count += lines[i].part_count;
        lines[0].doubts |= lines[i].doubts;
    }
}

/* All blocks of the role become one. */
static void merge_role(struct open_draft *d, enum draft_role role)
{
    struct open_block *lines = arena_array(d->page->arena, d->count + 1, sizeof *lines);
    size_t kept = 0, count = 0, first = 0;
    for (size_t i = 0; i < d->count; i++) {
        if (d->blocks[i].role != role) {
            d->blocks[kept++] = d->blocks[i];
            continue;
        }
        if (count == 0)
            first = kept++;
        lines[count++] = d->blocks[i];
    }
    if (count < 2)
        return;
    d->count = kept;
    join_lines(d, lines, count, role);
    d->blocks[first] = lines[0];
}

void headline_merge(struct open_draft *d)
{
    merge_role(d, DRAFT_KICKER);
    merge_role(d, DRAFT_HEADLINE);
    merge_role(d, DRAFT_SUBHEADLINE);
}
