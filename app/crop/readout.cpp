// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/readout.h"

#include <cmath>

namespace fw::crop {

namespace {

constexpr double nearlyPercent = 0.5;

std::optional<Ratio> nearest(const PixelRect &rect)
{
    std::optional<Ratio> best;
    double least = nearlyPercent;
    for (const PresetRow &row : presets()) {
        const double error = std::abs(ratioError(rect.width, rect.height, row.ratio));
        if (row.ratio.isFree() || error > least)
            continue;
        least = error;
        best = row.ratio;
    }
    return best;
}

} // namespace

Readout readout(const PixelRect &rect, const Frame &frame, Ratio ratio, Rounding rounding)
{
    Readout r;
    r.rect = rect;
    r.ratio = ratio;
    r.ratioWord = ratioText(ratio);
    if (ratio.isFree()) {
        r.nearly = nearest(rect);
    } else {
        r.errorPercent = ratioError(rect.width, rect.height, ratio);
        r.isExact = qint64(rect.width) * ratio.height == qint64(rect.height) * ratio.width;
        r.exactRefused = rounding == Rounding::Exact && !exactIsPossible(frame, ratio);
    }
    const Rect all = whole(frame);
    r.sharePercent = all.area() > 0 ? toRect(rect).area() / all.area() * 100 : 0;
    const Axis x = axisX(frame);
    const Axis y = axisY(frame);
    r.touchesLeft = rect.x <= x.low;
    r.touchesTop = rect.y <= y.low;
    r.touchesRight = rect.right() >= x.high;
    r.touchesBottom = rect.bottom() >= y.high;
    r.atMinimum = rect.width <= x.least || rect.height <= y.least;
    r.unreached = unreached(frame);
    return r;
}

} // namespace fw::crop
