// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the store tells its journal, and what it takes from it.
#include "store/activity.h"
#include "store/journal.h"
#include "store/outbox.h"
#include "store/store.h"

#include <algorithm>

namespace fw::store {

namespace {

// Progress is not worth a write each time: at most this old when the program is killed.
constexpr std::chrono::milliseconds keepDelay{ 1000 };

} // namespace

void Store::connectJournal()
{
    m_keepTimer.setSingleShot(true);
    m_keepTimer.setInterval(keepDelay);
    connect(&m_keepTimer, &QTimer::timeout, this, &Store::keepDirty);
    connect(m_journal, &Journal::serversLoaded, this, [this](const auto &servers) {
        adoptServers(m_state, *servers, m_pending);
        for (auto one = servers->cbegin(); one != servers->cend(); ++one) {
            if (!m_state.server(one.key()) && !one->account.isEmpty())
                m_accounts.insert(one.key(), one->account);
        }
        schedule();
    });
    connect(m_journal, &Journal::positionsLoaded, this,
            [this](const auto &positions) { adoptPositions(m_state, *positions); });
    connect(m_journal, &Journal::rowsLoaded, this, [this](const auto &rows) {
        adoptRows(m_state, std::move(*rows), m_pending);
        schedule();
    });
    connect(m_journal, &Journal::itemsLoaded, this, [this](const auto &items) {
        adoptItems(m_state, std::move(*items), m_pending);
        schedule();
    });
    connect(m_journal, &Journal::editsLoaded, this, [this](const auto &edits, bool unclean) {
        const auto held
            = adoptEdits(m_state, std::move(*edits), m_pending, { unclean, m_clock.wall() });
        for (const EditId &id : held) {
            const auto edit = std::ranges::find(m_state.edits, id, &Edit::id);
            m_recovered += edit->hold == Hold::Recovered ? 1 : 0;
            keepEdit(id); // the next end may be a clean one
        }
        schedule();
    });
    connect(m_journal, &Journal::loaded, this, [this](const LoadReport &report) {
        m_isLoaded = true;
        flush();
        LoadReport whole = report;
        whole.recovered = m_recovered;
        Q_EMIT loaded(whole);
    });
    connect(m_journal, &Journal::activitiesLoaded, this, [this](const auto &lines) {
        adoptActivities(m_state, std::move(*lines), m_pending);
        schedule();
    });
    connect(m_journal, &Journal::editsStored, this, [this](const QList<EditId> &ids) {
        for (const EditId &id : ids)
            onEditStored(id, {});
        flush(); // it may be sent now: do not wait for the tick
    });
    connect(m_journal, &Journal::editsNotStored, this,
            [this](const QList<EditId> &ids, const Failure &failure) {
                for (const EditId &id : ids)
                    onEditStored(id, failure.detail);
            });
    connect(m_journal, &Journal::troubled, this, [this](const Failure &failure) {
        Activity line;
        line.kind = Activity::Kind::Warning;
        line.code = code::journal;
        line.detail = failure.detail;
        note(line);
        Q_EMIT journalTroubled(failure);
    });
}

// A draft becomes what the operator may rely on: queued, or held with the reason.
void Store::onEditStored(const EditId &id, const QString &trouble)
{
    const auto edit = std::ranges::find(m_state.edits, id, &Edit::id);
    if (edit == m_state.edits.end() || edit->fate != Fate::Draft)
        return;
    if (trouble.isEmpty())
        store::setFate(m_state, id, Fate::Queued, {}, now(), m_pending);
    else
        store::hold(m_state, id, Hold::Disk, now(), m_pending, trouble);
    schedule();
}

void Store::setPositions(const ServerId &server, std::vector<wire::Position> positions)
{
    store::setPositions(m_state, server, std::move(positions));
    m_moved.insert(server);
    if (m_journal && !m_keepTimer.isActive())
        m_keepTimer.start();
}

void Store::keepEdit(const EditId &id)
{
    if (!m_journal)
        return;
    const auto edit = std::ranges::find(m_state.edits, id, &Edit::id);
    if (edit != m_state.edits.end())
        m_journal->keepEdits({ withoutSecrets(m_state, *edit) });
}

// Finished jobs are written at once, so that a killed program remembers them; the rest waits.
void Store::keep(const Changes &changes)
{
    std::vector<JobEntry> atOnce;
    const auto look = [&](size_t row) {
        const JobEntry &entry = m_state.jobs[row];
        if (!entry.confirmed)
            return; // comes from the journal
        if (wire::isTerminal(entry.job.state))
            atOnce.push_back(entry);
        else
            m_dirty.insert({ entry.server, entry.job.id });
    };
    std::ranges::for_each(changes.changed, look);
    std::ranges::for_each(changes.added, look);
    if (!changes.removedKeys.empty())
        m_journal->dropRows(changes.removedKeys);
    if (!atOnce.empty())
        m_journal->keepRows(std::move(atOnce));
    if (changes.activities > 0)
        keepActivities(changes.activities);
    if (!changes.items.empty())
        keepItems(changes.items);
    if ((!m_dirty.isEmpty() || !m_dirtyItems.isEmpty() || changes.servers)
        && !m_keepTimer.isActive())
        m_keepTimer.start();
}

void Store::keepActivities(size_t count)
{
    std::vector<Activity> lines;
    const auto &all = m_state.activities;
    const size_t from = all.size() - std::min(count, all.size());
    for (size_t at = from; at < all.size(); ++at) {
        if (all[at].number >= m_nextKept)
            lines.push_back(all[at]);
    }
    m_nextKept = m_state.nextActivity;
    if (!lines.empty())
        m_journal->keepActivities(std::move(lines));
}

// Items that went are forgotten at once, the others wait.
void Store::keepItems(const std::vector<ItemKey> &keys)
{
    std::vector<ItemKey> went;
    for (const ItemKey &key : keys) {
        const ItemEntry *entry = m_state.find(key);
        if (!entry)
            went.push_back(key);
        else if (entry->confirmed)
            m_dirtyItems.insert(key);
    }
    if (!went.empty())
        m_journal->dropItems(went);
}

// Rows that were told a moment ago are as dirty as those of before: no position without them.
void Store::keepDirty()
{
    flush();
    writeDirty();
}

void Store::writeDirty()
{
    m_keepTimer.stop();
    JournalNews news;
    for (const JobKey &key : std::as_const(m_dirty)) {
        if (const JobEntry *entry = m_state.find(key))
            news.rows.push_back(*entry);
    }
    m_dirty.clear();
    for (const ItemKey &key : std::as_const(m_dirtyItems)) {
        if (const ItemEntry *entry = m_state.find(key))
            news.items.push_back(*entry);
    }
    m_dirtyItems.clear();
    for (const ServerState &server : m_state.servers) {
        if (server.lastHeard || !server.account.isEmpty())
            news.servers.insert(server.id,
                                { server.lastHeard.value_or(WallTime{}), server.account });
    }
    for (const ServerId &server : std::as_const(m_moved)) {
        const bool whole = !m_state.crowded.contains(server);
        news.positions.insert(
            server, whole ? m_state.positions.value(server) : std::vector<wire::Position>());
    }
    m_moved.clear();
    if (!news.rows.empty() || !news.items.empty() || !news.servers.isEmpty()
        || !news.positions.isEmpty())
        m_journal->keepNews(std::move(news));
}

} // namespace fw::store
