// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/imagetools/results.h"

namespace fw::dialects::imagetools {

/// Lists, single things and settings: the reads of http.h but "health" and "user".
void readListed(const Answer &answer, Sink &sink);

} // namespace fw::dialects::imagetools
