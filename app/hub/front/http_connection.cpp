// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/http_connection.h"

#include "base/overloaded.h"

#include <QPointer>

namespace fw::hub::front {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 pieceBytes = 64 * 1024;

} // namespace

HttpConnection::HttpConnection(QTcpSocket *socket, const Guard &guard, HttpHandler &handler,
                               const Limits &limits, QObject *parent)
    : QObject(parent)
    , m_socket(socket)
    , m_guard(guard)
    , m_handler(handler)
    , m_limits(limits)
{
    m_socket->setParent(this);
    // What is not read stays in the kernel: the peer feels the back pressure.
    m_socket->setReadBufferSize(pieceBytes);
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &HttpConnection::onTimeout);
    connect(m_socket, &QTcpSocket::readyRead, this, &HttpConnection::onReadyRead);
    connect(m_socket, &QTcpSocket::bytesWritten, this, &HttpConnection::onBytesWritten);
    connect(m_socket, &QTcpSocket::disconnected, this, &QObject::deleteLater);
}

HttpConnection::~HttpConnection() = default;

void HttpConnection::start()
{
    enter(Phase::Head);
    onReadyRead();
    if (m_socket->state() == QAbstractSocket::UnconnectedState)
        deleteLater();
}

void HttpConnection::refuse(HttpReply reply)
{
    ++m_request;
    m_answered = true;
    m_bodyDone = false;
    m_sink.reset();
    m_keepAlive = false;
    send(std::move(reply));
}

void HttpConnection::enter(Phase phase)
{
    m_phase = phase;
    m_moved = 0;
    switch (phase) {
    case Phase::Idle:
        m_timer.start(m_limits.idle);
        break;
    case Phase::Head:
        m_timer.start(m_limits.head);
        break;
    case Phase::Body:
    case Phase::Sending:
        m_timer.start(m_limits.window);
        break;
    case Phase::Working:
        m_timer.start(m_limits.answer);
        break;
    case Phase::Closing:
        m_timer.start(m_limits.linger);
        break;
    }
}

void HttpConnection::onTimeout()
{
    switch (m_phase) {
    case Phase::Idle:
        close();
        break;
    case Phase::Head:
        refuse(HttpReply::error(HttpError{ 408, u"The request head took too long."_s }));
        break;
    case Phase::Body:
        if (m_moved >= m_limits.windowBytes)
            enter(Phase::Body);
        else
            refuse(HttpReply::error(HttpError{ 408, u"The body came too slowly."_s }));
        break;
    case Phase::Working:
        refuse(HttpReply::error(HttpError{ 504, u"The answer took too long."_s }));
        break;
    case Phase::Sending:
        if (m_moved >= m_limits.windowBytes)
            enter(Phase::Sending);
        else
            m_socket->abort();
        break;
    case Phase::Closing:
        m_socket->abort();
        break;
    }
}

void HttpConnection::onReadyRead()
{
    if (m_phase == Phase::Closing) {
        m_socket->readAll(); // thrown away, so that our answer is not lost in a reset
        return;
    }
    pump();
}

// One loop for everything that arrives; answers given inside a handler come back here by flag, not
// by recursion.
void HttpConnection::pump()
{
    if (m_pumping)
        return;
    m_pumping = true;
    while (step()) { }
    m_pumping = false;
}

bool HttpConnection::step()
{
    const bool reads = m_phase == Phase::Idle || m_phase == Phase::Head || m_phase == Phase::Body;
    if (!reads)
        return false;
    if (m_parsed == m_buffer.size()) {
        m_parsed = 0;
        m_buffer = m_socket->read(pieceBytes);
        // An empty buffer may still hide a finished request: the parser is asked once more.
    }
    if (m_phase == Phase::Idle && !m_buffer.isEmpty())
        enter(Phase::Head);
    QByteArrayView input = QByteArrayView(m_buffer).sliced(m_parsed);
    auto found = m_parser.next(input);
    m_parsed = m_buffer.size() - input.size();
    return std::visit(overloaded{
                          [this](HttpParser::NeedMore) { return m_socket->bytesAvailable() > 0; },
                          [this](HttpHead &head) {
                              onHead(std::move(head));
                              return true;
                          },
                          [this](HttpParser::BodySlice slice) {
                              onSlice(slice.bytes);
                              return true;
                          },
                          [this](HttpParser::Finished) {
                              onFinished();
                              return true;
                          },
                          [this](const HttpError &error) {
                              refuse(HttpReply::error(error));
                              return false;
                          },
                      },
                      found);
}

void HttpConnection::onHead(HttpHead head)
{
    const quint64 request = ++m_request;
    m_answered = false;
    m_bodyDone = false;
    m_early.reset();
    m_isHead = head.method == "HEAD";
    m_keepAlive = head.keepsAlive() && request < static_cast<quint64>(m_limits.requests);
    enter(Phase::Body);
    if (auto refused = m_guard.check(head)) {
        refuse(std::move(*refused));
        return;
    }
    if (head.wantsUpgrade()) {
        refuse(
            HttpReply::error(HttpError{ 400, u"An upgrade must be the first request, to /ws."_s }));
        return;
    }
    const QPointer<HttpConnection> self(this);
    BodyPlan plan = m_handler.begin(head, [self, request](HttpReply reply) {
        if (self)
            self->answer(request, std::move(reply));
    });
    if (m_phase != Phase::Body)
        return; // answered and closing already
    constexpr qint64 worthReading = 1024 * 1024;
    if (m_early && (head.chunked || head.contentLength.value_or(0) > worthReading)) {
        refuse(std::move(*m_early));
        return;
    }
    if (m_early)
        plan.limit = worthReading;
    m_sink = std::move(plan.sink);
    m_parser.setBodyLimit(plan.limit);
    if (head.hasBody() && head.header("Expect").compare("100-continue", Qt::CaseInsensitive) == 0
        && head.contentLength.value_or(0) <= plan.limit)
        m_socket->write("HTTP/1.1 100 Continue\r\n\r\n");
}

void HttpConnection::onSlice(QByteArrayView bytes)
{
    m_moved += bytes.size();
    if (!m_sink)
        return;
    if (auto taken = m_sink->take(bytes); !taken)
        refuse(HttpReply::error(taken.error()));
}

void HttpConnection::onFinished()
{
    m_bodyDone = true;
    if (!m_answered)
        enter(Phase::Working);
    if (auto sink = std::move(m_sink))
        sink->finish();
    if (m_early)
        send(std::move(*m_early));
}

void HttpConnection::answer(quint64 request, HttpReply reply)
{
    if (request != m_request || m_answered)
        return;
    m_answered = true;
    if (m_bodyDone) {
        send(std::move(reply));
        return;
    }
    // Most requests have no body and are answered inside begin(): wait for the parser's word.
    m_early = std::move(reply);
}

} // namespace fw::hub::front
