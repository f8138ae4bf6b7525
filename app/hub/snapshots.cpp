// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/snapshots.h"

#include "hub/front/packed.h"

#include <algorithm>

namespace fw::hub {

using namespace Qt::StringLiterals;

// {"type":"snapshot","channel":"processing:jobs","epoch":"…","seq":12,"part":1,"parts":3,
//  "data":{"jobs":[{…},…]}}

namespace {

// What the other end accepts (reliability.md 5.7), with room to spare.
constexpr qsizetype maxRatio = 40;
constexpr qsizetype maxText = 256 * 1024;

/// Where each part begins, and the end: {0, 200, 350} are two parts. At least one part.
std::vector<qsizetype> beginsOf(const SnapshotData &data)
{
    std::vector<qsizetype> begins{ 0 };
    qsizetype bytes = 0;
    for (qsizetype i = 0; i < data.count; ++i) {
        const qsizetype size = data.item(i).size() + 1;
        const qsizetype items = i - begins.back();
        if (items > 0
            && (items == Snapshot::itemsPerPart || bytes + size > Snapshot::bytesPerPart)) {
            begins.push_back(i);
            bytes = 0;
        }
        bytes += size;
    }
    begins.push_back(data.count);
    return begins;
}

} // namespace

Snapshot::Snapshot(ChannelIndex channel, QString epoch, qint64 seq, SnapshotData data)
    : m_channel(channel)
    , m_epoch(std::move(epoch))
    , m_seq(seq)
    , m_data(std::move(data))
{
    m_begins = beginsOf(m_data);
    m_parts.resize(m_begins.size() - 1);
}

QByteArray Snapshot::json(qsizetype index) const
{
    QByteArray text = "{\"type\":\"snapshot\",\"channel\":\""
        + QByteArray(channelName(m_channel).data()) + "\",\"epoch\":\"" + m_epoch.toUtf8()
        + "\",\"seq\":" + QByteArray::number(m_seq) + ",\"part\":" + QByteArray::number(index + 1)
        + ",\"parts\":" + QByteArray::number(parts()) + ",\"data\":{\"" + m_data.name.toUtf8()
        + "\":";
    const qsizetype from = m_begins.at(static_cast<size_t>(index));
    const qsizetype to = m_begins.at(static_cast<size_t>(index) + 1);
    text += m_data.isList ? "[" : (from == to ? "{}" : "");
    for (qsizetype i = from; i < to; ++i) {
        if (i > from)
            text += ',';
        text += m_data.item(i);
    }
    return text + (m_data.isList ? "]}}" : "}}");
}

const Snapshot::Part &Snapshot::part(qsizetype index)
{
    auto &kept = m_parts.at(static_cast<size_t>(index));
    if (kept)
        return *kept;
    const QByteArray text = json(index);
    if (text.size() > packFrom) {
        QByteArray binary = front::packed(text);
        // A part that packs too well would look like a bomb to the other end.
        if (text.size() / binary.size() < maxRatio || text.size() > maxText) {
            kept = std::move(binary);
            return *kept;
        }
    }
    kept = QString::fromUtf8(text);
    return *kept;
}

Snapshots::Snapshots(const EventLog &log, const SnapshotSource &source)
    : m_log(log)
    , m_source(source)
{
}

std::shared_ptr<Snapshot> Snapshots::take(ChannelIndex channel)
{
    auto &kept = m_kept.at(channel);
    const bool fits = kept && m_log.head(channel) - kept->seq() <= maxAge
        && m_log.canReplay(channel, kept->seq());
    if (!fits) {
        kept = std::make_shared<Snapshot>(channel, m_log.epoch(), m_log.head(channel),
                                          m_source.snapshot(channel));
    }
    return kept;
}

void Snapshots::forget()
{
    for (auto &kept : m_kept) {
        if (kept.use_count() == 1)
            kept.reset();
    }
}

} // namespace fw::hub
