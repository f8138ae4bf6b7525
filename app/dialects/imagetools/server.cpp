// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// ws://host:8081/ws?user_id=00000000-0000-0000-0000-000000000000        (c3.1)
// ws://host:8081/api/v1/ws/5f0c…                                        (S4)
#include "dialects/imagetools/server.h"

#include <QJsonDocument>

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto seedPath = "/api/v1/ws/{session_id}"_L1;
constexpr auto programPath = "/ws?user_id={user_id}"_L1;
constexpr int invalidSession = 4004;

// The link calls a peer quiet after 7/6 of this, which makes the 15 s of c3.6; pings come at 10 s.
constexpr Millis programHeartbeat{ 12'860 };
constexpr Millis programDead = 60s;
constexpr Millis seedHeartbeat = 30s; // S30
// Most changes are told by no message (c3.2). The reads have paces of their own, 15 s at least; a
// round that is late by a moment must not cost them a whole one.
constexpr Millis aside = 5s;

bool namesIdInPath(const QString &path)
{
    return path.section(u'?', 0, 0).contains(u'{');
}

bool saysNoSocket(int httpStatus)
{
    switch (httpStatus) {
    case 200:
    case 403:
    case 404:
    case 405:
    case 501:
        return true;
    }
    return httpStatus >= 300 && httpStatus < 400;
}

bool isRefused(const QString &id, const wire::SessionFacts &facts)
{
    return extra(facts, key::stale).split(u'\n').contains(id);
}

void addLine(QMap<QString, QString> &extra, QLatin1StringView name, const QString &line)
{
    QString &lines = extra[QString(name)];
    lines += lines.isEmpty() ? line : QString(u'\n' + line);
}

// S6: the same id is not used again. The socket of a renewed session ended, which says nothing of
// the new one.
std::optional<wire::SessionFacts> withoutSession(const wire::SessionFacts &facts)
{
    wire::SessionFacts next = facts;
    const QString before = next.extra.take(QString(key::renewed));
    const QString refused = before.isEmpty() ? sessionId(facts) : before;
    if (refused.isEmpty())
        return std::nullopt;
    addLine(next.extra, key::stale, refused);
    addLine(next.extra, key::ended, refused);
    for (const QLatin1StringView name : { key::user, key::session }) {
        if (extra(facts, name) == refused)
            next.extra.remove(QString(name));
    }
    return next;
}

// The profile's own path belongs to the form it was written for.
QString pathFor(Form form, const wire::Profile &profile)
{
    const bool isSeed = form == Form::Seed;
    if (!profile.path.isEmpty() && namesIdInPath(profile.path) == isSeed)
        return profile.path;
    return isSeed ? QString(seedPath) : QString(programPath);
}

} // namespace

QString extra(const wire::SessionFacts &facts, QLatin1StringView name)
{
    return facts.extra.value(QString(name));
}

void note(Sink &sink, const QString &name, const QString &value)
{
    if (sink.facts().extra.value(name) == value)
        return;
    if (value.isEmpty())
        sink.learn().extra.remove(name);
    else
        sink.learn().extra.insert(name, value);
}

Form formOf(const wire::SessionFacts &facts)
{
    const QString learnt = extra(facts, key::form);
    if (!learnt.isEmpty())
        return learnt == "seed"_L1 ? Form::Seed : Form::Program;
    if (!facts.profile.path.isEmpty())
        return namesIdInPath(facts.profile.path) ? Form::Seed : Form::Program;
    return facts.profile.options.value(u"session"_s).isEmpty() ? Form::Program : Form::Seed;
}

QString userId(const wire::SessionFacts &facts)
{
    const QString user = extra(facts, key::user);
    if (!user.isEmpty())
        return user;
    const QString wanted = facts.profile.options.value(u"session"_s);
    return isRefused(wanted, facts) ? QString() : wanted;
}

QString sessionId(const wire::SessionFacts &facts)
{
    for (const QString &id :
         { extra(facts, key::session), facts.profile.options.value(u"session"_s),
           extra(facts, key::user) }) {
        if (!id.isEmpty() && !isRefused(id, facts))
            return id;
    }
    return {};
}

wire::Headers ownHeaders(const wire::SessionFacts &facts)
{
    wire::Headers headers;
    if (!facts.token.isEmpty())
        headers.emplace_back("X-Internal-Auth", facts.token.reveal());
    if (!facts.cookie.isEmpty())
        headers.emplace_back("Cookie", facts.cookie.reveal());
    if (const QString user = userId(facts); !user.isEmpty())
        headers.emplace_back("X-User-ID", user.toUtf8());
    return headers;
}

wire::HttpRequest ask(const wire::SessionFacts &facts, const QByteArray &method,
                      const QString &path, const QString &tag)
{
    wire::HttpRequest request;
    request.method = method;
    const QString query = path.section(u'?', 1);
    request.url = endpoint(facts, path.section(u'?', 0, 0), QUrlQuery(query));
    request.tag = tag;
    request.headers = ownHeaders(facts);
    return request;
}

wire::HttpRequest askWith(const wire::SessionFacts &facts, const QByteArray &method,
                          const QString &path, const QJsonObject &body, const QString &tag)
{
    wire::HttpRequest request = ask(facts, method, path, tag);
    request.headers.emplace_back("Content-Type", "application/json");
    request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return request;
}

wire::HttpRequest askUser(const wire::SessionFacts &facts, const QString &tag)
{
    QJsonObject body;
    if (const QString name = facts.profile.options.value(u"user"_s); !name.isEmpty())
        body.insert("username"_L1, name);
    return askWith(facts, "POST", u"/api/v1/users"_s, body, tag);
}

wire::HttpRequest askImage(const wire::SessionFacts &facts, const QString &image,
                           const QString &tag)
{
    return ask(facts, "GET", u"/api/v1/images/"_s + segment(image), tag);
}

wire::Greeting greet(const wire::SessionFacts &facts)
{
    wire::Greeting greeting;
    const Form form = formOf(facts);
    const QString id = form == Form::Seed ? sessionId(facts) : userId(facts);
    if (id.isEmpty())
        return greeting; // nobody told us who we are: the HTTP answers say why
    QString path = pathFor(form, facts.profile);
    path.replace("{user_id}"_L1, segment(id)).replace("{session_id}"_L1, segment(id));
    const wire::HttpRequest upgrade = ask(facts, "GET", path, {});
    greeting.url = upgrade.url;
    greeting.url.setScheme(facts.baseUrl.scheme() == "https"_L1 ? u"wss"_s : u"ws"_s);
    greeting.headers = upgrade.headers;
    greeting.pollAside = aside;
    if (form == Form::Program) {
        greeting.heartbeat = programHeartbeat;
        greeting.dead = programDead;
        return greeting;
    }
    greeting.heartbeat = seedHeartbeat;
    // A peer that shows itself as the program never reads: it would cut us off (c3.5).
    if (extra(facts, key::flat).isEmpty())
        greeting.ping = wire::Frame{ wire::Frame::Kind::Text, "ping" };
    return greeting;
}

std::optional<wire::SessionFacts> otherWay(int closeCode, int httpStatus,
                                           const wire::SessionFacts &facts)
{
    if (closeCode == invalidSession && formOf(facts) == Form::Seed)
        return withoutSession(facts);
    const bool refused = httpStatus == 403 || httpStatus == 404;
    const QString tried = extra(facts, key::tried);
    if (!refused || tried == "2"_L1 || !extra(facts, key::proven).isEmpty())
        return std::nullopt;
    wire::SessionFacts next = facts;
    next.extra.insert(QString(key::tried), tried.isEmpty() ? u"1"_s : u"2"_s);
    if (!tried.isEmpty()) {
        next.extra.remove(QString(key::form));
        return next;
    }
    next.extra.insert(QString(key::form), formOf(facts) == Form::Seed ? u"program"_s : u"seed"_s);
    return next;
}

wire::CloseVerdict judge(int closeCode, int httpStatus)
{
    using wire::CloseVerdict;
    if (httpStatus == 401)
        return CloseVerdict::SignIn;
    if (saysNoSocket(httpStatus))
        return CloseVerdict::Poll;
    return closeCode == invalidSession ? CloseVerdict::NewSession : CloseVerdict::Retry;
}

} // namespace fw::dialects::imagetools
