/* SPDX-License-Identifier: MIT */
/*
 * Where an article and its figures hold pointers.
 */
#include "article/article.h"

FLAT_SIZE(struct person, 16);
FLAT_SIZE(struct item, 32);
FLAT_SIZE(struct block, 160);
FLAT_SIZE(struct keyfigure, 128);
FLAT_SIZE(struct article, 184);

static const struct flat_pointer person[] = {FLAT_TEXT_AT(struct person, role),
                                             FLAT_TEXT_AT(struct person, name)};
static const struct flat person_flat = FLAT_OF(struct person, person);

static const struct flat_pointer item[] = {
    FLAT_TEXT_AT(struct item, label), FLAT_TEXT_AT(struct item, text),
    FLAT_ITEMS_AT(struct item, marks.items, marks.count, &acquire_mark_flat)};
static const struct flat item_flat = FLAT_OF(struct item, item);

static const struct flat_pointer block[] = {
    FLAT_TEXT_AT(struct block, id),
    FLAT_TEXT_AT(struct block, text),
    FLAT_ITEMS_AT(struct block, marks.items, marks.count, &acquire_mark_flat),
    FLAT_TEXT_AT(struct block, source),
    FLAT_TEXT_AT(struct block, lines),
    FLAT_TEXT_AT(struct block, rest),
    FLAT_PLAIN_AT(struct block, starts, start_count, struct line_start),
    FLAT_TEXT_AT(struct block, pos.file),
    FLAT_ITEMS_AT(struct block, items, item_count, &item_flat),
    FLAT_TEXT_AT(struct block, href),
    FLAT_TEXT_AT(struct block, caption),
    FLAT_TEXT_AT(struct block, credit),
    FLAT_ITEMS_AT(struct block, rows, row_count, &acquire_row_flat)};
static const struct flat block_flat = FLAT_OF(struct block, block);

static const struct flat_pointer figure[] = {
    FLAT_TEXT_AT(struct keyfigure, id),      FLAT_TEXT_AT(struct keyfigure, label),
    FLAT_TEXT_AT(struct keyfigure, value),   FLAT_TEXT_AT(struct keyfigure, number),
    FLAT_TEXT_AT(struct keyfigure, unit),    FLAT_TEXT_AT(struct keyfigure, approx),
    FLAT_TEXT_AT(struct keyfigure, outlook), FLAT_TEXT_AT(struct keyfigure, per),
    FLAT_TEXT_AT(struct keyfigure, base),    FLAT_TEXT_AT(struct keyfigure, about),
    FLAT_TEXT_AT(struct keyfigure, part_of), FLAT_TEXT_AT(struct keyfigure, p),
    FLAT_TEXT_AT(struct keyfigure, text),    FLAT_TEXT_AT(struct keyfigure, pos.file)};
const struct flat article_figure_flat = FLAT_OF(struct keyfigure, figure);

static const struct flat_pointer article[] = {
    FLAT_TEXT_AT(struct article, key),
    FLAT_TEXT_AT(struct article, text_key),
    FLAT_TEXT_AT(struct article, id),
    FLAT_TEXT_AT(struct article, source),
    FLAT_TEXT_AT(struct article, date),
    FLAT_TEXT_AT(struct article, lang),
    FLAT_TEXT_AT(struct article, section),
    FLAT_TEXT_AT(struct article, kicker),
    FLAT_TEXT_AT(struct article, headline),
    FLAT_TEXT_AT(struct article, subheadline),
    FLAT_TEXT_AT(struct article, dateline),
    FLAT_TEXT_AT(struct article, headline_pos.file),
    FLAT_ITEMS_AT(struct article, persons, person_count, &person_flat),
    FLAT_ITEMS_AT(struct article, blocks, block_count, &block_flat),
    FLAT_ITEMS_AT(struct article, figures, figure_count, &article_figure_flat)};
const struct flat article_flat = FLAT_OF(struct article, article);
