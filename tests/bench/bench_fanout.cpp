// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/clients.h"
#include "hub/front/front_door.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QNetworkRequest>
#include <QProcess>
#include <QWebSocket>
#include <QWebSocketHandshakeOptions>

#include <algorithm>
#include <cstdio>

#include <unistd.h>

// bench_fanout: the hub's channels and front door in a process of their own tell progress events to
// many clients in this one. Prints how long an event takes from append() to the client's slot, and
// what the telling process costs. Figures only, never a verdict.
//
//   bench_fanout [--clients 50] [--rate 1000] [--seconds 5] [--burst 1]

using namespace fw;
using namespace Qt::StringLiterals;

namespace {

struct Plan
{
    int clients = 50;
    int rate = 1000; ///< events a second
    int seconds = 5;
    int burst = 1; ///< events at once
};

qint64 nanosNow()
{
    // One clock for both processes.
    return std::chrono::steady_clock::now().time_since_epoch().count();
}

class NoHttp final : public hub::front::HttpHandler
{
public:
    hub::front::BodyPlan begin(const hub::front::HttpHead &, hub::front::Respond respond) override
    {
        respond(hub::front::HttpReply::text(200, "ok", "text/plain"));
        return {};
    }
};

class NoDesk final : public hub::Desk
{
public:
    Answer control(const wire::ControlJob &) override { return {}; }
    Expected<std::optional<hub::record::Verdict>> verdict(const EditId &) const override
    {
        return std::optional<hub::record::Verdict>();
    }
};

class NoSource final : public hub::SnapshotSource
{
public:
    hub::SnapshotData snapshot(hub::ChannelIndex) const override
    {
        return { u"statuses"_s, true, 0, [](qsizetype) { return QByteArrayView(); } };
    }
};

/// The telling process: prints its port, waits for its clients, tells.
int serve(QCoreApplication &app, const Plan &plan)
{
    const SystemClock clock;
    hub::front::Limits limits;
    limits.perAddress = plan.clients + 10;
    limits.openPerAddress = plan.clients + 10;
    limits.upgradeBurst = plan.clients + 10;
    NoHttp http;
    NoDesk desk;
    NoSource source;
    hub::EventLog log(u"bench"_s, clock);
    hub::Snapshots snapshots(log, source);
    hub::Batches batches(log);
    JsonReader reader;
    hub::front::FrontDoor door(hub::front::Guard(Secret("bench"), limits), limits, http, clock);
    hub::Clients clients(
        { log, snapshots, batches, desk, reader, door.guard(), door.limits(), clock, u"bench"_s });
    QObject::connect(&door, &hub::front::FrontDoor::webSocketOpened, &clients, &hub::Clients::add);
    if (!door.open(QHostAddress::LocalHost, 0))
        return 1;
    std::printf("%d\n", door.serverPort());
    std::fflush(stdout);

    const qint64 total = qint64(plan.rate) * plan.seconds;
    qint64 told = 0;
    qint64 begun = 0;
    QTimer timer;
    timer.setTimerType(Qt::PreciseTimer);
    QObject::connect(&timer, &QTimer::timeout, &app, [&] {
        begun = begun ? begun : nanosNow();
        const qint64 due = (nanosNow() - begun) * plan.rate / 1'000'000'000;
        while (told < total && told + plan.burst <= due + 1) {
            for (int i = 0; i < plan.burst && told < total; ++i, ++told) {
                const QString job = u"01a1fe7b-a21f-7c77-a104-%1"_s.arg(told % 200, 12);
                log.append(hub::StatusChannel, "progress"_L1,
                           { { u"jobId"_s, job },
                             { u"status"_s, u"processing"_s },
                             { u"progress"_s, 41.5 },
                             { u"message"_s, u"31 of 120 s, 2.1x"_s },
                             { u"t"_s, QString::number(nanosNow()) } },
                           job);
            }
        }
        if (told == total)
            timer.stop();
    });
    QTimer poll; // begins when everybody is there
    QObject::connect(&poll, &QTimer::timeout, &app, [&] {
        if (clients.count() == plan.clients && !timer.isActive() && told == 0)
            timer.start(1);
    });
    poll.start(100);
    return QCoreApplication::exec();
}

/// Processor time a process has used, in milliseconds.
double cpuMillis(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray all = file.readAll();
    const auto words = all.sliced(all.lastIndexOf(')') + 2).split(' ');
    const double ticks = words.value(11).toDouble() + words.value(12).toDouble();
    return ticks * 1000 / static_cast<double>(::sysconf(_SC_CLK_TCK));
}

QByteArray residentKiB(qint64 pid, const char *field)
{
    QFile file(u"/proc/%1/status"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray &line : file.readAll().split('\n')) {
        if (line.startsWith(field))
            return line.sliced(line.indexOf(':') + 1).trimmed();
    }
    return {};
}

struct Heard
{
    qint64 events = 0;
    qint64 messages = 0;
    qint64 bytes = 0;
    std::vector<float> micros; ///< from append() to the client's slot
};

void hear(const QString &text, Heard &heard)
{
    const qint64 now = nanosNow();
    ++heard.messages;
    heard.bytes += text.size();
    constexpr auto key = "\"t\":\""_L1;
    qsizetype at = text.indexOf(key);
    while (at >= 0) {
        at += key.size();
        const qint64 sent = QStringView(text).sliced(at, text.indexOf(u'"', at) - at).toLongLong();
        heard.micros.push_back(static_cast<float>(now - sent) / 1000);
        ++heard.events;
        at = text.indexOf(key, at);
    }
}

std::unique_ptr<QWebSocket> client(const QString &port, Heard &heard)
{
    auto socket = std::make_unique<QWebSocket>();
    QObject::connect(socket.get(), &QWebSocket::textMessageReceived, socket.get(),
                     [&heard](const QString &text) { hear(text, heard); });
    QObject::connect(socket.get(), &QWebSocket::connected, socket.get(), [s = socket.get()] {
        s->sendTextMessage(u"{\"type\":\"hello\"}"_s);
        s->sendTextMessage(
            u"{\"type\":\"subscribe\",\"channels\":[\"processing:status\",\"processing:jobs\"]}"_s);
    });
    QNetworkRequest request(QUrl(QString(u"ws://127.0.0.1:"_s + port + u"/ws"_s)));
    request.setRawHeader("Authorization", "Bearer bench");
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({ u"framewatch.v1"_s });
    socket->open(request, options);
    return socket;
}

void report(const Plan &plan, Heard &heard, double wallMillis, double cpu, qint64 pid)
{
    std::ranges::sort(heard.micros);
    const auto at = [&heard](double part) {
        const auto last = heard.micros.size() - 1;
        return heard.micros[static_cast<size_t>(part * static_cast<double>(last))] / 1000;
    };
    const qint64 wanted = qint64(plan.rate) * plan.seconds * plan.clients;
    std::printf("fan-out: %d events/s to %d clients for %d s, %d at once\n", plan.rate,
                plan.clients, plan.seconds, plan.burst);
    std::printf("  delivered      %lld of %lld events in %.0f ms\n", heard.events, wanted,
                wallMillis);
    std::printf("  messages       %lld (%.1f events each), %.1f MB\n", heard.messages,
                static_cast<double>(heard.events) / static_cast<double>(heard.messages),
                static_cast<double>(heard.bytes) / 1e6);
    if (!heard.micros.empty())
        std::printf("  latency        p50 %.2f ms, p99 %.2f ms, max %.2f ms\n",
                    static_cast<double>(at(0.5)), static_cast<double>(at(0.99)),
                    static_cast<double>(at(1)));
    std::printf("  hub processor  %.0f ms = %.1f %% of one core, %.2f us per delivery\n", cpu,
                100 * cpu / wallMillis, 1000 * cpu / static_cast<double>(wanted));
    std::printf("  hub memory     %s now, %s at most\n", residentKiB(pid, "VmRSS").constData(),
                residentKiB(pid, "VmHWM").constData());
}

int measure(QCoreApplication &app, const Plan &plan, const QStringList &arguments)
{
    QProcess hub;
    hub.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    hub.start(QCoreApplication::applicationFilePath(), QStringList{ u"--serve"_s } + arguments);
    if (!hub.waitForStarted() || !hub.waitForReadyRead(10'000))
        return 1;
    const QString port = QString::fromLatin1(hub.readLine().trimmed());
    Heard heard;
    heard.micros.reserve(static_cast<size_t>(plan.rate * plan.seconds * plan.clients));
    std::vector<std::unique_ptr<QWebSocket>> clients;
    for (int i = 0; i < plan.clients; ++i)
        clients.push_back(client(port, heard));

    const qint64 wanted = qint64(plan.rate) * plan.seconds * plan.clients;
    QElapsedTimer wall;
    double cpuBefore = 0;
    QTimer watch;
    QObject::connect(&watch, &QTimer::timeout, &app, [&] {
        if (heard.events == 0) {
            cpuBefore = cpuMillis(hub.processId());
            wall.start();
        }
        if (heard.events >= wanted || wall.elapsed() > 1000 * plan.seconds + 5000)
            QCoreApplication::quit();
    });
    watch.start(5);
    QCoreApplication::exec();
    report(plan, heard, static_cast<double>(wall.nsecsElapsed()) / 1e6,
           cpuMillis(hub.processId()) - cpuBefore, hub.processId());
    hub.kill();
    hub.waitForFinished();
    return 0;
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    QCommandLineParser parser;
    parser.addHelpOption();
    parser.addOptions({ { u"clients"_s, u"How many."_s, u"n"_s, u"50"_s },
                        { u"rate"_s, u"Events a second."_s, u"n"_s, u"1000"_s },
                        { u"seconds"_s, u"How long."_s, u"n"_s, u"5"_s },
                        { u"burst"_s, u"Events at once."_s, u"n"_s, u"1"_s },
                        { u"serve"_s, u"Be the telling process."_s } });
    parser.process(app);
    const Plan plan{ std::max(1, parser.value(u"clients"_s).toInt()),
                     std::max(1, parser.value(u"rate"_s).toInt()),
                     std::max(1, parser.value(u"seconds"_s).toInt()),
                     std::max(1, parser.value(u"burst"_s).toInt()) };
    if (parser.isSet(u"serve"_s))
        return serve(app, plan);
    return measure(app, plan, QCoreApplication::arguments().mid(1));
}
