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
// "late" and lateTag (the probes of c0.2), "jobs" (whole list), "news" (its first page), "running"
// (what runs beyond it), "row" (one job, without its parts), "job", "progress", "active",
// "log:<id>", "batch", "batch:all" (part of a whole list), "sessions", "photos", "photos:new",
// "photo", "approvals", "figures:<period>", "folders". Those of push.h and actions.h begin with
// "push:" and "act:".
inline constexpr QLatin1StringView lateTag("gpu"); ///< late and quick, and not of /ws/*

wire::HttpRequest read(const QString &path, const QString &tag, const wire::SessionFacts &facts,
                       const QUrlQuery &query = {});
/// True for what a server may do without: a 404 means that it is not asked again.
bool isOptional(const wire::HttpRequest &request);
/// True where its absence is not worth a word to people.
bool isQuiet(const wire::HttpRequest &request);

wire::HttpRequest jobRequest(const JobId &job, const wire::SessionFacts &facts);
wire::HttpRequest batchRequest(const QString &batch, bool partOfAll,
                               const wire::SessionFacts &facts);
wire::HttpRequest photoRequest(const QString &photo, const wire::SessionFacts &facts);
wire::HttpRequest jobsRequest(const wire::SessionFacts &facts, qint64 offset);
wire::HttpRequest sessionsRequest(const wire::SessionFacts &facts, qint64 offset);
wire::HttpRequest photosRequest(const wire::SessionFacts &facts, qint64 offset);
wire::HttpRequest approvalsRequest(const wire::SessionFacts &facts, qint64 offset);
wire::HttpRequest foldersRequest(const wire::SessionFacts &facts);
/// Jobs that run: the list is newest first, the queue works oldest first.
wire::HttpRequest runningRequest(const wire::SessionFacts &facts);
wire::HttpRequest rowRequest(const QString &job, const wire::SessionFacts &facts);
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
