// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/desk_run.h"
#include "support/fake_server.h"
#include "support/hub_program.h"

#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

// A real session keeps its own pace; how fast the machine is must not matter.
#define SOON_COMPARE(actual, wanted) QTRY_COMPARE_WITH_TIMEOUT(actual, wanted, 20000)
#define SOON_VERIFY(what) QTRY_VERIFY_WITH_TIMEOUT(what, 20000)

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using store::Fate;
using store::Hold;

namespace {

wire::Profile profileOf(const QUrl &address)
{
    wire::Profile profile;
    profile.id = ServerId{ u"fake"_s };
    profile.name = u"Fake"_s;
    profile.address = address;
    return profile;
}

wire::RunAction setBrand(const QString &brand, int padding)
{
    wire::RunAction run;
    run.action = u"brand.set"_s;
    run.target = brand;
    run.arguments = { { u"logoPadding"_s, padding } };
    return run;
}

} // namespace

/// The desktop ends and starts again on the same journal, while its server goes on.
class TestRestart final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();

    void itGoesOnWhereItWas();
    void anotherEpochIsReadWhole();
    void aLogThatWasCutIsReadWhole();
    void damageIsReadWhole();
    void itWaitsForTheJournal();
    void workingOfflineInBetweenKeepsThePlace();
    void aReplacedServerIsReadAsIfItWereNew();
    void withTheHubNothingIsMissed();

private:
    QString journal() const { return m_dir->filePath(u"journal.sqlite"_s); }
    std::unique_ptr<DeskRun> run() const
    {
        return std::make_unique<DeskRun>(journal(), profileOf(m_server->url()));
    }
    /// A first run that reads everything and ends.
    void firstRun();

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<FakeServer> m_server;
};

void TestRestart::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<FakeServer>();
    QVERIFY(m_server->listen());
}

void TestRestart::cleanup()
{
    m_server.reset();
    m_dir.reset();
}

void TestRestart::firstRun()
{
    m_server->setJob(u"a"_s, u"running"_s);
    m_server->setJob(u"b"_s, u"queued"_s);
    m_server->setJob(u"c"_s, u"done"_s);
    const auto first = run();
    first->begin();
    SOON_VERIFY(first->isLive());
    QCOMPARE(first->replaced, QStringList{ u"jobs"_s });
    m_server->setJob(u"d"_s, u"queued"_s); // moves the place on
    SOON_COMPARE(first->stateOf(u"d"_s), u"queued"_s);
}

void TestRestart::itGoesOnWhereItWas()
{
    firstRun();
    m_server->setJob(u"a"_s, u"done"_s);
    m_server->removeJob(u"b"_s);
    m_server->setJob(u"e"_s, u"running"_s);
    m_server->push(u"processing:status"_s, u"complete"_s,
                   { { "jobId"_L1, u"d"_s }, { "status"_L1, u"completed"_s } });
    const auto next = run();
    next->begin();
    SOON_VERIFY(next->isLive());
    QCOMPARE(next->replaced, QStringList());
    QCOMPARE(next->confirmed, QStringList{ u"jobs"_s });
    QCOMPARE(next->stateOf(u"a"_s), u"done"_s);
    QCOMPARE(next->stateOf(u"b"_s), u"none"_s);
    QCOMPARE(next->stateOf(u"c"_s), u"done"_s);
    QCOMPARE(next->stateOf(u"d"_s), u"done"_s);
    QCOMPARE(next->stateOf(u"e"_s), u"running"_s);
    QVERIFY(next->allConfirmed());
    QStringList resumed;
    const QJsonArray asked = m_server->lastMessage(u"subscribe"_s)["channels"_L1].toArray();
    for (const auto &one : asked) {
        if (one.toObject().contains("epoch"_L1))
            resumed.append(one.toObject()["channel"_L1].toString());
    }
    // What the journal does not keep is read whole: stages, pictures, metadata, the machine's load.
    QCOMPARE(resumed, QStringList({ u"processing:jobs"_s, u"processing:status"_s }));
    m_server->setJob(u"f"_s, u"queued"_s);
    SOON_COMPARE(next->stateOf(u"f"_s), u"queued"_s);
    QCOMPARE(next->session->connection().gaps, 0);
}

void TestRestart::anotherEpochIsReadWhole()
{
    firstRun();
    m_server->restart();
    m_server->removeJob(u"b"_s);
    m_server->setJob(u"e"_s, u"running"_s);
    const auto next = run();
    next->begin();
    SOON_VERIFY(next->isLive());
    QCOMPARE(next->replaced, QStringList{ u"jobs"_s });
    QCOMPARE(next->confirmed, QStringList());
    QCOMPARE(next->stateOf(u"b"_s), u"none"_s);
    QCOMPARE(next->stateOf(u"e"_s), u"running"_s);
    QVERIFY(next->allConfirmed());
}

void TestRestart::aLogThatWasCutIsReadWhole()
{
    firstRun();
    m_server->ring = 2;
    for (const QString &id : { u"w"_s, u"x"_s, u"y"_s, u"z"_s })
        m_server->setJob(id, u"queued"_s);
    m_server->removeJob(u"a"_s);
    const auto next = run();
    next->begin();
    SOON_VERIFY(next->isLive());
    QCOMPARE(next->replaced, QStringList{ u"jobs"_s });
    QCOMPARE(next->stateOf(u"a"_s), u"none"_s);
    QCOMPARE(next->stateOf(u"w"_s), u"queued"_s);
}

void TestRestart::damageIsReadWhole()
{
    firstRun();
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"test"_s);
        db.setDatabaseName(journal());
        QVERIFY(db.open());
        QSqlQuery query(db);
        QVERIFY(query.exec(u"UPDATE recent SET data=x'01' WHERE job='b'"_s));
    }
    QSqlDatabase::removeDatabase(u"test"_s);
    const auto next = run();
    next->begin();
    SOON_VERIFY(next->isLive());
    QCOMPARE(next->replaced, QStringList{ u"jobs"_s });
    QCOMPARE(next->stateOf(u"b"_s), u"queued"_s);
}

void TestRestart::itWaitsForTheJournal()
{
    firstRun();
    const auto next = run();
    next->begin({}, false);
    const int before = m_server->countOf(u"hello"_s);
    QSignalSpy applied(&next->store, &store::Store::applied);
    QCoreApplication::processEvents();
    QCOMPARE(next->session->connection().phase, session::ConnectionInfo::Phase::Idle);
    QVERIFY(!next->store.isLoaded());
    next->journal.load();
    SOON_VERIFY(next->isLive());
    QCOMPARE(next->confirmed, QStringList{ u"jobs"_s });
    QCOMPARE(m_server->countOf(u"hello"_s), before + 1);
    const auto stopped = run();
    stopped->begin({}, false);
    stopped->session->disconnectNow(); // a person changed their mind before it was read
    stopped->journal.load();
    SOON_VERIFY(stopped->store.isLoaded());
    m_server->setJob(u"later"_s, u"queued"_s);
    SOON_COMPARE(next->stateOf(u"later"_s), u"queued"_s);
    QCOMPARE(m_server->countOf(u"hello"_s), before + 1);
}

void TestRestart::workingOfflineInBetweenKeepsThePlace()
{
    firstRun();
    const quint16 port = m_server->port();
    m_server->stopListening();
    {
        const auto offline = run();
        offline->begin();
        SOON_COMPARE(offline->session->connection().phase, session::ConnectionInfo::Phase::Offline);
        QCOMPARE(offline->stateOf(u"a"_s), u"running"_s);
    }
    QVERIFY(m_server->listen(port));
    m_server->setJob(u"a"_s, u"done"_s);
    const auto next = run();
    next->begin();
    SOON_VERIFY(next->isLive());
    QCOMPARE(next->confirmed, QStringList{ u"jobs"_s });
    QCOMPARE(next->replaced, QStringList());
    QCOMPARE(next->stateOf(u"a"_s), u"done"_s);
}

void TestRestart::aReplacedServerIsReadAsIfItWereNew()
{
    firstRun();
    {
        const auto next = run();
        next->begin();
        SOON_VERIFY(next->isLive());
        next->session.reset();
        next->store.removeServer(next->profile.id);
    }
    const auto after = run();
    after->begin();
    SOON_VERIFY(after->isLive());
    QCOMPARE(after->replaced, QStringList{ u"jobs"_s });
}

void TestRestart::withTheHubNothingIsMissed()
{
    HubProgram hub(QStringLiteral(FW_BIN_DIR "/framewatch-hub"), m_dir->filePath(u"hub"_s));
    QVERIFY(hub.isReady());
    const wire::Profile profile = profileOf(hub.address());
    const Secret token(hub.token());
    const auto padding = [](const DeskRun &desk, const QString &brand) {
        const auto *entry
            = desk.store.state().find({ desk.profile.id, u"brand"_s, ItemId{ brand } });
        return entry ? wire::fieldOf(entry->item, u"logoPadding").toInt() : -1;
    };
    const auto send = [](DeskRun &desk, const QString &brand, int value) {
        const EditId id = desk.session->send(setBrand(brand, value));
        SOON_COMPARE(desk.fate(id), Fate::Accepted);
    };
    {
        DeskRun first(journal(), profile);
        first.begin(token);
        SOON_VERIFY(first.isLive());
        QVERIFY(first.replaced.contains(u"brand"_s));
        send(first, u"AcmeNews"_s, 10);
        SOON_COMPARE(padding(first, u"AcmeNews"_s), 10);
    }
    { // somebody else, meanwhile
        DeskRun other(m_dir->filePath(u"other.sqlite"_s), profile);
        other.begin(token);
        SOON_VERIFY(other.isLive());
        send(other, u"AcmeNews"_s, 20);
        send(other, u"Second"_s, 30);
    }
    DeskRun next(journal(), profile);
    next.begin(token);
    SOON_VERIFY(next.isLive());
    QCOMPARE(next.replaced, QStringList());
    QVERIFY(next.confirmed.contains(u"jobs"_s) && next.confirmed.contains(u"brand"_s));
    SOON_COMPARE(padding(next, u"AcmeNews"_s), 20);
    QCOMPARE(padding(next, u"Second"_s), 30);
    QVERIFY(next.allConfirmed());
}

QTEST_GUILESS_MAIN(TestRestart)
#include "tst_restart.moc"
