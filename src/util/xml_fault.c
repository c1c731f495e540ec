/* SPDX-License-Identifier: MIT */
/*
 * What is said of a file that is not well-formed: in plain words, at the place where the fault
 * begins, which is seldom where the parser gave up. After the first fault nothing more is said
 * about the file, since all that follows would be guessed.
 */
#include <string.h>

#include "util/xml_reader.h"

struct wording {
    int code;
    const char *back; /* the fault begins where this last stands before the parser */
    const char *text; /* NULL: libxml2's own words */
};

static const struct wording *wording(int code)
{
    static const struct wording words[] = {
        {XML_ERR_TAG_NAME_MISMATCH, "<", NULL},
        {XML_ERR_UNDECLARED_ENTITY, "&", NULL},
        {XML_WAR_UNDECLARED_ENTITY, "&", NULL}, /* when a DTD is named that might declare it */
        {XML_ERR_NAME_REQUIRED, NULL, N_("a name was expected")},
        {XML_ERR_ENTITYREF_SEMICOL_MISSING, "&", N_("a bare & is written &amp;")},
        {XML_ERR_ATTRIBUTE_REDEFINED, "<", NULL},
        {XML_ERR_LT_IN_ATTRIBUTE, NULL,
         N_("< in an attribute: write &lt;, or the closing quotation mark is missing")},
        {XML_ERR_ATTRIBUTE_NOT_STARTED, NULL,
         N_("the attribute's value must stand in quotation marks")},
        {XML_ERR_ATTRIBUTE_NOT_FINISHED, NULL,
         N_("the attribute's closing quotation mark is missing")},
        {XML_ERR_ATTRIBUTE_WITHOUT_VALUE, NULL, N_("the attribute has no value")},
        {XML_ERR_SPACE_REQUIRED, NULL, N_("white space is missing here")},
        {XML_ERR_GT_REQUIRED, NULL, N_("the tag is not closed by >")},
        {XML_ERR_COMMENT_NOT_FINISHED, "<!--", N_("this comment is not closed by -->")},
        {XML_ERR_HYPHEN_IN_COMMENT, NULL, N_("-- may not stand inside a comment")},
        {XML_ERR_PI_NOT_FINISHED, "<?", N_("this <? is not closed by ?>")},
        {XML_ERR_CDATA_NOT_FINISHED, "<![CDATA[", N_("this <![CDATA[ is not closed by ]]>")},
        {XML_ERR_MISPLACED_CDATA_END, NULL, N_("]]> in text is written ]]&gt;")},
        {XML_ERR_INVALID_CHAR, NULL, N_("a character that XML does not allow")},
        {XML_ERR_DOCUMENT_EMPTY, NULL, N_("this is not XML: it does not begin with <")},
        {XML_ERR_DOCUMENT_END, NULL, N_("nothing more may follow the end of the root element")},
    };
    static const struct wording other = {0, NULL, NULL};
    for (size_t i = 0; i < COUNT(words); i++)
        if (words[i].code == code)
            return &words[i];
    return &other;
}

static void say_open_element(struct reader *r, struct pos at, const char *what)
{
    const struct element *e = r->open[r->depth - 1];
    diag(r->diags, ERROR, at, "%s <%s> of line %d, which is still open", what, e->node.name,
         e->node.pos.line);
}

static void say_malformed(struct reader *r, const xmlError *e, const char *text, struct pos at)
{
    if (e->code == XML_ERR_TAG_NAME_MISMATCH && r->depth)
        say_open_element(r, at, _("this end tag does not close"));
    else if (e->code == XML_ERR_TAG_NOT_FINISHED && r->depth)
        say_open_element(r, at, _("the file ends within"));
    else if ((e->code == XML_ERR_UNDECLARED_ENTITY || e->code == XML_WAR_UNDECLARED_ENTITY) &&
             e->str1)
        diag(r->diags, ERROR, at, "&%s; is not known; write the character itself", e->str1);
    else if (e->code == XML_ERR_ATTRIBUTE_REDEFINED && e->str1)
        diag(r->diags, ERROR, at, "the attribute \"%s\" is given twice", e->str1);
    else if (text)
        diag(r->diags, ERROR, at, "%s", _(text));
    else
        diag(r->diags, ERROR, at, "not well-formed: %.*s", (int)strcspn(e->message, "\n"),
             e->message);
}

/* A & or < just before `at`, where the parser looked for a name, was meant as text. */
static bool is_bare(const struct reader *r, const xmlError *e, size_t at)
{
    return e->code == XML_ERR_NAME_REQUIRED && at && strchr("&<", r->text[at - 1]);
}

/* Marks as a Chinese input method types them, and what XML wants in their place. */
static const struct wide {
    const char *typed, *wanted;
} wides[] = {{"“", "\""}, {"”", "\""}, {"＂", "\""}, {"‘", "'"},  {"’", "'"},     {"＇", "'"},
             {"＝", "="}, {"＜", "<"}, {"＞", ">"},  {"／", "/"}, {"\u3000", " "}};

static const struct wide *wide_at(const char *text)
{
    for (size_t i = 0; i < COUNT(wides); i++)
        if (!strncmp(text, wides[i].typed, strlen(wides[i].typed)))
            return &wides[i];
    return NULL;
}

/* Where the first full-width mark stands behind the last mark of XML before `at`; r->len if none
 * does. In a value, which may be closed by what was to open the next one, only quotation marks
 * count. */
static size_t wide_before(const struct reader *r, size_t at, bool value, bool closed)
{
    const char *text = r->text;
    size_t from = at > closed ? at - closed : 0;
    while (from > 0 && !strchr(value ? "\"'" : "\"'<>", text[from - 1]))
        from--;
    for (; from < at; from++) {
        const struct wide *w = wide_at(text + from);
        if (w && (!value || strchr("\"'", *w->wanted)))
            return from;
    }
    return r->len;
}

/* The full-width mark that broke the file: where the parser gave up, or before it. Some of these
 * marks may stand in names and all in values, so that the fault shows later. */
static size_t find_wide(const struct reader *r, const xmlError *e, size_t at)
{
    if (wide_at(r->text + at))
        return at;
    switch (e->code) {
    case XML_ERR_SPACE_REQUIRED:
        return wide_before(r, at, true, true);
    case XML_ERR_LT_IN_ATTRIBUTE:
    case XML_ERR_ATTRIBUTE_NOT_FINISHED:
        return wide_before(r, at, true, false);
    case XML_ERR_ATTRIBUTE_WITHOUT_VALUE:
    case XML_ERR_NAME_REQUIRED:
    case XML_ERR_GT_REQUIRED:
        return wide_before(r, at, false, false);
    default:
        return r->len;
    }
}

static bool say_wide(struct reader *r, const xmlError *e, size_t at)
{
    at = find_wide(r, e, at);
    const struct wide *w = wide_at(r->text + at);
    if (!w)
        return false;
    if (*w->wanted == ' ')
        diag(r->diags, ERROR, reader_place(r, at),
             "a full-width space is typed where a space is wanted");
    else
        diag(r->diags, ERROR, reader_place(r, at), "a full-width %s is typed where %s is wanted",
             w->typed, w->wanted);
    return true;
}

/* A tag begins where the parser looked for an attribute's name: the one before is open. */
static bool say_unclosed(struct reader *r, const xmlError *e, size_t at)
{
    if (e->code != XML_ERR_NAME_REQUIRED || !at || at >= r->len || r->text[at] != '<')
        return false;
    diag(r->diags, ERROR, reader_place(r, reader_back_to(r, at - 1, "<")),
         "the tag is not closed by >");
    return true;
}

void reader_on_fault(void *user, xmlErrorPtr e)
{
    struct reader *r = user;
    if (e->code == XML_ERR_NO_MEMORY || !e->message)
        die_of_memory();
    if (r->stopped || e->level < XML_ERR_ERROR)
        return;
    const struct wording *w = wording(e->code);
    size_t at = reader_offset(r);
    if (w->back)
        at = reader_back_to(r, at ? at - 1 : 0, w->back);
    if (is_bare(r, e, at))
        diag(r->diags, ERROR, reader_place(r, at - 1), "a bare %s",
             r->text[at - 1] == '&' ? _("& is written &amp;") : _("< is written &lt;"));
    else if (w->back || !(say_wide(r, e, at) || say_unclosed(r, e, at)))
        say_malformed(r, e, w->text, reader_place(r, at));
    r->failed = true;
    if (e->level == XML_ERR_FATAL)
        reader_stop(r);
}
