// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The queue's tables at 100,000 rows: filling, typing, sorting, live changes; and what a naive
// reset would cost instead.
#include "bench/job_maker.h"
#include "models/facet_model.h"
#include "models/job_filter_model.h"

#include <QCoreApplication>
#include <QSortFilterProxyModel>

#include <algorithm>
#include <cstdio>

using namespace fw;
using namespace Qt::StringLiterals;
using models::JobModel;

namespace {

constexpr int rows = 100'000;
const ServerId hub{ u"hub"_s };

template <class Work> double best(int times, Work work)
{
    double least = 1e9;
    for (int i = 0; i < times; ++i) {
        const bench::Stopwatch watch;
        work(i);
        least = std::min(least, watch.ms());
    }
    return least;
}

void typing(models::JobFilterModel &shown)
{
    double worst = 0;
    for (const QString &text :
         { u"e"_s, u"ep"_s, u"ep4"_s, u"ep42"_s, u"ep4"_s, u""_s, u"drone 17"_s, u"-take_3"_s,
           u""_s, u"nothing matches this"_s, u""_s }) {
        const bench::Stopwatch watch;
        shown.setText(text);
        const double ms = watch.ms();
        worst = std::max(worst, ms);
        std::printf("  type \"%s\": %.1f ms, %d rows\n", qPrintable(text), ms, shown.rowCount());
    }
    std::printf("filter keystroke, worst: %.1f ms (limit 50)\n", worst);
}

double changes(store::Store &store, int count, double value)
{
    std::vector<wire::Event> events;
    const auto &jobs = store.state().jobs;
    for (int i = 0; i < count; ++i) {
        wire::Job job = jobs[static_cast<size_t>(i * (rows / count))].job;
        job.message = QString::number(value);
        events.emplace_back(wire::JobSeen{ job });
    }
    const bench::Stopwatch watch;
    store.apply(hub, events);
    store.flush();
    return watch.ms();
}

// What a session does with a list that long.
void inParts(const Clock &clock, const std::vector<wire::Event> &list)
{
    store::Store store(clock);
    const JobModel jobs(store);
    const models::JobFilterModel shown(store, jobs);
    const models::FacetModel facets(store);
    store::Store::Stand stand;
    double worst = 0;
    int turns = 0;
    const bench::Stopwatch all;
    for (bool ends = false; !ends; ++turns) {
        const bench::Stopwatch watch;
        ends = store.applyNext(hub, list, stand, 4000);
        worst = std::max(worst, watch.ms());
    }
    std::printf("the same in parts of 4000: %.0f ms, %d turns, worst %.1f ms\n", all.ms(), turns,
                worst);
}

double stockProxy(const JobModel &source)
{
    QSortFilterProxyModel proxy;
    proxy.setSourceModel(const_cast<JobModel *>(&source)); // it only reads
    proxy.setFilterRole(JobModel::SearchRole);
    proxy.setFilterKeyColumn(JobModel::NameColumn);
    proxy.rowCount();
    const bench::Stopwatch watch;
    proxy.setFilterFixedString(u"drone.mp4"_s);
    proxy.setFilterFixedString(u"_17_"_s);
    return watch.ms() / 2;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const SystemClock clock;
    store::Store store(clock);
    const JobModel jobs(store);
    models::JobFilterModel shown(store, jobs);
    const models::FacetModel facets(store);
    std::vector<wire::Event> list{ wire::JobsReplaced{} };
    for (int i = 0; i < rows; ++i)
        std::get<wire::JobsReplaced>(list[0]).jobs.push_back(bench::makeJob(i));
    {
        const bench::Stopwatch watch;
        store.apply(hub, list);
        const double applied = watch.ms();
        store.flush();
        std::printf("first list of %d jobs: reduce %.0f ms, three models %.0f ms\n", rows, applied,
                    watch.ms() - applied);
    }
    inParts(clock, list);
    const double again = best(3, [&](int) { store.apply(hub, list); });
    std::printf("the same list again: %.0f ms\n", again);
    typing(shown);
    std::printf("stock proxy, one keystroke: %.0f ms\n", stockProxy(jobs));
    std::printf("sort by name: %.0f ms, by size: %.0f ms, by created: %.0f ms\n",
                best(3, [&](int i) { shown.sort(JobModel::NameColumn, Qt::SortOrder(i % 2)); }),
                best(3, [&](int i) { shown.sort(JobModel::SizeColumn, Qt::SortOrder(i % 2)); }),
                best(3, [&](int i) { shown.sort(JobModel::CreatedColumn, Qt::SortOrder(i % 2)); }));
    const double reset = best(3, [&](int) {
        models::JobFilterModel fresh(store, jobs); // what a reset does: everything anew
        fresh.sort(JobModel::NameColumn);
    });
    for (const int count : { 1, 20, 1000, 5000 }) {
        double value = 0;
        const double ms = best(5, [&](int i) { value = changes(store, count, count + i); });
        std::printf("%5d jobs change in one tick: %.2f ms; a reset costs %.0f ms: %.0f times\n",
                    count, ms, reset, reset / ms);
    }
    return 0;
}
