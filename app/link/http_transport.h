// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/policy.h"
#include "wire/frame.h"

#include <QElapsedTimer>
#include <QHash>
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
    using Sent = std::function<void(qint64 done, qint64 total)>;
    /// Calls \a done exactly once, never before this returns, unless cancelled. \a sent, if any, is
    /// told how many bytes of the body have left.
    /// \return a number for cancel() and stop()
    quint64 send(const wire::HttpRequest &request, Done done, Sent sent = {});
    void cancel(quint64 id); ///< its done is not called any more
    void stop(quint64 id); ///< its done is called with Trouble::Cancelled
    void cancelAll();
    /// While a done is called: the time from sending to this answer.
    Millis took() const { return m_took; }

private:
    QNetworkRequest prepared(const wire::HttpRequest &request) const;
    QNetworkReply *start(const wire::HttpRequest &request, QString &error);
    QNetworkReply *startForm(QNetworkRequest made, const wire::HttpRequest &request,
                             QString &error);
    enum class End : quint8 { Whole, TooLarge, Stopped };
    void finish(quint64 id, QNetworkReply *reply, End end);

    LinkPolicy m_policy;
    QNetworkAccessManager m_manager;
    QHash<quint64, QNetworkReply *> m_replies;
    QHash<quint64, Done> m_done;
    QHash<quint64, QElapsedTimer> m_sent;
    Millis m_took{ 0 };
    quint64 m_next = 1;
};

} // namespace fw::link
