// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/event.h"

#include <optional>

namespace fw::dialects::orchestrator {

// The words this kind of server speaks, each table in pairs (style.md rule 10).

/// Job status words of the seed (S19 to S22) and of the program's HTTP answers
/// (orchestrator.md d): "started", "processing", "completed", "failed", "queued".
std::optional<wire::JobState> jobStateFromStatus(QStringView word);

/// The same and, for servers that say more than the seed, those of wire::stateWord(); in any case.
std::optional<wire::JobState> jobStateOf(const QString &word);

/// Stage status words: "PENDING", "PROCESSING", "COMPLETED", "FAILED", "PAUSED", "CANCELLED",
/// "INTERRUPTED" (which wants attention: the hub ended while it ran).
std::optional<wire::JobState> stageState(QStringView word);

/// Status words of an ack (framewatch-v1.md).
std::optional<wire::EditSettled::Verdict> verdictFromWord(QStringView word);

/// Types of framewatch.v1 messages from the server.
enum class MessageType : quint8 {
    Welcome,
    Subscribed,
    Snapshot,
    Event,
    Preview,
    Ack,
    Heartbeat,
    Gap,
    Batch,
    Drain,
    Authenticated,
    Error,
};
std::optional<MessageType> messageType(QStringView word);

/// "subscribed", "unsubscribed", "connected", "ping", "pong": what a bare server says of the
/// connection and nothing else.
bool isServiceWord(QStringView word);

/// Actions of crop:editor (S25 to S28) and brand:config (S29 to S32).
bool isCropAction(QStringView word);
bool isBrandAction(QStringView word);

} // namespace fw::dialects::orchestrator
