// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

namespace fw::crop {

// Two rectangles, never mixed up: the one people drag (Rect, unrounded) and the one a server is
// sent (PixelRect). Both lie in the axes of the picture as it is shown: x to the right, y down,
// origin in the top left corner.

/// A place in the picture as shown, in source pixels.
struct Point
{
    double x = 0;
    double y = 0;
    friend bool operator==(const Point &, const Point &) = default;
};

/// The unrounded model: what gestures change, in source pixels as shown.
struct Rect
{
    double x = 0; ///< left edge
    double y = 0; ///< top edge
    double width = 0;
    double height = 0;

    double right() const { return x + width; } ///< first column to the right of it
    double bottom() const { return y + height; } ///< first row below it
    Point centre() const { return { x + width / 2, y + height / 2 }; } ///< the middle
    double area() const { return width * height; } ///< square pixels
    friend bool operator==(const Rect &, const Rect &) = default;
};

/// What is sent: whole pixels on the grid of a Frame.
struct PixelRect
{
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    int right() const { return x + width; } ///< first column to the right of it
    int bottom() const { return y + height; } ///< first row below it
    friend bool operator==(const PixelRect &, const PixelRect &) = default;
};

/// The sent rectangle as a model: exact.
inline Rect toRect(const PixelRect &r)
{
    return { double(r.x), double(r.y), double(r.width), double(r.height) };
}

/// The rectangle of this size around \a centre.
inline Rect around(Point centre, double width, double height)
{
    return { centre.x - width / 2, centre.y - height / 2, width, height };
}

/// What both rectangles cover; of size 0 where they do not meet.
inline Rect common(const Rect &a, const Rect &b)
{
    const double x = std::max(a.x, b.x);
    const double y = std::max(a.y, b.y);
    return { x, y, std::max(0.0, std::min(a.right(), b.right()) - x),
             std::max(0.0, std::min(a.bottom(), b.bottom()) - y) };
}

} // namespace fw::crop
