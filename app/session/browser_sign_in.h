// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

#include <QObject>
#include <QTcpServer>
#include <QTimer>

namespace fw::session {

/// The half of a sign-in that happens in the system's browser: a code verifier (RFC 7636), and a
/// listener on 127.0.0.1 that takes the one redirect with the code (RFC 8252 7.3). Nothing but a
/// GET with the state it was given gets an answer that ends it.
class BrowserSignIn final : public QObject
{
    Q_OBJECT
public:
    explicit BrowserSignIn(QObject *parent = nullptr);

    /// Starts listening and gives the address to open in the browser.
    /// Fails with Io (no port to listen on) or with what the dialect says.
    Expected<QUrl> begin(const wire::Dialect &dialect, const wire::SessionFacts &facts);
    void cancel();
    /// How long a person may take.
    void setTimeout(Millis timeout) { m_timeout.setInterval(timeout); }

Q_SIGNALS:
    void codeReceived(const fw::wire::Credentials &credentials);
    void failed(const QString &reason);

private:
    void onConnection();
    void onRequest(class QTcpSocket *socket, const QByteArray &head);
    void answer(class QTcpSocket *socket, const QByteArray &status, const QString &text);
    void end(const QString &reason);

    QTcpServer m_server;
    QTimer m_timeout;
    QByteArray m_verifier;
    QByteArray m_state;
    QUrl m_redirect;
};

} // namespace fw::session
