/* SPDX-License-Identifier: MIT */
/* digest/briefing: what briefing.c takes from the manifest, the order and the picks. */
#ifndef BRIEFGEN_DIGEST_BRIEFING_H
#define BRIEFGEN_DIGEST_BRIEFING_H

#include "digest/digest.h"

struct manifest_entry { /* an include or exclude */
    const char *href;
    const char *section; /* name of the <section> it stands in, or NULL */
    const char *date;    /* of what it includes, where nothing else says it; or "" */
    bool exclude;
    struct pos pos; /* of the href */
};

enum period { PERIOD_DAY, PERIOD_WEEK, PERIOD_MONTH };

struct calendar { /* by which issues are numbered */
    enum period every;
    const char *first_date; /* of the first issue, or "" */
    int first_issue;        /* its number, at least 1 */
    int first_total;        /* counted over all years, or 0 */
    bool yearly;            /* numbers begin anew each year */
};

struct manifest {
    struct pos pos;
    struct calendar calendar;
    bool supplement;
    const char *title, *issue, *total_issue, *date, *office, *copies, *note; /* "" if absent */
    const char *receivers[RECEIVERS_COUNT];
    struct manifest_entry *entries;
    size_t count;
};

/* Reads and checks a manifest; NULL after an ERROR in d. */
struct manifest *manifest_read(struct arena *a, const char *path, const char *xsd, struct diags *d);

struct placed { /* an article of the issue */
    const struct article *article;
    const char *section;
};

struct selection { /* of the inputs' articles */
    struct placed *placed;
    size_t count;
    struct digest_omitted *omitted; /* in reading order */
    size_t omitted_count;
};

/* The articles of the issue in its order. A manifest with includes decides what is in it and in
 * which order, one without (or none at all) takes all articles as they come; an exclude leaves its
 * articles out in either case. What is dated before `since` or after `until` (NULL: no bound) is
 * left out as well. A NOTE names each article that is left out, and each that is kept though no
 * date is known of it; an href that names no article is an ERROR, one that names an article again a
 * WARNING. */
struct selection order_articles(struct arena *a, const struct articles *articles,
                                const struct manifest *manifest, const char *since,
                                const char *until, struct diags *d);

/* Fills digest->picks from the figures of all articles. */
void pick_figures(struct arena *a, struct digest *digest);

#endif
