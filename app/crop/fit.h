// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crop/format.h"
#include "wire/command.h"

namespace fw::crop {

// Geometry of orchestrator.md (e1) without zoom and pan: the source is scaled to (sw, sh), both
// even, and laid at (x, y) of the output; what hangs over is cut, what stays free is black.

/// Where the scaled source lies in the output, in output pixels.
struct Placement
{
    Size output; ///< both even, at least 2
    Size scaled; ///< both even, at least 2
    int x = 0; ///< left edge of the source; negative: that much is cut away
    int y = 0;
    /// Fraction of the source's width and height kept, around its middle, before scaling: below 1
    /// only for very long sources, whose scaled size would not fit in memory.
    double keepX = 1;
    double keepY = 1;
    friend bool operator==(const Placement &, const Placement &) = default;
};

/// The nearest even number, halves to the even half, at least 2 (orchestrator.md e1).
int even(double value);

/// How large a picture of \a coded pixels is shown: non-square pixels (\a sarNum : \a sarDen, both
/// positive, else taken as square) stretch the width; \a rotation in degrees, any sign, swaps
/// the sides at odd multiples of 90 (within one degree, as FFmpeg's own rotation does).
Size shownSize(Size coded, int sarNum, int sarDen, double rotation);

/// The output's size: the format's own, or for "original" the shown source made even.
Size outputSize(const Format &format, Size shown);

/// Lays a source of \a shown pixels into \a output. Fill covers the output, Fit lies inside it;
/// both centred, with the source's shape kept to within the even rounding.
Placement place(Size shown, Size output, wire::FitMode mode);

} // namespace fw::crop
