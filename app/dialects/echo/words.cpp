// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/echo/words.h"

#include <array>

namespace fw::dialects::echo {

using namespace Qt::StringLiterals;
using wire::JobState;

namespace {

template <class T> using Pair = std::pair<QLatin1StringView, T>;

constexpr auto states = std::to_array<Pair<JobState>>({
    { "PENDING"_L1, JobState::Queued },
    { "QUEUED"_L1, JobState::Queued },
    { "PROCESSING"_L1, JobState::Running },
    { "IN_PROGRESS"_L1, JobState::Running },
    { "COMPLETED"_L1, JobState::Done },
    { "FAILED"_L1, JobState::Failed },
    { "ERROR"_L1, JobState::Failed },
    { "CANCELLED"_L1, JobState::Cancelled },
    { "CANCELED"_L1, JobState::Cancelled },
    { "PAUSED"_L1, JobState::Paused },
    { "PARTIAL"_L1, JobState::Attention },
});

constexpr auto types = std::to_array<Pair<MessageType>>({
    { "JOB_UPDATE"_L1, MessageType::JobUpdate },
    { "STAGE_UPDATE"_L1, MessageType::StageUpdate },
    { "METADATA_UPDATE"_L1, MessageType::MetadataUpdate },
    { "THUMBNAIL_GENERATED"_L1, MessageType::ThumbnailGenerated },
    { "ERROR"_L1, MessageType::Error },
    { "HEARTBEAT"_L1, MessageType::Heartbeat },
    { "PING"_L1, MessageType::Ping },
    { "HEARTBEAT_ACK"_L1, MessageType::Acknowledged },
    { "PONG"_L1, MessageType::Acknowledged },
    { "SUBSCRIBED"_L1, MessageType::Acknowledged },
    { "UNSUBSCRIBED"_L1, MessageType::Acknowledged },
    { "AUTHENTICATED"_L1, MessageType::Acknowledged },
    { "CONNECTED"_L1, MessageType::Acknowledged },
});

struct Step
{
    QLatin1StringView id;
    int order;
    double weight;
};

// The proposed order for display. Show notes, titles and outputs keep a place of their own: older
// servers tell of them apart, and they weigh apart.
constexpr auto steps = std::to_array<Step>({
    { "UPLOAD"_L1, 0, 10 },
    { "METADATA_EXTRACTION"_L1, 10, 0 },
    { "AUDIO_EXTRACTION"_L1, 20, 15 },
    { "TRANSCRIPTION"_L1, 30, 15 },
    { "METADATA_GENERATION"_L1, 40, 20 },
    { "SHOWNOTE_GENERATION"_L1, 41, 15 },
    { "TITLE_GENERATION"_L1, 42, 5 },
    { "SUBTITLE_GENERATION"_L1, 50, 15 },
    { "CHAPTER_GENERATION"_L1, 60, 15 },
    { "THUMBNAIL_GENERATION"_L1, 70, 0 },
    { "OUTPUT_UPLOAD"_L1, 80, 0 },
    { "PUBLISH"_L1, 90, 10 },
    { "COMPLETE"_L1, 99, 0 },
});
constexpr int afterAll = 1000;

// Four vocabularies: the seed's, the old enum's, the old database's, the web page's (echo.md e).
constexpr auto aliases = std::to_array<Pair<QLatin1StringView>>({
    { "UPLOADED"_L1, "UPLOAD"_L1 },
    { "DOWNLOAD"_L1, "UPLOAD"_L1 },
    { "BASIC_METADATA"_L1, "METADATA_EXTRACTION"_L1 },
    { "EXTRACT_AUDIO"_L1, "AUDIO_EXTRACTION"_L1 },
    { "AUDIO"_L1, "AUDIO_EXTRACTION"_L1 },
    { "GENERATE_TRANSCRIPT"_L1, "TRANSCRIPTION"_L1 },
    { "TRANSCRIPT_GENERATION"_L1, "TRANSCRIPTION"_L1 },
    { "TRANSCRIPT"_L1, "TRANSCRIPTION"_L1 },
    { "CONTENT_METADATA"_L1, "METADATA_GENERATION"_L1 },
    { "METADATA"_L1, "METADATA_GENERATION"_L1 },
    { "GENERATE_SUBTITLES"_L1, "SUBTITLE_GENERATION"_L1 },
    { "SUBTITLES"_L1, "SUBTITLE_GENERATION"_L1 },
    { "GENERATE_SHOWNOTES"_L1, "SHOWNOTE_GENERATION"_L1 },
    { "SHOWNOTES"_L1, "SHOWNOTE_GENERATION"_L1 },
    { "GENERATE_CHAPTERS"_L1, "CHAPTER_GENERATION"_L1 },
    { "CHAPTERS"_L1, "CHAPTER_GENERATION"_L1 },
    { "GENERATE_TITLES"_L1, "TITLE_GENERATION"_L1 },
    { "TITLE"_L1, "TITLE_GENERATION"_L1 },
    { "THUMBNAIL"_L1, "THUMBNAIL_GENERATION"_L1 },
    { "THUMBNAILS"_L1, "THUMBNAIL_GENERATION"_L1 },
    { "UPLOAD_OUTPUTS"_L1, "OUTPUT_UPLOAD"_L1 },
    { "UPLOAD_TO_YOUTUBE"_L1, "PUBLISH"_L1 },
    { "YOUTUBE_UPLOAD"_L1, "PUBLISH"_L1 },
    { "COMPLETED"_L1, "COMPLETE"_L1 },
});

template <class T, size_t n>
std::optional<T> find(const std::array<Pair<T>, n> &table, QStringView word)
{
    for (const auto &[known, value] : table) {
        if (word.compare(known, Qt::CaseInsensitive) == 0)
            return value;
    }
    return std::nullopt;
}

} // namespace

std::optional<JobState> stateOf(QStringView word)
{
    return find(states, word);
}

std::optional<MessageType> messageType(QStringView word)
{
    return find(types, word);
}

StagePlace placeOf(const QString &stageId)
{
    QString word = stageId.trimmed();
    word.replace(u' ', u'_').replace(u'-', u'_');
    if (const auto canonical = find(aliases, word))
        word = *canonical;
    for (const Step &step : steps) {
        if (word.compare(step.id, Qt::CaseInsensitive) == 0)
            return { step.id, step.order, step.weight };
    }
    return { stageId, afterAll, 0 };
}

bool isMetadataType(QStringView word)
{
    constexpr auto words = std::to_array<QLatin1StringView>(
        { "TITLE"_L1, "DESCRIPTION"_L1, "TAGS"_L1, "TRANSCRIPT"_L1, "CHAPTERS"_L1 });
    for (const QLatin1StringView known : words) {
        if (word.compare(known, Qt::CaseInsensitive) == 0)
            return true;
    }
    return false;
}

} // namespace fw::dialects::echo
