/* SPDX-License-Identifier: MIT */
/* digest/words: the closed word lists that the grammar of labels stands on. */
#ifndef BRIEFGEN_DIGEST_WORDS_H
#define BRIEFGEN_DIGEST_WORDS_H

#include "digest/passage.h"

/* With what the names of the parts of a country end, of which sets and lists are made: U"国"
 * DIVISIONS. Where nothing else tells that a name ends there, 区, 乡 and 村 are as often the end of
 * another noun. */
#define DIVISIONS_ALONE U"省市县州旗镇"
#define DIVISIONS DIVISIONS_ALONE U"区乡村"
#define DIVISION_WORDS "省", "市", "县", "州", "旗", "镇", "区", "乡", "村"

/* Classes that rules have with words of their own beside them, of which lists are made. */
#define GIVE_WORDS "出资", "安排", "拨出", "拿出", "挤出", "掏出", "斥资", "筹资"
#define ACHIEVE_WORDS "完成", "实现", "达成"
#define CAUSE_WORDS "使得", "导致", "引发", "致", "致使", "造成"
#define COMPARING_WORDS "同比", "比", "环比", "较"
#define INSIDE_WORDS "中", "之中", "当中", "里", "里头", "里面"
#define EXTREME_WORDS "最低", "最多", "最大", "最小", "最少", "最高"
#define DEGREE_WORDS                                                                               \
    "不断", "大大", "大幅", "小幅", "快速", "持续", "明显", "显著", "有所", "略微", "略有",        \
        "稳步", "迅速", "进一步", "逐年", "逐步"
#define EACH_WORDS "依次", "分别", "各自"
#define FORMERLY_WORDS "之前", "以前", "原先", "原来", "此前", "过去"
#define NOW_WORDS "如今", "现在", "目前", "眼下"
#define EVERYWHERE_WORDS "全乡", "全区", "全县", "全国", "全州", "全市", "全村", "全省", "全镇"
/* Adverbs of a mean. 场均 and 村均 stand in words_rate alone: 市场均有. */
#define RATE_WORDS "亩均", "人均", "周均", "年均", "户均", "日均", "月均"
/* Adverbs of what is done by now. */
#define DONE_WORDS "均已", "已", "已经", "现已", "都已"
/* Nouns of time, of a year and its halves. */
#define YEAR_WORDS "上半年", "下半年", "今年", "全年", "去年"
/* Nouns of a mean, beside RATE_WORDS. */
#define MEAN_WORDS "单价", "均价", "平均"

extern const struct words words_action;  /* verbs that are never half of a noun: 发放, 召开 */
extern const struct words words_nominal; /* verbs that also stand in nouns: 排查, 调解 */
extern const struct words words_light;   /* verbs that say nothing beside their object: 开展 */
extern const struct words words_change;  /* 增长, 下降 */
extern const struct words words_resolve; /* what is done to a part of what came in: 解决, 办结 */
extern const struct words words_opening;    /* what opens a clause: see opening_word() */
extern const struct words words_total;      /* 共计, 累计: behind them the counting begins */
extern const struct words words_copula;     /* 为, 达: between what is counted and the number */
extern const struct words words_about;      /* 约, 近: before a number */
extern const struct words words_bound;      /* 以上, 左右: behind the unit */
extern const struct words words_rate;       /* 年均, 户均 */
extern const struct words words_span;       /* what may follow 每 and needs no noun: 年, 户 */
extern const struct words words_predicate;  /* what ends the noun phrase behind a classifier */
extern const struct words words_weak;       /* the same, but only before a verb: 并, 能 */
extern const struct words words_modifier;   /* verbs that may also open a noun phrase: 重点 */
extern const struct words words_whole;      /* nouns that hold a preposition: 自由, 从业 */
extern const struct words words_attend;     /* what people who are counted do: 参加 */
extern const struct words words_fate;       /* what becomes of people: 遇难, 获救 */
extern const struct words words_kind;       /* determiners: 各类, 有关 */
extern const struct words words_quantity;   /* make a quantity of a verb: 覆盖率, 接待量 */
extern const struct words words_trade;      /* what is done with goods: 出口, 销售 */
extern const struct words words_everywhere; /* all of a place: 全国, 全村 */
extern const struct words words_limit;      /* behind a number that parts things: …以上的 */
extern const struct words words_over;       /* the same before one: 超过… */
extern const struct words words_having;     /* between those things and their number: 有, 达 */
extern const struct words words_pace;       /* how fast a quantity changes: 增速, 跌幅 */
extern const struct words words_division;   /* parts of a country that are counted: 省份 */
extern const struct words words_extent; /* how far, how much: before a measure: 全长, 投资 */
extern const struct words words_finite; /* verbs that only a subject stands before: 途经 */
/* Nouns that begin like an adverb: 均衡, 便民. 该县 stands here and in words_opening: as a whole it
 * opens a clause, and within a phrase its 该 is no adverb to be cut. */
extern const struct words words_beginning;
extern const struct words words_ending;   /* words that end like a function word: 供应, 条约 */
extern const struct words words_abstract; /* what an argument has three of: 方面, 环节 */
extern const struct words words_frame;    /* 按照 … */
extern const struct words words_method;   /* … 模式 */
extern const struct words words_saving;   /* before a duration that is a result: 缩短 */
extern const struct words words_among;    /* behind them stand parts of what was counted */
extern const struct words words_sum;      /* what introduces a sum: 共, 合计 */
extern const struct words words_body;     /* how places and offices are named: 县, 支队 */
extern const struct words words_rank;     /* before a number of places: 上升 */
extern const struct words words_expected; /* what is not so yet: 预计, 力争 */
extern const struct words words_planned;  /* the same before a verb: 计划 */
extern const struct words words_finished; /* when it will be so: 建成后 */
extern const struct words words_fact;     /* what follows is so: 已, 去年 */
extern const struct words words_outlook; /* those four, 将, 确保, 提出 …: to be looked at at all */

/* words_class.c: classes that several rules ask for. */
extern const struct words words_give;    /* verbs of giving: a sum was given */
extern const struct words words_spend;   /* those and verbs of spending */
extern const struct words words_purpose; /* verbs of purpose, behind a sum: 用于修路 */
extern const struct words words_labour;  /* verbs of earning one's living: 在茶厂打工 */
extern const struct words words_dummy;   /* dummy verbs, before the noun of a deed: 进行改造 */
extern const struct words words_achieve; /* verbs of achievement */
extern const struct words words_cause;   /* causative verbs, before what befell somebody */
extern const struct words words_beyond;  /* verbs of comparison, before a limit */
extern const struct words words_remain;  /* verbs of existence, of what is left */
extern const struct words words_sort;    /* suffixes of kinds: 环境领域 */
extern const struct words words_ratio;   /* nouns of shares: 覆盖率 */
extern const struct words words_fund;    /* nouns of money given or paid: 助学金 */
extern const struct words words_honour;  /* nouns of honours */
extern const struct words words_seat;    /* nouns of places to be had */
extern const struct words words_kilometre;  /* names of the kilometre */
extern const struct words words_pronoun;    /* personal pronouns */
extern const struct words words_comparing;  /* what opens a comparison */
extern const struct words words_interval;   /* adverbs that tell since when a change is */
extern const struct words words_compared;   /* verbs of comparison, behind what is compared with */
extern const struct words words_compound;   /* 比 or 较 that is no preposition: 比例 */
extern const struct words words_compounded; /* the same: 同比 */
extern const struct words words_dative;     /* prepositions before whom it is for */
extern const struct words words_by;         /* prepositions before by what a price is reckoned */
extern const struct words words_view;       /* postpositions of view: 环比来看 */
extern const struct words words_inside;     /* localizers of the inside */
extern const struct words words_extreme;    /* superlatives */
extern const struct words words_degree;     /* adverbs of degree and pace, before a change */
extern const struct words words_each;       /* distributive adverbs, before a row */
extern const struct words words_former;     /* nouns of a time compared with */
extern const struct words words_formerly;   /* nouns of time, of before a change */
extern const struct words words_now;        /* nouns of time, of after it */

/* The characters of a time at i, known by its two halves, with what may stand behind it: 今年,
 * 去冬, 本月, 当日, 年底; 今年以来, 明年底前. 0 if there is none. */
size_t time_word(const struct passage *p, size_t i);

/* The characters of an adverb, a connective or a time (今年以来, 年底) at i that opens a clause; 0
 * if there is none. */
size_t opening_word(const struct passage *p, size_t i);

/* The characters of a word before a number at i that says how exact it is: 约, but not that of
 * 签约; 0 if there is none. */
size_t about_before(const struct passage *p, size_t first, size_t i);

/* 并成, 决出, 铺到: the characters of a verb with its result at i, known by its second half; 0 if
 * there is none. */
size_t verb_result(const struct passage *p, size_t i);

#endif
