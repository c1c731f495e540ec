/* SPDX-License-Identifier: MIT */
/*
 * Debian's free sRGB profile (icc-profiles-free, under the licence of zlib), taken in by the
 * assembler: C11 cannot include bytes. The Makefile names the file.
 */
#include "pdf/profile.h"

#include <stdint.h>

extern const uint64_t profile_length;

__asm__(".section .rodata\n"
        ".globl profile_bytes, profile_length\n"
        "profile_bytes: .incbin \"" SRGB_PROFILE "\"\n"
        "profile_end: .balign 8\n"
        "profile_length: .quad profile_end - profile_bytes\n"
        ".text\n");

size_t profile_size(void)
{
    return profile_length;
}
