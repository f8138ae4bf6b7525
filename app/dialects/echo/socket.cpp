// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"action":"subscribe","job_ids":["7","8"]}
#include "dialects/echo/socket.h"

#include "dialects/common/http.h"
#include "dialects/echo/known.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace fw::dialects::echo {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto userMark = "{user_id}"_L1;

wire::Frame textFrame(const QJsonObject &object)
{
    return { wire::Frame::Kind::Text, QJsonDocument(object).toJson(QJsonDocument::Compact) };
}

// The server's own address, or another one for the socket alone; http is rewritten to ws.
QUrl socketBase(const wire::Profile &profile, const wire::SessionFacts &facts)
{
    const QString option = profile.options.value(u"socketUrl"_s).trimmed();
    QUrl base = option.isEmpty() ? facts.baseUrl : QUrl(option);
    if (base.isEmpty())
        base = profile.address;
    const bool safe = base.scheme() == "https"_L1 || base.scheme() == "wss"_L1;
    base.setScheme(safe ? u"wss"_s : u"ws"_s);
    return base;
}

void addToken(wire::Greeting &greeting, wire::TokenPlace place, const Secret &token)
{
    if (token.isEmpty())
        return;
    switch (place) {
    case wire::TokenPlace::Header:
        greeting.headers.append({ "Authorization", "Bearer " + token.reveal() });
        return;
    case wire::TokenPlace::Query: {
        QUrlQuery query(greeting.url);
        query.addQueryItem(u"token"_s, segment(QString::fromUtf8(token.reveal())));
        greeting.url.setQuery(query);
        return;
    }
    case wire::TokenPlace::FirstMessage:
        greeting.first.push_back(textFrame({ { "action"_L1, u"authenticate"_s },
                                             { "token"_L1, QString::fromUtf8(token.reveal()) } }));
        return;
    }
}

} // namespace

QJsonObject claimsOf(const Secret &token)
{
    const QList<QByteArray> parts = token.reveal().split('.');
    if (parts.size() != 3)
        return {};
    const auto claims = QByteArray::fromBase64Encoding(
        parts[1], QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    return claims ? QJsonDocument::fromJson(*claims).object() : QJsonObject();
}

QString userId(const wire::Profile &profile, const wire::SessionFacts &facts)
{
    const QString option = profile.options.value(u"userId"_s).trimmed();
    if (!option.isEmpty())
        return option;
    const QString claim = claimsOf(facts.token).value("sub"_L1).toString();
    return claim.isEmpty() ? facts.extra.value(u"userId"_s) : claim;
}

wire::Greeting greetingFor(const wire::Profile &profile, const wire::SessionFacts &facts)
{
    wire::Greeting greeting;
    greeting.heartbeat = 30s; // S41
    greeting.dead = 60s; // S42
    QString path = profile.path.isEmpty() ? u"/ws"_s : profile.path;
    if (!path.startsWith(u'/'))
        path.prepend(u'/');
    if (path.contains(userMark)) {
        const QString user = userId(profile, facts);
        if (user.isEmpty())
            return greeting;
        path.replace(userMark, segment(user));
    }
    QUrlQuery query;
    if (const qsizetype mark = path.indexOf(u'?'); mark >= 0) {
        query = QUrlQuery(path.mid(mark + 1));
        path.truncate(mark);
    }
    greeting.url = below(socketBase(profile, facts), path, query);
    addToken(greeting, profile.tokenPlace, facts.token);
    return greeting;
}

std::vector<wire::Frame> subscription(const wire::SessionFacts &facts)
{
    const QStringList ids = subscribedJobs(facts);
    if (ids.isEmpty())
        return {};
    return { textFrame(
        { { "action"_L1, u"subscribe"_s }, { "job_ids"_L1, QJsonArray::fromStringList(ids) } }) };
}

wire::CloseVerdict judgeEnd(int closeCode, int httpStatus)
{
    using wire::CloseVerdict;
    if (httpStatus == 401)
        return CloseVerdict::Renew;
    // 403 is "no such path" as well as "refused before it was accepted": the HTTP answers tell.
    const bool notNow = httpStatus == 408 || httpStatus == 429 || httpStatus >= 500;
    if (httpStatus != 0)
        return notNow && httpStatus != 501 ? CloseVerdict::Retry : CloseVerdict::Poll;
    switch (closeCode) {
    case 1008:
    case 4401:
        return CloseVerdict::Renew;
    case 1000: // it was ended on purpose: no loop of reconnects
    case 4403: // not our job: the HTTP answers tell which are
        return CloseVerdict::Poll;
    }
    return CloseVerdict::Retry; // 1001, 1006, 1011, 1012, 1013, …
}

} // namespace fw::dialects::echo
