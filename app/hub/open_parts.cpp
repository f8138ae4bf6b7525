// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/open_parts.h"

#include "hub/payloads.h"

#include <QJsonDocument>

#include <algorithm>

namespace fw::hub {

namespace {

QByteArray compact(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString keyOf(const wire::Stage &stage)
{
    return QString::number(stage.attempt) + u' ' + stage.id.text;
}

} // namespace

void OpenParts::put(std::vector<Item> &items, const QString &key, QByteArray json)
{
    const auto same = std::ranges::find(items, key, &Item::key);
    if (same == items.end())
        items.push_back({ key, std::move(json) });
    else
        same->json = std::move(json);
}

void OpenParts::load(const record::JobDetail &detail)
{
    const JobId &id = detail.job.row.id;
    if (wire::isTerminal(detail.job.row.state))
        return;
    Parts parts;
    for (const auto &stage : detail.stages)
        put(parts[Stages], keyOf(stage), compact(stageJson(id, stage)));
    for (const auto &thumbnail : detail.thumbnails)
        put(parts[Thumbnails], thumbnail.id.text, compact(thumbnailJson(id, thumbnail)));
    for (const auto &datum : detail.metadata)
        put(parts[Metadata], datum.field, compact(metadatumJson(id, datum)));
    m_jobs.insert_or_assign(id, std::move(parts));
}

// A cancelled attempt that goes down still tells of its stages; its job is over all the same.
OpenParts::Parts *OpenParts::of(const JobId &id)
{
    auto it = m_jobs.find(id);
    if (it == m_jobs.end()) {
        if (const auto detail = m_read(id))
            load(*detail);
        it = m_jobs.find(id);
    }
    return it == m_jobs.end() ? nullptr : &it->second;
}

void OpenParts::put(const JobId &id, const wire::Stage &stage)
{
    if (Parts *parts = of(id))
        put((*parts)[Stages], keyOf(stage), compact(stageJson(id, stage)));
}

void OpenParts::put(const JobId &id, const wire::Thumbnail &thumbnail)
{
    if (Parts *parts = of(id))
        put((*parts)[Thumbnails], thumbnail.id.text, compact(thumbnailJson(id, thumbnail)));
}

void OpenParts::put(const JobId &id, const wire::Metadatum &datum)
{
    if (Parts *parts = of(id))
        put((*parts)[Metadata], datum.field, compact(metadatumJson(id, datum)));
}

void OpenParts::onJob(const wire::Job &job)
{
    if (wire::isTerminal(job.state))
        m_jobs.erase(job.id);
    else if (job.attempt.value_or(1) > 1)
        of(job.id); // a retry: what its earlier attempts made counts again
}

std::vector<QByteArray> OpenParts::items(Kind kind) const
{
    std::vector<QByteArray> all;
    for (const auto &[id, parts] : m_jobs) {
        for (const Item &item : parts[kind])
            all.push_back(item.json);
    }
    return all;
}

} // namespace fw::hub
