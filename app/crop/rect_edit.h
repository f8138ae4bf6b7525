// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crop/rounding.h"

#include <QString>

namespace fw::crop {

/// The crop of crop:editor: a rectangle in whole pixels of the source as stored, and its ratio.
struct RectEdit
{
    PixelRect rect;
    QString aspectRatio; ///< ratioText(): "9:16", "2.39:1", "free"
    friend bool operator==(const RectEdit &, const RectEdit &) = default;
};

/// What to send for \a kept, whose rectangle is in shown axes.
RectEdit rectEdit(const PixelRect &sent, const Frame &frame, Ratio ratio);

/// What had to be changed to make an edit acceptable; each has a sentence in the UI.
struct Adjusted
{
    RectEdit edit; ///< acceptable, in stored axes
    bool outOfBounds = false; ///< it reached beyond the picture
    bool tooSmall = false; ///< it was below the minimum
    bool offGrid = false; ///< sides or place were not on the chroma grid
    bool offRatio = false; ///< it was more than a chroma step away from its own ratio
    bool any() const { return outOfBounds || tooSmall || offGrid || offRatio; } ///< not as sent
};

/// Checks an edit from somebody else and makes it acceptable: inside the picture, on the grid, not
/// below the minimum, no further from its ratio than a chroma step. An acceptable one comes back
/// unchanged. Fails with BadInput, naming the field, when it has no size, its numbers are beyond
/// ±1,000,000 or its ratio cannot be read.
Expected<Adjusted> adjusted(const RectEdit &edit, const Frame &frame);

/// Whether the sides are within a chroma step of \a ratio, in shown axes; true when free.
bool keepsRatio(const PixelRect &rect, const Frame &frame, Ratio ratio);

} // namespace fw::crop
