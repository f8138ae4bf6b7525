// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crop/gesture.h"

namespace fw::crop {

// What keys, wheel, buttons and fields do, each as a function of the rectangle before. Results lie
// inside the picture and are not below its minimum.

/// The factor of one wheel notch toward the editor; away from it is 1 / wheelNotch.
inline constexpr double wheelNotch = 1.05;
/// How many chroma steps a key moves with Shift: 2 pixels become 20.
inline constexpr int shiftSteps = 10;

/// Moves by whole chroma steps as shown, by less at a border.
Rect nudged(const Rect &rect, int stepsX, int stepsY, const Frame &frame);

/// Moves the right and the bottom edge by whole chroma steps (Ctrl+arrows), like dragging their
/// handles without guides: with a ratio the other axis follows.
Rect resizedByKeys(const Rect &rect, int stepsX, int stepsY, const Scene &scene);

/// Grows (factor > 1) or shrinks around \a about, which keeps its place in the rectangle until a
/// border is met; then it goes on toward the free side, up to the largest of its shape. A point
/// outside counts as the nearest one inside. Wheel and pinch. The shape is \a ratio, or the
/// rectangle's own where that is free. Factors are kept to 1/64 … 64.
Rect resizedAbout(const Rect &rect, Point about, double factor, const Frame &frame, Ratio ratio);

/// Another ratio: the largest rectangle of it, around the same centre where that fits, else moved
/// inside. The same rectangle when free.
Rect withRatio(const Rect &rect, Ratio ratio, const Frame &frame);

/// Another ratio for the same subject: same centre and same area where that fits, else moved
/// inside; the largest of the ratio where even that does not fit. For giving one format's crop to
/// another, and for custom ratios typed in.
Rect sameSubject(const Rect &rect, Ratio ratio, const Frame &frame);

/// Width and height swapped around the centre (X): moved inside, shrunk where the picture is too
/// small. The caller swaps the ratio, too.
Rect swapped(const Rect &rect, const Frame &frame);

/// The start: the largest rectangle of the ratio in the middle, or the whole picture when free.
Rect reset(const Frame &frame, Ratio ratio);

/// Where "Top Centre Bottom" put a rectangle.
enum class Spot : quint8 { Top, Centre, Bottom, Left, Right };

/// The same size at a spot; Top, Bottom, Left and Right leave the other axis alone.
Rect placedAt(const Rect &rect, Spot spot, const Frame &frame);

/// A rectangle and the frame it is meant in.
struct View
{
    Rect rect;
    Frame frame;
};

/// The picture turned by quarter turns clockwise (negative: the other way) as people see it, with
/// the same part of it inside the rectangle; a ratio turns with it (Ratio::swapped() when odd).
View turned(const View &view, int quarters);
/// The picture mirrored left to right as people see it, with the same part inside.
View flippedAcross(const View &view);
/// The picture mirrored top to bottom as people see it, with the same part inside.
View flippedDown(const View &view);

/// The four number fields.
enum class Field : quint8 { X, Y, Width, Height };

/// What a field's numbers are measured against for % and fractions: the picture's size along it.
double fieldExtent(Field field, const Frame &frame);
/// The value that the field shows, unrounded.
double fieldValue(Field field, const Rect &rect);
/// The rectangle after a number was entered, cut to what fits. X and Y move. Width and Height keep
/// the left and top edge while there is room, then go on toward the free side; with \a ratio the
/// other axis follows around its middle.
Rect withField(const Rect &rect, Field field, double value, const Frame &frame, Ratio ratio);

/// Which of \a frames take this crop unchanged, as indices: for naming the count before applying
/// to many.
std::vector<size_t> sameFrames(const Frame &frame, std::span<const Frame> frames);

} // namespace fw::crop
