// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/http_transport.h"

#include "link/once_device.h"

#include <QFile>
#include <QHostAddress>
#include <QHttpMultiPart>
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

using Trouble = wire::HttpReply::Trouble;

// Whether a request that failed may have reached the server's program.
Trouble troubleOf(QNetworkReply::NetworkError error)
{
    switch (error) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::HostNotFoundError:
    case QNetworkReply::SslHandshakeFailedError:
    case QNetworkReply::ProxyConnectionRefusedError:
    case QNetworkReply::ProxyNotFoundError:
    case QNetworkReply::UnknownNetworkError:
        return Trouble::Refused;
    case QNetworkReply::TimeoutError:
    case QNetworkReply::OperationCanceledError: // what the transfer timeout says
        return Trouble::Timeout;
    default:
        return Trouble::Broken;
    }
}

wire::HttpReply nothing(Trouble trouble, const QString &error)
{
    wire::HttpReply reply;
    reply.trouble = trouble;
    reply.error = error;
    return reply;
}

wire::HttpReply readReply(QNetworkReply *reply)
{
    wire::HttpReply result;
    result.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    const auto error = reply->error();
    // From 201 up the error is the server's own answer; below it is the network's.
    const bool cutShort = error != QNetworkReply::NoError && error < 201;
    if (cutShort || result.status == 0)
        return nothing(troubleOf(error), reply->errorString());
    for (const auto &[name, value] : reply->rawHeaderPairs())
        result.headers.append({ name, value });
    result.body = reply->readAll();
    return result;
}

// Quotes and line ends in a file name would end the header (RFC 7578 4.2).
QByteArray quoted(QByteArray name)
{
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
    return name;
}

std::unique_ptr<OnceDevice> onceFile(const QString &path, QString &error)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly)) {
        error = u"cannot read %1: %2"_s.arg(path, file->errorString());
        return nullptr;
    }
    return std::make_unique<OnceDevice>(std::move(file));
}

QHttpPart fieldPart(const wire::FormPart &part)
{
    QHttpPart made;
    made.setHeader(QNetworkRequest::ContentDispositionHeader,
                   QByteArray("form-data; name=\"" + quoted(part.name) + '"'));
    made.setBody(part.value);
    return made;
}

QHttpPart filePart(const wire::FormPart &part, QIODevice *body)
{
    QHttpPart made;
    made.setHeader(QNetworkRequest::ContentDispositionHeader,
                   QByteArray("form-data; name=\"" + quoted(part.name) + "\"; filename=\""
                              + quoted(part.fileName.toUtf8()) + '"'));
    if (!part.contentType.isEmpty())
        made.setHeader(QNetworkRequest::ContentTypeHeader, part.contentType);
    made.setBodyDevice(body);
    return made;
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
    const Millis patience = request.timeout.count() > 0 ? request.timeout : m_policy.request;
    made.setTransferTimeout(static_cast<int>(patience.count()));
    made.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                      QNetworkRequest::ManualRedirectPolicy);
    made.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    made.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    made.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    for (const auto &[name, value] : request.headers)
        made.setRawHeader(name, value);
    const bool hasBody
        = request.form.empty() && (!request.body.isEmpty() || !request.bodyFile.isEmpty());
    if (hasBody && !made.hasRawHeader("Content-Type"))
        made.setHeader(QNetworkRequest::ContentTypeHeader, u"application/octet-stream"_s);
    return made;
}

QNetworkReply *HttpTransport::startForm(QNetworkRequest made, const wire::HttpRequest &request,
                                        QString &error)
{
    auto form = std::make_unique<QHttpMultiPart>(QHttpMultiPart::FormDataType);
    for (const wire::FormPart &part : request.form) {
        if (part.file.isEmpty()) {
            form->append(fieldPart(part));
            continue;
        }
        auto body = onceFile(part.file, error);
        if (!body)
            return nullptr;
        body->setParent(form.get());
        form->append(filePart(part, body.release()));
    }
    QNetworkReply *reply = m_manager.sendCustomRequest(made, request.method, form.get());
    form.release()->setParent(reply);
    return reply;
}

QNetworkReply *HttpTransport::start(const wire::HttpRequest &request, QString &error)
{
    const QNetworkRequest made = prepared(request);
    if (!request.form.empty())
        return startForm(made, request, error);
    if (request.method == "HEAD") // as a verb of its own Qt would wait for the body
        return m_manager.head(made);
    // Also a question without a body: when a connection ends before the head of the answer is
    // whole, Qt asks again, and what a queue gave out the first time would be lost unseen.
    auto body
        = request.bodyFile.isEmpty() ? onceBytes(request.body) : onceFile(request.bodyFile, error);
    if (!body)
        return nullptr;
    QNetworkReply *reply = m_manager.sendCustomRequest(made, request.method, body.get());
    body.release()->setParent(reply);
    return reply;
}

quint64 HttpTransport::send(const wire::HttpRequest &request, Done done, Sent sent)
{
    const quint64 id = m_next++;
    m_done.insert(id, std::move(done));
    m_sent[id].start();
    QString error;
    QNetworkReply *reply = start(request, error);
    if (!reply) {
        QTimer::singleShot(0, this, [this, id, error] {
            m_took = Millis(m_sent.take(id).elapsed());
            if (const Done callback = m_done.take(id))
                callback(nothing(Trouble::LocalFile, error));
        });
        return id;
    }
    m_replies.insert(id, reply);
    connect(reply, &QNetworkReply::finished, this,
            [this, id, reply] { finish(id, reply, End::Whole); });
    connect(reply, &QNetworkReply::readyRead, this, [this, id, reply] {
        if (reply->bytesAvailable() > m_policy.messageBytes)
            finish(id, reply, End::TooLarge);
    });
    if (sent)
        connect(reply, &QNetworkReply::uploadProgress, this, std::move(sent));
    return id;
}

void HttpTransport::finish(quint64 id, QNetworkReply *reply, End end)
{
    const Done done = m_done.take(id);
    const Millis took(m_sent.take(id).elapsed());
    m_replies.remove(id);
    reply->disconnect(this);
    const wire::HttpReply result = end == End::TooLarge
        ? nothing(Trouble::Broken, u"the answer is too large"_s)
        : end == End::Stopped ? nothing(Trouble::Cancelled, u"stopped waiting"_s)
                              : readReply(reply);
    if (!reply->isFinished())
        reply->abort();
    reply->deleteLater();
    m_took = took;
    if (done)
        done(result);
}

void HttpTransport::stop(quint64 id)
{
    if (QNetworkReply *reply = m_replies.value(id))
        finish(id, reply, End::Stopped);
}

void HttpTransport::cancel(quint64 id)
{
    m_done.remove(id);
    m_sent.remove(id);
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
    m_sent.clear();
}

} // namespace fw::link
