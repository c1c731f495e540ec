/* SPDX-License-Identifier: MIT */
/*
 * digest/label: what the finders of a label share. label.c tells which file has which form.
 */
#ifndef BRIEFGEN_DIGEST_LABEL_H
#define BRIEFGEN_DIGEST_LABEL_H

#include "digest/clause.h"

#include <string.h>

struct labeller {
    struct arena *a;
    const struct passage *p;
    struct count *c;            /* the one to label */
    const struct count *counts; /* all of the passage, in order; c is one of them */
    size_t count;
    const struct count *former; /* the one before it in the same sentence, or NULL */
    const struct count *next;   /* the one behind it in the same clause, or NULL */
    struct span before;         /* trimmed text before the number */
    struct span noun;           /* that the label was taken from behind the unit, or empty */
    const char *which;          /* of the kind that the label names these are told to be, or NULL */
    bool owned;                 /* the label has its owner: 铁路全长 */
    bool dimension;             /* the label was taken from the dimension behind the measure */
};

enum {                     /* characters */
       LABEL_SHORT = 12,   /* of a phrase that is a part of a label, at most */
       LABEL_ROW = 20,     /* of a label that is told in full, at most */
       LABEL_DEED = 16,    /* of what somebody did, to which 人员 or a noun comes, at most */
       LABEL_OWNED = 18,   /* of a label with whose it is, at most */
       LABEL_LONGEST = 32, /* of a whole one: a longer one is none */
       LABEL_REACH = 160   /* of the text before a number that is searched for what belongs to it */
};

/* The bytes of the word of the list, which ends with NULL, that s ends with, or 0. */
static inline size_t label_ends(const char *s, const char *const *words)
{
    return words_end(s, strlen(s), words);
}

static inline bool label_shown(const struct labeller *l, size_t i)
{
    return !l->p->hidden[i];
}

static inline const char *label_text(const struct labeller *l, struct span s)
{
    return passage_text(l->a, l->p, s);
}

/* The count's clause before its number, of a long one its end. */
static inline struct span label_clause(const struct labeller *l)
{
    size_t first = l->c->clause.first, end = l->c->number.at.first;
    return (struct span){end > first + LABEL_REACH ? end - LABEL_REACH : first, end};
}

/* ---- label_trim.c -------------------------------------------------------------------------- */

/* The characters of a verb of reports at i, or that ends at i; 0 if there is none. */
size_t verb_at(const struct labeller *l, size_t i);
size_t verb_before(const struct labeller *l, size_t first, size_t i);
/* The 组织 of 社会组织, the 生产 of 国内生产总值 or the 设站 of 建设站房 stands at i, which is no
 * verb. */
bool inside_name(const struct labeller *l, size_t i);
/* 共 and 已 open a count only before a verb, and 共 behind who or where: 公共 and 已知 are words.
 */
bool opens_count(const struct labeller *l, size_t i);

/* Without words at either end, copulas behind, adverbs and connectives in front, or 自…以来. */
struct span trim_left(const struct labeller *l, struct span s, const char *const *words);
struct span trim_right(const struct labeller *l, struct span s, const char *const *words);
struct span trim_about(const struct labeller *l, struct span s);
struct span trim_copula(const struct labeller *l, struct span s);
struct span trim_level(const struct labeller *l, struct span s);
struct span trim_openings(const struct labeller *l, struct span s);
struct span trim_adverbials(const struct labeller *l, struct span s);

/* label_before.c: finds l->before, and with it per and 其中. */
void find_before(struct labeller *l);

/* label_per.c: takes 年均, 每户 and the like out of the text before the number. */
void per_find(struct labeller *l);

/* ---- label_cut.c --------------------------------------------------------------------------- */

/* The phrase in s that is counted. */
struct span cut_phrase(const struct labeller *l, struct span s);
/* The verbs that begin s. Behind a verb of action the last word of s is its object: 举办培训. */
struct span cut_verbs(const struct labeller *l, struct span s);
/* The first of a row of verbs that ends at i. */
size_t cut_chain(const struct labeller *l, size_t first, size_t i);
/* The length of a verb at i that says nothing beside the quantity that s ends with (完成货运量),
 * or 0. */
size_t cut_reach(const struct labeller *l, struct span s, size_t i);

/* ---- forms: each names the count and returns true, or leaves it alone ----------------------- */

/* label.c: verb and object as they are, and the label made of them. */
void name_as(struct labeller *l, const char *verb, const char *object);

/* row.c: a value of 甲、乙分别增长3%、5%. */
bool name_row(struct labeller *l);
/* Nothing but a 、 or a word of doubt stands between the count and the one before. */
bool row_goes_on(const struct labeller *l, const struct count *c);

/* label_phrase.c: the phrase before the number. */
bool name_phrase(struct labeller *l);
/* Whether s is a place or body and nothing else: 云雾镇, 全市. */
bool label_is_place(const struct labeller *l, struct span s);
/* The same for one that all belong to, 全市, or 有. */
bool label_is_all(const struct labeller *l, struct span s);
/* What stands behind the last 的 of a phrase; without one the phrase. */
struct span label_head(const struct labeller *l, struct span s);
/* Whether a share or an event at the beginning of a clause is told by what follows it. */
bool label_tells_behind(const struct labeller *l, struct span behind);

/* label_rest.c: names what no other form did, if only with "". */
void name_rest(struct labeller *l);

/* label_duration.c */
bool name_duration(struct labeller *l); /* 剖鱼只用40秒 */

/* label_change.c */
bool name_origin(struct labeller *l);       /* 从30个 of 从30个增加到40个 */
bool name_target(struct labeller *l);       /* the 40个 */
bool name_former_level(struct labeller *l); /* 较去年的8% of 较去年的8%下降3个百分点 */
bool name_from_level(struct labeller *l);   /* the 3个百分点 */
bool name_change(struct labeller *l);       /* 同比增长5% */
bool name_recovery(struct labeller *l);     /* 客流恢复到2019年同期的109.5% */
bool name_referred(struct labeller *l);     /* 这一数字超过80% */
bool name_shift(struct labeller *l);        /* 时间由1.5小时缩短至30分钟 */
/* Notes what the phrase s, which is the label, tells a change of. */
void name_topic(struct labeller *l, struct span s);
/* Where the text before 增长, 同比增长, 比上年提高 ends; s.first if s is that and nothing else,
 * s.end if s tells no change. */
size_t change_start(const struct labeller *l, struct span s);

/* label_noun.c */
bool name_people(struct labeller *l);    /* 70余人参加培训 */
bool name_noun(struct labeller *l);      /* 建成6个驿站 */
bool name_dimension(struct labeller *l); /* 60厘米高的木偶 */
bool name_distance(struct labeller *l);  /* 离车站1.1公里的老房 */
/* A verb of reports or a 共 stands before the number in its clause. */
bool name_reports(const struct labeller *l);
/* noun.c: the noun behind c's unit, empty if none is to be its label. */
struct span noun_behind(const struct labeller *l, const struct count *c);

/* label_verb.c */
bool name_verb(struct labeller *l);  /* 解决29条 */
bool name_score(struct labeller *l); /* 独得34分 */
bool name_price(struct labeller *l); /* 改裤脚收8元 */

/* label_by.c: 以8.8亿元的成绩领跑 */
bool name_by(struct labeller *l);
/* The quantity behind the last of such values, or that of which they are told. */
const char *by_quantity(const struct labeller *l, const struct count *last);

/* label_trade.c */
bool name_trade(struct labeller *l); /* 尾盘收报2900点, 跌幅为1.5% */
/* The same for a price, whose verb ends s: 原油期货报收于91美元. */
bool name_close(struct labeller *l, struct span s);
/* 报收|12.4元, 收于|每桶91美元: the characters of the verb with which a price stood when trade
 * ended, which is no charge; 0 if s ends with none. */
size_t trade_close(const struct labeller *l, struct span s);

/* label_which.c */
bool name_exceeding(struct labeller *l);     /* 15个法院收案数超过2万件 */
bool name_limit_of_each(struct labeller *l); /* the 2万件 */

/* label_some.c: 受轻伤的2人, 女工占80名, 其余3家 */
bool name_some(struct labeller *l);

/* ---- the rest ------------------------------------------------------------------------------ */

/* label_among.c: whether the count is a part behind 其中; its short label completed. */
void among_find(struct labeller *l);
/* Completes the short name of a kind in a row, and that of a part behind 其中. */
void among_complete(struct labeller *l);
/* The nearest earlier count of the sentence that names what it counts, in the unit of l->c or in
 * that without its 次 (家次, 家); NULL if there is none. */
const struct count *among_lender(const struct labeller *l);
/* 80人（男50人、女30人）: the character at `at` stands in brackets that are not hidden. */
bool among_enclosed(const struct passage *p, size_t at);
/* What a count counts, without attributes, place and time: what a part borrows of it. */
const char *among_root(const struct count *whole);

/* label_kind.c: puts the kind that the sentence told before to a bare deed: 结案, 办结案件, 完工.
 */
void kind_find(struct labeller *l);

/* label_plain.c: a label without the words that a table leaves out. */
const char *plain_label(struct arena *a, const char *label);

/* label_deed.c: puts to the noun behind the unit what its clause tells of it. */
void deed_complete(struct labeller *l);
/* Puts to a word or two alone before the number what the clause goes on with behind it. */
void deed_go_on(struct labeller *l);

/* sound.c: completes a bare label, or makes it "". */
void sound_label(struct labeller *l);

/* owner.c: whose the quantity is that the label names. */
/* 工程|用时3天，投资400万元: what took a time has the other quantities, without that. */
const char *owner_alone(const struct labeller *l, const char *name);
/* Puts before a label what its clause, or the other half of a pair, tells apart from it. */
void owner_find(struct labeller *l);
/* Puts before a bare quantity (全长, 造价) what has it. */
void owner_complete(struct labeller *l);
/* Puts before a label the part of a place that its clause begins with: 中心城区. */
void owner_scope(struct labeller *l);
/* What the last verb of the clause s was done to, empty if that is not clear. */
struct span label_object(const struct labeller *l, struct span clause);

/* clause_subject.c: what a clause is about. */
/* The noun that the sentence is about, before the number's clause; empty if it is not clear. */
struct span subject_before(const struct labeller *l);
/* The subject of the clause s, empty if it has none that is clear. */
struct span clause_subject(const struct labeller *l, struct span s);
/* The same, which may be a quantity: 票价. */
struct span clause_topic(const struct labeller *l, struct span s);
/* A verb or what else begins a predicate stands at i. */
bool clause_predicate(const struct labeller *l, size_t i);
bool ends_clause(const struct labeller *l, size_t i);

/* owner.c: the label ends in the name of a quantity: 粮食产量, 全长. */
bool ends_in_quantity(const char *label);

/* period.c: the characters of a period at i (2024年, 第一季度, 去年), or 0. */
size_t period_at(const struct passage *p, size_t i);

/* period.c: the period that the count is of; in the label of a change that another clause named, if
 * its own differs from that one's. */
void find_period(struct labeller *l);

/* base.c: what the count is compared with. */
void find_base(struct labeller *l);
/* Puts a base that the row or the passage named, and not its own clause, into its finished label,
 * where there is room. */
void base_complete(struct labeller *l);

/* about.c: which place or body the count is about. */
void find_about(struct labeller *l);
/* Whether s is a name by its form: Han characters of which none says more than a name. */
bool about_is_name(const struct labeller *l, struct span s);

/* topic.c: puts before a label the half of the topic that the sentence told before: whose it is, or
 * what of it. */
void topic_complete(struct labeller *l);

/* outlook.c: the word that says that it is not so yet. */
void find_outlook(struct labeller *l);

#endif
