// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/feed.h"

#include <QJsonDocument>

#include <algorithm>
#include <utility>

namespace fw::hub {

using namespace Qt::StringLiterals;

namespace {

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

constexpr quint8 bit(ChannelIndex channel)
{
    return static_cast<quint8>(1U << channel);
}

} // namespace

Feed::Feed(const EventLog &log, Snapshots &snapshots, Batches &batches, Outlet &outlet,
           const front::Limits &limits, bool bare)
    : m_log(log)
    , m_snapshots(snapshots)
    , m_batches(batches)
    , m_outlet(outlet)
    , m_limits(limits)
    , m_bare(bare)
    , m_cursor(log.end())
{
}

quint8 Feed::liveMask() const
{
    quint8 mask = 0;
    for (ChannelIndex i = 0; i < channelCount; ++i) {
        if (m_subscriptions[i].state == State::Live)
            mask = static_cast<quint8>(mask | bit(i));
    }
    return mask;
}

void Feed::sendSubscribed(ChannelIndex channel, qint64 seq, bool recovered)
{
    m_outlet.sendText(compact({ { u"type"_s, u"subscribed"_s },
                                { u"channel"_s, channelName(channel) },
                                { u"epoch"_s, m_log.epoch() },
                                { u"seq"_s, seq },
                                { u"recovered"_s, recovered } }));
}

void Feed::startSnapshot(ChannelIndex channel, Subscription &subscription)
{
    subscription.snapshot = m_snapshots.take(channel);
    subscription.part = 0;
    subscription.next = subscription.snapshot->seq() + 1;
    sendSubscribed(channel, subscription.snapshot->seq(), false);
}

void Feed::subscribe(ChannelIndex channel, const std::optional<From> &from)
{
    if (liveMask() == 0)
        m_cursor = m_log.end();
    Subscription &subscription = m_subscriptions.at(channel);
    const bool held = subscription.state == State::Held;
    if (m_bare) {
        subscription.state = State::Live;
        return;
    }
    subscription = { State::CatchingUp, 0, 0, nullptr };
    // After a gap the ring would only repeat what the client was too slow for.
    const bool replay
        = from && !held && from->epoch == m_log.epoch() && m_log.canReplay(channel, from->seq);
    if (replay) {
        subscription.next = from->seq + 1;
        sendSubscribed(channel, m_log.head(channel), true); // what follows ends there
    } else {
        startSnapshot(channel, subscription);
    }
    pump();
}

void Feed::unsubscribe(ChannelIndex channel)
{
    m_subscriptions.at(channel) = {};
}

bool Feed::isCaughtUp() const
{
    const auto waits = [](const Subscription &s) { return s.state == State::CatchingUp; };
    return (m_cursor == m_log.end() || liveMask() == 0)
        && std::ranges::none_of(m_subscriptions, waits);
}

// A socket may say "sent" while it is still being given more; that must not begin a second round.
void Feed::pump()
{
    if (std::exchange(m_pumping, true))
        return;
    sendLive();
    m_partsNow = 0;
    while (m_cursor == m_log.end() && m_partsNow < partsPerTurn && hasRoom() && sendCatchUp()) { }
    dropWhatIsTooLate();
    m_pumping = false;
}

void Feed::sendLive()
{
    const quint8 mask = liveMask();
    if (mask == 0) {
        m_cursor = m_log.end();
        return;
    }
    if (m_cursor < m_log.begin()) {
        drop(mask);
        m_cursor = m_log.end();
        return;
    }
    while (m_cursor < m_log.end() && hasRoom()) {
        const qint64 to = m_batches.stretchEnd(m_cursor);
        const bool collapse = m_bare && m_log.end() - m_cursor > m_limits.softEvents;
        for (const QString &message : m_batches.messages({ m_cursor, to, mask, m_bare, collapse }))
            m_outlet.sendText(message);
        m_cursor = to;
    }
}

bool Feed::sendCatchUp()
{
    for (ChannelIndex i = 0; i < channelCount; ++i) {
        Subscription &subscription = m_subscriptions[i];
        if (subscription.state == State::CatchingUp)
            return catchUp(i, subscription);
    }
    return false;
}

// One step: a part, or a batch from the ring, or the change to Live. Always true: there may be
// more.
bool Feed::catchUp(ChannelIndex channel, Subscription &subscription)
{
    if (auto &snapshot = subscription.snapshot) {
        const auto &part = snapshot->part(subscription.part++);
        ++m_partsNow;
        if (const auto *text = std::get_if<QString>(&part))
            m_outlet.sendText(*text);
        else
            m_outlet.sendBinary(std::get<QByteArray>(part));
        if (subscription.part == snapshot->parts())
            snapshot.reset();
        return true;
    }
    std::vector<EventPtr> kept;
    std::vector<const LogEvent *> events;
    qint64 bytes = 0;
    while (subscription.next <= m_log.head(channel) && bytes < Batches::maxBytes
           && events.size() < static_cast<size_t>(Batches::maxEvents)) {
        const EventPtr event = m_log.at(channel, subscription.next);
        if (!event) { // the ring moved on while the client was slow
            startSnapshot(channel, subscription);
            return true;
        }
        bytes += event->text.size();
        kept.push_back(event);
        events.push_back(event.get());
        ++subscription.next;
    }
    if (!events.empty())
        m_outlet.sendText(Batches::batch(events));
    else
        subscription.state = State::Live;
    return true;
}

void Feed::dropWhatIsTooLate()
{
    const qint64 behind = m_log.end() - m_cursor;
    const quint8 mask = liveMask();
    const qint64 bytes = m_log.bytesFrom(m_cursor);
    if (mask == 0 || (behind <= m_limits.softEvents && bytes <= m_limits.softBytes))
        return;
    const bool hard = behind > m_limits.hardEvents || bytes > m_limits.hardBytes;
    if (hard && m_bare)
        m_cursor = std::max(m_log.begin(),
                            m_log.end() - m_limits.softEvents); // no numbers, no way to ask again
    if (m_bare)
        return;
    // Only progress is worth so many events; the rest is about jobs that come and go.
    drop(hard ? mask : static_cast<quint8>(mask & bit(StatusChannel)));
    if (hard)
        m_cursor = m_log.end();
}

void Feed::drop(quint8 mask)
{
    for (ChannelIndex i = 0; i < channelCount; ++i) {
        if (!(mask & bit(i)))
            continue;
        qint64 dropped = 0;
        for (qint64 order = std::max(m_cursor, m_log.begin()); order < m_log.end(); ++order)
            dropped += m_log.event(order).channel == i ? 1 : 0;
        if (dropped == 0 && m_cursor >= m_log.begin())
            continue; // nothing of this channel is lost
        ++m_gaps;
        m_subscriptions[i] = { State::Held, 0, 0, nullptr };
        m_outlet.sendText(compact({ { u"type"_s, u"gap"_s },
                                    { u"channel"_s, channelName(i) },
                                    { u"dropped"_s, dropped } }));
    }
}

} // namespace fw::hub
