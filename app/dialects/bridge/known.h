// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/http.h"

namespace fw::dialects::bridge {

// What this dialect keeps in SessionFacts::extra between calls.
inline constexpr auto pushClient = "push.client"; ///< our id of the fallback (c1.1)
inline constexpr auto pushFailures = "push.failures"; ///< handshakes in a row that did not work
inline constexpr auto pushAbsent = "push.absent"; ///< this program has no fallback
inline constexpr auto pushWedged = "push.wedged"; ///< how often it was found hanging (c0.1)
inline constexpr auto pushWait = "push.wait"; ///< status answers to let pass before the next try
inline constexpr auto lateRoutes = "routes.late"; ///< "yes" or "no" (c0.2)
inline constexpr auto zoneMinutes = "zone"; ///< the server's local time minus UTC
inline constexpr auto localNow = "zone.heard"; ///< its local time as a socket message told it
inline constexpr auto batchIds = "batches"; ///< ids, separated by spaces; /batch/list hangs (c4)
inline constexpr auto batchEnds = "batches.ended"; ///< those of them that move no more
inline constexpr auto runningIds = "jobs.running"; ///< beyond the first page, as last told
inline constexpr auto depthTold = "depth"; ///< the status tells how many jobs wait
inline constexpr auto socketBlocks = "socket.blocks"; ///< it answers nothing while one is open
inline constexpr auto socketSpeaks = "socket.speaks"; ///< it was heard while reads were silent
inline constexpr auto silentReads = "busy"; ///< the path of a read that got no answer in time
inline constexpr auto healthWord = "health"; ///< /system/health, when it was not "healthy"
inline constexpr auto systemWord = "system"; ///< /api/system/status, when it was not "running"
inline constexpr auto workerCount = "workers"; ///< as last told
inline constexpr auto resourceState = "resources"; ///< as last told

QString known(const wire::SessionFacts &facts, const char *key);
int count(const wire::SessionFacts &facts, const char *key);
void know(Sink &sink, const char *key, const QString &value); ///< empty: forget
void know(Sink &sink, const char *key, int value); ///< 0: forget

/// The file name of a photo, as far as it was heard; and whether it was asked for at all.
QString photoName(const wire::SessionFacts &facts, const QString &photo);
bool isPhotoKnown(const wire::SessionFacts &facts, const QString &photo);
void learnPhotoName(Sink &sink, const QString &photo, const QString &name);

QStringList batches(const wire::SessionFacts &facts);
/// \a ended: it moves no more, and is read with the whole list only.
void learnBatch(Sink &sink, const QString &batch, bool ended);
QStringList runningBatches(const wire::SessionFacts &facts);
void forgetBatch(Sink &sink, const QString &batch);

/// How the user wants pushes to come: "auto", "socket", "poll" or "off".
QString pushWay(const wire::SessionFacts &facts);
/// True when the fallback is to be used now: no native socket is open, none forbids it.
bool wantsFallback(const wire::SessionFacts &facts);
/// A route below a name of this dialect's own offers is not there (404 HTML, c0.2).
bool lacks(const wire::SessionFacts &facts, const QString &action);
void learnLack(Sink &sink, const QString &action);
/// The program behind the address may be another one: what it lacked is tried again.
void forgetLacks(Sink &sink);
/// Whether the late routes are there (c0.2).
void learnLate(Sink &sink, bool there);

/// How far a running job was, as pushed last: one that goes backwards is named. Empty: forget it.
std::optional<double> progressHeard(const wire::SessionFacts &facts, const QString &job);
void hearProgress(Sink &sink, const QString &job, std::optional<double> percent);

} // namespace fw::dialects::bridge
