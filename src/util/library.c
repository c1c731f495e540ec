/* SPDX-License-Identifier: MIT */
/*
 * Libraries that hardly a run needs. What is linked is loaded with every start, needed or not: of
 * 13 ms that the libraries of this program took, librsvg with the 25 that it brings were 6.
 *
 * A library that was opened stays: those on GLib cannot be closed.
 */
#include <dlfcn.h>
#include <string.h>

#include "util/util.h"

const char *library_open(const char *file, const char *const *names, size_t count, void *functions)
{
    void *library = dlopen(file, RTLD_NOW | RTLD_NODELETE);
    for (size_t i = 0; i < count && library; i++) {
        void *function = dlsym(library, names[i]);
        if (!function)
            return dlerror();
        memcpy((char *)functions + i * sizeof function, &function, sizeof function);
    }
    return library ? NULL : dlerror();
}

void library_need(const char *file, const char *const *names, size_t count, void *functions)
{
    const char *why = library_open(file, names, count, functions);
    if (why)
        die("cannot open the library %s: %s", file, why);
}
