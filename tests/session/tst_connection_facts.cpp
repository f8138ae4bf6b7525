// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "session/samples.h"
#include "session/seat.h"
#include "session/sessions.h"
#include "support/fake_server.h"
#include "support/faulty_wire.h"

#include <QSignalSpy>
#include <QTcpServer>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;
using Phase = session::ConnectionInfo::Phase;

namespace {

constexpr int patience = 20'000;

wire::Profile profileOf(const QUrl &address)
{
    wire::Profile profile;
    profile.id = ServerId{ u"fake"_s };
    profile.name = u"Fake"_s;
    profile.dialect = u"orchestrator"_s;
    profile.address = address;
    return profile;
}

const wire::Dialect &dialect()
{
    return *dialects::findDialect(u"orchestrator"_s);
}

wire::Command pauseOne()
{
    wire::ControlJob command;
    command.job = JobId{ u"a"_s };
    command.action = wire::JobAction::Pause;
    return command;
}

/// The words behind the newest line about reading again; empty: there is none.
QString resyncOf(const Seat &seat)
{
    for (auto line = seat.store.state().activities.rbegin();
         line != seat.store.state().activities.rend(); ++line) {
        if (line->code == "resynced"_L1)
            return line->detail.section(u' ', 0, 0);
    }
    return {};
}

} // namespace

/// What the chip and its popover are told of a connection, over real sockets.
class ConnectionFacts final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theNearestRankOfAHundred();
    void roundTripsAndTransportAreTold();
    void anAnswerIsTimed();
    void theClockOfTheServerIsCompared();
    void gapsAreCountedWithTheirMessages();
    void aHalfOpenLinkEndsBySilence();
    void pollingMeasuresItsFirstAnswer();
    void offlineByChoiceTriesNothing();
    void whoGoesOnlineAgainGetsWhatWasOpen();
    void aServerOnThisComputerHearsNoNetwork();
};

void ConnectionFacts::theNearestRankOfAHundred()
{
    session::Samples samples;
    QVERIFY(!samples.p95());
    samples.add(7ms);
    QVERIFY(!samples.p95()); // one is no distribution
    for (int i = 1; i <= 100; ++i)
        samples.add(Millis(i));
    QCOMPARE(*samples.p95(), Millis(95)); // the oldest went
    session::Samples two;
    two.add(3ms);
    two.add(90ms);
    QCOMPARE(*two.p95(), Millis(90));
}

void ConnectionFacts::roundTripsAndTransportAreTold()
{
    FakeServer server;
    QVERIFY(server.listen());
    Seat seat(profileOf(server.url()), dialect());
    seat.connect();
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Phase::Live, patience);
    QTRY_VERIFY_WITH_TIMEOUT(seat.session->connection().roundTrip, patience);
    const session::ConnectionInfo &info = seat.session->connection();
    QCOMPARE(info.transport, u"WebSocket"_s);
    QVERIFY(!info.byChoice && !info.lost);
    QCOMPARE(info.gaps, 0);
    QVERIFY(!info.resynced);
}

void ConnectionFacts::anAnswerIsTimed()
{
    FakeServer server;
    QVERIFY(server.listen());
    server.setJob(u"a"_s, u"running"_s);
    Seat seat(profileOf(server.url()), dialect());
    seat.connect();
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Phase::Live, patience);
    QVERIFY(!seat.session->connection().ackP95);
    for (int i = 0; i < 3; ++i) {
        const EditId id = seat.session->send(pauseOne());
        QTRY_VERIFY_WITH_TIMEOUT(store::isSettled(seat.fate(id)), patience);
    }
    QTRY_VERIFY_WITH_TIMEOUT(seat.session->connection().ackP95, patience);
    QVERIFY(*seat.session->connection().ackP95 < 20s);
}

void ConnectionFacts::theClockOfTheServerIsCompared()
{
    FakeServer server;
    QVERIFY(server.listen());
    Seat seat(profileOf(server.url()), dialect());
    seat.connect();
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Phase::Live, patience);
    const auto greet = [&](Millis ahead) {
        const QString time = toIso(SystemClock().wall() + ahead);
        server.sendToAll(
            u"{\"type\":\"welcome\",\"serverTime\":\"%1\",\"heartbeatMs\":31000}"_s.arg(time)
                .toUtf8());
    };
    const auto skew = [&] { return seat.session->connection().clockSkew; };
    greet(90s);
    QTRY_VERIFY_WITH_TIMEOUT(skew(), patience);
    QVERIFY(*skew() > 60s && *skew() <= 90s);
    QVERIFY(seat.session->facts().clockOffset);
    QVERIFY(!seat.session->facts().extra.contains(u"serverTime"_s)); // compared, not kept
    QTRY_COMPARE_WITH_TIMEOUT(seat.session->connection().heartbeat, std::optional<Millis>(31s),
                              patience);
    greet(-90s);
    QTRY_VERIFY_WITH_TIMEOUT(skew() && *skew() < 0s, patience);
}

void ConnectionFacts::gapsAreCountedWithTheirMessages()
{
    FakeServer server;
    QVERIFY(server.listen());
    Seat seat(profileOf(server.url()), dialect());
    seat.connect();
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Phase::Live, patience);
    QVERIFY(resyncOf(seat).isEmpty());
    server.gap(u"processing:jobs"_s); // says that it dropped three
    QTRY_COMPARE_WITH_TIMEOUT(seat.gaps(), 1, patience);
    QTRY_COMPARE_WITH_TIMEOUT(resyncOf(seat), u"gap"_s, patience);
    QTRY_VERIFY_WITH_TIMEOUT(seat.session->connection().resynced, patience);
    QCOMPARE(seat.session->connection().gaps, 1);
    QCOMPARE(seat.session->connection().missed, 3);
    const auto &lines = seat.store.state().activities;
    const auto gap = std::ranges::find(lines, u"gap"_s, &store::Activity::code);
    const auto end = std::ranges::find(lines, u"resynced"_s, &store::Activity::code);
    QVERIFY(gap != lines.end() && end != lines.end() && gap->number < end->number);
    server.restart(); // what it knew of events is gone
    QTRY_COMPARE_WITH_TIMEOUT(resyncOf(seat), u"snapshot"_s, patience);
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Phase::Live, patience);
    QCOMPARE(seat.gaps(), 1);
}

// The peer is there, and nothing of it arrives; neither side gets a word or an error.
void ConnectionFacts::aHalfOpenLinkEndsBySilence()
{
    FakeServer server;
    QVERIFY(server.listen());
    FaultyWire wire;
    QVERIFY(wire.listen(server.url()));
    Hasty hasty(dialect());
    hasty.beat = 300ms;
    session::SessionPolicy policy = quickPolicy();
    policy.link.connect = 500ms;
    policy.link.tcpUserTimeout = 60s; // not what is tested
    Seat seat(profileOf(wire.url()), hasty);
    seat.connect({}, policy);
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Phase::Live, patience);
    QList<Phase> seen;
    QObject::connect(seat.session.get(), &session::Session::connectionChanged, seat.session.get(),
                     [&seen](const session::ConnectionInfo &info) { seen << info.phase; });
    wire.freeze(true);
    QTRY_VERIFY_WITH_TIMEOUT(seen.contains(Phase::Suspect), patience);
    QTRY_VERIFY_WITH_TIMEOUT(seen.contains(Phase::Connecting), patience);
    QVERIFY(seen.indexOf(Phase::Suspect) < seen.indexOf(Phase::Connecting));
    QTRY_VERIFY_WITH_TIMEOUT(seat.session->connection().lost, patience);
    wire.freeze(false);
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Phase::Live, patience);
    QVERIFY(!seat.session->connection().lost);
    QVERIFY(wire.upgrades() >= 2); // a fresh socket
}

// Every answer is the same and says what time it is there.
void ConnectionFacts::pollingMeasuresItsFirstAnswer()
{
    QTcpServer tcp;
    QVERIFY(tcp.listen(QHostAddress::LocalHost));
    connect(&tcp, &QTcpServer::newConnection, &tcp, [&tcp] {
        QTcpSocket *socket = tcp.nextPendingConnection();
        connect(socket, &QTcpSocket::readyRead, socket, [socket] {
            if (!socket->readAll().contains("\r\n\r\n"))
                return;
            const QDateTime time = QDateTime::currentDateTimeUtc().addSecs(-120);
            const QByteArray date
                = QLocale::c().toString(time, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
            socket->write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nDate: " + date
                          + "\r\nContent-Length: 2\r\n\r\n{}");
        });
    });
    Seat seat(profileOf(QUrl(u"http://127.0.0.1:%1"_s.arg(tcp.serverPort()))), dialect());
    seat.connect();
    QTRY_VERIFY_WITH_TIMEOUT(seat.session->connection().clockSkew, patience);
    QVERIFY(*seat.session->connection().clockSkew < -60s);
    QTRY_VERIFY_WITH_TIMEOUT(seat.session->connection().roundTrip, patience);
}

void ConnectionFacts::offlineByChoiceTriesNothing()
{
    FakeServer server;
    QVERIFY(server.listen());
    Seat seat(profileOf(server.url()), dialect());
    seat.connect();
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Phase::Live, patience);
    const auto asked = [&server] { return server.httpSeen.size() + server.countOf(u"hello"_s); };
    seat.session->setOffline(true);
    QVERIFY(seat.session->connection().byChoice);
    QCOMPARE(seat.phase(), Phase::Idle);
    QTRY_COMPARE_WITH_TIMEOUT(server.clients(), 0, patience);
    const auto before = asked();
    const EditId edit = seat.session->send(pauseOne());
    seat.session->connectNow();
    seat.session->refresh();
    seat.session->resync();
    seat.session->tell(session::MachineNews::NetworkUp);
    seat.session->tell(session::MachineNews::Woke);
    QSignalSpy ended(seat.session.get(), &session::Session::signInEnded);
    seat.session->signIn({});
    QCOMPARE(ended.size(), 1);
    QCOMPARE(ended.front().at(2).value<Failure::Code>(), Failure::Code::Unreachable);
    // What was posted to the network thread has been done when this comes back.
    seat.session->setOnScreen(false);
    seat.session->readJob(JobId{ u"a"_s });
    QSignalSpy read(seat.session.get(), &session::Session::jobRead);
    QTRY_COMPARE_WITH_TIMEOUT(read.size(), 1, patience);
    QCOMPARE(asked(), before);
    QCOMPARE(seat.phase(), Phase::Idle);
    QCOMPARE(seat.fate(edit), store::Fate::Queued);
    seat.session->setOffline(false);
    seat.session->connectNow();
    QTRY_VERIFY_WITH_TIMEOUT(store::isSettled(seat.fate(edit)), patience);
    QVERIFY(!seat.session->connection().byChoice);
}

void ConnectionFacts::whoGoesOnlineAgainGetsWhatWasOpen()
{
    FakeServer server;
    QVERIFY(server.listen());
    SystemClock clock;
    store::Store store(clock);
    session::Sessions sessions(store);
    QSignalSpy changed(&sessions, &session::Sessions::offlineChanged);
    const auto add = [&](const QString &id, bool autoConnect) {
        wire::Profile profile = profileOf(server.url());
        profile.id = ServerId{ id };
        profile.autoConnect = autoConnect;
        return sessions.add(profile);
    };
    session::Session *open = add(u"open"_s, true);
    session::Session *closed = add(u"closed"_s, false);
    QTRY_COMPARE_WITH_TIMEOUT(open->connection().phase, Phase::Live, patience);
    sessions.setOffline(true);
    QVERIFY(sessions.isOffline());
    session::Session *late = add(u"late"_s, true); // it would connect by itself
    QTRY_COMPARE_WITH_TIMEOUT(server.clients(), 0, patience);
    for (const session::Session *one : sessions.all()) {
        QVERIFY(one->connection().byChoice);
        QCOMPARE(one->connection().phase, Phase::Idle);
    }
    sessions.setOffline(false);
    QTRY_COMPARE_WITH_TIMEOUT(open->connection().phase, Phase::Live, patience);
    QTRY_COMPARE_WITH_TIMEOUT(late->connection().phase, Phase::Live, patience);
    QCOMPARE(closed->connection().phase, Phase::Idle);
    QCOMPARE(changed.size(), 2);
}

void ConnectionFacts::aServerOnThisComputerHearsNoNetwork()
{
    FakeServer server;
    QVERIFY(server.listen());
    Seat seat(profileOf(server.url()), dialect());
    session::SessionPolicy policy = quickPolicy();
    policy.link.netDownGrace = 1ms;
    seat.connect({}, policy);
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Phase::Live, patience);
    QList<Phase> seen;
    QObject::connect(seat.session.get(), &session::Session::connectionChanged, seat.session.get(),
                     [&seen](const session::ConnectionInfo &info) { seen << info.phase; });
    seat.session->tell(session::MachineNews::NetworkDown);
    seat.session->tell(session::MachineNews::NetworkChanged);
    server.setJob(u"a"_s, u"running"_s);
    QTRY_COMPARE_WITH_TIMEOUT(seat.stateOf(u"a"_s), u"running"_s, patience);
    QVERIFY(!seen.contains(Phase::Offline) && !seen.contains(Phase::Backoff));
    seat.session->tell(session::MachineNews::Woke); // sleep ends every socket
    QTRY_VERIFY_WITH_TIMEOUT(seen.contains(Phase::Backoff), patience);
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Phase::Live, patience);
    QCOMPARE(server.countOf(u"hello"_s), 2);
}

QTEST_GUILESS_MAIN(ConnectionFacts)
#include "tst_connection_facts.moc"
