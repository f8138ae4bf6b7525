// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/life/process_facts.h"
#include "support/http_peer.h"
#include "support/hub_program.h"
#include "support/raw_peer.h"
#include "support/ws_peer.h"

#include <QElapsedTimer>
#include <QSemaphore>
#include <QTemporaryDir>
#include <QThread>
#include <QTimer>

#include <algorithm>
#include <memory>

using namespace fw::test;
using namespace Qt::StringLiterals;

namespace {

const QString program = QStringLiteral(FW_BIN_DIR "/framewatch-hub");
const QString brand = u"brand:config"_s;

QJsonObject edit(const QString &name, int n, int bytes)
{
    return { { u"type"_s, u"publish"_s },
             { u"channel"_s, brand },
             { u"op"_s, u"%1-%2"_s.arg(name).arg(n) },
             { u"lane"_s, QString(u"brand:"_s + name) },
             { u"base"_s, n },
             { u"data"_s,
               QJsonObject{
                   { u"action"_s, u"set"_s },
                   { u"payload"_s,
                     QJsonObject{ { u"brandName"_s, name },
                                  { u"settings"_s,
                                    QJsonObject{ { u"n"_s, n },
                                                 { u"text"_s, QString(bytes, u'x') } } } } } } } };
}

/// A client on a thread of its own, which may stop to read.
class Sleeper final
{
public:
    Sleeper(const HubProgram &hub, bool subscribes)
    {
        m_thread.start();
        m_context.moveToThread(&m_thread);
        run([this, port = hub.port(), token = hub.token(), subscribes] {
            m_peer = std::make_unique<WsPeer>(port, WsPeer::V1, token);
            ready = m_peer->greet();
            if (auto *tcp = m_peer->socket().findChild<QAbstractSocket *>())
                tcp->setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 64 * 1024);
            if (subscribes)
                m_peer->subscribe(brand);
            ready = ready && (!subscribes || QTest::qWaitFor([this] {
                        return m_peer->count(u"snapshot"_s) > 0;
                    }));
        });
    }
    ~Sleeper()
    {
        wake();
        run([this] { m_peer.reset(); });
        m_thread.quit();
        m_thread.wait();
    }
    /// Nothing is read until wake().
    void sleep()
    {
        m_asleep = true;
        QMetaObject::invokeMethod(
            &m_context, [this] { m_wake.acquire(); }, Qt::QueuedConnection);
    }
    void wake()
    {
        if (std::exchange(m_asleep, false))
            m_wake.release();
    }
    /// On its thread, waited for.
    template <class Work> void run(Work work)
    {
        QMetaObject::invokeMethod(&m_context, work, Qt::BlockingQueuedConnection);
    }
    WsPeer &peer() { return *m_peer; } ///< in run() only

    bool ready = false;

private:
    QThread m_thread;
    QObject m_context;
    QSemaphore m_wake;
    bool m_asleep = false;
    std::unique_ptr<WsPeer> m_peer;
};

// Publishes edits of one brand as fast as the hub allows one client.
class Author final
{
public:
    Author(const HubProgram &hub, QString name, int bytes)
        : m_peer(hub.port(), WsPeer::V1, hub.token())
        , m_name(std::move(name))
        , m_bytes(bytes)
    {
        QObject::connect(&m_timer, &QTimer::timeout, &m_timer, [this] { send(); });
    }
    bool greet() { return m_peer.greet(); }
    void start() { m_timer.start(25); }
    void stop() { m_timer.stop(); }
    int made() { return static_cast<int>(m_peer.count(u"ack"_s)); }
    int sent() const { return m_sent; }
    qint64 longest() const { return m_longest; } ///< from one edit to the next, in ms

private:
    void send()
    {
        if (m_sent > made()) // one under way: its base is the one before
            return;
        if (m_sent > 0)
            m_longest = std::max(m_longest, m_since.elapsed());
        m_since.start();
        m_peer.send(edit(m_name, m_sent++, m_bytes));
    }

    WsPeer m_peer;
    QString m_name;
    int m_bytes;
    QTimer m_timer;
    QElapsedTimer m_since;
    qint64 m_longest = 0;
    int m_sent = 0;
};

// {brand name: revision}
QHash<QString, qint64> revisionsOf(const QJsonArray &brands)
{
    QHash<QString, qint64> revisions;
    for (const auto &row : brands)
        revisions.insert(row["brandName"_L1].toString(), row["revision"_L1].toInteger());
    return revisions;
}

// What a client has heard of each brand: its last snapshot, and the events after it.
QHash<QString, qint64> heardBy(const WsPeer &peer)
{
    QHash<QString, qint64> revisions;
    for (const QJsonObject &message : peer.messages) {
        const QString type = message["type"_L1].toString();
        const QJsonValue data = message["data"_L1];
        if (type == "snapshot"_L1 && message["part"_L1].toInt() == 1)
            revisions.clear();
        if (type == "snapshot"_L1)
            revisions.insert(revisionsOf(data["brands"_L1].toArray()));
        else if (type == "event"_L1 && message["channel"_L1].toString() == brand)
            revisions.insert(data["payload"_L1]["brandName"_L1].toString(),
                             data["revision"_L1].toInteger());
    }
    return revisions;
}

} // namespace

/// Clients that do not read what a real hub has for them.
class TestSlowClients final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theyCostLittleAndSeeTheSameAfterwards();
    void whoAsksAndNeverReadsIsCut();
};

void TestSlowClients::theyCostLittleAndSeeTheSameAfterwards()
{
    QTemporaryDir folder;
    HubProgram hub(program, folder.path(), { u"--max-connections-per-ip"_s, u"100"_s });
    QVERIFY(hub.isReady());
    const qint64 process = hub.process().processId();
    WsPeer good(hub.port(), WsPeer::V1, hub.token());
    QVERIFY(good.greet());
    good.subscribe(brand);
    QTRY_COMPARE_WITH_TIMEOUT(good.count(u"snapshot"_s), 1, 20'000);
    std::vector<std::unique_ptr<Author>> authors;
    for (int i = 0; i < 10; ++i) {
        authors.push_back(std::make_unique<Author>(hub, u"Brand %1"_s.arg(i), 20'000));
        QVERIFY(authors.back()->greet());
    }
    const auto made = [&authors] {
        int all = 0;
        for (const auto &author : authors)
            all += author->made();
        return all;
    };
    std::vector<std::unique_ptr<Sleeper>> sleepers;
    for (int i = 0; i < 20; ++i) {
        sleepers.push_back(std::make_unique<Sleeper>(hub, true));
        QVERIFY(sleepers.back()->ready);
    }
    const ProcessFacts before = factsOf(process);
    for (const auto &sleeper : sleepers)
        sleeper->sleep();
    for (const auto &author : authors)
        author->start();
    qint64 most = before.residentKiB;
    QElapsedTimer timer;
    timer.start();
    const auto enough = [&] {
        most = std::max(most, factsOf(process).residentKiB);
        return made() > 800; // 16 MB that the sleepers leave
    };
    QTRY_VERIFY_WITH_TIMEOUT(enough(), 60'000);
    qInfo() << sleepers.size() << "asleep for" << timer.elapsed() << "ms and" << made()
            << "edits of 20 kB: hub" << before.residentKiB << "-> at most" << most << "KiB";
    for (const auto &sleeper : sleepers)
        sleeper->wake();
    for (const auto &author : authors)
        author->stop();
    qint64 longest = 0;
    for (const auto &author : authors) {
        longest = std::max(longest, author->longest());
        QTRY_COMPARE_WITH_TIMEOUT(author->made(), author->sent(), 20'000);
    }
    HttpPeer http(hub.address(), hub.token());
    const auto truth
        = revisionsOf(http.get(u"/api/lanes?channel=brand:config"_s).json()["brands"_L1].toArray());
    QCOMPARE(truth.size(), 10);
    QTRY_COMPARE_WITH_TIMEOUT(heardBy(good), truth, 20'000);
    QCOMPARE(good.count(u"gap"_s), 0);
    int gaps = 0;
    int cut = 0;
    for (const auto &sleeper : sleepers) {
        bool same = false;
        sleeper->run([&] {
            WsPeer &peer = sleeper->peer();
            const auto settled = [&peer] { return peer.isClosed() || peer.count(u"gap"_s) > 0; };
            static_cast<void>(QTest::qWaitFor(settled, 30'000));
            gaps += static_cast<int>(peer.count(u"gap"_s));
            cut += peer.isClosed() ? 1 : 0;
            if (peer.isClosed()) { // a slow machine let it sleep for too long
                same = true;
                return;
            }
            const qsizetype parts = peer.count(u"snapshot"_s);
            peer.subscribe(brand);
            same = QTest::qWaitFor(
                [&] { return peer.count(u"snapshot"_s) > parts && heardBy(peer) == truth; },
                30'000);
        });
        QVERIFY(same);
    }
    QVERIFY(gaps + cut >= static_cast<int>(sleepers.size()));
    qInfo() << "gaps" << gaps << "cut" << cut << "longest wait of an author" << longest << "ms";
#ifndef FW_SANITIZED
    QVERIFY2(most - before.residentKiB < 60 * 1024, qPrintable(QString::number(most)));
#endif
}

void TestSlowClients::whoAsksAndNeverReadsIsCut()
{
    QTemporaryDir folder;
    HubProgram hub(program, folder.path());
    QVERIFY(hub.isReady());
    const qint64 process = hub.process().processId();
    WsPeer good(hub.port(), WsPeer::V1, hub.token());
    QVERIFY(good.greet());
    good.send(edit(u"Large"_s, 0, 60'000));
    QTRY_COMPARE_WITH_TIMEOUT(good.count(u"ack"_s), 1, 20'000);
    const ProcessFacts before = factsOf(process);
    RawPeer greedy(hub.port());
    greedy.socket().setSocketOption(QAbstractSocket::ReceiveBufferSizeSocketOption, 4096);
    greedy.send("GET /ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n"
                "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                "Sec-WebSocket-Protocol: framewatch.v1\r\n"
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nAuthorization: Bearer "
                + hub.token() + "\r\n\r\n");
    QTRY_COMPARE_WITH_TIMEOUT(greedy.status(), 101, 20'000);
    greedy.stopReading();
    const auto say = [&greedy](const QJsonObject &message) {
        const QByteArray text = QJsonDocument(message).toJson(QJsonDocument::Compact);
        QByteArray frame("\x81");
        frame += static_cast<char>(0x80 | 126);
        frame += static_cast<char>(text.size() >> 8);
        frame += static_cast<char>(text.size() & 0xff);
        greedy.send(frame + QByteArray(4, '\0') + text);
    };
    say({ { u"type"_s, u"hello"_s },
          { u"client"_s, QJsonObject{ { u"name"_s, QString(200, u'x') } } } });
    // Each is answered with the 60 kB that its author should look at.
    for (int n = 0; n < 99; ++n) {
        QJsonObject late = edit(u"Large"_s, 0, 200);
        late.insert(u"op"_s, u"late-%1"_s.arg(n));
        say(late);
    }
    qint64 most = before.residentKiB;
    const auto gone = [&] {
        most = std::max(most, factsOf(process).residentKiB);
        greedy.send(QByteArray("\x89\x80") + QByteArray(4, '\0')); // only who writes hears of it
        return greedy.isClosed();
    };
    QTRY_VERIFY_WITH_TIMEOUT(gone(), 60'000);
    qInfo() << "hub" << before.residentKiB << "-> at most" << most << "KiB";
#ifndef FW_SANITIZED
    QVERIFY2(most - before.residentKiB < 40 * 1024, qPrintable(QString::number(most)));
#endif
    good.send(edit(u"Large"_s, 1, 10));
    QTRY_COMPARE_WITH_TIMEOUT(good.count(u"ack"_s), 2, 20'000);
}

QTEST_GUILESS_MAIN(TestSlowClients)
#include "tst_slow_clients.moc"
