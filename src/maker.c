/* SPDX-License-Identifier: MIT */
/*
 * The linker puts a hash of its output into every file that it makes (--build-id, which Debian's
 * compilers ask for). The name is the SHA-256 of those of all files that are loaded now. Versions
 * would not do: a distribution mends a library, and a developer a program, without a new one.
 */
#include "maker.h"

#include <elf.h>
#include <link.h>
#include <sha2.h>
#include <string.h>

#include "util/cache.h"

_Static_assert(MAKER_NAME == (int)CACHE_MAKER && MAKER_NAME == SHA256_DIGEST_LENGTH, "one name");

struct sum {
    SHA2_CTX sha;
    bool complete;
};

static size_t padded(size_t n)
{
    return (n + 3) / 4 * 4;
}

/* Adds the build's note, if it is among these. */
static bool add_note(struct sum *s, const char *notes, size_t len)
{
    ElfW(Nhdr) note;
    while (len >= sizeof note) {
        memcpy(&note, notes, sizeof note);
        size_t size = sizeof note + padded(note.n_namesz) + padded(note.n_descsz);
        if (size > len)
            return false;
        if (note.n_type == NT_GNU_BUILD_ID && note.n_namesz == sizeof "GNU" &&
            !memcmp(notes + sizeof note, "GNU", sizeof "GNU")) {
            SHA256Update(&s->sha, (const uint8_t *)notes, size);
            return true;
        }
        notes += size;
        len -= size;
    }
    return false;
}

/* What the kernel lends to every process (vDSO) makes nothing. */
static int add_file(struct dl_phdr_info *info, size_t size, void *context)
{
    struct sum *s = context;
    bool found = strstr(info->dlpi_name, "linux-vdso") || strstr(info->dlpi_name, "linux-gate");
    (void)size;
    for (int i = 0; i < info->dlpi_phnum && !found; i++) {
        const ElfW(Phdr) *part = &info->dlpi_phdr[i];
        if (part->p_type == PT_NOTE)
            found = add_note(s, (const char *)(info->dlpi_addr + part->p_vaddr), part->p_memsz);
    }
    s->complete &= found;
    return 0;
}

bool maker_name(uint8_t name[MAKER_NAME])
{
    struct sum s = {.complete = true};
    SHA256Init(&s.sha);
    dl_iterate_phdr(add_file, &s);
    SHA256Final(name, &s.sha);
    return s.complete;
}
