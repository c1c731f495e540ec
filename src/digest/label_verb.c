/* SPDX-License-Identifier: MIT */
/*
 * Labels of a number before which stands a verb and nothing else: 解决29条, 签约12个, 支出3万元.
 *
 * It takes its object from the figure before it in the same unit. Of money the text behind tells
 * what it was spent on; people are counted as those who did it (参与人员).
 */
#include "digest/digest.h"
#include "digest/label.h"
#include "digest/words.h"

#include <string.h>

enum { REACH = 60 };

/* 河堤和给老人办保险: the first of the purposes that are too long together; "" if it is none. */
static const char *first_purpose(struct labeller *l, struct span s)
{
    s = trim_left(l, s, words_purpose.list);
    for (size_t i = s.first + 2; i < s.end && i < s.first + LABEL_SHORT; i++)
        if (label_shown(l, i) && char_in(U"、和及", l->p->code[i]))
            return arena_printf(l->a, "%s等", label_text(l, (struct span){s.first, i}));
    return "";
}

/* What money was spent on, from the text behind it. */
static const char *purpose(struct labeller *l)
{
    struct span s = {l->c->follow, l->c->after};
    if (span_length(s) > REACH)
        s.end = s.first + REACH;
    s = trim_openings(l, s);
    s.first = cut_verbs(l, s).end;
    s = trim_openings(l, s);
    s = trim_copula(l, s);
    for (size_t i = s.first + 3; i < s.end; i++)
        if (time_word(l->p, i))
            s.end = i; /* 建设的泵站|上月投运 */
    if (!span_length(s) && l->next)
        s = noun_behind(l, l->next);
    if (span_length(s) > LABEL_ROW)
        return first_purpose(l, s);
    return span_length(s) ? label_text(l, s) : "";
}

/* [行政机关]按期回复, [目前]已办结: a short subject before a verb that resolves what was counted in
 * the same unit. The verb without the subject; s if there is none. */
static struct span without_subject(const struct labeller *l, struct span s)
{
    const struct count *f = l->former;
    size_t n = listed_before(l->p, s.first, s.end, &words_resolve);
    if (!f || f->change || !n || n == span_length(s) || span_length(s) > n + LABEL_SHORT / 2 ||
        !passage_same(l->p, f->unit.at, l->c->unit.at))
        return s;
    for (size_t i = s.first; i + n < s.end; i++)
        if (!label_shown(l, i) || verb_at(l, i) || char_in(U"未没不", l->p->code[i]))
            return s;
    return (struct span){s.end - n, s.end};
}

/* 公司|投资1.2亿元新建泵站: who pays, before a verb whose purpose follows. */
static struct span without_payer(const struct labeller *l, struct span s)
{
    size_t n = listed_before(l->p, s.first, s.end, &words_spend);
    bool paid = l->c->unit.kind == UNIT_MONEY && n && span_length(s) <= n + LABEL_SHORT;
    bool alone = l->c->after == l->c->clause.end && l->c->after == l->c->follow + 2;
    bool used = paid && (alone || verb_at(l, l->c->follow) || l->p->code[l->c->follow] == U'用');
    return used ? (struct span){s.end - n, s.end} : s;
}

/* 204票赞成、85票反对: how they voted. */
static bool name_vote(struct labeller *l)
{
    static const char *const votes[] = {"赞成", "反对", "弃权", "同意", NULL};
    struct span how = {l->c->follow, l->c->follow + word_at(l->p, l->c->follow, votes)};
    if (!span_length(how) || l->p->code[l->c->unit.at.first] != U'票')
        return false;
    name_as(l, "", arena_printf(l->a, "%s票", label_text(l, how)));
    return true;
}

/* What players do to have points, rebounds and the like. */
static const char *const gains[] = {"独得", "得到", "拿下", "砍下", "贡献", "轰下", "得",
                                    "拿到", "独揽", "连得", "献上", "送出", NULL};

/* 丁大海全场|得到31分: s without what says when and how before such a verb. */
static struct span player(const struct labeller *l, struct span s)
{
    static const char *const ways[] = {"全场", "半场", "单节", "也", "则", "只", "仅", NULL};
    return trim_right(l, trim_openings(l, s), ways);
}

/* 丁大海得到31分|18个篮板: who did it, before the verb that the points have; empty if nobody is
 * told. */
static struct span player_before(const struct labeller *l)
{
    const struct passage *p = l->p;
    size_t first = label_clause(l).first, at = first + 2;
    while (at < l->c->number.at.first && !word_at(p, at, gains))
        at++;
    size_t n = word_at(p, at, gains);
    struct span who = player(l, (struct span){first, at});
    bool number = n && is_digit(passage_at(p, at + n));
    bool named = number && span_length(who) >= 2 && span_length(who) <= LABEL_SHORT / 2 + 1;
    return named ? who : (struct span){first, first};
}

/* 18个篮板, 5次抢断: what one player did, in a row of such values. */
static bool name_statistic(struct labeller *l)
{
    static const char *const statistics[] = {"篮板", "助攻", "抢断", "盖帽", "封盖",
                                             "失误", "三分", "进球", NULL};
    size_t n = word_at(l->p, l->c->follow, statistics);
    struct span what = {l->c->follow, l->c->follow + n};
    struct span who = n ? player_before(l) : (struct span){what.first, what.first};
    if (!span_length(who))
        return false;
    name_as(l, "", arena_printf(l->a, "%s%s", label_text(l, who), label_text(l, what)));
    l->c->noun_end = what.end;
    return true;
}

static const char *const enters[] = {"攻入", "打进", "踢进", "打入", "进", NULL};
static const char *const loses[] = {"只丢", "仅丢", "丢", "失", NULL};
static const char *const takes[] = {"以", NULL};
static const char *const wins[] = {"以", "获", "得", "获得", "得到", NULL};

static const struct {
    const char *unit, *const *verbs, *name;
} results[] = {
    {"分", gains, "得分"}, {"球", enters, "进球"}, {"球", loses, "失球"},
    {"秒", takes, "成绩"}, {"票", wins, "得票"},
};

/* Which of the results the unit and the verb before the number tell, and where that verb stands;
 * COUNT(results) if none. */
static size_t result_told(const struct labeller *l, struct span *verb)
{
    size_t end = l->before.end, at = l->c->number.at.first;
    end += end + 1 == at && l->p->code[end] == U'以'; /* trimmed as a copula: 以912票当选 */
    for (size_t i = 0; i < COUNT(results); i++) {
        const char *const unit[] = {results[i].unit, NULL};
        size_t n = word_before(l->p, l->before.first, end, results[i].verbs);
        bool bare = !span_length(l->c->unit.at) && results[i].verbs != takes; /* 贡献1/4 */
        if (n && !bare && word_at(l->p, l->c->unit.at.first, unit) == span_length(l->c->unit.at)) {
            *verb = (struct span){end - n, end};
            return i;
        }
    }
    return COUNT(results);
}

/* 独得34分, 攻入27球: the language has a noun for it. */
static bool name_result(struct labeller *l)
{
    struct span verb, won = {l->c->follow, l->c->after};
    size_t result = result_told(l, &verb);
    if (result == COUNT(results))
        return false;
    struct span who = player(l, (struct span){l->before.first, verb.first});
    if (span_length(who) > LABEL_SHORT / 2 || span_length(who) < 2)
        who.first = who.end;
    won.first = cut_verbs(l, won).end;
    if (!span_length(who) && l->c->unit.kind == UNIT_DURATION && won.first > l->c->follow)
        who = won; /* 以10.06秒夺得男子100米冠军 */
    name_as(l, "", arena_printf(l->a, "%s%s", label_text(l, who), results[result].name));
    return true;
}

bool name_score(struct labeller *l)
{
    return name_vote(l) || name_statistic(l) || name_result(l);
}

/* What the money was for, where the verb alone stands in its clause: 买下[收割机]，花了8.6万元. */
static const char *bought(const struct labeller *l)
{
    static const char *const ones[] = {"一台", "一张", "一辆", "一套", "一只", "一个", "了", NULL};
    struct span s = l->c->earlier;
    for (size_t i = s.end; i-- > s.first;) {
        size_t n = label_shown(l, i) ? verb_at(l, i) : 0;
        n = n ? n : verb_result(l->p, i);
        if (n && i + n + 2 <= s.end && s.end - i - n <= LABEL_SHORT / 2 + 2)
            return label_text(l, trim_left(l, (struct span){i + n, s.end}, ones));
    }
    return "";
}

/* 社区食堂开业三月，每餐只需6元: what the subject asks for. */
static bool name_fee(struct labeller *l)
{
    static const char *const asks[] = {"只需", "仅需", "只要", "需", NULL};
    struct span who = subject_before(l);
    bool told = l->former && l->former->change; /* 成本降了三成，每吨只要8元 */
    if (told || l->c->unit.kind != UNIT_MONEY || !l->c->per[0] || span_length(l->before) ||
        !word_before(l->p, l->c->before, l->c->number.at.first, asks) || !span_length(who) ||
        span_length(who) > LABEL_SHORT || who.first < l->c->opening[0])
        return false;
    name_as(l, "", arena_printf(l->a, "%s费用", label_text(l, who)));
    return true;
}

/* 每户每月交30元维护费: what is paid stands behind, to the end of the clause. */
static bool is_fund_behind(const struct labeller *l)
{
    struct span s = {l->c->follow, l->c->after};
    return span_length(s) >= 2 && span_length(s) <= LABEL_SHORT / 2 && s.end == l->c->clause.end &&
           char_in(U"费金款贴", l->p->code[s.end - 1]);
}

/* 按每课时60元|发放补助, 按每生每年300元|标准予以补助: what is paid at that rate. */
static bool name_scale(struct labeller *l, struct span deed)
{
    static const char *const scales[] = {"的", "标准", NULL};
    struct span behind = trim_left(l, deed, scales), paid = trim_left(l, behind, words_dummy.list);
    static const char *const goods[] = {"公斤", "斤", "吨", "头", "只", "担", NULL};
    bool fee = l->p->code[paid.first] == U'收' && !label_ends(l->c->per, goods);
    if (span_length(paid) == 1 && !fee && char_in(U"收卖售租", l->p->code[paid.first])) {
        uint32_t verb = l->p->code[paid.first]; /* 按每斤9元|卖 */
        name_as(l, "", verb == U'收' ? "收购价格" : verb == U'租' ? "租金" : "售价");
        return l->owned = true;
    }
    bool scale = behind.first >= deed.first + 2;
    if (span_length(paid) < 2 || span_length(paid) > LABEL_SHORT)
        return false;
    struct span verbs = cut_verbs(l, paid);
    if (span_length(paid) >= span_length(verbs) + 2)
        paid.first = verbs.end;
    name_as(l, "", arena_printf(l->a, "%s%s", label_text(l, paid), scale ? "标准" : ""));
    return l->owned = true;
}

/* 补偿资金按每亩260元发放, 按每课时60元发放补助: what is paid by so much. */
static bool name_payment(struct labeller *l, struct span s)
{
    struct span paid = trim_right(l, s, words_by.list);
    if (paid.end == s.end)
        return false;
    if (span_length(paid) >= 3 && span_length(paid) <= LABEL_SHORT &&
        char_in(U"金费款价补资贴", l->p->code[paid.end - 1])) {
        name_as(l, "", label_text(l, paid));
        return true;
    }
    return span_length(s) <= LABEL_SHORT / 2 &&
           name_scale(l, (struct span){l->c->follow, l->c->after});
}

/* 按每公斤5.5元的价格|收购鲜果320吨: what is bought or sold at that price, up to how much of it. */
static bool name_bargain(struct labeller *l)
{
    static const char *const names[] = {"价格", "单价", "均价", "价", NULL};
    size_t at = l->c->follow + 1, deed = at, n = 0;
    while (deed < at + 4 && !(n = word_at(l->p, deed, names)))
        deed++;
    struct span s = {deed + n, l->c->after};
    s = trim_copula(l, trim_about(l, s));
    if (s.first < s.end && char_in(U"在向对", l->p->code[s.first])) /* 在网店|销售 */
        s.first = s.end - verb_before(l, s.first, s.end);
    bool offered = listed_before(l->p, l->before.first, l->before.end, &words_by) || l->c->per[0];
    if (!n || !offered || passage_at(l->p, at - 1) != U'的' || span_length(s) < 2 ||
        span_length(s) > LABEL_SHORT ||
        !(verb_at(l, s.first) || char_in(U"卖买收售购销租供包", l->p->code[s.first])))
        return false;
    name_as(l, "", arena_printf(l->a, "%s价格", label_text(l, s)));
    l->c->noun_end = s.first;
    return l->owned = true;
}

enum { SELLS, SPENDS, CHARGES, EARNS };

static const struct {
    const char *verbs[10], *name;
} prices[] = {
    [SELLS] = {{"卖", "只卖", "能卖", "售", "要卖", "卖到", "能卖到", NULL}, "售价"},
    [SPENDS] = {{"花", "花了", "花掉", "花去", "要花", "得花", "用去了", NULL}, "花费"},
    [CHARGES] = {{"收", "只收", "收取", NULL}, "收费"},
    [EARNS] = {{"挣", "赚", "挣了", "赚了", "能挣", "能赚", "净赚", NULL}, "收入"},
    {{"贴", "贴了", "倒贴", "要贴", NULL}, "贴钱"},
    {{"交", "付", "交了", "付了", "掏", "掏了", "要交", NULL}, "费用"},
};

/* Which of the prices a verb at the end of s tells, and its length, or COUNT(prices). */
static size_t price_told(const struct labeller *l, struct span s, size_t *len)
{
    static const char *const words[] = {
        "补贴", "回收", "征收", "支付", "上交", "秋收", "夏收", "丰收", "没收", "成交",
        "外卖", "拍卖", "热卖", "应收", "吸收", "代付", "预付", "首付", "垫付", "兑付",
        "提交", "转交", "移交", "增收", "创收", "税收", "年收", "应付", "销售", "零售",
        "批售", "赔付", "偿付", "给付", "拨付", "交付", "扣付", "营收", NULL};
    if (change_start(l, s) != s.end || trade_close(l, s))
        return COUNT(prices);
    for (size_t i = 0; i < COUNT(prices); i++) {
        *len = word_before(l->p, s.first, s.end, prices[i].verbs);
        if (*len && word_before(l->p, s.first, s.end, words) <= *len)
            return i;
    }
    return COUNT(prices);
}

/* 改裤脚收8元, 喂糖就花掉3.4万元: what money does at the end of s, which is that of what stands
 * before the verb, or of what was counted or bought before. */
static bool name_money(struct labeller *l, struct span s)
{
    static const char *const links[] = {"就",   "要", "光", "只", "只需", "只要", "仅需",
                                        "平均", "另", "再", "还", "又",   "各",   NULL};
    size_t n, price = price_told(l, s, &n);
    if (price == COUNT(prices))
        return false;
    struct span of = trim_right(l, (struct span){s.first, s.end - n}, links);
    of = trim_left(l, of, links);
    bool named = span_length(of) >= 3 && char_in(U"费价款金", l->p->code[of.end - 1]);
    bool sold = price == SELLS && l->former && l->former->object[0], earned = price == EARNS;
    const char *what = span_length(of) && span_length(of) <= LABEL_SHORT ? label_text(l, of)
                       : sold                                            ? among_root(l->former)
                       : earned                                          ? ""
                                                                         : bought(l);
    static const char *const net[] = {"净赚", NULL};
    bool bare = earned && !what[0] && n >= 2 && !span_length(subject_before(l)) &&
                word_before(l->p, s.first, s.end, net);
    name_as(l, "",
            bare ? label_text(l, (struct span){s.end - n, s.end})
                 : arena_printf(l->a, "%s%s", what, named ? "" : prices[price].name));
    return true;
}

/* 按每公斤5.5元的价格|收购, 每斤卖3元: the language has a noun for what money does. */
bool name_price(struct labeller *l)
{
    static const char *const done[] = {"了", NULL};
    if (l->c->unit.kind != UNIT_MONEY)
        return false;
    struct span s = trim_right(l, trim_openings(l, l->before), done);
    if (name_bargain(l) || name_payment(l, s))
        return true;
    return !is_fund_behind(l) && (name_fee(l) || name_close(l, s) || name_money(l, s));
}

/* 设床位800张，[开放]了600张: two characters before 了 that take up the count before. */
static bool is_done(const struct labeller *l, struct span s)
{
    const struct count *f = l->former;
    return f && span_length(s) == 2 && l->p->code[l->c->number.at.first - 1] == U'了' &&
           passage_same(l->p, f->unit.at, l->c->unit.at) && !f->change &&
           digest_number_order(f->number.decimal, l->c->number.decimal) > 0;
}

/* What is spent is 资金, where the verb only says that it was given; 助学金 says so itself. */
static const char *fund(const char *use, const char *verb)
{
    if (label_ends(verb, words_give.list) != strlen(verb))
        return verb;
    return label_ends(use, words_fund.list) ? "" : "资金";
}

/* 300万元修路、120万元用于宣传: a sum without a verb of its own, and what it is for. */
static bool name_use(struct labeller *l)
{
    size_t n = listed_at(l->p, l->c->follow, &words_purpose);
    struct span use =
        trim_right(l, (struct span){l->c->follow + n, l->c->after}, words_copula.list);
    if (l->c->unit.kind != UNIT_MONEY || !n || span_length(trim_openings(l, l->before)) ||
        span_length(use) < 2 || span_length(use) > LABEL_SHORT)
        return false;
    const char *text = label_text(l, use);
    name_as(l, "", arena_printf(l->a, "%s%s", text, fund(text, "拿出")));
    return true;
}

/* 拿出43万元对老馆进行改造: a sum that was given, and what was done with it. */
static bool name_treatment(struct labeller *l)
{
    struct span s = trim_openings(l, l->before), what = {l->c->follow + 1, l->c->follow + 1};
    size_t n = 0;
    if (l->c->unit.kind != UNIT_MONEY || passage_at(l->p, l->c->follow) != U'对' ||
        !listed_before(l->p, s.first, s.end, &words_spend))
        return false;
    while (what.end < l->c->after && !(n = listed_at(l->p, what.end, &words_dummy)))
        what.end++;
    struct span deed = {what.end + n, l->c->after};
    if (!n || span_length(what) < 2 || span_length(deed) < 2 ||
        span_length(what) + span_length(deed) > LABEL_SHORT)
        return false;
    name_as(l, "", arena_printf(l->a, "%s%s资金", label_text(l, what), label_text(l, deed)));
    return true;
}

/* 从门票中提取8%用于修路: what a share of is given for, with what it is a share of. */
static bool name_share_given(struct labeller *l)
{
    static const char *const gives[] = {GIVE_WORDS, "提取", "提留", "划出", NULL};
    static const char *const inside[] = {INSIDE_WORDS, "中每年", "里每年", NULL};
    struct span s = l->before, use = {l->c->follow, l->c->after};
    size_t n = word_before(l->p, s.first, s.end, gives);
    if (l->c->unit.kind != UNIT_PERCENT || !n || !listed_at(l->p, use.first, &words_purpose) ||
        use.end < l->c->clause.end || span_length(use) < 4 || span_length(use) > LABEL_SHORT)
        return false;
    s = trim_right(l, (struct span){s.first, s.end - n}, inside);
    size_t from = s.end;
    while (from > s.first && l->p->code[from - 1] != U'从')
        from--;
    struct span of = {from, s.end};
    bool told = from > s.first && span_length(of) >= 2 && span_length(of) <= LABEL_SHORT / 2;
    name_as(l, "", arena_printf(l->a, "%s%s", told ? label_text(l, of) : "", label_text(l, use)));
    return l->owned = true;
}

/* 安排9万元为60户住户换锁, 出资70万元在3个村建起水站: what was done with it for those or
 * there, told behind another number, without it. */
static bool name_given_to(struct labeller *l)
{
    const struct count *next = l->next;
    struct span s = trim_openings(l, l->before);
    uint32_t by = passage_at(l->p, l->c->follow);
    size_t n = listed_before(l->p, s.first, s.end, &words_spend);
    if (l->c->unit.kind != UNIT_MONEY || !n || !next || !by || !char_in(U"为给在对", by) ||
        next->after < l->c->clause.end || listed_at(l->p, l->c->follow, &words_whole))
        return false;
    struct span who = noun_behind(l, next), deed = {who.end, next->after};
    if (span_length(who) < 2 || span_length(deed) < 2 || span_length(deed) > LABEL_SHORT ||
        (by != U'在' && span_length(who) + span_length(deed) > LABEL_ROW - 3))
        return false;
    const char *verb = label_text(l, (struct span){s.end - n, s.end});
    const char *paid = fund("", verb);
    name_as(l, "",
            by == U'在' ? arena_printf(l->a, "%s%s", label_text(l, deed), paid)
                        : arena_printf(l->a, "%s%s%s%s",
                                       label_text(l, (struct span){l->c->follow, l->c->follow + 1}),
                                       label_text(l, who), label_text(l, deed), paid));
    return l->owned = true;
}

/* How it was done: what tells 集中|安置 from the whole that it is a part of. */
static const char *manner(const struct labeller *l, struct span verb)
{
    static const char *const manners[] = {"集中", "当场", "现场", "就地", "重点",
                                          "按期", "提前", "免费", "上门", "远程",
                                          "联合", "应急", "公开", "成功", NULL};
    size_t n = word_before(l->p, l->before.first, verb.first, manners);
    return label_text(l, (struct span){verb.first - n, verb.first});
}

/* 刑事拘留3人，[约谈]5人; 扑救火灾17起，[抢险救援]10起: what the row counts is no object of the
 * verb, but another deed, or the verb takes none. */
static bool takes_no_object(const struct labeller *l, struct span verb, const char *root)
{
    static const char *const alone[] = {"抢险", "救援", "执勤", "巡逻", "值守", "值班", NULL};
    static const char *const deeds[] = {"拘留", "逮捕", "侦查", "问责",
                                        "约谈", "立案", "移送", NULL};
    bool people = l->c->unit.kind == UNIT_PERSON;
    return word_before(l->p, verb.first, verb.end, alone) ||
           (people && words_end(root, strlen(root), deeds));
}

/* What is done to some of what the row counts, or with it. */
static void name_in_row(struct labeller *l, struct span verb, bool resolve)
{
    const struct count *f = l->former, *lender = among_lender(l);
    const char *root = lender ? among_root(lender) : "";
    bool other = takes_no_object(l, verb, root);
    name_as(l, label_text(l, verb), other ? "" : root);
    l->c->label = arena_printf(l->a, "%s%s", manner(l, verb), l->c->label);
    l->c->borrowed = lender && !other;
    bool some = char_in(U"掉走回完", l->p->code[verb.end - 1]) &&
                digest_number_order(f->number.decimal, l->c->number.decimal) > 0;
    bool beside = l->c->joined && f->part == PART_RESOLVED;
    if (!l->c->part && (resolve || some || beside)) /* 挂出53件，卖掉41件 */
        l->c->part = PART_RESOLVED;
}

/* Behind a count in another unit: a sum is that of what was counted. */
static void name_behind(struct labeller *l, const char *verb)
{
    const char *root = owner_alone(l, among_root(l->former));
    bool sum = l->c->unit.kind == UNIT_MONEY || l->c->unit.kind == UNIT_MEASURE ||
               l->c->unit.kind == UNIT_EVENT;
    bool fits = l->former->label[0] && sum && span_characters(root) <= LABEL_SHORT / 2 + 2;
    name_as(l, "", fits ? root : "");
    l->c->label = arena_printf(l->a, "%s%s", fits ? root : "", verb);
}

/* 从中学生中选拔300名: of whom they are, in two characters; empty if nobody is told. */
static struct span chosen_from(const struct labeller *l, size_t verb)
{
    bool among = verb >= l->before.first + 4 && l->p->code[verb - 1] == U'中' &&
                 char_in(U"生员民工师医", l->p->code[verb - 2]);
    return among ? (struct span){verb - 3, verb - 1} : (struct span){verb, verb};
}

/* No count stands before. */
static void name_alone(struct labeller *l, struct span s)
{
    static const char *const rescues[] = {"转移", "疏散", "撤离", "营救", "救助", "安置", NULL};
    const char *verb = label_text(l, s);
    bool people = l->c->unit.kind == UNIT_PERSON;
    struct span from = chosen_from(l, s.first);
    if (span_length(from)) {
        name_as(l, verb, label_text(l, from));
    } else if (people && label_ends(verb, rescues)) {
        name_as(l, verb, "群众");
    } else if (people) {
        name_as(l, "", arena_printf(l->a, "%s人员", verb));
    } else {
        bool spent = l->c->unit.kind == UNIT_MONEY;
        const char *front = spent ? owner_alone(l, label_text(l, subject_before(l))) : manner(l, s);
        name_as(l, verb, "");
        l->c->label = arena_printf(l->a, "%s%s", front, verb);
    }
}

/* Gives the count the name that the verb s makes. */
static void name_by_verb(struct labeller *l, struct span s, bool resolve)
{
    const struct count *f = l->former;
    const char *verb = label_text(l, s), *use = l->c->unit.kind == UNIT_MONEY ? purpose(l) : "";
    struct span deed = {l->c->follow, l->c->after};
    bool people = l->c->unit.kind == UNIT_PERSON;
    if (people && span_length(deed) &&
        listed_at(l->p, deed.first, &words_attend) == span_length(deed))
        name_as(l, verb, label_text(l, deed)); /* 带动2.1万人就业 */
    else if (use[0])
        name_as(l, "", arena_printf(l->a, "%s%s", use, fund(use, verb)));
    else if (f && (among_lender(l) || passage_same(l->p, f->unit.at, l->c->unit.at)))
        name_in_row(l, s, resolve);
    else if (f && people && strcmp(f->verb, verb) == 0)
        name_as(l, "", arena_printf(l->a, "%s人员", verb));
    else if (f)
        name_behind(l, verb);
    else
        name_alone(l, s);
}

/* The text before the number is a verb and nothing else. */
bool name_verb(struct labeller *l)
{
    uint32_t fronting = l->c->number.at.first ? l->p->code[l->c->number.at.first - 1] : 0;
    if (l->c->unit.kind == UNIT_THING && (fronting == U'将' || fronting == U'把')) {
        name_as(l, "", "");
        return true;
    }
    if (name_use(l) || name_treatment(l) || name_share_given(l) || name_given_to(l))
        return true;
    struct span s = without_payer(l, without_subject(l, trim_openings(l, l->before)));
    bool resolve = listed_at(l->p, s.first, &words_resolve) == span_length(s) || is_done(l, s);
    if (!span_length(s) || (span_length(cut_verbs(l, s)) != span_length(s) && !resolve))
        return false;
    size_t own = trim_left(l, l->before, words_among.list).first;
    l->c->qualifier = (struct span){own < s.first ? own : s.first, s.first};
    name_by_verb(l, s, resolve);
    return true;
}
