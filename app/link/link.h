// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/http_transport.h"
#include "link/machine.h"

#include <QObject>
#include <QTimer>

#include <functional>

namespace fw::link {

class WebSocketTransport;

/// What a link must ask its owner, who knows the dialect. Called on the link's thread.
struct LinkHost
{
    /// How to open the connection now; with the sub-protocol the server chose once it is open.
    std::function<wire::Greeting(const std::optional<QString> &openedWith)> greeting;
    /// What an end of the connection means (Dialect::judge).
    std::function<wire::CloseVerdict(int closeCode, QStringView reason, int httpStatus)> judge;
};

/// Runs step() and carries out its effects with real sockets and timers. Lives on the network
/// thread; everything it decides is decided in step().
class Link final : public QObject
{
    Q_OBJECT
public:
    /// \a clock outlives the link; \a seed starts the jitter.
    Link(LinkHost host, const LinkPolicy &policy, const Clock &clock, quint64 seed,
         QObject *parent = nullptr);
    ~Link() override;

    const LinkState &state() const { return m_state; }
    bool isLive() const { return m_state.stage == Stage::Live; }
    HttpTransport &http() { return m_http; }
    QString transport() const; ///< of the open socket, in words; empty while there is none

    /// Everything that may happen from outside; ids of attempts are state().attempt.
    void feed(const Input &input);
    /// False when there is no open socket or too much waits unsent.
    bool send(const wire::Frame &frame);

Q_SIGNALS:
    void stateChanged(); ///< phase, failures, next try or reason
    void opened(const QString &subProtocol); ///< before the first frames leave
    void closed(); ///< the socket that was opened is no more
    void frameReceived(const fw::wire::Frame &frame);
    void frameSent(const fw::wire::Frame &frame);
    void resumeWanted(); ///< answer with Resumed
    void pollWanted(bool full); ///< answer with PollDone
    void pollStopped();
    void positionsForgotten();
    void roundTripMeasured(std::chrono::milliseconds time);

private:
    void run(const Effects &effects);
    void openSocket(quint64 attempt);
    void dropSocket();
    void onOpened(quint64 attempt, const QString &subProtocol);
    void onFrame(const wire::Frame &frame, quint64 attempt);
    void onGone(quint64 attempt, Cause cause);
    void beat();
    void schedule();

    LinkHost m_host;
    LinkPolicy m_policy;
    const Clock &m_clock;
    LinkState m_state;
    HttpTransport m_http;
    WebSocketTransport *m_socket = nullptr;
    bool m_announced = false; ///< opened() was said of m_socket
    std::optional<wire::Frame> m_ping;
    QTimer m_timer; ///< for the machine's next deadline
    QTimer m_beat; ///< asks for a sign of life once per heartbeat
};

} // namespace fw::link
