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

using Trouble = wire::HttpReply::Trouble;
using Kind = wire::Standing::Kind;

const EditId edit{ u"01a1fe80-965b-7687-aafb-5735ae3b4bdc"_s };

const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"bridge");
}

wire::SessionFacts facts(const QMap<QString, QString> &extra = {})
{
    wire::SessionFacts known;
    known.baseUrl = QUrl(u"http://127.0.0.1:5100/"_s);
    known.extra = extra;
    return known;
}

wire::HttpRequest asked(const QString &tag, const QString &path)
{
    wire::HttpRequest request;
    request.url = facts().baseUrl.resolved(QUrl(path));
    request.tag = tag;
    if (tag.startsWith("act:"_L1))
        request.edit = edit;
    return request;
}

wire::HttpReply answer(int status, const QByteArray &body, const char *type = "application/json")
{
    wire::HttpReply reply;
    reply.status = status;
    reply.headers = { { "Content-Type", type } };
    reply.body = body;
    return reply;
}

wire::HttpReply silence(Trouble trouble)
{
    wire::HttpReply reply;
    reply.trouble = trouble;
    reply.error = u"nothing came"_s;
    return reply;
}

const QByteArray notFoundPage = "<!doctype html>\n<html lang=en>\n<title>404 Not Found</title>\n"
                                "<h1>Not Found</h1>\n<p>No such URL.</p>\n";

wire::Decoded decoded(const QString &tag, const QString &path, const wire::HttpReply &reply,
                      const wire::SessionFacts &known = facts())
{
    return dialect().decode(asked(tag, path), reply, known);
}

template <class T> std::vector<T> all(const wire::Decoded &result)
{
    std::vector<T> found;
    for (const wire::Message &message : result.messages) {
        for (const wire::Event &event : message.events) {
            if (const auto *one = std::get_if<T>(&event))
                found.push_back(*one);
        }
    }
    return found;
}

template <class T> std::vector<T> controls(const wire::Decoded &result)
{
    std::vector<T> found;
    for (const wire::Control &control : result.controls) {
        if (const auto *one = std::get_if<T>(&control))
            found.push_back(*one);
    }
    return found;
}

QStringList paths(const std::vector<wire::HttpRequest> &requests)
{
    QStringList found;
    for (const wire::HttpRequest &request : requests)
        found.append(request.url.path());
    return found;
}

QStringList polled(bool full, const wire::SessionFacts &known)
{
    wire::Interest interest;
    interest.fullRead = full;
    return paths(dialect().poll(interest, known));
}

const wire::ActionOffer *offer(const wire::Capabilities &all, QStringView name)
{
    const auto found = std::ranges::find_if(
        all.offers, [name](const wire::ActionOffer &one) { return one.name == name; });
    return found == all.offers.end() ? nullptr : &*found;
}

Expected<wire::HttpRequest> run(const QString &action, const QString &target,
                                const QJsonObject &arguments,
                                const wire::SessionFacts &known = facts())
{
    return dialect()
        .encode(wire::RunAction{ edit, action, target, arguments }, known)
        .map([](const wire::Outgoing &out) { return out.requests.at(0); });
}

Expected<wire::HttpRequest> control(const QString &job, wire::JobAction action, int priority = 0)
{
    return dialect()
        .encode(wire::ControlJob{ edit, JobId{ job }, action, priority, {} }, facts())
        .map([](const wire::Outgoing &out) { return out.requests.at(0); });
}

QJsonObject body(const wire::HttpRequest &request)
{
    return QJsonDocument::fromJson(request.body).object();
}

} // namespace

class TestBridgeRest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFullReadAsksForEverything();
    void laterRoundsAskForWhatMoves();
    void everyRequestHasAHardEnd();
    void dearRoutesComeRarelyAndLast();
    void routesThatConsumeOrHangAreNeverAsked();
    void theWayOfMessagesIsAChoice_data();
    void theWayOfMessagesIsAChoice();
    void theSocketHasItsOwnHeartbeat();
    void closesAreJudged_data();
    void closesAreJudged();
    void jobsAreControlledAsTheServerDoes();
    void batchesCanBePaused();
    void actionsSendAnObjectAlways();
    void argumentsAreChecked_data();
    void argumentsAreChecked();
    void everyOfferCanBeEncoded();
    void absentRoutesAreSaid();
    void purgingWarns();
    void cancelSaysWhyItCannot();
    void aMissingRouteIsRemembered();
    void unknownStatesStayVisible();
    void batchesTellTheirProgress();
    void listsGoOnByPages();
    void badAnswersAreIssues_data();
    void badAnswersAreIssues();
    void silentPushIsProbedAndNamed();
    void aWedgedPushIsLeftOutAndTriedAgain();
    void aBrokenPollMayHaveLostMessages();
    void retriesSlowDown();
    void aSlowServerIsBusy();
    void aServerOfOneThreadLosesItsSocket();
    void degradedServersSayHow();
    void missingWorkersAreToldOnce();
    void gpuCountsOnlyWhenThereIsOne();
    void theServerIsRecognised_data();
    void theServerIsRecognised();
    void probesChangeNothing();
    void leavingGivesTheIdBack();
    void signInIsOptional();
    void anotherVersionIsWarnedOf();
};

void TestBridgeRest::aFullReadAsksForEverything()
{
    const QStringList all = polled(true, facts({ { u"batches"_s, u"b1 b2"_s } }));
    for (const auto &path :
         { u"/system/health"_s, u"/api/system/status"_s, u"/api/photos"_s, u"/api/sessions"_s,
           u"/api/approval/queue"_s, u"/api/jobs"_s, u"/batch/b1/status"_s, u"/batch/b2/status"_s,
           u"/ws/status"_s, u"/ws/handshake"_s })
        QVERIFY2(all.contains(path), qPrintable(path));
    // What decides that the server is there comes first.
    QCOMPARE(all.first(), u"/system/health"_s);
    // Names before those who bear them.
    QVERIFY(all.indexOf(u"/api/photos"_s) < all.indexOf(u"/api/jobs"_s));
}

void TestBridgeRest::laterRoundsAskForWhatMoves()
{
    const auto known = facts({ { u"push.client"_s, u"c1"_s }, { u"routes.late"_s, u"no"_s } });
    wire::Interest interest;
    interest.kinds = QStringList{ u"approval"_s };
    interest.open = { { JobId{ u"batch:b7"_s }, {}, {} }, { JobId{ u"j"_s }, {}, {} } };
    interest.details = QList<JobId>{ JobId{ u"a/b"_s } };
    const auto requests = dialect().poll(interest, known);
    const QStringList all = paths(requests);
    for (const auto &path : { u"/system/health"_s, u"/api/system/status"_s, u"/api/jobs"_s,
                              u"/api/approval/queue"_s, u"/batch/b7/status"_s, u"/ws/poll"_s })
        QVERIFY2(all.contains(path), qPrintable(path));
    for (const auto &path : { u"/ws/handshake"_s, u"/ws/status"_s, u"/api/photos"_s })
        QVERIFY2(!all.contains(path), qPrintable(path));
    QVERIFY(std::ranges::any_of(requests, [](const auto &request) {
        return request.url.path(QUrl::FullyEncoded) == "/api/jobs/a%2Fb"_L1;
    }));
}

void TestBridgeRest::everyRequestHasAHardEnd()
{
    for (const bool full : { false, true }) {
        wire::Interest interest;
        interest.fullRead = full;
        for (const auto &request :
             dialect().poll(interest, facts({ { u"push.client"_s, u"c1"_s } }))) {
            QVERIFY(request.timeout > Millis(0));
            QVERIFY(request.timeout <= std::chrono::seconds(10));
            // Nothing of the push channel ends a round that reads the truth.
            QCOMPARE(request.url.path().startsWith("/ws/"_L1) && !request.mayFail, false);
        }
    }
}

void TestBridgeRest::dearRoutesComeRarelyAndLast()
{
    wire::Interest interest;
    const auto requests = dialect().poll(interest, facts({ { u"routes.late"_s, u"yes"_s } }));
    QStringList slow;
    for (const auto &request : requests) {
        if (request.every >= std::chrono::seconds(30) && request.tag != "push:ping"_L1) {
            QCOMPARE(request.timeout, Millis(10'000));
            slow.append(request.url.path());
        }
    }
    QCOMPARE(slow, (QStringList{ u"/queue/stats"_s, u"/queue/workers"_s, u"/resources/status"_s }));
    QCOMPARE(paths(requests).last(), u"/resources/status"_s);
    QVERIFY(
        !polled(true, facts({ { u"routes.late"_s, u"no"_s } })).contains(u"/resources/status"_s));
}

void TestBridgeRest::routesThatConsumeOrHangAreNeverAsked()
{
    const auto known = facts({ { u"batches"_s, u"b1"_s }, { u"routes.late"_s, u"yes"_s } });
    for (const QString &path : polled(true, known) + polled(false, known)) {
        QVERIFY(path != "/job/next"_L1 && path != "/batch/list"_L1);
        QVERIFY(!path.startsWith("/queue/purge"_L1));
    }
    for (const wire::ActionOffer &one : dialect().capabilities(known).offers) {
        const QString target = one.target.isEmpty() ? QString() : u"1"_s;
        const auto request = run(one.name, target, {}, known);
        if (request) {
            QVERIFY(request->url.path() != "/job/next"_L1);
            // These make the fallback broadcast, and hang (d).
            QVERIFY(!request->url.path().startsWith("/ws/notify"_L1)
                    && request->url.path() != "/ws/broadcast"_L1
                    && request->url.path() != "/progress/error"_L1);
        }
    }
}

void TestBridgeRest::theWayOfMessagesIsAChoice_data()
{
    QTest::addColumn<QString>("way");
    QTest::addColumn<bool>("socket");
    QTest::addColumn<bool>("fallback");
    QTest::newRow("usual") << QString() << true << true;
    QTest::newRow("auto") << u"auto"_s << true << true;
    QTest::newRow("socket") << u"socket"_s << true << false;
    QTest::newRow("poll") << u"poll"_s << false << true;
    QTest::newRow("off") << u"off"_s << false << false;
    QTest::newRow("nonsense") << u"pigeon"_s << true << true;
}

void TestBridgeRest::theWayOfMessagesIsAChoice()
{
    QFETCH(QString, way);
    QFETCH(bool, socket);
    QFETCH(bool, fallback);
    wire::SessionFacts known = facts();
    if (!way.isEmpty())
        known.profile.options.insert(u"push"_s, way);
    QCOMPARE(!dialect().greet(known.profile, known).url.isEmpty(), socket);
    QCOMPARE(dialect().capabilities(known).pushes, socket);
    QCOMPARE(polled(false, known).contains(u"/ws/handshake"_s), fallback);
    // While a socket is open the fallback is left alone: separate worlds (c0.4).
    known.connection = u"139937110970448"_s;
    QVERIFY(polled(true, known).filter(u"/ws/"_s).isEmpty());
}

void TestBridgeRest::theSocketHasItsOwnHeartbeat()
{
    wire::SessionFacts known = facts();
    known.token = Secret("t0ken");
    const auto greeting = dialect().greet(known.profile, known);
    QCOMPARE(greeting.url, QUrl(u"ws://127.0.0.1:5100/ws"_s));
    QVERIFY(!greeting.url.toString().contains("t0ken"_L1));
    QVERIFY(greeting.waitsForGreeted);
    QCOMPARE(greeting.ping->bytes, R"({"type":"ping"})"_ba);
    QCOMPARE(greeting.heartbeat, Millis(30'000));
    // Pushes are hints: reading goes on beside the socket (c0.3).
    QVERIFY(greeting.pollAside > Millis(0));
    const auto frames = dialect().subscribe({}, known);
    QCOMPARE(frames.size(), size_t(2));
    QVERIFY(frames[0].bytes.contains("\"register\""));
    for (const char *channel :
         { "jobs", "photos", "sessions", "system", "queue", "approval", "export" })
        QVERIFY(frames[1].bytes.contains(QByteArray('"' + QByteArray(channel) + '"')));
    wire::Profile secure;
    secure.address = QUrl(u"https://bridge.example/lr"_s);
    QCOMPARE(dialect().greet(secure, {}).url, QUrl(u"wss://bridge.example/lr/ws"_s));
}

void TestBridgeRest::closesAreJudged_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("verdict");
    using wire::CloseVerdict;
    for (const int status : { 200, 400, 403, 404, 405, 426, 501 })
        QTest::addRow("upgrade %d", status) << 0 << status << static_cast<int>(CloseVerdict::Poll);
    QTest::newRow("upgrade 401") << 0 << 401 << static_cast<int>(CloseVerdict::SignIn);
    QTest::newRow("upgrade 503") << 0 << 503 << static_cast<int>(CloseVerdict::Retry);
    for (const int code : { 0, 1000, 1001, 1006, 1011 })
        QTest::addRow("close %d", code) << code << 0 << static_cast<int>(CloseVerdict::Retry);
    QTest::newRow("close 4401") << 4401 << 0 << static_cast<int>(CloseVerdict::SignIn);
}

void TestBridgeRest::closesAreJudged()
{
    QFETCH(int, code);
    QFETCH(int, status);
    QFETCH(int, verdict);
    QCOMPARE(static_cast<int>(dialect().judge(code, {}, status)), verdict);
}

void TestBridgeRest::jobsAreControlledAsTheServerDoes()
{
    const auto cancel = control(u"j 1"_s, wire::JobAction::Cancel);
    QCOMPARE(cancel->url.path(QUrl::FullyEncoded), u"/queue/cancel/j%201"_s);
    QCOMPARE(cancel->edit, edit);
    QCOMPARE(control(u"j"_s, wire::JobAction::Retry)->url.path(), u"/queue/retry/j"_s);
    const auto priority = control(u"j"_s, wire::JobAction::Prioritise, 3);
    QCOMPARE(priority->method, "PUT"_ba);
    QCOMPARE(body(*priority)["priority"_L1].toInt(), 3);
    // 1 to 3 are its own; all else is what people and the window mean by it.
    for (const auto &[wanted, level] : { std::pair(-50, 1), std::pair(0, 2), std::pair(1, 1),
                                         std::pair(2, 2), std::pair(50, 3), std::pair(100, 3) })
        QCOMPARE(body(*control(u"j"_s, wire::JobAction::Prioritise, wanted))["priority"_L1].toInt(),
                 level);
    for (const auto action : { wire::JobAction::Pause, wire::JobAction::Resume }) {
        const auto refused = control(u"j"_s, action);
        QCOMPARE(refused.error().code, Failure::Code::Unsupported);
        QVERIFY(refused.error().detail.contains("batches"_L1));
    }
    QCOMPARE(dialect().encode(wire::AddMedia{}, facts()).error().detail, u"noMessage"_s);
    QCOMPARE(dialect().encode(wire::AskStatus{ edit }, facts()).error().detail, u"noMessage"_s);
    QCOMPARE(dialect().encode(wire::FetchDetail{ JobId{ u"j"_s } }, facts())->requests.size(),
             size_t(3));
}

void TestBridgeRest::batchesCanBePaused()
{
    for (const auto &[action, path] :
         { std::pair(wire::JobAction::Pause, u"/batch/b1/pause"_s),
           std::pair(wire::JobAction::Resume, u"/batch/b1/resume"_s),
           std::pair(wire::JobAction::Cancel, u"/batch/b1/cancel"_s) }) {
        const auto request = control(u"batch:b1"_s, action);
        QCOMPARE(request->url.path(), path);
        QCOMPARE(request->body, "{}"_ba);
    }
    QVERIFY(!control(u"batch:b1"_s, wire::JobAction::Retry));
    QVERIFY(!run(u"job.delete"_s, u"batch:b1"_s, {}));
}

void TestBridgeRest::actionsSendAnObjectAlways()
{
    const auto approve = run(u"approval.approve"_s, u"3"_s, {});
    QCOMPARE(approve->url.path(), u"/api/approval/3/approve"_s);
    QCOMPARE(approve->body, "{}"_ba);
    QVERIFY(approve->headers.contains({ "Content-Type", "application/json" }));
    QCOMPARE(body(*run(u"approval.reject"_s, u"3"_s, { { "reason"_L1, u"blur"_s } })),
             (QJsonObject{ { "reason"_L1, u"blur"_s } }));
    const auto job
        = run(u"photo.develop"_s, u"1"_s, { { "preset"_L1, u"X"_s }, { "priority"_L1, u"3"_s } });
    QCOMPARE(job->url.path(), u"/api/jobs"_s);
    QCOMPARE(body(*job),
             (QJsonObject{ { "photo_id"_L1, 1 },
                           { "config"_L1, QJsonObject{ { "preset"_L1, u"X"_s } } },
                           { "priority"_L1, 3 } }));
    const auto batch = run(u"batch.start"_s, {}, { { "photo_ids"_L1, u"1, 2"_s } });
    QCOMPARE(body(*batch)["photo_ids"_L1].toArray(), (QJsonArray{ 1, 2 }));
    QCOMPARE(run(u"session.status"_s, u"3"_s, { { "status"_L1, u"completed"_s } })->method,
             "PATCH"_ba);
}

void TestBridgeRest::argumentsAreChecked_data()
{
    QTest::addColumn<QString>("action");
    QTest::addColumn<QString>("target");
    QTest::addColumn<QJsonObject>("arguments");
    QTest::addColumn<QString>("named");
    QTest::newRow("missing") << u"approval.modify"_s << u"3"_s << QJsonObject() << u"new_preset"_s;
    QTest::newRow("empty") << u"approval.modify"_s << u"3"_s
                           << QJsonObject{ { "new_preset"_L1, QString() } } << u"new_preset"_s;
    QTest::newRow("null") << u"session.rename"_s << u"3"_s
                          << QJsonObject{ { "name"_L1, QJsonValue::Null } } << u"name"_s;
    QTest::newRow("too long") << u"session.rename"_s << u"3"_s
                              << QJsonObject{ { "name"_L1, QString(300, u'x') } } << u"name"_s;
    QTest::newRow("no choice") << u"session.status"_s << u"3"_s
                               << QJsonObject{ { "status"_L1, u"paused"_s } } << u"status"_s;
    QTest::newRow("out of range") << u"photo.develop"_s << u"3"_s
                                  << QJsonObject{ { "preset"_L1, u"P"_s }, { "priority"_L1, 4 } }
                                  << u"priority"_s;
    QTest::newRow("no whole number")
        << u"photo.develop"_s << u"3"_s
        << QJsonObject{ { "preset"_L1, u"P"_s }, { "priority"_L1, 1.5 } } << u"priority"_s;
    QTest::newRow("text for a number")
        << u"push.cleanup"_s << QString() << QJsonObject{ { "timeout_minutes"_L1, u"soon"_s } }
        << u"timeout_minutes"_s;
    QTest::newRow("no flag") << u"approval.approve"_s << u"3"_s
                             << QJsonObject{ { "auto_export"_L1, u"perhaps"_s } }
                             << u"auto_export"_s;
    QTest::newRow("a list of words")
        << u"batch.start"_s << QString() << QJsonObject{ { "photo_ids"_L1, u"one"_s } }
        << u"photo_ids"_s;
    QTest::newRow("an empty list")
        << u"batch.start"_s << QString() << QJsonObject{ { "photo_ids"_L1, QJsonArray() } }
        << u"photo_ids"_s;
    QTest::newRow("unknown") << u"queue.pause"_s << QString() << QJsonObject{ { "speed"_L1, 1 } }
                             << u"speed"_s;
    QTest::newRow("no target") << u"approval.approve"_s << QString() << QJsonObject()
                               << u"target"_s;
    QTest::newRow("no number") << u"photo.develop"_s << u"x"_s
                               << QJsonObject{ { "preset"_L1, u"P"_s } } << u"target"_s;
}

void TestBridgeRest::argumentsAreChecked()
{
    QFETCH(QString, action);
    QFETCH(QString, target);
    QFETCH(QJsonObject, arguments);
    QFETCH(QString, named);
    const auto request = run(action, target, arguments);
    QVERIFY(!request);
    QCOMPARE(request.error().code, Failure::Code::BadInput);
    QVERIFY2(request.error().detail.startsWith(named), qPrintable(request.error().detail));
}

void TestBridgeRest::everyOfferCanBeEncoded()
{
    const auto known = facts({ { u"routes.late"_s, u"yes"_s }, { u"push.client"_s, u"c1"_s } });
    const auto all = dialect().capabilities(known);
    QVERIFY(all.offers.size() > 20);
    QSet<QString> names;
    for (const wire::ActionOffer &one : all.offers) {
        QVERIFY(!names.contains(one.name));
        names.insert(one.name);
        QVERIFY(!one.label.isEmpty());
        QVERIFY(one.capability.offered);
        QJsonObject arguments;
        for (const wire::FieldSpec &field : one.fields) {
            using Type = wire::FieldSpec::Type;
            arguments.insert(field.name,
                             field.type == Type::Choice     ? QJsonValue(field.choices.first())
                                 : field.type == Type::Flag ? QJsonValue(true)
                                 : field.label.endsWith("JSON"_L1) ? QJsonValue(u"{}"_s)
                                 : field.type == Type::Whole
                                 ? QJsonValue(std::max(1.0, field.minimum))
                                 : QJsonValue(u"1"_s));
        }
        const auto request
            = run(one.name, one.target.isEmpty() ? QString() : u"1"_s, arguments, known);
        QVERIFY2(request.has_value(), qPrintable(one.name));
        QVERIFY(!request->url.path().contains("{id}"_L1));
        QVERIFY(request->method == "DELETE" || !body(*request).isEmpty() || request->body == "{}");
    }
    QCOMPARE(all.kinds.size(), size_t(5));
    for (const auto action : { wire::JobAction::Cancel, wire::JobAction::Prioritise })
        QVERIFY(all.action(action).offered);
    QVERIFY(!all.addByPath.offered && !all.upload.offered && !all.sequences);
    QCOMPARE(run(u"no.such"_s, {}, {}).error().code, Failure::Code::Unsupported);
}

void TestBridgeRest::absentRoutesAreSaid()
{
    const auto absent = dialect().capabilities(facts({ { u"routes.late"_s, u"no"_s } }));
    for (const auto &name : { u"photo.export"_s, u"monitoring.start"_s, u"push.cleanup"_s }) {
        QVERIFY(!offer(absent, name)->capability.offered);
        QCOMPARE(offer(absent, name)->capability.reason, u"noRoute"_s);
    }
    QVERIFY(offer(absent, u"approval.approve")->capability.offered);
    QVERIFY(!run(u"photo.export"_s, u"1"_s, {}, facts({ { u"routes.late"_s, u"no"_s } })));
    const auto unknown = dialect().capabilities(facts());
    QCOMPARE(offer(unknown, u"photo.export")->capability.reason, u"notConnected"_s);
    // The probe: 404 as a page says that the program was started as a script (c0.2).
    const auto no = decoded(u"late"_s, u"/ws/status"_s, answer(404, notFoundPage, "text/html"));
    QCOMPARE(no.learnt->extra.value(u"routes.late"_s), u"no"_s);
    QVERIFY(no.issues.empty());
    const auto yes = decoded(u"late"_s, u"/ws/status"_s,
                             answer(200,
                                    R"({"success":true,"enabled":true,"client_count":0,)"
                                    R"("clients":[]})"));
    QCOMPARE(yes.learnt->extra.value(u"routes.late"_s), u"yes"_s);
}

void TestBridgeRest::purgingWarns()
{
    const auto all = dialect().capabilities(facts());
    for (const auto &name : { u"queue.purge"_s, u"queue.pause"_s, u"job.delete"_s,
                              u"session.delete"_s, u"config.reset"_s })
        QVERIFY2(!offer(all, name)->warning.isEmpty(), qPrintable(name));
    QCOMPARE(dialect().lane(wire::RunAction{ edit, u"queue.purge"_s, {}, {} }), u"queue"_s);
}

void TestBridgeRest::cancelSaysWhyItCannot()
{
    const auto result
        = decoded(u"act:job.cancel:j"_s, u"/queue/cancel/j"_s,
                  answer(500, R"({"error":"(sqlite3.IntegrityError) CHECK [SQL: x]"})"));
    const auto settled = all<wire::EditSettled>(result).at(0);
    QCOMPARE(settled.verdict, wire::EditSettled::Verdict::Invalid);
    QVERIFY(settled.message.contains("500"_L1) && settled.message.contains("deleted"_L1));
}

void TestBridgeRest::aMissingRouteIsRemembered()
{
    const auto result = decoded(u"act:queue.autoBoost:"_s, u"/queue/priority/auto-boost"_s,
                                answer(404, notFoundPage, "text/html; charset=utf-8"));
    QCOMPARE(all<wire::EditSettled>(result).at(0).verdict, wire::EditSettled::Verdict::Invalid);
    const auto after = dialect().capabilities(*result.learnt);
    QCOMPARE(offer(after, u"queue.autoBoost")->capability.reason, u"noRoute"_s);
}

void TestBridgeRest::unknownStatesStayVisible()
{
    const auto result
        = decoded(u"news"_s, u"/api/jobs"_s,
                  answer(200,
                         R"({"jobs":[{"id":"a","status":"Dreaming"},{"id":"b","status":"PENDING"},)"
                         R"({"id":"","status":"pending"},{"status":"pending"},7,)"
                         R"({"id":"c","status":null}],"total":6})"));
    const auto seen = all<wire::JobSeen>(result);
    QCOMPARE(seen.size(), size_t(2));
    QCOMPARE(seen[0].job.state, wire::JobState::Running);
    QCOMPARE(seen[0].job.message, u"Dreaming"_s);
    QCOMPARE(seen[1].job.state, wire::JobState::Queued);
    QCOMPARE(result.issues.size(), size_t(5));
}

void TestBridgeRest::batchesTellTheirProgress()
{
    const QByteArray text
        = R"({"batch_id":"b1","status":"paused","total_photos":5,"processed_count":2,)"
          R"("failed_count":1,"progress_percent":60.0,"created_at":"2026-11-21T12:00:00"})";
    const auto result = decoded(u"batch"_s, u"/batch/b1/status"_s, answer(200, text));
    const auto job = all<wire::JobSeen>(result).at(0).job;
    QCOMPARE(job.id.text, u"batch:b1"_s);
    QCOMPARE(job.state, wire::JobState::Paused);
    QCOMPARE(job.progress, 60.0); // the server's own, though 3 of 5 would say the same
    QCOMPARE(job.message, u"2 of 5 photos, 1 failed"_s);
    QVERIFY(!job.created); // local, and the zone is not known
    // Within a full read it is part of the list, or it would vanish from it.
    QCOMPARE(
        all<wire::JobsReplaced>(decoded(u"batch:all"_s, u"/batch/b1/status"_s, answer(200, text)))
            .size(),
        size_t(1));
    const auto gone
        = decoded(u"batch"_s, u"/batch/b1/status"_s, answer(404, R"({"error":"Batch not found"})"),
                  facts({ { u"batches"_s, u"b1 b2"_s } }));
    QCOMPARE(all<wire::JobRemoved>(gone).at(0).id.text, u"batch:b1"_s);
    QCOMPARE(gone.learnt->extra.value(u"batches"_s), u"b2"_s);
}

void TestBridgeRest::listsGoOnByPages()
{
    const auto first = decoded(u"jobs"_s, u"/api/jobs"_s,
                               answer(200,
                                      R"({"jobs":[{"id":"a","status":"pending"}],)"
                                      R"("count":1,"total":3,"offset":1,"limit":1})"));
    QVERIFY(!first.complete);
    QCOMPARE(first.followUps.at(0).tag, u"jobs"_s);
    QVERIFY(first.followUps.at(0).url.query().contains("offset=2"_L1));
    // An empty page ends the list whatever the total says.
    const auto last
        = decoded(u"jobs"_s, u"/api/jobs"_s, answer(200, R"({"jobs":[],"total":3,"offset":2})"));
    QVERIFY(last.complete && last.followUps.empty());
}

void TestBridgeRest::badAnswersAreIssues_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("empty") << 200 << QByteArray();
    QTest::newRow("a page") << 200 << notFoundPage;
    QTest::newRow("a list") << 200 << "[]"_ba;
    QTest::newRow("cut off") << 200 << R"({"jobs":[)"_ba;
    QTest::newRow("wrong types") << 200
                                 << R"({"jobs":{},"photos":1,"sessions":"x","status":[],)"
                                    R"("messages":4,"system_name":4,"workers":4,"id":{}})"_ba;
    QTest::newRow("nothing of it") << 200 << "{}"_ba;
    QTest::newRow("500 as a page") << 500 << notFoundPage;
    QTest::newRow("500") << 500 << R"({"error":"boom"})"_ba;
    QTest::newRow("redirected") << 302 << QByteArray();
}

void TestBridgeRest::badAnswersAreIssues()
{
    QFETCH(int, status);
    QFETCH(QByteArray, text);
    for (const auto &tag : { u"health"_s, u"info"_s, u"status"_s, u"plain"_s, u"resource"_s,
                             u"resources"_s, u"stats"_s, u"workers"_s, u"jobs"_s, u"news"_s,
                             u"job"_s, u"batch"_s, u"sessions"_s, u"photos"_s, u"photos:new"_s,
                             u"photo"_s, u"approvals"_s, u"push:poll"_s, u"push:handshake"_s }) {
        const auto result = decoded(tag, u"/x"_s, answer(status, text));
        const bool nullWorkers = tag == "workers"_L1 && text == "{}";
        QVERIFY2(!result.issues.empty() || nullWorkers, qPrintable(tag));
        QVERIFY2(all<wire::JobsReplaced>(result).empty(), qPrintable(tag));
        QVERIFY2(all<wire::ItemsReplaced>(result).empty(), qPrintable(tag));
    }
    const auto acted = decoded(u"act:queue.pause:"_s, u"/queue/pause"_s, answer(status, text));
    QCOMPARE(all<wire::EditSettled>(acted).size(), size_t(1));
}

void TestBridgeRest::silentPushIsProbedAndNamed()
{
    const auto known = facts({ { u"push.client"_s, u"c1"_s } });
    const auto silent = decoded(u"push:poll"_s, u"/ws/poll"_s, silence(Trouble::Timeout), known);
    QCOMPARE(silent.followUps.at(0).url.path(), u"/system/health"_s);
    const QString tag = silent.followUps.at(0).tag;
    const auto dead = decoded(tag, u"/system/health"_s, silence(Trouble::Timeout), known);
    QVERIFY(dead.controls.empty() && dead.followUps.empty() && !dead.learnt);
    const auto alive = decoded(tag, u"/system/health"_s,
                               answer(200, R"({"status":"healthy","timestamp":"x"})"), known);
    QCOMPARE(controls<wire::Standing>(alive).at(0).kind, Kind::Wedged);
    QCOMPARE(all<wire::NoticeSeen>(alive).size(), size_t(1));
    // Nobody listens at all: that is no wedge.
    QVERIFY(
        decoded(u"push:poll"_s, u"/ws/poll"_s, silence(Trouble::Refused), known).followUps.empty());
}

void TestBridgeRest::aWedgedPushIsLeftOutAndTriedAgain()
{
    wire::SessionFacts known = facts({ { u"push.client"_s, u"c1"_s },
                                       { u"push.wedged"_s, u"1"_s },
                                       { u"push.wait"_s, u"3"_s },
                                       { u"routes.late"_s, u"yes"_s } });
    QCOMPARE(offer(dialect().capabilities(known), u"push.cleanup")->capability.reason,
             u"notConnected"_s);
    int rounds = 0;
    while (polled(false, known).filter(u"/ws/"_s).isEmpty() && rounds < 10) {
        ++rounds;
        const auto health = decoded(u"health"_s, u"/system/health"_s,
                                    answer(200, R"({"status":"healthy"})"), known);
        known = *health.learnt;
    }
    QCOMPARE(rounds, 3);
    QCOMPARE(polled(false, known).filter(u"/ws/"_s), QStringList{ u"/ws/poll"_s });
    // Still silent: longer waits, no second notice.
    const auto again = decoded(u"push:alive"_s, u"/system/health"_s,
                               answer(200, R"({"status":"healthy"})"), known);
    QCOMPARE(again.learnt->extra.value(u"push.wedged"_s), u"2"_s);
    QCOMPARE(again.learnt->extra.value(u"push.wait"_s), u"120"_s);
    QVERIFY(again.messages.empty());
    // An answer ends it.
    const auto back = decoded(u"push:poll"_s, u"/ws/poll"_s,
                              answer(200, R"({"success":true,"messages":[]})"), known);
    QCOMPARE(controls<wire::Standing>(back).at(0).kind, Kind::Usual);
    QVERIFY(!back.learnt->extra.contains(u"push.wedged"_s));
    // The native socket does not hang with it.
    known.extra.insert(u"push.wedged"_s, u"1"_s);
    const auto native
        = dialect().decode(wire::Frame{ wire::Frame::Kind::Text,
                                        R"({"type":"connection_established","client_id":1})" },
                           known);
    QCOMPARE(controls<wire::Standing>(native).at(0).kind, Kind::Usual);
}

void TestBridgeRest::aBrokenPollMayHaveLostMessages()
{
    const auto result = decoded(u"push:poll"_s, u"/ws/poll"_s, silence(Trouble::Broken),
                                facts({ { u"push.client"_s, u"c1"_s } }));
    QCOMPARE(all<wire::GapSeen>(result).size(), size_t(1));
    QVERIFY(paths(result.followUps).contains(u"/api/jobs"_s));
    QVERIFY(controls<wire::Standing>(result).empty());
}

void TestBridgeRest::retriesSlowDown()
{
    wire::SessionFacts known = facts({ { u"routes.late"_s, u"yes"_s } });
    std::vector<qint64> delays;
    int notices = 0;
    for (int i = 0; i < 12; ++i) {
        wire::Interest interest;
        for (const auto &request : dialect().poll(interest, known)) {
            if (request.tag == "push:handshake"_L1)
                delays.push_back(request.every.count() / 1000);
        }
        const auto result = decoded(u"push:handshake"_s, u"/ws/handshake"_s,
                                    answer(500, notFoundPage, "text/html"), known);
        notices += static_cast<int>(all<wire::NoticeSeen>(result).size());
        known = *result.learnt;
    }
    QCOMPARE(delays, (std::vector<qint64>{ 0, 5, 10, 20, 40, 60, 60, 60, 60, 60, 60, 60 }));
    QCOMPARE(notices, 1); // after the tenth
    // Where the fallback is not there at all it is looked for again with a full read only.
    const auto absent
        = decoded(u"push:handshake"_s, u"/ws/handshake"_s, answer(404, notFoundPage, "text/html"));
    QVERIFY(polled(false, *absent.learnt).filter(u"/ws/"_s).isEmpty());
    QVERIFY(!polled(true, *absent.learnt).filter(u"/ws/"_s).isEmpty());
    // The pace of polls is a setting (S74).
    known = facts({ { u"push.client"_s, u"c"_s } });
    known.profile.options.insert(u"interval"_s, u"7"_s);
    for (const auto &request : dialect().poll({}, known)) {
        if (request.tag == "push:poll"_L1)
            QCOMPARE(request.every, Millis(7000));
    }
}

void TestBridgeRest::aSlowServerIsBusy()
{
    const auto busy = decoded(u"news"_s, u"/api/jobs"_s, silence(Trouble::Timeout));
    QCOMPARE(controls<wire::Standing>(busy).at(0).kind, Kind::Busy);
    QCOMPARE(busy.issues.at(0).failure.code, Failure::Code::Timeout);
    const auto usual = decoded(u"health"_s, u"/system/health"_s,
                               answer(200, R"({"status":"healthy"})"), *busy.learnt);
    QCOMPARE(controls<wire::Standing>(usual).at(0).kind, Kind::Usual);
    // A statistic that is slow says nothing about the rest.
    wire::HttpRequest slow = asked(u"stats"_s, u"/queue/stats"_s);
    slow.mayFail = true;
    QVERIFY(dialect().decode(slow, silence(Trouble::Timeout), facts()).controls.empty());
}

void TestBridgeRest::aServerOfOneThreadLosesItsSocket()
{
    wire::SessionFacts known = facts();
    known.connection = u"139937110970448"_s;
    const auto once = decoded(u"health"_s, u"/system/health"_s, silence(Trouble::Timeout), known);
    QVERIFY(controls<wire::Draining>(once).empty());
    // A server that hangs as a whole answers nothing either: the socket must speak meanwhile.
    const auto hung
        = decoded(u"health"_s, u"/system/health"_s, silence(Trouble::Timeout), *once.learnt);
    QVERIFY(controls<wire::Draining>(hung).empty() && all<wire::NoticeSeen>(hung).empty());
    wire::SessionFacts left = hung.learnt.value_or(*once.learnt);
    left.connection.clear();
    QVERIFY(!dialect().greet(left.profile, left).url.isEmpty());
    const auto pong = dialect().decode(
        wire::Frame{ wire::Frame::Kind::Text,
                     R"({"type":"pong","timestamp":"2026-11-21T12:21:46.300835"})" },
        *once.learnt);
    const auto twice
        = decoded(u"health"_s, u"/system/health"_s, silence(Trouble::Timeout), *pong.learnt);
    QCOMPARE(controls<wire::Draining>(twice).size(), size_t(1));
    QCOMPARE(all<wire::NoticeSeen>(twice).size(), size_t(1));
    known = *twice.learnt;
    known.connection.clear();
    QVERIFY(dialect().greet(known.profile, known).url.isEmpty());
    QVERIFY(polled(false, known).contains(u"/ws/handshake"_s));
    // Started anew, perhaps in the other way: the socket is tried again.
    known.extra.insert(u"push.client"_s, u"c1"_s);
    const auto anew
        = decoded(u"push:poll"_s, u"/ws/poll?client_id=c1"_s,
                  answer(404, R"({"success":false,"error":"Invalid client_id"})"), known);
    QVERIFY(!dialect().greet(known.profile, *anew.learnt).url.isEmpty());
}

void TestBridgeRest::degradedServersSayHow()
{
    const auto sick
        = decoded(u"health"_s, u"/system/health"_s, answer(200, R"({"status":"unhealthy"})"));
    QCOMPARE(controls<wire::Standing>(sick).at(0).kind, Kind::Degraded);
    const auto well = decoded(u"health"_s, u"/system/health"_s,
                              answer(200, R"({"status":"healthy"})"), *sick.learnt);
    QCOMPARE(controls<wire::Standing>(well).at(0).kind, Kind::Usual);
    const QByteArray stopped = R"({"system":"stopping","jobs":{"pending":1}})";
    const auto first = decoded(u"status"_s, u"/api/system/status"_s, answer(200, stopped));
    QCOMPARE(controls<wire::Standing>(first).at(0).kind, Kind::Degraded);
    QVERIFY(decoded(u"status"_s, u"/api/system/status"_s, answer(200, stopped), *first.learnt)
                .controls.empty());
    // Without its best route two plainer ones are asked.
    const auto poor
        = decoded(u"status"_s, u"/api/system/status"_s, answer(500, R"({"error":"boom"})"));
    QCOMPARE(paths(poor.followUps), (QStringList{ u"/resource/status"_s, u"/system/status"_s }));
}

void TestBridgeRest::missingWorkersAreToldOnce()
{
    const auto first = decoded(u"workers"_s, u"/queue/workers"_s, answer(200, R"({"workers":{}})"));
    QCOMPARE(all<wire::SystemStatusSeen>(first).at(0).workers, 0);
    QCOMPARE(all<wire::NoticeSeen>(first).size(), size_t(1));
    const auto again = decoded(u"workers"_s, u"/queue/workers"_s, answer(200, R"({"workers":{}})"),
                               *first.learnt);
    QVERIFY(all<wire::NoticeSeen>(again).empty());
    const auto two = decoded(u"workers"_s, u"/queue/workers"_s,
                             answer(200, R"({"workers":{"a":{},"b":{}}})"), *first.learnt);
    QCOMPARE(all<wire::SystemStatusSeen>(two).at(0).workers, 2);
}

void TestBridgeRest::gpuCountsOnlyWhenThereIsOne()
{
    const auto gpu = [](const QByteArray &text) {
        return all<wire::SystemStatusSeen>(
                   decoded(u"resource"_s, u"/resource/status"_s, answer(200, text)))
            .at(0)
            .gpu;
    };
    QCOMPARE(gpu(R"({"cpu_percent":1,"gpu_available":true,"gpu_utilization":55})"), 55.0);
    QVERIFY(!gpu(R"({"cpu_percent":1,"gpu_available":false,"gpu_utilization":0})"));
    QVERIFY(!gpu(R"({"cpu_percent":1,"gpu_utilization":55})"));
    const QByteArray there
        = R"({"resources":{"cpu_percent":1,"gpu":{"available":true,"utilization":40}}})";
    QCOMPARE(all<wire::SystemStatusSeen>(
                 decoded(u"status"_s, u"/api/system/status"_s, answer(200, there)))
                 .at(0)
                 .gpu,
             40.0);
    // A state that turns critical is told once.
    const QByteArray hot = R"({"status":{"state":"critical","cpu":{"usage_percent":99}}})";
    const auto first = decoded(u"resources"_s, u"/resources/status"_s, answer(200, hot));
    QCOMPARE(all<wire::NoticeSeen>(first).size(), size_t(1));
    QVERIFY(all<wire::NoticeSeen>(
                decoded(u"resources"_s, u"/resources/status"_s, answer(200, hot), *first.learnt))
                .empty());
}

void TestBridgeRest::theServerIsRecognised_data()
{
    QTest::addColumn<QString>("tag");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("score");
    QTest::newRow("info") << u"info"_s
                          << R"({"system_name":"Junmai AutoDev","llm_provider":"ollama"})"_ba
                          << 100;
    QTest::newRow("clients")
        << u"late"_s << R"({"success":true,"enabled":true,"client_count":0,"clients":[]})"_ba << 90;
    QTest::newRow("health") << u"health"_s
                            << R"({"status":"healthy","timestamp":"2026-11-21T12:20:33"})"_ba << 60;
    QTest::newRow("another health") << u"health"_s << R"({"status":"healthy","hub":"x"})"_ba << 0;
    QTest::newRow("a page") << u"info"_s << notFoundPage << 0;
    QTest::newRow("nothing") << u"info"_s << QByteArray() << 0;
    QTest::newRow("a list") << u"late"_s << "[]"_ba << 0;
}

void TestBridgeRest::theServerIsRecognised()
{
    QFETCH(QString, tag);
    QFETCH(QByteArray, text);
    QFETCH(int, score);
    const auto found = dialect().recognise(asked(tag, u"/x"_s), answer(200, text));
    QCOMPARE(found.score, score);
    QCOMPARE(found.evidence.isEmpty(), score == 0);
    QCOMPARE(dialect().recognise(asked(tag, u"/x"_s), answer(404, text)).score, 0);
}

void TestBridgeRest::probesChangeNothing()
{
    const auto probes = dialect().probes(QUrl(u"http://127.0.0.1:5100"_s));
    QVERIFY(!probes.empty());
    for (const auto &probe : probes) {
        QCOMPARE(probe.method, "GET"_ba);
        QVERIFY(probe.timeout > Millis(0));
    }
    const auto about = dialect().about();
    QCOMPARE(about.usualAddress, QUrl(u"http://127.0.0.1:5100"_s));
    QCOMPARE(about.usualPath, u"/ws"_s);
    QCOMPARE(about.signInWays.at(0).kind, wire::SignInKind::None);
    QCOMPARE(about.options.size(), size_t(3));
}

void TestBridgeRest::leavingGivesTheIdBack()
{
    const auto bye = dialect().goodbye(facts({ { u"push.client"_s, u"c1"_s } }));
    QCOMPARE(bye.size(), size_t(1));
    QCOMPARE(bye[0].url.path(), u"/ws/disconnect"_s);
    QCOMPARE(body(bye[0])["client_id"_L1].toString(), u"c1"_s);
    QVERIFY(dialect().goodbye(facts()).empty());
    QVERIFY(dialect()
                .goodbye(facts({ { u"push.client"_s, u"c1"_s }, { u"push.wedged"_s, u"1"_s } }))
                .empty());
}

void TestBridgeRest::signInIsOptional()
{
    wire::Credentials credentials;
    credentials.kind = wire::SignInKind::Password;
    QVERIFY(dialect().signIn(credentials, facts()).error().detail.startsWith("username"_L1));
    credentials.values = { { u"username"_s, Secret("admin") }, { u"password"_s, Secret("pw") } };
    const auto request = dialect().signIn(credentials, facts());
    QCOMPARE(request->url.path(), u"/api/auth/login"_s);
    QCOMPARE(body(*request)["password"_L1].toString(), u"pw"_s);
    wire::HttpReply good = answer(200, R"({"token":"a.b.c","expires_in":60})");
    good.headers.emplace_back("Date", "Sat, 21 Nov 2026 12:00:00 GMT");
    const auto signedIn = dialect().decode(*request, good, facts());
    QVERIFY(signedIn.learnt->token.equals("a.b.c"));
    QCOMPARE(signedIn.learnt->tokenUntil, *fromIso(u"2026-11-21T12:01:00Z"));
    for (const int status : { 401, 429, 500 }) {
        const auto refused
            = dialect().decode(*request, answer(status, R"({"error":"no"})"), facts());
        QCOMPARE(controls<wire::SignInRefused>(refused).at(0).reason, u"no"_s);
    }
    QCOMPARE(controls<wire::SignInRefused>(dialect().decode(*request, answer(200, "{}"), facts()))
                 .size(),
             size_t(1));
    credentials.kind = wire::SignInKind::Token;
    QCOMPARE(dialect().signIn(credentials, facts()).error().code, Failure::Code::Unsupported);
    QVERIFY(!dialect().renew(facts()));
    // With a token every request carries it.
    wire::SessionFacts known = facts();
    known.token = Secret("a.b.c");
    for (const auto &one : dialect().poll({}, known))
        QVERIFY(one.headers.contains({ "Authorization", "Bearer a.b.c" }));
}

void TestBridgeRest::anotherVersionIsWarnedOf()
{
    const auto result
        = decoded(u"push:handshake"_s, u"/ws/handshake"_s,
                  answer(200, R"({"success":true,"client_id":"c","protocol_version":"2.0"})"));
    QCOMPARE(all<wire::NoticeSeen>(result).at(0).level, u"warning"_s);
    QCOMPARE(result.learnt->extra.value(u"push.client"_s), u"c"_s);
}

QTEST_GUILESS_MAIN(TestBridgeRest)
#include "tst_bridge_rest.moc"
