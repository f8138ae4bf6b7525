// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

#include <QEventLoop>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QTimer>

#include <deque>

namespace fw::test {

/// Does what a session does with a dialect over HTTP, and keeps everything it was told: rounds of
/// reads, follow-ups right after, dear requests left out, hard timeouts (shortened).
class RoundClient final
{
public:
    RoundClient(const wire::Dialect &dialect, const QUrl &base)
        : m_dialect(dialect)
    {
        facts.baseUrl = base;
    }

    wire::SessionFacts facts;
    wire::Interest interest;
    Millis longest{ 300 }; ///< instead of any longer timeout
    Millis now{ 0 }; ///< what `every` is measured with
    std::vector<wire::Event> events;
    std::vector<wire::Control> controls;
    std::vector<wire::Issue> issues;
    QStringList asked; ///< tags, in order

    void clear()
    {
        events.clear();
        controls.clear();
        issues.clear();
        asked.clear();
    }

    void round(bool full)
    {
        interest.fullRead = full;
        run(m_dialect.poll(interest, facts));
    }

    void run(const std::vector<wire::HttpRequest> &requests)
    {
        std::deque<wire::HttpRequest> queue(requests.begin(), requests.end());
        int left = 500;
        while (!queue.empty() && left-- > 0) {
            const wire::HttpRequest request = queue.front();
            queue.pop_front();
            if (isYoung(request))
                continue;
            asked.append(request.tag);
            const wire::HttpReply reply = call(request);
            wire::Decoded decoded = m_dialect.decode(request, reply, facts);
            if (reply.status == 0 && !request.mayFail)
                queue.clear();
            const auto next = decoded.followUps;
            take(std::move(decoded));
            for (auto follow = next.rbegin(); follow != next.rend(); ++follow)
                queue.push_front(*follow);
        }
    }

    bool submit(const wire::Command &command)
    {
        const auto out = m_dialect.encode(command, facts);
        if (out)
            run(out->requests);
        return out.has_value();
    }

    void hear(const QByteArray &text)
    {
        const wire::Decoded decoded
            = m_dialect.decode(wire::Frame{ wire::Frame::Kind::Text, text }, facts);
        const auto next = decoded.followUps;
        take(decoded);
        run(next);
    }

    template <class T> std::vector<T> all() const { return pick<T>(events); }
    template <class T> std::vector<T> told() const { return pick<T>(controls); }

    wire::HttpReply call(const wire::HttpRequest &request)
    {
        QNetworkRequest made(request.url);
        for (const auto &[name, value] : request.headers)
            made.setRawHeader(name, value);
        const std::unique_ptr<QNetworkReply> reply(
            m_manager.sendCustomRequest(made, request.method, request.body));
        QEventLoop loop;
        QTimer timer;
        timer.setSingleShot(true);
        QObject::connect(&timer, &QTimer::timeout, &loop, &QEventLoop::quit);
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        timer.start(std::min(request.timeout.count() > 0 ? request.timeout : longest, longest));
        loop.exec();
        wire::HttpReply result;
        if (!reply->isFinished()) {
            reply->abort();
            result.error = QStringLiteral("no answer in time");
            result.trouble = wire::HttpReply::Trouble::Timeout;
            return result;
        }
        result.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        for (const auto &[name, value] : reply->rawHeaderPairs())
            result.headers.append({ name, value });
        result.body = reply->readAll();
        if (result.status == 0) {
            result.error = reply->errorString();
            result.trouble = wire::HttpReply::Trouble::Refused;
        }
        return result;
    }

private:
    bool isYoung(const wire::HttpRequest &request)
    {
        const QString key = request.tag + request.url.path();
        const auto last = m_last.constFind(key);
        if (request.every.count() > 0 && last != m_last.cend() && now - *last < request.every)
            return true;
        m_last.insert(key, now);
        return false;
    }

    void take(wire::Decoded decoded)
    {
        if (decoded.learnt)
            facts = *decoded.learnt;
        for (wire::Message &message : decoded.messages)
            std::ranges::move(message.events, std::back_inserter(events));
        std::ranges::move(decoded.controls, std::back_inserter(controls));
        std::ranges::move(decoded.issues, std::back_inserter(issues));
    }

    template <class T, class List> static std::vector<T> pick(const List &list)
    {
        std::vector<T> found;
        for (const auto &one : list) {
            if (const auto *value = std::get_if<T>(&one))
                found.push_back(*value);
        }
        return found;
    }

    const wire::Dialect &m_dialect;
    QNetworkAccessManager m_manager;
    QHash<QString, Millis> m_last;
};

} // namespace fw::test
