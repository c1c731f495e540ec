/* SPDX-License-Identifier: MIT */
/*
 * How often a test does again what differs by chance or by length alone. Under a sanitizer
 * everything takes many times longer, and what is counted was counted in the build that is
 * delivered: there a tenth shows the same steps on memory.
 */
#ifndef TEST_ROUNDS_H
#define TEST_ROUNDS_H

#include <stddef.h>

static inline size_t test_rounds(size_t count)
{
#ifdef __has_feature
#if __has_feature(address_sanitizer)
    return count / 10;
#endif
#endif
    return count;
}

#endif
