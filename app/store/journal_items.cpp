// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal_codec.h"
#include "store/journal_file.h"
#include "store/journal_sql.h"

namespace fw::store {

using namespace Qt::StringLiterals;

namespace {

// An item larger than this is not worth a place: it comes with the next read.
constexpr qsizetype mostBytes = 64 * 1024;
constexpr size_t batch = 5000;

void bindKey(QSqlQuery &query, const ItemKey &key)
{
    query.addBindValue(key.server.text);
    query.addBindValue(key.kind);
    query.addBindValue(key.item.text);
}

} // namespace

Expected<void> JournalFile::writeItems(const std::vector<ItemChange> &changes)
{
    return transaction([&]() -> Expected<void> {
        // Replacing gives a new number: the highest numbers are those written last.
        QSqlQuery put(m_db);
        put.prepare(u"INSERT OR REPLACE INTO items(server, kind, item, data)"
                    " VALUES(?, ?, ?, ?)"_s);
        QSqlQuery drop(m_db);
        drop.prepare(u"DELETE FROM items WHERE server=? AND kind=? AND item=?"_s);
        QSet<ServerId> servers;
        for (const ItemChange &change : changes) {
            const QByteArray bytes = change.entry ? itemBytes(*change.entry) : QByteArray();
            const bool keep = !bytes.isEmpty() && bytes.size() <= mostBytes;
            QSqlQuery &query = keep ? put : drop;
            bindKey(query, change.key);
            if (keep) {
                query.addBindValue(bytes);
                servers.insert(change.key.server);
            } else if (change.entry) {
                m_spoilt.insert(change.key.server);
            }
            if (auto done = execute(query); !done)
                return done;
        }
        for (const ServerId &server : std::as_const(servers)) {
            if (auto done = dropOldItems(server); !done)
                return done;
        }
        return {};
    });
}

Expected<void> JournalFile::dropOldItems(const ServerId &server)
{
    QSqlQuery query(m_db);
    query.prepare(u"DELETE FROM items WHERE server=? AND number <= (SELECT number FROM items"
                  " WHERE server=? ORDER BY number DESC LIMIT 1 OFFSET %1)"_s.arg(State::maxItems));
    query.addBindValue(server.text);
    query.addBindValue(server.text);
    auto done = execute(query);
    if (done && query.numRowsAffected() > 0)
        m_spoilt.insert(server);
    return done;
}

Expected<size_t> JournalFile::readItems(const std::function<void(std::vector<ItemEntry>)> &take)
{
    QSqlQuery query(m_db);
    query.setForwardOnly(true);
    if (!query.exec(u"SELECT server, kind, item, data FROM items ORDER BY number"_s))
        return tl::unexpected(failureOf(query.lastError()));
    size_t damaged = 0;
    std::vector<ItemEntry> items;
    while (query.next()) {
        const ItemKey key{ ServerId{ query.value(0).toString() }, query.value(1).toString(),
                           ItemId{ query.value(2).toString() } };
        if (auto entry = itemFromBytes(query.value(3).toByteArray(), key)) {
            items.push_back(std::move(*entry));
        } else {
            ++damaged;
            m_damaged.insert(key.server);
        }
        if (items.size() >= batch)
            take(std::exchange(items, {}));
    }
    if (!items.empty())
        take(std::move(items));
    if (query.lastError().isValid())
        return tl::unexpected(failureOf(query.lastError()));
    return damaged;
}

} // namespace fw::store
