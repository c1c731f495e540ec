/* SPDX-License-Identifier: MIT */
/*
 * The date of a page. In this order: what its reader found said in the file (NITF, the head of an
 * HTML page), a date in a marked heading, a line that is nothing but a date and a folio, the file
 * name, the front matter of Markdown, nothing. A date in running text is not the page's date and is
 * never taken; digits that are no calendar day are passed over.
 */
#include "acquire/grammar.h"

#include <stdlib.h>
#include <string.h>

static bool is_calendar_day(int year, int month, int day)
{
    int number;
    return year >= 1900 && year < 2200 && day_of(year, month, day, &number);
}

/* One or two digits, moving *s behind them and behind `sign` if that stands there. */
static int part(const char **s, const char *sign)
{
    int len = is_digit((*s)[0]) ? (is_digit((*s)[1]) ? 2 : 1) : 0;
    int value = len ? day_digits(*s, len) : -1;
    *s += len;
    if (strncmp(*s, sign, strlen(sign)) == 0)
        *s += strlen(sign);
    else if ((*s)[0] == '-' || (*s)[0] == '/' || (*s)[0] == '.' || (*s)[0] == '_')
        *s += 1;
    return value;
}

/* The date that begins at s (20241008, 2024-10-08, 2024年10月8日), or "". */
static const char *date_at(struct arena *a, const char *s)
{
    int year = day_digits(s, 4), month, day;
    if (year < 0)
        return "";
    const char *p = s + 4;
    if (day_digits(p, 4) >= 0) {
        month = day_digits(p, 2);
        day = day_digits(p + 2, 2);
        if (is_digit(p[4]))
            return "";
    } else {
        if (is_digit(*p))
            return "";
        const char *before = p;
        p += strncmp(p, "年", strlen("年")) == 0 ? strlen("年") : strchr("-/._", *p) && *p ? 1 : 0;
        if (p == before)
            return "";
        month = part(&p, "月");
        day = part(&p, "日");
    }
    if (!is_calendar_day(year, month, day))
        return "";
    return arena_printf(a, "%04d-%02d-%02d", year, month, day);
}

const char *acquire_date_in(struct arena *a, const char *s)
{
    for (const char *p = s; *p; p++) {
        if (!is_digit(*p) || (p > s && is_digit(p[-1])))
            continue;
        const char *date = date_at(a, p);
        if (*date)
            return date;
    }
    return "";
}

const char *acquire_name_date(struct arena *a, const char *path)
{
    return acquire_date_in(a, path_base(path));
}

enum { LONGEST_SHEET_LINE = 600 /* bytes */ };

/* The date in a line of the paper's own – date, folio, staff – or "". */
static const char *sheet_date(const struct page *page, size_t i)
{
    const char *text = page->pieces[i].text;
    if (strlen(text) > LONGEST_SHEET_LINE || !strpbrk(text, "0123456789"))
        return "";
    bool own = !acquire_signed_date(page, i) && is_sheet_line(slice_of(text));
    return own ? acquire_date_in(page->arena, text) : "";
}

/* The first date in a marked heading, or in a line of the paper's own. */
static const char *line_date(const struct page *page, bool marked)
{
    const char *date = "";
    for (size_t i = 0; i < page->count && !*date; i++) {
        const struct piece *piece = &page->pieces[i];
        if (!marked)
            date = sheet_date(page, i);
        else if (piece->level)
            date = acquire_date_in(page->arena, piece->text);
    }
    return date;
}

struct dated acquire_date(const struct page *page)
{
    const struct dated found[] = {
        {page->date ? page->date : "", page->said_by_xml ? DATE_XML : DATE_PAGE},
        {line_date(page, true), DATE_PAGE},
        {line_date(page, false), DATE_PAGE},
        {page->stamp_count ? page->stamps[0].day : "", DATE_PAGE},
        {acquire_name_date(page->arena, page->path), DATE_NAME},
        {page->front_date ? page->front_date : "", DATE_FRONT_MATTER},
    };
    for (size_t i = 0; i < COUNT(found); i++)
        if (*found[i].day)
            return found[i];
    return (struct dated){"", DATE_UNKNOWN};
}

static int by_line(const void *left, const void *right)
{
    const struct stamp *l = left, *r = right;
    return (l->line > r->line) - (l->line < r->line);
}

void acquire_add_stamp(struct page *page, int line, const char *day)
{
    if (!*day)
        return;
    page->stamps = arena_grow(page->arena, page->stamps, page->stamp_count, sizeof *page->stamps);
    page->stamps[page->stamp_count++] = (struct stamp){line, day};
}

/* The nearest headline above piece i; i if there is none. */
static size_t headline_above(const struct page *page, size_t i)
{
    for (size_t k = i; k > 0; k--)
        if (page->pieces[k - 1].label == HEADLINE)
            return k - 1;
    return i;
}

/* An address that tells a day; that of a site tells none. */
static bool is_address(const struct page *page, size_t i)
{
    return page->pieces[i].label == FURNITURE && is_bare_address(slice_of(page->pieces[i].text)) &&
           *sheet_date(page, i);
}

/* Do the addresses of the page stand above their articles? Then the first has no headline above. */
static bool addresses_lead(const struct page *page)
{
    size_t first = 0;
    while (first < page->count && !is_address(page, first))
        first++;
    return first < page->count && headline_above(page, first) == first;
}

/* Of what the day is that the furniture at i tells: of the text below it. The address of an article
 * below its text is that of the article above, and its headline's line is told. */
static int stamped_line(const struct page *page, size_t i, bool lead)
{
    const struct piece *p = page->pieces;
    bool below = i > 0 && !lead && is_address(page, i) && ends_sentence(slice_of(p[i - 1].text));
    return p[below ? headline_above(page, i) : i].line;
}

void acquire_stamp_sheet(struct page *page)
{
    bool lead = addresses_lead(page);
    for (size_t i = 0; i < page->count; i++)
        if (page->pieces[i].label == FURNITURE)
            acquire_add_stamp(page, stamped_line(page, i, lead), sheet_date(page, i));
    if (page->stamp_count)
        qsort(page->stamps, page->stamp_count, sizeof *page->stamps, by_line);
}

struct dated acquire_date_between(const struct page *page, int after, int before,
                                  struct dated page_date)
{
    size_t low = 0, high = page->stamp_count;
    while (low < high) { /* the first stamp that is not above `before` */
        size_t middle = low + (high - low) / 2;
        if (page->stamps[middle].line < before)
            low = middle + 1;
        else
            high = middle;
    }
    bool own = low && page->stamps[low - 1].line > after && !page->said_by_xml;
    return own ? (struct dated){page->stamps[low - 1].day, DATE_PAGE} : page_date;
}
