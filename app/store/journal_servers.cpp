// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the journal keeps of a server besides its rows, and what must be written together with them.
#include "store/journal_file.h"
#include "store/journal_sql.h"

namespace fw::store {

using namespace Qt::StringLiterals;

// A position says "everything up to here is known": it must never be on the disk without the rows
// that it stands for. Rows may be there before it; the server tells those events again.
Expected<void> JournalFile::writeNews(const News &news)
{
    const size_t recent = m_recent;
    auto done = transaction([&]() -> Expected<void> {
        if (!news.rows.empty()) {
            if (auto rows = writeRows(news.rows); !rows)
                return rows;
        }
        if (!news.items.empty()) {
            if (auto items = writeItems(news.items); !items)
                return items;
        }
        if (auto servers = writeServers(news.servers); !servers)
            return servers;
        for (auto one = news.positions.begin(); one != news.positions.end(); ++one) {
            if (auto positions = writePositions(one.key(), *one); !positions)
                return positions;
        }
        for (const ServerId &server : std::as_const(m_spoilt)) {
            if (auto positions = writePositions(server, {}); !positions)
                return positions;
        }
        return {};
    });
    if (!done) {
        m_recent = recent;
        spoil(news);
    }
    return done;
}

// These rows are lost: what was written before them stays true, what comes after them does not.
void JournalFile::spoil(const News &news)
{
    for (const RowChange &change : news.rows)
        m_spoilt.insert(change.key.server);
    for (const ItemChange &change : news.items)
        m_spoilt.insert(change.key.server);
    for (auto one = news.positions.keyBegin(); one != news.positions.keyEnd(); ++one)
        m_spoilt.insert(*one);
}

Expected<void> JournalFile::writePositions(const ServerId &server,
                                           const std::vector<wire::Position> &positions)
{
    QSqlQuery drop(m_db);
    drop.prepare(u"DELETE FROM positions WHERE server=?"_s);
    drop.addBindValue(server.text);
    if (auto done = execute(drop); !done || m_spoilt.contains(server))
        return done;
    QSqlQuery query(m_db);
    query.prepare(u"INSERT OR REPLACE INTO positions(server, channel, epoch, seq)"
                  " VALUES(?, ?, ?, ?)"_s);
    for (const wire::Position &at : positions) {
        query.addBindValue(server.text);
        query.addBindValue(at.channel);
        query.addBindValue(at.epoch);
        query.addBindValue(at.seq);
        if (auto done = execute(query); !done)
            return done;
    }
    return {};
}

Expected<QHash<ServerId, std::vector<wire::Position>>> JournalFile::readPositions()
{
    auto dropped = transaction([&]() -> Expected<void> {
        for (const ServerId &server : std::as_const(m_damaged)) {
            if (auto done = writePositions(server, {}); !done)
                return done;
        }
        return {};
    });
    if (!dropped)
        return tl::unexpected(dropped.error());
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT server, channel, epoch, seq FROM positions ORDER BY channel"_s))
        return tl::unexpected(failureOf(query.lastError()));
    QHash<ServerId, std::vector<wire::Position>> positions;
    while (query.next()) {
        wire::Position at{ query.value(1).toString(), query.value(2).toString(),
                           query.value(3).toLongLong() };
        if (!at.epoch.isEmpty() && at.seq >= 0)
            positions[ServerId{ query.value(0).toString() }].push_back(std::move(at));
    }
    if (query.lastError().isValid())
        return tl::unexpected(failureOf(query.lastError()));
    return positions;
}

Expected<void> JournalFile::writeServers(const QHash<ServerId, ServerMemory> &servers)
{
    QSqlQuery query(m_db);
    query.prepare(u"INSERT OR REPLACE INTO servers(server, heard, account) VALUES(?, ?, ?)"_s);
    for (auto server = servers.begin(); server != servers.end(); ++server) {
        query.addBindValue(server.key().text);
        query.addBindValue(qlonglong(server->heard.time_since_epoch().count()));
        query.addBindValue(server->account.isNull() ? u""_s : server->account);
        if (auto written = execute(query); !written)
            return written;
    }
    return {};
}

Expected<QHash<ServerId, ServerMemory>> JournalFile::readServers()
{
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT server, heard, account FROM servers"_s))
        return tl::unexpected(failureOf(query.lastError()));
    QHash<ServerId, ServerMemory> servers;
    while (query.next())
        servers.insert(
            ServerId{ query.value(0).toString() },
            { WallTime(Millis(query.value(1).toLongLong())), query.value(2).toString() });
    if (query.lastError().isValid())
        return tl::unexpected(failureOf(query.lastError()));
    return servers;
}

} // namespace fw::store
