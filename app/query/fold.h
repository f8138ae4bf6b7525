// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fw::query {

/// One UTF-16 unit without case and diacritics: 'É' and 'é' become 'e'. A combining mark becomes 0:
/// it does not count. What has no simpler form (CJK, halves of surrogate pairs) stays.
char16_t folded(char16_t unit);
/// A text of folded units, marks left out: what two texts are compared by.
QString folded(QStringView text);
/// Whether \a text contains \a needle, which is folded already; an empty needle is everywhere.
/// Allocates nothing.
bool containsFolded(QStringView text, QStringView needle);

} // namespace fw::query
