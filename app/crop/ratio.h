// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "crop/format.h"

#include <QLatin1StringView>
#include <QStringView>

#include <span>

namespace fw::crop {

/// Width to height in whole numbers, without common factor; 0:0 is free.
struct Ratio
{
    int width = 0;
    int height = 0;

    bool isFree() const { return width <= 0 || height <= 0; } ///< any shape will do
    double value() const { return double(width) / height; } ///< width / height; not when free
    Ratio swapped() const { return { height, width }; } ///< the other orientation
    friend bool operator==(const Ratio &, const Ratio &) = default;
};

/// \a width : \a height without their common factor; free when one of them is not positive.
Ratio ratioOf(int width, int height);

/// The choices of the ratio bar (ux.md 5.3).
enum class Preset : quint8 {
    Vertical, ///< 9:16
    Portrait, ///< 4:5
    Square, ///< 1:1
    Landscape, ///< 16:9
    TwoThree, ///< 2:3
    ThreeFour, ///< 3:4
    FourThree, ///< 4:3
    Scope, ///< 2.39:1
    Original, ///< the source's own
    Free, ///< none
    Custom, ///< typed in
};

/// One preset: its ratio as people write it, and its key.
struct PresetRow
{
    Preset preset;
    QLatin1StringView word; ///< "9:16", "original", "free", "custom": stable, also for settings
    Ratio ratio; ///< free for Original, Free and Custom
    char key; ///< the digit that chooses it, 0: none
};

/// Every preset, in the order of the bar.
std::span<const PresetRow> presets();
/// The ratio of \a preset for a source shown at \a shown pixels; free for Free and Custom.
Ratio presetRatio(Preset preset, Size shown);
/// The preset of this ratio: a named one before Original, Custom where there is none.
Preset presetOf(Ratio ratio, Size shown);

/// "9:16", "2.39:1" (decimals where the height is 10, 100, 1000 or 10000), or "free".
QString ratioText(Ratio ratio);
/// Reads what ratioText() writes, and "16/9", "16x9", "2.39", "1,85:1", "original" (the ratio of
/// \a shown), "free". Numbers have at most 5 digits before and 4 after the point, and the shape
/// lies between 1:100 and 100:1. Fails with BadInput: what, and at which character (from 1).
Expected<Ratio> ratioFromText(QStringView text, Size shown);

/// By how many percent \a width : \a height is wider (+) or taller (-) than \a ratio; 0 when free.
double ratioError(double width, double height, Ratio ratio);

} // namespace fw::crop
