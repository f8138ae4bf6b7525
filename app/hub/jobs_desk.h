// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/desk.h"
#include "hub/work/jobs.h"

#include <map>

namespace fw::hub {

/// The desk of the real jobs.
class JobsDesk final : public Desk
{
public:
    explicit JobsDesk(work::Jobs &jobs);

    Answer control(const wire::ControlJob &command) override;
    Expected<std::optional<record::Verdict>> verdict(const EditId &op) const override;
    /// Stores what became of an op that added media; an empty op stores nothing. Inside
    /// Jobs::together(), with what was added.
    void remember(const EditId &op, const std::vector<JobId> &jobs);
    /// Adds one job and remembers the op in one transaction.
    work::Taken<JobId> addOnce(const EditId &op, const std::function<work::Taken<JobId>()> &add);

private:
    work::Jobs &m_jobs;
};

/// The verdict of framewatch.v1 that fits a failure.
wire::EditSettled::Verdict verdictOf(Failure::Code code);

} // namespace fw::hub
