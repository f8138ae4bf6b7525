// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/job.h"

#include <array>

namespace fw::models {

/// The built-in views of the queue, in the order they are shown.
enum class Facet : quint8 { All, Running, Queued, Attention, Failed, Done, Paused, Cancelled };

inline constexpr std::array facets{
    Facet::All,    Facet::Running, Facet::Queued, Facet::Attention,
    Facet::Failed, Facet::Done,    Facet::Paused, Facet::Cancelled
};

/// The state a facet stands for; empty for All.
constexpr std::optional<wire::JobState> stateOf(Facet facet)
{
    using wire::JobState;
    switch (facet) {
    case Facet::All:
        return std::nullopt;
    case Facet::Running:
        return JobState::Running;
    case Facet::Queued:
        return JobState::Queued;
    case Facet::Attention:
        return JobState::Attention;
    case Facet::Failed:
        return JobState::Failed;
    case Facet::Done:
        return JobState::Done;
    case Facet::Paused:
        return JobState::Paused;
    case Facet::Cancelled:
        return JobState::Cancelled;
    }
    return std::nullopt;
}

} // namespace fw::models
