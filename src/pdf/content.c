/* SPDX-License-Identifier: MIT */
/*
 * Page contents: the items in the order in which they are read (structure.c), as few operators as
 * will do. What the graphics state already says is not said again, text objects stay open from item
 * to item.
 *
 * Positions. A reader adds up what it reads, so what is written is always the difference between
 * the place wanted and the place where the reader, having read the rounded numbers so far, stands.
 * Line starts are whole thousandths of a point; inside a line the pen is kept in whole (for large
 * type: tenths of) thousandths of an em, with the widths of /W. So an error is never carried on,
 * and stays under 0.01 pt.
 */
#include "pdf/content.h"

#include "pdf/structure.h"

#include "pdf/syntax.h"

enum {
    FINE_SIZE = 12 * PT, /* above it a thousandth of an em is too coarse */
    STROKE_SHARE = 40,   /* of the em: stroke of a face that is to look bold */
    INITIAL_WIDTH = 1000 /* line width at the start of a page */
};

struct canvas {
    struct buf *b;
    const struct pdf *pdf;
    bool in_text;
    int64_t x, y; /* start of the text line, 1/1000 pt */
    uint32_t fill, stroke;
    const struct pdf_font *font;
    int64_t size; /* 1/1000 pt */
    int64_t line_width;
    bool stroked;
    bool spoken; /* inside a sequence with ActualText */
    dist rise;
};

/* One item's glyphs on their way. */
struct run {
    struct canvas *canvas;
    const struct page_item *item;
    const struct pdf_font *font;
    int64_t size;  /* 1/1000 pt */
    int decimals;  /* of the pen */
    int64_t scale; /* units of the pen in 1/1000 em: 10 to the decimals */
    dist start;    /* of the first glyph, relative to the item */
    int64_t pen;   /* from there */
    bool in_array, in_string;
};

/* ---- state -------------------------------------------------------------------------------- */

static void number(struct canvas *c, int64_t value)
{
    number_add(c->b, value, 3);
    buf_adds(c->b, " ");
}

static void color(struct canvas *c, uint32_t *now, uint32_t rgb, const char *operator)
{
    if (*now == rgb)
        return;
    *now = rgb;
    for (int shift = 16; shift >= 0; shift -= 8)
        number(c, ((rgb >> shift & 0xFF) * 1000 + 127) / 255);
    buf_adds(c->b, operator);
}

static void begin_text(struct canvas *c)
{
    if (c->in_text)
        return;
    c->in_text = true;
    c->x = c->y = 0;
    buf_adds(c->b, "BT\n");
}

static void end_text(struct canvas *c)
{
    if (c->in_text)
        buf_adds(c->b, "ET\n");
    c->in_text = false;
}

static void use_font(struct canvas *c, const struct pdf_font *font, int64_t size)
{
    if (c->font == font && c->size == size)
        return;
    c->font = font;
    c->size = size;
    buf_addf(c->b, "/F%td ", font - c->pdf->fonts);
    number(c, size);
    buf_adds(c->b, "Tf\n");
}

static void use_line_width(struct canvas *c, int64_t width)
{
    if (c->line_width == width)
        return;
    c->line_width = width;
    number(c, width);
    buf_adds(c->b, "w 1 j\n");
}

/* A family without a bold face is drawn with its outlines stroked (Tr 2). Round joins: mitres would
 * grow spikes at the sharp ends of brush strokes. */
static void use_weight(struct canvas *c, bool embolden, int64_t size, uint32_t rgb)
{
    int64_t width = size / STROKE_SHARE;
    if (embolden) {
        color(c, &c->stroke, rgb, "RG\n");
        use_line_width(c, width);
    }
    if (c->stroked != embolden)
        buf_addf(c->b, "%d Tr\n", embolden ? 2 : 0);
    c->stroked = embolden;
}

/* Always written: the pen stands behind what was shown last, not where that began. */
static void move_to(struct canvas *c, int64_t x, int64_t y)
{
    number(c, x - c->x);
    number(c, y - c->y);
    buf_adds(c->b, "Td\n");
    c->x = x;
    c->y = y;
}

/* A line that runs upwards has a text matrix of its own, up to the end of this text object. */
static void turn_to(struct canvas *c, int64_t x, int64_t y)
{
    buf_adds(c->b, "0 1 -1 0 ");
    number(c, x);
    number(c, y);
    buf_adds(c->b, "Tm\n");
}

/* ---- text --------------------------------------------------------------------------------- */

static void close_string(struct run *r)
{
    if (r->in_string)
        buf_adds(r->canvas->b, ">");
    r->in_string = false;
}

static void close_array(struct run *r)
{
    close_string(r);
    if (r->in_array)
        buf_adds(r->canvas->b, "] TJ\n");
    r->in_array = false;
}

static void use_rise(struct run *r, dist rise)
{
    struct canvas *c = r->canvas;
    if (c->rise == rise)
        return;
    close_array(r);
    number(c, thousandths(rise));
    buf_adds(c->b, "Ts\n");
    c->rise = rise;
}

/* Moves the pen to where glyph n begins: a number in TJ moves back by so many 1/1000 em. */
static void adjust(struct run *r, size_t n)
{
    int64_t way = (int64_t)(r->item->glyphs[n].x - r->start) * 1000 * r->scale * 1000;
    int64_t unit = r->size * PT, half = way < 0 ? -unit / 2 : unit / 2;
    int64_t target = (way + half) / unit;
    if (target == r->pen)
        return;
    close_string(r);
    number_add(r->canvas->b, r->pen - target, r->decimals);
    r->pen = target;
}

static void show_glyph(struct run *r, size_t n)
{
    struct buf *b = r->canvas->b;
    const struct pdf_glyph *glyph = usage_glyph(r->font, r->item->glyphs[n].id);
    use_rise(r, page_rise(r->item, n));
    if (!r->in_array)
        buf_adds(b, "[");
    r->in_array = true;
    adjust(r, n);
    if (!r->in_string)
        buf_adds(b, "<");
    r->in_string = true;
    hex_add(b, glyph->code);
    r->pen += glyph->width * r->scale;
}

static void show_cluster(struct run *r, size_t n, size_t end)
{
    bool plain = r->canvas->spoken || !r->font->varied || usage_is_plain(r->font, r->item, n, end);
    if (!plain) {
        size_t len;
        const char *text = usage_cluster_text(r->item, n, &len);
        close_array(r);
        buf_adds(r->canvas->b, "/Span <</ActualText ");
        text_add(r->canvas->b, text, len);
        buf_adds(r->canvas->b, ">> BDC\n");
    }
    for (; n < end; n++)
        show_glyph(r, n);
    if (!plain) {
        close_array(r);
        buf_adds(r->canvas->b, "EMC\n");
    }
}

/* A space at the end of a line is not set; without it the words on either side of the line end are
 * one to who reads the text and not the page. */
static void show_space(struct run *r)
{
    if (!r->in_array)
        buf_adds(r->canvas->b, "[");
    r->in_array = true;
    if (!r->in_string)
        buf_adds(r->canvas->b, "<");
    r->in_string = true;
    hex_add(r->canvas->b, r->font->glyphs[r->font->space].code);
}

static bool continues(const struct page_item *item, const struct page_item *next)
{
    const struct page_glyph *last = &item->glyphs[item->count - 1];
    return next && next->text == item->text && next->kind == ITEM_TEXT && next->count &&
           next->glyphs[0].text <= last->text + last->text_len;
}

/* `next` is the item behind it, or NULL. */
static void text_item(struct canvas *c, const struct page_item *item, const struct page_item *next)
{
    const struct pdf_font *font = &c->pdf->fonts[item->face];
    struct run r = {c, item, font, .size = thousandths(item->size), .scale = 1};
    if (r.size < 1)
        BUG("text of size %d", item->size);
    if (item->size > FINE_SIZE) {
        r.decimals = 1;
        r.scale = 10;
    }
    r.start = item->glyphs[0].x;
    if (item->turned)
        end_text(c);
    begin_text(c);
    color(c, &c->fill, item->color, "rg\n");
    use_font(c, font, r.size);
    use_weight(c, font->face->embolden, r.size, item->color);
    if (item->turned)
        turn_to(c, thousandths(item->x), thousandths(c->pdf->pages->height - item->y + r.start));
    else
        move_to(c, thousandths(item->x + r.start), thousandths(c->pdf->pages->height - item->y));
    for (size_t n = 0, end; n < item->count; n = end) {
        end = usage_cluster_end(item, n);
        show_cluster(&r, n, end);
    }
    if (font->space && usage_ends_in_space(item) && !continues(item, next))
        show_space(&r);
    close_array(&r);
    use_rise(&r, 0);
    if (item->turned)
        end_text(c);
}

/* ---- fills -------------------------------------------------------------------------------- */

/* Edges are rounded, not the size: fills that touch on the page touch in the file. */
static void fill_item(struct canvas *c, const struct page_item *item)
{
    dist height = c->pdf->pages->height;
    int64_t left = thousandths(item->x), right = thousandths(item->x + item->width);
    int64_t bottom = thousandths(height - item->y - item->height);
    end_text(c);
    color(c, &c->fill, item->color, "rg\n");
    number(c, left);
    number(c, bottom);
    number(c, right - left);
    number(c, thousandths(height - item->y) - bottom);
    buf_adds(c->b, "re f\n");
}

static void curve(struct canvas *c, const int64_t (*points)[2])
{
    for (int i = 0; i < 3; i++) {
        number(c, points[i][0]);
        number(c, points[i][1]);
    }
    buf_adds(c->b, "c\n");
}

/* A circle of four curves, whose handles are 0.5523 of the radius long. */
static void disc_item(struct canvas *c, const struct page_item *item)
{
    static const int turn[4][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    int64_t r = thousandths(item->width) / 2, handle = r * 5523 / 10000;
    int64_t x = thousandths(item->x) + r;
    int64_t y = thousandths(c->pdf->pages->height - item->y) - thousandths(item->height) / 2;
    end_text(c);
    color(c, &c->fill, item->color, "rg\n");
    number(c, x + r);
    number(c, y);
    buf_adds(c->b, "m ");
    for (int i = 0; i < 4; i++) {
        const int *from = turn[i], *to = turn[(i + 1) % 4];
        const int64_t points[3][2] = {
            {x + r * from[0] + handle * to[0], y + r * from[1] + handle * to[1]},
            {x + r * to[0] + handle * from[0], y + r * to[1] + handle * from[1]},
            {x + r * to[0], y + r * to[1]}};
        curve(c, points);
    }
    buf_adds(c->b, "f\n");
}

/* Half waves, up and down in turn, each about as long as the whole is high. */
static void wave_item(struct canvas *c, const struct page_item *item)
{
    int64_t left = thousandths(item->x), width = thousandths(item->x + item->width) - left;
    int64_t height = thousandths(item->height), rise = (height - height / 3) * 2 / 3;
    int64_t y = thousandths(c->pdf->pages->height - item->y) - height / 2;
    int64_t halves = height > 0 && width > height ? width / height : 1;
    end_text(c);
    color(c, &c->stroke, item->color, "RG\n");
    use_line_width(c, height / 3);
    number(c, left);
    number(c, y);
    buf_adds(c->b, "m ");
    for (int64_t i = 0; i < halves; i++) {
        int64_t from = left + width * i / halves, to = left + width * (i + 1) / halves;
        int64_t third = (to - from) * 36 / 100, high = i % 2 ? y - rise : y + rise;
        const int64_t points[3][2] = {{from + third, high}, {to - third, high}, {to, y}};
        curve(c, points);
    }
    buf_adds(c->b, "S\n");
}

/* ---- pictures ----------------------------------------------------------------------------- */

/* How the unit square, in which a picture stands as it is stored, is turned upright: x and y of the
 * frame, each as the sum of a share of the stored x (a), of the stored y (b), and a start (EXIF
 * 2.3, 4.6.4 A, orientation 1 to 8). */
static const struct {
    int xa, xb, x, ya, yb, y;
} turns[] = {{1, 0, 0, 0, 1, 0},   {-1, 0, 1, 0, 1, 0}, {-1, 0, 1, 0, -1, 1}, {1, 0, 0, 0, -1, 1},
             {0, -1, 1, -1, 0, 1}, {0, 1, 0, -1, 0, 1}, {0, 1, 0, 1, 0, 0},   {0, -1, 1, 1, 0, 0}};

static void image_item(struct canvas *c, const struct page_item *item)
{
    int n = c->pdf->pages->pictures[item->picture].image.orientation - 1;
    int64_t left = thousandths(item->x), width = thousandths(item->x + item->width) - left;
    int64_t bottom = thousandths(c->pdf->pages->height - item->y - item->height);
    int64_t height = thousandths(c->pdf->pages->height - item->y) - bottom;
    const int64_t matrix[] = {turns[n].xa * width,       turns[n].ya * height,
                              turns[n].xb * width,       turns[n].yb * height,
                              left + turns[n].x * width, bottom + turns[n].y * height};
    end_text(c);
    buf_adds(c->b, "q ");
    for (size_t i = 0; i < COUNT(matrix); i++)
        number(c, matrix[i]);
    buf_addf(c->b, "cm /Im%d Do Q\n", item->picture);
}

/* ---- marked content ----------------------------------------------------------------------- */

static void begin_spoken(struct canvas *c, const struct sequence *sequence,
                         const struct page_item *item)
{
    size_t len;
    const char *text = usage_text(item, &len);
    buf_adds(c->b, "/Span <</MCID ");
    buf_addu(c->b, sequence->mcid);
    buf_adds(c->b, " /ActualText ");
    text_add(c->b, text, len);
    buf_adds(c->b, ">> BDC\n");
}

static void begin_tag(struct canvas *c, const struct tag *tag, size_t mcid)
{
    buf_adds(c->b, "/");
    buf_adds(c->b, tag_name(tag));
    buf_adds(c->b, " <</MCID ");
    buf_addu(c->b, mcid);
    buf_adds(c->b, ">> BDC\n");
}

static void begin_mark(struct canvas *c, const struct sequence *sequence)
{
    const struct tag *tag = sequence->tag;
    if (!tag)
        buf_adds(c->b, "/Artifact <</Type /Layout>> BDC\n");
    else if (tag->type == TAG_AGAIN)
        buf_adds(c->b, "/Artifact <</Type /Pagination>> BDC\n");
    else if (tag_is_artifact(tag))
        buf_addf(c->b, "/Artifact <</Type /Pagination /Subtype /%s>> BDC\n",
                 tag->type == TAG_HEADER ? "Header" : "Footer");
    else
        begin_tag(c, tag, sequence->mcid);
}

/* Whether text objects need not end in a sequence. */
static bool is_text(const struct reading *r, const struct sequence *sequence)
{
    for (size_t i = sequence->first; i < sequence->end; i++)
        if (r->items[i]->kind != ITEM_TEXT || r->items[i]->turned)
            return false;
    return true;
}

/* Sequences and text objects may not overlap (14.6.1): one of plain text lies inside a text object,
 * another has its own inside. */
static void write_sequence(struct canvas *c, const struct reading *r,
                           const struct sequence *sequence)
{
    bool text = is_text(r, sequence);
    if (text)
        begin_text(c);
    else
        end_text(c);
    if (sequence->spoken)
        begin_spoken(c, sequence, r->items[sequence->first]);
    else
        begin_mark(c, sequence);
    c->spoken = sequence->spoken;
    for (size_t i = sequence->first; i < sequence->end; i++) {
        const struct page_item *item = r->items[i];
        if (item->kind == ITEM_TEXT)
            text_item(c, item, i + 1 < r->item_count ? r->items[i + 1] : NULL);
        else if (item->kind == ITEM_IMAGE)
            image_item(c, item);
        else if (item->shape == FILL_DISC)
            disc_item(c, item);
        else if (item->shape == FILL_WAVE)
            wave_item(c, item);
        else
            fill_item(c, item);
    }
    if (!text)
        end_text(c);
    buf_adds(c->b, "EMC\n");
}

void content_write(struct buf *b, const struct pdf *pdf, const struct reading *reading)
{
    struct canvas c = {.b = b, .pdf = pdf, .line_width = INITIAL_WIDTH};
    for (size_t i = 0; i < reading->count; i++)
        write_sequence(&c, reading, &reading->sequences[i]);
    end_text(&c);
}
