// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/http.h"

namespace fw::dialects::echo {

// Tags: "upload"; "sign:…" -> "put:…" -> "complete:…", one signed upload, each with what the next
// needs as JSON; "metadata:<job>"; "video:…", which asks whose video a job is before "metadata".

Expected<wire::Outgoing> encodeCommand(const wire::Command &command,
                                       const wire::SessionFacts &facts);

bool isEdit(const wire::HttpRequest &request);
/// True for the one request that goes to the storage and not to the server: it carries no token,
/// and what it answers says nothing about ours.
bool isStorage(const wire::HttpRequest &request);
/// After a 401: what lies in the storage already is only announced when the edit goes again with
/// the next token, not sent once more.
void noteStored(const wire::HttpRequest &request, Sink &sink);
void decodeEdit(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink);

} // namespace fw::dialects::echo
