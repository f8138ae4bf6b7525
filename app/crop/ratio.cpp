// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/ratio.h"

#include <algorithm>
#include <array>
#include <numeric>

namespace fw::crop {

using namespace Qt::StringLiterals;

namespace {

constexpr auto rows = std::to_array<PresetRow>({
    { Preset::Vertical, "9:16"_L1, { 9, 16 }, '1' },
    { Preset::Portrait, "4:5"_L1, { 4, 5 }, '2' },
    { Preset::Square, "1:1"_L1, { 1, 1 }, '3' },
    { Preset::Landscape, "16:9"_L1, { 16, 9 }, '4' },
    { Preset::TwoThree, "2:3"_L1, { 2, 3 }, 0 },
    { Preset::ThreeFour, "3:4"_L1, { 3, 4 }, 0 },
    { Preset::FourThree, "4:3"_L1, { 4, 3 }, 0 },
    { Preset::Scope, "2.39:1"_L1, { 239, 100 }, 0 },
    { Preset::Original, "original"_L1, {}, '5' },
    { Preset::Free, "free"_L1, {}, '6' },
    { Preset::Custom, "custom"_L1, {}, 0 },
});

constexpr qint64 widest = 100; ///< to 1, and the other way round
constexpr int wholeDigits = 5;
constexpr int decimals = 4;

/// A decimal number as units of 1/10000; moves \a at behind it. Negative: there is none at \a at,
/// or it has too many digits.
qint64 readNumber(QStringView text, qsizetype &at)
{
    qint64 value = 0;
    int whole = 0;
    int after = -1;
    for (; at < text.size(); ++at) {
        const char16_t c = text[at].unicode();
        if (c >= u'0' && c <= u'9') {
            value = value * 10 + (c - u'0');
            (after < 0 ? whole : after) += 1;
            if (whole > wholeDigits || after > decimals)
                return -1;
        } else if ((c == u'.' || c == u',') && after < 0 && whole > 0) {
            after = 0;
        } else {
            break;
        }
    }
    if (whole == 0 || after == 0)
        return -1;
    for (int i = std::max(after, 0); i < decimals; ++i)
        value *= 10;
    return value;
}

void skipSpace(QStringView text, qsizetype &at)
{
    while (at < text.size() && text[at].isSpace())
        ++at;
}

tl::unexpected<Failure> badRatio(QLatin1StringView what, qsizetype at)
{
    return fail(Failure::Code::BadInput,
                u"ratio: %1 at character %2"_s.arg(what, QString::number(at + 1)));
}

} // namespace

Ratio ratioOf(int width, int height)
{
    if (width <= 0 || height <= 0)
        return {};
    const int common = std::gcd(width, height);
    return { width / common, height / common };
}

std::span<const PresetRow> presets()
{
    return rows;
}

Ratio presetRatio(Preset preset, Size shown)
{
    if (preset == Preset::Original)
        return ratioOf(shown.width, shown.height);
    return std::ranges::find(rows, preset, &PresetRow::preset)->ratio;
}

Preset presetOf(Ratio ratio, Size shown)
{
    if (ratio.isFree())
        return Preset::Free;
    const auto it = std::ranges::find(rows, ratio, &PresetRow::ratio);
    if (it != rows.end())
        return it->preset;
    return ratio == ratioOf(shown.width, shown.height) ? Preset::Original : Preset::Custom;
}

QString ratioText(Ratio ratio)
{
    if (ratio.isFree())
        return u"free"_s;
    for (int unit = 10, places = 1; places <= decimals; unit *= 10, ++places)
        if (ratio.height == unit && ratio.width > unit)
            return u"%1:1"_s.arg(double(ratio.width) / unit, 0, 'f', places);
    return u"%1:%2"_s.arg(ratio.width).arg(ratio.height);
}

Expected<Ratio> ratioFromText(QStringView text, Size shown)
{
    const QStringView word = text.trimmed();
    if (word.compare("free"_L1, Qt::CaseInsensitive) == 0)
        return Ratio{};
    if (word.compare("original"_L1, Qt::CaseInsensitive) == 0)
        return ratioOf(shown.width, shown.height);
    qsizetype at = 0;
    skipSpace(text, at);
    const qsizetype first = at;
    const qint64 width = readNumber(text, at);
    if (width <= 0)
        return badRatio("no usable width"_L1, first);
    skipSpace(text, at);
    qint64 height = 10'000;
    if (at < text.size()) {
        if (!QStringView(u":/x×").contains(text[at]))
            return badRatio("no colon"_L1, at);
        ++at;
        skipSpace(text, at);
        const qsizetype second = at;
        height = readNumber(text, at);
        if (height <= 0)
            return badRatio("no usable height"_L1, second);
        skipSpace(text, at);
        if (at < text.size())
            return badRatio("something left over"_L1, at);
    }
    if (width > height * widest || height > width * widest)
        return badRatio("a shape beyond 100:1"_L1, first);
    const qint64 common = std::gcd(width, height);
    return Ratio{ int(width / common), int(height / common) };
}

double ratioError(double width, double height, Ratio ratio)
{
    if (ratio.isFree() || !(height > 0))
        return 0;
    return (width / height / ratio.value() - 1) * 100;
}

} // namespace fw::crop
