// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/reduce.h"

#include "base/overloaded.h"
#include "store/jobs.h"

#include <cmath>

namespace fw::store {

namespace {

// Below these a rate is noise (ux.md 3.1, ETA: only with a basis).
constexpr double minProgressSeen = 2;
constexpr std::chrono::seconds minTimeSeen{ 3 };
constexpr double longestLeft = 30.0 * 24 * 3600 * 1000; // a month, in ms; longer is no estimate

} // namespace

void reduce(State &state, const ServerId &server, const wire::Event &event, Now now,
            Changes &changes)
{
    const Source from{ server, now };
    ++state.eventsSeen;
    if (ServerState *known = state.server(server))
        known->lastHeard = now.wall;
    std::visit(overloaded{
                   [&](const wire::JobSeen &e) { reduceJob(state, from, e, changes); },
                   [&](const wire::JobsReplaced &e) { reduceJob(state, from, e, changes); },
                   [&](const wire::JobRemoved &e) { reduceJob(state, from, e, changes); },
                   [&](const wire::JobStateSeen &e) { reduceJob(state, from, e, changes); },
                   [&](const wire::JobProgressed &e) { reduceJob(state, from, e, changes); },
                   [&](const wire::StageSeen &e) { reducePart(state, from, e, changes); },
                   [&](const wire::ThumbnailSeen &e) { reducePart(state, from, e, changes); },
                   [&](const wire::MetadataSeen &e) { reducePart(state, from, e, changes); },
                   [&](const wire::OutputSeen &e) { reducePart(state, from, e, changes); },
                   [&](const wire::JobErrorSeen &e) { reducePart(state, from, e, changes); },
                   [&](const wire::JobDetailSeen &e) { reducePart(state, from, e, changes); },
                   [&](const wire::SystemStatusSeen &e) { reduceServer(state, from, e, changes); },
                   [&](const wire::EditSettled &e) { settle(state, from, e, changes); },
                   [&](const wire::GapSeen &e) { reduceServer(state, from, e, changes); },
                   [&](const wire::NoticeSeen &e) { reduceServer(state, from, e, changes); },
                   [&](const wire::ItemsReplaced &e) { reduceItem(state, from, e, changes); },
                   [&](const wire::ItemSeen &e) { reduceItem(state, from, e, changes); },
                   [&](const wire::ItemRemoved &e) { reduceItem(state, from, e, changes); },
                   [&](const wire::TransferSeen &e) { moveTransfer(state, from, e, changes); },
                   [&](const wire::ListConfirmed &e) { reduceServer(state, from, e, changes); },
               },
               event);
}

std::optional<TimeLeft> timeLeft(const JobEntry &entry, Instant now)
{
    const wire::Job &job = entry.job;
    if (job.state != wire::JobState::Running || !job.progress || entry.progressSince == Instant{})
        return std::nullopt;
    const double gained = *job.progress - entry.progressAtSince;
    const auto basis = std::chrono::duration_cast<Millis>(now - entry.progressSince);
    if (gained < minProgressSeen || basis < minTimeSeen)
        return std::nullopt;
    const double left = (100 - *job.progress) * static_cast<double>(basis.count()) / gained;
    if (left > longestLeft)
        return std::nullopt;
    return TimeLeft{ Millis(std::llround(left)), basis };
}

} // namespace fw::store
