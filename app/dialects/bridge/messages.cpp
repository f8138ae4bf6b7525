// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"type":"connection_established","client_id":139937110970448,"server_time":"2026-11-21T12:21:44.795576"}
// {"type":"error","error":"Unknown message type: no_such","timestamp":"2026-11-21T12:21:50.315578"}
#include "dialects/bridge/messages.h"

#include "dialects/bridge/standing.h"
#include "dialects/bridge/times.h"
#include "dialects/common/user_text.h"

#include <QJsonDocument>

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestShown = 200;

void established(JsonValue message, Push push, Sink &sink)
{
    if (push == Push::Fallback)
        return; // the handshake told it already
    JsonFields fields(message, u"connection_established"_s);
    // Python's id() of the connection: 47 bits, kept as text (f15).
    const QString id = fields.idText("client_id");
    if (!sink.accept(fields))
        return;
    hearLocal(sink, fields.value("server_time"));
    sink.learn().connection = id;
    forgetLacks(sink);
    const wire::Standing before = standingOf(sink.facts());
    know(sink, pushWedged, 0);
    know(sink, pushWait, 0);
    restand(before, sink);
    sink.control(wire::Greeted{});
}

void refused(JsonValue message, Sink &sink)
{
    const JsonObject object = message.object();
    QString text;
    for (const char *key : { "error", "message", "error_message" }) {
        if (text.isEmpty())
            text = object[key].string().value_or(QString());
    }
    if (text.isEmpty())
        text = userText(
            QT_TRANSLATE_NOOP("fw::dialects", "the server reports an error without words"));
    sink.issue(Failure::Code::Refused, withoutSql(text));
    sink.event(wire::NoticeSeen{ u"warning"_s, withoutSql(text) });
}

QString shortened(QString text)
{
    if (text.size() > longestShown)
        text = text.first(longestShown) + u'…';
    return text;
}

void notified(JsonValue message, Sink &sink)
{
    const QString text = message.object()["message"].string().value_or(QString());
    sink.event(wire::NoticeSeen{ u"info"_s,
                                 shortened(text.isEmpty() ? userText(QT_TRANSLATE_NOOP(
                                               "fw::dialects", "the server sent a notification"))
                                                          : withoutSql(text)) });
}

// Types and channels may be any word (f16): shown as they are.
void unknown(const QString &type, JsonValue message, Sink &sink)
{
    sink.issue(Failure::Code::Unsupported, u"message of type \"%1\" is not known"_s.arg(type));
    const QJsonObject object = message.toQJson().toObject();
    const QString text
        = object.value("message"_L1)
              .toString(QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact)));
    sink.event(wire::NoticeSeen{ u"info"_s, shortened(type + u": "_s + text) });
}

void typed(MessageType type, JsonValue message, Push push, Sink &sink)
{
    using enum MessageType;
    switch (type) {
    case Pong:
    case Confirmed:
        return hearLocal(sink, message.object()["timestamp"]);
    case ConnectionEstablished:
        return established(message, push, sink);
    case Error:
        return refused(message, sink);
    case Notification:
        return notified(message, sink);
    case JobCreated:
    case JobStarted:
    case JobProgress:
    case StageCompleted:
    case JobCompleted:
    case JobFailed:
    case ErrorOccurred:
    case PriorityChanged:
        return readJobMessage(type, message, sink);
    case PhotoInfo:
    case PhotoImported:
    case PhotoAnalyzed:
    case PhotoSelected:
    case PhotoApproved:
    case PhotoRejected:
    case ApprovalQueueUpdated:
    case ExportStarted:
    case ExportCompleted:
    case ExportFailed:
        return readPhotoMessage(type, message, sink);
    case SessionCreated:
    case SessionUpdated:
    case SessionCompleted:
        return readSessionMessage(type, message, sink);
    case SystemStatus:
    case ResourceWarning:
    case QueueStatus:
        return readSystemMessage(type, message, sink);
    }
}

} // namespace

void readMessage(JsonValue message, Push push, Sink &sink)
{
    if (!message.isObject()) {
        sink.issue(Failure::Code::BadInput,
                   u"message is %1, expected object"_s.arg(message.typeName()));
        return;
    }
    const auto word = message.object()["type"].string();
    if (!word || word->isEmpty()) {
        // Without a type an error is still an error (c1.1, "Message type required").
        if (message.object()["error"].isString())
            return refused(message, sink);
        sink.issue(Failure::Code::BadInput, u"message without a type"_s);
        return;
    }
    if (const auto type = messageType(*word))
        typed(*type, message, push, sink);
    else
        unknown(*word, message, sink);
}

} // namespace fw::dialects::bridge
