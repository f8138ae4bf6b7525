// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/world.h"
#include "support/echo_server.h"

#include <QFile>
#include <QRandomGenerator>
#include <QTest>

#include <csignal>
#include <cstdio>

#include <sys/resource.h>

using namespace fw::faults;
using namespace Qt::StringLiterals;

/// Real processes and what may happen to them (reliability.md 7.1): a hub, two desks, a network
/// between them. A tenth of the amounts; all of them with FW_FAULTS_FULL=1. FW_FAULTS_SEED makes
/// the same run again, as far as the machine lets it.
class TestFaults final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();

    void aHubIsKilled();
    void aDeskIsKilled();
    void aConnectionIsHalfOpen();
    void aConnectionIsCut();
    void theNetworkIsBad_data();
    void theNetworkIsBad();
    void pollsOvertakeEachOther();
    void aDiskIsFull();
    void aClockJumps();
    void aTokenEnds();
    void anOldRecordIsPutBack();
    void aDeskSleeps();

private:
    /// \a tenth: how often in the suite.
    int amount(int tenth) const { return m_full ? tenth * 10 : tenth; }
    std::unique_ptr<World> world(const QString &name, int tenth, int tries = 100'000,
                                 bool preloads = false);
    /// Keeps the row; fails with what is broken.
    void end(World &world);

    bool m_full = qEnvironmentVariableIntValue("FW_FAULTS_FULL") == 1;
    quint64 m_seed = 0;
    QList<Row> m_rows;
};

void TestFaults::initTestCase()
{
    std::signal(SIGXFSZ, SIG_IGN); // children keep it so: a write beyond the limit fails, no more
    std::signal(SIGPIPE, SIG_IGN);
    if (!qEnvironmentVariableIsSet("FW_FAULTS_LOG"))
        qputenv("QT_LOGGING_RULES", "framewatch.*=false");
    bool given = false;
    m_seed = qEnvironmentVariable("FW_FAULTS_SEED").toULongLong(&given);
    if (!given)
        m_seed = QRandomGenerator::system()->generate();
    std::printf("faults: seed %llu\n", static_cast<unsigned long long>(m_seed));
    std::fflush(stdout);
}

void TestFaults::cleanupTestCase()
{
    const QByteArray text = tableOf(m_rows, m_seed).toUtf8();
    std::fputs(text.constData(), stdout);
    std::fflush(stdout);
    QFile file(QStringLiteral(FW_SOURCE_DIR "/build/faults.txt"));
    if (file.open(QIODevice::WriteOnly))
        file.write(text);
}

std::unique_ptr<World> TestFaults::world(const QString &name, int tenth, int tries, bool preloads)
{
    auto made = std::make_unique<World>(m_seed + quint64(m_rows.size()));
    made->row.name = name;
    made->row.amount = amount(tenth);
    if (preloads)
        made->usePreload();
    if (!made->open(tries)) {
        made->broken(0, made->trouble());
        made->row.amount = 0;
    }
    return made;
}

void TestFaults::end(World &world)
{
    world.row.counts = world.recorder.counts();
    m_rows.append(world.row);
    const QString text = world.row.broken.mid(0, 8).join(u"\n"_s);
    QVERIFY2(world.row.broken.isEmpty(), qPrintable(text));
    QVERIFY(world.row.counts.accepted > 0);
}

void TestFaults::aHubIsKilled()
{
    const auto w = world(u"kill -9 of the hub"_s, 50);
    const QString clip = w->file(u"clip.mp4"_s);
    QVERIFY(fw::test::makeClip(clip, 1, { 64, 64 }));
    for (int step = 0; step < w->row.amount && w->row.broken.isEmpty(); ++step) {
        if (step % 10 == 3)
            w->desks[0]->send({ { u"add"_s, clip } });
        w->edit(16);
        w->wait(20 + w->under(120));
        w->mark();
        w->hub.killHard();
        w->wait(w->under(60));
        if (!w->startHub()) {
            w->broken(step, w->trouble());
            break;
        }
        w->recover(step);
        w->settle(step);
        const QSet<QString> jobs = w->hub.jobIds();
        if (jobs.size() != w->recorder.acceptedAdds())
            w->broken(step,
                      u"I2 %1 jobs were added, the hub has %2"_s.arg(w->recorder.acceptedAdds())
                          .arg(jobs.size()));
        if (step % 10 == 3) {
            for (const QString &job : jobs)
                w->desks[1]->send({ { u"cancel"_s, job } });
        }
    }
    end(*w);
}

// Edits are on their way and some are made while it cannot reach the hub.
void TestFaults::aDeskIsKilled()
{
    const auto w = world(u"kill -9 of a desk"_s, 20);
    for (int step = 0; step < w->row.amount && w->row.broken.isEmpty(); ++step) {
        const int victim = w->under(2);
        Toxics toxics;
        toxics.mutesServer = w->under(3) == 0; // no answers: all of them are unacknowledged
        w->proxy.set(toxics);
        w->edit(10);
        w->wait(20 + w->under(100));
        w->mark();
        w->desks.at(size_t(victim))->killHard();
        w->look(step);
        w->proxy.set({});
        if (!w->startDesk(victim))
            w->broken(step, u"desk %1 does not start"_s.arg(victim));
        w->recover(step, { victim });
        w->settle(step);
    }
    end(*w);
}

void TestFaults::aConnectionIsHalfOpen()
{
    const auto w = world(u"half-open"_s, 10);
    for (int step = 0; step < w->row.amount && w->row.broken.isEmpty(); ++step) {
        w->edit(30);
        w->wait(30 + w->under(60));
        Toxics toxics;
        toxics.mutesClient = step % 3 != 1;
        toxics.mutesServer = step % 3 != 2;
        w->mark();
        w->proxy.set(toxics);
        w->wait(50);
        w->proxy.set({}); // what was open stays dead; whoever connects anew gets through
        // Found by silence alone: the end of what is mute is never told.
        w->recover(step);
        w->settle(step);
    }
    end(*w);
}

void TestFaults::aConnectionIsCut()
{
    const auto w = world(u"cut anywhere"_s, 20);
    for (int step = 0; step < w->row.amount && w->row.broken.isEmpty(); ++step) {
        w->edit(10);
        w->wait(w->under(60));
        Toxics toxics;
        w->mark();
        switch (step % 4) {
        case 0:
            w->proxy.cutAll(End::Rst);
            break;
        case 1:
            w->proxy.cutAll(End::Fin);
            break;
        case 2: // new ones come no further than this
            toxics.limit = 200 + w->under(6000);
            toxics.end = w->under(2) == 0 ? End::Fin : End::Rst;
            w->proxy.set(toxics);
            w->proxy.cutAll(End::Rst);
            w->wait(200 + w->under(300));
            break;
        default:
            toxics.down = true;
            toxics.slowClose = Millis(50);
            w->proxy.set(toxics);
            w->proxy.cutAll(End::Fin);
            w->wait(100 + w->under(200));
            break;
        }
        w->proxy.set({});
        w->recover(step);
        w->settle(step);
    }
    end(*w);
}

void TestFaults::theNetworkIsBad_data()
{
    QTest::addColumn<int>("fault");
    QTest::newRow("latency 200 +- 100 ms") << 0;
    QTest::newRow("loss: stalls and cuts") << 1;
    QTest::newRow("32 kB/s") << 2;
    QTest::newRow("one byte at a time") << 3;
}

// A box of time: 5 s each, in full 50 s.
void TestFaults::theNetworkIsBad()
{
    QFETCH(int, fault);
    const auto w = world(QString::fromLatin1(QTest::currentDataTag()), 1);
    Toxics toxics;
    if (fault == 0) {
        toxics.latency = Millis(200);
        toxics.jitter = Millis(100);
    } else if (fault == 1) {
        toxics.stall = 0.05;
        toxics.cut = 0.003;
    } else if (fault == 2) {
        toxics.bytesPerSecond = 32'000;
    } else {
        toxics.slices = true;
    }
    w->proxy.set(toxics);
    QElapsedTimer timer;
    timer.start();
    for (int step = 0; !timer.hasExpired(m_full ? 50'000 : 3'000) && w->row.broken.isEmpty();
         ++step) {
        w->row.amount = step + 1;
        w->edit(fault < 2 ? 150 : 40);
        w->wait(700);
        w->look(step);
    }
    w->settle(w->row.amount);
    w->proxy.set({});
    end(*w);
}

// No sockets at all: everything goes by HTTP, and answers come in another order.
void TestFaults::pollsOvertakeEachOther()
{
    const auto w = world(u"polls in another order"_s, 2, 2);
    for (int step = 0; step < w->row.amount && w->row.broken.isEmpty(); ++step) {
        Toxics toxics;
        toxics.refusesSockets = true;
        toxics.reorders = true;
        w->mark();
        w->proxy.set(toxics);
        w->proxy.cutAll(End::Rst);
        const bool polls = QTest::qWaitFor(
            [&] {
                return w->desks[0]->phase() == "polling"_L1 && w->desks[1]->phase() == "polling"_L1;
            },
            20'000);
        if (!polls)
            w->broken(step,
                      u"the desks are %1 and %2"_s.arg(w->desks[0]->phase(), w->desks[1]->phase()));
        w->edit(60);
        w->wait(1500);
        w->settle(step, false);
        w->edit(60);
        w->wait(300);
        w->proxy.set({});
        w->recover(step);
        w->settle(step);
    }
    if (w->proxy.reordered() == 0)
        w->broken(w->row.amount, u"no answer was overtaken"_s);
    end(*w);
}

// Nothing may be shown as queued that is not on the disk, nothing as accepted that the hub lost.
void TestFaults::aDiskIsFull()
{
#ifdef FW_SANITIZED
    QSKIP("Sanitizers and preloaded libraries do not go together.");
#endif
    const auto w = world(u"disk full"_s, 5, 100'000, true);
    for (int step = 0; step < w->row.amount && w->row.broken.isEmpty(); ++step) {
        const int whose = step % 2 == 0 ? 0 : 2;
        const bool byQuota = step % 4 >= 2; // EFBIG instead of ENOSPC
        const auto pid = whose == 2 ? w->hub.pid() : w->desks[0]->pid();
        const auto fill = [&](bool full) {
            rlimit limit{ RLIM_INFINITY, RLIM_INFINITY };
            limit.rlim_cur = full ? 4096 : RLIM_INFINITY;
            if (byQuota)
                ::prlimit(pid_t(pid), RLIMIT_FSIZE, &limit, nullptr);
            else
                w->fillDisk(whose, full);
        };
        w->edit(20);
        w->wait(100);
        w->edit(0);
        w->desks[0]->state();
        w->desks[1]->state();
        fill(true);
        const int accepted = w->recorder.acceptedEdits();
        const QSet<QString> held = w->desks[0]->held();
        w->edit(20);
        w->wait(300);
        if (whose == 0 && (w->desks[0]->held() - held).isEmpty())
            w->broken(step, u"a desk that cannot write holds nothing"_s);
        w->desks[0]->send({ { u"release"_s, true } }); // no use yet
        w->wait(200);
        w->look(step);
        w->edit(0);
        w->desks[0]->state();
        w->desks[1]->state();
        if (whose == 0) { // what was not written cannot have been shown as written
            w->mark();
            w->desks[0]->killHard();
            w->look(step);
            fill(false);
            w->startDesk(0);
            w->recover(step, { 0 });
        } else {
            w->mark();
            w->hub.killHard();
            fill(false);
            if (!w->startHub())
                w->broken(step, w->trouble());
            w->recover(step);
        }
        w->settle(step);
        if (w->recorder.acceptedEdits() <= accepted)
            w->broken(step, u"nothing went on"_s);
    }
    end(*w);
}

void TestFaults::aClockJumps()
{
#ifdef FW_SANITIZED
    QSKIP("Sanitizers and preloaded libraries do not go together.");
#endif
    const auto w = world(u"clock jumps"_s, 2, 100'000, true);
    constexpr qint64 hour = 3600;
    const qint64 to2038 = 2147483650LL - QDateTime::currentSecsSinceEpoch();
    for (int step = 0; step < w->row.amount && w->row.broken.isEmpty(); ++step) {
        for (const qint64 shift : { hour, -hour, 24 * hour, -24 * hour, to2038, qint64(0) }) {
            const int before = w->desks[0]->phases() + w->desks[1]->phases();
            w->edit(25);
            w->wait(60);
            const int whose = w->under(4); // 3: all of them
            for (const int one : { 0, 1, 2 }) {
                if (whose == one || whose == 3 || shift == 0)
                    w->moveClock(one, shift);
            }
            w->wait(700); // longer than the time after which silence is looked into
            w->settle(step);
            const int after = w->desks[0]->phases() + w->desks[1]->phases();
            if (after != before)
                w->broken(step,
                          u"a jump of %1 s at %2 changed %3 phases"_s.arg(shift).arg(whose).arg(
                              after - before));
        }
    }
    end(*w);
}

// Every state in which a token can end; a server without revisions, whose sign-in is renewed.
void TestFaults::aTokenEnds()
{
    Row row;
    row.name = u"token ends"_s;
    row.amount = amount(2);
    fw::test::EchoServer server;
    QVERIFY(server.listen());
    server.hasSocket = true;
    server.hasPageRoutes = true;
    server.detailCrashes = false;
    server.pipelineFails = false;
    server.addJob(u"a.mp4"_s, u"COMPLETED"_s);
    server.addJob(u"b.mp4"_s, u"COMPLETED"_s);
    QTemporaryDir dir;
    Recorder recorder;
    QHash<QString, QString> last; // title by job, as accepted
    QHash<QString, QJsonObject> made;
    int signedOut = 0;
    DeskProcess desk(dir.filePath(u"desk.sqlite"_s), u"echo"_s, [&](const QJsonObject &line) {
        recorder.hear(0, line);
        if (line["t"_L1] == "made"_L1)
            made.insert(line["op"_L1].toString(), line);
        if (line["t"_L1] == "phase"_L1 && line["phase"_L1] == "signInNeeded"_L1)
            ++signedOut;
        if (line["fate"_L1] == "accepted"_L1) {
            const QJsonObject what = made[line["op"_L1].toString()];
            last[what["target"_L1].toString()] = what["arguments"_L1]["title"_L1].toString();
        }
    });
    QVERIFY(desk.start(m_seed, u"echo"_s));
    desk.send({ { u"connect"_s, server.url().toString() },
                { u"options"_s,
                  QJsonObject{ { u"authUrl"_s, server.url().toString() },
                               { u"anonKey"_s, QString::fromLatin1(server.auth().anonKey) } } } });
    desk.send({ { u"signIn"_s,
                  QJsonObject{ { u"email"_s, server.auth().email },
                               { u"password"_s, server.auth().password } } } });
    QTRY_COMPARE_WITH_TIMEOUT(desk.signIns(), 1, 20'000);
    QTRY_VERIFY_WITH_TIMEOUT(desk.isLive(), 20'000);
    signedOut = 0; // before anybody had signed in
    for (int step = 0; step < row.amount * 4; ++step) {
        const int lives = desk.lives();
        desk.send({ { u"every"_s, 30 } });
        QTest::qWait(100);
        server.refusesLate = step % 4 == 1;
        switch (step % 4) {
        case 0: // while connecting: the handshake is refused
        case 1: // while authenticating and resuming: let in, then closed with 4401
            server.auth().expireAccess();
            server.killAll();
            break;
        case 2: // live
            server.expireTokens();
            break;
        default: // the calls of edits alone
            server.auth().expireAccess();
            break;
        }
        QElapsedTimer timer;
        timer.start();
        if (step % 4 != 3)
            QTRY_VERIFY_WITH_TIMEOUT(desk.isLive() && desk.lives() > lives, 20'000);
        row.recoveries.append(timer.elapsed());
        QTest::qWait(150);
        desk.send({ { u"every"_s, 0 } });
        desk.state();
        QTRY_VERIFY2_WITH_TIMEOUT(desk.open().isEmpty(),
                                  qPrintable(recorder.historyOf(desk.open().values().value(0))),
                                  20'000);
        row.broken += recorder.check({}, { desk.journal() }, true);
        for (auto title = last.begin(); title != last.end(); ++title) {
            const QString now
                = server.job(title.key().toInt())["metadata"_L1]["title"_L1].toString();
            if (now != *title)
                row.broken.append(
                    u"seed %1, step %2: job %3 is called %4, accepted was %5"_s.arg(m_seed)
                        .arg(step)
                        .arg(title.key(), now, *title));
        }
    }
    if (signedOut > 0)
        row.broken.append(u"signed out %1 times"_s.arg(signedOut));
    row.counts = recorder.counts();
    m_rows.append(row);
    QVERIFY2(row.broken.isEmpty(), qPrintable(row.broken.mid(0, 8).join(u'\n')));
    QVERIFY(row.counts.accepted > 0);
}

// A record of before comes back: what came later is gone, and nobody may be misled by it.
void TestFaults::anOldRecordIsPutBack()
{
    const auto w = world(u"old record put back"_s, 2);
    const QStringList names{ u"hub.sqlite"_s, u"hub.sqlite-wal"_s, u"hub.sqlite-shm"_s };
    for (int step = 0; step < w->row.amount && w->row.broken.isEmpty(); ++step) {
        w->edit(15);
        w->wait(200);
        w->settle(step);
        w->mark();
        w->hub.killHard();
        for (const QString &name : names) {
            QFile::remove(w->file(u"old-"_s + name));
            QFile::copy(w->hubDir() + u'/' + name, w->file(u"old-"_s + name));
        }
        w->startHub();
        w->recover(step);
        w->edit(15);
        w->wait(200);
        w->look(step);
        w->mark();
        w->hub.killHard();
        w->look(step); // all that it ever said
        for (const QString &name : names) {
            QFile::remove(w->hubDir() + u'/' + name);
            QFile::copy(w->file(u"old-"_s + name), w->hubDir() + u'/' + name);
        }
        w->recorder.restored();
        w->startHub();
        w->recover(step);
        w->wait(100);
        w->settle(step);
    }
    end(*w);
}

// Longer than the time after which a silent connection is given up.
void TestFaults::aDeskSleeps()
{
    const auto w = world(u"sleep (SIGSTOP)"_s, 5);
    for (int step = 0; step < w->row.amount && w->row.broken.isEmpty(); ++step) {
        w->edit(20);
        w->wait(60 + w->under(60));
        DeskProcess &sleeper = *w->desks.at(size_t(w->under(2)));
        sleeper.signal(SIGSTOP);
        w->wait(1400);
        sleeper.signal(SIGCONT);
        QElapsedTimer timer;
        timer.start();
        const bool live = QTest::qWaitFor(
            [&] { return sleeper.state()["phase"_L1].toString() == "live"_L1; }, 20'000);
        w->row.recoveries.append(timer.elapsed());
        if (!live)
            w->broken(step, u"not live again but %1"_s.arg(sleeper.phase()));
        w->settle(step);
    }
    end(*w);
}

QTEST_GUILESS_MAIN(TestFaults)
#include "tst_faults.moc"
