// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "base/secret.h"
#include "wire/offer.h"

#include <QMap>

namespace fw::wire {

/// How people sign in at a server.
enum class SignInKind : quint8 {
    None, ///< the server asks for nothing
    Token, ///< a token made elsewhere
    Password, ///< fields of a form, e.g. e-mail and password
    Browser, ///< in the system's browser, back by a redirect to this computer (OAuth, PKCE)
};
/// "none", "token", "password", "browser": as in profiles and on the command line.
QString signInWord(SignInKind kind);
std::optional<SignInKind> signInFromWord(QStringView word);

/// Where a token travels when a socket is opened (echo S35 leaves it open).
enum class TokenPlace : quint8 { Header, Query, FirstMessage };
/// "header", "query", "message".
QString tokenPlaceWord(TokenPlace place);
std::optional<TokenPlace> tokenPlaceFromWord(QStringView word);

/// One way to sign in, with the fields to ask for.
struct SignInWay
{
    SignInKind kind = SignInKind::None;
    std::vector<FieldSpec> fields;
    friend bool operator==(const SignInWay &, const SignInWay &) = default;
};

/// What a person gave, by field name. Never logged, never kept. For Browser: "code", "verifier"
/// and "redirect".
struct Credentials
{
    SignInKind kind = SignInKind::None;
    QMap<QString, Secret> values;
};

/// What proves who we are, as it is kept in the keychain: one entry per server.
struct SignInSecrets
{
    Secret token; ///< bearer token
    Secret refresh; ///< gives the next token, once
    Secret cookie; ///< "name=value" pairs as they go into a Cookie header
    std::optional<WallTime> until; ///< end of the token's life
    bool isEmpty() const { return token.isEmpty() && refresh.isEmpty() && cookie.isEmpty(); }
    friend bool operator==(const SignInSecrets &, const SignInSecrets &) = default;
};
/// One entry of the keychain: the bare token when there is nothing else.
Secret pack(const SignInSecrets &secrets);
SignInSecrets unpack(const Secret &entry);

} // namespace fw::wire
