/* SPDX-License-Identifier: MIT */
/*
 * An SVG as a picture of pixels, by librsvg and cairo, which are Debian's kept ones and know the
 * standard as no reader of ours would. It is drawn as fine as it will be printed, with alpha, and
 * goes the way of a PNG from there on, so that what comes behind knows no third kind.
 *
 * Rejected: drawing it as a PDF of its own and taking that in. Its groups, patterns and fonts would
 * have to be brought under the rules of PDF/A, for a mark of two centimetres.
 *
 * The tree is looked through before librsvg sees it. Refused is whatever would make the page depend
 * on more than these bytes: other files, the fonts of the machine, its language; and what librsvg
 * passes over in silence. It is given no base address either, without which it opens no file.
 *
 * librsvg is opened when there is something to draw.
 */
#include <cairo.h>
#include <librsvg/rsvg.h>
#include <string.h>

#include "image/codec.h"
#include "util/xml.h"

enum { HIGHEST = 32000 /* cairo takes no more of either side */ };

#define FUNCTIONS(F)                                                                               \
    F(rsvg_handle_new_from_data)                                                                   \
    F(rsvg_handle_get_intrinsic_size_in_pixels)                                                    \
    F(rsvg_handle_get_intrinsic_dimensions)                                                        \
    F(rsvg_handle_render_document)                                                                 \
    F(cairo_create)                                                                                \
    F(cairo_destroy)                                                                               \
    F(cairo_status)                                                                                \
    F(cairo_image_surface_create)                                                                  \
    F(cairo_image_surface_get_data)                                                                \
    F(cairo_image_surface_get_width)                                                               \
    F(cairo_image_surface_get_height)                                                              \
    F(cairo_image_surface_get_stride)                                                              \
    F(cairo_surface_flush)                                                                         \
    F(cairo_surface_write_to_png_stream)                                                           \
    F(cairo_surface_destroy)                                                                       \
    F(g_object_unref)                                                                              \
    F(g_error_free)

struct library {
    FUNCTIONS(LIBRARY_POINTER)
};

static const char *const names[] = {FUNCTIONS(LIBRARY_NAME)};

/* ---- what it holds ------------------------------------------------------------------------ */

static const char *refuse(struct arena *a, struct pos at, const char *what, const char *why)
{
    return arena_printf(a, _("line %d: %s %s"), at.line, what, _(why));
}

static const char *element_fault(struct arena *a, const struct xml_node *n)
{
    static const char text[] = N_("is text, and would look as the fonts of this machine do; turn "
                                  "text into paths where it was drawn");
    static const struct {
        const char *name, *why;
    } refused[] = {
        {"text", text},
        {"flowRoot", text},
        {"image", N_("is a picture inside it; save the whole as PNG")},
        {"feImage", N_("is a picture inside it; save the whole as PNG")},
        {"foreignObject", N_("holds what is no SVG; save it as plain SVG")},
        {"script", N_("is a program; save it as plain SVG")},
    };
    for (size_t i = 0; i < COUNT(refused); i++)
        if (!strcmp(n->name, refused[i].name))
            return refuse(a, n->pos, arena_printf(a, "<%s>", n->name), refused[i].why);
    return NULL;
}

/* Whether each url() of the text names a part of the drawing itself. */
static bool stays_inside(const char *text)
{
    for (const char *p = text; (p = strstr(p, "url("));) {
        p += strlen("url(");
        p += strspn(p, " \t\r\n\"'");
        if (*p != '#')
            return false;
    }
    return !strstr(text, "@import");
}

static const char *shortened(struct arena *a, const char *text)
{
    enum { MOST = 40 };
    const char *p = text, *end = text + strlen(text);
    for (int n = 0; n < MOST && p < end; n++)
        utf8_next(&p, end);
    return p < end ? arena_printf(a, "%.*s…", (int)(p - text), text) : text;
}

static const char *attribute_fault(struct arena *a, const struct xml_node *n,
                                   const struct xml_attribute *attribute)
{
    static const char outside[] = N_("names another file, which is never read");
    const char *colon = strchr(attribute->name, ':');
    const char *local = colon ? colon + 1 : attribute->name;
    const char *shown =
        arena_printf(a, "%s=\"%s\"", attribute->name, shortened(a, attribute->value));
    bool link = !strcmp(local, "href") && strcmp(n->name, "a") != 0;
    if ((link && attribute->value[0] != '#') || !stays_inside(attribute->value))
        return refuse(a, attribute->pos, shown, outside);
    if (!strcmp(local, "systemLanguage"))
        return refuse(a, attribute->pos, shown, N_("depends on the language of this machine"));
    return NULL;
}

static const char *find_fault(struct arena *a, const struct xml_node *n)
{
    const char *why = element_fault(a, n);
    for (size_t i = 0; i < n->attribute_count && !why; i++)
        why = attribute_fault(a, n, n->attributes + i);
    if (!why && !strcmp(n->name, "style") && !stays_inside(xml_text(a, n)))
        why = refuse(a, n->pos, "<style>", N_("names another file, which is never read"));
    for (const struct xml_node *child = n->first; child && !why; child = child->next)
        why = child->name ? find_fault(a, child) : NULL;
    return why;
}

static const char *check(struct arena *a, const char *name, const char *bytes, size_t len)
{
    struct diags *d = diags_new(a);
    const struct xml_node *root = xml_read_memory(a, name, bytes, len, d);
    if (root)
        return find_fault(a, root);
    enum severity severity;
    struct pos at = {0};
    const char *text = "";
    if (diags_total(d))
        diags_at(d, 0, &severity, &at, &text);
    return at.line ? arena_printf(a, "%d:%d: %s", at.line, at.column, text) : text;
}

/* ---- drawing ------------------------------------------------------------------------------ */

struct drawing {
    struct arena *arena;
    struct library library;
    RsvgHandle *handle;
    cairo_surface_t *surface;
    GError *error;
    int columns, rows;
};

/* How many times as high as wide it is; 0 if it does not say. */
static double proportion(struct drawing *s)
{
    const struct library *l = &s->library;
    double width = 0, height = 0;
    gboolean has_width, has_height, has_box;
    RsvgLength w, h;
    RsvgRectangle box;
    if (l->rsvg_handle_get_intrinsic_size_in_pixels(s->handle, &width, &height))
        return width > 0 && height > 0 ? height / width : 0;
    l->rsvg_handle_get_intrinsic_dimensions(s->handle, &has_width, &w, &has_height, &h, &has_box,
                                            &box);
    return has_box && box.width > 0 && box.height > 0 ? box.height / box.width : 0;
}

static const char *failure(struct drawing *s)
{
    return arena_printf(s->arena, _("it cannot be drawn: %s"), s->error ? s->error->message : "");
}

static bool is_empty(const struct library *l, cairo_surface_t *surface)
{
    l->cairo_surface_flush(surface);
    const uint8_t *row = l->cairo_image_surface_get_data(surface);
    int width = l->cairo_image_surface_get_width(surface);
    for (int y = 0; y < l->cairo_image_surface_get_height(surface); y++) {
        const uint32_t *pixels =
            (const void *)(row + (size_t)y * (size_t)l->cairo_image_surface_get_stride(surface));
        for (int x = 0; x < width; x++)
            if (pixels[x])
                return false;
    }
    return true;
}

static const char *draw(struct drawing *s)
{
    const struct library *l = &s->library;
    double rows = proportion(s) * s->columns;
    if (rows <= 0)
        return _("it says neither width and height nor a viewBox");
    if (rows > HIGHEST || s->columns > HIGHEST || rows * s->columns > MOST_PIXELS)
        return _("so wide and fine it would have more than 100 million pixels");
    s->rows = rows < 1 ? 1 : (int)(rows + 0.5);
    s->surface = l->cairo_image_surface_create(CAIRO_FORMAT_ARGB32, s->columns, s->rows);
    cairo_t *cairo = l->cairo_create(s->surface);
    const RsvgRectangle whole = {0, 0, s->columns, s->rows};
    bool good = l->rsvg_handle_render_document(s->handle, cairo, &whole, &s->error) &&
                l->cairo_status(cairo) == CAIRO_STATUS_SUCCESS;
    l->cairo_destroy(cairo);
    if (!good)
        return failure(s);
    return is_empty(l, s->surface) ? _("nothing of it can be seen") : NULL;
}

static cairo_status_t add_bytes(void *png, const unsigned char *bytes, unsigned len)
{
    buf_add(png, (const char *)bytes, len);
    return CAIRO_STATUS_SUCCESS;
}

/* What was begun is given back. */
static void end(struct drawing *s)
{
    if (s->surface)
        s->library.cairo_surface_destroy(s->surface);
    if (s->handle)
        s->library.g_object_unref(s->handle);
    if (s->error)
        s->library.g_error_free(s->error);
}

const char *image_draw(struct arena *a, const char *name, const char *bytes, size_t len,
                       int columns, struct buf *png)
{
    struct drawing s = {.arena = a, .columns = columns};
    const char *why = check(a, name, bytes, len);
    if (why)
        return why;
    why = library_open(LIBRSVG, names, COUNT(names), &s.library);
    if (why)
        return arena_printf(a, _("it cannot be drawn: %s"), why);
    s.handle = s.library.rsvg_handle_new_from_data((const guint8 *)bytes, len, &s.error);
    why = s.handle ? draw(&s) : failure(&s);
    if (!why && s.library.cairo_surface_write_to_png_stream(s.surface, add_bytes, png))
        why = failure(&s);
    end(&s);
    return why;
}
