// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// The journal: writing and loading 100,000 jobs, and how long an edit takes to the disk.
#include "bench/job_maker.h"
#include "models/job_filter_model.h"
#include "store/journal.h"
#include "store/outbox.h"

#include <QCoreApplication>
#include <QEventLoop>
#include <QFileInfo>
#include <QTemporaryDir>

#include <algorithm>
#include <cstdio>

using namespace fw;
using namespace fw::store;
using namespace Qt::StringLiterals;

namespace {

constexpr int rows = 100'000;
const ServerId hub{ u"hub"_s };

void write(const QString &path)
{
    Journal journal(path);
    std::vector<JobEntry> entries;
    for (int i = 0; i < rows; ++i) {
        JobEntry entry;
        entry.server = hub;
        entry.job = bench::makeJob(i);
        entries.push_back(std::move(entry));
    }
    const bench::Stopwatch watch;
    journal.keepRows(std::move(entries));
    journal.finish();
    std::printf("write %d jobs: %.0f ms, %.1f MB\n", rows, watch.ms(),
                static_cast<double>(QFileInfo(path).size()) / 1e6);
}

void load(const QString &path, bool withModels)
{
    const SystemClock clock;
    Journal journal(path);
    Store store(clock, &journal);
    std::unique_ptr<models::JobModel> jobs;
    std::unique_ptr<models::JobFilterModel> shown;
    if (withModels) {
        jobs = std::make_unique<models::JobModel>(store);
        shown = std::make_unique<models::JobFilterModel>(store, *jobs);
    }
    QEventLoop loop;
    double first = 0;
    double onThread = 0;
    const bench::Stopwatch watch;
    QObject::connect(&store, &Store::changed, &loop, [&] {
        if (first == 0 && !store.state().jobs.empty())
            first = watch.ms();
    });
    QObject::connect(&journal, &Journal::loaded, &loop, [&](const LoadReport &report) {
        onThread = static_cast<double>(report.took.count());
        loop.quit();
    });
    journal.load();
    loop.exec();
    store.flush();
    std::printf("load %zu jobs%s: first rows after %.0f ms, all after %.0f ms (journal's thread "
                "%.0f ms)\n",
                store.state().jobs.size(), withModels ? " with models" : "", first, watch.ms(),
                onThread);
}

void edits(const QString &path)
{
    const SystemClock clock;
    Journal journal(path);
    Store store(clock, &journal);
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        wire::ControlJob control;
        control.edit = EditId{ QString::number(i) };
        control.job = JobId{ u"a"_s };
        QEventLoop loop;
        QObject::connect(&journal, &Journal::editsStored, &loop, &QEventLoop::quit);
        const bench::Stopwatch watch;
        store.propose(hub, u"job:a"_s, control);
        loop.exec();
        times.push_back(watch.ms());
    }
    std::sort(times.begin(), times.end());
    std::printf("edit to the disk (fsync): p50 %.2f ms, p99 %.2f ms\n", times[100], times[198]);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"journal.sqlite"_s);
    write(path);
    load(path, false);
    load(path, true);
    edits(path);
    return 0;
}
