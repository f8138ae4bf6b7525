// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/pan_zoom.h"

#include "crop/adjust.h"
#include "crop/fit.h"

#include <cmath>

namespace fw::crop {

namespace {

using wire::FitMode;

constexpr double noSlack = 1e-3; ///< source pixels: less than this cannot be shared out

double cut(double value, double low, double high, double otherwise)
{
    if (!std::isfinite(value))
        return otherwise;
    return std::nearbyint(std::clamp(value, low, high) * 1e7) / 1e7;
}

double base(Size shown, Size output, FitMode mode)
{
    const double across = double(output.width) / std::max(1, shown.width);
    const double down = double(output.height) / std::max(1, shown.height);
    return mode == FitMode::Fit ? std::min(across, down) : std::max(across, down);
}

/// Whole numbers as Python's round() makes them: halves to even.
int whole(double value)
{
    return int(std::nearbyint(value));
}

/// The share of the slack that puts the frame at \a from; \a otherwise without slack.
double share(double from, int shown, double frame, double otherwise)
{
    const double slack = shown - frame;
    return std::abs(slack) < noSlack ? otherwise : from / slack;
}

/// \a rect cut to the source and moved inside; the whole source when it is no rectangle.
Rect within(Rect rect, Size shown)
{
    const Rect all{ 0, 0, double(shown.width), double(shown.height) };
    if (!std::isfinite(rect.x) || !std::isfinite(rect.y) || !(rect.width > 0) || !(rect.height > 0))
        return all;
    rect.width = std::min(rect.width, all.width);
    rect.height = std::min(rect.height, all.height);
    rect.x = std::clamp(rect.x, 0.0, all.width - rect.width);
    rect.y = std::clamp(rect.y, 0.0, all.height - rect.height);
    return rect;
}

/// How much too long the shorter side is for the shape of \a output; negative: too short.
double excess(Size output, const Rect &r)
{
    const double shape = double(output.width) / output.height;
    return shape < 1 ? r.width - r.height * shape : r.height - r.width / shape;
}

/// Whether \a r has the shape of \a output but for rounding by a chroma step.
bool nearlyOf(Size output, const Rect &r)
{
    return std::abs(excess(output, r)) <= 2;
}

/// \a r in the shape of \a output. What only rounding took or gave is shared out over both sides,
/// so that no edge moves by more than half a pixel, also next to a border.
Rect shaped(const Rect &r, Size shown, Size output)
{
    const double over = excess(output, r);
    if (std::abs(over) < 1e-6)
        return r;
    if (!nearlyOf(output, r)) {
        Frame frame;
        frame.source = shown;
        frame.step = frame.minimum = { 1, 1 };
        return sameSubject(r, ratioOf(output.width, output.height), frame);
    }
    // Cut at both ends, or, at a border, grown at one.
    const double shape = double(output.width) / output.height;
    const double flat = std::min(shape, 1 / shape);
    const double part = over > 0 ? 2 / (2 + flat) : 1 / (1 + 2 * flat);
    const double width = shape < 1 ? r.width - over * part : (r.height - over * part) * shape;
    const double most = std::min(shown.width * 1.0, shown.height * shape);
    const double w = std::min(width, most);
    return within(around(r.centre(), w, w / shape), shown);
}

/// The edit of this zoom whose frame lies nearest to \a at.
PanZoom framedAt(PanZoom edit, Point at, Size shown, Size output)
{
    edit = stored(edit);
    const double scale = base(shown, output, edit.mode) * edit.zoom;
    edit.cropX = share(at.x, shown.width, output.width / scale, edit.cropX);
    edit.cropY = share(at.y, shown.height, output.height / scale, edit.cropY);
    return stored(edit);
}

} // namespace

PanZoom stored(const PanZoom &edit)
{
    PanZoom kept = edit;
    kept.cropX = cut(edit.cropX, 0, 1, 0.5);
    kept.cropY = cut(edit.cropY, 0, 1, 0.5);
    kept.zoom = cut(edit.zoom, leastZoom, mostZoom, 1);
    return kept;
}

Laid lay(Size shown, Size output, const PanZoom &asked)
{
    const PanZoom edit = stored(asked);
    Laid laid;
    laid.scale = base(shown, output, edit.mode) * edit.zoom;
    laid.scaled = { even(shown.width * laid.scale), even(shown.height * laid.scale) };
    laid.hasSlackX = laid.scaled.width != output.width;
    laid.hasSlackY = laid.scaled.height != output.height;
    laid.x = whole((output.width - laid.scaled.width) * edit.cropX);
    laid.y = whole((output.height - laid.scaled.height) * edit.cropY);
    laid.picture
        = { std::max(0, laid.x), std::max(0, laid.y), std::min(output.width, laid.scaled.width),
            std::min(output.height, laid.scaled.height) };
    const double perX = double(shown.width) / laid.scaled.width;
    const double perY = double(shown.height) / laid.scaled.height;
    laid.visible = { std::max(0, -laid.x) * perX, std::max(0, -laid.y) * perY,
                     laid.picture.width * perX, laid.picture.height * perY };
    laid.barLeft = laid.picture.x;
    laid.barTop = laid.picture.y;
    laid.barRight = output.width - laid.picture.right();
    laid.barBottom = output.height - laid.picture.bottom();
    return laid;
}

Rect askedFrame(Size shown, Size output, const PanZoom &asked)
{
    const PanZoom edit = stored(asked);
    const double scale = base(shown, output, edit.mode) * edit.zoom;
    const double width = output.width / scale;
    const double height = output.height / scale;
    return { (shown.width - width) * edit.cropX, (shown.height - height) * edit.cropY, width,
             height };
}

Rect askedRect(Size shown, Size output, const PanZoom &edit)
{
    return common(askedFrame(shown, output, edit),
                  { 0, 0, double(shown.width), double(shown.height) });
}

Rect smallestRect(Size shown, Size output)
{
    const double scale = base(shown, output, FitMode::Fill) * mostZoom;
    return { 0, 0, output.width / scale, output.height / scale };
}

PanZoomFit panZoomFrom(const Rect &rect, Size shown, Size output, bool flip)
{
    PanZoomFit fit;
    fit.edit.mode = FitMode::Fill;
    fit.edit.flip = flip;
    const Rect given = within(rect, shown);
    fit.shapeChanged = !nearlyOf(output, given);
    const Rect r = shaped(given, shown, output);
    const double wanted = output.width / r.width / base(shown, output, FitMode::Fill);
    fit.zoomAtMost = wanted > mostZoom * (1 + 1e-9);
    fit.edit.zoom = cut(wanted, 1, mostZoom, 1);
    const double scale = base(shown, output, FitMode::Fill) * fit.edit.zoom;
    const Rect framed = around(r.centre(), output.width / scale, output.height / scale);
    fit.edit.cropX = fit.edit.cropY = 0.5;
    fit.edit = framedAt(fit.edit, { framed.x, framed.y }, shown, output);
    return fit;
}

PanZoom panned(const PanZoom &edit, double dx, double dy, Size shown, Size output)
{
    const Rect frame = askedFrame(shown, output, edit);
    const double x = std::isfinite(dx) ? frame.x - dx : frame.x;
    const double y = std::isfinite(dy) ? frame.y - dy : frame.y;
    return framedAt(edit, { x, y }, shown, output);
}

PanZoom zoomed(const PanZoom &edit, double zoom, Point about, Size shown, Size output)
{
    const Rect frame = askedFrame(shown, output, edit);
    PanZoom next = edit;
    next.zoom = std::isfinite(zoom) ? zoom : edit.zoom;
    next = stored(next);
    const double ratio = stored(edit).zoom / next.zoom;
    return framedAt(
        next, { about.x - (about.x - frame.x) * ratio, about.y - (about.y - frame.y) * ratio },
        shown, output);
}

PanZoom resizedAsZoom(const PanZoom &edit, Handle handle, const Drag &drag, Size shown, Size output)
{
    const double dx = sideX(handle) * (drag.to.x - drag.from.x);
    const double dy = sideY(handle) * (drag.to.y - drag.from.y);
    if (!std::isfinite(dx) || !std::isfinite(dy) || (dx == 0 && dy == 0))
        return edit;
    const Rect frame = askedFrame(shown, output, edit);
    const double sides = drag.modifiers.fromCentre ? 2 : 1;
    // The corner goes to the foot of the pointer on the diagonal; an edge follows it.
    double grown = frame.width + dx * sides;
    if (sideX(handle) == 0)
        grown = (frame.height + dy * sides) * frame.width / frame.height;
    else if (sideY(handle) != 0)
        grown = frame.width
            + (dx * frame.width + dy * frame.height) * sides * frame.width
                / (frame.width * frame.width + frame.height * frame.height);
    const double across = drag.modifiers.fromCentre ? 0 : sideX(handle);
    const double down = drag.modifiers.fromCentre ? 0 : sideY(handle);
    const Point kept{ frame.x + frame.width * (1 - across) / 2,
                      frame.y + frame.height * (1 - down) / 2 };
    const double zoom = grown > 0 ? stored(edit).zoom * frame.width / grown : mostZoom;
    return zoomed(edit, zoom, kept, shown, output);
}

PanZoom withMode(const PanZoom &edit, FitMode mode, Size shown, Size output)
{
    const Rect frame = askedFrame(shown, output, edit);
    PanZoom next = edit;
    next.mode = mode;
    next.zoom = stored(edit).zoom * base(shown, output, edit.mode) / base(shown, output, mode);
    next = stored(next);
    const double scale = base(shown, output, mode) * next.zoom;
    const Rect moved = around(frame.centre(), output.width / scale, output.height / scale);
    return framedAt(next, { moved.x, moved.y }, shown, output);
}

} // namespace fw::crop
