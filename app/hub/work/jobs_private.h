// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/record/record.h"
#include "hub/work/folders.h"
#include "hub/work/frames.h"
#include "hub/work/jobs.h"
#include "hub/work/queue.h"
#include "hub/work/runner.h"

#include <QThreadPool>
#include <QTimer>

#include <deque>

namespace fw::hub::work {

/// What Jobs hides: the database, the queue and the attempts that run.
struct Jobs::Private
{
    Private(Jobs &jobs, WorkOptions workOptions, const Clock &workClock);

    // Changes: written first, told then.
    Expected<void> write(const Report &report); ///< now or not at all
    void writeOrKeep(const Report &report); ///< of a runner: kept and tried again until it works
    void writeKept();
    bool isCurrent(const Report &report, int attempt) const;
    void tell(const Report &report);
    /// Does \a effect now, or, inside Jobs::together(), once everything is written.
    void after(std::function<void()> effect);

    // The queue.
    void wake(); ///< looks for work from the event loop
    void fillWorkers();
    void startJob(const JobId &id);
    void onEnded(const JobId &id);
    int active() const; ///< attempts that hold a worker: all but the paused
    void tellLoad();

    // Acts on jobs.
    Expected<JobId> addJob(record::JobRecord job);
    Expected<void> cancel(record::JobRecord job, const QString &reason);
    Expected<void> pause(record::JobRecord job, const QString &reason);
    Expected<void> resume(record::JobRecord job, const QString &reason);
    Expected<void> retry(record::JobRecord job, const QString &reason);
    Expected<void> prioritise(record::JobRecord job, int priority, const QString &reason);
    /// The change of a job without a runner to \a state.
    Report plainReport(record::JobRecord job, wire::JobState state, const QString &why) const;
    void enqueue(const wire::Job &row);
    Runner *runner(const JobId &id) const;

    // After a crash (contract: recovery rule).
    Expected<void> recover();
    Expected<void> closeDeadAttempt(const JobId &id);
    void removeLeftovers();
    void removeForgottenUploads();

    void overlay(wire::Job &row) const; ///< puts live progress on a recorded row
    void overlay(record::JobDetail &detail) const;

    Jobs &q;
    WorkOptions options;
    const Clock &clock;
    Folders folders;
    std::unique_ptr<record::Record> record;
    QThreadPool pool; ///< before the runners: it outlives them
    Queue queue;
    std::map<JobId, std::unique_ptr<Runner>> runners;
    std::deque<Report> kept; ///< could not be written yet
    QTimer keptTimer;
    std::unique_ptr<Frames> frames;
    std::array<int, 2> toldLoad{ -1, -1 };
    std::optional<std::vector<std::function<void()>>> effects; ///< inside together()
    std::optional<Failure> unkept; ///< inside together(): a verdict that was not written
    bool waking = false;
    bool draining = false;
};

} // namespace fw::hub::work
