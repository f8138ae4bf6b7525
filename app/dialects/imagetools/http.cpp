// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// GET /health                                   {"status":"healthy"}                         (c4)
// GET /api/v1/images/user/00000000-0000-…       [{"id":"f0afba0a-…","original_filename": …}] (c2.2)
#include "dialects/imagetools/http.h"

#include "dialects/common/user_text.h"
#include "dialects/imagetools/reads.h"
#include "dialects/imagetools/results.h"
#include "dialects/imagetools/sign_in.h"

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Standing = wire::Standing;
using Trouble = wire::HttpReply::Trouble;

namespace {

constexpr Millis healthPatience = 5s; // c4
constexpr Millis steady = 10min; ///< what changes with a new version or a person only
constexpr Millis listsShown = 15s; // no event tells of uploads by the web, edits, deletions (c3.2)
constexpr Millis listsHidden = 60s;

wire::HttpRequest rarely(wire::HttpRequest request, Millis every)
{
    request.every = every;
    return request;
}

wire::HttpRequest side(wire::HttpRequest request, Millis every)
{
    request.mayFail = true;
    return rarely(std::move(request), every);
}

wire::HttpRequest askHealth(const wire::SessionFacts &facts)
{
    const int failures = extra(facts, key::failures).toInt();
    wire::HttpRequest request
        = side(ask(facts, "GET", u"/health"_s, u"health"_s), healthInterval(failures));
    request.timeout = healthPatience;
    return request;
}

std::vector<wire::HttpRequest> lists(const wire::Interest &interest,
                                     const wire::SessionFacts &facts)
{
    const auto pace = [&interest](const QString &kind) {
        return interest.fullRead            ? Millis(0)
            : interest.kinds.contains(kind) ? listsShown
                                            : listsHidden;
    };
    std::vector<wire::HttpRequest> all;
    all.push_back(
        rarely(ask(facts, "GET", u"/api/v1/images/user/"_s + segment(userId(facts)), u"images"_s),
               pace(u"image"_s)));
    all.push_back(side(askDevices(facts), pace(u"device"_s)));
    if (const QString image = extra(facts, key::history); !image.isEmpty())
        all.push_back(side(askHistory(facts, image), pace(u"history"_s)));
    if (!interest.fullRead)
        return all;
    const auto constant = [&](const QString &path, const QString &tag) {
        all.push_back(side(ask(facts, "GET", path, tag), steady));
    };
    constant(u"/version"_s, u"version"_s);
    constant(u"/api/v1/settings/app-config"_s, u"config"_s);
    constant(u"/api/v1/compression/presets"_s, u"presets"_s);
    constant(u"/api/v1/background/models"_s, u"models"_s);
    return all;
}

void stand(Standing::Kind kind, const QString &word, const QString &detail, Sink &sink)
{
    const bool known = extra(sink.facts(), key::standing) == word;
    note(sink, QString(key::standing), word);
    if (!known || kind == Standing::Kind::Busy)
        sink.control(Standing{ kind, detail });
}

void standsAsUsual(Sink &sink)
{
    stand(Standing::Kind::Usual, {}, {}, sink);
}

void countFailure(Sink &sink)
{
    const int failures = extra(sink.facts(), key::failures).toInt();
    note(sink, QString(key::failures), QString::number(std::min(failures + 1, 99)));
}

// Proof is JSON that says "healthy"; some proxies answer with the web page (c4, f trap 2).
void readHealth(const Answer &answer, Sink &sink)
{
    const auto root = threadReader().parse(answer.reply.body);
    const QString word = root ? root->object()["status"].string().value_or(QString()) : QString();
    if (answer.status == 200 && word == "healthy"_L1) {
        note(sink, QString(key::failures), {});
        note(sink, QString(key::noHealth), {});
        standsAsUsual(sink);
        return;
    }
    countFailure(sink);
    if (!word.isEmpty()) {
        stand(Standing::Kind::Degraded, u"degraded"_s,
              userText(QT_TRANSLATE_NOOP("fw::dialects", "/health says \"%1\""), word), sink);
        return;
    }
    if (answer.status >= 500) {
        stand(Standing::Kind::Degraded, u"degraded"_s, errorBody(answer.reply).message, sink);
        return;
    }
    const bool isNews = extra(sink.facts(), key::noHealth).isEmpty();
    note(sink, QString(key::noHealth), u"1"_s);
    sink.issue(Failure::Code::BadInput,
               u"/health answered %1 without a word on health"_s.arg(answer.status));
    if (isNews)
        sink.event(wire::NoticeSeen{
            u"warning"_s,
            userText(QT_TRANSLATE_NOOP(
                "fw::dialects",
                "/health is not passed on to the server: its proxy answers instead")) });
}

// Accepted, then silent: a long operation blocks the whole server (c3.4). Refused is gone, not
// busy.
void readNothing(const Answer &answer, Sink &sink)
{
    sink.issue(failureOf(answer.request, answer.reply));
    if (isSilence(answer.reply))
        stand(
            Standing::Kind::Busy, u"busy"_s,
            userText(QT_TRANSLATE_NOOP("fw::dialects", "no answer to %1: a long operation may run"),
                     answer.request.url.path()),
            sink);
    else if (answer.reply.trouble == Trouble::Refused)
        standsAsUsual(sink);
    if (wordOf(answer.request.tag) == "health"_L1 && answer.reply.trouble != Trouble::Cancelled)
        countFailure(sink);
    if (!answer.request.edit.isEmpty())
        readSilence(answer, sink);
}

// An unknown GET below /api/ can be 200 with a Not Found body (c1.2).
int meantStatus(const wire::HttpReply &reply)
{
    constexpr qsizetype longest = 64;
    if (reply.status != 200 || reply.body.size() > longest || !isJson(reply))
        return reply.status;
    const auto root = threadReader().parse(reply.body);
    const bool none = root && root->isObject() && root->object().size() == 1
        && root->object()["detail"].string() == u"Not Found"_s;
    return none ? 404 : reply.status;
}

bool isOfOperation(const QString &word)
{
    return word == tag::before || word == tag::perform || word == tag::verify || word == tag::after;
}

// What is needed first: without our id there are no lists.
void readUser(const Answer &answer, Sink &sink)
{
    const bool known = !userId(sink.facts()).isEmpty();
    const auto root = threadReader().parse(answer.reply.body);
    const auto id = root ? root->object()["id"].string() : std::nullopt;
    if (answer.status == 200 && id && !id->isEmpty())
        note(sink, QString(key::user), *id);
    else
        sink.issue(failureOf(answer.request, answer.reply));
    if (answer.request.tag != "user lists"_L1 || (userId(sink.facts()).isEmpty() && !known))
        return;
    for (wire::HttpRequest &request : lists({ true, {}, true, {}, {} }, sink.facts()))
        sink.follow(std::move(request), true);
}

void readByWord(const Answer &answer, Sink &sink)
{
    const QString word = wordOf(answer.request.tag);
    if (isOfOperation(word))
        readOperation(answer, sink);
    else if (word == "health"_L1)
        readHealth(answer, sink);
    else if (word == "user"_L1)
        readUser(answer, sink);
    else
        readListed(answer, sink);
}

} // namespace

Millis healthInterval(int failures)
{
    constexpr Millis least = 30s;
    constexpr Millis most = 300s;
    return std::min(least * (1 << std::clamp(failures, 0, 4)), most);
}

std::vector<wire::HttpRequest> pollRequests(const wire::Interest &interest,
                                            const wire::SessionFacts &facts)
{
    std::vector<wire::HttpRequest> all;
    if (userId(facts).isEmpty()) {
        all.push_back(askUser(facts, u"user lists"_s));
        all.push_back(askHealth(facts));
        return all;
    }
    all = lists(interest, facts);
    all.push_back(askHealth(facts));
    for (const JobId &job : interest.details) {
        if (!job.text.contains(u':')) // operations have no route (c1)
            all.push_back(askImage(facts, job.text, u"image"_s));
    }
    return all;
}

wire::Decoded decodeReply(const wire::HttpRequest &request, const wire::HttpReply &reply,
                          const wire::SessionFacts &facts)
{
    Sink sink(reply.body, facts);
    const Answer answer{ request, reply, meantStatus(reply) };
    if (reply.status == 0 || (isSilence(reply) && !isSignIn(answer))) {
        readNothing(answer, sink);
        return sink.take();
    }
    if (isSignIn(answer)) {
        readSignIn(answer, sink);
        return sink.take();
    }
    if (const auto reason = signInReason(answer, facts)) {
        sink.control(wire::SignInRefused{ *reason });
        if (!request.edit.isEmpty())
            sink.event(refusal(request, reply));
        return sink.take();
    }
    if (extra(facts, key::standing) == "busy"_L1 && wordOf(request.tag) != "health"_L1)
        standsAsUsual(sink);
    readByWord(answer, sink);
    return sink.take();
}

} // namespace fw::dialects::imagetools
