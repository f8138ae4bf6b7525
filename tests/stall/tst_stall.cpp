// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/seat.h"
#include "stall/peers.h"
#include "stall/trial.h"
#include "support/bridge_server.h"
#include "support/echo_server.h"
#include "support/imagetools_server.h"
#include "support/orchestrator_server.h"
#include "support/picture_server.h"
#include "ui/common/translations.h"

#include <QApplication>
#include <QFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTest>

#include <csignal>
#include <cstdio>
#include <thread>

#include <sys/resource.h>

using namespace fw;
using namespace fw::test;
using faults::FaultProxy;
using faults::Toxics;
using store::Fate;
using wire::JobState;

#define SOON(what) QVERIFY(turnUntil([&] { return (what); }, 30'000))

namespace {

// Nothing a server does may hold the window up for longer, whatever else the machine does.
constexpr double neverBlocked = 2000;

} // namespace

/// How long the window's thread is held up by what servers, network and disk can do. It always
/// works and says so; the times are printed and written to build/stalls.txt.
class TestStall final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void serverThatNeverAnswers();
    void serverThatRefuses();
    void lineThatGoesDead();
    void lineOfSingleBytes();
    void slowLine();
    void burst();
    void bigAnswers_data();
    void bigAnswers();
    void nonsense();
    void manyPictures();
    void acceptAndDrop();
    void hubThatRestarts();
    void slowDisk();
    void fullDisk();
    void thousandEdits();
    void clockThatJumps();
    void fourServersAtOnce();
    void removalWhileReading();

private:
    void overLine(const QString &fault, const Toxics &toxics, int jobs);
    void take(const StallRow &row);

    QTemporaryDir m_dir;
    QString m_journal;
    Backroom m_room;
    std::vector<StallRow> m_rows;
};

void TestStall::initTestCase()
{
    ui::installTranslations(*QCoreApplication::instance(), u"en"_s);
    m_journal = m_dir.filePath(u"journal.sqlite"_s);
    fillJournal(m_journal);
}

void TestStall::cleanupTestCase()
{
    const QByteArray table = tableOf(m_rows).toUtf8();
    std::fputs(table.constData(), stdout);
    QFile file(QStringLiteral(FW_STALLS_FILE));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(table);
}

void TestStall::take(const StallRow &row)
{
    m_rows.push_back(row);
    QVERIFY2(row.report.worst < neverBlocked, qPrintable(tableOf({ row })));
}

// The whole way from the profile on, as at a start of the program.
void TestStall::serverThatNeverAnswers()
{
    Kept<FakeServer> server(m_room);
    m_room.run([&] {
        server->silent = true;
        server->listen();
    });
    Trial trial(m_journal);
    wire::Profile here = trial.desk.profiles.all().front();
    here.autoConnect = false; // no hub is started here
    QVERIFY(trial.desk.profiles.save(here));
    wire::Profile profile;
    profile.id = studio;
    profile.name = studio.text;
    profile.dialect = u"orchestrator"_s;
    profile.address = server->url();
    QVERIFY(trial.desk.profiles.save(profile));
    trial.begin();
    trial.desk.open([&] { trial.desk.roster.start(); });
    SOON(trial.desk.isLoaded() && trial.desk.of(studio));
    SOON(trial.desk.chip().contains(u"Connecting"_s));
    turnFor(4000);
    take(trial.end(u"never answers, from the start on"_s));
    QVERIFY(trial.desk.window.isVisible());
    QVERIFY2(trial.desk.chip().contains(u"Connecting"_s), qPrintable(trial.desk.chip()));
    QVERIFY(trial.hasJobs(manyJobs));
    QCOMPARE(trial.shownFor(jobName(1234)), 1);
}

void TestStall::serverThatRefuses()
{
    quint16 port = 0;
    {
        QTcpServer gone;
        QVERIFY(gone.listen(QHostAddress::LocalHost));
        port = gone.serverPort();
    }
    Trial trial(m_journal);
    QVERIFY(trial.open());
    trial.begin();
    trial.desk.addStudio(QUrl(u"http://127.0.0.1:%1/"_s.arg(port)));
    SOON(trial.bannerShown());
    turnFor(4000);
    take(trial.end(u"refuses"_s));
    QVERIFY2(trial.desk.chip().contains(u"Offline"_s), qPrintable(trial.desk.chip()));
    QVERIFY(trial.hasJobs(manyJobs));
}

void TestStall::lineThatGoesDead()
{
    Kept<FakeServer> server(m_room);
    m_room.run([&] { fill(*server); });
    FaultProxy proxy(1);
    QVERIFY(proxy.listen());
    proxy.setServer(server->url());
    Trial trial(m_journal);
    QVERIFY(trial.open(proxy.url()));
    Toxics dead;
    dead.mutesClient = true;
    dead.mutesServer = true;
    proxy.set(dead);
    trial.begin();
    trial.sendEdits(20);
    turnFor(5000);
    take(trial.end(u"black hole after live"_s));
    QCOMPARE(trial.desk.store.state().edits.size(), size_t(20));
    QCOMPARE(trial.desk.count(Fate::Accepted), 0);
    proxy.set({});
    proxy.cutAll(faults::End::Rst);
    SOON(trial.desk.phase() == Phase::Live && trial.desk.count(Fate::Accepted) == 20);
    QVERIFY(trial.hasJobs(manyJobs));
}

void TestStall::lineOfSingleBytes()
{
    Toxics slices;
    slices.slices = true;
    overLine(u"one-byte slices"_s, slices, 200);
}

void TestStall::slowLine()
{
    Toxics slow;
    slow.bytesPerSecond = 32 * 1024;
    overLine(u"32 kB/s"_s, slow, 400);
}

void TestStall::overLine(const QString &fault, const Toxics &toxics, int jobs)
{
    Kept<FakeServer> server(m_room);
    m_room.run([&] { fill(*server, jobs); });
    FaultProxy proxy(2);
    QVERIFY(proxy.listen());
    proxy.setServer(server->url());
    proxy.set(toxics);
    Trial trial(m_journal);
    QVERIFY(trial.open());
    trial.begin();
    trial.desk.addStudio(proxy.url());
    SOON(trial.desk.phase() == Phase::Live);
    turnFor(1000);
    take(trial.end(fault, u"%1 bytes"_s.arg(proxy.passed())));
    QVERIFY(trial.hasJobs(jobs));
}

void TestStall::burst()
{
    constexpr int ticks = 500; // 10 s
    constexpr int each = 100;
    constexpr int moving = 1000;
    Kept<FakeServer> server(m_room);
    m_room.run([&] { fill(*server); });
    Trial trial(m_journal);
    QVERIFY(trial.open(server->url()));
    trial.begin();
    QElapsedTimer clock;
    clock.start();
    Kept<Ticker> ticker(m_room, ticks, std::function<void(int)>([&server](int left) {
                            for (int i = 0; i < each; ++i) {
                                const int step = (ticks - 1 - left) * each + i;
                                const bool last = step >= ticks * each - moving;
                                QJsonObject more{ { "state"_L1, last ? u"done"_s : u"running"_s },
                                                  { "progress"_L1, last ? 100 : step / moving } };
                                server->changeJob(jobName(step % moving), more);
                            }
                        }));
    SOON(ticker->done.load());
    const double rate = ticks * each * 1000.0 / double(clock.elapsed());
    SOON(trial.hasJobs(manyJobs, [](int i) { return i < moving ? JobState::Done : jobState(i); }));
    take(trial.end(u"burst of 50,000 messages"_s, u"%1 messages/s"_s.arg(qRound(rate))));
    QCOMPARE(trial.desk.phase(), Phase::Live);
}

void TestStall::bigAnswers_data()
{
    QTest::addColumn<bool>("list");
    QTest::newRow("list") << true;
    QTest::newRow("detail") << false;
}

void TestStall::bigAnswers()
{
    QFETCH(bool, list);
    int count = 0;
    const QByteArray body = list ? bigList(count) : bigDetail(jobName(0));
    Kept<FakeServer> server(m_room);
    m_room.run([&] {
        if (list) {
            server->listen();
            server->refuseUpgrade = 404;
        } else {
            fill(*server);
        }
        server->http = [list, body](const QByteArray &, const QString &path, const QByteArray &) {
            const bool wanted = list
                ? path.startsWith(u"/api/jobs?limit=500"_s) && !path.contains(u"state="_s)
                : path == u"/api/jobs/"_s + jobName(0);
            return wanted ? std::pair<int, QByteArray>{ 200, body }
                          : std::pair<int, QByteArray>{ 0, {} };
        };
    });
    Trial trial(m_journal);
    QVERIFY(trial.open(list ? QUrl() : server->url()));
    trial.begin();
    if (list) {
        trial.desk.policy = quickPolicy();
        trial.desk.addStudio(server->url());
        SOON(trial.desk.phase() == Phase::Polling && trial.desk.count(studio) == count);
    } else {
        const store::JobKey key{ studio, JobId{ jobName(0) } };
        trial.desk.of(studio)->setWatchedJobs({ key.job });
        const auto &state = trial.desk.store.state();
        SOON(state.partsOf(key) && state.partsOf(key)->log.size() == store::State::maxLogLines);
    }
    turnFor(1000);
    take(trial.end(list ? u"16 MiB list"_s : u"16 MiB detail"_s,
                   list ? u"%1 jobs"_s.arg(count) : QString()));
}

void TestStall::nonsense()
{
    static const QByteArrayList texts{
        "{",
        "[]",
        "null",
        "\"text\"",
        R"({"type":"event"})",
        R"({"type":"event","channel":"processing:jobs","seq":"x","event":"updated","data":{}})",
        R"({"type":"job_v2","jobId":7})",
        R"({"type":["event"],"channel":{},"data":1e400})",
        QByteArray(2000, '['),
        R"({"type":"heartbeat","heads":{"processing:jobs":[]}})",
    };
    Kept<FakeServer> server(m_room);
    m_room.run([&] { fill(*server); });
    Trial trial(m_journal);
    QVERIFY(trial.open(server->url()));
    trial.begin();
    Kept<Ticker> ticker(m_room, 250, std::function<void(int)>([&server](int left) {
                            for (int i = 0; i < 20; ++i)
                                server->sendToAll(texts[(left + i) % texts.size()]);
                        }));
    SOON(ticker->done.load());
    turnFor(500);
    take(trial.end(u"1,000 malformed messages/s"_s,
                   u"%1 problems"_s.arg(trial.desk.of(studio)->connection().problems)));
    QVERIFY(trial.desk.of(studio)->connection().problems > 0);
    SOON(trial.desk.phase() == Phase::Live);
    m_room.run([&] { server->changeJob(jobName(7), { { "state"_L1, u"cancelled"_s } }); });
    SOON(trial.hasJobs(manyJobs, [](int i) { return i == 7 ? JobState::Cancelled : jobState(i); }));
}

void TestStall::manyPictures()
{
    constexpr int count = 2000;
    const QByteArray picture = jpeg();
    Kept<PictureServer> server(m_room);
    m_room.run([&] {
        for (int i = 0; i < count; ++i)
            server->answer(u"/image/%1"_s.arg(i),
                           { 200, picture, "Content-Type: image/jpeg\r\n", true });
    });
    const QUrl base = server->url(u"/image/"_s);
    Trial trial(m_journal);
    QVERIFY(trial.open());
    trial.begin();
    QSet<int> missing;
    for (int i = 0; i < count; ++i)
        missing.insert(i);
    const auto ask = [&] { // a hundred at a time: what a view can show at once
        QList<int> now(missing.cbegin(), missing.cend());
        now.resize(std::min<qsizetype>(now.size(), 100));
        for (const int i : std::as_const(now)) {
            const auto got = trial.desk.pictures.picture(
                { base.resolved(QUrl(QString::number(i))), {}, { 96, 54 } });
            if (got.state == pictures::Pictures::State::Ready)
                missing.remove(i);
        }
        return missing.isEmpty();
    };
    SOON(ask());
    take(trial.end(u"2,000 pictures at once"_s));
}

void TestStall::acceptAndDrop()
{
    Kept<Dropper> server(m_room);
    Trial trial(m_journal);
    QVERIFY(trial.open());
    trial.begin();
    trial.desk.policy = quickPolicy();
    for (int i = 0; i < 4; ++i)
        trial.desk.addServer(u"orchestrator"_s, i == 0 ? studio : ServerId{ u"s%1"_s.arg(i) },
                             server->url());
    turnFor(5000);
    take(trial.end(u"accept and drop, 4 servers"_s, u"%1 drops"_s.arg(server->dropped.load())));
    QVERIFY(server->dropped.load() > 20);
    QVERIFY(trial.bannerShown());
    QVERIFY(trial.hasJobs(manyJobs));
}

void TestStall::hubThatRestarts()
{
    Kept<FakeServer> server(m_room);
    m_room.run([&] { fill(*server); });
    Trial trial(m_journal);
    QVERIFY(trial.open(server->url()));
    trial.begin();
    for (int round = 1; round <= 3; ++round) {
        const auto truth = [round](int i) {
            return i % 10 == 0 && i / 10 % 3 < round ? JobState::Cancelled : jobState(i);
        };
        m_room.post([&server, truth] {
            for (int i = 0; i < manyJobs; ++i)
                server->changeJob(jobName(i), { { "state"_L1, wire::stateWord(truth(i)) } });
            server->restart();
        });
        SOON(trial.hasJobs(manyJobs, truth) && trial.desk.phase() == Phase::Live);
    }
    take(trial.end(u"hub restarts, 5,000 jobs"_s, u"3 restarts"_s));
}

void TestStall::slowDisk()
{
    Kept<FakeServer> server(m_room);
    m_room.run([&] { fill(*server); });
    Trial trial(m_journal);
    QVERIFY(trial.open(server->url()));
    std::atomic<bool> locked = false;
    std::atomic<bool> freed = false;
    std::thread other([&, path = trial.desk.dir.filePath(u"journal.sqlite"_s)] {
        {
            auto db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"lock"_s);
            db.setDatabaseName(path);
            QSqlQuery query(db);
            locked = db.open() && query.exec(u"BEGIN IMMEDIATE"_s);
            QThread::sleep(3); // how long the disk is busy
            freed = query.exec(u"ROLLBACK"_s);
        }
        QSqlDatabase::removeDatabase(u"lock"_s);
    });
    SOON(locked.load());
    trial.begin();
    trial.sendEdits(20);
    turnFor(1500);
    const qsizetype drafts = trial.desk.count(Fate::Draft);
    const bool early = freed.load();
    SOON(trial.desk.count(Fate::Accepted) == 20);
    take(trial.end(u"journal locked for 3 s"_s));
    other.join();
    QVERIFY2(early || drafts == 20, "an edit that is not on the disk was called queued");
}

void TestStall::fullDisk()
{
    Kept<FakeServer> server(m_room);
    m_room.run([&] { fill(*server); });
    Trial trial(m_journal);
    QVERIFY(trial.open(server->url()));
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    QCOMPARE(::getrlimit(RLIMIT_FSIZE, &before), 0);
    rlimit none = before;
    none.rlim_cur = 4096; // every file that is longer is full
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &none), 0);
    trial.begin();
    trial.sendEdits(20);
    const bool held = turnUntil([&] { return trial.desk.count(Fate::Held) == 20; }, 30'000);
    turnFor(2000);
    const StallRow row = trial.end(u"disk full"_s);
    QCOMPARE(::setrlimit(RLIMIT_FSIZE, &before), 0);
    take(row);
    QVERIFY(held);
    QCOMPARE(trial.desk.count(Fate::Accepted), 0);
    trial.desk.store.releaseAll(studio);
    SOON(trial.desk.count(Fate::Accepted) == 20);
}

void TestStall::thousandEdits()
{
    constexpr int count = 1000;
    Kept<FakeServer> server(m_room);
    m_room.run([&] { fill(*server); });
    FaultProxy proxy(4);
    QVERIFY(proxy.listen());
    proxy.setServer(server->url());
    Trial trial(m_journal);
    QVERIFY(trial.open(proxy.url()));
    Toxics down;
    down.down = true;
    proxy.set(down);
    proxy.cutAll(faults::End::Rst);
    SOON(trial.desk.phase() != Phase::Live);
    trial.begin();
    trial.sendEdits(count); // "select all, pause": in one turn
    SOON(trial.desk.count(Fate::Queued) == count);
    turnFor(1000);
    proxy.set({});
    trial.desk.of(studio)->connectNow();
    SOON(trial.desk.count(Fate::Accepted) == count);
    int said = 0;
    take(trial.end(u"1,000 queued edits"_s));
    m_room.run([&] { said = int(server->ops.size()); });
    QCOMPARE(said, count);
}

void TestStall::clockThatJumps()
{
    Kept<FakeServer> server(m_room);
    m_room.run([&] { fill(*server); });
    Trial trial(m_journal);
    QVERIFY(trial.open(server->url()));
    trial.begin();
    Kept<Ticker> ticker(m_room, 250, std::function<void(int)>([&server](int left) {
                            server->changeJob(jobName(left), { { "progress"_L1, left % 100 } });
                        }));
    using std::chrono::hours;
    for (const auto by : { hours(24 * 365), -hours(24 * 730), hours(24 * 365) }) {
        turnFor(1500);
        trial.desk.clock.jump(by);
    }
    SOON(ticker->done.load());
    take(trial.end(u"clock a year on, two back"_s));
    QCOMPARE(trial.desk.phase(), Phase::Live);
    QVERIFY(trial.hasJobs(manyJobs));
}

void TestStall::fourServersAtOnce()
{
    const ServerId echoId{ u"echo"_s };
    const ServerId toolsId{ u"imagetools"_s };
    const ServerId brandrId{ u"brandr"_s };
    const ServerId bridgeId{ u"bridge"_s };
    Kept<EchoServer> echo(m_room);
    Kept<ImageToolsServer> tools(m_room);
    Kept<OrchestratorServer> brandr(m_room);
    Kept<BridgeServer> bridge(m_room);
    Secret token;
    m_room.run([&] {
        echo->listen();
        tools->listen();
        brandr->listen();
        bridge->listen();
        echo->hasSocket = true;
        for (int i = 0; i < 200; ++i) {
            tools->addImage(u"photo_%1.jpg"_s.arg(i));
            brandr->addSource(u"clip_%1.mp4"_s.arg(i), u"Clip %1.mp4"_s.arg(i));
        }
        token = Secret(echo->auth().makeAccess());
    });
    Trial trial(m_journal);
    QVERIFY(trial.open());
    trial.begin();
    Desk &desk = trial.desk;
    desk.addServer(u"echo"_s, echoId, echo->url(), token);
    desk.addServer(u"imagetools"_s, toolsId, tools->url());
    desk.addServer(u"orchestrator"_s, brandrId, brandr->url());
    desk.addServer(u"bridge"_s, bridgeId, bridge->url());
    SOON(desk.phase(brandrId) == Phase::SignInNeeded);
    desk.of(brandrId)->signIn({ wire::SignInKind::Password,
                                { { u"email"_s, Secret(brandr->email.toUtf8()) },
                                  { u"password"_s, Secret(brandr->password.toUtf8()) } } });
    const auto isGood = [&desk](const ServerId &id) {
        return desk.phase(id) == Phase::Live || desk.phase(id) == Phase::Polling;
    };
    SOON(isGood(echoId) && isGood(toolsId) && isGood(brandrId) && isGood(bridgeId));
    m_room.post([&] {
        echo->burst(1000);
        tools->abortSockets(); // each in its own way
        brandr->hold();
        bridge->hung = true;
        echo->mute();
    });
    SOON(desk.count(echoId) >= 1000);
    turnFor(4000);
    take(trial.end(u"four servers, four faults"_s));
    QVERIFY(trial.hasJobs(manyJobs));
    m_room.run([&] { brandr->release(); });
}

// The session ends on the network thread, which is in the middle of a long answer.
void TestStall::removalWhileReading()
{
    int count = 0;
    const QByteArray body = bigList(count);
    std::atomic<int> asked = 0;
    Kept<FakeServer> server(m_room);
    m_room.run([&] {
        server->listen();
        server->refuseUpgrade = 404;
        server->http = [body, &asked](const QByteArray &, const QString &path, const QByteArray &) {
            if (!path.startsWith(u"/api/jobs?limit=500"_s) || path.contains(u"state="_s))
                return std::pair<int, QByteArray>{ 0, {} };
            ++asked;
            return std::pair<int, QByteArray>{ 200, body };
        };
    });
    Trial trial(m_journal);
    QVERIFY(trial.open());
    trial.begin();
    for (int i = 0; i < 5; ++i) {
        const int before = asked.load();
        trial.desk.policy = quickPolicy();
        trial.desk.addStudio(server->url());
        SOON(asked.load() > before);
        turnFor(20 + 40 * i);
        trial.desk.sessions.remove(studio);
        QCOMPARE(trial.desk.count(studio), 0);
    }
    take(trial.end(u"removed while 16 MiB are read"_s, u"5 times"_s));
}

QTEST_MAIN(TestStall)
#include "tst_stall.moc"
