// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crop/ratio.h"
#include "crop/rect.h"

namespace fw::crop {

/// The longest side of a source, in pixels.
inline constexpr int longestSide = 16384;

/// What a crop is made in: the source, how it is turned, and the grid that a codec allows.
struct Frame
{
    Size source; ///< as stored, 1 to longestSide
    int turns = 0; ///< quarter turns clockwise from stored to shown, any sign
    bool flipped = false; ///< mirrored left to right, after turning
    Size step{ 2, 2 }; ///< chroma step as stored: {2,2} for 4:2:0, {1,1} without a grid
    Size minimum{ 16, 16 }; ///< smallest crop as stored; made a multiple of the step, capped

    /// The picture as people see it: the sides swapped by odd turns.
    Size shown() const { return turns % 2 != 0 ? Size{ source.height, source.width } : source; }
    friend bool operator==(const Frame &, const Frame &) = default;
};

/// The frame itself, or BadInput with the name of the first value out of range: sides 1 to
/// longestSide and not below the step, steps 1 to 16, minimum 1 to longestSide.
Expected<Frame> checked(const Frame &frame);

/// One axis of the picture as shown. Edges of a sent rectangle lie on low, low + step … high.
struct Axis
{
    int extent = 0; ///< the picture's size along it
    int low = 0; ///< first reachable line
    int high = 0; ///< last reachable line
    int step = 1;
    int least = 1; ///< smallest size: a multiple of step, at most high - low

    int room() const { return high - low; } ///< largest size on the grid
};

/// Left to right of the picture as shown.
Axis axisX(const Frame &frame);
/// Top to bottom of the picture as shown.
Axis axisY(const Frame &frame);

/// Columns and rows that no sent rectangle covers: an odd source has one more than its grid.
struct Unreached
{
    int left = 0;
    int top = 0;
    int right = 0;
    int bottom = 0;
    bool any() const { return left + top + right + bottom > 0; } ///< worth a word
    friend bool operator==(const Unreached &, const Unreached &) = default;
};

/// Which lines at the picture's borders, as shown, lie outside the grid. Upright odd sources lose
/// the last column or row; turned or flipped ones may lose the first.
Unreached unreached(const Frame &frame);

/// Whether \a rect could be sent: on the grid, inside, not below the minimum.
bool isSendable(const PixelRect &rect, const Frame &frame);

// From shown to stored axes and back: exact for whole pixels, within 1e-9 for models.
PixelRect toSource(const PixelRect &shown, const Frame &frame); ///< for servers that crop first
PixelRect toShown(const PixelRect &source, const Frame &frame); ///< undoes toSource
Rect toSource(const Rect &shown, const Frame &frame); ///< the same for models
Rect toShown(const Rect &source, const Frame &frame); ///< undoes toSource

/// \a rect brought to at least the minimum, at most the picture, and moved inside it; unchanged
/// to the last bit where it already fits. Numbers that are not finite become the whole picture.
Rect inside(const Rect &rect, const Frame &frame);

/// The whole picture as shown.
Rect whole(const Frame &frame);

/// The largest size of this ratio in the picture; the whole picture when free.
Rect largest(const Frame &frame, Ratio ratio);

/// Whether a crop means the same in both: same shown size and grid, for applying one crop to many.
bool sameGeometry(const Frame &a, const Frame &b);

} // namespace fw::crop
