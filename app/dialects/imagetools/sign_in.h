// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/imagetools/results.h"

namespace fw::dialects::imagetools {

/// None, or Token with the secret of a hardened server ("token") and the cookie of one behind
/// OAuth2 ("cookie"), which a person copies from the browser (c1.1).
std::vector<wire::SignInWay> signInWays();
Expected<wire::HttpRequest> signInRequest(const wire::Credentials &credentials,
                                          const wire::SessionFacts &facts);

bool isSignIn(const Answer &answer);
void readSignIn(const Answer &answer, Sink &sink);
/// Why we are not let in, when that is what the answer says.
std::optional<QString> signInReason(const Answer &answer, const wire::SessionFacts &facts);

} // namespace fw::dialects::imagetools
