// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/work/step.h"

#include <deque>

namespace fw::hub::work {

/// What somebody is to be told once a change is in the database.
struct Report
{
    enum class Kind : quint8 { Changed, Started, Completed, Failed };
    record::Change change;
    Kind kind = Kind::Changed;
};

/// One attempt of one job: runs its stages one after the other. Says what is to be written with
/// reported(); the Jobs commit it and tell everybody else. Stages:
/// Queued -> Running (<-> Paused) -> Done | Failed | Cancelled; the first Failed ends the attempt.
class Runner final : public QObject
{
    Q_OBJECT
public:
    /// \a detail is the job as recorded, `attempt` of its row being the new attempt's number.
    Runner(const WorkOptions &options, const Folders &folders, QThreadPool &pool,
           const Clock &clock, record::JobDetail detail);
    ~Runner() override;

    void start();

    // The caller has written the change (see paused(), resumed(), cancelledChange()) before.
    void pause();
    void resume();
    void cancel(); ///< ended() follows when the child is gone and its files are removed
    void killAndWait();

    /// What to write for a state asked for from outside.
    record::Change stateChange(wire::JobState state, const QString &why) const;
    /// What to write when the hub goes down: the attempt is over, the job waits (or stays paused).
    record::Change stoppedChange() const;

    /// The row as it is this moment, progress included.
    const wire::Job &row() const { return m_run.job.row; }
    record::JobRecord &job() { return m_run.job; }
    /// The running stage, when there is one.
    const wire::Stage *stage() const;
    bool isPaused() const { return m_paused; }
    bool isCancelling() const { return m_cancelling; }
    std::optional<qint64> childPid() const;

Q_SIGNALS:
    void reported(const fw::hub::work::Report &report);
    /// Droppable, at most every progressInterval.
    void progressed(const fw::wire::Stage &stage);
    /// No more will come; the job's row says how it ended.
    void ended();

private:
    void next();
    void scheduleNext();
    bool keepOld(wire::Stage &stage);
    bool resultExists(const wire::Stage &old) const;
    void begin(wire::Stage &stage);
    std::unique_ptr<Step> makeStep(const StageId &id);
    void onProgressed(std::optional<double> progress, const QString &message);
    void onProduced(record::Change parts);
    void onDone(const QString &message);
    void onFailed(wire::JobError error);
    void onStopped();
    void complete(Report report);
    record::Change change() const;
    void refreshRow();
    record::Attempt attemptRow(wire::JobState state, const QString &reason,
                               const QString &code) const;
    wire::JobLogLine line(const QString &level, const QString &text) const;
    bool mayRunAgain(const wire::JobError &error) const;

    const Clock &m_clock;
    record::JobDetail m_before; ///< as recorded when the attempt began
    Attempting m_run;
    std::vector<wire::Stage> m_stages;
    size_t m_current = 0;
    std::unique_ptr<Step> m_step;
    std::optional<WallTime> m_started;
    std::optional<Instant> m_lastProgress;
    bool m_paused = false;
    bool m_nextHeld = false; ///< the step ended while paused
    bool m_cancelling = false;
};

} // namespace fw::hub::work
