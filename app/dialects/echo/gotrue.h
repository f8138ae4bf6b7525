// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

namespace fw::dialects::echo {

// Sign-in at Supabase Auth (GoTrue, echo.md c2.4). Tags: "signIn", "renew". Everything here is
// secret: nothing of these bodies goes into an issue.

/// Password and PKCE grants; as nobody (None): the end of this session, best effort. Fails with
/// BadInput naming the field.
Expected<wire::HttpRequest> signInRequest(const wire::Credentials &credentials,
                                          const wire::SessionFacts &facts);
/// The refresh grant; nothing without a refresh token or an address to take it to.
std::optional<wire::HttpRequest> renewRequest(const wire::SessionFacts &facts);
/// Where the browser goes first.
Expected<QUrl> authoriseUrl(const wire::SessionFacts &facts, const QUrl &redirect,
                            const QByteArray &challenge);

bool isSignIn(const wire::HttpRequest &request);
wire::Decoded decodeSignIn(const wire::HttpRequest &request, const wire::HttpReply &reply,
                           const wire::SessionFacts &facts);

/// What a "not signed in" means: TokenExpired while there is a way to the next token (S56), else
/// SignInRefused (S55). Expired and forged tokens look the same here.
wire::Control signedOut(const wire::SessionFacts &facts, const QString &reason);

} // namespace fw::dialects::echo
