/* SPDX-License-Identifier: MIT */
#ifndef BRIEFGEN_VERSION_H
#define BRIEFGEN_VERSION_H

#define BRIEFGEN_VERSION "0.1.0"

#endif
