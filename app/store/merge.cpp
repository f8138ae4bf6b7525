// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/merge.h"

namespace fw::store {

using wire::isTerminal;
using wire::JobState;

namespace {

void say(QString &known, const QString &said)
{
    if (!said.isEmpty())
        known = said;
}

template <class T> void say(std::optional<T> &known, const std::optional<T> &said)
{
    if (said)
        known = said;
}

template <class T> void fill(T &known, const T &said)
{
    if (known == T{})
        known = said;
}

void forgetRun(wire::Job &job)
{
    job.progress.reset();
    job.error.reset();
    job.started.reset();
    job.finished.reset();
    job.stage.clear();
    job.message.clear();
}

} // namespace

bool surelyBefore(WallTime time, WallTime than)
{
    if (time.time_since_epoch() % std::chrono::seconds(1) == Millis(0))
        time += std::chrono::milliseconds(999);
    return time < than;
}

bool isNews(const JobEntry &entry, const wire::Job &seen, Weight weight)
{
    const wire::Job &known = entry.job;
    if (!entry.confirmed)
        return true;
    if (known.attempt && seen.attempt && *known.attempt != *seen.attempt)
        return *seen.attempt > *known.attempt;
    const bool reopens = isTerminal(known.state) && !isTerminal(seen.state);
    if (known.updated && seen.updated) {
        if (reopens && weight == Weight::Hint)
            return *seen.updated > *known.updated;
        return !surelyBefore(*seen.updated, *known.updated);
    }
    return weight == Weight::Truth || !reopens;
}

wire::Job merged(const wire::Job &known, const wire::Job &seen)
{
    wire::Job job = known;
    const bool newAttempt = known.attempt && seen.attempt && *seen.attempt > *known.attempt;
    const bool reopened = isTerminal(known.state) && !isTerminal(seen.state);
    if (newAttempt || reopened)
        forgetRun(job);
    if (seen.state != known.state)
        job.message.clear();
    job.state = seen.state;
    if (job.state != JobState::Failed && job.state != JobState::Attention)
        job.error.reset();
    if (!isTerminal(job.state))
        job.finished.reset();
    say(job.name, seen.name);
    say(job.source, seen.source);
    say(job.stage, seen.stage);
    say(job.message, seen.message);
    say(job.thumbnail, seen.thumbnail);
    say(job.progress, seen.progress);
    say(job.error, seen.error);
    say(job.bytes, seen.bytes);
    say(job.priority, seen.priority);
    say(job.attempt, seen.attempt);
    say(job.created, seen.created);
    say(job.started, seen.started);
    say(job.finished, seen.finished);
    if (seen.updated && (!job.updated || *seen.updated > *job.updated))
        job.updated = seen.updated;
    return job;
}

wire::Job completed(const wire::Job &known, const wire::Job &seen)
{
    wire::Job job = known;
    fill(job.name, seen.name);
    fill(job.source, seen.source);
    fill(job.thumbnail, seen.thumbnail);
    fill(job.bytes, seen.bytes);
    fill(job.created, seen.created);
    return job;
}

} // namespace fw::store
