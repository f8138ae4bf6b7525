// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/batches.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSet>

#include <algorithm>

namespace fw::hub {

// {"type":"batch","messages":[{"type":"event",…},{"type":"event",…}]}

namespace {

// {"channel":"processing:status","event":"start","data":{…}}
QString bareText(const LogEvent &event)
{
    const auto channel = channelName(event.channel);
    QByteArray text = "{\"channel\":\"" + QByteArray(channel.data(), channel.size())
        + "\",\"event\":\"" + QByteArray(event.event.data(), event.event.size()) + '"';
    if (!event.op.isEmpty()) // so that its author knows it again
        text += ",\"op\":"
            + QJsonDocument(QJsonArray{ event.op })
                  .toJson(QJsonDocument::Compact)
                  .sliced(1)
                  .chopped(1);
    text += ",\"data\":";
    text.append(event.data().data(), event.data().size());
    return QString::fromUtf8(text + '}');
}

} // namespace

qint64 Batches::stretchEnd(qint64 from) const
{
    const qint64 most = std::min(m_log.end(), from + maxEvents);
    qint64 to = from;
    qint64 bytes = 0;
    while (to < most) {
        bytes += m_log.event(to).text.size();
        if (bytes > maxBytes && to > from)
            break;
        ++to;
    }
    return to;
}

std::vector<const LogEvent *> Batches::wanted(const Stretch &stretch) const
{
    std::vector<const LogEvent *> events;
    QSet<QString> later;
    if (stretch.collapse) {
        for (qint64 order = stretch.to; order < m_log.end(); ++order)
            later.insert(m_log.event(order).progressOf);
    }
    for (qint64 order = stretch.to - 1; order >= stretch.from; --order) {
        const LogEvent &event = m_log.event(order);
        if (!(stretch.mask >> event.channel & 1))
            continue;
        if (stretch.collapse && !event.progressOf.isEmpty()) {
            if (later.contains(event.progressOf))
                continue;
            later.insert(event.progressOf);
        }
        events.push_back(&event);
    }
    std::ranges::reverse(events);
    return events;
}

QString Batches::batch(const std::vector<const LogEvent *> &events)
{
    if (events.size() == 1)
        return QString::fromUtf8(events.front()->text);
    QByteArray text = "{\"type\":\"batch\",\"messages\":[";
    for (const LogEvent *event : events) {
        text += event->text;
        text += ',';
    }
    text.chop(1);
    return QString::fromUtf8(text + "]}");
}

const std::vector<QString> &Batches::messages(const Stretch &stretch)
{
    const auto found = std::ranges::find(m_kept, stretch, &Kept::stretch);
    // What "later" means changes with every event, so a collapsed stretch is made anew.
    if (found != m_kept.end() && !stretch.collapse)
        return found->messages;
    Kept made{ stretch, {} };
    const auto events = wanted(stretch);
    if (!stretch.bare && !events.empty())
        made.messages.push_back(batch(events));
    for (size_t i = 0; stretch.bare && i < events.size(); ++i)
        made.messages.push_back(bareText(*events[i]));
    m_kept.push_front(std::move(made));
    if (m_kept.size() > maxKept)
        m_kept.pop_back();
    return m_kept.front().messages;
}

} // namespace fw::hub
