/* SPDX-License-Identifier: MIT */
/*
 * The manifest, styles/briefing.xsd. The schema has checked the form when the elements are walked
 * here. Several <to> of one kind are one list: 县委办，县政府办.
 */
#include <stdlib.h>
#include <string.h>

#include "digest/briefing.h"
#include "util/xml.h"

static void add_entry(struct arena *a, struct manifest *m, const struct xml_node *node,
                      const char *section)
{
    const struct xml_attribute *href = xml_attribute(node, "href");
    struct manifest_entry entry = {.href = href ? href->value : "",
                                   .section = section,
                                   .date = xml_value(node, "date", ""),
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
            if (is_named(i, "include") || is_named(i, "exclude"))
                add_entry(a, m, i, xml_value(n, "name", ""));
    }
}

static const char *receivers(struct arena *a, const struct xml_node *list, const char *kind)
{
    struct buf b = {0};
    for (const struct xml_node *n = list ? list->first : NULL; n; n = n->next) {
        if (!is_named(n, "to") || strcmp(xml_value(n, "kind", ""), kind) != 0)
            continue;
        if (b.len > 0)
            buf_adds(&b, "，");
        buf_adds(&b, xml_plain_text(a, n));
    }
    const char *joined = arena_text(a, b.text ? b.text : "", b.len);
    buf_release(&b);
    return joined;
}

static void read_receivers(struct arena *a, struct manifest *m, const struct xml_node *root)
{
    static const char *const kinds[RECEIVERS_COUNT] = {"报", "送", "发"};
    const struct xml_node *list = xml_child(root, "distribution");
    for (size_t i = 0; i < RECEIVERS_COUNT; i++)
        m->receivers[i] = receivers(a, list, kinds[i]);
}

static int number_of(const struct xml_node *root, const char *name, const char *otherwise)
{
    return (int)strtol(xml_value(root, name, otherwise), NULL, 10); /* the schema has checked it */
}

static struct calendar read_calendar(const struct xml_node *root)
{
    const char *every = xml_value(root, "every", "week");
    return (struct calendar){.every = !strcmp(every, "day")     ? PERIOD_DAY
                                      : !strcmp(every, "month") ? PERIOD_MONTH
                                                                : PERIOD_WEEK,
                             .first_date = xml_value(root, "first-date", ""),
                             .first_issue = number_of(root, "first-issue", "1"),
                             .first_total = number_of(root, "first-total-issue", "0"),
                             .yearly = !strcmp(xml_value(root, "numbers", ""), "yearly")};
}

struct manifest *manifest_read(struct arena *a, const char *path, const char *xsd, struct diags *d)
{
    const struct xml_node *root = xml_read(a, path, xsd, d);
    if (!root)
        return NULL;
    const struct xml_node *note = xml_child(root, "note");
    struct manifest *m = arena_alloc(a, sizeof *m);
    *m = (struct manifest){.pos = root->pos,
                           .calendar = read_calendar(root),
                           .supplement = !strcmp(xml_value(root, "kind", ""), "supplement"),
                           .title = xml_value(root, "title", ""),
                           .issue = xml_value(root, "issue", ""),
                           .total_issue = xml_value(root, "total-issue", ""),
                           .copies = xml_value(root, "copies", ""),
                           .date = xml_value(root, "date", ""),
                           .office = xml_value(root, "office", ""),
                           .note = note ? xml_plain_text(a, note) : ""};
    read_receivers(a, m, root);
    read_entries(a, m, root);
    return m;
}
