// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/outbox_scene.h"
#include "views/camera_body.h"

#include "ui/shell/banner_bar.h"

#include <QScopeGuard>
#include <QTest>

using namespace fw;
using namespace fw::test;
using models::EditWish;
using store::Fate;
using store::Hold;

/// Pictures of the outbox and of the dialog that decides a conflict.
class OutboxViewsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void empty();
    void offlineWithChangesOfSeveralFates();
    void recoveredAndHeld();
    void rejectedWithItsReason();
    void nothingCanBeKept();
    void conflictOfFields();
    void conflictOfACrop();
    void otherLanguagesFit_data();
    void otherLanguagesFit();

private:
    static void finish(const Camera &camera);
    static void take(Camera &camera, QWidget &widget, const QString &view);
    static EditId fill(OutboxScene &scene);
};

void OutboxViewsTest::finish(const Camera &camera)
{
    QVERIFY(camera.pictures() > 0);
    QVERIFY2(camera.complaints().isEmpty(),
             qPrintable(camera.complaints().join(QLatin1Char('\n'))));
}

// As wide as two usual screens.
void OutboxViewsTest::take(Camera &camera, QWidget &widget, const QString &view)
{
    widget.resize(1280, 760);
    QCoreApplication::processEvents();
    camera.take(widget, view);
    widget.resize(1920, 1000);
    QCoreApplication::processEvents();
    camera.take(widget, view, u"-1920"_s);
}

/// One change of every fate; returns the conflict.
EditId OutboxViewsTest::fill(OutboxScene &scene)
{
    scene.serverHas(u"2"_s, 0.22, 0.4, 8);
    const EditId rejected = scene.edit(u"2"_s, { { u"wm_scale"_s, 0.9 } });
    const EditId conflict = scene.conflict(u"1"_s);
    const EditId silent = scene.edit(u"4"_s, { { u"wm_opacity"_s, 0.5 } });
    scene.edit(u"3"_s, { { u"text_content"_s, u"Only in Scotland"_s } });
    scene.edit(u"3"_s, { { u"wm_opacity"_s, 0.6 } });
    session::Session *desk = scene.sessions.find(scene.desk);
    const EditId upload = desk->send(
        wire::RunAction{ {}, u"image.upload"_s, {}, { { u"file"_s, u"/media/quay.jpg"_s } } });
    const EditId held = desk->send(wire::RunAction{ {}, u"image.undo"_s, u"i2"_s, {} });
    desk->send(wire::RunAction{ {}, u"image.delete"_s, u"i4"_s, {} });
    scene.reject(rejected, u"wm_scale: at most 0.5 for this brand"_s);
    scene.store.setFate(silent, Fate::Sending);
    scene.store.setFate(silent, Fate::NoAnswer);
    scene.store.setFate(upload, Fate::Sending);
    scene.feed(scene.desk, { wire::TransferSeen{ upload, 8'300'000, 12'000'000 } });
    scene.store.hold(held, Hold::Person);
    scene.store.flush();
    return conflict;
}

void OutboxViewsTest::empty()
{
    OutboxScene scene;
    scene.show(1440, 900);
    Camera camera(scene.look);
    take(camera, scene.open(), u"outbox-empty"_s);
    finish(camera);
}

void OutboxViewsTest::offlineWithChangesOfSeveralFates()
{
    OutboxScene scene;
    scene.show(1440, 900);
    const EditId conflict = fill(scene);
    scene.tell(scene.studio, store::Freshness::Offline, 3);
    QTest::qWait(2300); // on its way for so long that it says so
    ui::OutboxWindow &outbox = scene.open();
    scene.choose({ conflict });
    Camera camera(scene.look);
    take(camera, outbox, u"outbox"_s);
    camera.take(scene.window, u"outbox-status"_s);
    scene.look.setChoice(ui::LookChoice::HighContrast);
    QVERIFY(outbox.grab().save(QStringLiteral(FW_VIEWS_DIR "/outbox-contrast-1x.png")));
    finish(camera);
}

void OutboxViewsTest::recoveredAndHeld()
{
    OutboxScene scene;
    scene.show(1440, 900);
    QList<EditId> edits;
    for (const auto &brand : { u"1"_s, u"2"_s, u"3"_s })
        edits << scene.edit(brand, { { u"wm_scale"_s, 0.3 } });
    for (const EditId &edit : std::as_const(edits))
        scene.store.hold(edit, Hold::Recovered);
    scene.store.flush();
    EditWish wish;
    wish.recovered = true;
    scene.window.outbox().present(wish);
    scene.choose(edits);
    Camera camera(scene.look);
    take(camera, scene.window.outbox(), u"outbox-recovered"_s);
    scene.window.resize(1280, 800);
    camera.take(scene.window, u"banner-recovered"_s);
    finish(camera);
}

void OutboxViewsTest::rejectedWithItsReason()
{
    OutboxScene scene;
    scene.show(1440, 900);
    scene.serverHas(u"2"_s, 0.22, 0.4, 8);
    const EditId rejected
        = scene.edit(u"2"_s, { { u"wm_scale"_s, 0.9 }, { u"logo_shape"_s, u"circle"_s } });
    scene.reject(rejected, u"wm_scale: at most 0.5 for this brand"_s);
    scene.open();
    scene.choose({ rejected });
    Camera camera(scene.look);
    take(camera, scene.window.outbox(), u"outbox-rejected"_s);
    scene.select({ u"RoadsWTF"_s });
    camera.take(scene.window, u"rejected-field"_s);
    finish(camera);
}

void OutboxViewsTest::nothingCanBeKept()
{
    OutboxScene scene;
    scene.show(1280, 800);
    scene.select({ u"RoadsWTF"_s });
    Q_EMIT scene.store.journalTroubled(
        { Failure::Code::Io, u"/home/ed/.local/share/framewatch: no space left on device"_s });
    QCoreApplication::processEvents();
    Camera camera(scene.look);
    camera.take(scene.window, u"banner-keeping"_s);
    finish(camera);
}

void OutboxViewsTest::conflictOfFields()
{
    OutboxScene scene;
    scene.show(1440, 900);
    scene.conflict(u"2"_s);
    ui::ConflictDialog *dialog = scene.resolve(scene.conflict(u"1"_s));
    Camera camera(scene.look);
    camera.take(*dialog, u"conflict-open"_s);
    dialog->rows()[1]->mine().click();
    QCoreApplication::processEvents();
    camera.take(*dialog, u"conflict-decided"_s);
    scene.serverHas(u"1"_s, 0.15, 0.7, 16, u"zoe"_s);
    QCoreApplication::processEvents();
    camera.take(*dialog, u"conflict-moved"_s);
    finish(camera);
}

void OutboxViewsTest::conflictOfACrop()
{
    OutboxScene scene;
    scene.show(1440, 900);
    ui::ConflictDialog *dialog = scene.resolve(scene.cropConflict());
    Camera camera(scene.look);
    camera.take(*dialog, u"conflict-crop"_s);
    dialog->rows()[0]->mine().click();
    QCoreApplication::processEvents();
    camera.take(*dialog, u"conflict-crop-decided"_s);
    finish(camera);
}

void OutboxViewsTest::otherLanguagesFit_data()
{
    QTest::addColumn<QString>("language");
    QTest::newRow("German") << u"de"_s;
    QTest::newRow("pseudo-locale") << u"en_XA"_s;
}

void OutboxViewsTest::otherLanguagesFit()
{
    QFETCH(QString, language);
    speak(language);
    const auto english = qScopeGuard([] { speak(); });
    OutboxScene scene;
    scene.show(1440, 900);
    const EditId conflict = fill(scene);
    QTest::qWait(400);
    ui::OutboxWindow &outbox = scene.open();
    scene.choose({ conflict });
    outbox.resize(1280, 760);
    Camera camera(scene.look);
    camera.take(outbox, u"language-"_s + language + u"-outbox"_s);
    camera.take(*scene.resolve(conflict), u"language-"_s + language + u"-conflict"_s);
    finish(camera);
}

QTEST_MAIN(OutboxViewsTest)
#include "tst_outbox_views.moc"
