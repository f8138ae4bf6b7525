// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "hub/life/process_facts.h"
#include "link/link.h"
#include "support/hub_program.h"
#include "wire/channels.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QMutex>
#include <QSet>
#include <QTemporaryDir>
#include <QThread>

#include <algorithm>
#include <atomic>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;

/// The product's connection without its store: greets, subscribes, forgets what it hears. Lives on
/// the thread it was moved to; the counters may be read from any.
class LightClient final : public QObject
{
    Q_OBJECT
public:
    struct Tally
    {
        std::atomic<int> live{ 0 };
        std::atomic<int> refused{ 0 }; ///< upgrades answered with 503
        std::atomic<int> polling{ 0 }; ///< how often a client gave up its socket for a while
    };

    LightClient(const QUrl &address, const QByteArray &token, int number, Tally &tally)
        : m_dialect(*dialects::findDialect(u"orchestrator"))
        , m_number(number)
        , m_tally(tally)
    {
        m_facts.baseUrl = address;
        m_facts.profile.address = address;
        m_facts.token = Secret(token);
        m_facts.client = ClientId{ QStringLiteral("light-%1").arg(number) };
        m_facts.author = QStringLiteral("Person %1").arg(number);
    }

    bool isLive() const { return m_isLive; }
    /// From the thread it lives on.
    void connectNow()
    {
        if (!m_link)
            make();
        m_link->feed(link::UserConnect{});
    }
    void disconnectNow() { m_link->feed(link::UserDisconnect{}); }
    link::Phase phase() const { return m_link ? m_link->state().phase : link::Phase::Idle; }

Q_SIGNALS:
    void opened(); ///< an upgrade was granted
    void becameLive();
    void becameIdle();

private:
    void make()
    {
        link::LinkHost host;
        host.greeting = [this](const std::optional<QString> &openedWith) {
            wire::SessionFacts facts = m_facts;
            facts.subProtocol = openedWith.value_or(QString());
            return m_dialect.greet(m_facts.profile, facts);
        };
        host.judge = [this](int code, QStringView reason, int status) {
            m_tally.refused += status == 503 ? 1 : 0;
            return m_dialect.judge(code, reason, status);
        };
        m_link = new link::Link(std::move(host), {}, m_clock,
                                0x5eed'0000U + static_cast<quint64>(m_number), this);
        connect(m_link, &link::Link::opened, this, [this](const QString &subProtocol) {
            m_facts.subProtocol = subProtocol;
            Q_EMIT opened();
        });
        connect(m_link, &link::Link::frameReceived, this, &LightClient::onFrame);
        connect(m_link, &link::Link::resumeWanted, this, &LightClient::subscribe);
        connect(m_link, &link::Link::pollWanted, this, [this] {
            ++m_tally.polling;
            m_link->feed(link::PollDone{ true, false, {} });
        });
        connect(m_link, &link::Link::stateChanged, this, &LightClient::look);
    }

    void subscribe()
    {
        std::vector<wire::Position> positions;
        m_waiting.clear();
        for (const QLatin1StringView name : wire::channel::watched) {
            positions.push_back({ QString(name), {}, 0 });
            m_waiting.insert(QString(name));
        }
        for (const wire::Frame &frame : m_dialect.subscribe(positions, m_facts))
            m_link->send(frame);
    }

    void onFrame(const wire::Frame &frame)
    {
        wire::Decoded decoded = m_dialect.decode(frame, m_facts);
        if (decoded.learnt)
            m_facts = std::move(*decoded.learnt);
        for (const wire::Control &control : decoded.controls)
            obey(control);
        for (const wire::Message &message : decoded.messages) {
            if (message.stamp && message.stamp->kind == wire::Stamp::Kind::SnapshotPart
                && message.stamp->part == message.stamp->parts)
                m_waiting.remove(message.stamp->channel);
        }
        const auto &state = m_link->state();
        if (state.stage == link::Stage::Resuming && m_waiting.isEmpty())
            m_link->feed(link::Resumed{ state.attempt });
    }

    void obey(const wire::Control &control)
    {
        const quint64 attempt = m_link->state().attempt;
        if (std::holds_alternative<wire::Greeted>(control))
            m_link->feed(link::GreetedIn{ attempt });
        else if (const auto *drain = std::get_if<wire::Draining>(&control))
            m_link->feed(link::DrainAsked{ attempt, drain->retryAfter, drain->spread });
        else if (const auto *reply = std::get_if<wire::ReplyWanted>(&control))
            m_link->send(reply->frame);
        else if (const auto *at = std::get_if<wire::Subscribed>(&control); at && at->recovered)
            m_waiting.remove(at->at.channel);
    }

    void look()
    {
        const bool live = m_link->isLive();
        if (std::exchange(m_isLive, live) != live) {
            m_tally.live += live ? 1 : -1;
            if (live)
                Q_EMIT becameLive();
        }
        if (m_link->state().phase == link::Phase::Idle)
            Q_EMIT becameIdle();
    }

    const wire::Dialect &m_dialect;
    const int m_number;
    Tally &m_tally;
    SystemClock m_clock;
    wire::SessionFacts m_facts;
    link::Link *m_link = nullptr;
    QSet<QString> m_waiting; ///< channels whose snapshot has not come
    bool m_isLive = false;
};

namespace {

const QString program = QStringLiteral(FW_BIN_DIR "/framewatch-hub");
constexpr int clientCount = 500;
constexpr int threadCount = 2;

/// The clients and when what happened to them, in milliseconds since restart().
class Crowd final
{
public:
    explicit Crowd(const HubProgram &hub)
    {
        m_timer.start();
        for (QThread &thread : m_threads)
            thread.start();
        for (int i = 0; i < clientCount; ++i) {
            auto *client = new LightClient(hub.address(), hub.token(), i, tally);
            QThread &thread = m_threads.at(static_cast<size_t>(i % threadCount));
            client->moveToThread(&thread);
            QObject::connect(&thread, &QThread::finished, client, &QObject::deleteLater);
            QObject::connect(client, &LightClient::opened, client, [this] { note(m_opened); });
            QObject::connect(client, &LightClient::becameLive, client, [this] { note(m_live); });
            QMetaObject::invokeMethod(client, &LightClient::connectNow, Qt::QueuedConnection);
        }
    }
    ~Crowd()
    {
        for (QThread &thread : m_threads) {
            thread.quit();
            thread.wait();
        }
    }
    void restart()
    {
        const QMutexLocker lock(&m_mutex);
        m_opened.clear();
        m_live.clear();
        m_timer.start();
    }
    qint64 now() const { return m_timer.elapsed(); }
    QList<qint64> live() const
    {
        const QMutexLocker lock(&m_mutex);
        return m_live;
    }
    /// The most upgrades that clients saw within any 100 ms.
    qsizetype mostUpgrades() const
    {
        const QMutexLocker lock(&m_mutex);
        QList<qint64> sorted = m_opened;
        std::ranges::sort(sorted);
        qsizetype most = 0;
        qsizetype first = 0;
        for (qsizetype i = 0; i < sorted.size(); ++i) {
            while (sorted[i] - sorted[first] >= 100)
                ++first;
            most = std::max(most, i - first + 1);
        }
        return most;
    }

    LightClient::Tally tally;

private:
    void note(QList<qint64> &list)
    {
        const QMutexLocker lock(&m_mutex);
        list.append(m_timer.elapsed());
    }

    mutable QMutex m_mutex;
    QElapsedTimer m_timer;
    QList<qint64> m_opened;
    QList<qint64> m_live;
    std::array<QThread, threadCount> m_threads;
};

QStringList wide(quint16 port = 0)
{
    return { u"--port"_s, QString::number(port), u"--max-connections-per-ip"_s, u"1000"_s };
}

} // namespace

/// A hub that ends under 500 clients: all of them come back, none at once.
class TestStorm final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    // Each of the many refusals would be told.
    void initTestCase() { QLoggingCategory::setFilterRules(u"framewatch.*.info=false"_s); }
    void everybodyIsLiveAgainAfterARestart_data();
    void everybodyIsLiveAgainAfterARestart();
};

void TestStorm::everybodyIsLiveAgainAfterARestart_data()
{
    QTest::addColumn<bool>("kindly");
    QTest::newRow("kill -9") << false;
    QTest::newRow("SIGTERM") << true;
}

void TestStorm::everybodyIsLiveAgainAfterARestart()
{
    QFETCH(bool, kindly);
    QTemporaryDir folder;
    auto hub = std::make_unique<HubProgram>(program, folder.path(), wide());
    QVERIFY(hub->isReady());
    const quint16 port = hub->port();
    Crowd crowd(*hub);
    QTRY_COMPARE_WITH_TIMEOUT(crowd.tally.live.load(), clientCount, 90'000);
    qInfo() << "first connect of all:" << crowd.live().last()
            << "ms, most upgrades in 100 ms:" << crowd.mostUpgrades()
            << "refused with 503:" << crowd.tally.refused.load();
    const ProcessFacts before = factsOf(hub->process().processId());
    crowd.tally.refused = 0;
    crowd.tally.polling = 0;
    crowd.restart();
    if (kindly) {
        hub->process().terminate();
        QCOMPARE(hub->exitCode(30'000), 0);
        qInfo() << "the hub ended after" << crowd.now() << "ms";
    }
    hub.reset(); // kills what is left
    QTRY_COMPARE_WITH_TIMEOUT(crowd.tally.live.load(), 0, 30'000);
    hub = std::make_unique<HubProgram>(program, folder.path(), wide(port));
    QVERIFY(hub->isReady());
    QCOMPARE(hub->port(), port);
    const qint64 ready = crowd.now();
    QTRY_COMPARE_WITH_TIMEOUT(crowd.tally.live.load(), clientCount, 90'000);
    QList<qint64> live = crowd.live();
    std::ranges::sort(live);
    qInfo().nospace() << "ms after the end of the hub: ready again " << ready << ", live 50 % "
                      << live.at(clientCount / 2 - 1) << ", 99 % "
                      << live.at(clientCount * 99 / 100 - 1) << ", all " << live.last();
    qInfo() << "most upgrades in any 100 ms:" << crowd.mostUpgrades()
            << "refused with 503:" << crowd.tally.refused.load()
            << "polled for a while:" << crowd.tally.polling.load();
    const ProcessFacts after = factsOf(hub->process().processId());
    QElapsedTimer watch;
    watch.start();
    QTRY_VERIFY_WITH_TIMEOUT(watch.elapsed() > 3000, 20'000); // what it uses when all is quiet
    const ProcessFacts quiet = factsOf(hub->process().processId());
    qInfo().nospace() << "hub: " << before.residentKiB << " KiB before, " << quiet.residentKiB
                      << " KiB after, " << quiet.descriptors << " descriptors, CPU for the storm "
                      << after.cpuSeconds << " s, then "
                      << 100 * (quiet.cpuSeconds - after.cpuSeconds) / 3 << " %";
}

QTEST_GUILESS_MAIN(TestStorm)
#include "tst_storm.moc"
