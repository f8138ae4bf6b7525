// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "crop/snap.h"

#include <cmath>

namespace fw::crop {

std::vector<Target> pictureTargets(const Frame &frame)
{
    const Rect all = whole(frame);
    std::vector<Target> targets;
    for (const Along along : { Along::X, Along::Y }) {
        const double extent = along == Along::X ? all.width : all.height;
        targets.push_back({ along, 0, Guide::FrameEdge, 0 });
        targets.push_back({ along, extent, Guide::FrameEdge, 1 });
        targets.push_back({ along, extent / 2, Guide::Centre, 0 });
        targets.push_back({ along, extent / 3, Guide::Third, 0 });
        targets.push_back({ along, extent * 2 / 3, Guide::Third, 1 });
    }
    return targets;
}

void addEdges(std::vector<Target> &targets, const Rect &rect, Guide guide, int index)
{
    targets.push_back({ Along::X, rect.x, guide, index });
    targets.push_back({ Along::X, rect.right(), guide, index });
    targets.push_back({ Along::Y, rect.y, guide, index });
    targets.push_back({ Along::Y, rect.bottom(), guide, index });
}

void addRect(std::vector<Target> &targets, const Rect &rect, Guide guide, int index)
{
    addEdges(targets, rect, guide, index);
    targets.push_back({ Along::X, rect.centre().x, guide, index });
    targets.push_back({ Along::Y, rect.centre().y, guide, index });
}

Rank rankOf(const Target &target, Line line, double from)
{
    const int order = line == Line::Middle ? 0 : line == Line::Near ? 1 : 2;
    return { std::llround(std::abs(target.at - from) * 1024), target.guide, order, target.at };
}

} // namespace fw::crop
