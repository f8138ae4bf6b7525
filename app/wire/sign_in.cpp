// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/sign_in.h"

#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace fw::wire {

using namespace Qt::StringLiterals;

namespace {

template <class T, size_t n> using Words = std::array<std::pair<T, QLatin1StringView>, n>;

constexpr Words<SignInKind, 4> kinds{ { { SignInKind::None, "none"_L1 },
                                        { SignInKind::Token, "token"_L1 },
                                        { SignInKind::Password, "password"_L1 },
                                        { SignInKind::Browser, "browser"_L1 } } };
constexpr Words<TokenPlace, 3> places{ { { TokenPlace::Header, "header"_L1 },
                                         { TokenPlace::Query, "query"_L1 },
                                         { TokenPlace::FirstMessage, "message"_L1 } } };

template <class T, size_t n> QString wordOf(const Words<T, n> &words, T value)
{
    for (const auto &[one, word] : words) {
        if (one == value)
            return word;
    }
    return {};
}

template <class T, size_t n> std::optional<T> valueOf(const Words<T, n> &words, QStringView text)
{
    for (const auto &[one, word] : words) {
        if (text == word)
            return one;
    }
    return std::nullopt;
}

} // namespace

QString signInWord(SignInKind kind)
{
    return wordOf(kinds, kind);
}

std::optional<SignInKind> signInFromWord(QStringView word)
{
    return valueOf(kinds, word);
}

QString tokenPlaceWord(TokenPlace place)
{
    return wordOf(places, place);
}

std::optional<TokenPlace> tokenPlaceFromWord(QStringView word)
{
    return valueOf(places, word);
}

Secret pack(const SignInSecrets &secrets)
{
    if (secrets.refresh.isEmpty() && secrets.cookie.isEmpty() && !secrets.until)
        return secrets.token;
    QJsonObject object;
    const auto put = [&object](QLatin1StringView key, const Secret &secret) {
        if (!secret.isEmpty())
            object.insert(key, QString::fromUtf8(secret.reveal()));
    };
    put("token"_L1, secrets.token);
    put("refresh"_L1, secrets.refresh);
    put("cookie"_L1, secrets.cookie);
    if (secrets.until)
        object.insert("until"_L1, toIso(*secrets.until));
    return Secret(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

SignInSecrets unpack(const Secret &entry)
{
    const QJsonDocument document = entry.reveal().startsWith('{')
        ? QJsonDocument::fromJson(entry.reveal())
        : QJsonDocument();
    if (!document.isObject())
        return { entry, {}, {}, {} };
    const QJsonObject object = document.object();
    const auto take = [&object](QLatin1StringView key) {
        return Secret(object.value(key).toString().toUtf8());
    };
    return { take("token"_L1), take("refresh"_L1), take("cookie"_L1),
             fromIso(object.value("until"_L1).toString()) };
}

} // namespace fw::wire
