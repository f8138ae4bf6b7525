// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "explore/lease_world.h"

#include <algorithm>

namespace fw::explore {

using namespace Qt::StringLiterals;

namespace {

JobId idOf(int job)
{
    return { u"job%1"_s.arg(job) };
}

} // namespace

LeaseWorld::LeaseWorld(const LeaseBudget &budget, LeaseMutant mutant)
    : m_budget(budget)
    , m_mutant(mutant)
    , m_jobs(static_cast<size_t>(budget.jobs))
    , m_workers(static_cast<size_t>(budget.workers))
    , m_outputs(static_cast<size_t>(budget.jobs))
{
}

std::vector<LeaseWorld::Step> LeaseWorld::steps() const
{
    std::vector<Step> all;
    for (int at = 0; at < int(m_orphans.size()); ++at)
        all.push_back({ Step::Late, at });
    if (!m_up) {
        all.push_back({ Step::Start });
        return all;
    }
    bool isFree = false;
    for (int at = 0; at < int(m_workers.size()); ++at) {
        const Work &work = m_workers[static_cast<size_t>(at)];
        isFree = isFree || work.job < 0;
        if (work.job < 0)
            continue;
        all.push_back({ work.isWritten ? Step::Finish : Step::Work, at });
        if (m_budget.failures > 0)
            all.push_back({ Step::Fail, at });
    }
    if (isFree && m_queue.size() > 0)
        all.push_back({ Step::Take });
    for (int job = 0; job < int(m_jobs.size()); ++job) {
        const State state = m_jobs[static_cast<size_t>(job)].state;
        if (state == State::None)
            all.push_back({ Step::Add, job });
        if ((state == State::Failed || state == State::Attention) && m_budget.retries > 0)
            all.push_back({ Step::Retry, job });
    }
    if (m_budget.kills > 0)
        all.push_back({ Step::Kill });
    return all;
}

void LeaseWorld::enqueue(int job)
{
    m_queue.put({ idOf(job), 0, WallTime(Millis(job)) });
}

void LeaseWorld::take(const Step &step)
{
    const auto at = static_cast<size_t>(step.which);
    switch (step.kind) {
    case Step::Add:
        m_jobs[at].state = State::Queued;
        return enqueue(step.which);
    case Step::Take: {
        const auto id = m_queue.take([](const JobId &) { return true; });
        const int job = id->text.sliced(3).toInt();
        Job &row = m_jobs[static_cast<size_t>(job)];
        row.state = State::Running;
        *std::ranges::find(m_workers, -1, &Work::job) = { job, row.attempt, false };
        return;
    }
    case Step::Work: {
        Work &work = m_workers[at];
        if (m_mutant == LeaseMutant::InPlace && !m_outputs[static_cast<size_t>(work.job)].of) {
            m_outputs[static_cast<size_t>(work.job)] = { work.attempt, false };
            return;
        }
        work.isWritten = true;
        return;
    }
    case Step::Finish:
        finish(m_workers[at]);
        m_workers[at] = {};
        return;
    case Step::Fail: {
        --m_budget.failures;
        Job &row = m_jobs[static_cast<size_t>(m_workers[at].job)];
        row.state = State::Failed;
        row.interruptions = 0;
        m_workers[at] = {};
        return;
    }
    case Step::Kill:
        --m_budget.kills;
        m_up = false;
        for (Work &work : m_workers) {
            if (work.job >= 0)
                m_orphans.push_back(work);
            work = {};
        }
        m_queue = {};
        return;
    case Step::Start:
        m_up = true;
        return recover();
    case Step::Late: {
        Work work = m_orphans[at];
        m_orphans.erase(m_orphans.begin() + step.which);
        work.isWritten = true;
        return finish(work);
    }
    case Step::Retry:
        --m_budget.retries;
        m_jobs[at].state = State::Queued;
        m_jobs[at].interruptions = 0;
        ++m_jobs[at].attempt;
        return enqueue(step.which);
    }
}

// A result counts when it is of the attempt that has the job now.
void LeaseWorld::finish(Work &work)
{
    Job &row = m_jobs[static_cast<size_t>(work.job)];
    const bool isCurrent = m_up && row.state == State::Running && row.attempt == work.attempt
        && std::ranges::any_of(m_workers, [&work](const Work &one) {
                               return one.job == work.job && one.attempt == work.attempt;
                           });
    if (!isCurrent && m_mutant != LeaseMutant::NoFence)
        return; // its files go with the folder of its attempt
    row.state = State::Done;
    row.interruptions = 0;
    row.resultOf = work.attempt;
    ++row.results;
    m_outputs[static_cast<size_t>(work.job)] = { work.attempt, true };
}

void LeaseWorld::recover()
{
    for (int job = 0; job < int(m_jobs.size()); ++job) {
        Job &row = m_jobs[static_cast<size_t>(job)];
        if (row.state == State::Running && m_mutant != LeaseMutant::NoRecovery) {
            ++row.attempt;
            row.state = ++row.interruptions < 2 ? State::Queued : State::Attention;
        }
        if (row.state == State::Queued)
            enqueue(job);
    }
}

QString LeaseWorld::broken() const
{
    for (size_t number = 0; number < m_jobs.size(); ++number) {
        if (QString what = brokenOf(number); !what.isEmpty())
            return u"I8: job %1 %2"_s.arg(QString::number(number), what);
    }
    return {};
}

QString LeaseWorld::brokenOf(size_t number) const
{
    const Job &row = m_jobs[number];
    const int job = int(number);
    const Output &output = m_outputs[number];
    const auto holders = std::ranges::count(m_workers, job, &Work::job);
    const bool isHeld = std::ranges::any_of(m_workers, [&](const Work &work) {
        return work.job == job && work.attempt == row.attempt;
    });
    if (holders > 1)
        return u"is worked on twice"_s;
    if (m_up && row.state == State::Running && !isHeld)
        return u"was taken and nobody works on it"_s;
    if (row.state != State::Running && holders > 0)
        return u"is worked on although it has ended"_s;
    if (m_up && (row.state == State::Queued) != m_queue.contains(idOf(job)))
        return u"waits and is not in the queue, or the other way round"_s;
    if (row.results > 1)
        return u"has two results"_s;
    if (row.results > 0 && row.resultOf != row.attempt)
        return u"has the result of an old attempt"_s;
    if (output.of != 0 && !output.isWhole)
        return u"shows half an output"_s;
    if ((row.state == State::Done) != output.isWhole)
        return u"is done without its output, or the other way round"_s;
    return {};
}

int LeaseWorld::ended() const
{
    return int(std::ranges::count(m_jobs, State::Done, &Job::state));
}

Print LeaseWorld::print() const
{
    QByteArray all;
    const auto put = [&all](auto... numbers) { (all.append(static_cast<char>(numbers)), ...); };
    for (const Job &job : m_jobs)
        put(job.state, job.attempt, job.interruptions, job.resultOf, job.results);
    for (const Work &work : m_workers)
        put(work.job, work.attempt, work.isWritten);
    for (const Work &work : m_orphans)
        put(work.job, work.attempt, work.isWritten);
    for (const Output &output : m_outputs)
        put(output.of, output.isWhole);
    put(m_up, m_orphans.size(), m_budget.kills, m_budget.failures, m_budget.retries);
    return printOf(all);
}

QString LeaseWorld::text(const Step &step)
{
    static constexpr const char *words[]
        = { "job added",   "job taken",   "work goes on",
            "work ends",   "work fails",  "hub killed",
            "hub started", "late result", "tried again by a person" };
    return u"%1 (%2)"_s.arg(QString::fromLatin1(words[step.kind])).arg(step.which);
}

} // namespace fw::explore
