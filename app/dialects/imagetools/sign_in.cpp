// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// 401  WWW-Authenticate: OAuth2 login_url="/api/v1/oauth2/connect"   {"detail":"Authentication
// required"} 403  {"detail":"Forbidden"}
#include "dialects/imagetools/sign_in.h"

#include "dialects/common/user_text.h"

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;
using wire::FieldSpec;

namespace {

constexpr auto cookieName = "imagetools_session"_L1;

FieldSpec secret(const char *name, const char *label, const char *hint)
{
    FieldSpec spec;
    spec.name = QString::fromUtf8(name);
    spec.label = QString::fromUtf8(label);
    spec.type = FieldSpec::Type::Secret;
    spec.hint = QString::fromUtf8(hint);
    return spec;
}

// As it is copied: the value alone, "name=value", or the whole header.
QByteArray cookieOf(QByteArray pasted)
{
    pasted = pasted.trimmed();
    if (pasted.toLower().startsWith("cookie:"))
        pasted = pasted.mid(7).trimmed();
    const QByteArray name(cookieName.data());
    return pasted.isEmpty() || pasted.contains('=') ? pasted : QByteArray(name + '=' + pasted);
}

bool isHeaderText(const QByteArray &text)
{
    return std::ranges::all_of(text, [](char c) { return c >= ' ' && c != '\x7f'; });
}

QByteArray headerOf(const wire::HttpRequest &request, QByteArrayView name)
{
    for (const auto &[key, value] : request.headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

QString loginAddress(const QByteArray &challenge, const wire::SessionFacts &facts)
{
    const QByteArray word = "login_url=\"";
    const qsizetype at = challenge.indexOf(word);
    if (at < 0)
        return {};
    const qsizetype from = at + word.size();
    const QString url = QString::fromUtf8(challenge.mid(from, challenge.indexOf('"', from) - from));
    return url.startsWith(u'/') ? below(facts.baseUrl, url).toString(QUrl::RemoveUserInfo) : url;
}

QString refusedBy401(const Answer &answer, const wire::SessionFacts &facts)
{
    const QByteArray challenge = answer.reply.header("WWW-Authenticate");
    if (challenge.startsWith("OAuth2"))
        return userText(
            QT_TRANSLATE_NOOP("fw::dialects",
                              "sign in with a browser at %1, then give its cookie \"%2\" here"),
            loginAddress(challenge, facts), QString(cookieName));
    const QString words = errorBody(answer.reply).message;
    const bool ended = words == "Authentication required"_L1 || words == "No session"_L1
        || words == "Session expired"_L1;
    if (!challenge.isEmpty() || ended || !isJson(answer.reply))
        return userText(QT_TRANSLATE_NOOP("fw::dialects", "the server wants a sign-in: %1"), words);
    return {}; // "Invalid user" and the like: not about us
}

// Authelia and the like send people to their own page.
QString refusedByRedirect(const Answer &answer)
{
    const QUrl to = QUrl::fromEncoded(answer.reply.header("Location"));
    const QString path = to.path();
    const bool signs = path.contains("login"_L1) || path.contains("auth"_L1)
        || (!to.host().isEmpty() && to.host() != answer.request.url.host());
    if (!signs)
        return {};
    return userText(QT_TRANSLATE_NOOP("fw::dialects", "a proxy in front wants a sign-in at %1"),
                    to.toString(QUrl::RemoveQuery | QUrl::RemoveUserInfo | QUrl::RemoveFragment));
}

void learnSecrets(const Answer &answer, Sink &sink)
{
    wire::SessionFacts &facts = sink.learn();
    facts.token = Secret(headerOf(answer.request, "X-Internal-Auth"));
    facts.refresh = {};
    facts.cookie = Secret(headerOf(answer.request, "Cookie"));
    facts.tokenUntil.reset();
}

// {"username":"..","display_name":"..","expires_at":<epoch seconds>} (c1.1)
void readMe(const Answer &answer, Sink &sink)
{
    if (const auto reason = signInReason(answer, sink.facts())) {
        sink.control(wire::SignInRefused{ *reason });
        return;
    }
    QString who = answer.request.tag.section(u' ', 1);
    const auto root = threadReader().parse(answer.reply.body);
    const JsonObject me = root ? root->object() : JsonObject();
    if (const auto end = me["expires_at"].integer(); end && answer.status == 200)
        sink.learn().tokenUntil = WallTime(std::chrono::seconds(*end));
    if (const auto name = me["username"].string(); name && answer.status == 200)
        who = *name;
    sink.control(wire::SignedIn{ who }); // without OAuth2 there is no such route: 404
}

} // namespace

std::vector<wire::SignInWay> signInWays()
{
    return {
        { wire::SignInKind::None, {} },
        { wire::SignInKind::Token,
          { secret("token", QT_TRANSLATE_NOOP("fw::wire::offer", "Secret of the proxy"),
                   QT_TRANSLATE_NOOP("fw::wire::offer", "Sent as X-Internal-Auth.")),
            secret("cookie", QT_TRANSLATE_NOOP("fw::wire::offer", "Cookie"),
                   QT_TRANSLATE_NOOP("fw::wire::offer",
                                     "imagetools_session, as the browser has it.")) } },
    };
}

Expected<wire::HttpRequest> signInRequest(const wire::Credentials &credentials,
                                          const wire::SessionFacts &facts)
{
    wire::SessionFacts with = facts;
    with.token = {};
    with.cookie = {};
    if (credentials.kind == wire::SignInKind::Token) {
        with.token = Secret(credentials.values.value(u"token"_s).reveal().trimmed());
        with.cookie = Secret(cookieOf(credentials.values.value(u"cookie"_s).reveal()));
        if (with.token.isEmpty() && with.cookie.isEmpty())
            return fail(Failure::Code::BadInput, u"\"token\" or \"cookie\" is needed"_s);
        if (!isHeaderText(with.token.reveal()) || !isHeaderText(with.cookie.reveal()))
            return fail(Failure::Code::BadInput, u"\"token\" and \"cookie\" are one line each"_s);
    } else if (credentials.kind != wire::SignInKind::None) {
        return fail(Failure::Code::Unsupported, u"this server has no such sign-in"_s);
    }
    return askUser(with, u"sign-in"_s);
}

bool isSignIn(const Answer &answer)
{
    const QString word = wordOf(answer.request.tag);
    return word == "sign-in"_L1 || word == "me"_L1;
}

void readSignIn(const Answer &answer, Sink &sink)
{
    if (wordOf(answer.request.tag) == "me"_L1) {
        readMe(answer, sink);
        return;
    }
    const auto root = threadReader().parse(answer.reply.body);
    const JsonObject who = root ? root->object() : JsonObject();
    const auto id = who["id"].string();
    if (answer.status != 200 || !id) {
        const auto reason = signInReason(answer, sink.facts());
        sink.control(
            wire::SignInRefused{ reason.value_or(failureOf(answer.request, answer.reply).detail) });
        return;
    }
    const QString name
        = who["username"].string().value_or(who["display_name"].string().value_or(QString()));
    learnSecrets(answer, sink);
    note(sink, QString(key::user), *id);
    if (sink.facts().cookie.isEmpty())
        sink.control(wire::SignedIn{ name });
    else // until when it is good
        sink.follow(ask(sink.facts(), "GET", u"/api/v1/oauth2/me"_s, u"me "_s + name), true);
}

std::optional<QString> signInReason(const Answer &answer, const wire::SessionFacts &facts)
{
    QString reason;
    if (answer.status == 401)
        reason = refusedBy401(answer, facts);
    else if (answer.status == 403 && errorBody(answer.reply).message == "Forbidden"_L1)
        reason = userText(QT_TRANSLATE_NOOP(
            "fw::dialects", "the server wants the secret its proxy sends (X-Internal-Auth)"));
    else if (answer.status >= 300 && answer.status < 400)
        reason = refusedByRedirect(answer);
    return reason.isEmpty() ? std::nullopt : std::optional(reason);
}

} // namespace fw::dialects::imagetools
