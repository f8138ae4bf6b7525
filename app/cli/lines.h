// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"

#include <QJsonObject>

namespace fw::cli {

// What is printed, as JSON lines: every object has "schema":1, "type", "time" (when it was printed)
// and "server" (the profile's name). Types and their member:
//   server    "freshness": live, polling, connecting, stale, offline, signInNeeded, cached
//   job       "job": jobId, name, source, state, stage, progress, message, priority, attempt,
//   bytes,
//             error{code,message,stage,recoverable}, created, started, finished; absent: unknown
//   removed   "job": {"jobId"}
//   stage     "jobId", "stage": id, state, order, attempt, progress, message, error, started,
//   finished thumbnail "jobId", "thumbnail": id, url, width, height, seconds metadata  "jobId",
//   "metadata": field, value output    "jobId", "output": id, name, format, url, path, bytes,
//   width, height, seconds log       "jobId", "log": time, level, text, stage, attempt edit "edit":
//   id, what, jobId, fate, reason activity  "activity": code, subject, detail, jobId snapshot
//   "jobs": [job, …], "freshness"   (verb snapshot only)

/// The members every line has.
QJsonObject lineOf(const QString &type, const QString &server, WallTime now);

QJsonObject jobObject(const wire::Job &job);
QJsonObject stageObject(const wire::Stage &stage);
QJsonObject thumbnailObject(const wire::Thumbnail &thumbnail);
QJsonObject outputObject(const wire::Output &output);
QJsonObject logObject(const wire::JobLogLine &line);
QJsonObject editObject(const store::Edit &edit);
QJsonObject activityObject(const store::Activity &activity);
QString freshnessWord(store::Freshness freshness);
QString fateWord(store::Fate fate);

/// A line for people: time, type and what matters of it, without control characters.
QString plainLine(const QJsonObject &line);

} // namespace fw::cli
