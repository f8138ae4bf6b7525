// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "store/reduce.h"

#include <QObject>
#include <QSet>
#include <QTimer>

namespace fw::store {

class Journal;
struct LoadReport;

/// Owns the State, applies news through reduce() and says what changed at most once per tick
/// (33 ms). Lives on the GUI thread (or the main thread of the command line).
class Store final : public QObject
{
    Q_OBJECT
public:
    static constexpr Millis tick{ 33 };

    /// \a clock outlives the store. \a journal may be null: nothing is kept then.
    explicit Store(const Clock &clock, Journal *journal = nullptr, QObject *parent = nullptr);
    ~Store() override;

    const State &state() const { return m_state; }
    const Clock &clock() const { return m_clock; }

    /// Applies what one server said, in order.
    void apply(const ServerId &server, const std::vector<wire::Event> &events);
    /// How far events are applied that come in parts.
    struct Stand
    {
        size_t event = 0;
        size_t listAt = 0; ///< which event \ref list is about
        ListStand list;
    };
    /// The same in several turns, so that a list of many thousand jobs holds nobody up: takes at
    /// most \a most jobs of such a list, tells them, and goes on from \a stand when called again.
    /// Jobs the list lacks go last, in turns of their own. True when everything is applied, which
    /// is when applied() is emitted; nothing else this server said may be applied in between.
    bool applyNext(const ServerId &server, const std::vector<wire::Event> &events, Stand &stand,
                   size_t most);
    /// Adds \a command to the outbox as Queued; its EditId is the command's own. With a journal it
    /// is a Draft until it is on the disk (some ms), and Held (Hold::Disk) when that fails.
    void propose(const ServerId &server, const QString &lane, const wire::Command &command,
                 const Intent &intent = {});
    void setFate(const EditId &id, Fate fate, const QString &reason = {});
    void unsent(const EditId &id); ///< these: see store/reduce.h
    void hold(const EditId &id, Hold why);
    void putAway(const EditId &id);
    /// A held edit may go, as soon as those it builds on have (see store/reduce.h). One that the
    /// journal could not keep is tried there once more first.
    void release(const EditId &id);
    /// The same for all held edits of \a server (empty: of all) that are held for \a why (None: for
    /// any reason), but not for those of an account that is not signed in.
    void releaseAll(const ServerId &server = {}, Hold why = Hold::None);
    /// Holds what waited for \a server longer than oldEdit, but for what a person released in this
    /// run: asked before each connection is used (reliability.md 5.5).
    void holdOld(const ServerId &server);
    void setPositions(const ServerId &server, std::vector<wire::Position> positions);
    void setBase(const EditId &id, qint64 base);
    void setClash(const EditId &id, const Clash &clash);
    void setServer(const ServerState &server);
    void removeServer(const ServerId &server);
    /// A line for the activity panel that no server sent (connection news).
    void note(const Activity &activity);
    /// Whether everything an earlier run left is here; without a journal at once.
    bool isLoaded() const { return m_isLoaded; }
    /// Emits what is pending now instead of at the next tick.
    void flush();

Q_SIGNALS:
    /// Something changed; the state already shows it.
    void changed(const fw::store::Changes &changes);
    /// Everything an earlier run left is here.
    void loaded(const fw::store::LoadReport &report);
    /// Every event as it was applied, before coalescing (the command line prints these).
    void applied(const fw::ServerId &server, const std::vector<fw::wire::Event> &events);
    /// The journal cannot keep things, or was damaged and set aside: people should know.
    void journalTroubled(const fw::Failure &failure);

private:
    bool applyNext(const ServerId &server, const wire::JobsReplaced &list, Stand &stand,
                   size_t most);
    void schedule();
    void connectJournal();
    void keep(const Changes &changes);
    void keepActivities(size_t count);
    void keepItems(const std::vector<ItemKey> &keys);
    void keepEdit(const EditId &id);
    void keepDirty();
    void writeDirty();
    void releaseThese(const QSet<EditId> &ids);
    void onEditStored(const EditId &id, const QString &trouble);
    Now now() const { return { m_clock.now(), m_clock.wall() }; }

    const Clock &m_clock;
    bool m_isLoaded = false;
    Journal *m_journal;
    State m_state;
    Changes m_pending;
    QTimer m_timer;
    // For the journal: rows that changed but not so much that it must be written at once.
    QSet<JobKey> m_dirty;
    QSet<ItemKey> m_dirtyItems;
    QSet<ServerId> m_moved; ///< whose positions changed
    QHash<ServerId, QString> m_accounts; ///< of an earlier run, by servers not set up yet
    size_t m_recovered = 0; ///< edits held because the last run did not end by itself
    QTimer m_keepTimer;
    QSet<EditId> m_released; ///< by a person in this run
    qint64 m_nextKept = 1; ///< number of the next activity to keep
};

} // namespace fw::store
