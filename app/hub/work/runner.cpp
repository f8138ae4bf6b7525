// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/runner.h"

#include "hub/work/stages.h"

#include <QDir>
#include <QFileInfo>

#include <algorithm>

namespace fw::hub::work {

using namespace Qt::StringLiterals;
using wire::JobState;

Runner::Runner(const WorkOptions &options, const Folders &folders, QThreadPool &pool,
               const Clock &clock, record::JobDetail detail)
    : m_clock(clock)
    , m_before(std::move(detail))
    , m_run{ options, folders, pool, m_before.job, nullptr, {}, {} }
{
    m_stages = plannedStages(m_run.job, m_run.job.row.attempt.value_or(1));
}

Runner::~Runner() = default;

void Runner::start()
{
    wire::Job &row = m_run.job.row;
    m_started = m_clock.wall();
    const QString log = m_run.folders.log(row.id, row.attempt.value_or(1));
    QDir().mkpath(QFileInfo(log).absolutePath());
    m_run.log = std::make_shared<media::LogFile>(log);
    row.state = JobState::Running;
    row.started = m_started;
    row.finished.reset();
    row.error.reset();
    row.progress.reset();
    row.message.clear();
    Report report{ change(), Report::Kind::Started };
    report.change.stages = m_stages;
    report.change.attempts.push_back(attemptRow(JobState::Running, {}, {}));
    report.change.log.push_back(
        line(u"info"_s, u"Attempt %1 started"_s.arg(row.attempt.value_or(1))));
    Q_EMIT reported(report);
    scheduleNext();
}

// From the event loop: whoever hears of a change may cancel or pause before the next step begins.
void Runner::scheduleNext()
{
    QMetaObject::invokeMethod(this, &Runner::next, Qt::QueuedConnection);
}

void Runner::next()
{
    if (m_cancelling || m_step)
        return;
    if (m_paused) {
        m_nextHeld = true;
        return;
    }
    while (m_current < m_stages.size() && keepOld(m_stages[m_current]))
        ++m_current;
    if (m_current == m_stages.size())
        complete({ change(), Report::Kind::Completed });
    else
        begin(m_stages[m_current]);
}

bool Runner::keepOld(wire::Stage &stage)
{
    const auto old = std::find_if(m_before.stages.rbegin(), m_before.stages.rend(),
                                  [&](const wire::Stage &other) {
                                      return other.id == stage.id && other.attempt < stage.attempt
                                          && other.state == JobState::Done;
                                  });
    if (old == m_before.stages.rend() || !resultExists(*old))
        return false;
    const int attempt = stage.attempt;
    stage = *old;
    stage.attempt = attempt;
    stage.message = u"kept from attempt %1"_s.arg(old->attempt);
    refreshRow();
    Report report{ change(), Report::Kind::Changed };
    report.change.stages.push_back(stage);
    Q_EMIT reported(report);
    return true;
}

// PROBE and PUBLISH are always done again: the one finds out whether the source is still the same,
// the other is what is left to do.
bool Runner::resultExists(const wire::Stage &old) const
{
    const JobId &job = m_run.job.row.id;
    const bool sameSource = m_before.job.row.bytes == m_run.job.row.bytes;
    switch (kindOf(old.id)) {
    case StageKind::Sample:
        return QFileInfo(m_run.job.sourcePath).size() > 0;
    case StageKind::Thumbnails:
        return sameSource && !m_before.thumbnails.empty()
            && QFileInfo::exists(m_run.folders.thumbnail(job, int(m_before.thumbnails.size()) - 1));
    case StageKind::Render:
        return sameSource && QFileInfo(m_run.folders.rendered(job, formatOf(old.id))).size() > 0;
    case StageKind::Probe:
    case StageKind::Publish:
        return false;
    }
    return false;
}

void Runner::begin(wire::Stage &stage)
{
    stage.state = JobState::Running;
    stage.started = m_clock.wall();
    m_run.job.row.stage = stage.id.text;
    m_run.job.row.message.clear();
    m_lastProgress.reset();
    refreshRow();
    m_step = makeStep(stage.id);
    connect(m_step.get(), &Step::progressed, this, &Runner::onProgressed);
    connect(m_step.get(), &Step::produced, this, &Runner::onProduced);
    connect(m_step.get(), &Step::done, this, &Runner::onDone);
    connect(m_step.get(), &Step::failed, this, &Runner::onFailed);
    connect(m_step.get(), &Step::stopped, this, &Runner::onStopped);
    Report report{ change(), Report::Kind::Changed };
    report.change.stages.push_back(stage);
    Q_EMIT reported(report);
    if (!m_cancelling)
        m_step->start();
}

std::unique_ptr<Step> Runner::makeStep(const StageId &id)
{
    switch (kindOf(id)) {
    case StageKind::Sample:
        return sampleStep(m_run);
    case StageKind::Probe:
        return probeStep(m_run);
    case StageKind::Thumbnails:
        return thumbnailsStep(m_run);
    case StageKind::Render:
        return renderStep(m_run, formatOf(id));
    case StageKind::Publish:
        break;
    }
    return publishStep(m_run);
}

void Runner::pause()
{
    m_paused = true;
    m_run.job.row.state = JobState::Paused;
    if (m_step) {
        m_stages[m_current].state = JobState::Paused;
        m_step->pause();
    }
}

void Runner::resume()
{
    m_paused = false;
    m_run.job.row.state = JobState::Running;
    if (m_step) {
        m_stages[m_current].state = JobState::Running;
        m_step->resume();
    }
    if (std::exchange(m_nextHeld, false))
        scheduleNext();
}

void Runner::cancel()
{
    if (std::exchange(m_cancelling, true))
        return;
    m_run.job.row.state = JobState::Cancelled;
    if (m_step)
        m_step->cancel();
    else
        QMetaObject::invokeMethod(this, &Runner::onStopped, Qt::QueuedConnection);
}

void Runner::killAndWait()
{
    m_cancelling = true;
    if (m_step)
        m_step->killAndWait();
}

std::optional<qint64> Runner::childPid() const
{
    return m_step ? m_step->childPid() : std::nullopt;
}

const wire::Stage *Runner::stage() const
{
    return m_step && m_current < m_stages.size() ? &m_stages[m_current] : nullptr;
}

void Runner::onProgressed(std::optional<double> progress, const QString &message)
{
    wire::Stage &stage = m_stages[m_current];
    stage.progress = progress;
    stage.message = message;
    m_run.job.row.message = message;
    refreshRow();
    const Instant now = m_clock.now();
    if (m_lastProgress && now - *m_lastProgress < m_run.options.progressInterval)
        return;
    m_lastProgress = now;
    Q_EMIT progressed(stage);
}

} // namespace fw::hub::work
