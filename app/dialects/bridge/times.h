// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/bridge/known.h"

namespace fw::dialects::bridge {

// Times come without a zone (c0.6). UTC: /system/*, /queue/stats, /queue/priority/*, and all
// columns of the database (created_at, started_at, completed_at, import_time). The server's local
// time: /ws/*, the native socket, /resources/*, batches, logs, /progress/*.
//
// The zone is learnt from a local time and the Date header (UTC) of the same moment, in steps of a
// quarter of an hour. Until it is known local times stay empty rather than wrong.

std::optional<WallTime> utcTime(JsonValue value);
/// Also what Flask writes as "Sat, 21 Nov 2026 12:44:18 GMT" and means local (f13).
std::optional<WallTime> localTime(JsonValue value, const wire::SessionFacts &facts);

/// A local time that was made while \a reply was.
void learnZone(Sink &sink, JsonValue local, const wire::HttpReply &reply);
/// A local time told on the socket, which has no Date; the next reply completes it.
void hearLocal(Sink &sink, JsonValue local);
void completeZone(Sink &sink, const wire::HttpReply &reply);

/// The Date header of \a reply.
std::optional<WallTime> dateOf(const wire::HttpReply &reply);

} // namespace fw::dialects::bridge
