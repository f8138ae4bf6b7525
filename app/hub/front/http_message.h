// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "wire/frame.h"

#include <QJsonObject>
#include <QStringList>
#include <QUrlQuery>

#include <optional>

namespace fw::hub::front {

/// One request without its body, as the parser accepted it: syntax checked, nothing believed.
struct HttpHead
{
    QByteArray method; ///< as sent, upper case
    QByteArray target; ///< as sent: begins with a slash, never logged (may carry a query)
    QStringList path; ///< percent-decoded segments; "/api/jobs" is {"api","jobs"}
    QUrlQuery query; ///< percent-decoded on reading
    wire::Headers headers;
    bool http11 = true; ///< false: HTTP/1.0
    std::optional<qint64> contentLength; ///< bytes; empty when not said
    bool chunked = false;

    /// The first header called \a name (case-insensitive), empty when there is none.
    QByteArray header(QByteArrayView name) const;
    /// True when the comma list in header \a name has \a token (case-insensitive).
    bool headerHas(QByteArrayView name, QByteArrayView token) const;
    bool hasBody() const { return chunked || contentLength.value_or(0) > 0; }
    /// Whether the connection may carry another request after this one (RFC 9112 9.3).
    bool keepsAlive() const;
    /// A WebSocket upgrade (RFC 6455 4.1), whatever else may be wrong with it.
    bool wantsUpgrade() const;
    /// A query item, fully decoded ("+" stays a plus); empty when there is none.
    QString queryItem(const QString &key) const;
};

/// A request that cannot be accepted: what to answer before the connection is closed.
struct HttpError
{
    int status = 400;
    QString message;
    friend bool operator==(const HttpError &, const HttpError &) = default;
};

/// One answer. Either \a body or a part of a file.
struct HttpReply
{
    int status = 200;
    wire::Headers
        headers; ///< without Content-Length, Date and Connection: the connection adds them
    QByteArray body;
    QString file; ///< when set: send this file instead of body
    qint64 fileFrom = 0; ///< first byte of the file to send
    qint64 fileLength = 0; ///< how many bytes of it
    bool close = false; ///< close the connection afterwards

    static HttpReply json(int status, const QJsonObject &object);
    static HttpReply text(int status, QByteArray body, QByteArray type);
    /// `{"error":{"code","message"}}`; the code is codeWord().
    static HttpReply error(int status, Failure::Code code, const QString &message);
    /// With the status that fits the failure.
    static HttpReply error(const Failure &failure);
    static HttpReply error(const HttpError &error);
};

/// The status that fits a failure: BadInput 400, NotFound 404, Conflict 409…
int statusOf(Failure::Code code);
/// The nearest failure code of a status, for the error body.
Failure::Code codeOf(int status);
/// The head of \a reply in bytes. \a length is the Content-Length; \a keepAlive decides Connection.
QByteArray headBytes(const HttpReply &reply, qint64 length, bool keepAlive);

} // namespace fw::hub::front
