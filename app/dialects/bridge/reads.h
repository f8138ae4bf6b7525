// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/bridge/known.h"

namespace fw::dialects::bridge {

using namespace std::chrono_literals;

inline constexpr Millis usualTimeout = 5s; ///< every request has a hard end (c0.1)
inline constexpr Millis slowTimeout = 10s; ///< routes that take 3 s by design (f9)
inline constexpr Millis slowEvery = 30s;

// Tags of reads: "health", "info", "status", "plain", "resource", "resources", "stats", "workers",
// "late" (the probe of c0.2), "jobs" (whole list), "news" (its first page), "job", "progress",
// "batch", "batch:all" (part of a whole list), "sessions", "photos", "photos:new", "photo",
// "approvals". Those of push.h and commands.h begin with "push:" and "act:".

wire::HttpRequest read(const QString &path, const QString &tag, const wire::SessionFacts &facts,
                       const QUrlQuery &query = {});
wire::HttpRequest jobRequest(const JobId &job, const wire::SessionFacts &facts);
wire::HttpRequest batchRequest(const QString &batch, bool partOfAll,
                               const wire::SessionFacts &facts);
wire::HttpRequest photoRequest(const QString &photo, const wire::SessionFacts &facts);
wire::HttpRequest jobsRequest(const wire::SessionFacts &facts, qint64 offset);
wire::HttpRequest sessionsRequest(const wire::SessionFacts &facts, qint64 offset);
wire::HttpRequest photosRequest(const wire::SessionFacts &facts, qint64 offset);
wire::HttpRequest approvalsRequest(const wire::SessionFacts &facts, qint64 offset);
/// The liveness probe that tells a wedged push channel from a dead server.
wire::HttpRequest aliveRequest(const wire::SessionFacts &facts);

/// Everything there is to know over REST, without the push channel.
std::vector<wire::HttpRequest> fullRead(const wire::Interest &interest,
                                        const wire::SessionFacts &facts);
/// What to read while polling or for a full read.
std::vector<wire::HttpRequest> pollRequests(const wire::Interest &interest,
                                            const wire::SessionFacts &facts);
/// All that is asked of one job for its details.
std::vector<wire::HttpRequest> detailRequests(const JobId &job, const wire::SessionFacts &facts);

} // namespace fw::dialects::bridge
