// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"
#include "wire/dialect.h"

#include <QJsonObject>

namespace fw::cli {

// What is printed, as JSON lines: every object has "schema":1, "type", "time" (when it was printed)
// and "server" (the profile's name). Members are only ever added. Types and their member; what is
// absent is unknown:
// - server: "freshness": live, polling, connecting, stale, offline, signInNeeded, cached
// - standing: "standing": usual, busy, degraded, wedged; "detail": the server's own words
// - signIn: "signIn": {"state": none, signedIn, needed; who}
// - system: "system": {cpu, memory, disk, gpu (percent), gpuTemperature (degrees Celsius),
//   queueDepth, workers}
// - job: "job": {jobId, name, source, state, stage, progress, message, priority, attempt, bytes,
//   error{code, message, stage, recoverable}, created, started, finished}
// - removed: "job": {jobId}
// - stage: "jobId", "stage": {id, state, order, attempt, progress, message, error, started,
//   finished}
// - thumbnail: "jobId", "thumbnail": {id, url, width, height, seconds}
// - metadata: "jobId", "metadata": {field, value}
// - output: "jobId", "output": {id, name, format, url, path, bytes, width, height, seconds}
// - log: "jobId", "log": {time, level, text, stage, attempt}
// - item: "item": {kind, id, name, state, picture, fields [{field, value, name (what an id stands
//   for)}], updated, expires}
// - itemRemoved: "item": {kind, id}
// - edit: "edit": {id, what, jobId, target, fate, reason}
// - activity: "activity": {code, subject, detail, jobId}
// - snapshot (verb snapshot; explain at its end): "freshness", "jobs": [job], "items": [item],
//   "standing", "detail", "signIn", "system"; of a job that was asked for also "stages": [stage],
//   "thumbnails": [thumbnail], "metadata": [{field, value}], "outputs": [output], "log": [log]
// - action (verb actions): "action": {name, label, target (kind of item or "job"; absent: the
//   server), offered, reason, why (the reason in words), states, warning, slow, fields [{name,
//   label, type, required, minimum, maximum, decimals, choices, choiceLabels (what the choices are
//   called, in their order; absent: as they are), unit, preset, from, hint}]}
// - verdict (verb run): "action", "target", "verdict": applied, conflict, invalid, denied,
//   noAnswer, rejected; "message", "jobs": [jobId]
//
// Without "time", and "server" only where it says so:
// - added (verb add): "jobId"
// - saved, notSaved (verb save): "name", "path", "bytes", "jobId" of an output, "items" [{kind,
// id}];
//   notSaved also "reason", "kept": what came is kept, and saving again goes on from there
// - open (verb sign-in): "url"; signedIn: "server", "who"; signedOut: "server"
// - detected: "address", "dialect", "title", "score", "evidence", "options", "signIn"
// - dialect: "dialect": {name, title, line, address, signIn [way], options [field]}
// - profile: "profile": {id, name, dialect, address, path, tokenPlace, signIn, options,
//   thisComputer}
// - file (verb explain): "file", "dialect", "fit", "evidence", "others" [{dialect, fit}]
// - explained: "file", "number", "line", "what": request, frame, sent, opened, refused, closed,
//   remark; "method", "path", "status", "tag", "code", "reason", "verdict", "events", "controls",
//   "issues", "learnt", "next": what it means
// - fault: "file", "line", "reason"

/// The members every line has.
QJsonObject lineOf(const QString &type, const QString &server, WallTime now);

QJsonObject jobObject(const wire::Job &job);
/// With everything that is known of it.
QJsonObject wholeJobObject(const wire::Job &job, const store::JobParts &parts);
QJsonObject stageObject(const wire::Stage &stage);
QJsonObject metadatumObject(const wire::Metadatum &datum);
QJsonObject thumbnailObject(const wire::Thumbnail &thumbnail);
QJsonObject outputObject(const wire::Output &output);
QJsonObject logObject(const wire::JobLogLine &line);
QJsonObject itemObject(const wire::Item &item);
QJsonObject systemObject(const wire::SystemStatusSeen &system);
QJsonObject editObject(const store::Edit &edit);
QJsonObject activityObject(const store::Activity &activity);
QString freshnessWord(store::Freshness freshness);
QString fateWord(store::Fate fate);
QString verdictWord(wire::EditSettled::Verdict verdict);
QString standingWord(wire::Standing::Kind kind);

/// A line for people: time, type and what matters of it, without control characters.
QString plainLine(const QJsonObject &line);
/// A value for people: lists and objects as JSON, nothing for null.
QString plainValue(const QJsonValue &value);
/// \a text with nothing in it that would move the cursor of a terminal.
QString printable(const QString &text);

} // namespace fw::cli
