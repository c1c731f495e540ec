/* SPDX-License-Identifier: MIT */
/*
 * Inside acquire/: the evidence that a piece shows. feature.c looks at the piece alone, context.c
 * and its parts (context.h) at its neighbours and the whole page; classify.c weighs what they
 * found.
 */
#ifndef BRIEFGEN_ACQUIRE_FEATURE_H
#define BRIEFGEN_ACQUIRE_FEATURE_H

#include "acquire/piece.h"

/* Each kind of evidence with what it means. */
#define FEATURES(X)                                                                                        \
    X(ALWAYS, "every piece")                                                                               \
    X(IS_BYLINE, "names with their titles")                                                                \
    X(IS_CREDIT, "names with 摄 or 图, or a stock picture's source")                                       \
    X(STARTS_CAPTION,                                                                                      \
      "begins with 图为 or a pointing mark, or one sentence that says where people stand: （中）")         \
    X(HAS_DATELINE, "begins as news begins: 本报某地讯, or a byline in brackets")                          \
    X(OVERTAKEN,                                                                                           \
      "such a beginning with the words of the headline, from which one paragraph parts it")                \
    X(UNHEADED, "such a beginning directly behind the text of an article that has its own")                \
    X(DASH_END, "ends with ——")                                                                            \
    X(DASH_START, "begins with ——")                                                                        \
    X(ATTRIBUTES, "such a line directly behind complete text: who said that, ——县纪委书记某某")            \
    X(TINY, "2 to 6 Han characters")                                                                       \
    X(MINI, "2 to 4 Han characters")                                                                       \
    X(DUO, "2 Han characters")                                                                             \
    X(ENTRY, "a line of a list: a name, a colon, and a long number or several things")                     \
    X(ROW, "a row of a list or of a table that is none: names, cells, what a line above counts")           \
    X(COUNTS, "the line above such rows that counts them: 二等奖（4名）")                                  \
    X(ROWS_AHEAD, "a line directly above a table, such rows or the line that counts them")                 \
    X(TABLED, "a line with a tab inside, or with numbers parted by blanks: 08:15 12:40")                   \
    X(SIGNS, "who wrote the letter above, with the place: 某县 某某")                                      \
    X(SIGNATURE, "who signs a notice, and the day under it")                                               \
    X(NOTES_HEAD, "the number of a document, or its day in brackets, under its headline")                  \
    X(OVER_HEADLINE,                                                                                       \
      "several clauses above a line that is no longer, what is celebrated, 某某强调, or a whole "      \
      "line above the shortest of three, or what kind of a piece it is (…纪实), or with —— in "    \
      "front")                                                                                             \
    X(UNDER_HEADLINE,                                                                                      \
      "a longer line below a headline that says how: 以…把…, or who came: 某某参加, or a whole " \
      "line below the shortest of three, or too long for a predicate, or the kind of the piece")           \
    X(TELLS_NEWS, "text above a credit that a sentence with a time parts from the headline, "              \
                  "whose words it has")                                                                    \
    X(RUN_IN, "a line that shares its line with news below it")                                            \
    X(RESUMES, "a line between a picture and a dateline whose text tells of the headline above "           \
               "the picture")                                                                              \
    X(BEHIND_DAY, "a line directly behind the day or the office under a notice, or who signed")            \
    X(BEHIND_LINK, "a line directly behind a link to the next article: 上一篇 下一篇")                     \
    X(FLUSH, "a sentence without the indent that the text before and after it has")                        \
    X(SET_OFF,                                                                                             \
      "a few characters with spaces between, or in 【】, above a headline, or above a kicker: a "        \
      "column's name")                                                                                     \
    X(AUTHORED, "a few characters above a name that stands alone above text: what he wrote")               \
    X(TURNED_IN, "text without a head behind the mark of whence it comes: 上接第一版")                     \
    X(TURNED_REST, "text behind such a text")                                                              \
    X(TURN, "begins with who speaks: 问:, 答:, 记者:")                                                     \
    X(SALUTATION, "whom a letter or a notice addresses: 编辑同志:")                                        \
    X(COLLECTION, "names a collection, and its items follow: 简讯 before ●, 问答 before 问:")              \
    X(BULLETED, "an item with a mark before it, as another near it has: ●")                                \
    X(OBJECT_AHEAD, "ends with a verb that wants an object, before another line: 种出")                    \
    X(PICTURED, "a marked line with captions and their credit behind it, and then news")                   \
    X(BODILESS, "a marked or signed line that has no text before the next head")                           \
    X(UNTOLD,                                                                                              \
      "such a marked line of which the text below tells nothing, while it tells of the next")              \
    X(DEPARTS, "the paragraph above such a line where the text turns to something else")                   \
    X(UNECHOED,                                                                                            \
      "2 to 4 Han characters beside a head line, and the text after it has none of its words")             \
    X(COUPLET, "a tiny line before another of its length: 工会搭台, 职工唱戏")                             \
    X(UNSIGNED, "amid text without names, where other heads have a dateline or a byline")                  \
    X(PARTING, "stands between the halves of a sentence")                                                  \
    X(PARTING_HEADING, "the same with two halves, a sibling or a rhyme")                                   \
    X(BETWEEN, "a sentence that stands with a credit between the halves of another")                       \
    X(VERSE, "one of many short lines in a row")                                                           \
    X(SIGNED_BELOW, "the first of them behind text, and their author stands behind them")                  \
    X(SPEECH, "a line with a verb of saying before its first comma: 法院认为,")                            \
    X(DANGLING, "a line that ends with a comma or a word that wants another")                              \
    X(COLUMN_NAME, "tiny, and ends as columns are named: 观察, 短评")                                      \
    X(LINE, "short and without a stop")                                                                    \
    X(WIDE, "a line of more than 20 characters")                                                           \
    X(OVERLONG, "without a stop, but longer than a headline")                                              \
    X(SENTENCE, "one short sentence with its stop")                                                        \
    X(STOPPED, "such a sentence with 。 at its end and a comma inside: nothing is headed so")              \
    X(TEXT, "longer, or several sentences")                                                                \
    X(EXCLAIMS, "short, ends with ! or ?")                                                                 \
    X(ASKS,                                                                                                \
      "such a line of at most 12 characters directly behind a line: 打了孩子一巴掌, 算不算家暴?")          \
    X(UNIT_END, "ends as the name of an office or a place ends")                                           \
    X(MARKED_UNIT, "such a name under a heading mark, directly before another marked line")                \
    X(FLANKED, "such a name between two lines, before news")                                               \
    X(FLANKS, "a line directly before such a name, or above a line before a dateline: nothing "            \
              "stands below it")                                                                           \
    X(PHRASE, "tiny, and begins with 把, 创新 or another deed: no column is named so")                     \
    X(NAMED_AHEAD, "tiny, and most of it stands in the text after it: who it is about")                    \
    X(SAID_AHEAD,                                                                                          \
      "tiny, and the text below has it and the line below it as one clause: 某会召开, 某会议")             \
    X(NAMES_ALONE, "names without titles")                                                                 \
    X(STRAYED_NAME, "the same amid the text of an article that nobody signs")                              \
    X(BRACKETED, "a line in round brackets")                                                               \
    X(BOTH_DUTIES, "a byline that also says who took the pictures")                                        \
    X(HALVES, "two halves with a space between")                                                           \
    X(NUMBERED, "begins with 一、 （一） 1.")                                                              \
    X(LONER, "the only tiny line amid text, at most four characters")                                      \
    X(PARALLEL, "built like another line of the page")                                                     \
    X(MARKED_ARTICLE, "heading mark of the articles' level")                                               \
    X(MARKED_DEEPER, "heading mark below the articles' level")                                             \
    X(AMID_TEXT, "a deeper heading with nothing but text before and after it")                             \
    X(BARE, "the same at the articles' level, where others have an article's head")                        \
    X(ANNOUNCED, "such a heading whose words stand in the head of its article")                            \
    X(UNMARKED, "a line without a mark on a page that marks its headings")                                 \
    X(ABOVE_MARK,                                                                                          \
      "a tiny line under a deeper mark directly above a heading of the articles' level")                   \
    X(SOLE_UNMARKED, "at most four characters without a mark, where headings amid text have one")          \
    X(BELOW_MARK, "5 or 6 characters, or a place, below a marked headline that has its label, or "         \
                  "echoed ahead")                                                                          \
    X(UNCROWNED, "such a line with text before and after it, which no dateline opens")                     \
    X(ALL_BOLD, "a bold line on a page without heading marks")                                             \
    X(BOLD_BELOW_MARK, "a bold line on a page with heading marks")                                         \
    X(JOINED, "clearly goes on where the text before it stopped")                                          \
    X(OPEN_BEFORE, "the text before it has no stop; nothing else is known")                                \
    X(CLOSED_BEFORE, "the text before it is complete")                                                     \
    X(GOES_ON, "a line that the next piece clearly continues")                                             \
    X(WIDE_GAP, "more blank lines before it than usual")                                                   \
    X(SPACED, "a line behind a blank one, where these stand before heads alone")                           \
    X(TIME_START, "begins with a time: 近日, 10月8日")                                                     \
    X(BEFORE_PICTURE_LINE, "a caption or a credit follows")                                                \
    X(CREDITED, "a credit stands behind it on the same line")                                              \
    X(OWN_PICTURE, "a sentence before the credit of somebody who wrote the article above")                 \
    X(PARAGRAPH_ELEMENT, "begins a paragraph element of the markup")                                       \
    X(SOFT_BREAK, "a soft line break stands before it")                                                    \
    X(ECHOES_BACK, "its words stand in the text before it, not in the text after")                         \
    X(OWED, "a line of that kind before another head, below news without a headline")                      \
    X(ECHOES_TWICE, "a tiny line of that kind directly behind another one: 首座加氢站, 投入运营")          \
    X(ECHOES_AHEAD, "at least as many stand in the text after it")                                         \
    X(NEW_WORDS, "words of the text after it that the text before it does not have")                       \
    X(FOREIGN, "text beside a caption or credit that shares no words with the text before")                \
    X(CREDIT_AHEAD,                                                                                        \
      "such text with a time, directly behind a credit that no caption stands before")                     \
    X(LIST_ITEM, "an item of a marked list")                                                               \
    X(ITEM_REST, "a line of such an item below its first")                                                 \
    X(LISTED, "a numbered line beside another")                                                            \
    X(COLON_END, "introduces what follows")                                                                \
    X(TEXT_START, "its first comma follows a time, a pronoun or a connective: 同时,")                      \
    X(OPENS_LIKE_TEXT, "begins as a paragraph of the page begins")                                         \
    X(FUNCTION_WORDS, "as many function words as running text has")                                        \
    X(INDENTED, "a paragraph's indent, on a page that indents paragraphs")                                 \
    X(NOT_INDENTED, "text without it on such a page")                                                      \
    X(CLAUSES, "three clauses or more: text that breaks off")                                              \
    X(LOPSIDED, "its last clause is much shorter than the one before it: text that breaks off")            \
    X(ANEW_BELOW,                                                                                          \
      "such a line of clauses behind complete text, above text that begins anew: 据了解, 7月3日")          \
    X(BEGINS_ANEW, "the text below such a line")                                                           \
    X(WELL_JOINED, "goes on so well that little else is possible")                                         \
    X(DEAD_END, "a line without a stop that nothing goes on from")                                         \
    X(AFTER_COLON, "the text before it announces a list, and it is a whole item")                          \
    X(NUMBERED_TEXT, "text that begins with 一、 （一） 1.")                                               \
    X(AFTER_PICTURE, "a single sentence or line directly behind a picture or its first credit")            \
    X(NOTICE, "ends as notices are headed: 公告, 通知, 启事")                                              \
    X(ALONE, "nothing but text before it and after it, and no dateline")                                   \
    X(QUOTATION, "such a line that is somebody's words, which the text below it has again")                \
    X(QUOTED, "such a line that is nothing but somebody's words")                                          \
    X(BELOW_TWIN, "a line between text and a heading that is built as another one near it")                \
    X(SIBLING, "another such line near it is as long, or has its sign at the same place")                  \
    X(RHYMED, "has the same characters at the same places as another one: 一碗饭的账, 一张桌的情")         \
    X(BEFORE_NEWS, "the text after it begins as news begins")                                              \
    X(BEFORE_REPORT, "the text after it begins with a day and a source, or with 记者从某局获悉: "   \
                     "as only news does")                                                                  \
    X(SIGNED_APART, "names in brackets end the text after it, and the text before it has its own")         \
    X(COUNTS_AHEAD, "the text after it, which begins with a time, has its number again, and the "          \
                    "text before it has not")                                                              \
    X(BEFORE_DATELINE, "a dateline, a line of source or 上接第一版 follows")                               \
    X(COHERENT, "the text after it goes on about what the text before it was about")                       \
    X(CLOSE_KNIT, "the same, more so")                                                                     \
    X(APART, "the text after it has hardly a word of the text before it")

#define FEATURE_NAME(name, meaning) name,
enum feature { FEATURES(FEATURE_NAME) FEATURE_COUNT };
#undef FEATURE_NAME

enum { FEATURE_BITS = 64 /* of a word */ };

struct features {
    uint64_t bits[(FEATURE_COUNT + FEATURE_BITS - 1) / FEATURE_BITS];
};

static inline bool features_have(const struct features *features, enum feature feature)
{
    return features && features->bits[feature / FEATURE_BITS] >> feature % FEATURE_BITS & 1;
}

static inline bool shows(const struct piece *piece, enum feature feature)
{
    return features_have(piece->features, feature);
}

static inline void show(struct piece *piece, enum feature feature, bool condition)
{
    if (condition)
        piece->features->bits[feature / FEATURE_BITS] |= (uint64_t)1 << feature % FEATURE_BITS;
}

static inline void unshow(struct piece *piece, enum feature feature)
{
    piece->features->bits[feature / FEATURE_BITS] &= ~((uint64_t)1 << feature % FEATURE_BITS);
}

/* The pieces of a page that stand in articles, in order. */
struct chain {
    struct page *page;
    struct piece **pieces;
    size_t count;
};

/* The pieces that have a label or are to get one, without furniture; in the arena. */
struct chain chain_of(struct page *page, struct arena *a);
/* Does a heading above the articles' level say what belongs together? */
bool has_sections(const struct page *page);

/* What the piece shows by itself. */
void feature_form(const struct page *page, struct piece *piece);
/* What the pieces show together; their own features are known. */
void feature_context(struct chain *c, int article_level, const struct joints *joints);
/* The joints again, now that the pieces have labels. */
void feature_joints(struct chain *c, const struct joints *joints);

/* cohesion.c: does the text after a line go on about what the text before it was about? */
void feature_cohesion(struct chain *c);

/* A short line without a stop. */
bool is_line(const struct piece *piece);
/* A byline, credit or caption. */
bool is_apparatus(const struct piece *piece);
/* Running text, whole or broken off. */
bool is_text(const struct piece *piece);
/* Either of these: what the body of an article is made of. */
bool is_body(const struct piece *piece);

#endif
