/* SPDX-License-Identifier: MIT */
/*
 * Inside glyph/: which face draws which character.
 */
#ifndef BRIEFGEN_GLYPH_FONTS_H
#define BRIEFGEN_GLYPH_FONTS_H

#include <fontconfig/fontconfig.h>

#include "glyph/glyph.h"

/* Opens the file and fills in all of `face` but file, index, family, style and embolden; says
 * whether its maker allows it to be embedded as a subset (OS/2 fsType). False if it cannot be read.
 * HarfBuzz's objects are released with the arena. `memo` may be NULL. */
bool face_open(struct arena *a, struct glyph_face *face, struct memo *memo, bool *embeddable);

/* Ends the program if an allocation failed since errno was 0. HarfBuzz goes on without what it
 * could not allocate, and a face keeps an empty table in its place; ICU and FreeType do the like.
 */
void face_check_memory(void);

/* What tells this state of a file from others: its size and times; "" if it is not there. */
const char *face_state(struct arena *a, const char *file);

/* The glyph of a code point, 0 if the face has none. */
uint32_t face_glyph(const struct glyph_face *face, uint32_t code);

struct _HyphenDict; /* libhyphen's */
/* Of the run's sheet; NULL if no style hyphenates or there are none here. Safe in several threads.
 */
struct _HyphenDict *fonts_patterns(const struct fonts *fonts);

/* ---- choosing one (match.c) --------------------------------------------------------------- */

/* One face of the machine. */
struct match {
    FcPattern *pattern; /* NULL: none */
    bool embolden;
};

/* The faces of `folder` (may be NULL) and of the system; released with the arena. */
FcConfig *match_config(struct arena *a, const char *folder);
/* Whether the machine's faces are those that the configuration was made of. */
bool match_current(FcConfig *config);
/* The face of this family that is nearest to regular or bold. */
struct match match_family(FcConfig *config, const char *family, bool bold);
/* All usable faces, best for Chinese first; those that add no character are left out. */
FcFontSet *match_all(FcConfig *config);
/* Copies names and place of a face. */
void match_describe(struct arena *a, struct match match, struct glyph_face *face);

/* ---- kinds (kind.c) ----------------------------------------------------------------------- */

/* Families that are known to be of this role's kind, best first; ends with NULL. */
const char *const *kind_families(enum font_role role);
/* Debian's package of one, or NULL: no free one is as good. */
const char *kind_package(enum font_role role);

/* ---- roles (fonts.c) ---------------------------------------------------------------------- */

/* The number of the face that draws `code` in this role, opened; sets *id to its glyph. Without any
 * face: the role's own, and *id is 0. Safe in several threads. */
uint8_t fonts_cover(const struct fonts *fonts, enum font_role role, bool bold, uint32_t code,
                    uint16_t *id);
/* Faces below this number are those of roles and their reserves. */
size_t fonts_own(const struct fonts *fonts);
/* How many glyphs one of these has, opened; 0 if there is no such face. Safe in several threads. */
size_t fonts_glyphs(const struct fonts *fonts, size_t number);
/* What fonts_cover looked at, for a message. */
const char *fonts_tried(struct arena *a, const struct fonts *fonts, enum font_role role, bool bold);

#endif
