// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/gesture.h"

#include "crop/resize_axis.h"

#include <array>
#include <cmath>

namespace fw::crop {

namespace {

constexpr double far = 1e6; ///< a pointer is never taken to be further away, in source pixels

double way(double from, double to)
{
    const double d = to - from;
    return std::isfinite(d) ? std::clamp(d, -far, far) : 0;
}

/// The better of the moves of one axis onto a guide.
struct BestMove
{
    double by = 0;
    std::optional<Hit> hit;
    Rank rank;
};

/// Looks for the best guide for a span at \a at of \a size that may lie in 0 … \a extent.
BestMove snapMove(double at, double size, double extent, Along along, const Scene &scene)
{
    BestMove best;
    const std::array<double, 3> lines{ at, at + size / 2, at + size };
    for (const Target &target : scene.targets) {
        if (target.along != along)
            continue;
        for (const Line line : { Line::Near, Line::Middle, Line::Far }) {
            const double by = target.at - lines[size_t(line)];
            if (!(std::abs(by) <= scene.tolerance) || at + by < 0 || at + by > extent - size)
                continue;
            const Rank rank = rankOf(target, line, lines[size_t(line)]);
            if (!best.hit || rank < best.rank)
                best = { by, Hit{ target, line }, rank };
        }
    }
    return best;
}

double shapeOf(const Drag &drag, const Scene &scene)
{
    if (!scene.ratio.isFree())
        return scene.ratio.value();
    if ((scene.locked || drag.modifiers.keepRatio) && drag.rect.height > 0)
        return drag.rect.width / drag.rect.height;
    return 0;
}

/// The two axes of one resize and what couples them.
struct Resize
{
    ResizeAxis x;
    ResizeAxis y;
    double shape = 0; ///< width / height to keep; 0: none
    double least = 0; ///< width, with a shape
    double most = 0; ///< width, with a shape

    void couple(double newShape)
    {
        shape = newShape;
        most = std::min(x.most(true), y.most(true) * shape);
        least = std::min(std::max(x.least, y.least * shape), most);
    }
    Rect at(double width, double height) const
    {
        const ResizeAxis::Span h = x.built(width);
        const ResizeAxis::Span v = y.built(height);
        return { h.from, v.from, h.size, v.size };
    }
    Rect shaped(double width) const
    {
        const double w = std::clamp(width, least, most);
        return at(w, w / shape);
    }
    /// The width that the pointer asks for.
    double wantedWidth(double dx, double dy) const
    {
        if (x.side == 0)
            return y.wanted(dy) * shape;
        if (y.side == 0)
            return x.wanted(dx);
        return (x.wanted(dx) * shape + y.wanted(dy)) * shape / (shape * shape + 1);
    }
};

/// One free axis onto its best guide; \a size is what the pointer asks for.
double snapSize(double size, const ResizeAxis &axis, Along along, const Scene &scene,
                std::optional<Hit> &hit)
{
    const double edge = axis.edge(size);
    double best = size;
    Rank bestRank;
    for (const Target &target : scene.targets) {
        if (target.along != along || !(std::abs(target.at - edge) <= scene.tolerance))
            continue;
        const double wanted = axis.sizeFor(target.at);
        if (wanted < axis.least || wanted > axis.most(false))
            continue;
        const Rank rank = rankOf(target, axis.line(), edge);
        if (!hit || rank < bestRank) {
            hit = Hit{ target, axis.line() };
            bestRank = rank;
            best = wanted;
        }
    }
    return best;
}

double largestChange(const Rect &a, const Rect &b)
{
    return std::max({ std::abs(a.x - b.x), std::abs(a.y - b.y), std::abs(a.right() - b.right()),
                      std::abs(a.bottom() - b.bottom()) });
}

/// Both axes together onto the guide that asks for the least.
Rect snapShape(const Rect &plain, const Resize &resize, const Scene &scene, Hits &hits)
{
    Rect best = plain;
    Rank bestRank;
    for (const Target &target : scene.targets) {
        const bool across = target.along == Along::X;
        const ResizeAxis &axis = across ? resize.x : resize.y;
        if (axis.side == 0)
            continue;
        const double edge = axis.edge(across ? plain.width : plain.height);
        if (!(std::abs(target.at - edge) <= scene.tolerance))
            continue;
        const double width = axis.sizeFor(target.at) * (across ? 1 : resize.shape);
        if (width < resize.least || width > resize.most)
            continue;
        const Rank rank = rankOf(target, axis.line(), edge);
        if ((hits.x || hits.y) && !(rank < bestRank))
            continue;
        const Rect snapped = resize.shaped(width);
        if (largestChange(snapped, plain) > scene.tolerance)
            continue;
        const Hit hit{ target, axis.line() };
        hits = across ? Hits{ hit, {} } : Hits{ {}, hit };
        bestRank = rank;
        best = snapped;
    }
    return best;
}

/// The rectangle for what the pointer asks for, onto guides where there are some.
Step finished(const Resize &resize, double dx, double dy, const Drag &drag, const Scene &scene)
{
    const bool snaps = !drag.modifiers.noSnap && scene.tolerance > 0 && !scene.targets.empty();
    Step step;
    step.anchor = { resize.x.anchor(), resize.y.anchor() };
    if (resize.shape > 0) {
        step.rect = resize.shaped(resize.wantedWidth(dx, dy));
        if (snaps)
            step.rect = snapShape(step.rect, resize, scene, step.hits);
    } else {
        double width = resize.x.clamped(resize.x.wanted(dx));
        double height = resize.y.clamped(resize.y.wanted(dy));
        if (snaps && resize.x.side != 0)
            width = snapSize(width, resize.x, Along::X, scene, step.hits.x);
        if (snaps && resize.y.side != 0)
            height = snapSize(height, resize.y, Along::Y, scene, step.hits.y);
        step.rect = resize.at(width, height);
    }
    step.rect = inside(step.rect, scene.frame);
    return step;
}

} // namespace

Step moved(const Drag &drag, const Scene &scene)
{
    const Rect start = inside(drag.rect, scene.frame);
    double dx = way(drag.from.x, drag.to.x);
    double dy = way(drag.from.y, drag.to.y);
    if (dx == 0 && dy == 0)
        return { drag.rect };
    const bool across = std::abs(dx) >= std::abs(dy);
    if (drag.modifiers.axisLock)
        (across ? dy : dx) = 0;
    Step step;
    step.rect = start;
    const Size shown = scene.frame.shown();
    step.rect.x = std::clamp(start.x + dx, 0.0, shown.width - start.width);
    step.rect.y = std::clamp(start.y + dy, 0.0, shown.height - start.height);
    if (drag.modifiers.noSnap || !(scene.tolerance > 0))
        return step;
    if (!drag.modifiers.axisLock || across) {
        const BestMove best = snapMove(step.rect.x, start.width, shown.width, Along::X, scene);
        step.rect.x += best.by;
        step.hits.x = best.hit;
    }
    if (!drag.modifiers.axisLock || !across) {
        const BestMove best = snapMove(step.rect.y, start.height, shown.height, Along::Y, scene);
        step.rect.y += best.by;
        step.hits.y = best.hit;
    }
    return step;
}

Step resized(Handle handle, const Drag &drag, const Scene &scene)
{
    const double dx = sideX(handle) == 0 ? 0 : way(drag.from.x, drag.to.x);
    const double dy = sideY(handle) == 0 ? 0 : way(drag.from.y, drag.to.y);
    if (dx == 0 && dy == 0)
        return { drag.rect };
    const Rect start = inside(drag.rect, scene.frame);
    const bool centred = drag.modifiers.fromCentre;
    Resize resize;
    resize.x = { start.x, start.width, axisX(scene.frame), sideX(handle), centred };
    resize.y = { start.y, start.height, axisY(scene.frame), sideY(handle), centred };
    if (const double shape = shapeOf(drag, scene); shape > 0)
        resize.couple(shape);
    return finished(resize, dx, dy, drag, scene);
}

Step drawn(const Drag &drag, const Scene &scene)
{
    const Axis ax = axisX(scene.frame);
    const Axis ay = axisY(scene.frame);
    const double shape = shapeOf(drag, scene);
    const double leastWidth = shape > 0 ? std::max(ax.least * 1.0, ay.least * shape) : ax.least;
    const double leastHeight = shape > 0 ? leastWidth / shape : ay.least;
    const bool centred = drag.modifiers.fromCentre;
    const auto axis = [centred](double at, double to, const Axis &along, double least) {
        const double extent = along.extent;
        at = std::clamp(std::isfinite(at) ? at : 0, 0.0, extent);
        const double d = way(at, to);
        // Off the border, as far as the smallest rectangle asks for.
        const double room = std::min(centred ? least / 2 : least, centred ? extent / 2 : extent);
        const double low = centred || d < 0 ? room : 0;
        const double high = centred || d >= 0 ? extent - room : extent;
        at = std::clamp(at, low, high);
        return std::pair(ResizeAxis(at, 0, along, d < 0 ? -1 : 1, centred), way(at, to));
    };
    Resize resize;
    const auto [x, dx] = axis(drag.from.x, drag.to.x, ax, leastWidth);
    const auto [y, dy] = axis(drag.from.y, drag.to.y, ay, leastHeight);
    resize.x = x;
    resize.y = y;
    if (shape > 0)
        resize.couple(shape);
    return finished(resize, dx, dy, drag, scene);
}

} // namespace fw::crop
