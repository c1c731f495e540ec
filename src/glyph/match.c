/* SPDX-License-Identifier: MIT */
/*
 * Faces of the machine, through fontconfig: by family name, never by likeness. FcFontMatch always
 * answers something; here a family is there or it is not, and what replaces it is the sheet's
 * business (fonts.c). The name carries the language: "Noto Serif CJK SC" is its own family beside
 * JP and TC, so the regional form of a character cannot be the wrong one.
 *
 * Usable are outline faces with TrueType or CFF outlines. Variable fonts are not: a PDF cannot hold
 * their outlines, and what a subset keeps of them is the default instance, whatever weight that is.
 * Faces of the office's folder come before those of the system.
 *
 * The answers depend on the files and fontconfig's configuration only: language is set in every
 * query so that the locale has no say.
 */
#include "glyph/fonts.h"

#include <stdlib.h>
#include <string.h>

static const FcSetName sets[] = {FcSetApplication, FcSetSystem}; /* in order of preference */

static void release_config(void *config)
{
    FcConfigDestroy(config);
}

/* What FcInitLoadConfig gives, without its second look at every file of configuration that a
 * machine has, in use or not: that only lists them. It knows what to do where the first look is no
 * good. */
static FcConfig *load_config(void)
{
    FcConfig *config = FcConfigCreate();
    FcStrList *caches =
        config && FcConfigParseAndLoad(config, NULL, FcTrue) ? FcConfigGetCacheDirs(config) : NULL;
    bool good = caches && FcStrListNext(caches);
    if (caches)
        FcStrListDone(caches);
    if (good)
        return config;
    if (config)
        FcConfigDestroy(config);
    return FcInitLoadConfig();
}

FcConfig *match_config(struct arena *a, const char *folder)
{
    FcConfig *config = load_config();
    if (!config || !FcConfigBuildFonts(config))
        die("fontconfig has no configuration: no faces can be found");
    if (folder)
        FcConfigAppFontAddDir(config, (const FcChar8 *)folder);
    arena_on_free(a, release_config, config);
    return config;
}

bool match_current(FcConfig *config)
{
    return FcConfigUptoDate(config);
}

static int index_of(const FcPattern *pattern)
{
    int index = 0;
    FcPatternGetInteger(pattern, FC_INDEX, 0, &index);
    return index;
}

static bool flag_of(const FcPattern *pattern, const char *object)
{
    FcBool value = FcFalse;
    FcPatternGetBool(pattern, object, 0, &value);
    return value;
}

static bool usable(const FcPattern *pattern)
{
    FcChar8 *format;
    if (FcPatternGetString(pattern, FC_FONTFORMAT, 0, &format) != FcResultMatch)
        return false;
    bool outlines = !strcmp((char *)format, "TrueType") || !strcmp((char *)format, "CFF");
    return outlines && flag_of(pattern, FC_OUTLINE) && !flag_of(pattern, FC_COLOR) &&
           !flag_of(pattern, FC_VARIABLE) && index_of(pattern) >> 16 == 0;
}

static bool is_family(const FcPattern *pattern, const char *family)
{
    FcChar8 *name;
    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &name) == FcResultMatch; i++)
        if (!FcStrCmpIgnoreCase(name, (const FcChar8 *)family))
            return true;
    return false;
}

static int number_of(const FcPattern *pattern, const char *object, int otherwise)
{
    double value;
    return FcPatternGetDouble(pattern, object, 0, &value) == FcResultMatch ? (int)value : otherwise;
}

/* How far a face is from upright, of normal width, and of the weight asked for. */
static int distance(const FcPattern *pattern, bool bold)
{
    enum { OTHER_SHAPE = 1000 };
    int slant = FC_SLANT_ROMAN;
    FcPatternGetInteger(pattern, FC_SLANT, 0, &slant);
    int weight = number_of(pattern, FC_WEIGHT, FC_WEIGHT_REGULAR);
    int width = number_of(pattern, FC_WIDTH, FC_WIDTH_NORMAL);
    return abs(weight - (bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR)) +
           (slant != FC_SLANT_ROMAN ? OTHER_SHAPE : 0) + 4 * abs(width - FC_WIDTH_NORMAL);
}

static FcPattern *nearest(const FcFontSet *set, const char *family, bool bold)
{
    FcPattern *best = NULL;
    for (int i = 0; set && i < set->nfont; i++) {
        FcPattern *pattern = set->fonts[i];
        if (!is_family(pattern, family) || !usable(pattern))
            continue;
        if (!best || distance(pattern, bold) < distance(best, bold))
            best = pattern;
    }
    return best;
}

struct match match_family(FcConfig *config, const char *family, bool bold)
{
    for (size_t i = 0; i < COUNT(sets); i++) {
        const FcFontSet *set = FcConfigGetFonts(config, sets[i]);
        FcPattern *pattern = nearest(set, family, bold);
        if (!pattern)
            continue;
        if (!bold || number_of(pattern, FC_WEIGHT, 0) >= FC_WEIGHT_DEMIBOLD)
            return (struct match){pattern, false};
        return (struct match){nearest(set, family, false), true};
    }
    return (struct match){NULL, false};
}

static FcFontSet *usable_set(FcConfig *config)
{
    FcFontSet *all = FcFontSetCreate();
    for (size_t s = 0; s < COUNT(sets); s++) {
        const FcFontSet *set = FcConfigGetFonts(config, sets[s]);
        for (int i = 0; set && i < set->nfont; i++) {
            if (!usable(set->fonts[i]))
                continue;
            FcPatternReference(set->fonts[i]);
            FcFontSetAdd(all, set->fonts[i]);
        }
    }
    return all;
}

FcFontSet *match_all(FcConfig *config)
{
    FcPattern *query = FcPatternCreate();
    FcPatternAddString(query, FC_LANG, (const FcChar8 *)"zh-cn");
    FcPatternAddString(query, FC_NAMELANG, (const FcChar8 *)"zh-cn");
    FcPatternAddInteger(query, FC_WEIGHT, FC_WEIGHT_REGULAR);
    FcConfigSubstitute(config, query, FcMatchPattern);
    FcDefaultSubstitute(query);
    FcFontSet *all = usable_set(config);
    FcResult result;
    FcFontSet *sorted = FcFontSetSort(config, &all, 1, query, FcTrue, NULL, &result);
    FcFontSetDestroy(all);
    FcPatternDestroy(query);
    return sorted ? sorted : FcFontSetCreate();
}

static const char *text_of(struct arena *a, const FcPattern *pattern, const char *object)
{
    FcChar8 *text;
    if (FcPatternGetString(pattern, object, 0, &text) != FcResultMatch)
        return "";
    return arena_text(a, (char *)text, strlen((char *)text));
}

void match_describe(struct arena *a, struct match match, struct glyph_face *face)
{
    face->file = text_of(a, match.pattern, FC_FILE);
    face->index = index_of(match.pattern) & 0xFFFF;
    face->state = face_state(a, face->file);
    face->family = text_of(a, match.pattern, FC_FAMILY);
    face->style = text_of(a, match.pattern, FC_STYLE);
    face->embolden = match.embolden;
}
