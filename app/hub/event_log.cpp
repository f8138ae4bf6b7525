// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/event_log.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace fw::hub {

using namespace Qt::StringLiterals;

// {"type":"event","channel":"processing:status","seq":7,"event":"progress",
//  "time":"2026-01-05T10:00:00.000Z","data":{"jobId":"…","status":"processing","progress":41.5}}

std::optional<ChannelIndex> channelIndex(QStringView name)
{
    const auto found
        = std::ranges::find_if(channelNames, [name](auto known) { return name == known; });
    if (found == channelNames.end())
        return std::nullopt;
    return static_cast<ChannelIndex>(found - channelNames.begin());
}

EventLog::EventLog(QString epoch, const Clock &clock, QObject *parent)
    : QObject(parent)
    , m_epoch(std::move(epoch))
    , m_clock(clock)
{
}

namespace {

QByteArray bytesOf(QLatin1StringView text)
{
    return QByteArray(text.data(), text.size());
}

// ,"name":"value", or nothing for an empty value.
QByteArray member(const char *name, const QString &value)
{
    if (value.isEmpty())
        return {};
    const QByteArray listed = QJsonDocument(QJsonArray{ value }).toJson(QJsonDocument::Compact);
    return ",\"" + QByteArray(name) + "\":" + listed.sliced(1).chopped(1);
}

} // namespace

void EventLog::append(ChannelIndex channel, QLatin1StringView event, const QJsonObject &data,
                      const QString &progressOf, const EventCause &cause)
{
    Ring &ring = m_channels.at(channel);
    auto made = std::make_shared<LogEvent>();
    made->order = m_end++;
    made->channel = channel;
    made->seq = ++ring.head;
    made->event = event;
    made->progressOf = progressOf;
    made->op = cause.op;
    made->bytesBefore = m_bytes;
    made->text = "{\"type\":\"event\",\"channel\":\"" + bytesOf(channelName(channel))
        + "\",\"seq\":" + QByteArray::number(made->seq) + ",\"event\":\"" + bytesOf(event)
        + "\",\"time\":\"" + toIso(m_clock.wall()).toLatin1() + '"' + member("origin", cause.origin)
        + member("op", cause.op) + ",\"data\":";
    made->dataAt = made->text.size();
    made->text += QJsonDocument(data).toJson(QJsonDocument::Compact) + '}';
    m_bytes += made->text.size();
    ring.bytes += made->text.size();
    ring.events.push_back(made);
    trim(ring);
    m_recent.push_back(std::move(made));
    if (m_recent.size() > ringEvents)
        m_recent.pop_front();
    Q_EMIT appended();
}

void EventLog::trim(Ring &ring)
{
    while (ring.events.size() > ringEvents || (ring.bytes > ringBytes && ring.events.size() > 1)) {
        ring.bytes -= ring.events.front()->text.size();
        ring.events.pop_front();
    }
}

bool EventLog::canReplay(ChannelIndex channel, qint64 seq) const
{
    const Ring &ring = m_channels.at(channel);
    const qint64 missed = ring.head - seq;
    return seq >= 0 && missed >= 0 && missed <= maxMissed
        && missed <= static_cast<qint64>(ring.events.size());
}

EventPtr EventLog::at(ChannelIndex channel, qint64 seq) const
{
    const Ring &ring = m_channels.at(channel);
    const qint64 first = ring.head - static_cast<qint64>(ring.events.size()) + 1;
    if (seq < first || seq > ring.head)
        return nullptr;
    return ring.events[static_cast<size_t>(seq - first)];
}

const LogEvent &EventLog::event(qint64 order) const
{
    Q_ASSERT(order >= begin() && order < m_end);
    return *m_recent[static_cast<size_t>(order - begin())];
}

qint64 EventLog::bytesFrom(qint64 order) const
{
    return order >= m_end ? 0 : m_bytes - event(std::max(order, begin())).bytesBefore;
}

QJsonObject EventLog::heads() const
{
    QJsonObject heads;
    for (ChannelIndex i = 0; i < channelCount; ++i)
        heads.insert(channelName(i), QJsonArray{ m_epoch, head(i) });
    return heads;
}

QJsonObject EventLog::seqs() const
{
    QJsonObject seqs;
    for (ChannelIndex i = 0; i < channelCount; ++i)
        seqs.insert(channelName(i), head(i));
    return seqs;
}

} // namespace fw::hub
