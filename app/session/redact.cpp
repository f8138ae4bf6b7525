// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/redact.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <array>

namespace fw::session {

using namespace Qt::StringLiterals;

namespace {

constexpr auto removedWord = "<removed>"_L1;
constexpr auto secretNames = std::to_array<QLatin1StringView>(
    { "token"_L1, "password"_L1, "secret"_L1, "authorization"_L1, "cookie"_L1, "apikey"_L1,
      "upload_url"_L1, "auth_code"_L1, "code_verifier"_L1 });

bool isSecretName(const QString &name)
{
    return std::ranges::any_of(secretNames, [&](QLatin1StringView word) {
        return name.contains(word, Qt::CaseInsensitive);
    });
}

QJsonValue cleaned(const QJsonValue &value)
{
    if (value.isArray()) {
        QJsonArray array;
        const QJsonArray items = value.toArray();
        for (const QJsonValue &item : items)
            array.append(cleaned(item));
        return array;
    }
    if (!value.isObject())
        return value;
    QJsonObject object = value.toObject();
    for (auto member = object.begin(); member != object.end(); ++member)
        member.value() = isSecretName(member.key()) && !member.value().isObject()
            ? QJsonValue(removedWord)
            : cleaned(member.value());
    return object;
}

// Parsing every frame again would cost more than decoding it: most have no such member.
bool mayHoldSecret(const QByteArray &bytes)
{
    const QByteArray lower = bytes.toLower();
    return std::ranges::any_of(secretNames,
                               [&](QLatin1StringView word) { return lower.contains(word.data()); });
}

} // namespace

wire::Frame redacted(const wire::Frame &frame, const wire::SessionFacts &facts)
{
    wire::Frame clean = frame;
    for (const Secret *secret : { &facts.token, &facts.refresh, &facts.cookie }) {
        if (!secret->isEmpty())
            clean.bytes.replace(secret->reveal(), QByteArray(removedWord.data()));
    }
    if (frame.kind == wire::Frame::Kind::Binary || !mayHoldSecret(clean.bytes))
        return clean;
    const auto document = QJsonDocument::fromJson(clean.bytes);
    if (document.isObject())
        clean.bytes
            = QJsonDocument(cleaned(document.object()).toObject()).toJson(QJsonDocument::Compact);
    else
        clean.bytes = QByteArray(removedWord.data());
    return clean;
}

wire::Frame exchangeFrame(const wire::HttpRequest &request, const wire::HttpReply &reply)
{
    const auto json = QJsonDocument::fromJson(reply.body);
    QJsonObject http{ { "method"_L1, QString::fromLatin1(request.method) },
                      { "path"_L1, request.url.path() },
                      { "tag"_L1, request.tag },
                      { "status"_L1, reply.status } };
    if (!reply.error.isEmpty())
        http.insert("error"_L1, reply.error);
    if (json.isObject())
        http.insert("body"_L1, json.object());
    else if (json.isArray())
        http.insert("body"_L1, json.array());
    else if (!reply.body.isEmpty())
        http.insert("bytes"_L1, reply.body.size());
    const QJsonObject object{ { "http"_L1, http } };
    return { wire::Frame::Kind::Text, QJsonDocument(object).toJson(QJsonDocument::Compact) };
}

} // namespace fw::session
