// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/fit.h"

#include <algorithm>
#include <cmath>

namespace fw::crop {

namespace {

/// A scaled side may be this many times the output's before the source is cut first.
constexpr double mostOverhang = 4;

} // namespace

int even(double value)
{
    // nearbyint rounds halves to even in the default mode, like the program that set the rule.
    return std::max(2, 2 * static_cast<int>(std::nearbyint(value / 2)));
}

Size shownSize(Size coded, int sarNum, int sarDen, double rotation)
{
    Size shown = coded;
    if (sarNum > 0 && sarDen > 0 && sarNum != sarDen)
        shown.width
            = std::max(1, static_cast<int>(std::lround(double(coded.width) * sarNum / sarDen)));
    double turn = std::fmod(std::abs(rotation), 180.0);
    if (std::abs(turn - 90.0) <= 1.0)
        std::swap(shown.width, shown.height);
    return shown;
}

Size outputSize(const Format &format, Size shown)
{
    if (format.size != Size{})
        return format.size;
    return { even(shown.width), even(shown.height) };
}

Placement place(Size shown, Size output, wire::FitMode mode)
{
    Placement p;
    const double across = double(output.width) / std::max(1, shown.width);
    const double down = double(output.height) / std::max(1, shown.height);
    const double scale
        = mode == wire::FitMode::Fit ? std::min(across, down) : std::max(across, down);
    p.output = output;
    p.keepX = std::min(1.0, mostOverhang * across / scale);
    p.keepY = std::min(1.0, mostOverhang * down / scale);
    p.scaled = { even(shown.width * scale * p.keepX), even(shown.height * scale * p.keepY) };
    p.x = (output.width - p.scaled.width) / 2;
    p.y = (output.height - p.scaled.height) / 2;
    return p;
}

} // namespace fw::crop
