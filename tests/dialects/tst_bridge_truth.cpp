// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/bridge_asking.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace fw;
using namespace fw::test::bridge;
using namespace Qt::StringLiterals;

namespace {

using Trouble = wire::HttpReply::Trouble;
using Kind = wire::Standing::Kind;

} // namespace

/// What stands between us and the bridge: its troubles, its routes, and who it is.
class TestBridgeTruth final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void oneTroubleEndsAndTheOtherStands();
    void anyAnswerEndsAWedge();
    void anUnhealthyServerCanBeWedged();
    void aLostSubscriptionIsMadeAgain_data();
    void aLostSubscriptionIsMadeAgain();
    void brokenHandshakesSlowDown();
    void lateRoutesAreProbedWithoutTheFallback_data();
    void lateRoutesAreProbedWithoutTheFallback();
    void routesAreLearntAgain_data();
    void routesAreLearntAgain();
    void anotherServerIsNamed();
    void oneBrokenListLeavesTheOthers();
    void aMissingListIsToldOnce();
    void controlsAreOfferedWhereTheyAre();
    void nothingIsSentIntoAWedge();
    void aRetryIsAnotherJob();
};

void TestBridgeTruth::oneTroubleEndsAndTheOtherStands()
{
    auto known = facts({ { u"push.wedged"_s, u"1"_s }, { u"push.wait"_s, u"9"_s } });
    const auto busy = decoded(u"news"_s, u"/api/jobs"_s, silence(Trouble::Timeout), known);
    QCOMPARE(standings(busy).at(0).kind, Kind::Busy);
    known = after(busy, known);
    const auto back = decoded(u"health"_s, u"/system/health"_s, answer(200, healthy), known);
    QCOMPARE(standings(back).size(), size_t(1));
    QCOMPARE(standings(back).at(0).kind, Kind::Wedged);
    known = after(back, known);
    // The server says itself that it is unwell, then the wedge ends.
    const auto sick = decoded(u"health"_s, u"/system/health"_s,
                              answer(200, R"({"status":"unhealthy"})"), known);
    known = after(sick, known);
    const auto unwedged = decoded(u"push:poll"_s, u"/ws/poll"_s,
                                  answer(200, R"({"success":true,"messages":[]})"), known);
    QCOMPARE(standings(unwedged).at(0).kind, Kind::Degraded);
    QVERIFY(standings(unwedged).at(0).detail.contains("unhealthy"_L1));
    known = after(unwedged, known);
    const auto well = decoded(u"health"_s, u"/system/health"_s, answer(200, healthy), known);
    QCOMPARE(standings(well).at(0).kind, Kind::Usual);
}

void TestBridgeTruth::anyAnswerEndsAWedge()
{
    const auto known = facts({ { u"push.client"_s, u"c1"_s }, { u"push.wedged"_s, u"1"_s } });
    // Started anew without the fallback: that is a refusal, and no wedge.
    for (const auto &tag : { u"push:poll"_s, u"push:handshake:again"_s }) {
        const auto gone
            = decoded(tag, u"/ws/poll?client_id=c1"_s, answer(404, page, "text/html"), known);
        QVERIFY2(!standings(gone).empty(), qPrintable(tag));
        QCOMPARE(standings(gone).at(0).kind, Kind::Usual);
    }
}

void TestBridgeTruth::anUnhealthyServerCanBeWedged()
{
    const auto alive
        = decoded(u"push:alive"_s, u"/system/health"_s, answer(503, R"({"status":"unhealthy"})"));
    QCOMPARE(standings(alive).at(0).kind, Kind::Wedged);
    // A proxy that says that nobody is there is not the server.
    QVERIFY(standings(decoded(u"push:alive"_s, u"/system/health"_s, answer(502, page, "text/html")))
                .empty());
}

void TestBridgeTruth::aLostSubscriptionIsMadeAgain_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<int>("trouble");
    for (const auto &tag : { u"push:register"_s, u"push:subscribe"_s }) {
        QTest::newRow(qPrintable(tag + u" broken"_s)) << tag << int(Trouble::Broken);
        QTest::newRow(qPrintable(tag + u" silent"_s)) << tag << int(Trouble::Timeout);
    }
}

void TestBridgeTruth::aLostSubscriptionIsMadeAgain()
{
    QFETCH(QString, tag);
    QFETCH(int, trouble);
    const auto known = facts({ { u"push.client"_s, u"c1"_s } });
    const auto lost = decoded(tag, u"/ws/send"_s, silence(Trouble(trouble)), known, true);
    // Without it nothing would ever come: a new id, and all of it again.
    const auto next = after(lost, known);
    QVERIFY(!next.extra.contains(u"push.client"_s));
    QVERIFY(paths(polls(false, next)).contains(u"/ws/handshake"_s));
}

void TestBridgeTruth::brokenHandshakesSlowDown()
{
    wire::SessionFacts known = facts();
    std::vector<qint64> delays;
    for (int i = 0; i < 4; ++i) {
        for (const auto &request : polls(false, known)) {
            if (request.tag == "push:handshake"_L1)
                delays.push_back(request.every.count() / 1000);
        }
        known = after(
            decoded(u"push:handshake"_s, u"/ws/handshake"_s, silence(Trouble::Broken), known, true),
            known);
    }
    QCOMPARE(delays, (std::vector<qint64>{ 0, 5, 10, 20 }));
}

void TestBridgeTruth::lateRoutesAreProbedWithoutTheFallback_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<bool>("native");
    QTest::addColumn<bool>("wedged");
    QTest::newRow("a socket is open") << u"auto"_s << true << false;
    QTest::newRow("the socket only") << u"socket"_s << false << false;
    QTest::newRow("no messages wanted") << u"off"_s << false << false;
    QTest::newRow("the channel hangs") << u"poll"_s << false << true;
}

void TestBridgeTruth::lateRoutesAreProbedWithoutTheFallback()
{
    QFETCH(QString, way);
    QFETCH(bool, native);
    QFETCH(bool, wedged);
    wire::SessionFacts known = facts();
    known.profile.options.insert(u"push"_s, way);
    if (native)
        known.connection = u"139937110970448"_s;
    if (wedged)
        known.extra = { { u"push.wedged"_s, u"1"_s }, { u"push.wait"_s, u"9"_s } };
    const auto requests = polls(false, known);
    QVERIFY(!paths(requests).contains(u"/ws/status"_s));
    const auto probe = std::ranges::find_if(
        requests, [](const auto &one) { return one.url.path() == "/resources/gpu"_L1; });
    QVERIFY(probe != requests.end());
    QVERIFY(probe->mayFail);
    const auto no = dialect().decode(*probe, answer(404, page, "text/html"), known);
    QCOMPARE(reasonOf(after(no, known), u"photo.export"), u"noRoute"_s);
    QVERIFY(no.issues.empty());
    const auto yes = dialect().decode(
        *probe, answer(200, R"({"gpu":{"available":true,"temperature":61},"success":true})"),
        known);
    QCOMPARE(reasonOf(after(yes, known), u"photo.export"), u"none"_s);
    QCOMPARE(all<wire::SystemStatusSeen>(yes).at(0).gpuTemperature, 61.0);
    QVERIFY(paths(polls(false, after(yes, known))).contains(u"/resources/status"_s));
    const auto none = dialect().decode(
        *probe, answer(200, R"({"gpu":{"available":false},"success":true})"), known);
    QCOMPARE(reasonOf(after(none, known), u"photo.export"), u"none"_s);
    QVERIFY(none.issues.empty());
}

void TestBridgeTruth::routesAreLearntAgain_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("our id is forgotten")
        << u"push:poll"_s << R"({"success":false,"error":"Invalid client_id"})"_ba;
    QTest::newRow("another version")
        << u"info"_s << R"({"system_name":"Junmai AutoDev","version":"3.0"})"_ba;
    QTest::newRow("late routes came")
        << u"late"_s << R"({"success":true,"client_count":0,"clients":[]})"_ba;
    QTest::newRow("a new socket") << QString()
                                  << R"({"type":"connection_established","client_id":7})"_ba;
}

void TestBridgeTruth::routesAreLearntAgain()
{
    QFETCH(QString, tag);
    QFETCH(QByteArray, body);
    wire::SessionFacts known
        = facts({ { u"routes.late"_s, u"no"_s }, { u"push.client"_s, u"c1"_s } });
    known.serverId = u"Junmai AutoDev 2.0"_s;
    known = after(decoded(u"act:queue.autoBoost:"_s, u"/queue/priority/auto-boost"_s,
                          answer(404, page, "text/html"), known),
                  known);
    QCOMPARE(reasonOf(known, u"queue.autoBoost"), u"noRoute"_s);
    // The program behind it may be another one now.
    const int status = body.contains("Invalid") ? 404 : 200;
    const auto result = tag.isEmpty()
        ? heard(body, known)
        : decoded(tag, u"/x?client_id=c1"_s, answer(status, body), known);
    QCOMPARE(reasonOf(after(result, known), u"queue.autoBoost"), u"none"_s);
    // And each full read looks for the late ones.
    const QStringList asked = paths(polls(true, known));
    QVERIFY(asked.contains(u"/ws/status"_s) || asked.contains(u"/resources/gpu"_s));
}

void TestBridgeTruth::anotherServerIsNamed()
{
    wire::SessionFacts known = facts();
    known.serverId = u"Junmai AutoDev 2.0"_s;
    const auto same
        = decoded(u"info"_s, u"/api/system/info"_s,
                  answer(200, R"({"system_name":"Junmai AutoDev","version":"2.0"})"), known);
    QVERIFY(same.issues.empty() && all<wire::NoticeSeen>(same).empty());
    const auto other = decoded(u"info"_s, u"/api/system/info"_s,
                               answer(200, R"({"system_name":"Senmai","version":"1"})"), known);
    QVERIFY2(issuesOf(other).contains("Senmai 1"_L1), qPrintable(issuesOf(other)));
    QCOMPARE(all<wire::NoticeSeen>(other).size(), size_t(1));
    QCOMPARE(other.learnt->serverId, u"Senmai 1"_s);
    // First heard of: nothing to compare.
    QVERIFY(decoded(u"info"_s, u"/api/system/info"_s,
                    answer(200, R"({"system_name":"Senmai","version":"1"})"))
                .issues.empty());
}

void TestBridgeTruth::oneBrokenListLeavesTheOthers()
{
    for (const bool full : { true, false }) {
        for (const auto &request :
             polls(full, facts(), { u"photo"_s, u"session"_s, u"approval"_s })) {
            const QString path = request.url.path();
            const bool isList = path == "/api/photos"_L1 || path == "/api/sessions"_L1
                || path == "/api/approval/queue"_L1;
            if (isList)
                QVERIFY2(request.mayFail, qPrintable(path));
            if (path == "/api/jobs"_L1 || path == "/system/health"_L1)
                QVERIFY2(!request.mayFail, qPrintable(path));
        }
    }
    // A list that breaks off in the middle is not whole: what is not in it must stay.
    const auto first = decoded(u"photos"_s, u"/api/photos"_s,
                               answer(200,
                                      R"({"photos":[{"id":1,"file_name":"a"}],"total":2,)"
                                      R"("offset":0})"));
    QVERIFY(!first.followUps.at(0).mayFail);
}

void TestBridgeTruth::aMissingListIsToldOnce()
{
    wire::SessionFacts known = facts();
    const auto first
        = decoded(u"sessions"_s, u"/api/sessions"_s, answer(404, page, "text/html"), known, true);
    QCOMPARE(all<wire::NoticeSeen>(first).size(), size_t(1));
    QVERIFY(all<wire::NoticeSeen>(first).at(0).text.contains("/api/sessions"_L1));
    known = after(first, known);
    for (const bool full : { true, false })
        QVERIFY(!paths(polls(full, known, { u"session"_s })).contains(u"/api/sessions"_s));
    QVERIFY(paths(polls(true, known)).contains(u"/api/photos"_s));
    // A server that was started anew may have it.
    known.extra.insert(u"push.client"_s, u"c1"_s);
    known = after(decoded(u"push:poll"_s, u"/ws/poll?client_id=c1"_s,
                          answer(404, R"({"success":false,"error":"Invalid client_id"})"), known),
                  known);
    QVERIFY(paths(polls(true, known)).contains(u"/api/sessions"_s));
}

void TestBridgeTruth::controlsAreOfferedWhereTheyAre()
{
    using enum wire::JobAction;
    auto caps = dialect().capabilities(facts());
    for (const auto action : { Cancel, Retry, Prioritise })
        QVERIFY(caps.action(action).offered);
    // Only batches can be paused: where there is none, that is said before it is tried.
    for (const auto action : { Pause, Resume }) {
        QVERIFY(!caps.action(action).offered);
        QCOMPARE(caps.action(action).reason, u"noMessage"_s);
    }
    auto known = facts({ { u"batches"_s, u"b1"_s } });
    caps = dialect().capabilities(known);
    QVERIFY(caps.action(Pause).offered && caps.action(Resume).offered);
    // A route that was found missing disables its action.
    for (const auto &[tag, path] : { std::pair(u"act:job.retry:j"_s, u"/queue/retry/j"_s),
                                     std::pair(u"act:job.priority:j"_s, u"/queue/priority/j"_s),
                                     std::pair(u"act:batch.pause:b1"_s, u"/batch/b1/pause"_s) })
        known = after(decoded(tag, path, answer(404, page, "text/html"), known), known);
    caps = dialect().capabilities(known);
    for (const auto action : { Retry, Prioritise, Pause }) {
        QVERIFY(!caps.action(action).offered);
        QCOMPARE(caps.action(action).reason, u"noRoute"_s);
    }
    QVERIFY(caps.action(Cancel).offered && caps.action(Resume).offered);
    const auto refused
        = dialect().encode(wire::ControlJob{ edit, JobId{ u"j"_s }, Retry, 0, {} }, known);
    QCOMPARE(refused.error().detail, u"noRoute"_s);
}

void TestBridgeTruth::nothingIsSentIntoAWedge()
{
    const auto known = facts({ { u"push.client"_s, u"c1"_s },
                               { u"push.wedged"_s, u"1"_s },
                               { u"routes.late"_s, u"yes"_s } });
    for (const auto &[name, arguments] :
         { std::pair(u"message.send"_s, QJsonObject{ { "type"_L1, u"ping"_s } }),
           std::pair(u"push.cleanup"_s, QJsonObject()) }) {
        QCOMPARE(reasonOf(known, name), u"notConnected"_s);
        const auto out = dialect().encode(wire::RunAction{ edit, name, {}, arguments }, known);
        QVERIFY2(!out, qPrintable(name));
        QCOMPARE(out.error().code, Failure::Code::Unsupported);
    }
}

// The old row stays as it failed; the new attempt has a row of its own.
void TestBridgeTruth::aRetryIsAnotherJob()
{
    const auto result = decoded(u"act:job.retry:old"_s, u"/queue/retry/old"_s,
                                answer(200,
                                       R"({"message":"Job retried successfully",)"
                                       R"("original_task_id":"old","new_task_id":"new"})"));
    const auto settled = all<wire::EditSettled>(result).at(0);
    QCOMPARE(settled.jobs, (std::vector<JobId>{ JobId{ u"old"_s }, JobId{ u"new"_s } }));
    QCOMPARE(paths(result.followUps), (QStringList{ u"/api/jobs/old"_s, u"/api/jobs/new"_s }));
    // Without a fallback there is nobody to send messages to, and that is no matter of connecting.
    wire::SessionFacts known = facts();
    known.connection = u"139937110970448"_s;
    QCOMPARE(reasonOf(known, u"message.send"), u"noMessage"_s);
    QCOMPARE(reasonOf(facts(), u"message.send"), u"notConnected"_s);
}

QTEST_GUILESS_MAIN(TestBridgeTruth)
#include "tst_bridge_truth.moc"
