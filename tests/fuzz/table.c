/* SPDX-License-Identifier: MIT */
/*
 * A table of any cells, laid out: no character of it is lost, and nothing stands outside the page.
 * A line is a row, `|` ends a cell. A row that begins with # is of the head, with = of the foot; a
 * cell that begins with ^, v or % and a character has a span over columns, over rows or a share of
 * as much as that character; ~ parts paragraphs.
 */
#include "fuzz.h"

#include <string.h>

#include "page/page.h"

/* One column and three. The same for all inputs: to find the fonts takes far longer than a table.
 */
static const char *const names[] = {"weekly", "newspaper"};
static struct looks {
    struct arena *arena;
    const struct sheet *sheets[COUNT(names)];
    const struct fonts *fonts[COUNT(names)];
} looks;

static void forget_looks(void)
{
    arena_free(looks.arena);
}

static void find_looks(void)
{
    if (looks.arena)
        return;
    looks.arena = arena_new();
    struct diags *d = diags_new(looks.arena);
    for (size_t i = 0; i < COUNT(names); i++) {
        looks.sheets[i] = format_read(looks.arena, names[i], "styles", NULL, d);
        looks.fonts[i] = glyph_fonts(looks.arena, looks.sheets[i], NULL, NULL, d);
    }
    atexit(forget_looks);
}

static struct cell read_cell(struct arena *a, const char *text, size_t len, bool heading)
{
    struct cell cell = {.heading = heading, .columns = 1, .rows = 1};
    for (; len > 1 && strchr("^v%", *text) && text[1] > ' ' && text[1] <= '~';
         text += 2, len -= 2) {
        int number = text[1] - ' ';
        if (*text == '^')
            cell.columns = number;
        else if (*text == 'v')
            cell.rows = number;
        else
            cell.width.share = number * 10;
    }
    char *copy = arena_text(a, text, len);
    for (char *p = copy; *p; p++)
        *p = *p == '~' ? '\n' : *p;
    cell.text = copy;
    return cell;
}

static struct row read_row(struct arena *a, const char *line, size_t len)
{
    struct row row = {.head = *line == '#', .foot = *line == '='};
    size_t mark = row.head || row.foot;
    for (const char *p = line + mark, *end = line + len; p < end;) {
        const char *bar = memchr(p, '|', (size_t)(end - p));
        const char *stop = bar ? bar : end;
        row.cells = arena_grow(a, row.cells, row.count, sizeof *row.cells);
        row.cells[row.count++] = read_cell(a, p, (size_t)(stop - p), row.head);
        p = stop + 1;
    }
    return row;
}

/* Rows of the head first, of the foot last, as every reader gives them. */
static void add_rows(struct arena *a, struct block *table, const char *text, int part)
{
    for (const char *p = text; *p; p += *p == '\n') {
        size_t len = strcspn(p, "\n");
        struct row row = read_row(a, p, len);
        p += len;
        if (row.foot - row.head != part || !row.count)
            continue;
        table->rows = arena_grow(a, table->rows, table->row_count, sizeof *table->rows);
        table->rows[table->row_count++] = row;
    }
}

static size_t count_text(const char *text, size_t len)
{
    size_t count = 0;
    for (const char *p = text, *end = text + len; p < end;)
        count += !is_space(utf8_next(&p, end));
    return count;
}

static size_t count_cells(const struct block *table)
{
    size_t count = 0;
    for (size_t r = 0; r < table->row_count; r++)
        for (size_t i = 0; i < table->rows[r].count; i++)
            count += count_text(table->rows[r].cells[i].text, strlen(table->rows[r].cells[i].text));
    return count;
}

/* What the items print; each must stand on its page. */
static size_t count_page(const struct pages *pages, const struct page *page)
{
    size_t count = 0;
    for (size_t i = 0; i < page->count; i++) {
        const struct page_item *item = page->items + i;
        if (item->x < 0 || item->y < 0 || item->x > pages->width || item->y > pages->height)
            BUG("an item stands outside page %s", page->label);
        for (size_t k = 0; item->kind == ITEM_TEXT && k < item->count; k++)
            count += count_text(item->text + item->glyphs[k].text, item->glyphs[k].text_len);
    }
    return count;
}

static void check_pages(const struct pages *pages, const struct block *table)
{
    size_t printed = 0;
    for (size_t i = 0; i < pages->count; i++)
        printed += count_page(pages, pages->items + i);
    if (printed < count_cells(table))
        BUG("%zu characters are printed of %zu", printed, count_cells(table));
}

static void check_table(struct fuzz *f, struct block *table)
{
    struct article article = {.id = "a-1",
                              .source = f->path,
                              .date = "",
                              .section = "",
                              .kicker = "",
                              .headline = "",
                              .subheadline = "",
                              .dateline = "",
                              .headline_pos = {f->path, 1, 1},
                              .blocks = table,
                              .block_count = 1};
    const struct articles articles = {&article, 1};
    const struct digest_options options = {.jobs = 1};
    const struct digest *digest = digest_build(f->arena, &articles, &options, f->diags);
    find_looks();
    for (size_t i = 0; i < COUNT(names); i++)
        check_pages(page_build(f->arena, digest, looks.sheets[i], looks.fonts[i],
                               &(struct page_options){.jobs = 1}, f->diags),
                    table);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fuzz f = fuzz_begin(data, size, ".txt");
    const char *text =
        arena_text(f.arena, (const char *)data, utf8_valid((const char *)data, size));
    diags_source(f.diags, f.path, text, strlen(text));
    struct block table = {.kind = BLOCK_TABLE,
                          .id = "p1",
                          .text = "",
                          .source = "",
                          .lines = "",
                          .rest = "",
                          .href = "",
                          .caption = "",
                          .credit = "",
                          .pos = {f.path, 1, 1}};
    for (int part = -1; part <= 1; part++)
        add_rows(f.arena, &table, text, part);
    if (table.row_count)
        check_table(&f, &table);
    fuzz_end(&f);
    return 0;
}
