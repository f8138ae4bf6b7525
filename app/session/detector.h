// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/http_transport.h"
#include "wire/dialect.h"

#include <QObject>

#include <memory>

namespace fw::session {

/// One kind of server that may live at an address.
struct Detected
{
    QString dialect; ///< Dialect::name()
    wire::Recognition recognition;
    std::optional<wire::SignInKind> signIn{}; ///< the way to sign in there; empty: it does not tell
};

/// Asks an address what it is, in the words of every dialect, and proposes the kind. Signs in
/// nowhere and changes nothing at the server.
class Detector final : public QObject
{
    Q_OBJECT
public:
    explicit Detector(QObject *parent = nullptr);
    ~Detector() override;

    /// Asks \a address; an earlier question that still runs is dropped.
    void ask(const QUrl &address);
    void cancel();
    bool isRunning() const { return m_open > 0; }
    /// Whether anybody spoke HTTP there, known or not.
    bool wasAnswered() const { return m_answered; }

Q_SIGNALS:
    /// Best first, only scores above 0. Nothing found: \a problem says why, in the transport's
    /// words or "it answers, but like none of the servers known here".
    void finished(const std::vector<fw::session::Detected> &found, const QString &problem);

private:
    void onReply(const wire::Dialect &dialect, const wire::HttpRequest &asked,
                 const wire::HttpReply &reply);

    std::unique_ptr<link::HttpTransport> m_http;
    std::vector<Detected> m_found;
    QString m_problem;
    int m_open = 0;
    bool m_answered = false; ///< somebody spoke HTTP there
};

} // namespace fw::session
