// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/registry.h"
#include "hub/life/process_facts.h"
#include "session/sessions.h"
#include "store/store.h"
#include "support/hub_program.h"

#include <QElapsedTimer>
#include <QLoggingCategory>
#include <QTemporaryDir>

using namespace fw;
using namespace fw::test;
using namespace Qt::StringLiterals;

namespace {

const QString program = QStringLiteral(FW_BIN_DIR "/framewatch-hub");
using Phase = session::ConnectionInfo::Phase;

} // namespace

/// Neither the hub nor the client grows with the number of connections.
class TestReconnects final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { QLoggingCategory::setFilterRules(u"framewatch.*.info=false"_s); }
    void aThousandLeaveNothingBehind();
};

void TestReconnects::aThousandLeaveNothingBehind()
{
    QTemporaryDir folder;
    HubProgram hub(program, folder.path());
    QVERIFY(hub.isReady());
    const SystemClock clock;
    store::Store store(clock);
    session::Sessions sessions(store);
    wire::Profile profile;
    profile.id = ServerId{ u"hub"_s };
    profile.name = u"Hub"_s;
    profile.dialect = u"orchestrator"_s;
    profile.address = hub.address();
    profile.autoConnect = false;
    session::Session *session = sessions.add(profile, Secret(hub.token()));
    QVERIFY(session);
    const auto phase = [session] { return session->connection().phase; };
    const qint64 hubId = hub.process().processId();
    ProcessFacts hubBefore;
    ProcessFacts ownBefore;
    constexpr int warmUp = 100;
    constexpr int count = 1000;
    QElapsedTimer pace;
    for (int i = 0; i < warmUp + count; ++i) {
        if (i == warmUp) {
            hubBefore = factsOf(hubId);
            ownBefore = factsOf(QCoreApplication::applicationPid());
        }
        pace.start();
        session->connectNow();
        QVERIFY(QTest::qWaitFor([&] { return phase() == Phase::Live; }, 60'000));
        session->disconnectNow();
        QVERIFY(QTest::qWaitFor([&] { return phase() == Phase::Idle; }, 20'000));
        // No faster than the hub lets clients in.
        QVERIFY(QTest::qWaitFor([&] { return pace.elapsed() > 11; }, 20'000));
    }
    QTRY_COMPARE_WITH_TIMEOUT(factsOf(hubId).descriptors, hubBefore.descriptors, 20'000);
    const ProcessFacts hubAfter = factsOf(hubId);
    QTRY_COMPARE_WITH_TIMEOUT(factsOf(QCoreApplication::applicationPid()).descriptors,
                              ownBefore.descriptors, 20'000);
    const ProcessFacts ownAfter = factsOf(QCoreApplication::applicationPid());
    qInfo() << count << "reconnects: hub" << hubBefore.residentKiB << "->" << hubAfter.residentKiB
            << "KiB," << hubBefore.descriptors << "->" << hubAfter.descriptors
            << "descriptors; client" << ownBefore.residentKiB << "->" << ownAfter.residentKiB
            << "KiB," << ownBefore.descriptors << "->" << ownAfter.descriptors << "descriptors";
#ifndef FW_SANITIZED // which keeps what was freed
    QVERIFY(hubAfter.residentKiB - hubBefore.residentKiB < 2048);
    QVERIFY(ownAfter.residentKiB - ownBefore.residentKiB < 2048);
#endif
}

QTEST_GUILESS_MAIN(TestReconnects)
#include "tst_reconnects.moc"
