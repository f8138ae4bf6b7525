// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace fw::test {

/// What a server answered to one call.
struct HttpAnswer
{
    int status = 0; ///< 0: nothing came
    QByteArray body;
    QByteArray type;
    QByteArray tag;
    qint64 length = -1; ///< Content-Length; -1: not said
    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
};

/// Calls a server and waits for the answer.
class HttpPeer final
{
public:
    HttpPeer(const QUrl &base, const QByteArray &token)
        : m_base(base)
        , m_token(token)
    {
    }

    HttpAnswer call(const QByteArray &method, const QString &path, const QByteArray &body = {},
                    const QList<QPair<QByteArray, QByteArray>> &headers = {})
    {
        QNetworkRequest request(m_base.resolved(QUrl(path, QUrl::StrictMode)));
        request.setTransferTimeout(20'000);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        if (!m_token.isEmpty())
            request.setRawHeader("Authorization", "Bearer " + m_token);
        for (const auto &[name, value] : headers)
            request.setRawHeader(name, value);
        // As a verb of its own Qt would wait for the body that HEAD never has.
        const std::unique_ptr<QNetworkReply> reply(
            method == "HEAD" ? m_manager.head(request)
                             : m_manager.sendCustomRequest(request, method, body));
        QEventLoop loop;
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec(); // ends at the latest with the transfer timeout
        if (reply->error() == QNetworkReply::OperationCanceledError)
            return {};
        const QVariant length = reply->header(QNetworkRequest::ContentLengthHeader);
        return { reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                 reply->readAll(), reply->rawHeader("Content-Type"), reply->rawHeader("ETag"),
                 length.isValid() ? length.toLongLong() : -1 };
    }
    HttpAnswer get(const QString &path, const QList<QPair<QByteArray, QByteArray>> &headers = {})
    {
        return call("GET", path, {}, headers);
    }
    HttpAnswer post(const QString &path, const QJsonObject &body)
    {
        return call("POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact));
    }

private:
    QNetworkAccessManager m_manager;
    QUrl m_base;
    QByteArray m_token;
};

} // namespace fw::test
