// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crop/frame.h"

#include <optional>
#include <span>
#include <vector>

namespace fw::crop {

/// What a guide line belongs to. Earlier kinds win where two lines are equally near.
enum class Guide : quint8 {
    FrameEdge, ///< a border of the picture
    Centre, ///< a centre line of the picture
    Third, ///< a third of the picture
    Accepted, ///< an edge or middle of the last accepted rectangle
    Sibling, ///< an edge or middle of another format's rectangle
    SafeZone, ///< an edge of a safe zone
    Custom, ///< a line that somebody drew
};

/// Which way a guide line's place is measured.
enum class Along : quint8 {
    X, ///< a vertical line at x
    Y, ///< a horizontal line at y
};

/// A line that edges are drawn to.
struct Target
{
    Along along = Along::X;
    double at = 0; ///< source pixels as shown
    Guide guide = Guide::Custom;
    int index = 0; ///< which of several of its kind, as the caller counts them
    friend bool operator==(const Target &, const Target &) = default;
};

/// Which line of the rectangle lies on the guide.
enum class Line : quint8 {
    Near, ///< left or top edge
    Middle, ///< centre line
    Far, ///< right or bottom edge
};

/// A guide line that was hit, for drawing it and for the hint line.
struct Hit
{
    Target target;
    Line line = Line::Near;
    friend bool operator==(const Hit &, const Hit &) = default;
};

/// The guide lines hit by one step of a gesture: at most one per axis.
struct Hits
{
    std::optional<Hit> x;
    std::optional<Hit> y;
    friend bool operator==(const Hits &, const Hits &) = default;
};

/// The picture's edges, centre lines and thirds.
std::vector<Target> pictureTargets(const Frame &frame);
/// Adds edges and middles of \a rect as lines of \a guide.
void addRect(std::vector<Target> &targets, const Rect &rect, Guide guide, int index = 0);
/// Adds only the edges of \a rect, as of a safe zone.
void addEdges(std::vector<Target> &targets, const Rect &rect, Guide guide, int index = 0);

/// How good a candidate is: smaller is better. The rule is a plain function of where the pointer
/// is, without memory: nearest first, in steps of 1/1024 pixel so that noise in the last digits
/// decides nothing; then the kind in the order of Guide; then middle before near before far; then
/// the smaller coordinate. A pointer that rests therefore always shows the same line, whichever
/// way it came.
struct Rank
{
    qint64 distance = 0; ///< 1/1024 source pixels
    Guide guide = Guide::Custom;
    int line = 0;
    double at = 0;
    friend auto operator<=>(const Rank &, const Rank &) = default;
};

/// The rank of bringing \a line from \a from to \a target.
Rank rankOf(const Target &target, Line line, double from);

} // namespace fw::crop
