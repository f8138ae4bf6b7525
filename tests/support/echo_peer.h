// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

#include <QEventLoop>
#include <QFile>
#include <QHttpMultiPart>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTest>
#include <QWebSocket>

#include <memory>

namespace fw::test {

/// The smallest client there can be: asks what its dialect wants asked, follows what follows, keeps
/// what was meant. For a dialect against its fake server, without session and store.
class EchoPeer final : public QObject
{
public:
    explicit EchoPeer(const wire::Dialect &dialect)
        : m_dialect(dialect)
    {
        connect(&m_socket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
            take(m_dialect.decode({ wire::Frame::Kind::Text, text.toUtf8() }, facts), {});
        });
        connect(&m_socket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &b) {
            take(m_dialect.decode({ wire::Frame::Kind::Binary, b }, facts), {});
        });
    }

    /// Makes the call and those that follow, in order. The status of the last.
    int call(const wire::HttpRequest &request)
    {
        asked.append(QString::fromLatin1(request.method) + QLatin1Char(' ') + request.url.path());
        if (m_depth >= 30)
            return 0;
        ++m_depth;
        const wire::HttpReply reply = exchange(request);
        lastStatus = reply.status;
        take(m_dialect.decode(request, reply, facts), request.edit);
        --m_depth;
        return lastStatus;
    }
    void run(const Expected<wire::Outgoing> &out)
    {
        QVERIFY2(out, out ? "" : qPrintable(out.error().detail));
        for (const wire::HttpRequest &request : out->requests)
            call(request);
    }
    void poll(const wire::Interest &interest)
    {
        for (const wire::HttpRequest &request : m_dialect.poll(interest, facts))
            call(request);
    }
    /// Opens the socket and subscribes; false when it was refused.
    bool open()
    {
        const wire::Greeting greeting = m_dialect.greet(facts.profile, facts);
        if (greeting.url.isEmpty())
            return false;
        QNetworkRequest request(greeting.url);
        for (const auto &[name, value] : greeting.headers)
            request.setRawHeader(name, value);
        m_socket.open(request);
        const bool ended = QTest::qWaitFor([this] {
            return m_socket.state() == QAbstractSocket::ConnectedState
                || m_socket.state() == QAbstractSocket::UnconnectedState;
        });
        if (!ended || !isOpen())
            return false;
        for (const wire::Frame &frame : greeting.first)
            m_socket.sendTextMessage(QString::fromUtf8(frame.bytes));
        for (const wire::Frame &frame : m_dialect.subscribe({}, facts))
            m_socket.sendTextMessage(QString::fromUtf8(frame.bytes));
        return true;
    }
    bool isOpen() const { return m_socket.state() == QAbstractSocket::ConnectedState; }
    QWebSocket &socket() { return m_socket; }

    template <class T> std::vector<T> all() const
    {
        std::vector<T> found;
        for (const wire::Event &event : events) {
            if (const T *one = std::get_if<T>(&event))
                found.push_back(*one);
        }
        return found;
    }
    template <class T> std::vector<T> controlsOf() const
    {
        std::vector<T> found;
        for (const wire::Control &control : controls) {
            if (const T *one = std::get_if<T>(&control))
                found.push_back(*one);
        }
        return found;
    }
    void forget()
    {
        events.clear();
        controls.clear();
        issues.clear();
        asked.clear();
    }

    wire::SessionFacts facts;
    std::vector<wire::Event> events;
    std::vector<wire::Control> controls;
    std::vector<wire::Issue> issues;
    QStringList asked; ///< "GET /api/v1/jobs/", …
    bool follows = true; ///< makes the calls that follow
    int lastStatus = 0;

private:
    void take(wire::Decoded decoded, const EditId &edit)
    {
        if (decoded.learnt)
            facts = *decoded.learnt;
        for (const wire::Message &message : decoded.messages)
            events.insert(events.end(), message.events.begin(), message.events.end());
        controls.insert(controls.end(), decoded.controls.begin(), decoded.controls.end());
        issues.insert(issues.end(), decoded.issues.begin(), decoded.issues.end());
        for (const wire::Control &control : decoded.controls) {
            if (const auto *reply = std::get_if<wire::ReplyWanted>(&control); reply && isOpen())
                m_socket.sendTextMessage(QString::fromUtf8(reply->frame.bytes));
        }
        for (wire::HttpRequest &request : decoded.followUps) {
            if (request.edit.isEmpty())
                request.edit = edit;
            if (follows)
                call(request);
        }
    }
    wire::HttpReply exchange(const wire::HttpRequest &asking)
    {
        QNetworkRequest request(asking.url);
        request.setTransferTimeout(10'000);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                             QNetworkRequest::ManualRedirectPolicy);
        for (const auto &[name, value] : asking.headers)
            request.setRawHeader(name, value);
        QFile file(asking.bodyFile);
        QHttpMultiPart form(QHttpMultiPart::FormDataType);
        for (const wire::FormPart &part : asking.form)
            form.append(partOf(part, &form));
        std::unique_ptr<QNetworkReply> reply;
        if (!asking.form.empty())
            reply.reset(m_manager.sendCustomRequest(request, asking.method, &form));
        else if (asking.bodyFile.isEmpty())
            reply.reset(m_manager.sendCustomRequest(request, asking.method, asking.body));
        else if (file.open(QIODevice::ReadOnly))
            reply.reset(m_manager.sendCustomRequest(request, asking.method, &file));
        else
            return {};
        QEventLoop loop;
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec(); // ends at the latest with the transfer timeout
        wire::HttpReply answer;
        answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        for (const auto &[name, value] : reply->rawHeaderPairs())
            answer.headers.append({ name, value });
        answer.body = reply->readAll();
        return answer;
    }
    static QHttpPart partOf(const wire::FormPart &part, QObject *owner)
    {
        QHttpPart made;
        QByteArray where = "form-data; name=\"" + part.name + '"';
        if (part.file.isEmpty()) {
            made.setRawHeader("Content-Disposition", where);
            made.setBody(part.value);
            return made;
        }
        where += "; filename=\"" + part.fileName.toUtf8() + '"';
        made.setRawHeader("Content-Disposition", where);
        made.setRawHeader("Content-Type", part.contentType);
        auto *file = new QFile(part.file, owner);
        if (file->open(QIODevice::ReadOnly))
            made.setBodyDevice(file);
        return made;
    }

    const wire::Dialect &m_dialect;
    QNetworkAccessManager m_manager;
    QWebSocket m_socket;
    int m_depth = 0;
};

} // namespace fw::test
