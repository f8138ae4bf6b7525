// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/jobs_private.h"

// What people do to jobs. Each act is in the database before it happens to the child.

namespace fw::hub::work {

using namespace Qt::StringLiterals;
using wire::JobState;

namespace {

constexpr int mostPriority = 100; ///< wire/command.h: -100 to 100

tl::unexpected<Failure> notNow(const record::JobRecord &job, const QString &act)
{
    return fail(Failure::Code::Conflict,
                u"a job that is %1 cannot be %2"_s.arg(wire::stateWord(job.row.state), act));
}

QString because(const QString &what, const QString &reason)
{
    return reason.isEmpty() ? what : what + u": "_s + reason.left(500);
}

} // namespace

Report Jobs::Private::plainReport(record::JobRecord job, JobState state, const QString &why) const
{
    const WallTime now = clock.wall();
    job.row.state = state;
    job.row.updated = now;
    record::Change change;
    change.id = job.row.id;
    change.log.push_back({ now, u"info"_s, why, {}, job.row.attempt.value_or(1) });
    change.job = std::move(job);
    return { change, Report::Kind::Changed };
}

Expected<void> Jobs::Private::cancel(record::JobRecord job, const QString &reason)
{
    if (wire::isTerminal(job.row.state))
        return notNow(job, u"cancelled"_s);
    const JobId id = job.row.id;
    const QString why = because(u"Cancelled"_s, reason);
    Runner *there = runner(id);
    if (there && there->isCancelling())
        there = nullptr; // queued again by a retry while the cancelled attempt still goes down
    Report report;
    if (there) {
        report.change = there->stateChange(JobState::Cancelled, why);
    } else {
        job.row.finished = clock.wall();
        job.row.error.reset();
        job.interruptions = 0;
        report = plainReport(std::move(job), JobState::Cancelled, why);
    }
    if (auto done = write(report); !done)
        return done;
    after([this, id, there] {
        queue.remove(id);
        if (there)
            there->cancel();
        else
            folders.removeTemporary(id);
        wake();
    });
    return {};
}

Expected<void> Jobs::Private::pause(record::JobRecord job, const QString &reason)
{
    if (job.row.state != JobState::Queued && job.row.state != JobState::Running)
        return notNow(job, u"paused"_s);
    const JobId id = job.row.id;
    const QString why = because(u"Paused"_s, reason);
    Runner *there = runner(id);
    if (there && there->isCancelling())
        there = nullptr;
    const Report report = there
        ? Report{ there->stateChange(JobState::Paused, why), Report::Kind::Changed }
        : plainReport(std::move(job), JobState::Paused, why);
    if (auto done = write(report); !done)
        return done;
    after([this, id, there] {
        queue.remove(id);
        if (there)
            there->pause();
        wake();
    });
    return {};
}

Expected<void> Jobs::Private::resume(record::JobRecord job, const QString &reason)
{
    if (job.row.state != JobState::Paused)
        return notNow(job, u"resumed"_s);
    const QString why = because(u"Resumed, waits for a free worker"_s, reason);
    Runner *there = runner(job.row.id);
    if (there && there->isCancelling())
        there = nullptr;
    const wire::Job row = job.row;
    const Report report = there
        ? Report{ there->stateChange(JobState::Queued, why), Report::Kind::Changed }
        : plainReport(std::move(job), JobState::Queued, why);
    if (auto done = write(report); !done)
        return done;
    after([this, row, there] {
        if (there)
            there->job().row.state = JobState::Queued;
        enqueue(row);
        wake();
    });
    return {};
}

Expected<void> Jobs::Private::retry(record::JobRecord job, const QString &reason)
{
    const JobState state = job.row.state;
    if (state != JobState::Failed && state != JobState::Cancelled && state != JobState::Attention)
        return notNow(job, u"retried"_s);
    const auto attempts = record->attempts(job.row.id);
    if (!attempts)
        return tl::unexpected(attempts.error());
    job.row.attempt = attempts->empty() ? 1 : attempts->back().number + 1;
    job.row.error.reset();
    job.row.progress.reset();
    job.row.finished.reset();
    job.row.message.clear();
    job.row.stage.clear();
    const wire::Job row = job.row;
    const auto report = plainReport(std::move(job), JobState::Queued, because(u"Retry"_s, reason));
    if (auto done = write(report); !done)
        return done;
    after([this, row] {
        enqueue(row);
        wake();
    });
    return {};
}

Expected<void> Jobs::Private::prioritise(record::JobRecord job, int priority, const QString &reason)
{
    if (priority < -mostPriority || priority > mostPriority)
        return fail(Failure::Code::BadInput, u"the priority must be -100 to 100"_s);
    if (wire::isTerminal(job.row.state))
        return notNow(job, u"moved in the queue"_s);
    const JobId id = job.row.id;
    Runner *there = runner(id);
    if (there && there->isCancelling())
        there = nullptr;
    if (there)
        job = there->job();
    job.row.priority = priority;
    const wire::Job row = job.row;
    const QString why = because(u"Priority %1"_s.arg(priority), reason);
    if (auto done = write(plainReport(std::move(job), row.state, why)); !done)
        return done;
    after([this, id, row, there] {
        if (there)
            there->job().row.priority = row.priority;
        if (queue.contains(id))
            enqueue(row);
        wake();
    });
    return {};
}

} // namespace fw::hub::work
