// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/runner.h"

#include "hub/work/errors.h"
#include "hub/work/stages.h"

#include <algorithm>

// The second half of Runner: what the steps give, and the three ways an attempt ends.

namespace fw::hub::work {

using namespace Qt::StringLiterals;
using wire::JobState;

void Runner::onProduced(record::Change parts)
{
    for (wire::JobLogLine &entry : parts.log)
        entry = line(entry.level, entry.text);
    parts.id = m_run.job.row.id;
    QString &picture = m_run.job.row.thumbnail;
    if (picture.isEmpty() && !parts.thumbnails.empty()) {
        picture = parts.thumbnails.front().url;
        m_run.job.row.updated = m_clock.wall();
        parts.job = m_run.job;
    }
    Q_EMIT reported({ parts, Report::Kind::Changed });
}

void Runner::onDone(const QString &message)
{
    wire::Stage &stage = m_stages[m_current++];
    stage.state = JobState::Done;
    stage.progress = 100;
    stage.message = message;
    stage.finished = m_clock.wall();
    m_step.release()->deleteLater(); // it is the one that speaks
    refreshRow();
    Report report{ change(), Report::Kind::Changed };
    report.change.stages.push_back(stage);
    report.change.log.push_back(
        line(u"info"_s, message.isEmpty() ? u"Finished"_s : u"Finished: "_s + message));
    report.change.log.back().stage = stage.id.text;
    // The last stage and the end of the job are one change: a crash in between would redo it all.
    if (m_current < m_stages.size() || m_paused) {
        Q_EMIT reported(report);
        scheduleNext();
        return;
    }
    complete(std::move(report));
}

void Runner::complete(Report report)
{
    wire::Job &row = m_run.job.row;
    row.state = JobState::Done;
    row.finished = m_clock.wall();
    row.progress = 100;
    row.message.clear();
    m_run.job.interruptions = 0;
    report.kind = Report::Kind::Completed;
    report.change.job = m_run.job;
    report.change.outputs = m_run.outputs;
    report.change.attempts.push_back(attemptRow(JobState::Done, {}, {}));
    report.change.log.push_back(line(u"info"_s, u"Done: %1 files"_s.arg(m_run.outputs.size())));
    report.change.log.back().stage.clear();
    m_run.folders.removeTemporary(row.id);
    Q_EMIT reported(report);
    Q_EMIT ended();
}

void Runner::onFailed(wire::JobError error)
{
    wire::Job &row = m_run.job.row;
    wire::Stage &stage = m_stages[m_current];
    error.stage = stage.id.text;
    stage.state = JobState::Failed;
    stage.error = error;
    stage.finished = m_clock.wall();
    m_step.release()->deleteLater();
    m_run.folders.removeHalfWritten(row.id);

    const bool again = mayRunAgain(error);
    const int attempt = row.attempt.value_or(1);
    m_run.job.interruptions = 0;
    refreshRow();
    Report report{ change(), again ? Report::Kind::Changed : Report::Kind::Failed };
    report.change.stages.push_back(stage);
    report.change.attempts.push_back(attemptRow(JobState::Failed, error.message, error.code));
    report.change.log.push_back(line(u"error"_s, error.message));
    if (again) {
        row.state = JobState::Queued;
        row.attempt = attempt + 1;
        row.message.clear();
        report.change.log.push_back(line(u"warning"_s, u"Queued again by itself, once"_s));
    } else {
        row.state = JobState::Failed;
        row.finished = m_clock.wall();
        row.error = error;
        row.message = error.message;
    }
    report.change.job = m_run.job;
    Q_EMIT reported(report);
    Q_EMIT ended();
}

// A child that somebody killed says nothing about the media: one more try, then a person decides.
bool Runner::mayRunAgain(const wire::JobError &error) const
{
    if (error.code != "E_CHILD_KILLED"_L1)
        return false;
    return m_before.attempts.empty() || m_before.attempts.back().code != error.code;
}

void Runner::onStopped()
{
    // The state was written when cancelling was asked for; here only the traces go.
    if (m_before.outputs.empty())
        m_run.folders.removeOutputs(m_run.job.row.id);
    m_run.folders.removeTemporary(m_run.job.row.id);
    Q_EMIT ended();
}

record::Change Runner::stateChange(JobState state, const QString &why) const
{
    record::Change wanted = change();
    wire::Job &row = wanted.job->row;
    row.state = state;
    row.updated = m_clock.wall();
    if (const wire::Stage *running = stage()) {
        wanted.stages.push_back(*running);
        wanted.stages.back().state = state == JobState::Queued ? JobState::Paused : state;
    }
    if (state == JobState::Cancelled) {
        row.finished = row.updated;
        row.progress.reset();
        wanted.job->interruptions = 0;
        if (!wanted.stages.empty())
            wanted.stages.back().finished = row.updated;
        wanted.attempts.push_back(attemptRow(state, why, {}));
    }
    wanted.log.push_back(line(u"info"_s, why));
    return wanted;
}

record::Change Runner::stoppedChange() const
{
    const QString why = u"Interrupted: the hub was stopped"_s;
    const QString stopped = u"E_STOPPED"_s;
    record::Change wanted = change();
    wire::Job &row = wanted.job->row;
    row.state = m_paused && row.state == JobState::Paused ? JobState::Paused : JobState::Queued;
    row.attempt = row.attempt.value_or(1) + 1;
    row.progress.reset();
    row.message.clear();
    if (const wire::Stage *running = stage()) {
        wanted.stages.push_back(*running);
        wanted.stages.back().state = JobState::Attention;
        wanted.stages.back().error = stageError(stopped, why);
        wanted.stages.back().finished = m_clock.wall();
    }
    wanted.attempts.push_back(attemptRow(JobState::Attention, why, stopped));
    wanted.log.push_back(line(u"info"_s, why));
    return wanted;
}

record::Change Runner::change() const
{
    record::Change now;
    now.id = m_run.job.row.id;
    now.job = m_run.job;
    return now;
}

void Runner::refreshRow()
{
    m_run.job.row.progress = overallProgress(m_stages);
    m_run.job.row.updated = m_clock.wall();
}

record::Attempt Runner::attemptRow(JobState state, const QString &reason, const QString &code) const
{
    const int number = m_run.job.row.attempt.value_or(1);
    record::Attempt attempt;
    attempt.number = number;
    attempt.started = m_started;
    if (state != JobState::Running)
        attempt.finished = m_clock.wall();
    attempt.state = state;
    attempt.reason = reason;
    attempt.code = code;
    attempt.logPath = m_run.folders.log(m_run.job.row.id, number);
    return attempt;
}

wire::JobLogLine Runner::line(const QString &level, const QString &text) const
{
    const wire::Stage *running = stage();
    return { m_clock.wall(), level, text, running ? running->id.text : QString(),
             m_run.job.row.attempt.value_or(1) };
}

} // namespace fw::hub::work
