/* SPDX-License-Identifier: MIT */
/* util/xml: every fault against a schema, in plain words and at its exact place. The schema is the
 * test's own: a shop that sells things. */
#include "xml_fixture.h"

#include "util/xml.h"

static const char schema[] =
    "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>\n"
    "<xs:simpleType name='price'><xs:annotation>\n"
    "<xs:documentation xml:lang='zh'>价格</xs:documentation>\n"
    "<xs:documentation xml:lang='en'>A price such as 3元; more words.</xs:documentation>\n"
    "</xs:annotation><xs:restriction base='xs:string'><xs:pattern value='[0-9]+元'/>\n"
    "</xs:restriction></xs:simpleType>\n"
    "<xs:simpleType name='colour'><xs:restriction base='xs:string'><xs:enumeration value='red'/>\n"
    "<xs:enumeration value='green'/><xs:enumeration value='红'/></xs:restriction></xs:simpleType>\n"
    "<xs:simpleType name='short'><xs:restriction base='xs:string'><xs:maxLength value='2'/>\n"
    "</xs:restriction></xs:simpleType>\n"
    "<xs:simpleType name='either'><xs:union memberTypes='colour other'/></xs:simpleType>\n"
    "<xs:simpleType name='other'><xs:restriction base='xs:string'><xs:enumeration value='none'/>\n"
    "</xs:restriction></xs:simpleType>\n"
    "<xs:attributeGroup name='marks'><xs:attribute name='colour' type='colour'/>\n"
    "<xs:attribute name='edge' type='either'/></xs:attributeGroup>\n"
    "<xs:complexType name='named'><xs:attribute name='name' type='xs:string' use='required'/>\n"
    "</xs:complexType>\n"
    "<xs:element name='shop'><xs:complexType><xs:sequence>\n"
    "<xs:element name='owner' type='short'/>\n"
    "<xs:element name='thing' minOccurs='0' maxOccurs='unbounded'><xs:complexType>\n"
    "<xs:complexContent><xs:extension base='named'><xs:sequence>\n"
    "<xs:element name='note' type='xs:string' minOccurs='0'/></xs:sequence>\n"
    "<xs:attributeGroup ref='marks'/><xs:attribute name='price' type='price'/>\n"
    "<xs:attribute name='count' type='xs:positiveInteger'/>\n"
    "<xs:attribute name='size' type='short'/></xs:extension>\n"
    "</xs:complexContent></xs:complexType></xs:element>\n"
    "<xs:element name='end' minOccurs='0'><xs:complexType/></xs:element>\n"
    "</xs:sequence></xs:complexType></xs:element></xs:schema>\n";

static const struct xml_node *check(struct fixture *f, const char *text)
{
    save(f, text, strlen(text));
    assert_int_equal(file_save(f->xsd, schema, sizeof schema - 1), 0);
    return xml_read(f->arena, f->path, f->xsd, f->diags);
}

static void assert_faults(struct fixture *f, const char *things, const char *expected)
{
    assert_null(check(f, arena_printf(f->arena, "<shop><owner>甲</owner>\n%s\n</shop>", things)));
    assert_string_equal(messages(f), expected);
}

static void what_is_right_passes(void **state)
{
    struct fixture *f = *state;
    const struct xml_node *root =
        check(f, "<shop xmlns:i='http://www.w3.org/2001/XMLSchema-instance' "
                 "i:noNamespaceSchemaLocation='http://localhost/x.xsd'><owner>甲</owner>"
                 "<thing name='盆' price='3元' colour='红' edge='none' count='7' size='大'>"
                 "<note>x</note></thing><end/></shop>");
    assert_string_equal(messages(f), "");
    assert_int_equal(root->attribute_count, 0);
    assert_string_equal(xml_value(xml_child(root, "thing"), "price", ""), "3元");
}

static void unknown_attributes(void **state)
{
    struct fixture *f = *state;
    assert_faults(
        f, "<thing name='盆' colur='red'/>",
        "2:17: error: unknown attribute \"colur\" of <thing>; did you mean \"colour\"?\n");
    assert_faults(f, "<thing name='盆' weight='1'/>",
                  "2:17: error: unknown attribute \"weight\" of <thing>; expected \"name\", "
                  "\"colour\", \"edge\", \"price\", \"count\" or \"size\"\n");
    assert_faults(f, "<thing name='盆' x:colour='red' xmlns:x='urn:x'/>",
                  "2:17: error: unknown attribute \"x:colour\" of <thing>; did you mean "
                  "\"colour\"?\n");
    assert_faults(f, "<end x='1'/>", "2:6: error: unknown attribute \"x\" of <end>\n");
}

static void missing_attributes(void **state)
{
    struct fixture *f = *state;
    assert_faults(f, " <thing/>", "2:2: error: <thing> needs the attribute \"name\"\n");
    assert_faults(f, " <thing nam='盆'/>",
                  "2:9: error: unknown attribute \"nam\" of <thing>; did you mean \"name\"?\n");
}

static void values_of_closed_lists(void **state)
{
    struct fixture *f = *state;
    assert_faults(f, "<thing name='盆' colour='gren'/>",
                  "2:17: error: \"gren\" is not a value of attribute \"colour\" of <thing>; did "
                  "you mean \"green\"?\n");
    assert_faults(f, "<thing name='盆' colour='蓝'/>",
                  "2:17: error: \"蓝\" is not a value of attribute \"colour\" of <thing>; expected "
                  "\"red\", \"green\" or \"红\"\n");
    assert_faults(f, "<thing name='盆' edge='nonne'/>",
                  "2:17: error: \"nonne\" is not a value of attribute \"edge\" of <thing>; did you "
                  "mean \"none\"?\n");
}

static void values_in_words(void **state)
{
    struct fixture *f = *state;
    assert_faults(f, "<thing name='盆' price='三元'/>",
                  "2:17: error: \"三元\" is not a value of attribute \"price\" of <thing>; "
                  "expected a price such as 3元\n");
    assert_faults(f, "<thing name='盆' count='0'/>",
                  "2:17: error: \"0\" is not a value of attribute \"count\" of <thing>; expected a "
                  "whole number, 1 or more\n");
    assert_faults(f, "<thing name='盆' size='很大很大'/>",
                  "2:17: error: \"很大很大\" is not a value of attribute \"size\" of <thing>: it "
                  "has a length of '4'; this exceeds the allowed maximum length of '2'\n");
    assert_null(check(f, "<shop>\n <owner>甲乙丙</owner></shop>"));
    assert_string_equal(messages(f),
                        "2:2: error: \"甲乙丙\" is not a value of <owner>: it has a length "
                        "of '3'; this exceeds the allowed maximum length "
                        "of '2'\n");
}

static void a_long_value_is_shortened(void **state)
{
    struct fixture *f = *state;
    struct buf b = {0};
    buf_adds(&b, "<thing name='盆' price='");
    for (int i = 0; i < 100; i++)
        buf_adds(&b, "价");
    buf_adds(&b, "'/>");
    assert_null(check(f, arena_printf(f->arena, "<shop><owner/>%s</shop>", b.text)));
    assert_non_null(strstr(messages(f), "价…\" is not a value"));
    assert_in_range(strlen(messages(f)), 200, 300);
    buf_release(&b);
}

static void unknown_elements(void **state)
{
    struct fixture *f = *state;
    assert_faults(f, "<thin name='盆' colr='red'/>",
                  "2:1: error: unknown element <thin> in <shop>; did you mean <thing>?\n"
                  "2:16: error: unknown attribute \"colr\" of <thin>; did you mean \"colour\"?\n");
    assert_faults(f, "<basket/><basket/>",
                  "2:1: error: unknown element <basket> in <shop>; expected <thing> or <end>\n"
                  "2:10: error: unknown element <basket> in <shop>; expected <thing> or <end>\n");
}

static void elements_out_of_place(void **state)
{
    struct fixture *f = *state;
    assert_faults(f, "<end/><thing name='盆' colour='blue'/>",
                  "2:7: error: <thing> may not stand here in <shop>; the order is <owner>, <thing> "
                  "and <end>\n");
    assert_faults(f, "<end/><end/>",
                  "2:7: error: <end> may not stand here in <shop>; it stands there already\n");
    assert_faults(f, "<note/>",
                  "2:1: error: <note> may not stand here in <shop>; expected <thing> or <end>\n");
}

static void what_is_missing_is_said_once(void **state)
{
    struct fixture *f = *state;
    assert_null(check(f, "<shop>\n<thing name='盆' price='3'/><end/></shop>"));
    assert_string_equal(messages(f),
                        "2:1: error: <thing> may not stand here in <shop>; expected <owner>\n"
                        "2:17: error: \"3\" is not a value of attribute \"price\" of <thing>; "
                        "expected a price such as 3元\n");
    assert_null(check(f, " <shop/>"));
    assert_string_equal(messages(f), "1:2: error: <shop> is not complete; expected <owner>\n");
}

static void text_where_none_may_be(void **state)
{
    struct fixture *f = *state;
    assert_faults(f, "<end/> 文字",
                  "2:8: error: text may not stand here in <shop>; it takes <owner>, <thing> and "
                  "<end> only\n");
    assert_faults(f, "<end>文字</end>", "2:6: error: <end> must be empty\n");
    assert_faults(f, "<thing name='盆'><note>x<end/></note></thing>",
                  "2:24: error: <end> may not stand here in <note>\n");
}

static void wrong_roots(void **state)
{
    struct fixture *f = *state;
    assert_null(check(f, "<shap/>"));
    assert_string_equal(messages(f),
                        "1:1: error: the root element is <shap>; did you mean <shop>?\n");
    assert_null(check(f, "<owner/>"));
    assert_string_equal(messages(f), "1:1: error: the root element is <owner>; expected <shop>\n");
    assert_null(check(f, "<shop xmlns='urn:x'/>"));
    assert_string_equal(messages(f),
                        "1:1: error: <shop> is in the namespace \"urn:x\"; expected none\n");
}

static void all_faults_in_one_run(void **state)
{
    struct fixture *f = *state;
    assert_faults(f,
                  "<basket/>\n<thing nam='盆'/>\n<cup/>\n<thing price='x'/>\n<thin/>\n"
                  "<thing name='盆'><note/><note/>x</thing>\n<owner/>",
                  "2:1: error: unknown element <basket> in <shop>; expected <thing> or <end>\n"
                  "3:8: error: unknown attribute \"nam\" of <thing>; did you mean \"name\"?\n"
                  "4:1: error: unknown element <cup> in <shop>; expected <thing> or <end>\n"
                  "5:1: error: <thing> needs the attribute \"name\"\n"
                  "5:8: error: \"x\" is not a value of attribute \"price\" of <thing>; expected a "
                  "price such as 3元\n"
                  "6:1: error: unknown element <thin> in <shop>; did you mean <thing>?\n"
                  "6:1: error: <thin> needs the attribute \"name\"\n"
                  "7:24: error: <note> may not stand here in <thing>; it stands there already\n"
                  "7:31: error: text may not stand here in <thing>; it takes <note> only\n"
                  "8:1: error: <owner> may not stand here in <shop>; it stands there already\n");
}

static void too_many_faults_of_place_end_in_a_note(void **state)
{
    struct fixture *f = *state;
    struct buf b = {0};
    for (int i = 0; i < 100; i++)
        buf_adds(&b, "<owner/>\n");
    assert_null(check(f, arena_printf(f->arena, "<shop><owner/>\n%s</shop>", b.text)));
    assert_int_equal(diags_count(f->diags, ERROR), 32);
    assert_non_null(
        strstr(messages(f), "\n1:1: note: more faults may come to light once these are mended\n"));
    buf_release(&b);
}

/* A schema that is kept is the one that lies there. */
static void a_kept_schema_follows_its_file(void **state)
{
    static const char other[] = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
                                "<xs:element name='shop' type='xs:date'/></xs:schema>";
    struct fixture *f = *state;
    struct xml_schema *kept = xml_schema_new(f->arena, NULL);
    assert_non_null(check(f, "<shop><owner>甲</owner></shop>"));
    for (int i = 0; i < 2; i++)
        assert_non_null(xml_read_kept(f->arena, f->path, f->xsd, kept, f->diags));
    assert_int_equal(file_save(f->xsd, other, sizeof other - 1), 0);
    assert_null(xml_read_kept(f->arena, f->path, f->xsd, kept, f->diags));
    assert_int_equal(file_save(f->xsd, schema, sizeof schema - 1), 0);
    assert_non_null(xml_read_kept(f->arena, f->path, f->xsd, kept, f->diags));
}

/* It is not checked again, and any other is. */
static void a_sound_document_is_known_by_its_bytes_and_the_schema(void **state)
{
    static const char other[] = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
                                "<xs:element name='shop' type='xs:date'/></xs:schema>";
    struct fixture *f = *state;
    struct memo *memo = memo_new(NULL);
    struct xml_schema *kept = xml_schema_new(f->arena, memo);
    assert_null(check(f, "<shop><owner>甲</owner><owner>乙</owner></shop>"));
    assert_null(xml_read_kept(f->arena, f->path, f->xsd, kept, f->diags));
    assert_int_equal(memo_count(memo), 0);
    assert_non_null(check(f, "<shop><owner>甲</owner></shop>"));
    for (int i = 0; i < 2; i++)
        assert_non_null(xml_read_kept(f->arena, f->path, f->xsd, kept, f->diags));
    assert_int_equal(memo_count(memo), 1);
    assert_null(check(f, "<shop><owner>甲</owner><owner>乙</owner></shop>"));
    assert_null(xml_read_kept(f->arena, f->path, f->xsd, kept, f->diags));
    assert_non_null(check(f, "<shop><owner>甲</owner></shop>"));
    assert_int_equal(file_save(f->xsd, other, sizeof other - 1), 0);
    assert_null(xml_read_kept(f->arena, f->path, f->xsd, kept, f->diags));
    assert_int_equal(memo_count(memo), 1);
    memo_free(memo);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_right_passes),
        TEST(unknown_attributes),
        TEST(missing_attributes),
        TEST(values_of_closed_lists),
        TEST(values_in_words),
        TEST(a_long_value_is_shortened),
        TEST(unknown_elements),
        TEST(elements_out_of_place),
        TEST(what_is_missing_is_said_once),
        TEST(text_where_none_may_be),
        TEST(wrong_roots),
        TEST(all_faults_in_one_run),
        TEST(too_many_faults_of_place_end_in_a_note),
        TEST(a_kept_schema_follows_its_file),
        TEST(a_sound_document_is_known_by_its_bytes_and_the_schema),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
