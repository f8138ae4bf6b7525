// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/sink.h"

namespace fw::dialects::imagetools {

/// What an operation changed, in words: "saved 43.8 % (164.0 KB to 92.2 KB)"; empty when its answer
/// measures nothing. \a answer is the body of a success.
QString measured(QStringView action, JsonValue answer, Sink &sink);
/// What explains a refusal that the server's own words do not (c2.3, c2.5); empty mostly.
QString explanation(QStringView action, int status, const QString &words);

} // namespace fw::dialects::imagetools
