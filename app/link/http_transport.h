// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/policy.h"
#include "wire/frame.h"

#include <QNetworkAccessManager>
#include <QObject>

#include <functional>

class QNetworkReply;

namespace fw::link {

/// HTTP calls of one thread: a timeout on each, no redirects, no cookies of its own, HTTP/1.1, file
/// bodies streamed, answers bounded, no proxy for this computer. Decides nothing.
class HttpTransport final : public QObject
{
    Q_OBJECT
public:
    explicit HttpTransport(const LinkPolicy &policy, QObject *parent = nullptr);
    ~HttpTransport() override;

    using Done = std::function<void(const wire::HttpReply &)>;
    /// Calls \a done exactly once, never before this returns, unless cancelled.
    /// \return a number for cancel()
    quint64 send(const wire::HttpRequest &request, Done done);
    void cancel(quint64 id); ///< its done is not called any more
    void cancelAll();

private:
    QNetworkRequest prepared(const wire::HttpRequest &request) const;
    QNetworkReply *start(const wire::HttpRequest &request, QString &error);
    void finish(quint64 id, QNetworkReply *reply, bool tooLarge);

    LinkPolicy m_policy;
    QNetworkAccessManager m_manager;
    QHash<quint64, QNetworkReply *> m_replies;
    QHash<quint64, Done> m_done;
    quint64 m_next = 1;
};

} // namespace fw::link
