// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lines.h"
#include "cli/printer.h"

#include <QJsonArray>

#include <algorithm>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

// Wide enough for most names of fields.
constexpr int column = 24;

bool isOf(const Things &things, const wire::Job &job)
{
    return things.isEmpty() || std::ranges::find(things.jobs, job.id) != things.jobs.end();
}

bool isOf(const Things &things, const store::ItemEntry &entry)
{
    return things.isEmpty() || std::ranges::find(things.items, entry.key()) != things.items.end();
}

} // namespace

// The values that are ids with what they stand for.
QJsonObject Printer::itemLine(const ServerId &server, const wire::Item &item) const
{
    QJsonObject object = itemObject(item);
    QJsonArray fields = object["fields"_L1].toArray();
    for (size_t i = 0; i < item.fields.size(); ++i) {
        const QString name = nameOf(m_store.state(), server, item, item.fields[i]);
        if (name.isEmpty())
            continue;
        QJsonObject field = fields[static_cast<qsizetype>(i)].toObject();
        field.insert("name"_L1, name);
        fields[static_cast<qsizetype>(i)] = field;
    }
    if (!fields.isEmpty())
        object.insert("fields"_L1, fields);
    return object;
}

QJsonArray Printer::snapshotJobs(const ServerId &server, const Things &things) const
{
    QJsonArray jobs;
    for (const store::JobEntry &entry : m_store.state().jobs) {
        if (entry.server != server || !isOf(things, entry.job))
            continue;
        const auto *parts = m_store.state().partsOf({ server, entry.job.id });
        jobs.append(things.isEmpty()
                        ? jobObject(entry.job)
                        : wholeJobObject(entry.job, parts ? *parts : store::JobParts()));
    }
    return jobs;
}

QJsonArray Printer::snapshotItems(const ServerId &server, const Things &things) const
{
    QJsonArray items;
    for (const store::ItemEntry &entry : m_store.state().items) {
        if (entry.server == server && (m_kinds.isEmpty() || m_kinds.contains(entry.item.kind))
            && isOf(things, entry))
            items.append(itemLine(server, entry.item));
    }
    return items;
}

void Printer::printSnapshot(const ServerId &server, const session::Session *session,
                            const Things &things)
{
    QJsonObject whole = line(u"snapshot"_s, server);
    const auto *known = m_store.state().server(server);
    const QJsonObject system = known ? systemObject(known->system) : QJsonObject();
    whole.insert("freshness"_L1, known ? freshnessWord(known->freshness) : QString());
    whole.insert("jobs"_L1, snapshotJobs(server, things));
    whole.insert("items"_L1, snapshotItems(server, things));
    if (!system.isEmpty())
        whole.insert("system"_L1, system);
    if (session)
        addConnection(whole, *session);
    if (m_json)
        print(whole);
    else
        printTable(whole, server, things);
}

// The same, one line each.
void Printer::printTable(const QJsonObject &whole, const ServerId &server, const Things &things)
{
    const auto tell = [&](const QString &type, const QJsonValue &value) {
        QJsonObject told = line(type, server);
        told.insert(type, value);
        print(told);
    };
    if (whole.contains("standing"_L1) && whole["standing"_L1] != QJsonValue(u"usual"_s)) {
        QJsonObject told = line(u"standing"_s, server);
        told.insert("standing"_L1, whole["standing"_L1]);
        told.insert("detail"_L1, whole["detail"_L1]);
        print(told);
    }
    if (things.isEmpty() && whole["signIn"_L1]["who"_L1].isString())
        tell(u"signIn"_s, whole["signIn"_L1]);
    if (things.isEmpty() && whole.contains("system"_L1))
        tell(u"system"_s, whole["system"_L1]);
    for (const auto &job : whole["jobs"_L1].toArray()) {
        tell(u"job"_s, job);
        if (!things.isEmpty())
            printParts({ server, JobId{ job["jobId"_L1].toString() } });
    }
    for (const auto &item : whole["items"_L1].toArray()) {
        tell(u"item"_s, item);
        if (!things.isEmpty())
            printFields(item.toObject());
    }
}

void Printer::printFields(const QJsonObject &item)
{
    for (const auto &field : item["fields"_L1].toArray()) {
        const QString name = field["name"_L1].toString();
        QString text = plainValue(field["value"_L1]);
        if (!name.isEmpty())
            text += u" ("_s + name + u')';
        const QString left = field["field"_L1].toString().leftJustified(column);
        writeOut(printable(u"    "_s + left + u"  "_s + text).toUtf8() + '\n');
    }
}

} // namespace fw::cli
