/* SPDX-License-Identifier: MIT */
/*
 * What a web site prints around the article that was copied, and no closed set of words tells:
 * above it the titles of the other articles, of which one is printed again as the headline, and the
 * names of parts of the site between its menus; below it what else the reader may look at, in
 * lines without a stop behind a heading for links, and the words by which the site finds the
 * article. A poem, a list of offices or a public notice has no stops either, and a paper prints
 * them below the line of an editor or a source: only what papers do not print proves a site, and
 * the lines below are left alone when one of them is of a kind that articles end with: names,
 * credits, rows, verses. A headline is never taken where the text would be left without one.
 */
#include "acquire/grammar.h"

#include <string.h>

enum {
    LONGEST_FRAME = 200, /* pieces */
    LONGEST_TITLE = 40,  /* characters */
    SHORTEST_TITLE = 6,
    LONGEST_PART = 6, /* of the name of a part of a site */
    LEAST_MENUS = 3,  /* lines of the site above the headline */
    LEAST_PARTS = 4,  /* titles on one line, words of an article */
    LEAST_LISTED = 3, /* titles below each other: a head has fewer above its tools */
    MOST_TITLES = 3,  /* on one line, each as long as titles are */
    LONGEST_WORD = 6, /* by which an article is found */
    MOST_WORDS = 16,  /* of these */
    LEAST_VERSES = 3,
    LONGEST_VERSE = 10, /* characters: among titles one is longer */
    LONGEST_OFFER = 14  /* of a line that names a program for readers */
};

/* How many parts blanks make of it. */
static size_t count_parts(struct slice s)
{
    size_t parts = 0;
    bool blank = true;
    while (s.start < s.end) {
        bool space = is_space(utf8_next(&s.start, s.end));
        parts += blank && !space;
        blank = space;
    }
    return parts;
}

/* Running text: longer than titles are, of which several may seem to be wrapped lines or stand on
 * one, or with a stop; one of a line that calls or asks is none. */
static bool is_running(const struct piece *piece)
{
    struct slice s = slice_of(piece->text);
    if (piece->label != UNDECIDED)
        return false;
    bool calls = in_set(slice_last(s), "！？!?"), clauses = slice_has(s, "，");
    size_t titles = clauses ? 1 : piece->seam_count + 1;
    if (!clauses && titles == 1 && count_parts(s) >= LEAST_PARTS)
        titles = MOST_TITLES;
    return slice_count(s) > titles * LONGEST_TITLE ||
           (ends_sentence(s) && (!calls || clauses || slice_has(s, "。")));
}

static bool is_title(const struct piece *piece)
{
    return piece->label == UNDECIDED && !piece->level && !piece->rows && !is_running(piece);
}

static bool is_site_piece(const struct piece *piece)
{
    return piece->label == FURNITURE && is_site_line(slice_of(piece->text));
}

/* Is a line of a site anywhere on the page? */
static bool is_of_site(const struct page *page)
{
    bool found = false;
    for (size_t i = 0; i < page->count && !found; i++)
        found = is_site_piece(&page->pieces[i]);
    return found;
}

/* The first piece of running text, or where what stands above an article certainly has ended. */
static size_t first_text(const struct page *page)
{
    size_t i = 0;
    while (i < page->count && i < LONGEST_FRAME && !is_running(&page->pieces[i]))
        i++;
    return i;
}

/* The same words, whatever parts them. */
static bool are_equal(struct slice one, struct slice other)
{
    return slice_behind_words(one, other) && slice_behind_words(other, one);
}

/* Does a line from piece `next` to `end` say what s says? */
static bool is_said_below(const struct page *page, size_t next, size_t end, struct slice s)
{
    bool said = false;
    for (size_t k = next; k < end && !said && slice_count(s) >= SHORTEST_TITLE; k++)
        said = is_title(&page->pieces[k]) && are_equal(s, slice_of(page->pieces[k].text));
    return said;
}

/* Several titles on one line, of which one stands alone below. */
static bool lists_title(const struct page *page, size_t i, size_t end)
{
    struct slice s = slice_of(page->pieces[i].text);
    bool listed = false;
    for (size_t k = i + 1; k < end && !listed && count_parts(s) >= LEAST_PARTS; k++) {
        struct slice title = slice_of(page->pieces[k].text), rest = s;
        bool line = page->pieces[k].label == UNDECIDED && slice_count(title) >= SHORTEST_TITLE;
        for (; line && !listed && rest.start < rest.end; utf8_next(&rest.start, rest.end))
            listed = slice_behind_words(rest, title) != NULL;
    }
    return listed;
}

/* The lines from piece `first` to before `end`, which stand between lines of the sheet: the titles
 * of a page's articles between two lines of the site, of which one comes again as the headline; or
 * only that one, since two lines may be a head that the site prints above its tools. */
static void label_run(struct page *page, size_t first, size_t end, size_t text)
{
    const struct piece *above = &page->pieces[first - 1], *below = &page->pieces[end];
    bool between = is_site_piece(above) && is_site_piece(below);
    bool all = false,
         list = between && end - first >= LEAST_LISTED && !links_beside(slice_of(above->text));
    for (size_t i = first; i < end && list && !all; i++)
        all = is_said_below(page, i + 1, text, slice_of(page->pieces[i].text));
    for (size_t i = first; i < end; i++) {
        struct slice s = slice_of(page->pieces[i].text);
        bool again = between && end - first > 1 && is_said_below(page, i + 1, text, s);
        bool line = end - first == 1 && lists_title(page, i, text) && is_of_site(page);
        if (all || again || line)
            page->pieces[i].label = FURNITURE;
    }
}

/* The titles of a page's articles above the headline that is one of them. */
static void label_listed(struct page *page)
{
    size_t text = first_text(page), first = 0;
    for (size_t i = 0; i < text; i++) {
        if (is_title(&page->pieces[i]))
            continue;
        if (first > 0 && i > first && page->pieces[i].label == FURNITURE)
            label_run(page, first, i, text);
        first = i + 1;
    }
}

/* The names of parts of the site, each between two of its menus, above a line that may be the
 * headline. */
static void label_parts(struct page *page)
{
    size_t text = first_text(page), menus = 0, last = 0;
    for (size_t i = 0; i < text; i++)
        menus += is_site_piece(&page->pieces[i]);
    for (size_t i = 0; i < text; i++)
        last = is_title(&page->pieces[i]) ? i : last;
    for (size_t i = 1; menus >= LEAST_MENUS && i < last; i++) {
        struct piece *piece = &page->pieces[i];
        if (is_title(piece) && slice_count(slice_of(piece->text)) <= LONGEST_PART &&
            is_site_piece(piece - 1) && is_site_piece(piece + 1))
            piece->label = FURNITURE;
    }
}

/* Words for tools, one below the other and above a line of the sheet: 报 纸, 杂 志. */
static void label_tools(struct page *page)
{
    for (size_t i = first_text(page); i-- > 2;) {
        struct piece *last = &page->pieces[i - 1];
        if (page->pieces[i].label == FURNITURE && is_title(last) && is_title(last - 1) &&
            is_site_tool(slice_of(last->text)) && is_site_tool(slice_of(last[-1].text)))
            last[0].label = last[-1].label = FURNITURE;
    }
}

/* 男子100米 某某 11秒2, but not how to reach the site: 电话：编辑部 00000000 广告部 00000000 */
static bool is_row(struct slice s)
{
    static const char *const contacts[] = {"电话：", "電話：", "地址：", "传真：", "傳真："};
    size_t digits = 0;
    if (slice_starts_any(s, contacts, COUNT(contacts)))
        return false;
    for (const char *at = s.start; at < s.end; at++)
        digits += is_digit(*at);
    return (digits && count_parts(s) >= 3) || slice_has(s, "℃") ||
           memchr(s.start, '\t', (size_t)(s.end - s.start));
}

/* 返回上一页相关文章 */
static bool ends_with_links(struct slice s)
{
    enum { HEADING = 4 /* characters */ };
    struct slice last = {s.end, s.end};
    for (int i = 0; i < HEADING && last.start > s.start; i++)
        utf8_previous(&last.start, s.start);
    return heads_links(last);
}

/* Of what articles end with, too: names, credits, notes, rows of a list, the day. */
static bool may_end_article(struct arena *a, const struct piece *piece)
{
    struct slice s = slice_of(piece->text);
    return piece->level || piece->rows || piece->picture || piece->item || is_credit(a, s) ||
           is_byline(a, s) || is_names(s) || is_date_line(s) || starts_caption(s) || is_row(s) ||
           in_set(slice_last(s), "：:，,、；");
}

/* Behind the last running text of the page. */
static size_t behind_text(const struct page *page)
{
    size_t i = page->count;
    while (i > 0 && !is_running(&page->pieces[i - 1]))
        i--;
    return i;
}

/* 相关新闻 on a page with a line of a site, 返回上一页相关文章, or two words for tools that stand
 * one below the other as no paper has them: 视频, 更多. Not the line of an editor or a source. */
static bool heads_list(const struct page *page, size_t i, bool of_site)
{
    const struct piece *piece = &page->pieces[i];
    struct slice s = slice_of(piece->text);
    if (piece->label == FURNITURE)
        return ends_with_links(s) && is_site_line(s);
    return is_title(piece) &&
           (heads_links(s) ? of_site
                           : is_site_tool(s) && i + 1 < page->count && is_title(piece + 1) &&
                                 is_site_tool(slice_of(piece[1].text)));
}

/* Short lines and no other, as verses are and cells of a table. */
static bool are_verses(const struct page *page, size_t i)
{
    size_t lines = 0;
    bool verses = true;
    for (; i < page->count && verses; i++) {
        struct slice s = slice_of(page->pieces[i].text);
        bool line = is_title(&page->pieces[i]) && !heads_links(s) && !is_site_tool(s);
        lines += line;
        verses = !line || slice_count(s) <= LONGEST_VERSE;
    }
    return verses && lines >= LEAST_VERSES;
}

/* Does nothing stand from piece i to the page's end but what a site lists? */
static bool are_links(const struct page *page, size_t i, bool pictures)
{
    bool links = !are_verses(page, i);
    for (; i < page->count && links; i++) {
        const struct piece *piece = &page->pieces[i];
        struct slice s = slice_of(piece->text);
        links = piece->label == FURNITURE || heads_links(s) || (pictures && starts_caption(s)) ||
                (is_title(piece) && !may_end_article(page->arena, piece));
    }
    return links;
}

/* Titles and below them, as the page's last line, how many pictures more there are. */
static bool ends_with_pictures(const struct page *page, size_t text)
{
    size_t end = page->count;
    while (end > text && page->pieces[end - 1].label == FURNITURE)
        end--;
    bool pictures = end > text + 1 && is_title(&page->pieces[end - 1]) &&
                    counts_pictures(slice_of(page->pieces[end - 1].text));
    for (size_t i = text; i + 1 < end && pictures; i++)
        pictures = slice_count(slice_of(page->pieces[i].text)) >= SHORTEST_TITLE;
    return pictures;
}

/* The titles of other articles below the last one. */
static void label_links(struct page *page)
{
    size_t text = behind_text(page), from = text;
    if (!text)
        return;
    bool pictures = ends_with_pictures(page, text), of_site = is_of_site(page);
    while (!pictures && from < page->count && !heads_list(page, from, of_site))
        from++;
    bool links = are_links(page, from, pictures);
    for (size_t i = from; i < page->count && links; i++)
        page->pieces[i].label = FURNITURE;
}

/* 农损 某地 某某部: short words, most of which the text above has. */
static bool are_keywords(const struct page *page, size_t text, struct slice s)
{
    size_t words = 0, found = 0;
    while (s.start < s.end) {
        struct slice word = {s.start, s.start};
        while (word.end < s.end && is_han(slice_first((struct slice){word.end, s.end})))
            utf8_next(&word.end, s.end);
        size_t count = slice_count(word);
        if (count < 2 || count > LONGEST_WORD || words == MOST_WORDS)
            return false;
        bool has = false;
        for (size_t i = 0; i < text && !has; i++)
            has = is_running(&page->pieces[i]) &&
                  memmem(page->pieces[i].text, strlen(page->pieces[i].text), word.start,
                         (size_t)(word.end - word.start)) != NULL;
        words++;
        found += has;
        s.start = word.end;
        while (s.start < s.end && is_space(slice_first(s)))
            utf8_next(&s.start, s.end);
    }
    return words >= LEAST_PARTS && 4 * found >= 3 * words;
}

/* Has the page a line of a site, or one that says when or whence an article was put there? A page
 * of a paper names no words by which it is found. */
static bool is_copied(const struct page *page)
{
    bool copied = is_of_site(page);
    for (size_t i = 0; i < page->count && !copied; i++)
        copied = page->pieces[i].edited || page->pieces[i].sourced;
    return copied;
}

/* By which words the site finds the article, below its last sentence. */
static void label_keywords(struct page *page)
{
    size_t text = behind_text(page);
    struct piece *piece = text && text < page->count ? &page->pieces[text] : NULL;
    bool alone = text + 1 == page->count || (piece && piece[1].label == FURNITURE);
    if (piece && alone && is_title(piece) && !may_end_article(page->arena, piece) &&
        are_keywords(page, text, slice_of(piece->text)) && is_copied(page))
        piece->label = FURNITURE;
}

/* iOS App下载 */
static bool offers_program(const struct piece *piece)
{
    static const char *const offers[] = {"App", "APP", "客户端", "客戶端"};
    bool offer = false;
    for (size_t i = 0; i < COUNT(offers) && !offer && is_site_piece(piece); i++)
        offer = slice_has(slice_of(piece->text), offers[i]);
    return offer;
}

/* 某某社 app beside the line of the site that offers it: what a reader may load, where the text
 * below still has a headline. */
static void label_offers(struct page *page)
{
    static const char *const ends[] = {" app", " App", " APP", "客户端", "客戶端"};
    for (size_t i = 1; i + 1 < page->count; i++) {
        struct piece *piece = &page->pieces[i];
        struct slice s = slice_of(piece->text);
        size_t next = i + 1;
        if (!is_title(piece) || !slice_ends_any(s, ends, COUNT(ends)) ||
            slice_count(s) > LONGEST_OFFER ||
            !(offers_program(piece - 1) || offers_program(piece + 1)))
            continue;
        while (next < page->count && next < i + LONGEST_FRAME &&
               page->pieces[next].label == FURNITURE)
            next++;
        if (next == page->count || is_title(&page->pieces[next]))
            piece->label = FURNITURE;
    }
}

enum { MOST_BETWEEN = 6 /* pieces between the two lines of names */, LONGEST_BYLINE = 40 };

/* Are all who are named in one named in the other, with what they are? */
static bool names_again(struct arena *a, struct slice one, struct slice other)
{
    struct byline byline;
    if (slice_count(other) > LONGEST_BYLINE || !byline_read(a, one, &byline) || byline.titled ||
        !is_byline(a, other))
        return false;
    bool again = byline.count > 0;
    for (size_t i = 0; i < byline.count && again; i++) {
        struct slice name = byline.names[i].given;
        again = memmem(other.start, (size_t)(other.end - other.start), name.start,
                       (size_t)(name.end - name.start)) != NULL;
    }
    return again;
}

/* A name alone, as it stands above the byline that has it. */
static bool is_lone_name(const struct piece *piece)
{
    struct slice s = slice_of(piece->text);
    return is_title(piece) && slice_count(s) <= 3 && is_full_name(s);
}

/* The names that the site tells of an article whose own byline has them. */
static void label_second_bylines(struct page *page)
{
    for (size_t i = 0; i < page->count; i++) {
        struct piece *piece = &page->pieces[i];
        bool told = piece->label == BYLINE && piece->known, alone = is_lone_name(piece);
        size_t end = told ? i + MOST_BETWEEN : alone ? i + 1 : i;
        told = told || alone;
        for (size_t k = i + 1; told && k < page->count && k <= end; k++) {
            const struct piece *below = &page->pieces[k];
            if (below->label == UNDECIDED &&
                names_again(page->arena, slice_of(piece->text), slice_of(below->text)))
                piece->label = DUPLICATE;
            told = piece->label != DUPLICATE && !ends_sentence(slice_of(below->text));
        }
    }
}

/* Does the text begin with the name that s begins with? */
static bool begins_with_name(struct slice text, struct slice s)
{
    enum { NAME = 3 /* characters */ };
    bool same = true;
    for (int i = 0; i < NAME && same; i++)
        same = s.start < s.end && text.start < text.end &&
               utf8_next(&s.start, s.end) == utf8_next(&text.start, text.end);
    return same;
}

/* Does text with a dateline follow the one of piece i? Then that may be a caption, and the article
 * begins below. */
static bool is_overtaken(const struct page *page, size_t i)
{
    struct dateline dateline;
    return i + 1 < page->count &&
           dateline_read(page->arena, slice_of(page->pieces[i + 1].text), &dateline);
}

/* 某某院士 between the byline and the text about him, if a line of the head has these words: who is
 * in the picture. */
static bool names_portrait(const struct page *page, size_t i)
{
    enum { SHORTEST = 4, HEAD = 6 };
    const struct piece *piece = &page->pieces[i];
    struct slice s = slice_of(piece->text);
    size_t count = slice_count(s);
    bool named = false, between = is_title(piece) && is_running(piece + 1) && count >= SHORTEST &&
                                  count <= LONGEST_PART &&
                                  is_byline(page->arena, slice_of(piece[-1].text)) &&
                                  begins_with_name(slice_of(piece[1].text), s);
    for (size_t k = i - 1; between && !named && k-- > 0 && k + HEAD > i;)
        named =
            is_title(&page->pieces[k]) && slice_has(slice_of(page->pieces[k].text), piece->text);
    return named && !is_byline(page->arena, s) && !is_overtaken(page, i + 1);
}

static void label_portraits(struct page *page)
{
    for (size_t i = 1; i + 1 < page->count; i++)
        if (names_portrait(page, i)) {
            page->pieces[i].label = CAPTION;
            page->pieces[i].known = true;
        }
}

/* The site's name alone on a line above the article, as a line on whose rights they are has it. */
static void label_names(struct page *page)
{
    size_t text = first_text(page), names[LONGEST_FRAME], name_count = 0;
    for (size_t i = 0; i < text; i++) {
        size_t count = slice_count(slice_of(page->pieces[i].text));
        if (count > 2 && count <= LONGEST_PART && is_title(&page->pieces[i]))
            names[name_count++] = i;
    }
    for (size_t k = 0; k < page->count && name_count; k++) {
        const struct piece *rights = &page->pieces[k];
        if (rights->label != FURNITURE || !says_rights(slice_of(rights->text)))
            continue;
        for (size_t i = 0; i < name_count; i++)
            if (strstr(rights->text, page->pieces[names[i]].text))
                page->pieces[names[i]].label = FURNITURE;
    }
}

void acquire_frame(struct page *page)
{
    if (page->reflowed)
        return;
    label_second_bylines(page);
    label_portraits(page);
    label_names(page);
    label_listed(page);
    label_parts(page);
    label_tools(page);
    label_offers(page);
    label_links(page);
    label_keywords(page);
}
