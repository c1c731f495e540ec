/* SPDX-License-Identifier: MIT */
/*
 * maker: which program this is. What one program left in the cache is nothing to another: each of
 * its libraries has a say in the result, so a new one of any of them is a new program.
 */
#ifndef BRIEFGEN_MAKER_H
#define BRIEFGEN_MAKER_H

#include <stdbool.h>
#include <stdint.h>

enum { MAKER_NAME = 32 };

/* The same for the same program and libraries, whenever it runs. False if one of them does not say
 * which build it is. */
bool maker_name(uint8_t name[MAKER_NAME]);

#endif
