// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/client.h"

#include "base/log.h"
#include "base/uuid.h"
#include "crop/format.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QWebSocketProtocol>

#include <utility>

namespace fw::hub {

using namespace Qt::StringLiterals;

Client::Client(QWebSocket *socket, bool authorised, const ClientWorld &world, QObject *parent)
    : QObject(parent)
    , m_world(world)
    , m_link(socket, world.limits, world.clock, this)
    , m_feed(world.log, world.snapshots, world.batches, *this, world.limits, !m_link.speaksV1())
    , m_previews(world.limits.previewsPerSecond, world.limits.previewsPerSecond)
    , m_connection(uuid7(world.clock.wall()))
    , m_bare(!m_link.speaksV1())
    , m_authorised(authorised)
    , m_minute(world.clock.now())
    , m_since(m_minute)
    , m_lastBeat(m_minute)
{
    connect(&m_link, &front::WsLink::received, this, &Client::onReceived);
    connect(&m_link, &front::WsLink::unusable, this, &Client::reject);
    connect(&m_link, &front::WsLink::drained, this, &Client::pump);
    connect(&m_link, &front::WsLink::gone, this, [this](int code, const QString &reason) {
        qCDebug(lcHub) << "client" << m_connection << "gone with" << code << reason;
        Q_EMIT gone();
    });
}

Client::~Client() = default;

void Client::sendText(const QString &text)
{
    m_link.sendText(text);
}

void Client::sendBinary(const QByteArray &bytes)
{
    m_link.sendBinary(bytes);
}

qint64 Client::backlog() const
{
    return m_link.backlog();
}

void Client::sendJson(const QJsonObject &message)
{
    m_link.sendText(QString::fromUtf8(QJsonDocument(message).toJson(QJsonDocument::Compact)));
}

void Client::sendError(const QString &code, const QString &message, const QString &ref)
{
    QJsonObject error{ { u"type"_s, u"error"_s }, { u"code"_s, code }, { u"message"_s, message } };
    if (!ref.isEmpty())
        error.insert("ref"_L1, ref);
    sendJson(error);
}

void Client::pump()
{
    if (m_link.isOpen() && (m_greeted || m_bare))
        m_feed.pump();
    if (m_link.isOpen() && m_feed.wantsTurn() && !std::exchange(m_turnAsked, true)) {
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_turnAsked = false;
                pump();
            },
            Qt::QueuedConnection);
    }
}

void Client::welcome()
{
    QJsonArray can{ u"jobs"_s, u"control"_s, u"add"_s, u"upload"_s, u"sample"_s, u"frames"_s };
    if (m_link.isLoopback())
        can.append(u"localFiles"_s);
    for (const crop::Format &format : crop::formats())
        can.append(QString(u"format:"_s + format.name));
    for (const QLatin1StringView channel : wire::channel::editing) {
        if (m_world.lanes)
            can.append(QString(channel));
    }
    const auto &limits = m_world.limits;
    sendJson({ { u"type"_s, u"welcome"_s },
               { u"hub"_s, m_world.hub },
               { u"epoch"_s, m_world.log.epoch() },
               { u"connection"_s, m_connection },
               { u"serverTime"_s, toIso(m_world.clock.wall()) },
               { u"heartbeatMs"_s, static_cast<qint64>(limits.heartbeat.count()) },
               { u"capabilities"_s, can },
               { u"limits"_s,
                 QJsonObject{ { u"messageBytes"_s, limits.messageBytes },
                              { u"batch"_s, Batches::maxEvents },
                              { u"ratePerSecond"_s, limits.messagesPerSecond } } } });
}

void Client::tick()
{
    m_link.tick();
    if (!m_link.isOpen())
        return;
    const Instant now = m_world.clock.now();
    if (!m_bare && !m_greeted) {
        if (now - m_since > m_world.limits.hello)
            m_link.close(4401, u"No hello came."_s);
        return;
    }
    if (now - m_lastBeat >= m_world.limits.heartbeat)
        heartbeat(now);
}

// Heads may only name what was sent before: a client that is behind would take the rest for lost.
void Client::heartbeat(Instant now)
{
    pump();
    if (m_bare) {
        m_link.ping();
    } else if (m_feed.isCaughtUp()) {
        sendJson({ { u"type"_s, u"heartbeat"_s },
                   { u"heads"_s, m_world.log.heads() },
                   { u"serverTime"_s, toIso(m_world.clock.wall()) } });
    } else {
        return;
    }
    m_lastBeat = now;
}

void Client::drain(Millis spread)
{
    if (!m_bare)
        sendJson({ { u"type"_s, u"drain"_s },
                   { u"retryAfterMs"_s, static_cast<qint64>(m_world.limits.retryAfter.count()) },
                   { u"spreadMs"_s, static_cast<qint64>(spread.count()) } });
    m_link.close(4012, u"The hub ends."_s);
}

// reliability.md 5.4: malformed messages are counted, more than twenty a minute are too many.
void Client::reject(const Failure &failure)
{
    ++m_malformed;
    const Instant now = m_world.clock.now();
    if (now - m_minute > std::chrono::minutes(1)) {
        m_minute = now;
        m_malformedNow = 0;
    }
    if (++m_malformedNow > m_world.limits.malformedPerMinute)
        m_link.close(4400, u"Too many malformed messages."_s);
    else
        sendError(codeWord(failure.code), failure.detail);
}

void Client::onReceived(const QByteArray &json, bool overRate)
{
    const auto message = m_world.reader.parse(json);
    if (!message)
        reject(message.error());
    else if (!message->isObject())
        reject({ Failure::Code::BadInput, u"A message is one JSON object."_s });
    else if (m_bare)
        onBare(*message, overRate);
    else
        onV1(*message, overRate);
}

} // namespace fw::hub
