// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/job.h"

#include <QStringList>

namespace fw::dialects::bridge {

/// Status words of jobs and batches (e), in any case: pending, processing, running, paused,
/// completed, failed, cancelled. Empty for any other word.
std::optional<wire::JobState> stateOf(QStringView word);

/// Position of a stage of the progress reporter (c3); stages it does not name come behind.
int stageOrder(QStringView stage);

/// Channels of the fallback (c1.3), and of the native socket (c2).
QStringList fallbackChannels();
QStringList nativeChannels();

/// Types of messages of both push channels (S10 to S24, c2, c3). Shapes differ, words do not.
enum class MessageType : quint8 {
    Pong,
    Confirmed, ///< registration, subscription, unsubscription
    ConnectionEstablished,
    Error,
    Notification,
    JobCreated,
    JobStarted,
    JobProgress,
    StageCompleted,
    JobCompleted,
    JobFailed,
    ErrorOccurred,
    PhotoInfo,
    PhotoImported,
    PhotoAnalyzed,
    PhotoSelected,
    PhotoApproved,
    PhotoRejected,
    SessionCreated,
    SessionUpdated,
    SessionCompleted,
    SystemStatus,
    ResourceWarning,
    QueueStatus,
    PriorityChanged,
    ApprovalQueueUpdated,
    ExportStarted,
    ExportCompleted,
    ExportFailed,
};
std::optional<MessageType> messageType(QStringView word);

/// What a server said, without the statement and the links that its database adds (f6).
QString withoutSql(const QString &text);

} // namespace fw::dialects::bridge
