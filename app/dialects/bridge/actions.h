// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/bridge/known.h"

namespace fw::dialects::bridge {

// Tags: "act:<name>:<target>", "signin".

Expected<wire::Outgoing> encodeCommand(const wire::Command &command,
                                       const wire::SessionFacts &facts);
/// The reply to an action: its edit is settled, and what it changed is read.
void decodeAction(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink);

/// POST /api/auth/login (c4): optional, the program guards none of the routes used here (S77).
Expected<wire::HttpRequest> signInRequest(const wire::Credentials &credentials,
                                          const wire::SessionFacts &facts);
void decodeSignIn(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink);

} // namespace fw::dialects::bridge
