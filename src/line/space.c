/* SPDX-License-Identifier: MIT */
/*
 * Glyphs to boxes: every gap between two bodies and every place where a line may end.
 *
 * Both come from tables of class × class, so that a rule is one row with its clause and no rule
 * hides in the code. A pair is two bodies that stand next to each other; spaces typed between them
 * belong to the pair and its gap stands behind the last of them, where it vanishes with the line
 * end (JU-04 1, PW-09, HL-02). So do the blank halves of marks: they are gaps, never part of a
 * body.
 *
 * Spaces that were typed (HL-04 and house rules):
 * - between Western words: the space of the face, ¼ to ½ em when the line is adjusted;
 * - between Han and Western: the same gap as if none was typed;
 * - between Han: ½ em, at least ¼ em;
 * - next to a Chinese mark: nothing, the mark has its own blank;
 * - more than ½ em together, or U+3000: typed for its width, which stays.
 *
 * UAX #14 was rejected as the source of line ends: it is wrong for six kinds of Chinese mark (last
 * table of the checklist) and knows no levels. glyph/ asks it where the classes know nothing, and
 * says what came of it with GLYPH_BREAK and GLYPH_KEEP (docs/typesetting.md).
 *
 * A raised or lowered character – a superscript, the mark of a note – is set solid to what stands
 * before it and never parted from it (UB-07, NT-02). The gap behind it is that of its base, as if
 * it were not there (HL-06).
 *
 * Hanging marks (PW-13) need nothing from the algorithm: the body of a mark that may hang is
 * counted as gap, so it is outside wherever the line ends behind it.
 */
#include "line/space.h"

#include <string.h>

/* ---- the gap table ------------------------------------------------------------------------ */

enum { CLASS_COUNT = CLASS_ITERATE + 1 };

/*
 * One letter a pair; natural width, least width, share in expansion:
 *   0  none, ever: before PAUSE and CLOSE, after OPEN (PW-03, JU-07), around CONN, DOT and SOL
 *      (PW-02, JU-07), inside Western text and numbers (HL-03, HL-05, UB-08), inside —— and ……
 *   .  Han to Han: solid, an equal share when the line is expanded (JU-09, JU-06 3)
 *   c  behind ，、；： ½ em, 0, share (PW-01, JU-04 5)
 *   s  behind 。．！？ ½ em, 0 (½ em in style full), share (PW-01, JU-04 7)
 *   b  behind CLOSE ½ em, 0, share (PW-01, JU-04 4)
 *   o  before OPEN ½ em, 0, share (PW-01, JU-04 4)
 *   C  S  pause mark before pause mark: as c and s without share (PW-04 is for brackets only)
 *   p  marks that hug: 0; ½ em, 0 in style full (PW-04, PW-05, PW-06)
 *   q  mark before OPEN: ½ em, 0, share; 0 in style tight; 1 em, 0, share in full (PW-04, PW-05)
 *   h  Han to Western: ¼ em or what the style says, ⅛ em, up to ⅓ em (HL-01, JU-04 6, JU-06 2)
 */
static const char gap_table[CLASS_COUNT][CLASS_COUNT + 1] = {
    /*                  字，。（）–·/—…A1¥% ↵々 */
    [CLASS_HAN] = ".00o0000..hhh000.",     [CLASS_COMMA] = "cCCqp000cccccc00c",
    [CLASS_STOP] = "sSSqp000ssssss00s",    [CLASS_OPEN] = "000p0000000000000",
    [CLASS_CLOSE] = "bppqp000bbbbbb00b",   [CLASS_CONNECT] = "00000000000000000",
    [CLASS_DOT] = "00000000000000000",     [CLASS_SOLIDUS] = "00000000000000000",
    [CLASS_DASH] = ".00o00000....000.",    [CLASS_ELLIPSIS] = ".00o0000.0...000.",
    [CLASS_LATIN] = "h00o0000..000000h",   [CLASS_DIGIT] = "h00o0000..000000h",
    [CLASS_PREFIX] = "h00o0000..000000h",  [CLASS_POSTFIX] = "h00o0000..000000h",
    [CLASS_SPACE] = "00000000000000000",   [CLASS_LINE_END] = "00000000000000000",
    [CLASS_ITERATE] = ".00o0000..hhh000.",
};

/* Steps of compression (JU-04) and of expansion (JU-06). */
enum { SHRINK_WORD = 2, SHRINK_BRACKET = 4, SHRINK_COMMA = 5, SHRINK_LATIN = 6, SHRINK_STOP = 7 };
enum { STRETCH_WORD = 1, STRETCH_LATIN = 2 };

/* ---- the break table ---------------------------------------------------------------------- */

enum { NEVER = BREAK_STRICT + 1 };

enum { HYPHEN = 6 }; /* penalty of a line that ends with one */

/* In headings: at the ideographic space that joins two lines of the source, and between two
 * clauses: at a typed space between Han, behind a label in 【】, behind a pause mark other than 、
 * and before ——, and behind a title in 《》 that begins one; next, before a title that ends one. A
 * break inside a word or a date is LINE_WORD; between words it costs least where a phrase begins,
 * more behind a word that qualifies what follows (glyph/sense.c), and most between two brackets or
 * quotation marks. */
enum {
    HEADING_HALVES = -600,
    HEADING_CLAUSE = -400,
    HEADING_TITLE = -20,
    HEADING_WORDS = 60,
    HEADING_BOUND = 400,
    HEADING_INSIDE = 500
};
enum { LONG_TITLE = 8 /* characters with which a title may have a line to itself */ };

/* What a class is at each edge of a line, and the level that forbids it from there on (LB-08). */
static const struct {
    uint8_t first, last;
    bool western; /* not parted from Western text next to it (LB-10, UB-02 to UB-05) */
    bool counts;  /* for the two characters of a last line (PA-03) */
} edges[CLASS_COUNT] = {
    [CLASS_HAN] = {NEVER, NEVER, false, true},
    [CLASS_COMMA] = {BREAK_BASIC, NEVER, false, false},      /* LB-01 */
    [CLASS_STOP] = {BREAK_BASIC, NEVER, false, false},       /* LB-01 */
    [CLASS_OPEN] = {NEVER, BREAK_BASIC, false, false},       /* LB-03 */
    [CLASS_CLOSE] = {BREAK_BASIC, NEVER, false, false},      /* LB-02 */
    [CLASS_CONNECT] = {BREAK_BASIC, NEVER, false, false},    /* LB-04 */
    [CLASS_DOT] = {BREAK_BASIC, NEVER, false, false},        /* LB-05 */
    [CLASS_SOLIDUS] = {BREAK_BASIC, BREAK_GB, false, false}, /* LB-06 */
    [CLASS_DASH] = {BREAK_STRICT, NEVER, false, false},      /* LB-07 */
    [CLASS_ELLIPSIS] = {BREAK_STRICT, NEVER, false, false},  /* LB-07 */
    [CLASS_LATIN] = {NEVER, NEVER, true, true},
    [CLASS_DIGIT] = {NEVER, NEVER, true, true},
    [CLASS_PREFIX] = {NEVER, NEVER, true, false},
    [CLASS_POSTFIX] = {NEVER, NEVER, true, false},
    [CLASS_SPACE] = {NEVER, NEVER, false, false},
    [CLASS_LINE_END] = {NEVER, NEVER, false, false},
    [CLASS_ITERATE] = {BREAK_BASIC, NEVER, false, true}, /* LB-11 */
};

/* ---- blanks ------------------------------------------------------------------------------- */

static bool is_text(const struct glyphs *glyphs, const struct glyph *g, const char *text)
{
    return g->text_len == strlen(text) && !memcmp(glyphs->text + g->text, text, g->text_len);
}

static bool is_wide_blank(const struct glyphs *glyphs, const struct glyph *g)
{
    return g->class == CLASS_HAN && is_text(glyphs, g, "\u3000");
}

bool space_blank(const struct glyphs *glyphs, const struct glyph *g)
{
    if (g->class != CLASS_SPACE)
        return is_wide_blank(glyphs, g);
    if (!g->text_len)
        return false;
    const char *at = glyphs->text + g->text;
    const char *end = at + g->text_len;
    return is_space(utf8_next(&at, end)) && at == end;
}

/* The class that the tables are asked for: a space with ink is a Western character. */
static uint8_t class_of(const struct glyph *g)
{
    return g->class == CLASS_SPACE ? CLASS_LATIN : g->class;
}

/* ---- gaps --------------------------------------------------------------------------------- */

/* The pair that is looked at, on the walk over the paragraph. */
struct walk {
    const struct glyphs *glyphs;
    const struct format *format;
    struct line_box *boxes;
    const struct glyph *a, *b; /* a: NULL at the start and behind a forced line end */
    size_t a_at;
    bool attached;     /* raised or lowered characters stand behind a */
    uint8_t before;    /* class of what stands before a with nothing between, or CLASS_LINE_END */
    dist typed;        /* width of the spaces between a and b */
    size_t spaces;     /* how many */
    dist space_size;   /* font size of the first */
    bool solid_spaces; /* a no-break space is among them */
    bool halves;       /* U+3000 is among them */
    int brackets;      /* brackets and quotation marks that are open behind a */
    int marks;         /* ！ and ？ in a row, up to a (PW-11) */
    int64_t marks_width;
};

static void lay(struct line_box *box, dist natural, dist shrink, uint8_t step, bool share)
{
    box->gap = natural;
    box->shrink = shrink;
    box->shrink_step = shrink ? step : 0;
    box->stretch = 0;
    box->stretch_step = 0;
    box->share = share;
}

static dist clamp(int64_t value, dist high)
{
    return value < 0 ? 0 : value > high ? high : (dist)value;
}

/* The blank of a mark fills its body up to one em (PW-01); marks with wide ink have none. */
static dist blank(const struct glyph *mark)
{
    return clamp((int64_t)mark->size - mark->advance, mark->size / 2);
}

/* How many marks a glyph draws, if it is one of those that share a cell in pairs (PW-11). */
static int exclamations(const struct glyphs *glyphs, const struct glyph *g)
{
    if (g->class != CLASS_STOP || !g->text_len)
        return 0;
    const char *at = glyphs->text + g->text;
    uint32_t code = utf8_next(&at, at + g->text_len);
    if (code == 0xFF01 || code == 0xFF1F)
        return 1;
    return code == 0x203C || (code >= 0x2047 && code <= 0x2049) ? 2 : 0;
}

/* Two of ！？ take one em together, three take two. */
static dist blank_behind(const struct walk *w)
{
    if (w->a->class != CLASS_STOP || w->marks < 2)
        return blank(w->a);
    int64_t cells = (w->marks + 1) / 2;
    return clamp(cells * w->a->size - w->marks_width, w->a->size / 2);
}

static void lay_stop(const struct walk *w, struct line_box *box, bool share)
{
    dist natural = blank_behind(w);
    bool firm = w->format->punctuation == PUNCTUATION_FULL;
    lay(box, natural, firm ? 0 : natural, SHRINK_STOP, share);
}

/* Marks that hug unless each is to keep its em. */
static void lay_hug(const struct walk *w, struct line_box *box)
{
    if (w->format->punctuation != PUNCTUATION_FULL)
        return;
    dist natural = w->a->class == CLASS_OPEN ? blank(w->b) : blank_behind(w);
    lay(box, natural, natural, SHRINK_BRACKET, false);
}

static void lay_before_open(const struct walk *w, struct line_box *box)
{
    static const int cells[] = {
        [PUNCTUATION_FULL] = 2, [PUNCTUATION_TRIM] = 1, [PUNCTUATION_TIGHT] = 0};
    int n = cells[w->format->punctuation];
    dist natural = (n > 0 ? blank(w->b) : 0) + (n > 1 ? blank_behind(w) : 0);
    lay(box, natural, natural, SHRINK_BRACKET, true);
}

static bool is_western(const struct glyph *g)
{
    return edges[class_of(g)].western;
}

/* Size and natural width come from the Han side, which may be in another style than the Latin. */
static void lay_latin(const struct walk *w, struct line_box *box)
{
    const struct glyph *han = is_western(w->a) ? w->b : w->a;
    dist natural = w->glyphs->spans[han->span].format->autospace;
    if (!natural)
        natural = w->typed;
    if (!natural)
        return;
    dist least = han->size / 8, most = han->size / 3;
    lay(box, natural, natural > least ? natural - least : 0, SHRINK_LATIN, false);
    box->stretch = most > natural ? most - natural : 0;
    box->stretch_step = STRETCH_LATIN;
}

static void lay_rule(const struct walk *w, struct line_box *box, char rule)
{
    dist behind = rule == 'c' || rule == 'C' || rule == 'b' ? blank_behind(w) : 0;
    switch (rule) {
    case '.':
        box->share = true;
        break;
    case 'c':
    case 'C':
        lay(box, behind, behind, SHRINK_COMMA, rule == 'c');
        break;
    case 's':
    case 'S':
        lay_stop(w, box, rule == 's');
        break;
    case 'b':
        lay(box, behind, behind, SHRINK_BRACKET, true);
        break;
    case 'o':
        lay(box, blank(w->b), blank(w->b), SHRINK_BRACKET, true);
        break;
    case 'p':
        lay_hug(w, box);
        break;
    case 'q':
        lay_before_open(w, box);
        break;
    case 'h':
        lay_latin(w, box);
        break;
    default:
        break;
    }
}

static void lay_words(const struct walk *w, struct line_box *box)
{
    dist least = w->space_size / 4, most = w->space_size / 2;
    lay(box, w->typed, w->typed > least ? w->typed - least : 0, SHRINK_WORD, false);
    box->stretch = most > w->typed ? most - w->typed : 0;
    box->stretch_step = STRETCH_WORD;
}

/* Inside a number with its unit nothing is added (UB-08). */
static void lay_unit(struct line_box *box)
{
    box->stretch = 0;
    box->share = false;
}

static bool is_mark(uint8_t class)
{
    return class >= CLASS_COMMA && class <= CLASS_CLOSE;
}

static void lay_spaces(const struct walk *w, struct line_box *box, char rule)
{
    bool wide = w->halves || w->typed > w->space_size / 2;
    if (wide || (rule == '0' && !is_mark(w->a->class) && !is_mark(w->b->class))) {
        bool words = is_western(w->a) && is_western(w->b) && !wide;
        if (words)
            lay_words(w, box);
        else
            lay(box, w->typed > box->gap ? w->typed : box->gap, 0, 0, rule == '.');
    } else if (rule == '.') {
        lay(box, w->space_size / 2, w->space_size / 4, SHRINK_WORD, true);
    }
}

/* ---- breaks ------------------------------------------------------------------------------- */

static bool prohibited(const struct walk *w)
{
    uint8_t level = w->format->line_break;
    return edges[class_of(w->b)].first <= level || edges[class_of(w->a)].last <= level;
}

static bool inseparable(const struct walk *w)
{
    if (w->b->flags & GLYPH_KEEP)
        return true;
    if (w->spaces)
        return w->solid_spaces;
    if (w->b->flags & GLYPH_UNIT)
        return true;
    return is_western(w->a) && is_western(w->b) && !(w->b->flags & GLYPH_BREAK);
}

/* 】 closes the label in front of a headline. */
static bool ends_clause(const struct walk *w)
{
    if (w->a->class == CLASS_STOP || w->b->class == CLASS_DASH)
        return true;
    bool pause = w->a->class == CLASS_COMMA && !is_text(w->glyphs, w->a, "、");
    return pause || is_text(w->glyphs, w->a, "】");
}

/* Whether b opens a long title in 《》 that ends the heading or its clause: what issues it and what
 * it is called are two things. */
static bool opens_title(const struct walk *w)
{
    if (!is_text(w->glyphs, w->b, "《"))
        return false;
    const struct glyph *end = w->glyphs->items + w->glyphs->count, *g = w->b;
    int characters = 0;
    for (; g < end && !is_text(w->glyphs, g, "》"); g++)
        characters += edges[class_of(g)].counts;
    bool ends = g < end && (g + 1 == end || space_blank(w->glyphs, g + 1));
    return ends && characters >= LONG_TITLE;
}

/* Whether a closes a long title in 《》 with which the heading or its clause begins: what is done
 * with it may have a line of its own. */
static bool closes_title(const struct walk *w)
{
    if (!is_text(w->glyphs, w->a, "》"))
        return false;
    const struct glyph *first = w->glyphs->items, *g = w->a;
    int characters = 0;
    for (; g > first && !is_text(w->glyphs, g, "《"); g--)
        characters += edges[class_of(g)].counts;
    bool begins = is_text(w->glyphs, g, "《") && (g == first || space_blank(w->glyphs, g - 1));
    return begins && characters >= LONG_TITLE;
}

/* Whether a heading is best broken here, and how much: 0 if not. */
static int16_t clause_end(const struct walk *w)
{
    if (w->halves)
        return HEADING_HALVES;
    bool parted = w->spaces && !is_western(w->a) && !is_western(w->b);
    if (parted || ends_clause(w) || closes_title(w))
        return HEADING_CLAUSE;
    return opens_title(w) ? HEADING_TITLE : 0;
}

/* Whether the break would part a word (which only headings and cells have marked) or a date. */
static bool parts_word(const struct walk *w)
{
    bool date = w->a->flags & GLYPH_UNIT || is_text(w->glyphs, w->a, "年");
    return (w->b->flags & GLYPH_WORD || (date && w->b->class == CLASS_DIGIT)) && !w->spaces;
}

/* Between the words of a heading. */
static int16_t words_penalty(const struct walk *w)
{
    int16_t sense = w->b->flags & GLYPH_OPENS ? 0 : HEADING_WORDS;
    if (w->b->flags & GLYPH_BOUND && !w->spaces)
        sense = HEADING_BOUND;
    return sense + (w->brackets > 0 ? HEADING_INSIDE : 0);
}

static int16_t heading_penalty(const struct walk *w)
{
    int16_t bonus = clause_end(w);
    if (bonus)
        return bonus;
    return parts_word(w) ? LINE_WORD : words_penalty(w);
}

static bool may_hyphenate(const struct walk *w)
{
    return (w->b->flags & GLYPH_HYPHEN) && w->glyphs->hyphens && !w->spaces;
}

static int16_t penalty(const struct walk *w)
{
    if (may_hyphenate(w))
        return HYPHEN;
    if (w->b->flags & GLYPH_JOINED && !w->spaces)
        return LINE_SOLID;
    if (prohibited(w) || inseparable(w))
        return LINE_FORBIDDEN;
    if (w->format->balance)
        return heading_penalty(w);
    return w->format->words && parts_word(w) ? LINE_WORD : 0;
}

/* ---- the walk ----------------------------------------------------------------------------- */

/* One pause mark, with no mark before it (PW-13). */
static bool may_hang(const struct walk *w)
{
    if (!w->format->hanging || w->format->align != ALIGN_JUSTIFY || !w->a || w->attached)
        return false;
    return (w->a->class == CLASS_COMMA || w->a->class == CLASS_STOP) && !is_mark(w->before);
}

/* The body of a becomes part of the gap in `box`. */
static void hang(const struct walk *w, struct line_box *box)
{
    box->gap += w->a->advance;
    w->boxes[w->a_at].advance = 0;
}

/* Sets gap and penalty between a and b. `box` is that of the last glyph before b. */
static void pair(const struct walk *w, struct line_box *box)
{
    if (w->b->flags & GLYPH_JOINED && !w->spaces) {
        box->penalty = LINE_SOLID;
        return;
    }
    char rule = gap_table[class_of(w->a)][class_of(w->b)];
    box->penalty = penalty(w);
    box->hyphen = may_hyphenate(w) ? w->glyphs->hyphens[w->b->span].advance : 0;
    lay_rule(w, box, rule);
    if (w->spaces)
        lay_spaces(w, box, rule);
    else if (w->b->flags & GLYPH_UNIT)
        lay_unit(box);
    else if (exclamations(w->glyphs, w->b) && w->marks)
        lay(box, 0, 0, 0, false);
    if (box->penalty < LINE_FORBIDDEN && may_hang(w))
        hang(w, box);
}

static void count_marks(struct walk *w, const struct glyph *g)
{
    int n = exclamations(w->glyphs, g);
    if (!n || !w->marks || w->spaces) {
        w->marks = 0;
        w->marks_width = 0;
    }
    w->marks += n;
    w->marks_width += n ? g->advance : 0;
}

static void step_blank(struct walk *w, size_t i)
{
    const struct glyph *g = &w->glyphs->items[i];
    w->boxes[i].penalty = LINE_FORBIDDEN;
    if (i > 0 && !w->spaces && w->boxes[i - 1].penalty != LINE_FORCED)
        w->boxes[i - 1].penalty = LINE_FORBIDDEN;
    if (!w->spaces)
        w->space_size = g->size;
    w->spaces++;
    w->typed = clamp((int64_t)w->typed + g->advance, INT32_MAX);
    w->solid_spaces |= (g->flags & GLYPH_JOINED) != 0;
    w->halves |= g->class == CLASS_HAN;
}

/* Spaces at the start of a line that were typed there stay. */
static void step_first(struct walk *w, size_t i)
{
    if (w->spaces)
        lay(&w->boxes[i - 1], w->typed, 0, 0, false);
}

/* A raised or lowered character right behind one that stands elsewhere, or behind its like. */
static bool is_attached(const struct walk *w, const struct glyph *g)
{
    dist shift = w->glyphs->spans[g->span].format->baseline_shift;
    return w->a && !w->spaces && shift &&
           (w->attached || shift != w->glyphs->spans[w->a->span].format->baseline_shift);
}

static void step_body(struct walk *w, size_t i)
{
    const struct glyph *g = &w->glyphs->items[i];
    struct line_box *box = &w->boxes[i];
    box->advance = g->advance > 0 ? g->advance : 0;
    if (is_attached(w, g)) {
        box[-1].penalty = LINE_SOLID;
        w->attached = true;
        return;
    }
    box->counts = edges[class_of(g)].counts;
    w->b = g;
    w->brackets -= g->class == CLASS_CLOSE && w->brackets > 0;
    if (w->a)
        pair(w, box - 1);
    else
        step_first(w, i);
    w->brackets += g->class == CLASS_OPEN;
    count_marks(w, g);
    w->before = w->a && !w->spaces ? w->a->class : CLASS_LINE_END;
    w->a = g;
    w->a_at = i;
    w->attached = false;
}

static void step_line_end(struct walk *w, size_t i)
{
    w->boxes[i].penalty = LINE_FORCED;
    if (i > 0 && w->boxes[i - 1].penalty != LINE_FORCED)
        w->boxes[i - 1].penalty = LINE_FORBIDDEN;
    w->a = NULL;
    w->attached = false;
    w->marks = 0;
}

static void forget_spaces(struct walk *w)
{
    w->typed = 0;
    w->spaces = 0;
    w->solid_spaces = false;
    w->halves = false;
}

void line_boxes(const struct glyphs *glyphs, const struct format *format, struct line_box *boxes)
{
    struct walk w = {.glyphs = glyphs, .format = format, .boxes = boxes, .before = CLASS_LINE_END};
    memset(boxes, 0, glyphs->count * sizeof *boxes);
    for (size_t i = 0; i < glyphs->count; i++) {
        const struct glyph *g = &glyphs->items[i];
        if (space_blank(glyphs, g)) {
            step_blank(&w, i);
            continue;
        }
        if (g->class == CLASS_LINE_END)
            step_line_end(&w, i);
        else
            step_body(&w, i);
        forget_spaces(&w);
    }
    if (glyphs->count)
        boxes[glyphs->count - 1].penalty = LINE_FORCED;
    if (may_hang(&w) && !w.spaces)
        hang(&w, &boxes[glyphs->count - 1]);
}
