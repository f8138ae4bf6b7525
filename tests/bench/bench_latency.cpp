// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "views/scene.h"
#include "wire/dialect.h"

#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"

#include <QApplication>
#include <QImage>

#include <algorithm>
#include <cstdio>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;

// Frame to pixel: one progress frame is decoded, reduced, told to the models and painted into an
// image by the table's delegate. The store's tick (33 ms at most) is flushed at once, so the figure
// is the work itself; what a person sees is this plus at most one tick.

namespace {

double microseconds(Instant from, Instant to)
{
    return std::chrono::duration<double, std::micro>(to - from).count();
}

wire::Frame progressFrame(int seq, const QString &job, int percent)
{
    wire::Frame frame;
    frame.bytes = u"{\"type\":\"event\",\"channel\":\"processing:status\",\"seq\":%1,\"event\":"
                  "\"progress\",\"time\":\"2026-11-21T12:00:00.000Z\",\"data\":{\"jobId\":\"%2\","
                  "\"status\":\"processing\",\"progress\":%3}}"_s.arg(seq)
                      .arg(job)
                      .arg(percent)
                      .toUtf8();
    return frame;
}

} // namespace

int main(int argc, char **argv)
{
    QApplication app(argc, argv);
    Scene scene;
    const ServerId server = scene.addServer(u"bench"_s);
    std::vector<wire::Event> jobs;
    for (int i = 0; i < 1000; ++i)
        jobs.emplace_back(wire::JobSeen{
            scene.job(u"clip_%1.mp4"_s.arg(i), wire::JobState::Running, u"PROBE"_s, 1) });
    scene.feed(server, jobs);
    scene.show(1280, 800);
    auto &table = scene.window.queue().table();
    const QString shown = table.model()->index(0, models::JobModel::NameColumn).data().toString();
    const wire::Dialect *dialect = dialects::findDialect(u"orchestrator"_s);
    wire::SessionFacts facts;
    facts.subProtocol = u"framewatch.v1"_s;
    QImage pixels(table.viewport()->size(), QImage::Format_RGB32);
    std::vector<double> times;
    for (int i = 0; i < 2000; ++i) {
        const Instant start = scene.clock.now();
        const wire::Decoded decoded
            = dialect->decode(progressFrame(i + 1, shown, 1 + i % 99), facts);
        size_t events = 0;
        for (const wire::Message &message : decoded.messages) {
            events += message.events.size();
            scene.store.apply(server, message.events);
        }
        if (events == 0) {
            std::fprintf(stderr, "frame %d gave no event: nothing was measured\n", i);
            return 1;
        }
        scene.store.flush();
        const QRect row(0, 0, table.viewport()->width(), table.rowHeight(0));
        table.viewport()->render(&pixels, {}, QRegion(row), {});
        times.push_back(microseconds(start, scene.clock.now()));
    }
    std::ranges::sort(times);
    std::printf("frame to pixel, %zu events, 1000 jobs: p50 %.0f us, p99 %.0f us, max %.0f us\n",
                times.size(), times[times.size() / 2], times[times.size() * 99 / 100],
                times.back());
    return 0;
}
