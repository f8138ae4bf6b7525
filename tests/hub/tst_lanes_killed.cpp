// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/record/connection.h"
#include "support/http_peer.h"
#include "support/hub_program.h"
#include "support/ws_peer.h"

#include <QElapsedTimer>
#include <QTemporaryDir>

#include <random>

using namespace fw::test;
using namespace Qt::StringLiterals;

namespace {

const QString program = QStringLiteral(FW_BIN_DIR "/framewatch-hub");

QJsonObject edit(int n, qint64 base)
{
    return { { u"type"_s, u"publish"_s },
             { u"channel"_s, u"brand:config"_s },
             { u"op"_s, u"op-%1"_s.arg(n) },
             { u"lane"_s, u"brand:Acme"_s },
             { u"base"_s, base },
             { u"data"_s,
               QJsonObject{
                   { u"action"_s, u"set"_s },
                   { u"payload"_s,
                     QJsonObject{ { u"brandName"_s, u"Acme"_s },
                                  { u"settings"_s, QJsonObject{ { u"a"_s, n } } } } } } } };
}

/// How often an op is in the history on the disk.
class Disk final
{
public:
    explicit Disk(const QString &folder) { QVERIFY(m_connection.open(folder + u"/hub.sqlite"_s)); }
    qint64 times(const QString &op)
    {
        return m_connection.number(u"SELECT COUNT(*) FROM lane_history WHERE op=?"_s, { op })
            .value_or(-1);
    }
    qint64 steps() { return m_connection.number(u"SELECT COUNT(*) FROM lane_history"_s).value(); }

private:
    fw::hub::record::Connection m_connection;
};

void kill(HubProgram &hub)
{
    hub.process().kill(); // SIGKILL
    hub.process().waitForFinished();
}

} // namespace

/// Edits of a real hub that is killed with -9: each is made once, whatever its author heard.
class TestLanesKilled final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void betweenTheDiskAndTheAck();
    void atAnyMoment();
};

// The author hears nothing; the next hub must say that the edit was made.
void TestLanesKilled::betweenTheDiskAndTheAck()
{
    QTemporaryDir folder;
    for (int n = 0; n < 8; ++n) {
        const QString op = u"op-%1"_s.arg(n);
        {
            HubProgram hub(program, folder.path());
            QVERIFY(hub.isReady());
            WsPeer peer(hub.port(), WsPeer::V1, hub.token());
            QVERIFY(peer.greet());
            Disk disk(folder.path());
            peer.send(edit(n, n));
            peer.socket().flush();
            QElapsedTimer timer; // no event loop turns here: nothing that comes is heard
            timer.start();
            while (disk.times(op) == 0 && !timer.hasExpired(20'000)) { }
            kill(hub);
            QCOMPARE(disk.times(op), 1);
            QCOMPARE(peer.count(u"ack"_s), 0);
        }
        HubProgram hub(program, folder.path());
        QVERIFY(hub.isReady());
        WsPeer peer(hub.port(), WsPeer::V1, hub.token());
        QVERIFY(peer.greet());
        peer.send({ { u"type"_s, u"status"_s }, { u"op"_s, op } });
        peer.send(edit(n, n));
        QTRY_COMPARE_WITH_TIMEOUT(peer.count(u"ack"_s), 2, 20'000);
        const QJsonObject status = peer.all(u"ack"_s).first();
        QCOMPARE(status["status"_L1].toString(), u"applied"_s);
        QCOMPARE(status["revision"_L1].toInt(), n + 1);
        const QJsonObject again = peer.all(u"ack"_s).last();
        QCOMPARE(again["status"_L1].toString(), u"duplicate"_s);
        QCOMPARE(again["first"_L1].toString(), u"applied"_s);
        QCOMPARE(again["revision"_L1].toInt(), n + 1);
        kill(hub);
        Disk disk(folder.path());
        QCOMPARE(disk.times(op), 1);
        QCOMPARE(disk.steps(), n + 1);
    }
}

// Nobody knows how far the hub came; sending it again settles it. Beside each edit that can be made
// goes one that cannot: what was refused is never in the history.
void TestLanesKilled::atAnyMoment()
{
    QTemporaryDir folder;
    std::mt19937 random(7); // NOLINT(cert-msc51-cpp): the same run each time
    constexpr int kills = 50;
    int before = 0;
    int after = 0;
    int made = 0;
    int refused = 0;
    const auto check = [&](const WsPeer &peer, Disk &disk) {
        for (const QJsonObject &ack : peer.all(u"ack"_s)) {
            const QString status = ack["status"_L1].toString();
            const QString first = status == "duplicate"_L1 ? ack["first"_L1].toString() : status;
            const bool isMade = first == "applied"_L1;
            QVERIFY2(isMade || first == "conflict"_L1, qPrintable(first));
            ++(isMade ? made : refused);
            QCOMPARE(disk.times(ack["op"_L1].toString()), isMade ? 1 : 0);
        }
    };
    for (int n = 0; n < kills; ++n) {
        HubProgram hub(program, folder.path());
        QVERIFY(hub.isReady());
        WsPeer peer(hub.port(), WsPeer::V1, hub.token());
        QVERIFY(peer.greet());
        if (n > 0) { // what became of the last one
            peer.send(edit(n - 1, n - 1));
            QTRY_COMPARE_WITH_TIMEOUT(peer.count(u"ack"_s), 1, 20'000);
            const QJsonObject ack = peer.all(u"ack"_s).first();
            const QString status = ack["status"_L1].toString();
            QVERIFY(status == "applied"_L1 || ack["first"_L1].toString() == "applied"_L1);
            QCOMPARE(ack["revision"_L1].toInt(), n);
            ++(status == "applied"_L1 ? before : after);
        }
        QJsonObject late = edit(n, n + 7);
        late.insert(u"op"_s, u"late-%1"_s.arg(n));
        peer.send(late);
        peer.send(edit(n, n));
        peer.socket().flush();
        QElapsedTimer timer;
        timer.start();
        const qint64 micros = std::uniform_int_distribution<qint64>(0, 15'000)(random);
        while (timer.nsecsElapsed() < micros * 1000) {
            if (n % 2 == 0) // else what is said is not heard
                QCoreApplication::processEvents();
        }
        kill(hub);
        Disk disk(folder.path());
        check(peer, disk);
        for (int op = 0; op < n; ++op) {
            QCOMPARE(disk.times(u"op-%1"_s.arg(op)), 1);
            QCOMPARE(disk.times(u"late-%1"_s.arg(op)), 0);
        }
        QVERIFY(disk.steps() == n || disk.steps() == n + 1);
    }
    qInfo() << kills << "kills: before the edit was made" << before << "after" << after
            << "; answers heard: made" << made << "refused" << refused
            << "; made twice 0, lost 0, refused and made 0";
}

QTEST_GUILESS_MAIN(TestLanesKilled)
#include "tst_lanes_killed.moc"
