// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/adjust.h"

#include <cmath>

namespace fw::crop {

namespace {

/// A rectangle of this width and shape around a centre: as large as the picture and the minimum
/// allow, moved inside.
Rect shapedAround(Point centre, double width, double shape, const Frame &frame)
{
    const Axis x = axisX(frame);
    const Axis y = axisY(frame);
    const double most = std::min(x.extent * 1.0, y.extent * shape);
    const double least = std::min(std::max(x.least * 1.0, y.least * shape), most);
    const double w = std::clamp(width, least, most);
    return inside(around(centre, w, w / shape), frame);
}

double shapeFor(const Rect &rect, Ratio ratio)
{
    return ratio.isFree() ? rect.width / rect.height : ratio.value();
}

} // namespace

Rect nudged(const Rect &rect, int stepsX, int stepsY, const Frame &frame)
{
    Rect r = inside(rect, frame);
    r.x += double(stepsX) * axisX(frame).step;
    r.y += double(stepsY) * axisY(frame).step;
    return inside(r, frame);
}

Rect resizedByKeys(const Rect &rect, int stepsX, int stepsY, const Scene &scene)
{
    const double dx = double(stepsX) * axisX(scene.frame).step;
    const double dy = double(stepsY) * axisY(scene.frame).step;
    Scene plain = scene;
    plain.tolerance = 0;
    const Handle handle = dy == 0 ? Handle::Right : dx == 0 ? Handle::Bottom : Handle::BottomRight;
    return resized(handle, { rect, {}, { dx, dy } }, plain).rect;
}

Rect resizedAbout(const Rect &rect, Point about, double factor, const Frame &frame, Ratio ratio)
{
    if (!std::isfinite(factor) || factor <= 0 || factor == 1)
        return rect;
    factor = std::clamp(factor, 1.0 / 64, 64.0);
    const Rect r = inside(rect, frame);
    const double px = std::isfinite(about.x) ? std::clamp(about.x, r.x, r.right()) : r.x;
    const double py = std::isfinite(about.y) ? std::clamp(about.y, r.y, r.bottom()) : r.y;
    Rect grown = shapedAround(r.centre(), r.width * factor, shapeFor(r, ratio), frame);
    grown.x = px - (px - r.x) / r.width * grown.width;
    grown.y = py - (py - r.y) / r.height * grown.height;
    return inside(grown, frame);
}

Rect withRatio(const Rect &rect, Ratio ratio, const Frame &frame)
{
    if (ratio.isFree())
        return rect;
    const Rect most = largest(frame, ratio);
    return inside(around(inside(rect, frame).centre(), most.width, most.height), frame);
}

Rect sameSubject(const Rect &rect, Ratio ratio, const Frame &frame)
{
    if (ratio.isFree())
        return rect;
    const Rect r = inside(rect, frame);
    return shapedAround(r.centre(), std::sqrt(r.area() * ratio.value()), ratio.value(), frame);
}

Rect swapped(const Rect &rect, const Frame &frame)
{
    const Rect r = inside(rect, frame);
    const Rect all = whole(frame);
    if (r.height <= all.width && r.width <= all.height)
        return inside(around(r.centre(), r.height, r.width), frame);
    return shapedAround(r.centre(), r.height, r.height / r.width, frame);
}

Rect reset(const Frame &frame, Ratio ratio)
{
    return largest(frame, ratio);
}

Rect placedAt(const Rect &rect, Spot spot, const Frame &frame)
{
    Rect r = inside(rect, frame);
    const Rect all = whole(frame);
    switch (spot) {
    case Spot::Top:
        r.y = 0;
        break;
    case Spot::Bottom:
        r.y = all.height - r.height;
        break;
    case Spot::Left:
        r.x = 0;
        break;
    case Spot::Right:
        r.x = all.width - r.width;
        break;
    case Spot::Centre:
        r = around(all.centre(), r.width, r.height);
        break;
    }
    return r;
}

View turned(const View &view, int quarters)
{
    // A mirrored picture turns the other way underneath.
    Frame frame = view.frame;
    const int by = frame.flipped ? -quarters % 4 : quarters % 4;
    frame.turns = ((frame.turns + by) % 4 + 4) % 4;
    return { toShown(toSource(view.rect, view.frame), frame), frame };
}

View flippedAcross(const View &view)
{
    Frame frame = view.frame;
    frame.flipped = !frame.flipped;
    return { toShown(toSource(view.rect, view.frame), frame), frame };
}

View flippedDown(const View &view)
{
    return flippedAcross(turned(view, 2));
}

double fieldExtent(Field field, const Frame &frame)
{
    const Size shown = frame.shown();
    return field == Field::X || field == Field::Width ? shown.width : shown.height;
}

double fieldValue(Field field, const Rect &rect)
{
    switch (field) {
    case Field::X:
        return rect.x;
    case Field::Y:
        return rect.y;
    case Field::Width:
        return rect.width;
    case Field::Height:
        return rect.height;
    }
    return 0;
}

Rect withField(const Rect &rect, Field field, double value, const Frame &frame, Ratio ratio)
{
    Rect r = inside(rect, frame);
    if (!std::isfinite(value))
        return r;
    if (field == Field::X || field == Field::Y) {
        (field == Field::X ? r.x : r.y) = value;
        return inside(r, frame);
    }
    const bool across = field == Field::Width;
    if (ratio.isFree()) {
        (across ? r.width : r.height) = value;
        return inside(r, frame);
    }
    const double shape = ratio.value();
    const Rect sized = shapedAround(r.centre(), across ? value : value * shape, shape, frame);
    const Point middle = r.centre();
    r.x = across ? r.x : middle.x - sized.width / 2;
    r.y = across ? middle.y - sized.height / 2 : r.y;
    r.width = sized.width;
    r.height = sized.height;
    return inside(r, frame);
}

std::vector<size_t> sameFrames(const Frame &frame, std::span<const Frame> frames)
{
    std::vector<size_t> same;
    for (size_t i = 0; i < frames.size(); ++i)
        if (sameGeometry(frame, frames[i]))
            same.push_back(i);
    return same;
}

} // namespace fw::crop
