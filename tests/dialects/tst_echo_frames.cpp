// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>

using namespace fw;
using namespace Qt::StringLiterals;
using wire::JobState;

namespace {

const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"echo");
}

/// Facts of a session whose last list held job 7 of video 3, still open.
wire::SessionFacts listed()
{
    wire::SessionFacts facts;
    facts.baseUrl = QUrl(u"http://127.0.0.1:8000"_s);
    facts.extra.insert(u"jobs"_s, u"\n7 3 o\n"_s);
    return facts;
}

wire::Decoded read(const QByteArray &text, const wire::SessionFacts &facts = listed())
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

template <class T> std::vector<T> all(const wire::Decoded &decoded)
{
    std::vector<T> found;
    for (const wire::Event &event : eventsOf(decoded)) {
        if (const T *one = std::get_if<T>(&event))
            found.push_back(*one);
    }
    return found;
}

template <class T> T only(const wire::Decoded &decoded)
{
    const auto found = all<T>(decoded);
    return found.size() == 1 ? found.front() : T{};
}

template <class T> std::optional<T> control(const wire::Decoded &decoded)
{
    for (const wire::Control &one : decoded.controls) {
        if (const T *found = std::get_if<T>(&one))
            return *found;
    }
    return std::nullopt;
}

QByteArray message(const QByteArray &type, const QByteArray &data, const QByteArray &id = "\"7\"")
{
    return R"({"type":")" + type + R"(","job_id":)" + id + R"(,"data":)" + data
        + R"(,"timestamp":"2026-11-21T12:00:03.120Z"})";
}

const WallTime sentAt = *fromIso(u"2026-11-21T12:00:03.120Z");

} // namespace

class TestEchoFrames final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void statusWordsOfAllErasAreUnderstood_data();
    void statusWordsOfAllErasAreUnderstood();
    void jobUpdatesCarryStateProgressAndTime();
    void errorsComeWithFailedJobs();
    void stagesHaveTheirOwnStateProgressAndError();
    void stageIdsHaveOnePlace_data();
    void stageIdsHaveOnePlace();
    void metadataKeepsItsKind_data();
    void metadataKeepsItsKind();
    void nullMetadataSaysNothing();
    void thumbnailsCarryAllTheySay();
    void thumbnailLinksStayAsTheyAre_data();
    void thumbnailLinksStayAsTheyAre();
    void anErrorThatEndsTheJobFailsIt();
    void aRecoverableErrorIsAWarning();
    void errorsWithoutAJobAreRefusals();
    void idsAreTextWhateverTheyWere();
    void flatJobsAreUnderstood();
    void lowerCaseUpdatesAreUnderstood();
    void flatJobsMayTellOfOtherThingsOnly();
    void stagesOfOneMessageSumUp();
    void heartbeatsOfEveryFormAreAnswered_data();
    void heartbeatsOfEveryFormAreAnswered();
    void acknowledgementsAreQuiet();
    void unknownWordsAreShownAndNamedOnce();
    void newJobsAndEndingsAskForTheList();
    void severalMessagesInOneFrameAreAllRead();
    void badMessagesAreNamedAndTheNextOnesWork_data();
    void badMessagesAreNamedAndTheNextOnesWork();
    void aBadFieldCostsOnlyItself();
    void aFloodIsReadInTime();
    void excerptsHoldNoToken();
};

void TestEchoFrames::statusWordsOfAllErasAreUnderstood_data()
{
    QTest::addColumn<QByteArray>("word");
    QTest::addColumn<int>("state");
    QTest::newRow("S4 pending") << QByteArray("PENDING") << int(JobState::Queued);
    QTest::newRow("S4 processing") << QByteArray("PROCESSING") << int(JobState::Running);
    QTest::newRow("S4 completed") << QByteArray("COMPLETED") << int(JobState::Done);
    QTest::newRow("S4 failed") << QByteArray("FAILED") << int(JobState::Failed);
    QTest::newRow("lower case") << QByteArray("completed") << int(JobState::Done);
    QTest::newRow("old era") << QByteArray("IN_PROGRESS") << int(JobState::Running);
    QTest::newRow("old era, partial") << QByteArray("PARTIAL") << int(JobState::Attention);
    QTest::newRow("young era") << QByteArray("cancelled") << int(JobState::Cancelled);
}

void TestEchoFrames::statusWordsOfAllErasAreUnderstood()
{
    QFETCH(QByteArray, word);
    QFETCH(int, state);
    const auto decoded = read(message("JOB_UPDATE", R"({"status":")" + word + R"("})"));
    QCOMPARE(int(only<wire::JobSeen>(decoded).job.state), state);
    const auto stage = read(
        message("STAGE_UPDATE", R"({"stage_id":"TRANSCRIPTION","status":")" + word + R"("})"));
    QCOMPARE(int(only<wire::StageSeen>(stage).stage.state), state);
    QVERIFY(decoded.issues.empty());
}

void TestEchoFrames::jobUpdatesCarryStateProgressAndTime()
{
    const auto decoded
        = read(message("JOB_UPDATE", R"({"status":"PROCESSING","progress_percent":42.5})"));
    const wire::Job job = only<wire::JobSeen>(decoded).job;
    QCOMPARE(job.id.text, u"7"_s);
    QCOMPARE(job.state, JobState::Running);
    QCOMPARE(job.progress, std::optional(42.5));
    QCOMPARE(job.updated, std::optional(sentAt));
    QVERIFY(!job.error);
    QVERIFY(decoded.issues.empty() && decoded.followUps.empty());
}

void TestEchoFrames::errorsComeWithFailedJobs()
{
    const auto failed = read(message(
        "JOB_UPDATE", R"({"status":"FAILED","progress_percent":40,"error_message":"disk full"})"));
    QCOMPARE(only<wire::JobSeen>(failed).job.error->message, u"disk full"_s);
    // Without a message, and with one that does not belong there.
    const auto bare = read(message("JOB_UPDATE", R"({"status":"FAILED","error_message":null})"));
    QVERIFY(!only<wire::JobSeen>(bare).job.error);
    const auto done
        = read(message("JOB_UPDATE", R"({"status":"COMPLETED","error_message":"old"})"));
    QVERIFY(!only<wire::JobSeen>(done).job.error);
}

void TestEchoFrames::stagesHaveTheirOwnStateProgressAndError()
{
    const auto running = read(message(
        "STAGE_UPDATE",
        R"({"stage_id":"THUMBNAIL_GENERATION","status":"PROCESSING","progress_percent":30})"));
    const auto seen = only<wire::StageSeen>(running);
    QCOMPARE(seen.job.text, u"7"_s);
    QCOMPARE(seen.stage.id.text, u"THUMBNAIL_GENERATION"_s);
    QCOMPARE(seen.stage.state, JobState::Running);
    QCOMPARE(seen.stage.progress, std::optional(30.0));
    QCOMPARE(seen.stage.updated, std::optional(sentAt));
    QVERIFY(!seen.stage.finished);
    const auto failed = read(message("STAGE_UPDATE",
                                     R"({"stage_id":"TRANSCRIPTION","status":"FAILED",)"
                                     R"("progress_percent":30,"error_message":"no speech"})"));
    const auto stage = only<wire::StageSeen>(failed).stage;
    QCOMPARE(stage.error->message, u"no speech"_s);
    QCOMPARE(stage.error->stage, u"TRANSCRIPTION"_s);
    QCOMPARE(stage.finished, std::optional(sentAt));
    QVERIFY(all<wire::JobSeen>(failed).empty()); // the job itself goes on
}

void TestEchoFrames::stageIdsHaveOnePlace_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<QString>("id");
    QTest::addColumn<double>("weight");
    QTest::newRow("seed") << u"TRANSCRIPTION"_s << u"TRANSCRIPTION"_s << 15.0;
    QTest::newRow("seed 2") << u"THUMBNAIL_GENERATION"_s << u"THUMBNAIL_GENERATION"_s << 0.0;
    QTest::newRow("old enum") << u"EXTRACT_AUDIO"_s << u"AUDIO_EXTRACTION"_s << 15.0;
    QTest::newRow("old enum 2") << u"UPLOAD_TO_YOUTUBE"_s << u"PUBLISH"_s << 10.0;
    QTest::newRow("database") << u"shownote_generation"_s << u"SHOWNOTE_GENERATION"_s << 15.0;
    QTest::newRow("database 2") << u"uploaded"_s << u"UPLOAD"_s << 10.0;
    QTest::newRow("web page") << u"chapters"_s << u"CHAPTER_GENERATION"_s << 15.0;
    QTest::newRow("web page 2") << u"title"_s << u"TITLE_GENERATION"_s << 5.0;
    QTest::newRow("with blanks") << u"audio extraction"_s << u"AUDIO_EXTRACTION"_s << 15.0;
    QTest::newRow("unknown") << u"Lip_Sync"_s << u"Lip_Sync"_s << 0.0;
}

void TestEchoFrames::stageIdsHaveOnePlace()
{
    QFETCH(QString, word);
    QFETCH(QString, id);
    QFETCH(double, weight);
    const auto stage = only<wire::StageSeen>(read(message("STAGE_UPDATE",
                                                          R"({"stage_id":")" + word.toUtf8()
                                                              + R"(","status":"PENDING"})")))
                           .stage;
    QCOMPARE(stage.id.text, id);
    QCOMPARE(stage.weight, weight);
    const auto last
        = only<wire::StageSeen>(
              read(message("STAGE_UPDATE", R"({"stage_id":"COMPLETE","status":"PENDING"})")))
              .stage;
    QCOMPARE(stage.order > last.order, id == word && weight == 0 && id.contains(u'i'));
}

void TestEchoFrames::metadataKeepsItsKind_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QByteArray>("kept");
    const QByteArray chapters = R"([{"title":"Start","start_time":0.0,"end_time":12.5}])";
    QTest::newRow("title") << QByteArray("TITLE") << QByteArray(R"("At the lake")")
                           << QByteArray(R"("At the lake")");
    QTest::newRow("description") << QByteArray("DESCRIPTION") << QByteArray(R"("Long")")
                                 << QByteArray(R"("Long")");
    QTest::newRow("tags") << QByteArray("TAGS") << QByteArray(R"(["a","b"])")
                          << QByteArray(R"(["a","b"])");
    QTest::newRow("tags as text") << QByteArray("TAGS") << QByteArray(R"("a, b,,")")
                                  << QByteArray(R"(["a","b"])");
    QTest::newRow("no tags left") << QByteArray("TAGS") << QByteArray("[]") << QByteArray("[]");
    QTest::newRow("transcript") << QByteArray("TRANSCRIPT") << QByteArray(R"("Hello")")
                                << QByteArray(R"("Hello")");
    QTest::newRow("transcript as object")
        << QByteArray("TRANSCRIPT") << QByteArray(R"({"text":"Hello"})")
        << QByteArray(R"({"text":"Hello"})");
    QTest::newRow("chapters") << QByteArray("CHAPTERS") << chapters << chapters;
    QTest::newRow("chapters in an object")
        << QByteArray("CHAPTERS") << QByteArray(R"({"chapters":)" + chapters + '}') << chapters;
    QTest::newRow("lower case") << QByteArray("title") << QByteArray(R"("x")")
                                << QByteArray(R"("x")");
}

void TestEchoFrames::metadataKeepsItsKind()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, content);
    QFETCH(QByteArray, kept);
    const auto decoded = read(message(
        "METADATA_UPDATE", R"({"metadata_type":")" + type + R"(","content":)" + content + '}'));
    const auto seen = only<wire::MetadataSeen>(decoded);
    QCOMPARE(seen.job.text, u"7"_s);
    QCOMPARE(seen.datum.field, QString::fromLatin1(type).toUpper());
    QCOMPARE(seen.datum.updated, std::optional(sentAt));
    const QJsonValue wanted = QJsonDocument::fromJson('[' + kept + ']').array().first();
    QCOMPARE(seen.datum.value, wanted);
    QVERIFY(decoded.issues.empty());
}

void TestEchoFrames::nullMetadataSaysNothing()
{
    const auto decoded
        = read(message("METADATA_UPDATE", R"({"metadata_type":"TITLE","content":null})"));
    QVERIFY(eventsOf(decoded).empty());
    QVERIFY(decoded.issues.empty());
}

void TestEchoFrames::thumbnailsCarryAllTheySay()
{
    const auto decoded = read(
        message("THUMBNAIL_GENERATED",
                R"({"thumbnail_url":"https://storage.example.invalid/t.jpg","thumbnail_id":"t-1",)"
                R"("width":1280,"height":720,"timestamp_seconds":1.5})"));
    const auto picture = only<wire::ThumbnailSeen>(decoded).thumbnail;
    QCOMPARE(picture.id.text, u"t-1"_s);
    QCOMPARE(picture.url, u"https://storage.example.invalid/t.jpg"_s);
    QCOMPARE(picture.width, 1280);
    QCOMPARE(picture.height, 720);
    QCOMPARE(picture.seconds, std::optional(1.5));
    const auto plain = only<wire::ThumbnailSeen>(
        read(message("THUMBNAIL_GENERATED",
                     R"({"thumbnail_url":"/a.jpg","thumbnail_id":9,"width":1,"height":1})")));
    QCOMPARE(plain.thumbnail.id.text, u"9"_s);
    QVERIFY(!plain.thumbnail.seconds);
}

void TestEchoFrames::thumbnailLinksStayAsTheyAre_data()
{
    QTest::addColumn<QString>("link");
    QTest::newRow("https") << u"https://storage.example.invalid/b/t.jpg"_s;
    QTest::newRow("bucket") << u"gs://bucket/thumbnails/t.jpg"_s;
    QTest::newRow("key") << u"thumbnails/1111/t.jpg"_s;
    QTest::newRow("path") << u"/files/t.jpg"_s;
}

void TestEchoFrames::thumbnailLinksStayAsTheyAre()
{
    QFETCH(QString, link);
    const QByteArray data = R"({"thumbnail_url":")" + link.toUtf8()
        + R"(","thumbnail_id":"t","width":0,"height":-3})";
    const auto picture = only<wire::ThumbnailSeen>(read(message("THUMBNAIL_GENERATED", data)));
    QCOMPARE(picture.thumbnail.url, link);
    QCOMPARE(picture.thumbnail.height, 0);
    const auto job = only<wire::JobSeen>(
        read(R"({"job_id":7,"status":"COMPLETED","metadata":{"thumbnail_file_url":")"
             + link.toUtf8() + R"("}})"));
    QCOMPARE(job.job.thumbnail, link);
}

void TestEchoFrames::anErrorThatEndsTheJobFailsIt()
{
    const auto decoded = read(message("ERROR",
                                      R"({"error_code":"E_CODEC","error_message":"no decoder",)"
                                      R"("recoverable":false,"affected_stage":"transcript"})"));
    const auto job = only<wire::JobSeen>(decoded).job;
    QCOMPARE(job.state, JobState::Failed);
    QCOMPARE(job.error->code, u"E_CODEC"_s);
    QCOMPARE(job.error->message, u"no decoder"_s);
    QCOMPARE(job.error->stage, u"TRANSCRIPTION"_s);
    QVERIFY(!job.error->recoverable);
    const auto stage = only<wire::StageSeen>(decoded).stage;
    QCOMPARE(stage.id.text, u"TRANSCRIPTION"_s);
    QCOMPARE(stage.state, JobState::Failed);
    QCOMPARE(all<wire::JobErrorSeen>(decoded).size(), 1U);
}

void TestEchoFrames::aRecoverableErrorIsAWarning()
{
    const auto decoded = read(
        message("ERROR", R"({"error_code":"E_SLOW","error_message":"slow","recoverable":true})"));
    QVERIFY(all<wire::JobSeen>(decoded).empty());
    const auto seen = only<wire::JobErrorSeen>(decoded);
    QCOMPARE(seen.job.text, u"7"_s);
    QVERIFY(seen.error.recoverable);
    QCOMPARE(seen.error.message, u"slow"_s);
    QCOMPARE(seen.time, std::optional(sentAt));
    // Who does not say that the job is lost has not said it.
    const auto vague = read(message("ERROR", R"({"error_code":"E","error_message":"x"})"));
    QVERIFY(all<wire::JobSeen>(vague).empty());
    QCOMPARE(vague.issues.size(), 1U);
}

void TestEchoFrames::errorsWithoutAJobAreRefusals()
{
    const QByteArray forbidden
        = R"({"type":"ERROR","data":{"error_code":"FORBIDDEN","error_message":"not your job","recoverable":false}})";
    const auto refused = control<wire::ChannelRefused>(read(forbidden));
    QVERIFY(refused);
    QCOMPARE(refused->reason, u"not your job"_s);
    const QByteArray ended
        = R"({"type":"ERROR","data":{"error_code":"TOKEN_EXPIRED","error_message":"ended"}})";
    QVERIFY(control<wire::SignInRefused>(read(ended)));
    wire::SessionFacts facts = listed();
    facts.refresh = Secret("refresh-1");
    facts.profile.options.insert(u"authUrl"_s, u"http://127.0.0.1:54321"_s);
    QVERIFY(control<wire::TokenExpired>(read(ended, facts)));
}

void TestEchoFrames::idsAreTextWhateverTheyWere()
{
    for (const QByteArray &id : { "7"_ba, "\"7\""_ba, "7.0"_ba }) {
        const auto decoded
            = read(message("JOB_UPDATE", R"({"status":"PENDING","progress_percent":0})", id));
        QCOMPARE(only<wire::JobSeen>(decoded).job.id.text, u"7"_s);
    }
    const auto word = read(message("JOB_UPDATE", R"({"status":"PENDING"})", "\"a b/c\""));
    QCOMPARE(only<wire::JobSeen>(word).job.id.text, u"a b/c"_s);
}

void TestEchoFrames::flatJobsAreUnderstood()
{
    const auto decoded = read(
        R"({"job_id":7,"video_id":3,"status":"FAILED","processing_stages":["Error: first",)"
        R"("Error: greenlet_spawn has not been called"],"error_message":null,)"
        R"("metadata":{"title":"Lake","tags":["a"],"description":null,"thumbnail_file_url":"k/t.jpg"}})");
    const auto job = only<wire::JobSeen>(decoded).job;
    QCOMPARE(job.id.text, u"7"_s);
    QCOMPARE(job.hint, u"3"_s);
    QCOMPARE(job.state, JobState::Failed);
    QCOMPARE(job.error->message, u"greenlet_spawn has not been called"_s);
    QCOMPARE(job.thumbnail, u"k/t.jpg"_s);
    QVERIFY(!job.progress);
    QCOMPARE(all<wire::MetadataSeen>(decoded).size(), 2U);
    QVERIFY(decoded.issues.empty());
}

void TestEchoFrames::lowerCaseUpdatesAreUnderstood()
{
    const auto decoded = read(
        R"({"type":"job_update","job_id":7,"video_id":3,"status":"PROCESSING",)"
        R"("processing_stages":null,"error_message":null,"title":"Lake","metadata":{"title":null}})");
    QCOMPARE(only<wire::JobSeen>(decoded).job.state, JobState::Running);
    QCOMPARE(only<wire::MetadataSeen>(decoded).datum.value, QJsonValue(u"Lake"_s));
    QVERIFY(decoded.issues.empty());
}

void TestEchoFrames::flatJobsMayTellOfOtherThingsOnly()
{
    const auto decoded = read(R"({"job_id":7,"metadata":{"title":"Lake"}})");
    QVERIFY(all<wire::JobSeen>(decoded).empty()); // its state is as it was
    QCOMPARE(only<wire::MetadataSeen>(decoded).datum.field, u"TITLE"_s);
    const auto progress = read(R"({"job_id":7,"progress":12})");
    QCOMPARE(only<wire::JobProgressed>(progress).progress, std::optional(12.0));
}

void TestEchoFrames::stagesOfOneMessageSumUp()
{
    const auto decoded = read(
        R"({"job_id":7,"status":"PROCESSING","processing_stages":{"upload":"COMPLETED",)"
        R"("audio_extraction":{"status":"COMPLETED","progress":100},)"
        R"("transcript":{"status":"PROCESSING","progress":50},"title":{"status":"PENDING"}}})");
    QCOMPARE(only<wire::JobSeen>(decoded).job.progress, std::optional(10 + 15 + 7.5));
    QCOMPARE(all<wire::StageSeen>(decoded).size(), 4U);
    // What the server says counts more.
    const auto said = read(
        R"({"job_id":7,"status":"PROCESSING","progress":3,"processing_stages":{"upload":"COMPLETED"}})");
    QCOMPARE(only<wire::JobSeen>(said).job.progress, std::optional(3.0));
}

void TestEchoFrames::heartbeatsOfEveryFormAreAnswered_data()
{
    QTest::addColumn<QByteArray>("beat");
    QTest::addColumn<QString>("type");
    const QString ack = u"HEARTBEAT_ACK"_s;
    const QString pong = u"PONG"_s;
    QTest::newRow("capitals") << QByteArray(
        R"({"type":"HEARTBEAT","timestamp":"2026-11-21T12:00:00Z"})")
                              << ack;
    QTest::newRow("with a job") << QByteArray(R"({"type":"HEARTBEAT","job_id":"7","data":{}})")
                                << ack;
    QTest::newRow("small") << QByteArray(R"({"type":"heartbeat"})") << ack;
    QTest::newRow("ping") << QByteArray(R"({"type":"PING"})") << pong;
    QTest::newRow("small ping") << QByteArray(R"({"type":"ping","timestamp":1795267200})") << pong;
    QTest::newRow("event") << QByteArray(R"({"event":"ping"})") << pong;
    QTest::newRow("bare word") << QByteArray("ping") << pong;
    QTest::newRow("bare text") << QByteArray("\"ping\"") << pong;
}

void TestEchoFrames::heartbeatsOfEveryFormAreAnswered()
{
    QFETCH(QByteArray, beat);
    QFETCH(QString, type);
    const auto decoded = read(beat);
    const auto reply = control<wire::ReplyWanted>(decoded);
    QVERIFY(reply);
    const QJsonObject object = QJsonDocument::fromJson(reply->frame.bytes).object();
    QCOMPARE(object["type"_L1].toString(), type);
    QCOMPARE(object.contains("timestamp"_L1), beat.contains("timestamp"));
    QVERIFY(decoded.issues.empty() && eventsOf(decoded).empty() && decoded.followUps.empty());
}

void TestEchoFrames::acknowledgementsAreQuiet()
{
    for (const QByteArray &type : { "HEARTBEAT_ACK"_ba, "pong"_ba, "subscribed"_ba }) {
        const auto decoded = read(R"({"type":")" + type + R"("})");
        QVERIFY(decoded.issues.empty() && decoded.controls.empty() && eventsOf(decoded).empty());
    }
}

void TestEchoFrames::unknownWordsAreShownAndNamedOnce()
{
    const auto decoded
        = read(message("JOB_UPDATE", R"({"status":"REVIEWING","progress_percent":5})"));
    const auto job = only<wire::JobSeen>(decoded).job;
    QCOMPARE(job.state, JobState::Running);
    QCOMPARE(job.message, u"REVIEWING"_s);
    QCOMPARE(job.progress, std::optional(5.0));
    QCOMPARE(decoded.issues.size(), 1U);
    QVERIFY(decoded.issues.front().failure.detail.contains("REVIEWING"_L1));
    const auto two
        = read(R"([{"job_id":1,"status":"REVIEWING"},{"job_id":2,"status":"REVIEWING"}])");
    QCOMPARE(two.issues.size(), 1U);
    QCOMPARE(all<wire::JobSeen>(two).size(), 2U);
    const auto type = read(R"({"type":"JOB_SPLIT","job_id":"7","data":{"parts":2}})");
    QCOMPARE(type.issues.size(), 1U);
    QCOMPARE(type.issues.front().failure.code, Failure::Code::Unsupported);
    QVERIFY(type.issues.front().failure.detail.contains("JOB_SPLIT"_L1));
    const auto field = read(
        message("METADATA_UPDATE", R"({"metadata_type":"SUBTITLES","content":{"vtt":"k.vtt"}})"));
    QCOMPARE(field.issues.size(), 1U);
    QCOMPARE(only<wire::MetadataSeen>(field).datum.field, u"SUBTITLES"_s);
}

// S47, and what a partial message leaves out of a job that is new.
void TestEchoFrames::newJobsAndEndingsAskForTheList()
{
    const QByteArray running = R"({"status":"PROCESSING","progress_percent":1})";
    QVERIFY(read(message("JOB_UPDATE", running)).followUps.empty());
    const auto fresh = read(message("JOB_UPDATE", running, "\"8\""));
    QCOMPARE(fresh.followUps.size(), 1U);
    QCOMPARE(fresh.followUps.front().url.path(), u"/api/v1/jobs/"_s);
    QVERIFY(fresh.followUps.front().every > Millis(0)); // many of them are one question
    const auto ended = read(message("JOB_UPDATE", R"({"status":"COMPLETED"})"));
    QCOMPARE(ended.followUps.size(), 1U);
    const auto many = read(R"([{"job_id":8,"status":"PENDING"},{"job_id":9,"status":"PENDING"}])");
    QCOMPARE(many.followUps.size(), 1U);
}

void TestEchoFrames::severalMessagesInOneFrameAreAllRead()
{
    const auto decoded
        = read('[' + message("JOB_UPDATE", R"({"status":"PENDING"})") + ",5,"
               + message("STAGE_UPDATE", R"({"stage_id":"X","status":"PENDING"})") + ']');
    QCOMPARE(all<wire::JobSeen>(decoded).size(), 1U);
    QCOMPARE(all<wire::StageSeen>(decoded).size(), 1U);
    QCOMPARE(decoded.issues.size(), 1U);
}

void TestEchoFrames::badMessagesAreNamedAndTheNextOnesWork_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("no JSON") << QByteArray("<html>502</html>");
    QTest::newRow("cut") << QByteArray(R"({"type":"JOB_UPDATE","job_id":"7","da)");
    QTest::newRow("number") << QByteArray("17");
    QTest::newRow("null") << QByteArray("null");
    QTest::newRow("empty object") << QByteArray("{}");
    QTest::newRow("no job") << message("JOB_UPDATE", R"({"status":"PENDING"})", "null");
    QTest::newRow("object as job") << message("JOB_UPDATE", R"({"status":"PENDING"})", "{}");
    QTest::newRow("empty job") << message("STAGE_UPDATE", R"({"stage_id":"X"})", "\"\"");
    QTest::newRow("job without status") << message("JOB_UPDATE", "{}");
    QTest::newRow("data is text") << message("JOB_UPDATE", "\"x\"");
    QTest::newRow("stage without id") << message("STAGE_UPDATE", R"({"status":"PENDING"})");
    QTest::newRow("stage without status") << message("STAGE_UPDATE", R"({"stage_id":"X"})");
    QTest::newRow("metadata without type") << message("METADATA_UPDATE", R"({"content":"x"})");
    QTest::newRow("metadata without content")
        << message("METADATA_UPDATE", R"({"metadata_type":"TITLE"})");
    QTest::newRow("picture without link")
        << message("THUMBNAIL_GENERATED", R"({"thumbnail_id":"t","width":1,"height":1})");
    QTest::newRow("picture with an empty link")
        << message("THUMBNAIL_GENERATED", R"({"thumbnail_id":"t","thumbnail_url":""})");
    QTest::newRow("unknown type") << QByteArray(R"({"type":"HELLO","data":{}})");
    QTest::newRow("key twice") << QByteArray(R"({"type":"PING","type":"PING"})");
    QTest::newRow("bad UTF-8") << QByteArray("{\"type\":\"\xff\"}");
    QTest::newRow("deep") << QByteArray(100, '[') + QByteArray(100, ']');
}

void TestEchoFrames::badMessagesAreNamedAndTheNextOnesWork()
{
    QFETCH(QByteArray, text);
    const auto decoded = read(text);
    QVERIFY(!decoded.issues.empty());
    QVERIFY(!decoded.issues.front().failure.detail.isEmpty());
    QVERIFY(all<wire::JobSeen>(decoded).empty());
    QCOMPARE(all<wire::JobSeen>(read(message("JOB_UPDATE", R"({"status":"PENDING"})"))).size(), 1U);
    const auto binary = dialect().decode({ wire::Frame::Kind::Binary, text }, listed());
    QCOMPARE(binary.issues.size(), 1U);
}

void TestEchoFrames::aBadFieldCostsOnlyItself()
{
    for (const QByteArray &progress : { "101"_ba, "-1"_ba, "\"40\""_ba, "1e400"_ba, "[]"_ba }) {
        const auto decoded = read(message(
            "JOB_UPDATE", R"({"status":"PROCESSING","progress_percent":)" + progress + '}'));
        if (progress == "1e400")
            continue; // no number of JSON's: the whole frame may go
        QCOMPARE(decoded.issues.size(), 1U);
        QCOMPARE(only<wire::JobSeen>(decoded).job.state, JobState::Running);
        QVERIFY(!only<wire::JobSeen>(decoded).job.progress);
    }
    const auto time = read(
        R"({"type":"JOB_UPDATE","job_id":"7","data":{"status":"PENDING"},"timestamp":"yesterday"})");
    QCOMPARE(time.issues.size(), 1U);
    QVERIFY(!only<wire::JobSeen>(time).job.updated);
    const auto rows = read(
        R"([{"job_id":1,"status":"PENDING"},{"job_id":{},"status":"PENDING"},{"job_id":3,"status":"PENDING"}])");
    QCOMPARE(all<wire::JobSeen>(rows).size(), 2U);
    QCOMPARE(rows.issues.size(), 1U);
}

void TestEchoFrames::aFloodIsReadInTime()
{
    wire::SessionFacts facts = listed();
    QString known = u"\n"_s;
    for (int i = 0; i < 500; ++i)
        known += u"%1 %2 o\n"_s.arg(i).arg(i + 1000);
    facts.extra.insert(u"jobs"_s, known);
    QElapsedTimer clock;
    clock.start();
    qsizetype count = 0;
    for (int i = 0; i < 5000; ++i) {
        const auto decoded
            = read(message("JOB_UPDATE", R"({"status":"PROCESSING","progress_percent":1})",
                           QByteArray::number(i)),
                   facts);
        count += qsizetype(all<wire::JobSeen>(decoded).size());
        QVERIFY(!decoded.learnt); // nothing to copy and keep for each of them
    }
    QCOMPARE(count, 5000);
    QVERIFY2(clock.elapsed() < 5000, qPrintable(QString::number(clock.elapsed())));
}

void TestEchoFrames::excerptsHoldNoToken()
{
    wire::SessionFacts facts = listed();
    facts.token = Secret("header.claims.signature");
    const auto decoded = read(R"({"type":"HELLO","with":"header.claims.signature"})", facts);
    QVERIFY(!decoded.issues.front().excerpt.contains("claims"));
}

QTEST_GUILESS_MAIN(TestEchoFrames)
#include "tst_echo_frames.moc"
