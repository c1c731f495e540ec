/* SPDX-License-Identifier: MIT */
/*
 * util: what every stage stands on and no library gives us in this form – memory that lives as
 * long as a document, growing text, diagnostics with a place, UTF-8, distances, worker threads.
 *
 * Rules that hold in the whole program:
 * - Memory that lives as long as a document comes from an arena and is never freed piece by piece;
 *   when memory runs out the program ends with exit status 2, so no caller checks for NULL.
 * - Text is UTF-8, NUL-terminated where a length does not stand beside it, and was checked when it
 *   was read; functions below rely on that.
 * - A stage never prints: it calls diag(). Printing is done beside main.c only.
 */
#ifndef BRIEFGEN_UTIL_H
#define BRIEFGEN_UTIL_H

#include <libintl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#if defined(__GNUC__)
#define PRINTF_LIKE(f, first) __attribute__((format(printf, f, first)))
#define NORETURN __attribute__((noreturn))
#else
#define PRINTF_LIKE(f, first)
#define NORETURN
#endif

/* Messages are in the language of the user, through gettext and po/. diag() and die() translate
 * their format; _() translates a text where it is said, N_() marks one in a table, whose user says
 * _(). */
#define _(text) gettext(text)
#define N_(text) text

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* ---- distances ---------------------------------------------------------------------------- */

/* A distance on paper in 1/65536 pt (1 pt = 1/72 inch). All layout is done in it, without floats,
 * so that a line sums exactly to its measure. Range ±32767 pt. */
typedef int32_t dist;
#define PT 65536

/* a * b / c rounded to nearest, computed in 64 bits; c > 0. */
dist dist_scale(dist a, int64_t b, int64_t c);

/* ---- arena -------------------------------------------------------------------------------- */

struct arena;

struct arena *arena_new(void);
/* An arena of its own that is freed with its parent: one for each worker thread. */
struct arena *arena_child(struct arena *parent);
/* Zeroed memory, aligned for any type; lives until arena_clear or arena_free. */
void *arena_alloc(struct arena *a, size_t size);
/* Zeroed array; an overflowing product counts as out of memory. */
void *arena_array(struct arena *a, size_t count, size_t size);
/* A NUL-terminated copy of len bytes of s. */
char *arena_text(struct arena *a, const char *s, size_t len);
char *arena_printf(struct arena *a, const char *format, ...) PRINTF_LIKE(2, 3);
char *arena_vprintf(struct arena *a, const char *format, va_list args);
/* Makes room for element number `count` in an array that holds `count` elements and was only ever
 * grown by this function (start with NULL and 0). Returns the array, moved when it had to be;
 * amortised linear. Use: v = arena_grow(a, v, n, sizeof *v); v[n++] = x; */
void *arena_grow(struct arena *a, void *array, size_t count, size_t size);
/* The same for an array whose room, in elements, stands beside it: who knows how many will come
 * allocates them all at once. */
void *arena_room(struct arena *a, void *array, size_t count, uint32_t *room, size_t size);
/* Calls release(handle) when the arena is cleared or freed, last registered first: library handles
 * live as long as the document. */
void arena_on_free(struct arena *a, void (*release)(void *), void *handle);
/* Forgets everything but keeps one block: the scratch arena of a loop. */
void arena_clear(struct arena *a);
void arena_free(struct arena *a);

/* ---- sorting ------------------------------------------------------------------------------ */

/* Sorts records by the uint64_t that each begins with, in linear time; records of the same number
 * keep their order. */
void sort_by_number(void *records, size_t count, size_t size, struct arena *scratch);
/* Of records sorted so, the first one whose number is not below this one; `count` if all are. */
size_t first_by_number(const void *records, size_t count, size_t size, uint64_t number);

/* ---- growing text ------------------------------------------------------------------------- */

struct buf {
    char *text; /* NUL-terminated once anything was added; NULL before */
    size_t len; /* bytes, without the NUL */
    size_t cap;
};

void buf_grow(struct buf *b, size_t more);

/* Makes room for so many bytes and the NUL. */
static inline void buf_reserve(struct buf *b, size_t more)
{
    if (!b->text || more >= b->cap - b->len)
        buf_grow(b, more);
}

/* Here and not in buf.c, since most of what is added is a word of the program: its length is known
 * where it stands. */
static inline void buf_add(struct buf *b, const char *bytes, size_t len)
{
    buf_reserve(b, len);
    if (len)
        memcpy(b->text + b->len, bytes, len);
    b->len += len;
    b->text[b->len] = '\0';
}

static inline void buf_adds(struct buf *b, const char *s)
{
    buf_add(b, s, strlen(s));
}

void buf_addf(struct buf *b, const char *format, ...) PRINTF_LIKE(2, 3);
void buf_addu(struct buf *b, uint64_t number);   /* decimal digits */
void buf_add_code(struct buf *b, uint32_t code); /* one code point as UTF-8 */
/* A file's name, which may be any bytes: what is no text in it, or would steer a terminal (control
 * characters, also those from U+0080 to U+009F), is added as U+FFFD. */
void buf_add_name(struct buf *b, const char *name);
/* The same as a text of its own. */
const char *arena_name(struct arena *a, const char *bytes);
void buf_release(struct buf *b);

/* ---- days of the calendar ----------------------------------------------------------------- */

/* A day of the Gregorian calendar as a number: 0 is 1970-01-01, the next day is one more. Years are
 * 1 to 9999. No clock is read. */
struct day_parts {
    int year, month, day;
};
struct week_parts { /* ISO 8601: a week is of the year that its Thursday is in */
    int year, week;
};

bool day_of(int year, int month, int day, int *number); /* false if there is no such day */
struct day_parts day_parts(int number);
struct week_parts day_week(int number);
/* The number that `count` digits at s make, -1 if one of them is none; at most nine digits. */
int day_digits(const char *s, int count);
/* YYYY-MM-DD, and nothing else; false if it is no day. */
bool day_read(const char *text, int *number);
const char *day_text(struct arena *a, int number);
/* The Monday of a week as 2024-W52; false if that year has no such week. */
bool week_read(const char *text, int *monday);

/* ---- UTF-8 and characters ----------------------------------------------------------------- */

/* The code point at *s, and moves *s behind it. Needs valid UTF-8 with *s < end. */
static inline uint32_t utf8_next(const char **s, const char *end)
{
    const unsigned char *p = (const unsigned char *)*s;
    if (p[0] < 0x80) {
        *s += 1;
        return p[0];
    }
    int extra = p[0] >= 0xF0 ? 3 : p[0] >= 0xE0 ? 2 : 1;
    uint32_t code = p[0] & (0x3F >> extra);
    const unsigned char *last = (const unsigned char *)end;
    for (p++; extra-- && p < last; p++)
        code = code << 6 | (*p & 0x3F);
    *s = (const char *)p;
    return code;
}
/* The code point that ends just before *s, and moves *s onto it. Needs start < *s. */
uint32_t utf8_previous(const char **s, const char *start);
/* Writes code as UTF-8 and returns the number of bytes, 1 to 4. */
size_t utf8_encode(uint32_t code, char out[4]);
/* Length in bytes of the longest valid prefix: len if all of s is valid (no overlong forms, no
 * surrogates, no code above U+10FFFF). */
size_t utf8_valid(const char *s, size_t len);
/* Number of characters in len bytes. */
size_t utf8_count(const char *s, size_t len);
/* Display columns of one character in a terminal: 0, 1 or 2 (UAX #11 wide and fullwidth). */
int utf8_width(uint32_t code);
/* A Han character: the CJK unified ideographs with all extensions and compatibility, 々 and 〇. */
bool is_han(uint32_t code);
/* 0 to 9, as a character or as a byte. */
static inline bool is_digit(uint32_t code)
{
    return code >= '0' && code <= '9';
}
/* The same, also as wide as a Han character: ０ to ９. */
static inline bool is_digit_of_any_width(uint32_t code)
{
    return is_digit(code) || (code >= 0xFF10 && code <= 0xFF19);
}
/* Marks that stand before an item, a headline or a byline. ○ is none: it is a zero as well, and who
 * knows that no number begins there adds it. */
#define BULLETS "■□●◆◇▲△▼▽▶►★☆※◎•"
/* White space as pages have it: ASCII, no-break and ideographic space, and the Unicode spaces. */
bool is_space(uint32_t code);

/* The name that is nearest to `word` by edit distance (insert, delete, replace, swap neighbours;
 * case does not count), or NULL if none is near: for "did you mean". The first of equals; `names`
 * ends with NULL. */
const char *nearest_name(const char *word, const char *const *names);

/* ---- diagnostics -------------------------------------------------------------------------- */

/* A place in an input. file is an arena or static string; line and column count from 1, in
 * characters; 0 means "the whole file" (line) or "the whole line" (column). */
struct pos {
    const char *file;
    int line;
    int column;
};

struct line_start { /* where a source line begins in a text that was joined from several */
    int at;         /* character of the text, from 0 */
    int line;
};

enum severity { NOTE, WARNING, ERROR };

struct diags; /* a list of messages, in the order in which they were said */

struct diags *diags_new(struct arena *a);
/* Gives the text of a file: messages about it show their source line, and a reader that says its
 * messages here takes the file from here and not from the disk. text, NUL-terminated, must live as
 * long as d. */
void diags_source(struct diags *d, const char *file, const char *text, size_t len);
/* What a file held whose text is given, where that was decoded or cut; lives as long. */
void diags_source_bytes(struct diags *d, const char *file, const char *bytes, size_t size);
/* Gives the same of a file as another list has. */
void diags_source_share(struct diags *d, const char *file, const struct diags *with);
/* Whether a file's text was given, and is not what the file held. */
bool diags_decoded(const struct diags *d, const char *file);
/* The text of a file that was given so, or NULL. */
const char *diags_text(const struct diags *d, const char *file, size_t *len);
/* Says that the input is wrong; the caller goes on with a defined fallback. A NOTE explains the
 * message before it. Not for threads: give each worker its own list and append in order. */
void diag(struct diags *d, enum severity severity, struct pos at, const char *format, ...)
    PRINTF_LIKE(4, 5);
/* Appends all messages of `from`, with the texts of files, which must live as long as `to`. */
void diags_append(struct diags *to, const struct diags *from);
/* The files whose text was given, by number below diags_files(d); one may be there twice, as it
 * was read and decoded. Returns the text. */
size_t diags_files(const struct diags *d);
const char *diags_file(const struct diags *d, size_t n, const char **file, size_t *len);
/* The same as the file held it. */
const char *diags_file_bytes(const struct diags *d, size_t n, const char **file, size_t *size);
size_t diags_count(const struct diags *d, enum severity severity);
/* Prints what was said since the last call as `file:line:column: warning: text`, source line and
 * caret; the same text at several places is printed once, with all its places. */
void diags_print(struct diags *d, FILE *out, bool color);
/* One message for a report: severity, place and text by number, 0 <= n < diags_total. */
size_t diags_total(const struct diags *d);
void diags_at(const struct diags *d, size_t n, enum severity *severity, struct pos *at,
              const char **text);

/* ---- messages for machines ---------------------------------------------------------------- */

/* In which form messages are printed; the variable BRIEFGEN_LOG of the environment says it, and
 * --log sets that. */
enum log_form {
    LOG_TEXT,   /* for people: with source line and caret */
    LOG_JSON,   /* an object a line */
    LOG_JOURNAL /* a line each, with its priority before it: <4>, as sd-daemon(3) has it */
};

enum log_form log_form(void);
/* Whether one was asked for: then a run ends with its summary. */
bool log_asked(void);
/* Asks for text, json or journal, before any thread begins; false if it is none of these. */
bool log_ask(const char *form);

/* Prints one message in that form, on one line. */
void log_message(FILE *out, enum severity severity, struct pos at, const char *text);
/* A line of no place that tells how a run went: as it stands for people, a note for machines. */
void log_note(FILE *out, const char *text);

struct log_field {
    const char *name;
    const char *text; /* or NULL: */
    size_t number;
};

/* What a monitor reads: one line, name=value, or {"summary":{"name":value}}. */
void log_summary(FILE *out, const struct log_field *fields, size_t count, bool failed);
/* The summary of a run that ends with status 2, if one was asked for. */
void log_end_by_machine(void);

/* The world failed (no space, no font, no permission): prints and ends with exit status 2. */
NORETURN void die(const char *format, ...) PRINTF_LIKE(1, 2);
/* The same where there is no more memory; a limit of the process is named. */
NORETURN void die_of_memory(void);
/* Whether an allocation failed since errno was 0, in a library that does not say so. */
bool memory_ran_out(void);
/* We are wrong: prints the place in the program and aborts. */
#define BUG(...) bug(__FILE__, __LINE__, __VA_ARGS__)
NORETURN void bug(const char *file, int line, const char *format, ...) PRINTF_LIKE(3, 4);

/* ---- what builds keep for each other ------------------------------------------------------ */

/* Values that were made from given bytes, for the next builds of one process. A key holds all that
 * its value was made from, so what is found is what would be made again: nothing shows in a result
 * but the time that it took. Safe in several threads. A memo may be NULL where it is asked: then
 * nothing is found, and nothing should be kept.
 *
 * A value that is bytes – no pointers in it – can outlive the process in a cache (cache.h). Then
 * its key must say the same in every process: no addresses, no counters. */
struct memo;
struct cache;

enum memo_kind {
    MEMO_READING, /* a source: kind, path and bytes */
    MEMO_FIGURES, /* key figures of an article: its key */
    MEMO_CHECKED, /* what the checker found in it: its key */
    MEMO_DRAWN,   /* an SVG as a PNG: its columns and bytes */

    /* bytes */
    MEMO_READING_BYTES, /* MEMO_READING as bytes, by the same key */
    MEMO_FIGURES_BYTES, /* MEMO_FIGURES as bytes: the article's text_key */
    MEMO_SOUND,         /* none: the checker finds nothing in an article: its text_key */
    MEMO_PLACE,         /* where a figure was counted: text_key, number of the figure */
    MEMO_VALID,         /* none: a document has no fault: the schema, the document */
    MEMO_FACE,          /* what FreeType says of a face: its file, number in it */
    MEMO_GLYPHS,        /* a paragraph: fonts, texts, formats */
    MEMO_LINES,         /* the same as lines: key of the glyphs, format, measure */
    MEMO_SUBSET,        /* a face: its file, number in it, glyphs */
    MEMO_DEFLATED       /* a stream: its bytes */
};

/* With a cache, which must live as long, the memo is of one run: what kept bytes there are not yet
 * in the cache go into it at the end. */
struct memo *memo_new(struct cache *cache);
/* Puts all that this run made as bytes into the cache, if it did not yet. Nothing may be asked of
 * the memo from then on, but to free it. */
void memo_save(struct memo *m);
void memo_free(struct memo *m); /* which saves it first */
/* Whether it is worth while to keep bytes of a value that is kept as it is as well. */
bool memo_caches(const struct memo *m);
/* The value that is kept under a key, or NULL. It lives at least until the next memo_age, and must
 * not be changed: others see it. */
void *memo_find(struct memo *m, enum memo_kind kind, const void *key, size_t len);
/* Keeps a value, which is released by release(value) when nothing asked for it in the last rounds.
 * Returns what is kept: another thread's value, if that was quicker; then this one is released. */
void *memo_keep(struct memo *m, enum memo_kind kind, const void *key, size_t len, void *value,
                void (*release)(void *value));

struct memo_bytes {
    const void *bytes; /* for any type; NULL: not there */
    size_t size;
    const char *key; /* as it was asked for; of `len` bytes */
    size_t len;
};

/* The same for bytes, which are copied together with their key. */
struct memo_bytes memo_find_bytes(struct memo *m, enum memo_kind kind, const void *key, size_t len);
struct memo_bytes memo_keep_bytes(struct memo *m, enum memo_kind kind, const void *key, size_t len,
                                  const void *bytes, size_t size);
/* Ends a round: all builds that one change of the files calls for. None may be running. */
void memo_age(struct memo *m);
/* How many values are kept. */
size_t memo_count(const struct memo *m);

/* ---- records as bytes --------------------------------------------------------------------- */

/* How a struct holds others: by pointers that a table lists, so that trees of such can be kept as
 * bytes. All else of it is kept as it is; whoever adds a pointer adds it here, which the size that
 * stands beside the table (FLAT_SIZE) calls to mind. */
enum flat_kind {
    FLAT_TEXT,  /* NUL-terminated, or NULL */
    FLAT_PLAIN, /* an array of what holds no pointers */
    FLAT_ITEMS  /* an array of records */
};

struct flat_pointer {
    enum flat_kind kind;
    size_t at;       /* of the pointer in the struct */
    size_t count_at; /* of the size_t that counts the array; a pointer that is NULL has none */
    size_t size;     /* plain: of an element */
    const struct flat *of; /* items */
};

struct flat {
    size_t size;
    const struct flat_pointer *pointers;
    size_t count;
};

#define FLAT_SIZE(type, bytes)                                                                     \
    _Static_assert(sizeof(void *) != 8 || sizeof(type) == (bytes), "a new pointer is not listed")
#define FLAT_OF(type, table)                                                                       \
    {                                                                                              \
        sizeof(type), (table), COUNT(table)                                                        \
    }
#define FLAT_TEXT_AT(type, field)                                                                  \
    {                                                                                              \
        FLAT_TEXT, offsetof(type, field), 0, 0, NULL                                               \
    }
#define FLAT_PLAIN_AT(type, field, count, element)                                                 \
    {                                                                                              \
        FLAT_PLAIN, offsetof(type, field), offsetof(type, count), sizeof(element), NULL            \
    }
#define FLAT_ITEMS_AT(type, field, count, record)                                                  \
    {                                                                                              \
        FLAT_ITEMS, offsetof(type, field), offsetof(type, count), 0, (record)                      \
    }

struct flat_bytes { /* what is left to read */
    const char *bytes;
    size_t len;
};

void flat_add(struct buf *b, const struct flat *r, const void *items, size_t count);
/* The records that were added, and takes their bytes off *b. Texts stay in these bytes, all else is
 * from the arena. False, with *b anywhere, if they are no such records. */
bool flat_read(struct arena *a, struct flat_bytes *b, const struct flat *r, size_t count,
               void **items);

/* ---- libraries that hardly a run needs ------------------------------------------------------ */

/* A list of functions, `#define LIST(F) F(one) F(other)`, makes a struct of pointers to them,
 * `struct { LIST(LIBRARY_POINTER) }`, and their names, `{LIST(LIBRARY_NAME)}`. */
#define LIBRARY_POINTER(function) __typeof__(function) *function;
#define LIBRARY_NAME(function) #function,

/* Opens the shared library of this name, or finds it opened, and fills in the functions of these
 * names from it and the libraries it needs. Returns NULL, or why that is not possible: words of the
 * system. Safe in several threads. */
const char *library_open(const char *file, const char *const *names, size_t count, void *functions);
/* The same, or dies. */
void library_need(const char *file, const char *const *names, size_t count, void *functions);

/* ---- files and threads -------------------------------------------------------------------- */

/* The whole file, NUL-terminated, at most `limit` bytes. On failure NULL and errno (EFBIG when it
 * is larger). */
char *file_read(struct arena *a, const char *path, size_t limit, size_t *len);

/* Puts bytes in place of `path` whole or not at all: a temporary file in the same folder that has
 * no name before it is whole, fsync, rename, fsync of the folder. A path that is there and no
 * regular file (a device, a pipe) is written directly; a symbolic link to a file is followed.
 * Returns 0, or errno after removing the temporary file; what stood at `path` before is then
 * untouched. */
int file_save(const char *path, const char *bytes, size_t len);
/* The same for pieces laid end to end, without waiting for the disk: for a regular file
 * whose reader checks it, since when the machine loses its power it may be damaged. */
struct save_piece {
    const char *bytes;
    size_t len;
};
int file_save_soon(const char *path, const struct save_piece *pieces, size_t count);
/* As file_save for several files of one folder: none takes its name before all of them are written,
 * and the disk is waited for once. After a fault nothing more is written; saving_end then gives its
 * errno and the file, and no file has been replaced unless it was a rename that failed. Paths must
 * live until then. */
struct saving;
struct saving *saving_begin(struct arena *a);
void saving_add(struct saving *s, const char *path, const char *bytes, size_t len);
int saving_end(struct saving *s, const char **failed);

/* The last part of a path, in the same string. */
const char *path_base(const char *path);

/* Calls work(context, index, worker) for every index below count, on up to `jobs` threads;
 * `worker` is below jobs and never used by two calls at once. Results must not depend on order. */
void parallel(int jobs, size_t count, void (*work)(void *context, size_t index, int worker),
              void *context);

/* Begins work(context) on a thread beside the caller's, which may do all but look at what that
 * makes. Without a second job or a thread to be had nothing is begun. */
struct aside;
struct aside *aside_begin(struct arena *a, int jobs, void (*work)(void *context), void *context);
/* Waits for it; freeing the arena does so too. False if it was not begun (NULL: never). */
bool aside_end(struct aside *s);

#endif
