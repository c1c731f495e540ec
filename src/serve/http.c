/* SPDX-License-Identifier: MIT */
/*
 * The server. It is for one editor at one machine, and takes nobody else for him:
 * - it listens on 127.0.0.1 unless another address was given;
 * - every path begins with a token of 128 random bits, new in each run, that only the terminal has
 *   shown: another user of the machine, or a page that tries ports, gets 404;
 * - Host must name this server, so that a foreign name which was made to lead here gets 403 (DNS
 *   rebinding);
 * - GET and HEAD only, and nothing that is asked for changes a file;
 * - what is answered comes from memory: the page's files, and what the last build read and made.
 *
 * One thread answers. It takes the lock for as long as it copies an answer; the thread that builds
 * takes it to put a new build in place.
 */
#include "serve/http.h"

#include <arpa/inet.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/random.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "export/export.h"

static const char *const functions[] = {HTTP_FUNCTIONS(LIBRARY_NAME)};

/* ---- answers ------------------------------------------------------------------------------ */

static enum MHD_Result answer(const struct asked *c, unsigned status, const char *type,
                              const char *bytes, size_t len)
{
    static const char *const headers[][2] = {
        {"Cache-Control", "no-store"},
        {"X-Content-Type-Options", "nosniff"},
        {"Referrer-Policy", "no-referrer"},
        {"Cross-Origin-Resource-Policy", "same-origin"},
        {"X-Frame-Options", "DENY"},
        {"Content-Security-Policy",
         "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self'; "
         "style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data: "
         "blob:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"}};
    struct MHD_Response *r =
        c->http->MHD_create_response_from_buffer(len, (void *)bytes, MHD_RESPMEM_MUST_COPY);
    if (!r)
        return MHD_NO;
    c->http->MHD_add_response_header(r, "Content-Type", type);
    for (size_t i = 0; i < COUNT(headers); i++)
        c->http->MHD_add_response_header(r, headers[i][0], headers[i][1]);
    enum MHD_Result result = c->http->MHD_queue_response(c->connection, status, r);
    c->http->MHD_destroy_response(r);
    return result;
}

static enum MHD_Result refuse(const struct asked *c, unsigned status)
{
    return answer(c, status, "text/plain", "", 0);
}

static enum MHD_Result answer_json(const struct asked *c, struct buf *b)
{
    enum MHD_Result result = answer(c, MHD_HTTP_OK, "application/json", b->text, b->len);
    buf_release(b);
    return result;
}

/* ---- what is asked for -------------------------------------------------------------------- */

static const char *argument(const struct asked *c, const char *name)
{
    return c->http->MHD_lookup_connection_value(c->connection, MHD_GET_ARGUMENT_KIND, name);
}

/* A whole number, or 0. */
static int number(const struct asked *c, const char *name)
{
    const char *value = argument(c, name);
    long n = value ? strtol(value, NULL, 10) : 0;
    return n > 0 && n < 1000000 ? (int)n : 0;
}

/* The sheet of this name, of NULL the first; NULL if there is none. */
static struct view *view_of(struct serve *s, const char *name)
{
    for (size_t i = 0; i < s->view_count; i++)
        if (!name || !strcmp(s->views[i].name, name))
            return &s->views[i];
    return NULL;
}

void http_ask(struct serve *s, struct view *sheet)
{
    sheet->asked = true;
    if (eventfd_write(s->asked, 1))
        BUG("eventfd: %s", strerror(errno));
}

/* The name comes back with what is asked for, so it is told as it is, if it is text at all. */
static json_t *sheet_json(const char *name)
{
    json_t *json = json_string(name);
    return json ? json : export_json_text(name);
}

static enum MHD_Result sheets(struct serve *s, const struct asked *c)
{
    struct buf b = {0};
    json_t *names = json_array();
    for (size_t i = 0; i < s->view_count; i++)
        json_array_append_new(names, sheet_json(s->views[i].name));
    show_json(&b, names);
    return answer_json(c, &b);
}

/* The page says that it shows a build: the only thing that time was measured for. */
static enum MHD_Result seen(struct serve *s, const struct asked *c, const struct shown *shown)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    double now = (double)t.tv_sec + (double)t.tv_nsec / 1e9;
    (void)s;
    if (show_version(shown) == (unsigned)number(c, "version")) {
        printf(_("  in the browser after %.0f ms\n"), (now - show_started(shown)) * 1000);
        fflush(stdout);
    }
    return refuse(c, MHD_HTTP_NO_CONTENT);
}

static enum MHD_Result source(const struct asked *c, const struct shown *shown)
{
    size_t len = 0;
    const char *file = argument(c, "file"), *text = file ? show_source(shown, file, &len) : NULL;
    return text ? answer(c, MHD_HTTP_OK, "text/plain; charset=utf-8", text, len)
                : refuse(c, MHD_HTTP_NOT_FOUND);
}

static enum MHD_Result pdf(const struct asked *c, const struct shown *shown)
{
    size_t len;
    const char *bytes = show_pdf(shown, &len);
    return len ? answer(c, MHD_HTTP_OK, "application/pdf", bytes, len)
               : refuse(c, MHD_HTTP_NOT_FOUND);
}

/* Of the version that is asked for only: it is shown with the state of that. To have none is no
 * fault. */
static enum MHD_Result part(const struct asked *c, const struct shown *shown)
{
    size_t len;
    const char *bytes = show_part(shown, &len);
    return len && show_version(shown) == (unsigned)number(c, "version")
               ? answer(c, MHD_HTTP_OK, "application/pdf", bytes, len)
               : refuse(c, MHD_HTTP_NO_CONTENT);
}

/* The page says what its reader looks at, which the next build puts into a file of its own. */
static enum MHD_Result look(struct serve *s, const struct asked *c, struct view *view)
{
    enum { MOST_PAGES = 8 };
    int first = number(c, "page"), count = number(c, "count");
    pthread_mutex_lock(&s->lock);
    if (first && count)
        view->look = (struct serve_look){(size_t)first - 1,
                                         (size_t)(count < MOST_PAGES ? count : MOST_PAGES)};
    pthread_mutex_unlock(&s->lock);
    return refuse(c, MHD_HTTP_NO_CONTENT);
}

/* Of a build; under the lock. */
static enum MHD_Result of_build(struct serve *s, const struct asked *c, const char *name,
                                const struct shown *shown)
{
    struct buf b = {0};
    const char *file = argument(c, "file");
    if (!strcmp(name, "pdf"))
        return pdf(c, shown);
    if (!strcmp(name, "part"))
        return part(c, shown);
    if (!strcmp(name, "source"))
        return source(c, shown);
    if (!strcmp(name, "seen"))
        return seen(s, c, shown);
    if (!strcmp(name, "state"))
        show_state(&b, shown);
    else if (!strcmp(name, "figures"))
        show_figures(&b, shown);
    else if (!strcmp(name, "where"))
        show_where(&b, shown, number(c, "page"), number(c, "x"), number(c, "y"));
    else if (!strcmp(name, "place") && file)
        show_place(&b, shown, file, number(c, "line"));
    else
        return refuse(c, MHD_HTTP_NOT_FOUND);
    return answer_json(c, &b);
}

static enum MHD_Result of_sheet(struct serve *s, const struct asked *c, const char *name)
{
    struct view *sheet = view_of(s, argument(c, "sheet"));
    if (!sheet)
        return refuse(c, MHD_HTTP_NOT_FOUND);
    if (!strcmp(name, "events"))
        return events_answer(s, c->connection, sheet);
    if (!strcmp(name, "look"))
        return look(s, c, sheet);
    pthread_mutex_lock(&s->lock);
    enum MHD_Result result =
        sheet->shown ? of_build(s, c, name, sheet->shown) : refuse(c, MHD_HTTP_NOT_FOUND);
    pthread_mutex_unlock(&s->lock);
    return result;
}

static enum MHD_Result route(struct serve *s, const struct asked *c, const char *name)
{
    for (size_t i = 0; i < s->file_count; i++)
        if (!strcmp(name, s->files[i].name))
            return answer(c, MHD_HTTP_OK, s->files[i].type, s->files[i].bytes, s->files[i].len);
    return strcmp(name, "sheets") != 0 ? of_sheet(s, c, name) : sheets(s, c);
}

/* ---- who asks ----------------------------------------------------------------------------- */

static bool is_address(const char *host, size_t len)
{
    char text[INET6_ADDRSTRLEN + 1] = "";
    unsigned char bytes[sizeof(struct in6_addr)];
    bool six = len > 2 && host[0] == '[' && host[len - 1] == ']';
    if (len - 2 * six >= sizeof text)
        return false;
    memcpy(text, host + six, len - 2 * six);
    return inet_pton(six ? AF_INET6 : AF_INET, text, bytes) == 1;
}

static bool is_name(const char *host, size_t len, const char *name)
{
    return len == strlen(name) && !memcmp(host, name, len);
}

/* Where all interfaces are listened to, any address is taken: a page that a browser has from an
 * address is from who has it. A name is not: it may have led elsewhere before. */
static bool names_us(const struct serve *s, const char *host)
{
    char port[16];
    if (!host)
        return false;
    int port_len = snprintf(port, sizeof port, ":%d", s->port);
    size_t len = strlen(host);
    if (len <= (size_t)port_len || strcmp(host + len - port_len, port) != 0)
        return false;
    len -= (size_t)port_len;
    return is_name(host, len, s->host) || is_name(host, len, "localhost") ||
           (s->everywhere && is_address(host, len));
}

/* What stands behind /TOKEN/, or NULL. All of the token is compared, be it wrong at its beginning.
 */
static const char *behind_token(const struct serve *s, const char *path)
{
    unsigned differ = 0;
    if (strlen(path) < TOKEN_LEN + 2 || path[0] != '/' || path[TOKEN_LEN + 1] != '/')
        return NULL;
    for (size_t i = 0; i < TOKEN_LEN; i++)
        differ |= (unsigned char)(path[i + 1] ^ s->token[i]);
    return differ ? NULL : path + TOKEN_LEN + 2;
}

static enum MHD_Result on_request(void *context, struct MHD_Connection *connection,
                                  const char *path, const char *method, const char *version,
                                  const char *upload, size_t *upload_size, void **state)
{
    struct serve *s = context;
    const struct asked asked = {&s->http, connection}, *c = &asked;
    (void)version;
    (void)upload;
    if (!*state) {        /* the headers are there, a body may follow */
        *state = context; /* anything but NULL */
        return MHD_YES;
    }
    if (*upload_size) {
        *upload_size = 0;
        return MHD_YES;
    }
    if (!names_us(s, s->http.MHD_lookup_connection_value(connection, MHD_HEADER_KIND, "Host")))
        return refuse(c, MHD_HTTP_FORBIDDEN);
    const char *name = behind_token(s, path);
    if (!name)
        return refuse(c, MHD_HTTP_NOT_FOUND);
    if (strcmp(method, "GET") != 0 && strcmp(method, "HEAD") != 0)
        return refuse(c, MHD_HTTP_METHOD_NOT_ALLOWED);
    return route(s, c, name);
}

/* ---- opening ------------------------------------------------------------------------------ */

static void make_token(struct serve *s)
{
    static const char digits[] = "0123456789abcdef";
    unsigned char bytes[TOKEN_LEN / 2];
    if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes)
        die(_("no random numbers: %s"), strerror(errno));
    for (size_t i = 0; i < sizeof bytes; i++) {
        s->token[2 * i] = digits[bytes[i] >> 4];
        s->token[2 * i + 1] = digits[bytes[i] & 15];
    }
}

static void add_sheet(struct serve *s, const char *name)
{
    if (view_of(s, name))
        return;
    s->views = arena_grow(s->arena, s->views, s->view_count, sizeof *s->views);
    s->views[s->view_count++] = (struct view){.name = arena_text(s->arena, name, strlen(name))};
}

static struct sockaddr_storage socket_address(const struct serve *s, int port)
{
    struct sockaddr_storage storage = {0};
    struct sockaddr_in *four = (struct sockaddr_in *)&storage;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)&storage;
    if (inet_pton(AF_INET, s->address, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons((uint16_t)port);
    } else if (inet_pton(AF_INET6, s->address, &six->sin6_addr) == 1) {
        six->sin6_family = AF_INET6;
        six->sin6_port = htons((uint16_t)port);
    } else {
        die(_("--address takes an address of this machine such as 127.0.0.1, not %s"), s->address);
    }
    return storage;
}

static void listen_at(struct serve *s, int port)
{
    enum { MOST_CONNECTIONS = 128, PATIENCE = 60 /* s */ };
    struct sockaddr_storage at = socket_address(s, port);
    unsigned flags = MHD_USE_INTERNAL_POLLING_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_AUTO;
    if (at.ss_family == AF_INET6)
        flags |= MHD_USE_IPv6;
    s->daemon = s->http.MHD_start_daemon(flags, (uint16_t)port, NULL, NULL, on_request, s,
                                         MHD_OPTION_SOCK_ADDR, &at, MHD_OPTION_CONNECTION_LIMIT,
                                         (unsigned)MOST_CONNECTIONS, MHD_OPTION_CONNECTION_TIMEOUT,
                                         (unsigned)PATIENCE, MHD_OPTION_END);
    if (!s->daemon)
        die(_("cannot listen on %s port %d: %s"), s->address, port, strerror(errno));
    s->port = s->http.MHD_get_daemon_info(s->daemon, MHD_DAEMON_INFO_BIND_PORT)->port;
}

/* An address as a browser writes it; what is none is said when it is listened to. */
static const char *plain_address(struct arena *a, const char *address)
{
    char text[INET6_ADDRSTRLEN];
    struct in6_addr six;
    bool known =
        inet_pton(AF_INET6, address, &six) == 1 && inet_ntop(AF_INET6, &six, text, sizeof text);
    return known ? arena_text(a, text, strlen(text)) : address;
}

struct serve *serve_open(const struct serve_options *options)
{
    struct arena *a = arena_new();
    struct serve *s = arena_alloc(a, sizeof *s);
    s->arena = a;
    library_need(LIBMICROHTTPD, functions, COUNT(functions), &s->http);
    s->address = plain_address(a, options->address ? options->address : "127.0.0.1");
    s->host = arena_printf(a, strchr(s->address, ':') ? "[%s]" : "%s", s->address);
    s->everywhere = !strcmp(s->address, "0.0.0.0") || !strcmp(s->address, "::");
    s->files = files_read(a, options->folder, &s->file_count);
    s->asked = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    pthread_mutex_init(&s->lock, NULL);
    make_token(s);
    add_sheet(s, options->sheet);
    for (const char *const *name = options->sheets; *name; name++)
        add_sheet(s, *name);
    listen_at(s, options->port);
    s->url = arena_printf(a, "http://%s:%d/%s/", s->host, s->port, s->token);
    return s;
}

const char *serve_url(const struct serve *s)
{
    return s->url;
}

void serve_close(struct serve *s)
{
    pthread_mutex_lock(&s->lock);
    s->closing = true;
    events_wake(s);
    pthread_mutex_unlock(&s->lock);
    s->http.MHD_stop_daemon(s->daemon);
    for (size_t i = 0; i < s->view_count; i++)
        show_free(s->views[i].shown);
    pthread_mutex_destroy(&s->lock);
    close(s->asked);
    arena_free(s->arena);
}

/* ---- builds ------------------------------------------------------------------------------- */

int serve_asked(const struct serve *s)
{
    return s->asked;
}

const char *const *serve_sheets(struct serve *s, struct arena *a, bool missing_only)
{
    const char **names = arena_array(a, s->view_count + 1, sizeof *names);
    size_t count = 0;
    eventfd_t ignored;
    eventfd_read(s->asked, &ignored);
    pthread_mutex_lock(&s->lock);
    for (size_t i = 0; i < s->view_count; i++) {
        struct view *sheet = &s->views[i];
        bool looked_at = i == 0 || events_watched(s, sheet) || sheet->asked;
        if (!looked_at && sheet->shown) { /* what nobody looks at would grow old */
            show_free(sheet->shown);
            sheet->shown = NULL;
        }
        sheet->asked = false;
        if (looked_at && !(missing_only && sheet->shown))
            names[count++] = sheet->name;
    }
    pthread_mutex_unlock(&s->lock);
    return names;
}

struct serve_look serve_looked_at(struct serve *s, const char *sheet)
{
    pthread_mutex_lock(&s->lock);
    struct serve_look look = view_of(s, sheet)->look;
    pthread_mutex_unlock(&s->lock);
    return look;
}

bool serve_publish(struct serve *s, const struct serve_build *build)
{
    struct view *sheet = view_of(s, build->sheet);
    if (!sheet)
        BUG("no sheet %s", build->sheet);
    if (sheet->shown && show_same(sheet->shown, build))
        return false;
    pthread_mutex_lock(&s->lock);
    sheet->shown = show_new(build, sheet->shown);
    events_wake(s);
    pthread_mutex_unlock(&s->lock);
    return true;
}
