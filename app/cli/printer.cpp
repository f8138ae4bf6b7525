// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/printer.h"

#include "cli/lines.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <cstdio>

namespace fw::cli {

using namespace Qt::StringLiterals;
using store::JobKey;

void writeOut(const QByteArray &text)
{
    std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stdout);
    std::fflush(stdout);
}

Printer::Printer(const store::Store &store, bool json, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_json(json)
{
    connect(&store, &store::Store::changed, this, &Printer::onChanged);
}

void Printer::print(const QJsonObject &object)
{
    if (m_json)
        writeOut(QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n');
    else
        writeOut(plainLine(object).toUtf8() + '\n');
}

QJsonObject Printer::line(const QString &type, const ServerId &server) const
{
    const auto *known = m_store.state().server(server);
    return lineOf(type, known ? known->name : server.text, m_store.clock().wall());
}

void Printer::onChanged(const store::Changes &changes)
{
    if (changes.servers)
        printServers();
    printRemoved(changes);
    printJobs(changes);
    QSet<JobKey> seen;
    for (const JobKey &key : changes.parts) {
        if (!seen.contains(key))
            printParts(key);
        seen.insert(key);
    }
    if (changes.edits)
        printEdits();
    const auto &activities = m_store.state().activities;
    for (size_t i = activities.size() - std::min(changes.activities, activities.size());
         i < activities.size(); ++i) {
        QJsonObject told = line(u"activity"_s, activities[i].server);
        told.insert("activity"_L1, activityObject(activities[i]));
        print(told);
    }
}

void Printer::printRemoved(const store::Changes &changes)
{
    for (const auto &removal : changes.removed) {
        const JobKey key = m_rows[removal.row];
        m_rows[removal.row] = m_rows[removal.filledFrom];
        m_rows.pop_back();
        m_jobs.remove(key);
        m_parts.remove(key);
        QJsonObject gone = line(u"removed"_s, key.server);
        gone.insert("job"_L1, QJsonObject{ { "jobId"_L1, key.job.text } });
        print(gone);
    }
}

void Printer::printJobs(const store::Changes &changes)
{
    const auto &jobs = m_store.state().jobs;
    std::vector<size_t> rows = changes.changed;
    for (const size_t row : changes.added) {
        m_rows.resize(std::max(m_rows.size(), row + 1));
        m_rows[row] = { jobs[row].server, jobs[row].job.id };
        rows.push_back(row);
    }
    std::ranges::sort(rows);
    const auto twice = std::ranges::unique(rows);
    rows.erase(twice.begin(), twice.end());
    for (const size_t row : rows) {
        const JobKey key{ jobs[row].server, jobs[row].job.id };
        const auto before = m_jobs.constFind(key);
        if (before != m_jobs.cend() && *before == jobs[row].job)
            continue; // heard again, not changed
        m_jobs.insert(key, jobs[row].job);
        QJsonObject told = line(u"job"_s, key.server);
        told.insert("job"_L1, jobObject(jobs[row].job));
        print(told);
    }
}

void Printer::printServers()
{
    for (const auto &server : m_store.state().servers) {
        const auto known = m_freshness.constFind(server.id);
        if (known != m_freshness.cend() && *known == server.freshness)
            continue;
        m_freshness.insert(server.id, server.freshness);
        if (server.freshness == store::Freshness::Cached)
            continue; // nothing happened yet
        QJsonObject told = line(u"server"_s, server.id);
        told.insert("freshness"_L1, freshnessWord(server.freshness));
        print(told);
    }
}

void Printer::printEdits()
{
    for (const store::Edit &edit : m_store.state().edits) {
        const auto known = m_fates.constFind(edit.id);
        if (known != m_fates.cend() && *known == edit.fate)
            continue;
        m_fates.insert(edit.id, edit.fate);
        QJsonObject told = line(u"edit"_s, edit.server);
        told.insert("edit"_L1, editObject(edit));
        print(told);
    }
}

void Printer::jobLine(const QString &type, const JobKey &key, const QString &member,
                      const QJsonObject &value)
{
    QJsonObject told = line(type, key.server);
    told.insert("jobId"_L1, key.job.text);
    told.insert(member, value);
    print(told);
}

void Printer::printParts(const JobKey &key)
{
    const store::JobParts *parts = m_store.state().partsOf(key);
    if (!parts)
        return;
    const store::JobParts before = m_parts.value(key);
    const auto tell = [&](const QString &type, const auto &now, const auto &then, auto object) {
        for (const auto &item : now) {
            if (std::ranges::find(then, item) == then.end())
                jobLine(type, key, type, object(item));
        }
    };
    tell(u"stage"_s, parts->stages, before.stages, stageObject);
    tell(u"thumbnail"_s, parts->thumbnails, before.thumbnails, thumbnailObject);
    tell(u"metadata"_s, parts->metadata, before.metadata, [](const wire::Metadatum &datum) {
        return QJsonObject{ { "field"_L1, datum.field }, { "value"_L1, datum.value } };
    });
    tell(u"output"_s, parts->outputs, before.outputs, outputObject);
    tell(u"log"_s, parts->log, before.log, logObject);
    m_parts.insert(key, *parts);
}

void Printer::printSnapshot(const ServerId &server)
{
    QJsonArray jobs;
    for (const auto &entry : m_store.state().jobs) {
        if (entry.server == server)
            jobs.append(jobObject(entry.job));
    }
    const auto *known = m_store.state().server(server);
    const QString freshness = known ? freshnessWord(known->freshness) : QString();
    if (m_json) {
        QJsonObject told = line(u"snapshot"_s, server);
        told.insert("freshness"_L1, freshness);
        told.insert("jobs"_L1, jobs);
        print(told);
        return;
    }
    for (const auto &job : jobs) {
        QJsonObject told = line(u"job"_s, server);
        told.insert("job"_L1, job);
        print(told);
    }
}

} // namespace fw::cli
