// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/redact.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrlQuery>

#include <algorithm>
#include <array>

namespace fw::trace {

using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView removedWord("<removed>");
constexpr qsizetype shortestPart = 6; ///< parts of a cookie below this are words, not secrets

// Lower case, without '-', '_' and '.'.
constexpr auto secretNames = std::to_array<QLatin1StringView>(
    { "token"_L1, "passw"_L1, "secret"_L1, "authorization"_L1, "cookie"_L1, "apikey"_L1,
      "uploadurl"_L1, "authcode"_L1, "codeverifier"_L1, "credential"_L1, "privatekey"_L1,
      "signature"_L1, "passphrase"_L1 });

// What a text with a secret in it has somewhere: a telling name in one of its spellings, the word
// before a bearer token, the begin of a JWT, or an escape that may hide any of them.
constexpr auto signs = std::to_array<QByteArrayView>(
    { "token",     "passw",     "secret",        "authorization", "cookie",     "apikey",
      "api_key",   "api-key",   "upload_url",    "uploadurl",     "upload-url", "authcode",
      "auth_code", "auth-code", "code_verifier", "codeverifier",  "credential", "privatekey",
      "private_k", "signature", "passphrase",    "bearer",        "eyj",        "\\u00" });

QString removed()
{
    return QString::fromLatin1(removedWord);
}

bool mayHoldSecret(const QByteArray &bytes)
{
    const QByteArray lower = bytes.toLower();
    return std::ranges::any_of(signs, [&](QByteArrayView sign) { return lower.contains(sign); });
}

// Within a text that is not a secret as a whole: "…?token=abc", "Bearer abc", a JWT.
QString cleanedWords(QString text)
{
    static const QRegularExpression query(
        uR"(([\w.-]*(?:token|passw|secret|api[-_]?key|signature|auth_?code)[\w.-]*=)[^&\s"'<>#]+)"_s,
        QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression bearer(uR"((\bBearer\s+)[^\s"',]+)"_s,
                                           QRegularExpression::CaseInsensitiveOption);
    static const QRegularExpression jwt(uR"(\beyJ[\w-]+\.[\w-]+\.?[\w-]*)"_s);
    text.replace(query, u"\\1"_s + removed());
    text.replace(bearer, u"\\1"_s + removed());
    text.replace(jwt, removed());
    return text;
}

QJsonValue cleaned(const QJsonValue &value, bool secret);

QJsonObject cleaned(QJsonObject object, bool secret)
{
    for (auto member = object.begin(); member != object.end(); ++member) {
        const bool named = isSecretName(member.key());
        const bool plain = member.value().isDouble() || member.value().isBool();
        member.value()
            = named && plain ? QJsonValue(removed()) : cleaned(member.value(), secret || named);
    }
    return object;
}

QJsonValue cleaned(const QJsonValue &value, bool secret)
{
    if (value.isObject())
        return cleaned(value.toObject(), secret);
    if (value.isString())
        return secret && !value.toString().isEmpty() ? removed() : cleanedWords(value.toString());
    if (!value.isArray())
        return value;
    QJsonArray array;
    const QJsonArray items = value.toArray();
    for (const QJsonValue &item : items)
        array.append(cleaned(item, secret));
    return array;
}

// A name stands before its value: what comes before the first sign may stay.
QByteArray cutAtSign(const QByteArray &broken)
{
    const QByteArray lower = broken.toLower();
    qsizetype at = broken.size();
    for (const QByteArrayView sign : signs) {
        const qsizetype found = lower.indexOf(sign);
        if (found >= 0)
            at = std::min(at, found);
    }
    return broken.left(at) + removedWord;
}

bool looksLikeForm(const QByteArray &bytes)
{
    return bytes.contains('=') && std::ranges::none_of(bytes, [](char c) {
               return c == ' ' || c == '<' || c == '"' || c == '{' || c == '\n' || c == '\r';
           });
}

QByteArray cleanedForm(const QByteArray &bytes)
{
    QByteArrayList items = bytes.split('&');
    for (QByteArray &item : items) {
        const qsizetype at = item.indexOf('=');
        const QString name = QString::fromUtf8(
            QByteArray::fromPercentEncoding(item.left(std::max<qsizetype>(at, 0))));
        if (at < 0)
            item = cleanedWords(QString::fromUtf8(item)).toUtf8();
        else if (isSecretName(name) || name == "code"_L1)
            item = item.left(at + 1) + removedWord;
        else
            item = item.left(at + 1) + cleanedWords(QString::fromUtf8(item.mid(at + 1))).toUtf8();
    }
    return items.join('&');
}

// "Invalid token": says nothing that nobody may know.
bool isProse(const QByteArray &bytes)
{
    return bytes.size() <= 200 && std::ranges::all_of(bytes, [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == ' ' || c == '.'
                   || c == ',' || c == '\'' || c == '!';
           });
}

// "session=abc; Secure; Path=/": only the value is secret, the rest explains a lot.
QByteArray cleanedSetCookie(const QByteArray &value)
{
    const qsizetype at = value.indexOf('=');
    const qsizetype end = value.indexOf(';');
    if (at < 0 || (end >= 0 && end < at))
        return removedWord.toByteArray();
    return value.left(at + 1) + removedWord + (end < 0 ? QByteArray() : value.mid(end));
}

} // namespace

bool isSecretName(const QString &name)
{
    QString plain = name.toLower();
    plain.remove(u'-').remove(u'_').remove(u'.');
    return plain == "jwt"_L1 || std::ranges::any_of(secretNames, [&](QLatin1StringView word) {
               return plain.contains(word);
           });
}

void Redactor::addBytes(const QByteArray &secret)
{
    QByteArray escaped = secret;
    escaped.replace('/', "\\/");
    for (const QByteArray &spelling :
         { secret, secret.toPercentEncoding(), secret.toPercentEncoding("/:=+"), escaped }) {
        if (!spelling.isEmpty() && !m_known.contains(spelling))
            m_known.append(spelling);
    }
}

void Redactor::addOne(const Secret &secret)
{
    addBytes(secret.reveal());
}

void Redactor::add(const wire::SessionFacts &facts)
{
    addOne(facts.token);
    addOne(facts.refresh);
    addOne(facts.cookie);
    for (const QByteArray &part : facts.cookie.reveal().split(';')) {
        const QByteArray value = part.mid(part.indexOf('=') + 1).trimmed();
        if (value.size() >= shortestPart)
            addBytes(value);
    }
    // The longest first: one may be part of another.
    std::ranges::stable_sort(m_known, std::ranges::greater(), &QByteArray::size);
}

QByteArray Redactor::bytes(const QByteArray &raw) const
{
    QByteArray clean = raw;
    for (const QByteArray &secret : m_known) {
        if (clean.contains(secret)) // else the bytes stay shared
            clean.replace(secret, removedWord);
    }
    return clean;
}

QByteArray Redactor::text(const QByteArray &raw) const
{
    const QByteArray clean = bytes(raw);
    if (!mayHoldSecret(clean))
        return clean;
    const auto document = QJsonDocument::fromJson(clean);
    if (document.isObject())
        return QJsonDocument(cleaned(document.object(), false)).toJson(QJsonDocument::Compact);
    if (document.isArray())
        return QJsonDocument(cleaned(document.array(), false).toArray())
            .toJson(QJsonDocument::Compact);
    const QByteArray start = clean.left(256).trimmed();
    if (start.startsWith('{') || start.startsWith('['))
        return cutAtSign(clean);
    if (looksLikeForm(clean))
        return cleanedForm(clean);
    if (isProse(clean))
        return clean;
    return removedWord.toByteArray();
}

QString Redactor::words(const QString &raw) const
{
    return cleanedWords(QString::fromUtf8(bytes(raw.toUtf8())));
}

wire::Headers withoutCredentials(const wire::Headers &raw)
{
    wire::Headers clean = raw;
    for (qsizetype i = 0; i < raw.size(); ++i) {
        const auto &[name, value] = raw[i];
        if (name.compare("Set-Cookie", Qt::CaseInsensitive) == 0)
            clean[i].second = cleanedSetCookie(value);
        else if (isSecretName(QString::fromLatin1(name)))
            clean[i].second = removedWord.toByteArray();
    }
    return clean;
}

wire::Headers Redactor::headers(const wire::Headers &raw) const
{
    wire::Headers clean = withoutCredentials(raw);
    for (auto &[name, value] : clean)
        value = cleanedWords(QString::fromUtf8(bytes(value))).toUtf8();
    return clean;
}

QString Redactor::target(const QUrl &url) const
{
    const QByteArray path = bytes(url.path(QUrl::FullyEncoded).toUtf8());
    QByteArray query = url.query(QUrl::FullyEncoded).toUtf8();
    query.replace("%3Cremoved%3E", removedWord); // taken out before, then encoded
    return QString::fromUtf8(query.isEmpty() ? path : path + '?' + cleanedForm(bytes(query)));
}

QByteArray Redactor::form(const std::vector<wire::FormPart> &parts) const
{
    QByteArrayList items;
    for (const wire::FormPart &part : parts) {
        const bool secret = isSecretName(QString::fromUtf8(part.name));
        items.append(part.name + '='
                     + (!part.file.isEmpty() ? part.fileName.toUtf8()
                            : secret         ? removedWord.toByteArray()
                                             : text(part.value)));
    }
    return items.join('\n');
}

wire::Frame redacted(const wire::Frame &frame, const wire::SessionFacts &facts)
{
    const Redactor redactor(facts);
    return { frame.kind,
             frame.kind == wire::Frame::Kind::Binary ? redactor.bytes(frame.bytes)
                                                     : redactor.text(frame.bytes) };
}

} // namespace fw::trace
