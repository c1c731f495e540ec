/* SPDX-License-Identifier: MIT */
/*
 * Roles to faces.
 *
 * Each role that a style uses, in regular or bold as used, takes the first of its families that the
 * machine has; a role without any takes another face of its kind (kind.c), else what stands nearest
 * to it in the table below, and which it took is said with what would mend it. These faces
 * are numbered first, in the order of roles, and opened at once.
 * Behind them stand the reserves: the later families of each role, then every face that fontconfig
 * offers for Chinese. A reserve is opened when a character is asked for that no face before it has.
 *
 * Threads. Face numbers go into the finished file, so they must not depend on which thread meets a
 * rare character first. Therefore the whole list, reserves included, is numbered before any is
 * opened: the system's part of it as a whole when first needed, which numbers it the same whoever
 * needs it. A reserve's record is written once, under the lock; whoever has its number had it from
 * under that lock. Opening all reserves in a pass over the text before the threads start was
 * rejected: it walks every text twice for a character that hardly ever comes.
 *
 * All that is opened late lives in an arena of its own: the caller's belongs to the caller's
 * thread.
 */
#include "glyph/shape.h"

#include <dirent.h>
#include <hb.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static const char english_patterns[] = "/usr/share/hyphen/hyph_en_US.dic";

enum { MOST_FACES = 255, MOST_RESERVES = 16 };

struct reserve {
    struct glyph_face face;
    const FcCharSet *coverage;
    bool opened, broken, embeddable;
};

struct role {
    bool used[2]; /* regular, bold */
    uint8_t first[2];
    uint8_t reserves[2][MOST_RESERVES];
    size_t reserve_count[2];
    const char *missing;    /* families that are not there, by comma */
    const char *substitute; /* family that stands in; NULL if none had to */
    bool kin;               /* which is of the role's kind */
};

struct fonts {
    struct arena *arena; /* its own */
    FcConfig *config;
    const struct sheet *sheet;
    struct _HyphenDict *patterns;
    struct role roles[ROLE_COUNT];
    pthread_mutex_t lock;
    struct reserve *faces[MOST_FACES];
    size_t count;
    size_t chosen;     /* faces of roles: the first ones */
    size_t own;        /* faces of roles and their reserves: the first ones */
    struct memo *memo; /* NULL: nothing is kept */
    char *name;        /* of the fonts, in its keys; of name_len bytes */
    size_t name_len;
    size_t system; /* number of the first face that is there for coverage only; 0: not yet listed */
};

/* ---- the list ----------------------------------------------------------------------------- */

/* The number of a face in the list, added if it is new; -1 if the list is full. */
static int list_face(struct fonts *f, struct match match)
{
    struct glyph_face face = {0};
    match_describe(f->arena, match, &face);
    for (size_t i = 0; i < f->count; i++) {
        const struct glyph_face *other = &f->faces[i]->face;
        if (other->index == face.index && other->embolden == face.embolden &&
            !strcmp(other->file, face.file))
            return (int)i;
    }
    if (f->count == MOST_FACES)
        return -1;
    struct reserve *r = arena_alloc(f->arena, sizeof *r);
    r->face = face;
    FcCharSet *coverage;
    if (FcPatternGetCharSet(match.pattern, FC_CHARSET, 0, &coverage) == FcResultMatch)
        r->coverage = coverage;
    f->faces[f->count] = r;
    return (int)f->count++;
}

static bool open_face(struct fonts *f, size_t number)
{
    struct reserve *r = f->faces[number];
    if (!r->opened && !r->broken) {
        r->opened = face_open(f->arena, &r->face, f->memo, &r->embeddable);
        r->broken = !r->opened;
    }
    return r->opened;
}

static void list_system(struct fonts *f)
{
    if (f->system)
        return;
    f->system = f->count;
    FcFontSet *set = match_all(f->config);
    for (int i = 0; i < set->nfont; i++)
        list_face(f, (struct match){set->fonts[i], false});
    FcFontSetDestroy(set);
}

/* ---- resolving roles ---------------------------------------------------------------------- */

struct substitute {
    enum font_role role;
    bool bold;
};

/* What stands in for a role that has no face, best first. */
static const struct substitute substitutes[ROLE_COUNT][4] = {
    [ROLE_SONGTI] = {{ROLE_HEITI, false}, {ROLE_FANGSONG, false}},
    [ROLE_HEITI] = {{ROLE_SONGTI, true}, {ROLE_KAITI, true}, {ROLE_FANGSONG, true}},
    [ROLE_KAITI] = {{ROLE_SONGTI, false}, {ROLE_FANGSONG, false}, {ROLE_HEITI, false}},
    [ROLE_FANGSONG] = {{ROLE_SONGTI, false}, {ROLE_KAITI, false}, {ROLE_HEITI, false}},
    [ROLE_XIAOBIAOSONG] = {{ROLE_SONGTI, true}, {ROLE_HEITI, false}, {ROLE_KAITI, true}},
    [ROLE_LATIN] = {{ROLE_SONGTI, false}, {ROLE_HEITI, false}, {ROLE_KAITI, false}},
};

static const struct font_list *list_of(const struct fonts *f, enum font_role role)
{
    return &f->sheet->fonts[role];
}

/* The face of this family, if it is there and can be opened; else -1. */
static int family_face(struct fonts *f, const char *family, bool bold)
{
    struct match match = match_family(f->config, family, bold);
    int number = match.pattern ? list_face(f, match) : -1;
    return number >= 0 && open_face(f, (size_t)number) ? number : -1;
}

/* The first family of the list that is there and can be opened. */
static int first_face(struct fonts *f, const struct font_list *list, bool bold)
{
    int number = -1;
    for (size_t i = 0; i < list->count && number < 0; i++)
        number = family_face(f, list->families[i].name, bold);
    return number;
}

static bool is_kai(const FcPattern *pattern)
{
    FcChar8 *family;
    if (FcPatternGetString(pattern, FC_FAMILY, 0, &family) != FcResultMatch)
        return false;
    for (const char *const *name = kind_families(ROLE_KAITI); *name; name++)
        if (!FcStrCmpIgnoreCase(family, (const FcChar8 *)*name))
            return true;
    return false;
}

/* The first face of the set that has Chinese; -1 if none. */
static int first_chinese(struct fonts *f, const FcFontSet *set, bool kai)
{
    int number = -1;
    for (int i = 0; i < set->nfont && number < 0; i++) {
        FcCharSet *coverage;
        if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &coverage) != FcResultMatch ||
            !FcCharSetHasChar(coverage, 0x56FD) || (!kai && is_kai(set->fonts[i])))
            continue;
        number = list_face(f, (struct match){set->fonts[i], false});
        if (number >= 0 && !open_face(f, (size_t)number))
            number = -1;
    }
    return number;
}

/* A Kai last: whole pages of it are hard to read. */
static int any_chinese_face(struct fonts *f)
{
    FcFontSet *set = match_all(f->config);
    int number = first_chinese(f, set, false);
    if (number < 0)
        number = first_chinese(f, set, true);
    FcFontSetDestroy(set);
    if (number < 0)
        die("no face for Chinese on this machine; install one, for instance Noto CJK, or put one "
            "into the fonts folder");
    return number;
}

/* The first family that is known to be of this kind, is there and can be opened. */
static int kin_face(struct fonts *f, enum font_role role, bool bold)
{
    int number = -1;
    for (const char *const *name = kind_families(role); *name && number < 0; name++)
        number = family_face(f, *name, bold);
    return number;
}

static int substitute_face(struct fonts *f, enum font_role role, bool bold)
{
    for (size_t i = 0; i < COUNT(substitutes[role]); i++) {
        struct substitute s = substitutes[role][i];
        int number = first_face(f, list_of(f, s.role), bold || s.bold);
        if (number < 0)
            number = kin_face(f, s.role, bold || s.bold);
        if (number >= 0)
            return number;
    }
    return any_chinese_face(f);
}

/* A Chinese family without a bold face is made bold as printers do it: by 黑体, whose regular face
 * is bold enough where it has no other. -1 where that is no way. */
static int black_face(struct fonts *f, enum font_role role)
{
    if (role != ROLE_SONGTI && role != ROLE_KAITI && role != ROLE_FANGSONG)
        return -1;
    int number = first_face(f, list_of(f, ROLE_HEITI), true);
    bool thin = number >= 0 && f->faces[number]->face.embolden;
    return thin ? first_face(f, list_of(f, ROLE_HEITI), false) : number;
}

static void resolve_role(struct fonts *f, enum font_role role, bool bold)
{
    struct role *r = &f->roles[role];
    int number = first_face(f, list_of(f, role), bold);
    int black = number >= 0 && f->faces[number]->face.embolden ? black_face(f, role) : -1;
    if (black >= 0)
        number = black;
    if (number < 0) {
        int kin = kin_face(f, role, bold);
        number = kin >= 0 ? kin : substitute_face(f, role, bold);
        r->kin = kin >= 0;
        if (!r->substitute)
            r->substitute = f->faces[number]->face.family;
    }
    r->first[bold] = (uint8_t)number;
}

/* A weight that no style uses still has a face: the other weight's, or just one. */
static void fill_unused(struct fonts *f)
{
    uint8_t any = 0;
    while (!f->faces[any]->opened)
        any++;
    for (int role = 0; role < ROLE_COUNT; role++)
        for (int bold = 0; bold < 2; bold++) {
            struct role *r = &f->roles[role];
            if (!r->used[bold])
                r->first[bold] = r->used[!bold] ? r->first[!bold] : any;
        }
}

static void list_reserves(struct fonts *f, enum font_role role, bool bold)
{
    struct role *r = &f->roles[role];
    const struct font_list *list = list_of(f, role);
    for (size_t i = 0; i < list->count && r->reserve_count[bold] < MOST_RESERVES; i++) {
        struct match match = match_family(f->config, list->families[i].name, bold);
        int number = match.pattern ? list_face(f, match) : -1;
        if (number >= 0 && number != r->first[bold])
            r->reserves[bold][r->reserve_count[bold]++] = (uint8_t)number;
    }
}

/* ---- what to say -------------------------------------------------------------------------- */

/* The families by comma: those that are not there, or all. */
static const char *families(struct arena *a, const struct fonts *f, const struct font_list *list,
                            bool all)
{
    const char *names = "";
    for (size_t i = 0; i < list->count; i++) {
        const char *name = list->families[i].name;
        if (all || !match_family(f->config, name, false).pattern)
            names = arena_printf(a, "%s%s%s", names, *names ? ", " : "", name);
    }
    return names;
}

static struct pos list_pos(const struct fonts *f, enum font_role role)
{
    const struct font_list *list = list_of(f, role);
    return list->pos.file ? list->pos : (struct pos){.file = f->sheet->path};
}

/* What would mend it: nothing need be done where another face of the kind stands in. */
static const char *remedy(struct arena *a, const struct role *r, enum font_role role)
{
    const char *package = kind_package(role);
    if (r->kin)
        return arena_printf(a, _(", which is a %s too"), format_role_name(role));
    if (package)
        return arena_printf(a, _("; the package %s has one"), package);
    return _("; put a licensed one into the fonts folder");
}

static void say_substitute(struct fonts *f, enum font_role role, struct diags *d)
{
    struct role *r = &f->roles[role];
    struct arena *scratch = arena_new();
    if (!r->missing) /* the next sheets of this key have the same families */
        r->missing = families(f->arena, f, list_of(f, role), false);
    if (r->substitute)
        diag(d, NOTE, list_pos(f, role), "no face for %s here (tried %s); set in %s%s",
             format_role_name(role), families(scratch, f, list_of(f, role), true), r->substitute,
             remedy(scratch, r, role));
    arena_free(scratch);
}

static void say_forbidden(struct fonts *f, struct diags *d)
{
    for (int role = 0; role < ROLE_COUNT; role++)
        for (int bold = 0; bold < 2; bold++) {
            struct role *r = &f->roles[role];
            const struct reserve *chosen = f->faces[r->first[bold]];
            const struct glyph_face *face = &chosen->face;
            if (r->used[bold] && !chosen->embeddable)
                diag(d, WARNING, list_pos(f, (enum font_role)role),
                     "%s %s (%s) does not allow embedding in a document: licence bits of the face",
                     face->family, face->style, path_base(face->file));
        }
}

static void say_all(struct fonts *f, struct diags *d)
{
    for (int role = 0; role < ROLE_COUNT; role++)
        if (f->roles[role].used[0] || f->roles[role].used[1])
            say_substitute(f, (enum font_role)role, d);
    say_forbidden(f, d);
}

/* ---- public ------------------------------------------------------------------------------- */

static void use_format(struct fonts *f, const struct format *format)
{
    f->roles[format->font].used[format->bold] = true;
    f->roles[format->latin].used[format->bold] = true;
}

/* The faces of styles, and of marks in the texts that may hold some. */
static void mark_used(struct fonts *f)
{
    for (size_t i = 0; i < f->sheet->format_count; i++) {
        const struct format *format = f->sheet->formats[i];
        use_format(f, format);
        for (size_t k = 0; format_holds_marks(format) && k < f->sheet->format_count; k++)
            if (format_is_mark(f->sheet->formats[k]))
                use_format(f, format_inline(f->arena, f->sheet, format, f->sheet->formats[k]));
    }
}

static void each_used(struct fonts *f, void (*step)(struct fonts *, enum font_role, bool))
{
    for (int role = 0; role < ROLE_COUNT; role++)
        for (int bold = 0; bold < 2; bold++)
            if (f->roles[role].used[bold])
                step(f, (enum font_role)role, bold);
}

static void release_fonts(void *fonts)
{
    struct fonts *f = fonts;
    pthread_mutex_destroy(&f->lock);
    arena_free(f->arena);
}

struct fonts *glyph_fonts(struct arena *a, const struct sheet *sheet, const char *folder,
                          struct memo *memo, struct diags *d)
{
    struct fonts *f = arena_alloc(a, sizeof *f);
    f->arena = arena_new();
    pthread_mutex_init(&f->lock, NULL);
    arena_on_free(a, release_fonts, f);
    f->sheet = sheet;
    f->memo = memo;
    f->config = match_config(f->arena, folder);
    mark_used(f);
    each_used(f, resolve_role);
    if (!f->count)
        any_chinese_face(f);
    fill_unused(f);
    f->chosen = f->count;
    each_used(f, list_reserves);
    f->own = f->count;
    say_all(f, d);
    f->patterns = hyphen_patterns(f->arena, sheet, english_patterns, d);
    return f;
}

/* ---- for another sheet -------------------------------------------------------------------- */

static void add_list(struct buf *b, const struct font_list *list, const bool *used)
{
    buf_addf(b, "%d%d", used[0], used[1]);
    for (size_t i = 0; i < list->count; i++)
        buf_addf(b, " %s,", list->families[i].name);
    buf_adds(b, "\n");
}

/* Names, sizes and times of the files, in the order of the folder. */
static void add_folder(struct buf *b, const char *folder)
{
    DIR *dir = folder ? opendir(folder) : NULL;
    struct stat s;
    for (struct dirent *e; dir && (e = readdir(dir));)
        if (!fstatat(dirfd(dir), e->d_name, &s, 0) && S_ISREG(s.st_mode))
            buf_addf(b, "%s %lld %lld.%09ld\n", e->d_name, (long long)s.st_size,
                     (long long)s.st_mtim.tv_sec, s.st_mtim.tv_nsec);
    if (dir)
        closedir(dir);
}

static bool wants_patterns(const struct sheet *sheet)
{
    for (size_t i = 0; i < sheet->format_count; i++)
        if (sheet->formats[i]->hyphenation)
            return true;
    return false;
}

void glyph_fonts_key(struct buf *b, const struct sheet *sheet, const char *folder)
{
    struct fonts f = {.arena = arena_new(), .sheet = sheet};
    mark_used(&f);
    for (int role = 0; role < ROLE_COUNT; role++)
        add_list(b, list_of(&f, (enum font_role)role), f.roles[role].used);
    buf_addf(b, "%d\n", wants_patterns(sheet));
    add_folder(b, folder);
    arena_free(f.arena);
}

bool glyph_fonts_adopt(struct fonts *fonts, const struct sheet *sheet, struct diags *d)
{
    if (!match_current(fonts->config) || (wants_patterns(sheet) && !fonts->patterns))
        return false;
    fonts->sheet = sheet;
    say_all(fonts, d);
    return true;
}

void glyph_fonts_call(struct fonts *fonts, const void *name, size_t len)
{
    fonts->name = arena_text(fonts->arena, name, len);
    fonts->name_len = len;
}

struct memo *glyph_memo(const struct fonts *fonts)
{
    return fonts->memo;
}

const char *glyph_fonts_name(const struct fonts *fonts, size_t *len)
{
    *len = fonts->name_len;
    return fonts->name;
}

size_t fonts_own(const struct fonts *fonts)
{
    return fonts->own;
}

static void add_role(struct buf *b, const struct role *role)
{
    for (int bold = 0; bold < 2; bold++) {
        buf_addf(b, "%d %d", role->used[bold], role->first[bold]);
        for (size_t i = 0; i < role->reserve_count[bold]; i++)
            buf_addf(b, " %d", role->reserves[bold][i]);
        buf_adds(b, "\n");
    }
}

void glyph_fonts_state(struct buf *b, const struct fonts *fonts)
{
    for (int role = 0; role < ROLE_COUNT; role++)
        add_role(b, &fonts->roles[role]);
    for (size_t i = 0; i < fonts->own; i++) {
        const struct glyph_face *face = glyph_face(fonts, i);
        buf_addf(b, "%s %d %d %s\n", face->file, face->index, face->embolden, face->state);
    }
    buf_addf(b, "%s\n", fonts->patterns ? face_state(fonts->arena, english_patterns) : "");
}

/* ---- as they are -------------------------------------------------------------------------- */

static void lock(const struct fonts *f)
{
    pthread_mutex_lock((pthread_mutex_t *)&f->lock);
}

static void unlock(const struct fonts *f)
{
    pthread_mutex_unlock((pthread_mutex_t *)&f->lock);
}

size_t glyph_face_count(const struct fonts *fonts)
{
    lock(fonts);
    size_t count = fonts->count;
    unlock(fonts);
    return count;
}

const struct glyph_face *glyph_face(const struct fonts *fonts, size_t number)
{
    return &fonts->faces[number]->face;
}

struct _HyphenDict *fonts_patterns(const struct fonts *fonts)
{
    return fonts->patterns;
}

size_t fonts_glyphs(const struct fonts *fonts, size_t number)
{
    bool open = number < fonts->chosen;
    if (!open && number < fonts->own) {
        lock(fonts);
        open = open_face((struct fonts *)fonts, number);
        unlock(fonts);
    }
    return open ? hb_face_get_glyph_count(glyph_face(fonts, number)->hb) : 0;
}

static void face_text(struct buf *b, const struct fonts *f, enum font_role role, bool bold)
{
    const struct glyph_face *face = glyph_face(f, f->roles[role].first[bold]);
    buf_addf(b, "%s%s: %s %s%s (%s), %s #%d\n", format_role_name(role), bold ? " bold" : "",
             face->family, face->style, face->embolden ? ", emboldened" : "", face->postscript_name,
             face->file, face->index);
}

void glyph_fonts_text(struct buf *b, const struct fonts *fonts)
{
    for (int role = 0; role < ROLE_COUNT; role++) {
        const struct role *r = &fonts->roles[role];
        for (int bold = 0; bold < 2; bold++)
            if (r->used[bold])
                face_text(b, fonts, (enum font_role)role, bold);
        if (r->substitute)
            buf_addf(b, _("  %s stands in%s\n"), r->substitute,
                     remedy(fonts->arena, r, (enum font_role)role));
        if (r->missing && *r->missing)
            buf_addf(b, _("  not here: %s\n"), r->missing);
    }
}

/* ---- covering a character ----------------------------------------------------------------- */

/* A reserve is asked by what fontconfig says of it even when it is open by now: the answer must
 * not depend on who opened it before. */
static uint32_t glyph_in(struct fonts *f, size_t number, uint32_t code)
{
    struct reserve *r = f->faces[number];
    if (number >= f->chosen && r->coverage && !FcCharSetHasChar(r->coverage, code))
        return 0;
    return open_face(f, number) ? face_glyph(&r->face, code) : 0;
}

/* The first of the chain that has the code point: reserves of the role, the faces of the other
 * roles, the rest. -1 if none. */
static int search(struct fonts *f, enum font_role role, bool bold, uint32_t code, uint32_t *id)
{
    const struct role *r = &f->roles[role];
    for (size_t i = 0; i < r->reserve_count[bold]; i++)
        if ((*id = glyph_in(f, r->reserves[bold][i], code)))
            return r->reserves[bold][i];
    list_system(f);
    for (size_t i = 0; i < f->count; i++)
        if ((*id = glyph_in(f, i, code)))
            return (int)i;
    return -1;
}

uint8_t fonts_cover(const struct fonts *fonts, enum font_role role, bool bold, uint32_t code,
                    uint16_t *id)
{
    uint8_t first = fonts->roles[role].first[bold];
    uint32_t glyph = face_glyph(&fonts->faces[first]->face, code);
    int number = first;
    if (!glyph) {
        lock(fonts);
        number = search((struct fonts *)fonts, role, bold, code, &glyph);
        unlock(fonts);
    }
    *id = (uint16_t)glyph;
    return number < 0 ? first : (uint8_t)number;
}

const char *fonts_tried(struct arena *a, const struct fonts *fonts, enum font_role role, bool bold)
{
    const struct role *r = &fonts->roles[role];
    lock(fonts);
    const char *names = arena_printf(a, "%s", fonts->faces[r->first[bold]]->face.family);
    for (size_t i = 0; i < r->reserve_count[bold]; i++)
        names = arena_printf(a, "%s, %s", names, fonts->faces[r->reserves[bold][i]]->face.family);
    size_t others = fonts->count - 1 - r->reserve_count[bold];
    unlock(fonts);
    return arena_printf(a, _("%s and %zu other faces"), names, others);
}
