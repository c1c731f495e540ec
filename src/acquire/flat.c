/* SPDX-License-Identifier: MIT */
/*
 * Where what a page became holds pointers.
 */
#include "acquire/acquire.h"

FLAT_SIZE(struct mark, 24);
FLAT_SIZE(struct cell, 32);
FLAT_SIZE(struct row, 24);
FLAT_SIZE(struct drop, 40);
FLAT_SIZE(struct acquired_page, 32);

static const struct flat_pointer mark[] = {FLAT_TEXT_AT(struct mark, value)};
static const struct flat_pointer cell[] = {FLAT_TEXT_AT(struct cell, text)};
static const struct flat cell_flat = FLAT_OF(struct cell, cell);
static const struct flat_pointer row[] = {FLAT_ITEMS_AT(struct row, cells, count, &cell_flat)};
static const struct flat_pointer drop[] = {FLAT_TEXT_AT(struct drop, text),
                                           FLAT_TEXT_AT(struct drop, source),
                                           FLAT_PLAIN_AT(struct drop, lines, line_count, int)};
static const struct flat_pointer page[] = {FLAT_TEXT_AT(struct acquired_page, path),
                                           FLAT_PLAIN_AT(struct acquired_page, text, len, char),
                                           FLAT_TEXT_AT(struct acquired_page, encoding)};

const struct flat acquire_mark_flat = FLAT_OF(struct mark, mark);
const struct flat acquire_row_flat = FLAT_OF(struct row, row);
const struct flat acquire_drop_flat = FLAT_OF(struct drop, drop);
const struct flat acquire_page_flat = FLAT_OF(struct acquired_page, page);
