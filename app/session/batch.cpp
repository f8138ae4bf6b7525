// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/batch.h"

#include <QHash>
#include <QSet>

#include <algorithm>
#include <iterator>

namespace fw::session {

namespace {

template <class T> bool repeats(const T &later, const T &earlier)
{
    return earlier == T{} || later != T{};
}

// Whether the store ends up the same without \a earlier. Not across a change of state or attempt,
// where it forgets things, and not when \a later might be the older one.
bool covers(const wire::Job &later, const wire::Job &earlier)
{
    const bool isNewer
        = earlier.updated ? later.updated && *later.updated >= *earlier.updated : !later.updated;
    return isNewer && later.state == earlier.state && later.attempt == earlier.attempt
        && repeats(later.name, earlier.name) && repeats(later.source, earlier.source)
        && repeats(later.stage, earlier.stage) && repeats(later.message, earlier.message)
        && repeats(later.progress, earlier.progress) && repeats(later.error, earlier.error)
        && repeats(later.bytes, earlier.bytes) && repeats(later.priority, earlier.priority)
        && repeats(later.created, earlier.created) && repeats(later.started, earlier.started)
        && repeats(later.finished, earlier.finished) && repeats(later.thumbnail, earlier.thumbnail)
        && repeats(later.hint, earlier.hint);
}

/// Goes through events from the newest to the oldest.
class Collapser
{
public:
    bool isSpare(const wire::Event &event)
    {
        if (const auto *seen = std::get_if<wire::JobSeen>(&event))
            return isSpare(seen->job);
        if (const auto *progress = std::get_if<wire::JobProgressed>(&event)) {
            m_seen.remove(progress->id);
            return !isFirst(m_progress, progress->id);
        }
        if (const auto *transfer = std::get_if<wire::TransferSeen>(&event))
            return !isFirst(m_sent, transfer->edit);
        m_seen.clear(); // whatever it is, nothing is left out across it
        return false;
    }

private:
    template <class Id> static bool isFirst(QSet<Id> &ids, const Id &id)
    {
        const auto before = ids.size();
        ids.insert(id);
        return ids.size() > before;
    }
    bool isSpare(const wire::Job &job)
    {
        const auto later = m_seen.constFind(job.id);
        if (later != m_seen.cend() && covers(*later, job))
            return true;
        m_seen.insert(job.id, job);
        return false;
    }

    QSet<JobId> m_progress;
    QSet<EditId> m_sent;
    QHash<JobId, wire::Job> m_seen; ///< what is said next of each job
};

} // namespace

void collapse(std::vector<wire::Event> &events)
{
    Collapser collapser;
    std::vector<wire::Event> kept;
    kept.reserve(events.size());
    for (auto event = events.rbegin(); event != events.rend(); ++event) {
        if (!collapser.isSpare(*event))
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
    collapse(m_open.events);
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
        m_open.jobsRead = std::exchange(batch.jobsRead, {});
        m_open.reread = std::exchange(batch.reread, {});
        m_open.positions = std::exchange(batch.positions, std::nullopt);
        m_open.lines = std::exchange(batch.lines, {});
        m_waiting = std::min(m_open.events.size(), m_policy.pending / 2);
    }
    return batch;
}

} // namespace fw::session
