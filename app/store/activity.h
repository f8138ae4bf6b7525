// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"

namespace fw::store {

// Activity::code is one of these stable words (the UI has a sentence for each), or a word of the
// session about the connection. For JSON lines and exports they are the same.
namespace code {
using namespace Qt::StringLiterals;
inline constexpr auto jobAdded = "jobAdded"_L1;
inline constexpr auto jobQueued = "jobQueued"_L1; ///< again: a retry, or its hub restarted
inline constexpr auto jobStarted = "jobStarted"_L1;
inline constexpr auto jobPaused = "jobPaused"_L1;
inline constexpr auto jobAttention = "jobAttention"_L1;
inline constexpr auto jobDone = "jobDone"_L1;
inline constexpr auto jobFailed = "jobFailed"_L1;
inline constexpr auto jobCancelled = "jobCancelled"_L1;
inline constexpr auto jobRemoved = "jobRemoved"_L1;
inline constexpr auto jobsMissing = "jobsMissing"_L1; ///< a full list had fewer; detail: how many
inline constexpr auto stageFailed = "stageFailed"_L1;
inline constexpr auto jobError = "jobError"_L1;
inline constexpr auto serverError = "serverError"_L1;
inline constexpr auto itemsFull = "itemsFull"_L1; ///< detail: how many are kept at most
inline constexpr auto gap = "gap"_L1; ///< detail: channel and how many were dropped, if known
inline constexpr auto notice = "notice"_L1;
inline constexpr auto editAccepted = "editAccepted"_L1;
inline constexpr auto editPartly = "editPartly"_L1; ///< detail: verb, accepted, of how many, why
inline constexpr auto editRejected = "editRejected"_L1;
inline constexpr auto editConflict = "editConflict"_L1;
inline constexpr auto editNoAnswer = "editNoAnswer"_L1;
inline constexpr auto journal = "journal"_L1; ///< trouble with our own journal
} // namespace code

/// Appends one line, numbers it and lets the oldest go when there are too many.
void addActivity(State &state, Activity activity, Changes &changes);
/// A line about one job, with its name as it is now (its id when it has none).
void addJobActivity(State &state, const JobEntry &entry, Activity::Kind kind,
                    QLatin1StringView code, const QString &detail, WallTime time, Changes &changes);
/// The line for a job that went from one state to another.
void addStateActivity(State &state, const JobEntry &entry, WallTime time, Changes &changes);

} // namespace fw::store
