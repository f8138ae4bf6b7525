// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/local_hub.h"

#include "base/log.h"
#include "link/http_transport.h"
#include "session/hub_files.h"
#include "session/hub_owner.h"

#include <QCoreApplication>
#include <QDir>
#include <QEventLoop>
#include <QProcess>
#include <QTimer>

namespace fw::session {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr Millis firstRetry = 1s;
constexpr Millis lastRetry = 30s;
constexpr Millis probeTimeout = 2s;
constexpr Millis watchInterval = 3s; ///< a hub that is not our child is asked so often
constexpr Millis stable = 60s; ///< a hub that ran so long starts again at once
constexpr int stopMillis = 5000;
constexpr int exitLocked = 4; ///< another hub has this data folder
constexpr qint64 maxLine = 64 * 1024;

link::LinkPolicy probePolicy()
{
    link::LinkPolicy policy;
    policy.request = probeTimeout;
    policy.messageBytes = 64 * 1024;
    return policy;
}

wire::HttpRequest healthRequest(const QUrl &address)
{
    wire::HttpRequest request;
    request.url = address;
    request.url.setPath(u"/health"_s);
    return request;
}

} // namespace

struct LocalHub::Private
{
    Private(LocalHub *hub, QString dir)
        : q(hub)
        , dataDir(dir.isEmpty() ? defaultHubDir() : std::move(dir))
        , owner(dataDir)
        , http(probePolicy())
    {
        retry.setSingleShot(true);
        QObject::connect(&retry, &QTimer::timeout, q, [this] { look(); });
        watch.setInterval(watchInterval);
        QObject::connect(&watch, &QTimer::timeout, q, [this] { ask(); });
    }

    void look();
    void launch();
    void onOutput();
    void onEnded(int code, QProcess::ExitStatus how);
    void becomeReady(const QUrl &at, const Secret &token);
    void ask();
    void lose(const QString &reason);
    void endChild();

    LocalHub *q;
    QString dataDir;
    HubOwner owner;
    link::HttpTransport http;
    std::unique_ptr<QProcess> child;
    QTimer retry;
    QTimer watch;
    Millis delay = firstRetry;
    QElapsedTimer up;
    QUrl address;
    bool wanted = false;
    bool running = false;
    int misses = 0;
};

// A hub that runs already is used, not doubled.
void LocalHub::Private::look()
{
    const auto found = readHubFiles(dataDir);
    if (!found) {
        launch();
        return;
    }
    http.send(healthRequest(found->address), [this, found](const wire::HttpReply &reply) {
        if (!wanted)
            return;
        if (isHubHealth(reply.body)) {
            if (found->ofWindow)
                owner.take(); // its window may have crashed
            becomeReady(found->address, found->token);
            watch.start();
        } else {
            launch();
        }
    });
}

void LocalHub::Private::launch()
{
    const auto program = findHubProgram();
    if (!program) {
        Q_EMIT q->failed(program.error());
        return;
    }
    if (!QDir().mkpath(dataDir)) {
        Q_EMIT q->failed({ Failure::Code::Io, u"cannot make %1"_s.arg(dataDir) });
        return;
    }
    owner.take();
    child = std::make_unique<QProcess>();
    child->setProcessChannelMode(QProcess::ForwardedErrorChannel);
    child->setStandardInputFile(QProcess::nullDevice());
    QObject::connect(child.get(), &QProcess::readyReadStandardOutput, q, [this] { onOutput(); });
    QObject::connect(child.get(), &QProcess::finished, q,
                     [this](int code, QProcess::ExitStatus how) { onEnded(code, how); });
    QObject::connect(child.get(), &QProcess::errorOccurred, q,
                     [this](QProcess::ProcessError error) {
                         if (error == QProcess::FailedToStart)
                             lose(child->errorString());
                     });
    qCInfo(lcSession) << "starting" << *program << "in" << dataDir;
    child->start(*program, { u"--data-dir"_s, dataDir, u"--port"_s, u"0"_s, u"--of-window"_s });
}

void LocalHub::Private::onOutput()
{
    if (running) {
        child->readAllStandardOutput(); // nothing more is expected there
        return;
    }
    if (!child->canReadLine() && child->bytesAvailable() < maxLine)
        return;
    const auto at = readReadyLine(child->readLine(maxLine));
    const auto token = readHubToken(dataDir);
    if (at && token)
        becomeReady(*at, *token);
    else
        qCWarning(lcSession) << "the hub said:" << (at ? token.error().detail : at.error().detail);
}

void LocalHub::Private::becomeReady(const QUrl &at, const Secret &token)
{
    running = true;
    misses = 0;
    address = at;
    up.start();
    Q_EMIT q->ready(at, token);
}

void LocalHub::Private::onEnded(int code, QProcess::ExitStatus how)
{
    if (!wanted)
        return;
    const QString reason = how == QProcess::CrashExit ? u"the hub was killed or crashed"_s
        : code == exitLocked                          ? u"another hub is using its data folder"_s
                                                      : u"the hub ended with code %1"_s.arg(code);
    lose(reason);
}

// A hub somebody else started gives no signal when it goes: it is asked.
void LocalHub::Private::ask()
{
    http.send(healthRequest(address), [this](const wire::HttpReply &reply) {
        if (!wanted || child)
            return;
        misses = isHubHealth(reply.body) ? 0 : misses + 1;
        const bool refused = reply.status == 0;
        if (misses >= 2 || (refused && misses >= 1 && !readHubFiles(dataDir)))
            lose(u"the hub ended"_s);
    });
}

void LocalHub::Private::lose(const QString &reason)
{
    watch.stop();
    if (running && up.isValid() && up.elapsed() >= stable.count())
        delay = firstRetry;
    running = false;
    if (child)
        child.release()->deleteLater(); // we are inside one of its signals
    retry.start(delay);
    qCInfo(lcSession) << reason << "- next try in" << delay.count() << "ms";
    Q_EMIT q->lost(reason, delay);
    delay = std::min(delay * 2, lastRetry);
}

void LocalHub::Private::endChild()
{
    child->disconnect(q);
    child->terminate();
    if (!child->waitForFinished(stopMillis)) {
        child->kill();
        child->waitForFinished(1000);
    }
    child.reset();
}

LocalHub::LocalHub(QString dataDir, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this, std::move(dataDir)))
{
}

LocalHub::~LocalHub()
{
    stop();
}

void LocalHub::start()
{
    if (d->wanted)
        return;
    d->wanted = true;
    d->delay = firstRetry;
    d->look();
}

void LocalHub::stop()
{
    d->wanted = false;
    d->retry.stop();
    d->watch.stop();
    d->http.cancelAll();
    const bool ran = std::exchange(d->running, false);
    if (d->child)
        d->endChild();
    else if (ran)
        d->owner.endHub(stopMillis);
    d->owner.release();
}

bool LocalHub::isRunning() const
{
    return d->running;
}

qint64 LocalHub::processId() const
{
    return d->child ? d->child->processId() : 0;
}

QString LocalHub::dataDir() const
{
    return d->dataDir;
}

Expected<LocalHub::Found> LocalHub::find(const QString &dataDir)
{
    auto found = readHubFiles(dataDir.isEmpty() ? defaultHubDir() : dataDir);
    if (!found)
        return found;
    link::HttpTransport http(probePolicy());
    QEventLoop loop;
    bool healthy = false;
    http.send(healthRequest(found->address), [&](const wire::HttpReply &reply) {
        healthy = isHubHealth(reply.body);
        loop.quit();
    });
    loop.exec();
    if (!healthy)
        return fail(Failure::Code::NotFound, u"the hub does not answer"_s);
    return found;
}

} // namespace fw::session
