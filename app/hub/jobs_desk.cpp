// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/jobs_desk.h"

namespace fw::hub {

using Verdict = wire::EditSettled::Verdict;

Verdict verdictOf(Failure::Code code)
{
    using enum Failure::Code;
    switch (code) {
    case Conflict:
        return Verdict::Conflict;
    case BadInput:
    case TooLarge:
    case NotFound:
    case Unsupported:
        return Verdict::Invalid;
    case Refused:
    case Unauthorised:
    case Forbidden:
    case Unreachable:
    case Timeout:
    case Io:
    case Database:
    case Process:
    case Cancelled:
    case Internal:
        return Verdict::Denied;
    }
    return Verdict::Denied;
}

JobsDesk::JobsDesk(work::Jobs &jobs)
    : m_jobs(jobs)
{
}

std::optional<record::Verdict> JobsDesk::verdict(const EditId &op) const
{
    return op.isEmpty() ? std::nullopt : m_jobs.verdict(op);
}

Desk::Answer JobsDesk::control(const wire::ControlJob &command)
{
    if (auto first = verdict(command.edit))
        return { *first, true, {} };
    const auto done = m_jobs.control(command.job, command.action, command.priority, command.reason);
    record::Verdict made;
    made.op = command.edit;
    if (done) {
        made.jobs = { command.job };
    } else {
        made.verdict = verdictOf(done.error().code);
        made.message = done.error().detail;
    }
    if (!command.edit.isEmpty())
        m_jobs.remember(made);
    Answer answer{ made, false, {} };
    if (!done)
        answer.code = done.error().code;
    return answer;
}

void JobsDesk::remember(const EditId &op, const std::vector<JobId> &jobs)
{
    if (op.isEmpty())
        return;
    record::Verdict made;
    made.op = op;
    made.jobs = jobs;
    m_jobs.remember(made);
}

} // namespace fw::hub
