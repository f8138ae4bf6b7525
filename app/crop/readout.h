// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crop/rounding.h"

#include <QString>

#include <optional>

namespace fw::crop {

/// The parts of "608 x 1080 · 9:16 (+0.08 %) · x 656 y 0 · 32 % of frame": numbers and flags, the
/// words are the UI's.
struct Readout
{
    PixelRect rect; ///< what is sent, as shown
    Ratio ratio; ///< the one asked for; free: none
    QString ratioWord; ///< "9:16", or "free"
    std::optional<double> errorPercent; ///< wider (+) or taller (-) than the ratio; none when free
    bool isExact = false; ///< the ratio to the last digit
    /// With a free ratio: the preset that the shape is within half a percent of.
    std::optional<Ratio> nearly;
    double sharePercent = 0; ///< of the picture's area
    bool touchesLeft = false, touchesTop = false, touchesRight = false, touchesBottom = false;
    bool atMinimum = false; ///< one side cannot become smaller
    Unreached unreached; ///< columns and rows that no crop covers
    bool exactRefused = false; ///< Exact was chosen, but no such rectangle fits
};

/// Reads a sent rectangle out. Touching a border means the outermost line of the grid.
Readout readout(const PixelRect &rect, const Frame &frame, Ratio ratio,
                Rounding rounding = Rounding::Nearest);

} // namespace fw::crop
