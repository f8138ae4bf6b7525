// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/event_log.h"

#include <functional>
#include <variant>

namespace fw::hub {

/// What a channel looks like now, in a form that can be serialised bit by bit.
struct SnapshotData
{
    QString name; ///< the member of `data` that holds it: "jobs", "stages", "status"…
    bool isList = true; ///< false: item(0) itself, not a list
    qsizetype count = 0;
    /// Compact JSON, 0 <= index < count; the function keeps alive what the view looks at.
    std::function<QByteArrayView(qsizetype)> item;
};

/// Where snapshots come from.
class SnapshotSource
{
public:
    virtual ~SnapshotSource() = default;
    virtual SnapshotData snapshot(ChannelIndex channel) const = 0;
};

/// One channel at one sequence number, in parts that are serialised when first sent and shared by
/// every client that gets them. A part has at most itemsPerPart items and bytesPerPart bytes; only
/// an item that is larger has a part of its own.
class Snapshot
{
public:
    static constexpr qsizetype itemsPerPart = 200;
    static constexpr qsizetype bytesPerPart = 768 * 1024; ///< of items, before packing
    static constexpr qsizetype packFrom = 64 * 1024; ///< bytes; larger parts go out packed
    using Part = std::variant<QString, QByteArray>; ///< text frame or binary frame

    Snapshot(ChannelIndex channel, QString epoch, qint64 seq, SnapshotData data);
    qint64 seq() const { return m_seq; }
    qsizetype parts() const { return static_cast<qsizetype>(m_parts.size()); }
    const Part &part(qsizetype index);

private:
    QByteArray json(qsizetype index) const;

    ChannelIndex m_channel;
    QString m_epoch;
    qint64 m_seq;
    SnapshotData m_data;
    std::vector<qsizetype> m_begins; ///< the first item of each part, and the end
    std::vector<std::optional<Part>> m_parts;
};

/// Makes snapshots, and gives out the same one as long as the ring can bring a client from it to
/// the present.
class Snapshots
{
public:
    static constexpr qint64 maxAge = 256; ///< events since it was made

    Snapshots(const EventLog &log, const SnapshotSource &source);
    std::shared_ptr<Snapshot> take(ChannelIndex channel);
    /// Lets go of what no client needs.
    void forget();

private:
    const EventLog &m_log;
    const SnapshotSource &m_source;
    std::array<std::shared_ptr<Snapshot>, channelCount> m_kept;
};

} // namespace fw::hub
