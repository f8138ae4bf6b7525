// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What one step of a crop gesture costs, beside a plain move of a rectangle in the same run.
#include "crop/adjust.h"
#include "crop/expression.h"
#include "crop/pan_zoom.h"
#include "crop/readout.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <vector>

using namespace fw::crop;

namespace {

constexpr int rounds = 400'000;
constexpr int repeats = 5;

volatile double sink; ///< results go here, so that nothing is left out

/// A rectangle moved and kept inside, with nothing else: what any editor has to do.
Rect plainMove(Rect r, double dx, double dy, const Frame &frame)
{
    r.x = std::clamp(r.x + dx, 0.0, frame.source.width - r.width);
    r.y = std::clamp(r.y + dy, 0.0, frame.source.height - r.height);
    return r;
}

/// Nanoseconds of one step: the best of a few runs. \a step gets a pointer that wanders.
template <class Step> double nanoseconds(Step step)
{
    double best = 1e12;
    for (int repeat = 0; repeat < repeats; ++repeat) {
        const auto start = std::chrono::steady_clock::now();
        double sum = 0;
        for (int i = 0; i < rounds; ++i)
            sum += step(Point{ double(i * 7 % 1999) - 1000, double(i * 13 % 1301) - 650 });
        const std::chrono::duration<double, std::nano> passed
            = std::chrono::steady_clock::now() - start;
        sink = sum;
        best = std::min(best, passed.count() / rounds);
    }
    return best;
}

template <class Step> void show(const char *name, double plain, Step step)
{
    const double took = nanoseconds(step);
    std::printf("%-46s %8.1f ns  %6.1f x\n", name, took, took / plain);
}

} // namespace

int main()
{
    Frame frame;
    frame.source = { 3840, 2160 };
    const Rect start{ 1200, 400, 720, 1280 };
    const Point from{ 1500, 900 };
    std::vector<Target> targets = pictureTargets(frame);
    addRect(targets, { 1300, 100, 1080, 1350 }, Guide::Accepted);
    for (int i = 0; i < 4; ++i)
        addRect(targets, { 200.0 + 300 * i, 90.0 * i, 800, 800 }, Guide::Sibling, i);
    const std::vector<Target> usual = targets;
    for (int i = 0; i < 200; ++i)
        targets.push_back({ i % 2 ? Along::X : Along::Y, 10.5 * i, Guide::Custom, i });

    Scene bare{ frame };
    Scene shaped{ frame };
    shaped.ratio = { 9, 16 };
    Scene guided = shaped;
    guided.targets = usual;
    guided.tolerance = 16;
    Scene crowded = guided;
    crowded.targets = targets;
    const auto drag = [&](Point by) {
        return Drag{ start, from, { from.x + by.x, from.y + by.y } };
    };

    const double plain
        = nanoseconds([&](Point by) { return plainMove(start, by.x, by.y, frame).x; });
    std::printf("%-46s %8.1f ns  %6.1f x\n", "plain rectangle move", plain, 1.0);
    show("move, no guides", plain, [&](Point by) { return moved(drag(by), bare).rect.x; });
    show("move, 40 guides", plain, [&](Point by) { return moved(drag(by), guided).rect.x; });
    show("move, 240 guides", plain, [&](Point by) { return moved(drag(by), crowded).rect.x; });
    show("resize, free", plain,
         [&](Point by) { return resized(Handle::BottomRight, drag(by), bare).rect.width; });
    show("resize, 9:16", plain,
         [&](Point by) { return resized(Handle::BottomRight, drag(by), shaped).rect.width; });
    show("resize, 9:16, 40 guides", plain,
         [&](Point by) { return resized(Handle::BottomRight, drag(by), guided).rect.width; });
    show("draw, 9:16, 40 guides", plain,
         [&](Point by) { return drawn(drag(by), guided).rect.width; });
    show("wheel", plain, [&](Point by) {
        return resizedAbout(start, { by.x + 1500, by.y + 900 }, wheelNotch, frame, shaped.ratio).x;
    });
    show("whole step: resize, round, read out", plain, [&](Point by) {
        const Step step = resized(Handle::BottomRight, drag(by), guided);
        const PixelRect sent
            = rounded(step.rect, frame, shaped.ratio, Rounding::Nearest, step.anchor);
        return readout(sent, frame, shaped.ratio).sharePercent;
    });
    show("rectangle to pan and zoom", plain, [&](Point by) {
        const Rect r = plainMove(start, by.x, by.y, frame);
        return panZoomFrom(r, frame.source, { 720, 1280 }).edit.cropX;
    });
    show("pan and zoom laid out", plain, [&](Point by) {
        PanZoom edit;
        edit.mode = fw::wire::FitMode::Fill;
        edit.cropX = (by.x + 1000) / 2000;
        edit.zoom = 2;
        return lay(frame.source, { 720, 1280 }, edit).visible.x;
    });
    show("\"1080-2*8\"", plain, [&](Point by) {
        return evaluate(u"1080-2*8", { by.x, 2160 }).value_or(0);
    });
    return 0;
}
