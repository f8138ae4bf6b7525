// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "wire/channels.h"

#include <QJsonObject>
#include <QObject>

#include <algorithm>
#include <array>
#include <deque>
#include <memory>
#include <optional>

namespace fw::hub {

/// A channel by its place in channelNames.
using ChannelIndex = quint8;
/// What the hub's clients can subscribe to: what happens to jobs, then the shared documents.
inline constexpr auto channelNames = [] {
    std::array<QLatin1StringView, wire::channel::watched.size() + wire::channel::editing.size()>
        all{};
    std::ranges::copy(wire::channel::editing,
                      std::ranges::copy(wire::channel::watched, all.begin()).out);
    return all;
}();
inline constexpr size_t channelCount = channelNames.size();
static_assert(channelCount <= 8, "sets of channels are kept in one byte");
/// The index of the channel called \a name; empty when nobody can subscribe to it.
std::optional<ChannelIndex> channelIndex(QStringView name);
/// The places of the channels, in the order of channelNames.
enum : ChannelIndex {
    JobsChannel,
    StatusChannel,
    StagesChannel,
    ThumbnailsChannel,
    MetadataChannel,
    SystemChannel,
    CropChannel,
    BrandChannel
};
static_assert(channelNames[StatusChannel].data() == wire::channel::status.data()
              && channelNames[SystemChannel].data() == wire::channel::system.data()
              && channelNames[CropChannel].data() == wire::channel::crop.data()
              && channelNames[BrandChannel].data() == wire::channel::brand.data());
inline QLatin1StringView channelName(ChannelIndex index)
{
    return channelNames.at(index);
}

/// One thing that happened, serialised once for everybody.
struct LogEvent
{
    qint64 order = 0; ///< over all channels, from 0 without holes
    ChannelIndex channel = 0;
    qint64 seq = 0; ///< within the channel, from 1 without holes
    QLatin1StringView event; ///< a literal
    QByteArray text; ///< the whole `event` message of framewatch.v1
    qsizetype dataAt = 0; ///< where data begins in text; it ends one byte before its end
    QString progressOf; ///< set: droppable progress of that job, only the newest counts
    QString op; ///< the edit that made it happen; empty: none
    qint64 bytesBefore = 0; ///< of all events before this one

    QByteArrayView data() const { return QByteArrayView(text).sliced(dataAt).chopped(1); }
};
using EventPtr = std::shared_ptr<const LogEvent>;

/// Whose edit made an event happen.
struct EventCause
{
    QString origin; ///< client id; empty: nobody's
    QString op; ///< id of the edit; empty: none
};

/// What happened since the hub started, per channel with sequence numbers and a ring for resume
/// (reliability.md 5.6), and over all channels in the order it happened. The epoch is new at each
/// start, so numbers of an earlier life never fit by accident.
class EventLog final : public QObject
{
    Q_OBJECT
public:
    static constexpr size_t ringEvents = 4096; ///< per channel
    static constexpr qint64 ringBytes = 8 * 1024 * 1024; ///< per channel
    static constexpr qint64 maxMissed = 2000; ///< more is not replayed: a snapshot is cheaper

    explicit EventLog(QString epoch, const Clock &clock, QObject *parent = nullptr);

    /// Adds one event; \a event must be a literal. Emits appended().
    void append(ChannelIndex channel, QLatin1StringView event, const QJsonObject &data,
                const QString &progressOf = {}, const EventCause &cause = {});

    const QString &epoch() const { return m_epoch; }
    qint64 head(ChannelIndex channel) const { return m_channels.at(channel).head; }
    /// True when everything after \a seq of that channel is still here and worth replaying.
    bool canReplay(ChannelIndex channel, qint64 seq) const;
    /// The event \a seq of a channel; null when it is not in the ring.
    EventPtr at(ChannelIndex channel, qint64 seq) const;

    qint64 begin() const { return m_end - static_cast<qint64>(m_recent.size()); }
    qint64 end() const { return m_end; } ///< order of the next event
    /// The event number \a order, begin() <= order < end().
    const LogEvent &event(qint64 order) const;
    /// Bytes of all events from \a order on; \a order as for event(), or end().
    qint64 bytesFrom(qint64 order) const;
    /// `{channel:[epoch,seq]}` of every channel.
    QJsonObject heads() const;
    /// `{channel:seq}` of every channel.
    QJsonObject seqs() const;

Q_SIGNALS:
    void appended();

private:
    struct Ring
    {
        qint64 head = 0;
        qint64 bytes = 0;
        std::deque<EventPtr> events;
    };
    void trim(Ring &ring);

    QString m_epoch;
    const Clock &m_clock;
    std::array<Ring, channelCount> m_channels;
    std::deque<EventPtr> m_recent;
    qint64 m_end = 0;
    qint64 m_bytes = 0;
};

} // namespace fw::hub
