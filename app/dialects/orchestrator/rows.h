// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/sink.h"

#include <QSet>

namespace fw::dialects::orchestrator {

// Objects that mean the same on the socket and over HTTP. Each answers nothing, and has told the
// sink why, when a field it needs is missing or of the wrong type. camelCase and snake_case
// spellings of ids are both understood (orchestrator.md d, "Names and times").

/// Times: ISO 8601 text (naive means UTC), or whole seconds since the epoch (S19).
std::optional<WallTime> readTime(JsonValue value);

/// A state of words this kind of server does not have is shown as running, with the word as its
/// message, and named by an issue; for jobs and for stages.
std::optional<wire::Job> readJob(JsonValue value, Sink &sink);
std::optional<std::pair<JobId, wire::Stage>> readStage(JsonValue value, Sink &sink);
std::optional<std::pair<JobId, wire::Thumbnail>> readThumbnail(JsonValue value, Sink &sink);
std::optional<std::pair<JobId, wire::Metadatum>> readMetadatum(JsonValue value, Sink &sink);
/// An object, or only a name or link as text.
std::optional<wire::Output> readOutput(JsonValue value, int index, Sink &sink);
std::optional<wire::JobLogLine> readLogLine(JsonValue value, Sink &sink);
/// An error as an object or as a sentence.
wire::JobError readError(JsonValue value);
/// Percent within 0 to 100; empty, with an issue, for anything else.
std::optional<double> readPercent(JsonValue value, const QString &where, Sink &sink);

/// Every usable item of the array at \a value; the others are issues.
template <class T, class Read> std::vector<T> readAll(JsonValue value, Sink &sink, Read read)
{
    std::vector<T> all;
    for (const JsonValue &item : value.array().items()) {
        if (auto one = read(item, sink))
            all.push_back(std::move(*one));
    }
    return all;
}

/// Names ids that stand in \a list more than once: the rows stay, and the last of them holds.
template <class T> void nameTwice(const std::vector<T> &list, const QString &where, Sink &sink)
{
    QSet<QString> seen;
    for (const T &one : list) {
        if (seen.contains(one.id.text))
            sink.issue(Failure::Code::BadInput,
                       QStringLiteral("%1: id \"%2\" stands there twice").arg(where, one.id.text));
        seen.insert(one.id.text);
    }
}

} // namespace fw::dialects::orchestrator
