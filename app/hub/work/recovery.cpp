// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/jobs_private.h"

#include "hub/work/errors.h"

#include <QDir>
#include <QSet>

// What is done at start with what the last run left. Recovery rule: an attempt that a crash ended
// is interrupted; after the first one in a row the job is queued again by itself, after the second
// it waits for a person.

namespace fw::hub::work {

using namespace Qt::StringLiterals;
using wire::JobState;

namespace {

constexpr auto interrupted = "Interrupted: the hub ended while it ran"_L1;

void closeStages(record::JobDetail &detail, int attempt, WallTime now, record::Change &change)
{
    for (wire::Stage &stage : detail.stages) {
        const bool open = stage.state == JobState::Running || stage.state == JobState::Paused;
        if (stage.attempt != attempt || !open)
            continue;
        stage.state = JobState::Attention;
        stage.finished = now;
        stage.error = stageError(u"E_INTERRUPTED"_s, interrupted);
        stage.error->stage = stage.id.text;
        change.stages.push_back(stage);
    }
}

} // namespace

Expected<void> Jobs::Private::recover()
{
    const auto open = record->inStates({ JobState::Queued, JobState::Running, JobState::Paused });
    if (!open)
        return tl::unexpected(open.error());
    for (const JobId &id : *open) {
        if (auto closed = closeDeadAttempt(id); !closed)
            return closed;
    }
    removeLeftovers();
    const auto waiting = record->queue();
    if (!waiting)
        return tl::unexpected(waiting.error());
    for (const record::Waiting &one : *waiting)
        queue.put(one);
    return {};
}

Expected<void> Jobs::Private::closeDeadAttempt(const JobId &id)
{
    const auto attempts = record->attempts(id);
    if (!attempts)
        return tl::unexpected(attempts.error());
    if (attempts->empty() || attempts->back().finished)
        return {}; // nothing of it was running
    auto detail = record->detail(id);
    if (!detail)
        return tl::unexpected(detail.error());
    const WallTime now = clock.wall();
    record::Change change;
    change.id = id;
    record::Attempt dead = attempts->back();
    closeStages(*detail, dead.number, now, change);
    dead.state = JobState::Attention;
    dead.finished = now;
    dead.reason = interrupted;
    dead.code = u"E_INTERRUPTED"_s;
    change.attempts.push_back(dead);

    record::JobRecord &job = detail->job;
    change.log.push_back({ now, u"warning"_s, interrupted, job.row.stage, dead.number });
    job.row.attempt = dead.number + 1;
    job.row.progress.reset();
    job.row.message.clear();
    job.row.updated = now;
    if (job.row.state == JobState::Running) {
        job.row.state = ++job.interruptions < 2 ? JobState::Queued : JobState::Attention;
        if (job.row.state == JobState::Attention) {
            job.row.error = stageError(u"E_INTERRUPTED"_s, interrupted);
            job.row.error->stage = job.row.stage;
            job.row.finished = now;
        }
    }
    change.job = job;
    return record->commit(change);
}

// An upload that a crash cut off has no job and nobody to finish it.
void Jobs::Private::removeForgottenUploads()
{
    const auto owned = record->ownedSources();
    if (!owned)
        return;
    const QSet<QString> keep(owned->begin(), owned->end());
    QDir uploads(folders.uploads());
    for (const QString &name : uploads.entryList(QDir::Files | QDir::Hidden)) {
        if (!keep.contains(uploads.filePath(name)))
            uploads.remove(name);
    }
}

void Jobs::Private::removeLeftovers()
{
    removeForgottenUploads();
    const QDir all(folders.allTemporary());
    for (const QString &name : all.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const JobId id{ name };
        const auto job = record->job(id);
        const bool over
            = !job || job->row.state == JobState::Done || job->row.state == JobState::Cancelled;
        if (over)
            folders.removeTemporary(id);
        else
            folders.removeHalfWritten(id);
    }
}

} // namespace fw::hub::work
