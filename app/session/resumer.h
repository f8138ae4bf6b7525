// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/policy.h"
#include "wire/dialect.h"

#include <QSet>

#include <map>

namespace fw::session {

/// Keeps the place in every channel of one server: applies each event exactly once and in order,
/// notices what is missing, swaps snapshots in whole. Pure: knows no network and no clock.
///
///   Waiting -subscribed, recovered-> Replaying -seq reached-> Current
///   Waiting -subscribed, not recovered-> Snapshot -last part-> Current
///   Current -hole, gap, head beyond us, other epoch-> Waiting (asked again, at most every 5 s)
///   Waiting -refused-> Refused
class Resumer
{
public:
    explicit Resumer(SessionPolicy policy = {});

    /// What an earlier run left; before the first start() only. Channels whose news the journal
    /// does not keep have no place to go on from: of stages, thumbnails and metadata a snapshot
    /// brings all there is, and the load of the machine is absolute, old values help nobody.
    void restore(const std::vector<wire::Position> &positions);
    /// The places to keep for the next run: of the channels whose news the journal keeps, as far
    /// as they were handed out. Also while the server is away: nothing is known to be missing.
    std::vector<wire::Position> lasting() const;

    /// A new connection: all \a channels are to be subscribed. Positions stay.
    void start(const QStringList &channels, Instant now);
    /// What to subscribe with, one for each channel; empty epoch: from a snapshot.
    std::vector<wire::Position> positions() const;
    wire::Position position(const QString &channel) const;

    /// \return false when it is not to be believed: only a snapshot is
    bool subscribed(const wire::Subscribed &answer, Instant now);
    void refused(const QString &channel);
    /// The events to apply now, in order; nothing for duplicates and for what must wait.
    std::vector<wire::Event> take(wire::Message message, Instant now);
    void gap(const wire::ChannelGap &gap);
    void heads(const wire::HeadsSeen &heads, Instant now);

    /// Channels to subscribe again now; each is told once, then waits for its answer.
    std::vector<wire::Position> due(Instant now);
    bool wantsLook() const; ///< due() may have something later: call it again

    /// The resumption did not come to an end; the second time in a row a channel starts afresh.
    void failed();
    void forget(); ///< drops all positions
    bool complete() const; ///< every channel is current or refused
    /// Everything that decides what it does next but the times, for whoever compares two of them.
    QByteArray fingerprint() const;
    int holes() const { return m_holes; } ///< how often something was missing
    qint64 missed() const { return m_missed; } ///< events in those holes, as far as they show
    qint64 duplicates() const { return m_duplicates; }

private:
    enum class Step : quint8 { Waiting, Replaying, Snapshot, Current, Refused };
    struct Channel
    {
        Step step = Step::Waiting;
        QString epoch; ///< empty: no position
        qint64 seq = 0;
        qint64 target = 0; ///< Replaying ends here
        bool asks = false; ///< wants to be subscribed again
        int failures = 0;
        Instant asked{}; ///< when it was last subscribed
        Instant moved{}; ///< when it last came nearer to Current
        std::map<qint64, std::vector<wire::Event>> ahead; ///< waits for a missing event
        std::map<int, std::vector<wire::Event>> parts; ///< of the snapshot that arrives
        QString stagedEpoch;
        qint64 stagedSeq = -1;
        int stagedParts = 0;
        std::optional<std::pair<qint64, Instant>> doubt; ///< a head we have not reached
    };

    std::vector<wire::Event> takeEvent(Channel &channel, wire::Message &message, Instant now);
    std::vector<wire::Event> takePart(Channel &channel, wire::Message &message, Instant now);
    void drain(Channel &channel, std::vector<wire::Event> &events);
    void keepAhead(Channel &channel, qint64 seq, std::vector<wire::Event> &events);
    void hole(Channel &channel);
    static void clearPosition(Channel &channel);
    static void settleReplay(Channel &channel);

    SessionPolicy m_policy;
    std::map<QString, Channel> m_channels;
    int m_holes = 0;
    qint64 m_missed = 0;
    qint64 m_duplicates = 0;
};

/// Joins the lists of several JobsReplaced (parts of a snapshot, pages of a list) into one, which
/// comes first; the other events keep their order.
std::vector<wire::Event> joinLists(std::vector<wire::Event> events);

} // namespace fw::session
