/* SPDX-License-Identifier: MIT */
/*
 * Font roles: a style asks for songti, the sheet says which families may play it. A higher sheet
 * replaces the whole list of a role, because an order of preference cannot be merged.
 */
#include "format/sheet.h"

#include <string.h>

static const char *const roles[] = {"songti",       "heiti", "kaiti", "fangsong",
                                    "xiaobiaosong", "latin", NULL};

const char *format_role_name(enum font_role role)
{
    return roles[role];
}

/* The role that a face of this name plays, or NULL. */
static const char *role_of_name(const char *name)
{
    static const char *const names[][2] = {
        {"小标宋", "xiaobiaosong"}, {"仿宋", "fangsong"}, {"楷", "kaiti"},    {"黑", "heiti"},
        {"雅黑", "heiti"},          {"宋", "songti"},     {"Song", "songti"}, {"SimSun", "songti"},
        {"SimHei", "heiti"},        {"KaiTi", "kaiti"},   {"Times", "latin"}, {"sans", "heiti"},
        {"serif", "songti"},
    };
    for (size_t i = 0; i < COUNT(names); i++)
        if (strstr(name, names[i][0]))
            return names[i][1];
    return NULL;
}

enum font_role format_role(struct reader *r, struct xml_attribute a)
{
    const char *meant = role_of_name(a.value);
    if (!meant)
        return (enum font_role)format_word(r, a, roles);
    diag(r->diags, ERROR, a.pos,
         "%s=\"%s\": a role is wanted here, such as %s; families stand in <fonts>", a.name,
         format_excerpt(r->arena, a.value), meant);
    return ROLE_SONGTI;
}

/* One name of the comma-separated list, without spaces around it; moves *s behind its comma. */
static const char *next_family(struct arena *a, const char **s)
{
    const char *start = *s + strspn(*s, " ");
    size_t len = strcspn(start, ",");
    *s = start + len + (start[len] == ',');
    while (len && start[len - 1] == ' ')
        len--;
    return arena_text(a, start, len);
}

static void read_families(struct reader *r, struct font_list *list, struct xml_attribute a)
{
    for (const char *s = a.value; *s;) {
        const char *name = next_family(r->arena, &s);
        if (!name[0]) {
            diag(r->diags, ERROR, a.pos, "family: a name is missing between two commas");
            continue;
        }
        list->families = arena_grow(r->arena, list->families, list->count, sizeof *list->families);
        list->families[list->count++] = (struct font_family){name, a.pos};
    }
}

static void read_font(struct reader *r, const struct xml_node *node, bool given[ROLE_COUNT])
{
    const struct xml_attribute *name = xml_attribute(node, "role");
    if (!name)
        return;
    size_t errors = diags_count(r->diags, ERROR);
    enum font_role role = format_role(r, *name);
    if (diags_count(r->diags, ERROR) > errors)
        return;
    struct font_list *list = &r->sheet->fonts[role];
    if (given[role]) {
        diag(r->diags, ERROR, name->pos, "role \"%s\" is defined twice, first in line %d",
             roles[role], list->pos.line);
        return;
    }
    given[role] = true;
    *list = (struct font_list){.pos = node->pos};
    read_families(r, list, format_attribute(node, "family", ""));
}

void format_fonts(struct reader *r)
{
    for (size_t level = 0; level < r->level_count; level++) {
        bool given[ROLE_COUNT] = {false};
        const struct xml_node *fonts = xml_child(r->levels[level], "fonts");
        for (const struct xml_node *n = fonts ? fonts->first : NULL; n; n = n->next)
            if (n->name && !strcmp(n->name, "font"))
                read_font(r, n, given);
    }
}
