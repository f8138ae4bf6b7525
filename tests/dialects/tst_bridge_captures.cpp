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

namespace {

const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"bridge");
}

QString folder()
{
    return QString::fromUtf8(FW_TEST_DATA) + u"/bridge/"_s;
}

QByteArray contents(const QString &name)
{
    QFile file(folder() + name);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

wire::SessionFacts facts()
{
    wire::SessionFacts known;
    known.baseUrl = QUrl(u"http://127.0.0.1:5100"_s);
    known.extra.insert(u"push.client"_s, u"5f71693e"_s);
    known.extra.insert(u"routes.late"_s, u"yes"_s);
    return known;
}

QByteArray bytesOf(const QJsonValue &body)
{
    if (body.isObject())
        return QJsonDocument(body.toObject()).toJson(QJsonDocument::Compact);
    if (body.isArray())
        return QJsonDocument(body.toArray()).toJson(QJsonDocument::Compact);
    return body.toString().toUtf8();
}

wire::HttpReply replyOf(const QJsonObject &exchange)
{
    wire::HttpReply reply;
    const QJsonValue said = exchange["response"_L1];
    if (said.isNull() || said.isUndefined()) {
        reply.trouble = wire::HttpReply::Trouble::Timeout;
        reply.error = u"no answer"_s;
        return reply;
    }
    const QJsonObject response = said.toObject();
    reply.status = response["status"_L1].toInt();
    const QJsonObject headers = response["headers"_L1].toObject();
    for (auto header = headers.begin(); header != headers.end(); ++header)
        reply.headers.append({ header.key().toUtf8(), header.value().toString().toUtf8() });
    reply.body = bytesOf(response["body"_L1]);
    return reply;
}

/// What the dialect calls such a request; empty where it never asks.
QString tagOf(const QString &method, const QString &path)
{
    const QHash<QString, QString> reads{
        { u"/system/health"_s, u"health"_s },
        { u"/api/system/info"_s, u"info"_s },
        { u"/api/system/status"_s, u"status"_s },
        { u"/system/status"_s, u"plain"_s },
        { u"/resource/status"_s, u"resource"_s },
        { u"/resources/status"_s, u"resources"_s },
        { u"/queue/stats"_s, u"stats"_s },
        { u"/api/jobs"_s, u"jobs"_s },
        { u"/api/sessions"_s, u"sessions"_s },
        { u"/api/photos"_s, u"photos"_s },
        { u"/api/approval/queue"_s, u"approvals"_s },
        { u"/ws/status"_s, u"late"_s },
        { u"/ws/poll"_s, u"push:poll"_s },
    };
    if (method == "GET"_L1 && reads.contains(path))
        return reads.value(path);
    if (method == "GET"_L1 && path.startsWith("/api/jobs/"_L1))
        return u"job"_s;
    if (method == "GET"_L1 && path == "/api/photos/1"_L1)
        return u"photo"_s;
    const std::tuple<QLatin1StringView, QLatin1StringView, QLatin1StringView> acts[]
        = { { "POST"_L1, "/ws/handshake"_L1, "push:handshake"_L1 },
            { "POST"_L1, "/ws/send"_L1, "push:ping"_L1 },
            { "POST"_L1, "/ws/disconnect"_L1, "push:goodbye"_L1 },
            { "POST"_L1, "/api/jobs"_L1, "act:photo.develop:1"_L1 },
            { "DELETE"_L1, "/api/jobs/"_L1, "act:job.delete:j"_L1 },
            { "PUT"_L1, "/queue/priority/"_L1, "act:job.priority:j"_L1 },
            { "POST"_L1, "/queue/cancel/"_L1, "act:job.cancel:j"_L1 },
            { "POST"_L1, "/queue/retry/"_L1, "act:job.retry:j"_L1 },
            { "POST"_L1, "/queue/priority/rebalance"_L1, "act:queue.rebalance:"_L1 },
            { "POST"_L1, "/queue/"_L1, "act:queue.pause:"_L1 },
            { "POST"_L1, "/api/approval/"_L1, "act:approval.approve:1"_L1 },
            { "POST"_L1, "/api/sessions"_L1, "act:session.create:"_L1 },
            { "PATCH"_L1, "/api/sessions/"_L1, "act:session.status:3"_L1 },
            { "DELETE"_L1, "/api/sessions/"_L1, "act:session.delete:3"_L1 },
            { "POST"_L1, "/batch/start"_L1, "act:batch.start:"_L1 },
            { "POST"_L1, "/job"_L1, "act:prompt.send:"_L1 },
            { "POST"_L1, "/config/reset"_L1, "act:config.reset:"_L1 },
            { "POST"_L1, "/resources/monitoring/"_L1, "act:monitoring.start:"_L1 },
            { "POST"_L1, "/export/"_L1, "act:photo.export:1"_L1 },
            { "POST"_L1, "/api/auth/login"_L1, "signin"_L1 } };
    for (const auto &[verb, start, tag] : acts) {
        if (method == verb && path.startsWith(start))
            return tag;
    }
    return {};
}

wire::Decoded decoded(const QJsonObject &exchange, const QString &tag = {})
{
    const QJsonObject asked = exchange["request"_L1].toObject();
    wire::HttpRequest request;
    request.url = facts().baseUrl.resolved(QUrl(asked["path"_L1].toString()));
    request.method = asked["method"_L1].toString().toLatin1();
    request.tag = tag.isEmpty() ? tagOf(asked["method"_L1].toString(), request.url.path()) : tag;
    if (request.tag.startsWith("act:"_L1))
        request.edit = EditId{ u"e1"_s };
    request.body = bytesOf(asked["body"_L1]);
    // The one who recorded it is us.
    wire::SessionFacts known = facts();
    for (const QString &id : { QUrlQuery(request.url).queryItemValue(u"client_id"_s),
                               asked["body"_L1].toObject()["client_id"_L1].toString() }) {
        if (!id.isEmpty())
            known.extra.insert(u"push.client"_s, id);
    }
    return dialect().decode(request, replyOf(exchange), known);
}

/// The exchanges of the file whose name begins with \a number.
std::vector<QJsonObject> exchanges(const QString &file)
{
    const QJsonDocument document = QJsonDocument::fromJson(contents(file));
    std::vector<QJsonObject> all;
    if (document.isObject())
        all.push_back(document.object());
    for (const auto &item : document.array()) {
        if (item.toObject().contains("request"_L1))
            all.push_back(item.toObject());
    }
    return all;
}

QString fileOf(int number)
{
    return QDir(folder()).entryList({ u"%1-*"_s.arg(number, 3, 10, QLatin1Char('0')) }).value(0);
}

wire::Decoded of(int number, const QString &tag = {}, size_t index = 0)
{
    return decoded(exchanges(fileOf(number)).at(index), tag);
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

template <class T> T only(const wire::Decoded &result)
{
    const auto found = all<T>(result);
    if (found.size() != 1)
        qWarning("found %d events instead of one", static_cast<int>(found.size()));
    return found.empty() ? T{} : found.front();
}

bool isTold(const wire::Decoded &result)
{
    const auto settled = all<wire::EditSettled>(result);
    const bool refused
        = !settled.empty() && settled.front().verdict != wire::EditSettled::Verdict::Applied;
    return refused || !result.issues.empty() || !result.controls.empty()
        || !result.messages.empty();
}

using Verdict = wire::EditSettled::Verdict;

} // namespace

class TestBridgeCaptures final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyExchangeIsUnderstood_data();
    void everyExchangeIsUnderstood();
    void everyFrameIsUnderstood();
    void handshakesGiveAnId();
    void pollsBringMessages();
    void theRecordedDeadlockIsAWedge();
    void filteredBroadcastsArriveAsTold();
    void notifiedJobsArrive();
    void jobsAreListed();
    void aJobTellsItsDetails();
    void sessionsAndPhotosAreListed();
    void approvalsAreListed();
    void theMachineIsMeasured();
    void actionsAreSettled_data();
    void actionsAreSettled();
    void signInGivesAToken();
    void nothingShowsStatementsOfTheDatabase();
};

void TestBridgeCaptures::everyExchangeIsUnderstood_data()
{
    QTest::addColumn<QString>("file");
    const QStringList files = QDir(folder()).entryList({ u"*.json"_s }, QDir::Files, QDir::Name);
    QCOMPARE(files.size(), 126);
    for (const QString &file : files)
        QTest::newRow(qPrintable(file)) << file;
}

void TestBridgeCaptures::everyExchangeIsUnderstood()
{
    QFETCH(QString, file);
    const auto found = exchanges(file);
    QVERIFY(!found.empty());
    for (const QJsonObject &exchange : found) {
        const wire::Decoded result = decoded(exchange);
        const int status = exchange["response"_L1].toObject()["status"_L1].toInt();
        const QString path = exchange["request"_L1].toObject()["path"_L1].toString();
        // A refusal is never silent; but an absent late route is simply known.
        if (status >= 400 || status == 0)
            QVERIFY2(isTold(result) || result.learnt, qPrintable(path));
        const bool forgotten = status == 404 && path.startsWith("/ws/"_L1);
        if (!tagOf(exchange["request"_L1].toObject()["method"_L1].toString(), QUrl(path).path())
                 .isEmpty()
            && status > 0 && status < 300 && !forgotten && !path.contains("deadlock"_L1)) {
            for (const wire::Issue &issue : result.issues)
                QVERIFY2(issue.failure.code == Failure::Code::Unsupported
                             || issue.failure.detail.contains("progress"_L1)
                             || issue.failure.detail.contains("required"_L1),
                         qPrintable(issue.failure.detail));
        }
    }
}

void TestBridgeCaptures::everyFrameIsUnderstood()
{
    int frames = 0;
    int errors = 0;
    wire::SessionFacts known = facts();
    for (int number : { 127, 128 }) {
        for (const QByteArray &line : contents(fileOf(number)).split('\n')) {
            const QJsonObject one = QJsonDocument::fromJson(line).object();
            if (one["dir"_L1].toString() != "in"_L1)
                continue;
            ++frames;
            const QJsonObject frame = one["frame"_L1].toObject();
            const auto result = dialect().decode(
                wire::Frame{ wire::Frame::Kind::Text,
                             QJsonDocument(frame).toJson(QJsonDocument::Compact) },
                known);
            if (result.learnt)
                known = *result.learnt;
            const bool isError = frame["type"_L1].toString() == "error"_L1;
            errors += isError ? 1 : 0;
            QCOMPARE(result.issues.size(), size_t(isError ? 1 : 0));
        }
    }
    QCOMPARE(frames, 20);
    QCOMPARE(errors, 6);
    QCOMPARE(known.connection, u"139937110970448"_s);
    QCOMPARE(known.extra.value(u"batches"_s), u"batch_bfc0ebf045bc"_s);
}

void TestBridgeCaptures::handshakesGiveAnId()
{
    const auto first = of(1);
    QVERIFY(first.learnt);
    QCOMPARE(first.learnt->extra.value(u"push.client"_s),
             u"5f71693e-2475-4045-8dc0-78f8307db50b"_s);
    QCOMPARE(first.followUps.size(), size_t(3));
    QCOMPARE(first.followUps[0].url.path(), u"/ws/send"_s);
    QVERIFY(first.followUps[1].body.contains("\"subscribe\""));
    QCOMPARE(first.followUps[2].url.query(), u"client_id=5f71693e-2475-4045-8dc0-78f8307db50b"_s);
    for (int number : { 3, 4, 5 })
        QVERIFY(!of(number).issues.empty());
}

void TestBridgeCaptures::pollsBringMessages()
{
    QVERIFY(of(9).issues.empty());
    QVERIFY(of(10).messages.empty());
    // Unknown ids: a new one, and everything again.
    for (int number : { 8, 32 }) {
        const auto gone = of(number);
        QVERIFY(gone.learnt && !gone.learnt->extra.contains(u"push.client"_s));
        QCOMPARE(gone.followUps.at(0).tag, u"push:handshake:again"_s);
        QCOMPARE(all<wire::GapSeen>(gone).size(), size_t(1));
    }
    // response null: not understood; an error inside a response is one.
    QCOMPARE(of(26).issues.at(0).failure.code, Failure::Code::Unsupported);
    QCOMPARE(only<wire::NoticeSeen>(of(23)).text, u"Message type required"_s);
    QVERIFY(of(15).issues.empty());
    QVERIFY(of(31).issues.empty());
}

void TestBridgeCaptures::theRecordedDeadlockIsAWedge()
{
    const auto found = exchanges(fileOf(33));
    int hangs = 0;
    for (const QJsonObject &exchange : found) {
        const QString path = QUrl(exchange["request"_L1].toObject()["path"_L1].toString()).path();
        if (!exchange["response"_L1].isNull() || path.startsWith("/ws/notify"_L1)
            || path == "/ws/clients"_L1)
            continue;
        ++hangs;
        const auto result = decoded(exchange);
        QCOMPARE(result.followUps.size(), size_t(1));
        QCOMPARE(result.followUps[0].url.path(), u"/system/health"_s);
        QVERIFY(result.controls.empty());
    }
    QCOMPARE(hangs, 4);
    // The health route answers: the push channel alone hangs.
    const auto wedge = of(38, u"push:alive"_s);
    QCOMPARE(std::get<wire::Standing>(wedge.controls.at(0)).kind, wire::Standing::Kind::Wedged);
    QCOMPARE(wedge.learnt->extra.value(u"push.wedged"_s), u"1"_s);
}

void TestBridgeCaptures::filteredBroadcastsArriveAsTold()
{
    const auto found = exchanges(fileOf(34));
    const auto poll = [&found](QLatin1StringView name) {
        for (const QJsonObject &exchange : found) {
            if (exchange["name"_L1].toString() == name)
                return decoded(exchange);
        }
        return wire::Decoded{};
    };
    QCOMPARE(only<wire::SystemStatusSeen>(poll("poll gui"_L1)).cpu, 45.2);
    QCOMPARE(only<wire::ItemSeen>(poll("poll lr"_L1)).item.id.text, u"7"_s);
    QCOMPARE(all<wire::NoticeSeen>(poll("poll none"_L1)).size(), size_t(3));
}

void TestBridgeCaptures::notifiedJobsArrive()
{
    const auto gui = of(36);
    const auto seen = all<wire::JobSeen>(gui);
    QCOMPARE(seen.size(), size_t(3));
    QCOMPARE(seen[0].job.progress, 50.0);
    QCOMPARE(seen[0].job.message, u"Applying settings..."_s);
    QCOMPARE(seen[2].job.id.text, u"5"_s);
    const auto ends = all<wire::JobStateSeen>(gui);
    QCOMPARE(ends.size(), size_t(3));
    QCOMPARE(ends[1].state, wire::JobState::Failed);
    QCOMPARE(ends[1].error->message, u"x"_s);
    QCOMPARE(only<wire::SystemStatusSeen>(gui).cpu, 45.2);
    QVERIFY(of(36, {}, 2).messages.empty());
    QCOMPARE(only<wire::NoticeSeen>(of(37, {}, 3)).text, u"Hello"_s);
}

void TestBridgeCaptures::jobsAreListed()
{
    const auto list = only<wire::JobsReplaced>(of(50));
    QCOMPARE(list.jobs.size(), size_t(4));
    const wire::Job &failed = list.jobs[1];
    QCOMPARE(failed.id.text, u"jobfail0001"_s);
    QCOMPARE(failed.state, wire::JobState::Failed);
    QCOMPARE(failed.error->message, u"Preset not found"_s);
    QCOMPARE(failed.priority, 3);
    QCOMPARE(failed.name, u"Photo 5"_s);
    // Columns are UTC.
    QCOMPARE(failed.created, *fromIso(u"2026-11-21T12:19:29.772Z"));
    QCOMPARE(list.jobs[2].state, wire::JobState::Running);
    QCOMPARE(list.jobs[3].state, wire::JobState::Queued);
    QVERIFY(!list.jobs[3].started);
    QCOMPARE(list.jobs[0].state, wire::JobState::Done);
    // Names of photos that are in no list are asked for once each.
    QCOMPARE(of(50).followUps.size(), size_t(3));
    QCOMPARE(all<wire::JobSeen>(of(51, u"news"_s)).size(), size_t(1));
}

void TestBridgeCaptures::aJobTellsItsDetails()
{
    const auto detail = only<wire::JobDetailSeen>(of(52));
    QCOMPARE(detail.job.name, u"IMG_0005.jpg"_s);
    QCOMPARE(detail.metadata.at(0).field, u"CONFIG"_s);
    QCOMPARE(detail.metadata.at(0).value.toObject()["preset"_L1].toString(), u"WhiteLayer"_s);
    QCOMPARE(detail.log.at(0).text, u"Preset not found"_s);
    QCOMPARE(only<wire::JobRemoved>(of(53)).id.text, u"nope"_s);
}

void TestBridgeCaptures::sessionsAndPhotosAreListed()
{
    const auto sessions = only<wire::ItemsReplaced>(of(46));
    QCOMPARE(sessions.kind, u"session"_s);
    QCOMPARE(sessions.items.at(1).name, u"Wedding_20251109"_s);
    QCOMPARE(sessions.items.at(1).state, u"developing"_s);
    QCOMPARE(wire::fieldOf(sessions.items.at(1), u"progress_percent").toDouble(), 60.0);
    const auto page = of(48);
    const auto photos = only<wire::ItemsReplaced>(page);
    QCOMPARE(photos.kind, u"photo"_s);
    QCOMPARE(photos.items.at(0).name, u"IMG_0006.jpg"_s);
    QVERIFY(wire::fieldOf(photos.items.at(0), u"ai_score").isUndefined()); // null
    QCOMPARE(wire::fieldOf(photos.items.at(0), u"import_time").toString(),
             u"2026-11-21T12:19:29.768Z"_s);
    QCOMPARE(photos.items.at(0).picture, u"/api/photos/6/thumbnail?size=medium"_s);
    // One of six: the next page follows.
    QVERIFY(!page.complete);
    QVERIFY(page.followUps.at(0).url.query().contains("offset=1"_L1));
    QCOMPARE(wire::fieldOf(only<wire::ItemSeen>(of(49)).item, u"session_name").toString(),
             u"Wedding_20251109"_s);
}

void TestBridgeCaptures::approvalsAreListed()
{
    const auto queue = only<wire::ItemsReplaced>(of(55));
    QCOMPARE(queue.kind, u"approval"_s);
    QCOMPARE(queue.items.at(0).id.text, u"3"_s);
    QCOMPARE(wire::fieldOf(queue.items.at(0), u"ai_score").toDouble(), 4.9);
}

void TestBridgeCaptures::theMachineIsMeasured()
{
    const auto status = only<wire::SystemStatusSeen>(of(41));
    QCOMPARE(status.cpu, 0.0);
    QCOMPARE(status.memory, 2.2);
    QCOMPARE(status.queueDepth, 1);
    QVERIFY(!status.gpu);
    // It tells figures of a GPU that is not there.
    QVERIFY(!only<wire::SystemStatusSeen>(of(60)).gpu);
    const auto slow = only<wire::SystemStatusSeen>(of(61));
    QCOMPARE(slow.disk, 21.4);
    QVERIFY(!slow.gpu);
    QCOMPARE(only<wire::SystemStatusSeen>(of(72)).queueDepth, 1);
    QCOMPARE(only<wire::SystemStatusSeen>(of(40)).queueDepth, 1);
    QCOMPARE(of(42).learnt->serverId, u"Junmai AutoDev 2.0"_s);
}

void TestBridgeCaptures::actionsAreSettled_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QString>("tag");
    QTest::addColumn<int>("verdict");
    const auto row = [](int number, const QString &tag, Verdict verdict) {
        QTest::newRow(qPrintable(fileOf(number))) << number << tag << static_cast<int>(verdict);
    };
    row(89, {}, Verdict::Applied);
    row(90, {}, Verdict::Invalid);
    row(91, {}, Verdict::Applied);
    row(92, {}, Verdict::Invalid);
    row(93, {}, Verdict::Applied);
    row(94, {}, Verdict::Invalid);
    row(95, {}, Verdict::Invalid);
    row(97, {}, Verdict::Applied);
    row(98, {}, Verdict::Applied);
    row(99, {}, Verdict::Applied);
    row(100, u"act:queue.resume:"_s, Verdict::Applied);
    row(102, u"act:queue.purge:"_s, Verdict::Applied);
    row(103, {}, Verdict::Invalid); // 200 with an error in it
    row(104, {}, Verdict::Invalid);
    row(105, {}, Verdict::Applied);
    row(106, u"act:approval.reject:2"_s, Verdict::Applied);
    row(107, u"act:approval.modify:3"_s, Verdict::Applied);
    row(110, {}, Verdict::Applied);
    row(111, {}, Verdict::Invalid);
    row(112, {}, Verdict::Applied);
    row(113, {}, Verdict::Invalid);
    row(114, {}, Verdict::Applied);
    row(119, {}, Verdict::Applied);
    row(122, {}, Verdict::Applied);
    row(123, {}, Verdict::Invalid);
    row(124, {}, Verdict::Invalid);
    row(125, {}, Verdict::Applied);
    row(126, {}, Verdict::Applied);
}

void TestBridgeCaptures::actionsAreSettled()
{
    QFETCH(int, number);
    QFETCH(QString, tag);
    QFETCH(int, verdict);
    const auto settled = only<wire::EditSettled>(of(number, tag));
    QCOMPARE(settled.edit.text, u"e1"_s);
    QCOMPARE(static_cast<int>(settled.verdict), verdict);
    QCOMPARE(settled.message.isEmpty(), settled.verdict == Verdict::Applied);
}

void TestBridgeCaptures::signInGivesAToken()
{
    const auto result = of(120);
    QVERIFY(result.learnt && !result.learnt->token.isEmpty());
    QCOMPARE(std::get<wire::SignedIn>(result.controls.at(0)).who, u"admin"_s);
    const auto refused = of(85, u"health"_s);
    QCOMPARE(std::get<wire::SignInRefused>(refused.controls.at(0)).reason,
             u"Missing Authorization header"_s);
}

void TestBridgeCaptures::nothingShowsStatementsOfTheDatabase()
{
    for (int number : { 103, 113 }) {
        const auto result = of(number);
        const QString message = only<wire::EditSettled>(result).message;
        QVERIFY(message.contains("CHECK constraint failed"_L1));
        QVERIFY(!message.contains("SQL"_L1) && !message.contains("sqlite3"_L1));
        for (const wire::Issue &issue : result.issues)
            QVERIFY(!issue.excerpt.contains("SQL"));
    }
    const auto read = of(113, u"sessions"_s);
    QVERIFY(!read.issues.at(0).failure.detail.contains("UPDATE"_L1));
    QVERIFY(read.issues.at(0).excerpt.isEmpty());
}

QTEST_GUILESS_MAIN(TestBridgeCaptures)
#include "tst_bridge_captures.moc"
