// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/printer.h"

#include "cli/lines.h"
#include "cli/offers.h"
#include "store/outbox.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>
#include <cstdio>

namespace fw::cli {

using namespace Qt::StringLiterals;
using store::JobKey;
using Phase = session::ConnectionInfo::Phase;

namespace {

QJsonObject standingOf(const session::ConnectionInfo &info)
{
    QJsonObject object{ { "standing"_L1, standingWord(info.standing) } };
    if (!info.standingDetail.isEmpty())
        object.insert("detail"_L1, info.standingDetail);
    return object;
}

QJsonObject signInOf(const session::Session &session)
{
    const auto &facts = session.facts();
    const auto &info = session.connection();
    const bool has = !facts.token.isEmpty() || !facts.cookie.isEmpty() || !info.who.isEmpty();
    QJsonObject object{ { "state"_L1,
                          info.phase == Phase::SignInNeeded ? u"needed"_s
                              : has                         ? u"signedIn"_s
                                                            : u"none"_s } };
    if (!info.who.isEmpty())
        object.insert("who"_L1, info.who);
    return object;
}

// What a person reads has names where JSON lines have ids.
void nameTarget(const store::State &state, const store::Edit &edit, QJsonObject &object)
{
    const wire::ActionOffer *offer = store::offerOf(state, edit);
    if (!offer)
        return;
    object.insert("what"_L1, offerLabel(*offer));
    const store::ItemEntry *item = state.find(store::itemOf(state, edit));
    const store::JobEntry *job = state.find(store::jobOf(state, edit));
    const QString name = item ? item->item.name : job ? job->job.name : QString();
    if (!name.isEmpty())
        object.insert("target"_L1, name);
}

// The detail of an edit's line begins with the name of the action it ran.
void nameAction(const store::State &state, const store::Activity &line, QJsonObject &object)
{
    const QString verb = line.detail.section(u' ', 0, 0);
    const wire::ActionOffer *offer = store::offerOf(state, line.server, verb);
    if (offer && line.code.startsWith("edit"_L1))
        object.insert("detail"_L1, QString(offerLabel(*offer) + line.detail.mid(verb.size())));
}

void join(QJsonObject &line, const QJsonObject &more)
{
    for (auto member = more.begin(); member != more.end(); ++member)
        line.insert(member.key(), member.value());
}

} // namespace

void Printer::addConnection(QJsonObject &whole, const session::Session &session)
{
    join(whole, standingOf(session.connection()));
    whole.insert("signIn"_L1, signInOf(session));
}

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

void Printer::print(const QJsonObject &line)
{
    const QJsonObject object = m_cleaner ? m_cleaner(line) : line;
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
    printItems(changes);
    if (changes.edits)
        printEdits();
    const auto &activities = m_store.state().activities;
    for (size_t i = activities.size() - std::min(changes.activities, activities.size());
         i < activities.size(); ++i) {
        QJsonObject told = line(u"activity"_s, activities[i].server);
        QJsonObject activity = activityObject(activities[i]);
        if (!m_json)
            nameAction(m_store.state(), activities[i], activity);
        told.insert("activity"_L1, activity);
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

void Printer::printItems(const store::Changes &changes)
{
    QSet<store::ItemKey> seen;
    for (const store::ItemKey &key : changes.items) {
        if (seen.contains(key) || !(m_kinds.isEmpty() || m_kinds.contains(key.kind)))
            continue;
        seen.insert(key);
        const auto *entry = m_store.state().find(key);
        const auto before = m_items.constFind(key);
        if (entry && before != m_items.cend() && *before == entry->item)
            continue;
        QJsonObject told = line(entry ? u"item"_s : u"itemRemoved"_s, key.server);
        if (entry) {
            m_items.insert(key, entry->item);
            told.insert("item"_L1, itemLine(key.server, entry->item));
        } else if (m_items.remove(key)) {
            told.insert("item"_L1,
                        QJsonObject{ { "kind"_L1, key.kind }, { "id"_L1, key.item.text } });
        } else {
            continue;
        }
        print(told);
    }
}

void Printer::printServers()
{
    for (const auto &server : m_store.state().servers)
        printServer(server);
}

void Printer::printServer(const store::ServerState &server)
{
    const auto known = m_freshness.constFind(server.id);
    if (known == m_freshness.cend() || *known != server.freshness) {
        m_freshness.insert(server.id, server.freshness);
        QJsonObject told = line(u"server"_s, server.id);
        told.insert("freshness"_L1, freshnessWord(server.freshness));
        if (server.freshness != store::Freshness::Cached) // something happened
            print(told);
    }
    if (m_systems.value(server.id) == server.system)
        return;
    m_systems.insert(server.id, server.system);
    QJsonObject told = line(u"system"_s, server.id);
    told.insert("system"_L1, systemObject(server.system));
    print(told);
}

void Printer::printConnection(const session::Session &session)
{
    const auto phase = session.connection().phase;
    const ServerId id = session.profile().id;
    const QJsonObject standing = standingOf(session.connection());
    const bool usual
        = !m_standings.contains(id) && session.connection().standing == wire::Standing::Kind::Usual;
    if (m_standings.value(id) != standing && !usual) {
        m_standings.insert(id, standing);
        QJsonObject told = line(u"standing"_s, id);
        join(told, standing);
        print(told);
    }
    const QJsonObject signIn = signInOf(session);
    const bool known
        = phase == Phase::Live || phase == Phase::Polling || phase == Phase::SignInNeeded;
    if (!known || m_signIns.value(id) == signIn)
        return;
    m_signIns.insert(id, signIn);
    QJsonObject told = line(u"signIn"_s, id);
    told.insert("signIn"_L1, signIn);
    print(told);
}

void Printer::printEdits()
{
    for (const store::Edit &edit : m_store.state().edits) {
        const auto known = m_fates.constFind(edit.id);
        if (known != m_fates.cend() && *known == edit.fate)
            continue;
        m_fates.insert(edit.id, edit.fate);
        QJsonObject told = line(u"edit"_s, edit.server);
        QJsonObject object = editObject(edit);
        if (!m_json)
            nameTarget(m_store.state(), edit, object);
        told.insert("edit"_L1, object);
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
    tell(u"metadata"_s, parts->metadata, before.metadata, metadatumObject);
    tell(u"output"_s, parts->outputs, before.outputs, outputObject);
    tell(u"log"_s, parts->log, before.log, logObject);
    m_parts.insert(key, *parts);
}

} // namespace fw::cli
