// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/hub.h"
#include "hub/record/connection.h"
#include "session/sessions.h"
#include "store/store.h"
#include "support/http_peer.h"
#include "support/hub_program.h"
#include "support/ws_peer.h"

#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>

#include <csignal>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;

namespace {

const QString program = QStringLiteral(FW_BIN_DIR "/framewatch-hub");
using Phase = session::ConnectionInfo::Phase;

void ask(HubProgram &hub)
{
    ::kill(static_cast<pid_t>(hub.process().processId()), SIGTERM);
}

/// The product's session with a hub, and what it was told.
struct Seat
{
    explicit Seat(const HubProgram &hub)
        : store(clock)
        , sessions(store)
    {
        sessions.setAuthor(u"Ann Lee"_s);
        wire::Profile profile;
        profile.id = ServerId{ u"hub"_s };
        profile.name = u"Hub"_s;
        profile.dialect = u"orchestrator"_s;
        profile.address = hub.address();
        session = sessions.add(profile, Secret(hub.token()));
        QObject::connect(session, &session::Session::connectionChanged, session,
                         [this](const session::ConnectionInfo &info) {
                             mostAttempts = std::max(mostAttempts, info.attempt);
                             phases.append(info.phase);
                         });
        QObject::connect(session, &session::Session::settled, session,
                         [this](const wire::EditSettled &verdict) { verdicts.append(verdict); });
    }
    Phase phase() const { return session->connection().phase; }
    void edit(int number)
    {
        wire::RunAction set;
        set.action = u"brand.set"_s;
        set.target = u"Brand %1"_s.arg(number);
        set.arguments = { { u"logoPadding"_s, number } };
        edits.append(session->send(set));
    }

    SystemClock clock;
    store::Store store;
    session::Sessions sessions;
    session::Session *session = nullptr;
    int mostAttempts = 0;
    QList<Phase> phases;
    QList<EditId> edits;
    QList<wire::EditSettled> verdicts;
};

} // namespace

/// A hub that is asked to end, and those who work with it.
class TestDrain final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aSessionComesBackWithNothingLost();
    void newWorkIsPutOffWhileItEnds();
    void whatIsBeingUploadedEnds();
};

void TestDrain::aSessionComesBackWithNothingLost()
{
    QTemporaryDir folder;
    auto hub = std::make_unique<HubProgram>(program, folder.path());
    QVERIFY(hub->isReady());
    const QString port = QString::number(hub->port());
    Seat seat(*hub);
    QTRY_COMPARE_WITH_TIMEOUT(seat.phase(), Phase::Live, 30'000);
    for (int i = 0; i < 5; ++i)
        seat.edit(i);
    QTRY_COMPARE_WITH_TIMEOUT(seat.verdicts.size(), 5, 30'000);
    seat.mostAttempts = 0;
    seat.phases.clear();
    QElapsedTimer timer;
    timer.start();
    ask(*hub);
    for (int i = 5; i < 40; ++i) // before, while and after it says goodbye
        seat.edit(i);
    QCOMPARE(hub->exitCode(30'000), 0);
    const qint64 ended = timer.elapsed();
    hub = std::make_unique<HubProgram>(program, folder.path(), QStringList{ u"--port"_s, port });
    QVERIFY(hub->isReady());
    const qint64 ready = timer.elapsed();
    QTRY_VERIFY_WITH_TIMEOUT(seat.phases.contains(Phase::Live), 60'000);
    qInfo() << "ms after SIGTERM: ended" << ended << "ready" << ready << "live again"
            << timer.elapsed();
    QCOMPARE(seat.mostAttempts, 0); // it was no failure
    QVERIFY(!seat.phases.contains(Phase::Polling));
    QTRY_COMPARE_WITH_TIMEOUT(seat.verdicts.size(), 40, 60'000);
    for (const wire::EditSettled &verdict : seat.verdicts) {
        const bool made = verdict.verdict == wire::EditSettled::Verdict::Applied
            || verdict.verdict == wire::EditSettled::Verdict::Duplicate;
        QVERIFY2(made, qPrintable(verdict.edit.text));
    }
    hub::record::Connection disk;
    QVERIFY(disk.open(folder.filePath(u"hub.sqlite"_s)));
    for (const EditId &edit : seat.edits) {
        QCOMPARE(disk.number(u"SELECT COUNT(*) FROM lane_history WHERE op=? AND by='Ann Lee'"_s,
                             { edit.text })
                     .value_or(-1),
                 1);
    }
}

// Reads still work; who wants more is told when to come again.
void TestDrain::newWorkIsPutOffWhileItEnds()
{
    QTemporaryDir folder;
    const SystemClock clock;
    hub::HubOptions options;
    options.dataDir = folder.path();
    options.port = 0;
    hub::Hub hub(options, clock);
    QVERIFY(hub.start());
    QFile file(folder.filePath(u"token"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray token = file.readAll().trimmed();
    QSignalSpy drained(&hub, &hub::Hub::drained);
    WsPeer client(hub.port(), WsPeer::V1, token);
    QVERIFY(client.greet());
    hub.drain();
    QTRY_VERIFY_WITH_TIMEOUT(client.isClosed(), 20'000);
    QCOMPARE(client.closeCode(), 4012);
    QCOMPARE(client.count(u"drain"_s), 1);
    const QJsonObject drain = client.all(u"drain"_s).first();
    QCOMPARE(drain["retryAfterMs"_L1].toInt(), 1000);
    QVERIFY(drain["spreadMs"_L1].toInt() >= 2000);
    const QByteArray authorised = "Host: localhost\r\nAuthorization: Bearer " + token + "\r\n";
    const QByteArray post
        = "POST /api/sample HTTP/1.1\r\n" + authorised + "Content-Length: 2\r\n\r\n{}";
    const QByteArray upgrade = "GET /ws HTTP/1.1\r\n" + authorised
        + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
          "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
    for (const QByteArray &request : { post, upgrade }) {
        QTcpSocket late;
        late.connectToHost(u"127.0.0.1"_s, hub.port());
        QVERIFY(late.waitForConnected(20'000));
        late.write(request);
        QTRY_VERIFY_WITH_TIMEOUT(late.bytesAvailable() > 0, 20'000);
        const QByteArray answer = late.readAll();
        QVERIFY2(answer.startsWith("HTTP/1.1 503"), answer.constData());
        QVERIFY2(answer.contains("Retry-After: 1\r\n"), answer.constData());
    }
    const auto jobs = HttpPeer(hub.address(), token).get(u"/api/jobs"_s);
    QCOMPARE(jobs.status, 200);
    QCOMPARE(jobs.json()["total"_L1].toInt(-1), 0);
    QTRY_VERIFY_WITH_TIMEOUT(drained.size() == 1, 20'000);
}

void TestDrain::whatIsBeingUploadedEnds()
{
    QTemporaryDir folder;
    HubProgram hub(program, folder.path());
    QVERIFY(hub.isReady());
    QTcpSocket upload;
    upload.connectToHost(u"127.0.0.1"_s, hub.port());
    QVERIFY(upload.waitForConnected(20'000));
    upload.write("POST /api/uploads?name=a.mp4&op=up-1 HTTP/1.1\r\nHost: localhost\r\n"
                 "Content-Length: 10\r\nAuthorization: Bearer "
                 + hub.token() + "\r\n\r\n01234");
    const QDir uploads(folder.filePath(u"uploads"_s));
    QTRY_VERIFY_WITH_TIMEOUT(!uploads.entryList(QDir::Files).isEmpty(), 20'000);
    WsPeer client(hub.port(), WsPeer::V1, hub.token());
    QVERIFY(client.greet());
    ask(hub);
    QTRY_VERIFY_WITH_TIMEOUT(client.isClosed(), 20'000); // now it ends
    upload.write("56789");
    QTRY_VERIFY_WITH_TIMEOUT(upload.bytesAvailable() > 0, 20'000);
    const QByteArray answer = upload.readAll();
    QVERIFY2(answer.startsWith("HTTP/1.1 201"), answer.constData());
    QCOMPARE(hub.exitCode(30'000), 0);
    HubProgram next(program, folder.path());
    QVERIFY(next.isReady());
    QCOMPARE(HttpPeer(next.address(), next.token()).get(u"/api/jobs"_s).json()["total"_L1].toInt(),
             1);
}

QTEST_GUILESS_MAIN(TestDrain)
#include "tst_drain.moc"
