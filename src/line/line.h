/* SPDX-License-Identifier: MIT */
/*
 * line: glyphs and a measure in, lines out, in numbers only.
 *
 * space.c turns glyphs into boxes and gaps by one gap table and one break table (the checklist's,
 * clause by clause); break.c is the pure algorithm, which knows neither text nor font; set.c gives
 * every gap of a chosen line its width so that a justified line sums exactly to its measure.
 */
#ifndef BRIEFGEN_LINE_H
#define BRIEFGEN_LINE_H

#include "glyph/glyph.h"
#include "util/util.h"

/* ---- the pure algorithm ------------------------------------------------------------------- */

/* LINE_SOLID forbids like LINE_FORBIDDEN; an emergency takes it only where nothing else fits. From
 * LINE_WORD on a break parts a word of a heading, which costs more than further lines. A place with
 * a penalty below 0 is a place where a line of a heading may begin and end as between clauses; up
 * to LINE_CLAUSE it is the end of a clause. */
enum {
    LINE_CLAUSE = -100,
    LINE_WORD = 1000,
    LINE_FORBIDDEN = 10000,
    LINE_SOLID = 10001,
    LINE_FORCED = -10000
};

/* Steps of the gap table. Compression 1 to 7 (JU-04), expansion 1 to 3 (JU-06); 0: never. */
enum { LINE_SHRINK_STEPS = 7, LINE_STRETCH_STEPS = 3 };

/* A box and the gap behind it. The gap vanishes when the line ends behind the box. */
struct line_box {
    dist advance; /* of the box; at least 0 */
    dist gap;     /* natural */
    dist shrink;  /* what the gap may lose, 0 to gap */
    dist hyphen;  /* what a line that ends behind the box shows there, and is wider by (LB-10) */
    dist stretch; /* what it may gain in its own step, before all gaps share */
    uint8_t shrink_step;
    uint8_t stretch_step; /* 1 word space, 2 Han–Latin; 0 none */
    bool share;           /* takes an equal share in step 3 */
    bool counts;          /* a character that a last line needs two of (PA-03) */
    int16_t penalty; /* of a line end behind it: LINE_FORCED … 0 … LINE_FORBIDDEN, LINE_SOLID */
};

struct line_measure {
    dist width; /* of a line */
    dist first; /* of the first line: width less the indent */
    dist em;
    bool justify; /* else ragged: no stretch, lines as even as `balance` asks */
    bool balance; /* near-equal line lengths, by sense (HD-03) */
    bool words;   /* ragged, words parted only to save two lines; not with `balance` */
    bool centred; /* and no line shorter than the lines above and below it (HD-03) */
    bool greedy;  /* first fit, for comparison */
};

/* Chooses the line ends of a paragraph: ends[i] is the index of the box behind the last box of line
 * i. Returns the number of lines; `ends` has room for `count`. Total fit: the least sum of
 * demerits over the paragraph, compression before expansion, no lone character on the last line.
 * Work is linear in count. A line that cannot fit even at all minima is broken inside, at the last
 * box that fits (never before a forced place), and counted in *emergencies. */
size_t line_break(const struct line_box *boxes, size_t count, const struct line_measure *measure,
                  size_t *ends, size_t *emergencies, struct arena *scratch);

/* The widths of the gaps of one line (boxes first … end-1) so that advances and gaps sum exactly to
 * `width`: by steps of compression, or of expansion. gaps[i] is behind box first+i; the last is 0.
 * Returns the natural minus the set width that could not be met: 0 on a justified line. */
dist line_set(const struct line_box *boxes, size_t first, size_t end, dist width, dist *gaps);

/* ---- paragraphs --------------------------------------------------------------------------- */

struct line {
    size_t first, end; /* glyphs; trailing spaces of the line are outside */
    dist left;         /* of the first body, from the frame's left edge */
    dist width;        /* from the first body to the right edge of the last, or of the hyphen */
    const struct glyph *hyphen; /* shown behind its last body, or NULL */
    dist hyphen_x;              /* of the hyphen's body, from the frame's left edge */
    dist looseness; /* Han–Han gap that justification added; 0 if natural or tightened */
};

struct lines {
    const struct glyphs *glyphs;
    const struct format *format;
    struct line *items;
    size_t count; /* at least 1 unless the text is empty */
    dist *x;      /* one per glyph: left edge of its body from the frame's left edge */
};

/* Breaks and sets a paragraph in the format of its first span, in a frame `measure` wide. Lines
 * that had to be broken inside a word, or whose Han gap passes ¼ em (JU-08), are WARNINGs. */
struct lines *line_paragraph(struct arena *a, const struct glyphs *glyphs,
                             const struct format *format, dist measure, struct diags *d);

/* Boxes of a paragraph, one per glyph: for tests and --dump. */
void line_boxes(const struct glyphs *glyphs, const struct format *format, struct line_box *boxes);

/* For --dump=line: every line with its text, width and gaps. */
void line_text(struct buf *b, const struct lines *lines);

#endif
