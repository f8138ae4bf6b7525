// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/http_message.h"

#include <QJsonDocument>

#include <algorithm>

namespace fw::hub::front {

using namespace Qt::StringLiterals;

QByteArray HttpHead::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

bool HttpHead::headerHas(QByteArrayView name, QByteArrayView token) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) != 0)
            continue;
        const auto items = value.split(',');
        for (const QByteArray &item : items) {
            if (item.trimmed().compare(token, Qt::CaseInsensitive) == 0)
                return true;
        }
    }
    return false;
}

bool HttpHead::keepsAlive() const
{
    if (headerHas("Connection", "close"))
        return false;
    return http11 || headerHas("Connection", "keep-alive");
}

bool HttpHead::wantsUpgrade() const
{
    return headerHas("Upgrade", "websocket") && headerHas("Connection", "upgrade");
}

QString HttpHead::queryItem(const QString &key) const
{
    return query.queryItemValue(key, QUrl::FullyDecoded);
}

HttpReply HttpReply::json(int status, const QJsonObject &object)
{
    HttpReply reply;
    reply.status = status;
    reply.headers = { { "Content-Type", "application/json" }, { "Cache-Control", "no-store" } };
    reply.body = QJsonDocument(object).toJson(QJsonDocument::Compact);
    return reply;
}

HttpReply HttpReply::text(int status, QByteArray body, QByteArray type)
{
    HttpReply reply;
    reply.status = status;
    reply.headers = { { "Content-Type", std::move(type) } };
    reply.body = std::move(body);
    return reply;
}

HttpReply HttpReply::error(int status, Failure::Code code, const QString &message)
{
    return json(
        status,
        QJsonObject{ { u"error"_s,
                       QJsonObject{ { u"code"_s, codeWord(code) }, { u"message"_s, message } } } });
}

HttpReply HttpReply::error(const Failure &failure)
{
    return error(statusOf(failure.code), failure.code, failure.detail);
}

HttpReply HttpReply::error(const HttpError &error)
{
    HttpReply reply = HttpReply::error(error.status, codeOf(error.status), error.message);
    reply.close = true;
    return reply;
}

int statusOf(Failure::Code code)
{
    using enum Failure::Code;
    switch (code) {
    case BadInput:
        return 400;
    case TooLarge:
        return 413;
    case NotFound:
        return 404;
    case Refused:
        return 422;
    case Unauthorised:
        return 401;
    case Forbidden:
        return 403;
    case Conflict:
        return 409;
    case Unsupported:
        return 501;
    case Unreachable:
    case Timeout:
        return 504;
    case Cancelled:
        return 503;
    case Io:
    case Database:
    case Process:
    case Internal:
        return 500;
    }
    return 500;
}

Failure::Code codeOf(int status)
{
    using enum Failure::Code;
    constexpr auto table = std::to_array<std::pair<int, Failure::Code>>({
        { 401, Unauthorised },
        { 403, Forbidden },
        { 404, NotFound },
        { 405, Unsupported },
        { 408, Timeout },
        { 409, Conflict },
        { 413, TooLarge },
        { 421, Forbidden },
        { 426, Unsupported },
        { 429, Refused },
        { 431, TooLarge },
        { 501, Unsupported },
        { 503, Refused },
        { 504, Timeout },
        { 505, Unsupported },
    });
    const auto found = std::ranges::find(table, status, &std::pair<int, Failure::Code>::first);
    if (found != table.end())
        return found->second;
    return status >= 500 ? Internal : BadInput;
}

namespace {

QByteArrayView reasonOf(int status)
{
    constexpr auto table = std::to_array<std::pair<int, const char *>>({
        { 200, "OK" },
        { 201, "Created" },
        { 206, "Partial Content" },
        { 304, "Not Modified" },
        { 400, "Bad Request" },
        { 401, "Unauthorized" },
        { 403, "Forbidden" },
        { 404, "Not Found" },
        { 405, "Method Not Allowed" },
        { 408, "Request Timeout" },
        { 409, "Conflict" },
        { 413, "Content Too Large" },
        { 416, "Range Not Satisfiable" },
        { 421, "Misdirected Request" },
        { 422, "Unprocessable Content" },
        { 426, "Upgrade Required" },
        { 429, "Too Many Requests" },
        { 431, "Request Header Fields Too Large" },
        { 500, "Internal Server Error" },
        { 501, "Not Implemented" },
        { 503, "Service Unavailable" },
        { 504, "Gateway Timeout" },
        { 505, "HTTP Version Not Supported" },
        { 507, "Insufficient Storage" },
    });
    const auto found = std::ranges::find(table, status, &std::pair<int, const char *>::first);
    return found == table.end() ? QByteArrayView("Answer") : QByteArrayView(found->second);
}

// A header value is ours, but may quote a file name or path of a peer: no line may end in it.
QByteArray oneLine(QByteArray value)
{
    for (char &c : value) {
        if (c == '\r' || c == '\n' || c == '\0')
            c = ' ';
    }
    return value;
}

} // namespace

QByteArray headBytes(const HttpReply &reply, qint64 length, bool keepAlive)
{
    QByteArray head = "HTTP/1.1 " + QByteArray::number(reply.status) + ' '
        + reasonOf(reply.status).toByteArray() + "\r\n";
    for (const auto &[name, value] : reply.headers)
        head += name + ": " + oneLine(value) + "\r\n";
    if (reply.status != 304)
        head += "Content-Length: " + QByteArray::number(length) + "\r\n";
    head += "X-Content-Type-Options: nosniff\r\n";
    head += keepAlive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n";
    return head;
}

} // namespace fw::hub::front
