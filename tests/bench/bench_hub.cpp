// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub.h"
#include "hub/record/record.h"
#include "hub/work/jobs.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QNetworkRequest>
#include <QTemporaryDir>
#include <QTimer>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <cstdio>

// bench_hub: a hub with 100,000 finished jobs. How long it takes to start, to give a new client its
// snapshots, and how long its event loop stands still meanwhile. The client is in this process too:
// it only counts bytes.

using namespace fw;
using namespace Qt::StringLiterals;

namespace {

constexpr int jobCount = 100'000;

double millis(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e6;
}

hub::record::Change finishedJob(int number, WallTime now)
{
    hub::record::Change change;
    hub::record::JobRecord job;
    job.row.id = JobId{ u"0190b2c4-7cc4-7bb2-8f0e-%1"_s.arg(number, 12, 10, QChar(u'0')) };
    job.row.name = u"clip %1 with a usual name.mp4"_s.arg(number);
    job.row.source = u"/srv/media/incoming/2026/11/clip %1.mp4"_s.arg(number);
    job.row.state = wire::JobState::Done;
    job.row.stage = u"PUBLISH"_s;
    job.row.progress = 100;
    job.row.bytes = 1048576 + number;
    job.row.priority = 0;
    job.row.attempt = 1;
    job.row.created = now - std::chrono::seconds(jobCount - number);
    job.row.started = job.row.created;
    job.row.finished = job.row.created;
    job.row.updated = job.row.created;
    job.row.thumbnail = u"/api/jobs/%1/thumbnails/0"_s.arg(job.row.id.text);
    job.sourcePath = job.row.source;
    change.id = job.row.id;
    change.job = std::move(job);
    return change;
}

bool fill(const QString &folder)
{
    QDir().mkpath(folder);
    const WallTime now = SystemClock().wall();
    auto record = hub::record::Record::open(folder + u"/hub.sqlite"_s);
    std::vector<hub::record::Change> changes;
    for (int i = 0; i < jobCount; ++i)
        changes.push_back(finishedJob(i, now));
    return record && (*record)->commitAll(changes);
}

/// One client from its connection to the last part of its snapshots; false when it never came.
bool connectOnce(const hub::Hub &hub, const QByteArray &token, int run)
{
    QWebSocket socket;
    qint64 bytes = 0;
    bool ended = false;
    QElapsedTimer wall;
    QElapsedTimer turn;
    double stall = 0;
    QTimer watch; // fires on every turn of the event loop
    QObject::connect(&watch, &QTimer::timeout, &socket, [&] {
        stall = std::max(stall, millis(turn));
        turn.start();
    });
    QObject::connect(&socket, &QWebSocket::connected, &socket, [&] {
        socket.sendTextMessage(u"{\"type\":\"hello\"}"_s);
        // The first two are what a window asks; the last one's snapshot tells the end.
        socket.sendTextMessage(u"{\"type\":\"subscribe\",\"channels\":[\"processing:jobs\","
                               "\"processing:stages\",\"system:status\"]}"_s);
    });
    QObject::connect(&socket, &QWebSocket::binaryMessageReceived, &socket,
                     [&](const QByteArray &part) { bytes += part.size(); });
    QObject::connect(&socket, &QWebSocket::textMessageReceived, &socket, [&](const QString &text) {
        bytes += text.size();
        ended = ended
            || (text.startsWith(u"{\"type\":\"snapshot\"") && text.contains(u"system:status"));
    });
    QNetworkRequest request(QUrl(QString(u"ws://127.0.0.1:%1/ws"_s.arg(hub.port()))));
    request.setRawHeader("Authorization", "Bearer " + token);
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({ u"framewatch.v1"_s });
    wall.start();
    turn.start();
    watch.start(0);
    socket.open(request, options);
    while (!ended && wall.elapsed() < 30'000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    std::printf("client %d: all snapshots in %.0f ms, %.1f MB packed, longest turn %.1f ms\n", run,
                millis(wall), static_cast<double>(bytes) / 1e6, stall);
    return ended;
}

void printMemory()
{
    QFile status(u"/proc/self/status"_s);
    if (!status.open(QIODevice::ReadOnly))
        return;
    for (const QByteArray &line : status.readAll().split('\n')) {
        if (line.startsWith("VmRSS") || line.startsWith("VmHWM"))
            std::printf("%s\n", line.simplified().constData());
    }
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    const QTemporaryDir folder;
    if (!fill(folder.path()))
        return 1;
    const SystemClock clock;
    hub::HubOptions options;
    options.dataDir = folder.path();
    options.port = 0;
    hub::Hub hub(options, clock);
    QElapsedTimer timer;
    timer.start();
    if (!hub.start())
        return 1;
    std::printf("hub with %d jobs started in %.0f ms\n", jobCount, millis(timer));
    timer.start();
    hub.jobs().eachRow([](const wire::Job &) {});
    std::printf("of that: every row read once in %.0f ms\n", millis(timer));
    QFile file(folder.filePath(u"token"_s));
    if (!file.open(QIODevice::ReadOnly))
        return 1;
    const QByteArray token = file.readAll().trimmed();
    for (int run = 1; run <= 3; ++run) {
        if (!connectOnce(hub, token, run))
            return 1;
    }
    printMemory();
    return 0;
}
