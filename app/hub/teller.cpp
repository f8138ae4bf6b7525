// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/teller.h"

#include "hub/payloads.h"

#include <QJsonDocument>

namespace fw::hub {

using namespace Qt::StringLiterals;

namespace {

/// A snapshot of items that are JSON already.
SnapshotData listOf(const QString &name, std::vector<QByteArray> items)
{
    auto kept = std::make_shared<const std::vector<QByteArray>>(std::move(items));
    const auto count = static_cast<qsizetype>(kept->size());
    return { name, true, count,
             [kept](qsizetype i) -> QByteArrayView { return (*kept)[static_cast<size_t>(i)]; } };
}

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

Teller::Teller(const work::Jobs &jobs, EventLog &log, const SystemSampler &sampler, QObject *parent)
    : QObject(parent)
    , m_jobs(jobs)
    , m_log(log)
    , m_sampler(sampler)
    , m_parts([&jobs](const JobId &id) -> std::optional<record::JobDetail> {
        if (auto detail = jobs.detail(id))
            return std::move(*detail);
        return std::nullopt;
    })
{
    connectJobs();
    connectParts();
}

void Teller::load()
{
    m_rows.clear();
    m_jobs.eachRow([this](const wire::Job &job) { m_rows.put(job); });
    m_parts.clear();
    m_jobs.eachUnfinished([this](const record::JobDetail &detail) { m_parts.load(detail); });
}

void Teller::connectJobs()
{
    using work::Jobs;
    connect(&m_jobs, &Jobs::jobCreated, this, [this](const wire::Job &job) {
        m_rows.put(job);
        m_log.append(JobsChannel, "created"_L1, jobJson(job));
    });
    connect(&m_jobs, &Jobs::jobUpdated, this, &Teller::onUpdated);
    connect(&m_jobs, &Jobs::jobRemoved, this, [this](const JobId &id) {
        m_running.remove(id.text);
        m_rows.remove(id);
        m_parts.remove(id);
        m_log.append(JobsChannel, "removed"_L1, { { u"jobId"_s, id.text } });
    });
    connect(&m_jobs, &Jobs::jobStarted, this, &Teller::onStarted);
    connect(&m_jobs, &Jobs::jobProgressed, this, &Teller::onProgressed);
    connect(&m_jobs, &Jobs::jobCompleted, this, &Teller::onCompleted);
    connect(&m_jobs, &Jobs::jobFailed, this, &Teller::onFailed);
}

void Teller::connectParts()
{
    using work::Jobs;
    connect(&m_jobs, &Jobs::stageChanged, this, [this](const JobId &id, const wire::Stage &stage) {
        m_parts.put(id, stage);
        m_log.append(StagesChannel, "STAGE_UPDATE"_L1, stageJson(id, stage));
    });
    connect(&m_jobs, &Jobs::thumbnailMade, this, [this](const JobId &id, const auto &thumbnail) {
        m_parts.put(id, thumbnail);
        m_log.append(ThumbnailsChannel, "THUMBNAIL_GENERATED"_L1, thumbnailJson(id, thumbnail));
    });
    connect(&m_jobs, &Jobs::metadataFound, this, [this](const JobId &id, const auto &datum) {
        m_parts.put(id, datum);
        m_log.append(MetadataChannel, "METADATA_UPDATE"_L1, metadatumJson(id, datum));
    });
}

void Teller::onUpdated(const wire::Job &job)
{
    if (job.state != wire::JobState::Running)
        m_running.remove(job.id.text);
    m_rows.put(job);
    m_parts.onJob(job);
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
    case StagesChannel:
        return listOf(u"stages"_s, m_parts.items(OpenParts::Stages));
    case ThumbnailsChannel:
        return listOf(u"thumbnails"_s, m_parts.items(OpenParts::Thumbnails));
    case MetadataChannel:
        return listOf(u"metadata"_s, m_parts.items(OpenParts::Metadata));
    default: {
        const QByteArray now = compact(m_sampler.json(m_jobs.queueDepth(), m_jobs.workers()));
        return { u"status"_s, false, 1, [now](qsizetype) -> QByteArrayView { return now; } };
    }
    }
}

SnapshotData Teller::jobRows() const
{
    for (const wire::Job &job : m_jobs.live())
        m_rows.put(job);
    auto rows = std::make_shared<const JobRows::Frozen>(m_rows.frozen());
    return { u"jobs"_s, true, rows->size(), [rows](qsizetype i) { return rows->json(i); } };
}

SnapshotData Teller::statuses() const
{
    std::vector<QByteArray> all;
    for (const QJsonObject &payload : m_running)
        all.push_back(compact(payload));
    return listOf(u"statuses"_s, std::move(all));
}

} // namespace fw::hub
