// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QTest>

namespace fw::test {

/// What a server answered to one call.
struct HttpAnswer
{
    int status = 0; ///< 0: nothing came
    QByteArray body;
    QByteArray type;
    QByteArray tag;
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
        const std::unique_ptr<QNetworkReply> reply(
            m_manager.sendCustomRequest(request, method, body));
        if (!QTest::qWaitFor([&reply] { return reply->isFinished(); }, 25'000))
            return {};
        return { reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
                 reply->readAll(), reply->rawHeader("Content-Type"), reply->rawHeader("ETag") };
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
