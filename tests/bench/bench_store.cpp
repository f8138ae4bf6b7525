// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// reduce(): events a second; memory of a job at 100,000 and 1,000,000 jobs.
#include "bench/job_maker.h"
#include "store/reduce.h"
#include "store/rows.h"

#include <cstdio>
#include <malloc.h>

using namespace fw;
using namespace fw::store;
using namespace Qt::StringLiterals;

namespace {

const ServerId hub{ u"hub"_s };

void fill(State &state, int count)
{
    constexpr int batch = 10000; // as snapshots come: in parts, so that no second copy is counted
    for (int from = 0; from < count; from += batch) {
        Changes changes;
        for (int i = from; i < std::min(count, from + batch); ++i)
            reduce(state, hub, wire::JobSeen{ bench::makeJob(i) }, {}, changes);
    }
}

void memory(int count)
{
    malloc_trim(0);
    const qint64 before = bench::residentBytes();
    State state;
    const bench::Stopwatch watch;
    fill(state, count);
    const double ms = watch.ms();
    malloc_trim(0);
    const double bytes = static_cast<double>(bench::residentBytes() - before);
    std::printf("%9d jobs: %6.0f bytes a job (row alone %zu), filled in %.0f ms\n", count,
                bytes / count, sizeof(JobEntry), ms);
}

void speed(int jobs, int running)
{
    State state;
    fill(state, jobs);
    std::vector<wire::Event> events;
    for (int i = 0; i < running; ++i)
        events.emplace_back(
            wire::JobProgressed{ state.jobs[static_cast<size_t>(i)].job.id, {}, {} });
    for (int i = 0; i < running; ++i) {
        Changes changes;
        wire::Job job = state.jobs[static_cast<size_t>(i)].job;
        job.state = wire::JobState::Running;
        job.attempt = 2;
        reduce(state, hub, wire::JobSeen{ job }, {}, changes);
    }
    constexpr int rounds = 2'000'000;
    Changes changes;
    const bench::Stopwatch watch;
    for (int i = 0; i < rounds; ++i) {
        auto &event = std::get<wire::JobProgressed>(events[static_cast<size_t>(i % running)]);
        event.progress = (i / running) % 100;
        reduce(state, hub, events[static_cast<size_t>(i % running)], {}, changes);
        if (i % 33000 == 0)
            changes = {};
    }
    const double ms = watch.ms();
    std::printf("progress of %5d of %7d jobs: %.2f million events a second (%.0f ns each)\n",
                running, jobs, rounds / ms / 1000, ms * 1e6 / rounds);
}

} // namespace

int main()
{
    speed(1000, 20);
    speed(100'000, 20);
    speed(100'000, 5000);
    memory(100'000);
    memory(1'000'000);
    return 0;
}
