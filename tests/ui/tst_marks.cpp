// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/facet_panel.h"
#include "ui/outbox_scene.h"

#include "models/fate_face.h"
#include "ui/activity/activity_panel.h"
#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"
#include "ui/library/item_table.h"
#include "ui/shell/banner_stack.h"
#include "ui/shell/commands.h"
#include "ui/shell/status_line.h"

#include <QTest>

using namespace fw;
using namespace fw::test;
using models::FateFace;
using models::ItemModel;
using models::JobModel;
using store::Fate;
using ui::BannerRank;
using ui::BannerText;

namespace {

BannerText saying(const QString &title, bool error = false)
{
    BannerText banner;
    banner.title = title;
    banner.error = error;
    return banner;
}

} // namespace

/// Where an own change and what is wrong are told in the main window: marks in the rows, one
/// banner.
class MarksTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void aRowTellsWhatBecameOfItsChange();
    void aJobsRowTellsItToo();
    void oneBannerAtATime();
    void theMostUrgentBannerOfTheWindowIsSeen();
    void aConflictIsNoRefusal();
    void theSentenceOfTheActivityHasTheRoom();
    void theLibraryTakesItsRoomFromTheQueue();
    void theOutboxOpensWithItsFirstChangeChosen();
};

void MarksTest::aRowTellsWhatBecameOfItsChange()
{
    OutboxScene scene;
    scene.show(1200, 800);
    scene.select({ u"ScotlandWTF"_s });
    const auto face
        = [&scene] { return scene.library().table().currentIndex().data(ItemModel::RowFaceRole); };
    QVERIFY(!face().isValid());
    const EditId held = scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    scene.store.hold(held, store::Hold::Person);
    scene.store.flush();
    QCOMPARE(face().value<FateFace>(), (FateFace{ Fate::Held, u"Held"_s }));
    const EditId clashed = scene.conflict(); // needs a person more than what is held
    QCOMPARE(face().value<FateFace>(), (FateFace{ Fate::Conflict, u"Conflict"_s }));
    const QString spoken
        = scene.library().table().currentIndex().data(Qt::AccessibleTextRole).toString();
    QVERIFY2(spoken.endsWith(u"; your change: Conflict"_s), qPrintable(spoken));
    const auto *line = scene.window.findChild<ui::StatusLine *>();
    QCOMPARE(line->waitingEdits(scene.studio), 2);
    scene.store.putAway(clashed);
    scene.store.flush();
    QCOMPARE(line->waitingEdits(scene.studio), 1); // decided: it waits no more
    QCOMPARE(face().value<FateFace>().mark, std::optional(Fate::Held));
    QVERIFY(!scene.library().table().grab().isNull());
}

void MarksTest::aJobsRowTellsItToo()
{
    Scene scene;
    const ServerId here = scene.addServer(u"here"_s);
    scene.feed(here,
               { wire::JobSeen{ scene.job(u"a.mp4"_s, wire::JobState::Running, u"PROBE"_s) } });
    scene.show(1280, 800);
    wire::ControlJob pause;
    pause.job = JobId{ u"a.mp4"_s };
    pause.action = wire::JobAction::Pause;
    const EditId edit = scene.sessions.find(here)->send(pause);
    scene.store.flush();
    ui::JobTable &table = scene.window.queue().table();
    const auto face = [&table] {
        return table.model()->index(0, JobModel::StateColumn).data(JobModel::FaceRole);
    };
    QVERIFY(face().isValid());
    wire::EditSettled refused;
    refused.edit = edit;
    refused.verdict = wire::EditSettled::Verdict::Invalid;
    scene.feed(here, { refused });
    QCOMPARE(face().value<FateFace>(), (FateFace{ Fate::Rejected, u"Rejected"_s }));
    QVERIFY(!table.grab().isNull());
    table.showColumn(JobModel::StageColumn, false); // then the shape stands with the state
    QVERIFY(!table.grab().isNull());
    scene.store.putAway(edit);
    scene.store.flush();
    QVERIFY(!face().isValid());
}

void MarksTest::oneBannerAtATime()
{
    QWidget parent;
    ui::BannerBar connection(&parent);
    ui::BannerBar recovered(&parent);
    ui::BannerBar keeping(&parent);
    ui::BannerStack stack;
    stack.add(&connection, BannerRank::Connection, BannerRank::Trouble);
    stack.add(&recovered, BannerRank::Recovered);
    stack.add(&keeping, BannerRank::Keeping);
    const auto isAlone = [&](const ui::BannerBar *one) {
        for (const auto *bar : { &connection, &recovered, &keeping }) {
            if (bar->isHidden() == (bar == one))
                return false;
        }
        return stack.seen() == one;
    };
    QVERIFY(isAlone(nullptr));
    connection.setBanner(saying(u"offline"_s));
    QVERIFY(isAlone(&connection));
    recovered.setBanner(saying(u"recovered"_s));
    QVERIFY(isAlone(&recovered));
    connection.setBanner(saying(u"sign in"_s, true));
    QVERIFY(isAlone(&connection));
    keeping.setBanner(saying(u"no space left"_s, true));
    QVERIFY(isAlone(&keeping));
    keeping.setBanner({});
    QVERIFY(isAlone(&connection));
    connection.setBanner({});
    recovered.setBanner({});
    QVERIFY(isAlone(nullptr));
}

void MarksTest::theMostUrgentBannerOfTheWindowIsSeen()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const auto seen = [&scene] {
        QStringList names;
        for (const auto *bar : scene.window.findChildren<ui::BannerBar *>()) {
            if (bar->isVisible())
                names << bar->objectName();
        }
        return names;
    };
    scene.sessions.setOffline(true);
    QCOMPARE(seen(), QStringList{ u"mainBanner"_s });
    const EditId edit = scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    scene.store.hold(edit, store::Hold::Recovered);
    scene.store.flush();
    QCOMPARE(seen(), QStringList{ u"recoveredBanner"_s });
    const auto *recovered = scene.window.findChild<ui::BannerBar *>(u"recoveredBanner"_s);
    QCOMPARE(recovered->banner()->title, u"Closed unexpectedly."_s);
    Q_EMIT scene.store.journalTroubled({ Failure::Code::Io, u"/home: no space left on device"_s });
    QCOMPARE(seen(), QStringList{ u"keepingBanner"_s });
    Q_EMIT const_cast<ui::BannerBar *>(recovered)->actionWanted({}, BannerText::Action::Dismiss);
    const auto *keeping = scene.window.findChild<ui::BannerBar *>(u"keepingBanner"_s);
    Q_EMIT const_cast<ui::BannerBar *>(keeping)->actionWanted({}, BannerText::Action::TryAgain);
    QCOMPARE(seen(), QStringList{ u"mainBanner"_s });
}

void MarksTest::aConflictIsNoRefusal()
{
    OutboxScene scene;
    scene.show(1200, 800);
    scene.LibraryScene::choose(scene.desk, u"image"_s);
    scene.select({ u"castle_dawn.jpg"_s });
    scene.action(u"image.undo"_s)->trigger();
    wire::EditSettled settled;
    settled.edit = scene.sent().front().edit;
    settled.verdict = wire::EditSettled::Verdict::Conflict;
    settled.message = u"It was changed meanwhile."_s;
    scene.feed(scene.desk, { settled });
    auto *notice = scene.window.findChild<ui::BannerBar *>(u"notice"_s);
    QVERIFY(notice->banner());
    QVERIFY(notice->banner()->title.startsWith(u"Conflict: "_s) && !notice->banner()->error);
    QCOMPARE(notice->banner()->action, BannerText::Action::Review);
    scene.store.putAway(settled.edit);
    scene.store.flush();
    QVERIFY(!notice->banner()); // it is true no more
}

void MarksTest::theSentenceOfTheActivityHasTheRoom()
{
    Scene scene;
    scene.addServer(u"studio-a"_s);
    scene.show(1280, 800);
    const auto *view = scene.window.findChild<ui::ActivityPanel *>()->findChild<QTableView *>();
    const QString gap = u"messages may be missing 14:02:11 – 14:02:40, resynced"_s;
    const int room = view->columnWidth(models::ActivityModel::TextColumn);
    QVERIFY2(room >= view->fontMetrics().horizontalAdvance(gap) + 2 * ui::space::small,
             qPrintable(QString::number(room)));
}

void MarksTest::theLibraryTakesItsRoomFromTheQueue()
{
    LibraryScene scene;
    scene.show(1280, 800);
    const QSize before = scene.window.size();
    const auto *facets = scene.window.findChild<ui::FacetPanel *>();
    const auto isReadable
        = [facets] { return facets->width() > facets->fontMetrics().averageCharWidth() * 15; };
    QVERIFY(isReadable());
    QAction *toggle = scene.window.commands().action(ui::Command::ShowLibrary);
    for (int times = 0; times < 2; ++times) {
        toggle->trigger();
        QCoreApplication::processEvents();
        QCOMPARE(scene.window.size(), before);
        QVERIFY(isReadable());
    }
}

void MarksTest::theOutboxOpensWithItsFirstChangeChosen()
{
    OutboxScene scene;
    scene.show(1200, 800);
    const EditId first = scene.edit(u"1"_s, { { u"wm_scale"_s, 0.3 } });
    scene.edit(u"2"_s, { { u"wm_scale"_s, 0.3 } });
    QCOMPARE(scene.open().table().chosen(), QList<EditId>{ first });
}

QTEST_MAIN(MarksTest)
#include "tst_marks.moc"
