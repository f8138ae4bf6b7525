// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "store/journal.h"
#include "store/state.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>

#include <cstdio>

using namespace fw;
using namespace Qt::StringLiterals;

// Start of the real program to its first painted window, with a journal of 100,000 jobs. The
// program says when its window is painted (FRAMEWATCH_BENCH_START=1 prints "painted" and quits).

namespace {

void fillJournal(const QString &path, int count)
{
    store::Journal journal(path);
    const WallTime now = SystemClock().wall();
    std::vector<store::JobEntry> rows;
    for (int i = 0; i < count; ++i) {
        store::JobEntry entry;
        entry.server = ServerId{ u"this-computer"_s };
        entry.job.id = JobId{ u"job-%1"_s.arg(i) };
        entry.job.name = u"clip_%1_harbour_night.mp4"_s.arg(i);
        entry.job.state = i % 50 == 0 ? wire::JobState::Failed : wire::JobState::Done;
        entry.job.stage = u"PUBLISH"_s;
        entry.job.progress = 100;
        entry.job.created = now - std::chrono::seconds(i);
        entry.heard = now;
        rows.push_back(std::move(entry));
    }
    journal.keepRows(std::move(rows));
    journal.finish();
}

double startOnce(const QString &dir)
{
    QProcess program;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"FRAMEWATCH_BENCH_START"_s, u"1"_s);
    environment.insert(u"XDG_RUNTIME_DIR"_s, dir);
    program.setProcessEnvironment(environment);
    QElapsedTimer timer;
    timer.start();
    program.start(QStringLiteral(FW_BIN_DIR "/framewatch"),
                  { u"--offline"_s, u"--data-dir"_s, dir });
    while (program.waitForReadyRead(20000)) {
        if (program.readLine().startsWith("painted")) {
            const double took = double(timer.nsecsElapsed()) / 1e6;
            program.waitForFinished(10000);
            return took;
        }
    }
    return -1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QTemporaryDir dir;
    fillJournal(dir.filePath(u"journal.sqlite"_s), 100'000);
    for (int run = 1; run <= 5; ++run) {
        const double took = startOnce(dir.path());
        if (took < 0) {
            std::fprintf(stderr, "%s did not paint\n", FW_BIN_DIR "/framewatch");
            return 1;
        }
        std::printf("start to first paint with 100000 jobs, run %d: %.0f ms\n", run, took);
    }
    return 0;
}
