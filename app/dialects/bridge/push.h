// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/bridge/reads.h"

namespace fw::dialects::bridge {

// The polling fallback (S2, S5 to S9; c1). Tags: "push:handshake", "push:register",
// "push:subscribe", "push:poll", "push:ping", "push:alive", "late"; a handshake and a poll carry
// why they are made behind another colon: "full" (within a full read), "fresh" (a new client's
// first).
//
// No client id  --handshake-->  register, subscribe, poll (the same round)
// poll 404      -->  id forgotten, handshake, and everything is read again
// poll of 100   -->  a gap, and everything is read again
// /ws/* silent  -->  /system/health; when that answers: wedged, /ws/* left out, tried again rarely

inline constexpr Millis firstRetry = 5s; ///< S59, doubled to the longest (d)
inline constexpr Millis longestRetry = 60s;
inline constexpr int toldRetries = 10; ///< S61: then it goes on slowly, and says so
inline constexpr Millis pingEvery = 30s; ///< S60
inline constexpr int queueSize = 100; ///< S57, S70
inline constexpr int firstWait = 60; ///< rounds without /ws/* after it was found wedged; doubled
inline constexpr int longestWait = 600;

/// What to ask of the fallback in one round; nothing where it is not wanted.
std::vector<wire::HttpRequest> pushRequests(bool full, const wire::SessionFacts &facts);
/// A new id (S5); \a why is "", ":full" or ":again" (after ours was forgotten).
wire::HttpRequest handshakeRequest(const QString &why, const wire::SessionFacts &facts);
/// S9; \a why is "", ":full" or ":fresh".
wire::HttpRequest pollRequest(const QString &why, const wire::SessionFacts &facts);
/// What a client with a fresh id says: who it is, what it wants to hear; then it listens.
std::vector<wire::HttpRequest> newcomerRequests(const wire::SessionFacts &facts);
/// Any message to the server (S28, S41).
wire::HttpRequest sendRequest(const QJsonObject &message, const QString &tag,
                              const wire::SessionFacts &facts);
/// S30: our id is given back when we leave.
std::vector<wire::HttpRequest> goodbyeRequests(const wire::SessionFacts &facts);

/// The reply to a request of this part.
void decodePush(const wire::HttpRequest &request, const wire::HttpReply &reply, Sink &sink);
/// One round went by: a wedged channel comes nearer to its next try.
void roundPassed(Sink &sink);

} // namespace fw::dialects::bridge
