// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/job.h"

#include <optional>

namespace fw::dialects::echo {

// The words of all eras of this server (echo.md e), each table in pairs (style.md rule 10).

/// Status of a job or stage (S4, S11), without case; the words of older and younger eras too.
std::optional<wire::JobState> stateOf(QStringView word);

/// Where a stage stands among the others.
struct StagePlace
{
    QString id; ///< the canonical name; as the server spelled it when it is not known
    int order = 0;
    double weight = 0; ///< percent of the whole job (e1)
};
/// By any of the four vocabularies; unknown ones come last, in the order they are first named.
StagePlace placeOf(const QString &stageId);

/// What a message is about, by its type without case.
enum class MessageType : quint8 {
    JobUpdate,
    StageUpdate,
    MetadataUpdate,
    ThumbnailGenerated,
    Error,
    Heartbeat,
    Ping,
    Acknowledged, ///< an answer to something we said; nothing follows from it
};
std::optional<MessageType> messageType(QStringView word);

/// True for TITLE, DESCRIPTION, TAGS, TRANSCRIPT and CHAPTERS (S16).
bool isMetadataType(QStringView word);

} // namespace fw::dialects::echo
