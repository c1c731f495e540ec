/* SPDX-License-Identifier: MIT */
/*
 * Debian's free sRGB profile (icc-profiles-free, under the licence of zlib), taken in by the
 * assembler: C11 cannot include bytes. The Makefile names the file.
 */
#include "pdf/profile.h"

extern const char profile_end[];

__asm__(".section .rodata\n"
        ".globl profile_bytes, profile_end\n"
        "profile_bytes: .incbin \"" SRGB_PROFILE "\"\n"
        "profile_end: .byte 0\n"
        ".text\n");

size_t profile_size(void)
{
    return (size_t)(profile_end - profile_bytes);
}
