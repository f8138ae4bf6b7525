// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/record/record.h"

#include "hub/record/rows.h"

#include <QJsonArray>

namespace fw::hub::record {

using namespace Qt::StringLiterals;

namespace {

const QString documentColumns = u"channel,lane,revision,value,by,changed,life"_s;
const QString stepColumns = u"channel,lane,revision,op,by,fields,before,after,time,life"_s;

// A null text would be stored as NULL.
QString text(const QString &value)
{
    return value.isNull() ? u""_s : value;
}

LaneDocument readDocument(const QSqlQuery &row)
{
    return { row.value(0).toString(),   row.value(1).toString(),
             row.value(2).toLongLong(), objectFromText(row.value(3).toString()),
             row.value(4).toString(),   readTime(row.value(5)).value_or(WallTime{}),
             row.value(6).toLongLong() };
}

LaneStep readStep(const QSqlQuery &row)
{
    LaneStep step;
    step.channel = row.value(0).toString();
    step.lane = row.value(1).toString();
    step.revision = row.value(2).toLongLong();
    step.op = EditId{ row.value(3).toString() };
    step.by = row.value(4).toString();
    if (!row.isNull(5)) {
        QStringList &fields = step.fields.emplace();
        const QJsonArray names = valueFromText(row.value(5).toString()).toArray();
        for (const auto &name : names)
            fields.append(name.toString());
    }
    step.before = objectFromText(row.value(6).toString());
    step.after = objectFromText(row.value(7).toString());
    step.time = readTime(row.value(8)).value_or(WallTime{});
    step.life = row.value(9).toLongLong();
    return step;
}

} // namespace

Expected<std::optional<LaneDocument>> Record::document(const QString &channel, const QString &lane)
{
    std::optional<LaneDocument> found;
    auto done = m_connection.each(
        u"SELECT %1 FROM lane_documents WHERE channel=? AND lane=?"_s.arg(documentColumns),
        { channel, lane }, [&](const QSqlQuery &row) { found = readDocument(row); });
    if (!done)
        return tl::unexpected(done.error());
    return found;
}

Expected<void> Record::eachDocument(const std::function<void(LaneDocument)> &see)
{
    return m_connection.each(
        u"SELECT %1 FROM lane_documents ORDER BY channel, lane"_s.arg(documentColumns), {},
        [&](const QSqlQuery &row) { see(readDocument(row)); });
}

Expected<std::vector<LaneStep>> Record::steps(const QString &channel, const QString &lane,
                                              qint64 after)
{
    std::vector<LaneStep> steps;
    auto done = m_connection.each(u"SELECT %1 FROM lane_history WHERE channel=? AND lane=?"
                                  " AND revision>? ORDER BY revision"_s.arg(stepColumns),
                                  { channel, lane, after },
                                  [&](const QSqlQuery &row) { steps.push_back(readStep(row)); });
    if (!done)
        return tl::unexpected(done.error());
    return steps;
}

Expected<void> Record::write(const LaneDocument &document, const LaneStep &step)
{
    const QVariant fields
        = step.fields ? QVariant(valueText(QJsonArray::fromStringList(*step.fields))) : QVariant();
    return m_connection.transaction([&]() -> Expected<void> {
        auto done = m_connection.run(replaceInto("lane_documents"_L1, documentColumns),
                                     { document.channel, document.lane, document.revision,
                                       objectText(document.value), text(document.by),
                                       timeValue(document.changed), document.life });
        if (!done)
            return done;
        // Plainly: a second step of one op, or to one revision, must fail.
        done = m_connection.run(
            u"INSERT INTO lane_history(%1) VALUES(?,?,?,?,?,?,?,?,?,?)"_s.arg(stepColumns),
            { step.channel, step.lane, step.revision, step.op.text, text(step.by), fields,
              objectText(step.before), objectText(step.after), timeValue(step.time), step.life });
        if (!done)
            return done;
        return m_connection.run(
            u"DELETE FROM lane_history WHERE channel=? AND lane=? AND revision<=?"_s,
            { step.channel, step.lane, step.revision - stepsKept });
    });
}

} // namespace fw::hub::record
