/* SPDX-License-Identifier: MIT */
/*
 * digest/issue: the number of an issue where --issue auto asks for it. The manifest's calendar
 * counts periods from the first issue, so that a number depends on nothing but the date; a state
 * file (styles/issues.xsd) counts the issues that were made, so that a week without one leaves no
 * gap. Either way an issue of the same period has the same number, however often it is built.
 */
#ifndef BRIEFGEN_DIGEST_ISSUE_H
#define BRIEFGEN_DIGEST_ISSUE_H

#include "digest/briefing.h"

struct numbers {
    int issue;
    int total; /* of all years; 0: not counted */
};

/* Sets digest->issue and total_issue, and digest->state if the state file must say more than it
 * does. ERRORs in d where no number can be told. Needs digest->date and digest->supplement. */
void number_issue(struct arena *a, struct digest *digest, const struct manifest *m,
                  const struct digest_options *options, struct diags *d);

#endif
