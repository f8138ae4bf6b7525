// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/http_transport.h"

#include <QFile>
#include <QHostAddress>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QTimer>

namespace fw::link {

using namespace Qt::StringLiterals;

namespace {

class LoopbackDirect final : public QNetworkProxyFactory
{
public:
    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override
    {
        const QString host = query.peerHostName();
        if (host == "localhost"_L1 || QHostAddress(host).isLoopback())
            return { QNetworkProxy(QNetworkProxy::NoProxy) };
        return systemProxyForQuery(query);
    }
};

wire::HttpReply readReply(QNetworkReply *reply, bool tooLarge)
{
    wire::HttpReply result;
    result.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &[name, value] : reply->rawHeaderPairs())
        result.headers.append({ name, value });
    const auto error = reply->error();
    // From 201 up the error is the server's own answer; below it is the network's.
    const bool cutShort = error != QNetworkReply::NoError && error < 201;
    if (tooLarge || cutShort) {
        result.status = 0;
        result.error = tooLarge ? u"the answer is too large"_s : reply->errorString();
        return result;
    }
    result.body = reply->readAll();
    if (result.status == 0)
        result.error = reply->errorString();
    return result;
}

} // namespace

HttpTransport::HttpTransport(const LinkPolicy &policy, QObject *parent)
    : QObject(parent)
    , m_policy(policy)
{
    m_manager.setProxyFactory(new LoopbackDirect); // the manager owns it
    m_manager.setAutoDeleteReplies(false);
}

HttpTransport::~HttpTransport()
{
    cancelAll();
}

QNetworkRequest HttpTransport::prepared(const wire::HttpRequest &request) const
{
    QNetworkRequest made(request.url);
    made.setTransferTimeout(static_cast<int>(m_policy.request.count()));
    made.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                      QNetworkRequest::ManualRedirectPolicy);
    made.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    made.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    for (const auto &[name, value] : request.headers)
        made.setRawHeader(name, value);
    const bool hasBody = !request.body.isEmpty() || !request.bodyFile.isEmpty();
    if (hasBody && !made.hasRawHeader("Content-Type"))
        made.setHeader(QNetworkRequest::ContentTypeHeader, u"application/octet-stream"_s);
    return made;
}

QNetworkReply *HttpTransport::start(const wire::HttpRequest &request, QString &error)
{
    const QNetworkRequest made = prepared(request);
    if (request.bodyFile.isEmpty())
        return m_manager.sendCustomRequest(made, request.method, request.body);
    auto file = std::make_unique<QFile>(request.bodyFile);
    if (!file->open(QIODevice::ReadOnly)) {
        error = u"cannot read %1: %2"_s.arg(request.bodyFile, file->errorString());
        return nullptr;
    }
    QNetworkReply *reply = m_manager.sendCustomRequest(made, request.method, file.get());
    file.release()->setParent(reply);
    return reply;
}

quint64 HttpTransport::send(const wire::HttpRequest &request, Done done)
{
    const quint64 id = m_next++;
    m_done.insert(id, std::move(done));
    QString error;
    QNetworkReply *reply = start(request, error);
    if (!reply) {
        QTimer::singleShot(0, this, [this, id, error] {
            if (const Done callback = m_done.take(id))
                callback({ 0, {}, {}, error });
        });
        return id;
    }
    m_replies.insert(id, reply);
    connect(reply, &QNetworkReply::finished, this, [this, id, reply] { finish(id, reply, false); });
    connect(reply, &QNetworkReply::readyRead, this, [this, id, reply] {
        if (reply->bytesAvailable() > m_policy.messageBytes)
            finish(id, reply, true);
    });
    return id;
}

void HttpTransport::finish(quint64 id, QNetworkReply *reply, bool tooLarge)
{
    const Done done = m_done.take(id);
    m_replies.remove(id);
    reply->disconnect(this);
    const wire::HttpReply result = readReply(reply, tooLarge);
    if (!reply->isFinished())
        reply->abort();
    reply->deleteLater();
    if (done)
        done(result);
}

void HttpTransport::cancel(quint64 id)
{
    m_done.remove(id);
    if (QNetworkReply *reply = m_replies.take(id)) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
}

void HttpTransport::cancelAll()
{
    const auto ids = m_replies.keys();
    for (const quint64 id : ids)
        cancel(id);
    m_done.clear();
}

} // namespace fw::link
