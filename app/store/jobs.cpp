// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/jobs.h"

#include "store/activity.h"
#include "store/merge.h"
#include "store/rows.h"

#include <algorithm>
#include <span>

namespace fw::store {

using wire::isTerminal;
using wire::JobState;

namespace {

// A full list after a long absence may finish thousands of jobs at once; the activity list must
// not lose its past over that.
constexpr int maxLinesPerList = 100;

void share(State &state, wire::Job &job)
{
    // Neighbours in a list are mostly at the same stage.
    if (!state.jobs.empty() && state.jobs.back().job.stage == job.stage)
        job.stage = state.jobs.back().job.stage;
    else
        job.stage = shared(state, job.stage);
    if (job.error) {
        job.error->code = shared(state, job.error->code);
        job.error->stage = shared(state, job.error->stage);
    }
}

bool isSane(double progress)
{
    return progress >= 0 && progress <= 100; // also false for NaN
}

std::optional<WallTime> saidTime(const wire::Job &job)
{
    return std::max({ job.updated, job.finished, job.started, job.created });
}

bool movedOn(const wire::Job &before, const wire::Job &after)
{
    return before.state != after.state || before.stage != after.stage
        || before.progress != after.progress || before.message != after.message
        || before.attempt != after.attempt || before.error != after.error;
}

void addJob(State &state, const Source &from, wire::Job job, bool tell, Changes &changes)
{
    JobEntry entry;
    entry.server = from.server;
    share(state, job);
    if (job.progress && !isSane(*job.progress))
        job.progress.reset();
    entry.job = std::move(job);
    entry.heard = from.now.wall;
    if (!saidTime(entry.job))
        entry.moved = from.now.wall;
    trackProgress(entry, wire::Job{}, from.now.steady);
    const size_t row = addRow(state, std::move(entry), changes);
    if (!tell)
        return;
    const JobEntry &added = state.jobs[row];
    if (added.job.state == JobState::Queued)
        addJobActivity(state, added, Activity::Kind::Info, code::jobAdded, {}, from.now.wall,
                       changes);
    else
        addStateActivity(state, added, from.now.wall, changes);
}

// The hot path: two fields change in place, nothing is copied. False: nothing new.
bool moveOn(JobEntry &entry, const std::optional<double> &progress,
            const std::optional<QString> &message, Instant now)
{
    wire::Job &job = entry.job;
    const bool moved = progress && progress != job.progress;
    const bool spoke = message && *message != job.message;
    wire::Job before;
    before.state = job.state;
    before.progress = job.progress;
    before.attempt = job.attempt;
    if (moved)
        job.progress = progress;
    if (spoke)
        job.message = *message;
    if (moved)
        trackProgress(entry, before, now);
    return moved || spoke;
}

// The one place where a known row takes a new value.
void setJob(State &state, const Source &from, size_t row, wire::Job job, bool tell,
            Changes &changes)
{
    JobEntry &entry = state.jobs[row];
    entry.heard = from.now.wall;
    const bool wasConfirmed = std::exchange(entry.confirmed, true);
    if (job == entry.job) {
        if (!wasConfirmed)
            touchRow(row, changes);
        return;
    }
    const wire::Job before = std::exchange(entry.job, std::move(job));
    share(state, entry.job);
    // A newer time of the server's own says it better than ours.
    if (movedOn(before, entry.job) && !(saidTime(entry.job) > saidTime(before)))
        entry.moved = from.now.wall;
    trackProgress(entry, before, from.now.steady);
    touchRow(row, changes);
    const bool reopened = isTerminal(before.state) && !isTerminal(entry.job.state);
    if (reopened && !entry.job.attempt) {
        // A server that does not count attempts tells the stages of the new run anew.
        if (const auto parts = state.parts.find({ entry.server, entry.job.id });
            parts != state.parts.end()) {
            parts->stages.clear();
            changes.parts.push_back({ entry.server, entry.job.id });
        }
    }
    if (tell && entry.job.state != before.state)
        addStateActivity(state, entry, from.now.wall, changes);
}

/// Whether to write a line about a job that comes, and about one that is known.
struct Telling
{
    bool come;
    bool known;
};

void see(State &state, const Source &from, const wire::Job &seen, Weight weight, Telling tell,
         Changes &changes)
{
    if (seen.id.isEmpty())
        return;
    const auto row = state.rowOf.constFind({ from.server, seen.id });
    if (row == state.rowOf.cend())
        return addJob(state, from, seen, tell.come, changes);
    const JobEntry &entry = state.jobs[*row];
    wire::Job next
        = isNews(entry, seen, weight) ? merged(entry.job, seen) : completed(entry.job, seen);
    if (next.progress && !isSane(*next.progress))
        next.progress = entry.job.progress;
    setJob(state, from, *row, std::move(next), tell.known, changes);
}

// What we did ourselves is in no server's list; it stays for a while and goes then.
constexpr auto ownWorkStays = std::chrono::hours(24);

bool lacks(const JobEntry &entry, const Source &from, const QSet<JobId> &listed)
{
    if (entry.server != from.server || listed.contains(entry.job.id))
        return false;
    return !wire::isOwnWork(entry.job.id) || from.now.wall - entry.heard > ownWorkStays;
}

void dropUnlisted(State &state, const Source &from, const QSet<JobId> &listed, Changes &changes)
{
    std::vector<JobKey> missing;
    for (const JobEntry &entry : state.jobs) {
        if (lacks(entry, from, listed))
            missing.push_back({ entry.server, entry.job.id });
    }
    for (const JobKey &key : missing)
        forgetJob(state, key, changes);
}

void makeRoom(State &state, size_t coming)
{
    if (coming / 2 <= state.jobs.size())
        return; // mostly known: little will be added
    state.jobs.reserve(state.jobs.size() + coming);
    state.rowOf.reserve(static_cast<qsizetype>(state.jobs.size() + coming));
}

// told: lines written about this list so far.
void takeOver(State &state, const Source &from, std::span<const wire::Job> jobs, qint64 &told,
              Changes &changes)
{
    const qint64 first = state.nextActivity - told;
    for (const wire::Job &job : jobs) {
        const bool tell = state.nextActivity - first < maxLinesPerList;
        see(state, from, job, Weight::Truth, { .come = false, .known = tell }, changes);
    }
    told = state.nextActivity - first;
}

} // namespace

void trackProgress(JobEntry &entry, const wire::Job &before, Instant now)
{
    if (entry.job.state != JobState::Running || !entry.job.progress) {
        entry.progressSince = {};
        return;
    }
    const double progress = *entry.job.progress;
    const bool goesOn = entry.progressSince != Instant{} && before.state == JobState::Running
        && before.progress && progress >= *before.progress && before.attempt == entry.job.attempt;
    if (goesOn)
        return;
    entry.progressSince = now;
    entry.progressAtSince = progress;
}

void forgetJob(State &state, const JobKey &key, Changes &changes)
{
    const auto row = state.rowOf.constFind(key);
    if (row != state.rowOf.cend())
        removeRow(state, *row, changes);
    if (state.parts.remove(key) > 0)
        changes.parts.push_back(key);
    if (!state.gone.contains(key)) {
        state.gone.insert(key);
        state.goneOrder.push_back(key);
    }
    if (state.goneOrder.size() > State::maxGone) {
        state.gone.remove(state.goneOrder.front());
        state.goneOrder.pop_front();
    }
}

void seeJob(State &state, const Source &from, const wire::Job &seen, Weight weight, bool tell,
            Changes &changes)
{
    see(state, from, seen, weight, { .come = tell, .known = tell }, changes);
}

void reduceJob(State &state, const Source &from, const wire::JobSeen &event, Changes &changes)
{
    seeJob(state, from, event.job, Weight::Hint, true, changes);
}

void reduceJob(State &state, const Source &from, const wire::JobsReplaced &event, Changes &changes)
{
    QSet<JobId> listed;
    listed.reserve(static_cast<qsizetype>(event.jobs.size()));
    for (const wire::Job &job : event.jobs)
        listed.insert(job.id);
    dropUnlisted(state, from, listed, changes);
    makeRoom(state, event.jobs.size());
    qint64 told = 0;
    takeOver(state, from, event.jobs, told, changes);
    state.listed.insert(from.server);
}

void seeNext(State &state, const ServerId &server, const wire::JobsReplaced &list, size_t most,
             Now now, ListStand &stand, Changes &changes)
{
    if (stand.seen == 0) {
        stand.listed.reserve(static_cast<qsizetype>(list.jobs.size()));
        makeRoom(state, list.jobs.size());
    }
    const auto left = std::span(list.jobs).subspan(std::min(stand.seen, list.jobs.size()));
    const auto jobs = left.first(std::min(most, left.size()));
    for (const wire::Job &job : jobs)
        stand.listed.insert(job.id);
    takeOver(state, { server, now }, jobs, stand.told, changes);
    stand.seen += jobs.size();
}

bool dropNext(State &state, const ServerId &server, size_t most, Now now, ListStand &stand,
              Changes &changes)
{
    const Source from{ server, now };
    if (!stand.unchecked) {
        stand.unchecked = state.jobs.size();
        state.listed.insert(server); // so that the journal adds nothing behind
        ++state.eventsSeen;
        if (ServerState *known = state.server(server))
            known->lastHeard = now.wall;
    }
    // From the end, because rows that fill a hole move to the front: none is overlooked.
    size_t row = std::min(*stand.unchecked, state.jobs.size());
    const size_t end = row - std::min(row, 16 * most); // a look costs less than a job that goes
    for (size_t dropped = 0; row > end && dropped < most; --row) {
        const JobEntry &entry = state.jobs[row - 1];
        if (!lacks(entry, from, stand.listed))
            continue;
        forgetJob(state, { entry.server, entry.job.id }, changes);
        ++dropped;
    }
    stand.unchecked = row;
    return row == 0;
}

void reduceJob(State &state, const Source &from, const wire::JobRemoved &event, Changes &changes)
{
    const JobKey key{ from.server, event.id };
    if (const JobEntry *entry = state.find(key))
        addJobActivity(state, *entry, Activity::Kind::Info, code::jobRemoved, {}, from.now.wall,
                       changes);
    forgetJob(state, key, changes);
}

void reduceJob(State &state, const Source &from, const wire::JobStateSeen &event, Changes &changes)
{
    const JobKey key{ from.server, event.id };
    wire::Job seen;
    seen.id = event.id;
    seen.state = event.state;
    seen.error = event.error;
    seen.updated = event.time;
    const JobEntry *entry = state.find(key);
    if (!entry) {
        if (!state.gone.contains(key))
            seeJob(state, from, seen, Weight::Hint, true, changes);
        return;
    }
    // A start after the end counts when it is dated after it, or when nothing known has a date.
    const bool undated = event.time && !entry->job.updated && !entry->job.finished;
    seeJob(state, from, seen, undated ? Weight::Truth : Weight::Hint, true, changes);
}

void reduceJob(State &state, const Source &from, const wire::JobProgressed &event, Changes &changes)
{
    const JobKey key{ from.server, event.id };
    const auto row = state.rowOf.constFind(key);
    wire::Job seen;
    seen.id = event.id;
    seen.state = JobState::Running;
    if (event.progress && isSane(*event.progress))
        seen.progress = event.progress;
    seen.message = event.message.value_or(QString());
    if (row == state.rowOf.cend()) {
        if (!state.gone.contains(key) && !event.id.isEmpty())
            addJob(state, from, std::move(seen), true, changes);
        return;
    }
    JobEntry &entry = state.jobs[*row];
    if (isTerminal(entry.job.state) && entry.confirmed)
        return; // late
    if (entry.job.state != JobState::Running || !entry.confirmed) {
        // A pause or a question from the server may have overtaken this progress.
        if (entry.job.state == JobState::Paused || entry.job.state == JobState::Attention)
            seen.state = entry.job.state;
        wire::Job next = merged(entry.job, seen);
        next.error = seen.state == entry.job.state ? entry.job.error : next.error;
        return setJob(state, from, *row, std::move(next), true, changes);
    }
    entry.heard = from.now.wall;
    if (!moveOn(entry, seen.progress, event.message, from.now.steady))
        return;
    entry.moved = from.now.wall;
    touchRow(*row, changes);
}

} // namespace fw::store
