// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/camera_body.h"
#include "views/library_scene.h"

#include "ui/common/confirm_dialog.h"
#include "ui/common/field_form.h"
#include "ui/detail/detail_panel.h"
#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"
#include "ui/outbox/outbox_window.h"
#include "ui/shell/offer_dialog.h"

#include <QPushButton>
#include <QScopeGuard>
#include <QTest>

using namespace fw;
using namespace fw::test;
using store::Fate;

/// Pictures of the library, of the forms of what servers offer, and of what waits for an answer.
class LibraryViewsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void brandsWithTheirFields();
    void imagesWithPictures();
    void filesThatCanBeSaved();
    void approvalsByState();
    void formOfAnOffer();
    void formOverMany();
    void whatCannotBeUndoneIsAsked();
    void pendingValuesStandOut();
    void offlineIsDimmedAndDated();
    void emptyKindSaysSo();
    void uploadsShowHowFarTheyAre();
    void otherLanguagesFit_data();
    void otherLanguagesFit();

private:
    static void loadPictures(LibraryScene &scene);
    static void finish(const Camera &camera);
};

void LibraryViewsTest::finish(const Camera &camera)
{
    QVERIFY(camera.pictures() > 0);
    QVERIFY2(camera.complaints().isEmpty(),
             qPrintable(camera.complaints().join(QLatin1Char('\n'))));
}

// In both sizes the camera takes, so that no picture shows a placeholder.
void LibraryViewsTest::loadPictures(LibraryScene &scene)
{
    for (int round = 0; round < 4; ++round) {
        for (const double ratio : { 1.0, 2.0 }) {
            QImage image(scene.window.size() * ratio, QImage::Format_RGB32);
            image.setDevicePixelRatio(ratio);
            scene.window.render(&image);
        }
        QTest::qWait(120);
    }
}

void LibraryViewsTest::brandsWithTheirFields()
{
    LibraryScene scene;
    scene.show(1440, 900);
    scene.select({ u"RoadsWTF"_s });
    loadPictures(scene);
    Camera camera(scene.look);
    camera.take(scene.window, u"library-brands"_s);
    finish(camera);
}

void LibraryViewsTest::imagesWithPictures()
{
    LibraryScene scene;
    scene.show(1440, 900);
    scene.choose(scene.desk, u"image"_s);
    scene.select({ u"harbour_quay.jpg"_s, u"glen_evening.jpg"_s });
    loadPictures(scene);
    Camera camera(scene.look);
    camera.take(scene.window, u"library-images"_s);
    scene.window.resize(1920, 1080);
    scene.select({ u"castle_dawn.jpg"_s });
    loadPictures(scene);
    camera.take(scene.window, u"library-images"_s, u"-1920"_s);
    scene.look.setChoice(ui::LookChoice::HighContrast);
    QVERIFY(scene.window.grab().save(QStringLiteral(FW_VIEWS_DIR "/library-contrast-1x.png")));
    finish(camera);
}

// Three are selected: they can be saved one by one, but not as the ZIP of two the server makes.
void LibraryViewsTest::filesThatCanBeSaved()
{
    LibraryScene scene;
    scene.show(1440, 900);
    for (int i = 1; i <= 3; ++i) {
        wire::Item item = scene.item(u"image"_s, u"i%1"_s.arg(i), {});
        item.file = u"/file"_s;
        scene.feed(scene.desk, { wire::ItemSeen{ item } });
    }
    store::ServerState server = *scene.store.state().server(scene.desk);
    server.capabilities.kinds.front().archived = 2;
    scene.store.setServer(server);
    scene.store.flush();
    scene.choose(scene.desk, u"image"_s);
    scene.select({ u"harbour_quay.jpg"_s, u"castle_dawn.jpg"_s, u"glen_evening.jpg"_s });
    loadPictures(scene);
    Camera camera(scene.look);
    camera.take(scene.window, u"library-save"_s);
    finish(camera);
}

void LibraryViewsTest::approvalsByState()
{
    LibraryScene scene;
    scene.show(1440, 900);
    scene.choose(scene.studio, u"approval"_s);
    scene.select({ u"castle_sunrise_teaser, 9:16"_s });
    Camera camera(scene.look);
    camera.take(scene.window, u"library-approvals"_s);
    finish(camera);
}

void LibraryViewsTest::formOfAnOffer()
{
    LibraryScene scene;
    scene.show(1440, 900);
    scene.select({ u"ScotlandWTF"_s });
    scene.action(u"brand.edit"_s)->trigger();
    auto *dialog = scene.window.findChild<ui::OfferDialog *>();
    dialog->form().setValue(u"wm_scale"_s, 7);
    dialog->form().check();
    Camera camera(scene.look);
    camera.take(*dialog, u"offer-form"_s);
    finish(camera);
}

void LibraryViewsTest::formOverMany()
{
    LibraryScene scene;
    scene.show(1440, 900);
    scene.choose(scene.desk, u"image"_s);
    scene.library().table().selectAll();
    scene.action(u"image.background"_s)->trigger();
    Camera camera(scene.look);
    camera.take(*scene.window.findChild<ui::OfferDialog *>(), u"offer-many"_s);
    finish(camera);
}

void LibraryViewsTest::whatCannotBeUndoneIsAsked()
{
    LibraryScene scene;
    scene.show(1440, 900);
    scene.choose(scene.desk, u"image"_s);
    scene.select({ u"harbour_quay.jpg"_s, u"glen_evening.jpg"_s });
    scene.action(u"image.delete"_s)->trigger();
    Camera camera(scene.look);
    camera.take(*scene.window.findChild<ui::ConfirmDialog *>(), u"offer-confirm"_s);
    finish(camera);
}

void LibraryViewsTest::pendingValuesStandOut()
{
    LibraryScene scene;
    scene.show(1440, 900);
    scene.select({ u"ScotlandWTF"_s });
    session::Session *studio = scene.sessions.find(scene.studio);
    studio->send(wire::RunAction{
        {},
        u"brand.edit"_s,
        u"1"_s,
        { { u"wm_scale"_s, 0.3 }, { u"text_content"_s, u"Scotland at night"_s } } });
    studio->send(wire::RunAction{ {}, u"brand.edit"_s, u"3"_s, { { u"wm_opacity"_s, 0.9 } } });
    studio->send(wire::RunAction{ {},
                                  u"job.metadata"_s,
                                  u"harbour_night_cut3.mp4"_s,
                                  { { u"title"_s, u"Harbour, late"_s } } });
    scene.store.flush();
    ui::JobTable &jobs = scene.window.queue().table();
    jobs.selectRow(jobs.model()->index(0, 1).data().toString().contains(u"harbour"_s) ? 0 : 1);
    scene.window.detail().setCurrentTab(ui::DetailPanel::MetadataTab);
    QTest::qWait(400); // an answer within 300 ms would never be announced
    loadPictures(scene);
    Camera camera(scene.look);
    camera.take(scene.window, u"library-pending"_s);
    finish(camera);
}

void LibraryViewsTest::offlineIsDimmedAndDated()
{
    LibraryScene scene;
    scene.show(1440, 900);
    scene.tell(scene.desk, store::Freshness::Offline, 14);
    scene.choose(scene.desk, u"image"_s);
    scene.select({ u"castle_dawn.jpg"_s });
    loadPictures(scene);
    Camera camera(scene.look);
    camera.take(scene.window, u"library-offline"_s);
    finish(camera);
}

void LibraryViewsTest::emptyKindSaysSo()
{
    LibraryScene scene(false);
    scene.show(1440, 900);
    scene.choose(scene.desk, u"image"_s);
    Camera camera(scene.look);
    camera.take(scene.window, u"library-empty"_s);
    finish(camera);
}

void LibraryViewsTest::uploadsShowHowFarTheyAre()
{
    LibraryScene scene;
    scene.show(1440, 900);
    session::Session *desk = scene.sessions.find(scene.desk);
    session::Session *studio = scene.sessions.find(scene.studio);
    const auto run = [&](session::Session *session, const QString &action, const QString &target) {
        return session->send(wire::RunAction{ {}, action, target, {} });
    };
    const EditId upload = run(desk, u"image.upload"_s, {});
    scene.store.setFate(upload, Fate::Sending);
    scene.feed(scene.desk, { wire::TransferSeen{ upload, 8'300'000, 12'000'000 } });
    scene.store.setFate(run(desk, u"image.background"_s, u"i2"_s), Fate::Sending);
    run(desk, u"image.background"_s, u"i3"_s);
    scene.store.setFate(run(studio, u"brand.edit"_s, u"2"_s), Fate::NoAnswer,
                        u"the server answered 502"_s);
    scene.store.setFate(run(studio, u"brand.delete"_s, u"4"_s), Fate::Rejected,
                        u"The default brand cannot be deleted."_s);
    scene.store.flush();
    scene.window.commands().action(ui::Command::ShowPending)->trigger();
    QTest::qWait(400); // an answer within 300 ms would never be announced
    Camera camera(scene.look);
    camera.take(scene.window.outbox(), u"outbox-uploads"_s);
    finish(camera);
}

void LibraryViewsTest::otherLanguagesFit_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << u"de"_s;
    QTest::newRow("pseudo-locale") << u"en_XA"_s;
}

void LibraryViewsTest::otherLanguagesFit()
{
    QFETCH(QString, language);
    speak(language);
    const auto english = qScopeGuard([] { speak(); });
    LibraryScene scene;
    scene.show(1440, 900);
    scene.choose(scene.desk, u"image"_s);
    scene.select({ u"harbour_quay.jpg"_s });
    loadPictures(scene);
    Camera camera(scene.look);
    camera.take(scene.window, u"language-"_s + language + u"-library"_s);
    finish(camera);
}

QTEST_MAIN(LibraryViewsTest)
#include "tst_library_views.moc"
