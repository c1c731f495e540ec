/* SPDX-License-Identifier: MIT */
/*
 * digest: written numbers and shares against answers that somebody else wrote (../shared/oracles,
 * used where it lies beside the checkout). A sentence agrees when the numbers that are read in it,
 * from left to right, are those of the answer. The sentences that do not are listed by their place
 * in the file, with the reason; a listed one that agrees fails as well, so that the list stays
 * true.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "digest/number.h"

#define FOLDER "../shared/oracles/Number-Chinese-"

enum reason {
    WORD, /* the answer sees a digit of an ordinary word (一切, 四川); that a unit must follow is
             seen later */
    POWER, /* 2^5: no newspaper counts in powers */
    MARKS, /* two signs, or four groups parted by points: what it stands for is not said */
    IDIOM, /* 年过半百 tells an age */
    ABOUT, /* 二三十: the answer has none, we have 20 and say that it is about */
    RANGE, /* 5-20%: the answer has its end, we have both */
};

struct difference {
    size_t place;
    enum reason reason;
};

static const struct difference numbers[] = {
    {4, WORD},    {96, WORD},   {279, WORD},  {280, WORD},  {281, WORD},  {282, WORD},
    {284, WORD},  {285, WORD},  {286, WORD},  {288, WORD},  {289, WORD},  {304, WORD},
    {305, WORD},  {308, WORD},  {309, WORD},  {322, WORD},  {323, WORD},  {324, WORD},
    {360, WORD},  {361, WORD},  {99, POWER},  {198, POWER}, {224, POWER}, {225, POWER},
    {226, POWER}, {227, POWER}, {228, POWER}, {221, MARKS}, {223, MARKS}, {61, IDIOM},
};
static const struct difference shares[] = {
    {48, ABOUT},
    {49, ABOUT},
    {116, ABOUT},
    {148, RANGE},
};
struct oracle {
    const char *path;
    const struct difference *differences;
    size_t count;
    bool shares; /* only per cent counts in it */
};

static bool is_listed(const struct oracle *o, size_t place)
{
    for (size_t i = 0; i < o->count; i++)
        if (o->differences[i].place == place)
            return true;
    return false;
}

/* 个百分点 may be written with gaps. */
static bool points_follow(const struct passage *p, size_t at)
{
    static const uint32_t forms[2][5] = {U"个百分点", U"個百分點"};
    for (size_t i = 0; i < 4; i++, at++) {
        while (passage_at(p, at) == ' ')
            at++;
        if (passage_at(p, at) != forms[0][i] && passage_at(p, at) != forms[1][i])
            return false;
    }
    return true;
}

static bool is_share(const struct passage *p, const struct number *n)
{
    return n->percent || passage_at(p, n->at.end) == '%' || points_follow(p, n->at.end);
}

static bool same_value(const struct number *n, const json_t *answer)
{
    double want = atof(
               json_string_value(json_object_get(json_object_get(answer, "Resolution"), "value"))),
           have = atof(n->decimal);
    return fabs(want - have) <= 1e-9 * fabs(want) ||
           (n->percent && fabs(want - have / 100) <= 1e-9 * fabs(want));
}

static bool agrees(struct arena *a, const struct oracle *o, const json_t *sentence)
{
    const json_t *answers = json_object_get(sentence, "Results");
    struct passage p = passage_read(a, json_string_value(json_object_get(sentence, "Input")));
    size_t found = 0;
    struct number n;
    for (size_t at = 0; at < p.count; at = n.at.end) {
        bool read = number_read(&p, at, &n);
        if (!read || (o->shares && (p.hidden[at] || !is_share(&p, &n))))
            continue;
        const json_t *answer = json_array_get(answers, found++);
        if (!answer || !same_value(&n, answer))
            return false;
    }
    return found == json_array_size(answers);
}

static size_t count_agreeing(const struct oracle *o, const json_t *sentences)
{
    size_t i, agreeing = 0, wrong = 0;
    json_t *sentence;
    json_array_foreach(sentences, i, sentence)
    {
        struct arena *a = arena_new();
        bool good = agrees(a, o, sentence);
        if (good == is_listed(o, i)) {
            print_message("%zu %s: %s\n", i, good ? "agrees" : "does not agree",
                          json_string_value(json_object_get(sentence, "Input")));
            wrong++;
        }
        agreeing += good;
        arena_free(a);
    }
    assert_int_equal(wrong, 0);
    return agreeing;
}

/* Of the sentences whose difference is not a digit in an ordinary word, 97 in a hundred agree. */
static void check(const struct oracle *o)
{
    json_error_t error;
    json_t *sentences = json_load_file(o->path, 0, &error);
    size_t words = 0;
    if (!sentences)
        skip();
    for (size_t i = 0; i < o->count; i++)
        words += o->differences[i].reason == WORD;
    size_t agreeing = count_agreeing(o, sentences), all = json_array_size(sentences);
    print_message("%s: %zu of %zu agree, %zu differ over a digit in a word\n", o->path, agreeing,
                  all, words);
    assert_true(agreeing * 100 >= (all - words) * 97);
    json_decref(sentences);
}

static void numbers_agree(void **state)
{
    (void)state;
    check(&(struct oracle){FOLDER "NumberModel.json", numbers, COUNT(numbers), false});
}

static void shares_agree(void **state)
{
    (void)state;
    check(&(struct oracle){FOLDER "PercentModel.json", shares, COUNT(shares), true});
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_agree),
        cmocka_unit_test(shares_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
