// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/bridge/known.h"

namespace fw::dialects::bridge {

inline constexpr auto sessionKind = "session";
inline constexpr auto photoKind = "photo";
inline constexpr auto approvalKind = "approval";
inline constexpr auto folderKind = "folder"; ///< watched for new photos
inline constexpr auto figureKind = "statistic";

// Rows of the REST routes (c4). Each answers nothing, and has told the sink why, when what it
// needs is missing or of the wrong type.

/// A row of /api/jobs, or the object of /api/jobs/<id>, POST /api/jobs.
std::optional<wire::Job> readJob(JsonValue value, Sink &sink);
/// The object of /batch/<id>/status, as the job "batch:<id>".
std::optional<wire::Job> readBatch(JsonValue value, Sink &sink);
std::optional<wire::Item> readSession(JsonValue value, Sink &sink);
/// A photo; \a kind is photoKind or approvalKind (the queue of approvals lists photos).
std::optional<wire::Item> readPhoto(JsonValue value, const char *kind, Sink &sink);

/// State words of jobs: an unknown one is Running, its word goes into \a message (e).
wire::JobState readState(const QString &word, QString &message, const QString &where, Sink &sink);
/// Percent within 0 to 100; empty, with an issue, for anything else.
std::optional<double> readPercent(JsonValue value, const QString &where, Sink &sink);
/// Names a running job whose progress is less than it was told before (it is shown as it is); keeps
/// \a percent to compare. Without one, what was kept is forgotten.
void nameBackwards(const JobId &job, std::optional<double> percent, Sink &sink);
std::optional<int> toInt(std::optional<qint64> number);

JobId batchJob(const QString &batch);
/// The batch behind a job id of ours; empty when the job is none.
QString batchOf(const JobId &job);

/// A photo's preview, as a path on the server. No validator comes with it: id and size are its
/// name in a cache (f17).
QString thumbnailPath(const QString &photo, QLatin1StringView size);

/// Every member but those named becomes a field; nulls are "not said".
std::vector<wire::Metadatum> otherFields(JsonValue object, const QStringList &but);

/// Every usable item of the array at \a list; the others are issues.
template <class T, class Read> std::vector<T> readAll(JsonValue list, Sink &sink, Read read)
{
    std::vector<T> all;
    for (const JsonValue &item : list.array().items()) {
        if (auto one = read(item, sink))
            all.push_back(std::move(*one));
    }
    return all;
}

} // namespace fw::dialects::bridge
