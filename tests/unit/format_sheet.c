/* SPDX-License-Identifier: MIT */
/* format: the shipped sheet, inheritance, base sheets, and the faults of broken sheets. Sheets are
 * written into a temporary folder; the schema is the project's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "format/sheet.h"

struct fixture {
    struct arena *arena;
    struct diags *diags;
    const char *folder; /* holds the schemas, weekly.xml and subjects.xml, as the program's does */
};

static void save(struct fixture *f, const char *name, const char *text)
{
    const char *path = arena_printf(f->arena, "%s/%s", f->folder, name);
    assert_int_equal(file_save(path, text, strlen(text)), 0);
}

static void copy(struct fixture *f, const char *name)
{
    size_t len;
    char *text = file_read(f->arena, arena_printf(f->arena, "styles/%s", name), 1 << 24, &len);
    assert_non_null(text);
    save(f, name, text);
}

static const char *const shipped[] = {"style.xsd", "weekly.xml", "subjects.xsd", "subjects.xml"};

static int set_up(void **state)
{
    struct arena *a = arena_new();
    struct fixture *f = arena_alloc(a, sizeof *f);
    char folder[] = "/tmp/briefgen-format-XXXXXX";
    assert_non_null(mkdtemp(folder));
    *f = (struct fixture){a, diags_new(a), arena_text(a, folder, strlen(folder))};
    for (size_t i = 0; i < COUNT(shipped); i++)
        copy(f, shipped[i]);
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;
    static const char *const names[] = {"s.xml", "b.xml", "c.xml", "list.xml"};
    for (size_t i = 0; i < COUNT(shipped); i++)
        unlink(arena_printf(f->arena, "%s/%s", f->folder, shipped[i]));
    for (size_t i = 0; i < COUNT(names); i++)
        unlink(arena_printf(f->arena, "%s/%s", f->folder, names[i]));
    rmdir(f->folder);
    arena_free(f->arena);
    return 0;
}

/* Reads a sheet on top of weekly with these parts. */
static struct sheet *sheet_of(struct fixture *f, const char *parts)
{
    save(f, "s.xml",
         arena_printf(f->arena, "<sheet name=\"s\" version=\"1\" base=\"weekly\">\n%s\n</sheet>\n",
                      parts));
    f->diags = diags_new(f->arena);
    return format_read(f->arena, arena_printf(f->arena, "%s/s.xml", f->folder), f->folder, NULL,
                       f->diags);
}

static struct sheet *styles_of(struct fixture *f, const char *styles)
{
    return sheet_of(f, arena_printf(f->arena, "<styles>\n%s\n</styles>", styles));
}

/* Every message as "line:column: text", one a line. */
static const char *messages(struct fixture *f)
{
    static const char *const names[] = {"note", "warning", "error"};
    struct buf b = {0};
    for (size_t i = 0; i < diags_total(f->diags); i++) {
        enum severity severity;
        struct pos at;
        const char *text;
        diags_at(f->diags, i, &severity, &at, &text);
        buf_addf(&b, "%s:%d:%d: %s: %s\n", path_base(at.file ? at.file : "-"), at.line, at.column,
                 names[severity], text);
    }
    const char *all = arena_text(f->arena, b.text ? b.text : "", b.len);
    buf_release(&b);
    return all;
}

static const struct format *style(const struct sheet *s, const char *name)
{
    assert_non_null(s);
    return format_style(s, name);
}

/* ---- the shipped sheet -------------------------------------------------------------------- */

static void weekly_has_no_fault(void **state)
{
    struct fixture *f = *state;
    struct sheet *s = format_read(f->arena, "weekly", f->folder, NULL, f->diags);
    assert_non_null(s);
    assert_string_equal(messages(f), "");
    assert_string_equal(s->title, "每周简报");
    assert_string_equal(s->name, "weekly");
    assert_int_equal(s->page.grid_lines, 39);
    assert_int_equal(s->page.grid_chars, 40);
    assert_int_equal(s->page.pitch, 18 * PT);
}

static void the_frame_is_exactly_its_characters(void **state)
{
    struct fixture *f = *state;
    struct sheet *s = format_read(f->arena, "weekly", f->folder, NULL, f->diags);
    const struct format *p = style(s, "p");
    assert_int_equal(s->page.width - s->page.left - s->page.right,
                     s->page.grid_chars * p->font_size);
    assert_in_range(s->page.right - s->page.left, 0, 1);
    assert_int_equal(s->page.height, s->page.top + 39 * s->page.pitch + s->page.bottom);
}

static void the_schema_knows_the_properties(void **state)
{
    struct fixture *f = *state;
    const struct xml_node *n = xml_read(f->arena, "styles/style.xsd", NULL, f->diags);
    assert_non_null(n);
    for (n = n->first; n && (!n->name || strcmp(n->name, "complexType") ||
                             strcmp(xml_value(n, "name", ""), "style"));)
        n = n->next;
    assert_non_null(n);
    size_t count = 0;
    for (n = n->first; n; n = n->next) {
        if (!n->name || strcmp(n->name, "attribute"))
            continue;
        const char *name = xml_value(n, "name", "");
        if (!strcmp(name, "name") || !strcmp(name, "based-on"))
            continue;
        assert_string_equal(format_property(count), name);
        count++;
    }
    assert_null(format_property(count));
}

/* ---- inheritance -------------------------------------------------------------------------- */

static void characters_are_the_heirs_own(void **state)
{
    struct fixture *f = *state;
    struct sheet *s =
        styles_of(f, "<style name=\"quote\" font-size=\"20pt\" line-height=\"20pt\"/>\n"
                     "<style name=\"note\" based-on=\"quote\" font-size=\"50%\"/>\n"
                     "<style name=\"caption\" based-on=\"note\"/>");
    assert_string_equal(messages(f), "");
    assert_int_equal(style(s, "p")->text_indent, 21 * PT);
    assert_int_equal(style(s, "quote")->text_indent, 40 * PT);
    assert_int_equal(style(s, "quote")->autospace, 5 * PT);
    assert_int_equal(style(s, "note")->font_size, 10 * PT);
    assert_int_equal(style(s, "note")->text_indent, 20 * PT);
    assert_int_equal(style(s, "caption")->font_size, 10 * PT);
    assert_int_equal(style(s, "credit")->font_size, 10 * PT);
}

static void every_property_reaches_its_field(void **state)
{
    struct fixture *f = *state;
    struct sheet *s = styles_of(
        f, "<style name=\"quote\" font=\"heiti\" latin=\"kaiti\" font-size=\"12pt\" "
           "latin-size=\"95%\" bold=\"yes\" color=\"#00FF7f\" align=\"distribute\" "
           "text-indent=\"-1字\" margin-left=\"3字\" margin-right=\"10%\" space-before=\"1行\" "
           "space-after=\"2pt\" line-height=\"150%\" lines=\"3\" keep-with-next=\"yes\" "
           "keep-together=\"yes\" orphans=\"3\" widows=\"4\" foot-lines=\"5\" "
           "page-break-before=\"yes\" "
           "balance=\"yes\" line-break=\"strict\" line-fit=\"greedy\" punctuation=\"tight\" "
           "hanging=\"yes\" autospace=\"0.125字\" punctuation-width=\"keep\" "
           "keep-number-unit=\"no\" keep-names=\"yes\" tabular=\"yes\" border-top=\"0.5pt red\" "
           "border-bottom=\"1pt\" background=\"tint\" bookmark-level=\"3\"/>");
    assert_string_equal(messages(f), "");
    const struct format *q = style(s, "quote");
    assert_int_equal(q->font, ROLE_HEITI);
    assert_int_equal(q->latin, ROLE_KAITI);
    assert_int_equal(q->font_size, 12 * PT);
    assert_int_equal(q->latin_size, dist_scale(12 * PT, 95, 100));
    assert_true(q->bold);
    assert_int_equal(q->color, 0x00FF7F);
    assert_int_equal(q->align, ALIGN_DISTRIBUTE);
    assert_int_equal(q->text_indent, -12 * PT);
    assert_int_equal(q->margin_left, 36 * PT);
    assert_int_equal(q->margin_right, 42 * PT);
    assert_int_equal(q->space_before, 18 * PT);
    assert_int_equal(q->space_after, 2 * PT);
    assert_int_equal(q->line_height, 18 * PT);
    assert_int_equal(q->lines, 3);
    assert_true(q->keep_with_next && q->keep_together && q->page_break_before && q->balance);
    assert_int_equal(q->orphans, 3);
    assert_int_equal(q->widows, 4);
    assert_int_equal(q->foot_lines, 5);
    assert_int_equal(q->line_break, BREAK_STRICT);
    assert_int_equal(q->line_fit, FIT_GREEDY);
    assert_int_equal(q->punctuation, PUNCTUATION_TIGHT);
    assert_true(q->hanging && q->tabular && q->keep_names);
    assert_int_equal(q->autospace, PT + PT / 2);
    assert_false(q->normalise_marks || q->keep_number_unit);
    assert_int_equal(q->border_top.weight, PT / 2);
    assert_int_equal(q->border_top.color, 0xB3191E);
    assert_int_equal(q->border_bottom.weight, PT);
    assert_int_equal(q->border_bottom.color, 0x00FF7F);
    assert_true(q->has_background);
    assert_int_equal(q->background, 0xF5F3EF);
    assert_int_equal(q->bookmark_level, 3);
}

static void initial_values(void **state)
{
    struct fixture *f = *state;
    struct sheet *s = styles_of(f, "<style name=\"p\"/>");
    assert_string_equal(messages(f), "");
    const struct format *p = style(s, "p");
    assert_int_equal(p->font_size, 10 * PT + PT / 2);
    assert_int_equal(p->latin_size, p->font_size);
    assert_int_equal(p->line_height, 18 * PT);
    assert_int_equal(p->orphans, 2);
    assert_int_equal(p->widows, 2);
    assert_int_equal(p->autospace, dist_scale(p->font_size, 1, 4));
    assert_int_equal(p->text_indent, 0);
    assert_int_equal(p->font, ROLE_SONGTI);
    assert_int_equal(p->latin, ROLE_LATIN);
    assert_int_equal(p->color, 0);
    assert_false(p->has_background || p->bold);
    assert_int_equal(p->border_top.weight, 0);
}

static void a_long_chain_is_no_recursion(void **state)
{
    struct fixture *f = *state;
    struct buf b = {0};
    enum { LONG = 20000 };
    buf_adds(&b, "<style name=\"quote\" based-on=\"n0\"/>");
    for (int i = 0; i < LONG; i++)
        buf_addf(&b, "<style name=\"n%d\" based-on=\"n%d\"/>\n", i, i + 1);
    buf_addf(&b, "<style name=\"n%d\" font-size=\"13pt\"/>", LONG);
    struct sheet *s = styles_of(f, b.text);
    buf_release(&b);
    assert_int_equal(style(s, "quote")->font_size, 13 * PT);
}

/* ---- base sheets -------------------------------------------------------------------------- */

static void what_is_named_again_replaces(void **state)
{
    struct fixture *f = *state;
    struct sheet *s = sheet_of(f, "<colors><color name=\"red\" value=\"#FF0000\"/></colors>\n"
                                  "<fonts><font role=\"kaiti\" family=\" 甲 , 乙\"/></fonts>\n"
                                  "<styles><style name=\"quote\"/></styles>");
    assert_string_equal(messages(f), "");
    assert_string_equal(s->name, "s");
    assert_string_equal(s->title, "每周简报");
    assert_int_equal(style(s, "band-number")->color, 0xFF0000);
    assert_int_equal(s->fonts[ROLE_KAITI].count, 2);
    assert_string_equal(s->fonts[ROLE_KAITI].families[0].name, "甲");
    assert_string_equal(s->fonts[ROLE_KAITI].families[1].name, "乙");
    assert_int_equal(style(s, "quote")->font, ROLE_SONGTI);
    assert_int_equal(style(s, "quote")->margin_left, 0);
    assert_int_equal(s->table_count, 2);
    assert_non_null(s->flow);
}

static void its_own_name_is_the_base_sheets(void **state)
{
    struct fixture *f = *state;
    struct sheet *s = styles_of(f, "<style name=\"quote\" based-on=\"quote\" color=\"slate\"/>\n"
                                   "<style name=\"p\" based-on=\"p\" bold=\"yes\"/>");
    assert_string_equal(messages(f), "");
    assert_int_equal(style(s, "quote")->font, ROLE_KAITI);
    assert_int_equal(style(s, "quote")->color, 0x3A4A5A);
    assert_true(style(s, "p")->bold && style(s, "item")->bold);
    assert_int_equal(style(s, "p")->text_indent, 21 * PT);
    assert_int_equal(style(s, "p")->color, 0x1A1A1A);
}

static void a_base_sheet_beside_the_sheet(void **state)
{
    struct fixture *f = *state;
    save(f, "c.xml", "<sheet name=\"c\" version=\"1\" base=\"weekly\" title=\"晨讯\"/>");
    save(f, "b.xml", "<sheet name=\"b\" version=\"1\" base=\"c.xml\"/>");
    struct sheet *s = format_read(f->arena, arena_printf(f->arena, "%s/b.xml", f->folder),
                                  f->folder, NULL, f->diags);
    assert_string_equal(messages(f), "");
    assert_non_null(s);
    assert_string_equal(s->title, "晨讯");
}

static void base_sheets_in_a_circle(void **state)
{
    struct fixture *f = *state;
    save(f, "b.xml", "<sheet name=\"b\" version=\"1\" base=\"c\"/>");
    save(f, "c.xml", "<sheet name=\"c\" version=\"1\"\n  base=\"./b.xml\"/>");
    assert_null(format_read(f->arena, "b", f->folder, NULL, f->diags));
    assert_string_equal(messages(f),
                        "c.xml:2:3: error: base=\"./b.xml\": a sheet cannot be its own "
                        "base, however many lie between\n");
}

static void a_sheet_that_is_not_there(void **state)
{
    struct fixture *f = *state;
    assert_null(format_read(f->arena, "wekly", f->folder, NULL, f->diags));
    assert_null(format_read(f->arena, "zzz", f->folder, NULL, f->diags));
    assert_null(format_read(f->arena, "none.xml", f->folder, NULL, f->diags));
    assert_string_equal(
        messages(f),
        "-:0:0: error: no style sheet \"wekly\"; did you mean \"weekly\"?\n"
        "-:0:0: error: no style sheet \"zzz\"; there are weekly (a file of your own is named with "
        "its .xml)\n"
        "-:0:0: error: no style sheet \"none.xml\": there is no such file\n");
}

static void a_tower_of_base_sheets_ends(void **state)
{
    struct fixture *f = *state;
    enum { FLOORS = 20 };
    for (int i = 0; i < FLOORS; i++)
        save(f, arena_printf(f->arena, "floor%d.xml", i),
             arena_printf(f->arena, "<sheet name=\"f\" version=\"1\" base=\"floor%d\"/>", i + 1));
    assert_null(format_read(f->arena, "floor0", f->folder, NULL, f->diags));
    assert_string_equal(messages(f), "floor15.xml:1:29: error: base=\"floor16\": more than 16 "
                                     "sheets on top of each other\n");
    for (int i = 0; i < FLOORS; i++)
        unlink(arena_printf(f->arena, "%s/floor%d.xml", f->folder, i));
}

/* ---- tables and flow ---------------------------------------------------------------------- */

static void tables_and_flow_of_weekly(void **state)
{
    struct fixture *f = *state;
    struct sheet *s = format_read(f->arena, "weekly", f->folder, NULL, f->diags);
    assert_non_null(s);
    const struct table_format *t = s->tables[0];
    assert_string_equal(t->name, "figures");
    assert_int_equal(t->column_count, 4);
    int sum = 0;
    for (size_t i = 0; i < t->column_count; i++)
        sum += t->columns[i].share;
    assert_int_equal(sum, 1000);
    assert_int_equal(t->columns[1].field, FIELD_VALUE);
    assert_int_equal(t->columns[1].align, ALIGN_RIGHT);
    assert_int_equal(t->padding, 4 * PT + PT / 2);
    assert_int_equal(t->keep_rows, 12);
    assert_int_equal(t->top.weight, 3 * PT / 4);
    assert_ptr_equal(t->cell, format_style(s, "table-cell"));
    assert_int_equal(s->flow->kind, FLOW_MASTHEAD);
    const struct flow *bar = s->flow->first;
    assert_int_equal(bar->kind, FLOW_RULE);
    assert_int_equal(bar->line.weight, 3 * PT);
    assert_int_equal(bar->line.color, 0xB3191E);
    assert_int_equal(bar->next->kind, FLOW_ROW);
    assert_string_equal(bar->next->first->text, "{title}");
    assert_ptr_equal(bar->next->first->format, format_style(s, "masthead-name"));
    assert_string_equal(bar->next->next->when, "office");
    assert_string_equal(s->page.headers[REGION_ALL].first->text, "{title}　{issue-label}");
    assert_false(s->page.headers[REGION_ALL].on_first);
    assert_true(s->page.footers[REGION_ALL].on_first);
}

/* The last part of this kind at the top of a flow. */
static const struct flow *last_of(const struct flow *flow, enum flow_kind kind)
{
    const struct flow *found = NULL;
    for (; flow; flow = flow->next)
        if (flow->kind == kind)
            found = flow;
    assert_non_null(found);
    return found;
}

static void charts_and_subjects_of_weekly(void **state)
{
    struct fixture *f = *state;
    struct sheet *s = format_read(f->arena, "weekly", f->folder, NULL, f->diags);
    const struct flow *summary = last_of(s->flow, FLOW_FIGURE_TABLE);
    const struct flow *table = last_of(last_of(s->flow, FLOW_ARTICLES)->first, FLOW_FIGURE_TABLE);
    assert_true(table->charts && !summary->charts);
    assert_true(!table->subjects && summary->subjects);
    assert_ptr_equal(s->chart.label, format_style(s, "table-cell"));
    assert_int_equal(s->chart.color, 0xB0B7BD);
    assert_int_equal(s->chart.axis.weight, dist_scale(PT, 2, 5));
    assert_int_equal(s->chart.axis.color, 0x3A4A5A);
    assert_int_equal(s->chart.bar_height, 7 * PT);
    assert_int_equal(s->chart.width, 315 * PT);
}

static void initial_values_of_charts(void **state)
{
    struct fixture *f = *state;
    struct sheet *s = sheet_of(f, "<chart/>");
    assert_string_equal(messages(f), "");
    assert_null(s->chart.title);
    assert_null(s->chart.value);
    assert_int_equal(s->chart.color, 0x1A1A1A);
    assert_int_equal(s->chart.width, 420 * PT);
    assert_int_equal(s->chart.bar_height, 21 * PT / 4);
    assert_int_equal(s->chart.space_before, 9 * PT);
}

static void a_list_of_subjects_beside_the_sheet(void **state)
{
    struct fixture *f = *state;
    save(f, "list.xml",
         "<subjects version=\"1\" other=\"其他\">\n<subject name=\"水利\">水渠</subject>\n"
         "</subjects>");
    const char *flow = "<flow>\n<articles><headline/><body/></articles>\n"
                       "<figure-table table=\"summary\" subjects=\"%s\"/>\n</flow>";
    struct sheet *s = sheet_of(f, arena_printf(f->arena, flow, "list.xml"));
    assert_string_equal(messages(f), "");
    assert_non_null(last_of(s->flow, FLOW_FIGURE_TABLE)->subjects);
    save(f, "list.xml",
         "<subjects version=\"1\" other=\"其他\">\n<subject>水渠</subject>\n</subjects>");
    assert_null(sheet_of(f, arena_printf(f->arena, flow, "list.xml")));
    assert_non_null(strstr(messages(f), "list.xml:2:1: error: "));
}

/* ---- broken sheets ------------------------------------------------------------------------ */

static void faults_come_in_the_order_of_the_lines(void **state)
{
    struct fixture *f = *state;
    assert_null(sheet_of(f, "<page size=\"A7\" grid-lines=\"39\" grid-chars=\"40\"\n"
                            " line-pitch=\"18pt\" margin-top=\"26mm\"\n"
                            " margin-inner=\"28mm\" margin-outer=\"30.9mm\"/>\n"
                            "<styles>\n"
                            "<style name=\"quote\"\n"
                            "  align=\"centre\"\n"
                            "  space-before=\"10\"\n"
                            "  colour=\"ink\"/>\n"
                            "<style name=\"item\" based-on=\"quot\"/>\n"
                            "</styles>"));
    assert_string_equal(
        messages(f),
        "s.xml:2:7: error: size=\"A7\": not a page size; write A3, A4, A5 or width and height "
        "(210mm 297mm)\n"
        "s.xml:2:33: warning: grid-chars=\"40\": characters of p (10.5pt) are 420pt wide together, "
        "but the frame is 428.31pt; side margins of 30.92mm would fit\n"
        "s.xml:7:3: error: align=\"centre\": no such value; did you mean \"center\"? (one of "
        "justify, left, center, right, distribute)\n"
        "s.xml:8:3: error: space-before=\"10\": a number needs its unit: pt, mm, cm, in, em, 字, "
        "行 or %\n"
        "s.xml:9:3: error: unknown attribute \"colour\" of <style>; did you mean \"color\"?\n"
        "s.xml:10:20: error: based-on=\"quot\": no such style; did you mean \"quote\"?\n");
}

static void expect_style_fault(struct fixture *f, const char *styles, const char *fault)
{
    assert_null(styles_of(f, styles));
    if (!strstr(messages(f), fault))
        fail_msg("expected: %s\nfound: %s", fault, messages(f));
}

static void faults_of_styles(void **state)
{
    struct fixture *f = *state;
    expect_style_fault(f, "<style name=\"item\"/>\n<style name=\"item\"/>",
                       "s.xml:4:8: error: style \"item\" is defined twice, first in line 3\n");
    expect_style_fault(f,
                       "<style name=\"item\" based-on=\"note\"/>"
                       "<style name=\"note\" based-on=\"item\"/>",
                       "is based on \"item\", which is based on it in turn\n");
    expect_style_fault(f, "<style name=\"mine\" based-on=\"mine\"/>",
                       "based-on=\"mine\": a style cannot be based on itself\n");
    expect_style_fault(f, "<style name=\"p\" based-on=\"item\"/>",
                       "p is the base of all styles and has none itself\n");
    expect_style_fault(f, "<style name=\"item\" font=\"kait\"/>",
                       "font=\"kait\": no such value; did you mean \"kaiti\"?");
    expect_style_fault(f, "<style name=\"item\" font=\"fangsong\"/>",
                       "s.xml:3:20: error: font=\"fangsong\": <fonts> names no family for this "
                       "role\n");
    expect_style_fault(f, "<style name=\"item\" color=\"#12345\"/>",
                       "color=\"#12345\": not a colour; write # and six hexadecimal digits");
    expect_style_fault(f, "<style name=\"item\" color=\"rde\"/>",
                       "color=\"rde\": no such colour; did you mean \"red\"?\n");
    expect_style_fault(f, "<style name=\"item\" font-size=\"0\"/>",
                       "font-size=\"0\": must be more than 0\n");
    expect_style_fault(f, "<style name=\"item\" line-height=\"0\"/>",
                       "line-height must be more than 0\n");
    expect_style_fault(f, "<style name=\"item\" widows=\"10\"/>",
                       "widows=\"10\": not a whole number from 0 to 9\n");
    expect_style_fault(f, "<style name=\"item\" margin-left=\"-1pt\"/>",
                       "margin-left=\"-1pt\": must not be negative\n");
    expect_style_fault(f, "<style name=\"item\" margin-left=\"100%\"/>",
                       "are wider than the frame (420pt)\n");
}

static void an_inherited_fault_is_said_once(void **state)
{
    struct fixture *f = *state;
    assert_null(styles_of(f, "<style name=\"p\" based-on=\"p\" space-after=\"3\"/>"));
    assert_string_equal(messages(f), "s.xml:3:30: error: space-after=\"3\": a number needs its "
                                     "unit: pt, mm, cm, in, em, 字, 行 or %\n");
}

static void doubts_are_no_errors(void **state)
{
    struct fixture *f = *state;
    assert_non_null(styles_of(f, "<style name=\"item\" font-size=\"101mm\" text-indent=\"0\"\n"
                                 "  line-height=\"101mm\"/>\n"
                                 "<style name=\"spare\"/>"));
    assert_string_equal(messages(f),
                        "s.xml:3:20: warning: style \"item\" is set in 286.3pt: letters over 100mm "
                        "high\n"
                        "s.xml:5:1: note: style \"spare\" is used nowhere\n");
}

static void faults_of_pages(void **state)
{
    struct fixture *f = *state;
    assert_null(sheet_of(f, "<page size=\"A5\" grid-lines=\"39\" line-pitch=\"18pt\" "
                            "margin-top=\"26mm\" margin-inner=\"80mm\" margin-outer=\"80mm\"/>"));
    assert_non_null(strstr(messages(f), "39 lines of 18pt and a head margin of 73.7pt do not fit "
                                        "on a page 595.28pt high\n"));
    assert_non_null(strstr(messages(f), "the side margins (226.77pt and 226.77pt) leave no room on "
                                        "a page 419.53pt wide\n"));
}

static void faults_of_tables(void **state)
{
    struct fixture *f = *state;
    assert_null(
        sheet_of(f, "<tables><table name=\"figures\" caption=\"p\" head=\"p\" cell=\"p\">\n"
                    "<column field=\"label\" title=\"项\" width=\"60%\"/>\n"
                    "<column field=\"value\" title=\"数\" width=\"39.5%\"/></table></tables>"));
    assert_string_equal(messages(f), "s.xml:2:9: error: the columns of table \"figures\" add up to "
                                     "99.5%, not to 100%\n");
}

static void faults_of_texts(void **state)
{
    struct fixture *f = *state;
    assert_null(sheet_of(f, "<flow>\n"
                            "<text style=\"note\">第\n 期：{isue}</text>\n"
                            "<text style=\"note\">{page}</text>\n"
                            "<articles><headline/><body/></articles>\n"
                            "</flow>"));
    assert_string_equal(messages(f),
                        "s.xml:4:4: error: unknown field {isue}; did you mean {issue}?\n"
                        "s.xml:5:20: warning: {page} is empty here: it is known in headers and "
                        "footers only\n");
}

static void a_sheet_of_nothing(void **state)
{
    struct fixture *f = *state;
    save(f, "s.xml", "<sheet name=\"s\" version=\"1\"/>");
    assert_null(format_read(f->arena, "s", f->folder, NULL, f->diags));
    const char *all = messages(f);
    assert_non_null(strstr(all, "the sheet has no title"));
    assert_non_null(strstr(all, "the sheet has no <page>"));
    assert_non_null(strstr(all, "the sheet has no <flow>"));
    assert_non_null(strstr(all, "the sheet lacks 20 styles that every sheet needs: p, heading, "));
}

static void what_is_no_sheet_stops(void **state)
{
    struct fixture *f = *state;
    save(f, "s.xml", "<sheet name=\"s\"");
    assert_null(format_read(f->arena, "s", f->folder, NULL, f->diags));
    assert_true(diags_count(f->diags, ERROR) > 0);
    save(f, "s.xml", "<article/>");
    f->diags = diags_new(f->arena);
    assert_null(format_read(f->arena, "s", f->folder, NULL, f->diags));
    assert_true(diags_count(f->diags, ERROR) > 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(weekly_has_no_fault),
        TEST(the_frame_is_exactly_its_characters),
        TEST(the_schema_knows_the_properties),
        TEST(characters_are_the_heirs_own),
        TEST(every_property_reaches_its_field),
        TEST(initial_values),
        TEST(a_long_chain_is_no_recursion),
        TEST(what_is_named_again_replaces),
        TEST(its_own_name_is_the_base_sheets),
        TEST(a_base_sheet_beside_the_sheet),
        TEST(base_sheets_in_a_circle),
        TEST(a_tower_of_base_sheets_ends),
        TEST(a_sheet_that_is_not_there),
        TEST(tables_and_flow_of_weekly),
        TEST(charts_and_subjects_of_weekly),
        TEST(initial_values_of_charts),
        TEST(a_list_of_subjects_beside_the_sheet),
        TEST(faults_come_in_the_order_of_the_lines),
        TEST(faults_of_styles),
        TEST(an_inherited_fault_is_said_once),
        TEST(doubts_are_no_errors),
        TEST(faults_of_pages),
        TEST(faults_of_tables),
        TEST(faults_of_texts),
        TEST(a_sheet_of_nothing),
        TEST(what_is_no_sheet_stops),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
