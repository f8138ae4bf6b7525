// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/rounding.h"

#include <cmath>
#include <numeric>

namespace fw::crop {

namespace {

constexpr double noise = 1e-6; ///< what arithmetic on up to 16384 may be off, with much to spare

/// The nearest whole number, halves to the even one; noise in the last digits makes no half less
/// of a half.
int nearestWhole(double value)
{
    return int(std::nearbyint(std::nearbyint(value * 1e6) / 1e6));
}

/// The nearest size on the grid, halves to the even multiple.
int sizeOn(double size, const Axis &a)
{
    return std::clamp(a.step * nearestWhole(size / a.step), a.least, a.room());
}

bool isOn(double size, const Axis &a)
{
    const double multiple = std::nearbyint(size / a.step) * a.step;
    return std::abs(size - multiple) < noise && multiple >= a.least && multiple <= a.room();
}

/// Where a size of \a sent begins when the model began at \a from with \a size.
int placeOn(double from, double size, int sent, double anchor, const Axis &a)
{
    const double wanted = from + anchor * (size - sent);
    return std::clamp(a.low + a.step * nearestWhole((wanted - a.low) / a.step), a.low,
                      a.high - sent);
}

struct Sides
{
    int width;
    int height;
};

/// Both sides on the grid; the shorter side follows the longer, unless it meets its own end.
Sides nearest(const Rect &model, const Axis &x, const Axis &y, Ratio ratio)
{
    if (ratio.isFree() || (isOn(model.width, x) && isOn(model.height, y)))
        return { sizeOn(model.width, x), sizeOn(model.height, y) };
    const double shape = ratio.value();
    if (shape >= 1) {
        const int width = sizeOn(model.width, x);
        const int height = sizeOn(width / shape, y);
        const bool atItsEnd = std::abs(width / shape - height) > y.step / 2.0 + noise;
        return { atItsEnd ? sizeOn(height * shape, x) : width, height };
    }
    const int height = sizeOn(model.height, y);
    const int width = sizeOn(height * shape, x);
    const bool atItsEnd = std::abs(height * shape - width) > x.step / 2.0 + noise;
    return { width, atItsEnd ? sizeOn(width / shape, y) : height };
}

/// How many units of \a unit fit and are not below the minimum, nearest to \a model; 0: none.
int units(const Rect &model, Size unit, const Axis &x, const Axis &y)
{
    const int most = std::min(x.room() / unit.width, y.room() / unit.height);
    const int least = std::max(
        { 1, (x.least + unit.width - 1) / unit.width, (y.least + unit.height - 1) / unit.height });
    if (most < least)
        return 0;
    const double wanted
        = unit.width > unit.height ? model.width / unit.width : model.height / unit.height;
    return std::clamp(nearestWhole(wanted), least, most);
}

} // namespace

Size exactUnit(const Frame &frame, Ratio ratio)
{
    if (ratio.isFree())
        return {};
    const Axis x = axisX(frame);
    const Axis y = axisY(frame);
    const int forWidth = x.step / std::gcd(x.step, ratio.width);
    const int forHeight = y.step / std::gcd(y.step, ratio.height);
    const qint64 factor = std::lcm(forWidth, forHeight);
    const auto times = [factor](int part) { return int(std::min(part * factor, qint64(1) << 30)); };
    return { times(ratio.width), times(ratio.height) };
}

bool exactIsPossible(const Frame &frame, Ratio ratio)
{
    return !ratio.isFree()
        && units(whole(frame), exactUnit(frame, ratio), axisX(frame), axisY(frame)) > 0;
}

PixelRect rounded(const Rect &model, const Frame &frame, Ratio ratio, Rounding rounding,
                  Anchor anchor)
{
    const Axis x = axisX(frame);
    const Axis y = axisY(frame);
    const Rect r = inside(model, frame);
    Sides sides{ 0, 0 };
    if (rounding == Rounding::Exact && !ratio.isFree()) {
        const Size unit = exactUnit(frame, ratio);
        const int count = units(r, unit, x, y);
        sides = { count * unit.width, count * unit.height };
    }
    if (sides.width == 0)
        sides = nearest(r, x, y, ratio);
    return { placeOn(r.x, r.width, sides.width, anchor.x, x),
             placeOn(r.y, r.height, sides.height, anchor.y, y), sides.width, sides.height };
}

Kept keep(const Rect &model, const Frame &frame, Ratio ratio, Rounding rounding, Anchor anchor)
{
    return { model, rounded(model, frame, ratio, rounding, anchor) };
}

Kept reopened(const Kept &kept, const PixelRect &echo, const Frame &frame)
{
    if (echo == kept.sent)
        return kept;
    return { inside(toRect(echo), frame), echo };
}

} // namespace fw::crop
