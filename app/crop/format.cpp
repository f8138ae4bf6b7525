// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/format.h"

#include <algorithm>
#include <array>

namespace fw::crop {

using namespace Qt::StringLiterals;

namespace {

constexpr auto known = std::to_array<Format>({
    { "vertical_9_16"_L1, { 720, 1280 } },
    { "portrait_4_5"_L1, { 864, 1080 } },
    { "square_1_1"_L1, { 1080, 1080 } },
    { "landscape_16_9"_L1, { 1280, 720 } },
    { "original"_L1, { 0, 0 } },
});

} // namespace

std::span<const Format> formats()
{
    return known;
}

const Format *findFormat(QAnyStringView name)
{
    const auto it = std::ranges::find_if(
        known, [&](const Format &f) { return QAnyStringView::equal(f.name, name); });
    return it == known.end() ? nullptr : &*it;
}

QStringList defaultFormats()
{
    return { u"vertical_9_16"_s, u"square_1_1"_s };
}

} // namespace fw::crop
