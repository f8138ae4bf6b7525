// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/teller.h"

#include "hub/payloads.h"

namespace fw::hub {

using namespace Qt::StringLiterals;

Teller::Teller(const work::Jobs &jobs, EventLog &log, const SystemSampler &sampler, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_log(log)
    , m_sampler(sampler)
{
    connectJobs();
}

void Teller::connectJobs()
{
    using work::Jobs;
    connect(&m_jobs, &Jobs::jobCreated, this, [this](const wire::Job &job) {
        m_log.append(JobsChannel, "created"_L1, jobJson(job));
    });
    connect(&m_jobs, &Jobs::jobUpdated, this, &Teller::onUpdated);
    connect(&m_jobs, &Jobs::jobRemoved, this, [this](const JobId &id) {
        m_running.remove(id.text);
        m_log.append(JobsChannel, "removed"_L1, { { u"jobId"_s, id.text } });
    });
    connect(&m_jobs, &Jobs::jobStarted, this, &Teller::onStarted);
    connect(&m_jobs, &Jobs::jobProgressed, this, &Teller::onProgressed);
    connect(&m_jobs, &Jobs::jobCompleted, this, &Teller::onCompleted);
    connect(&m_jobs, &Jobs::jobFailed, this, &Teller::onFailed);
    connect(&m_jobs, &Jobs::stageChanged, this, [this](const JobId &id, const wire::Stage &stage) {
        m_log.append(StagesChannel, "STAGE_UPDATE"_L1, stageJson(id, stage));
    });
    connect(&m_jobs, &Jobs::thumbnailMade, this, [this](const JobId &id, const auto &thumbnail) {
        m_log.append(ThumbnailsChannel, "THUMBNAIL_GENERATED"_L1, thumbnailJson(id, thumbnail));
    });
    connect(&m_jobs, &Jobs::metadataFound, this, [this](const JobId &id, const auto &datum) {
        m_log.append(MetadataChannel, "METADATA_UPDATE"_L1, metadatumJson(id, datum));
    });
}

void Teller::onUpdated(const wire::Job &job)
{
    if (job.state != wire::JobState::Running)
        m_running.remove(job.id.text);
    m_log.append(JobsChannel, "updated"_L1, jobJson(job));
}

void Teller::onStarted(const JobId &id, WallTime time)
{
    m_running.insert(id.text, progressJson(id, {}, {}));
    m_log.append(StatusChannel, "start"_L1, startJson(id, time));
}

void Teller::onProgressed(const JobId &id, std::optional<double> progress, const QString &message)
{
    const QJsonObject data = progressJson(id, progress, message);
    m_running.insert(id.text, data);
    m_log.append(StatusChannel, "progress"_L1, data, id.text);
}

void Teller::onCompleted(const JobId &id, const std::vector<wire::Output> &outputs)
{
    m_running.remove(id.text);
    m_log.append(StatusChannel, "complete"_L1, completeJson(id, outputs));
}

void Teller::onFailed(const JobId &id, const wire::JobError &error)
{
    m_running.remove(id.text);
    m_log.append(StatusChannel, "error"_L1, failedJson(id, error));
    m_log.append(StagesChannel, "ERROR"_L1, errorJson(id, error));
}

void Teller::tellSystem()
{
    m_log.append(SystemChannel, "status"_L1, m_sampler.json(m_jobs.queueDepth(), m_jobs.workers()));
}

SnapshotData Teller::snapshot(ChannelIndex channel) const
{
    switch (channel) {
    case JobsChannel:
        return jobRows();
    case StatusChannel:
        return statuses();
    case SystemChannel: {
        const QJsonObject now = m_sampler.json(m_jobs.queueDepth(), m_jobs.workers());
        return { u"status"_s, false, 1, [now](qsizetype) { return now; } };
    }
    default:
        return parts(channel);
    }
}

SnapshotData Teller::jobRows() const
{
    auto rows = std::make_shared<const std::vector<wire::Job>>(m_jobs.all());
    const auto count = static_cast<qsizetype>(rows->size());
    return { u"jobs"_s, true, count,
             [rows](qsizetype i) { return jobJson((*rows)[static_cast<size_t>(i)]); } };
}

SnapshotData Teller::statuses() const
{
    const QList<QJsonObject> all = m_running.values();
    return { u"statuses"_s, true, all.size(), [all](qsizetype i) { return all.at(i); } };
}

SnapshotData Teller::parts(ChannelIndex channel) const
{
    auto items = std::make_shared<std::vector<QJsonObject>>();
    for (const auto &detail : m_jobs.unfinished()) {
        const JobId &id = detail.job.row.id;
        if (channel == StagesChannel) {
            for (const auto &stage : detail.stages)
                items->push_back(stageJson(id, stage));
        } else if (channel == ThumbnailsChannel) {
            for (const auto &thumbnail : detail.thumbnails)
                items->push_back(thumbnailJson(id, thumbnail));
        } else {
            for (const auto &datum : detail.metadata)
                items->push_back(metadatumJson(id, datum));
        }
    }
    const QString name = channel == StagesChannel ? u"stages"_s
        : channel == ThumbnailsChannel            ? u"thumbnails"_s
                                                  : u"metadata"_s;
    const auto count = static_cast<qsizetype>(items->size());
    return { name, true, count, [items](qsizetype i) { return (*items)[static_cast<size_t>(i)]; } };
}

} // namespace fw::hub
