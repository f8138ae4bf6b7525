// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/orchestrator/words.h"

#include <algorithm>
#include <array>

namespace fw::dialects::orchestrator {

using namespace Qt::StringLiterals;
using wire::JobState;
using Verdict = wire::EditSettled::Verdict;

namespace {

template <class T> using Word = std::pair<QLatin1StringView, T>;

constexpr auto jobWords = std::to_array<Word<JobState>>({
    { "queued"_L1, JobState::Queued },
    { "started"_L1, JobState::Running },
    { "processing"_L1, JobState::Running },
    { "completed"_L1, JobState::Done },
    { "failed"_L1, JobState::Failed },
});

constexpr auto stageWords = std::to_array<Word<JobState>>({
    { "PENDING"_L1, JobState::Queued },
    { "PROCESSING"_L1, JobState::Running },
    { "COMPLETED"_L1, JobState::Done },
    { "FAILED"_L1, JobState::Failed },
    { "PAUSED"_L1, JobState::Paused },
    { "CANCELLED"_L1, JobState::Cancelled },
    { "INTERRUPTED"_L1, JobState::Attention },
});

constexpr auto verdictWords = std::to_array<Word<Verdict>>({
    { "applied"_L1, Verdict::Applied },
    { "rebased"_L1, Verdict::Rebased },
    { "duplicate"_L1, Verdict::Duplicate },
    { "conflict"_L1, Verdict::Conflict },
    { "invalid"_L1, Verdict::Invalid },
    { "denied"_L1, Verdict::Denied },
    { "rateLimited"_L1, Verdict::RateLimited },
});

constexpr auto typeWords = std::to_array<Word<MessageType>>({
    { "welcome"_L1, MessageType::Welcome },
    { "subscribed"_L1, MessageType::Subscribed },
    { "snapshot"_L1, MessageType::Snapshot },
    { "event"_L1, MessageType::Event },
    { "preview"_L1, MessageType::Preview },
    { "ack"_L1, MessageType::Ack },
    { "heartbeat"_L1, MessageType::Heartbeat },
    { "gap"_L1, MessageType::Gap },
    { "batch"_L1, MessageType::Batch },
    { "drain"_L1, MessageType::Drain },
    { "authenticated"_L1, MessageType::Authenticated },
    { "error"_L1, MessageType::Error },
});

constexpr auto serviceWords = std::to_array<QLatin1StringView>(
    { "subscribed"_L1, "unsubscribed"_L1, "connected"_L1, "ping"_L1, "pong"_L1 });
constexpr auto cropActions = std::to_array<QLatin1StringView>(
    { "resize"_L1, "move"_L1, "zoom"_L1, "apply"_L1, "cancel"_L1 });
constexpr auto brandActions = std::to_array<QLatin1StringView>({ "set"_L1, "reset"_L1, "sync"_L1 });

template <class Table> auto lookUp(const Table &table, QStringView word)
{
    const auto found
        = std::ranges::find_if(table, [word](const auto &pair) { return word == pair.first; });
    return found == table.end() ? std::nullopt : std::optional(found->second);
}

} // namespace

std::optional<JobState> jobStateFromStatus(QStringView word)
{
    return lookUp(jobWords, word);
}

std::optional<JobState> jobStateOf(const QString &word)
{
    const QString lower = word.toLower();
    const auto known = wire::stateFromWord(lower);
    return known ? known : jobStateFromStatus(lower);
}

std::optional<JobState> stageState(QStringView word)
{
    return lookUp(stageWords, word);
}

std::optional<Verdict> verdictFromWord(QStringView word)
{
    return lookUp(verdictWords, word);
}

std::optional<MessageType> messageType(QStringView word)
{
    return lookUp(typeWords, word);
}

bool isServiceWord(QStringView word)
{
    return std::ranges::any_of(serviceWords, [word](auto known) { return word == known; });
}

bool isCropAction(QStringView word)
{
    return std::ranges::any_of(cropActions, [word](auto known) { return word == known; });
}

bool isBrandAction(QStringView word)
{
    return std::ranges::any_of(brandActions, [word](auto known) { return word == known; });
}

} // namespace fw::dialects::orchestrator
