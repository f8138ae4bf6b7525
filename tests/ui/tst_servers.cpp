// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/echo_server.h"
#include "support/fake_server.h"
#include "support/orchestrator_server.h"
#include "views/scene.h"

#include "ui/common/confirm_dialog.h"
#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"
#include "ui/jobs/server_facets.h"
#include "ui/settings/detect_strip.h"
#include "ui/settings/server_drafts.h"
#include "ui/settings/servers_window.h"
#include "ui/shell/commands.h"
#include "ui/shell/job_actions.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QListWidget>
#include <QPushButton>
#include <QTest>

using namespace fw;
using namespace fw::test;
using Phase = session::ConnectionInfo::Phase;

/// The Servers window as a user drives it.
class ServersTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void draftsAreAModelThatHolds();
    void addedServerIsSavedAndConnects();
    void wrongEntriesAreSaidInPlace();
    void detectedKindIsTakenWithAButton();
    void theProgramThatWasDetectedNamesItsSignIn();
    void whatASignInLacksIsSaidAtSave();
    void cancellingNamesJobAndServer();
    void nobodyThereIsSaidWithItsReason();
    void aSavedChangeReconnectsThatServerOnly();
    void whatIsTypedStaysWithItsRow();
    void removingNamesWhatGoes();
    void thisComputerStays();
    void serverColumnComesWithTheSecondServer();
    void sidePanelFiltersByServer();
    void endingSessionCanBeRenewed();

private:
    struct Bench : Scene
    {
        Bench();
        ui::ServersWindow &open();
        template <class T> T *part(const QString &name)
        {
            return window.servers().findChild<T *>(name);
        }
        void type(const QString &field, const QString &text);
        void click(const QString &button);
        wire::Profile saved(const QString &name, const QUrl &url);
    };
};

ServersTest::Bench::Bench()
{
    secrets.setTimeout(std::chrono::milliseconds(200));
    wire::Profile here = profiles.all().front();
    here.autoConnect = false; // no hub is started here
    (void)profiles.save(here);
    roster.start();
    show(1000, 700);
}

ui::ServersWindow &ServersTest::Bench::open()
{
    window.commands().action(ui::Command::Servers)->trigger();
    return window.servers();
}

void ServersTest::Bench::type(const QString &field, const QString &text)
{
    auto *edit = part<QLineEdit>(field);
    edit->selectAll();
    QTest::keyClicks(edit, text);
}

void ServersTest::Bench::click(const QString &button)
{
    QTest::mouseClick(part<QPushButton>(button), Qt::LeftButton);
}

wire::Profile ServersTest::Bench::saved(const QString &name, const QUrl &url)
{
    wire::Profile profile;
    profile.name = name;
    profile.dialect = u"orchestrator"_s;
    profile.address = url;
    return *profiles.save(profile);
}

void ServersTest::draftsAreAModelThatHolds()
{
    QTemporaryDir dir;
    settings::Profiles profiles(dir.filePath(u"p.conf"_s));
    ui::ServerDrafts drafts(profiles, [](const ServerId &) { return ui::ServerLook(); });
    const QAbstractItemModelTester tester(&drafts,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal);
    const int first = drafts.add(u"orchestrator"_s);
    QVERIFY(drafts.isNew(first) && drafts.isChanged(first));
    const int second = drafts.duplicate(first);
    QVERIFY(drafts.profile(second).name != drafts.profile(first).name);
    QVERIFY(drafts.save(first).has_value());
    QVERIFY(drafts.save(second).has_value());
    QVERIFY(!drafts.canMove(second, 1));
    const QPersistentModelIndex kept = drafts.index(second);
    drafts.move(second, -1);
    QCOMPARE(kept.row(), first);
    QCOMPARE(profiles.all()[1].name, drafts.profile(first).name);
    QVERIFY(drafts.remove(second).has_value());
    QCOMPARE(drafts.rowCount(), 2);
    drafts.revert(drafts.add(u"orchestrator"_s)); // never saved: it goes
    QCOMPARE(drafts.rowCount(), 2);
    QVERIFY(drafts.remove(1).has_value());
    QVERIFY(drafts.remove(0).has_value());
    QCOMPARE(drafts.rowCount(), 0);
}

void ServersTest::addedServerIsSavedAndConnects()
{
    FakeServer server;
    QVERIFY(server.listen());
    Bench bench;
    bench.open().addServer(u"orchestrator"_s);
    bench.type(u"serverName"_s, u"studio"_s);
    bench.type(u"serverAddress"_s, server.url().authority()); // without a scheme
    bench.click(u"saveServer"_s);
    const auto profile = bench.profiles.find(u"studio"_s);
    QVERIFY(profile);
    QCOMPARE(profile->address, QUrl(u"http://"_s + server.url().authority()));
    QTRY_VERIFY(bench.sessions.find(profile->id));
    QTRY_COMPARE(bench.sessions.find(profile->id)->connection().phase, Phase::Live);
    QVERIFY(!bench.part<QPushButton>(u"saveServer"_s)->isEnabled());
}

void ServersTest::wrongEntriesAreSaidInPlace()
{
    Bench bench;
    bench.open().addServer(u"orchestrator"_s);
    auto *save = bench.part<QPushButton>(u"saveServer"_s);
    QVERIFY(save->isEnabled());
    bench.type(u"serverAddress"_s, u"ftp://studio"_s);
    QVERIFY(
        bench.part<QLineEdit>(u"serverAddress"_s)->accessibleDescription().contains(u"http://"_s));
    QVERIFY(!save->isEnabled());
    QVERIFY(!save->toolTip().isEmpty());
    QVERIFY(!bench.part<QPushButton>(u"detect"_s)->isEnabled());
    bench.type(u"serverAddress"_s, u"http://user:word@studio"_s);
    QVERIFY(!save->isEnabled());
    bench.type(u"serverAddress"_s, u"http://studio:8000"_s);
    QVERIFY(save->isEnabled());
    bench.type(u"serverPath"_s, u"ws"_s);
    QVERIFY(!save->isEnabled());
    QCOMPARE(bench.profiles.all().size(), size_t(1));
}

void ServersTest::detectedKindIsTakenWithAButton()
{
    EchoServer server;
    QVERIFY(server.listen());
    Bench bench;
    bench.open().addServer(u"orchestrator"_s);
    bench.type(u"serverAddress"_s, server.url().toString());
    bench.click(u"detect"_s);
    auto *strip = bench.part<ui::DetectStrip>(u"detectStrip"_s);
    QVERIFY(strip->isRunning() && strip->isVisible());
    QTRY_VERIFY(!strip->isRunning());
    QPushButton *use = nullptr;
    QTRY_VERIFY((use = strip->findChild<QPushButton *>()) && use->isVisible());
    QTest::mouseClick(use, Qt::LeftButton);
    const int row = bench.window.servers().drafts().rowCount() - 1;
    QCOMPARE(bench.window.servers().drafts().profile(row).dialect, u"echo"_s);
    QCOMPARE(bench.part<QComboBox>(u"serverKind"_s)->currentData().toString(), u"echo"_s);
    QCOMPARE(bench.part<QLineEdit>(u"serverAddress"_s)->text(), server.url().toString());
    QVERIFY(bench.profiles.all().size() == 1); // proposed, not saved
}

void ServersTest::theProgramThatWasDetectedNamesItsSignIn()
{
    OrchestratorServer server;
    QVERIFY(server.listen());
    Bench bench;
    bench.open().addServer(u"echo"_s);
    bench.type(u"serverAddress"_s, server.url().toString());
    bench.click(u"detect"_s);
    auto *strip = bench.part<ui::DetectStrip>(u"detectStrip"_s);
    QPushButton *use = nullptr;
    QTRY_VERIFY_WITH_TIMEOUT(!strip->isRunning() && (use = strip->findChild<QPushButton *>())
                                 && use->isVisible(),
                             20'000);
    QTest::mouseClick(use, Qt::LeftButton);
    const auto &drafts = bench.window.servers().drafts();
    const wire::Profile &found = drafts.profile(drafts.rowCount() - 1);
    QCOMPARE(found.dialect, u"orchestrator"_s);
    QCOMPARE(found.signIn, wire::SignInKind::Password);
    QVERIFY(found.options.isEmpty());
}

void ServersTest::whatASignInLacksIsSaidAtSave()
{
    wire::Profile profile;
    profile.dialect = u"echo"_s;
    profile.address = QUrl(u"http://127.0.0.1:9"_s);
    using Kind = wire::SignInKind;
    QVERIFY(ui::signInLacks(profile, Kind::Password).startsWith(u"Sign-in service"_s));
    QVERIFY(ui::signInLacks(profile, Kind::Browser).startsWith(u"Sign-in service"_s));
    QVERIFY(ui::signInLacks(profile, Kind::Token).isEmpty());
    profile.options.insert(u"authUrl"_s, u"http://127.0.0.1:54321"_s);
    QVERIFY(ui::signInLacks(profile, Kind::Password).isEmpty());
    Bench bench;
    bench.open().addServer(u"echo"_s);
    const auto said = [&bench] {
        return std::ranges::any_of(
            bench.window.servers().findChildren<QLabel *>(), [](const QLabel *label) {
                return label->isVisible() && label->text().startsWith(u"Sign-in service:"_s);
            });
    };
    QTRY_VERIFY_WITH_TIMEOUT(said(), 20'000);
}

void ServersTest::cancellingNamesJobAndServer()
{
    FakeServer server;
    QVERIFY(server.listen());
    Bench bench;
    const wire::Profile a = bench.saved(u"Cutting room"_s, server.url());
    QTRY_VERIFY_WITH_TIMEOUT(bench.sessions.find(a.id), 20'000);
    QTRY_COMPARE_WITH_TIMEOUT(bench.sessions.find(a.id)->connection().phase, Phase::Live, 20'000);
    server.setJob(u"j1"_s, u"running"_s);
    QTRY_COMPARE_WITH_TIMEOUT(bench.store.state().jobs.size(), size_t(1), 20'000);
    const store::JobEntry &entry = bench.store.state().jobs.front();
    const QString name = entry.job.name.isEmpty() ? entry.job.id.text : entry.job.name;
    ui::JobActions &actions = bench.window.jobActions();
    actions.setSelection({ store::JobKey{ a.id, entry.job.id } });
    actions.action(wire::JobAction::Cancel)->trigger();
    auto *dialog = bench.window.findChild<ui::ConfirmDialog *>();
    QVERIFY(dialog);
    QStringList said;
    for (const QLabel *label : dialog->findChildren<QLabel *>())
        said << label->text();
    const auto *list = dialog->findChild<QListWidget *>();
    QVERIFY(list && list->count() == 1);
    said << list->item(0)->text();
    const QString all = said.join(u'\n') + dialog->accessibleDescription();
    QVERIFY(all.contains(u"Cancel %1?"_s.arg(name)));
    QVERIFY(all.contains(u"%1 on Cutting room"_s.arg(name)));
    const bool retries
        = bench.sessions.find(a.id)->capabilities().action(wire::JobAction::Retry).offered;
    QCOMPARE(all.contains(u"can be retried"_s), retries);
    QVERIFY(!all.contains(u"unfinished files"_s));
    dialog->reject();
}

void ServersTest::nobodyThereIsSaidWithItsReason()
{
    Bench bench;
    bench.open().addServer(u"orchestrator"_s);
    bench.type(u"serverAddress"_s, u"http://127.0.0.1:9"_s);
    bench.click(u"detect"_s);
    auto *strip = bench.part<ui::DetectStrip>(u"detectStrip"_s);
    QTRY_VERIFY(!strip->isRunning());
    QTRY_VERIFY(std::ranges::any_of(strip->findChildren<QLabel *>(), [](const QLabel *label) {
        return label->isVisible() && !label->text().isEmpty();
    }));
    bench.type(u"serverAddress"_s, u"http://127.0.0.1:10"_s); // an answer of another address
    QVERIFY(!strip->isVisible());
}

void ServersTest::aSavedChangeReconnectsThatServerOnly()
{
    FakeServer one;
    FakeServer two;
    QVERIFY(one.listen() && two.listen());
    Bench bench;
    const wire::Profile a = bench.saved(u"a"_s, one.url());
    const wire::Profile b = bench.saved(u"b"_s, two.url());
    QTRY_VERIFY(bench.sessions.find(a.id) && bench.sessions.find(b.id));
    QTRY_COMPARE(bench.sessions.find(a.id)->connection().phase, Phase::Live);
    QTRY_COMPARE(bench.sessions.find(b.id)->connection().phase, Phase::Live);
    const QPointer<session::Session> wasA = bench.sessions.find(a.id);
    const QPointer<session::Session> wasB = bench.sessions.find(b.id);
    one.setJob(u"j1"_s, u"running"_s);
    QTRY_COMPARE(bench.store.state().jobs.size(), size_t(1));
    bench.open().present(a.id);
    bench.type(u"serverName"_s, u"renamed"_s);
    bench.click(u"saveServer"_s);
    QCOMPARE(wasA->profile().name, u"renamed"_s); // a name needs no new connection
    bench.type(u"serverPath"_s, u"/ws"_s);
    bench.click(u"saveServer"_s);
    QVERIFY(!wasA);
    QVERIFY(wasB);
    QCOMPARE(bench.store.state().jobs.size(), size_t(1)); // what is known stays
    QCOMPARE(bench.sessions.all()[1]->profile().id, a.id); // in its place
    QTRY_COMPARE(bench.sessions.find(a.id)->connection().phase, Phase::Live);
}

void ServersTest::whatIsTypedStaysWithItsRow()
{
    Bench bench;
    const wire::Profile a = bench.saved(u"a"_s, QUrl(u"http://127.0.0.1:9"_s));
    ui::ServersWindow &window = bench.open();
    window.present(a.id);
    bench.type(u"serverName"_s, u"draft"_s);
    window.present(bench.profiles.all().front().id);
    QCOMPARE(bench.part<QLineEdit>(u"serverName"_s)->text(), bench.profiles.all().front().name);
    window.close();
    bench.open().present(a.id);
    QCOMPARE(bench.part<QLineEdit>(u"serverName"_s)->text(), u"draft"_s);
    bench.click(u"undoServer"_s);
    QCOMPARE(bench.part<QLineEdit>(u"serverName"_s)->text(), u"a"_s);
    QCOMPARE(bench.profiles.find(a.id.text)->name, u"a"_s);
}

void ServersTest::removingNamesWhatGoes()
{
    Bench bench;
    const wire::Profile a = bench.saved(u"studio"_s, QUrl(u"http://127.0.0.1:9"_s));
    QTRY_VERIFY(bench.sessions.find(a.id));
    bench.feed(a.id, { wire::JobSeen{ bench.job(u"j"_s, wire::JobState::Queued, {}) } });
    wire::ControlJob cancel;
    cancel.job = JobId{ u"j"_s };
    bench.sessions.find(a.id)->send(cancel);
    ui::ServersWindow &window = bench.open();
    window.present(a.id);
    auto *remove = window.findChild<QPushButton *>(u"removeServer"_s);
    QTest::mouseClick(remove, Qt::LeftButton);
    QPointer<QDialog> dialog = window.findChild<QDialog *>(u"confirmDialog"_s);
    QVERIFY(dialog);
    auto *names = dialog->findChild<QAbstractItemView *>();
    QCOMPARE(names->model()->rowCount(), 4); // settings, jobs, a waiting change, the sign-in
    QTest::keyClick(dialog, Qt::Key_Return); // the harmless button
    QTRY_VERIFY(!dialog);
    QVERIFY(bench.profiles.find(a.id.text));
    QTest::mouseClick(remove, Qt::LeftButton);
    dialog = window.findChild<QDialog *>(u"confirmDialog"_s);
    dialog->accept();
    QTRY_VERIFY(!bench.sessions.find(a.id));
    QVERIFY(!bench.profiles.find(a.id.text));
    QVERIFY(bench.store.state().jobs.empty());
    QVERIFY(std::ranges::none_of(bench.store.state().edits, [](const store::Edit &edit) {
        return edit.fate == store::Fate::Queued;
    }));
}

void ServersTest::thisComputerStays()
{
    Bench bench;
    ui::ServersWindow &window = bench.open();
    window.present(bench.profiles.all().front().id);
    QVERIFY(!window.findChild<QPushButton *>(u"removeServer"_s)->isEnabled());
    QVERIFY(!window.findChild<QPushButton *>(u"removeServer"_s)->toolTip().isEmpty());
    QVERIFY(!bench.part<QLineEdit>(u"serverAddress"_s)->isVisible());
}

void ServersTest::serverColumnComesWithTheSecondServer()
{
    Bench bench;
    auto &table = bench.window.queue().table();
    QVERIFY(table.isColumnHidden(models::JobModel::ServerColumn));
    bench.saved(u"a"_s, QUrl(u"http://127.0.0.1:9"_s));
    QTRY_VERIFY(!table.isColumnHidden(models::JobModel::ServerColumn));
    table.showColumn(models::JobModel::ServerColumn, false); // by hand: it stays so
    bench.saved(u"b"_s, QUrl(u"http://127.0.0.1:9"_s));
    QTRY_COMPARE(bench.sessions.all().size(), size_t(3));
    QVERIFY(table.isColumnHidden(models::JobModel::ServerColumn));
    const QByteArray kept = table.columns();
    table.resetColumns();
    QVERIFY(!table.isColumnHidden(models::JobModel::ServerColumn));
    table.setColumns(kept);
    QVERIFY(table.isColumnHidden(models::JobModel::ServerColumn));
}

void ServersTest::sidePanelFiltersByServer()
{
    Bench bench;
    const wire::Profile a = bench.saved(u"a"_s, QUrl(u"http://127.0.0.1:9"_s));
    QTRY_VERIFY(bench.sessions.find(a.id));
    bench.feed(a.id, { wire::JobSeen{ bench.job(u"j"_s, wire::JobState::Queued, {}) } });
    auto *facets = bench.window.findChild<ui::ServerFacets *>();
    QVERIFY(facets->isVisible()); // this computer and a
    auto *list = facets->findChild<QListView *>();
    const QModelIndex here = list->model()->index(1, 0);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(here).center());
    QCOMPARE(bench.window.queue().table().model()->rowCount(), 0);
    const QModelIndex other = list->model()->index(2, 0);
    QCOMPARE(other.data(models::ServerFacetModel::CountRole).toInt(), 1);
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(other).center());
    QCOMPARE(bench.window.queue().table().model()->rowCount(), 1);
    QVERIFY(bench.profiles.remove(a.id).has_value());
    QTRY_VERIFY(!facets->isVisible());
    QCOMPARE(list->currentIndex().row(), 0);
    QVERIFY(bench.profiles.all().size() == 1);
}

void ServersTest::endingSessionCanBeRenewed()
{
    Bench bench;
    wire::Profile profile;
    profile.id = ServerId{ u"pictures"_s };
    profile.name = u"pictures"_s;
    profile.dialect = u"imagetools"_s;
    profile.address = QUrl(u"http://127.0.0.1:9"_s);
    profile.options = { { u"session"_s, u"s1"_s } }; // of the kind that has sessions
    profile.autoConnect = false;
    session::Session *session = bench.sessions.add(profile);
    wire::Item item;
    item.kind = u"session"_s;
    item.id = ItemId{ u"s1"_s };
    item.name = u"s1"_s;
    item.expires = bench.clock.wall() + std::chrono::minutes(5);
    bench.feed(profile.id, { wire::ItemSeen{ item } });
    auto *banner = bench.window.findChild<QWidget *>(u"endingBanner"_s);
    QTRY_VERIFY(banner->isVisible());
    QVERIFY(banner->accessibleName().contains(u"pictures"_s));
    auto *renew = banner->findChild<QPushButton *>();
    QVERIFY(renew->isVisible());
    QTest::mouseClick(renew, Qt::LeftButton);
    QCOMPARE(bench.store.state().edits.size(), size_t(1));
    const auto *sent = std::get_if<wire::RunAction>(&bench.store.state().edits.front().command);
    QVERIFY(sent);
    QCOMPARE(sent->target, u"s1"_s);
    item.expires = bench.clock.wall() + std::chrono::hours(7 * 24);
    bench.feed(profile.id, { wire::ItemSeen{ item } });
    QTRY_VERIFY(!banner->isVisible());
    QVERIFY(session);
}

QTEST_MAIN(ServersTest)
#include "tst_servers.moc"
