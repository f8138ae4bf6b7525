// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/rect_edit.h"

#include "crop/adjust.h"

#include <cmath>
#include <utility>

namespace fw::crop {

using namespace Qt::StringLiterals;

namespace {

constexpr int furthest = 1'000'000;

Expected<void> checkNumbers(const PixelRect &r)
{
    const std::pair<QLatin1StringView, int> fields[]
        = { { "x"_L1, r.x }, { "y"_L1, r.y }, { "width"_L1, r.width }, { "height"_L1, r.height } };
    for (const auto &[name, value] : fields) {
        const bool isSize = name == "width"_L1 || name == "height"_L1;
        if (value > furthest || value < -furthest || (isSize && value <= 0))
            return fail(Failure::Code::BadInput,
                        u"cropRect: \"%1\" is %2"_s.arg(name, QString::number(value)));
    }
    return {};
}

} // namespace

RectEdit rectEdit(const PixelRect &sent, const Frame &frame, Ratio ratio)
{
    return { toSource(sent, frame), ratioText(ratio) };
}

bool keepsRatio(const PixelRect &rect, const Frame &frame, Ratio ratio)
{
    if (ratio.isFree())
        return true;
    const double shape = ratio.value();
    return shape >= 1 ? std::abs(rect.width / shape - rect.height) <= axisY(frame).step
                      : std::abs(rect.height * shape - rect.width) <= axisX(frame).step;
}

Expected<Adjusted> adjusted(const RectEdit &edit, const Frame &frame)
{
    if (const auto numbers = checkNumbers(edit.rect); !numbers)
        return tl::unexpected(numbers.error());
    const Expected<Ratio> ratio = ratioFromText(edit.aspectRatio, frame.shown());
    if (!ratio)
        return tl::unexpected(ratio.error());
    const PixelRect shown = toShown(edit.rect, frame);
    Adjusted answer;
    answer.edit = edit;
    const Size size = frame.shown();
    const Axis x = axisX(frame);
    const Axis y = axisY(frame);
    answer.outOfBounds
        = shown.x < 0 || shown.y < 0 || shown.right() > size.width || shown.bottom() > size.height;
    answer.tooSmall = shown.width < x.least || shown.height < y.least;
    answer.offRatio = !keepsRatio(shown, frame, *ratio);
    answer.offGrid = shown.width % x.step != 0 || shown.height % y.step != 0
        || (shown.x - x.low) % x.step != 0 || (shown.y - y.low) % y.step != 0;
    if (!answer.any())
        return answer;
    Rect model = inside(toRect(shown), frame);
    if (!ratio->isFree() && (answer.offRatio || answer.outOfBounds || answer.tooSmall))
        model = sameSubject(model, *ratio, frame);
    answer.edit.rect = toSource(rounded(model, frame, *ratio), frame);
    return answer;
}

} // namespace fw::crop
