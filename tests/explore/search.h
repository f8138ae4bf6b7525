// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explore/seen_set.h"

#include <QElapsedTimer>
#include <QStringList>

#include <sys/resource.h>

#include <algorithm>
#include <optional>

namespace fw::explore {

/// What a search met. A World has steps(), take(step), broken(), print(),
/// ended() and text(step).
struct Found
{
    qint64 states = 0; ///< distinct
    qint64 transitions = 0;
    qint64 depth = 0; ///< most steps of one history
    qint64 table = 0; ///< bytes of the set of states
    qint64 kept = 0; ///< most worlds that were held at once
    double seconds = 0;
    int ended = 0; ///< most things that came to an end in one history
    bool all = false; ///< every state within the budget was seen
    QString broken; ///< the invariant that does not hold; empty: all hold
    QStringList path; ///< how it came to that

    QString text() const
    {
        rusage usage{};
        getrusage(RUSAGE_SELF, &usage);
        return QStringLiteral("%1 states, %2 transitions, depth %3, %4 states/s, "
                              "%5; %6 MiB of "
                              "hashes, %7 worlds at once, %8 MiB at most")
            .arg(states)
            .arg(transitions)
            .arg(depth)
            .arg(seconds > 0 ? qRound64(double(states) / seconds) : 0)
            .arg(all ? QStringLiteral("exhausted") : QStringLiteral("cut at the limit"))
            .arg(double(table) / 1048576, 0, 'f', 1)
            .arg(kept)
            .arg(usage.ru_maxrss / 1024);
    }
};

/// The same steps in an order of their own at every moment, so that a search
/// that is cut has gone into more than one corner.
template <class Step> std::vector<Step> mixed(std::vector<Step> steps, const Print &print)
{
    quint64 random = print.b | 1;
    for (size_t at = steps.size(); at > 1; --at) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        std::swap(steps[at - 1], steps[random % at]);
    }
    return steps;
}

/// Depth first: the histories to go on with are few, so that large budgets fit
/// into memory.
template <class World> Found searchDeep(World first, qint64 most)
{
    using Step = typename World::Step;
    struct Level
    {
        World world;
        std::vector<Step> next;
        Step by;
        size_t at = 0;
    };
    Found found;
    SeenSet seen;
    QElapsedTimer timer;
    timer.start();
    std::vector<Level> stack;
    seen.insert(first.print());
    found.states = 1;
    auto begin = first.steps();
    stack.push_back({ std::move(first), std::move(begin), Step{} });
    while (!stack.empty() && found.broken.isEmpty() && found.states < most) {
        Level &level = stack.back();
        if (level.at >= level.next.size()) {
            stack.pop_back();
            continue;
        }
        const Step step = level.next[level.at++];
        // The last way on needs no copy.
        World world = level.at < level.next.size() ? level.world : std::move(level.world);
        world.take(step);
        ++found.transitions;
        const Print print = world.print();
        if (!seen.insert(print))
            continue;
        ++found.states;
        found.ended = std::max(found.ended, world.ended());
        found.broken = world.broken();
        auto next = mixed(world.steps(), print);
        stack.push_back({ std::move(world), std::move(next), step });
        found.depth = std::max(found.depth, qint64(stack.size()) - 1);
    }
    if (!found.broken.isEmpty()) {
        for (size_t at = 1; at < stack.size(); ++at)
            found.path.append(World::text(stack[at].by));
    }
    found.all = stack.empty();
    found.kept = found.depth + 1;
    found.table = qint64(seen.bytes());
    found.seconds = double(timer.nsecsElapsed()) / 1e9;
    return found;
}

/// Breadth first: a counter-example is as short as there is one.
template <class World> Found searchWide(World first, qint64 most)
{
    using Step = typename World::Step;
    struct Link // how a state was reached
    {
        quint32 from;
        Step by;
    };
    struct Node
    {
        World world;
        quint32 id;
    };
    Found found;
    SeenSet seen;
    QElapsedTimer timer;
    timer.start();
    std::vector<Link> links{ { 0, Step{} } };
    std::vector<Node> now;
    seen.insert(first.print());
    found.states = 1;
    now.push_back({ std::move(first), 0 });
    std::optional<quint32> bad;
    while (!now.empty() && !bad && found.states < most) {
        std::vector<Node> next;
        ++found.depth;
        for (size_t at = 0; at < now.size() && !bad && found.states < most; ++at) {
            Node node = std::move(now[at]);
            for (const Step &step : node.world.steps()) {
                World world = node.world;
                world.take(step);
                ++found.transitions;
                if (!seen.insert(world.print()))
                    continue;
                ++found.states;
                found.ended = std::max(found.ended, world.ended());
                const auto id = quint32(links.size());
                links.push_back({ node.id, step });
                found.broken = world.broken();
                if (!found.broken.isEmpty()) {
                    bad = id;
                    break;
                }
                next.push_back({ std::move(world), id });
            }
        }
        found.kept = std::max(found.kept, qint64(now.size() + next.size()));
        now = std::move(next);
    }
    for (quint32 at = bad.value_or(0); at != 0; at = links[at].from)
        found.path.prepend(World::text(links[at].by));
    found.all = now.empty() && !bad;
    found.table = qint64(seen.bytes() + links.size() * sizeof(Link));
    found.seconds = double(timer.nsecsElapsed()) / 1e9;
    return found;
}

} // namespace fw::explore
