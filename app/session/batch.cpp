// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/batch.h"

#include <QSet>

#include <algorithm>
#include <iterator>

namespace fw::session {

void collapseProgress(std::vector<wire::Event> &events)
{
    QSet<JobId> newer;
    QSet<EditId> sent;
    std::vector<wire::Event> kept;
    kept.reserve(events.size());
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (const auto *progress = std::get_if<wire::JobProgressed>(&*event)) {
            if (newer.contains(progress->id))
                continue;
            newer.insert(progress->id);
        } else if (const auto *transfer = std::get_if<wire::TransferSeen>(&*event)) {
            if (sent.contains(transfer->edit))
                continue;
            sent.insert(transfer->edit);
        }
        kept.push_back(std::move(*event));
    }
    std::ranges::reverse(kept);
    events = std::move(kept);
}

bool BatchQueue::add(std::vector<wire::Event> events)
{
    // A list read as a whole is one event among its parts; what follows it is as bounded as it is.
    const bool isSnapshot = !events.empty() && events.size() > m_policy.pending / 2;
    if (!isSnapshot)
        m_waiting += events.size();
    std::ranges::move(events, std::back_inserter(m_open.events));
    if (m_waiting <= m_policy.pending)
        return true;
    collapseProgress(m_open.events);
    m_waiting = std::min(m_waiting, m_open.events.size());
    if (m_waiting <= m_policy.pending)
        return true;
    // Verdicts and lists are never dropped; the rest is read again from a snapshot.
    std::erase_if(m_open.events, [](const wire::Event &event) {
        return !std::holds_alternative<wire::EditSettled>(event)
            && !std::holds_alternative<wire::JobsReplaced>(event)
            && !std::holds_alternative<wire::ItemsReplaced>(event);
    });
    m_waiting = m_open.events.size();
    return false;
}

std::optional<Batch> BatchQueue::next()
{
    if (m_underWay || m_open.isEmpty())
        return std::nullopt;
    if (m_open.issues.size() > maxIssues)
        m_open.issues.resize(maxIssues);
    if (m_open.frames.size() > maxFrames)
        m_open.frames.resize(maxFrames);
    m_underWay = true;
    Batch batch = std::exchange(m_open, {});
    m_waiting = 0;
    if (batch.events.size() > m_policy.batch) {
        const auto cut = batch.events.begin() + static_cast<qsizetype>(m_policy.batch);
        m_open.events.assign(std::make_move_iterator(cut),
                             std::make_move_iterator(batch.events.end()));
        batch.events.erase(cut, batch.events.end());
        // "Live" must not be said before all of the list is there.
        m_open.connection = std::exchange(batch.connection, std::nullopt);
        m_waiting = std::min(m_open.events.size(), m_policy.pending / 2);
    }
    return batch;
}

} // namespace fw::session
