// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /ws/handshake {"client_type":"gui","protocol_version":"1.0"}
// POST /ws/send
// {"client_id":"5f71693e-…","message":{"type":"subscribe","channels":["jobs","system"]}} GET
// /ws/poll?client_id=5f71693e-…
#include "dialects/bridge/push.h"

#include "dialects/bridge/words.h"

#include <QJsonArray>

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;

namespace {

wire::HttpRequest ws(QByteArray method, const QString &path, const QJsonObject &body,
                     const QString &tag, const wire::SessionFacts &facts)
{
    wire::HttpRequest request = method == "GET"
        ? get(facts, endpoint(facts, path), tag)
        : send(facts, method, endpoint(facts, path), body, tag);
    request.timeout = usualTimeout;
    request.mayFail = true;
    return request;
}

Millis retryDelay(int failures)
{
    if (failures <= 0)
        return Millis(0);
    const int doublings = std::min(failures - 1, 10);
    return std::min(firstRetry * (1 << doublings), longestRetry);
}

Millis pollEvery(const wire::SessionFacts &facts)
{
    // S73, S74: one second is the round's own pace.
    const int seconds = facts.profile.options.value(u"interval"_s).toInt();
    return seconds > 1 ? Millis(seconds * 1000) : Millis(0);
}

bool isWedged(const wire::SessionFacts &facts)
{
    return count(facts, pushWedged) > 0;
}

} // namespace

wire::HttpRequest handshakeRequest(const QString &why, const wire::SessionFacts &facts)
{
    wire::HttpRequest request
        = ws("POST", u"/ws/handshake"_s,
             { { "client_type"_L1, u"gui"_s }, { "protocol_version"_L1, u"1.0"_s } },
             u"push:handshake"_s + why, facts);
    request.every = retryDelay(count(facts, pushFailures));
    return request;
}

wire::HttpRequest pollRequest(const QString &why, const wire::SessionFacts &facts)
{
    QUrlQuery query;
    query.addQueryItem(u"client_id"_s, segment(known(facts, pushClient)));
    wire::HttpRequest request = ws("GET", u"/ws/poll"_s, {}, u"push:poll"_s + why, facts);
    request.url.setQuery(query);
    if (why.isEmpty())
        request.every = pollEvery(facts);
    return request;
}

wire::HttpRequest sendRequest(const QJsonObject &message, const QString &tag,
                              const wire::SessionFacts &facts)
{
    return ws("POST", u"/ws/send"_s,
              { { "client_id"_L1, known(facts, pushClient) }, { "message"_L1, message } }, tag,
              facts);
}

std::vector<wire::HttpRequest> newcomerRequests(const wire::SessionFacts &facts)
{
    const QJsonObject who{ { "type"_L1, u"register"_s },
                           { "client_type"_L1, u"gui"_s },
                           { "client_name"_L1, u"Framewatch"_s } };
    const QJsonObject what{ { "type"_L1, u"subscribe"_s },
                            { "channels"_L1, QJsonArray::fromStringList(fallbackChannels()) } };
    return { sendRequest(who, u"push:register"_s, facts),
             sendRequest(what, u"push:subscribe"_s, facts), pollRequest(u":fresh"_s, facts) };
}

std::vector<wire::HttpRequest> pushRequests(bool full, const wire::SessionFacts &facts)
{
    // A full read looks again for routes that were not there.
    wire::SessionFacts at = facts;
    if (full)
        at.extra.remove(QString::fromLatin1(pushAbsent));
    if (!wantsFallback(at) || count(facts, pushWait) > 0)
        return {};
    const QString why = full ? u":full"_s : QString();
    std::vector<wire::HttpRequest> all;
    // This one takes the same lock: it could hang as well.
    if ((full || known(facts, lateRoutes).isEmpty()) && !isWedged(facts))
        all.push_back(ws("GET", u"/ws/status"_s, {}, u"late"_s, facts));
    if (known(facts, pushClient).isEmpty()) {
        all.push_back(handshakeRequest(why, facts));
        return all;
    }
    all.push_back(pollRequest(why, facts));
    if (!isWedged(facts)) {
        all.push_back(sendRequest({ { "type"_L1, u"ping"_s } }, u"push:ping"_s, facts));
        all.back().every = pingEvery;
    }
    return all;
}

std::vector<wire::HttpRequest> goodbyeRequests(const wire::SessionFacts &facts)
{
    const QString client = known(facts, pushClient);
    if (client.isEmpty() || isWedged(facts))
        return {};
    wire::HttpRequest request
        = ws("POST", u"/ws/disconnect"_s, { { "client_id"_L1, client } }, u"push:goodbye"_s, facts);
    request.timeout = 2s;
    return { request };
}

} // namespace fw::dialects::bridge
