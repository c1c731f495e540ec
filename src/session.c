/* SPDX-License-Identifier: MIT */
/*
 * Sheets and fonts from run to run; all else stands in the memo. A sheet is good as long as each of
 * its files – base sheets, lists of subjects – holds what it held when it was read. Which files
 * these are its messages know, because readers give them the texts.
 */
#include "session.h"

#include <malloc.h>
#include <string.h>

#include "maker.h"
#include "snapshot.h"
#include "util/cache.h"
#include "util/xml.h"

enum { ROUNDS = 3, FILE_LIMIT = 64 << 20, TRIM_ROUNDS = 8 };

struct kept { /* a sheet, or fonts */
    struct kept *next;
    struct arena *arena;
    struct buf key;
    struct diags *diags; /* of a sheet: what was said of it, and the texts of its files */
    struct sheet *sheet;
    struct fonts *fonts;
    unsigned used; /* round */
};

struct session {
    struct memo *memo;
    struct kept *sheets, *fonts;
    struct xml_schema *schema; /* of sheets */
    unsigned round;
    struct arena *arena;
    struct aside *leaving;
};

static struct session *session_with(struct arena *a, struct memo *memo)
{
    struct session *s = arena_alloc(a, sizeof *s);
    *s = (struct session){.arena = a, .memo = memo, .schema = xml_schema_new(a, memo)};
    return s;
}

/* One heap for all threads: what rounds leave between what is kept lies in one, and can be given
 * back. Threads allocate by arenas, so they hardly wait for each other. */
struct session *session_new(void)
{
    mallopt(M_ARENA_MAX, 1);
    return session_with(arena_new(), memo_new(NULL));
}

struct session *session_single(const char *cache)
{
    struct arena *a = arena_new();
    uint8_t maker[CACHE_MAKER];
    bool known = cache && maker_name(maker);
    return session_with(a, known ? memo_new(cache_open(a, cache, maker)) : NULL);
}

struct memo *session_memo(struct session *s)
{
    return s->memo;
}

/* ---- what is kept ------------------------------------------------------------------------- */

static void release(struct kept *k)
{
    buf_release(&k->key);
    arena_free(k->arena); /* *k lies in it */
}

static struct kept *keep(struct session *s, struct kept **list, const struct buf *key)
{
    struct arena *a = arena_new();
    struct kept *k = arena_alloc(a, sizeof *k);
    k->arena = a;
    k->used = s->round;
    buf_add(&k->key, key->text, key->len);
    k->next = *list;
    *list = k;
    return k;
}

static struct kept *find(struct session *s, struct kept *list, const struct buf *key)
{
    while (list && (list->key.len != key->len || memcmp(list->key.text, key->text, key->len) != 0))
        list = list->next;
    if (list)
        list->used = s->round;
    return list;
}

/* Something takes its place under the same key, or it is not asked for any more. */
static void drop(struct kept **list, const struct kept *k)
{
    while (*list != k)
        list = &(*list)->next;
    struct kept *gone = *list;
    *list = gone->next;
    release(gone);
}

static void drop_old(struct session *s, struct kept **list)
{
    for (struct kept *k = *list, *next; k; k = next) {
        next = k->next;
        if (s->round - k->used >= ROUNDS)
            drop(list, k);
    }
}

/* What is kept lies between what was released; over hundreds of rounds that adds up. To give pages
 * back each time would cost the next round the time to get them again. */
void session_round(struct session *s)
{
    if (s->memo)
        memo_age(s->memo);
    drop_old(s, &s->sheets);
    drop_old(s, &s->fonts);
    if (++s->round % TRIM_ROUNDS == 0)
        malloc_trim(0);
}

static void leave(void *session)
{
    memo_save(((struct session *)session)->memo);
}

void session_leave(struct session *s, int jobs)
{
    s->leaving = aside_begin(s->arena, jobs, leave, s);
}

void session_free(struct session *s)
{
    aside_end(s->leaving);
    while (s->sheets)
        drop(&s->sheets, s->sheets);
    while (s->fonts)
        drop(&s->fonts, s->fonts);
    memo_free(s->memo);
    arena_free(s->arena);
}

/* ---- sheets ------------------------------------------------------------------------------- */

static bool same_on_disk(struct arena *scratch, const char *file, const char *bytes, size_t len)
{
    size_t now_len = 0;
    const char *now = file_read(scratch, file, FILE_LIMIT, &now_len);
    return now && now_len == len && !memcmp(now, bytes, len);
}

static bool is_current(const struct kept *k)
{
    struct arena *scratch = arena_new();
    bool same = diags_files(k->diags) > 0;
    for (size_t i = 0; same && i < diags_files(k->diags); i++) {
        const char *file;
        size_t len;
        const char *bytes = diags_file_bytes(k->diags, i, &file, &len);
        same = same_on_disk(scratch, file, bytes, len);
    }
    arena_free(scratch);
    return same;
}

struct sheet *session_sheet(struct session *s, const char *name, const char *folder,
                            struct diags *d)
{
    struct buf key = {0};
    buf_adds(&key, name);
    struct kept *k = find(s, s->sheets, &key);
    if (k && !(k->sheet && is_current(k))) {
        drop(&s->sheets, k);
        k = NULL;
    }
    if (!k) {
        k = keep(s, &s->sheets, &key);
        k->diags = diags_new(k->arena);
        k->sheet = format_read(k->arena, name, folder, s->schema, k->diags);
    }
    diags_append(d, k->diags);
    buf_release(&key);
    return k->sheet;
}

/* ---- fonts -------------------------------------------------------------------------------- */

/* In keys stands the SHA-256 of their state: there it is once for each paragraph. */
static void name_fonts(struct fonts *fonts)
{
    struct buf state = {0};
    glyph_fonts_state(&state, fonts);
    struct snapshot_file name = snapshot_file("", state.text, state.len);
    glyph_fonts_call(fonts, name.hash, sizeof name.hash);
    buf_release(&state);
}

struct fonts *session_fonts(struct session *s, const struct sheet *sheet, const char *folder,
                            struct diags *d)
{
    struct buf key = {0};
    glyph_fonts_key(&key, sheet, folder);
    struct kept *k = find(s, s->fonts, &key);
    if (k && !glyph_fonts_adopt(k->fonts, sheet, d)) {
        drop(&s->fonts, k);
        k = NULL;
    }
    if (!k) {
        k = keep(s, &s->fonts, &key);
        k->fonts = glyph_fonts(k->arena, sheet, folder, s->memo, d);
        name_fonts(k->fonts);
    }
    buf_release(&key);
    return k->fonts;
}
