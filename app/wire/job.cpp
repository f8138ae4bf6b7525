// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/job.h"

#include <array>

namespace fw::wire {

using namespace Qt::StringLiterals;

namespace {

constexpr auto stateWords = std::to_array<std::pair<JobState, QLatin1StringView>>({
    { JobState::Queued, "queued"_L1 },
    { JobState::Running, "running"_L1 },
    { JobState::Paused, "paused"_L1 },
    { JobState::Attention, "attention"_L1 },
    { JobState::Done, "done"_L1 },
    { JobState::Failed, "failed"_L1 },
    { JobState::Cancelled, "cancelled"_L1 },
});

} // namespace

bool isTerminal(JobState state)
{
    return state == JobState::Done || state == JobState::Failed || state == JobState::Cancelled;
}

QString stateWord(JobState state)
{
    for (const auto &[known, word] : stateWords) {
        if (known == state)
            return word;
    }
    return {};
}

std::optional<JobState> stateFromWord(QStringView word)
{
    for (const auto &[state, known] : stateWords) {
        if (word == known)
            return state;
    }
    return std::nullopt;
}

JobId workOf(const EditId &edit)
{
    return { QStringLiteral("op:") + edit.text };
}

bool isOwnWork(const JobId &job)
{
    return job.text.startsWith(QLatin1StringView("op:"));
}

} // namespace fw::wire
