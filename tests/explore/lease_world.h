// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "explore/seen_set.h"
#include "hub/work/queue.h"

#include <QString>

#include <array>
#include <vector>

namespace fw::explore {

/// Rules of taking jobs that can be left out, one at a time: each must be
/// missed.
enum class LeaseMutant {
    None,
    NoFence, ///< results are taken without looking at the attempt they belong to
    NoRecovery, ///< after a restart nobody looks at what was running
    InPlace, ///< outputs are written under their own names, not renamed when they
             ///< are whole
};

/// How much happens in one history.
struct LeaseBudget
{
    int jobs = 2;
    int workers = 2;
    int kills = 2; ///< of the hub, at any moment
    int failures = 1; ///< attempts whose program fails
    int retries = 1; ///< by a person
};

/// Jobs, workers and a hub that may be killed: a job taken is leased to one
/// attempt for as long as its hub lives; its number is the fencing token. Which
/// job is next is said by the hub's own queue; what is written and when follows
/// Runner and the recovery rule (hub/work/recovery.cpp).
class LeaseWorld
{
public:
    LeaseWorld(const LeaseBudget &budget, LeaseMutant mutant);

    struct Step
    {
        enum Kind : quint8 { Add, Take, Work, Finish, Fail, Kill, Start, Late, Retry };
        Kind kind;
        int which = 0;
    };
    std::vector<Step> steps() const;
    void take(const Step &step);
    QString broken() const;
    int ended() const;
    Print print() const;
    static QString text(const Step &step);

private:
    enum class State { None, Queued, Running, Done, Failed, Attention };
    // In the hub's database.
    struct Job
    {
        State state = State::None;
        int attempt = 1;
        int interruptions = 0;
        int resultOf = 0; ///< the attempt whose result was taken
        int results = 0; ///< how many were
    };
    // A program at work; it outlives its hub.
    struct Work
    {
        int job = -1; ///< -1: none
        int attempt = 0;
        bool isWritten = false; ///< its output is whole
    };
    struct Output
    {
        int of = 0; ///< the attempt that wrote it; 0: there is none
        bool isWhole = false;
    };

    void enqueue(int job);
    void finish(Work &work);
    void recover();
    QString brokenOf(size_t number) const;

    LeaseBudget m_budget;
    LeaseMutant m_mutant;
    std::vector<Job> m_jobs;
    std::vector<Work> m_workers; ///< of the hub that runs
    std::vector<Work> m_orphans; ///< of hubs that were killed
    std::vector<Output> m_outputs; ///< what people find under the job's name
    hub::work::Queue m_queue;
    bool m_up = true;
};

} // namespace fw::explore
