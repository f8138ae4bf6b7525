// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/worker.h"

#include <algorithm>

namespace fw::session {

using namespace Qt::StringLiterals;

namespace {

// True for a call that was made with another token, or another session's cookie, than the one we
// have now.
bool isOutdated(const wire::HttpRequest &asked, const wire::SessionFacts &facts)
{
    return std::ranges::any_of(asked.headers, [&facts](const auto &header) {
        if (header.first.compare("Authorization", Qt::CaseInsensitive) == 0)
            return !facts.token.isEmpty() && !header.second.endsWith(facts.token.reveal());
        return header.first.compare("Cookie", Qt::CaseInsensitive) == 0 && !facts.cookie.isEmpty()
            && header.second != facts.cookie.reveal();
    });
}

bool saysSignedOut(const wire::Control &control)
{
    return std::holds_alternative<wire::TokenExpired>(control)
        || std::holds_alternative<wire::SignInRefused>(control);
}

} // namespace

wire::Interest Worker::interest(bool fullRead) const
{
    return { true, m_watched, fullRead, m_openJobs, m_kinds };
}

void Worker::onPollWanted(bool full)
{
    const Instant now = m_clock.now();
    // What a new socket missed is being read: a poll would cut that short, again and again.
    const bool resumes = m_round && m_link->state().stage == link::Stage::Resuming
        && !m_dialect.capabilities(m_facts).sequences;
    if (resumes || m_sign.step != Signing::None || m_preparing) { // soon, with what comes of it
        m_link->feed(link::PollDone{ true, true, {} });
        return;
    }
    const bool due = !m_fullRead || now - *m_fullRead >= m_policy.fullPoll;
    const wire::Interest wanted = interest(full || due);
    m_noticed.measured = false;
    read(wanted, [this, now, full, wasFull = wanted.fullRead](const ReadRound::Result &result) {
        if (result.ok && result.asked > 0) {
            m_info.lastMessage = m_clock.now();
            m_info.lastMessageWall = m_clock.wall();
            if (wasFull)
                m_fullRead = now;
            if (wasFull
                || m_noticed.gapSince) // what the dialect noticed it read again in this round
                readInFull(full);
        }
        if (!result.ok && !result.busy)
            m_asked.clear(); // the next try asks for all of it, not for what is due by then
        // Somebody who is busy is not gone: no step towards "offline".
        const bool active = result.active || !m_side.isEmpty();
        m_readsOften = active;
        m_link->feed(link::PollDone{ result.ok || result.busy, active, result.reason });
        // Who we are there may be known only now; without that there was no socket to open.
        if (result.ok && !m_link->state().hasSocket && !greeting(std::nullopt).url.isEmpty())
            m_link->feed(link::UserConnect{});
        say();
    });
}

// Where pushes are only hints the truth is read beside them.
void Worker::readAside()
{
    if (m_round || m_sign.step != Signing::None)
        return;
    const Instant now = m_clock.now();
    const bool full = !m_fullRead || now - *m_fullRead >= m_policy.fullPoll;
    read(interest(full), [this, now, full](const ReadRound::Result &result) {
        if (result.ok && full) {
            m_fullRead = now;
            readInFull(false);
        }
    });
}

// At the pace the dialect asked for; what comes too soon is read once at the end of that time.
void Worker::readSoon(const wire::HttpRequest &asked)
{
    const QString key = keyOf(asked);
    const Instant now = m_clock.now();
    const Instant due
        = asked.every.count() > 0 && m_asked.contains(key) ? m_asked.value(key) + asked.every : now;
    if (due <= now) {
        if (asked.every.count() > 0)
            m_asked.insert(key, now);
        request(asked, {});
        return;
    }
    if (m_later.contains(key))
        return;
    m_later.insert(key);
    QTimer::singleShot(std::chrono::ceil<Millis>(due - now), this, [this, key, asked] {
        m_later.remove(key);
        if (m_link->isLive())
            readSoon(asked);
    });
}

ReadRound *Worker::makeRound(std::function<void(const ReadRound::Result &)> done)
{
    auto *round = new ReadRound(
        m_link->http(),
        [this](const wire::HttpRequest &asked, const wire::HttpReply &reply) {
            return decodeReply(asked, reply);
        },
        this);
    connect(round, &ReadRound::finished, this,
            [this, round, done = std::move(done)](const ReadRound::Result &result) {
                round->deleteLater();
                deliver(result.events);
                done(result);
            });
    return round;
}

void Worker::read(const wire::Interest &wanted, std::function<void(const ReadRound::Result &)> done)
{
    delete m_round;
    m_round = makeRound([this, done = std::move(done)](const ReadRound::Result &result) {
        m_round.clear();
        if (result.silent && !m_side.isEmpty())
            m_side.stop();
        done(result);
    });
    if (m_fullRead) // else it is whole in itself, for those who wait for it
        m_round->goBeside(m_side, m_policy.stall);
    m_round->start(dueOf(m_dialect.poll(wanted, m_facts)));
}

// Dear questions are asked at their own pace, counted from their last answer: one that a broken
// round left without is asked again.
std::vector<wire::HttpRequest> Worker::dueOf(std::vector<wire::HttpRequest> requests)
{
    const Instant now = m_clock.now();
    m_side.keepWaiting(requests);
    std::erase_if(requests, [&](const wire::HttpRequest &asked) {
        if (asked.every.count() == 0)
            return false;
        const QString key = keyOf(asked);
        const auto last = m_asked.constFind(key);
        const bool tooSoon
            = m_side.isUnderWay(asked) || (last != m_asked.cend() && now - *last < asked.every);
        if (tooSoon && m_round)
            m_round->without(asked);
        return tooSoon;
    });
    return requests;
}

void Worker::readDetails()
{
    for (const JobId &job : std::as_const(m_watched))
        submit(wire::FetchDetail{ job });
}

// Takes facts, issues and controls; the messages are left to the caller, who also sees those
// controls that say something of this one answer.
wire::Decoded Worker::decodeReply(const wire::HttpRequest &asked, const wire::HttpReply &reply)
{
    if (asked.every.count() > 0)
        m_asked.insert(keyOf(asked), m_clock.now());
    wire::Decoded decoded
        = m_dialect.decode(asked, reply, m_sign.inReply ? factsAtSignIn() : m_facts);
    noteCall(asked, reply, decoded);
    compareClocks(reply);
    const link::Phase phase = m_link->state().phase;
    const bool isPoll = phase == link::Phase::Polling || phase == link::Phase::PollHandshake;
    if (isPoll && asked.edit.isEmpty() && reply.status > 0
        && !std::exchange(m_noticed.measured, true))
        measure(m_link->http().took());
    wire::Decoded rest;
    rest.messages = std::exchange(decoded.messages, {});
    rest.followUps = std::exchange(decoded.followUps, {});
    rest.complete = decoded.complete;
    std::ranges::copy_if(decoded.controls, std::back_inserter(rest.controls),
                         [](const wire::Control &control) {
                             return std::holds_alternative<wire::Standing>(control)
                                 || std::holds_alternative<wire::TokenExpired>(control)
                                 || std::holds_alternative<wire::SignInRefused>(control)
                                 || std::holds_alternative<wire::EditUnknown>(control);
                         });
    if (std::ranges::any_of(decoded.controls, saysSignedOut))
        m_info.endedWith = reply.status;
    // What becomes of the last token says nothing of this one; the edit goes again with it.
    if (!m_sign.inReply && isOutdated(asked, m_facts))
        std::erase_if(decoded.controls, saysSignedOut);
    take(std::move(decoded));
    return rest;
}

void Worker::refresh()
{
    makeLink();
    if (m_link->isLive()) {
        readDetails();
        if (!m_dialect.capabilities(m_facts).sequences)
            readAside();
    } else if (m_link->state().phase == link::Phase::Polling) {
        m_link->feed(link::UserConnect{}); // the next round, now
    } else {
        connectNow();
    }
}

void Worker::resync()
{
    makeLink();
    m_resumer.forget();
    m_fullRead.reset();
    m_asked.clear();
    m_side.clear();
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

void Worker::readJob(const JobId &job)
{
    const auto end = [this, job](const std::optional<Failure> &trouble) {
        m_queue.open().jobsRead.emplace_back(job, trouble);
        flushSoon();
    };
    const bool reachable = m_link && m_sign.step == Signing::None
        && (m_link->isLive() || m_link->state().phase == link::Phase::Polling);
    if (!reachable) {
        end(Failure{ Failure::Code::Unreachable, u"there is no connection"_s });
        return;
    }
    auto out = m_dialect.encode(wire::FetchDetail{ job }, m_facts);
    if (!out) {
        end(out.error());
        return;
    }
    makeRound([end](const ReadRound::Result &result) {
        end(result.ok ? std::nullopt
                      : std::optional(Failure{ Failure::Code::NotFound, result.reason }));
    })->start(std::move(out->requests));
}

void Worker::setKinds(const QStringList &kinds)
{
    m_kinds = kinds;
}

void Worker::setOpenJobs(std::vector<wire::OpenJob> jobs)
{
    m_openJobs = std::move(jobs);
}

} // namespace fw::session
