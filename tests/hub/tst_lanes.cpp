// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/lanes.h"

#include "hub/payloads.h"
#include "hub/record/connection.h"
#include "support/fake_clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTemporaryDir>
#include <QTest>

#include <random>

using namespace fw;
using namespace fw::hub;
using namespace Qt::StringLiterals;

namespace {

const QString brandLane = u"brand:Acme"_s;
const QString cropLane = u"crop:a.mp4:vertical_9_16"_s;

QJsonObject parsed(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

QJsonObject set(const QJsonObject &settings, const QString &brand = u"Acme"_s)
{
    return { { u"action"_s, u"set"_s },
             { u"payload"_s,
               QJsonObject{ { u"brandName"_s, brand }, { u"settings"_s, settings } } } };
}

QJsonObject reset(const QString &brand = u"Acme"_s)
{
    return { { u"action"_s, u"reset"_s }, { u"brandName"_s, brand } };
}

QJsonObject apply(double x, const QString &source = u"a.mp4"_s)
{
    return { { u"action"_s, u"apply"_s },
             { u"payload"_s,
               QJsonObject{ { u"source"_s, source },
                            { u"format"_s, u"vertical_9_16"_s },
                            { u"aspectRatio"_s, u"9:16"_s },
                            { u"cropRect"_s,
                              QJsonObject{ { u"x"_s, x },
                                           { u"y"_s, 0 },
                                           { u"width"_s, 9 },
                                           { u"height"_s, 16 } } } } } };
}

QJsonObject cancel()
{
    return { { u"action"_s, u"cancel"_s },
             { u"source"_s, u"a.mp4"_s },
             { u"format"_s, u"vertical_9_16"_s } };
}

// Lanes over a real database; reopen() is a new life of the hub.
struct World
{
    World() { reopen(); }
    void reopen()
    {
        lanes.reset();
        log.reset();
        record.reset();
        auto opened = record::Record::open(file());
        QVERIFY2(opened, opened ? "" : qPrintable(opened.error().detail));
        record = std::move(*opened);
        log = std::make_unique<EventLog>(u"epoch-%1"_s.arg(++lives), clock);
        lanes = std::make_unique<Lanes>(*log, clock);
        QVERIFY(lanes->load(*record));
    }
    QString file() const { return folder.filePath(u"hub.sqlite"_s); }
    // The ack as it goes over the wire.
    QJsonObject publish(const QString &op, const QString &lane, qint64 base,
                        const QJsonObject &data, const QString &who = u"ann"_s)
    {
        return publishText(op, { { u"lane"_s, lane }, { u"base"_s, base }, { u"data"_s, data } },
                           lane.startsWith("crop:"_L1) ? CropChannel : BrandChannel, who);
    }
    QJsonObject publishText(const QString &op, const QJsonObject &message, ChannelIndex channel,
                            const QString &who = u"ann"_s)
    {
        const QByteArray text = QJsonDocument(message).toJson();
        const auto value = reader.parse(text);
        if (!value)
            return { { u"status"_s, u"unreadable"_s } };
        const auto answer = lanes->publish(channel, EditId{ op }, *value, { who, who.toUpper() });
        return ackJson(answer.verdict, answer.duplicate);
    }
    QJsonObject brand() const
    {
        const auto document = QJsonDocument::fromJson(lanes->json(BrandChannel));
        return document[u"brands"_s].toArray().first().toObject();
    }
    qint64 count(const QString &table) const
    {
        record::Connection own;
        return own.open(file()) ? own.number(u"SELECT COUNT(*) FROM "_s + table).value() : -1;
    }
    void sql(const QString &statement) const
    {
        record::Connection own;
        QVERIFY(own.open(file()));
        QVERIFY(own.run(statement));
    }

    QTemporaryDir folder;
    test::FakeClock clock;
    JsonReader reader{ JsonLimits{ 1024 * 1024, 32, true } };
    std::unique_ptr<record::Record> record;
    std::unique_ptr<EventLog> log;
    std::unique_ptr<Lanes> lanes;
    int lives = 0;
};

QString laneOf(const QJsonObject &data)
{
    const QString action = data["action"_L1].toString();
    return action == "set"_L1 || action == "reset"_L1 ? brandLane : cropLane;
}

} // namespace

/// What the hub decides on durable edits, and that it stands by it.
class TestLanes final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyVerdict_data();
    void everyVerdict();
    void wrongEditsNameTheField_data();
    void wrongEditsNameTheField();
    void aConflictTellsBothSides();
    void aRepeatedOpGetsItsFirstAnswer();
    void firstAnswersLastThirtyDays();
    void aPreviewIsNotKept();
    void snapshotsAndEventsTellTheSame();
    void theNewestThousandStepsAreKept();
    void whatCannotBeKeptMayBeSentAgain();
    void nothingIsKeptWhileTheHubEnds();
    void aBrandCannotGrowForEver();
    void peersWithoutRevisionsWriteLast();
    void tenThousandEditsByTwo();
};

void TestLanes::everyVerdict_data()
{
    QTest::addColumn<QList<QPair<qint64, QJsonObject>>>("earlier");
    QTest::addColumn<qint64>("base");
    QTest::addColumn<QJsonObject>("data");
    QTest::addColumn<QString>("status");
    QTest::addColumn<qint64>("revision");
    QTest::addColumn<QStringList>("changed");
    using Earlier = QList<QPair<qint64, QJsonObject>>;
    const QJsonObject a{ { u"a"_s, 1 } };
    const QJsonObject b{ { u"b"_s, 2 } };
    const QJsonObject ab{ { u"a"_s, 3 }, { u"b"_s, 4 } };
    const QStringList none;
    QTest::newRow("made") << Earlier{} << 0LL << set(a) << u"applied"_s << 1LL << none;
    QTest::newRow("on the newest")
        << Earlier{ { 0, set(a) } } << 1LL << set(ab) << u"applied"_s << 2LL << none;
    QTest::newRow("other fields") << Earlier{ { 0, set(a) }, { 1, set(a) } } << 1LL << set(b)
                                  << u"rebased"_s << 3LL << none;
    QTest::newRow("other fields, made by two")
        << Earlier{ { 0, set(a) } } << 0LL << set(b) << u"rebased"_s << 2LL << none;
    QTest::newRow("same field") << Earlier{ { 0, set(a) }, { 1, set(a) } } << 1LL << set(ab)
                                << u"conflict"_s << 2LL << QStringList{ u"a"_s };
    QTest::newRow("same field further back")
        << Earlier{ { 0, set(ab) }, { 1, set(b) }, { 2, set(a) } } << 1LL << set(b) << u"conflict"_s
        << 3LL << QStringList{ u"a"_s, u"b"_s };
    QTest::newRow("after a reset")
        << Earlier{ { 0, set(ab) }, { 1, reset() } } << 1LL << set({ { u"c"_s, 1 } })
        << u"conflict"_s << 2LL << QStringList{ u"a"_s, u"b"_s };
    QTest::newRow("a late reset") << Earlier{ { 0, set(a) }, { 1, set(b) } } << 1LL << reset()
                                  << u"conflict"_s << 2LL << QStringList{ u"b"_s };
    QTest::newRow("a reset") << Earlier{ { 0, set(a) } } << 1LL << reset() << u"applied"_s << 2LL
                             << none;
    QTest::newRow("beyond the newest") << Earlier{ { 0, set(ab) } } << 7LL << set({ { u"c"_s, 1 } })
                                       << u"conflict"_s << 1LL << QStringList{ u"a"_s, u"b"_s };
    QTest::newRow("unknown, but seen")
        << Earlier{} << 2LL << set(a) << u"conflict"_s << 0LL << none;
    QTest::newRow("a crop again") << Earlier{ { 0, apply(1) } } << 1LL << apply(2) << u"applied"_s
                                  << 2LL << none;
    QTest::newRow("a late crop") << Earlier{ { 0, apply(1) }, { 1, apply(2) } } << 1LL << apply(3)
                                 << u"conflict"_s << 2LL << QStringList{ u"cropRect"_s };
    QTest::newRow("a late crop, though nothing differs")
        << Earlier{ { 0, apply(1) }, { 1, apply(1) } } << 1LL << apply(3) << u"conflict"_s << 2LL
        << none;
    QTest::newRow("a crop taken back")
        << Earlier{ { 0, apply(1) } } << 1LL << cancel() << u"applied"_s << 2LL << none;
    QTest::newRow("a late crop after that")
        << Earlier{ { 0, apply(1) }, { 1, cancel() } } << 1LL << apply(3) << u"conflict"_s << 2LL
        << QStringList{ u"aspectRatio"_s, u"cropRect"_s };
}

void TestLanes::everyVerdict()
{
    using Earlier = QList<QPair<qint64, QJsonObject>>;
    QFETCH(const Earlier, earlier);
    QFETCH(qint64, base);
    QFETCH(QJsonObject, data);
    QFETCH(QString, status);
    QFETCH(qint64, revision);
    QFETCH(QStringList, changed);
    World w;
    int n = 0;
    for (const auto &[from, edit] : earlier) {
        const auto ack = w.publish(u"earlier-%1"_s.arg(++n), laneOf(edit), from, edit, u"bob"_s);
        QCOMPARE(ack["status"_L1].toString(), u"applied"_s);
    }
    const QJsonObject ack = w.publish(u"op"_s, laneOf(data), base, data);
    QCOMPARE(ack["status"_L1].toString(), status);
    QCOMPARE(ack["revision"_L1].toInteger(), revision);
    QCOMPARE(ack["changed"_L1].toVariant().toStringList(), changed);
    const bool made = status == "applied"_L1 || status == "rebased"_L1;
    QCOMPARE(w.count(u"lane_history WHERE op='op'"_s), made ? 1 : 0);
    QCOMPARE(w.count(u"verdicts WHERE op='op'"_s), 1);
    QCOMPARE(w.log->head(BrandChannel) + w.log->head(CropChannel), n + (made ? 1 : 0));
    QCOMPARE(w.count(u"lane_history"_s), n + (made ? 1 : 0));
}

void TestLanes::wrongEditsNameTheField_data()
{
    QTest::addColumn<QString>("lane");
    QTest::addColumn<QJsonObject>("data");
    QTest::addColumn<QString>("named");
    const auto crop = [](const char *rect) {
        QJsonObject edit = apply(0);
        QJsonObject payload = edit["payload"_L1].toObject();
        payload.insert("cropRect"_L1, parsed(rect));
        edit.insert("payload"_L1, payload);
        return edit;
    };
    QJsonObject many;
    for (int i = 0; i < 201; ++i)
        many.insert(u"s%1"_s.arg(i), i);
    QJsonObject deep{ { u"v"_s, 1 } };
    for (int i = 0; i < 8; ++i)
        deep = { { u"v"_s, deep } };
    const char *sides = R"({"x":0,"y":0,"width":9,"height":%1})";
    QTest::newRow("lane") << u"brand:Other"_s << set({}) << u"lane"_s;
    QTest::newRow("lane of the other channel") << brandLane << apply(1) << u"action"_s;
    QTest::newRow("action") << brandLane << parsed(R"({"action":"paint"})") << u"action"_s;
    QTest::newRow("no name") << brandLane << parsed(R"({"action":"reset"})") << u"brandName"_s;
    QTest::newRow("settings") << brandLane
                              << parsed(R"({"action":"set","payload":{"brandName":"Acme",
                                  "settings":[1]}})")
                              << u"payload.settings"_s;
    QTest::newRow("many settings") << brandLane << set(many) << u"payload.settings"_s;
    QTest::newRow("large settings")
        << brandLane << set({ { u"t"_s, QString(65536, u'x') } }) << u"payload.settings"_s;
    QTest::newRow("deep settings") << brandLane << set(deep) << u"payload.settings"_s;
    QTest::newRow("negative x") << cropLane << crop(R"({"x":-1,"y":0,"width":9,"height":9})")
                                << u"payload.cropRect.x"_s;
    QTest::newRow("no y") << cropLane << crop(R"({"x":1,"width":9,"height":9})")
                          << u"payload.cropRect.y"_s;
    QTest::newRow("wide") << cropLane << crop(R"({"x":1,"y":1,"width":100001,"height":9})")
                          << u"payload.cropRect.width"_s;
    for (const char *bad : { "0", "-3", "\"9\"", "null", "1e300" })
        QTest::newRow(bad) << cropLane
                           << crop(qPrintable(
                                  QString::fromLatin1(sides).arg(QLatin1StringView(bad))))
                           << u"payload.cropRect.height"_s;
    QJsonObject noFormat = cancel();
    noFormat.remove("format"_L1);
    QTest::newRow("no format") << cropLane << noFormat << u"payload.format"_s;
    QTest::newRow("live x") << cropLane << parsed(R"({"action":"move","payload":{"source":"a.mp4",
                                "format":"vertical_9_16","x":"left"}})")
                            << u"payload.x"_s;
}

void TestLanes::wrongEditsNameTheField()
{
    QFETCH(QString, lane);
    QFETCH(QJsonObject, data);
    QFETCH(QString, named);
    World w;
    const QJsonObject ack = w.publish(u"op"_s, lane, 0, data);
    QCOMPARE(ack["status"_L1].toString(), u"invalid"_s);
    QVERIFY2(ack["message"_L1].toString().contains(named),
             qPrintable(ack["message"_L1].toString()));
    QVERIFY(ack["message"_L1].toString().size() < 400);
    QCOMPARE(w.count(u"lane_documents"_s), 0);
    for (const char *base : { R"({"lane":"brand:Acme"})", R"({"lane":"brand:Acme","base":-1})",
                              R"({"lane":"brand:Acme","base":1.5})", R"({"base":1})" }) {
        QJsonObject message = parsed(base);
        message.insert("data"_L1, set({}));
        QCOMPARE(w.publishText(u"op"_s, message, BrandChannel)["status"_L1].toString(),
                 u"invalid"_s);
    }
}

void TestLanes::aConflictTellsBothSides()
{
    World w;
    w.publish(u"1"_s, brandLane, 0, set({ { u"a"_s, 1 } }), u"ann"_s);
    w.clock.advance(Millis(5000));
    const QString when = toIso(w.clock.wall());
    w.publish(u"2"_s, brandLane, 1, set({ { u"a"_s, 2 } }), u"bob"_s);
    w.clock.advance(Millis(5000));
    const QJsonObject ack = w.publish(u"3"_s, brandLane, 1, set({ { u"a"_s, 3 } }));
    QCOMPARE(ack["current"_L1].toObject(), (QJsonObject{ { u"a"_s, 2 } }));
    QCOMPARE(ack["by"_L1].toString(), u"BOB"_s);
    QCOMPARE(ack["time"_L1].toString(), when);
    QVERIFY(!ack["message"_L1].toString().isEmpty());
    QCOMPARE(w.brand()["settings"_L1].toObject(), (QJsonObject{ { u"a"_s, 2 } }));
}

void TestLanes::aRepeatedOpGetsItsFirstAnswer()
{
    World w;
    const auto a = set({ { u"a"_s, 1 } });
    w.publish(u"1"_s, brandLane, 0, a);
    const QJsonObject conflict = w.publish(u"2"_s, brandLane, 0, a);
    for (int i = 0; i < 5; ++i)
        w.publish(u"later-%1"_s.arg(i), brandLane, i + 1, a);
    for (int life = 0; life < 2; ++life) {
        const QJsonObject first = w.publish(u"1"_s, brandLane, 0, a, u"somebody else"_s);
        QCOMPARE(first["status"_L1].toString(), u"duplicate"_s);
        QCOMPARE(first["first"_L1].toString(), u"applied"_s);
        QCOMPARE(first["revision"_L1].toInt(), 1);
        QJsonObject second = w.publish(u"2"_s, brandLane, 6, reset());
        QCOMPARE(second["status"_L1].toString(), u"duplicate"_s);
        QCOMPARE(second["first"_L1].toString(), u"conflict"_s);
        second.remove("first"_L1);
        second.insert("status"_L1, u"conflict"_s);
        QCOMPARE(second, conflict);
        QCOMPARE(ackJson(w.record->verdict(EditId{ u"2"_s }).value().value(), false), conflict);
        w.reopen();
    }
    QCOMPARE(w.count(u"lane_history"_s), 6);
    QCOMPARE(w.brand()["revision"_L1].toInt(), 6);
}

void TestLanes::firstAnswersLastThirtyDays()
{
    World w;
    w.publish(u"1"_s, brandLane, 0, set({ { u"a"_s, 1 } }));
    w.clock.advance(std::chrono::hours(24 * 29));
    QCOMPARE(w.record->forget(w.clock.wall(), 100).value_or(-1), 0);
    QCOMPARE(w.publish(u"1"_s, brandLane, 0, set({}))["status"_L1].toString(), u"duplicate"_s);
    w.clock.advance(std::chrono::hours(24 * 2));
    QCOMPARE(w.record->forget(w.clock.wall(), 100).value_or(-1), 1);
    QCOMPARE(w.count(u"lane_history"_s), 0);
    QCOMPARE(w.brand()["revision"_L1].toInt(), 1);
    // What happened since an old base is not known any more: nothing is guessed.
    const QJsonObject ack = w.publish(u"2"_s, brandLane, 0, set({ { u"b"_s, 1 } }));
    QCOMPARE(ack["status"_L1].toString(), u"conflict"_s);
    QCOMPARE(ack["changed"_L1].toArray(), QJsonArray{ u"a"_s });
}

void TestLanes::aPreviewIsNotKept()
{
    World w;
    w.publish(u"1"_s, cropLane, 0, apply(1));
    const QByteArray text = R"({"lane":"crop:a.mp4:vertical_9_16","base":0,"data":{"action":"zoom",
        "payload":{"source":"a.mp4","format":"vertical_9_16","x":5,"zoom":1.5,"other":[1]}}})";
    const auto answer = w.lanes->publish(CropChannel, EditId{ u"2"_s },
                                         w.reader.parse(text).value(), { u"a"_s, u"a"_s });
    QVERIFY(answer.live);
    QCOMPARE(answer.live->data["payload"_L1].toObject(),
             parsed(R"({"source":"a.mp4","format":"vertical_9_16","x":5,"zoom":1.5})"));
    QCOMPARE(answer.verdict.verdict, wire::EditSettled::Verdict::Applied);
    QCOMPARE(answer.verdict.revision, 1);
    QCOMPARE(w.log->head(CropChannel), 1);
    QCOMPARE(w.count(u"verdicts"_s), 1);
    QCOMPARE(w.count(u"lane_history"_s), 1);
}

void TestLanes::snapshotsAndEventsTellTheSame()
{
    World w;
    w.publish(u"1"_s, brandLane, 0, set({ { u"a"_s, 1 } }));
    w.publish(u"2"_s, brandLane, 1, set({ { u"b"_s, u"\"x\\"_s } }), u"b\"ob"_s);
    const auto event = QJsonDocument::fromJson(w.log->at(BrandChannel, 2)->text).object();
    QCOMPARE(event["event"_L1].toString(), u"update"_s);
    QCOMPARE(event["op"_L1].toString(), u"2"_s);
    QCOMPARE(event["origin"_L1].toString(), u"b\"ob"_s);
    const QJsonObject data = event["data"_L1].toObject();
    const QJsonObject row = w.brand();
    QCOMPARE(row["settings"_L1].toObject(), parsed(R"({"a":1,"b":"\"x\\"})"));
    QCOMPARE(data["payload"_L1]["settings"_L1], row["settings"_L1]);
    QCOMPARE(data["payload"_L1]["brandName"_L1], row["brandName"_L1]);
    for (const char *same : { "revision", "by", "updatedAt" })
        QCOMPARE(data[QLatin1StringView(same)], row[QLatin1StringView(same)]);
    w.publish(u"3"_s, cropLane, 0, apply(4));
    w.publish(u"4"_s, cropLane, 1, cancel());
    for (const qint64 seq : { 1, 2 }) {
        const auto told = QJsonDocument::fromJson(w.log->at(CropChannel, seq)->text).object();
        QCOMPARE(told["event"_L1], told["data"_L1]["action"_L1]);
        QCOMPARE(told["data"_L1]["revision"_L1].toInteger(), seq);
    }
    const QByteArray before = w.lanes->json(BrandChannel) + w.lanes->json(CropChannel);
    const auto withoutEpoch = [](QByteArray text) { // numbers begin again with each life
        return text.replace("\"epoch\":\"epoch-2\"", "\"epoch\":\"epoch-1\"")
            .replace("\"seq\":0", "\"seq\":2");
    };
    w.reopen();
    QCOMPARE(withoutEpoch(w.lanes->json(BrandChannel) + w.lanes->json(CropChannel)), before);
    QVERIFY(before.contains(R"("action":"cancel")"));
    QCOMPARE(w.lanes->snapshot(CropChannel).count, 1);
}

void TestLanes::theNewestThousandStepsAreKept()
{
    World w;
    for (int i = 0; i < 1010; ++i)
        w.publish(u"op-%1"_s.arg(i), brandLane, i, set({ { i == 5 ? u"old"_s : u"a"_s, i } }));
    QCOMPARE(w.count(u"lane_history"_s), record::Record::stepsKept);
    QCOMPARE(w.publish(u"x"_s, brandLane, 10, set({ { u"b"_s, 1 } }))["status"_L1].toString(),
             u"rebased"_s);
    QCOMPARE(w.publish(u"y"_s, brandLane, 5, set({ { u"c"_s, 1 } }))["status"_L1].toString(),
             u"conflict"_s);
    QCOMPARE(w.publish(u"op-0"_s, brandLane, 0, set({}))["first"_L1].toString(), u"applied"_s);
}

void TestLanes::whatCannotBeKeptMayBeSentAgain()
{
    World w;
    w.publish(u"1"_s, brandLane, 0, set({ { u"a"_s, 1 } }));
    for (const QString &table : { u"verdicts"_s, u"lane_history"_s, u"lane_documents"_s }) {
        const auto next = set({ { table, 1 } });
        const qint64 now = w.brand()["revision"_L1].toInteger();
        w.sql(u"ALTER TABLE %1 RENAME TO elsewhere"_s.arg(table));
        const auto ack = w.publish(u"op-"_s + table, brandLane, now, next);
        QCOMPARE(ack["status"_L1].toString(), u"rateLimited"_s);
        QCOMPARE(w.log->head(BrandChannel), now);
        QCOMPARE(w.brand()["revision"_L1].toInteger(), now);
        w.sql(u"ALTER TABLE elsewhere RENAME TO "_s + table);
        QCOMPARE(w.count(u"verdicts"_s), now);
        QCOMPARE(w.count(u"lane_history"_s), now);
        const auto again = w.publish(u"op-"_s + table, brandLane, now, next);
        QCOMPARE(again["status"_L1].toString(), u"applied"_s);
        QCOMPARE(again["revision"_L1].toInteger(), now + 1);
    }
}

void TestLanes::nothingIsKeptWhileTheHubEnds()
{
    World w;
    w.lanes->drain();
    QCOMPARE(w.publish(u"1"_s, brandLane, 0, set({}))["status"_L1].toString(), u"rateLimited"_s);
    QCOMPARE(w.count(u"verdicts"_s), 0);
    w.reopen();
    QCOMPARE(w.publish(u"1"_s, brandLane, 0, set({}))["status"_L1].toString(), u"applied"_s);
}

void TestLanes::aBrandCannotGrowForEver()
{
    World w;
    const auto half = [](QChar name) { return set({ { QString(name), QString(40'000, u'x') } }); };
    w.publish(u"1"_s, brandLane, 0, half(u'a'));
    const auto ack = w.publish(u"2"_s, brandLane, 1, half(u'b'));
    QCOMPARE(ack["status"_L1].toString(), u"invalid"_s);
    QVERIFY(ack["message"_L1].toString().contains(u"payload.settings"_s));
    w.publish(u"3"_s, brandLane, 1, reset());
    // It would fit now, but its author was told that it was not made.
    QCOMPARE(w.publish(u"2"_s, brandLane, 2, half(u'b'))["first"_L1].toString(), u"invalid"_s);
    QCOMPARE(w.brand()["settings"_L1].toObject(), QJsonObject());
}

void TestLanes::peersWithoutRevisionsWriteLast()
{
    World w;
    for (int i = 1; i < 4; ++i) {
        const QByteArray text
            = QJsonDocument(QJsonObject{ { u"data"_s, set({ { u"a"_s, i } }) } }).toJson();
        const auto answer = w.lanes->publish(BrandChannel, EditId{ QString::number(i) },
                                             w.reader.parse(text).value(), {}, Lanes::Base::Newest);
        QVERIFY(!answer.code);
        QCOMPARE(answer.verdict.revision, i);
    }
}

// Two who edit the same lanes with what they last saw, answers that get lost, ops that come twice,
// lives of the hub that end; one who knows everything reads the database after each op
// (reliability.md 7.6).
void TestLanes::tenThousandEditsByTwo()
{
    struct Seen
    {
        qint64 revision = 0;
        QJsonObject value;
    };
    struct Sent
    {
        QString op;
        QString lane;
        qint64 base = 0;
        QJsonObject saw;
        QJsonObject data;
        QString told;
        bool stands = false; ///< was applied or rebased
    };
    World w;
    QStringList all;
    for (int i = 0; i < 14; ++i)
        all.append(u"brand:B%1"_s.arg(i));
    all.append({ u"crop:c1:vertical_9_16"_s, u"crop:c2:vertical_9_16"_s });
    std::mt19937 random(20'261'121); // NOLINT(cert-msc51-cpp): the same run each time
    const auto roll = [&random](int below) { return static_cast<int>(random() % unsigned(below)); };
    std::array<QHash<QString, Seen>, 2> eyes;
    QHash<QString, std::vector<record::LaneStep>> truth; // by lane, from revision 1
    std::vector<Sent> sent;
    QHash<QString, int> words;
    const auto publish
        = [&](const Sent &edit) { return w.publish(edit.op, edit.lane, edit.base, edit.data); };
    for (int n = 0; n < 10'000; ++n) {
        auto &eye = eyes.at(size_t(roll(2)));
        if (!sent.empty() && roll(12) == 0) { // I3, I4: again, perhaps long after
            const Sent &old = sent[size_t(roll(int(sent.size())))];
            const QJsonObject ack = publish(old);
            QCOMPARE(ack["status"_L1].toString(), u"duplicate"_s);
            QCOMPARE(ack["first"_L1].toString(), old.told);
            continue;
        }
        Sent edit;
        edit.op = u"op-%1"_s.arg(n);
        edit.lane = all[roll(int(all.size()))];
        const Seen &seen = eye[edit.lane];
        edit.base = seen.revision + (roll(200) == 0 ? 20'000 : 0); // or: an old backup came back
        edit.saw = seen.value;
        const QString name = edit.lane.section(u':', 1, 1);
        if (edit.lane.startsWith("crop:"_L1))
            edit.data = apply(n, name);
        else if (roll(25) == 0)
            edit.data = reset(name);
        else
            edit.data = set({ { QString(QChar(u'a' + roll(6))), n }, { u"z%1"_s.arg(roll(9)), n } },
                            name);
        const QJsonObject ack = publish(edit);
        edit.told = ack["status"_L1].toString();
        edit.stands = edit.told == "applied"_L1 || edit.told == "rebased"_L1;
        ++words[edit.told];
        auto &steps = truth[edit.lane];
        const QString channel
            = edit.lane.section(u':', 0, 0) == "crop"_L1 ? u"crop:editor"_s : u"brand:config"_s;
        const auto fresh = w.record->steps(channel, edit.lane, qint64(steps.size()));
        QVERIFY(fresh);
        QCOMPARE(fresh->size(), size_t(edit.stands ? 1 : 0)); // I2, I4
        if (edit.stands) {
            const record::LaneStep &step = fresh->front();
            QCOMPARE(step.op.text, edit.op);
            QCOMPARE(step.revision, qint64(steps.size()) + 1);
            QCOMPARE(ack["revision"_L1].toInteger(), step.revision);
            if (edit.told == "applied"_L1) { // I5: it replaced what its author saw
                QCOMPARE(step.revision, edit.base + 1);
                for (const QString &field : step.before.keys())
                    QCOMPARE(step.before[field], edit.saw[field]);
            } else { // nobody touched its fields meanwhile
                QVERIFY(step.fields && edit.base < step.revision - 1);
                for (size_t i = size_t(edit.base); i < steps.size(); ++i) {
                    QVERIFY(steps[i].fields);
                    for (const QString &field : *steps[i].fields)
                        QVERIFY(!step.fields->contains(field));
                }
            }
            steps.push_back(step);
        }
        sent.push_back(edit);
        if (roll(3) == 0 || edit.told == "conflict"_L1) { // looks at the news
            const auto now = w.record->document(channel, edit.lane).value();
            eye[edit.lane] = now ? Seen{ now->revision, now->value } : Seen{};
        }
        if (n % 1000 == 999)
            w.reopen();
    }
    QSet<QString> made;
    qint64 rows = 0;
    for (const QString &lane : all) {
        QJsonObject value;
        for (const record::LaneStep &step : truth[lane]) {
            QVERIFY(!made.contains(step.op.text)); // I3
            made.insert(step.op.text);
            if (!step.fields || lane.startsWith("crop:"_L1))
                value = {};
            for (auto field = step.after.begin(); field != step.after.end(); ++field)
                value.insert(field.key(), field.value());
        }
        const QString channel = lane.startsWith("crop:"_L1) ? u"crop:editor"_s : u"brand:config"_s;
        QCOMPARE(w.record->document(channel, lane).value()->value, value);
        rows += std::min<qint64>(qint64(truth[lane].size()), record::Record::stepsKept);
    }
    QCOMPARE(w.count(u"lane_history"_s), rows);
    for (const Sent &edit : sent)
        QCOMPARE(made.contains(edit.op), edit.stands);
    for (const char *word : { "applied", "rebased", "conflict" })
        QVERIFY2(words[QLatin1StringView(word)] > 100, word);
    qInfo() << sent.size() << "edits:" << words;
}

QTEST_GUILESS_MAIN(TestLanes)
#include "tst_lanes.moc"
