// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/http.h"

namespace fw::dialects::echo {

// Tags of reads: "routes", "jobs" (whole list), "news" (the same list, some rows of it),
// "more:<status>" (where a list is cut at 100), "detail:<job>", "vanished:<job>" (left the list
// before it ended). Tags of edits are in edits.h, of sign-in in gotrue.h.

/// What to read while polling or for a full read.
std::vector<wire::HttpRequest> pollRequests(const wire::Interest &interest,
                                            const wire::SessionFacts &facts);
/// All jobs, newest first; the server gives 100 at most.
wire::HttpRequest listRequest(const wire::SessionFacts &facts, const QString &tag);
/// The list once more because something moved; not more often than every two seconds.
wire::HttpRequest newsRequest(const wire::SessionFacts &facts);
wire::HttpRequest detailRequest(const QString &job, const wire::SessionFacts &facts,
                                const QString &kind = QStringLiteral("detail"));

wire::Decoded decodeReply(const wire::HttpRequest &request, const wire::HttpReply &reply,
                          const wire::SessionFacts &facts);

/// Writes down what is known of the jobs now and, when others are to be followed, subscribes anew.
class KnownJobs;
void learnJobs(const KnownJobs &known, Sink &sink);
/// The tag of such a request, by method and path; for recordings. Empty: nothing of ours.
QString tagFor(const wire::HttpRequest &request);

} // namespace fw::dialects::echo
