// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/record/record.h"

#include "hub/record/rows.h"

namespace fw::hub::record {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostRows = 500; ///< of one page
constexpr int mostLines = 500; ///< of a job's history in its detail

/// Where a page begins: below this row.
struct Cursor
{
    qint64 created = std::numeric_limits<qint64>::max();
    QString id;
};

std::optional<Cursor> readCursor(const QString &text)
{
    if (text.isEmpty())
        return Cursor{};
    const qsizetype split = text.indexOf(u'_');
    bool whole = false;
    const qint64 created = QStringView(text).left(std::max<qsizetype>(split, 0)).toLongLong(&whole);
    if (!whole)
        return std::nullopt;
    return Cursor{ created, text.mid(split + 1) };
}

QString cursorBelow(const wire::Job &job)
{
    const qint64 created = job.created.value_or(WallTime{}).time_since_epoch().count();
    return QString::number(created) + u'_' + job.id.text;
}

// One ordered index range per state, merged: a rare state among many jobs is as quick as all.
QString pageSql(qsizetype states)
{
    const QString range = u"(created,id) < (?,?) ORDER BY created DESC, id DESC LIMIT ?"_s;
    if (states == 0)
        return u"SELECT %1 FROM jobs WHERE %2"_s.arg(jobColumns(), range);
    const QString one
        = u"SELECT * FROM (SELECT %1 FROM jobs WHERE state=? AND %2)"_s.arg(jobColumns(), range);
    return QStringList(states, one).join(u" UNION ALL "_s)
        + u" ORDER BY created DESC, id DESC LIMIT ?"_s;
}

} // namespace

Expected<JobPage> Record::page(const QString &cursor, int limit,
                               const QList<wire::JobState> &states)
{
    const auto from = readCursor(cursor);
    if (!from)
        return fail(Failure::Code::BadInput, u"the cursor is not one of ours"_s);
    const int rows = std::clamp(limit, 1, mostRows);
    const QVariantList range{ from->created, from->id.isNull() ? u""_s : from->id, rows + 1 };
    QVariantList values;
    for (const wire::JobState state : states)
        values += QVariantList{ wire::stateWord(state) } + range;
    values += states.isEmpty() ? range : QVariantList{ rows + 1 };

    JobPage page;
    auto done = m_connection.each(pageSql(states.size()), values, [&](const QSqlQuery &row) {
        page.jobs.push_back(readJobRow(row));
    });
    if (!done)
        return tl::unexpected(done.error());
    if (page.jobs.size() > size_t(rows)) {
        page.jobs.pop_back();
        page.next = cursorBelow(page.jobs.back());
    }
    QString count = u"SELECT count(*) FROM jobs"_s;
    QVariantList wanted;
    for (const wire::JobState state : states) {
        count += wanted.isEmpty() ? u" WHERE state IN (?"_s : u",?"_s;
        wanted.append(wire::stateWord(state));
    }
    const auto total = m_connection.number(wanted.isEmpty() ? count : count + u')', wanted);
    if (!total)
        return tl::unexpected(total.error());
    page.total = *total;
    return page;
}

Expected<JobDetail> Record::detail(const JobId &id)
{
    auto found = job(id);
    if (!found)
        return tl::unexpected(found.error());
    JobDetail detail;
    detail.job = std::move(*found);
    auto tries = attempts(id);
    if (!tries)
        return tl::unexpected(tries.error());
    detail.attempts = std::move(*tries);
    if (auto read = readParts(detail); !read)
        return tl::unexpected(read.error());
    return detail;
}

Expected<void> Record::readParts(JobDetail &detail)
{
    const QVariantList job{ detail.job.row.id.text };
    auto done = m_connection.each(
        u"SELECT %1 FROM stages WHERE job=? ORDER BY attempt, position"_s.arg(stageColumns()), job,
        [&](const QSqlQuery &row) { detail.stages.push_back(readStage(row)); });
    if (done) {
        done = m_connection.each(
            u"SELECT %1 FROM thumbnails WHERE job=? ORDER BY position"_s.arg(thumbnailColumns()),
            job, [&](const QSqlQuery &row) { detail.thumbnails.push_back(readThumbnail(row)); });
    }
    if (done) {
        done = m_connection.each(
            u"SELECT field, value FROM metadata WHERE job=? ORDER BY field"_s, job,
            [&](const QSqlQuery &row) {
                detail.metadata.push_back(
                    { row.value(0).toString(), valueFromText(row.value(1).toString()) });
            });
    }
    if (done) {
        done = m_connection.each(
            u"SELECT %1 FROM outputs WHERE job=? ORDER BY id"_s.arg(outputColumns()), job,
            [&](const QSqlQuery &row) { detail.outputs.push_back(readOutput(row)); });
    }
    if (done) {
        done = m_connection.each(
            u"SELECT time, level, text, stage, attempt FROM (SELECT * FROM events WHERE job=?"
            " ORDER BY id DESC LIMIT ?) ORDER BY id"_s,
            { job.front(), mostLines }, [&](const QSqlQuery &row) {
                detail.log.push_back({ readTime(row.value(0)).value_or(WallTime{}),
                                       row.value(1).toString(), row.value(2).toString(),
                                       row.value(3).toString(), row.value(4).toInt() });
            });
    }
    return done;
}

Expected<void> Record::write(const Change &change)
{
    Expected<void> done;
    const auto put = [&](QLatin1StringView table, const QString &columns, QVariantList values) {
        if (done)
            done = m_connection.run(replaceInto(table, columns), values);
    };
    if (change.job)
        put("jobs"_L1, jobColumns(), jobValues(*change.job));
    for (const wire::Stage &stage : change.stages)
        put("stages"_L1, stageColumns(), stageValues(change.id, stage));
    for (const Attempt &attempt : change.attempts)
        put("attempts"_L1, attemptColumns(), attemptValues(change.id, attempt));
    for (const wire::Output &output : change.outputs)
        put("outputs"_L1, outputColumns(), outputValues(change.id, output));
    for (const wire::Thumbnail &thumbnail : change.thumbnails) {
        const int position = thumbnail.id.text.section(u'-', -1).toInt();
        put("thumbnails"_L1, thumbnailColumns(), thumbnailValues(change.id, position, thumbnail));
    }
    for (const wire::Metadatum &datum : change.metadata)
        put("metadata"_L1, u"job,field,value"_s,
            { change.id.text, datum.field, valueText(datum.value) });
    for (const wire::JobLogLine &line : change.log) {
        // The id is left to SQLite: lines keep the order they came in.
        put("events"_L1, u"job,time,level,text,stage,attempt"_s,
            { change.id.text, timeValue(line.time), line.level, line.text,
              line.stage.isNull() ? u""_s : line.stage, line.attempt });
    }
    return done;
}

} // namespace fw::hub::record
