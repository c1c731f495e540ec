/* SPDX-License-Identifier: MIT */
/*
 * What a web site prints around the article that was copied, and no closed set of words tells:
 * above it the titles of the other articles, of which one is printed again as the headline, and the
 * names of parts of the site between its menus; below it what else the reader may look at, in
 * lines without a stop behind the editor, the tools or a heading for links, and the words by which
 * the site finds the article. Only what stands outside of all text is looked at, and the lines
 * below are left alone when one of them is of a kind that articles end with: names, credits, rows.
 */
#include "acquire/grammar.h"

#include <string.h>

enum {
    LONGEST_FRAME = 200, /* pieces */
    LONGEST_TITLE = 40,  /* characters */
    SHORTEST_TITLE = 6,
    LONGEST_PART = 6,  /* of the name of a part of a site */
    LEAST_MENUS = 3,   /* lines of the site above the headline */
    LEAST_PARTS = 4,   /* titles on one line, words of an article */
    MOST_TITLES = 3,   /* on one line, each as long as titles are */
    LONGEST_WORD = 6,  /* by which an article is found */
    LONGEST_OFFER = 14 /* of a line that names a program for readers */
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
static bool is_text(const struct piece *piece)
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
    return piece->label == UNDECIDED && !piece->level && !piece->rows && !is_text(piece);
}

static bool is_site_piece(const struct piece *piece)
{
    return piece->label == FURNITURE && is_site_line(slice_of(piece->text));
}

/* The first piece of running text, or where what stands above an article certainly has ended. */
static size_t first_text(const struct page *page)
{
    size_t i = 0;
    while (i < page->count && i < LONGEST_FRAME && !is_text(&page->pieces[i]))
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

/* The titles of a page's articles between lines of the site, above the headline that is one of
 * them. */
static void label_listed(struct page *page)
{
    size_t text = first_text(page), first = 0;
    bool again = false;
    for (size_t i = 0; i < text; i++) {
        struct piece *piece = &page->pieces[i];
        if (is_title(piece)) {
            again = again || is_said_below(page, i + 1, text, slice_of(piece->text));
            continue;
        }
        bool between = first > 0 && i > first && piece->label == FURNITURE;
        bool one = i == first + 1;
        for (size_t k = first; between && k < i; k++)
            if (one ? lists_title(page, k, text) : again)
                page->pieces[k].label = FURNITURE;
        first = i + 1;
        again = false;
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

/* Of what articles end with, too: names, credits, notes, rows of a list, the day. */
static bool may_end_article(struct arena *a, const struct piece *piece)
{
    struct slice s = slice_of(piece->text);
    return piece->level || piece->rows || piece->picture || piece->item || is_credit(a, s) ||
           is_byline(a, s) || is_names(s) || is_date_line(s) || starts_caption(s) || is_row(s) ||
           in_set(slice_last(s), "：:，,、；");
}

/* What says that the article above it is over: who edited it, a tool, a heading for links. */
static bool closes_article(const struct piece *piece)
{
    struct slice s = slice_of(piece->text);
    if (piece->label == FURNITURE)
        return is_site_line(s) || is_staff_line(s);
    return is_title(piece) && (heads_links(s) || counts_pictures(s));
}

/* Behind the last running text of the page. */
static size_t behind_text(const struct page *page)
{
    size_t i = page->count;
    while (i > 0 && !is_text(&page->pieces[i - 1]))
        i--;
    return i;
}

/* The titles of other articles below the last one. */
static void label_links(struct page *page)
{
    size_t text = behind_text(page), from = text;
    if (!text)
        return;
    bool closed = page->pieces[text - 1].edited;
    while (!closed && from < page->count)
        closed = closes_article(&page->pieces[from++]);
    bool pictures = closed && from > text && counts_pictures(slice_of(page->pieces[from - 1].text));
    from = pictures ? text : from;
    bool links = closed;
    for (size_t i = from; i < page->count && links; i++)
        links = page->pieces[i].label == FURNITURE || heads_links(slice_of(page->pieces[i].text)) ||
                (pictures && starts_caption(slice_of(page->pieces[i].text))) ||
                (is_title(&page->pieces[i]) && !may_end_article(page->arena, &page->pieces[i]));
    for (size_t i = from > text && !pictures ? from - 1 : from; i < page->count && links; i++)
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
        if (count < 2 || count > LONGEST_WORD)
            return false;
        bool has = false;
        for (size_t i = 0; i < text && !has; i++)
            has = is_text(&page->pieces[i]) &&
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

/* By which words the site finds the article, below its last sentence. */
static void label_keywords(struct page *page)
{
    size_t text = behind_text(page);
    struct piece *piece = text && text < page->count ? &page->pieces[text] : NULL;
    bool alone = text + 1 == page->count || (piece && piece[1].label == FURNITURE);
    if (piece && alone && is_title(piece) && !may_end_article(page->arena, piece) &&
        are_keywords(page, text, slice_of(piece->text)))
        piece->label = FURNITURE;
}

/* 某某社 app beside a line of the site, 某某客户端 below the head of the page: what a reader may
 * load. */
static void label_offers(struct page *page)
{
    static const char *const ends[] = {" app", " App", " APP", "客户端", "客戶端"};
    for (size_t i = 1; i + 1 < page->count; i++) {
        struct piece *piece = &page->pieces[i];
        struct slice s = slice_of(piece->text);
        bool beside = is_site_piece(piece - 1) || is_site_piece(piece + 1);
        bool below = piece[-1].label == FURNITURE && slice_count(s) <= LONGEST_PART;
        if (is_title(piece) && slice_ends_any(s, ends, COUNT(ends)) &&
            slice_count(s) <= LONGEST_OFFER && (beside || below))
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

/* 某某院士 between the byline and the text about him, if a line of the head has these words: who is
 * in the picture. */
static bool names_portrait(const struct page *page, size_t i)
{
    enum { SHORTEST = 4, HEAD = 6 };
    const struct piece *piece = &page->pieces[i];
    struct slice s = slice_of(piece->text);
    size_t count = slice_count(s);
    bool named = false, between = is_title(piece) && is_text(piece + 1) && count >= SHORTEST &&
                                  count <= LONGEST_PART &&
                                  is_byline(page->arena, slice_of(piece[-1].text)) &&
                                  begins_with_name(slice_of(piece[1].text), s);
    for (size_t k = i - 1; between && !named && k-- > 0 && k + HEAD > i;)
        named =
            is_title(&page->pieces[k]) && slice_has(slice_of(page->pieces[k].text), piece->text);
    return named && !is_byline(page->arena, s);
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
    size_t text = first_text(page);
    for (size_t i = 0; i < text; i++) {
        struct piece *piece = &page->pieces[i];
        struct slice s = slice_of(piece->text);
        size_t count = slice_count(s);
        bool name = count > 2 && count <= LONGEST_PART;
        for (size_t k = 0; name && k < page->count && is_title(piece); k++)
            if (page->pieces[k].label == FURNITURE && says_rights(slice_of(page->pieces[k].text)) &&
                strstr(page->pieces[k].text, piece->text))
                piece->label = FURNITURE;
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
