// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

#include <algorithm>

using namespace fw;
using namespace Qt::StringLiterals;

namespace {

const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"orchestrator");
}

wire::Decoded decodeText(const QByteArray &text, const wire::SessionFacts &facts = {})
{
    return dialect().decode({ wire::Frame::Kind::Text, text }, facts);
}

std::vector<wire::Event> eventsOf(const wire::Decoded &decoded)
{
    std::vector<wire::Event> all;
    for (const wire::Message &message : decoded.messages)
        all.insert(all.end(), message.events.begin(), message.events.end());
    return all;
}

QJsonObject json(const QByteArray &bytes)
{
    return QJsonDocument::fromJson(bytes).object();
}

wire::SessionFacts v1Facts()
{
    wire::SessionFacts facts;
    facts.subProtocol = u"framewatch.v1"_s;
    facts.connection = u"c"_s;
    return facts;
}

const EditId edit{ u"01a1fe80-965b-7687-aafb-5735ae3b4bdc"_s };

} // namespace

class TestOrchestratorEditor final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyFormOfAPayloadMeansTheSame_data();
    void everyFormOfAPayloadMeansTheSame();
    void cropsAreNamedBySourceAndFormat();
    void cropStatesFollowTheActions();
    void aSetShowsSettingsOfOneBrand();
    void aSyncReplacesTheBrands();
    void aResetIsAState();
    void snapshotsOfTheEditorsAreRead();
    void newsAndSnapshotsOfABrandSayTheSame();
    void badEditorPayloadsAreIssues_data();
    void badEditorPayloadsAreIssues();
    void serviceWordsOfBareServersAreNoTrouble_data();
    void serviceWordsOfBareServersAreNoTrouble();
    void allThreeChannelsAreSubscribedBare();
    void channelsAreLeftInBothForms();
    void editsArePublishedBareWithTheirId();
    void editsArePublishedInV1WhenAnnounced();
    void badEditsNameTheField();
    void aBroadcastOfOurOwnEditSettlesIt();
    void theSocketCarriesTheCookieToo();
    void aServerWithoutHealthIsStillSpokenTo();
};

void TestOrchestratorEditor::everyFormOfAPayloadMeansTheSame_data()
{
    QTest::addColumn<QByteArray>("channel");
    QTest::addColumn<QByteArray>("payload");
    const auto row = [](const char *name, const char *channel, const char *payload) {
        QTest::newRow(name) << QByteArray(channel) << QByteArray(payload);
    };
    for (const char *action : { "resize", "move", "zoom" })
        QTest::newRow(action) << QByteArray("crop:editor")
                              << R"({"action":")" + QByteArray(action)
                + R"(","payload":{"x":100,"y":100,"width":500,"height":500},"mood":1})";
    row("apply", "crop:editor",
        R"({"action":"apply","payload":{"cropRect":{"x":1,"y":2,"width":3,"height":4},"aspectRatio":"9:16"}})");
    row("cancel", "crop:editor", R"({"action":"cancel"})");
    row("set", "brand:config",
        R"({"action":"set","payload":{"brandName":"ScotlandWTF","settings":{"watermarkScale":0.15,"logoPadding":40}}})");
    row("reset", "brand:config", R"({"action":"reset","brandName":"ScotlandWTF"})");
    row("sync", "brand:config", R"({"action":"sync","brands":[{"brandName":"A"},"B"]})");
}

void TestOrchestratorEditor::everyFormOfAPayloadMeansTheSame()
{
    QFETCH(QByteArray, channel);
    QFETCH(QByteArray, payload);
    const auto reference = eventsOf(decodeText(payload));
    QCOMPARE(reference.size(), 1U);
    const QByteArray head = R"({"channel":")" + channel + R"(",)";
    const QByteArrayList forms
        = { head + R"("data":)" + payload + '}', head + R"("message":)" + payload + '}',
            head + R"("event":"update","data":)" + payload + '}', head + payload.sliced(1),
            R"({"type":"event","seq":3,"event":"update","time":"2026-11-21T12:00:00Z",)"
                + head.sliced(1) + R"("data":)" + payload + '}' };
    for (const QByteArray &form : forms) {
        const auto decoded = decodeText(form);
        QVERIFY2(decoded.issues.empty(), form.constData());
        QVERIFY2(eventsOf(decoded) == reference, form.constData());
    }
}

void TestOrchestratorEditor::cropsAreNamedBySourceAndFormat()
{
    const auto item = [](const QByteArray &text) {
        return std::get<wire::ItemSeen>(eventsOf(decodeText(text)).at(0)).item;
    };
    const auto live
        = item(R"({"action":"resize","payload":{"x":100,"y":101,"width":500,"height":501}})");
    QCOMPARE(live.kind, u"crop"_s);
    QCOMPARE(live.id, ItemId{ u"live"_s });
    QCOMPARE(wire::fieldOf(live, u"width").toInt(), 500);
    QCOMPARE(wire::fieldOf(live, u"action").toString(), u"resize"_s);
    const auto named
        = item(R"({"action":"move","jobId":"j1","format":"square_1_1","payload":{"x":1}})");
    QCOMPARE(named.id, ItemId{ u"j1:square_1_1"_s });
    const auto inside = item(
        R"({"action":"move","payload":{"source_filename":"a.mp4","output_format":"vertical_9_16"}})");
    QCOMPARE(inside.id, ItemId{ u"a.mp4:vertical_9_16"_s });
    QCOMPARE(wire::fieldOf(inside, u"format").toString(), u"vertical_9_16"_s);
}

void TestOrchestratorEditor::cropStatesFollowTheActions()
{
    const auto stateOf = [](const QByteArray &text) {
        return std::get<wire::ItemSeen>(eventsOf(decodeText(text)).at(0)).item.state;
    };
    QCOMPARE(stateOf(R"({"action":"zoom","payload":{"scale":2}})"), u"editing"_s);
    QCOMPARE(stateOf(R"({"action":"apply","payload":{"cropRect":{},"aspectRatio":"1:1"}})"),
             u"applied"_s);
    QCOMPARE(stateOf(R"({"action":"cancel"})"), u"cancelled"_s);
}

void TestOrchestratorEditor::aSetShowsSettingsOfOneBrand()
{
    const auto item
        = std::get<wire::ItemSeen>(
              eventsOf(
                  decodeText(R"({"action":"set","payload":{"brandName":"ScotlandWTF","settings":)"
                             R"({"watermarkScale":0.15,"logoPadding":40,"nested":{"a":[1]}}}})"))
                  .at(0))
              .item;
    QCOMPARE(item.kind, u"brand"_s);
    QCOMPARE(item.id, ItemId{ u"ScotlandWTF"_s });
    QCOMPARE(item.name, u"ScotlandWTF"_s);
    QCOMPARE(wire::fieldOf(item, u"watermarkScale").toDouble(), 0.15);
    QCOMPARE(wire::fieldOf(item, u"logoPadding").toInt(), 40);
    QVERIFY(wire::fieldOf(item, u"nested").isObject());
    const auto withId
        = std::get<wire::ItemSeen>(
              eventsOf(decodeText(
                           R"({"action":"set","payload":{"id":7,"brandName":"S","settings":{}}})"))
                  .at(0))
              .item;
    QCOMPARE(withId.id, ItemId{ u"7"_s });
}

void TestOrchestratorEditor::aSyncReplacesTheBrands()
{
    const auto decoded = decodeText(
        R"({"action":"sync","brands":["A",{"id":2,"brandName":"B","displayName":"Bee",)"
        R"("settings":{"logoPadding":1}},{"mood":1},7]})");
    QCOMPARE(decoded.issues.size(), 2U);
    const auto list = std::get<wire::ItemsReplaced>(eventsOf(decoded).at(0));
    QCOMPARE(list.kind, u"brand"_s);
    QCOMPARE(list.items.size(), 2U);
    QCOMPARE(list.items[0].id, ItemId{ u"A"_s });
    QCOMPARE(list.items[1].name, u"Bee"_s);
    QCOMPARE(wire::fieldOf(list.items[1], u"logoPadding").toInt(), 1);
}

void TestOrchestratorEditor::aResetIsAState()
{
    const auto item = std::get<wire::ItemSeen>(
                          eventsOf(decodeText(R"({"action":"reset","brandName":"S"})")).at(0))
                          .item;
    QCOMPARE(item.id, ItemId{ u"S"_s });
    QCOMPARE(item.state, u"reset"_s);
    QVERIFY(item.fields.empty());
}

void TestOrchestratorEditor::snapshotsOfTheEditorsAreRead()
{
    const auto snapshot = [](const char *channel, const char *data) {
        return decodeText(R"({"type":"snapshot","epoch":"e","seq":1,"part":1,"parts":1,"channel":")"
                          + QByteArray(channel) + R"(","data":)" + data + '}');
    };
    const auto brands = snapshot("brand:config", R"({"brands":["A","B"]})");
    QCOMPARE(std::get<wire::ItemsReplaced>(eventsOf(brands).at(0)).items.size(), 2U);
    const auto crops = snapshot(
        "crop:editor",
        R"({"crops":[{"action":"apply","jobId":"j","format":"f","payload":{"cropRect":{}}}]})");
    const auto all = std::get<wire::ItemsReplaced>(eventsOf(crops).at(0));
    QCOMPARE(all.kind, u"crop"_s); // crops that are not in it are gone
    QCOMPARE(all.items.size(), 1U);
    QCOMPARE(all.items.at(0).id, ItemId{ u"j:f"_s });
}

// Who read a brand and who was told of its change must not see different times of it.
void TestOrchestratorEditor::newsAndSnapshotsOfABrandSayTheSame()
{
    const auto news = eventsOf(decodeText(
        R"({"type":"event","channel":"brand:config","seq":2,"event":"update","data":{"action":"set",)"
        R"("payload":{"brandName":"A","settings":{"logoPadding":4}},"revision":2,"by":"Ann",)"
        R"("updatedAt":"2026-01-05T10:00:00.000Z"}})"));
    const auto read = eventsOf(decodeText(
        R"({"type":"snapshot","epoch":"e","seq":2,"part":1,"parts":1,"channel":"brand:config",)"
        R"("data":{"brands":[{"brandName":"A","settings":{"logoPadding":4},"revision":2,"by":"Ann",)"
        R"("updatedAt":"2026-01-05T10:00:00.000Z"}]}})"));
    const wire::Item told = std::get<wire::ItemSeen>(news.at(0)).item;
    const wire::Item row = std::get<wire::ItemsReplaced>(read.at(0)).items.at(0);
    QVERIFY(row.updated.has_value());
    QCOMPARE(told.updated, row.updated);
    QCOMPARE(told.fields, row.fields); // none that only one of them moves on
    QCOMPARE(told.revision, row.revision);
    QCOMPARE(told.by, row.by);
    const auto reset = eventsOf(
        decodeText(R"({"type":"event","channel":"brand:config","seq":3,"event":"reset","data":{)"
                   R"("action":"reset","brandName":"A","revision":3,"by":"Ann"}})"));
    const auto after = eventsOf(decodeText(
        R"({"type":"snapshot","epoch":"e","seq":3,"part":1,"parts":1,"channel":"brand:config",)"
        R"("data":{"brands":[{"brandName":"A","settings":{},"revision":3,"by":"Ann"}]}})"));
    QCOMPARE(std::get<wire::ItemSeen>(reset.at(0)).item,
             std::get<wire::ItemsReplaced>(after.at(0)).items.at(0));
}

void TestOrchestratorEditor::badEditorPayloadsAreIssues_data()
{
    QTest::addColumn<QByteArray>("frame");
    for (const char *frame :
         { R"({"action":"move","payload":7})", R"({"action":"apply"})", R"({"action":"set"})",
           R"({"action":"set","payload":{"brandName":"A"}})",
           R"({"action":"set","payload":{"settings":{}}})", R"({"action":"reset","brandName":7})",
           R"({"action":"sync","brands":"all"})", R"({"channel":"brand:config","data":{}})",
           R"({"channel":"brand:config","data":{"action":"explode"}})",
           R"({"channel":"crop:editor","data":{"action":7,"payload":{}}})",
           R"({"channel":"crop:editor","data":{"action":"dance","payload":{}}})" })
        QTest::newRow(frame) << QByteArray(frame);
}

void TestOrchestratorEditor::badEditorPayloadsAreIssues()
{
    QFETCH(QByteArray, frame);
    const auto decoded = decodeText(frame);
    QCOMPARE(decoded.issues.size(), 1U);
    QVERIFY(eventsOf(decoded).empty());
}

void TestOrchestratorEditor::serviceWordsOfBareServersAreNoTrouble_data()
{
    QTest::addColumn<QByteArray>("frame");
    for (const char *frame : { R"({"action":"subscribed","channel":"crop:editor"})",
                               R"({"type":"subscribed","channel":"processing:status"})",
                               R"({"event":"unsubscribed","channel":"brand:config"})",
                               R"({"type":"pong"})", R"({"type":"connected","clientId":"x"})" })
        QTest::newRow(frame) << QByteArray(frame);
}

void TestOrchestratorEditor::serviceWordsOfBareServersAreNoTrouble()
{
    QFETCH(QByteArray, frame);
    const auto decoded = decodeText(frame);
    QVERIFY(decoded.issues.empty());
    QVERIFY(decoded.messages.empty());
}

void TestOrchestratorEditor::allThreeChannelsAreSubscribedBare()
{
    const std::vector<wire::Position> first{ { u"processing:status"_s, {}, 0 } };
    QStringList channels;
    for (const wire::Frame &frame : dialect().subscribe(first, {})) {
        QCOMPARE(json(frame.bytes)["action"_L1].toString(), u"subscribe"_s);
        channels.append(json(frame.bytes)["channel"_L1].toString());
    }
    QCOMPARE(channels,
             (QStringList{ u"processing:status"_s, u"crop:editor"_s, u"brand:config"_s }));
}

void TestOrchestratorEditor::channelsAreLeftInBothForms()
{
    const QStringList channels{ u"crop:editor"_s, u"brand:config"_s };
    const auto bare = dialect().unsubscribe(channels, {});
    QCOMPARE(bare.size(), 2U);
    QCOMPARE(bare.front().bytes, QByteArray(R"({"action":"unsubscribe","channel":"crop:editor"})"));
    const auto v1 = dialect().unsubscribe(channels, v1Facts());
    QCOMPARE(v1.size(), 1U);
    QCOMPARE(json(v1.front().bytes)["type"_L1].toString(), u"unsubscribe"_s);
    QCOMPARE(json(v1.front().bytes)["channels"_L1].toArray().size(), 2);
    QVERIFY(dialect().unsubscribe({}, v1Facts()).empty());
}

void TestOrchestratorEditor::editsArePublishedBareWithTheirId()
{
    const auto out
        = dialect().encode(wire::RunAction{ edit,
                                            u"brand.set"_s,
                                            u"ScotlandWTF"_s,
                                            { { "watermarkScale"_L1, 0.15 },
                                              { "logoPadding"_L1, u"40"_s },
                                              { "settings"_L1, u"{\"extra\":true}"_s } } },
                           {});
    QVERIFY(out && out->requests.empty());
    const QJsonObject message = json(out->frames.at(0).bytes);
    QCOMPARE(message["channel"_L1].toString(), u"brand:config"_s);
    QCOMPARE(message["op"_L1].toString(), edit.text);
    const QJsonObject payload = message["data"_L1]["payload"_L1].toObject();
    QCOMPARE(payload["brandName"_L1].toString(), u"ScotlandWTF"_s);
    QCOMPARE(payload["settings"_L1]["watermarkScale"_L1].toDouble(), 0.15);
    QCOMPARE(payload["settings"_L1]["logoPadding"_L1].toInt(), 40);
    QVERIFY(payload["settings"_L1]["extra"_L1].toBool());
    const auto cancel = dialect().encode(
        wire::RunAction{ edit, u"crop.cancel"_s, u"a.mp4:square_1_1"_s, {} }, {});
    QCOMPARE(json(cancel->frames.at(0).bytes)["data"_L1]["action"_L1].toString(), u"cancel"_s);
    const auto reset = dialect().encode(wire::RunAction{ edit, u"brand.reset"_s, u"S"_s, {} }, {});
    QCOMPARE(json(reset->frames.at(0).bytes)["data"_L1]["brandName"_L1].toString(), u"S"_s);
}

void TestOrchestratorEditor::editsArePublishedInV1WhenAnnounced()
{
    const QJsonObject rect{ { "x"_L1, 1 }, { "y"_L1, 2 }, { "width"_L1, 3 }, { "height"_L1, 4 } };
    const wire::RunAction apply{ edit, u"crop.apply"_s, u"j1:square_1_1"_s, rect };
    const auto refused = dialect().encode(apply, v1Facts());
    QVERIFY(!refused);
    QCOMPARE(refused.error().detail, u"notAnnounced"_s);
    QVERIFY(dialect().capabilities(v1Facts()).kinds.empty());
    wire::SessionFacts facts = v1Facts();
    facts.capabilities = { u"crop:editor"_s };
    const auto out = dialect().encode(apply, facts);
    QVERIFY(out);
    const QJsonObject message = json(out->frames.at(0).bytes);
    QCOMPARE(message["type"_L1].toString(), u"publish"_s);
    QCOMPARE(message["lane"_L1].toString(), u"crop:j1:square_1_1"_s);
    QVERIFY(!message["data"_L1].toObject().contains("op"_L1));
    QCOMPARE(message["data"_L1]["payload"_L1]["cropRect"_L1]["width"_L1].toInt(), 3);
    QCOMPARE(message["data"_L1]["payload"_L1]["format"_L1].toString(), u"square_1_1"_s);
    const auto update
        = dialect().encode(wire::RunAction{ edit, u"crop.update"_s, u"live"_s, rect }, facts);
    QCOMPARE(json(update->frames.at(0).bytes)["data"_L1]["action"_L1].toString(), u"move"_s);
    QCOMPARE(dialect().capabilities(facts).kinds.size(), 1U);
}

void TestOrchestratorEditor::badEditsNameTheField()
{
    const auto detailOf = [](const QString &action, const QString &target,
                             const QJsonObject &arguments) {
        const auto out = dialect().encode(wire::RunAction{ edit, action, target, arguments }, {});
        return out ? QString() : out.error().detail;
    };
    QVERIFY(detailOf(u"crop.apply"_s, u"a"_s, { { "x"_L1, 1 } }).contains(u"missing"_s));
    QVERIFY(
        detailOf(u"brand.set"_s, u"a"_s, { { "logoPadding"_L1, 1.5 } }).contains(u"logoPadding"_s));
    QVERIFY(detailOf(u"brand.set"_s, u"a"_s, { { "watermarkScale"_L1, 7 } })
                .contains(u"watermarkScale"_s));
    QVERIFY(detailOf(u"brand.set"_s, u"a"_s, { { "mood"_L1, 7 } }).contains(u"mood"_s));
    QVERIFY(
        detailOf(u"brand.set"_s, u"a"_s, { { "settings"_L1, u"[1]"_s } }).contains(u"settings"_s));
    QVERIFY(detailOf(u"brand.reset"_s, {}, {}).contains(u"target"_s));
    QCOMPARE(detailOf(u"nothing"_s, u"a"_s, {}), u"noMessage"_s);
}

void TestOrchestratorEditor::aBroadcastOfOurOwnEditSettlesIt()
{
    const auto out = dialect().encode(wire::RunAction{ edit, u"brand.reset"_s, u"S"_s, {} }, {});
    const QJsonObject sent = json(out->frames.at(0).bytes);
    const QByteArray whole = QJsonDocument(sent).toJson(QJsonDocument::Compact);
    const QByteArray inner
        = QJsonDocument(sent["data"_L1].toObject()).toJson(QJsonDocument::Compact);
    for (const QByteArray &echo : { whole, inner }) {
        const auto events = eventsOf(decodeText(echo));
        QCOMPARE(events.size(), 2U);
        QCOMPARE(std::get<wire::EditSettled>(events.back()).edit, edit);
    }
    const auto others = eventsOf(decodeText(R"({"action":"reset","brandName":"S"})"));
    QCOMPARE(others.size(), 1U);
}

void TestOrchestratorEditor::theSocketCarriesTheCookieToo()
{
    wire::SessionFacts facts;
    facts.baseUrl = QUrl(u"http://127.0.0.1:1"_s);
    facts.cookie = Secret("session=abc");
    const auto greeting = dialect().greet({}, facts);
    QCOMPARE(greeting.headers.front(), qMakePair(QByteArray("Cookie"), QByteArray("session=abc")));
    QVERIFY(!greeting.url.toString().contains(u"abc"_s));
}

void TestOrchestratorEditor::aServerWithoutHealthIsStillSpokenTo()
{
    wire::SessionFacts facts;
    facts.baseUrl = QUrl(u"http://127.0.0.1:1"_s);
    const auto asked = dialect().poll({ true, {}, true }, facts);
    QCOMPARE(asked.size(), 1U);
    wire::HttpReply reply;
    reply.status = 404;
    reply.headers = { { "Content-Type", "text/html" } };
    reply.body = "<h1>Not Found</h1>";
    const auto decoded = dialect().decode(asked.front(), reply, facts);
    QCOMPARE(decoded.followUps.size(), 1U);
    QCOMPARE(decoded.followUps.front().url.path(), u"/api/jobs"_s);
    QVERIFY(!decoded.learnt);
    const auto can = dialect().capabilities(facts);
    QVERIFY(can.pushes);
    QCOMPARE(can.kinds.size(), 2U);
    QVERIFY(std::ranges::all_of(
        can.offers, [](const wire::ActionOffer &offer) { return offer.capability.offered; }));
}

QTEST_GUILESS_MAIN(TestOrchestratorEditor)
#include "tst_orchestrator_editor.moc"
