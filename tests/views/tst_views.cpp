// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/camera_body.h"
#include "views/scene.h"

#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"
#include "ui/jobs/search_box.h"
#include "ui/shell/add_dialog.h"
#include "ui/shell/commands.h"
#include "ui/shell/render_sheet.h"

#include <QDragEnterEvent>
#include <QMimeData>
#include <QScopeGuard>
#include <QTest>

using namespace fw;
using namespace fw::test;
using wire::JobState;

/// Pictures of every state the window can be in without a hub; tst_real_views has those with one.
class ViewsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void queueWithEveryStateIsReadable();
    void staleJobsAreHatchedAndDated();
    void offlineKeepsTheJobsAndSaysSo();
    void emptyWindowOffersWhatHelps();
    void searchesSayHowManyMatch();
    void dialogsNameTheirObjects();
    void otherLanguagesFit_data();
    void otherLanguagesFit();

private:
    static void fillQueue(Scene &scene, const ServerId &hub, const ServerId &other);
    static void finish(const Camera &camera);
};

void ViewsTest::finish(const Camera &camera)
{
    QVERIFY(camera.pictures() > 0);
    QVERIFY2(camera.complaints().isEmpty(),
             qPrintable(camera.complaints().join(QLatin1Char('\n'))));
}

void ViewsTest::fillQueue(Scene &s, const ServerId &hub, const ServerId &other)
{
    s.feed(hub,
           { wire::JobSeen{ s.job(u"castle_sunrise_teaser.mp4"_s, JobState::Attention,
                                  u"RENDER:vertical_9_16"_s, 90, 12) },
             wire::JobSeen{
                 s.job(u"podcast_ep_118.mp4"_s, JobState::Paused, u"RENDER:square_1_1"_s, 80, 8) },
             wire::JobSeen{
                 s.job(u"ferry_arrivals_vertical.mp4"_s, JobState::Done, u"PUBLISH"_s, 100, 6) },
             wire::JobSeen{ s.job(u"harbour_night_cut3.mp4"_s, JobState::Queued, {}, {}, 3) },
             wire::JobSeen{ s.job(u"old_test_render_with_a_very_long_name_take_0042.mov"_s,
                                  JobState::Cancelled, u"RENDER:square_1_1"_s, 12, 40) },
             wire::JobSeen{ s.job(u"tunnel_timelapse.mkv"_s, JobState::Failed,
                                  u"RENDER:vertical_9_16"_s, 38, 1) } });
    s.feed(other,
           { wire::JobSeen{ s.job(u"street_interview_07.mov"_s, JobState::Running,
                                  u"THUMBNAIL_GENERATION"_s, 31) },
             wire::JobSeen{ s.job(u"loch_ness_drone_4k.mp4"_s, JobState::Running,
                                  u"RENDER:vertical_9_16"_s, 62) } });
}

void ViewsTest::queueWithEveryStateIsReadable()
{
    Scene scene;
    const ServerId hub = scene.addServer(u"This computer"_s);
    const ServerId other = scene.addServer(u"orchestrator"_s);
    fillQueue(scene, hub, other);
    Camera camera(scene.look);
    scene.show(1280, 800);
    scene.window.queue().table().selectRow(0);
    camera.take(scene.window, u"queue"_s);
    scene.window.queue().table().selectAll();
    camera.take(scene.window, u"many-selected"_s);
    scene.window.resize(1920, 1080);
    scene.window.queue().table().selectRow(1);
    camera.take(scene.window, u"queue"_s, u"-1920"_s);
    scene.look.setChoice(ui::LookChoice::HighContrast);
    QVERIFY(scene.window.grab().save(QStringLiteral(FW_VIEWS_DIR "/queue-contrast-1x.png")));
    finish(camera);
}

void ViewsTest::staleJobsAreHatchedAndDated()
{
    Scene scene;
    const ServerId hub = scene.addServer(u"This computer"_s);
    const ServerId other = scene.addServer(u"lr-bridge"_s);
    fillQueue(scene, hub, other);
    scene.setFreshness(other, store::Freshness::Stale);
    scene.store.flush();
    Camera camera(scene.look);
    scene.show(1280, 800);
    camera.take(scene.window, u"stale"_s);
    finish(camera);
}

void ViewsTest::offlineKeepsTheJobsAndSaysSo()
{
    Scene scene;
    const ServerId hub = scene.addServer(u"studio-a"_s);
    fillQueue(scene, hub, hub);
    scene.show(1280, 800);
    scene.sessions.find(hub)->connectNow(); // nobody listens there
    using Phase = session::ConnectionInfo::Phase;
    QTRY_VERIFY_WITH_TIMEOUT(scene.sessions.find(hub)->connection().phase == Phase::Backoff
                                 || scene.sessions.find(hub)->connection().phase == Phase::Offline,
                             10000);
    QTRY_VERIFY(!scene.window.findChild<QWidget *>(u"mainBanner"_s)->isHidden());
    Camera camera(scene.look);
    camera.take(scene.window, u"offline"_s);
    finish(camera);
}

void ViewsTest::emptyWindowOffersWhatHelps()
{
    Scene scene;
    Camera camera(scene.look);
    scene.show(1280, 800);
    camera.take(scene.window, u"no-server"_s);
    finish(camera);
}

void ViewsTest::searchesSayHowManyMatch()
{
    Scene scene;
    const ServerId hub = scene.addServer(u"This computer"_s);
    fillQueue(scene, hub, hub);
    Camera camera(scene.look);
    scene.show(1280, 800);
    scene.window.queue().focusSearch();
    scene.window.queue().search().setText(u"mp4 -night"_s);
    camera.take(scene.window, u"search"_s);
    scene.window.queue().search().setText(u"nothing like it"_s);
    camera.take(scene.window, u"search-none"_s);
    scene.window.queue().search().setText(u"\"half a phrase"_s);
    camera.take(scene.window, u"search-invalid"_s);
    finish(camera);
}

void ViewsTest::dialogsNameTheirObjects()
{
    Scene scene;
    const ServerId hub = scene.addServer(u"This computer"_s);
    fillQueue(scene, hub, hub);
    Camera camera(scene.look);
    scene.show(1280, 800);
    ui::AddDialog add(
        { u"/media/raw/harbour_night_cut3.mp4"_s, u"/media/raw/ferry_arrivals.mov"_s },
        ui::renderFromJson({}), u"This computer"_s, &scene.window);
    add.show();
    camera.take(add, u"add-media"_s);
    add.hide();
    scene.window.commands().action(ui::Command::Shortcuts)->trigger();
    auto *keys = scene.window.findChild<QDialog *>(u"shortcutsDialog"_s);
    QVERIFY(keys);
    camera.take(*keys, u"shortcuts"_s);
    keys->close();
    QMimeData mime;
    mime.setUrls(
        { QUrl::fromLocalFile(u"/media/a.mp4"_s), QUrl::fromLocalFile(u"/media/b.mov"_s) });
    QDragEnterEvent drag({ 300, 300 }, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&scene.window, &drag);
    camera.take(scene.window, u"drop"_s);
    finish(camera);
}

void ViewsTest::otherLanguagesFit_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << u"de"_s;
    QTest::newRow("pseudo-locale") << u"en_XA"_s;
}

void ViewsTest::otherLanguagesFit()
{
    QFETCH(QString, language);
    speak(language);
    const auto english = qScopeGuard([] { speak(); });
    Scene scene;
    const ServerId hub = scene.addServer(u"studio-a"_s);
    fillQueue(scene, hub, hub);
    const wire::JobError error{ u"E_CODEC"_s, u"no decoder for prores_raw"_s, {}, false };
    wire::Stage stage;
    stage.id = StageId{ u"RENDER:vertical_9_16"_s };
    stage.state = JobState::Failed;
    stage.error = error;
    scene.feed(hub, { wire::StageSeen{ JobId{ u"tunnel_timelapse.mkv"_s }, stage } });
    Camera camera(scene.look);
    scene.show(1280, 800);
    scene.window.queue().table().goToNextTrouble();
    scene.window.queue().table().goToNextTrouble();
    camera.take(scene.window, u"language-"_s + language);
    ui::AddDialog add({ u"/media/raw/harbour_night_cut3.mp4"_s }, ui::renderFromJson({}),
                      u"This computer"_s, &scene.window);
    add.show();
    camera.take(add, u"language-"_s + language + u"-add"_s);
    finish(camera);
}

QTEST_MAIN(ViewsTest)
#include "tst_views.moc"
