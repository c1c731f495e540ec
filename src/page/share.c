/* SPDX-License-Identifier: MIT */
/*
 * Rows shared out over columns: for every number of rows, the best way to put them into one column,
 * from these the best ways into two, and so on. A sum of squares is least where the heights are
 * most alike, and needs no target height, which rows of unequal height seldom meet.
 */
#include "page/share.h"

struct way {         /* the best one to put the first rows into a number of columns */
    int64_t squares; /* INT64_MAX: there is none */
    size_t first;    /* row of the last of these columns */
};

struct sharing {
    const struct share_row *rows;
    dist head;
    dist *before;            /* height of the rows before each */
    const struct way *above; /* with a column less */
};

static int64_t square(const struct sharing *s, size_t first, size_t end)
{
    int64_t height = s->before[end] - s->before[first] + (first > 0 ? s->head : 0);
    return height * height;
}

/* Looks for the best row to begin a further column with, for the rows before `end`. */
static struct way best_way(const struct sharing *s, size_t end)
{
    struct way best = {.squares = INT64_MAX};
    for (size_t first = 1; first < end; first++) {
        int64_t above = s->above[first].squares;
        if (!s->rows[first].free || above == INT64_MAX)
            continue;
        int64_t squares = above + square(s, first, end);
        if (squares <= best.squares)
            best = (struct way){squares, first};
    }
    return best;
}

bool share_rows(const struct share_row *rows, size_t count, dist head, int columns, size_t *ends,
                struct arena *scratch)
{
    if (count == 0 || columns < 1)
        return false;
    struct way *ways[SHARE_COLUMNS] = {NULL};
    struct sharing s = {.rows = rows, .head = head};
    s.before = arena_array(scratch, count + 1, sizeof *s.before);
    for (size_t i = 0; i < count; i++)
        s.before[i + 1] = s.before[i] + rows[i].height;
    for (int column = 0; column < columns; column++) {
        ways[column] = arena_array(scratch, count + 1, sizeof **ways);
        s.above = column > 0 ? ways[column - 1] : NULL;
        for (size_t end = 1; end <= count; end++)
            ways[column][end] = s.above ? best_way(&s, end) : (struct way){square(&s, 0, end), 0};
    }
    if (ways[columns - 1][count].squares == INT64_MAX)
        return false;
    for (int column = columns - 1; column >= 0; column--) {
        ends[column] = count;
        count = ways[column][count].first;
    }
    return true;
}
