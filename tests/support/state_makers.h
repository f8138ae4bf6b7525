// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/command.h"
#include "wire/event.h"

namespace fw::test {

/// A job with an id, a state and, if said, an attempt and the server's own time of the change
/// (seconds after a fixed moment).
inline wire::Job makeJob(const QString &id, wire::JobState state, std::optional<int> attempt = {},
                         std::optional<int> updatedSecond = {})
{
    wire::Job job;
    job.id = JobId{ id };
    job.state = state;
    job.attempt = attempt;
    if (updatedSecond)
        job.updated = WallTime(std::chrono::milliseconds(1'790'000'000'123)
                               + std::chrono::seconds(*updatedSecond));
    return job;
}

/// A server's answer to an edit.
inline wire::EditSettled makeVerdict(const QString &edit, wire::EditSettled::Verdict verdict,
                                     const QString &message = {})
{
    wire::EditSettled settled;
    settled.edit = EditId{ edit };
    settled.verdict = verdict;
    settled.message = message;
    return settled;
}

/// A command for one job.
inline wire::ControlJob makeControl(const QString &edit, const QString &job, wire::JobAction action)
{
    wire::ControlJob control;
    control.edit = EditId{ edit };
    control.job = JobId{ job };
    control.action = action;
    return control;
}

/// A stage of a first attempt.
inline wire::Stage makeStage(const QString &id, wire::JobState state, int order = 0)
{
    wire::Stage stage;
    stage.id = StageId{ id };
    stage.state = state;
    stage.order = order;
    return stage;
}

/// A picture or a file of a job, by id and URL.
inline wire::Thumbnail makeThumbnail(const QString &id, const QString &url)
{
    wire::Thumbnail thumbnail;
    thumbnail.id = ThumbnailId{ id };
    thumbnail.url = url;
    return thumbnail;
}

inline wire::Output makeOutput(const QString &id, const QString &name)
{
    wire::Output output;
    output.id = OutputId{ id };
    output.name = name;
    return output;
}

} // namespace fw::test
