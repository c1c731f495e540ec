/* SPDX-License-Identifier: MIT */
/* language: messages in the user's language, by LC_ALL, LC_MESSAGES or LANG as gettext has it. */
#ifndef BRIEFGEN_LANGUAGE_H
#define BRIEFGEN_LANGUAGE_H

/* Before anything is said. Only messages follow the user's language: nothing that is written into a
 * PDF, article XML or an export does. */
void language_begin(void);
/* What the catalogue of messages says of itself, "" for none: the language and the day of its
 * texts. */
const char *language_catalogue(void);

#endif
