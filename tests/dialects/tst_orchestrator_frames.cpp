// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"

#include <QElapsedTimer>
#include <QTest>

#include <zlib.h>

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

QByteArray statusEvent(const QByteArray &data, int seq = 1)
{
    return R"({"type":"event","channel":"processing:status","seq":)" + QByteArray::number(seq)
        + R"(,"event":"x","time":"2026-11-21T12:00:03.120Z","data":)" + data + '}';
}

QByteArray packed(const QByteArray &text)
{
    auto bound = compressBound(static_cast<uLong>(text.size()));
    QByteArray out(static_cast<qsizetype>(bound), Qt::Uninitialized);
    compress(reinterpret_cast<Bytef *>(out.data()), &bound,
             reinterpret_cast<const Bytef *>(text.constData()), static_cast<uLong>(text.size()));
    out.truncate(static_cast<qsizetype>(bound));
    return '\x01' + out;
}

const QByteArray goodRow
    = R"({"jobId":"j1","name":"beach.mp4","size":10,"priority":0,"state":"running","stage":"PROBE","attempt":1})";

} // namespace

class TestOrchestratorFrames final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void seedPayloads_data();
    void seedPayloads();
    void payloadsWorkWithAndWithoutEnvelope_data();
    void payloadsWorkWithAndWithoutEnvelope();
    void statusFieldsArriveWhole();
    void editorPayloadsBecomeItems();
    void welcomeTeachesTheServersAbilities();
    void heartbeatsCarryHeadsAndWantAnAnswer();
    void snapshotsKeepTheirPlace();
    void acksBecomeVerdicts_data();
    void acksBecomeVerdicts();
    void anUnknownEditIsNoRefusal();
    void batchesKeepTheirOrderAndTheirNeighbours();
    void packedBatchesAreRead();
    void bombsAndBrokenStreamsAreRefused();
    void oneBadRowDropsOnlyItself();
    void unknownWordsAreShownAndNamed();
    void idsThatStandTwiceAreNamed();
    void errorsOfTheServerAreNoJobsErrors();
    void aBadPayloadStillMovesTheChannel();
    void badFramesAreIssuesThatNameTheTrouble_data();
    void badFramesAreIssuesThatNameTheTrouble();
    void progressOutOfRangeIsUnknown_data();
    void progressOutOfRangeIsUnknown();
    void additionalMembersAreIgnored();
    void excerptsHoldNoToken();
    void hostileJsonIsRefusedQuickly();
};

void TestOrchestratorFrames::seedPayloads_data()
{
    QTest::addColumn<QByteArray>("payload");
    QTest::addColumn<int>("state"); // -1: progress
    QTest::newRow("S19 start") << QByteArray(
        R"({"jobId":"abc123","status":"started","timestamp":1710000000})")
                               << int(wire::JobState::Running);
    QTest::newRow("S20 progress") << QByteArray(
        R"({"jobId":"abc123","status":"processing","progress":42,"message":"Rendering"})")
                                  << -1;
    QTest::newRow("S20 without message")
        << QByteArray(R"({"jobId":"abc123","status":"processing","progress":42.5})") << -1;
    QTest::newRow("S20 without progress")
        << QByteArray(R"({"jobId":"abc123","status":"processing"})") << -1;
    QTest::newRow("S20 null progress")
        << QByteArray(R"({"jobId":"abc123","status":"processing","progress":null})") << -1;
    QTest::newRow("S21 complete") << QByteArray(
        R"({"jobId":"abc123","status":"completed","outputs":[]})")
                                  << int(wire::JobState::Done);
    QTest::newRow("S22 error") << QByteArray(
        R"({"jobId":"abc123","status":"failed","error":"disk full"})")
                               << int(wire::JobState::Failed);
    QTest::newRow("S22 error with details")
        << QByteArray(R"({"jobId":"abc123","status":"failed","error":"x","details":{"code":"E1"}})")
        << int(wire::JobState::Failed);
    QTest::newRow("number as id") << QByteArray(
        R"({"jobId":17,"status":"started","timestamp":1710000000})")
                                  << int(wire::JobState::Running);
    QTest::newRow("snake case id")
        << QByteArray(R"({"job_id":"abc123","status":"queued"})") << int(wire::JobState::Queued);
}

void TestOrchestratorFrames::seedPayloads()
{
    QFETCH(QByteArray, payload);
    QFETCH(int, state);
    const auto decoded = decodeText(statusEvent(payload));
    QVERIFY(decoded.issues.empty());
    const auto events = eventsOf(decoded);
    QCOMPARE(events.size(), 1U);
    if (state < 0)
        QVERIFY(std::holds_alternative<wire::JobProgressed>(events.front()));
    else
        QCOMPARE(int(std::get<wire::JobStateSeen>(events.front()).state), state);
}

void TestOrchestratorFrames::payloadsWorkWithAndWithoutEnvelope_data()
{
    seedPayloads_data();
}

void TestOrchestratorFrames::payloadsWorkWithAndWithoutEnvelope()
{
    QFETCH(QByteArray, payload);
    const auto reference = eventsOf(decodeText(statusEvent(payload)));
    const QByteArrayList forms
        = { QByteArray(payload),
            R"({"channel":"processing:status","data":)" + payload + '}',
            R"({"channel":"processing:status","event":"progress","data":)" + payload + '}',
            R"({"channel":"processing:status","type":"progress","data":)" + payload + '}',
            R"({"channel":"processing:status",)" + payload.sliced(1),
            R"({"channel":"processing:status","message":)" + payload + '}',
            R"({"channel":"processing:status","payload":)" + payload + '}',
            R"({"channel":"processing:status","type":"event","data":)" + payload + '}',
            R"({"channel":"processing:status","type":"error","data":)" + payload + '}',
            R"({"type":"error",)" + payload.sliced(1),
            R"({"type":"processing:status","data":)" + payload + '}',
            R"({"type":"processing:status",)" + payload.sliced(1),
            R"({"event":"processing:status","data":)" + payload + '}' };
    for (const QByteArray &form : forms) {
        const auto decoded = decodeText(form);
        QVERIFY2(decoded.issues.empty(), form.constData());
        QVERIFY(decoded.messages.empty() || !decoded.messages.front().stamp);
        QVERIFY2(eventsOf(decoded) == reference, form.constData());
    }
}

void TestOrchestratorFrames::statusFieldsArriveWhole()
{
    const auto started = std::get<wire::JobStateSeen>(
        eventsOf(decodeText(R"({"jobId":"abc123","status":"started","timestamp":1710000000})"))
            .front());
    QCOMPARE(toIso(*started.time), u"2024-03-09T16:00:00.000Z"_s);
    const auto progress = std::get<wire::JobProgressed>(
        eventsOf(
            decodeText(
                R"({"jobId":"a","status":"processing","progress":42.5,"message":"Rendering"})"))
            .front());
    QCOMPARE(progress.progress, std::optional(42.5));
    QCOMPARE(progress.message, std::optional(u"Rendering"_s));
    const auto failed = std::get<wire::JobStateSeen>(
        eventsOf(
            decodeText(R"({"jobId":"a","status":"failed","error":"no video",)"
                       R"("details":{"code":"E_NO_VIDEO","stage":"PROBE","recoverable":true}})"))
            .front());
    QCOMPARE(*failed.error, (wire::JobError{ u"E_NO_VIDEO"_s, u"no video"_s, u"PROBE"_s, true }));
    const auto done = eventsOf(decodeText(
        R"({"jobId":"a","status":"completed","outputs":["out/a.mp4",)"
        R"({"brand":"B","filename":"b.mp4","download_url":"/d/b","output_format":"square_1_1",)"
        R"("width":720,"height":720}]})"));
    QCOMPARE(done.size(), 3U);
    QCOMPARE(std::get<wire::OutputSeen>(done[0]).output.name, u"a.mp4"_s);
    const auto output = std::get<wire::OutputSeen>(done[1]).output;
    QCOMPARE(output.url, u"/d/b"_s);
    QCOMPARE(output.format, u"square_1_1"_s);
    QCOMPARE(output.width, 720);
    QVERIFY(!output.id.isEmpty());
}

void TestOrchestratorFrames::editorPayloadsBecomeItems()
{
    const auto good = {
        R"({"action":"move","payload":{"x":100,"y":100,"width":500,"height":500}})",
        R"({"channel":"crop:editor","data":{"action":"resize","payload":{}}})",
        R"({"action":"apply","payload":{"cropRect":{},"aspectRatio":"9:16"}})",
        R"({"channel":"crop:editor","data":{"action":"cancel"}})",
        R"({"action":"set","payload":{"brandName":"ScotlandWTF","settings":{"watermarkScale":0.15,"logoPadding":40}}})",
        R"({"action":"reset","brandName":"ScotlandWTF"})",
        R"({"action":"sync","brands":[]})",
    };
    for (const char *frame : good) {
        const auto decoded = decodeText(frame);
        QVERIFY2(decoded.issues.empty() && eventsOf(decoded).size() == 1, frame);
    }
    const auto bad = { R"({"action":"move","payload":7})", R"({"action":"reset"})",
                       R"({"action":"sync","brands":{}})",
                       R"({"channel":"crop:editor","data":{"action":"explode","payload":{}}})" };
    for (const char *frame : bad)
        QVERIFY2(decodeText(frame).issues.size() == 1, frame);
}

void TestOrchestratorFrames::welcomeTeachesTheServersAbilities()
{
    wire::SessionFacts facts;
    facts.subProtocol = u"framewatch.v1"_s;
    facts.token = Secret("t");
    QVERIFY(!dialect().capabilities(facts).upload.offered);
    const auto decoded = decodeText(
        R"({"type":"welcome","hub":"h1","epoch":"e1","connection":"c1","heartbeatMs":30000,)"
        R"("capabilities":["jobs","control","add","upload","localFiles",7],)"
        R"("limits":{"messageBytes":65536}})",
        facts);
    QVERIFY(decoded.issues.empty());
    QVERIFY(std::holds_alternative<wire::Greeted>(decoded.controls.front()));
    QCOMPARE(decoded.learnt->epoch, u"e1"_s);
    QCOMPARE(decoded.learnt->token, facts.token);
    QCOMPARE(decoded.learnt->messageBytes, std::optional<qint64>(65536));
    const auto can = dialect().capabilities(*decoded.learnt);
    QVERIFY(can.addByPath.offered && can.upload.offered && can.sequences && can.localFiles);
    QVERIFY(can.action(wire::JobAction::Pause).offered);
    QVERIFY(!can.sample.offered);
    QCOMPARE(can.sample.reason, u"notAnnounced"_s);
}

void TestOrchestratorFrames::heartbeatsCarryHeadsAndWantAnAnswer()
{
    const auto decoded = decodeText(
        R"({"type":"heartbeat","heads":{"processing:jobs":["e",7],"bad":[1],"system:status":["e",0]}})");
    QCOMPARE(decoded.issues.size(), 1U);
    const auto heads = std::get<wire::HeadsSeen>(decoded.controls.at(0)).heads;
    QCOMPARE(heads.size(), 2U);
    QCOMPARE(heads.front(), (wire::Position{ u"processing:jobs"_s, u"e"_s, 7 }));
    QCOMPARE(std::get<wire::ReplyWanted>(decoded.controls.at(1)).frame.bytes,
             QByteArray(R"({"type":"heartbeatAck"})"));
}

void TestOrchestratorFrames::snapshotsKeepTheirPlace()
{
    const auto decoded = decodeText(
        R"({"type":"snapshot","channel":"processing:jobs","epoch":"e","seq":12,"part":2,)"
        R"("parts":3,"data":{"jobs":[)"
        + goodRow + "]}}");
    QVERIFY(decoded.issues.empty());
    const wire::Stamp stamp = *decoded.messages.front().stamp;
    QVERIFY(stamp.kind == wire::Stamp::Kind::SnapshotPart);
    QCOMPARE(stamp.epoch, u"e"_s);
    QCOMPARE(stamp.seq, 12);
    QCOMPARE(stamp.part, 2);
    QCOMPARE(stamp.parts, 3);
    QCOMPARE(std::get<wire::JobsReplaced>(decoded.messages.front().events.front()).jobs.size(), 1U);
    for (const char *place : { R"("part":0,"parts":3)", R"("part":4,"parts":3)",
                               R"("part":1,"parts":999999999)", R"("part":1.5,"parts":3)" })
        QCOMPARE(
            decodeText(
                QByteArray(R"({"type":"snapshot","channel":"processing:jobs","epoch":"e","seq":1,)")
                + place + R"(,"data":{}})")
                .issues.size(),
            1U);
}

void TestOrchestratorFrames::acksBecomeVerdicts_data()
{
    using Verdict = wire::EditSettled::Verdict;
    QTest::addColumn<QByteArray>("rest");
    QTest::addColumn<int>("verdict");
    const auto row = [](const char *rest, Verdict verdict) {
        QTest::newRow(rest) << QByteArray(rest) << int(verdict);
    };
    row(R"("status":"applied","revision":3)", Verdict::Applied);
    row(R"("status":"rebased","revision":3)", Verdict::Rebased);
    row(R"("status":"duplicate")", Verdict::Duplicate);
    row(R"("status":"duplicate","first":"applied")", Verdict::Duplicate);
    row(R"("status":"duplicate","first":"conflict")", Verdict::Conflict);
    row(R"("status":"conflict","message":"done","current":{"a":1})", Verdict::Conflict);
    row(R"("status":"invalid")", Verdict::Invalid);
    row(R"("status":"denied")", Verdict::Denied);
    row(R"("status":"rateLimited","retryAfterMs":500)", Verdict::RateLimited);
}

void TestOrchestratorFrames::acksBecomeVerdicts()
{
    QFETCH(QByteArray, rest);
    QFETCH(int, verdict);
    const auto decoded = decodeText(R"({"type":"ack","op":"o1",)" + rest + '}');
    QVERIFY(decoded.issues.empty());
    const auto settled = std::get<wire::EditSettled>(eventsOf(decoded).front());
    QCOMPARE(settled.edit, EditId{ u"o1"_s });
    QCOMPARE(int(settled.verdict), verdict);
}

void TestOrchestratorFrames::anUnknownEditIsNoRefusal()
{
    const auto op = u"01a1fe80-965b-7687-aafb-5735ae3b4bdc"_s;
    const auto decoded = decodeText(
        (u"{\"type\":\"error\",\"code\":\"notFound\",\"message\":\"m\",\"ref\":\"%1\"}"_s.arg(op))
            .toUtf8());
    QVERIFY(decoded.messages.empty());
    QCOMPARE(std::get<wire::EditUnknown>(decoded.controls.front()).edit, EditId{ op });
}

void TestOrchestratorFrames::batchesKeepTheirOrderAndTheirNeighbours()
{
    const QByteArray one = statusEvent(R"({"jobId":"a","status":"processing","progress":1})", 1);
    const QByteArray two = statusEvent(R"({"jobId":"a","status":"processing","progress":2})", 2);
    const auto decoded = decodeText(R"({"type":"batch","messages":[)" + one
                                    + R"(,7,{"type":"event","seq":"x"},)" + two + "]}");
    QCOMPARE(decoded.issues.size(), 2U);
    QCOMPARE(decoded.messages.size(), 2U);
    QCOMPARE(decoded.messages[0].stamp->seq, 1);
    QCOMPARE(decoded.messages[1].stamp->seq, 2);
}

void TestOrchestratorFrames::packedBatchesAreRead()
{
    QByteArray text = R"({"type":"batch","messages":[)";
    for (int seq = 1; seq <= 500; ++seq)
        text += (seq > 1 ? "," : "")
            + statusEvent(R"({"jobId":"a","status":"processing","progress":1})", seq);
    const auto decoded = dialect().decode({ wire::Frame::Kind::Binary, packed(text + "]}") }, {});
    QVERIFY2(decoded.issues.empty(),
             decoded.issues.empty() ? "" : qPrintable(decoded.issues.front().failure.detail));
    QCOMPARE(decoded.messages.size(), 500U);
}

void TestOrchestratorFrames::bombsAndBrokenStreamsAreRefused()
{
    const QByteArray good = packed(R"({"type":"heartbeat","heads":{}})");
    const auto codeOf = [](const QByteArray &bytes) {
        const auto decoded = dialect().decode({ wire::Frame::Kind::Binary, bytes }, {});
        return decoded.issues.size() == 1 && decoded.messages.empty()
            ? std::optional(decoded.issues.front().failure.code)
            : std::nullopt;
    };
    QVERIFY(codeOf(packed(QByteArray(64 * 1024 * 1024, ' '))) == Failure::Code::TooLarge);
    QVERIFY(codeOf(packed(QByteArray(200 * 1024, 'x'))) == Failure::Code::TooLarge);
    QVERIFY(codeOf(good.chopped(3)) == Failure::Code::BadInput);
    QVERIFY(codeOf(good + "more") == Failure::Code::BadInput);
    QVERIFY(codeOf("\x01junk") == Failure::Code::BadInput);
    QVERIFY(codeOf("\x01") == Failure::Code::BadInput);
    QVERIFY(codeOf("\x02whatever") == Failure::Code::Unsupported);
    QVERIFY(codeOf({}) == Failure::Code::Unsupported);
}

void TestOrchestratorFrames::oneBadRowDropsOnlyItself()
{
    const auto decoded = decodeText(
        R"({"type":"snapshot","channel":"processing:jobs","epoch":"e","seq":1,"part":1,"parts":1,)"
        R"("data":{"jobs":[)"
        + goodRow + R"(,{"jobId":"j2"},{"jobId":"j3","state":"dancing"},7,)"
        + QByteArray(goodRow).replace("j1", "j4") + "]}}");
    QCOMPARE(decoded.issues.size(), 3U);
    QVERIFY(decoded.issues[1].failure.detail.contains(u"dancing"));
    const auto jobs = std::get<wire::JobsReplaced>(decoded.messages.front().events.front()).jobs;
    QCOMPARE(jobs.size(), 3U);
    QCOMPARE(jobs[0].id, JobId{ u"j1"_s });
    // A word of another vocabulary is no reason to hide the job.
    QCOMPARE(jobs[1].id, JobId{ u"j3"_s });
    QVERIFY(jobs[1].state == wire::JobState::Running);
    QCOMPARE(jobs[1].message, u"dancing"_s);
    QCOMPARE(jobs[2].id, JobId{ u"j4"_s });
}

void TestOrchestratorFrames::unknownWordsAreShownAndNamed()
{
    const auto status = decodeText(R"({"jobId":"a","status":"Exploded"})");
    QCOMPARE(status.issues.size(), 1U);
    QVERIFY(status.issues.front().failure.detail.contains(u"Exploded"));
    const auto job = std::get<wire::JobSeen>(eventsOf(status).at(0)).job;
    QCOMPARE(job.message, u"Exploded"_s);
    QVERIFY(job.state == wire::JobState::Running);
    const auto stage = decodeText(R"({"job_id":"a","stage_id":"PROBE","status":"Dreaming"})");
    QCOMPARE(stage.issues.size(), 1U);
    QCOMPARE(std::get<wire::StageSeen>(eventsOf(stage).at(0)).stage.message, u"Dreaming"_s);
    // Those of our own words that the seed lacks, and any case, are no trouble.
    const auto stateOf = [](const char *word) {
        const auto decoded = decodeText(R"({"jobId":"a","status":")" + QByteArray(word) + R"("})");
        return decoded.issues.empty()
            ? int(std::get<wire::JobStateSeen>(eventsOf(decoded).at(0)).state)
            : -1;
    };
    QCOMPARE(stateOf("cancelled"), int(wire::JobState::Cancelled));
    QCOMPARE(stateOf("paused"), int(wire::JobState::Paused));
    QCOMPARE(stateOf("COMPLETED"), int(wire::JobState::Done));
    const auto moving = decodeText(R"({"jobId":"a","status":"Processing","progress":7})");
    QCOMPARE(*std::get<wire::JobProgressed>(eventsOf(moving).at(0)).progress, 7.0);
}

void TestOrchestratorFrames::idsThatStandTwiceAreNamed()
{
    const auto decoded = decodeText(
        R"({"type":"snapshot","channel":"processing:jobs","epoch":"e","seq":1,"part":1,"parts":1,)"
        R"("data":{"jobs":[)"
        + goodRow + ',' + goodRow + "]}}");
    QCOMPARE(decoded.issues.size(), 1U);
    QVERIFY(decoded.issues.front().failure.detail.contains(u"j1"));
    const auto sync = decodeText(R"({"action":"sync","brands":["A","B","A"]})");
    QCOMPARE(sync.issues.size(), 1U);
    QCOMPARE(std::get<wire::ItemsReplaced>(eventsOf(sync).at(0)).items.size(), 3U);
}

void TestOrchestratorFrames::errorsOfTheServerAreNoJobsErrors()
{
    const auto told = decodeText(R"({"type":"error","code":"busy","message":"come back later"})");
    QVERIFY(told.issues.empty());
    QCOMPARE(std::get<wire::NoticeSeen>(eventsOf(told).at(0)).text, u"come back later"_s);
    const auto channel
        = decodeText(R"({"type":"error","ref":"crop:editor","message":"not for you"})");
    QCOMPARE(std::get<wire::ChannelRefused>(channel.controls.at(0)).channel, u"crop:editor"_s);
    // In framewatch.v1 an event has its place, always.
    wire::SessionFacts facts;
    facts.subProtocol = u"framewatch.v1"_s;
    QCOMPARE(decodeText(R"({"type":"event","channel":"processing:status","event":"x",)"
                        R"("data":{"jobId":"a","status":"started"}})",
                        facts)
                 .issues.size(),
             1U);
}

void TestOrchestratorFrames::aBadPayloadStillMovesTheChannel()
{
    const auto decoded = decodeText(statusEvent(R"({"jobId":"a","status":7})", 9));
    QCOMPARE(decoded.issues.size(), 1U);
    QCOMPARE(decoded.messages.front().stamp->seq, 9);
    QVERIFY(decoded.messages.front().events.empty());
}

void TestOrchestratorFrames::badFramesAreIssuesThatNameTheTrouble_data()
{
    QTest::addColumn<QByteArray>("frame");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *name, const QByteArray &frame, const char *names) {
        QTest::newRow(name) << frame << QString::fromLatin1(names);
    };
    row("empty", "", "JSON");
    row("cut", R"({"type":"event")", "JSON");
    row("array", "[]", "array");
    row("number", "7", "number");
    row("unknown type", R"({"type":"dance"})", "dance");
    row("type is a number", R"({"type":7})", "type");
    row("duplicate key", R"({"type":"event","type":"ack"})", "type");
    row("duplicate key inside", statusEvent(R"({"jobId":"a","jobId":"b","status":"started"})"),
        "jobId");
    row("too deep", QByteArray(40, '[') + QByteArray(40, ']'), "nested");
    row("invalid UTF-8", "{\"type\":\"\xc3\x28\"}", "UTF");
    row("overlong UTF-8", "{\"type\":\"\xc0\xaf\"}", "UTF");
    row("huge number", R"({"type":"ack","op":"o","status":"applied","revision":1e400})", "JSON");
    row("seq as text", R"({"type":"event","channel":"processing:status","seq":"1","event":"x"})",
        "seq");
    row("seq zero", R"({"type":"event","channel":"processing:status","seq":0,"event":"x"})", "seq");
    row("event without channel", R"({"type":"event","seq":1,"event":"x","data":{}})", "channel");
    row("unknown channel", R"({"type":"event","channel":"weather","seq":1,"event":"x","data":{}})",
        "weather");
    row("data is text", statusEvent("\"hello\""), "string");
    row("status missing", statusEvent(R"({"jobId":"a"})"), "status");
    row("id is an object", statusEvent(R"({"jobId":{},"status":"started"})"), "jobId");
    row("NUL in a text", statusEvent(R"({"jobId":"a\u0000b","status":"started"})"), "jobId");
    row("ack without op", R"({"type":"ack","status":"applied"})", "op");
    row("ack of unknown word", R"({"type":"ack","op":"o","status":"maybe"})", "maybe");
    row("subscribed without epoch", R"({"type":"subscribed","channel":"a","seq":1})", "epoch");
    row("gap without channel", R"({"type":"gap","dropped":3})", "channel");
    row("batch of no list", R"({"type":"batch","messages":{}})", "messages");
}

void TestOrchestratorFrames::badFramesAreIssuesThatNameTheTrouble()
{
    QFETCH(QByteArray, frame);
    QFETCH(QString, names);
    const auto decoded = decodeText(frame);
    QCOMPARE(decoded.issues.size(), 1U);
    QVERIFY(eventsOf(decoded).empty());
    const QString detail = decoded.issues.front().failure.detail;
    QVERIFY2(detail.contains(names, Qt::CaseInsensitive), qPrintable(detail));
    QVERIFY(decoded.issues.front().excerpt.size() <= 200);
    // The reader of this thread is none the worse for it.
    QCOMPARE(eventsOf(decodeText(R"({"jobId":"a","status":"started"})")).size(), 1U);
}

void TestOrchestratorFrames::progressOutOfRangeIsUnknown_data()
{
    QTest::addColumn<QByteArray>("value");
    for (const char *value : { "-1", "100.5", "1e9", "\"40\"", "true", "{}" })
        QTest::newRow(value) << QByteArray(value);
}

void TestOrchestratorFrames::progressOutOfRangeIsUnknown()
{
    QFETCH(QByteArray, value);
    const auto decoded = decodeText(
        statusEvent(R"({"jobId":"a","status":"processing","progress":)" + value + '}'));
    QCOMPARE(decoded.issues.size(), 1U);
    QVERIFY(!std::get<wire::JobProgressed>(eventsOf(decoded).front()).progress);
}

void TestOrchestratorFrames::additionalMembersAreIgnored()
{
    const auto decoded = decodeText(
        R"({"type":"event","channel":"processing:status","seq":1,"event":"x","future":[1,{"a":2}],)"
        R"("data":{"jobId":"a","status":"processing","progress":5,"mood":"good"}})");
    QVERIFY(decoded.issues.empty());
    QCOMPARE(eventsOf(decoded).size(), 1U);
}

void TestOrchestratorFrames::excerptsHoldNoToken()
{
    wire::SessionFacts facts;
    facts.token = Secret("s3cr3t-value");
    for (const char *frame : { R"({"type":"dance","x":"s3cr3t-value"})",
                               R"({"type":"dance","token":"another-secret"})" }) {
        const auto decoded = decodeText(frame, facts);
        QCOMPARE(decoded.issues.size(), 1U);
        QVERIFY(!decoded.issues.front().excerpt.contains("secret"));
        QVERIFY(!decoded.issues.front().excerpt.contains("s3cr3t"));
    }
}

void TestOrchestratorFrames::hostileJsonIsRefusedQuickly()
{
    QByteArray keys = "{";
    for (int i = 0; i < 100000; ++i)
        keys += (i > 0 ? ",\"k" : "\"k") + QByteArray::number(i) + "\":1";
    QElapsedTimer timer;
    timer.start();
    QVERIFY(!decodeText(QByteArray(100000, '[')).issues.empty());
    QVERIFY(!decodeText(keys + '}').issues.empty());
    QVERIFY(!decodeText(QByteArray(17 * 1024 * 1024, ' ')).issues.empty());
    QVERIFY2(timer.elapsed() < 2000, qPrintable(QString::number(timer.elapsed())));
}

QTEST_GUILESS_MAIN(TestOrchestratorFrames)
#include "tst_orchestrator_frames.moc"
