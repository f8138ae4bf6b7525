// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crop/rounding.h"
#include "crop/snap.h"

namespace fw::crop {

// Gestures are functions: the same start, place and modifiers give the same rectangle, whichever
// way the pointer took. A pointer where it started gives the start itself, to the last bit, also
// next to a guide. Results lie inside the picture and are not below its minimum.

/// What a drag takes hold of, clockwise from the top left corner: also the order of the tab key.
enum class Handle : quint8 { TopLeft, Top, TopRight, Right, BottomRight, Bottom, BottomLeft, Left };

/// Every handle, in the order of the tab key.
std::span<const Handle> handles();
/// Where the handle sits on \a rect.
Point handlePoint(const Rect &rect, Handle handle);
/// -1: it drags the left (top) edge, +1: the right (bottom) one, 0: neither.
int sideX(Handle handle);
int sideY(Handle handle); ///< the same for top and bottom

/// What modifier keys mean to a gesture.
struct Modifiers
{
    bool axisLock = false; ///< move: only along the axis with the larger way (even: across)
    bool keepRatio = false; ///< resize, draw: the ratio, or the start's own where that is free
    bool fromCentre = false; ///< resize, draw: both sides at once
    bool noSnap = false; ///< guides are not there
    friend bool operator==(const Modifiers &, const Modifiers &) = default;
};

/// The keys of ux.md 5.1 while moving: Shift locks the axis, Ctrl suspends snapping.
Modifiers moveModifiers(bool shift, bool control);
/// The same while resizing or drawing: Shift keeps the ratio, Ctrl suspends snapping, Alt works
/// from the centre. Ctrl+Shift without Alt is the second form of Alt alone, since window managers
/// take Alt+drag: it neither keeps the ratio nor suspends snapping.
Modifiers resizeModifiers(bool shift, bool control, bool alt);

/// One gesture so far.
struct Drag
{
    Rect rect; ///< the model when the button went down
    Point from; ///< where it went down
    Point to; ///< where the pointer is
    Modifiers modifiers{};
};

/// What the gesture happens in.
struct Scene
{
    Frame frame;
    Ratio ratio{}; ///< of the preset; free: none
    bool locked = false; ///< the A key: keeps the start's own ratio where \a ratio is free
    std::span<const Target> targets{};
    double tolerance = 0; ///< source pixels: 8 screen pixels / zoom; 0 or less: no snapping
};

/// One step of a gesture.
struct Step
{
    Rect rect;
    Anchor anchor{}; ///< for rounded()
    Hits hits{};
    friend bool operator==(const Step &, const Step &) = default;
};

/// Moves the rectangle; its size never changes. Snaps its edges and middles, by the tolerance at
/// most on each axis.
Step moved(const Drag &drag, const Scene &scene);

/// Drags a handle. The edge across stays (from the centre: the centre). A dragged edge stops at
/// the minimum instead of crossing over: the handle under the pointer keeps its name.
/// With a ratio, a corner goes to the foot of the pointer on the diagonal and stops where the
/// first border is met; an edge takes the other axis along, evenly to both sides, and from a
/// border on toward the free side. Snapping moves no edge by more than the tolerance.
Step resized(Handle handle, const Drag &drag, const Scene &scene);

/// A new rectangle from \a drag.from (moved into the picture) to \a drag.to; drag.rect is only
/// asked for its ratio. Near a border the start gives way until the minimum has room.
Step drawn(const Drag &drag, const Scene &scene);

} // namespace fw::crop
