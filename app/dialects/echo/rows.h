// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/sink.h"

namespace fw::dialects::echo {

// What means the same on the socket and over HTTP. Nulls and absent members mean "not said", and
// from HTTP so do empty texts and lists: this server answers them for things it does know.

/// Who listens to one frame or reply, and what it was told once already.
struct Reading
{
    Sink &sink;
    QStringList named{}; ///< unknown words an issue has named
    bool listWanted = false; ///< more has changed than was said

    void unknown(const QString &what, const QString &word); ///< one issue for each word
};

/// The state of \a word; an unknown one counts as running and is shown as it is in \a message.
wire::JobState readState(const QString &word, QString &message, Reading &reading);
/// Percent within 0 to 100; empty, with an issue, for anything else.
std::optional<double> readPercent(JsonValue value, const QString &where, Reading &reading);
/// ISO 8601, with zone or without (UTC); empty, with an issue, for anything else.
std::optional<WallTime> readTime(JsonValue value, const QString &where, Reading &reading);

/// One job as an answer or a flat message tells of it (echo.md c2.1, c1.2 B and C).
struct Row
{
    wire::Job job;
    bool hasState = false; ///< false: a message that tells of other things only
    QString video; ///< id of the video it belongs to
    std::vector<wire::Event> parts; ///< stages, metadata
};
/// Answers nothing, and has told the sink why, when there is no id. \a id: where it stands outside.
std::optional<Row> readRow(JsonValue value, Reading &reading, const QString &id = {});
/// The row as events, the job first.
std::vector<wire::Event> eventsOf(Row row);

/// The stage \a id, as a message or an object of processing_stages tells of it.
wire::Stage readStage(const QString &id, JsonValue value, Reading &reading);

/// One field of metadata by the word of METADATA_UPDATE (S16, S17): tags as a list, chapters as a
/// bare list whether or not they came in an object. Empty for null.
std::optional<wire::Metadatum> readDatum(const QString &type, JsonValue content);

/// An issue when \a content is not of the kind the field has (S17); it is shown as it is all the
/// same. Null says nothing.
void nameOddContent(const QString &type, JsonValue content, Reading &reading);

/// The last "Error: " entry of processing_stages, without that word (echo.md c2.3, 2).
QString errorInStages(JsonValue stages);

} // namespace fw::dialects::echo
