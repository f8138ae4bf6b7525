// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/job_model.h"

#include <array>

namespace fw::models {

/// After this long without a word about a running job its state counts as last known only.
inline constexpr std::chrono::minutes silentLimit{ 10 };

/// Whether what is shown of an unfinished job is only the last known state: not confirmed since
/// the start, its server not live, or silent for longer than silentLimit (ux.md 4.2).
bool isStale(const store::State &state, const store::JobEntry &entry, WallTime now);
/// 0 to 100; a finished job is at 100. Empty: nobody knows.
std::optional<double> shownProgress(const wire::Job &job);
/// How long the job ran, up to now when it still does.
std::optional<Millis> ranFor(const wire::Job &job, WallTime now);
/// When the job last changed: by the server's own time, or, where it says none, when we heard.
WallTime lastChange(const store::JobEntry &entry);
/// The server's name for people, its id when it has none.
QString serverName(const store::State &state, const ServerId &id);
/// What the job is called: its name, for a long action of ours that action and what it is done to
/// ("Remove background: sunset.jpg"), else its id.
QString jobName(const store::State &state, const store::JobEntry &entry);
/// The same of a name that was noted when it was told of, e.g. of a line of the activity.
QString jobName(const store::State &state, const store::JobKey &key, const QString &name);
/// What plain words are matched against.
std::array<QStringView, 7> searchFields(const wire::Job &job);

/// The text, the sort key, the tooltip of one cell.
QString cellText(const store::State &state, const store::JobEntry &entry, JobModel::Column column,
                 const store::Now &now);
QVariant sortKey(const store::State &state, const store::JobEntry &entry, JobModel::Column column,
                 const store::Now &now);
QString cellTip(const store::State &state, const store::JobEntry &entry, JobModel::Column column,
                const store::Now &now);
/// The cell as a sentence part for screen readers: "Progress 62 %".
QString cellSpoken(const store::State &state, const store::JobEntry &entry, JobModel::Column column,
                   const store::Now &now);
/// The column's heading.
QString columnTitle(JobModel::Column column);

} // namespace fw::models
