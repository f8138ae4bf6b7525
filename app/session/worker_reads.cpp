// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/overloaded.h"
#include "session/redact.h"
#include "session/worker.h"
#include "store/outbox.h"

namespace fw::session {

using namespace Qt::StringLiterals;

void Worker::onPollWanted(bool full)
{
    const Instant now = m_clock.now();
    const bool due = !m_fullRead || now - *m_fullRead >= m_policy.fullPoll;
    const wire::Interest interest{ true, m_watched, full || due };
    read(interest, [this, now, wasFull = interest.fullRead](const ReadRound::Result &result) {
        if (result.ok) {
            m_info.lastMessage = m_clock.now();
            m_info.lastMessageWall = m_clock.wall();
            if (wasFull)
                m_fullRead = now;
        }
        m_link->feed(link::PollDone{ result.ok, result.active, result.reason });
        say();
    });
}

void Worker::read(const wire::Interest &interest,
                  std::function<void(const ReadRound::Result &)> done)
{
    delete m_round;
    auto *round = new ReadRound(
        m_link->http(),
        [this](const wire::HttpRequest &asked, const wire::HttpReply &reply) {
            return decodeReply(asked, reply);
        },
        this);
    m_round = round;
    connect(round, &ReadRound::finished, this,
            [this, round, done = std::move(done)](const ReadRound::Result &result) {
                m_round.clear();
                round->deleteLater();
                deliver(result.events);
                done(result);
            });
    round->start(m_dialect.poll(interest, m_facts));
}

void Worker::readDetails()
{
    for (const JobId &job : std::as_const(m_watched))
        submit(wire::FetchDetail{ job });
}

// Takes facts, issues and controls; the messages are left to the caller.
wire::Decoded Worker::decodeReply(const wire::HttpRequest &asked, const wire::HttpReply &reply)
{
    if (m_recording)
        m_queue.open().frames.emplace_back(false,
                                           redacted(exchangeFrame(asked, reply), m_facts.token));
    wire::Decoded decoded = m_dialect.decode(asked, reply, m_facts);
    wire::Decoded rest;
    rest.messages = std::exchange(decoded.messages, {});
    rest.followUps = std::exchange(decoded.followUps, {});
    rest.complete = decoded.complete;
    take(std::move(decoded));
    return rest;
}

void Worker::refresh()
{
    makeLink();
    if (m_link->isLive())
        readDetails();
    else
        connectNow();
}

void Worker::resync()
{
    makeLink();
    m_resumer.forget();
    m_fullRead.reset();
    if (m_link->isLive())
        onResumeWanted();
    else
        connectNow();
    if (m_link->isLive())
        readDetails();
}

void Worker::setWatched(const QList<JobId> &jobs)
{
    QList<JobId> fresh;
    for (const JobId &job : jobs) {
        if (!m_watched.contains(job))
            fresh.append(job);
    }
    m_watched = jobs;
    for (const JobId &job : std::as_const(fresh))
        submit(wire::FetchDetail{ job });
}

void Worker::unsent(const EditId &edit)
{
    if (edit.isEmpty())
        return;
    m_queue.open().unsent.push_back(edit);
    flushSoon();
}

void Worker::submit(const wire::Command &command)
{
    const EditId edit = store::editOf(command);
    const bool reachable
        = m_link && (m_link->isLive() || m_link->state().phase == link::Phase::Polling);
    if (!reachable) {
        unsent(edit);
        return;
    }
    const auto out = m_dialect.encode(command, m_facts);
    if (!out) {
        if (!edit.isEmpty())
            m_queue.open().refused.emplace_back(edit, out.error());
        flushSoon();
        return;
    }
    for (const wire::Frame &frame : out->frames) {
        if (!m_link->send(frame)) {
            unsent(edit);
            return;
        }
    }
    for (const wire::HttpRequest &asked : out->requests)
        request(asked, edit);
}

void Worker::request(const wire::HttpRequest &asked, const EditId &edit)
{
    m_link->http().send(asked, [this, asked, edit](const wire::HttpReply &reply) {
        wire::Decoded rest = decodeReply(asked, reply);
        std::vector<wire::Event> events;
        for (wire::Message &message : rest.messages)
            std::ranges::move(message.events, std::back_inserter(events));
        const bool unanswered = reply.status == 0 || (reply.status == 404 && events.empty());
        deliver(std::move(events));
        if (unanswered)
            unsent(edit);
    });
}

} // namespace fw::session
