// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTest>
#include <QUrlQuery>

using namespace fw;
using namespace Qt::StringLiterals;
using wire::CloseVerdict;
using wire::JobState;
using Verdict = wire::EditSettled::Verdict;

namespace {

const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"echo");
}

/// One recorded exchange; most files hold one, a scenario holds several.
struct Recorded
{
    wire::HttpRequest request;
    wire::HttpReply reply;
};

QByteArray bodyOf(const QJsonValue &body)
{
    if (body.isObject())
        return QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact);
    if (body.isArray())
        return QJsonDocument(body.toArray()).toJson(QJsonDocument::Compact);
    return body.toString().toUtf8();
}

QList<Recorded> recorded(const QString &name)
{
    QFile file(QStringLiteral(FW_TEST_DATA "/echo/") + name);
    if (!file.open(QIODevice::ReadOnly))
        return {};
    const auto document = QJsonDocument::fromJson(file.readAll());
    const QJsonArray items
        = document.isArray() ? document.array() : QJsonArray{ document.object() };
    QList<Recorded> all;
    for (const auto &value : items) {
        const QJsonObject asked = value.toObject()["request"_L1].toObject();
        const QJsonObject said = value.toObject()["response"_L1].toObject();
        Recorded one;
        one.request.method = asked["method"_L1].toString().toLatin1();
        one.request.url = QUrl(u"http://127.0.0.1:18765"_s + asked["path"_L1].toString());
        one.reply.status = said["status"_L1].toInt();
        one.reply.body = bodyOf(said["body"_L1]);
        const QJsonObject headers = said["headers"_L1].toObject();
        for (auto header = headers.begin(); header != headers.end(); ++header)
            one.reply.headers.append(
                { header.key().toLatin1(), header.value().toString().toLatin1() });
        all.append(one);
    }
    return all;
}

wire::SessionFacts signedIn()
{
    wire::SessionFacts facts;
    facts.baseUrl = QUrl(u"http://127.0.0.1:18765"_s);
    facts.token = Secret("ACCESS-TOKEN-PLACEHOLDER");
    return facts;
}

wire::SessionFacts renewable()
{
    wire::SessionFacts facts = signedIn();
    facts.refresh = Secret("refresh-1");
    facts.profile.options.insert(u"authUrl"_s, u"http://127.0.0.1:54321"_s);
    return facts;
}

wire::SessionFacts with(const QString &key, const QString &value)
{
    wire::SessionFacts facts = signedIn();
    facts.extra.insert(key, value);
    return facts;
}

wire::Decoded read(const QString &tag, const Recorded &one,
                   const wire::SessionFacts &facts = signedIn())
{
    wire::HttpRequest request = one.request;
    request.tag = tag;
    return dialect().decode(request, one.reply, facts);
}

wire::Decoded answer(wire::HttpRequest request, int status, const QByteArray &body,
                     const wire::SessionFacts &facts = signedIn(),
                     const QByteArray &type = "application/json")
{
    wire::HttpReply reply;
    reply.status = status;
    reply.body = body;
    reply.headers.append({ "Content-Type", type });
    return dialect().decode(request, reply, facts);
}

template <class T> std::vector<T> all(const wire::Decoded &decoded)
{
    std::vector<T> found;
    for (const wire::Message &message : decoded.messages) {
        for (const wire::Event &event : message.events) {
            if (const T *one = std::get_if<T>(&event))
                found.push_back(*one);
        }
    }
    return found;
}

template <class T> std::optional<T> control(const wire::Decoded &decoded)
{
    for (const wire::Control &one : decoded.controls) {
        if (const T *found = std::get_if<T>(&one))
            return *found;
    }
    return std::nullopt;
}

wire::HttpRequest asked(const QString &tag, const QString &path = u"/api/v1/jobs/"_s)
{
    wire::HttpRequest request;
    request.tag = tag;
    request.url = QUrl(u"http://127.0.0.1:18765"_s + path);
    return request;
}

QByteArray row(int id, const QByteArray &status, const QByteArray &more = {})
{
    return R"({"id":)" + QByteArray::number(id) + R"(,"video_id":)" + QByteArray::number(id + 100)
        + R"(,"status":")" + status + R"(","processing_stages":null,"error_message":null,)"
        + R"("created_at":"2026-11-21T12:22:47","updated_at":"2026-11-21T12:22:48")" + more + '}';
}

QByteArray rows(int from, int to, const QByteArray &status)
{
    QByteArray list = "[";
    for (int id = from; id <= to; ++id)
        list += (id > from ? "," : "") + row(id, status);
    return list + ']';
}

wire::RunAction metadata(const QJsonObject &arguments, const QString &job = u"7"_s)
{
    return { EditId{ u"e1"_s }, u"job.metadata"_s, job, arguments };
}

const wire::ActionOffer &offerOf(const wire::Capabilities &all)
{
    return all.offers.front();
}

} // namespace

class TestEchoHttp final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyCaptureIsRead_data();
    void everyCaptureIsRead();
    void theRecordedFailureIsUnderstood();
    void theRootIsRecognised();
    void otherServersAreNot_data();
    void otherServersAreNot();
    void refusedTokensRenewOnceOrSignIn_data();
    void refusedTokensRenewOnceOrSignIn();
    void missingSlashesAreFollowedWithTheToken();
    void redirectsElsewhereAreNot();
    void theWholeListIsAskedFor();
    void theListBecomesTheQueue();
    void nullsSayNothing();
    void metadataOfFinishedJobsIsRead();
    void jobsThatLeaveTheListAreAskedFor();
    void aServerThatHidesWhatEndedLosesNothing();
    void aFullPageIsNotTheWholeList();
    void aDetailThatCrashesIsReadFromTheList();
    void aDetailThatIsGoneIsRemoved();
    void detailsComeByVideoWhereThereAreSuch();
    void aCrashingListIsAStanding();
    void textsAreNoLists_data();
    void textsAreNoLists();
    void routesAreLearntFromTheDocument();
    void openJobsNobodyListsAreAskedFor();
    void actionsAreNamedWithTheirReason();
    void uploadsGoInOneForm();
    void uploadsThatAreRefusedSayWhy();
    void onlyVideosAreSent();
    void signedUploadsAreAChain();
    void aMissingSignedRouteFallsBackAndIsRemembered();
    void aStorageThatRefusesIsNoSignOut();
    void signedAddressesStaySecret();
    void metadataIsSentAsItChanged();
    void metadataIsChecked_data();
    void metadataIsChecked();
    void moreFieldsWhereTheServerTakesThem();
    void theVideoOfAJobIsAskedForFirst();
    void savedMetadataIsSeen();
    void metadataWithoutARouteIsKnownFromThenOn();
    void greetingsPutTheTokenWhereTheProfileSays();
    void pathsMayNameTheUser();
    void theSocketSubscribesToOpenAndWatchedJobs();
    void newOpenJobsAreSubscribedAtOnce();
    void recordedRefusalsMeanPolling();
    void closeCodesAreJudged_data();
    void closeCodesAreJudged();
    void itSaysWhatItIs();
};

void TestEchoHttp::everyCaptureIsRead_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("tag");
    QTest::addColumn<int>("issues");
    const auto add = [](const char *file, const char *tag, int issues) {
        QTest::newRow(file) << QString::fromLatin1(file) << QString::fromLatin1(tag) << issues;
    };
    add("007-jobs-empty-list.json", "jobs", 0);
    add("008-jobs-bad-status.json", "jobs", 1);
    add("009-upload-non-video.json", "upload", 1);
    add("011-job-detail-missing.json", "detail:99999", 1);
    add("012-route-called-by-web-app-get-users-me-videos.json", "news", 1);
    add("013-route-called-by-web-app-post-videos-signed-upload-url.json", "sign:{}", 0);
    add("014-route-called-by-web-app-get-videos-1-details.json", "detail:1", 0);
    add("015-route-called-by-web-app-get-videos.json", "news", 1);
    add("016-route-called-by-web-app-post-login.json", "news", 1);
    add("017-route-called-by-web-app-options-jobs.json", "news", 1);
    add("018-job-detail-missing-job-no-ai-sdk-installed.json", "detail:1", 1);
    add("019-job-list-no-ai-sdk-installed.json", "jobs", 0);
}

void TestEchoHttp::everyCaptureIsRead()
{
    QFETCH(QString, file);
    QFETCH(QString, tag);
    QFETCH(int, issues);
    const auto exchanges = recorded(file);
    QCOMPARE(exchanges.size(), 1);
    const auto decoded = read(tag, exchanges.front());
    QCOMPARE(int(decoded.issues.size()), issues);
    QVERIFY(!control<wire::SignInRefused>(decoded) && !control<wire::TokenExpired>(decoded));
    for (const wire::Issue &issue : decoded.issues)
        QVERIFY(!issue.failure.detail.contains("TOKEN"_L1));
    if (file.startsWith("008"_L1)) // a list of texts, not one
        QVERIFY(decoded.issues.front().failure.detail.contains("permitted"_L1));
    if (file.startsWith("007"_L1))
        QCOMPARE(all<wire::JobsReplaced>(decoded).size(), 1U);
}

void TestEchoHttp::theRecordedFailureIsUnderstood()
{
    const auto steps = recorded(u"010-upload-and-unpatched-job-fails.json"_s);
    QVERIFY(steps.size() > 3);
    wire::HttpRequest upload = steps[0].request;
    upload.tag = u"upload"_s;
    upload.edit = EditId{ u"e1"_s };
    upload.form.push_back({ "file", {}, u"/v/demo.mp4"_s, u"demo.mp4"_s, "video/mp4" });
    auto decoded = dialect().decode(upload, steps[0].reply, signedIn());
    const auto settled = all<wire::EditSettled>(decoded);
    QCOMPARE(settled.size(), 1U);
    QCOMPARE(settled.front().verdict, Verdict::Applied);
    QCOMPARE(settled.front().jobs, std::vector<JobId>{ JobId{ u"1"_s } });
    QCOMPARE(all<wire::JobSeen>(decoded).front().job.name, u"demo.mp4"_s);
    QCOMPARE(all<wire::JobSeen>(decoded).front().job.state, JobState::Queued);
    QVERIFY(decoded.followUps.empty()); // it is done: nothing may fail any more
    wire::SessionFacts facts = *decoded.learnt;
    QList<JobState> states;
    QString error;
    for (const Recorded &step : steps.sliced(1)) {
        const bool isList = step.request.url.path() == "/api/v1/jobs/"_L1;
        decoded = read(isList ? u"jobs"_s : u"detail:1"_s, step, facts);
        if (decoded.learnt)
            facts = *decoded.learnt;
        if (!isList) {
            QCOMPARE(step.reply.status, 500);
            QCOMPARE(decoded.issues.size(), 1U);
            QVERIFY(decoded.issues.front().failure.detail.contains("Internal Server Error"_L1));
            continue;
        }
        const auto lists = all<wire::JobsReplaced>(decoded);
        QCOMPARE(lists.size(), 1U);
        const wire::Job job = lists.front().jobs.front();
        if (states.isEmpty() || states.last() != job.state)
            states.append(job.state);
        QCOMPARE(job.name, u"demo.mp4"_s);
        QCOMPARE(job.bytes, std::optional<qint64>(39492));
        QCOMPARE(job.hint, u"1"_s);
        QCOMPARE(job.created, fromIso(u"2026-11-21T12:22:47Z")); // naive is UTC
        if (job.error)
            error = job.error->message;
        QVERIFY(all<wire::MetadataSeen>(decoded).empty()); // nulls only
    }
    QCOMPARE(states, (QList<JobState>{ JobState::Running, JobState::Failed }));
    QVERIFY2(error.startsWith("greenlet_spawn has not been called"_L1), qPrintable(error));
}

void TestEchoHttp::theRootIsRecognised()
{
    const auto probes = dialect().probes(QUrl(u"http://127.0.0.1:18765"_s));
    QCOMPARE(probes.size(), 2U);
    for (const wire::HttpRequest &probe : probes) {
        QCOMPARE(probe.method, "GET"_ba);
        QVERIFY(probe.headers.isEmpty());
    }
    const auto root = recorded(u"001-root.json"_s).front();
    const auto seen = dialect().recognise(probes[0], root.reply);
    QVERIFY(seen.score >= 60);
    QVERIFY(!seen.evidence.isEmpty());
    QFile file(QStringLiteral(FW_TEST_DATA "/echo/openapi.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    wire::HttpReply document;
    document.status = 200;
    document.body = file.readAll();
    QCOMPARE(dialect().recognise(probes[1], document).score, 100);
}

void TestEchoHttp::otherServersAreNot_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("page") << 200 << QByteArray("<html>Video Processing API is running</html>");
    QTest::newRow("other") << 200 << QByteArray(R"({"message":"ImageTools API"})");
    QTest::newRow("framework") << 200
                               << QByteArray(R"({"info":{"title":"FastAPI"},"paths":{"/":{}}})");
    QTest::newRow("missing") << 404
                             << QByteArray(R"({"message":"Video Processing API is running"})");
    QTest::newRow("nothing") << 0 << QByteArray();
}

void TestEchoHttp::otherServersAreNot()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    for (const wire::HttpRequest &probe : dialect().probes(QUrl(u"http://127.0.0.1:1"_s))) {
        wire::HttpReply reply;
        reply.status = status;
        reply.body = body;
        QCOMPARE(dialect().recognise(probe, reply).score, 0);
    }
}

void TestEchoHttp::refusedTokensRenewOnceOrSignIn_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("words");
    const QString bad = u"Could not validate Supabase credentials"_s;
    QTest::newRow("none") << u"002-jobs-without-auth.json"_s << u"Not authenticated"_s;
    QTest::newRow("garbage") << u"004-jobs-garbage-token.json"_s << bad;
    QTest::newRow("expired") << u"005-jobs-expired-token.json"_s << bad;
    QTest::newRow("forged") << u"006-jobs-wrong-secret.json"_s << bad;
}

void TestEchoHttp::refusedTokensRenewOnceOrSignIn()
{
    QFETCH(QString, file);
    QFETCH(QString, words);
    const auto one = recorded(file).front();
    const auto alone = control<wire::SignInRefused>(read(u"jobs"_s, one));
    QVERIFY(alone);
    QCOMPARE(alone->reason, words);
    const auto again = control<wire::TokenExpired>(read(u"jobs"_s, one, renewable()));
    QVERIFY(again);
    QCOMPARE(again->reason, words);
    // An edit waits for the next token and is not lost.
    wire::HttpRequest edit = asked(u"metadata:7"_s);
    edit.edit = EditId{ u"e1"_s };
    const auto decoded = dialect().decode(edit, one.reply, renewable());
    QVERIFY(control<wire::TokenExpired>(decoded));
    QVERIFY(all<wire::EditSettled>(decoded).empty());
}

void TestEchoHttp::missingSlashesAreFollowedWithTheToken()
{
    auto one = recorded(u"003-jobs-no-trailing-slash.json"_s).front();
    one.request.headers = { { "Authorization", "Bearer ACCESS-TOKEN-PLACEHOLDER" } };
    const auto decoded = read(u"jobs"_s, one);
    QCOMPARE(decoded.followUps.size(), 1U);
    QVERIFY(!decoded.complete);
    const wire::HttpRequest again = decoded.followUps.front();
    QCOMPARE(again.url.path(), u"/api/v1/jobs/"_s);
    QCOMPARE(again.headers, one.request.headers);
    QCOMPARE(again.tag, u"jobs"_s);
    // Once only.
    const auto circle = dialect().decode(again, one.reply, signedIn());
    QVERIFY(circle.followUps.empty());
    QCOMPARE(circle.issues.size(), 1U);
}

void TestEchoHttp::redirectsElsewhereAreNot()
{
    wire::HttpReply reply;
    reply.status = 307;
    reply.headers.emplace_back("Location", "http://elsewhere.invalid/api/v1/jobs/");
    wire::HttpRequest request = asked(u"metadata:7"_s);
    request.edit = EditId{ u"e1"_s };
    const auto decoded = dialect().decode(request, reply, signedIn());
    QVERIFY(decoded.followUps.empty());
    QCOMPARE(decoded.issues.size(), 1U);
    QCOMPARE(all<wire::EditSettled>(decoded).size(), 1U);
}

void TestEchoHttp::theWholeListIsAskedFor()
{
    const auto full = dialect().poll({ .jobs = true, .details = {}, .fullRead = true }, signedIn());
    QCOMPARE(full.size(), 2U);
    QCOMPARE(full[0].url.path(), u"/openapi.json"_s);
    QCOMPARE(full[1].url.path(), u"/api/v1/jobs/"_s);
    QCOMPARE(QUrlQuery(full[1].url).allQueryItemValues(u"status"_s),
             QStringList({ u"PENDING"_s, u"PROCESSING"_s, u"COMPLETED"_s, u"FAILED"_s }));
    QVERIFY(full[1].headers.contains({ "Authorization", "Bearer ACCESS-TOKEN-PLACEHOLDER" }));
    const auto news = dialect().poll({}, signedIn());
    QCOMPARE(news.size(), 1U);
    QCOMPARE(news[0].tag, u"news"_s);
    // The address may hold the prefix already.
    wire::SessionFacts facts = signedIn();
    facts.baseUrl.setPath(u"/api/v1/"_s);
    QCOMPARE(dialect().poll({}, facts)[0].url.path(), u"/api/v1/jobs/"_s);
}

void TestEchoHttp::theListBecomesTheQueue()
{
    const auto decoded = answer(asked(u"jobs"_s), 200,
                                '[' + row(8, "PENDING") + ',' + row(7, "COMPLETED") + ",{\"id\":6},"
                                    + R"({"status":"PENDING"}])");
    const auto lists = all<wire::JobsReplaced>(decoded);
    QCOMPARE(lists.size(), 1U);
    QCOMPARE(lists.front().jobs.size(), 2U);
    QCOMPARE(lists.front().jobs[1].state, JobState::Done);
    QCOMPARE(lists.front().jobs[1].updated, fromIso(u"2026-11-21T12:22:48Z"));
    QCOMPARE(decoded.issues.size(), 2U);
    const auto news = answer(asked(u"news"_s), 200, '[' + row(8, "PENDING") + ']');
    QVERIFY(all<wire::JobsReplaced>(news).empty()); // says what moves, not what is gone
    QCOMPARE(all<wire::JobSeen>(news).size(), 1U);
}

void TestEchoHttp::nullsSayNothing()
{
    const QByteArray nothing
        = R"(,"video":null,"metadata":{"title":null,"tags":[],"subtitle_files_urls":{},"description":""})";
    const auto decoded = answer(asked(u"detail:7"_s), 200, row(7, "COMPLETED", nothing));
    QVERIFY(all<wire::MetadataSeen>(decoded).empty());
    QVERIFY(all<wire::JobDetailSeen>(decoded).empty()); // it would take away what was pushed
    const wire::Job job = all<wire::JobSeen>(decoded).front().job;
    QVERIFY(job.name.isEmpty() && !job.bytes && !job.progress && job.thumbnail.isEmpty());
    QVERIFY(decoded.issues.empty());
}

void TestEchoHttp::metadataOfFinishedJobsIsRead()
{
    const QByteArray some
        = R"(,"metadata":{"title":"Lake","tags":["a","b"],"transcript_text":"Hello","show_notes_text":"n",)"
          R"("subtitle_files_urls":{"vtt":"k.vtt"},"thumbnail_file_url":"uploads/t.jpg",)"
          R"("extracted_video_duration_seconds":3.0,"extracted_video_resolution":"1280x720"})";
    const auto decoded = answer(asked(u"detail:7"_s), 200, row(7, "COMPLETED", some));
    QMap<QString, QJsonValue> fields;
    for (const auto &seen : all<wire::MetadataSeen>(decoded)) {
        fields.insert(seen.datum.field, seen.datum.value);
        QVERIFY(seen.datum.updated);
    }
    QCOMPARE(fields.value(u"TITLE"_s), QJsonValue(u"Lake"_s));
    QCOMPARE(fields.value(u"TAGS"_s), QJsonValue(QJsonArray{ u"a"_s, u"b"_s }));
    QCOMPARE(fields.value(u"DURATION"_s), QJsonValue(3.0));
    QCOMPARE(fields.value(u"SIZE"_s), QJsonValue(u"1280x720"_s));
    QCOMPARE(fields.size(), 7);
    QCOMPARE(all<wire::JobSeen>(decoded).front().job.thumbnail, u"uploads/t.jpg"_s);
    QCOMPARE(all<wire::ThumbnailSeen>(decoded).size(), 1U);
}

void TestEchoHttp::jobsThatLeaveTheListAreAskedFor()
{
    const auto facts = with(u"jobs"_s, u"\n7 107 o\n6 106 t\n"_s);
    const auto decoded = answer(asked(u"jobs"_s), 200, '[' + row(8, "PENDING") + ']', facts);
    QVERIFY(all<wire::JobsReplaced>(decoded).empty());
    QCOMPARE(decoded.followUps.size(), 1U);
    QVERIFY(!decoded.complete);
    QCOMPARE(decoded.followUps.front().url.path(), u"/api/v1/videos/jobs/7"_s);
    QCOMPARE(decoded.followUps.front().tag, u"vanished:7"_s);
    // Gone for good: said, and not asked for again.
    const auto gone
        = answer(decoded.followUps.front(), 404, R"({"detail":"Job not found"})", *decoded.learnt);
    QCOMPARE(all<wire::JobRemoved>(gone).size(), 1U);
    const auto next = answer(asked(u"jobs"_s), 200, '[' + row(8, "PENDING") + ']', *gone.learnt);
    QCOMPARE(all<wire::JobsReplaced>(next).size(), 1U);
    QVERIFY(next.followUps.empty());
}

void TestEchoHttp::aServerThatHidesWhatEndedLosesNothing()
{
    const auto facts = with(u"jobs"_s, u"\n7 107 o\n"_s);
    const auto decoded = answer(asked(u"jobs"_s), 200, "[]", facts);
    const auto ended = answer(decoded.followUps.front(), 200, row(7, "COMPLETED"),
                              decoded.learnt.value_or(facts));
    QCOMPARE(all<wire::JobSeen>(ended).front().job.state, JobState::Done);
    const auto next = answer(asked(u"jobs"_s), 200, "[]", *ended.learnt);
    QVERIFY(all<wire::JobsReplaced>(next).empty()); // would take the finished job away
    QVERIFY(next.followUps.empty());
}

void TestEchoHttp::aFullPageIsNotTheWholeList()
{
    const auto facts = with(u"jobs"_s, u"\n900 1000 o\n"_s);
    const auto decoded = answer(asked(u"jobs"_s), 200, rows(1, 100, "COMPLETED"), facts);
    QVERIFY(all<wire::JobsReplaced>(decoded).empty());
    QCOMPARE(all<wire::JobSeen>(decoded).size(), 100U);
    QCOMPARE(decoded.followUps.size(), 2U);
    QCOMPARE(QUrlQuery(decoded.followUps[0].url).queryItemValue(u"status"_s), u"PENDING"_s);
    const auto more
        = answer(decoded.followUps[1], 200, '[' + row(900, "PROCESSING") + ']', *decoded.learnt);
    QCOMPARE(all<wire::JobSeen>(more).size(), 1U);
    QVERIFY(more.learnt->extra.value(u"jobs"_s).contains("\n900 1000 o\n"_L1));
    // In none of the lists: the next round asks for it by itself.
    const auto round = dialect().poll({ .jobs = true,
                                        .details = {},
                                        .fullRead = false,
                                        .open = { { JobId{ u"900"_s }, {}, {} } } },
                                      *decoded.learnt);
    QCOMPARE(round.size(), 2U);
    QCOMPARE(round[1].tag, u"vanished:900"_s);
}

void TestEchoHttp::aDetailThatCrashesIsReadFromTheList()
{
    const auto request = dialect().encode(wire::FetchDetail{ JobId{ u"7"_s } }, signedIn());
    QVERIFY(request);
    const auto decoded = answer(request->requests.front(), 500, "Internal Server Error", signedIn(),
                                "text/plain; charset=utf-8");
    QCOMPARE(decoded.issues.size(), 1U);
    QVERIFY(decoded.learnt); // not speechless: the rest of the round is still asked
    QCOMPARE(decoded.followUps.size(), 1U);
    QCOMPARE(decoded.followUps.front().tag, u"news"_s);
    QVERIFY(!control<wire::Standing>(decoded)); // it always does that
    const wire::Interest interest{ true, { JobId{ u"7"_s } }, false };
    QCOMPARE(dialect().poll(interest, *decoded.learnt).size(), 1U); // the list only
    const wire::Interest full{ true, { JobId{ u"7"_s } }, true };
    QCOMPARE(dialect().poll(full, *decoded.learnt).back().tag, u"detail:7"_s);
    const auto fixed = answer(request->requests.front(), 200, row(7, "PENDING"), *decoded.learnt);
    QCOMPARE(dialect().poll(interest, *fixed.learnt).size(), 2U);
}

void TestEchoHttp::aDetailThatIsGoneIsRemoved()
{
    const auto decoded = answer(asked(u"detail:7"_s), 404, R"({"detail":"Job not found"})");
    QCOMPARE(all<wire::JobRemoved>(decoded).front().id.text, u"7"_s);
    const auto foreign
        = answer(asked(u"detail:7"_s), 403, R"({"detail":"User not authorized to view this job"})");
    QCOMPARE(foreign.issues.front().failure.code, Failure::Code::Forbidden);
    QVERIFY(all<wire::JobRemoved>(foreign).empty());
    const auto known = answer(asked(u"vanished:7"_s), 403, R"({"detail":"not yours"})",
                              with(u"jobs"_s, u"\n7 107 o\n"_s));
    QVERIFY(!known.learnt->extra.value(u"jobs"_s).contains("7 107"_L1)); // not asked for again
}

void TestEchoHttp::detailsComeByVideoWhereThereAreSuch()
{
    wire::SessionFacts facts = with(u"jobs"_s, u"\n7 107 o\n"_s);
    facts.extra.insert(u"details"_s, u"yes"_s);
    const auto request = dialect().encode(wire::FetchDetail{ JobId{ u"7"_s } }, facts)->requests[0];
    QCOMPARE(request.url.path(), u"/api/v1/videos/107/details"_s);
    // Its answer names the job, not the video.
    const auto decoded = answer(request, 200, row(7, "COMPLETED"), facts);
    QCOMPARE(all<wire::JobSeen>(decoded).front().job.id.text, u"7"_s);
    const auto missing = answer(request, 404, R"({"detail":"Not Found"})", facts);
    QCOMPARE(missing.followUps.front().url.path(), u"/api/v1/videos/jobs/7"_s);
    QVERIFY(all<wire::JobRemoved>(missing).empty());
}

void TestEchoHttp::aCrashingListIsAStanding()
{
    const auto bad
        = answer(asked(u"jobs"_s), 500, "Internal Server Error", signedIn(), "text/plain");
    QCOMPARE(control<wire::Standing>(bad)->kind, wire::Standing::Kind::Degraded);
    const auto still = answer(asked(u"jobs"_s), 500, "x", *bad.learnt, "text/plain");
    QVERIFY(!control<wire::Standing>(still));
    const auto good = answer(asked(u"jobs"_s), 200, "[]", *bad.learnt);
    QCOMPARE(control<wire::Standing>(good)->kind, wire::Standing::Kind::Usual);
    QVERIFY(!control<wire::Standing>(answer(asked(u"jobs"_s), 200, "[]", *good.learnt)));
}

void TestEchoHttp::textsAreNoLists_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("page") << QByteArray("<html></html>");
    QTest::newRow("object") << QByteArray("{}");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("cut") << QByteArray("[{\"id\":1");
    QTest::newRow("number") << QByteArray("5");
}

void TestEchoHttp::textsAreNoLists()
{
    QFETCH(QByteArray, body);
    for (const QString &tag : { u"jobs"_s, u"news"_s, u"detail:7"_s, u"more:PENDING"_s }) {
        const auto decoded = answer(asked(tag), 200, body);
        QVERIFY(!decoded.issues.empty());
        QVERIFY(all<wire::JobsReplaced>(decoded).empty());
    }
    wire::HttpReply none;
    none.error = u"timed out"_s;
    none.trouble = wire::HttpReply::Trouble::Timeout;
    const auto silent = dialect().decode(asked(u"jobs"_s), none, signedIn());
    QCOMPARE(silent.issues.front().failure.code, Failure::Code::Timeout);
}

void TestEchoHttp::routesAreLearntFromTheDocument()
{
    const auto request = dialect().poll({ true, {}, true }, signedIn()).front();
    QVERIFY(request.headers.isEmpty());
    QFile file(QStringLiteral(FW_TEST_DATA "/echo/openapi.json"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const auto real = answer(request, 200, file.readAll());
    const auto offer = offerOf(dialect().capabilities(*real.learnt));
    QCOMPARE(offer.capability, (wire::Capability{ false, u"noRoute"_s }));
    const auto run = dialect().encode(metadata({ { u"title"_s, u"x"_s } }), *real.learnt);
    QCOMPARE(run.error(), (Failure{ Failure::Code::Unsupported, u"noRoute"_s }));
    QCOMPARE(dialect().poll({ true, {}, true }, *real.learnt).size(), 1U); // asked once
    const auto other = answer(
        request, 200,
        R"({"paths":{"/api/v1/videos/signed-upload-url":{"post":{}},"/api/v1/videos/{id}/details":{},)"
        R"("/api/v1/videos/{id}/metadata":{"put":{"requestBody":{"content":{"application/json":)"
        R"({"schema":{"properties":{"title":{},"chapters":{}}}}}}}}}})");
    const auto more = offerOf(dialect().capabilities(*other.learnt));
    QVERIFY(more.capability.offered);
    QCOMPARE(more.fields.size(), 2U);
    const auto none = answer(request, 404, R"({"detail":"Not Found"})");
    QVERIFY(offerOf(dialect().capabilities(*none.learnt)).capability.offered); // nobody knows
    QVERIFY(none.issues.empty());
}

void TestEchoHttp::openJobsNobodyListsAreAskedFor()
{
    const auto facts = with(u"jobs"_s, u"\n7 107 o\n"_s);
    wire::Interest interest;
    interest.open = { { JobId{ u"7"_s }, {}, {} }, { JobId{ u"pushed"_s }, {}, {} } };
    const auto round = dialect().poll(interest, facts);
    QCOMPARE(round.size(), 2U);
    QCOMPARE(round[1].url.path(), u"/api/v1/videos/jobs/pushed"_s);
    QVERIFY(round[1].every > Millis(0));
}

void TestEchoHttp::actionsAreNamedWithTheirReason()
{
    const auto all = dialect().capabilities(signedIn());
    for (const wire::Capability &action : all.actions)
        QCOMPARE(action, (wire::Capability{ false, u"noMessage"_s }));
    QVERIFY(all.upload.offered && all.pushes && !all.sequences && !all.repeatSafe);
    QCOMPARE(all.addByPath, (wire::Capability{ false, u"noRoute"_s }));
    QVERIFY(all.kinds.empty());
    const auto cancel = dialect().encode(
        wire::ControlJob{ EditId{ u"e"_s }, JobId{ u"7"_s }, wire::JobAction::Cancel, 0, {} },
        signedIn());
    QCOMPARE(cancel.error(), (Failure{ Failure::Code::Unsupported, u"noMessage"_s }));
    const auto other
        = dialect().encode(wire::RunAction{ {}, u"job.fly"_s, u"7"_s, {} }, signedIn());
    QCOMPARE(other.error().code, Failure::Code::Unsupported);
    const auto path = dialect().encode(wire::AddMedia{ {}, { u"/a.mp4"_s }, 0, {} }, signedIn());
    QCOMPARE(path.error().detail, u"noRoute"_s);
}

void TestEchoHttp::uploadsGoInOneForm()
{
    const auto out = dialect().encode(wire::UploadMedia{ EditId{ u"e1"_s }, u"/v/a clip.mp4"_s },
                                      with(u"signedUpload"_s, u"no"_s));
    const wire::HttpRequest request = out->requests.front();
    QCOMPARE(request.method, "POST"_ba);
    QCOMPARE(request.url.path(), u"/api/v1/videos/upload"_s);
    QCOMPARE(request.edit.text, u"e1"_s);
    QCOMPARE(request.form.size(), 1U);
    QCOMPARE(request.form[0].name, "file"_ba);
    QCOMPARE(request.form[0].fileName, u"a clip.mp4"_s);
    QCOMPARE(request.form[0].contentType, "video/mp4"_ba);
    // What it answers is a job to follow at once.
    const auto decoded = answer(request, 200, R"({"job_id":9,"status":"PENDING"})",
                                with(u"jobs"_s, u"\n7 107 o\n"_s));
    const auto frame = control<wire::ReplyWanted>(decoded)->frame.bytes;
    const auto ids = QJsonDocument::fromJson(frame).object()["job_ids"_L1].toArray();
    QVERIFY(ids.contains(u"9"_s) && ids.contains(u"7"_s));
}

void TestEchoHttp::uploadsThatAreRefusedSayWhy()
{
    wire::HttpRequest request = asked(u"upload"_s, u"/api/v1/videos/upload"_s);
    request.edit = EditId{ u"e1"_s };
    const auto refused = recorded(u"009-upload-non-video.json"_s).front();
    auto settled
        = all<wire::EditSettled>(dialect().decode(request, refused.reply, signedIn())).front();
    QCOMPARE(settled.edit.text, u"e1"_s);
    QCOMPARE(settled.verdict, Verdict::Invalid);
    QCOMPARE(settled.message, u"File must be a video"_s);
    settled = all<wire::EditSettled>(
                  answer(request, 500, "Internal Server Error", signedIn(), "text/plain"))
                  .front();
    QCOMPARE(settled.message, u"Internal Server Error"_s);
    settled
        = all<wire::EditSettled>(
              answer(request, 422,
                     R"({"detail":[{"loc":["body","file"],"msg":"field required","type":"x"}]})"))
              .front();
    QCOMPARE(settled.message, u"body.file: field required"_s);
}

void TestEchoHttp::onlyVideosAreSent()
{
    const auto out
        = dialect().encode(wire::UploadMedia{ EditId{ u"e1"_s }, u"/v/notes.txt"_s }, signedIn());
    QCOMPARE(out.error().code, Failure::Code::BadInput);
    QVERIFY(out.error().detail.startsWith("path"_L1));
}

void TestEchoHttp::signedUploadsAreAChain()
{
    wire::UploadMedia command{ EditId{ u"e1"_s }, u"/v/demo.mp4"_s };
    command.bytes = 39492;
    const auto facts = signedIn();
    const auto sign = dialect().encode(command, facts)->requests.front();
    QCOMPARE(sign.url.path(), u"/api/v1/videos/signed-upload-url"_s);
    QCOMPARE(sign.edit.text, u"e1"_s);
    QCOMPARE(
        QJsonDocument::fromJson(sign.body).object(),
        (QJsonObject{ { u"filename"_s, u"demo.mp4"_s }, { u"content_type"_s, u"video/mp4"_s } }));
    const auto signedAt = answer(
        sign, 200,
        R"({"upload_url":"https://storage.example.invalid/b/demo.mp4?X-Goog-Signature=s","video_id":3})",
        facts);
    QVERIFY(!signedAt.complete);
    const auto put = signedAt.followUps.front();
    QCOMPARE(put.method, "PUT"_ba);
    QCOMPARE(put.url.host(), u"storage.example.invalid"_s);
    QCOMPARE(put.headers, (wire::Headers{ { "Content-Type", "video/mp4" } })); // no token of ours
    QCOMPARE(put.bodyFile, u"/v/demo.mp4"_s);
    QCOMPARE(put.edit.text, u"e1"_s);
    QVERIFY(all<wire::EditSettled>(signedAt).empty());
    const auto storedAt = answer(put, 201, {}, *signedAt.learnt);
    const auto complete = storedAt.followUps.front();
    QCOMPARE(complete.url.path(), u"/api/v1/videos/upload-complete"_s);
    QVERIFY(complete.headers.contains({ "Authorization", "Bearer ACCESS-TOKEN-PLACEHOLDER" }));
    QCOMPARE(QJsonDocument::fromJson(complete.body).object(),
             (QJsonObject{ { u"video_id"_s, u"3"_s },
                           { u"original_filename"_s, u"demo.mp4"_s },
                           { u"content_type"_s, u"video/mp4"_s },
                           { u"size_bytes"_s, 39492 } }));
    const auto end = answer(complete, 204, {}, *signedAt.learnt);
    const auto settled = all<wire::EditSettled>(end);
    QCOMPARE(settled.size(), 1U);
    QCOMPARE(settled.front().verdict, Verdict::Applied);
    QVERIFY(end.issues.empty() && end.followUps.empty());
}

void TestEchoHttp::aMissingSignedRouteFallsBackAndIsRemembered()
{
    const wire::UploadMedia command{ EditId{ u"e1"_s }, u"/v/demo.mp4"_s };
    const auto sign = dialect().encode(command, signedIn())->requests.front();
    const auto one
        = recorded(u"013-route-called-by-web-app-post-videos-signed-upload-url.json"_s).front();
    const auto decoded = dialect().decode(sign, one.reply, signedIn());
    QVERIFY(!decoded.complete);
    QCOMPARE(decoded.followUps.front().url.path(), u"/api/v1/videos/upload"_s);
    QCOMPARE(decoded.followUps.front().form.front().file, u"/v/demo.mp4"_s);
    QCOMPARE(decoded.followUps.front().edit.text, u"e1"_s);
    QVERIFY(all<wire::EditSettled>(decoded).empty());
    const auto next = dialect().encode(command, *decoded.learnt)->requests.front();
    QCOMPARE(next.url.path(), u"/api/v1/videos/upload"_s);
}

void TestEchoHttp::aStorageThatRefusesIsNoSignOut()
{
    wire::HttpRequest put = asked(u"put:{}"_s, u"/bucket/demo.mp4"_s);
    put.edit = EditId{ u"e1"_s };
    for (const int status : { 400, 401, 403, 307, 503 }) {
        const auto decoded = answer(put, status, "<Error><Message>no</Message></Error>",
                                    renewable(), "application/xml");
        QVERIFY(decoded.controls.empty());
        QCOMPARE(all<wire::EditSettled>(decoded).size(), 1U);
        QVERIFY(all<wire::EditSettled>(decoded).front().verdict != Verdict::Applied);
        QVERIFY(decoded.followUps.empty());
    }
}

void TestEchoHttp::signedAddressesStaySecret()
{
    for (const QByteArray &body :
         { R"({"upload_url":"ftp://x/?X-Goog-Signature=abc","video_id":"3"})"_ba,
           R"({"upload_url":"https://x/?X-Goog-Signature=abc"})"_ba, "[]"_ba, "<html>"_ba }) {
        wire::HttpRequest sign = asked(u"sign:{\"path\":\"/v/a.mp4\"}"_s);
        sign.edit = EditId{ u"e1"_s };
        const auto decoded = answer(sign, 200, body);
        QCOMPARE(all<wire::EditSettled>(decoded).front().verdict, Verdict::Invalid);
        QVERIFY(!decoded.issues.empty());
        for (const wire::Issue &issue : decoded.issues)
            QVERIFY(!issue.excerpt.contains("Signature")
                    && !issue.failure.detail.contains("Signature"_L1));
    }
}

void TestEchoHttp::metadataIsSentAsItChanged()
{
    const auto facts = with(u"jobs"_s, u"\n7 107 t\n"_s);
    const auto out = dialect().encode(metadata({ { u"title"_s, u"  Lake "_s } }), facts);
    QVERIFY(out);
    const auto request = out->requests.front();
    QCOMPARE(request.method, "PUT"_ba);
    QCOMPARE(request.url.path(), u"/api/v1/videos/107/metadata"_s); // the video's, not the job's
    QCOMPARE(request.body, R"({"title":"Lake"})"_ba);
    QCOMPARE(request.edit.text, u"e1"_s);
    const auto tags
        = dialect().encode(metadata({ { u"tags"_s, QJsonArray{ u" a "_s, u""_s, u"b"_s, u"a"_s } },
                                      { u"description"_s, u""_s } }),
                           facts);
    QCOMPARE(tags->requests.front().body, R"({"description":"","tags":["a","b"]})"_ba);
    const auto words = dialect().encode(metadata({ { u"tags"_s, u"a, b"_s } }), facts);
    QCOMPARE(words->requests.front().body, R"({"tags":["a","b"]})"_ba);
}

void TestEchoHttp::metadataIsChecked_data()
{
    QTest::addColumn<QJsonObject>("arguments");
    QTest::addColumn<QString>("field");
    QTest::newRow("nothing") << QJsonObject{} << u"title"_s;
    QTest::newRow("empty title") << QJsonObject{ { u"title"_s, u"  "_s } } << u"title"_s;
    QTest::newRow("long title") << QJsonObject{ { u"title"_s, QString(256, u'x') } } << u"title"_s;
    QTest::newRow("title as number") << QJsonObject{ { u"title"_s, 5 } } << u"title"_s;
    QTest::newRow("null") << QJsonObject{ { u"title"_s, QJsonValue::Null } } << u"title"_s;
    QTest::newRow("long description")
        << QJsonObject{ { u"description"_s, QString(5001, u'x') } } << u"description"_s;
    QTest::newRow("tags as object") << QJsonObject{ { u"tags"_s, QJsonObject{} } } << u"tags"_s;
    QTest::newRow("numbers as tags") << QJsonObject{ { u"tags"_s, QJsonArray{ 1 } } } << u"tags"_s;
    QTest::newRow("what this server lacks")
        << QJsonObject{ { u"transcript"_s, u"x"_s } } << u"transcript"_s;
    QTest::newRow("what nobody has") << QJsonObject{ { u"color"_s, u"x"_s } } << u"color"_s;
}

void TestEchoHttp::metadataIsChecked()
{
    QFETCH(QJsonObject, arguments);
    QFETCH(QString, field);
    const auto out = dialect().encode(metadata(arguments), with(u"jobs"_s, u"\n7 107 t\n"_s));
    QVERIFY(!out);
    QCOMPARE(out.error().code, Failure::Code::BadInput);
    QVERIFY2(out.error().detail.startsWith(field), qPrintable(out.error().detail));
    // The limits themselves are good.
    const auto most = dialect().encode(
        metadata({ { u"title"_s, QString(255, u'x') }, { u"description"_s, QString(5000, u'x') } }),
        with(u"jobs"_s, u"\n7 107 t\n"_s));
    QVERIFY(most);
}

void TestEchoHttp::moreFieldsWhereTheServerTakesThem()
{
    wire::SessionFacts facts = with(u"jobs"_s, u"\n7 107 t\n"_s);
    facts.extra.insert(u"metadataKeys"_s, u"title transcript_text chapters"_s);
    const auto offer = offerOf(dialect().capabilities(facts));
    QCOMPARE(offer.fields.size(), 3U);
    QCOMPARE(offer.fields[1].from, u"TRANSCRIPT"_s);
    const auto out
        = dialect().encode(metadata({ { u"transcript"_s, u"Hello"_s },
                                      { u"chapters"_s, u"0:00 Start\n1:02:03.5 The end\n"_s } }),
                           facts);
    QVERIFY(out);
    QCOMPARE(QJsonDocument::fromJson(out->requests.front().body).object(),
             (QJsonObject{ { u"transcript_text"_s, u"Hello"_s },
                           { u"chapters"_s,
                             QJsonArray{ QJsonObject{ { u"title"_s, u"Start"_s },
                                                      { u"start_time"_s, 0 },
                                                      { u"end_time"_s, 3723.5 } },
                                         QJsonObject{ { u"title"_s, u"The end"_s },
                                                      { u"start_time"_s, 3723.5 } } } } }));
    const QString asList = uR"([{"title":"A","start_time":0.5}])"_s; // as a form was filled
    const auto same = dialect().encode(metadata({ { u"chapters"_s, asList } }), facts);
    QCOMPARE(same->requests.front().body, R"({"chapters":[{"start_time":0.5,"title":"A"}]})"_ba);
    for (const QString &wrong : { u"Start"_s, u"1:00 A\n0:30 B"_s, u"0:00"_s })
        QVERIFY(!dialect().encode(metadata({ { u"chapters"_s, wrong } }), facts));
    const auto saved = answer(out->requests.front(), 204, {}, facts);
    QCOMPARE(all<wire::MetadataSeen>(saved).size(), 2U);
    QCOMPARE(all<wire::MetadataSeen>(saved).back().datum.field, u"TRANSCRIPT"_s);
}

void TestEchoHttp::theVideoOfAJobIsAskedForFirst()
{
    const auto out = dialect().encode(metadata({ { u"title"_s, u"Lake"_s } }), signedIn());
    const auto list = out->requests.front();
    QCOMPARE(list.url.path(), u"/api/v1/jobs/"_s);
    QCOMPARE(list.edit.text, u"e1"_s);
    const auto found = answer(list, 200, '[' + row(8, "PENDING") + ',' + row(7, "COMPLETED") + ']');
    QCOMPARE(found.followUps.front().url.path(), u"/api/v1/videos/107/metadata"_s);
    QCOMPARE(found.followUps.front().body, R"({"title":"Lake"})"_ba);
    QCOMPARE(found.followUps.front().edit.text, u"e1"_s);
    const auto missing = answer(list, 200, "[]");
    QCOMPARE(all<wire::EditSettled>(missing).front().verdict, Verdict::Invalid);
    QVERIFY(missing.followUps.empty());
}

void TestEchoHttp::savedMetadataIsSeen()
{
    const auto facts = with(u"jobs"_s, u"\n7 107 t\n"_s);
    const auto request
        = dialect()
              .encode(metadata({ { u"title"_s, u"Lake"_s }, { u"tags"_s, QJsonArray{ u"a"_s } } }),
                      facts)
              ->requests.front();
    for (const int status : { 200, 204 }) {
        const auto decoded = answer(request, status, status == 200 ? "{}"_ba : QByteArray(), facts);
        const auto seen = all<wire::MetadataSeen>(decoded);
        QCOMPARE(seen.size(), 2U);
        QCOMPARE(seen[1].job.text, u"7"_s);
        QCOMPARE(seen[1].datum.field, u"TITLE"_s);
        QCOMPARE(seen[1].datum.value, QJsonValue(u"Lake"_s));
        QCOMPARE(all<wire::EditSettled>(decoded).front().verdict, Verdict::Applied);
        QVERIFY(decoded.issues.empty());
    }
    const auto refused = answer(
        request, 422,
        R"({"detail":[{"loc":["body","x"],"msg":"extra fields not permitted","type":"v"}]})");
    QVERIFY(all<wire::MetadataSeen>(refused).empty());
    QCOMPARE(all<wire::EditSettled>(refused).front().verdict, Verdict::Invalid);
    const auto busy = answer(request, 429, R"({"detail":"slow down"})");
    QCOMPARE(all<wire::EditSettled>(busy).front().verdict, Verdict::RateLimited);
}

void TestEchoHttp::metadataWithoutARouteIsKnownFromThenOn()
{
    wire::HttpRequest put = asked(u"metadata:7"_s, u"/api/v1/videos/107/metadata"_s);
    put.edit = EditId{ u"e1"_s };
    const auto decoded = answer(put, 404, R"({"detail":"Not Found"})");
    QCOMPARE(all<wire::EditSettled>(decoded).front().verdict, Verdict::Invalid);
    QCOMPARE(offerOf(dialect().capabilities(*decoded.learnt)).capability.reason, u"noRoute"_s);
    const auto noVideo = answer(put, 404, R"({"detail":"Video not found"})");
    QVERIFY(!noVideo.learnt || offerOf(dialect().capabilities(*noVideo.learnt)).capability.offered);
}

void TestEchoHttp::greetingsPutTheTokenWhereTheProfileSays()
{
    wire::SessionFacts facts = signedIn();
    facts.token = Secret("a.b+c/d=");
    wire::Profile profile;
    profile.tokenPlace = wire::TokenPlace::Query;
    auto greeting = dialect().greet(profile, facts);
    QCOMPARE(greeting.url.toEncoded(), "ws://127.0.0.1:18765/ws?token=a.b%2Bc%2Fd%3D"_ba);
    QVERIFY(greeting.headers.isEmpty() && greeting.first.empty());
    QCOMPARE(greeting.heartbeat, Millis(30'000));
    QCOMPARE(greeting.dead, Millis(60'000));
    QVERIFY(!greeting.waitsForGreeted && greeting.subProtocols.isEmpty());
    profile.tokenPlace = wire::TokenPlace::Header;
    greeting = dialect().greet(profile, facts);
    QVERIFY(!greeting.url.hasQuery());
    QVERIFY(greeting.headers.contains({ "Authorization", "Bearer a.b+c/d=" }));
    profile.tokenPlace = wire::TokenPlace::FirstMessage;
    greeting = dialect().greet(profile, facts);
    QVERIFY(!greeting.url.hasQuery() && greeting.headers.isEmpty());
    QCOMPARE(greeting.first.size(), 1U);
    QVERIFY(greeting.first.front().bytes.contains("a.b+c/d="));
    facts.baseUrl = QUrl(u"https://echo.example.invalid/base"_s);
    QCOMPARE(dialect().greet(profile, facts).url.toString(),
             u"wss://echo.example.invalid/base/ws"_s);
    profile.options.insert(u"socketUrl"_s, u"http://127.0.0.1:9000"_s);
    QCOMPARE(dialect().greet(profile, facts).url.toString(), u"ws://127.0.0.1:9000/ws"_s);
}

void TestEchoHttp::pathsMayNameTheUser()
{
    wire::SessionFacts facts = signedIn();
    wire::Profile profile;
    profile.path = u"/ws/jobs/status/{user_id}"_s;
    QVERIFY(dialect().greet(profile, facts).url.isEmpty()); // nobody knows: polling only
    const QByteArray claims = QByteArray(R"({"sub":"11111111-1111","exp":1795267200})")
                                  .toBase64(QByteArray::Base64UrlEncoding);
    facts.token = Secret("aGVhZA." + claims + ".c2ln");
    profile.tokenPlace = wire::TokenPlace::Header;
    QCOMPARE(dialect().greet(profile, facts).url.path(), u"/ws/jobs/status/11111111-1111"_s);
    profile.options.insert(u"userId"_s, u"me/you"_s);
    QCOMPARE(dialect().greet(profile, facts).url.toEncoded(),
             "ws://127.0.0.1:18765/ws/jobs/status/me%2Fyou"_ba);
    profile.options.clear();
    for (const QByteArray &odd : { "x"_ba, "a.b.c"_ba, "a.!!!.c"_ba, ".."_ba }) {
        facts.token = Secret(odd);
        QVERIFY(dialect().greet(profile, facts).url.isEmpty());
    }
    facts.extra.insert(u"userId"_s, u"22"_s); // as the sign-in said
    QCOMPARE(dialect().greet(profile, facts).url.path(), u"/ws/jobs/status/22"_s);
}

void TestEchoHttp::theSocketSubscribesToOpenAndWatchedJobs()
{
    QVERIFY(dialect().subscribe({}, signedIn()).empty());
    wire::SessionFacts facts = with(u"jobs"_s, u"\n7 107 o\n8 108 t\na%20b - o\n"_s);
    facts.extra.insert(u"watched"_s, u"8 7"_s);
    const auto frames = dialect().subscribe({ { u"processing:jobs"_s, {}, 4 } }, facts);
    QCOMPARE(frames.size(), 1U);
    QCOMPARE(frames.front().bytes, R"({"action":"subscribe","job_ids":["7","a b","8"]})"_ba);
}

void TestEchoHttp::newOpenJobsAreSubscribedAtOnce()
{
    const auto first = answer(asked(u"news"_s), 200, '[' + row(7, "PENDING") + ']');
    QVERIFY(control<wire::ReplyWanted>(first));
    const auto same
        = answer(asked(u"news"_s), 200, '[' + row(7, "PROCESSING") + ']', *first.learnt);
    QVERIFY(!control<wire::ReplyWanted>(same) && !same.learnt);
    const auto ended = answer(asked(u"news"_s), 200, '[' + row(7, "FAILED") + ']', *first.learnt);
    QVERIFY(!control<wire::ReplyWanted>(ended) && ended.learnt);
    const auto watched = answer(asked(u"detail:5"_s), 200, row(5, "COMPLETED"), *first.learnt);
    QVERIFY(control<wire::ReplyWanted>(watched)->frame.bytes.contains("\"5\""));
}

// 403 with a good token, too: it is no proof of a bad one.
void TestEchoHttp::recordedRefusalsMeanPolling()
{
    for (const QString &name : { u"020-ws-upgrade-refused-403-no-token.jsonl"_s,
                                 u"021-ws-upgrade-refused-403-user-path-with-token.jsonl"_s }) {
        QFile file(QStringLiteral(FW_TEST_DATA "/echo/") + name);
        QVERIFY(file.open(QIODevice::ReadOnly));
        const auto lines = file.readAll().trimmed().split('\n');
        const QJsonObject last = QJsonDocument::fromJson(lines.last()).object();
        QCOMPARE(last["event"_L1].toString(), u"refused"_s);
        QCOMPARE(dialect().judge(0, {}, last["status"_L1].toInt()), CloseVerdict::Poll);
    }
}

void TestEchoHttp::closeCodesAreJudged_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("verdict");
    const auto add = [](const char *name, int code, int status, CloseVerdict verdict) {
        QTest::newRow(name) << code << status << int(verdict);
    };
    add("no such path, or a bad token", 0, 403, CloseVerdict::Poll);
    add("no route", 0, 404, CloseVerdict::Poll);
    add("no upgrade", 0, 200, CloseVerdict::Poll);
    add("not implemented", 0, 501, CloseVerdict::Poll);
    add("token", 0, 401, CloseVerdict::Renew);
    add("too many", 0, 429, CloseVerdict::Retry);
    add("broken", 0, 502, CloseVerdict::Retry);
    add("clean", 1000, 0, CloseVerdict::Poll);
    add("going away", 1001, 0, CloseVerdict::Retry);
    add("lost", 1006, 0, CloseVerdict::Retry);
    add("policy", 1008, 0, CloseVerdict::Renew);
    add("error", 1011, 0, CloseVerdict::Retry);
    add("restart", 1012, 0, CloseVerdict::Retry);
    add("later", 1013, 0, CloseVerdict::Retry);
    add("token ended", 4401, 0, CloseVerdict::Renew);
    add("not your job", 4403, 0, CloseVerdict::Poll);
    add("unknown", 4999, 0, CloseVerdict::Retry);
}

void TestEchoHttp::closeCodesAreJudged()
{
    QFETCH(int, code);
    QFETCH(int, status);
    QFETCH(int, verdict);
    QCOMPARE(int(dialect().judge(code, u"", status)), verdict);
}

void TestEchoHttp::itSaysWhatItIs()
{
    const auto about = dialect().about();
    QCOMPARE(dialect().name(), u"echo"_s);
    QCOMPARE(about.usualAddress, QUrl(u"http://localhost:8000"_s));
    QCOMPARE(about.usualPath, u"/ws"_s);
    QCOMPARE(about.tokenPlaces.size(), 3U);
    QCOMPARE(about.tokenPlaces.front(), wire::TokenPlace::Query);
    QCOMPARE(about.signInWays.front().kind, wire::SignInKind::Password);
    QCOMPARE(about.signInWays.front().fields.back().type, wire::FieldSpec::Type::Secret);
    for (const wire::FieldSpec &option : about.options)
        QVERIFY(!option.name.isEmpty() && !option.label.isEmpty()
                && option.type != wire::FieldSpec::Type::Secret);
}

QTEST_GUILESS_MAIN(TestEchoHttp)
#include "tst_echo_http.moc"
