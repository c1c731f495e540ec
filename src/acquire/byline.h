/* SPDX-License-Identifier: MIT */
/*
 * Inside acquire/: what byline.c reads bylines and credits of. grammar.h has what others may ask of
 * them.
 */
#ifndef BRIEFGEN_ACQUIRE_BYLINE_H
#define BRIEFGEN_ACQUIRE_BYLINE_H

#include "acquire/grammar.h"

enum {
    LONGEST_CHINESE = 4, /* characters of a name without a point */
    LONGEST_UNIT = 18    /* characters of who somebody is */
};

/* name.c: names of people. */
/* Could it be a name? Nothing but Han characters and the points of foreign names, without the words
 * of a sentence; but 为 and its like stand in names of three characters, whose first is a family
 * name. */
bool is_name(struct slice s);
/* The same of at most so many characters. */
bool is_name_of(struct slice s, size_t longest);
/* 阿依古丽·买买提 */
bool is_foreign_name(struct slice s);
/* Takes the next word off it, up to a separator, a bracket or a blank; empty at the end. */
struct slice next_word(struct slice *rest);
/* Ends with what somebody is: 某某路居民, 某某镇镇长. */
bool is_person(struct slice word);
/* Who somebody is: an office, or 某某路居民. A whole name of three characters is none. */
bool is_unit(struct slice word);
/* 岑知白安屿: several whole names without a space between. */
bool runs_together(struct slice word);
/* The first of such names, or of one name, the longer one if there are two ways to cut; empty if s
 * is not made of whole names alone. */
struct slice first_of_row(struct slice s);

/* byline_word.c: the other words. */
/* The end of the title that begins the word, or of what somebody did, 摄影岑知白; NULL if it begins
 * with neither. */
const char *title_end(struct slice word);
/* Where a second title with its own words begins, behind the first and a name:
 * 记者张三|特约通讯员李四; the word's end if there is none. */
const char *second_title(struct slice word);
/* Without the duty at its end, 王小明摄, which goes into the byline. A duty on its own is as good
 * as a title. */
struct slice cut_duty(struct slice word, struct byline *b);
/* 某某某文/图: the same of the first of two duties, when `rest` goes on with the second. */
struct slice cut_text_duty(struct slice word, struct slice rest, struct byline *byline);
/* 某某晚报: the paper that an author is from. */
bool is_paper(struct slice word);
/* 某县报道组: authors who write as a group. */
bool is_press_group(struct slice word);
/* 本报评论员, 某社记者: a title under which the paper or an agency writes without a name. */
bool is_voice(struct slice title);
/* The byline without the place of the report: 记者某某／某地報導, 记者某某某江湾报道. */
struct slice without_report_place(struct slice s);

#endif
