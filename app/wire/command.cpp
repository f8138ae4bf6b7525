// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/command.h"

#include <array>

namespace fw::wire {

using namespace Qt::StringLiterals;

namespace {

constexpr auto actionWords = std::to_array<std::pair<JobAction, QLatin1StringView>>({
    { JobAction::Cancel, "cancel"_L1 },
    { JobAction::Pause, "pause"_L1 },
    { JobAction::Resume, "resume"_L1 },
    { JobAction::Retry, "retry"_L1 },
    { JobAction::Prioritise, "prioritise"_L1 },
});

} // namespace

QString actionWord(JobAction action)
{
    for (const auto &[known, word] : actionWords) {
        if (known == action)
            return word;
    }
    return {};
}

std::optional<JobAction> actionFromWord(QStringView word)
{
    for (const auto &[action, known] : actionWords) {
        if (word == known)
            return action;
    }
    return std::nullopt;
}

} // namespace fw::wire
