/* SPDX-License-Identifier: MIT */
/*
 * The word classes that several rules ask for, each named for what grammar calls it. A list that
 * one rule alone has stands in that rule. A second rule's comes here: copies of a class drift
 * apart, and what one rule learns the next does not know. So does a class that one rule asks for as
 * it is where others have it in lists of their own (GIVE_WORDS and its like of words.h). The lists
 * are in the order of their bytes, like those of words.c.
 */
#include "digest/words.h"

static const char *const give[] = {GIVE_WORDS, NULL};
const struct words words_give = {give, COUNT(give) - 1};

static const char *const spend[] = {"出资", "安排", "投入", "投资", "拨出", "拿出",
                                    "挤出", "掏出", "支出", "斥资", "筹资", NULL};
const struct words words_spend = {spend, COUNT(spend) - 1};

static const char *const purpose[] = {"作为", "用于", "用作", "用在", "用来", NULL};
const struct words words_purpose = {purpose, COUNT(purpose) - 1};

static const char *const labour[] = {"上班", "做工", "务工", "工作", "干活", "打工", NULL};
const struct words words_labour = {labour, COUNT(labour) - 1};

static const char *const dummy[] = {"予以", "实施", "开展", "给予", "进行", NULL};
const struct words words_dummy = {dummy, COUNT(dummy) - 1};

static const char *const achieve[] = {ACHIEVE_WORDS, NULL};
const struct words words_achieve = {achieve, COUNT(achieve) - 1};

static const char *const cause[] = {CAUSE_WORDS, NULL};
const struct words words_cause = {cause, COUNT(cause) - 1};

static const char *const beyond[] = {"低于", "超", "超出", "超过", "高于", "高出", NULL};
const struct words words_beyond = {beyond, COUNT(beyond) - 1};

static const char *const remain[] = {"仍有", "又有", "另有", "尚余", "尚有", "还剩", "还有", NULL};
const struct words words_remain = {remain, COUNT(remain) - 1};

static const char *const sort[] = {"型", "方向", "方面", "类", "级", "领域", NULL};
const struct words words_sort = {sort, COUNT(sort) - 1};

static const char *const ratio[] = {"占比", "比例", "比重", "满意度", "率", NULL};
const struct words words_ratio = {ratio, COUNT(ratio) - 1};

static const char *const fund[] = {"基金", "工资", "款", "补助", "补贴", "费", "资金", "金", NULL};
const struct words words_fund = {fund, COUNT(fund) - 1};

static const char *const honour[] = {"奖", "称号", "荣誉", "表彰", NULL};
const struct words words_honour = {honour, COUNT(honour) - 1};

static const char *const seat[] = {"学位", "床位", NULL};
const struct words words_seat = {seat, COUNT(seat) - 1};

static const char *const kilometre[] = {"公里", "千米", NULL};
const struct words words_kilometre = {kilometre, COUNT(kilometre) - 1};

static const char *const pronoun[] = {"他", "你", "她", "它", "我", "自己", "谁", NULL};
const struct words words_pronoun = {pronoun, COUNT(pronoun) - 1};

static const char *const comparing[] = {COMPARING_WORDS, NULL};
const struct words words_comparing = {comparing, COUNT(comparing) - 1};

static const char *const interval[] = {"同比", "环比", NULL};
const struct words words_interval = {interval, COUNT(interval) - 1};

static const char *const compared[] = {"比较", "相比", "相较", NULL};
const struct words words_compared = {compared, COUNT(compared) - 1};

static const char *const compound[] = {"比例", "比如", "比拼", "比率", "比赛", "比较", "比重",
                                       "较低", "较大", "较好", "较小", "较高", NULL};
const struct words words_compound = {compound, COUNT(compound) - 1};

static const char *const compounded[] = {"分比", "占比", "同比", "对比", "攀比", "环比",
                                         "相比", "计较", "评比", "较比", NULL};
const struct words words_compounded = {compounded, COUNT(compounded) - 1};

static const char *const dative[] = {"为", "向", "对", "替", "给", NULL};
const struct words words_dative = {dative, COUNT(dative) - 1};

static const char *const by[] = {"以", "按", "按照", "照", NULL};
const struct words words_by = {by, COUNT(by) - 1};

static const char *const view[] = {"来看", "来讲", "来说", "看", NULL};
const struct words words_view = {view, COUNT(view) - 1};

static const char *const inside[] = {INSIDE_WORDS, NULL};
const struct words words_inside = {inside, COUNT(inside) - 1};

static const char *const extreme[] = {EXTREME_WORDS, NULL};
const struct words words_extreme = {extreme, COUNT(extreme) - 1};

static const char *const degree[] = {DEGREE_WORDS, NULL};
const struct words words_degree = {degree, COUNT(degree) - 1};

static const char *const each[] = {EACH_WORDS, NULL};
const struct words words_each = {each, COUNT(each) - 1};

static const char *const former[] = {"上年", "上月", "前年", "去年", "同期", "年初", "往年", NULL};
const struct words words_former = {former, COUNT(former) - 1};

static const char *const formerly[] = {FORMERLY_WORDS, NULL};
const struct words words_formerly = {formerly, COUNT(formerly) - 1};

static const char *const now[] = {NOW_WORDS, NULL};
const struct words words_now = {now, COUNT(now) - 1};
