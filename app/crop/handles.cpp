// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/gesture.h"

#include <array>

namespace fw::crop {

namespace {

constexpr auto all = std::to_array<Handle>({ Handle::TopLeft, Handle::Top, Handle::TopRight,
                                             Handle::Right, Handle::BottomRight, Handle::Bottom,
                                             Handle::BottomLeft, Handle::Left });

} // namespace

std::span<const Handle> handles()
{
    return all;
}

int sideX(Handle handle)
{
    constexpr std::array<int, 8> sides{ -1, 0, 1, 1, 1, 0, -1, -1 };
    return sides[size_t(handle)];
}

int sideY(Handle handle)
{
    constexpr std::array<int, 8> sides{ -1, -1, -1, 0, 1, 1, 1, 0 };
    return sides[size_t(handle)];
}

Point handlePoint(const Rect &rect, Handle handle)
{
    return { rect.x + rect.width * (1 + sideX(handle)) / 2,
             rect.y + rect.height * (1 + sideY(handle)) / 2 };
}

Modifiers moveModifiers(bool shift, bool control)
{
    Modifiers m;
    m.axisLock = shift;
    m.noSnap = control;
    return m;
}

Modifiers resizeModifiers(bool shift, bool control, bool alt)
{
    Modifiers m;
    const bool insteadOfAlt = shift && control && !alt;
    m.fromCentre = alt || insteadOfAlt;
    m.keepRatio = shift && !insteadOfAlt;
    m.noSnap = control && !insteadOfAlt;
    return m;
}

} // namespace fw::crop
