/* SPDX-License-Identifier: MIT */
/*
 * A source has two keys. The memo and the cache compare all of its bytes; in the keys of its
 * articles stands their SHA-256, which nobody can make another page have. It takes as long as all
 * else that is done for a page that is found, so it is kept with the page. So is the SHA-256 of the
 * texts of each article: of a page that was changed most articles are what they were, and figures
 * take as long as all else of reading a page.
 */
#include "reading.h"

#include <string.h>

#include "language.h"
#include "maker.h"

/* ---- as bytes ----------------------------------------------------------------------------- */

struct text { /* of a file, for messages */
    const char *file, *text;
    size_t len;
};

struct message {
    const char *text;
    struct pos at;
    enum severity severity;
};

struct kept {
    uint8_t hash[SNAPSHOT_HASH];
    struct text *texts; /* all but the file itself */
    size_t text_count;
    struct message *messages;
    size_t message_count;
    struct acquired_page *pages;
    size_t page_count;
    struct drop *drops;
    size_t drop_count;
    struct article *articles;
    size_t article_count;
    struct audit audit;
};

FLAT_SIZE(struct text, 24);
FLAT_SIZE(struct message, 32);
FLAT_SIZE(struct kept, 136);

static const struct flat_pointer text[] = {FLAT_TEXT_AT(struct text, file),
                                           FLAT_PLAIN_AT(struct text, text, len, char)};
static const struct flat text_flat = FLAT_OF(struct text, text);
static const struct flat_pointer message[] = {FLAT_TEXT_AT(struct message, text),
                                              FLAT_TEXT_AT(struct message, at.file)};
static const struct flat message_flat = FLAT_OF(struct message, message);
static const struct flat_pointer kept[] = {
    FLAT_ITEMS_AT(struct kept, texts, text_count, &text_flat),
    FLAT_ITEMS_AT(struct kept, messages, message_count, &message_flat),
    FLAT_ITEMS_AT(struct kept, pages, page_count, &acquire_page_flat),
    FLAT_ITEMS_AT(struct kept, drops, drop_count, &acquire_drop_flat),
    FLAT_ITEMS_AT(struct kept, articles, article_count, &article_flat)};
static const struct flat kept_flat = FLAT_OF(struct kept, kept);

/* The texts of files and what was said of them. */
static void keep_said(const struct reading *r, struct kept *k)
{
    size_t files = diags_files(r->diags), said = diags_total(r->diags);
    k->texts = arena_array(r->arena, files, sizeof *k->texts);
    for (size_t i = 1; i < files; i++) {
        struct text *t = &k->texts[k->text_count++];
        t->text = diags_file(r->diags, i, &t->file, &t->len);
    }
    k->messages = arena_array(r->arena, said, sizeof *k->messages);
    for (size_t i = 0; i < said; i++) {
        struct message *m = &k->messages[k->message_count++];
        diags_at(r->diags, i, &m->severity, &m->at, &m->text);
    }
}

static void say_again(struct reading *r, const struct kept *k)
{
    for (size_t i = 0; i < k->text_count; i++)
        diags_source(r->diags, k->texts[i].file, k->texts[i].text, k->texts[i].len);
    for (size_t i = 0; i < k->message_count; i++)
        diag(r->diags, k->messages[i].severity, k->messages[i].at, "%s", k->messages[i].text);
}

static void keep_bytes(const struct reading *r, struct memo *memo, const struct buf *key)
{
    struct kept k = {.pages = r->acquired.pages,
                     .page_count = r->acquired.page_count,
                     .drops = r->acquired.drops,
                     .drop_count = r->acquired.drop_count,
                     .articles = r->articles.items,
                     .article_count = r->articles.count,
                     .audit = r->acquired.audit};
    memcpy(k.hash, r->file.hash, SNAPSHOT_HASH);
    keep_said(r, &k);
    struct buf b = {0};
    flat_add(&b, &kept_flat, &k, 1);
    memo_keep_bytes(memo, MEMO_READING_BYTES, key->text, key->len, b.text, b.len);
    buf_release(&b);
}

static const struct kept *from_bytes(struct reading *r, struct memo *memo, const struct buf *key)
{
    struct memo_bytes found = memo_find_bytes(memo, MEMO_READING_BYTES, key->text, key->len);
    struct flat_bytes rest = {found.bytes, found.size};
    void *records;
    if (!found.bytes || !flat_read(r->arena, &rest, &kept_flat, 1, &records))
        return NULL;
    const struct kept *k = records;
    say_again(r, k);
    r->acquired.pages = k->pages;
    r->acquired.page_count = k->page_count;
    r->acquired.drops = k->drops;
    r->acquired.drop_count = k->drop_count;
    r->acquired.audit = k->audit;
    r->articles = (struct articles){k->articles, k->article_count};
    return k;
}

/* ---- reading ------------------------------------------------------------------------------ */

void reading_release(void *reading)
{
    arena_free(((struct reading *)reading)->arena);
}

/* An article without where it stands: all that its figures are read from and checked by. */
static struct article texts_of(struct arena *a, const struct article *article)
{
    struct article texts = *article;
    texts.id = texts.source = "";
    texts.headline_pos = (struct pos){0};
    texts.blocks = arena_array(a, article->block_count, sizeof *texts.blocks);
    for (size_t i = 0; i < article->block_count; i++) {
        struct block *b = &texts.blocks[i];
        *b = article->blocks[i];
        b->source = b->lines = b->rest = "";
        b->starts = NULL;
        b->start_count = 0;
        b->pos = (struct pos){0};
    }
    return texts;
}

static const char *text_key(struct arena *a, const struct article *article)
{
    struct arena *scratch = arena_new();
    const struct article texts = texts_of(scratch, article);
    struct buf b = {0};
    flat_add(&b, &article_flat, &texts, 1);
    const struct snapshot_file named = snapshot_file("", b.text, b.len);
    buf_release(&b);
    arena_free(scratch);
    return snapshot_digits(a, &named);
}

/* Article XML goes past acquire/. */
static void read_anew(struct reading *r, const struct source *source,
                      const struct reading_options *o)
{
    if (source->kind == SOURCE_ARTICLE)
        article_read(r->arena, source->path, o->xsd, &r->articles, r->diags);
    else if (acquire_page(r->arena, source, &r->acquired, r->diags))
        article_build(r->arena, &r->acquired, &r->articles);
    for (size_t i = 0; o->memo && i < r->articles.count; i++)
        r->articles.items[i].text_key = text_key(r->arena, &r->articles.items[i]);
}

/* What article XML says depends on the schema too, which is no part of the program. */
static const char *schema_of(struct arena *a, const struct source *source,
                             const struct reading_options *o)
{
    return source->kind == SOURCE_ARTICLE ? snapshot_digits(a, &o->schema) : "";
}

static void read_or_find(struct reading *r, const struct source *source, const struct buf *key,
                         const char *bytes, size_t len, const struct reading_options *o)
{
    bool caches = key->len && o->undecided && memo_caches(o->memo);
    r->acquired.undecided = o->undecided;
    const struct kept *found = caches ? from_bytes(r, o->memo, key) : NULL;
    r->file = found ? snapshot_known(source->path, bytes, len, found->hash)
                    : snapshot_file(source->path, bytes, len);
    if (!found)
        read_anew(r, source, o);
    if (!found && caches && !diags_count(r->diags, ERROR))
        keep_bytes(r, o->memo, key);
}

static void name_articles(struct reading *r, const struct source *source,
                          const struct reading_options *o)
{
    const char *hash = snapshot_digits(r->arena, &r->file),
               *schema = schema_of(r->arena, source, o);
    for (size_t i = 0; i < r->articles.count; i++)
        r->articles.items[i].key = arena_printf(r->arena, "%d %s %s %s %zu", (int)source->kind,
                                                source->path, hash, schema, i);
}

/* What was not loaded at the start has a say too. False: nobody knows what it is. */
static bool add_loaded(struct buf *key, enum source_kind kind)
{
    uint8_t maker[MAKER_NAME];
    if (!acquire_load(kind))
        return true;
    bool known = maker_name(maker);
    buf_add(key, (const char *)maker, known ? sizeof maker : 0);
    return known;
}

/* Adds nothing if what a page becomes depends on what is not known. */
static void add_key(struct arena *a, struct buf *key, const struct source *source,
                    const char *bytes, size_t len, const struct reading_options *o)
{
    if (!add_loaded(key, source->kind))
        return;
    buf_addf(key, "%d %s %s\n%s\n", (int)source->kind, schema_of(a, source, o), source->path,
             language_catalogue());
    buf_add(key, bytes, len);
}

/* A file that cannot be read is left to its reader, which says why. */
static struct reading *read_bytes(struct arena *a, const struct source *source,
                                  const struct buf *key, const char *bytes, size_t len,
                                  const struct reading_options *o)
{
    struct reading *r = arena_alloc(a, sizeof *r);
    const struct source own = {arena_text(a, source->path, strlen(source->path)), source->kind};
    *r = (struct reading){.arena = a, .diags = diags_new(a)};
    if (bytes)
        diags_source(r->diags, own.path, bytes, len);
    read_or_find(r, &own, key, bytes, len, o);
    if (o->memo)
        name_articles(r, &own, o);
    return r;
}

const struct reading *reading_of(const struct source *source, const struct reading_options *o)
{
    enum { LIMIT = 64 << 20 };
    struct arena *a = arena_new();
    struct buf key = {0};
    size_t len = 0;
    const char *bytes = file_read(a, source->path, LIMIT, &len);
    if (bytes && o->memo)
        add_key(a, &key, source, bytes, len, o);
    const struct reading *found =
        key.len ? memo_find(o->memo, MEMO_READING, key.text, key.len) : NULL;
    if (found) {
        arena_free(a);
    } else {
        struct reading *r = read_bytes(a, source, &key, bytes, len, o);
        r->kept = key.len > 0;
        found = r;
        if (r->kept)
            found = memo_keep(o->memo, MEMO_READING, key.text, key.len, r, reading_release);
    }
    buf_release(&key);
    return found;
}
