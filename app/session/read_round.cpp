// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/read_round.h"

#include "session/resumer.h"

#include <QPointer>

#include <algorithm>

namespace fw::session {

namespace {

bool moves(const wire::Job &job)
{
    return job.state == wire::JobState::Queued || job.state == wire::JobState::Running;
}

bool isActive(const wire::Event &event)
{
    if (const auto *seen = std::get_if<wire::JobSeen>(&event))
        return moves(seen->job);
    if (const auto *list = std::get_if<wire::JobsReplaced>(&event))
        return std::ranges::any_of(list->jobs, moves);
    return false;
}

bool saysBusy(const wire::Control &control)
{
    const auto *standing = std::get_if<wire::Standing>(&control);
    return standing && standing->kind == wire::Standing::Kind::Busy;
}

// It is there and says how it stands.
bool saysDegraded(const wire::Control &control)
{
    const auto *standing = std::get_if<wire::Standing>(&control);
    return standing && standing->kind == wire::Standing::Kind::Degraded;
}

// Which list would undo this news: an empty text means the jobs.
std::optional<QString> listOf(const wire::Event &event)
{
    if (const auto *item = std::get_if<wire::ItemSeen>(&event))
        return item->item.kind;
    if (const auto *item = std::get_if<wire::ItemRemoved>(&event))
        return item->kind;
    const bool ofJob = std::holds_alternative<wire::JobSeen>(event)
        || std::holds_alternative<wire::JobRemoved>(event)
        || std::holds_alternative<wire::JobStateSeen>(event)
        || std::holds_alternative<wire::JobProgressed>(event)
        || std::holds_alternative<wire::StageSeen>(event)
        || std::holds_alternative<wire::ThumbnailSeen>(event)
        || std::holds_alternative<wire::MetadataSeen>(event)
        || std::holds_alternative<wire::OutputSeen>(event);
    return ofJob ? std::optional(QString()) : std::nullopt;
}

} // namespace

void looseJobs(std::vector<wire::Event> &events)
{
    std::vector<wire::Event> loose;
    for (wire::Event &event : events) {
        if (auto *list = std::get_if<wire::JobsReplaced>(&event)) {
            for (wire::Job &job : list->jobs)
                loose.emplace_back(wire::JobSeen{ std::move(job) });
        } else {
            loose.push_back(std::move(event));
        }
    }
    events = std::move(loose);
}

void looseLists(std::vector<wire::Event> &events)
{
    looseJobs(events);
    std::vector<wire::Event> loose;
    for (wire::Event &event : events) {
        if (auto *kept = std::get_if<wire::ItemsReplaced>(&event)) {
            for (wire::Item &item : kept->items)
                loose.emplace_back(wire::ItemSeen{ std::move(item) });
        } else {
            loose.push_back(std::move(event));
        }
    }
    events = std::move(loose);
}

ReadRound::ReadRound(link::HttpTransport &http, Decode decode, QObject *parent)
    : QObject(parent)
    , m_http(http)
    , m_decode(std::move(decode))
    , m_stall(this)
{
    m_stall.setSingleShot(true);
    connect(&m_stall, &QTimer::timeout, this, &ReadRound::onStall);
}

ReadRound::~ReadRound() = default;

void ReadRound::goBeside(SideReads &side, Millis stall)
{
    m_side = &side;
    m_stall.setInterval(stall);
}

void ReadRound::startWith(const wire::HttpRequest &request, const wire::HttpReply &reply,
                          const std::vector<wire::Event> &news)
{
    m_isLate = true;
    m_before = news;
    onReply(request, reply);
}

void ReadRound::start(std::vector<wire::HttpRequest> requests)
{
    std::ranges::move(requests, std::back_inserter(m_queue));
    next();
}

void ReadRound::next()
{
    if (m_queue.empty() || m_answered >= maxPages) {
        finish();
        return;
    }
    const wire::HttpRequest request = std::move(m_queue.front());
    m_queue.pop_front();
    if (skips(request))
        next();
    else
        ask(request, false);
}

// A server that has answered nothing yet is not asked two things at once.
bool ReadRound::skips(const wire::HttpRequest &request)
{
    if (!m_side || m_useful == 0 || !isDear(request) || m_side->mayAsk(request))
        return false;
    without(request);
    return true;
}

// What is asked with every round is a part of what it reads.
void ReadRound::without(const wire::HttpRequest &request)
{
    constexpr Millis often = std::chrono::seconds(1); // how often a round comes
    m_isWhole = m_isWhole && request.every >= often;
}

void ReadRound::onStall()
{
    if (!m_running)
        return;
    const wire::HttpRequest request = m_running->request();
    if (!m_side->take(m_running)) {
        m_stall.start();
        return;
    }
    without(request);
    next();
}

// A kept connection may end just as something is asked on it. What the round needs is asked once
// more, in an answer of its own; what may fail waits for the next round: it may be a queue that
// gave its messages out.
void ReadRound::ask(const wire::HttpRequest &request, bool again)
{
    m_running = std::make_unique<OneRead>(m_http, request);
    if (m_side && m_useful > 0 && isDear(request))
        m_stall.start();
    m_running->start([this, request, again](const wire::HttpReply &reply) {
        const auto answered = std::move(m_running);
        m_stall.stop();
        const bool safe = request.method == "GET" && !request.mayFail;
        if (safe && !again && reply.trouble == wire::HttpReply::Trouble::Broken)
            ask(request, true);
        else
            onReply(request, reply);
    });
}

void ReadRound::onReply(const wire::HttpRequest &request, const wire::HttpReply &reply)
{
    ++m_answered;
    const bool useful = reply.status >= 200 && reply.status < 300;
    if (!useful && !request.mayFail && m_result.reason.isEmpty())
        m_result.reason = reply.status == 0
            ? reply.error
            : QStringLiteral("%1 answered %2").arg(request.url.path()).arg(reply.status);
    // A refused sign-in ends the round from within.
    const QPointer<ReadRound> alive(this);
    wire::Decoded decoded = m_decode(request, reply);
    if (!alive)
        return;
    m_result.busy = m_result.busy || std::ranges::any_of(decoded.controls, saysBusy);
    // Nobody there or out of order: the other requests of this round would fare no better. A server
    // that is degraded (503) but says so in words still counts.
    const bool degraded = reply.status != 0 && std::ranges::any_of(decoded.controls, saysDegraded);
    const bool speechless = decoded.messages.empty() && !decoded.learnt && !degraded;
    m_useful += useful || degraded ? 1 : 0;
    if (!request.mayFail && (reply.status == 0 || (reply.status >= 500 && speechless))) {
        m_result.ok = false;
        m_result.silent = reply.trouble == wire::HttpReply::Trouble::Timeout;
        m_queue.clear();
    }
    collect(std::move(decoded));
    next();
}

void ReadRound::collect(wire::Decoded decoded)
{
    for (wire::Message &message : decoded.messages) {
        for (wire::Event &event : message.events) {
            if (std::holds_alternative<wire::JobsReplaced>(event))
                m_lists.insert(QString());
            else if (const auto *list = std::get_if<wire::ItemsReplaced>(&event))
                m_lists.insert(list->kind);
            m_result.events.push_back(std::move(event));
        }
    }
    also(m_before);
    // Pages of one list come next, so that it is read in one go.
    for (auto request = decoded.followUps.rbegin(); request != decoded.followUps.rend(); ++request)
        m_queue.push_front(std::move(*request));
}

void ReadRound::also(const std::vector<wire::Event> &news)
{
    std::ranges::copy_if(news, std::back_inserter(m_later), [this](const wire::Event &event) {
        const auto list = listOf(event);
        return list && m_lists.contains(*list);
    });
}

void ReadRound::finish()
{
    m_result.asked = m_answered;
    m_result.ok = m_result.ok && (m_useful > 0 || m_answered == 0); // nothing was due: no failure
    if (m_isLate)
        looseJobs(m_result.events);
    if (m_result.ok && m_isWhole)
        m_result.events = joinLists(std::move(m_result.events));
    else
        looseLists(m_result.events);
    std::ranges::move(m_later, std::back_inserter(m_result.events));
    m_result.active = std::ranges::any_of(m_result.events, isActive);
    Q_EMIT finished(m_result);
}

} // namespace fw::session
