// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/clock.h"
#include "base/failure.h"
#include "base/log.h"
#include "hub/access.h"
#include "hub/hub.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLockFile>
#include <QSocketNotifier>
#include <QStandardPaths>
#include <QTimer>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>

#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <unistd.h>

// framewatch-hub: the local server as a program. Options, signals, lock and ready line; everything
// else is fw::hub::Hub.

using namespace Qt::StringLiterals;

namespace {

enum ExitCode { Ok = 0, Usage = 2, CannotListen = 3, AlreadyRunning = 4, Unusable = 5 };

constexpr std::chrono::milliseconds drainTime(2000); ///< for goodbyes and open requests

/// Prints to stderr, one line each, with the category; stdout is for the ready line alone.
void onMessage(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    constexpr std::array words{ "debug", "warning", "critical", "fatal", "info" };
    std::fprintf(stderr, "%s %s: %s\n", words.at(static_cast<size_t>(type)),
                 context.category ? context.category : "default", text.toLocal8Bit().constData());
}

void complain(const QString &text)
{
    std::fprintf(stderr, "framewatch-hub: %s\n", text.toLocal8Bit().constData());
}

// The one thing a signal handler may touch; set before any handler is installed.
int signalPipe[2] = { -1, -1 }; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

void onSignal(int)
{
    const char byte = 1;
    // Nothing could be done about a full pipe, and a full pipe already says it all.
    [[maybe_unused]] const auto written = ::write(signalPipe[1], &byte, 1);
}

/// Calls \a ended in the event loop when the process is asked to end. False when it cannot.
template <class Ended> bool watchSignals(QCoreApplication &app, Ended ended)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, signalPipe) != 0)
        return false;
    auto *notifier = new QSocketNotifier(signalPipe[0], QSocketNotifier::Read, &app);
    QObject::connect(notifier, &QSocketNotifier::activated, &app, [ended] {
        char byte = 0;
        if (::read(signalPipe[0], &byte, 1) == 1)
            ended();
    });
    struct sigaction action
    {
    };
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    sigemptyset(&action.sa_mask);
    std::signal(SIGPIPE, SIG_IGN);
    return ::sigaction(SIGTERM, &action, nullptr) == 0
        && ::sigaction(SIGINT, &action, nullptr) == 0;
}

/// A socket is a descriptor; the usual soft limit of 1024 is less than the hub may serve.
void raiseDescriptorLimit()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

void addOptions(QCommandLineParser &parser)
{
    parser.setApplicationDescription(
        u"The local server of Framewatch: takes media, processes it with FFmpeg, tells clients."_s);
    parser.addHelpOption();
    parser.addVersionOption();
    const QString number = u"number"_s;
    parser.addOptions({
        { u"data-dir"_s, u"Where jobs, media and the token are kept."_s, u"folder"_s },
        { u"port"_s, u"Port to listen on (default 47800); 0 takes any free one."_s, number,
          u"47800"_s },
        { u"listen"_s, u"Address to listen on (default 127.0.0.1)."_s, u"address"_s,
          u"127.0.0.1"_s },
        { u"workers"_s, u"Jobs at once; 0 means half the cores."_s, number, u"0"_s },
        { u"allow-host"_s, u"Another name clients may call this server by."_s, u"name"_s },
        { u"allow-origin"_s, u"A web page origin that may talk to this server."_s, u"origin"_s },
        { u"max-connections-per-ip"_s, u"WebSockets of one address."_s, number, u"20"_s },
        { u"max-connections-per-user"_s, u"WebSockets of one person."_s, number, u"10"_s },
        { u"of-window"_s, u"Started by a window, which ends this server when it ends."_s },
        { u"token-file"_s, u"File with the token; made when missing."_s, u"file"_s },
    });
}

/// The value of \a option as a whole number within the bounds; complains and is empty otherwise.
std::optional<int> number(const QCommandLineParser &parser, const QString &option, int least,
                          int most)
{
    bool ok = false;
    const int value = parser.value(option).toInt(&ok);
    if (ok && value >= least && value <= most)
        return value;
    complain(u"--%1 is a number from %2 to %3"_s.arg(option).arg(least).arg(most));
    return std::nullopt;
}

std::optional<fw::hub::HubOptions> optionsFrom(const QCommandLineParser &parser)
{
    fw::hub::HubOptions options;
    const auto port = number(parser, u"port"_s, 0, 65535);
    const auto workers = number(parser, u"workers"_s, 0, 256);
    const auto perAddress = number(parser, u"max-connections-per-ip"_s, 1, 100'000);
    const auto perPerson = number(parser, u"max-connections-per-user"_s, 1, 100'000);
    if (!port || !workers || !perAddress || !perPerson)
        return std::nullopt;
    if (!options.address.setAddress(parser.value(u"listen"_s))) {
        complain(u"--listen is an IP address"_s);
        return std::nullopt;
    }
    options.port = static_cast<quint16>(*port);
    options.workers = *workers;
    options.limits.perAddress = *perAddress;
    options.limits.perPerson = *perPerson;
    options.limits.openPerAddress = std::max(options.limits.openPerAddress, 2 * *perAddress);
    options.limits.allowedHosts = parser.values(u"allow-host"_s);
    options.limits.allowedOrigins = parser.values(u"allow-origin"_s);
    options.tokenFile = parser.value(u"token-file"_s);
    const QString folder = parser.value(u"data-dir"_s);
    const QString home = QStandardPaths::writableLocation(QStandardPaths::GenericDataLocation);
    options.dataDir = QDir(folder.isEmpty() ? home + "/framewatch/hub"_L1 : folder).absolutePath();
    return options;
}

/// hub.json tells other programs of this user where the hub is; the line tells the parent process.
fw::Expected<void> announce(const fw::hub::Hub &hub, const QString &folder, bool ofWindow)
{
    const QString address = hub.address().toString();
    const QJsonObject file{ { u"address"_s, address },
                            { u"port"_s, hub.port() },
                            { u"pid"_s, QCoreApplication::applicationPid() },
                            { u"epoch"_s, hub.epoch() },
                            { u"ofWindow"_s, ofWindow } };
    const auto written = fw::hub::writePrivate(folder + "/hub.json"_L1,
                                               QJsonDocument(file).toJson(QJsonDocument::Compact));
    if (!written)
        return written;
    const QJsonObject line{ { u"ready"_s, true },
                            { u"port"_s, hub.port() },
                            { u"address"_s, address },
                            { u"dataDir"_s, folder },
                            { u"pid"_s, QCoreApplication::applicationPid() } };
    std::printf("%s\n", QJsonDocument(line).toJson(QJsonDocument::Compact).constData());
    std::fflush(stdout);
    return {};
}

int serve(QCoreApplication &app, const fw::hub::HubOptions &options, bool ofWindow)
{
    const fw::SystemClock clock;
    fw::hub::Hub hub(options, clock);
    if (const auto started = hub.start(); !started) {
        complain(started.error().detail);
        return started.error().code == fw::Failure::Code::Unreachable ? CannotListen : Unusable;
    }
    QObject::connect(&hub, &fw::hub::Hub::drained, &app, &QCoreApplication::quit);
    const bool watched = watchSignals(app, [&hub, &app] {
        hub.drain();
        // Some time for the clients' goodbye; a second signal changes nothing.
        QTimer::singleShot(drainTime, &app, &QCoreApplication::quit);
    });
    const auto announced = announce(hub, options.dataDir, ofWindow);
    if (!watched || !announced) {
        complain(announced ? u"signals cannot be watched"_s : announced.error().detail);
        return Unusable;
    }
    const int code = QCoreApplication::exec();
    QFile::remove(options.dataDir + "/hub.json"_L1);
    return code;
}

} // namespace

int main(int argc, char *argv[])
{
    // Names of media, logs and pictures are nobody else's business: all the hub writes is private.
    ::umask(0077);
    QCoreApplication app(argc, argv);
    QCoreApplication::setApplicationName(u"framewatch-hub"_s);
    QCoreApplication::setApplicationVersion(QString::fromLatin1(FW_VERSION));
    QCommandLineParser parser;
    addOptions(parser);
    if (!parser.parse(QCoreApplication::arguments())) {
        complain(parser.errorText());
        return Usage;
    }
    if (parser.isSet(u"version"_s))
        parser.showVersion();
    if (parser.isSet(u"help"_s))
        parser.showHelp(Ok);
    if (!parser.positionalArguments().isEmpty()) {
        complain(u"there are no arguments, only options; see --help"_s);
        return Usage;
    }
    const auto options = optionsFrom(parser);
    if (!options)
        return Usage;
    qInstallMessageHandler(onMessage);
    raiseDescriptorLimit();
    if (!QDir().mkpath(options->dataDir)) {
        complain(u"%1 cannot be made"_s.arg(options->dataDir));
        return Unusable;
    }
    QLockFile lock(options->dataDir + "/lock"_L1);
    lock.setStaleLockTime(0); // a lock is stale only when its process is gone
    if (!lock.tryLock()) {
        const bool held = lock.error() == QLockFile::LockFailedError;
        complain(held ? u"another hub already works in %1"_s.arg(options->dataDir)
                      : u"%1 cannot be locked"_s.arg(options->dataDir));
        return held ? AlreadyRunning : Unusable;
    }
    return serve(app, *options, parser.isSet(u"of-window"_s));
}
