// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QStringList>

namespace fw::hub::front {

/// Every limit of the hub's door in one table (reliability.md 5.6 and 5.7, qt-6.4-traps.md 5).
/// Tests put short times in.
struct Limits
{
    // connections
    int perAddress = 20; ///< WebSockets of one IP address
    int perPerson = 10; ///< WebSockets of one person, as far as they say who they are
    int openPerAddress = 100; ///< connections of any kind of one IP address, WebSockets too
    int backlog = 1024; ///< waiting to be accepted
    double upgradesPerSecond = 100; ///< sustained, of everybody together
    double upgradeBurst = 140; ///< with the rate at most 150 in any 100 ms
    Millis userTimeout{ 20'000 }; ///< TCP_USER_TIMEOUT: unacknowledged data ends the link

    // HTTP
    Millis head{ 5'000 }; ///< from the first byte (or the connect) to the end of the head
    Millis idle{ 30'000 }; ///< between two requests
    Millis window{ 15'000 }; ///< in each such time a body or answer must move on
    qint64 windowBytes = 8 * 1024; ///< by at least so much, so that a drip is cut as well
    Millis answer{ 60'000 }; ///< a handler that has not answered by then is given up
    Millis linger{ 2'000 }; ///< a closed connection may still drain for so long
    int requests = 100; ///< on one connection
    qint64 jsonBody = 1024 * 1024;
    qint64 uploadBody = qint64(64) << 30;
    qint64 lowDisk = 200'000'000; ///< bytes free: with less the hub is degraded, takes no uploads
    qint64 sendAhead = 256 * 1024; ///< bytes given to the socket before it has sent them

    // WebSocket
    qint64 messageBytes = 64 * 1024; ///< one message of a client
    double messagesPerSecond = 50;
    double messageBurst = 100;
    double previewsPerSecond = 20; ///< of one client; more are dropped
    int overRate = 50; ///< messages over the rate before the link is closed with 1008
    int malformedPerMinute = 20; ///< more: close 4400
    Millis hello{ 5'000 };
    Millis heartbeat{ 30'000 };
    Millis message{ 30'000 }; ///< a message that has begun must be complete by then
    Millis stuck{ 10'000 }; ///< nothing drained for so long while data waits: 4008
    qint64 stuckBytes = 4 * 1024 * 1024; ///< unsent bytes of one client: cut with 4008 at once
    qint64 softBytes = 256 * 1024; ///< unsent bytes of one client: no more is given to its socket
    int softEvents = 512; ///< events a client is behind: progress collapses
    int hardEvents = 2'000; ///< events behind: gap, channel must be resumed
    qint64 hardBytes = 1024 * 1024;
    Millis closing{ 2'000 }; ///< close, then abort
    Millis retryAfter{ 1'000 }; ///< told when the hub ends: not to come back before
    Millis leastSpread{ 2'000 }; ///< and then not all at once
    Millis mostSpread{ 30'000 };

    /// Names a Host header may carry beside 127.0.0.1, localhost and [::1].
    QStringList allowedHosts;
    /// Origins a browser page may come from; nobody by default.
    QStringList allowedOrigins;
};

/// Allows \a rate things a second, \a burst at once. Starts full.
class TokenBucket
{
public:
    TokenBucket(double rate, double burst)
        : m_rate(rate)
        , m_burst(burst)
        , m_level(burst)
    {
    }

    /// Takes one if there is one.
    bool take(Instant now)
    {
        if (m_last) {
            const std::chrono::duration<double> passed = now - *m_last;
            m_level = std::min(m_burst, m_level + passed.count() * m_rate);
        }
        m_last = now;
        if (m_level < 1)
            return false;
        m_level -= 1;
        return true;
    }
    /// How long until the next one is there, as of the last take().
    Millis wait() const
    {
        const double missing = std::max(0.0, 1 - m_level);
        return Millis(static_cast<qint64>(missing / m_rate * 1000) + 1);
    }

private:
    double m_rate;
    double m_burst;
    double m_level;
    std::optional<Instant> m_last;
};

} // namespace fw::hub::front
