// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/front/guard.h"
#include "hub/front/http_handler.h"
#include "hub/front/http_parser.h"
#include "hub/front/limits.h"

#include <QFile>
#include <QObject>
#include <QTcpSocket>
#include <QTimer>

namespace fw::hub::front {

/// One HTTP connection: keep-alive, pipelining (one request at a time, the rest waits in the
/// socket), deferred answers, files in bounded pieces. Owns the socket and deletes itself when the
/// socket is gone.
///
/// Phases: Idle -> Head (first byte) -> Body | Working -> Sending -> Idle | Closing.
/// Timers: Idle limits.idle, Head limits.head, Body and Sending limits.windowBytes in every
/// limits.window, Working limits.answer, Closing limits.linger.
class HttpConnection final : public QObject
{
    Q_OBJECT
public:
    HttpConnection(QTcpSocket *socket, const Guard &guard, HttpHandler &handler,
                   const Limits &limits, QObject *parent);
    ~HttpConnection() override;

    /// Reads what is already there.
    void start();
    /// Answers with \a reply and closes, whatever the peer is sending.
    void refuse(HttpReply reply);
    /// A request is being read, worked on or answered.
    bool isBusy() const
    {
        return m_phase == Phase::Body || m_phase == Phase::Working || m_phase == Phase::Sending;
    }

private:
    enum class Phase { Idle, Head, Body, Working, Sending, Closing };

    void onReadyRead();
    void onBytesWritten(qint64 bytes);
    void onTimeout();
    void enter(Phase phase);
    void pump();
    bool step();
    void onHead(HttpHead head);
    void onSlice(QByteArrayView bytes);
    void onFinished();
    void answer(quint64 request, HttpReply reply);
    void send(HttpReply reply);
    void sendMore();
    void finishAnswer();
    void close();

    QTcpSocket *m_socket;
    const Guard &m_guard;
    HttpHandler &m_handler;
    const Limits &m_limits;
    HttpParser m_parser;
    QTimer m_timer;
    Phase m_phase = Phase::Idle;
    QByteArray m_buffer; ///< read from the socket, not yet parsed
    qsizetype m_parsed = 0; ///< how much of m_buffer is done
    std::unique_ptr<BodySink> m_sink;
    std::optional<HttpReply> m_early; ///< answer that came before the body was complete
    std::unique_ptr<QFile> m_file;
    qint64 m_fileLeft = 0;
    qint64 m_moved = 0; ///< bytes in this window
    quint64 m_request = 0; ///< number of the current request; late answers carry an old one
    bool m_answered = true;
    bool m_bodyDone = true;
    bool m_keepAlive = true;
    bool m_isHead = false; ///< the method is HEAD: no body in the answer
    bool m_pumping = false;
};

} // namespace fw::hub::front
