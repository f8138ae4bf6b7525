// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/store.h"

#include <QObject>

namespace fw::cli {

/// Prints every change of a store, one line each, to standard output.
class Printer final : public QObject
{
    Q_OBJECT
public:
    Printer(const store::Store &store, bool json, QObject *parent = nullptr);

    /// The whole state of one server, as one object or as a table.
    void printSnapshot(const ServerId &server);

private:
    void onChanged(const store::Changes &changes);
    void printRemoved(const store::Changes &changes);
    void printJobs(const store::Changes &changes);
    void printServers();
    void printEdits();
    void printParts(const store::JobKey &key);
    void print(const QJsonObject &line);
    QJsonObject line(const QString &type, const ServerId &server) const;
    void jobLine(const QString &type, const store::JobKey &key, const QString &member,
                 const QJsonObject &value);

    const store::Store &m_store;
    bool m_json;
    std::vector<store::JobKey> m_rows; ///< what each row of the store was at the last change
    QHash<store::JobKey, wire::Job> m_jobs; ///< as last printed
    QHash<store::JobKey, store::JobParts> m_parts;
    QHash<ServerId, store::Freshness> m_freshness;
    QHash<EditId, store::Fate> m_fates;
};

/// Writes text to standard output at once; a reader that went away ends the program.
void writeOut(const QByteArray &text);

} // namespace fw::cli
