// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crop/frame.h"

namespace fw::crop {

/// How the model becomes whole pixels (ux.md 5.4).
enum class Rounding : quint8 {
    Nearest, ///< the nearest size on the grid; the ratio may be off by less than a chroma step
    Exact, ///< the nearest size on the grid that has the ratio to the last digit
};

/// What stays where it is when rounding changes the size: 0 the left or top edge, 0.5 the middle,
/// 1 the right or bottom edge. Gestures answer with theirs, so that the edge that is not dragged
/// does not tremble.
struct Anchor
{
    double x = 0.5;
    double y = 0.5;
    friend bool operator==(const Anchor &, const Anchor &) = default;
};

/// The rectangle to send for \a model. Laws: on the grid of \a frame, inside it, not below its
/// minimum; a size that is on the grid already is kept with Nearest, so what a server said is
/// said back unchanged, also when its ratio is not quite \a ratio. Otherwise the longer side of
/// the ratio is rounded (halves to the even multiple) and the shorter follows from it. The place
/// follows \a anchor. Exact falls back to Nearest where exactIsPossible() is false.
PixelRect rounded(const Rect &model, const Frame &frame, Ratio ratio,
                  Rounding rounding = Rounding::Nearest, Anchor anchor = {});

/// Whether any rectangle on the grid has exactly \a ratio and fits; false when free.
bool exactIsPossible(const Frame &frame, Ratio ratio);

/// The smallest rectangle on the grid with exactly \a ratio, in shown axes: 18x32 for 9:16.
/// The numbers may be larger than any picture. 0x0 when free.
Size exactUnit(const Frame &frame, Ratio ratio);

/// A crop as it is remembered: rounding starts from the model, never from what was sent.
struct Kept
{
    Rect model;
    PixelRect sent;
    friend bool operator==(const Kept &, const Kept &) = default;
};

/// \a model with the rectangle to send for it.
Kept keep(const Rect &model, const Frame &frame, Ratio ratio, Rounding rounding = Rounding::Nearest,
          Anchor anchor = {});

/// The crop to open again when the server says \a echo: unchanged while it says what it was sent,
/// else the server's rectangle (made inside). Opening any number of times changes nothing.
Kept reopened(const Kept &kept, const PixelRect &echo, const Frame &frame);

} // namespace fw::crop
