// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/log.h"
#include "base/overloaded.h"
#include "session/worker.h"
#include "wire/channels.h"

#include <algorithm>

namespace fw::session {

using namespace Qt::StringLiterals;

void Worker::onFrame(const wire::Frame &frame)
{
    m_info.lastMessage = m_clock.now();
    m_info.lastMessageWall = m_clock.wall();
    wire::Decoded decoded = m_dialect.decode(frame, m_facts);
    m_backsteps.look(decoded);
    noteFrame(false, frame, decoded.issues);
    take(std::move(decoded));
    flushSoon();
}

void Worker::take(wire::Decoded decoded)
{
    for (wire::Issue &issue : decoded.issues) {
        qCInfo(lcWire) << m_profile.name << issue.failure.detail;
        m_queue.open().issues.push_back(std::move(issue));
    }
    if (decoded.learnt) {
        // The dialect has no clock: it passes on what the server's said, to be compared at once.
        if (const auto time = fromIso(decoded.learnt->extra.take(u"serverTime"_s))) {
            hearServerTime(*time, {});
            m_noticed.serverTimeKnown = true;
            decoded.learnt->clockOffset = *time - m_clock.wall();
        }
        learn(std::move(*decoded.learnt));
        if (m_info.heartbeat != m_facts.heartbeat)
            say();
    }
    for (const wire::Control &control : decoded.controls)
        obey(control);
    dropDoubtful(decoded.messages);
    std::vector<wire::Event> events;
    for (wire::Message &message : decoded.messages) {
        auto usable = m_resumer.take(std::move(message), m_clock.now());
        std::ranges::move(usable, std::back_inserter(events));
    }
    deliver(std::move(events));
    for (const wire::HttpRequest &next : decoded.followUps) // a hint: what it means is read
        readSoon(next);
    checkResumed();
    endGap();
}

void Worker::obey(const wire::Control &control)
{
    const quint64 attempt = m_link->state().attempt;
    std::visit(overloaded{
                   [&](const wire::Greeted &) { m_link->feed(link::GreetedIn{ attempt }); },
                   [&](const wire::Subscribed &c) {
                       lookForLoss(c);
                       m_believed = m_resumer.subscribed(c, m_clock.now()) && m_believed;
                   },
                   [&](const wire::HeadsSeen &c) {
                       m_resumer.heads(c, m_clock.now());
                       say(); // when it was last heard
                   },
                   [&](const wire::ChannelGap &c) {
                       m_resumer.gap(c);
                       deliver({ wire::GapSeen{ c.channel, c.dropped } });
                   },
                   [&](const wire::Draining &c) {
                       m_link->feed(link::DrainAsked{ attempt, c.retryAfter, c.spread });
                   },
                   [&](const wire::ReplyWanted &c) { m_link->send(c.frame); },
                   [&](const wire::SignInRefused &c) { onSignInRefused(c.reason); },
                   [&](const wire::TokenExpired &c) { onTokenExpired(c.reason); },
                   [&](const wire::SignedIn &c) {
                       m_sign.who = c.who;
                       m_info.who = c.who;
                   },
                   [&](const wire::Standing &c) {
                       m_info.standing = c.kind;
                       m_info.standingDetail = c.detail;
                       say();
                   },
                   [&](const wire::EditUnknown &c) {
                       if (!m_edits.contains(c.edit)) // else its last call says so
                           unsent(c.edit);
                   },
                   [&](const wire::ChannelRefused &c) {
                       m_resumer.refused(c.channel);
                       deliver({ wire::NoticeSeen{ u"warning"_s,
                                                   QString(c.channel + u": "_s + c.reason) } });
                   },
               },
               control);
}

void Worker::deliver(std::vector<wire::Event> events)
{
    if (events.empty())
        return;
    noteWatched(events);
    countGaps(events);
    if (m_round)
        m_round->also(events);
    m_side.also(events);
    if (!m_queue.add(std::move(events))) {
        m_queue.add({ wire::GapSeen{ u"all channels"_s, 0 } });
        gapBegan(m_clock.wall());
        m_noticed.gapTold = true;
        resync();
    }
    flushSoon();
}

// Logs and attempts are not pushed: a watched job that moved is read again, a little later.
void Worker::noteWatched(const std::vector<wire::Event> &events)
{
    const auto watched = [this](const JobId &job) { return m_watched.contains(job); };
    const bool moved
        = !m_watched.isEmpty() && std::ranges::any_of(events, [&](const wire::Event &event) {
              if (const auto *seen = std::get_if<wire::JobSeen>(&event))
                  return watched(seen->job.id);
              if (const auto *state = std::get_if<wire::JobStateSeen>(&event))
                  return watched(state->id);
              if (const auto *stage = std::get_if<wire::StageSeen>(&event))
                  return watched(stage->job) && stage->stage.state != wire::JobState::Running;
              return false;
          });
    if (moved && m_link->isLive() && !m_detail.isActive())
        m_detail.start();
}

void Worker::onResumeWanted()
{
    QStringList channels;
    for (const QLatin1StringView name : wire::channel::watched)
        channels.append(name);
    for (const QLatin1StringView name : wire::channel::editing) {
        if (m_facts.capabilities.contains(name))
            channels.append(name);
    }
    const bool sequences = m_dialect.capabilities(m_facts).sequences;
    if (!sequences)
        m_resumer.forget();
    m_resumer.start(channels, m_clock.now());
    for (const wire::Frame &frame : m_dialect.subscribe(m_resumer.positions(), m_facts))
        m_link->send(frame);
    if (sequences) {
        m_look.start();
        return;
    }
    // Without sequence numbers nothing tells what was missed: everything is read again (S52).
    const quint64 attempt = m_link->state().attempt;
    read(interest(true), [this, attempt](const ReadRound::Result &result) {
        if (result.ok)
            readInFull(true);
        m_link->feed(link::Resumed{ attempt });
    });
    if (m_link->state().pollRunning) // its round made way for this one
        m_link->feed(link::PollDone{ true, true, {} });
}

void Worker::checkResumed()
{
    if (m_link->state().stage != link::Stage::Resuming || m_facts.subProtocol.isEmpty()
        || !m_dialect.capabilities(m_facts).sequences)
        return;
    const quint64 attempt = m_link->state().attempt;
    if (m_resumer.complete())
        m_link->feed(link::Resumed{ attempt });
    else
        m_link->feed(link::ResumeMoved{ attempt });
}

void Worker::look()
{
    if (!m_link->isLive() || !m_resumer.wantsLook())
        return;
    const auto positions = m_resumer.due(m_clock.now());
    if (positions.empty())
        return;
    for (const wire::Position &at : positions)
        qCInfo(lcSession) << m_profile.name << "reads" << at.channel << "again after" << at.seq;
    for (const wire::Frame &frame : m_dialect.subscribe(positions, m_facts))
        m_link->send(frame);
    say();
}

} // namespace fw::session
