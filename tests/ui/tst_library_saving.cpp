// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/file_server.h"
#include "support/orchestrator_server.h"
#include "views/library_scene.h"

#include "ui/common/action_button.h"
#include "ui/common/offer_bar.h"
#include "ui/shell/file_desk.h"

#include <QFileDialog>
#include <QSignalSpy>
#include <QTest>

using namespace fw;
using namespace fw::test;

/// Saving from the library: when it can be done, why not, and what is asked.
class LibrarySavingTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void itemsWithAFileCanBeSaved();
    void itemsWithoutAFileSayWhyNot();
    void aServerThatIsAwayGivesNoFile();
    void zipsAreOfferedWithinTheServersLimit();
    void savingLeadsWhereThereAreFiles();
    void oneAsksForAPathAndSeveralForAFolder();
    void aServerWithACookieGivesItsFilesAndNobodyElseTheCookie();

private:
    /// Gives the first \a count images a file, and the kind a ZIP of at most \a archived.
    static void giveFiles(LibraryScene &scene, int count, int archived = 0);
};

void LibrarySavingTest::giveFiles(LibraryScene &scene, int count, int archived)
{
    for (int i = 1; i <= count; ++i) {
        wire::Item item = scene.item(u"image"_s, u"i%1"_s.arg(i), {});
        item.file = u"/file/%1"_s.arg(i);
        scene.feed(scene.desk, { wire::ItemSeen{ item } });
    }
    store::ServerState server = *scene.store.state().server(scene.desk);
    for (wire::ItemKind &kind : server.capabilities.kinds)
        kind.archived = kind.name == "image"_L1 ? archived : 0;
    scene.store.setServer(server);
    scene.store.flush();
    scene.choose(scene.desk, u"image"_s);
}

void LibrarySavingTest::itemsWithAFileCanBeSaved()
{
    LibraryScene scene;
    scene.show(1200, 800);
    giveFiles(scene, 2);
    const QAction *save = scene.action(u"items.save"_s);
    QVERIFY(save && !save->isEnabled());
    QVERIFY2(save->statusTip().contains(u"Select"_s), qPrintable(save->statusTip()));
    scene.select({ u"harbour_quay.jpg"_s });
    QVERIFY(save->isEnabled());
    QCOMPARE(save->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_S));
    scene.library().table().selectAll(); // five, two of them with a file
    QVERIFY(save->isEnabled());
    QVERIFY2(save->toolTip().contains(u"2 of 5"_s), qPrintable(save->toolTip()));
}

void LibrarySavingTest::itemsWithoutAFileSayWhyNot()
{
    LibraryScene scene;
    scene.show(1200, 800);
    giveFiles(scene, 1);
    scene.select({ u"castle_dawn.jpg"_s });
    const QAction *save = scene.action(u"items.save"_s);
    QVERIFY(!save->isEnabled());
    QVERIFY2(save->statusTip().contains(u"no file"_s), qPrintable(save->statusTip()));
    // As soon as the server tells of one, it can be had.
    giveFiles(scene, 2);
    QVERIFY(save->isEnabled());
}

void LibrarySavingTest::aServerThatIsAwayGivesNoFile()
{
    LibraryScene scene;
    scene.show(1200, 800);
    giveFiles(scene, 1);
    scene.select({ u"harbour_quay.jpg"_s });
    scene.tell(scene.desk, store::Freshness::Offline, 3);
    const QAction *save = scene.action(u"items.save"_s);
    QVERIFY(!save->isEnabled());
    QVERIFY2(save->statusTip().contains(u"Picture desk"_s), qPrintable(save->statusTip()));
}

void LibrarySavingTest::zipsAreOfferedWithinTheServersLimit()
{
    LibraryScene scene;
    scene.show(1200, 800);
    const auto buttons = [&scene] {
        QStringList texts;
        for (const auto *button : scene.library().findChildren<ui::ActionButton *>()) {
            if (button->isVisible())
                texts << button->text().remove(u'&');
        }
        return texts;
    };
    giveFiles(scene, 3);
    QVERIFY(buttons().contains(u"Save as…"_s));
    QVERIFY(!buttons().contains(u"Save as ZIP…"_s)); // this server packs nothing
    giveFiles(scene, 3, 2);
    QVERIFY(buttons().contains(u"Save as ZIP…"_s));
    const QAction *zip = scene.action(u"items.archive"_s);
    QVERIFY(!zip->isEnabled());
    scene.select({ u"harbour_quay.jpg"_s, u"castle_dawn.jpg"_s });
    QVERIFY(zip->isEnabled());
    scene.library().table().selectAll();
    QVERIFY(!zip->isEnabled());
    QVERIFY2(zip->statusTip().contains(u"at most 2"_s), qPrintable(zip->statusTip()));
}

void LibrarySavingTest::savingLeadsWhereThereAreFiles()
{
    LibraryScene scene;
    scene.show(1200, 800);
    const auto first = [&scene] {
        for (const auto *bar : scene.library().findChildren<ui::OfferBar *>()) {
            const auto buttons = bar->findChildren<ui::ActionButton *>();
            for (const auto *button : buttons) {
                if (button->isVisible() && bar->isVisible() && button->x() <= 1 && button->y() <= 1
                    && bar->findChildren<ui::ActionButton *>().size() > 2)
                    return button->text().remove(u'&');
            }
        }
        return QString();
    };
    QCOMPARE(first(), u"Edit…"_s); // brands have no files
    QVERIFY(scene.action(u"items.save"_s));
    giveFiles(scene, 1);
    QTRY_COMPARE_WITH_TIMEOUT(first(), u"Save as…"_s, 20'000);
}

void LibrarySavingTest::oneAsksForAPathAndSeveralForAFolder()
{
    LibraryScene scene;
    scene.show(1200, 800);
    giveFiles(scene, 3);
    scene.select({ u"harbour_quay.jpg"_s });
    scene.library().table().setFocus();
    QTest::keyClick(&scene.library().table(), Qt::Key_S, Qt::ControlModifier);
    auto *one = scene.window.findChild<QFileDialog *>();
    QVERIFY(one);
    QCOMPARE(one->acceptMode(), QFileDialog::AcceptSave);
    QCOMPARE(QFileInfo(one->selectedFiles().value(0)).fileName(), u"harbour_quay.jpg"_s);
    delete one;
    scene.select({ u"harbour_quay.jpg"_s, u"castle_dawn.jpg"_s });
    scene.action(u"items.save"_s)->trigger();
    auto *several = scene.window.findChild<QFileDialog *>();
    QVERIFY(several);
    QCOMPARE(several->fileMode(), QFileDialog::Directory);
    QVERIFY(several->windowTitle().contains(u'2'));
}

void LibrarySavingTest::aServerWithACookieGivesItsFilesAndNobodyElseTheCookie()
{
    OrchestratorServer brandr;
    FileServer stranger;
    stranger.content = "strange";
    brandr.film = FileServer::film(200'000);
    brandr.addSource(u"src.mp4"_s, u"Evening clip"_s);
    QVERIFY(brandr.listen());
    Scene scene;
    wire::Profile profile;
    profile.id = ServerId{ u"b"_s };
    profile.name = u"Brandr"_s;
    profile.dialect = u"orchestrator"_s;
    profile.address = brandr.url();
    scene.sessions.add(profile, wire::pack({ {}, {}, Secret(brandr.signedInCookie()), {} }));
    const auto items = [&scene] {
        std::vector<wire::Item> all;
        for (const store::ItemEntry &entry : scene.store.state().items) {
            if (entry.item.kind == "source"_L1)
                all.push_back(entry.item);
        }
        return all;
    };
    QTRY_COMPARE_WITH_TIMEOUT(items().size(), size_t(1), 30'000);
    QTemporaryDir dir;
    ui::FileDesk &files = scene.window.files();
    QSignalSpy saved(&files, &ui::FileDesk::saved);
    files.saveItemsTo(profile.id, items(), dir.path());
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, 20'000);
    QCOMPARE(saved.takeFirst().at(1).toString(), QString());
    QFile file(dir.filePath(u"Evening clip.mp4"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll() == brandr.film);
    files.saveTo(profile.id, stranger.url().toString(), dir.filePath(u"strange"_s));
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, 20'000);
    QCOMPARE(saved.takeFirst().at(1).toString(), QString());
    QVERIFY(stranger.requests.front().header("cookie").isEmpty());
    brandr.signOutAll();
    files.saveItemsTo(profile.id, items(), dir.path());
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, 20'000);
    const QString trouble = saved.takeFirst().at(1).toString();
    QVERIFY2(trouble.contains(u"signed out"_s), qPrintable(trouble));
    QCOMPARE(QDir(dir.path()).entryList(QDir::Files | QDir::Hidden),
             (QStringList{ u"Evening clip.mp4"_s, u"strange"_s }));
}

QTEST_MAIN(LibrarySavingTest)
#include "tst_library_saving.moc"
