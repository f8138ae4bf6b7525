// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/frame.h"

#include <cmath>

namespace fw::crop {

using namespace Qt::StringLiterals;

namespace {

/// How the shown axes lie over the stored ones.
struct Mapping
{
    bool swapped = false;
    bool reversedX = false; ///< shown x runs against its stored axis
    bool reversedY = false;
};

Mapping mapping(const Frame &frame)
{
    const int turns = ((frame.turns % 4) + 4) % 4;
    return { turns % 2 != 0, (turns == 1 || turns == 2) != frame.flipped, turns >= 2 };
}

Axis axis(int extent, int step, int minimum, bool reversed)
{
    Axis a;
    a.extent = extent;
    a.step = std::max(1, step);
    const int over = extent % a.step;
    a.low = reversed ? over : 0;
    a.high = reversed ? extent : extent - over;
    a.least = std::min((std::max(1, minimum) + a.step - 1) / a.step * a.step, a.room());
    return a;
}

template <class R> R mirrored(R r, const Mapping &how, Size shown)
{
    if (how.reversedX)
        r.x = shown.width - r.x - r.width;
    if (how.reversedY)
        r.y = shown.height - r.y - r.height;
    return r;
}

template <class R> R stored(const R &shown, const Frame &frame)
{
    const Mapping how = mapping(frame);
    R r = mirrored(shown, how, frame.shown());
    if (how.swapped) {
        std::swap(r.x, r.y);
        std::swap(r.width, r.height);
    }
    return r;
}

template <class R> R seen(R r, const Frame &frame)
{
    const Mapping how = mapping(frame);
    if (how.swapped) {
        std::swap(r.x, r.y);
        std::swap(r.width, r.height);
    }
    return mirrored(r, how, frame.shown());
}

bool onGrid(int from, int size, const Axis &a)
{
    return size >= a.least && size > 0 && size % a.step == 0 && from >= a.low
        && (from - a.low) % a.step == 0 && from <= a.high - size;
}

} // namespace

Expected<Frame> checked(const Frame &frame)
{
    const auto bad = [](const char *what, int value) {
        return fail(Failure::Code::BadInput,
                    u"crop frame: %1 is %2"_s.arg(QLatin1StringView(what), QString::number(value)));
    };
    for (const int step : { frame.step.width, frame.step.height })
        if (step < 1 || step > 16)
            return bad("step", step);
    for (const int minimum : { frame.minimum.width, frame.minimum.height })
        if (minimum < 1 || minimum > longestSide)
            return bad("minimum", minimum);
    if (frame.source.width < frame.step.width || frame.source.width > longestSide)
        return bad("width", frame.source.width);
    if (frame.source.height < frame.step.height || frame.source.height > longestSide)
        return bad("height", frame.source.height);
    return frame;
}

Axis axisX(const Frame &frame)
{
    const Mapping how = mapping(frame);
    return how.swapped
        ? axis(frame.source.height, frame.step.height, frame.minimum.height, how.reversedX)
        : axis(frame.source.width, frame.step.width, frame.minimum.width, how.reversedX);
}

Axis axisY(const Frame &frame)
{
    const Mapping how = mapping(frame);
    return how.swapped
        ? axis(frame.source.width, frame.step.width, frame.minimum.width, how.reversedY)
        : axis(frame.source.height, frame.step.height, frame.minimum.height, how.reversedY);
}

Unreached unreached(const Frame &frame)
{
    const Axis x = axisX(frame);
    const Axis y = axisY(frame);
    return { x.low, y.low, x.extent - x.high, y.extent - y.high };
}

bool isSendable(const PixelRect &rect, const Frame &frame)
{
    return onGrid(rect.x, rect.width, axisX(frame)) && onGrid(rect.y, rect.height, axisY(frame));
}

PixelRect toSource(const PixelRect &shown, const Frame &frame)
{
    return stored(shown, frame);
}

PixelRect toShown(const PixelRect &source, const Frame &frame)
{
    return seen(source, frame);
}

Rect toSource(const Rect &shown, const Frame &frame)
{
    return stored(shown, frame);
}

Rect toShown(const Rect &source, const Frame &frame)
{
    return seen(source, frame);
}

Rect inside(const Rect &rect, const Frame &frame)
{
    if (!std::isfinite(rect.x) || !std::isfinite(rect.y) || !std::isfinite(rect.width)
        || !std::isfinite(rect.height))
        return whole(frame);
    const Axis ax = axisX(frame);
    const Axis ay = axisY(frame);
    Rect r = rect;
    r.width = std::clamp(r.width, double(ax.least), double(ax.extent));
    r.height = std::clamp(r.height, double(ay.least), double(ay.extent));
    r.x = std::clamp(r.x, 0.0, ax.extent - r.width);
    r.y = std::clamp(r.y, 0.0, ay.extent - r.height);
    return r;
}

Rect whole(const Frame &frame)
{
    const Size shown = frame.shown();
    return { 0, 0, double(shown.width), double(shown.height) };
}

Rect largest(const Frame &frame, Ratio ratio)
{
    const Rect all = whole(frame);
    if (ratio.isFree())
        return all;
    const double width = std::min(all.width, all.height * ratio.width / ratio.height);
    const double height = std::min(all.height, all.width * ratio.height / ratio.width);
    return inside(around(all.centre(), width, height), frame);
}

bool sameGeometry(const Frame &a, const Frame &b)
{
    const auto same = [](const Axis &one, const Axis &two) {
        return one.extent == two.extent && one.low == two.low && one.step == two.step;
    };
    return same(axisX(a), axisX(b)) && same(axisY(a), axisY(b));
}

} // namespace fw::crop
