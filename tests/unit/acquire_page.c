/* SPDX-License-Identifier: MIT */
/*
 * Whole invented pages through acquire_page: what becomes of them is compared as text, and every
 * character of the page is counted in the drafts and the drops, kind by kind.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "acquire/piece.h"

struct fixture {
    struct arena *arena;
    struct diags *diags;
    struct acquired acquired;
    bool ok;
};

static struct fixture acquire(const char *page, enum source_kind kind)
{
    struct fixture f = {.arena = arena_new()};
    char path[] = "/tmp/acquire-XXXXXX";
    int fd = mkstemp(path);
    assert_true(fd >= 0);
    assert_int_equal(write(fd, page, strlen(page)), strlen(page));
    close(fd);
    struct source source = {arena_text(f.arena, path, strlen(path)), kind};
    f.diags = diags_new(f.arena);
    f.ok = acquire_page(f.arena, &source, &f.acquired, f.diags);
    unlink(path);
    return f;
}

enum { HAN = 0x10000 };

static void count_in(int *counts, const char *text, int step)
{
    for (const char *end = text + strlen(text); text < end;) {
        uint32_t code = utf8_next(&text, end);
        if (!is_space(code) && code < HAN)
            counts[code] += step;
    }
}

/* Every character of the page is in the drafts or the drops, as often as it was printed. A title in
 * a person, a picture's path and a repeated section are told again and do not count. */
static void assert_nothing_lost(const struct fixture *f, const char *page)
{
    int *counts = calloc(HAN, sizeof *counts);
    const char *section = NULL;
    const struct acquired *q = &f->acquired;
    count_in(counts, page, 1);
    for (size_t i = 0; i < q->draft_count; i++)
        for (size_t k = 0; k < q->drafts[i].count; k++) {
            const struct draft_block *b = &q->drafts[i].blocks[k];
            if (b->role == DRAFT_SECTION && section && strcmp(section, b->text) == 0)
                continue;
            section = b->role == DRAFT_SECTION ? b->text : section;
            count_in(counts, b->text, -1);
            if (b->role != DRAFT_PERSON && b->role != DRAFT_FIGURE)
                count_in(counts, b->detail, -1);
        }
    for (size_t i = 0; i < q->drop_count; i++)
        count_in(counts, q->drops[i].text, -1);
    for (int code = 0; code < HAN; code++)
        assert_int_equal(counts[code], 0);
    assert_int_equal(q->audit.source, q->audit.article + q->audit.dropped);
    free(counts);
}

static const char *text_of(const struct draft *draft, enum draft_role role, size_t nth)
{
    for (size_t i = 0; i < draft->count; i++)
        if (draft->blocks[i].role == role && nth-- == 0)
            return draft->blocks[i].text;
    return "";
}

static size_t count_of(const struct draft *draft, enum draft_role role)
{
    size_t count = 0;
    for (size_t i = 0; i < draft->count; i++)
        count += draft->blocks[i].role == role;
    return count;
}

static const char valley[] =
    "第3版 2025年3月4日 星期二\n\n"
    "青禾镇把调解室搬到田埂上——\n\n小事不出组 大事不出村\n\n——来自春耕一线的观察\n\n"
    "■本报记者 林小满 通讯员 周 远\n\n田野新风\n\n"
    "“以前为了一条水渠，两家人能吵半年。”老组长说起往事，摇头笑了。今年开春以来，镇里把调解室搬到田"
    "埂"
    "上，矛盾在地头就解\n\n决了。\n\n"
    "一、把椅子搬出去\n\n调解员每周三、周五到各组坐班，谁有事谁来说。截至目前，共化解纠纷47起。\n\n"
    "图为调解员在田边听村民讲情况。\n\n周远 摄\n\n"
    "东湾市两条公交线路延长\n\n"
    "本报东湾3月3日讯（记者 高一帆）3月3日起，东湾市两条公交线路延长至北站，方便沿线居民出行。\n\n"
    "近日，石桥县图书馆把读书角开进了菜市场，摊主收摊后可以免费借书。图为摊主在读书角翻看农技书。\n"
    "\n"
    "本报记者 高一帆 摄\n\n"
    "柳溪区市场监管局\n\n打好校园食品安全“组合拳”\n\n"
    "本报讯 (通讯员 沈亦然 记者 "
    "高一帆)连日来，柳溪区市场监管局检查学校食堂58家，已整改问题21个。\n";

static void plain_page(void **state)
{
    struct fixture f = acquire(valley, SOURCE_TEXT);
    const struct draft *d = f.acquired.drafts;
    (void)state;
    assert_true(f.ok);
    assert_int_equal(f.acquired.draft_count, 4);
    assert_string_equal(d[0].date.day, "2025-03-04");
    assert_string_equal(text_of(&d[0], DRAFT_SECTION, 0), "田野新风");
    assert_string_equal(text_of(&d[0], DRAFT_KICKER, 0), "青禾镇把调解室搬到田埂上");
    assert_string_equal(text_of(&d[0], DRAFT_HEADLINE, 0), "小事不出组 大事不出村");
    assert_string_equal(text_of(&d[0], DRAFT_SUBHEADLINE, 0), "来自春耕一线的观察");
    assert_string_equal(text_of(&d[0], DRAFT_PERSON, 0), "林小满");
    assert_non_null(strstr(text_of(&d[0], DRAFT_P, 0), "矛盾在地头就解决了。"));
    assert_string_equal(text_of(&d[0], DRAFT_HEADING, 0), "一、把椅子搬出去");
    assert_string_equal(text_of(&d[0], DRAFT_CREDIT, 0), "周远 摄");
    assert_string_equal(text_of(&d[1], DRAFT_HEADLINE, 0), "东湾市两条公交线路延长");
    assert_string_equal(text_of(&d[1], DRAFT_DATELINE, 0), "本报东湾3月3日讯");
    assert_int_equal(d[2].kind, DRAFT_PHOTO);
    assert_string_equal(text_of(&d[2], DRAFT_CAPTION, 0), "图为摊主在读书角翻看农技书。");
    assert_string_equal(text_of(&d[3], DRAFT_HEADLINE, 0),
                        "柳溪区市场监管局　打好校园食品安全“组合拳”");
    assert_int_equal(count_of(&d[3], DRAFT_PERSON), 2);
    assert_nothing_lost(&f, valley);
    arena_free(f.arena);
}

static void places_of_joined_pieces(void **state)
{
    struct fixture f = acquire(valley, SOURCE_TEXT);
    const struct draft *d = f.acquired.drafts;
    (void)state;
    for (size_t i = 0; i < d->count; i++)
        if (d->blocks[i].role == DRAFT_P) {
            assert_int_equal(d->blocks[i].line_count, 2);
            assert_int_equal(d->blocks[i].lines[0], 13);
            assert_int_equal(d->blocks[i].lines[1], 15);
            assert_int_equal(d->blocks[i].pos.line, 13);
            assert_int_equal(d->blocks[i].pos.column, 1);
            break;
        }
    arena_free(f.arena);
}

static void displaced_beginning(void **state)
{
    static const char page[] =
        "## 梅岭县组织部门开展结对帮扶\n\n"
        "展“一对一”结对帮扶活动，为112户困难家庭解决急事难事。\n\n"
        "活动中，党员干部走进田间地头，帮助销售滞销农产品3.6万斤。\n\n"
        "本报梅岭讯(记者 丁以宁)连日来，梅岭县组织部门组织全县党员干部开\n\n"
        "## 守好冬日供暖“最后一米”\n\n本报记者 丁以宁 摄\n\n▲工人检修设备。\n▲网格员入户测温。\n\n"
        "入冬以来，供热中心把测温点设到居民家中，随时掌握室内温度。\n";
    struct fixture f = acquire(page, SOURCE_TEXT);
    const struct draft *d = f.acquired.drafts;
    (void)state;
    assert_int_equal(f.acquired.draft_count, 2);
    assert_string_equal(text_of(&d[0], DRAFT_DATELINE, 0), "本报梅岭讯");
    assert_non_null(strstr(text_of(&d[0], DRAFT_P, 0), "党员干部开展“一对一”结对"));
    assert_int_equal(count_of(&d[0], DRAFT_P), 2);
    assert_string_equal(text_of(&d[1], DRAFT_CAPTION, 1), "网格员入户测温。");
    assert_int_equal(count_of(&d[1], DRAFT_CREDIT), 1);
    assert_nothing_lost(&f, page);
    arena_free(f.arena);
}

static void second_print(void **state)
{
    static const char page[] =
        "南坪镇整修灌溉水渠\n\n"
        "本报讯(记者 "
        "丁以宁)入春以来，南坪镇组织群众整修水渠。全镇投入劳力600余人次，清淤12公里，更换"
        "闸门9座，让下游三个村的农田在插秧之前全部用上了水。\n\n"
        "北河村建起粮食烘干中心\n\n"
        "本报讯(记者 高一帆)近日，北河村粮食烘干中心建成投用，日烘干能力200吨。\n\n"
        "织群众整修水渠。全镇投入劳力600余人次，清淤12公里，更换闸门9座，让下游三个村的农田在插秧之"
        "前"
        "全部用上了水。\n\n"
        "村民说，今后再也不怕阴雨天了。\n";
    struct fixture f = acquire(page, SOURCE_TEXT);
    size_t duplicates = 0;
    (void)state;
    assert_int_equal(f.acquired.draft_count, 2);
    assert_int_equal(count_of(&f.acquired.drafts[1], DRAFT_P), 2);
    for (size_t i = 0; i < f.acquired.drop_count; i++)
        duplicates += f.acquired.drops[i].reason == DROP_DUPLICATE;
    assert_int_equal(duplicates, 1);
    assert_nothing_lost(&f, page);
    arena_free(f.arena);
}

static void broken_end_is_said(void **state)
{
    static const char page[] = "南坪镇整修灌溉水渠\n\n本报讯(记者 "
                               "丁以宁)入春以来，南坪镇组织群众整修水渠。全镇投入劳力600余人"
                               "次，清淤12公里，更换闸门9座，让下游三个村的农\n";
    struct fixture f = acquire(page, SOURCE_TEXT);
    (void)state;
    assert_int_equal(diags_count(f.diags, WARNING), 1);
    assert_nothing_lost(&f, page);
    arena_free(f.arena);
}

static void empty_page(void **state)
{
    struct fixture f = acquire("\n \n", SOURCE_TEXT);
    (void)state;
    assert_true(f.ok);
    assert_int_equal(f.acquired.draft_count, 0);
    assert_int_equal(diags_count(f.diags, WARNING), 1);
    arena_free(f.arena);
}

static void a_page_turn_is_told_as_one(void **state)
{
    static const char page[] =
        "江湾渡口添了两条新船\n本报讯（记者 岑知白）江湾渡口昨天添了两条新船，每条能坐六十人，过江"
        "只要八分钟。渡口主任说，新船用了（下转A04版）\n\n河滩种上了苜蓿\n本报讯（记者 安屿）专家组"
        "今天到河滩看了苜蓿的长势，认为第一茬可以在六月收割。\n\n▲上接第一版\n三年时间，早晚各加开"
        "三班，船票还是两元。\n";
    struct fixture f = acquire(page, SOURCE_TEXT);
    (void)state;
    assert_true(f.acquired.decision_count > 0);
    const struct decision *d = &f.acquired.decisions[0];
    assert_string_equal(d->chosen, "the rest of a text from another page, which was moved to it");
    assert_int_equal(d->pos.line, 8);
    assert_string_equal(d->evidence, "turns from line 2, score 0");
    arena_free(f.arena);
}

/* Asked word by word how many are left, it would take more than a minute. */
static void a_line_of_many_names_is_read_in_linear_time(void **state)
{
    enum { NAMES = 100000 };
    struct buf page = {0};
    (void)state;
    buf_adds(&page, "获奖名单\n");
    for (int i = 0; i < NAMES; i++)
        buf_adds(&page, "林小满 ");
    struct fixture f = acquire(page.text, SOURCE_TEXT);
    assert_true(f.ok);
    assert_nothing_lost(&f, page.text);
    buf_release(&page);
    arena_free(f.arena);
}

static void a_moved_headline_makes_no_gap(void **state)
{
    static const int lines[] = {10, 7, 11, 14}, gaps[] = {0, 0, 0, 2};
    struct arena *a = arena_new();
    struct page page = {.arena = a, .path = "page.txt"};
    (void)state;
    for (size_t i = 0; i < COUNT(lines); i++)
        acquire_add_piece(&page, (struct piece){.text = "渡口添了新船", .line = lines[i]});
    assert_int_equal(page.count, COUNT(lines));
    for (size_t i = 0; i < COUNT(lines); i++)
        assert_int_equal(page.pieces[i].gap, gaps[i]);
    arena_free(a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(plain_page),
        cmocka_unit_test(places_of_joined_pieces),
        cmocka_unit_test(displaced_beginning),
        cmocka_unit_test(second_print),
        cmocka_unit_test(broken_end_is_said),
        cmocka_unit_test(empty_page),
        cmocka_unit_test(a_line_of_many_names_is_read_in_linear_time),
        cmocka_unit_test(a_page_turn_is_told_as_one),
        cmocka_unit_test(a_moved_headline_makes_no_gap)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
