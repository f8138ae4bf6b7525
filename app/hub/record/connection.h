// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariantList>

#include <functional>
#include <map>

namespace fw::hub::record {

/// One SQLite connection with its prepared statements; used on one thread. WAL with
/// synchronous=FULL: what was committed survives a power cut (reliability.md 5.5).
class Connection final
{
public:
    Connection();
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Opens or makes \a file and checks that it is sound. Fails with Database and the reason.
    Expected<void> open(const QString &file);
    /// Runs one statement without a result.
    Expected<void> run(const QString &sql, const QVariantList &values = {});
    /// Runs one statement and shows every row to \a row.
    Expected<void> each(const QString &sql, const QVariantList &values,
                        const std::function<void(const QSqlQuery &)> &row);
    /// The first column of the first row as a number; 0 when there is no row.
    Expected<qint64> number(const QString &sql, const QVariantList &values = {});
    /// Runs \a work in one transaction; a failure rolls everything back. One inside another is
    /// undone alone when it fails.
    Expected<void> transaction(const std::function<Expected<void>()> &work);

private:
    Expected<QSqlQuery *> executed(const QString &sql, const QVariantList &values);
    tl::unexpected<Failure> trouble(const QString &what, const QSqlError &error) const;

    QString m_name; ///< of the connection, unique in the process
    QString m_file;
    QSqlDatabase m_database;
    std::map<QString, QSqlQuery> m_prepared;
    int m_depth = 0; ///< of transactions
};

} // namespace fw::hub::record
