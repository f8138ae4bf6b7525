// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/record/record.h"

#include "hub/record/rows.h"
#include "hub/record/schema.h"

#include <QJsonArray>

#include <iterator>

namespace fw::hub::record {

using namespace Qt::StringLiterals;

namespace {

/// "?,?,?" for an IN (…) of \a count values.
QString marks(qsizetype count)
{
    return QStringList(count, u"?"_s).join(u',');
}

QVariantList words(const QList<wire::JobState> &states)
{
    QVariantList values;
    for (const wire::JobState state : states)
        values.append(wire::stateWord(state));
    return values;
}

} // namespace

Expected<std::unique_ptr<Record>> Record::open(const QString &file)
{
    std::unique_ptr<Record> record(new Record);
    if (auto opened = record->m_connection.open(file); !opened)
        return tl::unexpected(opened.error());
    if (auto migrated = migrate(record->m_connection); !migrated)
        return tl::unexpected(migrated.error());
    return record;
}

Expected<void> Record::commit(const Change &change)
{
    return m_connection.transaction([&] { return write(change); });
}

Expected<void> Record::commitAll(std::span<const Change> changes)
{
    return m_connection.transaction([&]() -> Expected<void> {
        for (const Change &change : changes) {
            if (auto done = write(change); !done)
                return done;
        }
        return {};
    });
}

Expected<void> Record::together(const std::function<Expected<void>()> &work)
{
    return m_connection.transaction(work);
}

Expected<QStringList> Record::ownedSources()
{
    QStringList paths;
    auto done = m_connection.each(u"SELECT source_path FROM jobs WHERE owns_source=1"_s, {},
                                  [&](const QSqlQuery &row) { paths += row.value(0).toString(); });
    if (!done)
        return tl::unexpected(done.error());
    return paths;
}

Expected<JobRecord> Record::job(const JobId &id)
{
    std::optional<JobRecord> found;
    auto done = m_connection.each(u"SELECT %1 FROM jobs WHERE id=?"_s.arg(jobColumns()),
                                  { id.text }, [&](const QSqlQuery &row) { found = readJob(row); });
    if (!done)
        return tl::unexpected(done.error());
    if (!found)
        return fail(Failure::Code::NotFound, u"there is no job %1"_s.arg(id.text));
    return std::move(*found);
}

Expected<void> Record::eachRow(const std::function<void(wire::Job)> &see)
{
    return m_connection.each(u"SELECT %1 FROM jobs ORDER BY created, id"_s.arg(jobColumns()), {},
                             [&](const QSqlQuery &row) { see(readJobRow(row)); });
}

Expected<std::vector<wire::Job>> Record::all()
{
    std::vector<wire::Job> jobs;
    if (auto done = eachRow([&jobs](wire::Job row) { jobs.push_back(std::move(row)); }); !done)
        return tl::unexpected(done.error());
    return std::vector<wire::Job>(std::make_move_iterator(jobs.rbegin()),
                                  std::make_move_iterator(jobs.rend()));
}

Expected<std::vector<JobId>> Record::unfinishedWithParts()
{
    using enum wire::JobState;
    const QVariantList open = words({ Queued, Running, Paused, Attention });
    std::vector<JobId> ids;
    auto done = m_connection.each(
        u"SELECT id FROM jobs WHERE state IN (%1)"
        " AND (EXISTS(SELECT 1 FROM stages WHERE job=jobs.id)"
        " OR EXISTS(SELECT 1 FROM thumbnails WHERE job=jobs.id)"
        " OR EXISTS(SELECT 1 FROM metadata WHERE job=jobs.id)) ORDER BY created, id"_s.arg(
            marks(open.size())),
        open, [&](const QSqlQuery &row) { ids.push_back(JobId{ row.value(0).toString() }); });
    if (!done)
        return tl::unexpected(done.error());
    return ids;
}

Expected<std::vector<JobId>> Record::inStates(const QList<wire::JobState> &states)
{
    std::vector<JobId> ids;
    auto done = m_connection.each(
        u"SELECT id FROM jobs WHERE state IN (%1) ORDER BY created, id"_s.arg(marks(states.size())),
        words(states),
        [&](const QSqlQuery &row) { ids.push_back(JobId{ row.value(0).toString() }); });
    if (!done)
        return tl::unexpected(done.error());
    return ids;
}

Expected<std::vector<Waiting>> Record::queue()
{
    std::vector<Waiting> waiting;
    auto done = m_connection.each(
        u"SELECT id, priority, created FROM jobs WHERE state=?"_s,
        { wire::stateWord(wire::JobState::Queued) }, [&](const QSqlQuery &row) {
            waiting.push_back({ JobId{ row.value(0).toString() }, row.value(1).toInt(),
                                readTime(row.value(2)).value_or(WallTime{}) });
        });
    if (!done)
        return tl::unexpected(done.error());
    return waiting;
}

Expected<std::vector<Attempt>> Record::attempts(const JobId &id)
{
    std::vector<Attempt> attempts;
    auto done = m_connection.each(
        u"SELECT %1 FROM attempts WHERE job=? ORDER BY number"_s.arg(attemptColumns()), { id.text },
        [&](const QSqlQuery &row) { attempts.push_back(readAttempt(row)); });
    if (!done)
        return tl::unexpected(done.error());
    return attempts;
}

Expected<std::optional<int>> Record::attemptOf(const JobId &id)
{
    std::optional<int> number;
    auto done
        = m_connection.each(u"SELECT attempt FROM jobs WHERE id=?"_s, { id.text },
                            [&number](const QSqlQuery &row) { number = row.value(0).toInt(); });
    if (!done)
        return tl::unexpected(done.error());
    return number;
}

Expected<wire::Output> Record::output(const OutputId &id)
{
    std::optional<wire::Output> found;
    auto done
        = m_connection.each(u"SELECT %1 FROM outputs WHERE id=?"_s.arg(outputColumns()),
                            { id.text }, [&](const QSqlQuery &row) { found = readOutput(row); });
    if (!done)
        return tl::unexpected(done.error());
    if (!found)
        return fail(Failure::Code::NotFound, u"there is no output %1"_s.arg(id.text));
    return std::move(*found);
}

Expected<std::optional<Verdict>> Record::verdict(const EditId &op)
{
    std::optional<Verdict> found;
    auto done = m_connection.each(
        u"SELECT verdict, message, revision, jobs, more FROM verdicts WHERE op=?"_s, { op.text },
        [&](const QSqlQuery &row) {
            Verdict verdict{ op,
                             wire::EditSettled::Verdict(row.value(0).toInt()),
                             row.value(1).toString(),
                             row.value(2).toLongLong(),
                             {},
                             objectFromText(row.value(4).toString()) };
            for (const QString &job : row.value(3).toString().split(u' ', Qt::SkipEmptyParts))
                verdict.jobs.push_back(JobId{ job });
            found = std::move(verdict);
        });
    if (!done)
        return tl::unexpected(done.error());
    return found;
}

Expected<void> Record::remember(const Verdict &verdict, WallTime now)
{
    QStringList jobs; // the hub's ids are UUIDs: a space cannot be in one
    for (const JobId &job : verdict.jobs)
        jobs.append(job.text);
    // The first answer stands: a repeated op must never get another one.
    return m_connection.run(
        u"INSERT OR IGNORE INTO"
        " verdicts(op,verdict,message,revision,jobs,more,time)"
        " VALUES(?,?,?,?,?,?,?)"_s,
        { verdict.op.text, int(verdict.verdict), verdict.message.isNull() ? u""_s : verdict.message,
          verdict.revision, jobs.isEmpty() ? u""_s : jobs.join(u' '),
          verdict.more.isEmpty() ? u""_s : objectText(verdict.more), timeValue(now) });
}

} // namespace fw::hub::record
