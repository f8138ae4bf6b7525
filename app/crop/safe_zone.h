// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crop/ratio.h"
#include "crop/rect.h"

#include <QByteArrayView>
#include <QDate>
#include <QString>

#include <vector>

namespace fw::crop {

/// Percent of the output's sides that may be covered by a platform's own buttons and texts.
struct Insets
{
    double left = 0;
    double top = 0;
    double right = 0;
    double bottom = 0;
    friend bool operator==(const Insets &, const Insets &) = default;
};

/// A guide, not a guarantee: no platform stands behind these figures.
struct SafeZone
{
    QString name;
    Ratio ratio; ///< of the outputs it is meant for; free: any
    Insets insets;
    QString source; ///< who says so
    QDate date; ///< when it was read there
    friend bool operator==(const SafeZone &, const SafeZone &) = default;
};

/// Reads `{"zones": [{"name", "ratio", "insets": {"left", "top", "right", "bottom"}, "source",
/// "date"}]}`; insets are percent, 0 to below 100, with something left between opposite ones;
/// the date is ISO 8601. \a file names the bytes in failures. Fails with BadInput or TooLarge
/// (1 MB, 200 zones), saying what and where: file, number of the zone from 1, member.
Expected<std::vector<SafeZone>> readSafeZones(QByteArrayView json, const QString &file);

/// The part of \a crop that the zone leaves free, in the same pixels.
Rect safeRect(const Rect &crop, const Insets &insets);

} // namespace fw::crop
