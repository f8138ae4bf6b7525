// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/merge.h"

#include <algorithm>

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

// A server that never stops naming new fields must not fill the memory.
constexpr size_t maxFields = 500;

// True when it was news.
template <class T> bool learn(T &known, const T &said)
{
    if (said == T{} || known == said)
        return false;
    known = said;
    return true;
}

// Mostly a server names the fields in the same order each time: look there first.
bool learnField(std::vector<wire::Metadatum> &fields, const wire::Metadatum &said, size_t at)
{
    if (said.value.isNull() || said.value.isUndefined())
        return false;
    auto known = fields.begin() + static_cast<std::ptrdiff_t>(std::min(at, fields.size()));
    if (known == fields.end() || known->field != said.field)
        known = std::ranges::find(fields, said.field, &wire::Metadatum::field);
    if (known != fields.end())
        return mergeDatum(*known, said);
    if (fields.size() >= maxFields)
        return false;
    fields.push_back(said);
    return true;
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

bool isLate(const std::optional<WallTime> &seen, const std::optional<WallTime> &known)
{
    return seen && known && surelyBefore(*seen, *known);
}

bool mergeDatum(wire::Metadatum &known, const wire::Metadatum &seen)
{
    if (isLate(seen.updated, known.updated))
        return false;
    if (seen.updated)
        known.updated = seen.updated;
    if (known.value == seen.value)
        return false;
    known.value = seen.value;
    return true;
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
    say(job.hint, seen.hint);
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
    fill(job.hint, seen.hint);
    fill(job.bytes, seen.bytes);
    fill(job.created, seen.created);
    return job;
}

bool mergeItem(wire::Item &known, const wire::Item &seen)
{
    bool isNew = learn(known.name, seen.name);
    isNew |= learn(known.state, seen.state);
    isNew |= learn(known.picture, seen.picture);
    isNew |= learn(known.version, seen.version);
    isNew |= learn(known.file, seen.file);
    isNew |= learn(known.revision, seen.revision);
    isNew |= learn(known.by, seen.by);
    isNew |= learn(known.updated, seen.updated);
    isNew |= learn(known.expires, seen.expires);
    if (seen.whole) {
        isNew |= std::erase_if(known.fields,
                               [&seen](const wire::Metadatum &datum) {
                                   return std::ranges::find(seen.fields, datum.field,
                                                            &wire::Metadatum::field)
                                       == seen.fields.end();
                               })
            > 0;
    }
    for (size_t at = 0; at < seen.fields.size(); ++at)
        isNew |= learnField(known.fields, seen.fields[at], at);
    return isNew;
}

} // namespace fw::store
