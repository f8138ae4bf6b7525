// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/http.h"
#include "dialects/orchestrator/program.h"

namespace fw::dialects::orchestrator {

// Tags of requests: "health", "health:first" (the program is not known yet), "jobs" (whole list),
// "news" (some rows), "detail", "lanes:<channel>", "ops:<edit>", "action:<edit>", "add:<edit>";
// those of the program Brandr stand in brandr.h.

/// What to read while polling or for a full read.
std::vector<wire::HttpRequest> pollRequests(const wire::Interest &interest,
                                            const wire::SessionFacts &facts);
wire::HttpRequest detailRequest(const JobId &job, const wire::SessionFacts &facts);

wire::Decoded decodeReply(const wire::HttpRequest &request, const wire::HttpReply &reply,
                          const wire::SessionFacts &facts);
/// The tag of such a request, by method and path; for recordings. Empty: nothing of ours.
QString tagFor(const wire::HttpRequest &request);

} // namespace fw::dialects::orchestrator
