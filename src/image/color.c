/* SPDX-License-Identifier: MIT */
/*
 * Colours of a profile as sRGB, by Little CMS (ISO 15076-1). A PDF could hold the profile; but what
 * is printed beside it would then be in two colour spaces, and half a megabyte of a printer's
 * profile would come with every photo.
 *
 * A profile of sRGB says nothing: it is known by what it does to some colours, not by its name, of
 * which there are many. Grey is left alone. A profile that the library refuses is as good as none,
 * as browsers have it.
 */
#include "image/color.h"

#include <lcms2.h>

enum {
    STEPS = 5,  /* of each channel, for trying a profile */
    UNSEEN = 3, /* a difference of so much of 255 is not seen */
};

struct colors {
    cmsContext context;
    cmsHTRANSFORM transform;
    int channels;
};

static cmsUInt32Number input_format(int channels, bool inverted)
{
    if (channels == 4 && inverted)
        return TYPE_CMYK_8_REV;
    return channels == 4 ? TYPE_CMYK_8 : TYPE_RGB_8;
}

static bool is_of(cmsHPROFILE profile, int channels)
{
    cmsColorSpaceSignature space = cmsGetColorSpace(profile);
    return space == (channels == 4 ? cmsSigCmykData : cmsSigRgbData);
}

static void make_transform(struct colors *c, const struct buf *profile, bool inverted)
{
    cmsHPROFILE from =
        cmsOpenProfileFromMemTHR(c->context, profile->text, (cmsUInt32Number)profile->len);
    cmsHPROFILE to = cmsCreate_sRGBProfileTHR(c->context);
    if (from && to && is_of(from, c->channels))
        c->transform = cmsCreateTransformTHR(c->context, from, input_format(c->channels, inverted),
                                             to, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
                                             cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE);
    if (from)
        cmsCloseProfile(from);
    if (to)
        cmsCloseProfile(to);
}

struct colors *color_open(const struct buf *profile, int channels, bool inverted)
{
    if (!profile->len || (channels != 3 && channels != 4))
        return NULL;
    struct colors *c = calloc(1, sizeof *c);
    if (!c)
        die_of_memory();
    c->channels = channels;
    c->context = cmsCreateContext(NULL, NULL);
    if (c->context)
        make_transform(c, profile, inverted);
    if (c->transform)
        return c;
    color_close(c);
    return NULL;
}

void color_close(struct colors *c)
{
    if (!c)
        return;
    if (c->transform)
        cmsDeleteTransform(c->transform);
    if (c->context)
        cmsDeleteContext(c->context);
    free(c);
}

void color_row(const struct colors *c, const uint8_t *from, uint8_t *to, int count)
{
    cmsDoTransform(c->transform, from, to, (cmsUInt32Number)count);
}

bool color_differs(const struct colors *c)
{
    if (c->channels == 4)
        return true;
    for (int i = 0; i < STEPS * STEPS * STEPS; i++) {
        const int at[] = {i % STEPS, i / STEPS % STEPS, i / STEPS / STEPS};
        uint8_t from[3], to[3];
        for (int k = 0; k < 3; k++)
            from[k] = (uint8_t)(at[k] * 255 / (STEPS - 1));
        color_row(c, from, to, 1);
        for (int k = 0; k < 3; k++)
            if (abs(from[k] - to[k]) > UNSEEN)
                return true;
    }
    return false;
}
