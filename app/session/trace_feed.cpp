// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/trace_feed.h"

#include <QtConcurrentRun>

namespace fw::session {

namespace {

constexpr size_t mostRetired = 4;
constexpr std::chrono::milliseconds pace{ 100 }; ///< news at most so often

// For who must not miss anything. What is told goes at once, so this is for bursts.
constexpr trace::Bounds forAll{ .exchanges = 200'000, .bytes = 64 * 1024 * 1024 };

std::shared_ptr<trace::News> read(const std::vector<trace::Ring::Entry> &entries,
                                  const std::deque<wire::SessionFacts> &secrets, trace::News news)
{
    trace::Redactor redactor;
    for (const wire::SessionFacts &facts : secrets)
        redactor.add(facts);
    for (const trace::Ring::Entry &entry : entries)
        news.added.push_back(std::make_shared<const trace::Seen>(trace::clean(*entry, redactor)));
    return std::make_shared<trace::News>(std::move(news));
}

} // namespace

TraceFeed::TraceFeed(QObject *parent)
    : QObject(parent)
    , m_timer(this)
    , m_reading(this)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(pace);
    connect(&m_timer, &QTimer::timeout, this, &TraceFeed::tell);
    connect(&m_reading, &QFutureWatcherBase::finished, this, &TraceFeed::finish);
}

void TraceFeed::add(trace::Exchange exchange)
{
    m_ring.add(std::move(exchange));
    if (m_tracing != Tracing::Off)
        tellSoon();
}

void TraceFeed::learn(const wire::SessionFacts &before, const wire::SessionFacts &after)
{
    wire::SessionFacts gone;
    if (!(before.token == after.token))
        gone.token = before.token;
    if (!(before.refresh == after.refresh))
        gone.refresh = before.refresh;
    if (!(before.cookie == after.cookie))
        gone.cookie = before.cookie;
    const trace::Redactor old(gone);
    if (old.knowsAny()) {
        m_ring.forget(old);
        m_retired.push_back(gone);
        if (m_retired.size() > mostRetired)
            m_retired.pop_front();
    }
    m_facts = {};
    m_facts.token = after.token;
    m_facts.refresh = after.refresh;
    m_facts.cookie = after.cookie;
}

void TraceFeed::setTracing(Tracing tracing)
{
    if (m_tracing == tracing)
        return;
    dropReading();
    if (m_tracing == Tracing::Off) { // whoever looks now has seen nothing yet
        m_told = 0;
        ++m_generation;
    }
    m_tracing = tracing;
    if (tracing == Tracing::Off)
        return; // whoever wants all may come back for the rest
    m_ring.setBounds(tracing == Tracing::All ? forAll : trace::Bounds());
    tellSoon();
}

void TraceFeed::clear()
{
    m_ring.clear();
    dropReading();
    m_told = m_ring.newest();
    if (m_tracing != Tracing::Off)
        tellSoon();
}

// What is being read now shall not be told.
void TraceFeed::dropReading()
{
    if (m_readEpoch == m_epoch && m_reading.isRunning())
        m_told = m_readFrom;
    ++m_epoch;
}

void TraceFeed::taken()
{
    m_underWay = false;
    if (m_tracing == Tracing::All)
        m_ring.drop(m_delivered);
    if (std::exchange(m_waits, false) && m_tracing != Tracing::Off)
        tellSoon();
}

void TraceFeed::tellSoon()
{
    if (m_underWay)
        m_waits = true;
    else if (!m_timer.isActive())
        m_timer.start();
}

void TraceFeed::tell()
{
    if (m_tracing == Tracing::Off)
        return;
    m_underWay = true;
    m_readEpoch = m_epoch;
    m_readFrom = m_told;
    trace::News news;
    news.generation = m_generation;
    news.first = m_ring.first();
    news.problems = m_ring.olderProblems();
    news.newest = m_ring.newest();
    std::vector<trace::Ring::Entry> entries;
    if (m_tracing != Tracing::Counting) {
        entries = m_ring.after(m_told);
        m_told = news.newest;
    }
    std::deque<wire::SessionFacts> secrets = m_retired;
    secrets.push_back(m_facts);
    m_reading.setFuture(
        QtConcurrent::run(read, std::move(entries), std::move(secrets), std::move(news)));
}

void TraceFeed::finish()
{
    if (m_readEpoch == m_epoch) {
        m_delivered = m_told;
        Q_EMIT ready(m_reading.result());
        return;
    }
    m_waits = true;
    taken();
}

} // namespace fw::session
