// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

#include <QEventLoop>
#include <QFile>
#include <QHttpMultiPart>
#include <QNetworkAccessManager>
#include <QNetworkReply>

#include <deque>
#include <map>

namespace fw::test {

/// Drives one dialect against a server over HTTP, one request after the other, and keeps what it
/// said: the least that a session does.
class DialectPeer final
{
public:
    DialectPeer(const wire::Dialect &dialect, const QUrl &server)
        : m_dialect(dialect)
    {
        facts.baseUrl = server;
    }

    wire::SessionFacts facts;
    std::map<QString, wire::Job> jobs; ///< as last said, merged where it was silent
    std::map<QString, std::map<QString, wire::Item>> items; ///< by kind and id
    std::map<QString, std::vector<wire::Output>> outputs; ///< by job
    std::vector<wire::EditSettled> settled;
    std::vector<wire::Control> controls;
    std::vector<wire::Issue> issues;
    QStringList notices;
    int patience = 20'000; ///< milliseconds

    /// Asks \a request and everything that follows from it.
    void ask(const wire::HttpRequest &request)
    {
        std::deque<wire::HttpRequest> queue{ request };
        while (!queue.empty()) {
            const wire::HttpRequest next = std::move(queue.front());
            queue.pop_front();
            wire::Decoded decoded = m_dialect.decode(next, send(next), facts);
            for (auto follow = decoded.followUps.rbegin(); follow != decoded.followUps.rend();
                 ++follow)
                queue.push_front(*follow);
            take(std::move(decoded));
        }
    }
    void read(bool full, const QStringList &kinds = {})
    {
        wire::Interest interest;
        interest.fullRead = full;
        interest.kinds = kinds;
        for (const auto &[id, job] : jobs) {
            if (!wire::isTerminal(job.state))
                interest.open.push_back({ job.id, job.hint, job.created });
        }
        for (const wire::HttpRequest &request : m_dialect.poll(interest, facts))
            ask(request);
    }
    /// What became of \a command; its verdict is the last of `settled`.
    Expected<void> run(const wire::Command &command)
    {
        const auto out = m_dialect.encode(command, facts);
        if (!out)
            return tl::unexpected(out.error());
        for (const wire::HttpRequest &request : out->requests)
            ask(request);
        return {};
    }
    template <class T> std::vector<T> said() const
    {
        std::vector<T> all;
        for (const wire::Control &control : controls) {
            if (const auto *one = std::get_if<T>(&control))
                all.push_back(*one);
        }
        return all;
    }

private:
    wire::HttpReply send(const wire::HttpRequest &asked)
    {
        QNetworkRequest request(asked.url);
        request.setTransferTimeout(patience);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                             QNetworkRequest::ManualRedirectPolicy);
        request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
        request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
        for (const auto &[name, value] : asked.headers)
            request.setRawHeader(name, value);
        QHttpMultiPart form(QHttpMultiPart::FormDataType);
        for (const wire::FormPart &part : asked.form)
            form.append(made(part));
        const std::unique_ptr<QNetworkReply> reply(
            asked.form.empty() ? m_manager.sendCustomRequest(request, asked.method, asked.body)
                               : m_manager.sendCustomRequest(request, asked.method, &form));
        QEventLoop loop;
        QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
        loop.exec(); // ends at the latest with the transfer timeout
        wire::HttpReply result;
        result.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
        if (result.status == 0) {
            const bool late = reply->error() == QNetworkReply::OperationCanceledError
                || reply->error() == QNetworkReply::TimeoutError;
            result.error = reply->errorString();
            result.trouble
                = late ? wire::HttpReply::Trouble::Timeout : wire::HttpReply::Trouble::Refused;
            return result;
        }
        for (const auto &[name, value] : reply->rawHeaderPairs())
            result.headers.append({ name, value });
        result.body = reply->readAll();
        return result;
    }
    static QHttpPart made(const wire::FormPart &part)
    {
        QHttpPart one;
        QByteArray disposition = "form-data; name=\"" + part.name + '"';
        if (part.file.isEmpty()) {
            one.setBody(part.value);
        } else {
            disposition += "; filename=\"" + part.fileName.toUtf8().replace('"', "%22") + '"';
            QFile file(part.file);
            if (file.open(QIODevice::ReadOnly))
                one.setBody(file.readAll());
        }
        one.setHeader(QNetworkRequest::ContentDispositionHeader, disposition);
        return one;
    }
    void take(wire::Decoded decoded)
    {
        if (decoded.learnt)
            facts = *decoded.learnt;
        std::ranges::move(decoded.controls, std::back_inserter(controls));
        std::ranges::move(decoded.issues, std::back_inserter(issues));
        for (wire::Message &message : decoded.messages) {
            for (wire::Event &event : message.events)
                apply(event);
        }
    }
    void apply(wire::Event &event)
    {
        if (auto *job = std::get_if<wire::JobSeen>(&event))
            merge(job->job);
        else if (auto *gone = std::get_if<wire::JobRemoved>(&event))
            jobs.erase(gone->id.text);
        else if (auto *output = std::get_if<wire::OutputSeen>(&event))
            outputs[output->job.text].push_back(output->output);
        else if (auto *verdict = std::get_if<wire::EditSettled>(&event))
            settled.push_back(*verdict);
        else if (auto *list = std::get_if<wire::ItemsReplaced>(&event)) {
            items[list->kind].clear();
            for (const wire::Item &item : list->items)
                items[list->kind][item.id.text] = item;
        } else if (auto *item = std::get_if<wire::ItemSeen>(&event))
            merge(item->item);
        else if (auto *removed = std::get_if<wire::ItemRemoved>(&event))
            items[removed->kind].erase(removed->id.text);
        else if (auto *notice = std::get_if<wire::NoticeSeen>(&event))
            notices.append(notice->text);
    }
    void merge(const wire::Job &seen)
    {
        const auto known = jobs.find(seen.id.text);
        if (known == jobs.end()) {
            jobs[seen.id.text] = seen;
            return;
        }
        wire::Job job = seen;
        const wire::Job &before = known->second;
        if (job.hint.isEmpty())
            job.hint = before.hint;
        if (job.name.isEmpty())
            job.name = before.name;
        if (!job.created)
            job.created = before.created;
        if (!job.attempt)
            job.attempt = before.attempt;
        known->second = job;
    }
    void merge(const wire::Item &seen)
    {
        const auto known = items[seen.kind].find(seen.id.text);
        if (known == items[seen.kind].end()) {
            items[seen.kind][seen.id.text] = seen;
            return;
        }
        wire::Item &item = known->second;
        if (!seen.name.isEmpty())
            item.name = seen.name;
        if (!seen.state.isEmpty())
            item.state = seen.state;
        if (!seen.picture.isEmpty())
            item.picture = seen.picture;
        if (!seen.version.isEmpty())
            item.version = seen.version;
        for (const wire::Metadatum &datum : seen.fields) {
            std::erase_if(item.fields,
                          [&datum](const auto &one) { return one.field == datum.field; });
            item.fields.push_back(datum);
        }
    }

    const wire::Dialect &m_dialect;
    QNetworkAccessManager m_manager;
};

} // namespace fw::test
