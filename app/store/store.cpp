// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/store.h"

#include "store/activity.h"
#include "store/journal.h"
#include "store/outbox.h"
#include "store/rows.h"

#include <limits>

namespace fw::store {

namespace {

bool mayRemoveRows(const wire::Event &event)
{
    return std::holds_alternative<wire::JobsReplaced>(event)
        || std::holds_alternative<wire::JobRemoved>(event);
}

} // namespace

Store::Store(const Clock &clock, Journal *journal, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_isLoaded(!journal)
    , m_journal(journal)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(tick);
    connect(&m_timer, &QTimer::timeout, this, &Store::flush);
    if (m_journal)
        connectJournal();
}

Store::~Store()
{
    if (!m_journal)
        return;
    tidy(m_state, m_pending);
    keep(m_pending);
    writeDirty();
}

void Store::apply(const ServerId &server, const std::vector<wire::Event> &events)
{
    Stand stand;
    applyNext(server, events, stand, std::numeric_limits<size_t>::max());
}

bool Store::applyNext(const ServerId &server, const std::vector<wire::Event> &events, Stand &stand,
                      size_t most)
{
    const Now at = now();
    for (; stand.event < events.size(); ++stand.event) {
        const wire::Event &event = events[stand.event];
        const auto *list = std::get_if<wire::JobsReplaced>(&event);
        if (list && list->jobs.size() > most) {
            if (!applyNext(server, *list, stand, most))
                return false;
            continue;
        }
        // Rows that models know move only by removals: told in one go, with the additions first.
        if (mayRemoveRows(event) && !m_pending.added.empty())
            flush();
        reduce(m_state, server, event, at, m_pending);
        if (const auto *settled = std::get_if<wire::EditSettled>(&event))
            keepEdit(settled->edit);
        if (m_pending.changed.size() > m_state.jobs.size() * 2 + 4096
            || m_pending.items.size() > m_state.items.size() * 2 + 4096)
            tidy(m_state, m_pending);
    }
    Q_EMIT applied(server, events);
    // A row must not name another job than the one the view shows, not even for one tick.
    if (m_pending.removed.empty())
        schedule();
    else
        flush();
    return true;
}

bool Store::applyNext(const ServerId &server, const wire::JobsReplaced &list, Stand &stand,
                      size_t most)
{
    if (std::exchange(stand.listAt, stand.event) != stand.event)
        stand.list = {};
    bool ends = false;
    if (stand.list.seen < list.jobs.size()) {
        seeNext(m_state, server, list, most, now(), stand.list, m_pending);
    } else {
        flush(); // removals are told in one go, with the additions first
        ends = dropNext(m_state, server, most / 4 + 1, now(), stand.list, m_pending);
    }
    flush();
    return ends;
}

void Store::propose(const ServerId &server, const QString &lane, const wire::Command &command,
                    const Intent &intent)
{
    Edit edit;
    edit.id = editOf(command);
    edit.server = server;
    edit.lane = lane;
    edit.command = command;
    edit.intent = intent;
    if (auto *run = std::get_if<wire::RunAction>(&edit.command))
        *run = based(m_state, server, std::move(*run));
    edit.made = m_clock.wall();
    edit.fate = m_journal ? Fate::Draft : Fate::Queued;
    const EditId id = edit.id;
    store::propose(m_state, std::move(edit), m_pending);
    keepEdit(id);
    schedule();
}

void Store::setFate(const EditId &id, Fate fate, const QString &reason)
{
    store::setFate(m_state, id, fate, reason, now(), m_pending);
    keepEdit(id);
    schedule();
}

void Store::unsent(const EditId &id)
{
    store::unsent(m_state, id, now(), m_pending);
    keepEdit(id);
    schedule();
}

void Store::hold(const EditId &id, Hold why)
{
    store::hold(m_state, id, why, now(), m_pending);
    keepEdit(id);
    schedule();
}

void Store::putAway(const EditId &id)
{
    store::putAway(m_state, id, m_pending);
    keepEdit(id);
    schedule();
}

void Store::release(const EditId &id)
{
    releaseThese({ id });
}

void Store::releaseAll(const ServerId &server, Hold why)
{
    QSet<EditId> ids;
    for (const Edit &edit : m_state.edits) {
        if (edit.fate == Fate::Held && (server.isEmpty() || edit.server == server)
            && (why == Hold::None || edit.hold == why) && isOurs(m_state, edit))
            ids.insert(edit.id);
    }
    releaseThese(ids);
}

void Store::holdOld(const ServerId &server)
{
    std::vector<EditId> old;
    const WallTime since = m_clock.wall() - oldEdit;
    for (const Edit &edit : m_state.edits) {
        const bool waits = edit.fate == Fate::Queued || edit.fate == Fate::NoAnswer;
        if (waits && edit.server == server && edit.made < since && !m_released.contains(edit.id))
            old.push_back(edit.id);
    }
    for (const EditId &id : old)
        hold(id, Hold::Old);
}

void Store::releaseThese(const QSet<EditId> &ids)
{
    QSet<EditId> unkept;
    for (const Edit &edit : m_state.edits) {
        if (m_journal && edit.hold == Hold::Disk)
            unkept.insert(edit.id);
    }
    const auto changed = store::release(m_state, ids, m_pending);
    m_released.unite(ids);
    for (const EditId &id : changed) {
        if (unkept.contains(id)) // queued means: on the disk
            store::setFate(m_state, id, Fate::Draft, {}, now(), m_pending);
        keepEdit(id);
    }
    schedule();
}

void Store::setBase(const EditId &id, qint64 base)
{
    store::setBase(m_state, id, base, m_pending);
    keepEdit(id);
    schedule();
}

void Store::setClash(const EditId &id, const Clash &clash)
{
    store::setClash(m_state, id, clash, now(), m_pending);
    keepEdit(id);
    schedule();
}

void Store::setServer(const ServerState &server)
{
    const ServerState *known = m_state.server(server.id);
    const QString before = known ? known->account : m_accounts.take(server.id);
    ServerState next = server;
    if (!known && next.account.isEmpty())
        next.account = before;
    store::setServer(m_state, next, now(), m_pending);
    schedule();
    // Edits made from now on are theirs, also in the next run.
    if (m_journal && before != next.account)
        keepDirty();
}

void Store::removeServer(const ServerId &server)
{
    if (!m_pending.added.empty())
        flush();
    store::removeServer(m_state, server, m_pending);
    flush();
    if (m_journal)
        m_journal->dropServer(server);
}

void Store::note(const Activity &activity)
{
    Activity line = activity;
    if (line.time == WallTime{})
        line.time = m_clock.wall();
    addActivity(m_state, std::move(line), m_pending);
    schedule();
}

void Store::flush()
{
    m_timer.stop();
    tidy(m_state, m_pending);
    if (m_pending.isEmpty())
        return;
    const Changes changes = std::exchange(m_pending, {});
    if (m_journal)
        keep(changes);
    Q_EMIT changed(changes);
}

void Store::schedule()
{
    if (!m_pending.isEmpty() && !m_timer.isActive())
        m_timer.start();
}

} // namespace fw::store
