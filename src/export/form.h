/* SPDX-License-Identifier: MIT */
/* Inside export/: what its forms share. Each has a file of its name, with these two functions. */
#ifndef BRIEFGEN_EXPORT_FORM_H
#define BRIEFGEN_EXPORT_FORM_H

#include "export/export.h"

enum { EXPORT_VERSION = 1 /* of the JSON and XML forms */ };

/* The name of a column, and whether it is a whole number in JSON: null where the cell is "". */
const char *column_name(enum export_column column);
bool column_is_count(enum export_column column);
/* Whether lists may lack it, because the first of them had no such column. */
bool column_is_later(enum export_column column);

/* "changed", "new" or "gone". */
const char *change_name(const struct export_change *change);
size_t changes_count(const struct export_changes *changes);

void text_rows(struct buf *b, const struct export_rows *rows);
void text_changes(struct buf *b, const struct export_changes *changes);
void csv_rows(struct buf *b, const struct export_rows *rows, bool guarded);
void csv_changes(struct buf *b, const struct export_changes *changes, bool guarded);
void json_rows(struct buf *b, const struct export_rows *rows);
void json_changes(struct buf *b, const struct export_changes *changes);
void xml_rows(struct buf *b, const struct export_rows *rows);
void xml_changes(struct buf *b, const struct export_changes *changes);

#endif
