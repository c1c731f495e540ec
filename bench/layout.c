/* SPDX-License-Identifier: MIT */
/*
 * Layout alone. Paragraphs whose glyphs are given become lines, blocks, pages and items, on one
 * core: reading, shaping and writing are outside of the clock. Then the same lines are judged.
 *
 * usage: layout SHEET FOLDER SECONDS FILE
 *
 * SHEET is the name of a style sheet in FOLDER; every line of FILE is a paragraph in the style `p`.
 * Each way of breaking lines is repeated for so many seconds (0: once, for callgrind); the fastest
 * pass counts, since whatever else runs on the machine only ever slows one down. Prints a line for
 * each way, its fields parted by tabs, lengths in thousandths of an em:
 *   name, paragraphs, lines, pages, pages a second,
 *   mean square over all flush lines of what justification added between two Han (looseness),
 *   the same of what it took from the line's natural width,
 *   the same of that as a part, in hundredths, of all it could take,
 *   paragraphs that end with a lone character, the largest looseness, the line that has it.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "page/blocks.h"

struct text {
    struct glyphs **paragraphs;
    size_t count;
};

struct pass {
    size_t lines, pages;
    double seconds;
};

struct verdict {
    size_t flush, lone;
    double loose, pressed, strained; /* sums of squares */
    dist worst;
    const char *worst_line;
};

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ---- the text ----------------------------------------------------------------------------- */

static void add_paragraph(struct setter *s, struct text *text, const char *line, size_t len)
{
    struct glyph_span *span = arena_alloc(s->arena, sizeof *span);
    *span = block_span(arena_text(s->arena, line, len), format_style(s->sheet, "p"),
                       (struct pos){.file = "text"});
    struct glyphs *glyphs = glyph_set(s->arena, s->shaper, span, 1, s->diags);
    text->paragraphs =
        arena_grow(s->arena, text->paragraphs, text->count, sizeof *text->paragraphs);
    text->paragraphs[text->count++] = glyphs;
}

static void read_text(struct setter *s, struct text *text, const char *path)
{
    FILE *file = fopen(path, "r");
    if (!file)
        die("%s cannot be read", path);
    char *line = NULL;
    size_t cap = 0;
    for (ssize_t len; (len = getline(&line, &cap, file)) >= 0;) {
        len = (ssize_t)strcspn(line, "\r\n");
        if (len > 0)
            add_paragraph(s, text, line, (size_t)len);
    }
    free(line);
    fclose(file);
}

/* ---- speed -------------------------------------------------------------------------------- */

static struct pass lay_out(const struct setter *base, const struct text *text,
                           const struct format *format)
{
    struct setter s = *base;
    s.arena = s.items = s.layout = s.scratch = arena_new();
    struct galley galley = {0};
    struct pass pass = {.seconds = now()};
    for (size_t i = 0; i < text->count; i++) {
        const struct lines *lines =
            line_paragraph(s.arena, text->paragraphs[i], format, s.measure, s.diags);
        block_append(&s, &galley, block_paragraph(&s, lines, format));
        pass.lines += lines->count;
    }
    struct build build = build_pages(s.arena, &galley, &s.sheet->page);
    struct pages pages = {.items = arena_array(s.arena, build.page_count, sizeof(struct page)),
                          .count = build.page_count};
    struct sides none = {0};
    struct placing *placing = place_begin(&s, &galley, &build, &none, &pages);
    for (size_t i = 0; i < pages.count; i++) {
        place_page(placing, i);
        place_end(placing, i);
    }
    pass.pages = pages.count;
    pass.seconds = now() - pass.seconds;
    arena_free(s.arena);
    return pass;
}

/* Two functions of their own, so that a profile tells them apart. */
__attribute__((noinline)) static struct pass set_optimal(const struct setter *s,
                                                         const struct text *text)
{
    struct format format = *format_style(s->sheet, "p");
    format.line_fit = FIT_OPTIMAL;
    return lay_out(s, text, &format);
}

__attribute__((noinline)) static struct pass set_greedy(const struct setter *s,
                                                        const struct text *text)
{
    struct format format = *format_style(s->sheet, "p");
    format.line_fit = FIT_GREEDY;
    return lay_out(s, text, &format);
}

/* ---- evenness ----------------------------------------------------------------------------- */

static double thousandths(int64_t length, const struct format *format)
{
    return (double)length * 1000 / format->font_size;
}

static void judge_line(struct verdict *v, const struct lines *lines, const struct line_box *boxes,
                       size_t n, dist width)
{
    const struct line *line = &lines->items[n];
    int64_t natural = 0, least = 0;
    for (size_t i = line->first; i < line->end; i++) {
        bool last = i + 1 == line->end;
        natural += (int64_t)boxes[i].advance + (last ? 0 : boxes[i].gap);
        least += (int64_t)boxes[i].advance + (last ? 0 : boxes[i].gap - boxes[i].shrink);
    }
    v->flush++;
    double loose = thousandths(line->looseness, lines->format);
    v->loose += loose * loose;
    if (natural > width) {
        double taken = thousandths(natural - width, lines->format);
        double part = (double)(natural - width) * 100 / (double)(natural - least);
        v->pressed += taken * taken;
        v->strained += part * part;
    }
    if (line->looseness > v->worst) {
        const struct glyph *glyphs = lines->glyphs->items;
        v->worst = line->looseness;
        v->worst_line = lines->glyphs->text + glyphs[line->first].text;
    }
}

static void judge_paragraph(struct setter *s, struct verdict *v, const struct glyphs *glyphs,
                            const struct format *format)
{
    const struct lines *lines = line_paragraph(s->arena, glyphs, format, s->measure, s->diags);
    struct line_box *boxes = arena_array(s->arena, glyphs->count, sizeof *boxes);
    line_boxes(glyphs, format, boxes);
    for (size_t n = 0; n + 1 < lines->count; n++)
        judge_line(v, lines, boxes, n, s->measure - (n == 0 ? format->text_indent : 0));
    int characters = 0;
    for (size_t i = lines->items[lines->count - 1].first; i < glyphs->count; i++)
        characters += boxes[i].counts;
    v->lone += lines->count > 1 && characters < 2;
}

static struct verdict judge(struct setter *s, const struct text *text, enum line_fit fit)
{
    struct verdict v = {.worst_line = ""};
    struct format *format = arena_alloc(s->arena, sizeof *format);
    *format = *format_style(s->sheet, "p");
    format->line_fit = fit;
    for (size_t i = 0; i < text->count; i++)
        judge_paragraph(s, &v, text->paragraphs[i], format);
    v.flush += !v.flush;
    return v;
}

/* ---- all ---------------------------------------------------------------------------------- */

static void report(struct setter *s, const struct text *text, enum line_fit fit, double seconds)
{
    enum { SHOWN = 20 };
    struct pass (*set)(const struct setter *, const struct text *) =
        fit == FIT_GREEDY ? set_greedy : set_optimal;
    struct pass best = set(s, text);
    for (double until = now() + seconds; now() < until;) {
        struct pass pass = set(s, text);
        best = pass.seconds < best.seconds ? pass : best;
    }
    struct verdict v = judge(s, text, fit);
    double flush = (double)v.flush;
    const char *end = v.worst_line;
    for (int i = 0; i < SHOWN && *end; i++)
        utf8_next(&end, end + strlen(end));
    printf("%s\t%zu\t%zu\t%zu\t%.0f\t%.0f\t%.0f\t%.0f\t%zu\t%.0f\t%.*s…\n",
           fit == FIT_GREEDY ? "greedy" : "optimal", text->count, best.lines, best.pages,
           (double)best.pages / best.seconds, v.loose / flush, v.pressed / flush,
           v.strained / flush, v.lone, thousandths(v.worst, format_style(s->sheet, "p")),
           (int)(end - v.worst_line), v.worst_line);
}

int main(int argc, char **argv)
{
    if (argc != 5)
        die("usage: layout SHEET FOLDER SECONDS FILE");
    struct arena *a = arena_new();
    struct diags *d = diags_new(a);
    struct sheet *sheet = format_read(a, argv[1], argv[2], NULL, d);
    if (!sheet)
        die("%s is no style sheet", argv[1]);
    struct digest digest = {0};
    struct setter *s = flow_setter(a, &digest, sheet, glyph_fonts(a, sheet, NULL, NULL, d), d);
    struct text text = {0};
    read_text(s, &text, argv[4]);
    if (!text.count)
        die("%s holds no text", argv[4]);
    report(s, &text, FIT_OPTIMAL, atof(argv[3]));
    report(s, &text, FIT_GREEDY, atof(argv[3]));
    arena_free(s->layout);
    arena_free(a);
    return 0;
}
