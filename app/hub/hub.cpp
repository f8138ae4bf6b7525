// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub.h"

#include "base/log.h"
#include "base/uuid.h"
#include "hub/access.h"
#include "hub/api.h"
#include "hub/clients.h"
#include "hub/front/front_door.h"
#include "hub/lives.h"
#include "hub/teller.h"

#include <QDir>

namespace fw::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds sampleInterval(5);

// What is too old goes in small steps, so that no client ever waits for it.
constexpr std::chrono::minutes forgetInterval(10);
constexpr std::chrono::milliseconds forgetAgain(200);
constexpr int forgetStep = 200;

constexpr std::chrono::milliseconds endingInterval(20); ///< between looks whether all is done

// A body is at most 1 MiB, a message 64 KiB and 1 MiB unpacked: one reader serves both.
constexpr JsonLimits jsonLimits{ 1024 * 1024, 32, true };

work::WorkOptions workOptions(const HubOptions &options)
{
    work::WorkOptions work;
    work.dataDir = options.dataDir;
    work.workers = options.workers;
    work.maxSourceBytes = options.limits.uploadBody;
    return work;
}

} // namespace

// Clients may call the hub by the very address it was told to listen on.
HubOptions withOwnAddress(HubOptions options)
{
    const QHostAddress &address = options.address;
    const QString text = address.toString();
    options.limits.allowedHosts.append(
        address.protocol() == QAbstractSocket::IPv6Protocol ? u'[' + text + u']' : text);
    return options;
}

// Each channel's snapshots come from whoever knows it.
class Sources final : public SnapshotSource
{
public:
    Sources(const Teller &teller, const Lanes &lanes)
        : m_teller(teller)
        , m_lanes(lanes)
    {
    }
    SnapshotData snapshot(ChannelIndex channel) const override
    {
        const bool shared = channel == CropChannel || channel == BrandChannel;
        return shared ? m_lanes.snapshot(channel) : m_teller.snapshot(channel);
    }

private:
    const Teller &m_teller;
    const Lanes &m_lanes;
};

// In order of need: each member uses only those above it.
struct Hub::Private
{
    Private(HubOptions o, const Clock &c, QObject *parent)
        : options(withOwnAddress(std::move(o)))
        , clock(c)
        , log(uuid7(c.wall()), c)
        , jobs(workOptions(options), c)
        , sampler(options.dataDir)
        , desk(jobs)
        , teller(jobs, log, sampler)
        , lanes(log, c)
        , sources(teller, lanes)
        , snapshots(log, sources)
        , batches(log)
        , reader(jsonLimits)
        , sampling(parent)
        , forgetting(parent)
        , ending(parent)
    {
    }

    void forget();

    HubOptions options;
    const Clock &clock;
    QString id;
    EventLog log;
    work::Jobs jobs;
    SystemSampler sampler;
    JobsDesk desk;
    Teller teller;
    Lanes lanes;
    Sources sources;
    Snapshots snapshots;
    Batches batches;
    JsonReader reader;
    std::unique_ptr<Api> api;
    std::unique_ptr<front::FrontDoor> door;
    std::unique_ptr<Clients> clients;
    QTimer sampling;
    QTimer forgetting;
    QTimer ending;
};

void Hub::Private::forget()
{
    const auto removed = jobs.record().forget(clock.wall(), forgetStep);
    if (!removed)
        qCWarning(lcHub) << "old verdicts stay:" << removed.error().detail;
    forgetting.start(removed.value_or(0) < forgetStep ? forgetInterval : forgetAgain);
}

Hub::Hub(HubOptions options, const Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(std::move(options), clock, nullptr))
{
    connect(&d->sampling, &QTimer::timeout, this, [this] {
        d->sampler.sample();
        d->teller.tellSystem();
    });
    connect(&d->ending, &QTimer::timeout, this, [this] {
        if (clients() > 0 || d->door->isBusy())
            return;
        d->ending.stop();
        Q_EMIT drained();
    });
    d->forgetting.setSingleShot(true);
    connect(&d->forgetting, &QTimer::timeout, this, [this] { d->forget(); });
}

Hub::~Hub() = default;

Expected<void> Hub::start()
{
    const QString &folder = d->options.dataDir;
    if (!QDir().mkpath(folder))
        return fail(Failure::Code::Io, u"%1 cannot be made"_s.arg(folder));
    const QString tokenFile
        = d->options.tokenFile.isEmpty() ? folder + "/token"_L1 : d->options.tokenFile;
    const auto token = loadToken(tokenFile);
    if (!token)
        return tl::unexpected(token.error());
    const auto id = loadHubId(folder + "/hub-id"_L1, uuid7(d->clock.wall()));
    if (!id)
        return tl::unexpected(id.error());
    d->id = *id;
    d->sampler.sample();
    d->api = std::make_unique<Api>(ApiWorld{ d->jobs, d->desk, d->lanes, d->log, d->sampler,
                                             d->reader, d->options.limits, d->id });
    d->door = std::make_unique<front::FrontDoor>(front::Guard(*token, d->options.limits),
                                                 d->options.limits, *d->api, d->clock);
    d->clients = std::make_unique<Clients>(
        ClientWorld{ d->log, d->snapshots, d->batches, d->desk, d->reader, d->door->guard(),
                     d->door->limits(), d->clock, d->id, &d->lanes });
    connect(d->door.get(), &front::FrontDoor::webSocketOpened, d->clients.get(), &Clients::add);
    if (auto opened = d->door->open(d->options.address, d->options.port); !opened)
        return fail(Failure::Code::Unreachable, opened.error().detail);
    // Only now: a hub that cannot listen must not begin, and so interrupt, any job. Requests wait
    // for the event loop, so none comes too early.
    if (auto started = d->jobs.start(); !started)
        return started;
    d->teller.load();
    if (auto begun
        = beginLife(d->jobs.record(), folder + "/lives"_L1, d->log.epoch(), d->clock.wall());
        !begun)
        return tl::unexpected(begun.error());
    if (auto loaded = d->lanes.load(d->jobs.record()); !loaded)
        return loaded;
    d->sampling.start(sampleInterval);
    d->forgetting.start(forgetAgain);
    qCInfo(lcHub) << "listening on" << address().toString();
    return {};
}

void Hub::drain()
{
    d->sampling.stop();
    d->forgetting.stop();
    d->lanes.drain();
    d->api->drain();
    d->door->drain(); // it still listens: who comes now is told when to come again
    d->clients->drain();
    // After the goodbyes, which the end of a child might hold up.
    QMetaObject::invokeMethod(
        this,
        [this] {
            d->jobs.drain();
            d->ending.start(endingInterval);
        },
        Qt::QueuedConnection);
}

QUrl Hub::address() const
{
    QUrl url;
    url.setScheme(u"http"_s);
    const QHostAddress &bound = d->options.address;
    const bool any = bound == QHostAddress(QHostAddress::Any)
        || bound == QHostAddress(QHostAddress::AnyIPv4) || bound == QHostAddress::AnyIPv6;
    url.setHost(any ? u"127.0.0.1"_s : bound.toString());
    url.setPort(port());
    return url;
}

quint16 Hub::port() const
{
    return d->door ? d->door->serverPort() : 0;
}

QString Hub::epoch() const
{
    return d->log.epoch();
}

work::Jobs &Hub::jobs()
{
    return d->jobs;
}

int Hub::clients() const
{
    return d->clients ? d->clients->count() : 0;
}

} // namespace fw::hub
