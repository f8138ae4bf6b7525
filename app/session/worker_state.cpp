// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the channels stand, for the next run, and what is read before somebody tries again.
#include "session/worker.h"

#include <iterator>

namespace fw::session {

using namespace Qt::StringLiterals;

void Worker::restore(const std::vector<wire::Position> &positions)
{
    m_resumer.restore(positions);
    m_handed = m_resumer.lasting();
}

// With everything that was delivered so far: never ahead of it.
void Worker::handPositions()
{
    auto now = m_resumer.lasting();
    if (now == m_handed)
        return;
    m_handed = now;
    m_queue.open().positions = std::move(now);
}

// A list is confirmed by an answer that was believed; else it is read again and confirms itself.
void Worker::dropDoubtful(std::vector<wire::Message> &messages)
{
    if (std::exchange(m_believed, true))
        return;
    for (wire::Message &message : messages)
        std::erase_if(message.events, [](const wire::Event &event) {
            return std::holds_alternative<wire::ListConfirmed>(event);
        });
}

void Worker::readState(const EditId &edit, const JobId &job, const QString &kind)
{
    const auto end = [this, edit](const std::optional<Failure> &trouble) {
        m_queue.open().reread.emplace_back(edit, trouble);
        flushSoon();
    };
    const bool reachable = m_link && m_sign.step == Signing::None
        && (m_link->isLive() || m_link->state().phase == link::Phase::Polling);
    if (!reachable) {
        end(Failure{ Failure::Code::Unreachable, u"there is no connection"_s });
        return;
    }
    wire::Interest wanted = interest(true);
    if (!kind.isEmpty() && !wanted.kinds.contains(kind))
        wanted.kinds.append(kind);
    std::vector<wire::HttpRequest> requests = m_dialect.poll(wanted, m_facts);
    if (!job.isEmpty() && !m_watched.contains(job)) {
        if (auto detail = m_dialect.encode(wire::FetchDetail{ job }, m_facts))
            std::ranges::move(detail->requests, std::back_inserter(requests));
    }
    makeRound([end](const ReadRound::Result &result) {
        const bool whole = result.ok && result.reason.isEmpty(); // a part is not enough here
        end(whole ? std::nullopt
                  : std::optional(Failure{ Failure::Code::Unreachable, result.reason }));
    })->start(std::move(requests));
}

} // namespace fw::session
