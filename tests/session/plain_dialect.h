// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>

namespace fw::test {

/// A server of nothing but HTTP in the simplest words, to see what a session does for any dialect:
/// GET /list {"jobs":[{"id","state"}]}, POST /do, POST /first then /second, POST /slow, POST
/// /upload, POST /sign-in and /renew {"token","refresh","seconds"}, GET /goodbye. The token is in
/// the query, where a test can see it.
class PlainDialect : public wire::Dialect
{
public:
    bool repeatSafe = false;
    bool prepares = false;

    QString name() const override { return QStringLiteral("plain"); }
    wire::Capabilities capabilities(const wire::SessionFacts &) const override
    {
        wire::Capabilities can;
        can.repeatSafe = repeatSafe;
        can.upload = { true, QStringLiteral("none") };
        for (const char *action : { "do", "first", "slow" }) {
            wire::ActionOffer offer;
            offer.name = QString::fromLatin1(action);
            offer.slow = offer.name == QLatin1StringView("slow");
            can.offers.push_back(offer);
        }
        return can;
    }
    wire::Greeting greet(const wire::Profile &, const wire::SessionFacts &) const override
    {
        return {};
    }
    std::vector<wire::Frame> subscribe(const std::vector<wire::Position> &,
                                       const wire::SessionFacts &) const override
    {
        return {};
    }
    wire::Decoded decode(const wire::Frame &, const wire::SessionFacts &) const override
    {
        return {};
    }
    Expected<wire::Outgoing> encode(const wire::Command &command,
                                    const wire::SessionFacts &facts) const override
    {
        wire::Outgoing out;
        if (const auto *action = std::get_if<wire::RunAction>(&command))
            out.requests.push_back(ask(facts, "POST", action->action));
        else if (const auto *upload = std::get_if<wire::UploadMedia>(&command)) {
            out.requests.push_back(ask(facts, "POST", QStringLiteral("upload")));
            out.requests.back().form
                = { { "note", "x", {}, {}, {} },
                    { "file", {}, upload->path, QStringLiteral("a.bin"), "video/mp4" } };
        }
        return out;
    }
    std::vector<wire::HttpRequest> poll(const wire::Interest &,
                                        const wire::SessionFacts &facts) const override
    {
        auto dear = ask(facts, "GET", QStringLiteral("dear"));
        dear.every = std::chrono::hours(1);
        dear.mayFail = true;
        return { ask(facts, "GET", QStringLiteral("list")), dear };
    }
    std::vector<wire::HttpRequest> prepare(const wire::SessionFacts &facts) const override
    {
        if (!prepares)
            return {};
        return { ask(facts, "POST", QStringLiteral("who")) };
    }
    std::vector<wire::HttpRequest> goodbye(const wire::SessionFacts &facts) const override
    {
        return { ask(facts, "GET", QStringLiteral("goodbye")) };
    }
    wire::Decoded decode(const wire::HttpRequest &request, const wire::HttpReply &reply,
                         const wire::SessionFacts &facts) const override
    {
        wire::Decoded out;
        const QJsonObject body = QJsonDocument::fromJson(reply.body).object();
        if (reply.status == 0 && reply.trouble == wire::HttpReply::Trouble::Timeout)
            out.controls.push_back(wire::Standing{ wire::Standing::Kind::Busy, reply.error });
        if (reply.status == 0)
            return out;
        if (request.tag == QLatin1StringView("sign-in")
            || request.tag == QLatin1StringView("renew"))
            signedIn(reply, body, facts, out);
        else if (reply.status == 401 && !facts.refresh.isEmpty())
            out.controls.push_back(wire::TokenExpired{ QStringLiteral("the token ended") });
        else if (reply.status == 401)
            out.controls.push_back(wire::SignInRefused{ QStringLiteral("sign in first") });
        else if (request.tag == QLatin1StringView("list"))
            out.messages.push_back({ std::nullopt, { jobsOf(body) } });
        else if (request.tag == QLatin1StringView("first") && reply.status == 200)
            out.followUps.push_back(ask(facts, "POST", QStringLiteral("second")));
        else if (!request.edit.isEmpty())
            out.messages.push_back({ std::nullopt, { verdictOf(request, reply) } });
        return out;
    }
    wire::CloseVerdict judge(int, QStringView, int) const override
    {
        return wire::CloseVerdict::Retry;
    }
    wire::DialectAbout about() const override { return {}; }
    std::vector<wire::HttpRequest> probes(const QUrl &) const override { return {}; }
    wire::Recognition recognise(const wire::HttpRequest &, const wire::HttpReply &) const override
    {
        return {};
    }
    Expected<wire::HttpRequest> signIn(const wire::Credentials &credentials,
                                       const wire::SessionFacts &facts) const override
    {
        auto request = ask(facts, "POST", QStringLiteral("sign-in"));
        request.body = credentials.values.value(QStringLiteral("password")).reveal();
        return request;
    }
    std::optional<wire::HttpRequest> renew(const wire::SessionFacts &facts) const override
    {
        if (facts.refresh.isEmpty())
            return std::nullopt;
        auto request = ask(facts, "POST", QStringLiteral("renew"));
        request.body = facts.refresh.reveal();
        return request;
    }

private:
    static wire::HttpRequest ask(const wire::SessionFacts &facts, const QByteArray &method,
                                 const QString &tag)
    {
        wire::HttpRequest request;
        request.method = method;
        request.url = facts.baseUrl;
        request.url.setPath(u'/' + tag);
        if (!facts.token.isEmpty())
            request.url.setQuery(QStringLiteral("t=") + QString::fromUtf8(facts.token.reveal()));
        request.tag = tag;
        return request;
    }
    static wire::JobsReplaced jobsOf(const QJsonObject &body)
    {
        wire::JobsReplaced list;
        const QJsonArray jobs = body[QLatin1StringView("jobs")].toArray();
        for (const auto &item : jobs) {
            wire::Job job;
            job.id.text = item[QLatin1StringView("id")].toString();
            job.state = wire::stateFromWord(item[QLatin1StringView("state")].toString())
                            .value_or(wire::JobState::Queued);
            list.jobs.push_back(job);
        }
        return list;
    }
    static wire::EditSettled verdictOf(const wire::HttpRequest &request,
                                       const wire::HttpReply &reply)
    {
        wire::EditSettled settled;
        settled.edit = request.edit;
        settled.verdict = reply.status < 300 ? wire::EditSettled::Verdict::Applied
                                             : wire::EditSettled::Verdict::Invalid;
        settled.message = QString::fromUtf8(reply.body.left(100));
        return settled;
    }
    static void signedIn(const wire::HttpReply &reply, const QJsonObject &body,
                         const wire::SessionFacts &facts, wire::Decoded &out)
    {
        if (reply.status != 200) {
            if (reply.status < 500)
                out.controls.push_back(wire::SignInRefused{ QString::fromUtf8(reply.body) });
            return;
        }
        out.learnt = facts;
        out.learnt->token = Secret(body[QLatin1StringView("token")].toString().toUtf8());
        out.learnt->refresh = Secret(body[QLatin1StringView("refresh")].toString().toUtf8());
        if (const auto seconds = body[QLatin1StringView("seconds")]; seconds.isDouble())
            out.learnt->tokenUntil = SystemClock().wall() + std::chrono::seconds(seconds.toInt());
        out.controls.push_back(wire::SignedIn{ QStringLiteral("ann") });
    }
};

} // namespace fw::test
