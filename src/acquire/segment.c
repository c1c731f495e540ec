/* SPDX-License-Identifier: MIT */
/*
 * Labelled pieces into drafts. One pass with one open draft: a label that belongs to a head opens a
 * new draft as soon as the open one has a body; everything else is added to the open one. A block
 * is a list of parts until its draft is closed, so that a paragraph in a thousand pieces is joined
 * in linear time. What a block does not take from its piece – marks, titles, brackets – is dropped
 * here in the same step, so no character can fall between.
 *
 * A headline's lines are joined by U+3000. A line of up to five characters behind the longer
 * predicate (not behind the subject) is the first half of that predicate, set beside it in the
 * paper: it goes before it, without a space. A marked line behind an unmarked one is the predicate
 * itself, and a line that ends with a verb goes on in the next one. An office behind a line that
 * names none is the subject, which goes before its predicate; of three lines a person may be it, if
 * the first paragraph names him, and a place between two predicates, which keep their order. A line
 * that strayed into the body goes before the last one.
 */
#include "acquire/feature.h"
#include "acquire/grammar.h"

#include <string.h>

struct part {
    struct slice text;
    const char *seam; /* between the part before and this one */
    int line;
    const struct piece *piece; /* of the first part of a stretch: whose marks it has */
    size_t from, len;          /* the stretch in the piece's text */
    struct part *next;
};

struct block {
    enum draft_role role;
    const char *detail;
    struct pos pos;
    struct part *first, *last;
    size_t part_count;
    unsigned doubts;
    const struct piece *table; /* whose rows it has, or NULL */
};

struct sheet {
    struct page *page;
    struct dated date;
    struct block *blocks; /* of the open draft */
    size_t count;
    size_t paragraph; /* index + 1 of the block that a continuation goes on */
    bool open, stray, late;
    bool has_headline, has_body, has_paragraph, has_dateline, has_section, has_person;
    bool pictured; /* nothing but captions and their credits, and then lines of a head */
    bool headed;   /* a line of a head stands in it */
    bool turned_in, turned_out; /* marks of a page turn stand before and behind it */
    bool letter;                /* it addresses somebody, who expects to read who wrote */
    struct piece *section;      /* heading above the articles */
    bool section_used;
    struct piece **labels; /* column labels that wait for the piece behind them */
    size_t label_count;
};

/* ---- blocks ------------------------------------------------------------------------------- */

static void drop(struct sheet *s, enum drop_reason reason, const struct piece *piece)
{
    if (*piece->text)
        acquire_drop_piece(s->page, reason, piece);
    if (piece->item && *piece->detail)
        acquire_drop(s->page, reason, piece->detail, piece->line);
    for (size_t i = 0; i < piece->row_count; i++)
        for (size_t k = 0; k < piece->rows[i].count; k++)
            if (*piece->rows[i].cells[k].text)
                acquire_drop(s->page, reason, piece->rows[i].cells[k].text, piece->line);
}

static void drop_slice(struct sheet *s, struct slice slice, const struct piece *piece)
{
    acquire_markup(s->page, slice, piece->line);
}

static bool goes_on(enum label label)
{
    return label == CONTINUATION || label == STRAY_CONTINUATION;
}

/* A paragraph that was nearly joined is a doubt of the join, like one that was nearly left apart.
 */
static unsigned doubts_of(const struct piece *piece)
{
    bool paragraph = piece->label == LEAD || piece->label == PARAGRAPH ||
                     piece->label == STRAY_LEAD || piece->label == STRAY_PARAGRAPH;
    bool join = goes_on(piece->label) || (paragraph && goes_on(piece->other));
    unsigned doubt = join ? DRAFT_DOUBT_JOIN : DRAFT_DOUBT_ROLE;
    return piece->doubts | (piece->margin < DOUBTFUL ? doubt : 0);
}

/* The number of a list's item that is printed as something else. */
static void drop_number(struct sheet *s, const struct piece *piece)
{
    if (piece->item && *piece->detail)
        acquire_drop(s->page, DROP_MARKUP, piece->detail, piece->line);
}

static void add_line(struct sheet *s, struct block *block, struct slice text, const char *seam,
                     int line)
{
    struct part *part = arena_alloc(s->page->arena, sizeof *part);
    *part = (struct part){.text = text, .seam = seam, .line = line};
    if (block->last)
        block->last->next = part;
    else
        block->first = part;
    block->last = part;
    block->part_count++;
}

/* A stretch of the piece's text, one part for each line. */
static void add_part(struct sheet *s, struct block *block, struct slice text, const char *seam,
                     const struct piece *piece)
{
    size_t at = (size_t)(text.start - piece->text), end = (size_t)(text.end - piece->text);
    size_t next = 0;
    struct part *before = block->last;
    do {
        while (next < piece->seam_count && piece->seams[next].offset <= at)
            next++;
        size_t stop = next < piece->seam_count && piece->seams[next].offset < end
                          ? piece->seams[next].offset
                          : end;
        int line = next ? piece->seams[next - 1].line : piece->line;
        add_line(s, block, (struct slice){piece->text + at, piece->text + stop}, seam, line);
        seam = "";
        at = stop;
    } while (at < end);
    struct part *first = before ? before->next : block->first;
    first->piece = piece;
    first->from = (size_t)(text.start - piece->text);
    first->len = (size_t)(text.end - text.start);
    block->doubts |= doubts_of(piece);
}

static bool is_byline_label(enum label label)
{
    return label == BYLINE || label == FIRST_BYLINE || label == LATE_FIRST_BYLINE;
}

static void add_block(struct sheet *s, enum draft_role role, struct slice text, const char *detail,
                      const struct piece *piece)
{
    s->blocks = arena_grow(s->page->arena, s->blocks, s->count, sizeof *s->blocks);
    struct block *block = &s->blocks[s->count++];
    bool head = role < DRAFT_P;
    *block = (struct block){.role = role, .detail = detail};
    block->pos = piece_pos_at(s->page, piece, (size_t)(text.start - piece->text));
    add_part(s, block, text, "", piece);
    if (role == DRAFT_DATELINE || (role == DRAFT_PERSON && !is_byline_label(piece->label)))
        block->doubts = 0; /* they were read from a paragraph, whose doubt it is */
    s->has_headline = s->has_headline || role == DRAFT_HEADLINE;
    s->has_dateline = s->has_dateline || role == DRAFT_DATELINE;
    s->has_section = s->has_section || role == DRAFT_SECTION;
    s->has_person = s->has_person || role == DRAFT_PERSON;
    s->has_body = s->has_body || role >= DRAFT_P;
    bool picture = role == DRAFT_CAPTION || role == DRAFT_CREDIT;
    s->pictured = (s->count == 1 || s->pictured) && (picture ? !s->headed : s->count > 1 && head);
    s->headed = s->headed || head;
    if (role == DRAFT_P || role == DRAFT_ITEM || role == DRAFT_QUOTE) {
        s->paragraph = s->count;
        s->has_paragraph = true;
    }
}

static const char *joined(struct arena *a, const struct block *block)
{
    struct buf b = {0};
    for (const struct part *part = block->first; part; part = part->next) {
        buf_adds(&b, part->seam);
        buf_add(&b, part->text.start, (size_t)(part->text.end - part->text.start));
    }
    const char *text = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return text;
}

static bool holds_marks(enum draft_role role)
{
    return role >= DRAFT_P && role != DRAFT_FIGURE && role != DRAFT_CREDIT && role != DRAFT_TABLE;
}

/* The marks of the pieces, where their texts stand in the block's. */
static struct marks joined_marks(struct arena *a, const struct block *block, const char *text)
{
    struct marks all = {0};
    size_t at = 0;
    for (const struct part *part = block->first; part; part = part->next) {
        at += strlen(part->seam);
        struct marks cut = {0};
        if (part->piece)
            cut = marks_cut(a, &part->piece->marks, part->from, part->len, at);
        for (size_t i = 0; i < cut.count; i++) {
            all.items = arena_grow(a, all.items, all.count, sizeof *all.items);
            all.items[all.count++] = cut.items[i];
        }
        at += (size_t)(part->text.end - part->text.start);
    }
    return marks_settle(a, &all, text);
}

static struct draft_block finished(struct page *page, const struct block *block)
{
    int *lines = arena_array(page->arena, block->part_count, sizeof *lines);
    size_t *starts = arena_array(page->arena, block->part_count, sizeof *starts);
    size_t at = 0;
    struct draft_block out = {.role = block->role,
                              .text = joined(page->arena, block),
                              .detail = block->detail,
                              .pos = block->pos,
                              .lines = lines,
                              .starts = starts,
                              .doubts = block->doubts};
    if (holds_marks(block->role))
        out.marks = joined_marks(page->arena, block, out.text);
    if (block->table) {
        out.rows = block->table->rows;
        out.row_count = block->table->row_count;
    }
    for (const struct part *part = block->first; part; part = part->next) {
        at += strlen(part->seam);
        if (!out.line_count || lines[out.line_count - 1] != part->line) {
            starts[out.line_count] = at;
            lines[out.line_count++] = part->line;
        }
        at += (size_t)(part->text.end - part->text.start);
    }
    return out;
}

/* ---- closing a draft ------------------------------------------------------------------------ */

/* 以“…”, 把…, 让…: a phrase that stands before its verb. */
static bool is_adverbial(struct slice s)
{
    return in_set(slice_first(s), "以将把让为用从在对向与由凭借");
}

/* 云岭村“百姓讲堂”: what a place or an office has is a subject. */
static bool names_something_of(struct slice s)
{
    const char *quote = memmem(s.start, (size_t)(s.end - s.start), "“", strlen("“"));
    return quote && slice_ends(s, "”") && ends_unit((struct slice){s.start, quote});
}

/* 岸也绿了, 该往哪儿滴, 开始进驻: a clause that goes on with what stood before. */
static bool stands_behind(struct slice s)
{
    static const char *const verbs[] = {"开始", "開始", "启动", "继续", "即将", "正式", "已经"};
    const char *second = s.start;
    utf8_next(&second, s.end);
    return slice_starts_any(s, verbs, COUNT(verbs)) || in_set(slice_last(s), "了吗呢") ||
           in_set(slice_first(s), "也还又再就才却都该会") ||
           in_set(slice_first((struct slice){second, s.end}), "也还又再就才却都");
}

/* 岑白夺冠, 9月起施行: a clause of its own, however short. */
static bool stands_alone(struct slice s)
{
    static const char *const deeds[] = {"参加", "出席", "主持", "讲话", "致辞", "会见", "陪同",
                                        "当选", "就职", "逝世", "夺冠", "夺金", "摘金", "获奖",
                                        "获胜", "施行", "实施", "启用", "开幕", "闭幕"};
    return slice_count(s) > 2 && slice_ends_any(s, deeds, COUNT(deeds));
}

/* 给渡口留一份: a measure goes on in what is measured. */
static bool wants_noun(struct slice s)
{
    static const char *const measures[] = {"一份", "一个", "更多", "几分"};
    return slice_ends_any(s, measures, COUNT(measures));
}

enum {
    LONGER = 2,            /* characters */
    LONGEST_PREDICATE = 24 /* beside which a half is set */
};

/* Is the block the first half of the line before it, set beside it in the paper? It ends with a
 * colon; or it is shorter, and tiny, a name in quotation marks, or an adverbial phrase, which
 * stands before its verb; as a third line it may be a little longer. */
static bool is_half(const struct block *whole, const struct block *block, bool third)
{
    struct slice before = whole->last->text, half = block->first->text;
    size_t count = slice_count(half);
    bool adverbial = is_adverbial(half) && count <= 9 && !says_event(half);
    bool quoted = slice_starts(half, "“") && slice_ends(half, "”") && count <= 10;
    const struct piece *above = whole->first->piece, *below = block->first->piece;
    if (below->label == LABEL)
        return true; /* it strayed into the body */
    if ((below->level && !above->level) || wants_object(before) || names_something_of(before) ||
        wants_noun(before))
        return false;
    if (in_set(slice_last(half), ":："))
        return !in_set(slice_last(before), ":：");
    if (slice_count(before) > LONGEST_PREDICATE)
        return false;
    if (stands_behind(half) || stands_alone(half))
        return false;
    return (adverbial || quoted || (count <= 5 && !is_adverbial(before))) &&
           slice_count(before) + (adverbial && third ? LONGER : 0) > count &&
           (third || !ends_unit(before));
}

enum { SCENE = 3 /* paragraphs, within which a story that begins with a scene says whose it is */ };

/* 我省县级医院 is 县级医院 in the paper's own province. */
static struct slice without_own(struct slice name)
{
    static const char *const own[] = {"我省", "我市", "我县", "我区", "我州",
                                      "全省", "全市", "全县", "全区"};
    if (slice_count(name) >= 5 && slice_starts_any(name, own, COUNT(own)))
        name.start += strlen(own[0]);
    return name;
}

/* Does one of the first so many paragraphs name it? */
static bool is_about(const struct sheet *s, struct slice name, int paragraphs)
{
    for (size_t i = 0; i < s->count && paragraphs > 0; i++)
        if (s->blocks[i].role == DRAFT_P) {
            struct slice body = slice_of(joined(s->page->arena, &s->blocks[i]));
            if (memmem(body.start, (size_t)(body.end - body.start), name.start,
                       (size_t)(name.end - name.start)))
                return true;
            paragraphs--;
        }
    return false;
}

/* Only an office is sure to be a subject: a place may be what the predicate is about. */
static bool is_office(struct slice s)
{
    return slice_count(s) >= 4 && ends_unit(s) &&
           !in_set(slice_last(s), "村县市区乡镇省州盟旗道地");
}

/* 清河县白塔镇: a place within another; the object of a headline is named more briefly. */
static bool is_address(struct slice s)
{
    static const char levels[] = "省州市县区旗乡镇村";
    return in_set(slice_last(s), levels) && slice_count(s) >= 5 && slice_count_in(s, levels) > 1;
}

/* 清河县白塔镇 is 白塔镇 in its own county. */
static struct slice within(struct slice name)
{
    for (struct slice rest = name; slice_count(rest) > 3;)
        if (in_set(utf8_next(&rest.start, rest.end), "省州市县区"))
            return rest;
    return name;
}

/* Is the text from the place with which the name begins? */
static bool is_dated_from(const struct sheet *s, struct slice name)
{
    struct slice place = {name.start, name.start};
    for (int i = 0; i < 2 && place.end < name.end; i++)
        utf8_next(&place.end, name.end);
    for (size_t i = 0; i < s->count; i++)
        if (s->blocks[i].role == DRAFT_DATELINE) {
            struct slice dateline = s->blocks[i].first->text;
            return memmem(dateline.start, (size_t)(dateline.end - dateline.start), place.start,
                          (size_t)(place.end - place.start));
        }
    return false;
}

/* Does the text tell of the office or place? */
static bool tells_of(const struct sheet *s, struct slice name)
{
    return is_about(s, without_own(name), SCENE) || is_about(s, within(name), SCENE) ||
           is_dated_from(s, name);
}

enum { LONGEST_PERSON = 10 /* characters with what he is */ };

/* The name behind what somebody is: 电车司机某某某. Empty if there is none. */
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

/* Is line i of the headline its subject, printed below a part of its predicate? Of three lines it
 * may also be a person. */
static bool is_subject(const struct sheet *s, const struct block *lines, size_t i, size_t count)
{
    struct slice line = lines[i].first->text, before = lines[i - 1].last->text;
    struct slice name = named_person(line);
    bool person = count >= 3 && name.start < name.end;
    bool office = is_office(line) || (count == 3 && i == 1 && ends_unit(line)) ||
                  (count == 2 && is_address(line) && !ends_unit(before));
    if (!(person || office) ||
        (lines[i].first->piece->level && !lines[i - 1].first->piece->level) ||
        wants_object(before) || !(office ? tells_of(s, line) : is_about(s, name, 1)))
        return false;
    for (size_t k = 0; k < i; k++)
        if (ends_unit(lines[k].last->text) && is_about(s, lines[k].last->text, 1))
            return false;
    return true;
}

/* Behind a subject that was printed between the parts of its predicate these are in their order,
 * but for what stands before its verb, and what strayed. */
static bool comes_before(const struct part *line)
{
    return is_adverbial(line->text) || line->piece->label == LABEL;
}

/* Does the second of two lines want the first behind it? 河湾渡口迎来 wants an object, which is no
 * office or place; 白鹭飞回来了 wants none; 关于…期间
 * the name of the notice. */
static bool is_reversed(struct slice above, struct slice below)
{
    static const char *const told[] = {"下调", "上调", "一新", "增长", "上涨", "下降",
                                       "减少", "回升", "启动", "开工", "完工", "开幕",
                                       "闭幕", "落幕", "开通", "上线"};
    bool verb = wants_object(below) && !in_set(slice_last(below), "了") && !wants_object(above) &&
                !ends_unit(below) && !ends_unit(above) &&
                !slice_ends_any(above, told, COUNT(told)); /* it has its own verb */
    return verb || (slice_starts(below, "关于") && ends_notice(above) && !ends_notice(below));
}

/* The lines of a headline in the order in which they are read. tight[i] says that line i goes on
 * without a space. */
static void arrange(const struct sheet *s, struct block *lines, size_t count, bool *tight)
{
    size_t subject = 1, first = 1;
    if (count == 2 && is_reversed(lines[0].last->text, lines[1].first->text)) {
        struct block line = lines[0];
        lines[0] = lines[1];
        lines[1] = line;
    }
    while (subject < count && !is_subject(s, lines, subject, count))
        subject++;
    if (subject < count) {
        struct block line = lines[subject];
        memmove(lines + 1, lines, subject * sizeof *lines);
        lines[0] = line;
        first = 2;
    }
    for (size_t i = first; i < count; i++) {
        tight[i] = is_half(&lines[i - 1], &lines[i], i >= 2) &&
                   (subject != 1 || comes_before(lines[i].first));
        struct block half = lines[i];
        if (tight[i]) {
            lines[i] = lines[i - 1];
            lines[i - 1] = half;
        }
    }
    for (size_t i = 1; i < count; i++)
        tight[i] = tight[i] || wants_object(lines[i - 1].last->text);
}

/* The lines become one block, where the first of them stood. */
static void join_lines(struct sheet *s, struct block *lines, size_t count, enum draft_role role)
{
    bool *tight = arena_array(s->page->arena, count, sizeof *tight);
    if (role == DRAFT_HEADLINE)
        arrange(s, lines, count, tight);
    for (size_t i = 1; i < count; i++) {
        lines[i].first->seam = tight[i] ? "" : "\u3000";
        lines[0].last->next = lines[i].first;
        lines[0].last = lines[i].last;
        lines[0].part_count += lines[i].part_count;
        lines[0].doubts |= lines[i].doubts;
    }
}

/* All blocks of a head role become one. */
static void merge_role(struct sheet *s, enum draft_role role)
{
    struct block *lines = arena_array(s->page->arena, s->count + 1, sizeof *lines);
    size_t to = 0, count = 0, whole = 0;
    for (size_t i = 0; i < s->count; i++) {
        if (s->blocks[i].role == role)
            lines[count++] = s->blocks[i];
        if (s->blocks[i].role != role || count == 1) {
            whole = s->blocks[i].role == role ? to : whole;
            s->blocks[to++] = s->blocks[i];
        }
    }
    if (count < 2)
        return;
    s->count = to;
    join_lines(s, lines, count, role);
    s->blocks[whole] = lines[0];
}

/* A credit that stands before its captions goes behind them. */
static void order_credits(struct sheet *s)
{
    for (size_t i = 0; i + 1 < s->count; i++) {
        bool credited = i > 0 && s->blocks[i - 1].role == DRAFT_CAPTION;
        if (s->blocks[i].role != DRAFT_CREDIT || credited)
            continue;
        struct block credit = s->blocks[i];
        for (; i + 1 < s->count && s->blocks[i + 1].role == DRAFT_CAPTION; i++)
            s->blocks[i] = s->blocks[i + 1];
        s->blocks[i] = credit;
    }
}

/* Does its headline stand below it? */
static bool is_headed_below(const struct sheet *s)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->blocks[i].first->piece && shows(s->blocks[i].first->piece, DEPARTS))
            return true;
    return false;
}

/* A stray text with a picture's lines and no headline is a photo item. Its text is the caption when
 * it has no other, or is the only text, with a credit directly behind it. */
static bool make_photo(struct sheet *s)
{
    size_t captions = 0, credits = 0, texts = 0;
    for (size_t i = 0; i < s->count; i++) {
        texts += s->blocks[i].role == DRAFT_P;
        captions += s->blocks[i].role == DRAFT_CAPTION;
        credits += s->blocks[i].role == DRAFT_CREDIT;
    }
    if (!s->stray || s->has_headline || s->has_dateline || captions + credits == 0 ||
        is_headed_below(s))
        return false;
    for (size_t i = 0; i < s->count; i++) {
        bool credited = i + 1 < s->count && s->blocks[i + 1].role == DRAFT_CREDIT;
        if (s->blocks[i].role == DRAFT_P && (!captions || (texts == 1 && credited)))
            s->blocks[i].role = DRAFT_CAPTION;
    }
    return true;
}

/* NULL if it has none. */
static const struct draft_block *last_paragraph(const struct draft *draft)
{
    const struct draft_block *last = NULL;
    for (size_t i = 0; i < draft->count; i++)
        if (draft->blocks[i].role == DRAFT_P)
            last = &draft->blocks[i];
    return last;
}

/* What goes on on another page is said where it is known whether that page is there. */
static void warn_of_open_end(struct sheet *s, const struct draft *draft)
{
    const struct draft_block *last = draft->turned_out ? NULL : last_paragraph(draft);
    uint32_t end = last ? slice_last(slice_of(last->text)) : 0;
    if (last && (is_han(end) || in_set(end, "，、,")) && slice_count(slice_of(last->text)) > 45)
        diag(s->page->diags, WARNING, last->pos,
             "the article's last paragraph breaks off; its end is not on this page");
}

static bool has_role(const struct draft *draft, enum draft_role role)
{
    for (size_t i = 0; i < draft->count; i++)
        if (draft->blocks[i].role == role)
            return true;
    return false;
}

static void take_role(struct draft *to, const struct draft *from, int role)
{
    for (size_t i = 0; i < from->count; i++)
        if ((int)from->blocks[i].role == role)
            to->blocks[to->count++] = from->blocks[i];
}

/* Can both be one article? It has several persons, of all else in its head only one. */
static bool heads_agree(const struct draft *body, const struct draft *head)
{
    for (int role = DRAFT_SECTION; role <= DRAFT_DATELINE; role++)
        if (role != DRAFT_PERSON && has_role(body, role) && has_role(head, role))
            return false;
    return true;
}

/* More than the lines of a picture. */
static bool has_text(const struct draft *draft)
{
    for (size_t i = 0; i < draft->count; i++) {
        enum draft_role role = draft->blocks[i].role;
        if (role >= DRAFT_P && role != DRAFT_FIGURE && role != DRAFT_CAPTION &&
            role != DRAFT_CREDIT)
            return true;
    }
    return false;
}

static void take_body(struct draft *to, const struct draft *from)
{
    for (size_t i = 0; i < from->count; i++)
        if (from->blocks[i].role >= DRAFT_P)
            to->blocks[to->count++] = from->blocks[i];
}

/* A headline without a body directly behind a body without a headline stands behind its own. One
 * that a section precedes begins an article. */
static bool join_late_headline(struct page *page, const struct draft *head)
{
    struct draft *body = page->draft_count ? &page->drafts[page->draft_count - 1] : NULL;
    if (!body || body->kind != DRAFT_ARTICLE || !has_role(head, DRAFT_HEADLINE) ||
        has_role(head, DRAFT_SECTION) || has_text(head) || !heads_agree(body, head))
        return false;
    struct draft whole = *body;
    whole.blocks = arena_array(page->arena, body->count + head->count, sizeof *whole.blocks);
    whole.count = 0;
    for (int role = DRAFT_SECTION; role <= DRAFT_DATELINE; role++) {
        take_role(&whole, head, role);
        take_role(&whole, body, role);
    }
    take_body(&whole, body);
    take_body(&whole, head);
    *body = whole;
    return true;
}

/* It may have stood above its head. */
static bool is_note(const struct block *block)
{
    return block->first->piece && block->first->piece->note;
}

/* What the lines above its text say of the day, behind the article before it. */
static struct dated own_date(const struct sheet *s)
{
    const struct page *page = s->page;
    int after = 0, before = 0;
    for (size_t i = 0; i < s->count && !before; i++)
        before =
            s->blocks[i].role >= DRAFT_P && !is_note(&s->blocks[i]) ? s->blocks[i].pos.line : 0;
    for (size_t i = 0; page->draft_count && i < page->drafts[page->draft_count - 1].count; i++) {
        const struct draft_block *block = &page->drafts[page->draft_count - 1].blocks[i];
        after = block->pos.line > after ? block->pos.line : after;
    }
    return acquire_date_between(page, after, before, s->date);
}

static void close_draft(struct sheet *s)
{
    struct page *page = s->page;
    if (!s->count)
        return;
    bool photo = make_photo(s);
    merge_role(s, DRAFT_KICKER);
    merge_role(s, DRAFT_HEADLINE);
    merge_role(s, DRAFT_SUBHEADLINE);
    order_credits(s);
    struct draft draft = {.kind = photo ? DRAFT_PHOTO : DRAFT_ARTICLE,
                          .source = page->path,
                          .date = own_date(s),
                          .turned_in = s->turned_in,
                          .turned_out = s->turned_out};
    draft.blocks = arena_array(page->arena, s->count, sizeof *draft.blocks);
    for (int role = DRAFT_SECTION; role <= DRAFT_DATELINE; role++)
        for (size_t i = 0; i < s->count; i++)
            if ((int)s->blocks[i].role == role)
                draft.blocks[draft.count++] = finished(page, &s->blocks[i]);
    for (size_t i = 0; i < s->count; i++)
        if (s->blocks[i].role >= DRAFT_P)
            draft.blocks[draft.count++] = finished(page, &s->blocks[i]);
    const struct draft_block *last = last_paragraph(&draft);
    draft.open = last && !ends_sentence(slice_of(last->text));
    if (join_late_headline(page, &draft))
        return;
    page->drafts = arena_grow(page->arena, page->drafts, page->draft_count, sizeof *page->drafts);
    page->drafts[page->draft_count++] = draft;
    warn_of_open_end(s, &draft);
}

/* ---- opening one ---------------------------------------------------------------------------- */

static void open_draft(struct sheet *s, bool stray)
{
    struct sheet fresh = {.page = s->page,
                          .date = s->date,
                          .open = true,
                          .stray = stray,
                          .section = s->section,
                          .section_used = s->section_used,
                          .labels = s->labels,
                          .label_count = s->label_count};
    close_draft(s);
    *s = fresh;
    if (s->section) {
        add_block(s, DRAFT_SECTION, slice_of(s->section->text), "", s->section);
        if (!s->section_used)
            drop_number(s, s->section);
        s->section_used = true;
    }
}

static void change_section(struct sheet *s, struct piece *piece)
{
    if (s->section && !s->section_used)
        drop(s, DROP_FURNITURE, s->section);
    s->section = piece;
    s->section_used = false;
}

/* Of several labels that waited the one that is named as columns are, or else the last: the one
 * before it is a line that strayed. */
static size_t nearest_label(const struct sheet *s)
{
    size_t nearest = s->label_count - 1;
    for (size_t i = s->label_count; i-- > 0 && !shows(s->labels[nearest], COLUMN_NAME);)
        nearest = shows(s->labels[i], COLUMN_NAME) ? i : nearest;
    return nearest;
}

/* “沉睡”数据: columns have no quotation marks in their names. In a body it is a part of the
 * headline that strayed. */
static bool strayed(const struct sheet *s, const struct piece *piece)
{
    return s->open && s->has_body && s->has_headline && !shows(piece, COLUMN_NAME) &&
           (strstr(piece->text, "“") || strstr(piece->text, "”"));
}

/* A headline or kicker without its dashes, a caption without its mark, a credit without brackets.
 */
static void add_stripped(struct sheet *s, enum draft_role role, const char *before,
                         const char *after, const struct piece *piece)
{
    struct slice whole = slice_of(piece->text), text = whole;
    while (in_set(slice_first(text), before))
        utf8_next(&text.start, text.end);
    while (in_set(slice_last(text), after))
        utf8_previous(&text.end, text.start);
    text = slice_trim(text);
    if (text.start == text.end)
        text = whole;
    drop_slice(s, (struct slice){whole.start, text.start}, piece);
    drop_slice(s, (struct slice){text.end, whole.end}, piece);
    add_block(s, role, text, "", piece);
}

/* Does a label in a body stand directly above items with numbers? */
static bool heads_items(const struct sheet *s, const struct piece *piece)
{
    const struct page *page = s->page;
    return s->open && s->has_body && piece + 1 < page->pieces + page->count &&
           starts_numbered(slice_of(piece[1].text));
}

/* The labels that waited: the section of an article whose body has not begun, a heading, else
 * furniture. */
static void settle_labels(struct sheet *s)
{
    bool wanted = s->label_count && s->open && !s->has_body && !s->has_section;
    size_t section = wanted ? nearest_label(s) : s->label_count;
    for (size_t i = 0; i < s->label_count; i++) {
        struct piece *piece = s->labels[i];
        if (i == section) {
            add_stripped(s, DRAFT_SECTION, BULLETS, "", piece);
            drop_number(s, piece);
        } else if (strayed(s, piece)) {
            add_block(s, DRAFT_HEADLINE, slice_of(piece->text), "", piece);
            drop_number(s, piece);
        } else if (heads_items(s, piece)) {
            add_block(s, DRAFT_HEADING, slice_of(piece->text), "", piece);
        } else {
            drop(s, DROP_FURNITURE, piece);
        }
    }
    s->label_count = 0;
}

/* Does the article that begins behind piece i say itself who wrote it? */
static bool is_signed_below(const struct sheet *s, size_t i)
{
    const struct page *page = s->page;
    struct dateline dateline;
    for (i++; i < page->count && page->pieces[i].label != LEAD; i++)
        if (page->pieces[i].label == BYLINE)
            return true;
    return i < page->count &&
           dateline_read(page->arena, slice_of(page->pieces[i].text), &dateline) &&
           dateline.byline.count;
}

/* Does piece i stand on a line behind the text of the piece before it? */
static bool is_behind_text(const struct page *page, size_t i)
{
    const struct piece *piece = &page->pieces[i], *before = i ? piece - 1 : NULL;
    if (!before || piece->column <= 1 || before->label >= LABELS)
        return false;
    int last = before->seam_count ? before->seams[before->seam_count - 1].line : before->line;
    return last == piece->line;
}

/* Is a byline between two articles the one with which the upper one ends? */
static bool signs_off(const struct sheet *s, size_t i)
{
    const struct piece *piece = &s->page->pieces[i];
    bool thanks = s->has_body && strstr(piece->text, "线索提供"); /* who told of it is told last */
    if (shows(piece, SIGNS) || thanks || is_behind_text(s->page, i) ||
        in_set(slice_first(slice_of(piece->text)), "(（"))
        return true;
    if (s->letter && s->has_person)
        return is_signed_below(s, i); /* who answers it */
    return s->has_body && !s->has_person && (s->letter || is_signed_below(s, i));
}

/* Has the article before the open one no headline? */
static bool wants_headline(const struct sheet *s)
{
    const struct page *page = s->page;
    return page->draft_count && !has_role(&page->drafts[page->draft_count - 1], DRAFT_HEADLINE);
}

/* Two headlines directly below each other, each under its mark: lines of one, unless the first is
 * that of the text above, or of a text that is not here. */
static bool is_below_another(const struct sheet *s, const struct piece *piece,
                             const struct piece *before)
{
    return before && before->level && before->level == piece->level && before->label == HEADLINE &&
           (shows(before, UNTOLD) || wants_headline(s));
}

/* What is printed before piece i; NULL if nothing is. */
static const struct piece *printed_before(const struct page *page, size_t i)
{
    while (i-- > 0)
        if (page->pieces[i].label != FURNITURE && page->pieces[i].label != DUPLICATE)
            return &page->pieces[i];
    return NULL;
}

/* Does it have the pictures at the top of a page, and no text? */
static bool holds_pictures(const struct sheet *s)
{
    return s->pictured && !s->stray && !s->page->draft_count;
}

enum { SAME_HEADLINE = 30 /* per cent of its words */ };

/* A second telegram of the same place and day as the first, of which the headline tells as well. */
static bool is_second_telegram(const struct sheet *s, const struct piece *piece)
{
    struct dateline dateline;
    const struct block *first = NULL, *headline = NULL;
    if (!s->has_dateline || !s->has_headline || !s->has_paragraph ||
        !dateline_read(s->page->arena, slice_of(piece->text), &dateline))
        return false;
    for (size_t i = 0; i < s->count && !(first && headline); i++) {
        first = s->blocks[i].role == DRAFT_DATELINE ? &s->blocks[i] : first;
        headline = s->blocks[i].role == DRAFT_HEADLINE && !headline ? &s->blocks[i] : headline;
    }
    if (!first)
        return false;
    struct slice text = dateline.text, other = first->first->text;
    size_t len = (size_t)(other.end - other.start);
    struct buf words = {0};
    buf_adds(&words, piece->text);
    bool told = acquire_echo(joined(s->page->arena, headline), &words) >= SAME_HEADLINE;
    buf_release(&words);
    return told && len && (size_t)(text.end - text.start) == len &&
           memcmp(text.start, other.start, len) == 0 && slice_has(text, "日");
}

/* Does piece i begin another article than the open one? */
static bool opens_another(const struct sheet *s, size_t i)
{
    const struct piece *piece = &s->page->pieces[i], *before = printed_before(s->page, i);
    if (!s->open || piece->label == STRAY_FIRST_CREDIT)
        return true;
    if ((piece->label == STRAY_LEAD || piece->label == LEAD) && is_second_telegram(s, piece))
        return false;
    if (piece->label == STRAY_LEAD)
        return !before || before->label != STRAY_FIRST_CREDIT;
    if (s->late)
        return piece->label != LATE_BYLINE && piece->label != LATE_HEADLINE;
    if (piece->label == KICKER || piece->label == SUBJECT || piece->label == HEADLINE)
        return !shows(piece, RESUMES) && !holds_pictures(s) &&
               (s->has_body || is_below_another(s, piece, before));
    if (piece->label == FIRST_BYLINE)
        return (s->has_body || s->has_headline) && !signs_off(s, i);
    if (piece->label == LEAD && s->has_paragraph && !shows(piece, OVERTAKEN)) {
        struct dateline dateline;
        return dateline_read(s->page->arena, slice_of(piece->text), &dateline);
    }
    return false;
}

/* ---- pieces into blocks --------------------------------------------------------------------- */

static void add_persons(struct sheet *s, const struct byline *byline, struct slice all,
                        const struct piece *piece)
{
    struct arena *a = s->page->arena;
    const char *at = all.start;
    struct buf rest = {0};
    for (size_t i = 0; i < byline->count; i++) {
        struct byline_name name = byline->names[i];
        const char *title =
            arena_text(a, name.title.start, (size_t)(name.title.end - name.title.start));
        buf_add(&rest, at, (size_t)(name.given.start - at));
        at = name.given.end;
        add_block(s, DRAFT_PERSON, name.given, title, piece);
    }
    buf_add(&rest, at, (size_t)(all.end - at));
    if (rest.len)
        drop_slice(s, (struct slice){rest.text, rest.text + rest.len}, piece);
    buf_release(&rest);
}

/* 某省某县 某某: of who signs a letter the first word is where he lives. */
static void take_place(struct byline *byline)
{
    if (byline->count != 2 || byline->titled)
        return;
    byline->names[0].title = byline->names[0].given;
    byline->names[0].given = byline->names[1].given;
    byline->count = 1;
}

static void add_byline(struct sheet *s, const struct piece *piece)
{
    struct byline byline;
    struct slice text = slice_of(piece->text);
    bool read = byline_read(s->page->arena, text, &byline);
    if (read && shows(piece, SIGNS))
        take_place(&byline);
    if (read)
        add_persons(s, &byline, text, piece);
    else
        add_block(s, DRAFT_P, text, "", piece);
}

static enum draft_role paragraph_role(const struct piece *piece)
{
    return piece->item ? DRAFT_ITEM : piece->quote ? DRAFT_QUOTE : DRAFT_P;
}

/* The last block goes before the paragraphs that overtook it. */
static void move_first(struct sheet *s)
{
    size_t first = 0, last = s->count - 1;
    while (s->blocks[first].role != DRAFT_P)
        first++;
    struct block block = s->blocks[last];
    block.doubts |= DRAFT_DOUBT_ORDER;
    memmove(s->blocks + first + 1, s->blocks + first, (last - first) * sizeof block);
    s->blocks[first] = block;
    s->paragraph = first + 1;
}

/* The dateline and who wrote, who may stand on either side of it: 本报讯（记者某某）,
 * 〔記者某某／某地報導〕. */
static void add_dateline(struct sheet *s, const struct dateline *dateline,
                         const struct piece *piece)
{
    if (dateline->text.start < dateline->text.end)
        add_block(s, DRAFT_DATELINE, dateline->text, "", piece);
    s->has_dateline = true;
    if (dateline->byline.count)
        add_persons(s, &dateline->byline, dateline->names, piece);
    else
        drop_slice(s, dateline->names, piece);
    drop_slice(s, dateline->spare, piece);
}

/* Is the text the headline once more, and nothing else? */
static bool repeats_headline(const struct sheet *s, struct slice text)
{
    for (size_t i = 0; i < s->count; i++)
        if (s->blocks[i].role == DRAFT_HEADLINE) {
            struct slice headline = slice_of(joined(s->page->arena, &s->blocks[i]));
            const char *behind = slice_behind_words(text, headline);
            return behind && !slice_count((struct slice){behind, text.end});
        }
    return false;
}

/* The first paragraph, with the dateline before it if there is one. */
static void add_lead(struct sheet *s, const struct piece *piece)
{
    struct slice text = slice_of(piece->text);
    struct dateline dateline;
    if (!s->has_dateline && dateline_read(s->page->arena, text, &dateline)) {
        add_dateline(s, &dateline, piece);
        text.start = dateline.body;
        if (repeats_headline(s, text)) {
            acquire_drop_part(s->page, DROP_DUPLICATE, text, piece->line);
            return;
        }
    }
    if (text.start < text.end) {
        bool overtaken = s->has_paragraph && !piece->item && !piece->quote;
        add_block(s, paragraph_role(piece), text, piece->detail, piece);
        if (overtaken)
            move_first(s);
        return;
    }
    s->has_body = true;
    drop_number(s, piece);
}

static void add_continuation(struct sheet *s, const struct piece *piece)
{
    struct slice text = slice_of(piece->text);
    if (!s->paragraph) {
        add_block(s, DRAFT_P, text, "", piece);
        return;
    }
    struct block *block = &s->blocks[s->paragraph - 1];
    bool words = piece->soft && parts_words(block->last->text, text);
    add_part(s, block, text, words ? " " : "", piece);
}

static void add_credit(struct sheet *s, const struct piece *piece)
{
    struct slice text = slice_of(piece->text);
    bool bracketed = in_set(slice_first(text), "(（") && in_set(slice_last(text), ")）");
    add_stripped(s, DRAFT_CREDIT, bracketed ? "(（" : "", bracketed ? ")）" : "", piece);
}

/* False for what is no part of a head. */
static bool add_to_head(struct sheet *s, const struct piece *piece)
{
    switch (piece->label) {
    case KICKER:
        add_stripped(s, DRAFT_KICKER, "", "—─", piece);
        break;
    case SUBHEADLINE:
        add_stripped(s, DRAFT_SUBHEADLINE, "—─", "", piece);
        break;
    case LATE_HEADLINE:
        s->late = true;
        add_block(s, DRAFT_HEADLINE, slice_of(piece->text), "", piece);
        break;
    case SUBJECT:
    case HEADLINE:
        add_stripped(s, shows(piece, RESUMES) ? DRAFT_SUBHEADLINE : DRAFT_HEADLINE, BULLETS, "",
                     piece);
        break;
    case BYLINE:
    case FIRST_BYLINE:
    case LATE_BYLINE:
    case LATE_FIRST_BYLINE:
        add_byline(s, piece);
        break;
    default:
        return false;
    }
    return true;
}

/* Behind it the text of the article begins, with its dateline. */
static void add_note(struct sheet *s, const struct piece *piece)
{
    bool has_paragraph = s->has_paragraph;
    add_block(s, paragraph_role(piece), slice_of(piece->text), piece->detail, piece);
    s->has_paragraph = has_paragraph;
}

static void add_to_body(struct sheet *s, struct piece *piece)
{
    struct slice text = slice_of(piece->text);
    switch (piece->label) {
    case CROSSHEAD:
        add_block(s, DRAFT_HEADING, text, "", piece);
        break;
    case CAPTION:
    case STRAY_CAPTION:
        add_stripped(s, DRAFT_CAPTION, "▲△▼■", "", piece);
        break;
    case CREDIT:
    case FIRST_CREDIT:
    case STRAY_CREDIT:
    case STRAY_FIRST_CREDIT:
        add_credit(s, piece);
        break;
    case CONTINUATION:
    case STRAY_CONTINUATION:
        add_continuation(s, piece);
        break;
    case PICTURE:
        add_block(s, DRAFT_FIGURE, text, piece->detail, piece);
        break;
    case TABLE:
        add_block(s, DRAFT_TABLE, text, "", piece);
        s->blocks[s->count - 1].table = piece;
        s->paragraph = 0;
        break;
    default:
        if (piece->note) {
            add_note(s, piece);
            break;
        }
        if (s->has_paragraph && !shows(piece, OVERTAKEN))
            add_block(s, paragraph_role(piece), text, piece->detail, piece);
        else
            add_lead(s, piece);
    }
}

/* The label of a list item is printed with a paragraph only. */
static bool keeps_detail(enum label label)
{
    return label == LEAD || label == PARAGRAPH || label == STRAY_LEAD || label == STRAY_PARAGRAPH;
}

/* 专栏：, and no name: what stands below is of no column. */
static bool ends_section(const struct piece *piece)
{
    static const char *const empty[] = {"专栏：", "专栏:"};
    return piece->label == FURNITURE && slice_is_one_of(slice_of(piece->text), empty, COUNT(empty));
}

static void place(struct sheet *s, size_t i)
{
    struct page *page = s->page;
    struct piece *piece = &page->pieces[i];
    if (ends_section(piece))
        change_section(s, NULL);
    if (piece->label == FURNITURE || piece->label == DUPLICATE) {
        drop(s, piece->label == FURNITURE ? DROP_FURNITURE : DROP_DUPLICATE, piece);
    } else if (piece->label == SECTION) {
        change_section(s, piece);
    } else if (piece->label == LABEL || piece->label == HEAD_LABEL) {
        s->labels = arena_grow(page->arena, s->labels, s->label_count, sizeof *s->labels);
        s->labels[s->label_count++] = piece;
    } else {
        if (opens_another(s, i))
            open_draft(s, piece->label == STRAY_LEAD || piece->label == STRAY_FIRST_CREDIT);
        settle_labels(s);
        s->turned_in = s->turned_in || (piece->turned_in && !s->has_body);
        s->turned_out = s->turned_out || piece->turned_out;
        s->letter = s->letter || shows(piece, SALUTATION);
        if (!keeps_detail(piece->label))
            drop_number(s, piece);
        if (!add_to_head(s, piece))
            add_to_body(s, piece);
    }
}

/* A headline that stands alone is printed alone, and said: its text may be on another page. */
static void warn_of_lone_headlines(const struct page *page)
{
    for (size_t i = 0; i < page->draft_count; i++) {
        const struct draft *draft = &page->drafts[i];
        const struct draft_block *headline = NULL;
        bool text = false;
        for (size_t k = 0; k < draft->count; k++) {
            text |= draft->blocks[k].role >= DRAFT_P;
            if (draft->blocks[k].role == DRAFT_HEADLINE)
                headline = &draft->blocks[k];
        }
        if (headline && !text)
            diag(page->diags, WARNING, headline->pos,
                 "this headline has no text behind it; it is printed alone");
    }
}

void acquire_segment(struct page *page, struct dated date)
{
    struct sheet s = {.page = page, .date = date};
    acquire_stamp_sheet(page);
    for (size_t i = 0; i < page->count; i++)
        place(&s, i);
    settle_labels(&s);
    change_section(&s, NULL);
    close_draft(&s);
    warn_of_lone_headlines(page);
}
