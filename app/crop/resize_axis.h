// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crop/frame.h"
#include "crop/snap.h"

#include <cmath>

namespace fw::crop {

/// One axis of a resize: which edge is dragged, and what stays.
struct ResizeAxis
{
    double near = 0; ///< left or top edge at the start
    double length = 0; ///< size at the start
    double extent = 0; ///< of the picture
    double least = 0; ///< smallest size
    int side = 0; ///< -1 the near edge is dragged, +1 the far one, 0 neither
    bool centred = false; ///< the middle stays

    /// A part of the axis.
    struct Span
    {
        double from = 0;
        double size = 0;
    };

    ResizeAxis() = default;
    /// From place and size at the start, the picture's axis, the dragged side, whether the middle
    /// stays.
    ResizeAxis(double from, double size, const Axis &axis, int dragged, bool fromCentre)
        : near(from)
        , length(size)
        , extent(axis.extent)
        , least(axis.least)
        , side(dragged)
        , centred(fromCentre)
    {
        least = std::min(least, most(true));
    }

    double far() const { return near + length; } ///< right or bottom edge at the start
    double middle() const { return near + length / 2; } ///< at the start

    /// Largest size. \a taken: the axis is not dragged but follows a ratio, so that it may grow
    /// to both sides; else an axis that is not dragged keeps its size.
    double most(bool taken) const
    {
        if (centred && (side != 0 || taken))
            return 2 * std::min(middle(), extent - middle());
        if (side == 0)
            return taken ? extent : length;
        return side > 0 ? extent - near : far();
    }

    /// What a drag by \a d asks for; may be negative.
    double wanted(double d) const { return length + side * d * (centred ? 2 : 1); }

    /// \a wanted between the least and the most of an axis on its own.
    double clamped(double wanted) const
    {
        return side == 0 ? length : std::clamp(wanted, least, most(false));
    }

    /// Where the dragged edge is at a size.
    double edge(double size) const
    {
        if (centred)
            return middle() + side * size / 2;
        return side > 0 ? near + size : far() - size;
    }

    /// The size that brings the dragged edge to \a place; negative beyond what stays.
    double sizeFor(double place) const
    {
        if (centred)
            return 2 * side * (place - middle());
        return side > 0 ? place - near : far() - place;
    }

    /// The span of this size: what stays, stays; an axis that only follows moves off a border.
    Span built(double size) const
    {
        if (side == 0 && size == length)
            return { near, size };
        if (side != 0 && !centred)
            return { side > 0 ? near : std::max(0.0, far() - size), size };
        const double from = middle() - size / 2;
        return { std::clamp(from, 0.0, std::max(0.0, extent - size)), size };
    }

    /// What of this axis stays, for rounding.
    double anchor() const { return centred || side == 0 ? 0.5 : side > 0 ? 0.0 : 1.0; }

    /// Which line of the rectangle is dragged.
    Line line() const { return side < 0 ? Line::Near : Line::Far; }
};

} // namespace fw::crop
