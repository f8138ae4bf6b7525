// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub.h"
#include "hub/work/jobs.h"
#include "support/http_peer.h"
#include "support/ws_peer.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>

using namespace fw;
using namespace Qt::StringLiterals;
using test::HttpPeer;
using test::WsPeer;

namespace {

const QString brand = u"brand:config"_s;
const QString crop = u"crop:editor"_s;
const QString cropLane = u"crop:a.mp4:vertical_9_16"_s;

QJsonObject set(const QString &name, const QJsonObject &settings)
{
    return { { u"action"_s, u"set"_s },
             { u"payload"_s,
               QJsonObject{ { u"brandName"_s, name }, { u"settings"_s, settings } } } };
}

QJsonObject live(int x, const QString &action = u"move"_s)
{
    return { { u"action"_s, action },
             { u"payload"_s,
               QJsonObject{ { u"source"_s, u"a.mp4"_s },
                            { u"format"_s, u"vertical_9_16"_s },
                            { u"x"_s, x } } } };
}

QJsonObject publish(const QString &op, const QString &channel, const QString &lane, qint64 base,
                    const QJsonObject &data)
{
    return { { u"type"_s, u"publish"_s }, { u"channel"_s, channel }, { u"op"_s, op },
             { u"lane"_s, lane },         { u"base"_s, base },       { u"data"_s, data } };
}

// A real hub on a free port with a data folder of its own.
struct House
{
    House()
        : hub(options(folder.path()), clock)
    {
        QVERIFY(hub.start());
        QFile file(folder.filePath(u"data/token"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        token = file.readAll().trimmed();
    }
    static hub::HubOptions options(const QString &folder)
    {
        hub::HubOptions options;
        options.dataDir = folder + "/data"_L1;
        options.port = 0;
        options.workers = 1;
        return options;
    }
    QTemporaryDir folder;
    SystemClock clock;
    hub::Hub hub;
    QByteArray token;
};

// Says who it is, unlike WsPeer::greet().
bool greetAs(WsPeer &peer, const QString &id, const QString &user = {})
{
    if (!QTest::qWaitFor([&peer] { return peer.isOpen(); }, 20'000))
        return false;
    peer.send(
        { { u"type"_s, u"hello"_s },
          { u"client"_s,
            QJsonObject{ { u"name"_s, u"test"_s }, { u"id"_s, id }, { u"user"_s, user } } } });
    return QTest::qWaitFor([&peer] { return peer.count(u"welcome"_s) == 1; }, 20'000);
}

// Sends and waits for the ack.
QJsonObject asked(WsPeer &peer, const QJsonObject &message)
{
    const QString op = message["op"_L1].toString();
    const qsizetype before = peer.count(u"ack"_s);
    peer.send(message);
    if (!QTest::qWaitFor([&] { return peer.count(u"ack"_s) > before; }, 20'000))
        return {};
    const QJsonObject ack = peer.all(u"ack"_s).last();
    return ack["op"_L1].toString() == op ? ack : QJsonObject();
}

QList<qint64> seqsOf(const WsPeer &peer, const QString &channel)
{
    QList<qint64> seqs;
    for (const QJsonObject &event : peer.all(u"event"_s)) {
        if (event["channel"_L1].toString() == channel)
            seqs.append(event["seq"_L1].toInteger());
    }
    return seqs;
}

} // namespace

/// Durable edits and previews as clients of a whole hub see them.
class TestLanesWire final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theChannelsAreAnnounced();
    void anEditIsAnsweredThenTold();
    void aSnapshotComesInParts();
    void afterAReconnectEachEventComesOnce();
    void previewsGoToTheOthersOnly();
    void atMostTwentyPreviewsASecond();
    void tooManyEditsArePutOff();
    void brokenMessagesKeepTheLink();
    void theBareFormEditsToo();
    void pollingClientsReadAndEdit();
    void aDrainingHubKeepsNoEdits();
    void namesAreFitToBeShown_data();
    void namesAreFitToBeShown();
    void onePersonHasSoManyConnections();
};

void TestLanesWire::theChannelsAreAnnounced()
{
    House house;
    WsPeer peer(house.hub.port(), WsPeer::V1, house.token);
    QVERIFY(peer.greet());
    const QJsonArray can = peer.messages.first()["capabilities"_L1].toArray();
    QVERIFY(can.contains(brand) && can.contains(crop));
}

void TestLanesWire::anEditIsAnsweredThenTold()
{
    House house;
    WsPeer ann(house.hub.port(), WsPeer::V1, house.token);
    WsPeer bob(house.hub.port(), WsPeer::V1, house.token);
    QVERIFY(greetAs(ann, u"client-a"_s, u"Ann"_s) && greetAs(bob, u"client-b"_s));
    ann.subscribe(brand);
    bob.subscribe(brand);
    QTRY_COMPARE_WITH_TIMEOUT(ann.count(u"snapshot"_s) + bob.count(u"snapshot"_s), 2, 20'000);
    const auto ack = asked(
        ann, publish(u"op-1"_s, brand, u"brand:Acme"_s, 0, set(u"Acme"_s, { { u"a"_s, 1 } })));
    QCOMPARE(ack["status"_L1].toString(), u"applied"_s);
    QCOMPARE(ack["revision"_L1].toInt(), 1);
    QTRY_COMPARE_WITH_TIMEOUT(ann.count(u"event"_s) + bob.count(u"event"_s), 2, 20'000);
    QVERIFY(ann.messages.indexOf(ack) < ann.messages.indexOf(ann.all(u"event"_s).first()));
    const QJsonObject event = bob.all(u"event"_s).first();
    QCOMPARE(event["origin"_L1].toString(), u"client-a"_s);
    QCOMPARE(event["op"_L1].toString(), u"op-1"_s);
    QCOMPARE(event["data"_L1]["by"_L1].toString(), u"Ann"_s);
    QCOMPARE(event["data"_L1]["revision"_L1].toInt(), 1);
    const auto conflict = asked(
        bob, publish(u"op-2"_s, brand, u"brand:Acme"_s, 0, set(u"Acme"_s, { { u"a"_s, 2 } })));
    QCOMPARE(conflict["status"_L1].toString(), u"conflict"_s);
    QCOMPARE(conflict["changed"_L1].toArray(), QJsonArray{ u"a"_s });
    QCOMPARE(conflict["by"_L1].toString(), u"Ann"_s);
    bob.send({ { u"type"_s, u"status"_s }, { u"op"_s, u"op-2"_s } });
    QTRY_COMPARE_WITH_TIMEOUT(bob.count(u"ack"_s), 2, 20'000);
    QCOMPARE(bob.all(u"ack"_s).last(), conflict);
}

void TestLanesWire::aSnapshotComesInParts()
{
    House house;
    HttpPeer http(house.hub.address(), house.token);
    const QString padding(2000, u'x');
    for (int i = 0; i < 450; ++i) {
        const QString name = u"B%1"_s.arg(i);
        const auto answer = http.post(u"/api/lanes"_s,
                                      publish(u"op-%1"_s.arg(i), brand, u"brand:"_s + name, 0,
                                              set(name, { { u"p"_s, padding } })));
        QCOMPARE(answer.status, 200);
    }
    WsPeer peer(house.hub.port(), WsPeer::V1, house.token);
    QVERIFY(peer.greet());
    peer.subscribe(brand);
    QTRY_COMPARE_WITH_TIMEOUT(peer.count(u"snapshot"_s), 3, 20'000);
    QSet<QString> names;
    for (const QJsonObject &part : peer.all(u"snapshot"_s)) {
        QCOMPARE(part["parts"_L1].toInt(), 3);
        QCOMPARE(part["seq"_L1].toInt(), 450);
        const QJsonArray rows = part["data"_L1]["brands"_L1].toArray();
        for (const auto &row : rows)
            names.insert(row["brandName"_L1].toString());
    }
    QCOMPARE(names.size(), 450);
    peer.subscribe(crop);
    QTRY_COMPARE_WITH_TIMEOUT(peer.count(u"snapshot"_s), 4, 20'000);
    QCOMPARE(peer.all(u"snapshot"_s).last()["data"_L1].toObject(),
             (QJsonObject{ { u"crops"_s, QJsonArray() } }));
}

void TestLanesWire::afterAReconnectEachEventComesOnce()
{
    House house;
    WsPeer writer(house.hub.port(), WsPeer::V1, house.token);
    QVERIFY(writer.greet());
    const auto edit = [&writer](int n) {
        const auto ack = asked(writer,
                               publish(u"op-%1"_s.arg(n), brand, u"brand:Acme"_s, n,
                                       set(u"Acme"_s, { { u"a"_s, n } })));
        return ack["status"_L1].toString() == "applied"_L1;
    };
    QString epoch;
    QList<qint64> heard;
    for (int life = 0; life < 4; ++life) {
        WsPeer reader(house.hub.port(), WsPeer::V1, house.token);
        QVERIFY(reader.greet());
        QJsonObject from{ { u"channel"_s, brand } };
        if (life > 0) {
            from.insert("epoch"_L1, epoch);
            from.insert("seq"_L1, heard.isEmpty() ? 0 : heard.last());
        }
        reader.send({ { u"type"_s, u"subscribe"_s }, { u"channels"_s, QJsonArray{ from } } });
        QTRY_COMPARE_WITH_TIMEOUT(reader.count(u"subscribed"_s), 1, 20'000);
        const QJsonObject subscribed = reader.all(u"subscribed"_s).first();
        epoch = subscribed["epoch"_L1].toString();
        QCOMPARE(subscribed["recovered"_L1].toBool(), life > 0);
        const qsizetype missed = life == 0 ? 0 : 5;
        for (int n = life * 10; n < life * 10 + 5; ++n)
            QVERIFY(edit(n));
        QTRY_COMPARE_WITH_TIMEOUT(seqsOf(reader, brand).size(), missed + 5, 20'000);
        heard += seqsOf(reader, brand);
        reader.socket().abort();
        for (int n = life * 10 + 5; n < life * 10 + 10; ++n)
            QVERIFY(edit(n));
    }
    QCOMPARE(heard.size(), 35);
    for (qsizetype i = 0; i < heard.size(); ++i)
        QCOMPARE(heard[i], i + 1);
}

void TestLanesWire::previewsGoToTheOthersOnly()
{
    House house;
    WsPeer ann(house.hub.port(), WsPeer::V1, house.token);
    WsPeer bob(house.hub.port(), WsPeer::V1, house.token);
    WsPeer deaf(house.hub.port(), WsPeer::V1, house.token);
    WsPeer old(house.hub.port(), WsPeer::Bare, house.token);
    QVERIFY(greetAs(ann, u"client-a"_s) && bob.greet() && deaf.greet());
    QTRY_VERIFY_WITH_TIMEOUT(old.isOpen(), 20'000);
    old.send({ { u"action"_s, u"subscribe"_s }, { u"channel"_s, crop } });
    old.send({ { u"action"_s, u"subscribe"_s }, { u"channel"_s, u"none"_s } }); // answered in order
    QTRY_COMPARE_WITH_TIMEOUT(old.count(u"error"_s), 1, 20'000);
    ann.subscribe(crop);
    bob.subscribe(crop);
    deaf.subscribe(brand);
    QTRY_COMPARE_WITH_TIMEOUT(
        ann.count(u"snapshot"_s) + bob.count(u"snapshot"_s) + deaf.count(u"snapshot"_s), 3, 20'000);
    ann.send({ { u"type"_s, u"preview"_s },
               { u"channel"_s, crop },
               { u"lane"_s, cropLane },
               { u"data"_s, live(1) } });
    const auto ack = asked(ann, publish(u"op-1"_s, crop, cropLane, 0, live(2, u"resize"_s)));
    QCOMPARE(ack["status"_L1].toString(), u"applied"_s);
    QCOMPARE(ack["revision"_L1].toInt(), 0);
    QTRY_COMPARE_WITH_TIMEOUT(bob.count(u"preview"_s), 2, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(old.messages.size(), 3, 20'000);
    const QJsonObject first = bob.all(u"preview"_s).first();
    QCOMPARE(first["origin"_L1].toString(), u"client-a"_s);
    QCOMPARE(first["lane"_L1].toString(), cropLane);
    QCOMPARE(first["data"_L1].toObject(), live(1));
    QCOMPARE(old.messages.last()["data"_L1].toObject(), live(2, u"resize"_s));
    QCOMPARE(ann.count(u"preview"_s) + deaf.count(u"preview"_s), 0);
    const auto read
        = HttpPeer(house.hub.address(), house.token).get(u"/api/lanes?channel=crop:editor"_s);
    QCOMPARE(read.json()["crops"_L1].toArray(), QJsonArray());
    QCOMPARE(read.json()["seq"_L1].toInt(), 0);
}

void TestLanesWire::atMostTwentyPreviewsASecond()
{
    House house;
    WsPeer ann(house.hub.port(), WsPeer::V1, house.token);
    WsPeer bob(house.hub.port(), WsPeer::V1, house.token);
    QVERIFY(ann.greet() && bob.greet());
    bob.subscribe(crop);
    QTRY_COMPARE_WITH_TIMEOUT(bob.count(u"snapshot"_s), 1, 20'000);
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < 60; ++i) {
        ann.send({ { u"type"_s, u"preview"_s },
                   { u"channel"_s, crop },
                   { u"lane"_s, cropLane },
                   { u"data"_s, live(i) } });
    }
    // Answered in order: all previews before it were looked at.
    QVERIFY(!asked(ann, publish(u"op-1"_s, brand, u"brand:A"_s, 0, set(u"A"_s, {}))).isEmpty());
    const auto most = static_cast<qsizetype>(21 + timer.elapsed() / 50);
    bob.subscribe(brand);
    QTRY_COMPARE_WITH_TIMEOUT(bob.count(u"snapshot"_s), 2, 20'000);
    QVERIFY(bob.count(u"preview"_s) >= 20);
    QVERIFY2(bob.count(u"preview"_s) <= most, qPrintable(QString::number(bob.count(u"preview"_s))));
}

void TestLanesWire::tooManyEditsArePutOff()
{
    House house;
    WsPeer peer(house.hub.port(), WsPeer::V1, house.token);
    QVERIFY(peer.greet());
    for (int i = 0; i < 120; ++i)
        peer.send(
            publish(u"op-%1"_s.arg(i), brand, u"brand:A"_s, i, set(u"A"_s, { { u"a"_s, i } })));
    QTRY_COMPARE_WITH_TIMEOUT(peer.count(u"ack"_s), 120, 20'000);
    int applied = 0;
    for (const QJsonObject &ack : peer.all(u"ack"_s)) {
        applied += ack["status"_L1] == "applied"_L1 ? 1 : 0;
        if (ack["status"_L1] == "rateLimited"_L1)
            QVERIFY(ack["retryAfterMs"_L1].toInt() > 0);
    }
    const auto read
        = HttpPeer(house.hub.address(), house.token).get(u"/api/lanes?channel=brand:config"_s);
    QCOMPARE(read.json()["brands"_L1][0]["revision"_L1].toInt(), applied);
    QVERIFY(applied >= 90);
}

void TestLanesWire::brokenMessagesKeepTheLink()
{
    House house;
    WsPeer peer(house.hub.port(), WsPeer::V1, house.token);
    QVERIFY(peer.greet());
    const QStringList broken{
        u"{\"type\":\"publish\",\"channel\":\"brand:config\"}"_s,
        u"{\"type\":\"publish\",\"channel\":\"brand:config\",\"op\":\"x\",\"lane\":\"brand:A\","
        "\"base\":0,\"data\":{\"action\":\"set\",\"payload\":{\"brandName\":\"A\",\"settings\":"
        "{\"a\":1,\"a\":2}}}}"_s,
        u"{\"type\":\"preview\",\"channel\":\"crop:editor\",\"lane\":\"crop:b:c\",\"data\":{}}"_s,
        u"{\"type\":\"preview\",\"channel\":7}"_s,
        u"{\"type\":\"preview\",\"channel\":\"processing:jobs\",\"lane\":\"x\",\"data\":{}}"_s,
    };
    for (const QString &text : broken)
        peer.send(text);
    QTRY_COMPARE_WITH_TIMEOUT(peer.count(u"error"_s), broken.size(), 20'000);
    const auto wrong = asked(peer, publish(u"op"_s, brand, u"brand:B"_s, 0, set(u"A"_s, {})));
    QCOMPARE(wrong["status"_L1].toString(), u"invalid"_s);
    const auto good = asked(peer, publish(u"op"_s, brand, u"brand:A"_s, 0, set(u"A"_s, {})));
    QCOMPARE(good["status"_L1].toString(), u"applied"_s);
}

void TestLanesWire::theBareFormEditsToo()
{
    House house;
    WsPeer ann(house.hub.port(), WsPeer::Bare, house.token);
    WsPeer bob(house.hub.port(), WsPeer::Bare, house.token);
    QTRY_VERIFY_WITH_TIMEOUT(ann.isOpen() && bob.isOpen(), 20'000);
    bob.send({ { u"action"_s, u"subscribe"_s }, { u"channel"_s, brand } });
    bob.send({ { u"action"_s, u"subscribe"_s }, { u"channel"_s, u"none"_s } }); // answered in order
    QTRY_COMPARE_WITH_TIMEOUT(bob.count(u"error"_s), 1, 20'000);
    ann.send({ { u"action"_s, u"subscribe"_s }, { u"channel"_s, brand } });
    ann.send({ { u"action"_s, u"publish"_s },
               { u"channel"_s, brand },
               { u"op"_s, u"op-1"_s },
               { u"data"_s, set(u"A"_s, { { u"a"_s, 1 } }) } });
    ann.send({ { u"action"_s, u"publish"_s },
               { u"channel"_s, brand },
               { u"data"_s, set(u"A"_s, { { u"a"_s, 2 } }) } });
    ann.send({ { u"action"_s, u"publish"_s }, { u"channel"_s, brand }, { u"data"_s, 1 } });
    QTRY_COMPARE_WITH_TIMEOUT(ann.count(u"error"_s), 1, 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(bob.messages.size(), 3, 20'000);
    QCOMPARE(bob.messages[1]["op"_L1].toString(), u"op-1"_s);
    QCOMPARE(bob.messages[2]["data"_L1]["payload"_L1]["settings"_L1]["a"_L1].toInt(), 2);
}

void TestLanesWire::pollingClientsReadAndEdit()
{
    House house;
    HttpPeer http(house.hub.address(), house.token);
    const QString path = u"/api/lanes"_s;
    QCOMPARE(http.get(path).status, 400);
    QCOMPARE(http.get(path + u"?channel=processing:jobs"_s).status, 400);
    QCOMPARE(HttpPeer(house.hub.address(), {}).get(path).status, 401);
    const auto a = set(u"A"_s, { { u"a"_s, 1 } });
    QJsonObject body = publish(u"op-1"_s, brand, u"brand:A"_s, 0, a);
    body.insert("client"_L1, QJsonObject{ { u"id"_s, u"c"_s }, { u"user"_s, u"Ann"_s } });
    QCOMPARE(http.post(path, body).json()["status"_L1].toString(), u"applied"_s);
    const auto again = http.post(path, body);
    QCOMPARE(again.status, 200);
    QCOMPARE(again.json()["first"_L1].toString(), u"applied"_s);
    const auto conflict = http.post(path, publish(u"op-2"_s, brand, u"brand:A"_s, 0, a));
    QCOMPARE(conflict.status, 409);
    QCOMPARE(conflict.json()["by"_L1].toString(), u"Ann"_s);
    QCOMPARE(http.get(u"/api/ops/op-2"_s).json()["status"_L1].toString(), u"conflict"_s);
    QCOMPARE(http.post(path, publish(u"op-3"_s, brand, u"brand:B"_s, 0, a)).status, 400);
    QCOMPARE(http.post(path, publish(u"op-4"_s, crop, cropLane, 0, live(1))).status, 400);
    QCOMPARE(http.post(path, publish({}, brand, u"brand:A"_s, 1, a)).status, 400);
    const QJsonObject all = http.get(path + u"?channel=brand:config"_s).json();
    QCOMPARE(all["epoch"_L1].toString(), house.hub.epoch());
    QCOMPARE(all["seq"_L1].toInt(), 1);
    QCOMPARE(all["brands"_L1].toArray().size(), 1);
    QCOMPARE(all["brands"_L1][0]["by"_L1].toString(), u"Ann"_s);
}

void TestLanesWire::aDrainingHubKeepsNoEdits()
{
    House house;
    {
        WsPeer peer(house.hub.port(), WsPeer::V1, house.token);
        QVERIFY(peer.greet());
        house.hub.drain();
        peer.send(publish(u"late"_s, brand, u"brand:A"_s, 0, set(u"A"_s, {})));
        QTRY_VERIFY_WITH_TIMEOUT(peer.isClosed(), 20'000);
        QCOMPARE(peer.closeCode(), 4012);
        for (const QJsonObject &ack : peer.all(u"ack"_s))
            QCOMPARE(ack["status"_L1].toString(), u"rateLimited"_s);
    }
    const auto stored = house.hub.jobs().verdict(EditId{ u"late"_s }).value();
    QVERIFY(!stored);
}

void TestLanesWire::namesAreFitToBeShown_data()
{
    QTest::addColumn<QString>("said");
    QTest::addColumn<QString>("shown");
    QTest::newRow("a name") << u"Ann Lee"_s << u"Ann Lee"_s;
    QTest::newRow("controls") << u"Ann\n\x1b[31m\tLee"_s << u"Ann [31m Lee"_s;
    QTest::newRow("direction") << QString(u"Ann"_s + QChar(0x202e) + u"eeL"_s) << u"Ann eeL"_s;
    QTest::newRow("long") << QString(5000, u'x') << QString(100, u'x');
    QTest::newRow("nothing left") << u" \n\t "_s << u"client-a"_s;
    QTest::newRow("nobody") << QString() << u"client-a"_s;
}

// Whoever is told of an edit is told who made it: in the event, the snapshot and a conflict.
void TestLanesWire::namesAreFitToBeShown()
{
    QFETCH(QString, said);
    QFETCH(QString, shown);
    House house;
    WsPeer ann(house.hub.port(), WsPeer::V1, house.token);
    QVERIFY(greetAs(ann, u"client-a"_s, said));
    ann.subscribe(brand);
    QTRY_COMPARE_WITH_TIMEOUT(ann.count(u"snapshot"_s), 1, 20'000);
    asked(ann, publish(u"1"_s, brand, u"brand:A"_s, 0, set(u"A"_s, { { u"a"_s, 1 } })));
    QTRY_COMPARE_WITH_TIMEOUT(ann.count(u"event"_s), 1, 20'000);
    QCOMPARE(ann.all(u"event"_s).first()["data"_L1]["by"_L1].toString(), shown);
    WsPeer bob(house.hub.port(), WsPeer::V1, house.token);
    QVERIFY(greetAs(bob, u"client-b"_s, u"Bob"_s));
    const auto late
        = asked(bob, publish(u"2"_s, brand, u"brand:A"_s, 0, set(u"A"_s, { { u"a"_s, 2 } })));
    QCOMPARE(late["status"_L1].toString(), u"conflict"_s);
    QCOMPARE(late["by"_L1].toString(), shown);
    const auto row = QJsonDocument::fromJson(
        HttpPeer(house.hub.address(), house.token).get(u"/api/lanes?channel=brand:config"_s).body);
    QCOMPARE(row[u"brands"_s].toArray().first()["by"_L1].toString(), shown);
}

void TestLanesWire::onePersonHasSoManyConnections()
{
    House house;
    std::vector<std::unique_ptr<WsPeer>> peers;
    for (int i = 0; i < 10; ++i) {
        peers.push_back(std::make_unique<WsPeer>(house.hub.port(), WsPeer::V1, house.token));
        QVERIFY(greetAs(*peers.back(), u"client-%1"_s.arg(i), u"Ann"_s));
    }
    WsPeer another(house.hub.port(), WsPeer::V1, house.token);
    QVERIFY(greetAs(another, u"client-b"_s, u"Bob"_s));
    WsPeer refused(house.hub.port(), WsPeer::V1, house.token);
    QTRY_VERIFY_WITH_TIMEOUT(refused.isOpen(), 20'000);
    refused.send(
        { { u"type"_s, u"hello"_s }, { u"client"_s, QJsonObject{ { u"user"_s, u"Ann"_s } } } });
    QTRY_VERIFY_WITH_TIMEOUT(refused.isClosed(), 20'000);
    QCOMPARE(refused.closeCode(), 4013);
    QCOMPARE(refused.count(u"welcome"_s), 0);
    peers.pop_back();
    QTRY_COMPARE_WITH_TIMEOUT(house.hub.clients(), 10, 20'000);
    WsPeer next(house.hub.port(), WsPeer::V1, house.token);
    QVERIFY(greetAs(next, u"client-x"_s, u"Ann"_s));
}

QTEST_GUILESS_MAIN(TestLanesWire)
#include "tst_lanes_wire.moc"
