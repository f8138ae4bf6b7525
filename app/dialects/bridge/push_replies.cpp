// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"client_id":"5f71693e-2475-4045-8dc0-78f8307db50b","protocol_version":"1.0",
//  "server_time":"2026-11-21T12:15:17.333130","success":true}
// {"messages":[{"message":"Hello","type":"notification"}],"success":true,"timestamp":"…"}
// {"response":null,"success":true,"timestamp":"…"}                  (not understood)
// 404 {"error":"Invalid client_id","success":false}
#include "dialects/bridge/messages.h"
#include "dialects/bridge/push.h"
#include "dialects/bridge/standing.h"
#include "dialects/bridge/times.h"
#include "dialects/common/user_text.h"

#include <QJsonObject>

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;
using Trouble = wire::HttpReply::Trouble;

namespace {

constexpr auto pushName = "push"_L1;

QString stepOf(const wire::HttpRequest &request)
{
    return request.tag.section(u':', 1, 1);
}

QString whyOf(const wire::HttpRequest &request)
{
    return request.tag.section(u':', 2, 2);
}

void failed(Sink &sink)
{
    know(sink, pushClient, QString());
    const int failures = count(sink.facts(), pushFailures) + 1;
    know(sink, pushFailures, failures);
    if (failures == toldRetries)
        sink.event(wire::NoticeSeen{
            u"warning"_s,
            userText(
                QT_TRANSLATE_NOOP("fw::dialects",
                                  "no push messages after %1 attempts; it is tried again slowly"),
                toldRetries) });
}

void readEverything(Sink &sink)
{
    for (wire::HttpRequest &request : fullRead({}, sink.facts()))
        sink.follow(std::move(request), true);
}

void answered(Sink &sink)
{
    const wire::Standing before = standingOf(sink.facts());
    know(sink, pushWait, 0);
    know(sink, pushWedged, 0);
    restand(before, sink);
}

bool speaksAsUs(const wire::HttpRequest &request, const wire::SessionFacts &facts)
{
    const QByteArray id = known(facts, pushClient).toUtf8();
    return !id.isEmpty()
        && (request.body.contains(id) || request.url.query().toUtf8().contains(id));
}

// The server was started anew, or swept us out: our id is worth nothing, and what was said
// meanwhile is lost (S62, c1.3).
void forgotten(const wire::HttpRequest &request, Sink &sink)
{
    const QString why = whyOf(request);
    const QString step = stepOf(request);
    if (!speaksAsUs(request, sink.facts()))
        return; // made before the id changed: the request before this one told the same
    if (why == "fresh"_L1 || step == "register"_L1 || step == "subscribe"_L1) {
        failed(sink); // an old id may be gone, a new one may not
        return;
    }
    know(sink, pushClient, QString());
    know(sink, lateRoutes, QString());
    forgetLacks(sink);
    know(sink, socketBlocks, 0); // it may have been started in another way (c0.2)
    know(sink, socketSpeaks, QString());
    sink.event(wire::GapSeen{ QString(pushName), 0 });
    sink.follow(handshakeRequest(u":again"_s, sink.facts()), true);
    if (why != "full"_L1)
        readEverything(sink);
}

// f2 and f3: nothing came. Silence of /ws/* alone has a name of its own; which it is, the health
// route tells. A poll that broke off took its messages with it.
void silent(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    sink.issue(failureOf(request, reply));
    if (stepOf(request) == "alive"_L1 || stepOf(request) == "goodbye"_L1)
        return;
    if (count(sink.facts(), pushWait) > 0)
        return; // found out by the request before this one
    const bool wasUsual = count(sink.facts(), pushWedged) == 0;
    // Without these nothing would be told to us: a new id, and all of it again.
    if (stepOf(request) != "poll"_L1 && stepOf(request) != "ping"_L1 && request.tag != "late"_L1)
        failed(sink);
    if (reply.trouble == Trouble::Broken && stepOf(request) == "poll"_L1 && wasUsual) {
        sink.event(wire::GapSeen{ QString(pushName), 0 });
        if (whyOf(request) != "full"_L1)
            readEverything(sink);
    } else if (reply.trouble == Trouble::Timeout || reply.trouble == Trouble::None) {
        sink.follow(aliveRequest(sink.facts()), true);
    }
}

void wedged(Sink &sink)
{
    const int times = std::min(count(sink.facts(), pushWedged) + 1, 16);
    if (times == 1)
        sink.event(wire::NoticeSeen{
            u"warning"_s,
            userText(QT_TRANSLATE_NOOP(
                "fw::dialects",
                "the push channel of the server hangs, its other routes answer: it is polled")) });
    know(sink, pushWedged, times);
    know(sink, pushWait, std::min(firstWait << (times - 1), longestWait));
    sink.control(standingOf(sink.facts()));
}

void shookHands(JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"handshake"_s);
    const QString client = fields.idText("client_id");
    const auto version = fields.optionalIdText("protocol_version");
    if (!sink.accept(fields) || client.isEmpty()) {
        failed(sink);
        return;
    }
    know(sink, pushClient, client);
    if (version && *version != "1.0"_L1)
        sink.event(wire::NoticeSeen{
            u"warning"_s,
            userText(QT_TRANSLATE_NOOP("fw::dialects",
                                       "the server speaks version %1 of its push protocol"),
                     *version) });
    for (wire::HttpRequest &next : newcomerRequests(sink.facts()))
        sink.follow(std::move(next), true);
}

int queueOf(const wire::SessionFacts &facts)
{
    const int size = facts.profile.options.value(u"queue"_s).toInt();
    return size > 0 ? size : queueSize;
}

void polled(const wire::HttpRequest &request, JsonValue root, Sink &sink)
{
    JsonFields fields(root, u"poll"_s);
    const JsonArray list = fields.array("messages");
    if (!sink.accept(fields))
        return;
    know(sink, pushFailures, 0);
    const auto messages = list.items();
    // A full queue has thrown its oldest away without a word (S71, f4).
    const bool full = static_cast<qsizetype>(messages.size()) >= queueOf(sink.facts());
    if (full)
        sink.event(wire::GapSeen{ QString(pushName), 0 });
    for (const JsonValue &message : messages)
        readMessage(message, Push::Fallback, sink);
    if (full && whyOf(request) != "full"_L1)
        readEverything(sink);
}

// S29: what was said is answered in "response"; null: not understood (c1.1).
void sent(const wire::HttpRequest &request, JsonValue root, Sink &sink)
{
    const JsonValue response = root.object()["response"];
    if (response.isObject())
        return readMessage(response, Push::Fallback, sink);
    sink.issue(Failure::Code::Unsupported,
               u"the server did not understand \"%1\""_s.arg(stepOf(request)));
    if (stepOf(request) == "subscribe"_L1)
        sink.event(wire::NoticeSeen{
            u"warning"_s,
            userText(QT_TRANSLATE_NOOP("fw::dialects", "the server takes no subscriptions")) });
}

void refused(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    const QString step = stepOf(request);
    // Also as a page: whether the route itself is gone, the handshake that follows tells.
    if (reply.status == 404 && step != "handshake"_L1 && step != "goodbye"_L1)
        return forgotten(request, sink);
    Failure failure = failureOf(request, reply);
    failure.detail = withoutSql(failure.detail);
    sink.issue(std::move(failure));
    if (reply.status == 404 || reply.status == 405) {
        know(sink, pushAbsent, u"yes"_s);
        know(sink, pushClient, QString());
    } else if (step != "ping"_L1 && step != "poll"_L1) {
        failed(sink);
    }
}

void lateKnown(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    const auto root = threadReader().parse(reply.body);
    const bool there = reply.status == 200 && root && root->object()["client_count"].exists();
    if (there || reply.status == 404)
        learnLate(sink, there);
    else
        sink.issue(failureOf(request, reply));
}

void usable(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    const auto root = threadReader().parse(reply.body);
    if (!root || !root->isObject()) {
        sink.issue(Failure::Code::BadInput,
                   u"%1 answered with something else than JSON"_s.arg(request.url.path()));
        if (stepOf(request) == "handshake"_L1)
            failed(sink);
        return;
    }
    const JsonObject object = root->object();
    learnZone(sink, object[stepOf(request) == "handshake"_L1 ? "server_time" : "timestamp"], reply);
    if (!object["success"].boolean().value_or(true))
        return readMessage(*root, Push::Fallback, sink);
    if (stepOf(request) == "handshake"_L1)
        shookHands(*root, sink);
    else if (stepOf(request) == "poll"_L1)
        polled(request, *root, sink);
    else if (stepOf(request) == "goodbye"_L1)
        know(sink, pushClient, QString());
    else
        sent(request, *root, sink);
}

} // namespace

void roundPassed(Sink &sink)
{
    if (const int left = count(sink.facts(), pushWait); left > 0)
        know(sink, pushWait, left - 1);
}

void decodePush(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    if (reply.status == 0)
        return silent(request, reply, sink);
    if (request.tag == "late"_L1)
        return lateKnown(request, reply, sink);
    if (stepOf(request) == "alive"_L1) {
        if (!isHtml(reply)) // unwell or not: it is there
            wedged(sink);
        return;
    }
    answered(sink);
    if (reply.status >= 300)
        return refused(request, reply, sink);
    usable(request, reply, sink);
}

} // namespace fw::dialects::bridge
