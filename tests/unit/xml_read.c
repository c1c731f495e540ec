/* SPDX-License-Identifier: MIT */
/* util/xml: the tree, places in it, encodings, and every fault of well-formedness. */
#include "xml_fixture.h"

#include "util/xml.h"

static const struct xml_node *tree_of(struct fixture *f, const char *text)
{
    save(f, text, strlen(text));
    return xml_read(f->arena, f->path, NULL, f->diags);
}

static void assert_fault(struct fixture *f, const char *text, const char *expected)
{
    assert_null(tree_of(f, text));
    assert_string_equal(messages(f), expected);
}

static void assert_place(struct pos at, int line, int column)
{
    assert_int_equal(at.line, line);
    assert_int_equal(at.column, column);
}

static void a_tree_with_text(void **state)
{
    struct fixture *f = *state;
    const struct xml_node *root =
        tree_of(f, "<?xml version=\"1.0\"?>\n<!-- 题 -->\n<a>甲<b/>乙<!-- x -->丙<?y?></a>");
    assert_string_equal(messages(f), "");
    assert_string_equal(root->name, "a");
    assert_null(root->text);
    assert_place(root->pos, 3, 1);
    const struct xml_node *n = root->first;
    assert_string_equal(n->text, "甲");
    assert_null(n->name);
    assert_place(n->pos, 3, 4);
    n = n->next;
    assert_string_equal(n->name, "b");
    assert_place(n->pos, 3, 5);
    n = n->next;
    assert_string_equal(n->text, "乙丙");
    assert_place(n->pos, 3, 9);
    assert_null(n->next);
    assert_string_equal(xml_text(f->arena, root), "甲乙丙");
}

static void attributes_and_their_places(void **state)
{
    struct fixture *f = *state;
    const struct xml_node *root = tree_of(
        f,
        "<a\n  号 = '一>\"'\txml:lang=\"zh-CN\" xmlns:x=\"urn:x\"\n\n x:y=\"&lt;&amp;amp;&#10;𠮷\" "
        "z=\"\"/>");
    assert_string_equal(messages(f), "");
    assert_int_equal(root->attribute_count, 4);
    assert_string_equal(xml_value(root, "号", NULL), "一>\"");
    assert_place(xml_attribute(root, "号")->pos, 2, 3);
    assert_string_equal(xml_value(root, "xml:lang", NULL), "zh-CN");
    assert_place(xml_attribute(root, "xml:lang")->pos, 2, 13);
    assert_string_equal(xml_value(root, "x:y", NULL), "<&amp;\n𠮷");
    assert_place(xml_attribute(root, "x:y")->pos, 4, 2);
    assert_string_equal(xml_value(root, "z", "?"), "");
    assert_place(xml_attribute(root, "z")->pos, 4, 28);
    assert_null(xml_attribute(root, "lang"));
    assert_string_equal(xml_value(root, "w", "?"), "?");
}

static void children_by_name(void **state)
{
    struct fixture *f = *state;
    const struct xml_node *root = tree_of(f, "<a>b<c k=\"1\"/><b k=\"2\"/><b k=\"3\"/></a>");
    assert_string_equal(xml_value(xml_child(root, "b"), "k", NULL), "2");
    assert_null(xml_child(root, "a"));
}

static void entities_and_cdata(void **state)
{
    struct fixture *f = *state;
    const struct xml_node *root =
        tree_of(f, "<a><b>&lt;&#x20BB7;&amp;</b><b><![CDATA[<甲>&lt;]]></b></a>");
    assert_string_equal(xml_text(f->arena, root->first), "<𠮷&");
    assert_string_equal(xml_text(f->arena, root->first->next), "<甲>&lt;");
    assert_place(root->first->next->first->pos, 1, 41);
}

static void places_beyond_65535_lines(void **state)
{
    struct fixture *f = *state;
    struct buf b = {0};
    buf_adds(&b, "<a>\r\n");
    for (int i = 0; i < 70000; i++)
        buf_adds(&b, "字<b 甲=\"1\"/>\r\n");
    buf_adds(&b, "</a>");
    save(f, b.text, b.len);
    const struct xml_node *n = xml_read(f->arena, f->path, NULL, f->diags)->first;
    for (int line = 2; line < 70002; n = n->next) {
        if (!n->name)
            continue;
        assert_place(n->pos, line, 2);
        assert_place(n->attributes[0].pos, line, 5);
        line++;
    }
    buf_release(&b);
}

static void encodings(void **state)
{
    struct fixture *f = *state;
    static const char gbk[] = "<?xml version='1.0' encoding='GBK'?>\n<a>\xBC\xD7<b/></a>";
    static const char utf16[] = "\xFF\xFE<\0a\0>\0\x32\x75\x42\xD8\xB7\xDF<\0/\0a\0>\0";
    const struct xml_node *root = tree_of(f, gbk);
    assert_string_equal(xml_text(f->arena, root), "甲");
    assert_place(root->first->next->pos, 2, 5);
    save(f, utf16, sizeof utf16 - 1);
    assert_string_equal(xml_text(f->arena, xml_read(f->arena, f->path, NULL, f->diags)), "甲𠮷");
    root = tree_of(f, "\xEF\xBB\xBF<a/>");
    assert_place(root->pos, 1, 1);
}

static void bytes_that_are_no_text(void **state)
{
    struct fixture *f = *state;
    assert_fault(f, "<a>\n甲\xE7\x94</a>",
                 "2:2: error: byte 0xE7 is not UTF-8; save the file as UTF-8, or name its encoding "
                 "in <?xml?>\n");
    assert_fault(f, "<?xml version='1.0' encoding='x-none'?><a/>",
                 "0:0: error: encoding \"x-none\" is not known; save the file as UTF-8\n");
    assert_fault(f, "<?xml version='1.0' encoding='GBK'?>\n<a>\xBC\xD7\xFF\xFF</a>",
                 "2:5: error: from here on this is not GBK, the encoding that the file names\n");
    assert_fault(f, "", "0:0: error: the file is empty\n");
    save(f, "<a>\0</a>", 8);
    assert_null(xml_read(f->arena, f->path, NULL, f->diags));
    assert_string_equal(messages(f), "1:4: error: a NUL character; remove it\n");
}

static void files_that_cannot_be_read(void **state)
{
    struct fixture *f = *state;
    f->path = f->folder;
    assert_null(xml_read(f->arena, f->path, NULL, f->diags));
    assert_string_equal(messages(f), "0:0: error: cannot be read: Is a directory\n");
    f->path = arena_printf(f->arena, "%s/x.xml", f->folder);
    f->diags = diags_new(f->arena);
    assert_null(xml_read(f->arena, f->path, NULL, f->diags));
    assert_string_equal(messages(f), "0:0: error: cannot be read: No such file or directory\n");
    save(f, "", 0);
    assert_int_equal(truncate(f->path, 64 * 1024 * 1024 + 1), 0);
    assert_null(xml_read(f->arena, f->path, NULL, f->diags));
    assert_string_equal(messages(f), "0:0: error: cannot be read: larger than 64 MiB\n");
}

static void a_doctype_with_definitions_is_refused(void **state)
{
    struct fixture *f = *state;
    static const char expected[] = "2:1: error: a document type declaration (DOCTYPE) may not "
                                   "define anything; remove its [ ]\n";
    assert_fault(f, "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b '<c/>'>]>\n<a>&b;</a>",
                 expected);
    assert_fault(f, "<?xml version='1.0'?>\n<!DOCTYPE a SYSTEM 'a.dtd' []>\n<a/>", expected);
    assert_fault(
        f, "\n<!DOCTYPE a PUBLIC '-//x' 'http://localhost/[x' [<!ENTITY % b SYSTEM 'c'> %b;]><a/>",
        expected);
}

/* A DTD that is only named is not loaded, and what it might declare is not known. */
static void a_doctype_without_definitions_is_passed_over(void **state)
{
    struct fixture *f = *state;
    const struct xml_node *root =
        tree_of(f, "<!DOCTYPE a SYSTEM 'file:///etc/hostname'>\n<a>甲</a>");
    assert_non_null(root);
    assert_place(root->pos, 2, 1);
    assert_string_equal(xml_text(f->arena, root), "甲");
    assert_non_null(tree_of(f, "<!DOCTYPE a PUBLIC '-//x' 'http://localhost/[x]'><a/>"));
    assert_non_null(tree_of(f, "<!DOCTYPE a><a/>"));
    assert_fault(f, "<!DOCTYPE a SYSTEM 'a.dtd'>\n<a>甲&nbsp;乙</a>",
                 "2:5: error: &nbsp; is not known; write the character itself\n");
    assert_fault(f, "<!DOCTYPE a SYSTEM 'a.dtd'>\n<a b='&nbsp;'/>",
                 "2:7: error: &nbsp; is not known; write the character itself\n");
}

static void the_source_and_the_namespace(void **state)
{
    struct fixture *f = *state;
    static const char text[] =
        "<?xml version='1.0' encoding='GBK'?>\n<a xmlns='urn:a'>\xBC\xD7<b xmlns=''/></a>";
    struct xml_source source;
    save(f, text, sizeof text - 1);
    const struct xml_node *root = xml_read_source(f->arena, f->path, &source, f->diags);
    assert_non_null(root);
    assert_string_equal(source.encoding, "GBK");
    assert_int_equal(source.len, sizeof text);
    assert_non_null(strstr(source.text, ">甲<"));
    assert_string_equal(xml_namespace(root), "urn:a");
    assert_null(xml_namespace(xml_child(root, "b")));
}

static void nesting_is_bounded(void **state)
{
    struct fixture *f = *state;
    struct buf b = {0};
    for (int i = 0; i < 200; i++)
        buf_adds(&b, "<a>");
    size_t len = b.len;
    for (int i = 0; i < 200; i++)
        buf_adds(&b, "</a>");
    assert_non_null(tree_of(f, b.text));
    b.len = len;
    buf_adds(&b, "<a/>");
    assert_fault(f, b.text, "1:601: error: elements are nested more than 200 deep\n");
    buf_release(&b);
}

static void the_number_of_elements_is_bounded(void **state)
{
    struct fixture *f = *state;
    struct buf b = {0};
    buf_adds(&b, "<a>");
    for (int i = 0; i < 1 << 20; i++)
        buf_adds(&b, "<b/>");
    assert_fault(f, b.text, "1:4194304: error: the file has more than 1048576 elements\n");
    buf_release(&b);
}

static void tags_that_do_not_match(void **state)
{
    struct fixture *f = *state;
    assert_fault(f, "<a>\n <b>字</c>\n</a>",
                 "2:6: error: this end tag does not close <b> of line 2, which is still open\n");
    assert_fault(f, "<a>\n <b>字",
                 "2:6: error: the file ends within <b> of line 2, which is still open\n");
    assert_fault(f, "<a/>\n<b/>",
                 "2:1: error: nothing more may follow the end of the root element\n");
    assert_fault(f, "文字", "1:1: error: this is not XML: it does not begin with <\n");
    assert_fault(f, "<a", "1:3: error: the tag is not closed by >\n");
    assert_fault(f, "<a>\n<b c=\"d\"\n  <e/>\n</b></a>",
                 "2:1: error: the tag is not closed by >\n");
}

static void ampersands(void **state)
{
    struct fixture *f = *state;
    assert_fault(f, "<a>\n甲&nbsp;</a>",
                 "2:2: error: &nbsp; is not known; write the character itself\n");
    assert_fault(f, "<a>\n甲&乙</a>", "2:2: error: a bare & is written &amp;\n");
    assert_fault(f, "<a>\n甲& 乙</a>", "2:2: error: a bare & is written &amp;\n");
    assert_fault(f, "<a>\n甲 < 乙</a>", "2:3: error: a bare < is written &lt;\n");
    assert_fault(f, "<a>甲]]></a>", "1:5: error: ]]> in text is written ]]&gt;\n");
}

static void attributes_that_are_none(void **state)
{
    struct fixture *f = *state;
    assert_fault(f, "<a>\n<b x='1' y='2' x='3'/></a>",
                 "2:1: error: the attribute \"x\" is given twice\n");
    assert_fault(f, "<a x='1<2'/>",
                 "1:8: error: < in an attribute: write &lt;, or the closing "
                 "quotation mark is missing\n");
    assert_fault(f, "<a x=1/>",
                 "1:6: error: the attribute's value must stand in quotation marks\n");
    assert_fault(f, "<a x='1", "1:8: error: the attribute's closing quotation mark is missing\n");
    assert_fault(f, "<a x/>", "1:5: error: the attribute has no value\n");
    assert_fault(f, "<a x='1'y='2'/>", "1:9: error: white space is missing here\n");
}

static void other_faults(void **state)
{
    struct fixture *f = *state;
    assert_fault(f, "<a>甲\x01</a>", "1:5: error: a character that XML does not allow\n");
    assert_fault(f, "<a><!-- x", "1:4: error: this comment is not closed by -->\n");
    assert_fault(f, "<a><x:b/></a>",
                 "1:8: error: not well-formed: Namespace prefix x on b is not defined\n");
}

static void escaping_and_back(void **state)
{
    struct fixture *f = *state;
    static const char text[] = "a<b>&amp;\"'\n\t\r𠮷𫟼]]>　";
    struct buf b = {0};
    buf_adds(&b, "<a b=\"");
    xml_escape(&b, text);
    buf_adds(&b, "\">");
    xml_escape(&b, text);
    buf_adds(&b, "</a>");
    assert_non_null(strstr(b.text, "a&lt;b&gt;&amp;amp;&quot;'&#10;&#9;&#13;𠮷𫟼]]&gt;　"));
    const struct xml_node *root = tree_of(f, b.text);
    assert_string_equal(xml_value(root, "b", NULL), text);
    assert_string_equal(xml_text(f->arena, root), text);
    buf_release(&b);
}

static void a_caret_stands_below_the_fault(void **state)
{
    struct fixture *f = *state;
    char shown[200] = "";
    tree_of(f, "\xEF\xBB\xBF<a>\n甲&nbsp;</a>");
    FILE *out = fmemopen(shown, sizeof shown, "w");
    diags_print(f->diags, out, false);
    fclose(out);
    assert_non_null(strstr(shown, "\n  甲&nbsp;</a>\n    ^\n"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_tree_with_text),
        TEST(attributes_and_their_places),
        TEST(children_by_name),
        TEST(entities_and_cdata),
        TEST(places_beyond_65535_lines),
        TEST(encodings),
        TEST(bytes_that_are_no_text),
        TEST(files_that_cannot_be_read),
        TEST(a_doctype_with_definitions_is_refused),
        TEST(a_doctype_without_definitions_is_passed_over),
        TEST(the_source_and_the_namespace),
        TEST(nesting_is_bounded),
        TEST(the_number_of_elements_is_bounded),
        TEST(tags_that_do_not_match),
        TEST(ampersands),
        TEST(attributes_that_are_none),
        TEST(other_faults),
        TEST(escaping_and_back),
        TEST(a_caret_stands_below_the_fault),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
