/* SPDX-License-Identifier: MIT */
/*
 * Does a piece go on where a text before it stopped? repair.c weighs two ends; here stands which
 * ends are asked: over headings, pictures and names that were set between the halves of a sentence.
 */
#include "acquire/context.h"

#include "acquire/grammar.h"

#include <limits.h>
#include <string.h>

enum { STEPS = 6 /* pieces that may stand between a text and the rest of it */ };

/* The piece that piece i would continue, as far as the pieces have no labels yet: captions, credits
 * and column labels may stand between. */
static struct piece *guess_before(const struct chain *c, size_t i)
{
    for (size_t k = i, steps = 0; k-- > 0 && steps < STEPS; steps++) {
        struct piece *p = c->pieces[k];
        if (!is_apparatus(p) && (is_text(p) || k + 1 == i || !shows(p, TINY)))
            return p;
    }
    return NULL;
}

/* The same with labels: what was labelled a caption, a credit or a column label is passed over. */
static struct piece *text_before(const struct chain *c, size_t i)
{
    for (size_t k = i, steps = 0; k-- > 0 && steps < STEPS; steps++)
        switch (c->pieces[k]->label) {
        case UNDECIDED:
            return guess_before(c, i);
        case LABEL:
        case HEAD_LABEL:
        case CAPTION:
        case CREDIT:
        case FIRST_CREDIT:
            break;
        default:
            return c->pieces[k];
        }
    return NULL;
}

/* A lead that repeats its headline. */
static bool repeats(const struct piece *before, const struct piece *p)
{
    return is_line(before) && slice_starts(slice_of(p->text), before->text);
}

/* A line has no stop before its end, which would speak for the joint by itself. */
enum { LINE_JOINT = 4, CLEAR_JOINT = 5, STUB_JOINT = 7, STRONG_JOINT = 9 };

/* How clear a joint must be: as usual; between texts, where the piece stands amid them; not at all,
 * because nothing else can be the rest. */
enum wanted { USUAL, AMID, NOTHING };

/* What a joint behind the piece must reach to be clear. A paragraph seldom breaks off behind its
 * first six characters; but the name of an office amid text is more often the beginning of one than
 * a heading: 消防部|门介绍. */
static int clear_joint(const struct piece *before, const struct piece *p, enum wanted wanted)
{
    if (wanted == NOTHING)
        return INT_MIN;
    if (is_line(before) && shows(before, SIBLING) && shows(before, RHYMED))
        return STRONG_JOINT;
    if ((shows(before, ALONE) && p->ends.broken) || (wanted == AMID && shows(before, UNIT_END)))
        return LINE_JOINT;
    if (shows(before, TINY) && shows(before, CLOSED_BEFORE))
        return STUB_JOINT;
    return is_line(before) && is_text(before) ? LINE_JOINT : CLEAR_JOINT;
}

/* ——海阳县纪委书记姜雪宁: ends with a name of two characters or three. */
static bool ends_with_name(struct slice s)
{
    struct slice name = {s.end, s.end};
    for (int i = 1; i <= 3 && name.start > s.start; i++) {
        utf8_previous(&name.start, s.start);
        if (i > 1 && is_names(name))
            return true;
    }
    return false;
}

/* 县妇联与: nothing ends so. */
static bool couples(struct slice s)
{
    return in_set(slice_last(s), "与和及或");
}

enum { LONGEST_CLAUSES = 32 /* characters of a heading of several clauses */ };

/* Does nothing at all speak for it that the piece goes on from the line? */
static bool is_unjoined(const struct joints *joints, const struct piece *before,
                        const struct piece *p)
{
    const struct ends *b = &p->ends;
    bool open = false;
    for (int i = 0; i < BRACKETS; i++)
        open = open || before->ends.depth[i] > 0;
    return !open && slice_count(slice_of(before->text)) <= LONGEST_CLAUSES &&
           acquire_joint(joints, before, p) <= acquire_joint_base(before) && !b->broken &&
           !b->brief && !b->leans && !b->lists && !b->counted && !strchr(before->text, ';') &&
           !strstr(before->text, "；");
}

/* 让课程跟着农时走: a line of clauses behind complete text is a heading or a headline, and no
 * text that breaks off, where what follows begins as paragraphs do, or goes on in nothing, and
 * nothing in the line wants more. */
static bool ends_anew(const struct joints *joints, const struct piece *before,
                      const struct piece *p)
{
    bool clauses = shows(before, CLAUSES) || shows(before, FUNCTION_WORDS);
    bool text = shows(before, LOPSIDED) || shows(before, TEXT_START) || shows(before, SPEECH) ||
                shows(before, HAS_DATELINE) || shows(before, COLON_END) || before->ends.opener;
    return is_line(before) && clauses && !text && shows(before, CLOSED_BEFORE) &&
           !before->ends.wants && !in_set(before->ends.last, "于至自从到在据经截由") &&
           is_text(p) && !is_line(p) && !p->ends.rest &&
           (p->ends.opener || p->ends.speaks || is_unjoined(joints, before, p));
}

/* 队里先后, 治沙不能且: neither a heading nor a headline ends with a preposition or such an adverb.
 * Characters that end a noun as well (大数据, 生意经) tell nothing. */
static bool ends_unfinished(struct slice s)
{
    static const char *const words[] = {"先后", "累计", "分别", "逐步", "根据", "按照", "围绕",
                                        "针对", "关于", "由于", "对于", "随着", "为了", "包括",
                                        "截至", "位于", "共有", "还有", "已有"};
    return !slice_ends(s, "不分先后") &&
           (slice_ends_any(s, words, COUNT(words)) || in_set(slice_last(s), "且但却每某很"));
}

enum { LONGEST_STUMP = 2, SHORTEST_CLAUSE = 4 /* characters */ };

/* 走进渡口村,道路: the last clause is a word behind a longer one. 富了 is a clause. */
static bool ends_in_stump(struct slice s)
{
    size_t before = 0, behind = 0;
    for (struct slice rest = s; rest.start < rest.end;) {
        bool comma = in_set(utf8_next(&rest.start, rest.end), "，,");
        before = comma ? behind : before;
        behind = comma ? 0 : behind + 1;
    }
    return before >= SHORTEST_CLAUSE && behind && behind <= LONGEST_STUMP && slice_last(s) != U'了';
}

/* 据镇水管站, 针对渠尾: so begin paragraphs. 走进老码头 may be a headline. */
static bool opens_plainly(struct slice s)
{
    static const char *const words[] = {"走", "站", "来到", "说", "谈", "提", "这", "据点", "据守"};
    struct slice body = s;
    bool named = slice_skip(&body, "该") &&
                 in_set(slice_first(body), "省市州县区镇乡村局院校厂站所社队园馆公企单部项");
    return (opens_paragraph(s) || named || slice_starts(s, "本届") || slice_starts(s, "此次") ||
            (slice_starts(s, "在") && has_comma(s))) &&
           !slice_starts_any(s, words, COUNT(words)) && !slice_starts(s, "“");
}

/* 的水渠…; 却在…: so no paragraph begins. 整洁,花木成行 or 132个,… may; they are rests where more
 * than the missing stop speaks for it. */
static bool begins_amid(const struct piece *p, bool fits)
{
    static const char *const words[] = {"的士", "的哥", "的姐", "的确"};
    bool bound =
        in_set(p->ends.first, "的们") && !slice_starts_any(slice_of(p->text), words, COUNT(words));
    return (bound || p->ends.leans || (fits && (p->ends.brief || p->ends.counted))) &&
           !p->ends.timed;
}

/* Is the line the first piece of a paragraph, cut off where a heading could end? It ends as no
 * heading does, or begins as paragraphs do, or what follows begins as no paragraph does. `amid`:
 * the line stands between p and another text; `fits`: more than the missing stop speaks for the
 * joint. */
static bool is_stub(const struct piece *line, const struct piece *p, bool amid, bool fits)
{
    struct slice s = slice_of(line->text);
    bool plain = is_line(line) && !shows(line, WIDE) && !line->level && !line->bold &&
                 !shows(line, HALVES) && !shows(line, NUMBERED) && !shows(line, DASH_END) &&
                 !shows(line, DASH_START) && !is_apparatus(line) && !shows(line, ROW) &&
                 !slice_count_in(s, "：:"); /* 土豆:每公斤2.6元,持平 */
    if (!plain || !is_text(p) || is_line(p) || p->level || shows(p, BEFORE_PICTURE_LINE))
        return false;
    bool opens = p->ends.opener || p->ends.speaks, twin = shows(line, BELOW_TWIN);
    if (!amid && !twin)
        return false;
    return (twin && !opens && !shows(line, TINY)) || ends_unfinished(s) ||
           (!opens && (ends_in_stump(s) || opens_plainly(s) || begins_amid(p, fits || twin)));
}

/* ——把水源管住。 一是…: the first item of a list, behind its colon. */
static bool opens_list(const struct piece *p)
{
    static const char *const firsts[] = {"一是", "一要", "其一", "第一，", "第一,",
                                         "首先", "①",    "⑴",    "一、"};
    struct slice s = slice_of(p->text);
    return (shows(p, DASH_START) || slice_starts_any(s, firsts, COUNT(firsts))) && ends_sentence(s);
}

/* …, 走了一百五十天——, and below it 初春, 草原上…: the text above only points at what follows. */
static bool points_ahead(const struct piece *before, const struct piece *p)
{
    return shows(before, DASH_END) && is_text(before) && p->ends.begins && is_text(p);
}

/* Whatever the score says. */
static bool goes_on_anyhow(const struct piece *before, const struct piece *p, bool amid, bool fits)
{
    bool coupled = is_line(before) && shows(p, TEXT) && couples(slice_of(before->text));
    return coupled || is_stub(before, p, amid, fits);
}

static void show_joint(const struct joints *joints, struct piece *before, struct piece *p,
                       enum wanted wanted)
{
    int score = acquire_joint(joints, before, p);
    struct slice text_of_before = slice_of(before->text);
    bool closes = closes_notice(slice_of(p->text)); /* 特此公告。 */
    bool next_item = in_set(slice_last(text_of_before), "；;") &&
                     (shows(p, NUMBERED) || shows(p, NUMBERED_TEXT));
    bool clear = (score >= clear_joint(before, p, wanted) ||
                  goes_on_anyhow(before, p, wanted == AMID, score > acquire_joint_base(before))) &&
                 (is_text(before) || is_text(p)) && !shows(p, HAS_DATELINE) &&
                 !shows(before, COLUMN_NAME) && !shows(before, NAMES_ALONE) &&
                 !shows(p, NAMES_ALONE) && !shows(p, TURN) && !shows(p, BULLETED) && !next_item &&
                 !repeats(before, p) && !closes;
    bool announces = shows(before, SALUTATION) || ends_announcement(text_of_before);
    bool colon = in_set(slice_last(text_of_before), ":：");
    bool item = colon && opens_list(p);
    bool points = points_ahead(before, p);
    bool closed = ends_sentence(text_of_before) || closes || announces || item || points ||
                  repeats(before, p) || shows(before, ROW) || shows(before, SIGNATURE);
    show(before, DANGLING, is_line(before) && acquire_joint_end(before) > 0);
    clear = clear && !item && !points && !shows(before, SALUTATION);
    bool anew = !closes && ends_anew(joints, before, p);
    clear = clear && !anew;
    show(before, ANEW_BELOW, anew);
    show(p, ATTRIBUTES,
         shows(p, DASH_START) && is_line(p) && shows(before, TEXT) &&
             ends_sentence(text_of_before) && ends_with_name(slice_of(p->text)));
    show(p, BEGINS_ANEW, anew);
    show(p, JOINED, clear);
    show(p, WELL_JOINED, clear && score >= STRONG_JOINT);
    bool text = is_text(before) && before->label != CROSSHEAD && !shows(before, SIBLING);
    show(p, OPEN_BEFORE, !clear && !closed && text);
    show(p, CLOSED_BEFORE, !clear && (closed || !text));
    show(p, AFTER_COLON,
         colon && !before->ends.wants &&
             (ends_sentence(slice_of(p->text)) || shows(p, NUMBERED_TEXT)));
    show(before, GOES_ON, clear && is_line(before));
}

enum { FAR_JOINT = 7 /* over a line that stands between */ };

/* 先算人情账 再断是非理: two halves are no text; what is no beginning goes on over them. */
static bool is_sure_heading(const struct piece *line, const struct piece *p)
{
    return shows(line, HALVES) && shows(p, SENTENCE) && !p->ends.opener && !p->ends.begins;
}

/* The line before piece i may have been set between the halves of a sentence: is piece i the rest
 * of what stands before the line? */
static bool is_parted(const struct chain *c, size_t i, const struct joints *joints)
{
    const struct piece *p = c->pieces[i], *line = i >= 2 ? c->pieces[i - 1] : NULL;
    if (!line || !is_line(line) || is_text(line) || is_apparatus(line) || line->level || p->level)
        return false;
    const struct piece *far = c->pieces[i - 2];
    bool open = (is_text(far) || shows(far, WIDE)) && !far->ends.closed && !far->level;
    return open && !is_apparatus(far) && !is_line(p) && !shows(far, SIGNATURE) &&
           acquire_joint(joints, far, p) >= (is_sure_heading(line, p) ? CLEAR_JOINT : FAR_JOINT) &&
           acquire_joint(joints, line, p) < CLEAR_JOINT;
}

/* 村民在田间采收红薯。 */
static bool depicts(struct slice s)
{
    while (s.start < s.end)
        if (in_set(utf8_next(&s.start, s.end), "在正"))
            return true;
    return false;
}

enum { LONGEST_CAPTION = 90 /* characters of one that is several sentences */ };

/* 8月3日,渔民在晒海带。今年……: what begins with a time is no rest. */
static bool tells_when(const struct piece *p)
{
    return p->ends.timed && slice_count(slice_of(p->text)) <= LONGEST_CAPTION;
}

/* The caption of two pieces before piece i of which the other one is its credit. */
static struct piece *caption_before(const struct chain *c, size_t i)
{
    return c->pieces[shows(c->pieces[i - 1], IS_CREDIT) ? i - 2 : i - 1];
}

/* Of two sentences that an end goes on in alike, may the one with the credit be the caption? */
static bool is_plain_caption(const struct piece *far, const struct piece *caption,
                             const struct piece *p)
{
    return acquire_joint_end(far) > 0 && !caption->ends.clauses && !caption->ends.rest &&
           !caption->ends.begins && shows(p, SENTENCE) && !p->ends.opener && !p->ends.begins;
}

/* A line too long for a heading with a comma inside, amid text, and behind a dated caption with its
 * credit one sentence that begins nothing: the credit is not its own, and the line wants a rest. */
static bool is_cut_by_picture(const struct chain *c, size_t i)
{
    if (i < 4 || !shows(c->pieces[i - 1], IS_CREDIT))
        return false;
    const struct piece *p = c->pieces[i], *caption = c->pieces[i - 2], *far = c->pieces[i - 3];
    bool dated = shows(caption, SENTENCE) && caption->ends.timed;
    bool wants = shows(far, WIDE) && far->ends.clauses && !far->level && !far->ends.closed &&
                 is_plain_text(c->pieces[i - 4]) && c->pieces[i - 4]->ends.closed;
    bool rest = shows(p, SENTENCE) && p->ends.clauses && !p->level && !shows(p, HAS_DATELINE) &&
                !p->ends.begins && !p->ends.opener && !p->ends.timed && !p->ends.speaks;
    return dated && wants && rest;
}

/* A caption with its credit may have been set there: the same over both. A credit amid text must
 * have one, so the text before it need not be the worse rest if it shows what somebody does, or
 * says when. */
static bool is_parted_by_picture(const struct chain *c, size_t i, const struct joints *joints)
{
    if (i < 3 || !(shows(c->pieces[i - 1], IS_CREDIT) || shows(c->pieces[i - 2], IS_CREDIT)))
        return false;
    const struct piece *p = c->pieces[i], *caption = caption_before(c, i), *far = c->pieces[i - 3];
    bool when = tells_when(caption);
    if (!shows(caption, SENTENCE) && !(when && shows(caption, TEXT)))
        return false;
    if (p->level || far->level || far->ends.closed || is_apparatus(far) ||
        !(is_text(far) || shows(far, WIDE)))
        return false;
    int over = acquire_joint(joints, far, p), here = acquire_joint(joints, far, caption);
    bool rest = here > acquire_joint_base(far) || !(when || depicts(slice_of(caption->text)));
    bool even = over == here && (!rest || (over >= FAR_JOINT && is_plain_caption(far, caption, p)));
    return over >= (rest ? FAR_JOINT : CLEAR_JOINT) && (over > here || even);
}

/* The author may have been set there: the same over his name. */
static bool is_parted_by_names(const struct chain *c, size_t i, const struct joints *joints)
{
    if (i < 2 || !(shows(c->pieces[i - 1], IS_BYLINE) || shows(c->pieces[i - 1], STRAYED_NAME)))
        return false;
    const struct piece *p = c->pieces[i], *far = c->pieces[i - 2];
    return !p->level && !far->level && !far->ends.closed && is_text(far) && !is_apparatus(far) &&
           acquire_joint(joints, far, p) >= FAR_JOINT;
}

static void show_joint_at(struct chain *c, size_t i, const struct joints *joints)
{
    struct piece *p = c->pieces[i], *before = text_before(c, i);
    bool cut = is_cut_by_picture(c, i);
    if (is_parted(c, i, joints)) {
        show(c->pieces[i - 1], PARTING, true);
        before = c->pieces[i - 2];
    } else if (cut || is_parted_by_picture(c, i, joints)) {
        show(caption_before(c, i), BETWEEN, true);
        before = c->pieces[i - 3];
    } else if (is_parted_by_names(c, i, joints)) {
        before = c->pieces[i - 2];
    }
    bool headed = !before || before->level || p->level || before->known || p->known ||
                  before->sourced || shows(p, ROW);
    if (is_apparatus(p))
        return;
    if (p->soft && before == c->pieces[i - 1] && !headed) {
        show(p, SOFT_BREAK, true);
        show(p, ITEM_REST, before->item || shows(before, ITEM_REST));
        show(before, GOES_ON, is_line(before));
    } else if (headed) {
        show(p, CLOSED_BEFORE, true);
    } else {
        bool amid = i > 1 && c->pieces[i - 1] == before && is_plain_text(c->pieces[i - 2]) &&
                    !shows(c->pieces[i - 2], ROW);
        show_joint(joints, before, p, cut ? NOTHING : amid ? AMID : USUAL);
    }
}

static const enum feature joint_features[] = {
    JOINED,          WELL_JOINED, OPEN_BEFORE, CLOSED_BEFORE, AFTER_COLON, GOES_ON,
    SOFT_BREAK,      DEAD_END,    DANGLING,    PARTING,       ITEM_REST,   BETWEEN,
    PARTING_HEADING, ANEW_BELOW,  BEGINS_ANEW, ATTRIBUTES};

/* “你看，这|图为证。”: a quotation that the text above left open ends in the piece, before any
 * other begins. */
static bool closes_quotation(const struct piece *before, const struct piece *p)
{
    for (int i = 0; i < BRACKETS; i++)
        if (before->ends.depth[i] > 0 && p->ends.lowest[i] < 0)
            return true;
    return false;
}

/* 图为 in the middle of somebody's words begins no caption. */
static void show_split_captions(struct chain *c)
{
    for (size_t i = 1; i < c->count; i++) {
        struct piece *p = c->pieces[i];
        const struct piece *before = c->pieces[i - 1];
        if (shows(p, STARTS_CAPTION) && is_plain_text(before) && closes_quotation(before, p))
            unshow(p, STARTS_CAPTION);
    }
}

void show_parting_headings(struct chain *c)
{
    for (size_t i = 0; i < c->count; i++) {
        struct piece *p = c->pieces[i];
        show(p, PARTING_HEADING,
             shows(p, PARTING) && (shows(p, SIBLING) || shows(p, RHYMED) || shows(p, HALVES)) &&
                 !shows(p, COLUMN_NAME) && !shows(p, MINI));
    }
}

/* Text that comes from another page, without a headline here, and what stands behind it. */
static void show_turned(struct chain *c)
{
    for (size_t i = 0; i < c->count; i++) {
        struct piece *p = c->pieces[i];
        const struct piece *above = i ? c->pieces[i - 1] : NULL;
        show(p, TURNED_IN, p->turned_in && !(above && is_head_line(above)));
        show(p, TURNED_REST,
             above && (shows(above, TURNED_IN) || shows(above, TURNED_REST)) && !opens_news(p) &&
                 (is_plain_text(p) || ends_sentence(slice_of(p->text))));
    }
}

void feature_joints(struct chain *c, const struct joints *joints)
{
    show_split_captions(c);
    for (size_t i = 0; i < c->count; i++)
        for (size_t k = 0; k < COUNT(joint_features); k++)
            unshow(c->pieces[i], joint_features[k]);
    for (size_t i = 1; i < c->count; i++)
        show_joint_at(c, i, joints);
    show_parting_headings(c);
    for (size_t i = 0; i < c->count; i++)
        show(c->pieces[i], GOES_ON, is_line(c->pieces[i]) && c->pieces[i]->turned_out);
    show_turned(c);
    for (size_t i = 0; i < c->count; i++)
        show(c->pieces[i], DEAD_END,
             is_line(c->pieces[i]) && !is_text(c->pieces[i]) && !shows(c->pieces[i], GOES_ON) &&
                 !shows(c->pieces[i], COLON_END));
}
