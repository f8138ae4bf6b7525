// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace fw;
using namespace Qt::StringLiterals;

namespace {

const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"bridge");
}

wire::SessionFacts facts(bool native)
{
    wire::SessionFacts known;
    known.baseUrl = QUrl(u"http://127.0.0.1:5100"_s);
    known.extra.insert(u"zone"_s, u"60"_s);
    if (native)
        known.connection = u"139937110970448"_s;
    else
        known.extra.insert(u"push.client"_s, u"c1"_s);
    return known;
}

wire::Decoded polled(const QByteArray &messages, const wire::SessionFacts &known = facts(false))
{
    wire::HttpRequest request;
    request.url = known.baseUrl.resolved(QUrl(u"/ws/poll?client_id=c1"_s));
    request.tag = u"push:poll"_s;
    wire::HttpReply reply;
    reply.status = 200;
    reply.headers = { { "Content-Type", "application/json" } };
    reply.body = "{\"success\":true,\"messages\":[" + messages
        + "],\"timestamp\":\"2026-11-21T12:15:17.440041\"}";
    return dialect().decode(request, reply, known);
}

wire::Decoded heard(const QByteArray &text, const wire::SessionFacts &known = facts(true))
{
    return dialect().decode(wire::Frame{ wire::Frame::Kind::Text, text }, known);
}

template <class T> std::vector<T> all(const wire::Decoded &decoded)
{
    std::vector<T> found;
    for (const wire::Message &message : decoded.messages) {
        for (const wire::Event &event : message.events) {
            if (const auto *one = std::get_if<T>(&event))
                found.push_back(*one);
        }
    }
    return found;
}

/// The only event of its type.
template <class T> T only(const wire::Decoded &decoded)
{
    const auto found = all<T>(decoded);
    if (found.size() != 1)
        qWarning("found %d events instead of one", static_cast<int>(found.size()));
    return found.empty() ? T{} : found.front();
}

WallTime at(const char *iso)
{
    return *fromIso(QString::fromLatin1(iso));
}

} // namespace

class TestBridgeMessages final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void keepAliveAndConfirmationsSayNothing_data();
    void keepAliveAndConfirmationsSayNothing();
    void errorsAreReadBothWays();
    void aCreatedJobWaits();
    void aStartedJobRuns();
    void progressHasThreeShapes_data();
    void progressHasThreeShapes();
    void progressThatIsNoNumberIsAnIssue();
    void unknownStagesAreKept();
    void aCompletedStageIsDone();
    void aCompletedJobTellsItsStages();
    void failuresHaveTwoShapes_data();
    void failuresHaveTwoShapes();
    void errorsBelongToAJobOrToNone();
    void importedPhotosAreItems();
    void analysedPhotosKeepTheirScores();
    void photoInfoNamesPhotoAndJob();
    void decisionsEndApprovals();
    void aNewApprovalQueueIsRead();
    void exportsAreTold();
    void sessionsAreItems_data();
    void sessionsAreItems();
    void postedStatusFeedsTheGauges();
    void batchesOfTheSocketBecomeJobs();
    void warningsOfResourcesAreTold();
    void queueCountsFeedTheGauges();
    void changedPrioritiesAreRead();
    void unknownTypesAreShownAsTheyAre();
    void oneBadMessageLeavesItsNeighbours();
    void badInputIsAnIssue_data();
    void badInputIsAnIssue();
    void theNativeIdHasSixtyFourBits();
    void localTimesNeedTheZone();
    void aHundredMessagesAreAGap();
};

void TestBridgeMessages::keepAliveAndConfirmationsSayNothing_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("pong") << R"({"type":"pong","timestamp":"2026-11-21T12:21:46.300835"})"_ba;
    QTest::newRow("registered")
        << R"({"type":"registration_confirmed","client_type":null,"client_name":null})"_ba;
    QTest::newRow("subscribed") << R"({"type":"subscription_confirmed","channels":["jobs"]})"_ba;
    QTest::newRow("channels as text")
        << R"({"type":"subscription_confirmed","channels":"jobs"})"_ba;
    QTest::newRow("unsubscribed")
        << R"({"type":"unsubscription_confirmed","channels":["export"]})"_ba;
}

void TestBridgeMessages::keepAliveAndConfirmationsSayNothing()
{
    QFETCH(QByteArray, text);
    for (const wire::Decoded &decoded : { heard(text), polled(text) }) {
        QVERIFY(decoded.messages.empty());
        QVERIFY(decoded.issues.empty());
    }
    // The welcome of the fallback repeats what the handshake said.
    const auto welcome = polled(R"({"type":"connection_established","client_id":"c1"})");
    QVERIFY(welcome.messages.empty() && welcome.controls.empty() && welcome.issues.empty());
}

void TestBridgeMessages::errorsAreReadBothWays()
{
    const QByteArray native = R"({"type":"error","error":"Unknown message type: no_such"})";
    const QByteArray seed = R"({"type":"error","message":"Unknown message type: no_such"})";
    for (const wire::Decoded &decoded :
         { heard(native), heard(seed), polled(native), polled(R"({"error":"x no_such"})") }) {
        const auto notice = only<wire::NoticeSeen>(decoded);
        QCOMPARE(notice.level, u"warning"_s);
        QVERIFY(notice.text.contains(u"no_such"_s));
        QCOMPARE(decoded.issues.size(), size_t(1));
    }
}

void TestBridgeMessages::aCreatedJobWaits()
{
    const auto seen = only<wire::JobSeen>(
        heard(R"({"type":"job_created","timestamp":"2026-11-21T12:21:51.923398",)"
              R"("job_id":"3f70","photo_id":1,"priority":1})"));
    QCOMPARE(seen.job.id.text, u"3f70"_s);
    QCOMPARE(seen.job.state, wire::JobState::Queued);
    QCOMPARE(seen.job.priority, 1);
    QCOMPARE(seen.job.name, u"Photo 1"_s);
    QCOMPARE(seen.job.created, at("2026-11-21T11:21:51.923Z"));
    QVERIFY(seen.job.thumbnail.contains(u"/api/photos/1/thumbnail"_s));
}

void TestBridgeMessages::aStartedJobRuns()
{
    const auto decoded = polled(R"({"type":"job_started","job_id":"j1","photo_id":7,)"
                                R"("photo_info":{"file_name":"IMG_0007.jpg"}})");
    const auto seen = only<wire::JobSeen>(decoded);
    QCOMPARE(seen.job.state, wire::JobState::Running);
    QCOMPARE(seen.job.name, u"IMG_0007.jpg"_s);
    // What was learnt once names later jobs of the same photo.
    QVERIFY(decoded.learnt);
    const auto later = only<wire::JobSeen>(
        polled(R"({"type":"job_created","job_id":"j2","photo_id":7})", *decoded.learnt));
    QCOMPARE(later.job.name, u"IMG_0007.jpg"_s);
}

void TestBridgeMessages::progressHasThreeShapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("message");
    QTest::newRow("notify") << R"({"type":"job_progress","job_id":"j1","stage":"exporting",)"
                               R"("progress":50,"message":"Applying settings..."})"_ba
                            << u"Applying settings..."_s;
    QTest::newRow("reporter")
        << R"({"type":"job_progress","job_id":"j1","photo_id":7,"stage":"exporting",)"
           R"("progress":50.0,"message":"Processing: exporting","details":{"a":1}})"_ba
        << u"Processing: exporting"_s;
    QTest::newRow("native, no words")
        << R"({"type":"job_progress","timestamp":"2026-11-21T12:21:51","job_id":"j1",)"
           R"("stage":"exporting","progress":50})"_ba
        << QString();
}

void TestBridgeMessages::progressHasThreeShapes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, message);
    for (const wire::Decoded &decoded : { heard(text), polled(text) }) {
        const auto seen = only<wire::JobSeen>(decoded);
        QCOMPARE(seen.job.id.text, u"j1"_s);
        QCOMPARE(seen.job.state, wire::JobState::Running);
        QCOMPARE(seen.job.stage, u"exporting"_s);
        QCOMPARE(seen.job.progress, 50.0);
        QCOMPARE(seen.job.message, message);
        QVERIFY(decoded.issues.empty());
    }
}

void TestBridgeMessages::progressThatIsNoNumberIsAnIssue()
{
    const auto decoded
        = polled(R"({"type":"job_progress","job_id":5,"stage":"processing","progress":"abc"})");
    const auto seen = only<wire::JobSeen>(decoded);
    QCOMPARE(seen.job.id.text, u"5"_s);
    QVERIFY(!seen.job.progress);
    QCOMPARE(decoded.issues.size(), size_t(1));
    QVERIFY(!only<wire::JobSeen>(polled(R"({"type":"job_progress","job_id":"a","progress":140})"))
                 .job.progress);
}

void TestBridgeMessages::unknownStagesAreKept()
{
    for (const char *stage : { "processing", "developing", "analyzing", "a stage of tomorrow" }) {
        const auto decoded = polled("{\"type\":\"job_progress\",\"job_id\":\"j\",\"stage\":\""
                                    + QByteArray(stage) + "\",\"progress\":1}");
        QCOMPARE(only<wire::JobSeen>(decoded).job.stage, QString::fromLatin1(stage));
        QVERIFY(decoded.issues.empty());
    }
    QCOMPARE(
        only<wire::JobSeen>(polled(R"({"type":"job_progress","job_id":"j","stage":"completed"})"))
            .job.state,
        wire::JobState::Done);
    const auto failed = only<wire::JobSeen>(
        polled(R"({"type":"job_progress","job_id":"j","stage":"failed","message":"no disk"})"));
    QCOMPARE(failed.job.state, wire::JobState::Failed);
    QCOMPARE(failed.job.error->message, u"no disk"_s);
}

void TestBridgeMessages::aCompletedStageIsDone()
{
    const auto seen = only<wire::StageSeen>(
        polled(R"({"type":"stage_completed","job_id":"j1","photo_id":7,"stage":"exif_analysis",)"
               R"("result":{},"timestamp":"2026-11-21T12:00:00"})"));
    QCOMPARE(seen.job.text, u"j1"_s);
    QCOMPARE(seen.stage.id.text, u"exif_analysis"_s);
    QCOMPARE(seen.stage.state, wire::JobState::Done);
    QCOMPARE(seen.stage.order, 1);
    QCOMPARE(seen.stage.finished, at("2026-11-21T11:00:00Z"));
}

void TestBridgeMessages::aCompletedJobTellsItsStages()
{
    const auto decoded
        = polled(R"({"type":"job_completed","job_id":"j1","photo_id":7,"success":true,)"
                 R"("result":{"virtual_copy":"a"},"duration":2.5,"stages_completed":[)"
                 R"({"stage":"importing","completed_at":"2026-11-21T12:00:00","result":{}},)"
                 R"({"stage":"exporting","completed_at":"2026-11-21T12:00:02","result":{}}]})");
    QCOMPARE(only<wire::JobStateSeen>(decoded).state, wire::JobState::Done);
    QCOMPARE(all<wire::StageSeen>(decoded).size(), size_t(2));
    const auto data = all<wire::MetadataSeen>(decoded);
    QCOMPARE(data.size(), size_t(2));
    QCOMPARE(data[0].datum.value.toObject()["virtual_copy"_L1].toString(), u"a"_s);
    QCOMPARE(data[1].datum.value.toDouble(), 2.5);
    // The shape of /ws/notify has nothing but the outcome.
    QCOMPARE(only<wire::JobStateSeen>(polled(R"({"type":"job_completed","job_id":"j"})")).state,
             wire::JobState::Done);
}

void TestBridgeMessages::failuresHaveTwoShapes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("code");
    QTest::newRow("notify") << R"({"type":"job_failed","job_id":"j1","success":false,)"
                               R"("result":{"error":"no space"}})"_ba
                            << QString();
    QTest::newRow("native")
        << R"({"type":"job_failed","job_id":"j1","photo_id":1,"error_message":"no space",)"
           R"("error_details":{"error_type":"disk"}})"_ba
        << u"disk"_s;
    QTest::newRow("completed without success")
        << R"({"type":"job_completed","job_id":"j1","success":false,)"
           R"("result":{"message":"no space"}})"_ba
        << QString();
}

void TestBridgeMessages::failuresHaveTwoShapes()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, code);
    const auto seen = only<wire::JobStateSeen>(polled(text));
    QCOMPARE(seen.state, wire::JobState::Failed);
    QVERIFY(seen.error);
    QCOMPARE(seen.error->message, u"no space"_s);
    QCOMPARE(seen.error->code, code);
    QVERIFY(seen.error->recoverable);
}

void TestBridgeMessages::errorsBelongToAJobOrToNone()
{
    const auto job = only<wire::JobErrorSeen>(
        polled(R"({"type":"error_occurred","job_id":"j1","photo_id":null,"error_type":"io",)"
               R"("error_message":"boom","error_details":{},"stage":"importing"})"));
    QCOMPARE(job.job.text, u"j1"_s);
    QCOMPARE(job.error.code, u"io"_s);
    QCOMPARE(job.error.message, u"boom"_s);
    QCOMPARE(job.error.stage, u"importing"_s);
    const auto none = only<wire::JobErrorSeen>(
        heard(R"({"type":"error_occurred","error_type":"io","error_message":"boom"})"));
    QVERIFY(none.job.isEmpty());
}

void TestBridgeMessages::importedPhotosAreItems()
{
    const auto decoded
        = heard(R"({"type":"photo_imported","timestamp":"2026-11-21T12:00:00","photo_id":9,)"
                R"("session_id":1,"file_name":"A.jpg","file_path":"/in/A.jpg"})");
    const auto seen = only<wire::ItemSeen>(decoded);
    QCOMPARE(seen.item.kind, u"photo"_s);
    QCOMPARE(seen.item.id.text, u"9"_s);
    QCOMPARE(seen.item.name, u"A.jpg"_s);
    QCOMPARE(seen.item.state, u"imported"_s);
    QCOMPARE(seen.item.picture, u"/api/photos/9/thumbnail?size=medium"_s);
    QCOMPARE(wire::fieldOf(seen.item, u"file_path").toString(), u"/in/A.jpg"_s);
}

void TestBridgeMessages::analysedPhotosKeepTheirScores()
{
    const auto seen = only<wire::ItemSeen>(
        heard(R"({"type":"photo_analyzed","photo_id":7,"ai_score":4.2,)"
              R"("analysis_results":{"focus_score":4.0,"exposure_score":null}})"));
    QCOMPARE(wire::fieldOf(seen.item, u"ai_score").toDouble(), 4.2);
    QCOMPARE(wire::fieldOf(seen.item, u"focus_score").toDouble(), 4.0);
    QVERIFY(wire::fieldOf(seen.item, u"exposure_score").isUndefined());
    const auto bare = only<wire::ItemSeen>(polled(R"({"photo_id":7,"type":"photo_analyzed"})"));
    QVERIFY(wire::fieldOf(bare.item, u"ai_score").isUndefined());
    const auto chosen = only<wire::ItemSeen>(
        heard(R"({"type":"photo_selected","photo_id":7,"context_tag":"x","selected_preset":"P"})"));
    QCOMPARE(wire::fieldOf(chosen.item, u"selected_preset").toString(), u"P"_s);
}

void TestBridgeMessages::photoInfoNamesPhotoAndJob()
{
    const auto decoded = polled(R"({"type":"photo_info","job_id":"j1","photo_id":7,)"
                                R"("photo_data":{"file_name":"A.jpg","iso":400}})");
    QCOMPARE(only<wire::ItemSeen>(decoded).item.name, u"A.jpg"_s);
    QCOMPARE(only<wire::MetadataSeen>(decoded).job.text, u"j1"_s);
}

void TestBridgeMessages::decisionsEndApprovals()
{
    const auto approved
        = heard(R"({"type":"photo_approved","timestamp":"x","photo_id":3,"session_id":1})");
    QCOMPARE(only<wire::ItemRemoved>(approved).kind, u"approval"_s);
    QCOMPARE(wire::fieldOf(only<wire::ItemSeen>(approved).item, u"approved").toBool(), true);
    const auto rejected
        = heard(R"({"type":"photo_rejected","photo_id":2,"session_id":1,"reason":"blur"})");
    QCOMPARE(only<wire::ItemRemoved>(rejected).id.text, u"2"_s);
    QCOMPARE(only<wire::ItemSeen>(rejected).item.state, u"rejected"_s);
    QCOMPARE(wire::fieldOf(only<wire::ItemSeen>(rejected).item, u"reason").toString(), u"blur"_s);
}

void TestBridgeMessages::aNewApprovalQueueIsRead()
{
    const auto decoded = heard(R"({"type":"approval_queue_updated","queue_count":0})");
    QCOMPARE(decoded.followUps.size(), size_t(1));
    QCOMPARE(decoded.followUps[0].url.path(), u"/api/approval/queue"_s);
}

void TestBridgeMessages::exportsAreTold()
{
    const auto failed = heard(R"({"type":"export_failed","photo_id":1,"preset_name":"SNS",)"
                              R"("error_message":"disk full"})");
    QCOMPARE(only<wire::NoticeSeen>(failed).level, u"warning"_s);
    QVERIFY(only<wire::NoticeSeen>(failed).text.contains(u"disk full"_s));
    const auto done = heard(R"({"type":"export_completed","photo_id":1,"preset_name":"SNS",)"
                            R"("output_path":"/out/A.jpg","file_size":5})");
    QCOMPARE(wire::fieldOf(only<wire::ItemSeen>(done).item, u"output_path").toString(),
             u"/out/A.jpg"_s);
    QCOMPARE(only<wire::NoticeSeen>(
                 heard(R"({"type":"export_started","photo_id":1,"preset_name":"SNS"})"))
                 .level,
             u"info"_s);
}

void TestBridgeMessages::sessionsAreItems_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("state");
    QTest::addColumn<QString>("name");
    QTest::newRow("created") << R"({"type":"session_created","session_id":3,)"
                                R"("session_name":"WS session","import_folder":"/srv"})"_ba
                             << u"importing"_s << u"WS session"_s;
    QTest::newRow("updated") << R"({"type":"session_updated","session_id":3,"total_photos":5,)"
                                R"("processed_photos":3,"progress_percent":60.0,)"
                                R"("status":"developing"})"_ba
                             << u"developing"_s << QString();
    QTest::newRow("completed") << R"({"type":"session_completed","session_id":3,)"
                                  R"("session_name":"WS session","approval_rate":0.5})"_ba
                               << u"completed"_s << u"WS session"_s;
}

void TestBridgeMessages::sessionsAreItems()
{
    QFETCH(QByteArray, text);
    QFETCH(QString, state);
    QFETCH(QString, name);
    const auto seen = only<wire::ItemSeen>(heard(text));
    QCOMPARE(seen.item.kind, u"session"_s);
    QCOMPARE(seen.item.id.text, u"3"_s);
    QCOMPARE(seen.item.state, state);
    QCOMPARE(seen.item.name, name);
    if (state == "developing"_L1)
        QCOMPARE(wire::fieldOf(seen.item, u"progress_percent").toDouble(), 60.0);
}

void TestBridgeMessages::postedStatusFeedsTheGauges()
{
    const auto seen = only<wire::SystemStatusSeen>(
        polled(R"({"type":"system_status","status":{"cpu_usage":45.2,"gpu_temp":62}})"));
    QCOMPARE(seen.cpu, 45.2);
    QVERIFY(!seen.gpu);
    const auto none = only<wire::SystemStatusSeen>(polled(
        R"({"type":"system_status","status":{"cpu":1,"gpu_available":false,"gpu_usage":0}})"));
    QVERIFY(!none.gpu);
    const auto other = polled(R"({"type":"system_status","status":{"mood":"good"}})");
    QVERIFY(only<wire::NoticeSeen>(other).text.contains(u"mood"_s));
    QCOMPARE(only<wire::NoticeSeen>(polled(R"({"type":"system_status","status":"resting"})")).text,
             u"resting"_s);
    QCOMPARE(polled(R"({"type":"system_status","status":5})").issues.size(), size_t(1));
    QVERIFY(polled(R"({"type":"system_status","status":{}})").messages.empty());
}

void TestBridgeMessages::batchesOfTheSocketBecomeJobs()
{
    const auto decoded
        = heard(R"({"type":"system_status","timestamp":"2026-11-21T12:21:54.077643",)"
                R"("status":"batch_started","details":{"batch_id":"batch_b1","photo_count":2}})");
    const auto seen = only<wire::JobSeen>(decoded);
    QCOMPARE(seen.job.id.text, u"batch:batch_b1"_s);
    QCOMPARE(seen.job.state, wire::JobState::Running);
    QCOMPARE(seen.job.name, u"Batch of 2 photos"_s);
    QCOMPARE(decoded.followUps.at(0).url.path(), u"/batch/batch_b1/status"_s);
    QCOMPARE(decoded.learnt->extra.value(u"batches"_s), u"batch_b1"_s);
    const auto paused = only<wire::JobSeen>(heard(
        R"({"type":"system_status","status":"batch_paused","details":{"batch_id":"batch_b1"}})"));
    QCOMPARE(paused.job.state, wire::JobState::Paused);
}

void TestBridgeMessages::warningsOfResourcesAreTold()
{
    const auto seen = only<wire::NoticeSeen>(
        heard(R"({"type":"resource_warning","resource_type":"gpu","current_value":91.5,)"
              R"("threshold":90,"message":"too hot"})"));
    QCOMPARE(seen.level, u"warning"_s);
    QCOMPARE(seen.text, u"gpu at 91.5, limit 90: too hot"_s);
}

void TestBridgeMessages::queueCountsFeedTheGauges()
{
    QCOMPARE(only<wire::SystemStatusSeen>(
                 heard(R"({"type":"queue_status","pending":4,"processing":1,"total":9})"))
                 .queueDepth,
             4);
}

void TestBridgeMessages::changedPrioritiesAreRead()
{
    const auto decoded
        = heard(R"({"type":"priority_changed","job_id":"j1","old_priority":1,"new_priority":3})");
    QCOMPARE(decoded.followUps.at(0).url.path(), u"/api/jobs/j1"_s);
}

void TestBridgeMessages::unknownTypesAreShownAsTheyAre()
{
    const auto decoded
        = polled(R"({"n":1,"type":"x_all"},{"type":"notification","message":"Hello"})");
    const auto notices = all<wire::NoticeSeen>(decoded);
    QCOMPARE(notices.size(), size_t(2));
    QVERIFY(notices[0].text.startsWith(u"x_all: "_s));
    QCOMPARE(notices[1].text, u"Hello"_s);
    QCOMPARE(decoded.issues.size(), size_t(1));
    QVERIFY(heard("{\"type\":\"x\",\"message\":\"" + QByteArray(5000, 'y') + "\"}").messages.size()
            == 1);
}

void TestBridgeMessages::oneBadMessageLeavesItsNeighbours()
{
    const auto decoded = polled(R"({"type":"job_created","job_id":"a"},17,null,{"type":5},)"
                                R"({"type":"job_created"},{"type":"job_created","job_id":"b"})");
    QCOMPARE(all<wire::JobSeen>(decoded).size(), size_t(2));
    QCOMPARE(decoded.issues.size(), size_t(4));
}

void TestBridgeMessages::badInputIsAnIssue_data()
{
    QTest::addColumn<QByteArray>("text");
    const std::pair<const char *, QByteArray> rows[]
        = { { "nothing", "" },
            { "no JSON", "not json" },
            { "a list", "[1,2]" },
            { "cut off", R"({"type":"job_cre)" },
            { "twice the same key", R"({"type":"pong","type":"error"})" },
            { "deep", QByteArray(100, '[') + QByteArray(100, ']') },
            { "not UTF-8", "{\"type\":\"\xff\xfe\"}" },
            { "id is an object", R"({"type":"job_created","job_id":{}})" },
            { "no client id", R"({"type":"connection_established"})" },
            { "photo without id", R"({"type":"photo_imported","photo_id":null})" },
            { "session id is a list", R"({"type":"session_created","session_id":[]})" },
            { "message is a number", R"({"type":"job_progress","job_id":"j","message":4})" } };
    for (const auto &[name, text] : rows)
        QTest::newRow(name) << text;
}

void TestBridgeMessages::badInputIsAnIssue()
{
    QFETCH(QByteArray, text);
    const auto decoded = heard(text);
    QCOMPARE(decoded.issues.size(), size_t(1));
    QVERIFY(decoded.messages.empty());
    QVERIFY(!dialect()
                 .decode(wire::Frame{ wire::Frame::Kind::Binary, text }, facts(true))
                 .issues.empty());
}

void TestBridgeMessages::theNativeIdHasSixtyFourBits()
{
    wire::SessionFacts fresh = facts(true);
    fresh.connection.clear();
    const auto decoded = heard(R"({"type":"connection_established","client_id":139937110970448,)"
                               R"("server_time":"2026-11-21T12:21:44.795576"})",
                               fresh);
    QVERIFY(decoded.learnt);
    QCOMPARE(decoded.learnt->connection, u"139937110970448"_s);
    QCOMPARE(decoded.controls.size(), size_t(1));
    QVERIFY(std::holds_alternative<wire::Greeted>(decoded.controls[0]));
}

void TestBridgeMessages::localTimesNeedTheZone()
{
    const QByteArray text
        = R"({"type":"job_created","job_id":"j","timestamp":"2026-11-21T12:00:00.5"})";
    wire::SessionFacts ignorant = facts(true);
    ignorant.extra.remove(u"zone"_s);
    QVERIFY(!only<wire::JobSeen>(heard(text, ignorant)).job.created);
    // The time of a poll and the Date of its answer tell the zone.
    wire::HttpRequest request;
    request.url = ignorant.baseUrl.resolved(QUrl(u"/ws/poll"_s));
    request.tag = u"push:poll"_s;
    wire::HttpReply reply;
    reply.status = 200;
    reply.headers
        = { { "Content-Type", "application/json" }, { "Date", "Sat, 21 Nov 2026 03:15:19 GMT" } };
    reply.body = R"({"success":true,"messages":[],"timestamp":"2026-11-21T12:15:17.440041"})";
    const auto polledOnce = dialect().decode(request, reply, ignorant);
    QVERIFY(polledOnce.learnt);
    QCOMPARE(only<wire::JobSeen>(heard(text, *polledOnce.learnt)).job.created,
             at("2026-11-21T03:00:00.5Z"));
    // On the socket the greeting waits for the next answer.
    const auto greeted = heard(R"({"type":"connection_established","client_id":1,)"
                               R"("server_time":"2026-11-21T02:45:17.440041"})",
                               ignorant);
    request.tag = u"health"_s;
    reply.body = R"({"status":"healthy","timestamp":"2026-11-21T03:15:19"})";
    const auto read = dialect().decode(request, reply, *greeted.learnt);
    QCOMPARE(read.learnt->extra.value(u"zone"_s), u"-30"_s);
}

void TestBridgeMessages::aHundredMessagesAreAGap()
{
    QByteArray messages;
    for (int i = 50; i < 150; ++i)
        messages += (i > 50 ? "," : "") + QByteArray(R"({"type":"job_created","job_id":)")
            + QByteArray::number(i) + "}";
    const auto decoded = polled(messages);
    QCOMPARE(only<wire::GapSeen>(decoded).channel, u"push"_s);
    QCOMPARE(all<wire::JobSeen>(decoded).size(), size_t(100));
    QVERIFY(std::ranges::any_of(decoded.followUps,
                                [](const auto &next) { return next.tag == "jobs"_L1; }));
    QVERIFY(all<wire::GapSeen>(polled(R"({"type":"pong"})")).empty());
    wire::SessionFacts longer = facts(false);
    longer.profile.options.insert(u"queue"_s, u"500"_s);
    QVERIFY(all<wire::GapSeen>(polled(messages, longer)).empty());
}

QTEST_GUILESS_MAIN(TestBridgeMessages)
#include "tst_bridge_messages.moc"
