// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/activity.h"

#include "store/rows.h"

namespace fw::store {

using namespace Qt::StringLiterals;

namespace {

QString errorDetail(const wire::Job &job)
{
    if (!job.error)
        return job.message;
    if (job.error->code.isEmpty() || job.error->message.isEmpty())
        return job.error->code + job.error->message;
    return job.error->code + u": "_s + job.error->message;
}

} // namespace

void addActivity(State &state, Activity activity, Changes &changes)
{
    activity.number = state.nextActivity++;
    state.activities.push_back(std::move(activity));
    if (state.activities.size() > State::maxActivities)
        state.activities.pop_front();
    ++changes.activities;
}

void addJobActivity(State &state, const JobEntry &entry, Activity::Kind kind,
                    QLatin1StringView code, const QString &detail, WallTime time, Changes &changes)
{
    Activity line;
    line.time = time;
    line.kind = kind;
    line.server = entry.server;
    line.job = entry.job.id;
    line.subject = entry.job.name.isEmpty() ? entry.job.id.text : entry.job.name;
    line.code = shared(state, code);
    line.detail = detail;
    addActivity(state, std::move(line), changes);
}

void addStateActivity(State &state, const JobEntry &entry, WallTime time, Changes &changes)
{
    using Kind = Activity::Kind;
    const auto add = [&](Kind kind, QLatin1StringView code, const QString &detail = {}) {
        addJobActivity(state, entry, kind, code, detail, time, changes);
    };
    switch (entry.job.state) {
    case wire::JobState::Queued:
        return add(Kind::Info, code::jobQueued);
    case wire::JobState::Running:
        return add(Kind::Started, code::jobStarted);
    case wire::JobState::Paused:
        return add(Kind::Info, code::jobPaused);
    case wire::JobState::Attention:
        return add(Kind::Warning, code::jobAttention, errorDetail(entry.job));
    case wire::JobState::Done:
        return add(Kind::Finished, code::jobDone);
    case wire::JobState::Failed:
        return add(Kind::Failed, code::jobFailed, errorDetail(entry.job));
    case wire::JobState::Cancelled:
        return add(Kind::Info, code::jobCancelled);
    }
}

} // namespace fw::store
