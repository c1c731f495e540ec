/* SPDX-License-Identifier: MIT */
/*
 * Inside acquire/: the set phrases of a newsroom. slice.c has the slices and their stops, name.c
 * names of people, byline.c bylines and credits, dateline.c datelines, phrase.c how lines begin and
 * end, folio.c the lines of the sheet itself, site.c and info.c those of a web site.
 */
#ifndef BRIEFGEN_ACQUIRE_GRAMMAR_H
#define BRIEFGEN_ACQUIRE_GRAMMAR_H

#include "acquire/piece.h"

struct slice slice_of(const char *text);
/* Without white space at both ends. */
struct slice slice_trim(struct slice s);
/* Characters that are not white space. */
size_t slice_count(struct slice s);
/* Of these, those that stand in `set`. */
size_t slice_count_in(struct slice s, const char *set);
bool has_comma(struct slice s);
uint32_t slice_first(struct slice s); /* 0 when empty */
uint32_t slice_last(struct slice s);
/* The next two Han characters that stand together, the first << 32, or 0 at the end of s. `last` is
 * 0 before the first call. */
uint64_t slice_next_pair(struct slice *s, uint64_t *last);
/* Single Han characters with spaces between: 公 告. */
bool slice_is_spaced_out(struct slice s);
bool slice_starts(struct slice s, const char *prefix);
bool slice_ends(struct slice s, const char *suffix);
/* Does `word` stand anywhere in it? */
bool slice_has(struct slice s, const char *word);
/* Is code one of the characters of `set`? */
bool in_set(uint32_t code, const char *set);
bool slice_starts_any(struct slice s, const char *const *list, size_t count);
/* Takes the first word of the list with which s begins off it; false if it begins with none. */
bool slice_eat_any(struct slice *s, const char *const *list, size_t count);
bool slice_ends_any(struct slice s, const char *const *list, size_t count);
bool slice_is_one_of(struct slice s, const char *const *list, size_t count);
/* Takes the digits off its beginning; false if there are none. */
bool slice_eat_number(struct slice *s);
/* Takes digits and Han numerals off its beginning, 2011 or 二○一一; how many. */
size_t slice_eat_numerals(struct slice *s);
/* Takes one character of `set` off its beginning; false if it begins with none. */
bool slice_skip(struct slice *s, const char *set);
/* Behind the words of `words` in s, which begins with them – Han characters, letters and digits –;
 * NULL if it does not, or if there are none. */
const char *slice_behind_words(struct slice s, struct slice words);
/* Takes off its beginning what may close a title behind its last word: ？！”》. */
void slice_skip_closing(struct slice *s);
/* Two Latin words whose lines are joined keep a space between them: Acme Ltd. + and Sons. */
bool parts_words(struct slice before, struct slice after);

struct byline_name {
    struct slice title; /* as printed, or empty */
    struct slice given; /* the name; a two-character name may have a space inside */
};

struct byline {
    struct byline_name *names;
    size_t count;
    bool titled; /* at least one title or a leading mark */
    bool credit; /* says who took the picture */
    bool writes; /* says who wrote */
};

/* Reads all of s as a byline or a credit; false when some of it is neither title nor name. */
bool byline_read(struct arena *a, struct slice s, struct byline *byline);

struct dateline {
    struct slice text;    /* 本报某地讯 */
    struct byline byline; /* from its bracket */
    struct slice names;   /* where that stands, with its marks; else the marks alone */
    struct slice spare;   /* marks on the other side of the text */
    const char *body;     /* where the paragraph begins */
};

/* （本报河湾6月5日电）: where the text came from, behind it and in brackets. */
bool is_source_note(struct slice s);
bool dateline_read(struct arena *a, struct slice s, struct dateline *dateline);

/* The length of the word of a report that s ends with, 报道, 專訪; 0 if it ends with none. */
size_t report_length(struct slice s);

bool is_credit(struct arena *a, struct slice s);
bool is_byline(struct arena *a, struct slice s);
/* A credit that is a byline as well: 文/图, 摄影报道. */
bool has_both_duties(struct arena *a, struct slice s);
/* A family name and one or two characters more; any word may look so. */
bool is_full_name(struct slice s);
/* Takes the next word off it, up to what parts names; two single characters with nothing but a
 * space between are one, which *spaced says. Empty when there is none. */
struct slice next_name(struct slice *rest, bool *spaced);
/* Names alone, each with a common family name; one in brackets may have two characters. The unit
 * that they come from may stand before them. */
bool is_names(struct slice s);
/* （某某公安局）: an office in brackets, which wrote what stands before it. */
bool is_office_note(struct slice s);
bool starts_caption(struct slice s);
/* Ends with a common noun with which the names of offices, enterprises and places end. */
bool ends_unit(struct slice s);
/* 海关, 法院: two characters that name an office as a headline does. */
bool names_short_office(struct slice s);
/* Nothing but a day, with or without its year: 2024年11月18日, 二○一一年四月八日. */
bool is_date_line(struct slice s);
/* 5.3, 296299: a value of a table that lost its frame, and no number of a page or day. */
bool is_bare_value(struct slice s);
/* 数据来源：某市统计局, below a table or a chart: it is printed with that. */
bool is_data_source(struct slice s);
/* What a document has under its headline: its number, 某府〔2011〕33号, or its day in brackets. */
bool notes_head(struct slice s);
/* Ends as columns are named: 观察, 短评, 聚焦. */
bool names_column(struct slice s);
/* The last sentence of a notice: 特此公告。 */
bool closes_notice(struct slice s);
/* Ends as notices are headed: 公告, 启事. */
bool ends_notice(struct slice s);
/* Begins with who speaks in an interview or asks and answers: 问:, 答:, 记者:. */
bool begins_turn(struct slice s);
/* Whom a letter or a notice addresses, with its colon: 编辑同志:. */
bool is_salutation(struct slice s);
/* Ends with the words after which a notice begins its text: 公告如下:. */
bool ends_announcement(struct slice s);
/* Ends as collections of short news are headed: 一句话新闻, 简讯, 短波. */
bool names_collection(struct slice s);
/* Ends as columns of questions and answers are headed: 问答, 信箱. */
bool names_questions(struct slice s);
/* Ends with a verb that wants an object: 种出, 走进. */
bool wants_object(struct slice s);
/* 在…召开, 在…圆满落幕: a line that ends with what befell somebody or something: it is whole. */
bool says_event(struct slice s);
/* The mark with which an item of a collection begins, or 0. */
uint32_t item_mark(struct slice s);
/* Begins with the number of a heading: 一、 （一） 1. 第三章 */
bool starts_numbered(struct slice s);
/* 1. 渡口的石阶修好了: without the number in digits. */
struct slice behind_number(struct slice s);
/* 第三条 of a law or of rules. */
bool opens_provision(struct slice s);
/* Begins as news begins: 近日, 日前, 10月8日. */
bool starts_with_time(struct slice s);
/* Begins as only news does: 11月2日，据江口海关统计，; 记者从某局获悉，. */
bool opens_report(struct slice s);
/* Its first comma follows a time, a pronoun, a connective or a source: 同时, 据统计. */
bool starts_as_text(struct slice s);
/* Begins as paragraphs begin and sentences seldom go on: “, 据, 针对, 如今. */
bool opens_paragraph(struct slice s);
/* A verb of saying stands directly before its first comma: 他表示,. */
bool has_speech(struct slice s);
/* 水渠通了！三个村子喝上山泉水: a line that only calls out before it tells; one that then asks has
 * a blank between: 水渠断了！ 谁来修？ */
bool calls_out(struct slice s);
/* Ends as a sentence ends, closing quotation marks and brackets aside. */
bool ends_sentence(struct slice s);
/* Position behind the last sentence end that has text after it, or NULL. */
const char *last_inner_stop(struct slice s);
/* A folio, date, time stamp or staff line, or a line of the web site that the page was copied from:
 * belongs to the sheet, not to an article. */
bool is_sheet_line(struct slice s);
/* One that says who edited the page, to whom to write or where an article goes on. */
bool is_staff_line(struct slice s);
/* site.c: nothing but links, tools and rights of a web site: 上一篇 下一篇 放大 缩小 默认. */
bool is_site_line(struct slice s);
/* Nothing but such words, which count where several stand one below the other: 首页, 时政. */
bool is_site_word(struct slice s);
/* What a site lists other articles under: 相关新闻, 热 点 专 题. */
bool heads_links(struct slice s);
/* A single word for what a reader of a site may do, and no part of a paper: 下载, 报 纸. */
bool is_site_tool(struct slice s);
/* +7: how many pictures more the site has. */
bool counts_pictures(struct slice s);
/* One of those links to what the site has beside this page: 上一版, 下一篇. */
bool links_beside(struct slice s);
/* Whose rights a page is under: 版权所有, ICP备. */
bool says_rights(struct slice s);

/* 文章来源：http://…, 点击下载：www.…: an address, and a few characters that say of what. */
bool is_bare_address(struct slice s);

/* info.c: a line that says when, where and by whom: 来源：甲报 作者：乙 2024-10-08 09:30. */
struct info {
    const char *date;    /* YYYY-MM-DD or "" */
    struct slice author; /* the names behind 作者 or 记者, or empty */
    bool labelled;       /* says what it is; else it is a date with a few characters */
};
/* False when the line is none. */
bool info_read(struct arena *a, struct slice line, struct info *info);

/* masthead.c: the heads of pages. */
/* A day with the weekday, the page or other data of the paper, or a page with its name. */
bool is_page_head(struct slice s);
/* Nothing but data of the paper: 星期三, 第19028号 今日8版. It is of a head in a row of such lines
 * one of which certainly is of the sheet. */
bool is_masthead_data(struct slice s);
/* What is of a head beside such a line: the name of a paper, 12 副刊. */
bool may_be_masthead(struct slice s);

/* turn.c: the marks of a page turn. */
/* Behind the mark of whence it comes that s begins with, （上接第一版）; its start if there is
 * none. */
const char *turn_in_end(struct slice s);
/* Where the mark begins that s ends with and that says where it goes on, （下转A4版）, or where
 * more is told, （全文见二版）; its end if there is none. */
const char *turn_out_start(struct slice s);
/* Nothing but a mark of where an article goes on: 下转第三版. */
bool is_turn_line(struct slice s);
/* Nothing but a mark of any kind. */
bool is_turn_mark(struct slice s);

#endif
