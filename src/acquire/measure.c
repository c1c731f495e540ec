/* SPDX-License-Identifier: MIT */
/*
 * How wide the columns of a page are whose lines were kept. That is counted, not known. Where a
 * third of all lines fill the commonest width of its long ones, the page has that measure, but for
 * paragraphs that are seen to have another: articles, boxes and captions are set to different
 * measures, and wrapped ones stand beside others that are not.
 *
 * Such a paragraph is a run of lines about equally wide, the last one shorter and with a stop. Two
 * full lines are enough, because headlines are not followed by a sentence that is shorter than
 * they are; with an indent at its beginning one is. Lines of verse end with a mark; lines of a
 * paragraph mostly in the middle of a clause. Where two such paragraphs follow each other the
 * measure is that of the column, and holds to the next line that is wider.
 *
 * Digits and letters are half as wide as Han characters, or as wide (in cells): pages that were
 * taken from files with full-width digits keep those lines. What more lines agree with is counted.
 */
#include "acquire/wrap.h"

enum {
    NARROWEST = 16, /* measures, in half Han characters */
    WIDEST = 100,
    SHORT_BY = 3, /* a full line lacks at most this */
    LEAST_FULL = 6,
    LONGEST_RUN = 200, /* lines: more are a list, and each of them would be asked for its run */
    DEEPEST = 2,       /* ideographic spaces of an indent; what has more is centred */
};

struct measure {
    size_t width, full;
    bool in_cells;
};

/* Lines first..end-1; end-1 is shorter. */
struct run {
    size_t first, end;
    struct measure measure;
};

static void measure_line(struct text_line *line)
{
    line->width = line->cells = 2 * line->indent;
    for (struct slice s = line->text; s.start < s.end; line->cells += 2)
        line->width += utf8_next(&s.start, s.end) < 0x80 ? 1 : 2;
}

static size_t width_in(const struct text_line *line, bool in_cells)
{
    return in_cells ? line->cells : line->width;
}

static bool is_near(size_t width, size_t measure)
{
    return width + SHORT_BY >= measure && width <= measure + SHORT_BY;
}

/* The commonest width; ties go to the wider. 0 if there is none. */
static size_t commonest(const struct text_line *lines, size_t count, bool in_cells)
{
    size_t counts[WIDEST + 1] = {0}, best = 0;
    for (size_t i = 0; i < count; i++) {
        size_t width = width_in(&lines[i], in_cells);
        if (width <= WIDEST && width >= NARROWEST)
            counts[width]++;
    }
    for (size_t w = NARROWEST; w <= WIDEST; w++)
        if (counts[w] && counts[w] >= counts[best])
            best = w;
    return best;
}

/* Of the page; its width is 0 if too few lines fill it, or too many are wider. */
static struct measure measure_in(const struct text_line *lines, size_t count, bool in_cells)
{
    struct measure m = {commonest(lines, count, in_cells), 0, in_cells};
    size_t over = 0;
    for (size_t i = 0; i < count; i++) {
        m.full += is_near(width_in(&lines[i], in_cells), m.width);
        over += width_in(&lines[i], in_cells) > m.width + SHORT_BY;
    }
    if (m.full < LEAST_FULL || m.full * 3 < count || over * 8 > count)
        m.width = 0;
    return m;
}

static struct measure measure_of(const struct text_line *lines, size_t count)
{
    struct measure halves = measure_in(lines, count, false), cells = measure_in(lines, count, true);
    return cells.width && (!halves.width || cells.full > halves.full) ? cells : halves;
}

bool line_ends_with_mark(const struct text_line *line)
{
    return in_set(slice_last(line->text), "，。、；：！？…”,.;:!?");
}

bool line_leaves_open(const struct text_line *line)
{
    int depth = 0;
    struct slice s = line->text;
    while (s.start < s.end) {
        uint32_t code = utf8_next(&s.start, s.end);
        depth += in_set(code, "(（") - in_set(code, ")）");
    }
    return depth > 0;
}

bool line_begins_dateline(struct arena *a, const struct text_line *lines, size_t i, size_t count)
{
    struct dateline dateline;
    struct slice s = lines[i].text;
    if (dateline_read(a, s, &dateline))
        return true;
    if (i + 1 == count || !line_leaves_open(&lines[i]))
        return false;
    struct buf both = {0};
    buf_add(&both, s.start, (size_t)(s.end - s.start));
    s = lines[i + 1].text;
    buf_add(&both, s.start, (size_t)(s.end - s.start));
    bool begins = dateline_read(a, (struct slice){both.text, both.text + both.len}, &dateline);
    buf_release(&both);
    return begins;
}

bool line_begins_anew(struct arena *a, const struct text_line *lines, size_t i, size_t count,
                      bool amid)
{
    const struct text_line *line = &lines[i];
    if (line->level || (i && line_leaves_open(&lines[i - 1])))
        return line->level;
    if (slice_starts(line->text, "——") || starts_caption(line->text) ||
        line_begins_dateline(a, lines, i, count))
        return true;
    if (amid && !ends_sentence(lines[i - 1].text))
        return false;
    return is_byline(a, line->text) || is_credit(a, line->text) || is_site_line(line->text);
}

/* The lines of a page, and what is known of which begin anew: many runs ask it of one line. */
struct kept {
    struct arena *arena;
    const struct text_line *lines;
    size_t count;
    enum { UNASKED, ANEW, NOT_ANEW } * anew; /* twice: not amid a paragraph, amid one */
};

static bool begins_anew(const struct kept *k, size_t i, bool amid)
{
    if (k->anew[2 * i + amid] == UNASKED)
        k->anew[2 * i + amid] =
            line_begins_anew(k->arena, k->lines, i, k->count, amid) ? ANEW : NOT_ANEW;
    return k->anew[2 * i + amid] == ANEW;
}

/* Is the line seen to begin a paragraph? */
static bool is_beginning(const struct text_line *line)
{
    return line->indent || starts_caption(line->text);
}

/* May line i stand in the run that began with line `first`? `full` says that it is no last line. */
static bool runs_on(const struct kept *k, size_t first, size_t i, bool full)
{
    const struct text_line *lines = k->lines;
    bool amid = full && (i > first + 1 || is_beginning(&lines[first]));
    return i < k->count && lines[i].number == lines[i - 1].number + 1 && !lines[i].indent &&
           !begins_anew(k, i, amid);
}

/* The line behind the full ones of the run that begins with line i. Where a paragraph is seen to
 * begin its last line may be as full. */
static size_t end_of_full(const struct kept *k, size_t i, bool in_cells)
{
    const struct text_line *lines = k->lines;
    size_t width = width_in(&lines[i], in_cells), end = i + 1;
    while (end < k->count && end - i < LONGEST_RUN &&
           is_near(width_in(&lines[end], in_cells), width) && runs_on(k, i, end, true))
        end++;
    bool whole = is_beginning(&lines[i]) && end - i > 2 && ends_sentence(lines[end - 1].text);
    return whole ? end - 1 : end;
}

/* The run that begins with line i; its end is 0 if none does. */
static struct run run_at(const struct kept *k, size_t i, bool in_cells)
{
    const struct text_line *lines = k->lines;
    size_t width = width_in(&lines[i], in_cells), marked = 0;
    if (width < NARROWEST || width > WIDEST || lines[i].level || lines[i].indent > DEEPEST)
        return (struct run){0};
    size_t end = end_of_full(k, i, in_cells), full = end - i;
    for (size_t l = i; l < end; l++)
        marked += line_ends_with_mark(&lines[l]);
    if (full < (lines[i].indent ? 1 : 2) || marked * 2 > full || !runs_on(k, i, end, false) ||
        width_in(&lines[end], in_cells) > width + SHORT_BY || !ends_sentence(lines[end].text))
        return (struct run){0};
    return (struct run){i, end + 1, {commonest(lines + i, full, in_cells), full, in_cells}};
}

static struct run run_of(const struct kept *k, size_t i)
{
    struct run halves = run_at(k, i, false), cells = run_at(k, i, true);
    return cells.measure.full > halves.measure.full ? cells : halves;
}

static void set_measure(struct text_line *lines, size_t first, size_t end, struct measure measure)
{
    for (size_t i = first; i < end; i++) {
        lines[i].measure = measure.width;
        lines[i].in_cells = measure.in_cells;
    }
}

/* The first line from `i` on that is wider than the measure, at most `end`. */
static size_t reach(const struct text_line *lines, size_t i, size_t end, struct measure measure)
{
    while (i < end && width_in(&lines[i], measure.in_cells) <= measure.width + SHORT_BY)
        i++;
    return i;
}

static bool agree(struct run before, struct run after)
{
    return before.end && before.measure.in_cells == after.measure.in_cells &&
           is_near(before.measure.width, after.measure.width);
}

/* Gives a run its measure, and what follows it if the run before it agrees. */
static void set_run(struct text_line *lines, size_t count, struct run before, struct run run)
{
    bool holds = agree(before, run);
    bool joins = holds && reach(lines, before.end, run.first, run.measure) == run.first;
    set_measure(lines, joins ? before.end : run.first,
                holds ? reach(lines, run.end, count, run.measure) : run.end, run.measure);
}

void acquire_measure(struct arena *a, struct text_line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++)
        measure_line(&lines[i]);
    struct measure page = measure_of(lines, count);
    struct run before = {0};
    const struct kept kept = {a, lines, count, arena_array(a, 2 * count, sizeof *kept.anew)};
    set_measure(lines, 0, count, page);
    for (size_t i = 0; i < count;) {
        struct run run = run_of(&kept, i);
        bool usual =
            run.end && page.width && is_near(width_in(&lines[i], page.in_cells), page.width);
        if (usual && before.end)
            set_measure(lines, i, count, page);
        else if (run.end && !usual)
            set_run(lines, count, before, run);
        before = usual ? (struct run){0} : run.end ? run : before;
        i = run.end ? run.end : i + 1;
    }
}

int line_lacks(const struct text_line *line)
{
    return (int)line->measure - (int)width_in(line, line->in_cells);
}

bool line_fills(const struct text_line *line)
{
    return line->measure && line_lacks(line) <= SHORT_BY;
}
