/* SPDX-License-Identifier: MIT */
/*
 * Texts that stand on one line: the name of a briefing, which no sheet can know. Where its style
 * names a least size, a name that is too long first leaves the margins of its style, then is set
 * smaller by half points. One that is distributed fills its line by now and is centred. What is too
 * long at the least size is said, and stands on several lines.
 */
#include "page/blocks.h"

static bool fits(struct setter *s, const char *text, const struct format *f)
{
    const struct lines *lines = block_trial(s, text, f, s->measure, diags_new(s->arena));
    return !lines || lines->count <= 1;
}

static void set_size(struct format *f, const struct format *style, dist size)
{
    f->font_size = size > style->least_size ? size : style->least_size;
    f->latin_size = dist_scale(style->latin_size, f->font_size, style->font_size);
}

const struct format *fit_format(struct setter *s, const char *text, const struct format *style,
                                struct pos pos)
{
    if (style->least_size == 0 || fits(s, text, style))
        return style;
    struct format *f = arena_alloc(s->arena, sizeof *f);
    *f = *style;
    f->margin_left = f->margin_right = f->text_indent = 0;
    if (f->align == ALIGN_DISTRIBUTE)
        f->align = ALIGN_CENTER;
    bool fit = fits(s, text, f);
    while (!fit && f->font_size > style->least_size) {
        set_size(f, style, f->font_size - PT / 2);
        fit = fits(s, text, f);
    }
    f->balance = true;
    if (!fit)
        diag(s->diags, WARNING, pos,
             "\"%s\" is too long for one line, even in the least size of style \"%s\"", text,
             style->name);
    return f;
}
