// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/echo_auth.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QJsonDocument>
#include <QLocale>
#include <QUrl>

namespace fw::test {

using namespace Qt::StringLiterals;

namespace {

QByteArray url64(const QByteArray &bytes)
{
    return bytes.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
}

QByteArray bytesOf(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

} // namespace

FakeAnswer jsonAnswer(int status, const QJsonValue &body)
{
    FakeAnswer answer;
    answer.status = status;
    answer.body = body.isArray() ? QJsonDocument(body.toArray()).toJson(QJsonDocument::Compact)
                                 : bytesOf(body.toObject());
    return answer;
}

EchoAuth::EchoAuth()
{
    m_clock.start();
}

FakeAnswer EchoAuth::fail(int status, const QString &code, const QString &words) const
{
    QJsonObject body;
    switch (shape) {
    case Shape::Msg:
        body = { { "code"_L1, status }, { "error_code"_L1, code }, { "msg"_L1, words } };
        break;
    case Shape::Message:
        body = { { "code"_L1, code }, { "message"_L1, words } };
        break;
    case Shape::OAuth:
        body = { { "error"_L1, u"invalid_request"_s }, { "error_description"_L1, words } };
        break;
    case Shape::Gateway:
        body = { { "message"_L1, words }, { "hint"_L1, u"No `apikey` request header"_s } };
        break;
    }
    FakeAnswer answer = jsonAnswer(status, body);
    if (shape == Shape::Msg || shape == Shape::Message)
        answer.headers.append({ "x-sb-error-code", code.toLatin1() });
    return answer;
}

QByteArray EchoAuth::makeAccess()
{
    const QJsonObject claims{ { "sub"_L1, user },
                              { "aud"_L1, u"authenticated"_s },
                              { "exp"_L1, now() + life },
                              { "email"_L1, email },
                              { "n"_L1, m_next++ } };
    const QByteArray token
        = url64(R"({"alg":"HS256","typ":"JWT"})") + '.' + url64(bytesOf(claims)) + ".c2lnbmF0dXJl";
    m_access.insert(token);
    secrets.append(token);
    return token;
}

void EchoAuth::revokeAll()
{
    m_access.clear();
    for (Family &family : m_families)
        family.revoked = true;
}

QJsonObject EchoAuth::userObject() const
{
    return { { "id"_L1, user }, { "aud"_L1, u"authenticated"_s }, { "email"_L1, email } };
}

FakeAnswer EchoAuth::session(int index)
{
    Family &family = m_families[index];
    ++grants;
    secrets.append(family.active);
    FakeAnswer answer
        = jsonAnswer(200,
                     QJsonObject{ { "access_token"_L1, QString::fromLatin1(makeAccess()) },
                                  { "token_type"_L1, u"bearer"_s },
                                  { "expires_in"_L1, life },
                                  { "expires_at"_L1, now() + life },
                                  { "refresh_token"_L1, QString::fromLatin1(family.active) },
                                  { "user"_L1, userObject() } });
    const QDateTime there = QDateTime::fromSecsSinceEpoch(now(), Qt::UTC);
    answer.headers.append(
        { "Date",
          QLocale::c().toString(there, u"ddd, dd MMM yyyy HH:mm:ss"_s).toLatin1() + " GMT" });
    return answer;
}

qint64 EchoAuth::now() const
{
    return QDateTime::currentSecsSinceEpoch() + skew;
}

FakeAnswer EchoAuth::byPassword(const QJsonObject &body)
{
    if (!body.contains("email"_L1) && !body.contains("phone"_L1))
        return fail(400, u"validation_failed"_s, u"missing email or phone"_s);
    if (body["email"_L1].toString() != email || body["password"_L1].toString() != password)
        return fail(400, u"invalid_credentials"_s, u"Invalid login credentials"_s);
    m_families.append(Family{ "refresh-" + QByteArray::number(m_next++), {}, 0, false });
    m_refresh.insert(m_families.last().active, int(m_families.size()) - 1);
    return session(int(m_families.size()) - 1);
}

// A token is good once; the last one again inside the window; else the whole family is revoked.
FakeAnswer EchoAuth::byRefresh(const QJsonObject &body)
{
    ++refreshes;
    const QByteArray token = body["refresh_token"_L1].toString().toLatin1();
    if (token.isEmpty())
        return fail(400, u"validation_failed"_s, u"refresh_token required"_s);
    if (!m_refresh.contains(token))
        return fail(400, u"refresh_token_not_found"_s,
                    u"Invalid Refresh Token: Refresh Token Not Found"_s);
    const int index = m_refresh.value(token);
    Family &family = m_families[index];
    if (family.revoked)
        return fail(400, u"session_not_found"_s, u"Session not found"_s);
    if (token == family.active) {
        family.parent = token;
        family.active = "refresh-" + QByteArray::number(m_next++);
        family.rotated = m_clock.elapsed();
        m_refresh.insert(family.active, index);
        return session(index);
    }
    if (token == family.parent && m_clock.elapsed() - family.rotated <= reuseWindow)
        return session(index);
    family.revoked = true;
    return fail(400, u"refresh_token_already_used"_s, u"Invalid Refresh Token: Already Used"_s);
}

FakeAnswer EchoAuth::byCode(const QJsonObject &body)
{
    const QByteArray verifier = body["code_verifier"_L1].toString().toLatin1();
    secrets.append(verifier);
    secrets.append(body["auth_code"_L1].toString().toLatin1());
    const QByteArray challenge = m_codes.take(body["auth_code"_L1].toString());
    const QByteArray made = url64(QCryptographicHash::hash(verifier, QCryptographicHash::Sha256));
    if (challenge.isEmpty() || challenge != made)
        return fail(400, u"bad_code_verifier"_s,
                    u"code challenge does not match previously saved code verifier"_s);
    m_families.append(Family{ "refresh-" + QByteArray::number(m_next++), {}, 0, false });
    m_refresh.insert(m_families.last().active, int(m_families.size()) - 1);
    return session(int(m_families.size()) - 1);
}

FakeAnswer EchoAuth::authorise(const QUrlQuery &query)
{
    authorised = query;
    const QString code = u"code-of-one-use-%1"_s.arg(m_next++);
    m_codes.insert(code, query.queryItemValue(u"code_challenge"_s).toLatin1());
    QUrl target(query.queryItemValue(u"redirect_to"_s, QUrl::FullyDecoded));
    QUrlQuery back(target); // what the address already has stays, as GoTrue does it
    back.addQueryItem(u"code"_s, code);
    target.setQuery(back);
    FakeAnswer answer;
    answer.status = 302;
    answer.headers.append({ "Location", target.toEncoded() });
    return answer;
}

FakeAnswer EchoAuth::answer(const FakeCall &call)
{
    if (!call.path.startsWith("/auth/v1/"_L1))
        return {};
    const QString route = call.path.mid(9);
    if (route == "authorize"_L1)
        return authorise(call.query);
    if (call.headers.value("apikey") != anonKey)
        return jsonAnswer(
            401,
            QJsonObject{ { "message"_L1, u"No API key found in request"_s },
                         { "hint"_L1, u"No `apikey` request header or url param was found."_s } });
    if (broken > 0 && broken--)
        return fail(500, u"unexpected_failure"_s, u"Unexpected failure"_s);
    if (limited > 0 && limited--)
        return fail(429, u"over_request_rate_limit"_s, u"Request rate limit reached"_s);
    const QJsonObject body = QJsonDocument::fromJson(call.body).object();
    const QString grant = call.query.queryItemValue(u"grant_type"_s);
    if (route == "token"_L1 && grant == "password"_L1)
        return byPassword(body);
    if (route == "token"_L1 && grant == "refresh_token"_L1)
        return byRefresh(body);
    if (route == "token"_L1 && grant == "pkce"_L1)
        return byCode(body);
    if (route == "token"_L1)
        return fail(400, u"validation_failed"_s, u"unsupported_grant_type"_s);
    if (route == "user"_L1 && isGood(call.headers.value("authorization").mid(7)))
        return jsonAnswer(200, userObject());
    if (route == "logout"_L1) {
        revokeAll();
        FakeAnswer answer;
        answer.status = 204;
        return answer;
    }
    return fail(401, u"no_authorization"_s, u"This endpoint requires a Bearer token"_s);
}

} // namespace fw::test
