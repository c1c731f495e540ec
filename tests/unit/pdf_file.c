/* SPDX-License-Identifier: MIT */
/*
 * The finished file, as qpdf, poppler and MuPDF read it.
 */
#include "pdf_fixture.h"

#include <ctype.h>
#include <sys/wait.h>

enum { LIMIT = 8191 };

#define QPDF "qpdf --check %s"
#define TEXT "pdftotext -layout %s - | sed 's/^ *//;/^$/d'"
#define TRACE "mutool trace %s 2>/dev/null"

static void sound(struct paper *p, const struct buf *pdf)
{
    assert_non_null(strstr(paper_said(p, pdf, QPDF), "No syntax or stream encoding errors found"));
}

/* In a dictionary, or in a stream that is not compressed. */
static bool has(const struct buf *pdf, const char *text)
{
    struct buf all = paper_unpacked(pdf);
    bool found = memmem(all.text, all.len, text, strlen(text)) != NULL;
    buf_release(&all);
    return found;
}

static size_t count(const char *text, const char *mark)
{
    size_t n = 0;
    for (const char *at = text; (at = strstr(at, mark)); at += strlen(mark))
        n++;
    return n;
}

/* ---- whole -------------------------------------------------------------------------------- */

static void two_pages(struct paper *p)
{
    paper_page(p, "1");
    paper_item(p, (struct page_item){.kind = ITEM_ANCHOR, .name = "head", .x = 70 * PT});
    paper_text(p, STYLE_HEADING, 70 * PT, 90 * PT, "南坡村接通自来水");
    paper_item(p, (struct page_item){.kind = ITEM_FILL,
                                     .color = 0xCC0000,
                                     .x = 70 * PT,
                                     .y = 96 * PT,
                                     .width = 300 * PT,
                                     .height = PT / 2});
    paper_text(p, STYLE_BODY, 70 * PT, 120 * PT, "全村328户,office affix,𠮷姓7户……“都通了”。");
    paper_text(p, STYLE_KAITI, 70 * PT, 140 * PT, "记者手记——清水");
    paper_item(p, (struct page_item){.kind = ITEM_LINK,
                                     .name = "foot",
                                     .x = 70 * PT,
                                     .y = 110 * PT,
                                     .width = 90 * PT,
                                     .height = 12 * PT});
    paper_page(p, "2");
    paper_item(p, (struct page_item){.kind = ITEM_ANCHOR, .name = "foot", .y = 800 * PT});
    paper_text(p, STYLE_BODY, 70 * PT, 90 * PT, "第二页");
    paper_outline(p, 1, "南坡 (一)", "head");
    paper_outline(p, 2, "𠮷姓", "foot");
}

static void readers_find_no_fault(void **state)
{
    struct paper *p = *state;
    two_pages(p);
    struct buf pdf = paper_build(p, 2);
    assert_memory_equal(pdf.text, "%PDF-1.7\n", 9);
    assert_string_equal(pdf.text + pdf.len - 6, "%%EOF\n");
    sound(p, &pdf);
    const char *text = paper_said(p, &pdf, TEXT);
    assert_non_null(strstr(text, "南坡村接通自来水\n"));
    assert_non_null(strstr(text, "全村328户，office affix，𠮷姓7户……“都通了”。\n"));
    assert_non_null(strstr(text, "记者手记——清水\n"));
    assert_null(strstr(text, "rror"));
    assert_string_equal(paper_said(p, &pdf, "pdftoppm -r 30 %s >/dev/null"), "");
    buf_release(&pdf);
}

static void fonts_are_subsets_with_unicode(void **state)
{
    struct paper *p = *state;
    two_pages(p);
    struct buf pdf = paper_build(p, 1);
    const char *fonts = paper_said(p, &pdf, "pdffonts %s");
    assert_int_equal(count(fonts, "yes yes yes"), 3);
    assert_non_null(strstr(fonts, "+NotoSerifCJKsc-Regular        CID Type 0C       Identity-H"));
    assert_non_null(strstr(fonts, "+LXGWWenKai-Regular            CID TrueType      Identity-H"));
    assert_true(pdf.len < 40000);
    buf_release(&pdf);
}

static void same_pages_same_bytes(void **state)
{
    struct paper *p = *state;
    two_pages(p);
    struct buf one = paper_build(p, 1), other = paper_build(p, 4);
    assert_int_equal(one.len, other.len);
    assert_memory_equal(one.text, other.text, one.len);
    p->pages.title = "另一份简报";
    struct buf changed = paper_build(p, 1);
    const char *id = memmem(one.text, one.len, "/ID [<", 6);
    const char *new_id = memmem(changed.text, changed.len, "/ID [<", 6);
    assert_true(id && new_id && memcmp(id, new_id, 38) != 0);
    assert_memory_equal(id + 6, id + 41, 32);
    buf_release(&one);
    buf_release(&other);
    buf_release(&changed);
}

static void bytes_are_appended(void **state)
{
    struct paper *p = *state;
    two_pages(p);
    struct buf alone = paper_build(p, 1), behind = {0};
    buf_adds(&behind, "before");
    struct pdf_options options = {.jobs = 1};
    pdf_build(&behind, &p->pages, p->x->fonts, &options);
    assert_int_equal(behind.len, alone.len + 6);
    assert_memory_equal(behind.text + 6, alone.text, alone.len);
    buf_release(&alone);
    buf_release(&behind);
}

static void a_part_is_its_pages_alone(void **state)
{
    struct paper *p = *state;
    two_pages(p);
    struct buf part = {0}, whole = paper_build(p, 1);
    pdf_build_part(&part, &p->pages, p->x->fonts, 1, 1, 2);
    sound(p, &part);
    assert_non_null(strstr(paper_said(p, &part, TEXT), "第二页\n"));
    assert_null(strstr(paper_said(p, &part, TEXT), "清水"));
    assert_int_equal(count(paper_said(p, &part, "pdffonts %s"), "yes yes yes"), 1);
    assert_true(part.len < whole.len);
    assert_false(has(&part, "/StructTreeRoot") || has(&part, "/Outlines") || has(&part, "/Dests"));
    assert_string_equal(paper_said(p, &part, "pdftoppm -r 40 -f 1 -l 1 %s | md5sum"),
                        paper_said(p, &whole, "pdftoppm -r 40 -f 2 -l 2 %s | md5sum"));
    buf_release(&part);
    buf_release(&whole);
}

static void a_page_may_be_blank(void **state)
{
    struct paper *p = *state;
    paper_page(p, "");
    struct buf pdf = paper_build(p, 2);
    sound(p, &pdf);
    assert_non_null(strstr(paper_said(p, &pdf, "pdfinfo %s"), "Pages:           1\n"));
    assert_false(has(&pdf, "/Outlines"));
    buf_release(&pdf);
}

/* ---- text --------------------------------------------------------------------------------- */

/* One glyph for two texts: both come back, one of them by ActualText, in the page and its tag. */
static void a_glyph_may_stand_for_two_texts(void **state)
{
    struct paper *p = *state;
    paper_page(p, "1");
    struct glyphs *first = paper_text(p, STYLE_BODY, 70 * PT, 90 * PT, "甲");
    struct glyphs *second = set(p->x, STYLE_BODY, "乙");
    second->items[0].id = first->items[0].id;
    second->items[0].face = first->items[0].face;
    paper_glyphs(p, second, 70 * PT, 120 * PT, 0);
    struct buf pdf = paper_build(p, 1);
    assert_non_null(strstr(paper_said(p, &pdf, TEXT), "甲\n乙\n"));
    assert_int_equal(
        count(paper_said(p, &pdf, "qpdf --qdf %s - | strings"), "/ActualText <feff4e59>"), 2);
    buf_release(&pdf);
}

static void the_nominal_text_wins(void **state)
{
    struct paper *p = *state;
    paper_page(p, "1");
    struct glyphs *wrong = set(p->x, STYLE_BODY, "乙");
    struct glyphs *right = set(p->x, STYLE_BODY, "甲甲甲");
    wrong->items[0].id = right->items[0].id;
    paper_glyphs(p, wrong, 70 * PT, 90 * PT, 0);
    paper_glyphs(p, right, 70 * PT, 120 * PT, 0);
    struct buf pdf = paper_build(p, 1);
    const char *objects = paper_said(p, &pdf, "qpdf --qdf %s - | strings");
    assert_int_equal(count(objects, "/ActualText"), 2);
    assert_non_null(strstr(objects, "/ActualText <feff4e59>"));
    buf_release(&pdf);
}

static void a_cluster_may_have_several_glyphs(void **state)
{
    struct paper *p = *state;
    paper_page(p, "1");
    struct glyphs *glyphs = set(p->x, STYLE_BODY, "甲乙丙丁");
    glyphs->items[0].text_len = 9;
    glyphs->items[1].text_len = glyphs->items[2].text_len = 0;
    paper_glyphs(p, glyphs, 70 * PT, 90 * PT, 0);
    glyphs = set(p->x, STYLE_BODY, "天地");
    glyphs->items[0].text_len = 3;
    glyphs->items[1].text_len = 0;
    paper_glyphs(p, glyphs, 70 * PT, 120 * PT, 0);
    struct buf pdf = paper_build(p, 1);
    assert_non_null(strstr(paper_said(p, &pdf, TEXT), "甲乙丙丁\n天\n"));
    buf_release(&pdf);
}

static void boxes_keep_their_texts(void **state)
{
    struct paper *p = *state;
    paper_page(p, "1");
    struct glyphs *glyphs = set(p->x, STYLE_BODY, "甲乙丙");
    glyphs->items[0].id = glyphs->items[2].id = 0;
    paper_glyphs(p, glyphs, 70 * PT, 90 * PT, 0);
    struct buf pdf = paper_build(p, 1);
    assert_non_null(strstr(paper_said(p, &pdf, TEXT), "甲乙丙\n"));
    assert_int_equal(count(paper_said(p, &pdf, TRACE), "unicode=\"□\""), 2);
    sound(p, &pdf);
    buf_release(&pdf);
}

/* "ab cd" on two lines, of which the first may show its space. */
static size_t spaces_shown(struct paper *p, size_t first)
{
    struct glyphs *glyphs = set(p->x, STYLE_BODY, "ab cd");
    dist *places = arena_array(p->x->arena, glyphs->count, sizeof *places);
    struct tag *tag = paper_tag(p, TAG_P);
    for (int line = 0; line < 2; line++) {
        size_t from = line ? first : 0, count = line ? glyphs->count - first : 2;
        paper_item(p,
                   (struct page_item){.kind = ITEM_TEXT,
                                      .risen = true,
                                      .face = glyphs->items[0].face,
                                      .x = 70 * PT,
                                      .y = (90 + 20 * line) * PT,
                                      .size = glyphs->items[0].size,
                                      .glyphs = paper_shown(p, glyphs->items + from, places, count),
                                      .count = (uint32_t)count,
                                      .text = glyphs->text,
                                      .tag = tag});
    }
    struct buf pdf = paper_build(p, 1);
    size_t shown = count(paper_said(p, &pdf, TRACE), "unicode=\" \"");
    buf_release(&pdf);
    return shown;
}

static void words_do_not_run_together_at_a_line_end(void **state)
{
    struct paper *p = *state;
    paper_page(p, "1");
    assert_int_equal(spaces_shown(p, 3), 1);
}

static void a_space_is_shown_once(void **state)
{
    struct paper *p = *state;
    paper_page(p, "1");
    assert_int_equal(spaces_shown(p, 2), 1);
}

static void private_characters_say_so(void **state)
{
    struct paper *p = *state;
    paper_page(p, "1");
    struct glyphs *glyphs = set(p->x, STYLE_BODY, "甲乙");
    glyphs->text = "甲\xEE\x80\x80";
    paper_glyphs(p, glyphs, 70 * PT, 90 * PT, 0);
    struct buf pdf = paper_build(p, 1);
    const char *objects = paper_said(p, &pdf, "qpdf --qdf %s - | strings");
    assert_non_null(strstr(objects, "/ActualText <feffe000>"));
    buf_release(&pdf);
}

/* ---- places ------------------------------------------------------------------------------- */

static double next_number(const char **at, const char *mark)
{
    *at = strstr(*at, mark);
    assert_non_null(*at);
    *at += strlen(mark);
    return strtod(*at, NULL);
}

/* Every glyph of the trace stands where the item put it, to 0.01 pt. */
static void check_places(struct paper *p, const char *trace)
{
    const struct page *page = &p->pages.items[0];
    const char *at = trace;
    for (size_t i = 0; i < page->count; i++) {
        const struct page_item *item = &page->items[i];
        for (size_t n = 0; n < item->count; n++) {
            double x = (double)(item->x + item->glyphs[n].x) / PT;
            double y = (double)(p->pages.height - item->y + page_rise(item, n)) / PT;
            double real_x = next_number(&at, "\" x=\""), real_y = next_number(&at, "\" y=\"");
            assert_true(real_x - x < 0.01 && x - real_x < 0.01);
            assert_true(real_y - y < 0.01 && y - real_y < 0.01);
        }
    }
}

static void places_never_drift(void **state)
{
    static const char line[] =
        "沿河三十里都种上了树，春天一到，两岸全是花，过路的人都停下来看一看，"
        "再走几里就到县城，那里的集市也搬进了新棚子";
    struct paper *p = *state;
    paper_page(p, "1");
    for (int i = 0; i < 30; i++) {
        struct glyphs *glyphs = set(p->x, i % 3 ? STYLE_BODY : STYLE_KAITI, line);
        dist size = (dist)((int64_t)PT * (700 + 77 * i) / 100);
        for (size_t n = 0; n < glyphs->count; n++)
            glyphs->items[n].size = size;
        paper_glyphs(p, glyphs, 20 * PT + i * 7919, 30 * PT + i * 20 * PT + i * 12345,
                     -size / 3 - i);
    }
    struct buf pdf = paper_build(p, 1);
    check_places(p, paper_said(p, &pdf, TRACE));
    buf_release(&pdf);
}

static void a_raised_glyph_comes_down_again(void **state)
{
    struct paper *p = *state;
    paper_page(p, "1");
    struct glyphs *glyphs = set(p->x, STYLE_BODY, "甲乙丙丁");
    glyphs->items[1].rise = 3 * PT + 1234;
    glyphs->items[3].rise = -2 * PT;
    paper_glyphs(p, glyphs, 70 * PT, 90 * PT, 0);
    paper_text(p, STYLE_BODY, 70 * PT, 120 * PT, "戊");
    struct buf pdf = paper_build(p, 1);
    check_places(p, paper_said(p, &pdf, TRACE));
    buf_release(&pdf);
}

static void a_bold_without_a_face_is_stroked(void **state)
{
    struct paper *p = *state;
    paper_page(p, "1");
    struct glyphs *glyphs = paper_text(p, STYLE_KAITI, 70 * PT, 90 * PT, "粗");
    paper_text(p, STYLE_BODY, 70 * PT, 120 * PT, "细");
    struct glyph_face *face =
        (struct glyph_face *)(uintptr_t)glyph_face(p->x->fonts, glyphs->items[0].face);
    face->embolden = true;
    struct buf pdf = paper_build(p, 1);
    const char *trace = paper_said(p, &pdf, TRACE);
    assert_int_equal(count(trace, "<stroke_text "), 1);
    assert_int_equal(count(trace, "<fill_text "), 2);
    assert_true(strstr(trace, "unicode=\"粗\"") < strstr(trace, "<stroke_text "));
    buf_release(&pdf);
}

static void fills_and_colours_are_right(void **state)
{
    struct paper *p = *state;
    two_pages(p);
    struct buf pdf = paper_build(p, 1);
    const char *trace = paper_said(p, &pdf, TRACE);
    const char *fill = strstr(trace, "<fill_path ");
    assert_non_null(fill);
    assert_non_null(strstr(fill, "color=\".8 0 0\""));
    assert_non_null(strstr(fill, "<moveto x=\"70\" y=\"745.5\"/>"));
    assert_non_null(strstr(fill, "<lineto x=\"370\" y=\"746\"/>"));
    assert_non_null(strstr(fill, "color=\"0 0 0\""));
    buf_release(&pdf);
}

/* ---- navigation --------------------------------------------------------------------------- */

static void links_and_outlines_name_places(void **state)
{
    struct paper *p = *state;
    two_pages(p);
    struct buf pdf = paper_build(p, 1);
    const char *places = paper_said(p, &pdf, "pdfinfo -dests %s");
    assert_non_null(strstr(places, "   1 [ XYZ   70  842 null      ] \"head\""));
    assert_non_null(strstr(places, "   2 [ XYZ    0   42 null      ] \"foot\""));
    assert_true(
        has(&pdf, "/Subtype /Link /F 4 /Border [0 0 0] /Rect [70 720 160 732] /Dest (foot)"));
    assert_true(has(&pdf, "/Title <FEFF53575761002000284E000029>"));
    assert_true(has(&pdf, "/Type /Outlines /Count 2 "));
    assert_true(has(&pdf, "/PageMode /UseOutlines"));
    assert_non_null(strstr(paper_said(p, &pdf, "mutool show %s outline 2>/dev/null"), "𠮷姓"));
    buf_release(&pdf);
}

static void outlines_open_one_level(void **state)
{
    static const int levels[] = {1, 2, 3, 3, 2, 1, 2, 3};
    struct paper *p = *state;
    paper_page(p, "1");
    for (size_t i = 0; i < COUNT(levels); i++)
        paper_outline(p, levels[i], "项", "nowhere");
    struct buf pdf = paper_build(p, 1);
    sound(p, &pdf);
    assert_true(has(&pdf, "/Type /Outlines /Count 5 "));
    const char *objects = paper_said(p, &pdf, "qpdf --qdf %s - | strings");
    assert_int_equal(count(objects, "/Count 2\n"), 1);
    assert_int_equal(count(objects, "/Count -2\n"), 1);
    assert_int_equal(count(objects, "/Count -1\n"), 1);
    buf_release(&pdf);
}

static void labels_are_as_printed(void **state)
{
    static const char *const labels[] = {"封面", "1", "2", "3", "", "01", "7", "8"};
    struct paper *p = *state;
    for (size_t i = 0; i < COUNT(labels); i++)
        paper_page(p, labels[i]);
    struct buf pdf = paper_build(p, 1);
    assert_true(has(&pdf, "/Nums [0 << /P <FEFF5C019762> >>\n1 << /S /D /St 1 >>\n"
                          "4 << /P <FEFF> >>\n5 << /P <FEFF00300031> >>\n"
                          "6 << /S /D /St 7 >>]"));
    sound(p, &pdf);
    buf_release(&pdf);
}

/* ---- information -------------------------------------------------------------------------- */

static void information_is_escaped(void **state)
{
    struct paper *p = *state;
    paper_page(p, "1");
    p->pages.title = "A<b>&\x01"
                     "𠮷";
    struct buf pdf = paper_build(p, 1);
    assert_true(has(&pdf, "x-default\">A&lt;b&gt;&amp;\xEF\xBF\xBD𠮷</rdf:li>"));
    assert_true(has(&pdf, "/Title <FEFF0041003C0062003E00260001D842DFB7>"));
    assert_true(has(&pdf, "/CreationDate (D:20310203000000Z)"));
    assert_true(has(&pdf, "<xmp:CreateDate>2031-02-03T00:00:00Z<"));
    assert_true(has(&pdf, "/Lang (zh-CN)") && has(&pdf, "/DisplayDocTitle true"));
    assert_true(has(&pdf, "/Type /Metadata /Subtype /XML"));
    assert_false(has(&pdf, "Haru"));
    buf_release(&pdf);
}

static void a_date_is_valid_or_left_out(void **state)
{
    static const char *const dates[] = {"",           "2031-2-3",   "2031-13-01", "2031-00-10",
                                        "2031-01-32", "2031/01/02", "２０３１",   NULL};
    struct paper *p = *state;
    paper_page(p, "1");
    for (size_t i = 0; i < COUNT(dates); i++) {
        p->pages.date = dates[i];
        struct buf pdf = paper_build(p, 1);
        assert_false(has(&pdf, "CreationDate") || has(&pdf, "CreateDate"));
        buf_release(&pdf);
    }
}

/* ---- size --------------------------------------------------------------------------------- */

static size_t longest_array(const struct buf *pdf, const char *key)
{
    struct buf all = paper_unpacked(pdf);
    size_t longest = 0, len = strlen(key);
    const char *end = all.text + all.len;
    for (const char *at = all.text; (at = memmem(at, (size_t)(end - at), key, len));) {
        size_t words = 0;
        int depth = 1;
        for (at += len; depth && at < end; at++) {
            depth += (*at == '[') - (*at == ']');
            words += isspace((unsigned char)*at) && depth == 1;
        }
        longest = words > longest ? words : longest;
    }
    buf_release(&all);
    return longest;
}

static void ten_thousand_pages(void **state)
{
    struct paper *p = *state;
    for (int i = 0; i < 10000; i++) {
        paper_page(p, arena_printf(p->x->arena, "%s%d", i % 3 ? "" : "附", i + 1));
        for (int k = 0; k < 2; k++)
            paper_item(p, (struct page_item){.kind = ITEM_ANCHOR,
                                             .name = arena_printf(p->x->arena, "a%d-%d", i, k)});
        if (i % 1000 == 0)
            p->parent = paper_tag(p, TAG_SECT);
        paper_item(p, (struct page_item){.kind = ITEM_LINK, .name = "a7-1"});
        paper_item(
            p, (struct page_item){
                   .kind = ITEM_FILL, .width = PT, .height = PT, .tag = paper_tag(p, TAG_NOTE)});
        paper_outline(p, 1 + i % 4, "项", p->pages.items[i].items[0].name);
    }
    struct buf pdf = paper_build(p, 2);
    sound(p, &pdf);
    assert_non_null(strstr(paper_said(p, &pdf, "pdfinfo %s"), "Pages:           10000\n"));
    assert_int_equal(count(paper_said(p, &pdf, "pdfinfo -dests %s"), "XYZ"), 20000);
    assert_in_range(longest_array(&pdf, "/Kids ["), 100, LIMIT);
    assert_in_range(longest_array(&pdf, "/Names ["), 100, LIMIT);
    assert_in_range(longest_array(&pdf, "/Nums ["), 100, LIMIT);
    assert_in_range(longest_array(&pdf, "/K ["), 100, LIMIT);
    buf_release(&pdf);
}

/* ISO 19005-2, 6.1.13: such a file would claim what it does not keep. */
static void more_objects_than_readers_hold_are_none(void **state)
{
    enum { MOST = 8388607 };
    struct paper *p = *state;
    int status;
    pid_t child = fork();
    if (child == 0) {
        freopen("/dev/null", "w", stderr);
        p->pages.tag_count = MOST;
        paper_build(p, 1);
        _exit(0);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
}

#define PAPER_TEST(f) cmocka_unit_test_setup_teardown(f, paper_open, paper_close)

int main(void)
{
    const struct CMUnitTest tests[] = {
        PAPER_TEST(readers_find_no_fault),
        PAPER_TEST(fonts_are_subsets_with_unicode),
        PAPER_TEST(same_pages_same_bytes),
        PAPER_TEST(bytes_are_appended),
        PAPER_TEST(a_part_is_its_pages_alone),
        PAPER_TEST(a_page_may_be_blank),
        PAPER_TEST(a_glyph_may_stand_for_two_texts),
        PAPER_TEST(the_nominal_text_wins),
        PAPER_TEST(a_cluster_may_have_several_glyphs),
        PAPER_TEST(boxes_keep_their_texts),
        PAPER_TEST(words_do_not_run_together_at_a_line_end),
        PAPER_TEST(a_space_is_shown_once),
        PAPER_TEST(private_characters_say_so),
        PAPER_TEST(places_never_drift),
        PAPER_TEST(a_raised_glyph_comes_down_again),
        PAPER_TEST(a_bold_without_a_face_is_stroked),
        PAPER_TEST(fills_and_colours_are_right),
        PAPER_TEST(links_and_outlines_name_places),
        PAPER_TEST(outlines_open_one_level),
        PAPER_TEST(labels_are_as_printed),
        PAPER_TEST(information_is_escaped),
        PAPER_TEST(a_date_is_valid_or_left_out),
        PAPER_TEST(ten_thousand_pages),
        PAPER_TEST(more_objects_than_readers_hold_are_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
