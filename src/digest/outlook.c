/* SPDX-License-Identifier: MIT */
/*
 * Whether a count is not so yet: 预计将超过360万亿元, 力争突破100项, 计划新建20个.
 *
 * The word stands before the number in its sentence, and holds until something is told that is so:
 * 拟建80个，已建成12个. The label does without it. 将 counts only before a verb of a result, since
 * it is 把 as well, and gives way to a word that says more (预计将达到). 建成后 is one where 可 or
 * 能 follows. A word that is half of a noun (行动计划, 虚拟) is none, and neither is one that
 * something is measured by (比预计多).
 *
 * An aim that was reached (完成减少6%的目标) is so; but the figure is the aim's, and the label says
 * it.
 */
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum { NEAR = 16 };

/* The characters of a word at i that is an outlook wherever it stands, or 0. */
static size_t plain_outlook(const struct labeller *l, size_t i)
{
    static const char *const measures[] = {"比", "较", "于", "过", "出", "原", "与", "和", NULL};
    size_t n = listed_at(l->p, i, &words_expected);
    return n && word_before(l->p, 0, i, measures) ? 0 : n;
}

/* Whether one of these words stands behind i, before the number and not far away. */
static bool follows(const struct labeller *l, size_t i, const char *const *words)
{
    size_t end = l->c->number.at.first;
    for (size_t k = i; k < end && k < i + NEAR; k++)
        if (word_at(l->p, k, words))
            return true;
    return false;
}

/* 可能造成多达300人死亡, in its own clause; 可能性 is none, and neither is 可能是…造成. */
static size_t possible(const struct labeller *l, size_t i)
{
    static const char *const word[] = {"可能", NULL};
    size_t n = i < l->c->clause.first ? 0 : word_at(l->p, i, word);
    return n && char_in(U"性是的因与和", passage_at(l->p, i + n)) ? 0 : n;
}

/* 提出，到2027年达到: what a plan sets for a year to come. */
static size_t proposed(const struct labeller *l, size_t i)
{
    static const char *const words[] = {"提出", "明确", NULL}, *const both[] = {"明确提出", NULL};
    static const char *const year[] = {"到20", "至20", NULL};
    size_t n = word_at(l->p, i, both) ? 0 : word_at(l->p, i, words);
    return n && follows(l, i + n, year) ? n : 0;
}

/* 计划新建, 拟投资, 规划今年建成: before a verb or a time, and not the end of a noun. What is laid
 * out in a 规划 is told of often enough as it was done, so that it reaches no further than its
 * clause.
 */
static size_t planned(const struct labeller *l, size_t i)
{
    static const char *const nouns[] = {
        "行动", "专项", "工程", "年度", "帮扶", "培养", "培训", "人才", "发展", "提升", "实施",
        "招生", "生产", "投资", "建设", "推进", "工作", "攻坚", "援助", "扶持", "资助", "支持",
        "防疫", "研发", "五年", "三年", "编制", "空间", "城市", "国土", "总体", "虚",   "模",
        "草",   "比",   "原",   "的",   "该",   "项",   "和",   "、",   "“",    NULL};
    static const char *const aims[] = {"总投资", "投资", "实施", "用", "再", "每",
                                       "到",     "在",   "于",   "对", "招", NULL};
    static const char *const names[] = {"免疫", "单列", "生育", "执行率", "定", "订", NULL};
    size_t n = listed_at(l->p, i, &words_planned), to = i + n;
    bool past = l->p->code[i] == U'规' && i < l->c->clause.first;
    if (!n || past || word_before(l->p, 0, i, nouns) || word_at(l->p, to, names))
        return 0;
    return verb_at(l, to) || time_word(l->p, to) || word_at(l->p, to, aims) ? n : 0;
}

/* 投产后[，]每年可: what it will be when something is finished. 确保…稳定在, 要求…不低于: what it
 * is to be. */
static size_t completed(const struct labeller *l, size_t i)
{
    static const char *const can[] = {"可", "能", NULL}, *const sure[] = {"确保", "要求", NULL};
    static const char *const aims[] = {"稳定在", "保持在",   "达到",     "不低于",
                                       "不少于", "不得低于", "不得少于", NULL};
    size_t when = listed_at(l->p, i, &words_finished), n = when ? when : word_at(l->p, i, sure);
    return n && follows(l, i + n, when ? can : aims) ? n : 0;
}

/* 增长预期为5%, 目标是60万套; 预期寿命 is what is so. */
static size_t foreseen(const struct labeller *l, size_t i)
{
    static const char *const word[] = {"预期", "目标", NULL};
    static const char *const is[] = {"为", "是", "目标为", "目标是", NULL};
    size_t n = i < l->c->clause.first ? 0 : word_at(l->p, i, word);
    return n && word_at(l->p, i + n, is) ? n : 0;
}

/* 将达到, 将新建; not 将新增的. */
static size_t coming(const struct labeller *l, size_t i)
{
    static const char *const results[] = {
        "达",   "超",   "突破", "增至", "升至", "降至", "减至", "提高到", "提升到", "延伸到",
        "增加", "增长", "新增", "提高", "下降", "降低", "缩短", "建成",   "新建",   "实现",
        "形成", "完成", "带动", "惠及", "覆盖", "投入", "投资", "迎来",   "有效",   "实施",
        "开展", "举办", "举行", "推出", "安排", "发行", "设立", "派出",   "再",     NULL};
    size_t n = l->p->code[i] == U'将' ? word_at(l->p, i + 1, results) : 0;
    if (!n || l->p->code[i + 1 + n] == U'的')
        return 0;
    return l->p->code[i + 1] == U'达' ? 1 + n + (l->p->code[i + 1 + n] == U'到') : 1;
}

/* Where something is told that is so; 预计比去年增长 tells it only as a measure. */
static bool is_fact(const struct labeller *l, size_t i)
{
    static const char *const before[] = {"与", "同", "和", "比", "较", NULL};
    static const struct words standard = {before, COUNT(before) - 1};
    return listed_at(l->p, i, &words_fact) && !listed_before(l->p, 0, i, &standard);
}

/* The characters of a word at i that says it by itself. */
static size_t strong_outlook(const struct labeller *l, size_t i)
{
    size_t n = plain_outlook(l, i);
    n = n ? n : planned(l, i);
    n = n ? n : foreseen(l, i);
    n = n ? n : possible(l, i);
    n = n ? n : proposed(l, i);
    return n ? n : completed(l, i);
}

/* 提出增长5%以上的[目标]: said behind the number. Empty if it is not. */
static struct span aim_behind(const struct labeller *l)
{
    static const char *const aims[] = {"的目标", "的预期目标", NULL};
    size_t at = l->c->follow, n = word_at(l->p, at, aims);
    return n ? (struct span){at + n - 2, at + n} : (struct span){at, at};
}

/* The label without the word, which stands beside the figure; as it is if the word is all it has.
 */
static const char *without(struct arena *a, const char *label, const char *word)
{
    const char *at = word[0] ? strstr(label, word) : NULL;
    const char *rest = at ? at + strlen(word) : NULL;
    static const char *const copulas[] = {"为", "是"}; /* 目标为新增就业 */
    for (size_t i = 0; at && i < COUNT(copulas); i++)
        if (!strncmp(rest, copulas[i], strlen(copulas[i])) && rest[strlen(copulas[i])])
            rest += strlen(copulas[i]);
    if (!at || strlen(label) == strlen(word))
        return label;
    return arena_printf(a, "%.*s%s", (int)(at - label), label, rest);
}

/* [减少6%、]增加2%的改善目标: the aim is told behind the number, or behind the last of its row, at
 * the end of the clause. */
static bool is_of_aim(const struct labeller *l)
{
    enum { LONGEST_KIND = 4, MOST_VALUES = 16 };
    static const char *const aims[] = {"目标", "任务", "指标", "目标任务", NULL};
    const struct count *last = l->c, *end = l->counts + l->count;
    while (last + 1 < end && last - l->c < MOST_VALUES &&
           last[1].clause.first == l->c->clause.first &&
           char_in(U"、和及", passage_at(l->p, last->follow)))
        last++;
    size_t at = last->follow, to = last->clause.end, n = word_before(l->p, at, to, aims);
    return n && passage_at(l->p, at) == U'的' && at + 1 + LONGEST_KIND + n >= to;
}

/* [完成]减少6%的目标 → 减少目标: of an aim that was reached, which says no more.
 * `said`: its outlook is told before the number (力争实现…的目标), so that it is still to come. */
static void name_reached_aim(struct labeller *l, bool said)
{
    static const char *const reached[] = {"超额完成", "提前完成", "提前实现", "圆满完成",
                                          "顺利完成", "如期实现", "完成",     "实现",
                                          "达到",     NULL};
    struct count *c = l->c;
    bool done = false;
    if (!c->label[0] || said || !is_of_aim(l))
        return;
    for (size_t i = c->clause.first; i < c->number.at.first && !done; i++)
        done = label_shown(l, i) && word_at(l->p, i, reached);
    if (!done)
        return;
    for (const char *const *w = reached; *w; w++)
        c->label = without(l->a, c->label, *w);
    c->label = arena_printf(l->a, "%s目标", c->label);
    c->outlook = "";
}

void find_outlook(struct labeller *l)
{
    struct span word = {0, 0};
    bool will = true; /* the word found is 将, or none */
    size_t end = l->c->number.at.first, first = end > LABEL_REACH ? end - LABEL_REACH : 0;
    for (size_t i = first > l->c->opening[0] ? first : l->c->opening[0]; i < end; i++) {
        if (l->p->hidden[i] || !listed_at(l->p, i, &words_outlook))
            continue;
        if (is_fact(l, i)) {
            word = (struct span){0, 0};
            will = true;
        }
        size_t strong = strong_outlook(l, i), n = strong ? strong : coming(l, i);
        if (n && (strong ? will : !span_length(word))) {
            word = (struct span){i, i + n};
            will = !strong;
        }
    }
    bool said = span_length(word);
    if (!said)
        word = aim_behind(l);
    l->c->outlook = passage_text(l->a, l->p, word);
    l->c->label = without(l->a, l->c->label, l->c->outlook);
    name_reached_aim(l, said);
}
