// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/library_scene.h"

#include "ui/shell/status_line.h"

#include <QLineEdit>
#include <QTest>

using namespace fw;
using namespace fw::test;

/// Edit > Undo and Redo in the window: for what is worked on, never for a text field.
class UndoTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void thereIsNothingToUndoAndItSaysSo();
    void keysUndoTheChosenItem();
    void anAcceptedChangeIsFollowedByAnother();
    void textFieldsHaveTheirOwn();
    void severalItemsAreNoDocument();

private:
    static QAction &undo(LibraryScene &scene)
    {
        return *scene.window.commands().action(ui::Command::Undo);
    }
    static QAction &redo(LibraryScene &scene)
    {
        return *scene.window.commands().action(ui::Command::Redo);
    }
    /// As the person does it who edits the brand "ScotlandWTF".
    static EditId edit(LibraryScene &scene, double scale)
    {
        scene.library().table().setFocus();
        session::Session *session = scene.sessions.find(scene.studio);
        const EditId id = session->send(
            wire::RunAction{ {}, u"brand.edit"_s, u"1"_s, { { u"wm_scale"_s, scale } } });
        scene.store.flush();
        QCoreApplication::processEvents();
        return id;
    }
    static store::Fate fate(LibraryScene &scene, const EditId &id)
    {
        return std::ranges::find(scene.store.state().edits, id, &store::Edit::id)->fate;
    }
    static void press(LibraryScene &scene, Qt::Key key, Qt::KeyboardModifiers more = {})
    {
        QTest::keyClick(&scene.library().table(), key, Qt::ControlModifier | more);
        QCoreApplication::processEvents();
    }
    static void begin(LibraryScene &scene)
    {
        scene.show(1200, 800);
        scene.choose(scene.studio, u"brand"_s);
        scene.select({ u"ScotlandWTF"_s });
        scene.library().table().setFocus();
        QCoreApplication::processEvents();
    }
};

void UndoTest::thereIsNothingToUndoAndItSaysSo()
{
    LibraryScene scene;
    begin(scene);
    QCOMPARE(undo(scene).text(), u"Undo"_s);
    QVERIFY(!undo(scene).isEnabled() && !redo(scene).isEnabled());
    QVERIFY2(undo(scene).statusTip().contains(u"nothing to undo"_s),
             qPrintable(undo(scene).statusTip()));
    QCOMPARE(undo(scene).shortcut(), QKeySequence(Qt::CTRL | Qt::Key_Z));
    QVERIFY(redo(scene).shortcuts().contains(QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z)));
    QVERIFY(redo(scene).shortcuts().contains(QKeySequence(Qt::CTRL | Qt::Key_Y)));
}

void UndoTest::keysUndoTheChosenItem()
{
    LibraryScene scene;
    begin(scene);
    const EditId id = edit(scene, 0.5);
    QTRY_VERIFY_WITH_TIMEOUT(undo(scene).isEnabled(), 20'000);
    QCOMPARE(undo(scene).text(), u"Undo Edit: Watermark scale"_s);
    press(scene, Qt::Key_Z);
    QCOMPARE(fate(scene, id), store::Fate::Rejected); // it had not left: nothing is sent
    QCOMPARE(scene.sent().size(), size_t(1));
    QTRY_VERIFY_WITH_TIMEOUT(redo(scene).isEnabled(), 20'000);
    press(scene, Qt::Key_Y);
    QCOMPARE(scene.sent().size(), size_t(2));
    QCOMPARE(scene.sent().back().arguments.value(u"wm_scale"_s), QJsonValue(0.5));
    QTRY_VERIFY_WITH_TIMEOUT(!redo(scene).isEnabled(), 20'000);
    // Another item has a line of its own.
    scene.select({ u"RoadsWTF"_s });
    QTRY_VERIFY_WITH_TIMEOUT(!undo(scene).isEnabled(), 20'000);
}

void UndoTest::anAcceptedChangeIsFollowedByAnother()
{
    LibraryScene scene;
    begin(scene);
    const EditId id = edit(scene, 0.5);
    wire::EditSettled verdict;
    verdict.edit = id;
    scene.feed(scene.studio,
               { verdict, wire::ItemSeen{ scene.brand(u"1"_s, u"ScotlandWTF"_s, 0.5) } });
    scene.store.flush();
    QTRY_VERIFY_WITH_TIMEOUT(undo(scene).isEnabled(), 20'000);
    press(scene, Qt::Key_Z);
    QCOMPARE(scene.sent().size(), size_t(2));
    QCOMPARE(scene.sent().back().arguments.value(u"wm_scale"_s), QJsonValue(0.15));
    const auto *status = scene.window.findChild<ui::StatusLine *>();
    QVERIFY(status);
    QVERIFY2(status->currentMessage().contains(u"Studio B"_s),
             qPrintable(status->currentMessage()));
    QTRY_VERIFY_WITH_TIMEOUT(redo(scene).isEnabled(), 20'000);
    press(scene, Qt::Key_Z, Qt::ShiftModifier); // the inverse has not left: it is taken back
    QCOMPARE(scene.store.state().edits.back().fate, store::Fate::Rejected);
}

void UndoTest::textFieldsHaveTheirOwn()
{
    LibraryScene scene;
    begin(scene);
    const EditId id = edit(scene, 0.5);
    QTRY_VERIFY_WITH_TIMEOUT(undo(scene).isEnabled(), 20'000);
    auto *field = scene.library().findChild<QLineEdit *>();
    QVERIFY(field && field->isVisible());
    field->setFocus();
    QTest::keyClicks(field, u"road"_s);
    QTest::keyClick(field, Qt::Key_Z, Qt::ControlModifier);
    QCoreApplication::processEvents();
    QCOMPARE(field->text(), QString());
    QVERIFY(fate(scene, id) != store::Fate::Rejected);
    QCOMPARE(scene.sent().size(), size_t(1));
}

void UndoTest::severalItemsAreNoDocument()
{
    LibraryScene scene;
    begin(scene);
    edit(scene, 0.5);
    QTRY_VERIFY_WITH_TIMEOUT(undo(scene).isEnabled(), 20'000);
    scene.select({ u"ScotlandWTF"_s, u"RoadsWTF"_s });
    QTRY_VERIFY_WITH_TIMEOUT(!undo(scene).isEnabled(), 20'000);
    QVERIFY2(undo(scene).statusTip().contains(u"Select"_s), qPrintable(undo(scene).statusTip()));
}

QTEST_MAIN(UndoTest)
#include "tst_undo.moc"
