// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/activity.h"
#include "store/jobs.h"
#include "store/merge.h"
#include "store/rows.h"

#include <algorithm>
#include <tuple>

namespace fw::store {

using namespace Qt::StringLiterals;
using wire::isTerminal;
using wire::JobState;

namespace {

// A server that never stops naming new parts must not fill the memory.
constexpr size_t maxItems = 1000;

// The least recently begun goes first; a job that still works keeps its parts a few rounds longer.
void makeRoom(State &state, Changes &changes)
{
    for (int tries = 0; tries < 8 && state.partsOrder.size() > State::maxParts; ++tries) {
        const JobKey key = state.partsOrder.front();
        state.partsOrder.pop_front();
        const JobEntry *entry = state.find(key);
        if (entry && !isTerminal(entry->job.state) && tries < 7) {
            state.partsOrder.push_back(key);
            continue;
        }
        if (state.parts.remove(key) > 0)
            changes.parts.push_back(key);
    }
}

JobParts *partsFor(State &state, const JobKey &key, Changes &changes)
{
    if (key.job.isEmpty() || state.gone.contains(key))
        return nullptr;
    const auto found = state.parts.find(key);
    if (found != state.parts.end())
        return &*found;
    state.partsOrder.push_back(key);
    makeRoom(state, changes);
    return &state.parts[key];
}

void noteParts(const JobKey &key, Changes &changes)
{
    if (changes.parts.empty() || changes.parts.back() != key)
        changes.parts.push_back(key);
}

// Puts a value into a list under its own name; false when nothing changed.
template <class T, class Id> bool upsert(std::vector<T> &list, const T &value, Id T::*id)
{
    const auto found = std::ranges::find(list, value.*id, id);
    if (found == list.end()) {
        if (list.size() >= maxItems)
            return false;
        list.push_back(value);
        return true;
    }
    if (*found == value)
        return false;
    *found = value;
    return true;
}

bool startsAgain(const wire::Stage &known, const wire::Stage &seen)
{
    if (known.updated && seen.updated)
        return *seen.updated > *known.updated;
    return known.finished && seen.started && *seen.started >= *known.finished;
}

// Like a job's: a finished stage stays finished within its attempt; what was not said stays.
wire::Stage mergedStage(const wire::Stage &known, const wire::Stage &seen)
{
    if (isLate(seen.updated, known.updated))
        return known;
    const bool reopens = isTerminal(known.state) && !isTerminal(seen.state);
    if (reopens && !startsAgain(known, seen))
        return known;
    wire::Stage stage = seen;
    if (stage.weight <= 0)
        stage.weight = known.weight;
    if (reopens)
        return stage;
    if (!stage.progress)
        stage.progress = known.progress;
    if (stage.message.isEmpty() && stage.state == known.state)
        stage.message = known.message;
    if (!stage.error && (stage.state == JobState::Failed || stage.state == JobState::Attention))
        stage.error = known.error;
    if (!stage.started)
        stage.started = known.started;
    if (!stage.finished && isTerminal(stage.state))
        stage.finished = known.finished;
    if (!stage.updated)
        stage.updated = known.updated;
    return stage;
}

bool putStage(std::vector<wire::Stage> &stages, const wire::Stage &seen)
{
    const auto same = [&seen](const wire::Stage &stage) {
        return stage.id == seen.id && stage.attempt == seen.attempt;
    };
    wire::Stage next = seen;
    const auto found = std::ranges::find_if(stages, same);
    if (found != stages.end()) {
        next = mergedStage(*found, seen);
        if (next == *found)
            return false;
        if (next.order == found->order) {
            *found = next;
            return true;
        }
        stages.erase(found);
    } else if (stages.size() >= maxItems) {
        return false;
    }
    const auto before = [](const wire::Stage &a, const wire::Stage &b) {
        return std::tie(a.attempt, a.order) < std::tie(b.attempt, b.order);
    };
    stages.insert(std::upper_bound(stages.begin(), stages.end(), next, before), next);
    return true;
}

void showRunningStage(State &state, const JobKey &key, const wire::Stage &stage, Changes &changes)
{
    const auto row = state.rowOf.constFind(key);
    if (row == state.rowOf.cend() || stage.state != JobState::Running)
        return;
    wire::Job &job = state.jobs[*row].job;
    if (isTerminal(job.state) || job.stage == stage.id.text
        || stage.attempt < job.attempt.value_or(1))
        return;
    job.stage = shared(state, stage.id.text);
    touchRow(*row, changes);
}

// Percent of the job that its stages make up, where they say what they weigh; what is not known
// yet counts as not done.
std::optional<double> summedProgress(const JobParts &parts, int attempt)
{
    double sum = 0;
    bool weighs = false;
    for (const wire::Stage &stage : parts.stages) {
        if (stage.attempt != attempt || !(stage.weight > 0))
            continue;
        weighs = true;
        const double done = stage.state == JobState::Done
            ? 100
            : std::clamp(stage.progress.value_or(0), 0., 100.);
        sum += stage.weight * done / 100;
    }
    return weighs ? std::optional(std::min(sum, 100.)) : std::nullopt;
}

// Only upwards: a client that came late does not know all stages.
void sumProgress(State &state, const Source &from, const JobKey &key, const JobParts &parts,
                 int attempt, Changes &changes)
{
    const auto row = state.rowOf.constFind(key);
    const auto sum = summedProgress(parts, attempt);
    if (row == state.rowOf.cend() || !sum)
        return;
    JobEntry &entry = state.jobs[*row];
    if (entry.job.state != JobState::Running || attempt != entry.job.attempt.value_or(attempt)
        || !(*sum > entry.job.progress.value_or(0))) // also when it is no number
        return;
    wire::Job before;
    before.state = entry.job.state;
    before.progress = std::exchange(entry.job.progress, sum);
    before.attempt = entry.job.attempt;
    trackProgress(entry, before, from.now.steady);
    touchRow(*row, changes);
}

bool putDatum(std::vector<wire::Metadatum> &metadata, const wire::Metadatum &seen)
{
    const auto known = std::ranges::find(metadata, seen.field, &wire::Metadatum::field);
    if (known != metadata.end())
        return mergeDatum(*known, seen);
    if (metadata.size() >= maxItems)
        return false;
    metadata.push_back(seen);
    return true;
}

const wire::Stage *knownStage(const JobParts &parts, const wire::Stage &seen)
{
    const auto found = std::ranges::find_if(parts.stages, [&seen](const wire::Stage &stage) {
        return stage.id == seen.id && stage.attempt == seen.attempt;
    });
    return found == parts.stages.end() ? nullptr : &*found;
}

// A stage that was not known before tells nothing new by itself: it may only have been read late.
bool stageMoved(const wire::Stage *known, const wire::Stage *now)
{
    return known && now
        && (known->state != now->state || known->progress != now->progress
            || known->message != now->message);
}

// Words and figures that come up for the first time may be from long ago.
bool rowMoved(const wire::Job &before, const wire::Job &now)
{
    return (!before.stage.isEmpty() && before.stage != now.stage)
        || (before.progress && before.progress != now.progress);
}

// What moves a part of a job moves the job: at the server's time, else when it was heard.
void noteMove(State &state, const Source &from, const JobKey &key,
              const std::optional<WallTime> &said, Changes &changes)
{
    const auto row = state.rowOf.constFind(key);
    if (row == state.rowOf.cend())
        return;
    JobEntry &entry = state.jobs[*row];
    const WallTime time = said.value_or(from.now.wall);
    if (time <= entry.moved)
        return;
    entry.moved = time;
    touchRow(*row, changes);
}

bool failedNow(const JobParts &parts, const wire::Stage &seen)
{
    if (seen.state != JobState::Failed)
        return false;
    const wire::Stage *known = knownStage(parts, seen);
    return !known || known->state != JobState::Failed;
}

QString reasonOf(const std::optional<wire::JobError> &error)
{
    if (!error)
        return {};
    if (error->code.isEmpty() || error->message.isEmpty())
        return error->code + error->message;
    return error->code + u": "_s + error->message;
}

void addLogLine(JobParts &parts, wire::JobLogLine line)
{
    const size_t looked = std::min<size_t>(parts.log.size(), 50);
    if (std::find(parts.log.end() - static_cast<std::ptrdiff_t>(looked), parts.log.end(), line)
        != parts.log.end())
        return;
    parts.log.push_back(std::move(line));
    if (parts.log.size() > State::maxLogLines)
        parts.log.erase(parts.log.begin());
}

} // namespace

void reducePart(State &state, const Source &from, const wire::StageSeen &event, Changes &changes)
{
    const JobKey key{ from.server, event.job };
    JobParts *parts = event.stage.id.isEmpty() ? nullptr : partsFor(state, key, changes);
    if (!parts)
        return;
    const bool failed = failedNow(*parts, event.stage);
    const wire::Stage *found = knownStage(*parts, event.stage);
    const auto before = found ? std::optional(*found) : std::nullopt;
    const JobEntry *entry = state.find(key);
    const auto rowBefore = entry ? std::optional(entry->job) : std::nullopt;
    wire::Stage stage = event.stage;
    stage.id.text = shared(state, stage.id.text);
    if (!putStage(parts->stages, stage))
        return;
    noteParts(key, changes);
    showRunningStage(state, key, stage, changes);
    sumProgress(state, from, key, *parts, stage.attempt, changes);
    if (stageMoved(before ? &*before : nullptr, knownStage(*parts, stage))
        || (rowBefore && rowMoved(*rowBefore, entry->job)))
        noteMove(state, from, key, stage.updated, changes);
    if (failed && entry)
        addJobActivity(state, *entry, Activity::Kind::Warning, code::stageFailed,
                       u"%1 %2"_s.arg(stage.id.text, reasonOf(stage.error)).trimmed(),
                       from.now.wall, changes);
}

void reducePart(State &state, const Source &from, const wire::ThumbnailSeen &event,
                Changes &changes)
{
    const JobKey key{ from.server, event.job };
    JobParts *parts = partsFor(state, key, changes);
    if (!parts || !upsert(parts->thumbnails, event.thumbnail, &wire::Thumbnail::id))
        return;
    noteParts(key, changes);
    const auto row = state.rowOf.constFind(key);
    if (row != state.rowOf.cend() && state.jobs[*row].job.thumbnail.isEmpty()) {
        state.jobs[*row].job.thumbnail = event.thumbnail.url;
        touchRow(*row, changes);
    }
}

void reducePart(State &state, const Source &from, const wire::MetadataSeen &event, Changes &changes)
{
    const JobKey key{ from.server, event.job };
    JobParts *parts = partsFor(state, key, changes);
    if (parts && putDatum(parts->metadata, event.datum))
        noteParts(key, changes);
}

void reducePart(State &state, const Source &from, const wire::OutputSeen &event, Changes &changes)
{
    const JobKey key{ from.server, event.job };
    JobParts *parts = partsFor(state, key, changes);
    if (parts && upsert(parts->outputs, event.output, &wire::Output::id))
        noteParts(key, changes);
}

void reducePart(State &state, const Source &from, const wire::JobErrorSeen &event, Changes &changes)
{
    if (event.job.isEmpty())
        return noteServerError(state, from, reasonOf(event.error), changes);
    const JobKey key{ from.server, event.job };
    JobParts *parts = partsFor(state, key, changes);
    if (!parts)
        return;
    const JobEntry *entry = state.find(key);
    wire::JobLogLine line;
    line.time = event.time.value_or(from.now.wall);
    line.level = event.error.recoverable ? u"warning"_s : u"error"_s;
    line.text = reasonOf(event.error);
    line.stage = event.error.stage;
    line.attempt = entry ? entry->job.attempt.value_or(1) : 1;
    const size_t before = parts->log.size();
    addLogLine(*parts, std::move(line));
    if (parts->log.size() == before)
        return;
    noteParts(key, changes);
    if (entry)
        addJobActivity(state, *entry, Activity::Kind::Warning, code::jobError,
                       reasonOf(event.error), from.now.wall, changes);
}

void reducePart(State &state, const Source &from, const wire::JobDetailSeen &event,
                Changes &changes)
{
    const JobKey key{ from.server, event.job.id };
    seeJob(state, from, event.job, Weight::Truth, true, changes);
    JobParts *parts = partsFor(state, key, changes);
    if (!parts)
        return;
    JobParts next;
    for (const wire::Stage &stage : event.stages)
        putStage(next.stages, stage);
    next.thumbnails = event.thumbnails;
    next.metadata = event.metadata;
    next.outputs = event.outputs;
    next.log = event.log;
    if (next.log.size() > State::maxLogLines)
        next.log.erase(next.log.begin(), next.log.end() - State::maxLogLines);
    next.complete = true;
    if (next == *parts)
        return;
    for (const wire::Stage &stage : next.stages) {
        if (stageMoved(knownStage(*parts, stage), &stage))
            noteMove(state, from, key, stage.updated, changes);
    }
    *parts = std::move(next);
    noteParts(key, changes);
}

} // namespace fw::store
