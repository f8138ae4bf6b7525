// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/json_reader.h"
#include "hub/record/records.h"

#include <QJsonArray>
#include <QJsonObject>

namespace fw::hub {

/// The name of a person or program as somebody says it, fit to be shown to others: no control or
/// format characters, no line breaks, at most 100 characters. Empty when nothing is left.
QString personFrom(const QString &said);

// Values to the JSON of the hub's wire: orchestrator seed for status, echo seed for stages,
// thumbnails and metadata, own rows for jobs (protocols/framewatch-v1.md, "Channels"). Absent
// members mean unknown.

QJsonObject jobJson(const wire::Job &job); ///< a row of the queue
QJsonObject stageJson(const JobId &job, const wire::Stage &stage); ///< STAGE_UPDATE
QJsonObject thumbnailJson(const JobId &job, const wire::Thumbnail &thumbnail);
QJsonObject metadatumJson(const JobId &job, const wire::Metadatum &datum); ///< METADATA_UPDATE
QJsonObject errorJson(const JobId &job, const wire::JobError &error); ///< ERROR
QJsonObject outputJson(const wire::Output &output);
QJsonObject startJson(const JobId &job, WallTime time); ///< processing:status start
QJsonObject progressJson(const JobId &job, std::optional<double> progress, const QString &message);
QJsonObject completeJson(const JobId &job, const std::vector<wire::Output> &outputs);
QJsonObject failedJson(const JobId &job, const wire::JobError &error);
/// Everything about one job, for GET /api/jobs/{id}.
QJsonObject detailJson(const record::JobDetail &detail);
QJsonArray jobsJson(const std::vector<wire::Job> &jobs);

/// "applied", "conflict"…: the words of an ack.
QString verdictWord(wire::EditSettled::Verdict verdict);
/// An ack without its `type`; a repeated op says "duplicate" and the first verdict in `first`.
QJsonObject ackJson(const record::Verdict &verdict, bool duplicate);

/// The `render` of a request; an absent one means the defaults. Fails with BadInput: wrong types,
/// numbers out of range, a colour that is none.
Expected<wire::RenderOptions> renderFromJson(const JsonValue &value);

/// The `data` of a publish on processing:control, or the body of an action. \a job empty: its
/// `jobId` names the job. Fails with BadInput: wrong types, unknown action, priority beyond 100.
Expected<wire::ControlJob> controlFromJson(const JsonValue &value, const EditId &op,
                                           const JobId &job = {});

/// The longest op we keep; a UUID has 36 characters.
inline constexpr qsizetype maxOpLength = 64;

} // namespace fw::hub
