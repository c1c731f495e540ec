/* SPDX-License-Identifier: MIT */
/*
 * Which part of a page is the main text. Running text is what has stops or commas and is not mostly
 * links; what stands in nav, aside, footer or in an element whose class says menu, comment, related
 * and the like is not counted, unless most of the page's running text stands there.
 *
 * - Where article elements hold half of the running text, they are the main text, each of them.
 * - Else it is the smallest element that holds nine tenths of the running text (three fifths, when
 *   its class or id says content, article, text …): one element round all articles of a page that
 *   has several. main, role=main and articleBody are looked into first.
 *
 * Lists of links in it are left out. What stands outside still belongs to it: the heading that
 * repeats the page's title, and pictures, captions and subheadings between that and the text.
 *
 * A score for each paragraph that decays upwards (as reader views have it) was rejected: it finds
 * one article, while a page of a newspaper holds several.
 */
#include "acquire/html.h"

#include <string.h>
#include <strings.h>

enum { LONGEST_TITLE = 100, SHORTEST_TITLE = 4, BARE_TEXT = 60 };

/* ---- words of classes ----------------------------------------------------------------------- */

static bool is_letter(char c)
{
    return (c | 32) >= 'a' && (c | 32) <= 'z';
}

static bool is_upper(char c)
{
    return c >= 'A' && c <= 'Z';
}

/* Is one of the words of a name – artBody, left_nav, side-bar2 – in the list? */
static bool says(const char *names, const char *const *list)
{
    for (const char *p = names; p && *p;) {
        size_t len = 0;
        while (is_letter(p[len]) && !(len && is_upper(p[len]) && !is_upper(p[len - 1])))
            len++;
        for (const char *const *word = list; *word; word++)
            if (strlen(*word) == len && strncasecmp(*word, p, len) == 0)
                return true;
        p += len ? len : 1;
    }
    return false;
}

bool html_named(const struct html_node *node, const char *const *list)
{
    return says(html_attribute(node, "class"), list) || says(html_attribute(node, "id"), list);
}

static bool looks_aside(const struct html_node *node)
{
    static const char *const words[] = {
        "ad",         "ads",       "advert",     "advertisement", "aside",       "banner",
        "bottom",     "bread",     "breadcrumb", "breadcrumbs",   "comment",     "comments",
        "cookie",     "copyright", "crumb",      "crumbs",        "dialog",      "download",
        "foot",       "footer",    "friend",     "friendlink",    "hot",         "links",
        "login",      "menu",      "modal",      "nav",           "navbar",      "navi",
        "navigation", "pager",     "pagination", "paging",        "pinglun",     "popup",
        "qrcode",     "rank",      "ranking",    "recommend",     "recommended", "related",
        "relation",   "relevant",  "search",     "share",         "side",        "sidebar",
        "sidenav",    "submenu",   "tags",       "toolbar",       "topbar",      "topnav",
        NULL};
    static const char *const roles[] = {"banner", "complementary", "contentinfo",
                                        "dialog", "menu",          "navigation",
                                        "search", "toolbar",       NULL};
    bool framework = node->tag == HTML_BODY || node->tag == HTML_HTML || node->tag == HTML_TEXT;
    return !framework && ((node->flags & HTML_ASIDE) || html_named(node, words) ||
                          says(html_attribute(node, "role"), roles));
}

static bool looks_main(const struct html_node *node)
{
    static const char *const words[] = {
        "article",     "body", "content", "contents", "detail", "editor",   "entry", "main",
        "maincontent", "post", "story",   "text",     "trs",    "zhengwen", "zoom",  NULL};
    return node->tag == HTML_MAIN || node->tag == HTML_ARTICLE || html_named(node, words) ||
           says(html_attribute(node, "role"), (const char *const[]){"main", NULL}) ||
           html_attribute(node, "itemprop");
}

/* ---- sums ------------------------------------------------------------------------------------ */

static bool has_marks(const char *text)
{
    struct slice s = slice_of(text);
    while (s.start < s.end)
        if (in_set(utf8_next(&s.start, s.end), "，。！？；：、"))
            return true;
    return false;
}

static bool is_running(const struct html_run *run)
{
    const struct piece *piece = &run->piece;
    return !piece->picture && !piece->rows && !piece->level && run->linked * 3 < run->count &&
           (run->count >= BARE_TEXT || has_marks(piece->text)) &&
           !says_rights(slice_of(piece->text));
}

/* Anything that is no link, for a page without running text. */
static bool is_plain(const struct html_run *run)
{
    return run->linked * 2 < run->count && !says_rights(slice_of(run->piece.text));
}

/* Sums over every element; what is aside counts for nothing once that is known. */
static void sum(struct html *html, bool (*counts)(const struct html_run *run))
{
    for (size_t i = 0; i < html->node_count; i++) {
        struct html_node *n = html->nodes[i];
        n->count = n->linked = n->good = n->links = n->own = 0;
    }
    for (size_t i = 0; i < html->run_count; i++) {
        const struct html_run *run = &html->runs[i];
        struct html_node *n = run->block;
        bool good = counts(run) && !n->aside && n->tag != HTML_TITLE;
        n->count += run->count;
        n->linked += run->linked;
        n->good += good ? run->count : 0;
        n->links += run->linked == run->count && run->count && !run->piece.level;
        n->own += good;
    }
    for (size_t i = html->node_count; i-- > 1;) {
        struct html_node *n = html->nodes[i], *parent = n->parent;
        if (!parent)
            continue;
        parent->count += n->count;
        parent->linked += n->linked;
        parent->good += n->good;
        parent->links += n->links;
    }
}

static void find_asides(struct html *html)
{
    size_t total = html->root->good;
    for (size_t i = 0; i < html->node_count; i++) {
        struct html_node *n = html->nodes[i];
        bool around = n->parent && n->parent->aside;
        n->aside = around || (looks_aside(n) && n->good * 2 <= total);
    }
}

static bool is_list_of_links(const struct html_node *node)
{
    return (node->flags & HTML_BLOCK) && node->links >= 2 && !node->good &&
           node->linked * 5 >= node->count * 3;
}

/* ---- the elements that hold the main text ---------------------------------------------------- */

static struct html_node *best_child(const struct html_node *node)
{
    struct html_node *best = NULL;
    for (struct html_node *n = node->first; n; n = n->next)
        if (n->tag != HTML_TEXT && (!best || n->good > best->good))
            best = n;
    return best;
}

/* A paragraph is part of the text and not what holds it. */
static bool holds_text(const struct html_node *node)
{
    return node->own != 1 || looks_main(node);
}

static struct html_node *narrow(struct html_node *node)
{
    size_t total = node->good;
    for (struct html_node *n = best_child(node); n && n->good; n = best_child(n)) {
        bool most = n->good * 10 >= total * 9 || (looks_main(n) && n->good * 5 >= total * 3);
        if (!most)
            break;
        if ((n->flags & HTML_BLOCK) && n->tag != HTML_P && holds_text(n))
            node = n;
    }
    return node;
}

static bool is_outermost(const struct html_node *node)
{
    for (const struct html_node *n = node->parent; n; n = n->parent)
        if (n->tag == HTML_ARTICLE)
            return false;
    return true;
}

/* Marks the article elements, if they hold half of the running text. */
static bool mark_articles(struct html *html)
{
    size_t good = 0;
    for (size_t i = 0; i < html->node_count; i++) {
        struct html_node *n = html->nodes[i];
        if (n->tag == HTML_ARTICLE && n->good && is_outermost(n))
            good += n->good;
    }
    bool most = good && good * 2 >= html->root->good;
    for (size_t i = 0; most && i < html->node_count; i++) {
        struct html_node *n = html->nodes[i];
        n->inside = n->tag == HTML_ARTICLE && n->good;
    }
    return most;
}

static void mark_inside(struct html *html)
{
    for (size_t i = 0; i < html->node_count; i++) {
        struct html_node *n = html->nodes[i];
        bool around = n->parent && n->parent->inside;
        n->inside = (n->inside || around) && !n->aside && !is_list_of_links(n);
    }
}

/* ---- the title ------------------------------------------------------------------------------- */

/* Without white space. */
static char *squeezed(struct arena *a, const char *text)
{
    struct slice s = slice_of(text);
    char *out = arena_text(a, text, strlen(text)), *to = out;
    while (s.start < s.end) {
        const char *here = s.start;
        if (is_space(utf8_next(&s.start, s.end)))
            continue;
        memcpy(to, here, (size_t)(s.start - here));
        to += s.start - here;
    }
    *to = '\0';
    return out;
}

static bool is_title(struct arena *a, const char *title, const struct html_run *run)
{
    if (run->block->tag == HTML_TITLE || run->piece.picture || run->piece.rows ||
        run->count < SHORTEST_TITLE || run->count > LONGEST_TITLE)
        return false;
    const char *text = squeezed(a, run->piece.text);
    size_t len = strlen(text);
    if (strncmp(title, text, len) != 0)
        return false;
    struct slice rest = slice_of(title + len);
    return rest.start == rest.end || in_set(slice_first(rest), "-_|｜—–－·,，/>»(（[【<《:：");
}

/* How well a run serves as the title; a heading is best, a link in a list worst. */
static int rank(const struct html_run *run)
{
    bool list = run->linked || run->block->aside;
    return (run->piece.level ? 8 - run->piece.level : 1) - (list ? 10 : 0) + run->main;
}

static struct html_run *named_title(struct html *html, const char *title)
{
    struct html_run *best = NULL;
    for (size_t i = 0; i < html->run_count; i++) {
        struct html_run *run = &html->runs[i];
        if (is_title(html->page->arena, title, run) && (!best || rank(run) > rank(best)))
            best = run;
    }
    return best && rank(best) > -5 ? best : NULL;
}

/* A page whose main text has no heading: the last great heading before it. */
static struct html_run *heading_before(struct html *html, size_t first)
{
    for (size_t i = first; i < html->run_count; i++)
        if (html->runs[i].main && html->runs[i].piece.level)
            return NULL;
    for (size_t i = first; i-- > 0;) {
        struct html_run *run = &html->runs[i];
        if (run->piece.level && run->piece.level <= 2 && !run->linked && !run->block->aside &&
            run->count >= SHORTEST_TITLE)
            return run;
    }
    return NULL;
}

static size_t first_main(const struct html *html)
{
    size_t i = 0;
    while (i < html->run_count && !html->runs[i].main)
        i++;
    return i;
}

static size_t last_main(const struct html *html)
{
    size_t i = html->run_count;
    while (i > 0 && !html->runs[i - 1].main)
        i--;
    return i;
}

static void find_title(struct html *html)
{
    const char *title = "";
    for (size_t i = 0; i < html->run_count && !*title; i++)
        if (html->runs[i].block->tag == HTML_TITLE)
            title = squeezed(html->page->arena, html->runs[i].piece.text);
    html->title = named_title(html, title);
    if (!html->title)
        html->title = heading_before(html, first_main(html));
    if (html->title)
        html->title->main = true;
}

/* A line that closes with —— before the title, one that opens with it behind. */
static void add_dashed_lines(struct html *html)
{
    struct html_run *title = html->title, *end = html->runs + html->run_count;
    if (title > html->runs && slice_ends(slice_of(title[-1].piece.text), "——"))
        title[-1].main = true;
    if (title + 1 < end && slice_starts(slice_of(title[1].piece.text), "——"))
        title[1].main = true;
}

/* ---- what belongs to it outside ---------------------------------------------------------------
 */

static bool is_caption(struct arena *a, const struct html_run *run)
{
    struct slice s = slice_of(run->piece.text);
    return run->caption || starts_caption(s) || is_credit(a, s);
}

/* Pictures, captions and headings between the title and the text's end. */
static void add_surroundings(struct html *html)
{
    size_t last = last_main(html), from = html->title ? (size_t)(html->title - html->runs) : last;
    bool picture = false;
    for (size_t i = from; i < last; i++) {
        struct html_run *run = &html->runs[i];
        bool text = !run->piece.picture && !run->piece.rows;
        bool fits = run->piece.picture ? !run->icon
                                       : text && (run->piece.level ||
                                                  (picture && is_caption(html->page->arena, run)));
        bool outside = run->block->aside || run->linked || is_list_of_links(run->block);
        run->main = run->main || (fits && !outside);
        picture = run->main && (run->piece.picture || (picture && run->caption));
    }
}

/* A heading over a list of links that was left out goes with it. */
static void drop_bare_headings(struct html *html)
{
    for (size_t i = html->run_count; i-- > 1;) {
        struct html_run *run = &html->runs[i - 1], *next = run + 1;
        bool line =
            run->piece.level || run->piece.bold || slice_ends(slice_of(run->piece.text), "：");
        if (run->main && run != html->title && line && !next->main && next->linked &&
            !next->piece.picture)
            run->main = false;
    }
}

void html_find_main(struct html *html)
{
    sum(html, is_running);
    find_asides(html);
    sum(html, is_running);
    if (!html->root->good)
        sum(html, is_plain);
    if (!html->root->good)
        return;
    if (!mark_articles(html))
        narrow(html->root)->inside = true;
    mark_inside(html);
    for (size_t i = 0; i < html->run_count; i++) {
        struct html_run *run = &html->runs[i];
        run->main = run->block->inside && run->block->tag != HTML_TITLE && !run->icon;
    }
    drop_bare_headings(html);
    find_title(html);
    if (html->title)
        add_dashed_lines(html);
    add_surroundings(html);
}
