/* SPDX-License-Identifier: MIT */
/*
 * Messages for machines, one a line. Which form is wanted stands in the environment, as the
 * language of messages does: die() may be called from anywhere, and must say what it says in the
 * same form.
 */
#include "util/util.h"

#include <stdlib.h>
#include <string.h>

enum { PRIORITY_ERROR = 3, PRIORITY_WARNING = 4, PRIORITY_NOTICE = 5 }; /* sd-daemon(3) */

static const char *const names[] = {
    [LOG_TEXT] = "text", [LOG_JSON] = "json", [LOG_JOURNAL] = "journal"};

static const char *asked(void)
{
    const char *form = getenv("BRIEFGEN_LOG");
    return form ? form : "";
}

bool log_asked(void)
{
    return asked()[0] != '\0';
}

enum log_form log_form(void)
{
    for (size_t i = 0; i < COUNT(names); i++)
        if (!strcmp(asked(), names[i]))
            return (enum log_form)i;
    return LOG_TEXT;
}

bool log_ask(const char *form)
{
    bool known = false;
    for (size_t i = 0; i < COUNT(names); i++)
        known = known || !strcmp(form, names[i]);
    return known && setenv("BRIEFGEN_LOG", form, 1) == 0;
}

/* A string of JSON: RFC 8259. */
static void add_string(struct buf *b, const char *bytes)
{
    struct buf text = {0};
    buf_add_name(&text, bytes);
    buf_adds(b, "\"");
    for (size_t i = 0; i < text.len; i++) {
        unsigned char c = (unsigned char)text.text[i];
        if (c == '"' || c == '\\')
            buf_addf(b, "\\%c", c);
        else if (c < 0x20)
            buf_addf(b, "\\u%04x", c);
        else
            buf_add(b, &text.text[i], 1);
    }
    buf_adds(b, "\"");
    buf_release(&text);
}

static void print(FILE *out, struct buf *line)
{
    for (size_t i = 0; i < line->len; i++)
        if (line->text[i] == '\n')
            line->text[i] = ' ';
    fprintf(out, "%s\n", line->text);
    buf_release(line);
}

static int priority(enum severity severity)
{
    return severity == ERROR     ? PRIORITY_ERROR
           : severity == WARNING ? PRIORITY_WARNING
                                 : PRIORITY_NOTICE;
}

static void add_place(struct buf *b, struct pos at)
{
    if (!at.file)
        buf_adds(b, "briefgen");
    else
        buf_add_name(b, at.file);
    if (at.file && at.line)
        buf_addf(b, ":%d", at.line);
    if (at.file && at.line && at.column)
        buf_addf(b, ":%d", at.column);
}

static void add_json(struct buf *b, enum severity severity, struct pos at, const char *text)
{
    static const char *const severities[] = {"note", "warning", "error"};
    buf_addf(b, "{\"severity\":\"%s\",", severities[severity]);
    if (at.file) {
        buf_adds(b, "\"file\":");
        add_string(b, at.file);
        buf_addf(b, ",\"line\":%d,\"column\":%d,", at.line, at.column);
    }
    buf_adds(b, "\"text\":");
    add_string(b, text);
    buf_adds(b, "}");
}

void log_message(FILE *out, enum severity severity, struct pos at, const char *text)
{
    const char *const words[] = {_("note"), _("warning"), _("error")};
    struct buf b = {0};
    if (log_form() == LOG_JSON) {
        add_json(&b, severity, at, text);
    } else {
        if (log_form() == LOG_JOURNAL)
            buf_addf(&b, "<%d>", priority(severity));
        add_place(&b, at);
        buf_addf(&b, ": %s: ", words[severity]);
        buf_add_name(&b, text);
    }
    print(out, &b);
}

void log_note(FILE *out, const char *text)
{
    if (log_form() == LOG_TEXT)
        fprintf(out, "%s\n", text);
    else
        log_message(out, NOTE, (struct pos){0}, text);
}

void log_summary(FILE *out, const struct log_field *fields, size_t count, bool failed)
{
    bool json = log_form() == LOG_JSON;
    struct buf b = {0};
    if (log_form() == LOG_JOURNAL)
        buf_addf(&b, "<%d>", failed ? PRIORITY_ERROR : PRIORITY_NOTICE);
    buf_adds(&b, json ? "{\"summary\":{" : "briefgen:");
    for (size_t i = 0; i < count; i++) {
        buf_addf(&b, json ? "%s\"%s\":" : "%s%s=", !json ? " " : i ? "," : "", fields[i].name);
        if (fields[i].text)
            add_string(&b, fields[i].text);
        else
            buf_addf(&b, "%zu", fields[i].number);
    }
    buf_adds(&b, json ? "}}" : "");
    print(out, &b);
}

void log_end_by_machine(void)
{
    const struct log_field fields[] = {{"status", "failed", 0}, {"exit", NULL, 2}};
    if (log_asked())
        log_summary(stderr, fields, COUNT(fields), true);
}
