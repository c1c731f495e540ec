/* SPDX-License-Identifier: MIT */
/*
 * Whether a library that says nothing of it was refused memory on its way.
 *
 * Some leave out what they found no room for, and end well; that errno is ENOMEM is the only trace.
 * But malloc leaves it there also when it got what it wanted: it first asks brk for more, and where
 * something stands in the way of that takes pages from mmap. So where something stands there, errno
 * tells nothing, and memory is asked for instead. What is looked at is more than malloc asks brk
 * for at a time.
 */
#include "util/util.h"

#include <errno.h>
#include <stdint.h>
#include <sys/mman.h>
#include <unistd.h>

enum { ROOM = 64 << 20 };

/* Whether as many bytes can be mapped, there if a place is wanted. */
static bool can_map(void *wanted, int protection, int flags)
{
    void *room = mmap(wanted, ROOM, protection, MAP_PRIVATE | MAP_ANONYMOUS | flags, -1, 0);
    if (room == MAP_FAILED)
        return false;
    munmap(room, ROOM);
    return !wanted || room == wanted;
}

static bool brk_is_blocked(void)
{
    uintptr_t page = (uintptr_t)sysconf(_SC_PAGESIZE);
    char *top = sbrk(0);
    top += (page - (uintptr_t)top % page) % page;
    return !can_map(top, PROT_NONE, MAP_NORESERVE | MAP_FIXED_NOREPLACE);
}

bool memory_ran_out(void)
{
    return errno == ENOMEM && !(brk_is_blocked() && can_map(NULL, PROT_READ | PROT_WRITE, 0));
}
