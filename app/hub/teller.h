// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/event_log.h"
#include "hub/job_rows.h"
#include "hub/open_parts.h"
#include "hub/snapshots.h"
#include "hub/system_sampler.h"
#include "hub/work/jobs.h"

#include <QHash>

namespace fw::hub {

/// Turns what the jobs say into events of the channels, and knows how each channel looks now.
class Teller final : public QObject, public SnapshotSource
{
    Q_OBJECT
public:
    /// All three must outlive the teller.
    Teller(const work::Jobs &jobs, EventLog &log, const SystemSampler &sampler,
           QObject *parent = nullptr);

    /// Reads how every job is now; once, when the jobs have started.
    void load();
    SnapshotData snapshot(ChannelIndex channel) const override;
    /// Says the machine's figures on system:status.
    void tellSystem();

private:
    void connectJobs();
    void connectParts();
    void onStarted(const JobId &id, WallTime time);
    void onProgressed(const JobId &id, std::optional<double> progress, const QString &message);
    void onCompleted(const JobId &id, const std::vector<wire::Output> &outputs);
    void onFailed(const JobId &id, const wire::JobError &error);
    void onUpdated(const wire::Job &job);
    SnapshotData jobRows() const;
    SnapshotData statuses() const;

    const work::Jobs &m_jobs;
    EventLog &m_log;
    const SystemSampler &m_sampler;
    mutable JobRows m_rows; ///< live progress is put in when somebody looks
    OpenParts m_parts;
    QHash<QString, QJsonObject> m_running; ///< last progress payload per running job
};

} // namespace fw::hub
