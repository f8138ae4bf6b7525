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

namespace {

Desk::Answer answerTo(const wire::ControlJob &command, const Expected<void> &done)
{
    Desk::Answer answer;
    answer.verdict.op = command.edit;
    if (done) {
        answer.verdict.jobs = { command.job };
    } else {
        answer.verdict.verdict = verdictOf(done.error().code);
        answer.verdict.message = done.error().detail;
        answer.code = done.error().code;
    }
    return answer;
}

} // namespace

JobsDesk::JobsDesk(work::Jobs &jobs)
    : m_jobs(jobs)
{
}

Expected<std::optional<record::Verdict>> JobsDesk::verdict(const EditId &op) const
{
    if (op.isEmpty())
        return std::nullopt;
    return m_jobs.verdict(op);
}

Desk::Answer JobsDesk::control(const wire::ControlJob &command)
{
    Answer answer;
    Expected<void> known;
    // The look-up, the act and its verdict are kept together or not at all: a crash between them
    // would let the repeated op act twice.
    const auto kept = m_jobs.together([&] {
        const auto first = verdict(command.edit);
        if (!first) {
            known = tl::unexpected(first.error());
            return;
        }
        if (*first) {
            answer = { **first, true, {} };
            return;
        }
        answer = answerTo(
            command, m_jobs.control(command.job, command.action, command.priority, command.reason));
        if (!command.edit.isEmpty())
            m_jobs.remember(answer.verdict);
    });
    if (kept && known)
        return answer;
    // Not refused: the disk may have it in spite of all. The same op, sent again, settles it.
    answer = answerTo(command, kept ? known : kept);
    answer.verdict.verdict = Verdict::RateLimited;
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

work::Taken<JobId> JobsDesk::addOnce(const EditId &op,
                                     const std::function<work::Taken<JobId>()> &add)
{
    work::Taken<JobId> added;
    const auto kept = m_jobs.together([&] {
        added = add();
        if (added)
            remember(op, { *added });
    });
    if (!kept)
        return tl::unexpected(kept.error());
    return added;
}

} // namespace fw::hub
