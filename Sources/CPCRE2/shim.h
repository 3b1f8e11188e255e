/* SPDX-License-Identifier: GPL-3.0-or-later
 * PCRE2 for 8-bit code units; the width must be chosen before the header is read. */
#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* Whether an end of a group is missing; the macro behind it is no number that Swift can import. */
static inline int scan_pcre2_is_unset(size_t offset) { return offset == PCRE2_UNSET; }
