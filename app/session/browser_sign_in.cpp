// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/browser_sign_in.h"

#include <QCryptographicHash>
#include <QTcpSocket>
#include <QUrlQuery>

namespace fw::session {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestHead = 8192;

} // namespace

BrowserSignIn::BrowserSignIn(QObject *parent)
    : QObject(parent)
    , m_server(this)
    , m_timeout(this)
{
    m_timeout.setSingleShot(true);
    m_timeout.setInterval(std::chrono::minutes(5));
    connect(&m_timeout, &QTimer::timeout, this,
            [this] { end(tr("Nobody came back from the browser.")); });
    connect(&m_server, &QTcpServer::newConnection, this, &BrowserSignIn::onConnection);
}

Expected<QUrl> BrowserSignIn::begin(const wire::Dialect &dialect, const wire::SessionFacts &facts)
{
    cancel();
    if (!m_server.listen(QHostAddress::LocalHost, 0))
        return fail(Failure::Code::Io, m_server.errorString());
    m_verifier = randomSecret(48).reveal();
    m_state = randomSecret(24).reveal();
    m_redirect = QUrl(u"http://127.0.0.1:%1/signed-in"_s.arg(m_server.serverPort()));
    QUrlQuery query;
    query.addQueryItem(u"s"_s, QString::fromLatin1(m_state));
    m_redirect.setQuery(query);
    const QByteArray challenge
        = QCryptographicHash::hash(m_verifier, QCryptographicHash::Sha256)
              .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
    auto address = dialect.browserAddress(facts, m_redirect, challenge);
    if (!address) {
        cancel();
        return address;
    }
    m_timeout.start();
    return address;
}

void BrowserSignIn::cancel()
{
    m_timeout.stop();
    m_server.close();
}

void BrowserSignIn::end(const QString &reason)
{
    cancel();
    Q_EMIT failed(reason);
}

void BrowserSignIn::onConnection()
{
    while (QTcpSocket *socket = m_server.nextPendingConnection()) {
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
        QTimer::singleShot(10'000, socket, [socket] { socket->abort(); });
        connect(socket, &QTcpSocket::readyRead, this, [this, socket] {
            const QByteArray head = socket->peek(longestHead);
            if (head.contains("\r\n\r\n"))
                onRequest(socket, head);
            else if (head.size() >= longestHead)
                socket->abort();
        });
    }
}

void BrowserSignIn::onRequest(QTcpSocket *socket, const QByteArray &head)
{
    socket->disconnect(this);
    const QList<QByteArray> words = head.left(head.indexOf('\r')).split(' ');
    const QUrl url = words.size() == 3 ? QUrl(QString::fromLatin1(words[1])) : QUrl();
    const QUrlQuery query(url);
    const bool ours = words.value(0) == "GET" && url.path() == "/signed-in"_L1
        && Secret(m_state).equals(query.queryItemValue(u"s"_s).toLatin1());
    if (!ours) { // a favicon, another program, a guess
        answer(socket, "404 Not Found", {});
        return;
    }
    const QString code = query.queryItemValue(u"code"_s, QUrl::FullyDecoded);
    if (code.isEmpty()) {
        QString reason = query.queryItemValue(u"error_description"_s, QUrl::FullyDecoded);
        if (reason.isEmpty())
            reason = query.queryItemValue(u"error"_s, QUrl::FullyDecoded);
        answer(socket, "200 OK", tr("The sign-in was refused. You can close this page."));
        end(reason.isEmpty() ? tr("The browser came back without a code.") : reason);
        return;
    }
    answer(socket, "200 OK", tr("You are signed in. You can close this page."));
    wire::Credentials credentials;
    credentials.kind = wire::SignInKind::Browser;
    credentials.values.insert(u"code"_s, Secret(code.toUtf8()));
    credentials.values.insert(u"verifier"_s, Secret(m_verifier));
    credentials.values.insert(u"redirect"_s, Secret(m_redirect.toEncoded()));
    cancel();
    Q_EMIT codeReceived(credentials);
}

void BrowserSignIn::answer(QTcpSocket *socket, const QByteArray &status, const QString &text)
{
    const QByteArray body = text.isEmpty()
        ? QByteArray()
        : QByteArray("<!doctype html><meta charset=utf-8><title>Framewatch</title><p>"
                     + text.toHtmlEscaped().toUtf8());
    socket->write("HTTP/1.1 " + status
                  + "\r\nContent-Type: text/html; charset=utf-8\r\nConnection: close\r\n"
                    "Cache-Control: no-store\r\nContent-Length: "
                  + QByteArray::number(body.size()) + "\r\n\r\n" + body);
    socket->disconnectFromHost();
}

} // namespace fw::session
