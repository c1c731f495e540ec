/* SPDX-License-Identifier: MIT */
/*
 * The catalogues lie in locale/ beside styles/, made from po/. A machine whose locales were not
 * generated knows zh_CN.UTF-8 by name only; gettext then takes the language from LANGUAGE under
 * the locale that every machine has, so that an editor's messages are in Chinese all the same.
 */
#include "language.h"

#include <locale.h>
#include <stdlib.h>

#include "data.h"
#include "util/util.h"

static const char *wanted(void)
{
    static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < COUNT(names); i++) {
        const char *value = getenv(names[i]);
        if (value && value[0])
            return value;
    }
    return "C";
}

void language_begin(void)
{
    if (!setlocale(LC_MESSAGES, "") && setlocale(LC_MESSAGES, "C.UTF-8"))
        setenv("LANGUAGE", wanted(), 0);
    struct arena *a = arena_new();
    bindtextdomain("briefgen", arena_printf(a, "%s/locale", data_folder(a)));
    bind_textdomain_codeset("briefgen", "UTF-8");
    bind_textdomain_codeset("libc", "UTF-8"); /* reasons of the system: strerror() */
    textdomain("briefgen");
    arena_free(a);
}

/* gettext has it as the translation of nothing, which is no text to translate. */
const char *language_catalogue(void)
{
    static const char nothing[] = "";
    return gettext(nothing);
}
