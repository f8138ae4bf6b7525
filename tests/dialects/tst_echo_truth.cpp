// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"

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

/// Facts of a session whose last list held job 7 of video 107, still open.
wire::SessionFacts listed()
{
    wire::SessionFacts facts;
    facts.baseUrl = QUrl(u"http://127.0.0.1:8000"_s);
    facts.token = Secret("token-1");
    facts.refresh = Secret("refresh-1");
    facts.profile.options.insert(u"authUrl"_s, u"http://127.0.0.1:54321"_s);
    facts.extra.insert(u"jobs"_s, u"\n7 107 o\n"_s);
    return facts;
}

wire::Decoded push(const QByteArray &type, const QByteArray &data)
{
    return dialect().decode({ wire::Frame::Kind::Text,
                              R"({"type":")" + type + R"(","job_id":"7","data":)" + data
                                  + R"(,"timestamp":"2026-11-21T12:00:03.120Z"})" },
                            listed());
}

wire::Decoded answer(const wire::HttpRequest &request, int status, const QByteArray &body,
                     const wire::SessionFacts &facts = listed())
{
    wire::HttpReply reply;
    reply.status = status;
    reply.body = body;
    reply.headers.emplace_back("Content-Type", "application/json");
    return dialect().decode(request, reply, facts);
}

wire::Decoded list(const QByteArray &rows)
{
    wire::HttpRequest request;
    request.tag = u"jobs"_s;
    request.url = QUrl(u"http://127.0.0.1:8000/api/v1/jobs/"_s);
    return answer(request, 200, '[' + rows + ']');
}

QByteArray row(const QByteArray &more, const QByteArray &status = "PROCESSING")
{
    return R"({"id":7,"video_id":107,"status":")" + status
        + R"(","created_at":"2026-11-21T12:22:47","updated_at":"2026-11-21T12:22:48")" + more + '}';
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

QString onlyIssue(const wire::Decoded &decoded)
{
    return decoded.issues.size() == 1 ? decoded.issues.front().failure.detail
                                      : u"%1 issues"_s.arg(decoded.issues.size());
}

} // namespace

/// A server that contradicts itself is shown as it is, and named.
class TestEchoTruth final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void repeatedIdsAreNamed();
    void partsOfAnotherKindAreNamed_data();
    void partsOfAnotherKindAreNamed();
    void contentOfAnotherKindIsShownAndNamed_data();
    void contentOfAnotherKindIsShownAndNamed();
    void anEndBeforeTheEndIsNamed();
    void listsThatAreNoneAreNamed();
    void metadataHasATimeOfItsOwn();
    void whatIsStoredIsAnnouncedAgain();
    void onlyWordsAboutTheTokenSignOut_data();
    void onlyWordsAboutTheTokenSignOut();
    void fieldsTheServerLacksAreNamedWithTheirReason();
};

void TestEchoTruth::repeatedIdsAreNamed()
{
    const auto decoded
        = list(row({}) + ',' + row({}, "COMPLETED") + R"(,{"id":"7","status":"FAILED"})"
               + R"(,{"id":8,"status":"PENDING"})");
    QCOMPARE(decoded.issues.size(), 2U);
    for (const wire::Issue &issue : decoded.issues)
        QCOMPARE(issue.failure.detail, u"job 7 is listed twice"_s);
    const auto lists = all<wire::JobsReplaced>(decoded);
    QCOMPARE(lists.size(), 1U);
    QCOMPARE(lists.front().jobs.size(), 4U); // the store takes the newest
    QVERIFY(list(row({}) + R"(,{"id":8,"status":"PENDING"})").issues.empty());
}

void TestEchoTruth::partsOfAnotherKindAreNamed_data()
{
    QTest::addColumn<QByteArray>("member");
    QTest::addColumn<QString>("words");
    QTest::newRow("video") << QByteArray(R"(,"video":"demo.mp4")")
                           << u"job 7: \"video\" is string, expected object"_s;
    QTest::newRow("metadata") << QByteArray(R"(,"metadata":["Lake"])")
                              << u"job 7: \"metadata\" is array, expected object"_s;
    QTest::newRow("stages")
        << QByteArray(R"(,"processing_stages":"Error: no")")
        << u"job 7: \"processing_stages\" is string, expected array or object"_s;
    QTest::newRow("title") << QByteArray(R"(,"metadata":{"title":["Lake"]})")
                           << u"TITLE is array, expected string"_s;
    QTest::newRow("time of metadata") << QByteArray(R"(,"metadata":{"updated_at":"soon"})")
                                      << u"job 7, metadata: the time cannot be read"_s;
}

void TestEchoTruth::partsOfAnotherKindAreNamed()
{
    QFETCH(QByteArray, member);
    QFETCH(QString, words);
    const auto decoded = list(row(member));
    QCOMPARE(onlyIssue(decoded), words);
    const auto lists = all<wire::JobsReplaced>(decoded);
    QCOMPARE(lists.size(), 1U);
    QCOMPARE(lists.front().jobs.front().state, JobState::Running); // costs only itself
}

void TestEchoTruth::contentOfAnotherKindIsShownAndNamed_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("number as title") << QByteArray("TITLE") << QByteArray("5");
    QTest::newRow("list as description") << QByteArray("DESCRIPTION") << QByteArray(R"(["a"])");
    QTest::newRow("object as tags") << QByteArray("TAGS") << QByteArray(R"({"a":1})");
    QTest::newRow("numbers as tags") << QByteArray("TAGS") << QByteArray("[1,2]");
    QTest::newRow("flag as transcript") << QByteArray("TRANSCRIPT") << QByteArray("true");
    QTest::newRow("text as chapters") << QByteArray("CHAPTERS") << QByteArray(R"("0:00 Start")");
    QTest::newRow("texts as chapters") << QByteArray("CHAPTERS") << QByteArray(R"(["Start"])");
}

void TestEchoTruth::contentOfAnotherKindIsShownAndNamed()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, content);
    const auto decoded = push("METADATA_UPDATE",
                              R"({"metadata_type":")" + type + R"(","content":)" + content + '}');
    QVERIFY2(onlyIssue(decoded).startsWith(QString::fromLatin1(type + " is ")),
             qPrintable(onlyIssue(decoded)));
    const auto seen = all<wire::MetadataSeen>(decoded);
    QCOMPARE(seen.size(), 1U);
    QCOMPARE(seen.front().datum.value,
             QJsonDocument::fromJson('[' + content + ']').array().first());
}

void TestEchoTruth::anEndBeforeTheEndIsNamed()
{
    const auto job = push("JOB_UPDATE", R"({"status":"COMPLETED","progress_percent":40})");
    QCOMPARE(onlyIssue(job), u"job 7 is completed at 40 percent"_s);
    QCOMPARE(all<wire::JobSeen>(job).front().job.state, JobState::Done);
    QCOMPARE(all<wire::JobSeen>(job).front().job.progress, std::optional(40.0));
    const auto stage
        = push("STAGE_UPDATE", R"({"stage_id":"X","status":"COMPLETED","progress_percent":99.5})");
    QCOMPARE(onlyIssue(stage), u"stage X is completed at 99.5 percent"_s);
    QCOMPARE(all<wire::StageSeen>(stage).front().stage.state, JobState::Done);
    QVERIFY(push("JOB_UPDATE", R"({"status":"COMPLETED","progress_percent":100})").issues.empty());
    QVERIFY(push("JOB_UPDATE", R"({"status":"FAILED","progress_percent":40})").issues.empty());
}

// Another program answers at this address: what was known stays, and it is said.
void TestEchoTruth::listsThatAreNoneAreNamed()
{
    wire::HttpRequest request;
    request.tag = u"jobs"_s;
    request.url = QUrl(u"http://127.0.0.1:8000/api/v1/jobs/"_s);
    const auto decoded = answer(request, 200, R"({"jobs":[],"total":0})");
    QCOMPARE(onlyIssue(decoded), u"job list is object, expected array"_s);
    QVERIFY(decoded.messages.empty());
    const auto gone = answer(request, 404, R"({"detail":"Not Found"})");
    QVERIFY(onlyIssue(gone).contains("404"_L1));
    QVERIFY(gone.messages.empty());
}

// What a person changed elsewhere is newer than the push, though the job did not move (g5).
void TestEchoTruth::metadataHasATimeOfItsOwn()
{
    const auto decoded
        = list(row(R"(,"metadata":{"title":"Lake","updated_at":"2026-11-21T13:00:00"})"));
    const auto seen = all<wire::MetadataSeen>(decoded);
    QCOMPARE(seen.size(), 1U);
    QCOMPARE(seen.front().datum.updated, fromIso(u"2026-11-21T13:00:00Z"));
    const auto without = list(row(R"(,"metadata":{"title":"Lake","updated_at":null})"));
    QCOMPARE(all<wire::MetadataSeen>(without).front().datum.updated,
             fromIso(u"2026-11-21T12:22:48Z"));
}

void TestEchoTruth::whatIsStoredIsAnnouncedAgain()
{
    wire::UploadMedia command{ EditId{ u"e1"_s }, u"/v/demo.mp4"_s };
    command.bytes = 10;
    const auto sign = dialect().encode(command, listed())->requests.front();
    const auto place = answer(
        sign, 200, R"({"upload_url":"https://storage.example.invalid/b?X=s","video_id":"3"})");
    const auto complete = answer(place.followUps.front(), 200, {}, *place.learnt).followUps.front();
    const auto refused = answer(complete, 401, R"({"detail":"Could not validate"})", *place.learnt);
    QVERIFY(all<wire::EditSettled>(refused).empty());
    wire::SessionFacts next = *refused.learnt;
    next.token = Secret("token-2");
    for (const QString &value : std::as_const(next.extra))
        QVERIFY(!value.contains("X=s"_L1)); // the signed address is no fact
    const auto again = dialect().encode(command, next)->requests.front();
    QCOMPARE(again.url, complete.url);
    QCOMPARE(again.body, complete.body);
    QCOMPARE(again.tag, complete.tag);
    QCOMPARE(again.edit, complete.edit);
    QVERIFY(again.headers.contains({ "Authorization", "Bearer token-2" }));
    // Another upload is another one, and this one is forgotten when it is over.
    command.edit = EditId{ u"e2"_s };
    QVERIFY(dialect().encode(command, next)->requests.front().tag.startsWith("sign:"_L1));
    const auto end = answer(again, 204, {}, next);
    QCOMPARE(all<wire::EditSettled>(end).size(), 1U);
    command.edit = EditId{ u"e1"_s };
    QVERIFY(dialect().encode(command, *end.learnt)->requests.front().tag.startsWith("sign:"_L1));
}

void TestEchoTruth::onlyWordsAboutTheTokenSignOut_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<bool>("ends");
    for (const char *code :
         { "TOKEN_EXPIRED", "invalid_jwt", "AUTH_FAILED", "UNAUTHORIZED", "401" })
        QTest::newRow(code) << QByteArray(code) << true;
    for (const char *code :
         { "NOT_AUTHORIZED", "FORBIDDEN", "JOB_NOT_FOUND", "NOT_AUTHORISED_FOR_JOB" })
        QTest::newRow(code) << QByteArray(code) << false;
}

void TestEchoTruth::onlyWordsAboutTheTokenSignOut()
{
    QFETCH(QByteArray, code);
    QFETCH(bool, ends);
    const QByteArray text
        = R"({"type":"ERROR","data":{"error_code":")" + code + R"(","error_message":"no"}})";
    const auto decoded = dialect().decode({ wire::Frame::Kind::Text, text }, listed());
    QCOMPARE(decoded.controls.size(), 1U);
    QCOMPARE(std::holds_alternative<wire::TokenExpired>(decoded.controls.front()), ends);
    QCOMPARE(std::holds_alternative<wire::ChannelRefused>(decoded.controls.front()), !ends);
}

void TestEchoTruth::fieldsTheServerLacksAreNamedWithTheirReason()
{
    const auto find = [](const wire::Capabilities &can, const QString &name) {
        const auto found = std::ranges::find(can.offers, name, &wire::ActionOffer::name);
        return found == can.offers.end() ? std::nullopt : std::optional(found->capability);
    };
    wire::SessionFacts facts = listed();
    auto can = dialect().capabilities(facts);
    const wire::Capability missing{ false, u"notAnnounced"_s };
    QCOMPARE(find(can, u"job.transcript"_s), std::optional(missing));
    QCOMPARE(find(can, u"job.chapters"_s), std::optional(missing));
    const auto run = dialect().encode(
        wire::RunAction{ EditId{ u"e"_s }, u"job.chapters"_s, u"7"_s, {} }, facts);
    QCOMPARE(run.error(), (Failure{ Failure::Code::Unsupported, u"notAnnounced"_s }));
    facts.extra.insert(u"metadataKeys"_s, u"title description tags transcript_text chapters"_s);
    can = dialect().capabilities(facts);
    QCOMPARE(can.offers.size(), 1U); // all of it in one form
    QCOMPARE(can.offers.front().fields.size(), 5U);
}

QTEST_GUILESS_MAIN(TestEchoTruth)
#include "tst_echo_truth.moc"
