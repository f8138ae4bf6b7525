// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/http_peer.h"
#include "support/hub_program.h"
#include "support/ws_peer.h"

#include <QDirIterator>
#include <QTemporaryDir>

using namespace fw::test;
using namespace Qt::StringLiterals;

namespace {

const QString program = QStringLiteral(FW_BIN_DIR "/framewatch-hub");
const QString crop = u"crop:editor"_s;
const QString lane = u"crop:a.mp4:vertical_9_16"_s;

QJsonObject edit(const QString &op, qint64 base, int x, const QString &epoch = {})
{
    const QJsonObject rect{ { u"x"_s, x }, { u"y"_s, 0 }, { u"width"_s, 9 }, { u"height"_s, 16 } };
    const QJsonObject payload{ { u"source"_s, u"a.mp4"_s },
                               { u"format"_s, u"vertical_9_16"_s },
                               { u"aspectRatio"_s, u"9:16"_s },
                               { u"cropRect"_s, rect } };
    QJsonObject message{
        { u"type"_s, u"publish"_s },
        { u"channel"_s, crop },
        { u"op"_s, op },
        { u"lane"_s, lane },
        { u"base"_s, base },
        { u"data"_s, QJsonObject{ { u"action"_s, u"apply"_s }, { u"payload"_s, payload } } }
    };
    if (!epoch.isEmpty())
        message.insert(u"epoch"_s, epoch);
    return message;
}

QJsonObject asked(WsPeer &peer, const QJsonObject &message)
{
    const qsizetype before = peer.count(u"ack"_s);
    peer.send(message);
    if (!QTest::qWaitFor([&] { return peer.count(u"ack"_s) > before; }, 20'000))
        return {};
    return peer.all(u"ack"_s).last();
}

// A life of the hub on a folder, with one client.
struct Life
{
    explicit Life(const QString &folder)
        : hub(program, folder)
    {
        ready = hub.isReady();
        if (!ready)
            return;
        peer = std::make_unique<WsPeer>(hub.port(), WsPeer::V1, hub.token());
        ready = peer->greet();
        epoch = ready ? peer->messages.first()["epoch"_L1].toString() : QString();
    }
    void end()
    {
        peer.reset();
        hub.process().terminate();
        QCOMPARE(hub.exitCode(30'000), 0);
    }
    // What a client at a place of an earlier life is told about the crop.
    QJsonObject resumed(const QString &from, qint64 seq)
    {
        peer->send({ { u"type"_s, u"subscribe"_s },
                     { u"channels"_s,
                       QJsonArray{ QJsonObject{
                           { u"channel"_s, crop }, { u"epoch"_s, from }, { u"seq"_s, seq } } } } });
        if (!QTest::qWaitFor([this] { return peer->count(u"snapshot"_s) == 1; }, 20'000))
            return {};
        if (peer->all(u"subscribed"_s).first()["recovered"_L1].toBool(true))
            return {};
        const QJsonObject snapshot = peer->all(u"snapshot"_s).first();
        return snapshot["epoch"_L1].toString() == epoch
            ? snapshot["data"_L1]["crops"_L1].toArray().first().toObject()
            : QJsonObject();
    }

    HubProgram hub;
    std::unique_ptr<WsPeer> peer;
    bool ready = false;
    QString epoch;
};

int xOf(const QJsonObject &row)
{
    return row["payload"_L1]["cropRect"_L1]["x"_L1].toInt(-1);
}

void copyRecord(const QString &from, const QString &to)
{
    QDir().mkpath(to);
    for (const QString &end : { u""_s, u"-wal"_s, u"-shm"_s }) {
        QFile::remove(to + u"/hub.sqlite"_s + end);
        if (QFile::exists(from + u"/hub.sqlite"_s + end))
            QVERIFY(QFile::copy(from + u"/hub.sqlite"_s + end, to + u"/hub.sqlite"_s + end));
    }
}

} // namespace

/// An older state of the hub is put back: nobody is shown what is no more, no edit of what is no
/// more is made.
class TestRestored final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void nothingStaleIsShownOrOverwritten_data();
    void nothingStaleIsShownOrOverwritten();
    void anOrdinaryRestartKeepsBasesGood();
};

void TestRestored::nothingStaleIsShownOrOverwritten_data()
{
    QTest::addColumn<bool>("deleted");
    QTest::addColumn<bool>("whole"); // with the count of lives beside the record
    QTest::addColumn<bool>("named"); // the edits name their epoch
    for (const bool named : { true, false }) {
        const QString end = named ? u", epoch named"_s : QString();
        QTest::newRow(qPrintable(u"record put back"_s + end)) << false << false << named;
        QTest::newRow(qPrintable(u"record deleted"_s + end)) << true << false << named;
        QTest::newRow(qPrintable(u"folder put back"_s + end)) << false << true << named;
    }
}

void TestRestored::nothingStaleIsShownOrOverwritten()
{
    QFETCH(bool, deleted);
    QFETCH(bool, whole);
    QFETCH(bool, named);
    QTemporaryDir folder;
    QTemporaryDir backup;
    {
        Life first(folder.path());
        QVERIFY(first.ready);
        QCOMPARE(asked(*first.peer, edit(u"op-1"_s, 0, 1))["status"_L1].toString(), u"applied"_s);
        first.end();
    }
    copyRecord(folder.path(), backup.path());
    QVERIFY(QFile::copy(folder.filePath(u"lives"_s), backup.filePath(u"lives"_s)));
    QString lost;
    {
        Life second(folder.path());
        QVERIFY(second.ready);
        lost = second.epoch;
        for (int n = 2; n <= 4; ++n) // revisions 2 to 4, which will be lost
            QCOMPARE(
                asked(*second.peer, edit(u"op-%1"_s.arg(n), n - 1, n, second.epoch))["revision"_L1]
                    .toInt(),
                n);
        second.end();
    }
    copyRecord(deleted ? u"/nowhere"_s : backup.path(), folder.path());
    if (whole) {
        QVERIFY(QFile::remove(folder.filePath(u"lives"_s)));
        QVERIFY(QFile::copy(backup.filePath(u"lives"_s), folder.filePath(u"lives"_s)));
    }
    Life third(folder.path());
    QVERIFY(third.ready);
    QVERIFY(third.epoch != lost);
    const QJsonObject shown = third.resumed(lost, 3);
    QCOMPARE(xOf(shown), deleted ? -1 : 1);
    // Somebody else goes on until the numbers would meet again.
    qint64 now = deleted ? 0 : 1;
    for (int n = 0; n < 4; ++n) {
        const QJsonObject ack
            = asked(*third.peer, edit(u"new-%1"_s.arg(n), now, 50 + n, third.epoch));
        QCOMPARE(ack["status"_L1].toString(), u"applied"_s);
        now = ack["revision"_L1].toInteger();
    }
    // Made offline on what was lost: each of those revisions stands for another crop now.
    for (int base = 2; base <= 4; ++base) {
        const QJsonObject ack
            = asked(*third.peer, edit(u"late-%1"_s.arg(base), base, 99, named ? lost : QString()));
        QCOMPARE(ack["status"_L1].toString(), u"conflict"_s);
        QCOMPARE(xOf({ { u"payload"_s, ack["current"_L1] } }), 53);
    }
}

// An edit made offline before it is sent to the next life of the same hub.
void TestRestored::anOrdinaryRestartKeepsBasesGood()
{
    QTemporaryDir folder;
    QString before;
    for (int n = 0; n < 4; ++n) {
        Life life(folder.path());
        QVERIFY(life.ready);
        const QJsonObject ack = asked(*life.peer, edit(u"op-%1"_s.arg(n), n, n, before));
        QCOMPARE(ack["status"_L1].toString(), u"applied"_s);
        QCOMPARE(ack["revision"_L1].toInt(), n + 1);
        before = life.epoch;
        if (n == 1)
            life.end(); // else it is killed
    }
}

QTEST_GUILESS_MAIN(TestRestored)
#include "tst_restored.moc"
