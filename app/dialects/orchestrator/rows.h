// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/sink.h"

namespace fw::dialects::orchestrator {

// Objects that mean the same on the socket and over HTTP. Each answers nothing, and has told the
// sink why, when a field it needs is missing or of the wrong type. camelCase and snake_case
// spellings of ids are both understood (orchestrator.md d, "Names and times").

/// Times: ISO 8601 text (naive means UTC), or whole seconds since the epoch (S19).
std::optional<WallTime> readTime(JsonValue value);

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

} // namespace fw::dialects::orchestrator
