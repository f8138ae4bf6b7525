// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli_program.h"
#include "support/fake_server.h"
#include "views/scene.h"

#include "ui/inspector/exchange_detail.h"
#include "ui/inspector/exchange_table.h"
#include "ui/inspector/inspector_window.h"
#include "ui/shell/commands.h"
#include "ui/shell/server_chip.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QComboBox>
#include <QFile>
#include <QFileDialog>
#include <QJsonArray>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

using namespace fw;
using namespace fw::test;
using models::ExchangeModel;
using Phase = session::ConnectionInfo::Phase;

/// The connection inspector as a user drives it, on a live connection.
class InspectorTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void theKeyOpensItWithThePast();
    void wrongMessagesAreMarkedWithTheirReason();
    void thePopoverLeadsToTheProblems();
    void filtersNarrowAndShowEverythingUndoes();
    void detailShowsContentRequestAndHeaders();
    void pauseCountsWhatComes();
    void clearForgets();
    void scrollingUpStopsFollowing();
    void linesAreCopiedAsTextAndJson();
    void savedRecordingIsExplained();
    void recordingsWantOneServer();
    void removedServersTakeTheirRowsAlong();
    void nothingIsReadWhileClosed();
    void everyControlHasAName();

private:
    struct Bench : Scene
    {
        FakeServer server;
        session::Session *session = nullptr;

        Bench();
        session::Session *add(const QString &name, FakeServer &peer, const Secret &token = {});
        ui::InspectorWindow &inspector() { return window.inspector(); }
        template <class T> T *part(const char *name)
        {
            return inspector().findChild<T *>(QString::fromLatin1(name));
        }
        void click(const char *button)
        {
            QTest::mouseClick(part<QPushButton>(button), Qt::LeftButton);
        }
        QAbstractItemModel &rows() { return *inspector().table().model(); }
        int rowWith(const QString &words, int column = ExchangeModel::WhatColumn);
        QString countText() { return part<QLabel>("inspectorCount")->text(); }
        void choose(int row);
    };
};

InspectorTest::Bench::Bench()
{
    secrets.setTimeout(std::chrono::milliseconds(200));
    server.wantsToken = true;
    if (!server.listen())
        qFatal("no port");
    session = add(u"studio"_s, server, Secret("good"));
    show(1280, 800);
}

session::Session *InspectorTest::Bench::add(const QString &name, FakeServer &peer,
                                            const Secret &token)
{
    wire::Profile profile;
    profile.id = ServerId{ name };
    profile.name = name;
    profile.dialect = u"orchestrator"_s;
    profile.address = peer.url();
    session::Session *added = sessions.add(profile, token);
    const auto live = [&] { return added->connection().phase == Phase::Live; };
    [&] { QTRY_VERIFY_WITH_TIMEOUT(live(), 20000); }();
    return added;
}

int InspectorTest::Bench::rowWith(const QString &words, int column)
{
    for (int row = 0; row < rows().rowCount(); ++row) {
        if (rows().index(row, column).data().toString().contains(words))
            return row;
    }
    return -1;
}

void InspectorTest::Bench::choose(int row)
{
    auto &table = inspector().table();
    const QModelIndex index = rows().index(row, ExchangeModel::WhatColumn);
    table.scrollTo(index);
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(index).center());
}

void InspectorTest::theKeyOpensItWithThePast()
{
    Bench bench;
    bench.window.activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&bench.window));
    QTest::keyClick(&bench.window, Qt::Key_I, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(bench.inspector().isVisible());
    QVERIFY(!bench.inspector().isModal());
    QTRY_VERIFY_WITH_TIMEOUT(bench.rowWith(u"hello"_s) >= 0, 20000);
    QVERIFY(bench.rowWith(u"connected"_s) >= 0);
    QVERIFY(bench.rowWith(u"welcome"_s) > bench.rowWith(u"hello"_s));
    bench.server.sendToAll(R"({"type":"news_of_today"})");
    QTRY_VERIFY_WITH_TIMEOUT(bench.rowWith(u"news_of_today"_s) >= 0, 20000);
    const QModelIndex hello = bench.rows().index(bench.rowWith(u"hello"_s), 0);
    QCOMPARE(hello.siblingAtColumn(ExchangeModel::DirectionColumn).data().toString(), u"sent"_s);
    QTest::keyClick(&bench.inspector(), Qt::Key_Escape);
    QVERIFY(!bench.inspector().isVisible());
}

void InspectorTest::wrongMessagesAreMarkedWithTheirReason()
{
    Bench bench;
    bench.inspector().present();
    bench.server.sendToAll(R"({"type":"event","channel":"processing:jobs","seq":)");
    QTRY_VERIFY_WITH_TIMEOUT(bench.rowWith(u"not understood"_s, ExchangeModel::ResultColumn) >= 0,
                             20000);
    const int row = bench.rowWith(u"not understood"_s, ExchangeModel::ResultColumn);
    QVERIFY(bench.rows().index(row, 0).data(ExchangeModel::ProblemRole).toBool());
    QTRY_VERIFY(bench.countText().contains(u"1 not understood"_s));
    bench.choose(row);
    auto &detail = bench.inspector().detail();
    QTRY_VERIFY_WITH_TIMEOUT(detail.text().toPlainText().contains(u"processing:jobs"_s), 20000);
    QVERIFY(detail.tabs().isTabVisible(3));
    detail.tabs().setCurrentIndex(3);
    QVERIFY(!detail.text().toPlainText().isEmpty());
    QVERIFY(detail.text().toPlainText().contains(u"badInput"_s));
}

void InspectorTest::thePopoverLeadsToTheProblems()
{
    Bench bench;
    bench.window.chips().open(0);
    auto *popover = bench.window.findChild<ui::ConnectionPopover *>();
    QVERIFY(popover->findChild<QPushButton *>(u"popoverProblems"_s)->isHidden());
    popover->close();
    bench.server.sendToAll("{one");
    bench.server.sendToAll("{two");
    QTRY_COMPARE_WITH_TIMEOUT(bench.session->connection().problems, 2, 20000);
    QTRY_VERIFY(!bench.window.findChild<ui::ConnectionPopover *>());
    bench.window.chips().open(0);
    popover = bench.window.findChild<ui::ConnectionPopover *>();
    auto *show = popover->findChild<QPushButton *>(u"popoverProblems"_s);
    QVERIFY(show->isVisible());
    QVERIFY2(show->text().startsWith(u"2 messages not understood"_s), qPrintable(show->text()));
    QTest::mouseClick(show, Qt::LeftButton);
    QVERIFY(bench.inspector().isVisible());
    QVERIFY(bench.part<QCheckBox>("inspectorProblems")->isChecked());
    QTRY_COMPARE_WITH_TIMEOUT(bench.rows().rowCount(), 2, 20000);
}

void InspectorTest::filtersNarrowAndShowEverythingUndoes()
{
    Bench bench;
    bench.inspector().present();
    bench.server.sendToAll(R"({"type":"needle","place":"haystack"})");
    QTRY_VERIFY_WITH_TIMEOUT(bench.rowWith(u"needle"_s) >= 0, 20000);
    const int all = bench.rows().rowCount();
    auto *search = bench.part<QLineEdit>("inspectorSearch");
    QTest::keyClick(&bench.inspector(), Qt::Key_F, Qt::ControlModifier);
    QTest::keyClicks(search, u"HAYSTACK"_s);
    QTRY_COMPARE_WITH_TIMEOUT(bench.rows().rowCount(), 1, 20000);
    search->clear();
    QTRY_VERIFY(bench.rows().rowCount() >= all);
    bench.part<QComboBox>("inspectorWay")->setCurrentIndex(1); // sent
    QVERIFY(bench.rowWith(u"needle"_s) < 0 && bench.rowWith(u"hello"_s) >= 0);
    bench.part<QComboBox>("inspectorWay")->setCurrentIndex(0);
    bench.part<QComboBox>("inspectorChannel")->setCurrentIndex(2); // HTTP
    QVERIFY(bench.rowWith(u"needle"_s) < 0 && bench.rowWith(u"hello"_s) < 0);
    QTest::keyClicks(search, u"no such thing anywhere"_s);
    QTRY_COMPARE(bench.rows().rowCount(), 0);
    QPushButton *everything = nullptr;
    const auto find = [&] {
        for (auto *button : bench.inspector().findChildren<QPushButton *>()) {
            if (button->isVisible() && button->text().remove(u'&') == u"Show everything"_s)
                everything = button;
        }
        return everything != nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(find(), 20000);
    QTest::mouseClick(everything, Qt::LeftButton);
    QVERIFY(bench.rows().rowCount() >= all);
}

void InspectorTest::detailShowsContentRequestAndHeaders()
{
    Bench bench;
    bench.server.setJob(u"a"_s, u"running"_s);
    bench.inspector().present();
    bench.session->setWatchedJobs({ JobId{ u"a"_s } });
    QTRY_VERIFY_WITH_TIMEOUT(bench.rowWith(u"/api/jobs/a"_s, ExchangeModel::ChannelColumn) >= 0,
                             20000);
    bench.choose(bench.rowWith(u"/api/jobs/a"_s, ExchangeModel::ChannelColumn));
    auto &detail = bench.inspector().detail();
    QTRY_VERIFY_WITH_TIMEOUT(detail.text().toPlainText().contains(u"{\n  \""_s), 20000);
    detail.tabs().setCurrentIndex(1);
    QVERIFY(detail.text().toPlainText().startsWith(u"GET /api/jobs/a"_s));
    detail.tabs().setCurrentIndex(2);
    QVERIFY(detail.text().toPlainText().contains(u"Authorization: <removed>"_s));
    QVERIFY(!detail.text().toPlainText().contains(u"good"_s));
    QVERIFY(detail.text().toPlainText().contains(u"application/json"_s));
    bench.choose(bench.rowWith(u"hello"_s));
    QVERIFY(!detail.tabs().isTabVisible(2));
}

void InspectorTest::pauseCountsWhatComes()
{
    Bench bench;
    bench.inspector().present();
    QTRY_VERIFY_WITH_TIMEOUT(bench.rowWith(u"hello"_s) >= 0, 20000);
    bench.click("inspectorPause");
    const int before = bench.rows().rowCount();
    for (int i = 0; i < 3; ++i)
        bench.server.sendToAll(R"({"type":"meanwhile"})");
    QTRY_VERIFY_WITH_TIMEOUT(bench.countText().contains(u"paused"_s)
                                 && !bench.countText().contains(u"paused, 0"_s),
                             20000);
    QCOMPARE(bench.rows().rowCount(), before);
    bench.click("inspectorPause");
    QTRY_VERIFY_WITH_TIMEOUT(bench.rowWith(u"meanwhile"_s) >= 0, 20000);
    QVERIFY(bench.rows().rowCount() >= before + 3);
    QVERIFY(!bench.countText().contains(u"paused"_s));
}

void InspectorTest::clearForgets()
{
    Bench bench;
    bench.server.sendToAll("{broken");
    bench.inspector().present();
    QTRY_VERIFY_WITH_TIMEOUT(bench.rowWith(u"hello"_s) >= 0, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(bench.session->connection().problems, 1, 20000);
    bench.click("inspectorClear");
    QVERIFY(bench.rowWith(u"hello"_s) < 0);
    QTRY_COMPARE_WITH_TIMEOUT(bench.session->connection().problems, 0, 20000);
    bench.server.sendToAll(R"({"type":"afterwards"})");
    QTRY_VERIFY_WITH_TIMEOUT(bench.rowWith(u"afterwards"_s) >= 0, 20000);
    QVERIFY(bench.rowWith(u"hello"_s) < 0);
}

void InspectorTest::scrollingUpStopsFollowing()
{
    Bench bench;
    bench.inspector().present();
    for (int i = 0; i < 200; ++i)
        bench.server.sendToAll(R"({"type":"many"})");
    auto &table = bench.inspector().table();
    auto *bar = table.verticalScrollBar();
    QTRY_VERIFY_WITH_TIMEOUT(bench.rows().rowCount() >= 200, 20000);
    QTRY_COMPARE_WITH_TIMEOUT(bar->value(), bar->maximum(), 20000);
    table.setFocus();
    QTest::keyClick(&table, Qt::Key_Home, Qt::ControlModifier);
    QVERIFY(!bench.part<QCheckBox>("inspectorFollow")->isChecked());
    bench.server.sendToAll(R"({"type":"one_more"})");
    QTRY_VERIFY_WITH_TIMEOUT(bench.rowWith(u"one_more"_s) >= 0, 20000);
    QCOMPARE(bar->value(), 0);
    bench.part<QCheckBox>("inspectorFollow")->setChecked(true);
    QTRY_COMPARE(bar->value(), bar->maximum());
}

void InspectorTest::linesAreCopiedAsTextAndJson()
{
    Bench bench;
    bench.inspector().present();
    bench.server.sendToAll(R"({"type":"copied","token":"abcdef","value":7})");
    QTRY_VERIFY_WITH_TIMEOUT(bench.rowWith(u"copied"_s) >= 0, 20000);
    bench.choose(bench.rowWith(u"copied"_s));
    const QClipboard *clipboard = QGuiApplication::clipboard();
    QTest::keyClick(&bench.inspector().table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard->text().count(u'\n'), 0);
    QVERIFY(clipboard->text().contains(u"\treceived\t"_s));
    QTest::keyClick(&bench.inspector().table(), Qt::Key_A, Qt::ControlModifier);
    bench.click("inspectorCopy");
    QVERIFY(clipboard->text().count(u'\n') > 2);
    bench.choose(bench.rowWith(u"copied"_s));
    bench.click("inspectorCopyJson");
    QTRY_VERIFY_WITH_TIMEOUT(clipboard->text().startsWith(u'{'), 20000);
    const auto json = QJsonDocument::fromJson(clipboard->text().toUtf8());
    QCOMPARE(json["frame"_L1]["value"_L1].toInt(), 7);
    QCOMPARE(json["frame"_L1]["token"_L1].toString(), u"<removed>"_s);
}

void InspectorTest::savedRecordingIsExplained()
{
    Bench bench;
    bench.server.setJob(u"a"_s, u"running"_s);
    bench.session->setWatchedJobs({ JobId{ u"a"_s } });
    bench.server.sendToAll(R"({"type":"event","type":)");
    bench.server.sendToAll(R"({"type":"last_words","token":"abcdef","text":"good"})");
    bench.inspector().present();
    QTRY_VERIFY_WITH_TIMEOUT(bench.rowWith(u"last_words"_s) >= 0, 20000);
    QTRY_VERIFY_WITH_TIMEOUT(bench.rowWith(u"/api/jobs/a"_s, ExchangeModel::ChannelColumn) >= 0,
                             20000);
    bench.click("inspectorPause"); // so that both count the same
    QCoreApplication::processEvents();
    const int wrong = bench.inspector().exchanges().problems({});
    QVERIFY(wrong > 0);
    const QString path = bench.dir.filePath(u"saved.jsonl"_s);
    QSignalSpy saved(&bench.inspector(), &ui::InspectorWindow::saved);
    bench.inspector().saveTo(path);
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 1, 20000);
    QCOMPARE(saved[0][1].toString(), QString());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    QVERIFY(!bytes.contains("abcdef"));
    QVERIFY(!bytes.contains("good"));
    const CliProgram cli(QStringLiteral(FW_BIN_DIR "/framewatch-cli"));
    const auto ran = cli.run({ u"explain"_s, u"--json"_s, path });
    QCOMPARE(ran.lines(u"file"_s).value(0)["dialect"_L1].toString(), u"orchestrator"_s);
    QVERIFY(ran.lines(u"fault"_s).isEmpty());
    const auto steps = ran.lines(u"explained"_s);
    QCOMPARE(steps.size(), bench.inspector().exchanges().rowCount());
    int explainedWrong = 0;
    for (const QJsonObject &step : steps)
        explainedWrong += step["issues"_L1].toArray().isEmpty() ? 0 : 1;
    QCOMPARE(explainedWrong, wrong);
    QCOMPARE(ran.lines(u"snapshot"_s).value(0)["jobs"_L1].toArray().size(), 1);
    const QString nowhere = bench.dir.filePath(u"no/such/folder/x.jsonl"_s);
    bench.inspector().saveTo(nowhere);
    QTRY_COMPARE_WITH_TIMEOUT(saved.count(), 2, 20000);
    QVERIFY(!saved[1][1].toString().isEmpty());
    QVERIFY(bench.countText().contains(u"was not saved"_s));
}

void InspectorTest::recordingsWantOneServer()
{
    Bench bench;
    FakeServer other;
    QVERIFY(other.listen());
    bench.add(u"other"_s, other);
    bench.inspector().present();
    QTRY_VERIFY_WITH_TIMEOUT(bench.rows().rowCount() > 4, 20000);
    auto *save = bench.part<QPushButton>("inspectorSave");
    QTRY_VERIFY(!save->isEnabled());
    QVERIFY(save->toolTip().contains(u"one server"_s));
    QVERIFY(!bench.inspector().table().isColumnHidden(ExchangeModel::ServerColumn));
    bench.inspector().present(ServerId{ u"studio"_s });
    QTRY_VERIFY(save->isEnabled());
    for (int row = 0; row < bench.rows().rowCount(); ++row)
        QCOMPARE(bench.rows().index(row, 0).data(ExchangeModel::ServerRole).toString(),
                 u"studio"_s);
    QTest::keyClick(&bench.inspector(), Qt::Key_S, Qt::ControlModifier);
    auto *dialog = bench.inspector().findChild<QFileDialog *>(u"saveRecording"_s);
    QVERIFY(dialog && dialog->isVisible());
    dialog->close();
}

void InspectorTest::removedServersTakeTheirRowsAlong()
{
    Bench bench;
    FakeServer other;
    QVERIFY(other.listen());
    bench.add(u"other"_s, other);
    bench.inspector().present();
    QTRY_VERIFY_WITH_TIMEOUT(bench.rowWith(u"other"_s, ExchangeModel::ServerColumn) >= 0, 20000);
    bench.sessions.remove(ServerId{ u"other"_s });
    QVERIFY(bench.rowWith(u"other"_s, ExchangeModel::ServerColumn) < 0);
    QTRY_COMPARE(bench.part<QComboBox>("inspectorServer")->count(), 2);
}

void InspectorTest::nothingIsReadWhileClosed()
{
    Bench bench;
    bench.inspector().present();
    QTRY_VERIFY_WITH_TIMEOUT(bench.rows().rowCount() > 0, 20000);
    bench.inspector().close();
    QCOMPARE(bench.inspector().exchanges().rowCount(), 0);
    QSignalSpy told(bench.session, &session::Session::traced);
    bench.server.sendToAll(R"({"type":"unseen"})");
    bench.server.sendToAll("{broken"); // told by another way: then all before it was taken in
    QTRY_COMPARE_WITH_TIMEOUT(bench.session->connection().problems, 2, 20000);
    QVERIFY(told.count() <= 1); // what was under way when it was closed
    bench.inspector().present();
    QTRY_VERIFY_WITH_TIMEOUT(bench.rowWith(u"unseen"_s) >= 0, 20000);
}

void InspectorTest::everyControlHasAName()
{
    Bench bench;
    bench.inspector().present();
    QTRY_VERIFY_WITH_TIMEOUT(bench.rows().rowCount() > 0, 20000);
    for (const QWidget *one : bench.inspector().findChildren<QWidget *>()) {
        if (!one->objectName().startsWith(u"inspector"_s)
            && !one->objectName().startsWith(u"exchange"_s))
            continue;
        const auto *button = qobject_cast<const QAbstractButton *>(one);
        const bool label = qobject_cast<const QLabel *>(one) != nullptr;
        QVERIFY2(label || !one->accessibleName().isEmpty()
                     || (button && button->text().contains(u'&')),
                 qPrintable(one->objectName()));
        if (!label)
            QVERIFY2(one->focusPolicy() & Qt::TabFocus, qPrintable(one->objectName()));
    }
}

QTEST_MAIN(InspectorTest)
#include "tst_inspector.moc"
