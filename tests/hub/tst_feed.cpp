// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/feed.h"

#include "hub/front/packed.h"
#include "support/fake_clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

#include <random>

using namespace fw;
using namespace fw::hub;
using namespace Qt::StringLiterals;

namespace {

// Keeps what it is given; reads it away only when told.
class Shelf final : public Outlet
{
public:
    void sendText(const QString &text) override
    {
        waiting += text.size();
        add(QJsonDocument::fromJson(text.toUtf8()).object());
    }
    void sendBinary(const QByteArray &bytes) override
    {
        waiting += bytes.size();
        ++binaries;
        add(QJsonDocument::fromJson(front::unpacked(bytes).value()).object());
    }
    qint64 backlog() const override { return waiting; }
    void add(const QJsonObject &message)
    {
        if (message["type"_L1] != "batch"_L1) {
            messages.append(message);
            return;
        }
        ++batches;
        const QJsonArray all = message["messages"_L1].toArray();
        for (const auto &one : all)
            messages.append(one.toObject());
    }
    // "subscribed:12" "snapshot:12" "event:13" "gap:5" of one channel
    QStringList told(QLatin1StringView channel) const
    {
        QStringList words;
        for (const QJsonObject &message : messages) {
            if (message["channel"_L1].toString() != channel)
                continue;
            const QString type = message["type"_L1].toString();
            const auto number = message[type == "gap"_L1 ? "dropped"_L1 : "seq"_L1];
            words.append(type + u':' + QString::number(number.toInteger()));
        }
        return words;
    }

    qint64 waiting = 0;
    int batches = 0;
    int binaries = 0;
    QList<QJsonObject> messages;
};

class Source final : public SnapshotSource
{
public:
    SnapshotData snapshot(ChannelIndex) const override
    {
        ++made;
        auto texts = std::make_shared<std::vector<QByteArray>>();
        for (qsizetype i = 0; i < rows; ++i) {
            texts->push_back("{\"jobId\":\"" + QByteArray::number(i * 7919) + "\",\"name\":\""
                             + name(i) + "\"}");
        }
        return { u"jobs"_s, true, rows,
                 [texts](qsizetype i) -> QByteArrayView { return texts->at(size_t(i)); } };
    }
    // Letters without a pattern: what packs too well is no usual row.
    QByteArray name(qsizetype row) const
    {
        std::minstd_rand next(static_cast<unsigned>(row) + 1);
        QByteArray letters(nameSize, 'a');
        for (char &letter : letters)
            letter = static_cast<char>('a' + next() % 26);
        return letters;
    }
    qsizetype rows = 3;
    qsizetype nameSize = 400;
    mutable int made = 0;
};

struct World
{
    World()
        : log(u"epoch-1"_s, clock)
        , snapshots(log, source)
        , batches(log)
    {
    }
    Feed feed(bool bare = false) { return Feed(log, snapshots, batches, shelf, limits, bare); }
    void happen(ChannelIndex channel, int times = 1, const QString &progressOf = {})
    {
        for (int i = 0; i < times; ++i)
            log.append(channel, "something"_L1, { { u"n"_s, i } }, progressOf);
    }
    test::FakeClock clock;
    front::Limits limits;
    EventLog log;
    Source source;
    Snapshots snapshots;
    Batches batches;
    Shelf shelf;
};

constexpr auto jobs = wire::channel::jobs;
constexpr auto status = wire::channel::status;

} // namespace

class TestFeed final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aNewSubscriberGetsASnapshotThenEvents();
    void aPositionInThisEpochIsResumed();
    void aPositionThatDoesNotFitGetsASnapshot_data();
    void aPositionThatDoesNotFitGetsASnapshot();
    void snapshotsComeInPartsAndPackedWhenLarge();
    void partsAreSplitByBytesToo();
    void aLargeSnapshotIsGivenInTurns();
    void eventsDuringASlowSnapshotFollowIt();
    void channelsKeepTheirOrderAmongEachOther();
    void clientsAtTheSamePlaceShareOneText();
    void aSlowClientLosesProgressFirst();
    void aVerySlowClientLosesEverythingButNeverSeesAHole();
    void anEvictedClientIsToldSo();
    void aBareClientHearsNoNumbersAndOnlyTheNewestProgress();
    void unsubscribedChannelsAreSilent();
};

void TestFeed::aNewSubscriberGetsASnapshotThenEvents()
{
    World w;
    w.happen(JobsChannel, 5);
    Feed feed = w.feed();
    feed.subscribe(JobsChannel, {});
    w.happen(JobsChannel, 2);
    w.happen(StatusChannel, 2);
    feed.pump();
    QCOMPARE(w.shelf.told(jobs),
             (QStringList{ u"subscribed:5"_s, u"snapshot:5"_s, u"event:6"_s, u"event:7"_s }));
    QCOMPARE(w.shelf.told(status), QStringList());
    QCOMPARE(w.shelf.messages[0]["recovered"_L1].toBool(true), false);
    QCOMPARE(w.shelf.messages[1]["epoch"_L1].toString(), u"epoch-1"_s);
    QCOMPARE(w.shelf.messages[1]["data"_L1]["jobs"_L1].toArray().size(), 3);
    QVERIFY(feed.isCaughtUp());
}

void TestFeed::aPositionInThisEpochIsResumed()
{
    World w;
    w.happen(JobsChannel, 300);
    Feed feed = w.feed();
    feed.subscribe(JobsChannel, Feed::From{ u"epoch-1"_s, 297 });
    QCOMPARE(w.shelf.told(jobs),
             (QStringList{ u"subscribed:300"_s, u"event:298"_s, u"event:299"_s, u"event:300"_s }));
    QCOMPARE(w.shelf.messages[0]["recovered"_L1].toBool(), true);
    w.happen(JobsChannel);
    feed.pump();
    QCOMPARE(w.shelf.told(jobs).last(), u"event:301"_s);
}

void TestFeed::aPositionThatDoesNotFitGetsASnapshot_data()
{
    QTest::addColumn<QString>("epoch");
    QTest::addColumn<qint64>("seq");
    QTest::newRow("other epoch") << u"epoch-0"_s << qint64(2999);
    QTest::newRow("no epoch") << QString() << qint64(2999);
    QTest::newRow("too many missed") << u"epoch-1"_s << qint64(900);
    QTest::newRow("from the future") << u"epoch-1"_s << qint64(3001);
    QTest::newRow("negative") << u"epoch-1"_s << qint64(-1);
}

void TestFeed::aPositionThatDoesNotFitGetsASnapshot()
{
    QFETCH(QString, epoch);
    QFETCH(qint64, seq);
    World w;
    w.happen(JobsChannel, 3000);
    Feed feed = w.feed();
    feed.subscribe(JobsChannel, Feed::From{ epoch, seq });
    QCOMPARE(w.shelf.told(jobs), (QStringList{ u"subscribed:3000"_s, u"snapshot:3000"_s }));
}

void TestFeed::snapshotsComeInPartsAndPackedWhenLarge()
{
    World w;
    w.source.rows = 2 * Snapshot::itemsPerPart + 1;
    Feed feed = w.feed();
    feed.subscribe(JobsChannel, {});
    QCOMPARE(w.shelf.messages.size(), 4);
    qsizetype rows = 0;
    for (int part = 1; part <= 3; ++part) {
        const QJsonObject message = w.shelf.messages[part];
        QCOMPARE(message["part"_L1].toInt(), part);
        QCOMPARE(message["parts"_L1].toInt(), 3);
        rows += message["data"_L1]["jobs"_L1].toArray().size();
    }
    QCOMPARE(rows, w.source.rows);
    w.source.rows = 0;
    w.happen(StagesChannel);
    feed.subscribe(StagesChannel, {});
    QCOMPARE(w.shelf.told(wire::channel::stages).last(), u"snapshot:1"_s); // empty, but said
}

void TestFeed::partsAreSplitByBytesToo()
{
    World w;
    w.source.rows = 100;
    w.source.nameSize = 20'000;
    Snapshot snapshot(JobsChannel, u"e"_s, 1, w.source.snapshot(JobsChannel));
    QCOMPARE(snapshot.parts(), 3); // 39 rows of 20 KB are within 768 KiB, 40 are not
    qsizetype rows = 0;
    for (qsizetype i = 0; i < snapshot.parts(); ++i) {
        const auto &part = snapshot.part(i);
        const QByteArray json = std::holds_alternative<QByteArray>(part)
            ? front::unpacked(std::get<QByteArray>(part)).value()
            : std::get<QString>(part).toUtf8();
        QVERIFY(json.size() < 1024 * 1024);
        rows += QJsonDocument::fromJson(json)["data"_L1]["jobs"_L1].toArray().size();
    }
    QCOMPARE(rows, 100);
    w.source.rows = 2;
    w.source.nameSize = Snapshot::bytesPerPart; // too large for any part: each has its own
    QCOMPARE(Snapshot(JobsChannel, u"e"_s, 1, w.source.snapshot(JobsChannel)).parts(), 2);
}

void TestFeed::aLargeSnapshotIsGivenInTurns()
{
    World w;
    w.source.rows = 10 * Snapshot::itemsPerPart;
    w.limits.softBytes = 100'000'000;
    Feed feed = w.feed();
    feed.subscribe(JobsChannel, {});
    int turns = 1;
    QCOMPARE(w.shelf.messages.size(), 1 + Feed::partsPerTurn);
    while (feed.wantsTurn()) {
        feed.pump();
        ++turns;
    }
    QCOMPARE(turns, 3);
    QVERIFY(feed.isCaughtUp());
    QCOMPARE(w.shelf.told(jobs).count(u"snapshot:0"_s), 10);
}

void TestFeed::eventsDuringASlowSnapshotFollowIt()
{
    World w;
    w.source.rows = 4000;
    w.happen(JobsChannel, 10);
    Feed feed = w.feed();
    w.limits.softBytes = 1; // one message at a time
    feed.subscribe(JobsChannel, {});
    QVERIFY(!feed.isCaughtUp());
    int rounds = 0;
    while (!feed.isCaughtUp()) {
        w.happen(JobsChannel, rounds < 5 ? 20 : 0);
        w.shelf.waiting = 0;
        feed.pump();
        QVERIFY(++rounds < 100);
    }
    const QStringList told = w.shelf.told(jobs);
    QCOMPARE(told.count(u"snapshot:10"_s), 20);
    for (int seq = 11; seq <= 110; ++seq)
        QCOMPARE(told[10 + seq], u"event:%1"_s.arg(seq));
    QCOMPARE(w.source.made, 1);
}

void TestFeed::channelsKeepTheirOrderAmongEachOther()
{
    World w;
    Feed feed = w.feed();
    feed.subscribe(JobsChannel, {});
    feed.subscribe(StatusChannel, {});
    w.shelf.messages.clear();
    for (int i = 0; i < 5; ++i) {
        w.happen(JobsChannel);
        w.happen(StatusChannel);
    }
    feed.pump();
    QCOMPARE(w.shelf.batches, 1);
    for (int i = 0; i < 10; ++i) {
        QCOMPARE(w.shelf.messages[i]["channel"_L1].toString(), QString(i % 2 ? status : jobs));
        QCOMPARE(w.shelf.messages[i]["seq"_L1].toInt(), i / 2 + 1);
    }
}

void TestFeed::clientsAtTheSamePlaceShareOneText()
{
    World w;
    w.happen(JobsChannel, 3);
    const auto *first = &w.batches.messages({ 0, 3, 1, false, false });
    const QChar *text = first->front().constData();
    QCOMPARE(w.batches.messages({ 0, 3, 1, false, false }).front().constData(), text);
    QVERIFY(w.batches.messages({ 0, 3, 2, false, false }).empty());
}

void TestFeed::aSlowClientLosesProgressFirst()
{
    World w;
    Feed feed = w.feed();
    feed.subscribe(JobsChannel, {});
    feed.subscribe(StatusChannel, {});
    w.shelf.messages.clear();
    w.shelf.waiting = w.limits.softBytes; // the socket takes nothing
    w.happen(JobsChannel, 10);
    w.happen(StatusChannel, 600, u"job"_s);
    feed.pump();
    QCOMPARE(w.shelf.told(status), QStringList{ u"gap:600"_s });
    w.happen(StatusChannel, 100, u"job"_s);
    w.shelf.waiting = 0;
    feed.pump();
    QCOMPARE(w.shelf.told(status), QStringList{ u"gap:600"_s }); // silent until asked
    QCOMPARE(w.shelf.told(jobs).size(), 10); // the rest comes in full
    feed.subscribe(StatusChannel, Feed::From{ u"epoch-1"_s, 0 });
    w.happen(StatusChannel);
    feed.pump();
    QCOMPARE(w.shelf.told(status),
             (QStringList{ u"gap:600"_s, u"subscribed:700"_s, u"snapshot:700"_s, u"event:701"_s }));
}

void TestFeed::aVerySlowClientLosesEverythingButNeverSeesAHole()
{
    World w;
    Feed feed = w.feed();
    feed.subscribe(JobsChannel, {});
    feed.subscribe(StagesChannel, {});
    w.happen(StagesChannel, 3);
    feed.pump();
    w.shelf.messages.clear();
    w.shelf.waiting = w.limits.softBytes;
    for (int i = 0; i < 50; ++i) {
        w.happen(JobsChannel, 100);
        feed.pump();
    }
    QCOMPARE(w.shelf.messages.size(), 1); // one gap, and no memory for the other 3,000
    QVERIFY(w.shelf.told(jobs).first().startsWith(u"gap:2"_s));
    w.happen(StagesChannel, 2);
    w.shelf.waiting = 0;
    feed.pump();
    QCOMPARE(w.shelf.told(wire::channel::stages), (QStringList{ u"event:4"_s, u"event:5"_s }));
    feed.subscribe(JobsChannel, Feed::From{ u"epoch-1"_s, 4999 });
    QCOMPARE(w.shelf.told(jobs).mid(1), (QStringList{ u"subscribed:5000"_s, u"snapshot:5000"_s }));
}

void TestFeed::anEvictedClientIsToldSo()
{
    World w;
    Feed feed = w.feed();
    feed.subscribe(JobsChannel, {});
    w.happen(JobsChannel, 10'000); // more than the log keeps, between two pumps
    feed.pump();
    QVERIFY(w.shelf.told(jobs).last().startsWith(u"gap:"_s));
    feed.subscribe(JobsChannel, {});
    QCOMPARE(w.shelf.told(jobs).last(), u"snapshot:10000"_s);
}

void TestFeed::aBareClientHearsNoNumbersAndOnlyTheNewestProgress()
{
    World w;
    Feed feed = w.feed(true);
    feed.subscribe(StatusChannel, Feed::From{ u"epoch-1"_s, 0 });
    w.happen(StatusChannel, 2);
    feed.pump();
    QCOMPARE(w.shelf.messages.size(), 2);
    QCOMPARE(w.shelf.messages[1],
             (QJsonObject{ { u"channel"_s, QString(status) },
                           { u"event"_s, u"something"_s },
                           { u"data"_s, QJsonObject{ { u"n"_s, 1 } } } }));
    w.shelf.messages.clear();
    w.shelf.waiting = w.limits.softBytes;
    w.happen(StatusChannel, 900, u"one"_s);
    w.happen(StatusChannel, 1);
    w.happen(StatusChannel, 100, u"two"_s);
    feed.pump();
    QVERIFY(w.shelf.messages.isEmpty());
    w.shelf.waiting = 0;
    feed.pump();
    QVERIFY2(w.shelf.messages.size() < 600, "old progress is left out");
    QVERIFY(feed.isCaughtUp());
    QCOMPARE(w.shelf.messages.last()["data"_L1]["n"_L1].toInt(), 99);
}

void TestFeed::unsubscribedChannelsAreSilent()
{
    World w;
    Feed feed = w.feed();
    feed.subscribe(JobsChannel, {});
    feed.unsubscribe(JobsChannel);
    w.shelf.messages.clear();
    w.happen(JobsChannel, 3);
    feed.pump();
    QVERIFY(w.shelf.messages.isEmpty());
    QVERIFY(feed.isCaughtUp());
}

QTEST_GUILESS_MAIN(TestFeed)
#include "tst_feed.moc"
