// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST {authUrl}/auth/v1/token?grant_type=password
// {"access_token":"…","token_type":"bearer","expires_in":3600,"expires_at":1795267200,
//  "refresh_token":"…","user":{"id":"11111111-…","email":"editor@example.invalid"}}
#include "dialects/echo/gotrue.h"

#include "dialects/common/http.h"
#include "dialects/common/user_text.h"
#include "dialects/echo/known.h"
#include "dialects/echo/socket.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace fw::dialects::echo {

using namespace Qt::StringLiterals;

namespace {

QString option(const wire::SessionFacts &facts, const QString &name)
{
    return facts.profile.options.value(name).trimmed();
}

// A project's address, or that of the service itself; "/auth/v1" is where the gateway has it.
Expected<QUrl> authUrl(const wire::SessionFacts &facts, const QString &path)
{
    const QUrl base(option(facts, u"authUrl"_s), QUrl::StrictMode);
    const bool isWeb = base.scheme() == "https"_L1 || base.scheme() == "http"_L1;
    if (!base.isValid() || !isWeb || base.host().isEmpty())
        return fail(Failure::Code::BadInput,
                    userText(QT_TRANSLATE_NOOP(
                        "fw::dialects",
                        "Sign-in service: its address is not set in the settings of this server")));
    QString root = base.path();
    while (root.endsWith(u'/'))
        root.chop(1);
    const bool whole = root.endsWith("/auth/v1"_L1);
    return below(base, whole ? path : QString(u"/auth/v1"_s + path));
}

Expected<wire::HttpRequest> grant(const wire::SessionFacts &facts, const QString &type,
                                  const QJsonObject &body, const QString &tag)
{
    auto url = authUrl(facts, u"/token"_s);
    if (!url)
        return tl::unexpected(url.error());
    QUrlQuery query;
    query.addQueryItem(u"grant_type"_s, type);
    url->setQuery(query);
    wire::SessionFacts nobody = facts; // the old token has no business here
    nobody.token = {};
    nobody.cookie = {};
    wire::HttpRequest request = send(nobody, "POST", *url, body, tag);
    if (const QString key = option(facts, u"anonKey"_s); !key.isEmpty())
        request.headers.emplace_back("apikey", key.toUtf8());
    return request;
}

// This session only: other devices of the same person stay signed in.
Expected<wire::HttpRequest> signOutRequest(const wire::SessionFacts &facts)
{
    auto url = authUrl(facts, u"/logout"_s);
    if (!url)
        return tl::unexpected(url.error());
    if (facts.token.isEmpty() || facts.refresh.isEmpty())
        return fail(Failure::Code::Unsupported, u"there is no session to end"_s);
    url->setQuery(u"scope=local"_s);
    wire::SessionFacts at = facts;
    at.cookie = {};
    wire::HttpRequest request = send(at, "POST", *url, {}, u"signOut"_s);
    request.timeout = std::chrono::seconds(5);
    if (const QString key = option(facts, u"anonKey"_s); !key.isEmpty())
        request.headers.emplace_back("apikey", key.toUtf8());
    return request;
}

QString revealed(const wire::Credentials &credentials, const QString &name)
{
    return QString::fromUtf8(credentials.values.value(name).reveal());
}

bool isPhone(const QString &text)
{
    return text.size() > 5
        && std::ranges::all_of(text, [](QChar c) { return c.isDigit() || c == u'+' || c == u' '; });
}

// The four error shapes: code and msg, code and message, OAuth's, the gateway's.
struct Refusal
{
    QString code;
    QString words;
};

Refusal refusalOf(const wire::HttpReply &reply)
{
    const ErrorBody body = errorBody(reply);
    Refusal refusal{ QString::fromLatin1(reply.header("x-sb-error-code")), body.message };
    const auto root = threadReader().parse(reply.body);
    const JsonObject object = root ? root->object() : JsonObject();
    for (const char *key : { "error_code", "code", "error" }) {
        if (refusal.code.isEmpty())
            refusal.code = object[key].string().value_or(QString());
    }
    return refusal;
}

// What says that this session is over, as against "not now" (echo.md c2.4).
bool isOver(int status)
{
    return status >= 400 && status < 500 && status != 408 && status != 409 && status != 425
        && status != 429;
}

std::optional<WallTime> endOfLife(const wire::HttpReply &reply, JsonObject object,
                                  const Secret &token)
{
    if (const auto at = object["expires_at"].integer(); at && *at > 0)
        return WallTime(std::chrono::seconds(*at));
    // The server's own clock, when it says how long and not until when.
    QString date = QString::fromLatin1(reply.header("Date")).trimmed();
    if (date.endsWith("GMT"_L1))
        date.replace(date.size() - 3, 3, u"+0000"_s);
    const QDateTime now = QDateTime::fromString(date, Qt::RFC2822Date);
    const auto life = object["expires_in"].integer();
    if (life && *life > 0 && now.isValid())
        return WallTime(Millis(now.toMSecsSinceEpoch()) + std::chrono::seconds(*life));
    const double exp = claimsOf(token).value("exp"_L1).toDouble();
    if (exp > 0 && exp < 1e11)
        return WallTime(std::chrono::seconds(static_cast<qint64>(exp)));
    return std::nullopt;
}

void readSession(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    const auto root = threadReader().parse(reply.body);
    const JsonObject object = root ? root->object() : JsonObject();
    const QString token = object["access_token"].string().value_or(QString());
    if (token.isEmpty()) {
        sink.issue(Failure::Code::BadInput, u"%1: no access token"_s.arg(request.url.path()));
        sink.control(wire::SignInRefused{ userText(
            QT_TRANSLATE_NOOP("fw::dialects", "the sign-in service gave no access token")) });
        return;
    }
    wire::SessionFacts &facts = sink.learn();
    facts.token = Secret(token.toUtf8());
    // A refresh token works once: the next one takes its place, or there is none.
    facts.refresh = Secret(object["refresh_token"].string().value_or(QString()).toUtf8());
    facts.tokenUntil = endOfLife(reply, object, facts.token);
    const JsonObject user = object["user"].object();
    if (const auto id = user["id"].idText()) {
        if (facts.extra.value(u"userId"_s, *id) != *id)
            forgetJobs(facts); // they were another person's
        facts.extra.insert(u"userId"_s, *id);
    }
    QString who = user["email"].string().value_or(QString());
    if (who.isEmpty())
        who = user["phone"].string().value_or(QString());
    sink.control(wire::SignedIn{ who });
}

} // namespace

Expected<wire::HttpRequest> signInRequest(const wire::Credentials &credentials,
                                          const wire::SessionFacts &facts)
{
    const auto needed = [&credentials](const QString &name) -> Expected<QString> {
        const QString value = revealed(credentials, name);
        if (value.isEmpty())
            return fail(Failure::Code::BadInput, name + u": is empty"_s);
        return value;
    };
    if (credentials.kind == wire::SignInKind::None)
        return signOutRequest(facts);
    const bool byPassword = credentials.kind == wire::SignInKind::Password;
    if (!byPassword && credentials.kind != wire::SignInKind::Browser)
        return fail(Failure::Code::Unsupported, u"a token needs no request"_s);
    const auto first = needed(byPassword ? u"email"_s : u"code"_s);
    const auto second = needed(byPassword ? u"password"_s : u"verifier"_s);
    if (!first || !second)
        return tl::unexpected(first ? second.error() : first.error());
    if (!byPassword)
        return grant(facts, u"pkce"_s,
                     { { "auth_code"_L1, *first }, { "code_verifier"_L1, *second } }, u"signIn"_s);
    const QString name = first->trimmed();
    return grant(facts, u"password"_s,
                 { { isPhone(name) ? "phone"_L1 : "email"_L1, name }, { "password"_L1, *second } },
                 u"signIn"_s);
}

std::optional<wire::HttpRequest> renewRequest(const wire::SessionFacts &facts)
{
    if (facts.refresh.isEmpty())
        return std::nullopt;
    auto request
        = grant(facts, u"refresh_token"_s,
                { { "refresh_token"_L1, QString::fromUtf8(facts.refresh.reveal()) } }, u"renew"_s);
    return request ? std::optional(std::move(*request)) : std::nullopt;
}

Expected<QUrl> authoriseUrl(const wire::SessionFacts &facts, const QUrl &redirect,
                            const QByteArray &challenge)
{
    auto url = authUrl(facts, u"/authorize"_s);
    if (!url)
        return url;
    const QString provider = option(facts, u"provider"_s);
    QUrlQuery query;
    query.addQueryItem(u"provider"_s, provider.isEmpty() ? u"google"_s : segment(provider));
    query.addQueryItem(u"redirect_to"_s, segment(redirect.toString(QUrl::FullyEncoded)));
    query.addQueryItem(u"code_challenge"_s, QString::fromLatin1(challenge));
    query.addQueryItem(u"code_challenge_method"_s, u"s256"_s);
    url->setQuery(query);
    return url;
}

bool isSignIn(const wire::HttpRequest &request)
{
    return request.tag == "signIn"_L1 || request.tag == "renew"_L1;
}

wire::Decoded decodeSignIn(const wire::HttpRequest &request, const wire::HttpReply &reply,
                           const wire::SessionFacts &facts)
{
    // No excerpt: the body of a good answer is made of secrets.
    Sink sink({}, facts);
    if (reply.status == 0) {
        sink.issue(failureOf(request, reply));
        return sink.take();
    }
    if (reply.status >= 200 && reply.status < 300) {
        readSession(request, reply, sink);
        return sink.take();
    }
    const Refusal refusal = refusalOf(reply);
    sink.issue(isOver(reply.status) ? Failure::Code::Unauthorised : Failure::Code::Refused,
               u"%1 answered %2 %3: %4"_s.arg(request.url.path())
                   .arg(reply.status)
                   .arg(refusal.code, refusal.words));
    const bool asked = request.tag == "signIn"_L1; // somebody waits for a word
    if (!asked && !isOver(reply.status))
        return sink.take(); // the session stays; the same token again later
    if (!asked)
        sink.learn().refresh = {}; // it will not work again, the access token may still
    sink.control(wire::SignInRefused{ refusal.words });
    return sink.take();
}

wire::Control signedOut(const wire::SessionFacts &facts, const QString &reason)
{
    if (renewRequest(facts))
        return wire::TokenExpired{ reason };
    return wire::SignInRefused{ reason };
}

} // namespace fw::dialects::echo
