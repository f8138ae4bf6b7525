// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/bridge_asking.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace fw;
using namespace fw::test::bridge;
using namespace Qt::StringLiterals;

/// What the bridge tells beyond its list of jobs, and what becomes of figures that cannot be.
class TestBridgeFigures final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void runningJobsBeyondTheFirstPageAreRead();
    void batchesThatRunAreReadEachRound();
    void theReporterTellsProgressOfAll();
    void theLogOfAJobIsItsOwn();
    void logsNeedTheZone();
    void pushedPartsOutliveTheDetail();
    void statisticsAreItems();
    void watchedFoldersAreItems();
    void theHeatOfTheGraphicsIsMeasured_data();
    void theHeatOfTheGraphicsIsMeasured();
    void warningsMoveTheGauges_data();
    void warningsMoveTheGauges();
    void dearRoutesAreNotAskedTwice();
    void repeatedIdsAreNamed_data();
    void repeatedIdsAreNamed();
    void jobsThatGoBackwardsAreNamed();
};

void TestBridgeFigures::runningJobsBeyondTheFirstPageAreRead()
{
    const auto news = decoded(u"news"_s, u"/api/jobs?limit=100"_s,
                              answer(200,
                                     R"({"jobs":[{"id":"new","status":"pending"}],"count":1,)"
                                     R"("total":150,"offset":0,"limit":100})"));
    QCOMPARE(news.followUps.size(), size_t(1));
    const auto &running = news.followUps.at(0);
    QCOMPARE(running.url.path(), u"/api/jobs"_s);
    QVERIFY(running.url.query().contains("status=processing"_L1));
    const auto one = dialect().decode(
        running, answer(200, R"({"jobs":[{"id":"old","status":"processing"}],"total":1})"),
        facts());
    QCOMPARE(all<wire::JobSeen>(one).at(0).job.id.text, u"old"_s);
    QVERIFY(one.followUps.empty());
    // What runs no longer is asked for by its id: it is in no page of ours.
    const auto later
        = dialect().decode(running, answer(200, R"({"jobs":[],"total":0})"), after(one, facts()));
    QCOMPARE(paths(later.followUps), QStringList{ u"/api/jobs/old"_s });
    const auto ended = dialect().decode(
        later.followUps.at(0), answer(200, R"({"id":"old","status":"completed","config":{"a":1}})"),
        facts());
    // A row of the list, which leaves the parts of the job as they are.
    QCOMPARE(all<wire::JobSeen>(ended).at(0).job.state, wire::JobState::Done);
    QVERIFY(all<wire::JobDetailSeen>(ended).empty());
    QVERIFY(dialect()
                .decode(running, answer(200, R"({"jobs":[],"total":0})"), after(later, facts()))
                .followUps.empty());
    // A short list is whole.
    QVERIFY(decoded(u"news"_s, u"/api/jobs?limit=100"_s,
                    answer(200, R"({"jobs":[{"id":"new","status":"pending"}],"total":1})"))
                .followUps.empty());
}

void TestBridgeFigures::batchesThatRunAreReadEachRound()
{
    wire::SessionFacts known = facts({ { u"batches"_s, u"b1 b2"_s } });
    QVERIFY(paths(polls(false, known)).contains(u"/batch/b1/status"_s));
    const auto done = decoded(u"batch"_s, u"/batch/b1/status"_s,
                              answer(200, R"({"batch_id":"b1","status":"completed"})"), known);
    known = after(done, known);
    const QStringList asked = paths(polls(false, known));
    QVERIFY(!asked.contains(u"/batch/b1/status"_s) && asked.contains(u"/batch/b2/status"_s));
    // A full read lists all, or it would vanish.
    QVERIFY(paths(polls(true, known)).contains(u"/batch/b1/status"_s));
    const auto again = heard(
        R"({"type":"system_status","status":"batch_resumed","details":{"batch_id":"b1"}})", known);
    QVERIFY(paths(polls(false, after(again, known))).contains(u"/batch/b1/status"_s));
}

void TestBridgeFigures::theReporterTellsProgressOfAll()
{
    const QStringList asked = paths(polls(false, facts()));
    QVERIFY(asked.contains(u"/progress/active"_s));
    const auto result = decoded(
        u"active"_s, u"/progress/active"_s,
        answer(200,
               R"({"success":true,"count":3,"active_jobs":{)"
               R"("j1":{"job_id":"j1","current_stage":"exporting","progress":80.0},)"
               R"("j2":{"job_id":"j2","current_stage":"completed","progress":100.0},)"
               R"("j3":{"job_id":"j3","current_stage":"exporting","progress":"half"}}})"));
    const auto moved = all<wire::JobProgressed>(result);
    QCOMPARE(moved.size(), size_t(2)); // one that ended is never taken out of that table
    QCOMPARE(moved[0].id.text, u"j1"_s);
    QCOMPARE(moved[0].progress, 80.0);
    QVERIFY(!moved[1].progress);
    QCOMPARE(result.issues.size(), size_t(1));
    QVERIFY(decoded(u"active"_s, u"/progress/active"_s,
                    answer(200, R"({"active_jobs":{},"count":0,"success":true})"))
                .issues.empty());
}

void TestBridgeFigures::theLogOfAJobIsItsOwn()
{
    const auto out = dialect().encode(wire::FetchDetail{ JobId{ u"j1"_s } }, facts());
    const auto &log = out->requests.front(); // before the detail that shows it
    QCOMPARE(log.url.path(), u"/logs"_s);
    QVERIFY(log.mayFail);
    const QByteArray entries
        = R"({"category":"main","count":4,"entries":[)"
          R"({"timestamp":"2026-11-21T12:20:34.5","level":"INFO","message":"Job created",)"
          R"("logger":"junmai.main","module":"m","function":"f","line":1,"job_id":"j1","priority":2},)"
          R"({"timestamp":"2026-11-21T12:20:35.5","level":"ERROR",)"
          R"("message":"Job j1 failed: boom [SQL: UPDATE jobs]"},)"
          R"({"timestamp":"2026-11-21T12:20:36.5","level":"INFO","message":"Job j12 created"},)"
          R"(5,{"timestamp":"2026-11-21T12:20:37.5","level":"INFO","message":"Other"}]})";
    wire::SessionFacts known = facts({ { u"zone"_s, u"60"_s } });
    known = after(dialect().decode(log, answer(200, entries), known), known);
    const QByteArray row = R"({"id":"j1","status":"processing"})";
    const auto detail
        = all<wire::JobDetailSeen>(decoded(u"job"_s, u"/api/jobs/j1"_s, answer(200, row), known))
              .at(0);
    QCOMPARE(detail.log.size(), size_t(2));
    QCOMPARE(detail.log[0].text, u"Job created (priority 2)"_s);
    QCOMPARE(detail.log[0].level, u"info"_s);
    QCOMPARE(detail.log[0].time, *fromIso(u"2026-11-21T11:20:34.5Z"));
    QCOMPARE(detail.log[1].level, u"error"_s);
    QVERIFY(!detail.log[1].text.contains("SQL"_L1));
    // Another job has none of it; without logs all else is as it was.
    QVERIFY(
        all<wire::JobDetailSeen>(decoded(u"job"_s, u"/api/jobs/j2"_s,
                                         answer(200, R"({"id":"j2","status":"pending"})"), known))
            .at(0)
            .log.empty());
    const auto no = dialect().decode(log, answer(404, page, "text/html"), facts());
    QVERIFY(no.controls.empty());
    const auto again = dialect().encode(wire::FetchDetail{ JobId{ u"j1"_s } }, after(no, facts()));
    QCOMPARE(again->requests.front().url.path(), u"/api/jobs/j1"_s);
}

void TestBridgeFigures::logsNeedTheZone()
{
    // Where no push tells the local time, the slow route does.
    const auto status
        = decoded(u"resources"_s, u"/resources/status"_s,
                  answer(200,
                         R"({"success":true,"status":{"state":"idle","cpu":{"usage_percent":1},)"
                         R"("timestamp":"2026-11-21T12:20:33.1"}})"));
    QCOMPARE(status.learnt->extra.value(u"zone"_s), u"60"_s);
}

// A job's answer replaces its parts, and knows nothing of what was pushed.
void TestBridgeFigures::pushedPartsOutliveTheDetail()
{
    const QByteArray row = R"({"id":"j1","status":"completed","config":{"preset":"X"}})";
    const auto detailOf = [&row](const wire::SessionFacts &facts) {
        return all<wire::JobDetailSeen>(
                   decoded(u"job"_s, u"/api/jobs/j1"_s, answer(200, row), facts))
            .at(0);
    };
    wire::SessionFacts known = facts({ { u"zone"_s, u"60"_s } });
    known = after(heard(R"({"type":"stage_completed","job_id":"j1","stage":"importing",)"
                        R"("timestamp":"2026-11-21T12:20:34.5"})",
                        known),
                  known);
    known = after(heard(R"({"type":"job_completed","job_id":"j1","success":true,"duration":4.5,)"
                        R"("result":{"output":"a.jpg"},)"
                        R"("stages_completed":[{"stage":"exporting"},{"stage":"importing"}]})",
                        known),
                  known);
    const auto detail = detailOf(known);
    QCOMPARE(detail.stages.size(), size_t(2));
    QCOMPARE(detail.stages[0].id.text, u"importing"_s);
    QCOMPARE(detail.stages[0].state, wire::JobState::Done);
    QCOMPARE(detail.stages[0].finished, *fromIso(u"2026-11-21T11:20:34.5Z"));
    QStringList fields;
    for (const wire::Metadatum &datum : detail.metadata)
        fields.append(datum.field);
    QVERIFY(fields.contains(u"CONFIG"_s) && fields.contains(u"RESULT"_s)
            && fields.contains(u"PROCESSING_SECONDS"_s));
    // A new start has none of it, and neither has another job.
    known = after(heard(R"({"type":"job_started","job_id":"j1"})", known), known);
    QVERIFY(detailOf(known).stages.empty());
    QCOMPARE(detailOf(known).metadata.size(), size_t(1));
    // What a server floods with does not stay.
    known = facts();
    for (int i = 0; i < 500; ++i)
        known = after(heard(R"({"type":"stage_completed","stage":"a","job_id":)"
                                + QByteArray::number(i) + '}',
                            known),
                      known);
    QVERIFY(known.extra.size() < 150);
}

void TestBridgeFigures::statisticsAreItems()
{
    const auto kinds = dialect().capabilities(facts()).kinds;
    QVERIFY(
        std::ranges::any_of(kinds, [](const auto &kind) { return kind.name == "statistic"_L1; }));
    const QStringList asked = paths(polls(false, facts(), { u"statistic"_s }));
    for (const auto &path : { u"/api/statistics/daily"_s, u"/api/statistics/weekly"_s,
                              u"/api/statistics/monthly"_s, u"/api/statistics/presets"_s })
        QVERIFY2(asked.contains(path), qPrintable(path));
    QVERIFY(paths(polls(false, facts())).filter(u"statistics"_s).isEmpty());
    const auto day = all<wire::ItemSeen>(
        decoded(u"figures:daily"_s, u"/api/statistics/daily"_s,
                answer(200, R"({"date":"2026-11-21","total_imported":6,"success_rate":0.0})")));
    const wire::Item *today = itemIn(day, u"daily");
    QVERIFY(today);
    QCOMPARE(today->kind, u"statistic"_s);
    QCOMPARE(fieldOf(*today, u"total_imported").toInt(), 6);
    const auto presets = all<wire::ItemSeen>(
        decoded(u"figures:presets"_s, u"/api/statistics/presets"_s,
                answer(200,
                       R"({"period_days":30,"total_presets":1,"presets":[{"preset_name":)"
                       R"("WhiteLayer","usage_count":6,"approval_rate":0.0},7]})")));
    QCOMPARE(presets.size(), size_t(1));
    QCOMPARE(presets[0].item.name, u"WhiteLayer"_s);
    QCOMPARE(fieldOf(presets[0].item, u"usage_count").toInt(), 6);
    const auto week = all<wire::ItemSeen>(
        decoded(u"figures:weekly"_s, u"/api/statistics/weekly"_s,
                answer(200,
                       R"({"period":{"start_date":"2026-11-14","end_date":"2026-11-21"},)"
                       R"("total_imported":6})")));
    QCOMPARE(fieldOf(week.at(0).item, u"start_date").toString(), u"2026-11-14"_s);
}

void TestBridgeFigures::watchedFoldersAreItems()
{
    QVERIFY(paths(polls(true, facts())).contains(u"/hotfolder/status"_s));
    const auto result = decoded(
        u"folders"_s, u"/hotfolder/status"_s,
        answer(200, R"({"running":true,"folders":["/srv/in",5,"/srv/b"],"folder_count":2})"));
    const auto list = all<wire::ItemsReplaced>(result).at(0);
    QCOMPARE(list.kind, u"folder"_s);
    QCOMPARE(list.items.size(), size_t(2));
    QCOMPARE(list.items[0].name, u"/srv/in"_s);
    QCOMPARE(list.items[0].state, u"watched"_s);
    QCOMPARE(result.issues.size(), size_t(1));
    // As recorded: the watcher was never started.
    const auto none = decoded(u"folders"_s, u"/hotfolder/status"_s,
                              answer(200,
                                     R"({"folders":[],"message":"Hot folder watcher not )"
                                     R"(initialized","running":false})"));
    QVERIFY(all<wire::ItemsReplaced>(none).at(0).items.empty());
    // What was changed is read at once.
    const auto added = decoded(u"act:hotfolder.add:"_s, u"/hotfolder/add"_s,
                               answer(200, R"({"message":"Folder added"})"));
    QVERIFY(paths(added.followUps).contains(u"/hotfolder/status"_s));
}

void TestBridgeFigures::theHeatOfTheGraphicsIsMeasured_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<double>("celsius"); // 0: not said
    const auto row = [](const char *name, const QString &tag, const QByteArray &body, double heat) {
        QTest::newRow(name) << tag << body << heat;
    };
    row("status", u"status"_s,
        R"({"jobs":{"pending":1},"resources":{"gpu":{"available":true,"temperature":62.5}}})",
        62.5);
    row("status, none", u"status"_s,
        R"({"jobs":{"pending":1},"resources":{"gpu":{"available":false,"temperature":62}}})", 0);
    row("flat", u"resource"_s,
        R"({"cpu_percent":1,"gpu_available":true,"gpu_temperature":71,"gpu_utilization":5})", 71);
    row("flat, none", u"resource"_s,
        R"({"cpu_percent":1,"gpu_available":false,"gpu_temperature":0})", 0);
    row("no sensor", u"resource"_s, R"({"cpu_percent":1,"gpu_available":true,"gpu_temperature":0})",
        0);
    row("a lie", u"resource"_s, R"({"cpu_percent":1,"gpu_available":true,"gpu_temperature":4000})",
        0);
    row("a word", u"resource"_s,
        R"({"cpu_percent":1,"gpu_available":true,"gpu_temperature":"hot"})", 0);
    row("slow", u"resources"_s,
        R"({"status":{"cpu":{"usage_percent":3},"gpu":{"available":true,"temperature":55}}})", 55);
    // As its resource manager words it: the share is "load", in percent.
    row("load", u"resources"_s,
        R"({"status":{"gpu":{"available":true,"load":41.0,"temperature":66.0}}})", 66);
    row("posted", u"push:poll"_s,
        R"({"messages":[{"type":"system_status","status":{"cpu_usage":4,"gpu_temp":62}}]})", 62);
}

void TestBridgeFigures::theHeatOfTheGraphicsIsMeasured()
{
    QFETCH(QString, tag);
    QFETCH(QByteArray, body);
    QFETCH(double, celsius);
    const auto seen = all<wire::SystemStatusSeen>(decoded(tag, u"/x"_s, answer(200, body)));
    QCOMPARE(seen.size(), size_t(1));
    QCOMPARE(seen[0].gpuTemperature.value_or(0), celsius);
    if (body.contains("load"))
        QCOMPARE(seen[0].gpu, 41.0);
}

void TestBridgeFigures::warningsMoveTheGauges_data()
{
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QString>("gauge");
    QTest::newRow("processor") << "cpu"_ba
                               << "97.5"_ba << u"cpu"_s;
    QTest::newRow("memory") << "memory"_ba
                            << "91"_ba << u"memory"_s;
    QTest::newRow("disk") << "disk"_ba
                          << "95"_ba << u"disk"_s;
    QTest::newRow("heat") << "gpu_temperature"_ba
                          << "88"_ba << u"heat"_s;
    // Percent, degrees or megabytes: it does not say which.
    QTest::newRow("graphics") << "gpu"_ba
                              << "91.5"_ba << QString();
    QTest::newRow("beyond all") << "cpu"_ba
                                << "250"_ba << QString();
    QTest::newRow("unknown") << "network"_ba
                             << "50"_ba << QString();
}

void TestBridgeFigures::warningsMoveTheGauges()
{
    QFETCH(QByteArray, type);
    QFETCH(QByteArray, value);
    QFETCH(QString, gauge);
    const auto result = heard(R"({"type":"resource_warning","resource_type":")" + type
                              + R"(","current_value":)" + value + R"(,"threshold":90})");
    QCOMPARE(all<wire::NoticeSeen>(result).size(), size_t(1));
    const auto seen = all<wire::SystemStatusSeen>(result);
    QCOMPARE(seen.empty(), gauge.isEmpty());
    if (gauge.isEmpty())
        return;
    const auto &at = seen.at(0);
    const auto said = gauge == "cpu"_L1 ? at.cpu
        : gauge == "memory"_L1          ? at.memory
        : gauge == "disk"_L1            ? at.disk
                                        : at.gpuTemperature;
    QCOMPARE(said, value.toDouble());
}

void TestBridgeFigures::dearRoutesAreNotAskedTwice()
{
    const auto told = decoded(u"status"_s, u"/api/system/status"_s,
                              answer(200, R"({"system":"running","jobs":{"pending":3}})"));
    QVERIFY(!paths(polls(false, after(told, facts()))).contains(u"/queue/stats"_s));
    const auto silent = decoded(u"status"_s, u"/api/system/status"_s,
                                answer(500, R"({"error":"boom"})"), after(told, facts()));
    QVERIFY(paths(polls(false, after(silent, facts()))).contains(u"/queue/stats"_s));
}

void TestBridgeFigures::repeatedIdsAreNamed_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("jobs") << u"jobs"_s
                          << R"({"jobs":[{"id":"a","status":"pending"},)"
                             R"({"id":"a","status":"completed"}]})"_ba;
    QTest::newRow("news") << u"news"_s
                          << R"({"jobs":[{"id":1,"status":"pending"},)"
                             R"({"id":"1","status":"completed"}]})"_ba;
    QTest::newRow("sessions") << u"sessions"_s
                              << R"({"sessions":[{"id":1,"name":"x"},{"id":1,"name":"y"}]})"_ba;
    QTest::newRow("photos") << u"photos"_s
                            << R"({"photos":[{"id":1},{"id":2},{"id":1},{"id":1}]})"_ba;
}

void TestBridgeFigures::repeatedIdsAreNamed()
{
    QFETCH(QString, tag);
    QFETCH(QByteArray, body);
    const auto result = decoded(tag, u"/x"_s, answer(200, body));
    QCOMPARE(result.issues.size(), size_t(1)); // once each
    QVERIFY2(issuesOf(result).contains("more than once"_L1), qPrintable(issuesOf(result)));
    QVERIFY(!result.messages.empty()); // shown as it is
}

void TestBridgeFigures::jobsThatGoBackwardsAreNamed()
{
    // Polled messages; those of a socket are compared by its session.
    const auto heard = [](const QByteArray &message, const wire::SessionFacts &facts) {
        return decoded(u"push:poll"_s, u"/ws/poll"_s,
                       answer(200, "{\"messages\":[" + message + "]}"), facts);
    };
    const auto progress = [](const QByteArray &percent) {
        return QByteArray(R"({"type":"job_progress","job_id":"j1","stage":"exporting","progress":)"
                          + percent + '}');
    };
    wire::SessionFacts known = facts();
    const auto first = heard(progress("60"), known);
    QVERIFY(first.issues.empty());
    known = after(first, known);
    const auto back = heard(progress("20"), known);
    QCOMPARE(all<wire::JobSeen>(back).at(0).job.progress, 20.0); // as it is
    QVERIFY2(issuesOf(back).contains("j1"_L1) && issuesOf(back).contains("60"_L1),
             qPrintable(issuesOf(back)));
    known = after(back, known);
    QVERIFY(heard(progress("20"), known).issues.empty());
    QVERIFY(heard(progress("21"), known).issues.empty());
    // A new start is none.
    const auto started = heard(R"({"type":"job_started","job_id":"j1"})", known);
    QVERIFY(heard(progress("0"), after(started, known)).issues.empty());
    // With a socket open they are not compared twice.
    known.connection = u"139937110970448"_s;
    QVERIFY(dialect()
                .decode(wire::Frame{ wire::Frame::Kind::Text, progress("1") }, known)
                .issues.empty());
    // Batches are read over REST whatever pushes.
    const auto batch = [](const QByteArray &percent, const wire::SessionFacts &facts) {
        return decoded(
            u"batch"_s, u"/batch/b1/status"_s,
            answer(200,
                   R"({"batch_id":"b1","status":"running","progress_percent":)" + percent + '}'),
            facts);
    };
    known = after(batch("50", known), known);
    QVERIFY2(issuesOf(batch("40", known)).contains("batch:b1"_L1),
             qPrintable(issuesOf(batch("40", known))));
}

QTEST_GUILESS_MAIN(TestBridgeFigures)
#include "tst_bridge_figures.moc"
