/* SPDX-License-Identifier: MIT */
/*
 * One save of an editor is up to a dozen events: a file of another name is made, written, closed,
 * the old one is moved, the new one takes its name, a backup is deleted. A change is told when
 * nothing has happened for a moment; while a file is being written, only when it is closed, or when
 * its writer has been silent for long. The moment is short: what comes later still throws away the
 * build that it begins.
 *
 * Names that begin with a dot, and those of locks (~$…, …~), are no inputs (acquire/sources.c) and
 * no events. A folder that is made below a watched one is an event, and watched when its path is
 * added again after the build that this leads to; so is the folder that held one that is gone, and
 * tells when another one takes its place.
 */
#include "watch.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { SETTLE = 5 /* ms */, WRITING = 1000 /* ms */, BURSTS = 200, DEEPEST = 32, IGNORED = 4 };

struct watch {
    int events, signals;
    const char *ignored[IGNORED];
    size_t ignored_count;
    bool changed;     /* since it was last told */
    bool writing;     /* a file is open that was written to */
    bool stopped;     /* by a signal */
    struct buf names; /* of what changed; `told` stood there before */
    struct buf told;
    int last;              /* number of the last folder that was watched */
    double noticed, since; /* the first of what changed, and of what was told */
};

struct watch *watch_new(void)
{
    struct watch *w = calloc(1, sizeof *w);
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    if (!w)
        die_of_memory();
    pthread_sigmask(SIG_BLOCK, &set, NULL);
    w->signals = signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
    w->events = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (w->signals < 0 || w->events < 0)
        die(_("files cannot be watched: %s"), strerror(errno));
    return w;
}

void watch_free(struct watch *w)
{
    close(w->events);
    close(w->signals);
    buf_release(&w->names);
    buf_release(&w->told);
    free(w);
}

void watch_ignore(struct watch *w, const char *path)
{
    if (path && w->ignored_count < IGNORED)
        w->ignored[w->ignored_count++] = path_base(path);
}

/* ---- folders ------------------------------------------------------------------------------ */

static bool add_folder(struct watch *w, const char *folder)
{
    const uint32_t mask = IN_CLOSE_WRITE | IN_MODIFY | IN_CREATE | IN_MOVED_TO | IN_MOVED_FROM |
                          IN_DELETE | IN_ATTRIB | IN_MOVE_SELF | IN_DELETE_SELF | IN_ONLYDIR;
    int number = inotify_add_watch(w->events, folder, mask);
    if (number < 0 && errno == ENOSPC)
        die(_("files cannot be watched: %s"), strerror(errno));
    bool fresh = number > w->last;
    w->last = fresh ? number : w->last;
    return fresh;
}

static bool add_tree(struct watch *w, const char *folder, int depth)
{
    bool fresh = add_folder(w, folder);
    DIR *dir = depth < DEEPEST ? opendir(folder) : NULL;
    struct arena *a = arena_new();
    struct stat s;
    for (struct dirent *e; dir && (e = readdir(dir));)
        if (e->d_name[0] != '.' && e->d_type != DT_REG && !fstatat(dirfd(dir), e->d_name, &s, 0) &&
            S_ISDIR(s.st_mode))
            fresh |= add_tree(w, arena_printf(a, "%s/%s", folder, e->d_name), depth + 1);
    if (dir)
        closedir(dir);
    arena_free(a);
    return fresh;
}

bool watch_add(struct watch *w, const char *path)
{
    struct stat s;
    struct arena *a = arena_new();
    size_t len = (size_t)(path_base(path) - path);
    bool folder = !stat(path, &s) && S_ISDIR(s.st_mode);
    bool fresh =
        folder ? add_tree(w, path, 0) : add_folder(w, len ? arena_text(a, path, len) : ".");
    arena_free(a);
    return fresh;
}

/* ---- events ------------------------------------------------------------------------------- */

/* A file that was opened with O_TMPFILE, as our own outputs are: # and its number. */
static bool is_nameless(const char *name)
{
    return name[0] == '#' && name[1] && !name[1 + strspn(name + 1, "0123456789")];
}

static bool is_ignored(const struct watch *w, const char *name)
{
    size_t len = strlen(name);
    if (name[0] == '.' || name[0] == '~' || (len && name[len - 1] == '~') || is_nameless(name))
        return true;
    for (size_t i = 0; i < w->ignored_count; i++)
        if (!strcmp(name, w->ignored[i]))
            return true;
    return false;
}

static void note_name(struct watch *w, const char *name)
{
    if (w->names.text && strstr(w->names.text, name))
        return;
    buf_adds(&w->names, w->names.len ? ", " : "");
    buf_add_name(&w->names, name);
}

static void note_change(struct watch *w)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    if (!w->changed)
        w->noticed = (double)t.tv_sec + (double)t.tv_nsec / 1e9;
    w->changed = true;
}

static void note_event(struct watch *w, const struct inotify_event *e)
{
    if (e->mask & (IN_Q_OVERFLOW | IN_MOVE_SELF | IN_DELETE_SELF))
        note_change(w);
    if (!e->len || is_ignored(w, e->name))
        return;
    w->writing = (e->mask & (IN_MODIFY | IN_CREATE)) && !(e->mask & IN_ISDIR);
    note_change(w);
    note_name(w, e->name);
}

static void read_events(struct watch *w)
{
    _Alignas(struct inotify_event) char bytes[16384];
    for (ssize_t n; (n = read(w->events, bytes, sizeof bytes)) > 0;)
        for (char *p = bytes; p < bytes + n;) {
            const struct inotify_event *e = (const struct inotify_event *)p;
            note_event(w, e);
            p += sizeof *e + e->len;
        }
}

static bool read_signals(struct watch *w)
{
    struct signalfd_siginfo info;
    if (read(w->signals, &info, sizeof info) == sizeof info)
        w->stopped = true;
    return w->stopped;
}

bool watch_pending(struct watch *w)
{
    read_events(w);
    return w->changed;
}

/* ---- waiting ------------------------------------------------------------------------------ */

/* What is ready within so many milliseconds (-1: without end): events, signals, descriptor. */
static void wait_for(struct watch *w, int descriptor, int timeout, bool ready[3])
{
    struct pollfd fds[] = {
        {w->events, POLLIN, 0}, {w->signals, POLLIN, 0}, {descriptor, POLLIN, 0}};
    poll(fds, COUNT(fds), timeout);
    for (size_t i = 0; i < COUNT(fds); i++)
        ready[i] = fds[i].revents != 0;
}

static void settle(struct watch *w)
{
    bool ready[3];
    for (int i = 0; i < BURSTS; i++) {
        wait_for(w, -1, w->writing ? WRITING : SETTLE, ready);
        if (ready[1] || !ready[0])
            return;
        read_events(w);
    }
}

enum watch_event watch_wait(struct watch *w, int descriptor)
{
    for (;;) {
        bool ready[3] = {false};
        if (!w->changed)
            wait_for(w, descriptor, -1, ready);
        if (read_signals(w))
            return WATCH_STOP;
        read_events(w);
        if (w->changed) {
            settle(w);
            buf_release(&w->told);
            w->told = w->names;
            w->names = (struct buf){0};
            w->since = w->noticed;
            w->changed = w->writing = false;
            return WATCH_CHANGED;
        }
        if (ready[2])
            return WATCH_ASKED;
    }
}

double watch_since(const struct watch *w)
{
    return w->since;
}

const char *watch_names(const struct watch *w)
{
    return w->told.text ? w->told.text : "";
}
