/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics: what is wrong, where, and how that line looks. Messages are kept in a list, not
 * printed, so that worker threads, --report and a preview can have them too; the main program
 * prints. Under the source line stands a caret whose padding counts display columns, because a Han
 * character is two wide. A long line is shown as a window around the caret.
 */
#include "util/util.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

struct message {
    enum severity severity;
    struct pos at;
    const char *text;
};

struct source_text {
    const char *file;
    const char *text;
    size_t len;
    const char *bytes; /* of the file: mostly the text */
    size_t size;
};

struct diags {
    struct arena *arena;
    struct message *messages;
    size_t count;
    size_t printed;
    struct source_text *sources;
    size_t source_count;
};

struct diags *diags_new(struct arena *a)
{
    struct diags *d = arena_alloc(a, sizeof *d);
    d->arena = a;
    return d;
}

void diags_source(struct diags *d, const char *file, const char *text, size_t len)
{
    d->sources = arena_grow(d->arena, d->sources, d->source_count, sizeof *d->sources);
    d->sources[d->source_count++] = (struct source_text){file, text, len, text, len};
}

static void add(struct diags *d, struct message message)
{
    d->messages = arena_grow(d->arena, d->messages, d->count, sizeof *d->messages);
    d->messages[d->count++] = message;
}

void diag(struct diags *d, enum severity severity, struct pos at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = arena_vprintf(d->arena, gettext(format), args);
    va_end(args);
    add(d, (struct message){severity, at, text});
}

void diags_append(struct diags *to, const struct diags *from)
{
    for (size_t i = 0; i < from->count; i++) {
        struct message m = from->messages[i];
        m.text = arena_text(to->arena, m.text, strlen(m.text));
        add(to, m);
    }
    for (size_t i = 0; i < from->source_count; i++) {
        const struct source_text *s = &from->sources[i];
        diags_source(to, s->file, s->text, s->len);
        diags_source_bytes(to, s->file, s->bytes, s->size);
    }
}

size_t diags_files(const struct diags *d)
{
    return d->source_count;
}

const char *diags_file(const struct diags *d, size_t n, const char **file, size_t *len)
{
    *file = d->sources[n].file;
    *len = d->sources[n].len;
    return d->sources[n].text;
}

const char *diags_file_bytes(const struct diags *d, size_t n, const char **file, size_t *size)
{
    *file = d->sources[n].file;
    *size = d->sources[n].size;
    return d->sources[n].bytes;
}

size_t diags_count(const struct diags *d, enum severity severity)
{
    size_t n = 0;
    for (size_t i = 0; i < d->count; i++)
        n += d->messages[i].severity == severity;
    return n;
}

size_t diags_total(const struct diags *d)
{
    return d->count;
}

void diags_at(const struct diags *d, size_t n, enum severity *severity, struct pos *at,
              const char **text)
{
    *severity = d->messages[n].severity;
    *at = d->messages[n].at;
    *text = d->messages[n].text;
}

/* ---- printing ----------------------------------------------------------------------------- */

static struct source_text *source_of(const struct diags *d, const char *file)
{
    for (size_t i = d->source_count; i-- > 0;)
        if (!strcmp(d->sources[i].file, file))
            return &d->sources[i];
    return NULL;
}

void diags_source_bytes(struct diags *d, const char *file, const char *bytes, size_t size)
{
    struct source_text *s = source_of(d, file);
    if (s) {
        s->bytes = bytes;
        s->size = size;
    }
}

void diags_source_share(struct diags *d, const char *file, const struct diags *with)
{
    const struct source_text *s = source_of(with, file);
    if (!s)
        return;
    diags_source(d, file, s->text, s->len);
    diags_source_bytes(d, file, s->bytes, s->size);
}

bool diags_decoded(const struct diags *d, const char *file)
{
    const struct source_text *s = source_of(d, file);
    return s && s->text != s->bytes;
}

const char *diags_text(const struct diags *d, const char *file, size_t *len)
{
    const struct source_text *s = source_of(d, file);
    *len = s ? s->len : 0;
    return s ? s->text : NULL;
}

/* The line's text and length, or NULL. */
static const char *find_line(const struct source_text *s, int line, size_t *len)
{
    const char *p = s->text;
    const char *end = s->text + s->len;
    while (line > 1 && p && (p = memchr(p, '\n', (size_t)(end - p)))) {
        p++;
        line--;
    }
    if (!p)
        return NULL;
    const char *stop = memchr(p, '\n', (size_t)(end - p));
    *len = (size_t)((stop ? stop : end) - p);
    if (*len && p[*len - 1] == '\r')
        *len -= 1;
    return p;
}

/* Prints characters [from, to) of a line; white space as single spaces so that columns hold. */
static int print_part(FILE *out, const char *line, size_t len, int from, int to)
{
    int columns = 0;
    int n = 1;
    for (const char *p = line, *end = line + len; p < end && n < to; n++) {
        const char *start = p;
        uint32_t code = utf8_next(&p, end);
        if (n < from)
            continue;
        bool control = code < 0x20 || (code >= 0x7F && code < 0xA0);
        if (control)
            fputc(' ', out);
        else
            fwrite(start, 1, (size_t)(p - start), out);
        columns += control ? 1 : utf8_width(code);
    }
    return columns;
}

static void print_caret(const struct diags *d, FILE *out, struct pos at)
{
    enum { BEFORE = 30, WINDOW = 60 };
    const struct source_text *s = source_of(d, at.file);
    size_t len;
    const char *line = s && at.line > 0 ? find_line(s, at.line, &len) : NULL;
    if (!line || !len || at.column <= 0 || utf8_valid(line, len) < len)
        return;
    int from = at.column > WINDOW - 10 ? at.column - BEFORE : 1;
    fputs(from > 1 ? "  …" : "  ", out);
    int padding = (from > 1 ? 3 : 2) + print_part(out, line, len, from, at.column);
    print_part(out, line, len, at.column, from + WINDOW);
    fputs((int)utf8_count(line, len) >= from + WINDOW ? "…\n" : "\n", out);
    fprintf(out, "%*s^\n", padding, "");
}

/* Messages are made of names and words of files, which may be any bytes. */
static void print_name(FILE *out, const char *name)
{
    struct buf b = {0};
    buf_add_name(&b, name);
    fwrite(b.text, 1, b.len, out);
    buf_release(&b);
}

static void print_place(FILE *out, struct pos at)
{
    print_name(out, at.file ? at.file : "briefgen");
    if (at.file && at.line > 0)
        fprintf(out, ":%d", at.line);
    if (at.file && at.line > 0 && at.column > 0)
        fprintf(out, ":%d", at.column);
}

/* What became of one message among those that say the same. */
struct saying {
    size_t places; /* 0: it is told with another one */
    size_t next;   /* one more than the message at the next place; 0: none */
};

static void print_other_places(const struct diags *d, FILE *out, const struct saying *sayings,
                               size_t next)
{
    enum { SHOWN = 12 };
    size_t n = 0;
    for (; next && n < SHOWN; next = sayings[next - 1].next, n++) {
        fputs(n ? _(", ") : _("  also at "), out);
        print_place(out, d->messages[d->printed + next - 1].at);
    }
    if (next)
        fputs(", …", out);
    if (n)
        fputc('\n', out);
}

static void print_message(const struct diags *d, FILE *out, bool color, const struct message *m,
                          size_t places)
{
    static const char *const names[] = {N_("note"), N_("warning"), N_("error")};
    static const char *const colors[] = {"\033[36m", "\033[35m", "\033[31m"};
    print_place(out, m->at);
    fprintf(out, ": %s%s:%s ", color ? colors[m->severity] : "", _(names[m->severity]),
            color ? "\033[0m" : "");
    print_name(out, m->text);
    if (places > 1)
        fprintf(out, _(" (%zu places)"), places);
    fputc('\n', out);
    if (m->at.file)
        print_caret(d, out, m->at);
}

static int by_place(const struct pos *x, const struct pos *y)
{
    int order = strcmp(x->file ? x->file : "", y->file ? y->file : "");
    if (!order)
        order = (x->line > y->line) - (x->line < y->line);
    return order ? order : (x->column > y->column) - (x->column < y->column);
}

static int by_text_then_place(const void *a, const void *b)
{
    const struct message *const *x = a, *const *y = b;
    int order = strcmp((*x)->text, (*y)->text);
    if (!order)
        order = by_place(&(*x)->at, &(*y)->at);
    return order ? order : (*x > *y) - (*x < *y);
}

/* Links what is said alike, in the order of the places; the same place counts once. */
static void link_sayings(const struct diags *d, struct saying *sayings)
{
    size_t n = d->count - d->printed;
    const struct message *first = d->messages + d->printed;
    const struct message **sorted = malloc(n * sizeof *sorted);
    if (!sorted)
        die_of_memory();
    for (size_t i = 0; i < n; i++)
        sorted[i] = first + i;
    qsort(sorted, n, sizeof *sorted, by_text_then_place);
    for (size_t i = 0, last = 0, head = 0; i < n; i++) {
        size_t now = (size_t)(sorted[i] - first);
        bool alike = i && !strcmp(sorted[i]->text, first[head].text);
        if (alike && !by_place(&sorted[i]->at, &first[last].at))
            continue;
        if (alike)
            sayings[last].next = now + 1;
        else
            head = now;
        sayings[head].places++;
        last = now;
    }
    free(sorted);
}

static void print_lines(struct diags *d, FILE *out)
{
    for (; d->printed < d->count; d->printed++) {
        const struct message *m = &d->messages[d->printed];
        log_message(out, m->severity, m->at, m->text);
    }
}

void diags_print(struct diags *d, FILE *out, bool color)
{
    if (log_form() != LOG_TEXT)
        print_lines(d, out);
    size_t n = d->count - d->printed;
    if (!n)
        return;
    struct saying *sayings = calloc(n, sizeof *sayings);
    if (!sayings)
        die_of_memory();
    link_sayings(d, sayings);
    for (size_t i = 0; i < n; i++) {
        if (!sayings[i].places)
            continue;
        print_message(d, out, color, &d->messages[d->printed + i], sayings[i].places);
        print_other_places(d, out, sayings, sayings[i].next);
    }
    free(sayings);
    d->printed = d->count;
}

/* As print_name, but in place: there may be no memory left. */
static void mute_controls(char *text)
{
    for (; *text; text++)
        if ((unsigned char)*text < ' ' || *text == 0x7F)
            *text = '?';
}

void die(const char *format, ...)
{
    char *text = NULL;
    va_list args;
    flockfile(stderr); /* for good: of several threads that die, one is heard */
    va_start(args, format);
    if (vasprintf(&text, gettext(format), args) < 0)
        text = NULL;
    va_end(args);
    if (text)
        mute_controls(text);
    else
        text = "out of memory";
    if (log_form() == LOG_TEXT)
        fprintf(stderr, "%s%s\n", _("briefgen: error: "), text);
    else
        log_message(stderr, ERROR, (struct pos){0}, text);
    log_end_by_machine();
    fflush(NULL);
    _exit(2); /* nothing to clean: files are whole or not there, and memory goes with the process */
}

void die_of_memory(void)
{
    struct rlimit limit;
    if (getrlimit(RLIMIT_DATA, &limit) || limit.rlim_cur == RLIM_INFINITY)
        die("out of memory");
    die("out of memory; a run may have %zu MB (--memory-limit)", (size_t)limit.rlim_cur >> 20);
}

void bug(const char *file, int line, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    fprintf(stderr, "briefgen: %s:%d: this is a fault of briefgen itself: ", file, line);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
    abort();
}
