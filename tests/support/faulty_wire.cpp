// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/faulty_wire.h"

#include <QTimer>

#include <algorithm>

namespace fw::test {

namespace {

constexpr std::chrono::milliseconds late{ 120 };

/// Value of a header in \a head; empty when it is not there.
QByteArray header(const QByteArray &head, const QByteArray &name)
{
    const qsizetype at = head.toLower().indexOf(QByteArray("\r\n" + name + ':'));
    if (at < 0)
        return {};
    const qsizetype from = at + name.size() + 3;
    return head.mid(from, head.indexOf("\r\n", from) - from).trimmed();
}

/// A WebSocket frame of a server: no mask, one piece.
QByteArray frameOf(char first, const QByteArray &payload)
{
    QByteArray raw(1, first);
    if (payload.size() < 126) {
        raw += static_cast<char>(payload.size());
    } else if (payload.size() < 65536) {
        raw += char(126);
        raw += static_cast<char>(payload.size() >> 8);
        raw += static_cast<char>(payload.size() & 0xff);
    } else {
        raw += char(127);
        for (int shift = 56; shift >= 0; shift -= 8)
            raw += static_cast<char>((payload.size() >> shift) & 0xff);
    }
    return raw + payload;
}

QByteArray answerOf(const QByteArray &status, const QByteArray &more, const QByteArray &body)
{
    return "HTTP/1.1 " + status + "\r\n" + more
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n\r\n" + body;
}

} // namespace

FaultyWire::FaultyWire(QObject *parent)
    : QObject(parent)
    , m_tcp(this)
{
    connect(&m_tcp, &QTcpServer::newConnection, this, &FaultyWire::onConnection);
}

FaultyWire::~FaultyWire()
{
    for (const auto &line : m_lines) {
        line->client->disconnect(this);
        line->server->disconnect(this);
    }
}

bool FaultyWire::listen(const QUrl &server)
{
    m_target = server;
    return m_tcp.listen(QHostAddress::LocalHost);
}

QUrl FaultyWire::url() const
{
    QUrl own = m_target;
    own.setPort(m_tcp.serverPort());
    return own;
}

void FaultyWire::spoil(int frame, OnFrame fault)
{
    m_onFrame.emplace(frame, fault);
}

void FaultyWire::spoil(int answer, OnAnswer fault)
{
    m_onAnswer.emplace(answer, fault);
}

void FaultyWire::freeze(bool on)
{
    m_frozen = on;
    const auto lines = m_lines; // passing on may end one
    for (const auto &line : lines) {
        onClient(*line);
        onServer(*line);
    }
}

void FaultyWire::letGo()
{
    passLate();
    for (const auto &[client, answer] : std::exchange(m_held, {})) {
        if (client)
            client->write(answer);
    }
}

void FaultyWire::passLate()
{
    const auto line = m_lateLine.lock();
    if (line && !m_late.isEmpty())
        line->client->write(m_late);
    m_late.clear();
}

void FaultyWire::onConnection()
{
    while (QTcpSocket *client = m_tcp.nextPendingConnection()) {
        auto line = std::make_shared<Line>();
        line->client = client;
        line->server = new QTcpSocket(this);
        client->setParent(this);
        client->setSocketOption(QAbstractSocket::LowDelayOption, 1);
        m_lines.push_back(line);
        const auto end = [this, raw = line.get()] {
            const auto found = std::ranges::find(m_lines, raw, &std::shared_ptr<Line>::get);
            if (found == m_lines.end())
                return;
            const auto ended = *found;
            m_lines.erase(found);
            passAnswer(*ended, true);
            for (QTcpSocket *side : { ended->client, ended->server }) {
                side->disconnect(this);
                side->disconnectFromHost();
                side->deleteLater();
            }
        };
        connect(client, &QTcpSocket::disconnected, this, end);
        connect(line->server, &QTcpSocket::disconnected, this, end);
        connect(line->server, &QTcpSocket::errorOccurred, this, end);
        connect(client, &QTcpSocket::readyRead, this, [this, line] { onClient(*line); });
        connect(line->server, &QTcpSocket::readyRead, this, [this, line] { onServer(*line); });
        line->server->connectToHost(QHostAddress::LocalHost, static_cast<quint16>(m_target.port()));
        onClient(*line);
    }
}

void FaultyWire::onClient(Line &line)
{
    if (m_frozen)
        return;
    const QByteArray bytes = line.client->readAll();
    line.server->write(bytes);
    if (line.isSocket)
        return;
    line.asked += bytes;
    for (;;) {
        const qsizetype end = line.asked.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        const QByteArray head = line.asked.left(end + 2);
        const qsizetype whole = end + 4 + header(head, "content-length").toLongLong();
        if (line.asked.size() < whole)
            return;
        const auto words = head.left(head.indexOf("\r\n")).split(' ');
        line.calls.append(words.value(0) + ' ' + words.value(1));
        line.asked.remove(0, whole);
    }
}

void FaultyWire::onServer(Line &line)
{
    if (m_frozen)
        return;
    line.told += line.server->readAll();
    while (line.isSocket ? passFrame(line) : passAnswer(line, false)) { }
}

// One whole answer, or what an ended connection leaves of it. \return there may be more
bool FaultyWire::passAnswer(Line &line, bool ended)
{
    const qsizetype end = line.told.indexOf("\r\n\r\n");
    if (line.isSocket || end < 0)
        return false;
    const QByteArray head = line.told.left(end + 2);
    if (head.startsWith("HTTP/1.1 101")) {
        ++m_upgrades;
        line.isSocket = true;
        line.client->write(line.told.left(end + 4));
        line.told.remove(0, end + 4);
        return true;
    }
    const bool bodiless = line.calls.value(0).startsWith("HEAD ") || head.contains(" 204 ")
        || head.contains(" 304 ");
    const QByteArray length = header(head, "content-length");
    if (length.isEmpty() && !bodiless && !ended)
        return false; // the end of the connection ends it
    const qsizetype whole = bodiless ? end + 4
        : length.isEmpty()           ? line.told.size()
                                     : end + 4 + length.toLongLong();
    if (line.told.size() < whole)
        return false;
    const QByteArray raw = line.told.left(whole);
    line.told.remove(0, whole);
    const QByteArray call = line.calls.isEmpty() ? QByteArray() : line.calls.takeFirst();
    const int number = m_answers++;
    if (m_onAnswer && m_onAnswer->first == number) {
        m_victim = call;
        spoilAnswer(line, raw);
    } else if (!m_holds.isEmpty() && call.startsWith(m_holds)) {
        m_held.emplace_back(line.client, raw);
    } else {
        line.client->write(raw);
    }
    return !line.told.isEmpty();
}

void FaultyWire::spoilAnswer(Line &line, const QByteArray &raw)
{
    m_spoilt = true;
    switch (m_onAnswer->second) {
    case OnAnswer::None:
        line.client->write(raw);
        break;
    case OnAnswer::Never:
        break;
    case OnAnswer::Dropped:
        cut(line);
        break;
    case OnAnswer::Late:
        QTimer::singleShot(late, line.client, [client = line.client, raw] { client->write(raw); });
        break;
    case OnAnswer::Cut:
        line.client->write(raw.left(raw.size() / 2));
        cut(line);
        break;
    case OnAnswer::Page500:
        line.client->write(answerOf("500 INTERNAL SERVER ERROR", "Content-Type: text/html\r\n",
                                    "<!doctype html><title>500</title><h1>Oops</h1>"));
        break;
    case OnAnswer::Redirected:
        line.client->write(answerOf("302 FOUND",
                                    "Content-Type: text/html\r\nLocation: /portal/login\r\n",
                                    "<!doctype html><title>Redirecting...</title>"));
        break;
    case OnAnswer::Empty:
        line.client->write(answerOf("200 OK", "Content-Type: application/json\r\n", {}));
        break;
    }
}

bool FaultyWire::passFrame(Line &line)
{
    if (line.told.size() < 2)
        return false;
    const auto byte = [&line](qsizetype at) { return static_cast<quint8>(line.told[at]); };
    qsizetype length = byte(1) & 0x7f;
    qsizetype head = 2;
    const int more = length == 126 ? 2 : length == 127 ? 8 : 0;
    if (line.told.size() < head + more)
        return false;
    if (more > 0)
        length = 0;
    for (; head < 2 + more; ++head)
        length = (length << 8) | byte(head);
    if (line.told.size() < head + length)
        return false;
    const QByteArray raw = line.told.left(head + length);
    line.told.remove(0, head + length);
    const int code = static_cast<quint8>(raw[0]) & 0x0f;
    if (code != 1 && code != 2) { // ping, pong, close: not news
        line.client->write(raw);
        return true;
    }
    const int number = m_frames++;
    if (m_onFrame && m_onFrame->first == number) {
        spoilFrame(line, raw, head);
    } else {
        line.client->write(raw);
        passLate();
    }
    return true;
}

void FaultyWire::spoilFrame(Line &line, const QByteArray &raw, qsizetype head)
{
    m_spoilt = true;
    const QByteArray payload = raw.mid(head);
    m_victim = payload;
    switch (m_onFrame->second) {
    case OnFrame::None:
        line.client->write(raw);
        break;
    case OnFrame::Dropped:
        break;
    case OnFrame::Late: {
        const auto found = std::ranges::find(m_lines, &line, &std::shared_ptr<Line>::get);
        if (found != m_lines.end())
            m_lateLine = *found;
        m_late = raw;
        break;
    }
    case OnFrame::Twice:
        line.client->write(raw + raw);
        break;
    case OnFrame::Halved:
        line.client->write(frameOf(raw[0], payload.left(payload.size() / 2)));
        break;
    case OnFrame::Bent: {
        QByteArray bent = payload;
        for (qsizetype at = 3; at < bent.size(); at += 7)
            bent[at] = static_cast<char>(bent[at] ^ 0x21);
        line.client->write(frameOf(raw[0], bent));
        break;
    }
    case OnFrame::CutAfter:
        line.client->write(raw);
        cut(line);
        break;
    case OnFrame::Torn:
        line.client->write(raw.left(raw.size() / 2));
        cut(line);
        break;
    case OnFrame::Sliced:
        for (const char byte : raw) {
            line.client->write(&byte, 1);
            line.client->flush();
        }
        break;
    }
}

// What was written leaves, then both sides end.
void FaultyWire::cut(Line &line)
{
    line.told.clear();
    line.client->disconnectFromHost();
}

} // namespace fw::test
