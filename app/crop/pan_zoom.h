// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crop/gesture.h"
#include "wire/command.h"

namespace fw::crop {

// The crop model of the orchestrator (orchestrator.md e1): no rectangle, but a zoom, and how the
// slack between the scaled source and the output is shared out. Everything here is in the axes of
// the picture as shown, which for this server is upright or mirrored, never turned; the mirror is
// applied before placing, so it needs no arithmetic of its own.

inline constexpr double leastZoom = 0.25; ///< what the server stores at least
inline constexpr double mostZoom = 4; ///< and at most

/// One stored edit.
struct PanZoom
{
    double cropX = 0.5; ///< 0 … 1: the share of the slack that lies left of the output's frame
    double cropY = 0.5; ///< the same above
    double zoom = 1; ///< leastZoom … mostZoom; 1 fits or fills
    wire::FitMode mode = wire::FitMode::Fit;
    bool flip = false; ///< mirrored left to right before placing
    friend bool operator==(const PanZoom &, const PanZoom &) = default;
};

/// The edit as the server stores it: cut to its ranges, numbers that are not finite replaced by
/// the defaults, rounded to seven decimals (a thousandth of a pixel of the longest source).
PanZoom stored(const PanZoom &edit);

/// What the renderer makes of an edit, with its own even numbers (halves to even).
struct Laid
{
    double scale = 0; ///< output pixels per source pixel before rounding
    Size scaled; ///< the source in output pixels, both even
    int x = 0; ///< left edge of the scaled source in the output, negative: cut away
    int y = 0;
    Rect visible; ///< the part of the source that is seen, source pixels
    PixelRect picture; ///< where it lies in the output; the rest of the output is black
    /// Bars left, top, right and below, in output pixels.
    int barLeft = 0, barTop = 0, barRight = 0, barBottom = 0;
    bool hasSlackX = false; ///< false: the picture is exactly as wide as the output, no pan
    bool hasSlackY = false; ///< false: exactly as high

    bool hasBars() const { return barLeft + barTop + barRight + barBottom > 0; } ///< any at all
};

/// Lays a source of \a shown pixels into \a output by the formula of e1. Sizes are at least 1.
Laid lay(Size shown, Size output, const PanZoom &edit);

/// The output's frame on the source as asked for, before the renderer's rounding: reaches beyond
/// the source where there are bars. The inverse of panZoomFrom(), exactly; what is rendered lies
/// within one and a half output pixels of it.
Rect askedFrame(Size shown, Size output, const PanZoom &edit);

/// The part of askedFrame() that shows picture.
Rect askedRect(Size shown, Size output, const PanZoom &edit);

/// The smallest rectangle that the server can show: at zoom 4 in Fill, in source pixels.
Rect smallestRect(Size shown, Size output);

/// An edit made from a rectangle, and what had to give.
struct PanZoomFit
{
    PanZoom edit;
    bool zoomAtMost = false; ///< smaller than smallestRect(): shown larger, around its centre
    bool shapeChanged = false; ///< not of the output's shape: another of the same subject is shown
};

/// The Fill edit that shows \a rect. Going there and back moves no edge of a rectangle of the
/// output's shape by more than a hundredth of a source pixel, at any size up to longestSide, and
/// half a pixel where rounding to even sides took it off its shape by one. Going there again gives
/// the same edit to the last bit. An axis without slack is 0.5. \a flip is passed on.
PanZoomFit panZoomFrom(const Rect &rect, Size shown, Size output, bool flip = false);

/// The edit with the picture dragged by \a dx, \a dy source pixels over the output's frame, which
/// is the frame moved the other way; cut to the slack. An axis without slack keeps its value.
PanZoom panned(const PanZoom &edit, double dx, double dy, Size shown, Size output);

/// The edit at another zoom (cut to the range) with the source point \a about kept in its place of
/// the output where the slack allows it.
PanZoom zoomed(const PanZoom &edit, double zoom, Point about, Size shown, Size output);

/// A handle of the output's frame dragged: acts as zoom, with the corner or edge across kept where
/// the slack allows it (from the centre: the centre). Pulling a handle outward shows more.
PanZoom resizedAsZoom(const PanZoom &edit, Handle handle, const Drag &drag, Size shown,
                      Size output);

/// Fit or Fill with the same picture where the zoom range allows it, else the nearest.
PanZoom withMode(const PanZoom &edit, wire::FitMode mode, Size shown, Size output);

} // namespace fw::crop
