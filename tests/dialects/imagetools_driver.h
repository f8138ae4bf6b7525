// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/imagetools_recordings.h"

#include <QEventLoop>
#include <QHttpMultiPart>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>
#include <QWebSocket>

#include <algorithm>
#include <deque>

namespace fw::test {

/// A body that is sent once: QNetworkAccessManager sends a request again by itself when the
/// connection ends before the answer, a POST as well, unless its body cannot be rewound.
/// No QBuffer, whose bytes are taken past seek().
class OnceBuffer final : public QIODevice
{
public:
    explicit OnceBuffer(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
        open(ReadOnly | Unbuffered);
    }
    qint64 size() const override { return m_bytes.size(); }
    bool seek(qint64) override { return false; }

protected:
    qint64 readData(char *to, qint64 most) override
    {
        const qint64 count = std::min<qint64>(most, m_bytes.size() - m_read);
        std::copy_n(m_bytes.constData() + m_read, count, to);
        m_read += count;
        return count;
    }
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_bytes;
    qint64 m_read = 0;
};

/// What a session does with a dialect, and no more: calls, follow-ups, one socket.
class ImageToolsDriver final : public QObject
{
public:
    explicit ImageToolsDriver(const QUrl &address)
    {
        facts.baseUrl = address;
        facts.profile.address = address;
    }

    wire::HttpReply call(const wire::HttpRequest &request)
    {
        QNetworkRequest made(request.url);
        made.setTransferTimeout(static_cast<int>(
            std::min(request.timeout.count() > 0 ? request.timeout : Millis(5000), patience)
                .count()));
        made.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                          QNetworkRequest::ManualRedirectPolicy);
        for (const auto &[name, value] : request.headers)
            made.setRawHeader(name, value);
        QNetworkReply *reply
            = request.form.empty() ? sendOnce(made, request) : sendForm(made, request);
        QEventLoop loop;
        connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec(); // ends at the latest with the transfer timeout
        reply->deleteLater();
        return replyOf(reply);
    }

    /// Sends \a requests and what follows from them; true when all was understood.
    void run(const std::vector<wire::HttpRequest> &requests)
    {
        std::deque<wire::HttpRequest> queue(requests.begin(), requests.end());
        while (!queue.empty()) {
            const wire::HttpRequest request = queue.front();
            queue.pop_front();
            wire::Decoded decoded = imageTools().decode(request, call(request), facts);
            for (const wire::HttpRequest &next : decoded.followUps)
                queue.push_back(next);
            take(std::move(decoded));
        }
    }
    void read(bool full = true)
    {
        wire::Interest interest;
        interest.fullRead = full;
        run(imageTools().poll(interest, facts));
    }
    /// The reason when it cannot be said.
    std::optional<Failure> submit(const wire::Command &command)
    {
        const auto out = imageTools().encode(command, facts);
        if (!out)
            return out.error();
        run(out->requests);
        return std::nullopt;
    }
    std::optional<Failure> act(const QString &action, const QString &target,
                               const QJsonObject &arguments = {})
    {
        edit.text = QStringLiteral("e-%1").arg(++m_edits);
        return submit(wire::RunAction{ edit, action, target, arguments });
    }

    void connectSocket()
    {
        run(imageTools().prepare(facts));
        m_socket = std::make_unique<QWebSocket>();
        connect(m_socket.get(), &QWebSocket::connected, this, [this] { opened = true; });
        connect(m_socket.get(), &QWebSocket::disconnected, this, [this] { ended = true; });
        connect(m_socket.get(), QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error),
                this, [this] { socketError = m_socket->errorString(); });
        connect(m_socket.get(), &QWebSocket::textMessageReceived, this, [this](const QString &t) {
            frames.append(t);
            wire::Decoded decoded
                = imageTools().decode(wire::Frame{ wire::Frame::Kind::Text, t.toUtf8() }, facts);
            const auto next = decoded.followUps;
            take(std::move(decoded));
            run(next);
        });
        opened = ended = false;
        const auto greeting = imageTools().greet(facts.profile, facts);
        QNetworkRequest request(greeting.url);
        for (const auto &[name, value] : greeting.headers)
            request.setRawHeader(name, value);
        m_socket->open(request);
    }
    void heartbeat()
    {
        if (const auto ping = imageTools().greet(facts.profile, facts).ping)
            m_socket->sendTextMessage(QString::fromUtf8(ping->bytes));
    }
    int closeCode() const { return m_socket->closeCode(); }

    const wire::Item *item(const QString &kind, const QString &id) const
    {
        const auto found = std::ranges::find_if(
            items, [&](const wire::Item &one) { return one.kind == kind && one.id.text == id; });
        return found == items.end() ? nullptr : &*found;
    }
    qsizetype count(const QString &kind) const
    {
        return std::ranges::count(items, kind, &wire::Item::kind);
    }
    wire::Job job(const QString &id) const
    {
        const auto found = std::ranges::find(jobs, JobId{ id }, &wire::Job::id);
        return found == jobs.end() ? wire::Job() : *found;
    }

    wire::SessionFacts facts;
    std::vector<wire::Item> items;
    std::vector<wire::Job> jobs;
    std::vector<wire::EditSettled> settled;
    std::vector<EditId> unknown;
    QStringList notices;
    QStringList refusals;
    QStringList issues;
    QStringList frames;
    QList<wire::Standing::Kind> stood;
    EditId edit;
    Millis patience{ 5000 };
    QString socketError;
    bool opened = false;
    bool ended = false;

private:
    static wire::HttpReply replyOf(QNetworkReply *reply)
    {
        wire::HttpReply made;
        made.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (made.status != 0) {
            for (const auto &[name, value] : reply->rawHeaderPairs())
                made.headers.append({ name, value });
            made.body = reply->readAll();
            return made;
        }
        using Trouble = wire::HttpReply::Trouble;
        const auto error = reply->error();
        return silence(error == QNetworkReply::ConnectionRefusedError       ? Trouble::Refused
                           : error == QNetworkReply::OperationCanceledError ? Trouble::Timeout
                                                                            : Trouble::Broken);
    }

    QNetworkReply *sendOnce(const QNetworkRequest &made, const wire::HttpRequest &request)
    {
        if (request.method == "GET")
            return m_manager.get(made);
        auto *body = new OnceBuffer(request.body);
        QNetworkReply *reply = m_manager.sendCustomRequest(made, request.method, body);
        body->setParent(reply);
        return reply;
    }

    QNetworkReply *sendForm(const QNetworkRequest &made, const wire::HttpRequest &request)
    {
        auto *form = new QHttpMultiPart(QHttpMultiPart::FormDataType);
        for (const wire::FormPart &part : request.form) {
            QHttpPart one;
            QByteArray disposition = "form-data; name=\"" + part.name + '"';
            if (!part.file.isEmpty()) {
                disposition += "; filename=\"" + part.fileName.toUtf8() + '"';
                QFile file(part.file);
                auto *body = new OnceBuffer(file.open(QIODevice::ReadOnly) ? file.readAll()
                                                                           : QByteArray());
                body->setParent(form);
                one.setHeader(QNetworkRequest::ContentTypeHeader, part.contentType);
                one.setBodyDevice(body);
            } else {
                one.setBody(part.value);
            }
            one.setHeader(QNetworkRequest::ContentDispositionHeader, disposition);
            form->append(one);
        }
        QNetworkReply *reply = m_manager.sendCustomRequest(made, request.method, form);
        form->setParent(reply);
        return reply;
    }

    void take(wire::Decoded decoded)
    {
        if (decoded.learnt)
            facts = std::move(*decoded.learnt);
        for (const wire::Issue &issue : decoded.issues)
            issues.append(issue.failure.detail);
        for (const wire::Control &control : decoded.controls) {
            if (const auto *standing = std::get_if<wire::Standing>(&control))
                stood.append(standing->kind);
            else if (const auto *refused = std::get_if<wire::SignInRefused>(&control))
                refusals.append(refused->reason);
            else if (const auto *lost = std::get_if<wire::EditUnknown>(&control))
                unknown.push_back(lost->edit);
        }
        for (wire::Message &message : decoded.messages) {
            for (wire::Event &event : message.events)
                apply(event);
        }
    }

    void apply(const wire::Event &event)
    {
        if (const auto *list = std::get_if<wire::ItemsReplaced>(&event)) {
            std::erase_if(items, [&](const wire::Item &one) { return one.kind == list->kind; });
            items.insert(items.end(), list->items.begin(), list->items.end());
        } else if (const auto *seen = std::get_if<wire::ItemSeen>(&event)) {
            see(seen->item);
        } else if (const auto *gone = std::get_if<wire::ItemRemoved>(&event)) {
            std::erase_if(items, [&](const wire::Item &one) {
                return one.kind == gone->kind && one.id == gone->id;
            });
        } else if (const auto *job = std::get_if<wire::JobSeen>(&event)) {
            const QString words = jobOf(job->job.id).message;
            jobOf(job->job.id) = job->job;
            if (job->job.message.isEmpty())
                jobOf(job->job.id).message = words;
        } else if (const auto *moved = std::get_if<wire::JobProgressed>(&event)) {
            jobOf(moved->id).progress = moved->progress;
            jobOf(moved->id).message = moved->message.value_or(QString());
        } else if (const auto *state = std::get_if<wire::JobStateSeen>(&event)) {
            jobOf(state->id).state = state->state;
        } else if (const auto *verdict = std::get_if<wire::EditSettled>(&event)) {
            settled.push_back(*verdict);
        } else if (const auto *notice = std::get_if<wire::NoticeSeen>(&event)) {
            notices.append(notice->text);
        }
    }

    void see(const wire::Item &item)
    {
        const auto known = std::ranges::find_if(items, [&](const wire::Item &one) {
            return one.kind == item.kind && one.id == item.id;
        });
        if (known == items.end()) {
            items.push_back(item);
            return;
        }
        known->name = item.name.isEmpty() ? known->name : item.name;
        known->state = item.state.isEmpty() ? known->state : item.state;
        known->version = item.version.isEmpty() ? known->version : item.version;
        for (const wire::Metadatum &field : item.fields) {
            std::erase_if(known->fields, [&](const auto &one) { return one.field == field.field; });
            known->fields.push_back(field);
        }
    }

    wire::Job &jobOf(const JobId &id)
    {
        const auto known = std::ranges::find(jobs, id, &wire::Job::id);
        if (known != jobs.end())
            return *known;
        jobs.emplace_back().id = id;
        return jobs.back();
    }

    QNetworkAccessManager m_manager;
    std::unique_ptr<QWebSocket> m_socket;
    int m_edits = 0;
};

} // namespace fw::test
