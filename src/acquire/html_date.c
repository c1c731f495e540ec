/* SPDX-License-Identifier: MIT */
/* The day that the head of a web page or a time element states. */
#include "acquire/html.h"

#include <strings.h>

static bool is_one_of(const char *name, const char *const *list, size_t count)
{
    for (size_t i = 0; name && i < count; i++)
        if (strcasecmp(name, list[i]) == 0)
            return true;
    return false;
}

static const char *stated_date(const struct html_node *node)
{
    static const char *const names[] = {"article:published_time", "publishdate", "pubdate",
                                        "publish_time",           "publishtime", "datePublished",
                                        "og:published_time",      "date"};
    const char *property = html_attribute(node, "property"), *name = html_attribute(node, "name");
    const char *item = html_attribute(node, "itemprop");
    bool stated = is_one_of(property, names, COUNT(names)) ||
                  is_one_of(name, names, COUNT(names)) || is_one_of(item, names, COUNT(names));
    if (node->tag == HTML_META)
        return stated ? html_attribute(node, "content") : NULL;
    bool shown = node->tag == HTML_TIME && !node->aside && !(node->flags & HTML_HIDDEN);
    return shown || stated ? html_attribute(node, "datetime") : NULL;
}

const char *html_date(const struct html *html)
{
    for (size_t i = 0; i < html->node_count; i++) {
        const char *stated = stated_date(html->nodes[i]);
        const char *date = stated ? acquire_date_in(html->page->arena, stated) : "";
        if (*date)
            return date;
    }
    return NULL;
}
