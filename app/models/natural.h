// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fw::models {

/// A text to compare instead of \a name, so that "ep2" comes before "ep10", "É" beside "e", and
/// case does not count. Compare the results unit by unit (QString's own order).
QString naturalKey(QStringView name);

} // namespace fw::models
