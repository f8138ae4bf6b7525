// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/event_log.h"
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

    SnapshotData snapshot(ChannelIndex channel) const override;
    /// Says the machine's figures on system:status.
    void tellSystem();

private:
    void connectJobs();
    void onStarted(const JobId &id, WallTime time);
    void onProgressed(const JobId &id, std::optional<double> progress, const QString &message);
    void onCompleted(const JobId &id, const std::vector<wire::Output> &outputs);
    void onFailed(const JobId &id, const wire::JobError &error);
    void onUpdated(const wire::Job &job);
    SnapshotData jobRows() const;
    SnapshotData statuses() const;
    SnapshotData parts(ChannelIndex channel) const;

    const work::Jobs &m_jobs;
    EventLog &m_log;
    const SystemSampler &m_sampler;
    QHash<QString, QJsonObject> m_running; ///< last progress payload per running job
};

} // namespace fw::hub
