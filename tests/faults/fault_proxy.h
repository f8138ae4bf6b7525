// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QThread>
#include <QUrl>

#include <chrono>
#include <memory>

namespace fw::faults {

using Millis = std::chrono::milliseconds;

/// How a connection ends.
enum class End : quint8 {
    Fin, ///< in order
    Rst, ///< reset
};

/// What happens to everything that passes, until other toxics are set. Times are milliseconds,
/// chances 0 to 1 for each piece that arrives.
struct Toxics
{
    bool down = false; ///< whoever connects is reset at once
    /// Half-open: what is open now and what opens meanwhile stays open and nothing passes that way
    /// any more, not even after other toxics are set.
    bool mutesClient = false; ///< client to server
    bool mutesServer = false; ///< server to client
    Millis latency{ 0 };
    Millis jitter{ 0 }; ///< more or less latency, at most so much
    double stall = 0; ///< chance that a piece waits 200 ms to 1 s, as one that is sent again
    double cut = 0; ///< chance that the connection ends by a reset instead
    int bytesPerSecond = 0; ///< 0: no limit
    bool slices = false; ///< one byte at a time
    qint64 limit = -1; ///< a connection ends after so many bytes in all; -1: never
    End end = End::Rst; ///< how it ends then
    Millis slowClose{ 0 }; ///< the end of one side is told to the other so much later
    bool refusesSockets = false; ///< a WebSocket upgrade is answered 503
    /// An HTTP answer is held back until another one has passed, or 300 ms.
    bool reorders = false;
};

/// The network between clients and a server: a TCP proxy on 127.0.0.1 with faults, on a thread of
/// its own. The server may come back on another port; the proxy keeps its own. Every call returns
/// when it has taken effect.
class FaultProxy final
{
public:
    /// \a seed decides every chance.
    explicit FaultProxy(quint64 seed);
    ~FaultProxy(); ///< ends every connection
    FaultProxy(const FaultProxy &) = delete;
    FaultProxy &operator=(const FaultProxy &) = delete;

    bool listen(); ///< on a free port; false: it cannot
    void setServer(const QUrl &server); ///< where new connections lead
    QUrl url() const; ///< for clients
    void set(const Toxics &toxics);
    void cutAll(End end); ///< every connection, now, on both sides
    qint64 passed() const; ///< bytes so far, both ways
    int connections() const; ///< made so far
    int reordered() const; ///< answers that were overtaken by another one

private:
    class Worker;
    QThread m_thread;
    Worker *m_worker;
    quint16 m_port = 0;
};

} // namespace fw::faults
