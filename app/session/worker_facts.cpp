// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is measured and counted of a connection, for its popover, and what happens to the machine.
#include "session/worker.h"

#include <QHostAddress>
#include <QLocale>

namespace fw::session {

using namespace Qt::StringLiterals;

namespace {

constexpr Millis worthTelling{ 500 }; ///< a clock that is apart by less is right
constexpr Millis dateStep{ 500 }; ///< half of what an HTTP Date counts in

bool isLoopback(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

/// "Sat, 21 Nov 2026 23:11:27 GMT" (RFC 9110 5.6.7, the form that is sent).
std::optional<WallTime> fromHttpDate(const QByteArray &text)
{
    QDateTime time
        = QLocale::c().toDateTime(QString::fromLatin1(text), u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s);
    time.setTimeSpec(Qt::UTC);
    if (!time.isValid())
        return std::nullopt;
    return WallTime(Millis(time.toMSecsSinceEpoch()));
}

/// The type in 'message of type "job_v2" is not known'; empty for any other trouble.
QString unknownTypeIn(const wire::Issue &issue)
{
    const QString &text = issue.failure.detail;
    const bool isType
        = issue.failure.code == Failure::Code::Unsupported && text.startsWith("message"_L1);
    return isType ? text.section(u'"', 1, 1) : QString();
}

} // namespace

void Worker::tell(MachineNews news)
{
    if (!m_link || (news != MachineNews::Woke && isLoopback(m_facts.baseUrl)))
        return; // a server on this computer needs no network
    switch (news) {
    case MachineNews::NetworkUp:
        return m_link->feed(link::NetUp{});
    case MachineNews::NetworkDown:
        return m_link->feed(link::NetDown{});
    case MachineNews::NetworkChanged:
    case MachineNews::Woke:
        return m_link->feed(link::Woke{});
    }
}

void Worker::setOnScreen(bool on)
{
    m_onScreen = on;
    if (!m_link)
        return;
    m_link->feed(link::Looked{ on });
    setAside();
    say();
}

// Also beside a socket nobody needs to read often what nobody sees.
void Worker::setAside()
{
    Millis every = m_asideEvery;
    if (!m_onScreen && every.count() > 0)
        every = std::max(every, m_policy.link.pollCap);
    if (every != m_aside.intervalAsDuration())
        m_aside.setInterval(every);
}

void Worker::measure(Millis time)
{
    m_info.roundTrip = time;
    m_noticed.roundTrips.add(time);
    m_info.roundTripP95 = m_noticed.roundTrips.p95();
    say();
}

void Worker::countGaps(const std::vector<wire::Event> &events)
{
    const bool sequences = m_dialect.capabilities(m_facts).sequences;
    for (const wire::Event &event : events) {
        const auto *gap = std::get_if<wire::GapSeen>(&event);
        if (!gap)
            continue;
        m_noticed.missed += gap->dropped;
        m_noticed.gaps += sequences ? 0 : 1; // else the resumer counts it
        gapBegan(m_clock.wall());
        m_noticed.gapTold = true;
    }
}

void Worker::gapBegan(WallTime since)
{
    if (!m_noticed.gapSince)
        m_noticed.gapTold = false;
    m_noticed.gapSince = std::min(m_noticed.gapSince.value_or(since), since);
}

// A subscription that cannot go on from where we stand: what lies between is in no list of events.
void Worker::lookForLoss(const wire::Subscribed &answer)
{
    if (answer.recovered || m_resumer.position(answer.at.channel).epoch.isEmpty())
        return;
    if (m_link->isLive())
        gapBegan(m_clock.wall());
    else if (m_noticed.heardBefore)
        gapBegan(*m_noticed.heardBefore);
}

void Worker::endGap()
{
    if (!m_noticed.gapSince || !m_dialect.capabilities(m_facts).sequences || !m_link->isLive()
        || !m_resumer.complete() || m_resumer.wantsLook())
        return;
    tellResync(m_noticed.gapTold ? u"gap"_s : u"snapshot"_s, *m_noticed.gapSince);
}

// Where nothing is numbered only a whole read tells that nothing is missing.
void Worker::readInFull(bool anew)
{
    const bool before = std::exchange(m_noticed.readBefore, true);
    if (m_noticed.gapSince)
        tellResync(m_noticed.gapTold ? u"gap"_s : u"snapshot"_s, *m_noticed.gapSince);
    else if (anew && before)
        tellResync(m_dialect.capabilities(m_facts).sequences ? u"polled"_s : u"unnumbered"_s,
                   m_clock.wall());
}

void Worker::tellResync(const QString &why, WallTime since)
{
    m_noticed.gapSince.reset();
    m_noticed.gapTold = false;
    m_info.resynced = m_clock.wall();
    store::Activity line;
    line.kind = store::Activity::Kind::Connection;
    line.code = u"resynced"_s;
    line.time = *m_info.resynced;
    line.detail = why + u' ' + toIso(since);
    m_queue.open().lines.push_back(std::move(line));
    say();
}

void Worker::compareClocks(const wire::HttpReply &reply)
{
    if (m_noticed.serverTimeKnown || reply.status == 0)
        return;
    const Millis took = m_link->http().took();
    if (const auto time = fromHttpDate(reply.header("Date")))
        hearServerTime(*time + dateStep + took / 2, dateStep + took / 2);
}

// \a uncertain: by how much the time may be wrong either way.
void Worker::hearServerTime(WallTime server, Millis uncertain)
{
    const Millis skew = server - m_clock.wall();
    const Millis size = skew < Millis(0) ? -skew : skew;
    const auto told = size - uncertain > worthTelling ? std::optional(skew) : std::nullopt;
    const auto before = std::exchange(m_info.clockSkew, told);
    const Millis moved = told.value_or(Millis(0)) - before.value_or(Millis(0));
    if (moved > worthTelling || moved < -worthTelling)
        say();
}

void Worker::noteUnknown(const std::vector<wire::Issue> &issues)
{
    for (const wire::Issue &issue : issues) {
        const QString type = unknownTypeIn(issue);
        if (type.isEmpty())
            continue;
        if (type != m_info.unknownMessage)
            m_info.unknownMessages = 0;
        m_info.unknownMessage = type;
        ++m_info.unknownMessages;
    }
}

} // namespace fw::session
