/* SPDX-License-Identifier: MIT */
/* What the tests of XML share: a file of its own for every test, and all messages as one text. */
#ifndef BRIEFGEN_TEST_XML_FIXTURE_H
#define BRIEFGEN_TEST_XML_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "util/util.h"

struct fixture {
    struct arena *arena;
    struct diags *diags;
    char folder[32];
    const char *path; /* of the file under test */
    const char *xsd;  /* a schema of the test's own */
};

static int set_up(void **state)
{
    struct arena *a = arena_new();
    struct fixture *f = arena_alloc(a, sizeof *f);
    *f = (struct fixture){.arena = a, .diags = diags_new(a), .folder = "/tmp/briefgen-xml-XXXXXX"};
    assert_non_null(mkdtemp(f->folder));
    f->path = arena_printf(a, "%s/x.xml", f->folder);
    f->xsd = arena_printf(a, "%s/x.xsd", f->folder);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    unlink(f->path);
    unlink(f->xsd);
    rmdir(f->folder);
    arena_free(f->arena);
    return 0;
}

/* Writes the file and forgets all messages. */
static inline void save(struct fixture *f, const char *bytes, size_t len)
{
    f->diags = diags_new(f->arena);
    assert_int_equal(file_save(f->path, bytes, len), 0);
}

/* Every message as "line:column: severity: text", one a line. */
static inline const char *messages(const struct fixture *f)
{
    static const char *const names[] = {"note", "warning", "error"};
    struct buf b = {0};
    for (size_t i = 0; i < diags_total(f->diags); i++) {
        enum severity severity;
        struct pos at;
        const char *text;
        diags_at(f->diags, i, &severity, &at, &text);
        assert_string_equal(at.file, f->path);
        buf_addf(&b, "%d:%d: %s: %s\n", at.line, at.column, names[severity], text);
    }
    const char *all = arena_text(f->arena, b.text, b.len);
    buf_release(&b);
    return all;
}

#endif
