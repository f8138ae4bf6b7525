// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/http.h"
#include "dialects/orchestrator/program.h"

namespace fw::dialects::orchestrator::brandr {

// The program "Brandr" (orchestrator.md c): HTTP only, one worker, a signed cookie, no list of
// jobs. All its requests carry tags that begin with tagMark.

inline constexpr auto tagMark = QLatin1StringView("b:");

/// POST /portal/login with a form (c1.1). Fails with BadInput naming the missing field.
Expected<wire::HttpRequest> signInRequest(const wire::Credentials &credentials,
                                          const wire::SessionFacts &facts);
/// What became of it: 302 to /portal/brands is the one success.
void decodeSignIn(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink);
/// Redirects that any call can get (traps 1 and 3), those of a proxy too: true when \a reply was
/// one, and was told.
bool decodeRedirect(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink);
/// Cookies of \a reply into \a cookie ("name=value; …"), whatever their Secure attribute says:
/// the program marks its cookie Secure also over plain http. Emptied ones are taken out.
QByteArray mergedCookies(const QByteArray &cookie, const wire::HttpReply &reply);

/// /health with the words for Standing; also learns which program it is.
void decodeHealth(const wire::HttpReply &reply, JsonValue root, Sink &sink);
/// The lists of an account: usage, brands, sources, outputs.
std::vector<wire::HttpRequest> lists(const wire::SessionFacts &facts);
std::vector<wire::HttpRequest> pollRequests(const wire::Interest &interest,
                                            const wire::SessionFacts &facts);
/// Any reply to a request with tagMark.
void decodeReply(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink);

/// The tag of a request to the program, by method and path; for recordings. Empty: none of ours.
QString tagFor(const wire::HttpRequest &request);

Expected<wire::Outgoing> encodeCommand(const wire::Command &command,
                                       const wire::SessionFacts &facts);
/// What it can do, with the account's own limits.
wire::Capabilities capabilities(const wire::SessionFacts &facts);

} // namespace fw::dialects::orchestrator::brandr
