/* SPDX-License-Identifier: MIT */
/*
 * The charset of a CFF program, from programs built by hand.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "pdf/cff.h"

/* Header, a Name INDEX of one name, a Top DICT INDEX of one dictionary, the charset behind it. */
struct program {
    uint8_t bytes[256];
    size_t len;
};

static void add(struct program *p, const uint8_t *bytes, size_t len)
{
    assert_true(p->len + len <= sizeof p->bytes);
    memcpy(p->bytes + p->len, bytes, len);
    p->len += len;
}

static void add_index(struct program *p, const uint8_t *bytes, uint8_t len)
{
    const uint8_t head[] = {0, 1, 1, 1, (uint8_t)(len + 1)};
    add(p, head, sizeof head);
    add(p, bytes, len);
}

/* The Top DICT: a real number, ROS where asked for, and the offset of the charset. */
static struct program program(bool cid, const uint8_t *charset, size_t len)
{
    static const uint8_t header[] = {1, 0, 4, 1}, real[] = {30, 0xE2, 0xA2, 0x5F, 12, 3};
    static const uint8_t ros[] = {248, 27, 248, 28, 139, 12, 30};
    struct program p = {{0}, 0}, top = {{0}, 0};
    add(&p, header, sizeof header);
    add_index(&p, (const uint8_t *)"Song", 4);
    if (cid)
        add(&top, ros, sizeof ros);
    add(&top, real, sizeof real);
    size_t place = p.len + 5 + top.len + 6;
    const uint8_t offset[] = {29, 0, 0, (uint8_t)(place >> 8), (uint8_t)place, 15};
    add(&top, offset, sizeof offset);
    add_index(&p, top.bytes, (uint8_t)top.len);
    assert_int_equal(p.len, place);
    add(&p, charset, len);
    return p;
}

static void check(const uint8_t *charset, size_t len, const uint16_t *expected, size_t count)
{
    struct program p = program(true, charset, len);
    uint16_t cids[16];
    assert_int_equal(cff_charset(p.bytes, p.len, cids, count), CFF_CID);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(cids[i], expected[i]);
}

static void a_list_gives_each_cid(void **state)
{
    static const uint8_t charset[] = {0, 0, 5, 0x12, 0x34, 0xFF, 0xFF};
    static const uint16_t cids[] = {0, 5, 0x1234, 0xFFFF};
    (void)state;
    check(charset, sizeof charset, cids, COUNT(cids));
}

static void ranges_are_spelled_out(void **state)
{
    static const uint8_t narrow[] = {1, 0, 9, 2, 0x10, 0, 0};
    static const uint8_t wide[] = {2, 0, 9, 0, 2, 0x10, 0, 0, 0};
    static const uint16_t cids[] = {0, 9, 10, 11, 0x1000};
    (void)state;
    check(narrow, sizeof narrow, cids, COUNT(cids));
    check(wide, sizeof wide, cids, COUNT(cids));
}

static void a_range_may_reach_past_the_glyphs(void **state)
{
    static const uint8_t charset[] = {2, 0, 7, 0xFF, 0xFF};
    static const uint16_t cids[] = {0, 7, 8};
    (void)state;
    check(charset, sizeof charset, cids, COUNT(cids));
}

static void without_ros_glyphs_are_named(void **state)
{
    static const uint8_t charset[] = {0, 0, 5};
    struct program p = program(false, charset, sizeof charset);
    uint16_t cids[2];
    (void)state;
    assert_int_equal(cff_charset(p.bytes, p.len, cids, 2), CFF_NAMED);
}

/* Each length shorter than the whole, in memory of exactly that length. */
static void a_program_cut_off_is_broken(void **state)
{
    static const uint8_t charset[] = {2, 0, 9, 0, 2, 0x10, 0, 0, 0};
    struct program p = program(true, charset, sizeof charset);
    uint16_t cids[5];
    (void)state;
    for (size_t len = 0; len < p.len; len++) {
        uint8_t *bytes = malloc(len ? len : 1);
        memcpy(bytes, p.bytes, len);
        assert_int_equal(cff_charset(bytes, len, cids, COUNT(cids)), CFF_BROKEN);
        free(bytes);
    }
    assert_int_equal(cff_charset(p.bytes, p.len, cids, COUNT(cids)), CFF_CID);
}

static void any_byte_may_be_wrong(void **state)
{
    static const uint8_t charset[] = {1, 0, 9, 2, 0x10, 0, 0};
    struct program p = program(true, charset, sizeof charset);
    uint16_t cids[5];
    (void)state;
    for (size_t at = 0; at < p.len; at++)
        for (int value = 0; value < 256; value++) {
            struct program wrong = p;
            wrong.bytes[at] = (uint8_t)value;
            enum cff_kind kind = cff_charset(wrong.bytes, wrong.len, cids, COUNT(cids));
            assert_in_range(kind, CFF_BROKEN, CFF_CID);
        }
}

static void an_unknown_format_is_broken(void **state)
{
    static const uint8_t charset[] = {3, 0, 5, 0, 6};
    struct program p = program(true, charset, sizeof charset);
    uint16_t cids[3];
    (void)state;
    assert_int_equal(cff_charset(p.bytes, p.len, cids, COUNT(cids)), CFF_BROKEN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_list_gives_each_cid),
        cmocka_unit_test(ranges_are_spelled_out),
        cmocka_unit_test(a_range_may_reach_past_the_glyphs),
        cmocka_unit_test(without_ros_glyphs_are_named),
        cmocka_unit_test(a_program_cut_off_is_broken),
        cmocka_unit_test(any_byte_may_be_wrong),
        cmocka_unit_test(an_unknown_format_is_broken),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
