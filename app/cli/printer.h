// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/names.h"
#include "session/session.h"
#include "store/store.h"

#include <QObject>

#include <functional>

namespace fw::cli {

/// Prints every change of a store, one line each, to standard output.
class Printer final : public QObject
{
    Q_OBJECT
public:
    Printer(const store::Store &store, bool json, QObject *parent = nullptr);

    /// What a line goes through before it is printed: takes secrets out.
    using Cleaner = std::function<QJsonObject(const QJsonObject &)>;
    void setCleaner(Cleaner cleaner) { m_cleaner = std::move(cleaner); }
    /// Prints only items of these kinds; empty: all.
    void setKinds(const QStringList &kinds) { m_kinds = kinds; }
    /// What the connection says beside the store: standing and sign-in, where they changed.
    void printConnection(const session::Session &session);
    /// The state of one server, as one object or as lines: all of it, or only \a things, with all
    /// that is known of them. \a session may be null.
    void printSnapshot(const ServerId &server, const session::Session *session = nullptr,
                       const Things &things = {});

private:
    void onChanged(const store::Changes &changes);
    void printRemoved(const store::Changes &changes);
    void printJobs(const store::Changes &changes);
    void printItems(const store::Changes &changes);
    void printServers();
    void printServer(const store::ServerState &server);
    void printEdits();
    void printParts(const store::JobKey &key);
    static void addConnection(QJsonObject &whole, const session::Session &session);
    QJsonArray snapshotJobs(const ServerId &server, const Things &things) const;
    QJsonArray snapshotItems(const ServerId &server, const Things &things) const;
    QJsonObject itemLine(const ServerId &server, const wire::Item &item) const;
    void printTable(const QJsonObject &whole, const ServerId &server, const Things &things);
    void printFields(const QJsonObject &item);
    void print(const QJsonObject &line);
    QJsonObject line(const QString &type, const ServerId &server) const;
    void jobLine(const QString &type, const store::JobKey &key, const QString &member,
                 const QJsonObject &value);

    const store::Store &m_store;
    bool m_json;
    Cleaner m_cleaner;
    std::vector<store::JobKey> m_rows; ///< what each row of the store was at the last change
    QHash<store::JobKey, wire::Job> m_jobs; ///< as last printed
    QHash<store::JobKey, store::JobParts> m_parts;
    QHash<store::ItemKey, wire::Item> m_items;
    QStringList m_kinds;
    QHash<ServerId, store::Freshness> m_freshness;
    QHash<ServerId, wire::SystemStatusSeen> m_systems;
    QHash<ServerId, QJsonObject> m_standings;
    QHash<ServerId, QJsonObject> m_signIns;
    QHash<EditId, store::Fate> m_fates;
};

/// Writes text to standard output at once; a reader that went away ends the program.
void writeOut(const QByteArray &text);

} // namespace fw::cli
