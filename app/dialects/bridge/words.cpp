// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/bridge/words.h"

#include <algorithm>
#include <array>

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;
using wire::JobState;

namespace {

template <class T> using Word = std::pair<QLatin1StringView, T>;

constexpr auto stateWords = std::to_array<Word<JobState>>({
    { "pending"_L1, JobState::Queued },
    { "processing"_L1, JobState::Running },
    { "running"_L1, JobState::Running },
    { "paused"_L1, JobState::Paused },
    { "completed"_L1, JobState::Done },
    { "failed"_L1, JobState::Failed },
    { "cancelled"_L1, JobState::Cancelled },
});

constexpr auto stages = std::to_array<QLatin1StringView>({
    "importing"_L1,
    "exif_analysis"_L1,
    "ai_evaluation"_L1,
    "context_detection"_L1,
    "preset_selection"_L1,
    "applying_preset"_L1,
    "quality_check"_L1,
    "exporting"_L1,
    "completed"_L1,
    "failed"_L1,
});

constexpr auto typeWords = std::to_array<Word<MessageType>>({
    { "pong"_L1, MessageType::Pong },
    { "registration_confirmed"_L1, MessageType::Confirmed },
    { "subscription_confirmed"_L1, MessageType::Confirmed },
    { "unsubscription_confirmed"_L1, MessageType::Confirmed },
    { "connection_established"_L1, MessageType::ConnectionEstablished },
    { "error"_L1, MessageType::Error },
    { "notification"_L1, MessageType::Notification },
    { "job_created"_L1, MessageType::JobCreated },
    { "job_started"_L1, MessageType::JobStarted },
    { "job_progress"_L1, MessageType::JobProgress },
    { "stage_completed"_L1, MessageType::StageCompleted },
    { "job_completed"_L1, MessageType::JobCompleted },
    { "job_failed"_L1, MessageType::JobFailed },
    { "error_occurred"_L1, MessageType::ErrorOccurred },
    { "photo_info"_L1, MessageType::PhotoInfo },
    { "photo_imported"_L1, MessageType::PhotoImported },
    { "photo_analyzed"_L1, MessageType::PhotoAnalyzed },
    { "photo_selected"_L1, MessageType::PhotoSelected },
    { "photo_approved"_L1, MessageType::PhotoApproved },
    { "photo_rejected"_L1, MessageType::PhotoRejected },
    { "session_created"_L1, MessageType::SessionCreated },
    { "session_updated"_L1, MessageType::SessionUpdated },
    { "session_completed"_L1, MessageType::SessionCompleted },
    { "system_status"_L1, MessageType::SystemStatus },
    { "resource_warning"_L1, MessageType::ResourceWarning },
    { "queue_status"_L1, MessageType::QueueStatus },
    { "priority_changed"_L1, MessageType::PriorityChanged },
    { "approval_queue_updated"_L1, MessageType::ApprovalQueueUpdated },
    { "export_started"_L1, MessageType::ExportStarted },
    { "export_completed"_L1, MessageType::ExportCompleted },
    { "export_failed"_L1, MessageType::ExportFailed },
});

template <class Table> auto lookUp(const Table &table, QStringView word)
{
    const auto found = std::ranges::find_if(table, [word](const auto &pair) {
        return word.compare(pair.first, Qt::CaseInsensitive) == 0;
    });
    return found == table.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

std::optional<JobState> stateOf(QStringView word)
{
    return lookUp(stateWords, word);
}

int stageOrder(QStringView stage)
{
    const auto found = std::ranges::find_if(stages, [stage](auto known) { return stage == known; });
    return static_cast<int>(found - stages.begin());
}

QStringList fallbackChannels()
{
    return { u"jobs"_s, u"system"_s, u"photos"_s };
}

QStringList nativeChannels()
{
    return { u"jobs"_s,  u"photos"_s,   u"sessions"_s, u"system"_s,
             u"queue"_s, u"approval"_s, u"export"_s };
}

std::optional<MessageType> messageType(QStringView word)
{
    return lookUp(typeWords, word);
}

QString withoutSql(const QString &text)
{
    QString plain = text;
    for (const QLatin1StringView mark :
         { "[SQL:"_L1, "[parameters:"_L1, "(Background on this error"_L1 }) {
        if (const qsizetype at = plain.indexOf(mark); at >= 0)
            plain.truncate(at);
    }
    // "(sqlite3.IntegrityError) CHECK constraint failed: …"
    const qsizetype open = plain.indexOf("(sqlite3."_L1);
    const qsizetype close = open < 0 ? -1 : plain.indexOf(u')', open);
    if (close > open)
        plain.remove(open, close - open + 1);
    return plain.simplified();
}

} // namespace fw::dialects::bridge
