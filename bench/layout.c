/* SPDX-License-Identifier: MIT */
/*
 * Speed of layout alone: paragraphs whose glyphs are given become lines, blocks, pages and items,
 * on one core. Reading, shaping and writing are outside of the clock.
 *
 * usage: layout SHEET FOLDER SECONDS FILE...
 *
 * SHEET is the name of a style sheet in FOLDER. Every line of the files that holds text is a
 * paragraph in the style `p`. Each way of breaking lines is repeated for so many seconds (0: once,
 * for callgrind); the fastest pass counts, since whatever else runs on the machine only ever slows
 * one down. Prints a row for each: name, paragraphs, lines, pages, pages a second.
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

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

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

static struct pass lay_out(const struct setter *base, const struct text *text,
                           const struct format *format)
{
    struct setter s = *base;
    s.arena = arena_new();
    struct galley galley = {0};
    struct pass pass = {.seconds = now()};
    for (size_t i = 0; i < text->count; i++) {
        const struct lines *lines =
            line_paragraph(s.arena, text->paragraphs[i], format, s.measure, s.diags);
        block_append(&s, &galley, block_paragraph(&s, lines, format));
        pass.lines += lines->count;
    }
    struct build build =
        build_pages(s.arena, &galley, s.sheet->page.pitch, s.sheet->page.grid_lines);
    struct pages pages = {.items = arena_array(s.arena, build.page_count, sizeof(struct page)),
                          .count = build.page_count};
    place_pages(&s, &galley, &build, &pages);
    pass.pages = pages.count;
    pass.seconds = now() - pass.seconds;
    arena_free(s.arena);
    return pass;
}

static void measure(const struct setter *s, const struct text *text, enum line_fit fit,
                    double seconds)
{
    struct format format = *format_style(s->sheet, "p");
    format.line_fit = fit;
    struct pass best = lay_out(s, text, &format);
    for (double until = now() + seconds; now() < until;) {
        struct pass pass = lay_out(s, text, &format);
        best = pass.seconds < best.seconds ? pass : best;
    }
    printf("%s %zu %zu %zu %.0f\n", fit == FIT_GREEDY ? "greedy" : "optimal", text->count,
           best.lines, best.pages, (double)best.pages / best.seconds);
}

int main(int argc, char **argv)
{
    if (argc < 5)
        die("usage: layout SHEET FOLDER SECONDS FILE...");
    struct arena *a = arena_new();
    struct diags *d = diags_new(a);
    struct sheet *sheet = format_read(a, argv[1], argv[2], d);
    if (!sheet)
        die("%s is no style sheet", argv[1]);
    struct digest digest = {0};
    struct setter *s = flow_setter(a, &digest, sheet, glyph_fonts(a, sheet, NULL, d), d);
    struct text text = {0};
    for (int i = 4; i < argc; i++)
        read_text(s, &text, argv[i]);
    measure(s, &text, FIT_OPTIMAL, atof(argv[3]));
    measure(s, &text, FIT_GREEDY, atof(argv[3]));
    arena_free(a);
    return 0;
}
