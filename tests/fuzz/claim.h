// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <cstdlib>

namespace fw::fuzz {

/// Ends the program, which the fuzzer takes for a finding, unless \a holds.
inline void claim(bool holds, const char *what)
{
    if (holds)
        return;
    std::fprintf(stderr, "claim broken: %s\n", what);
    std::abort();
}

} // namespace fw::fuzz
