// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/record/record.h"

#include "hub/record/rows.h"

#include <algorithm>

// What the record knows of its own past, and what it forgets of it.

namespace fw::hub::record {

using namespace Qt::StringLiterals;

namespace {

const QString leastMark = u"leastRevision"_s;

} // namespace

Expected<qint64> Record::forget(WallTime now, int most)
{
    const QVariantList values{ timeValue(now - kept), most };
    qint64 removed = 0;
    for (const QString &table : { u"verdicts"_s, u"lane_history"_s }) {
        auto done = m_connection.transaction([&]() -> Expected<void> {
            auto gone = m_connection.run(
                u"DELETE FROM %1 WHERE op IN"
                " (SELECT op FROM %1 WHERE time < ? ORDER BY time LIMIT ?)"_s.arg(table),
                values);
            if (!gone)
                return gone;
            const auto count = m_connection.number(u"SELECT changes()"_s);
            if (!count)
                return tl::unexpected(count.error());
            removed = std::max(removed, *count);
            return {};
        });
        if (!done)
            return tl::unexpected(done.error());
    }
    return removed;
}

Expected<qint64> Record::newestLife()
{
    return m_connection.number(u"SELECT coalesce(max(number), 0) FROM lives"_s);
}

Expected<qint64> Record::beginLife(const QString &epoch, qint64 above, WallTime now)
{
    const auto newest = newestLife();
    if (!newest)
        return newest;
    const qint64 number = std::max(*newest, above) + 1;
    auto begun = m_connection.run(u"INSERT INTO lives(number,epoch,started) VALUES(?,?,?)"_s,
                                  { number, epoch, timeValue(now) });
    if (!begun)
        return tl::unexpected(begun.error());
    return number;
}

Expected<std::optional<qint64>> Record::lifeOf(const QString &epoch)
{
    std::optional<qint64> number;
    auto done = m_connection.each(
        u"SELECT number FROM lives WHERE epoch=?"_s, { epoch },
        [&number](const QSqlQuery &row) { number = row.value(0).toLongLong(); });
    if (!done)
        return tl::unexpected(done.error());
    return number;
}

Expected<qint64> Record::leastRevision()
{
    const auto least
        = m_connection.number(u"SELECT value FROM marks WHERE name=?"_s, { leastMark });
    return least ? std::max<qint64>(*least, 1) : least;
}

Expected<void> Record::skipRevisions()
{
    return m_connection.transaction([this]() -> Expected<void> {
        const auto highest
            = m_connection.number(u"SELECT coalesce(max(revision), 0) FROM lane_documents"_s);
        if (!highest)
            return tl::unexpected(highest.error());
        const auto least = leastRevision();
        if (!least)
            return tl::unexpected(least.error());
        return m_connection.run(replaceInto("marks"_L1, u"name,value"_s),
                                { leastMark, std::max(*highest, *least) + revisionsSkipped });
    });
}

} // namespace fw::hub::record
