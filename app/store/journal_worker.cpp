// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal_worker.h"

#include "base/log.h"
#include "store/outbox.h"

#include <QDateTime>
#include <QElapsedTimer>

#include <algorithm>

namespace fw::store {

using namespace Qt::StringLiterals;

namespace {

constexpr size_t mostActivities = 1000;

QList<EditId> idsOf(const std::vector<Edit> &edits)
{
    QList<EditId> ids;
    for (const Edit &edit : edits)
        ids.append(edit.id);
    return ids;
}

// While the disk takes its time.
constexpr size_t manyRows = 50'000;

void keepNewest(std::deque<JournalFile::RowChange> &rows)
{
    QSet<JobKey> seen;
    seen.reserve(static_cast<qsizetype>(rows.size()));
    const auto isOld = [&seen](const JournalFile::RowChange &row) {
        const auto before = seen.size();
        seen.insert(row.key);
        return seen.size() == before;
    };
    const auto old = std::remove_if(rows.rbegin(), rows.rend(), isOld);
    rows.erase(rows.begin(), old.base());
}

} // namespace

JournalWorker::JournalWorker(QString path)
    : m_file(std::move(path))
{
}

JournalWorker::~JournalWorker() = default;

bool JournalWorker::post(const std::function<void(JournalInbox &)> &add)
{
    const QMutexLocker lock(&m_mutex);
    add(m_inbox);
    auto &lines = m_inbox.activities;
    if (lines.size() > mostActivities)
        lines.erase(lines.begin(), lines.end() - mostActivities);
    if (m_inbox.rows.size() > 2 * m_inbox.rowsSorted + manyRows) {
        keepNewest(m_inbox.rows);
        m_inbox.rowsSorted = m_inbox.rows.size();
    }
    return !std::exchange(m_woken, true);
}

bool JournalWorker::ensureOpen()
{
    if (m_file.isOpen())
        return true;
    if (m_unusable)
        return false;
    auto opened = m_file.open();
    if (!opened && opened.error().code == Failure::Code::Database) {
        startOver(opened.error());
        return m_file.isOpen();
    }
    if (!opened) {
        m_file.close();
        m_unusable = true;
        check(opened);
        return false;
    }
    m_wasClean = m_file.wasClean();
    check(m_file.setClean(false));
    return true;
}

// A damaged file is kept for whoever wants to rescue something; work goes on with a new one.
void JournalWorker::startOver(const Failure &failure)
{
    const QString suffix
        = u".broken-"_s + QDateTime::currentDateTimeUtc().toString(u"yyyyMMddTHHmmsszzz"_s);
    const auto aside = m_file.setAside(suffix);
    Failure told = failure;
    if (aside)
        told.detail += u"; set aside as "_s + *aside;
    check(tl::unexpected(told));
    const auto opened = aside ? m_file.open() : tl::unexpected(aside.error());
    if (!opened) {
        m_file.close();
        m_unusable = true;
        check(opened);
    }
}

// The same trouble is told once, not at every write.
void JournalWorker::check(const Expected<void> &done)
{
    if (done) {
        return;
    }
    if (m_lastTold == done.error())
        return;
    m_lastTold = done.error();
    qCWarning(lcStore, "%ls", qUtf16Printable(done.error().detail));
    Q_EMIT troubled(done.error());
}

void JournalWorker::load()
{
    QElapsedTimer timer;
    timer.start();
    LoadReport report;
    if (ensureOpen()) {
        report.unclean = !m_wasClean;
        const auto done = readAll(report);
        if (!done && done.error().code == Failure::Code::Database)
            startOver(done.error());
        else
            check(done);
    }
    report.took = Millis(timer.elapsed());
    Q_EMIT loaded(report);
}

Expected<void> JournalWorker::readAll(LoadReport &report)
{
    auto edits = m_file.readEdits();
    if (!edits)
        return tl::unexpected(edits.error());
    for (const Edit &edit : *edits)
        report.edits += isSettled(edit.fate) ? 0 : 1;
    Q_EMIT editsLoaded(std::make_shared<std::vector<Edit>>(std::move(*edits)), report.unclean);
    auto lines = m_file.readActivities();
    if (!lines)
        return tl::unexpected(lines.error());
    Q_EMIT activitiesLoaded(std::make_shared<std::vector<Activity>>(std::move(*lines)));
    auto servers = m_file.readServers();
    if (!servers)
        return tl::unexpected(servers.error());
    Q_EMIT serversLoaded(std::make_shared<QHash<ServerId, ServerMemory>>(std::move(*servers)));
    const auto damaged = m_file.readRows([&](std::vector<JobEntry> rows) {
        report.jobs += rows.size();
        Q_EMIT rowsLoaded(std::make_shared<std::vector<JobEntry>>(std::move(rows)));
    });
    if (!damaged)
        return tl::unexpected(damaged.error());
    tellDamage(*damaged, u"journal: %1 bundles of jobs could not be read"_s);
    const auto lost = m_file.readItems([&](std::vector<ItemEntry> items) {
        report.items += items.size();
        Q_EMIT itemsLoaded(std::make_shared<std::vector<ItemEntry>>(std::move(items)));
    });
    if (!lost)
        return tl::unexpected(lost.error());
    tellDamage(*lost, u"journal: %1 items could not be read"_s);
    auto positions = m_file.readPositions();
    if (!positions)
        return tl::unexpected(positions.error());
    Q_EMIT positionsLoaded(
        std::make_shared<QHash<ServerId, std::vector<wire::Position>>>(std::move(*positions)));
    return {};
}

void JournalWorker::tellDamage(size_t count, const QString &message)
{
    if (count > 0)
        check(fail(Failure::Code::BadInput, message.arg(count)));
}

void JournalWorker::storeEdits(const std::vector<Edit> &edits)
{
    const auto stored = m_file.writeEdits(edits);
    if (stored) {
        Q_EMIT editsStored(idsOf(edits));
        return;
    }
    check(stored);
    Q_EMIT editsNotStored(idsOf(edits), stored.error());
}

void JournalWorker::storeNews(JournalInbox &inbox)
{
    JournalFile::News news;
    keepNewest(inbox.rows);
    news.rows.assign(std::make_move_iterator(inbox.rows.begin()),
                     std::make_move_iterator(inbox.rows.end()));
    news.items.reserve(static_cast<size_t>(inbox.items.size()));
    for (auto item = inbox.items.begin(); item != inbox.items.end(); ++item)
        news.items.push_back({ item.key(), std::move(*item) });
    news.servers = std::move(inbox.servers);
    news.positions = std::move(inbox.positions);
    if (!news.isEmpty())
        check(m_file.writeNews(news));
}

void JournalWorker::work()
{
    JournalInbox inbox;
    {
        const QMutexLocker lock(&m_mutex);
        inbox = std::exchange(m_inbox, {});
        m_woken = false;
    }
    if (inbox.isEmpty())
        return;
    if (!ensureOpen()) {
        if (!inbox.edits.empty())
            Q_EMIT editsNotStored(idsOf(inbox.edits), m_lastTold.value_or(Failure{}));
        return;
    }
    if (!inbox.edits.empty())
        storeEdits(inbox.edits);
    for (const ServerId &server : inbox.forgotten)
        check(m_file.forgetServer(server));
    storeNews(inbox);
    if (!inbox.activities.empty())
        check(m_file.writeActivities(inbox.activities));
}

void JournalWorker::finish()
{
    work();
    if (!m_file.isOpen())
        return;
    check(m_file.setClean(true));
    m_file.close();
}

} // namespace fw::store
