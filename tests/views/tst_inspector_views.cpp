// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fake_server.h"
#include "views/camera_body.h"
#include "views/scene.h"

#include "ui/inspector/exchange_detail.h"
#include "ui/inspector/exchange_table.h"
#include "ui/inspector/inspector_window.h"
#include "ui/shell/server_chip.h"

#include <QCheckBox>
#include <QPlainTextEdit>
#include <QScopeGuard>
#include <QTest>

using namespace fw;
using namespace fw::test;
using models::ExchangeModel;
using Phase = session::ConnectionInfo::Phase;

/// Pictures of the connection inspector over live connections.
class InspectorViewsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void liveProblemsAndPaused();
    void emptyStatesSayWhy();
    void popoverCountsWhatWasNotUnderstood();
    void otherLanguagesFit_data();
    void otherLanguagesFit();

private:
    static session::Session *add(Scene &scene, const QString &name, FakeServer &server);
    static void talk(FakeServer &server);
    static void choose(ui::InspectorWindow &window, int column, const QString &words);
    static void finish(const Camera &camera);
};

void InspectorViewsTest::finish(const Camera &camera)
{
    QVERIFY(camera.pictures() > 0);
    QVERIFY2(camera.complaints().isEmpty(),
             qPrintable(camera.complaints().join(QLatin1Char('\n'))));
}

session::Session *InspectorViewsTest::add(Scene &scene, const QString &name, FakeServer &server)
{
    wire::Profile profile;
    profile.id = ServerId{ name };
    profile.name = name;
    profile.dialect = u"orchestrator"_s;
    profile.address = server.url();
    session::Session *session = scene.sessions.add(profile, Secret("good"));
    [&] { QTRY_COMPARE_WITH_TIMEOUT(session->connection().phase, Phase::Live, 20000); }();
    return session;
}

void InspectorViewsTest::talk(FakeServer &server)
{
    server.setJob(u"loch_ness_drone_4k"_s, u"running"_s);
    for (int percent = 10; percent <= 60; percent += 10)
        server.push(u"processing:status"_s, u"progress"_s,
                    { { "jobId"_L1, u"loch_ness_drone_4k"_s },
                      { "status"_L1, u"processing"_s },
                      { "progress"_L1, percent } });
    server.sendToAll(R"({"type":"event","channel":"processing:status","seq":)");
    server.heartbeat();
    server.sendToAll(R"({"type":"event","channel":"processing:jobs","seq":"seven","event":7})");
    server.push(u"processing:status"_s, u"progress"_s,
                { { "jobId"_L1, u"loch_ness_drone_4k"_s },
                  { "status"_L1, u"processing"_s },
                  { "progress"_L1, 70 } });
}

void InspectorViewsTest::choose(ui::InspectorWindow &window, int column, const QString &words)
{
    const auto *rows = window.table().model();
    for (int row = 0; row < rows->rowCount(); ++row) {
        if (!rows->index(row, column).data().toString().contains(words))
            continue;
        window.table().selectRowOf(row);
        QTRY_VERIFY_WITH_TIMEOUT(!window.detail().text().toPlainText().isEmpty(), 20000);
        window.table().scrollToBottom();
        return;
    }
    QFAIL(qPrintable(words));
}

void InspectorViewsTest::liveProblemsAndPaused()
{
    FakeServer studio;
    FakeServer team;
    studio.wantsToken = true;
    QVERIFY(studio.listen() && team.listen());
    Scene scene;
    session::Session *session = add(scene, u"Studio B"_s, studio);
    add(scene, u"This computer"_s, team);
    scene.show(1280, 800);
    Camera camera(scene.look);
    ui::InspectorWindow &window = scene.window.inspector();
    window.resize(1280, 800);
    window.present();
    talk(studio);
    session->setWatchedJobs({ JobId{ u"loch_ness_drone_4k"_s }, JobId{ u"gone"_s } });
    const auto *rows = window.table().model();
    const auto last = [&] {
        for (int row = 0; row < rows->rowCount(); ++row) {
            if (rows->index(row, ExchangeModel::ChannelColumn)
                    .data()
                    .toString()
                    .contains(u"gone"_s))
                return true;
        }
        return false;
    };
    QTRY_VERIFY_WITH_TIMEOUT(last(), 20000);
    choose(window, ExchangeModel::ChannelColumn, u"/api/jobs/loch"_s);
    camera.take(window, u"inspector-live"_s);
    window.resize(1920, 1080);
    camera.take(window, u"inspector-live"_s, u"-1920"_s);
    window.resize(1280, 800);
    window.findChild<QCheckBox *>(u"inspectorProblems"_s)->setChecked(true);
    choose(window, ExchangeModel::ResultColumn, u"not understood"_s);
    camera.take(window, u"inspector-problems"_s);
    window.resize(1920, 1080);
    camera.take(window, u"inspector-problems"_s, u"-1920"_s);
    window.resize(1280, 800);
    window.findChild<QCheckBox *>(u"inspectorProblems"_s)->setChecked(false);
    window.setPaused(true);
    talk(team);
    QCoreApplication::processEvents();
    window.table().selectAll();
    camera.take(window, u"inspector-paused"_s);
    scene.look.setChoice(ui::LookChoice::HighContrast);
    QVERIFY(window.grab().save(QStringLiteral(FW_VIEWS_DIR "/inspector-contrast-1x.png")));
    finish(camera);
}

void InspectorViewsTest::emptyStatesSayWhy()
{
    Scene scene;
    scene.addServer(u"Studio B"_s);
    scene.show(1280, 800);
    Camera camera(scene.look);
    ui::InspectorWindow &window = scene.window.inspector();
    window.resize(1280, 800);
    window.present();
    QCoreApplication::processEvents();
    camera.take(window, u"inspector-empty"_s);
    FakeServer server;
    QVERIFY(server.listen());
    add(scene, u"This computer"_s, server);
    QTRY_VERIFY_WITH_TIMEOUT(window.table().model()->rowCount() > 0, 20000);
    window.findChild<QCheckBox *>(u"inspectorProblems"_s)->setChecked(true);
    QTRY_COMPARE(window.table().model()->rowCount(), 0);
    camera.take(window, u"inspector-no-problems"_s);
    finish(camera);
}

void InspectorViewsTest::popoverCountsWhatWasNotUnderstood()
{
    FakeServer server;
    QVERIFY(server.listen());
    Scene scene;
    session::Session *session = add(scene, u"Studio B"_s, server);
    scene.show(1280, 800);
    for (int i = 0; i < 3; ++i)
        server.sendToAll("{wrong");
    QTRY_COMPARE_WITH_TIMEOUT(session->connection().problems, 3, 20000);
    scene.window.chips().open(0);
    Camera camera(scene.look);
    auto *popover = scene.window.findChild<ui::ConnectionPopover *>();
    QCoreApplication::processEvents();
    camera.take(*popover, u"popover-problems"_s);
    popover->close();
    finish(camera);
}

void InspectorViewsTest::otherLanguagesFit_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << u"de"_s;
    QTest::newRow("pseudo-locale") << u"en_XA"_s;
}

void InspectorViewsTest::otherLanguagesFit()
{
    QFETCH(QString, language);
    speak(language);
    const auto english = qScopeGuard([] { speak(); });
    FakeServer server;
    QVERIFY(server.listen());
    Scene scene;
    add(scene, u"Studio B"_s, server);
    scene.show(1280, 800);
    Camera camera(scene.look);
    ui::InspectorWindow &window = scene.window.inspector();
    window.resize(1280, 800);
    window.present();
    talk(server);
    const auto *rows = window.table().model();
    QTRY_VERIFY_WITH_TIMEOUT(rows->rowCount() > 12, 20000);
    window.table().selectRowOf(rows->rowCount() - 2);
    window.setPaused(true);
    QCoreApplication::processEvents();
    camera.take(window, u"language-"_s + language + u"-inspector"_s);
    finish(camera);
}

QTEST_MAIN(InspectorViewsTest)
#include "tst_inspector_views.moc"
