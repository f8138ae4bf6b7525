// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/batches.h"
#include "hub/front/limits.h"
#include "hub/snapshots.h"

namespace fw::hub {

/// Where a feed's messages go; a WsLink in the product, a list in tests.
class Outlet
{
public:
    virtual ~Outlet() = default;
    virtual void sendText(const QString &text) = 0;
    virtual void sendBinary(const QByteArray &bytes) = 0;
    virtual qint64 backlog() const = 0; ///< bytes given and not yet sent
};

/// What one client still has to hear. It holds no events of its own, only its place in the log, so
/// a client that does not read costs nothing: when it falls behind softEvents its progress channel
/// is dropped, behind hardEvents every channel, each with one `gap`, and a dropped channel stays
/// silent until the client subscribes again and gets a snapshot (reliability.md 5.6). So a client
/// never sees a hole in the numbers.
///
/// A subscription: Off -> CatchingUp (snapshot parts, then the ring) -> Live -> Held (gap) ->
/// CatchingUp. A bare client (seed form) knows no numbers: Off -> Live, old progress collapses.
class Feed
{
public:
    /// Snapshot parts of one turn: packing more would hold the event loop too long. wantsTurn()
    /// calls for the next turn.
    static constexpr int partsPerTurn = 4;

    Feed(const EventLog &log, Snapshots &snapshots, Batches &batches, Outlet &outlet,
         const front::Limits &limits, bool bare);

    /// Where the client stands, if it says so.
    struct From
    {
        QString epoch;
        qint64 seq = 0;
    };
    /// Answers with `subscribed`; what was missed, or a snapshot, follows.
    void subscribe(ChannelIndex channel, const std::optional<From> &from);
    void unsubscribe(ChannelIndex channel);
    /// Gives the outlet as much as it may take now.
    void pump();
    /// True when everything that is due was given to the outlet.
    bool isCaughtUp() const;
    /// True when pump() ended only because its turn was over: more could be given at once.
    bool wantsTurn() const { return m_partsNow >= partsPerTurn && hasRoom() && !isCaughtUp(); }
    qint64 gaps() const { return m_gaps; }
    /// True when what happens on that channel now is sent as it happens.
    bool hears(ChannelIndex channel) const
    {
        return m_subscriptions.at(channel).state == State::Live;
    }

private:
    enum class State : quint8 { Off, CatchingUp, Live, Held };
    struct Subscription
    {
        State state = State::Off;
        qint64 next = 0; ///< CatchingUp: the next seq to send after the snapshot
        qsizetype part = 0;
        std::shared_ptr<Snapshot> snapshot;
    };

    quint8 liveMask() const;
    bool hasRoom() const { return m_outlet.backlog() < m_limits.softBytes; }
    void sendLive();
    bool sendCatchUp();
    bool catchUp(ChannelIndex channel, Subscription &subscription);
    void sendSubscribed(ChannelIndex channel, qint64 seq, bool recovered);
    void startSnapshot(ChannelIndex channel, Subscription &subscription);
    void dropWhatIsTooLate();
    void drop(quint8 mask);

    const EventLog &m_log;
    Snapshots &m_snapshots;
    Batches &m_batches;
    Outlet &m_outlet;
    const front::Limits &m_limits;
    bool m_bare;
    bool m_pumping = false;
    qint64 m_cursor; ///< order of the next event for live channels
    qint64 m_gaps = 0;
    int m_partsNow = 0; ///< sent in this turn
    std::array<Subscription, channelCount> m_subscriptions;
};

} // namespace fw::hub
