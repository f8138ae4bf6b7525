// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// POST /portal/login  email=operator%40example.invalid&password=…
// 302, Location: /portal/brands, Set-Cookie: session=…; Secure; HttpOnly; Path=/; SameSite=Lax
#include "dialects/orchestrator/brandr_actions.h"

#include "dialects/common/user_text.h"

#include <QUrlQuery>

#include <algorithm>

namespace fw::dialects::orchestrator::brandr {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

// The text of the page's alert box; empty when it has none.
QString alertText(const QByteArray &body)
{
    const QString html = QString::fromUtf8(body.first(std::min<qsizetype>(body.size(), 200'000)));
    const qsizetype box = html.indexOf("class=\"alert"_L1);
    const qsizetype from = box < 0 ? -1 : html.indexOf(u'>', box);
    const qsizetype end = from < 0 ? -1 : html.indexOf("</div"_L1, from, Qt::CaseInsensitive);
    return end < 0 ? QString()
                   : plainText(QStringView(html).mid(from + 1, end - from - 1)).left(300);
}

QString pathOf(const QByteArray &location)
{
    return QUrl(QString::fromUtf8(location)).path();
}

bool moves(const wire::HttpReply &reply)
{
    return reply.status >= 301 && reply.status <= 308 && reply.status != 304;
}

bool isPage(const wire::HttpReply &reply, QLatin1StringView page)
{
    return moves(reply) && pathOf(reply.header("Location")).endsWith(page);
}

// A proxy that wants https, or another address.
QString movedWords(const wire::HttpRequest &request, const wire::HttpReply &reply)
{
    const QUrl there
        = request.url.resolved(QUrl(QString::fromUtf8(reply.header("Location")).left(2000)));
    return userText(
        QT_TRANSLATE_NOOP("fw::dialects",
                          "the server sends its callers on to %1: is that its address?"),
        there.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment));
}

void moved(const wire::HttpRequest &request, const QString &words, Sink &sink)
{
    sink.issue(Failure::Code::Refused, u"%1: %2"_s.arg(request.url.path(), words));
    if (request.edit.isEmpty() || settleHalfDone(request, words, sink))
        return;
    wire::EditSettled settled = applied(request);
    settled.verdict = wire::EditSettled::Verdict::Invalid;
    settled.message = words;
    sink.event(std::move(settled));
}

void refuse(const wire::HttpRequest &request, const QString &reason, Sink &sink)
{
    sink.control(wire::SignInRefused{ reason });
    // An edit was not looked at: this keeps it until the next sign-in.
    if (!request.edit.isEmpty() && !settleHalfDone(request, reason, sink))
        sink.control(wire::TokenExpired{ reason });
}

QString passwordReason(const wire::HttpRequest &request)
{
    QUrl page = request.url;
    QString root = page.path();
    for (const auto part : { "/portal/"_L1, "/api/"_L1, "/health"_L1 }) {
        if (const qsizetype at = root.indexOf(part); at >= 0)
            root.truncate(at);
    }
    page.setPath(root + u"/portal/change-password"_s);
    page.setQuery(QString());
    return userText(
        QT_TRANSLATE_NOOP("fw::dialects",
                          "the server wants a new password first: set it in a browser at %1"),
        page.toString(QUrl::RemoveUserInfo));
}

} // namespace

Expected<wire::HttpRequest> signInRequest(const wire::Credentials &credentials,
                                          const wire::SessionFacts &facts)
{
    const auto encoded = [&credentials](QLatin1StringView field) {
        return credentials.values.value(field).reveal().toPercentEncoding();
    };
    for (const auto field : { "email"_L1, "password"_L1 }) {
        if (credentials.values.value(field).isEmpty())
            return fail(Failure::Code::BadInput, u"%1: missing"_s.arg(field));
    }
    wire::HttpRequest request;
    request.method = "POST";
    request.url = endpoint(facts, u"/portal/login"_s);
    request.headers.emplace_back("Content-Type", "application/x-www-form-urlencoded");
    request.body = "email=" + encoded("email"_L1) + "&password=" + encoded("password"_L1);
    request.tag = tagMark + u"sign-in"_s;
    request.timeout = 45s;
    return request;
}

QByteArray mergedCookies(const QByteArray &cookie, const wire::HttpReply &reply)
{
    QList<QByteArray> pairs;
    const auto drop = [&pairs](const QByteArray &name) {
        pairs.removeIf([&name](const QByteArray &pair) {
            return pair.startsWith(name) && pair.mid(name.size()).startsWith('=');
        });
    };
    for (const QByteArray &pair : cookie.split(';')) {
        if (pair.contains('='))
            pairs.append(pair.trimmed());
    }
    for (const auto &[name, value] : reply.headers) {
        if (name.compare("Set-Cookie", Qt::CaseInsensitive) != 0)
            continue;
        // Qt joins several of them with line ends.
        for (const QByteArray &line : value.split('\n')) {
            const QByteArray pair = line.split(';').first().trimmed();
            const qsizetype sign = pair.indexOf('=');
            if (sign <= 0)
                continue;
            drop(pair.left(sign));
            if (sign + 1 < pair.size() && !line.toLower().contains("max-age=0"))
                pairs.append(pair);
        }
    }
    return pairs.join("; ");
}

void decodeSignIn(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    if (isPage(reply, "/portal/change-password"_L1))
        return sink.control(wire::SignInRefused{ passwordReason(request) });
    if (isPage(reply, "/portal/brands"_L1)) {
        const QByteArray cookie = mergedCookies({}, reply);
        if (cookie.isEmpty())
            return sink.control(wire::SignInRefused{ userText(QT_TRANSLATE_NOOP(
                "fw::dialects", "the server took the password and gave no cookie")) });
        wire::SessionFacts &facts = sink.learn();
        facts.cookie = Secret(cookie);
        facts.extra.insert(u"program"_s, u"brandr"_s);
        const QUrlQuery form(QString::fromLatin1(request.body));
        return sink.control(wire::SignedIn{ form.queryItemValue(u"email"_s, QUrl::FullyDecoded) });
    }
    const QString alert = reply.status == 200 ? alertText(reply.body) : QString();
    const QString said = errorBody(reply).message;
    sink.control(wire::SignInRefused{
        !alert.isEmpty()          ? alert
            : moves(reply)        ? movedWords(request, reply)
            : reply.status == 429 ? userText(
                  QT_TRANSLATE_NOOP("fw::dialects", "too many attempts (%1): wait a minute"), said)
            : reply.status == 200 ? userText(
                  QT_TRANSLATE_NOOP("fw::dialects", "the server showed its sign-in page again"))
                                  : said });
}

bool decodeRedirect(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink)
{
    if (isPage(reply, "/portal/login"_L1))
        refuse(request, userText(QT_TRANSLATE_NOOP("fw::dialects", "signed out by the server")),
               sink);
    else if (isPage(reply, "/portal/change-password"_L1))
        refuse(request, passwordReason(request), sink);
    else if (moves(reply))
        moved(request, movedWords(request, reply), sink);
    else
        return false;
    return true;
}

} // namespace fw::dialects::orchestrator::brandr
