// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/record/connection.h"

#include <QSqlError>
#include <QUuid>

namespace fw::hub::record {

using namespace Qt::StringLiterals;

Connection::Connection()
    : m_name(QUuid::createUuid().toString(QUuid::WithoutBraces))
{
}

Connection::~Connection()
{
    m_prepared.clear();
    if (m_database.isOpen())
        m_database.close();
    m_database = {};
    QSqlDatabase::removeDatabase(m_name);
}

Expected<void> Connection::open(const QString &file)
{
    m_file = file;
    m_database = QSqlDatabase::addDatabase(u"QSQLITE"_s, m_name);
    if (!m_database.isValid())
        return fail(Failure::Code::Database, u"the SQLite driver of Qt is not installed"_s);
    m_database.setDatabaseName(file);
    m_database.setConnectOptions(u"QSQLITE_BUSY_TIMEOUT=5000"_s);
    if (!m_database.open())
        return trouble(u"open"_s, m_database.lastError());
    for (const QString &pragma : { u"PRAGMA journal_mode=WAL"_s, u"PRAGMA synchronous=FULL"_s,
                                   u"PRAGMA foreign_keys=ON"_s }) {
        if (auto done = run(pragma); !done)
            return done;
    }
    QString verdict;
    auto checked = each(u"PRAGMA quick_check(1)"_s, {},
                        [&](const QSqlQuery &row) { verdict = row.value(0).toString(); });
    if (!checked)
        return checked;
    if (verdict != "ok"_L1)
        return fail(Failure::Code::Database, u"%1 is damaged: %2"_s.arg(m_file, verdict));
    return {};
}

Expected<void> Connection::run(const QString &sql, const QVariantList &values)
{
    auto query = executed(sql, values);
    if (!query)
        return tl::unexpected(query.error());
    (*query)->finish();
    return {};
}

Expected<void> Connection::each(const QString &sql, const QVariantList &values,
                                const std::function<void(const QSqlQuery &)> &row)
{
    auto query = executed(sql, values);
    if (!query)
        return tl::unexpected(query.error());
    while ((*query)->next())
        row(**query);
    // SQLite finds damage only when it reaches the page: next() stops, lastError() knows.
    const QSqlError error = (*query)->lastError();
    (*query)->finish();
    if (error.isValid())
        return trouble(u"read"_s, error);
    return {};
}

Expected<qint64> Connection::number(const QString &sql, const QVariantList &values)
{
    qint64 found = 0;
    auto done = each(sql, values, [&](const QSqlQuery &row) { found = row.value(0).toLongLong(); });
    if (!done)
        return tl::unexpected(done.error());
    return found;
}

Expected<void> Connection::transaction(const std::function<Expected<void>()> &work)
{
    const bool inner = m_depth > 0;
    if (auto begun = run(inner ? u"SAVEPOINT part"_s : u"BEGIN IMMEDIATE"_s); !begun)
        return begun;
    ++m_depth;
    auto done = work();
    --m_depth;
    if (done)
        done = run(inner ? u"RELEASE part"_s : u"COMMIT"_s);
    if (!done) { // the first failure is the one to tell
        static_cast<void>(run(inner ? u"ROLLBACK TO part"_s : u"ROLLBACK"_s));
        if (inner)
            static_cast<void>(run(u"RELEASE part"_s));
    }
    return done;
}

Expected<QSqlQuery *> Connection::executed(const QString &sql, const QVariantList &values)
{
    auto it = m_prepared.find(sql);
    if (it == m_prepared.end()) {
        QSqlQuery query(m_database);
        query.setForwardOnly(true);
        if (!query.prepare(sql))
            return trouble(u"prepare"_s, query.lastError());
        it = m_prepared.emplace(sql, std::move(query)).first;
    }
    QSqlQuery &query = it->second;
    for (int i = 0; i < values.size(); ++i)
        query.bindValue(i, values[i]);
    if (!query.exec()) {
        const QSqlError error = query.lastError();
        query.finish();
        return trouble(u"write or read"_s, error);
    }
    return &query;
}

tl::unexpected<Failure> Connection::trouble(const QString &what, const QSqlError &error) const
{
    return fail(
        Failure::Code::Database,
        u"could not %1 %2: %3"_s.arg(
            what, m_file, error.databaseText().isEmpty() ? error.text() : error.databaseText()));
}

} // namespace fw::hub::record
