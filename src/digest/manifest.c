/* SPDX-License-Identifier: MIT */
/*
 * The manifest, styles/briefing.xsd. The schema has checked the form when the elements are walked
 * here, except that xs:date admits a time zone, which a printed date has no use for. <distribution>
 * is read by nobody yet: no style sheet prints it.
 */
#include <stdlib.h>
#include <string.h>

#include "digest/briefing.h"
#include "util/xml.h"

static bool digits(const char *s, size_t count, int *value)
{
    for (*value = 0; count; count--, s++) {
        if (*s < '0' || *s > '9')
            return false;
        *value = *value * 10 + (*s - '0');
    }
    return true;
}

bool date_is_valid(const char *date)
{
    static const int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int year, month, day;
    if (strlen(date) != 10 || date[4] != '-' || date[7] != '-' || !digits(date, 4, &year) ||
        !digits(date + 5, 2, &month) || !digits(date + 8, 2, &day) || month < 1 || month > 12)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day >= 1 && day <= lengths[month - 1] + (leap && month == 2);
}

static void add_entry(struct arena *a, struct manifest *m, const struct xml_node *node,
                      const char *section)
{
    const struct xml_attribute *href = xml_attribute(node, "href");
    struct manifest_entry entry = {.href = href ? href->value : "",
                                   .section = section,
                                   .exclude = strcmp(node->name, "exclude") == 0,
                                   .pos = href ? href->pos : node->pos};
    m->entries = arena_grow(a, m->entries, m->count, sizeof *m->entries);
    m->entries[m->count++] = entry;
}

static bool is_named(const struct xml_node *node, const char *name)
{
    return node->name && strcmp(node->name, name) == 0;
}

static void read_entries(struct arena *a, struct manifest *m, const struct xml_node *root)
{
    for (const struct xml_node *n = root->first; n; n = n->next) {
        if (is_named(n, "include") || is_named(n, "exclude"))
            add_entry(a, m, n, NULL);
        if (!is_named(n, "section"))
            continue;
        for (const struct xml_node *i = n->first; i; i = i->next)
            if (is_named(i, "include"))
                add_entry(a, m, i, xml_value(n, "name", ""));
    }
}

static bool check_date(const struct xml_node *root, struct diags *d)
{
    const struct xml_attribute *date = xml_attribute(root, "date");
    if (!date || date_is_valid(date->value))
        return true;
    diag(d, ERROR, date->pos, "date is %s; a day is written YYYY-MM-DD", date->value);
    return false;
}

struct manifest *manifest_read(struct arena *a, const char *path, const char *xsd, struct diags *d)
{
    const struct xml_node *root = xml_read(a, path, xsd, d);
    if (!root)
        return NULL;
    if (!is_named(root, "briefing")) {
        diag(d, ERROR, root->pos, "a manifest begins with <briefing>, not <%s>", root->name);
        return NULL;
    }
    const struct xml_node *note = xml_child(root, "note");
    struct manifest *m = arena_alloc(a, sizeof *m);
    *m = (struct manifest){.pos = root->pos,
                           .title = xml_value(root, "title", ""),
                           .issue = xml_value(root, "issue", ""),
                           .date = xml_value(root, "date", ""),
                           .office = xml_value(root, "office", ""),
                           .note = note ? xml_text(a, note) : ""};
    read_entries(a, m, root);
    return check_date(root, d) ? m : NULL;
}
