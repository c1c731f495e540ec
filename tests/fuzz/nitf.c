/* SPDX-License-Identifier: MIT */
/*
 * A page as NITF.
 * The input is written to a file in memory, since readers take paths. A broken audit, a leak and a
 * hang are found by the program itself, the sanitizers and the fuzzer's time limit.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "acquire/acquire.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
    char path[64];
    snprintf(path, sizeof path, "/dev/shm/briefgen-fuzz-%d.xml", (int)getpid());
    int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (fd < 0 || write(fd, bytes, len) != (ssize_t)len)
        abort();
    close(fd);
    struct arena *a = arena_new();
    struct diags *d = diags_new(a);
    struct acquired acquired = {0};
    struct source source = {path, SOURCE_NITF};
    struct buf text = {0};
    if (acquire_page(a, &source, &acquired, d) == (diags_count(d, ERROR) > 0))
        abort();
    acquire_text(&text, &acquired);
    buf_release(&text);
    arena_free(a);
    unlink(path);
    return 0;
}
