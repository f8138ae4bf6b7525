// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/imagetools/server.h"

namespace fw::dialects::imagetools {

// Tags of reads: "user", "user lists" (the lists come after it), "health", "version", "config",
// "images", "presets", "models", "pairings", "addons <pairings>", "image", "new <source>",
// "history <image>", "can-undo <image>", "sign-in", "me", "renew", "cancel"; those of operations
// are in operations.h.

/// What to read while polling or for a full read (c2; intervals c4).
std::vector<wire::HttpRequest> pollRequests(const wire::Interest &interest,
                                            const wire::SessionFacts &facts);
wire::Decoded decodeReply(const wire::HttpRequest &request, const wire::HttpReply &reply,
                          const wire::SessionFacts &facts);

/// How long after n failures in a row /health is asked again: 30, 60, 120, 240, then 300 s, the
/// formula meant and not the one shipped (c4).
Millis healthInterval(int failures);
/// The tag of such a request, by method and path; for recordings. Empty: nothing of ours.
QString tagFor(const wire::HttpRequest &request);

} // namespace fw::dialects::imagetools
