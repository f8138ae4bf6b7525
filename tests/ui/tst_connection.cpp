// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/fake_server.h"
#include "views/scene.h"

#include "models/words.h"
#include "store/journal.h"
#include "store/outbox.h"
#include "ui/activity/activity_panel.h"
#include "ui/common/widgets.h"
#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"
#include "ui/jobs/search_box.h"
#include "ui/library/item_table.h"
#include "ui/library/library_panel.h"
#include "ui/shell/banner_bar.h"
#include "ui/shell/commands.h"
#include "ui/shell/connection_words.h"
#include "ui/shell/gauges.h"
#include "ui/shell/server_chip.h"
#include "ui/shell/status_line.h"

#include <QClipboard>
#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>
#include <QTableView>
#include <QTcpServer>
#include <QTest>

using namespace fw;
using namespace fw::test;
using namespace std::chrono_literals;
using session::ConnectionInfo;
using ui::ConnectionFace;
using ui::Shape;
using Phase = ConnectionInfo::Phase;
using Trouble = ConnectionInfo::Trouble;

Q_DECLARE_METATYPE(fw::session::ConnectionInfo)

namespace {

constexpr int patience = 20'000;
const Instant now = Instant(std::chrono::hours(1));
const WallTime wall = *fromIso(u"2026-11-21T14:02:40Z");

ConnectionInfo info(Phase phase, Trouble trouble = Trouble::None)
{
    ConnectionInfo one;
    one.phase = phase;
    one.trouble = trouble;
    return one;
}

std::optional<ui::BannerText> bannerOf(const std::vector<ConnectionInfo> &all, int waiting = 0)
{
    std::vector<ui::ServerNews> news;
    for (const ConnectionInfo &one : all) {
        const QString name = QString(QChar(u'a' + char16_t(news.size())));
        news.push_back({ ServerId{ name }, name, one });
    }
    return ui::bannerFor(news, false, now, wall, [waiting](const ServerId &) { return waiting; });
}

wire::Profile profileOf(const QUrl &address)
{
    wire::Profile profile;
    profile.id = ServerId{ u"studio-a"_s };
    profile.name = u"studio-a"_s;
    profile.dialect = u"orchestrator"_s;
    profile.address = address;
    profile.autoConnect = true;
    return profile;
}

} // namespace

/// What people see of connections: chip, popover, banner, working offline, the last known state.
class ConnectionTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void everyStateHasItsShapeAndWord_data();
    void everyStateHasItsShapeAndWord();
    void theMostUrgentTroubleIsTold();
    void aLostConnectionIsToldAfterThreeSeconds();
    void thePopoverTellsWhatIsKnown();
    void figuresMoveAndNothingElse();
    void workingOfflineIsOneStateOfAll();
    void workingOfflineIsRememberedUntilItEnds();
    void theOptionHoldsForItsRun();
    void aWindowNobodySeesReadsRarely();
    void theLastKnownStateIsDatedAndDimmed();
    void aGapIsASeparatorWithBothTimes();
    void aFullReadIsASeparatorOfItsOwn();
    void oldGaugesAreDated();
};

void ConnectionTest::everyStateHasItsShapeAndWord_data()
{
    QTest::addColumn<ConnectionInfo>("connection");
    QTest::addColumn<int>("shape");
    QTest::addColumn<QString>("word");
    const auto row = [](const char *name, const ConnectionInfo &one, Shape shape,
                        const QString &word) { QTest::newRow(name) << one << int(shape) << word; };
    row("live", info(Phase::Live), Shape::Dot, u"Live"_s);
    row("first try", info(Phase::Connecting), Shape::Half, u"Connecting"_s);
    ConnectionInfo second = info(Phase::Connecting);
    second.attempt = 1; // one failed
    row("second try", second, Shape::Half, u"Connecting (2 of 5)"_s);
    second.attempt = 5;
    row("last try", second, Shape::Half, u"Connecting (5 of 5)"_s);
    ConnectionInfo polling = info(Phase::Polling);
    polling.readEvery = 2s;
    row("polling", polling, Shape::Warning, u"Polling every 2 s (WebSocket refused)"_s);
    polling.endedWith = 1011;
    row("polling after a close", polling, Shape::Warning, u"Polling every 2 s (WebSocket: 1011)"_s);
    polling.trouble = Trouble::Mismatch;
    row("polling for good", polling, Shape::Warning, u"Polling every 2 s (protocol mismatch)"_s);
    ConnectionInfo stale = info(Phase::Suspect);
    stale.lastMessage = now - 64s;
    row("stale", stale, Shape::Question, u"Stale — no message for 64 s"_s);
    ConnectionInfo waits = info(Phase::Backoff);
    waits.nextTry = now + 12s;
    row("offline", waits, Shape::Cross, u"Offline — retry in 12 s"_s);
    row("sign-in", info(Phase::SignInNeeded), Shape::Stop, u"Sign-in needed"_s);
    row("expired", info(Phase::Failed, Trouble::SessionExpired), Shape::Stop,
        u"Session expired (4004)"_s);
    row("mismatch", info(Phase::Failed, Trouble::Mismatch), Shape::Stop, u"Protocol mismatch"_s);
    row("certificate", info(Phase::Failed, Trouble::Certificate), Shape::Stop,
        u"Certificate not trusted"_s);
    row("failed", info(Phase::Failed), Shape::Stop, u"Cannot connect"_s);
    row("closed", info(Phase::Idle), Shape::Ring, u"Disconnected"_s);
    ConnectionInfo chosen = info(Phase::Idle);
    chosen.byChoice = true;
    row("by choice", chosen, Shape::Pause, u"Working offline"_s);
}

void ConnectionTest::everyStateHasItsShapeAndWord()
{
    QFETCH(ConnectionInfo, connection);
    QFETCH(int, shape);
    QFETCH(QString, word);
    const ConnectionFace face = ui::faceOf(connection, now);
    QCOMPARE(face.word, word);
    QCOMPARE(int(face.shape), shape);
    QVERIFY(!face.figure.isEmpty());
}

void ConnectionTest::theMostUrgentTroubleIsTold()
{
    using Action = ui::BannerText::Action;
    QVERIFY(!bannerOf({}));
    QVERIFY(!bannerOf({ info(Phase::Live), info(Phase::Idle), info(Phase::Connecting) }));
    ConnectionInfo busy = info(Phase::Live);
    busy.standing = wire::Standing::Kind::Busy;
    ConnectionInfo lost = info(Phase::Backoff);
    lost.lost = now - 10s;
    ConnectionInfo unknown = info(Phase::Live);
    unknown.unknownMessage = u"job_v2"_s;
    unknown.unknownMessages = 17;
    ConnectionInfo refused = info(Phase::SignInNeeded);
    refused.endedWith = 401;
    std::vector<ConnectionInfo> all;
    const auto next = [&all](const ConnectionInfo &one) {
        all.push_back(one);
        return *bannerOf(all, 4);
    };
    QCOMPARE(next(busy).title, u"a is busy."_s);
    QCOMPARE(next(info(Phase::Suspect)).title, u"b is silent."_s);
    const ui::BannerText mismatch = next(unknown);
    QCOMPARE(mismatch.title, u"Unknown message “job_v2” (17×)."_s);
    QCOMPARE(mismatch.action, Action::Details);
    const ui::BannerText offline = next(lost);
    QCOMPARE(offline.title, u"d is offline."_s);
    QCOMPARE(offline.text, u"4 changes wait to be sent."_s);
    QCOMPARE(offline.action, Action::RetryNow);
    QCOMPARE(next(info(Phase::Failed)).title, u"e cannot be reached."_s);
    const ui::BannerText expired = next(info(Phase::Failed, Trouble::SessionExpired));
    QCOMPARE(expired.title, u"The session at f expired (4004)."_s);
    QCOMPARE(expired.action, Action::NewSession);
    const ui::BannerText signIn = next(refused);
    QCOMPARE(signIn.title, u"Sign-in for g was refused (401)."_s);
    QCOMPARE(signIn.action, Action::SignIn);
    QVERIFY(signIn.error && expired.error && !offline.error);
    ConnectionInfo told = refused; // the number is said once
    told.detail = u"the server answered 401"_s;
    QCOMPARE(bannerOf({ told })->text, QString());
    told.detail = u"token expired"_s; // news, as a sentence
    QCOMPARE(bannerOf({ told })->text, u"Token expired."_s);
    told.detail = u"studio-a:8000 hung up"_s; // no word to begin with a capital
    QCOMPARE(bannerOf({ told })->text, u"studio-a:8000 hung up."_s);
    all.erase(all.begin() + 3, all.end());
    all[2].unknownMessages = 3; // a newer server says new things; that alone is no trouble
    QCOMPARE(bannerOf(all)->title, u"b is silent."_s);
}

void ConnectionTest::aLostConnectionIsToldAfterThreeSeconds()
{
    ConnectionInfo lost = info(Phase::Backoff);
    lost.lost = now - 2900ms;
    QVERIFY(!bannerOf({ lost }));
    lost.lost = now - 3s;
    QVERIFY(bannerOf({ lost }));
    lost.phase = Phase::Connecting; // the next attempt ends nothing
    lost.attempt = 2;
    QVERIFY(bannerOf({ lost }));
    lost.phase = Phase::Live;
    lost.lost.reset();
    QVERIFY(!bannerOf({ lost }));
}

void ConnectionTest::thePopoverTellsWhatIsKnown()
{
    FakeServer server;
    server.wantsToken = true;
    QVERIFY(server.listen());
    Scene scene;
    scene.show(1280, 800);
    session::Session *session
        = scene.sessions.add(profileOf(server.url()), wire::pack({ Secret("good"), {}, {}, {} }));
    QTRY_COMPARE_WITH_TIMEOUT(session->connection().phase, Phase::Live, patience);
    QTRY_VERIFY_WITH_TIMEOUT(session->connection().roundTrip, patience);
    server.gap(u"processing:jobs"_s);
    QTRY_VERIFY_WITH_TIMEOUT(session->connection().resynced, patience);
    QStringList names;
    QStringList values;
    for (const ui::Fact &fact : ui::factsOf(*session, scene.clock.now(), scene.clock.wall())) {
        names << fact.name;
        values << fact.value;
    }
    for (const QString &name :
         { u"In this state"_s, u"Round trip"_s, u"Gaps"_s, u"Transport"_s, u"Last message"_s })
        QVERIFY2(names.contains(name), qPrintable(name));
    QVERIFY(!names.contains(u"Clock skew"_s) && !names.contains(u"Next try"_s));
    const QString gaps = values[names.indexOf(u"Gaps"_s)];
    QVERIFY2(gaps.startsWith(u"1 (3 messages), last resync "_s), qPrintable(gaps));
    QCOMPARE(values[names.indexOf(u"Transport"_s)], u"WebSocket"_s);
    const QString text = ui::diagnostics(*session, scene.clock.now(), scene.clock.wall());
    QVERIFY(text.contains(gaps) && !text.contains(u"good"_s));
    server.killAll();
    server.refuseUpgrade = 500;
    QTRY_VERIFY_WITH_TIMEOUT(
        session->connection().phase == Phase::Backoff && session->connection().nextTry, patience);
    const auto facts = ui::factsOf(*session, scene.clock.now(), scene.clock.wall());
    const auto next = std::ranges::find(facts, u"Next try"_s, &ui::Fact::name);
    if (next != facts.end()) // it may have come this very moment
        QVERIFY2(next->value.contains(u"of 5"_s), qPrintable(next->value));
}

void ConnectionTest::figuresMoveAndNothingElse()
{
    FakeServer server;
    QVERIFY(server.listen());
    Scene scene;
    scene.show(1280, 800);
    session::Session *session = scene.sessions.add(profileOf(server.url()));
    QTRY_COMPARE_WITH_TIMEOUT(session->connection().phase, Phase::Live, patience);
    QTRY_VERIFY_WITH_TIMEOUT(session->connection().roundTrip, patience);
    scene.window.chips().open(0);
    auto *popover = scene.window.findChild<ui::ConnectionPopover *>();
    QVERIFY(popover);
    const auto texts = [popover] {
        QMap<QLabel *, QString> all;
        for (QLabel *label : popover->findChildren<QLabel *>())
            all.insert(label, label->text());
        return all;
    };
    const auto before = texts();
    QTRY_VERIFY_WITH_TIMEOUT(texts() != before, patience); // ages go on
    QCOMPARE(texts().keys(), before.keys()); // in the labels that were there
    popover->close();
}

void ConnectionTest::workingOfflineIsOneStateOfAll()
{
    FakeServer server;
    QVERIFY(server.listen());
    server.setJob(u"a"_s, u"running"_s);
    Scene scene;
    scene.show(1280, 800);
    session::Session *session = scene.sessions.add(profileOf(server.url()));
    QTRY_COMPARE_WITH_TIMEOUT(session->connection().phase, Phase::Live, patience);
    QAction *toggle = scene.window.commands().action(ui::Command::WorkOffline);
    QVERIFY(toggle->isCheckable() && !toggle->isChecked() && !toggle->shortcut().isEmpty());
    scene.window.chips().open(0);
    auto *popover = scene.window.findChild<ui::ConnectionPopover *>();
    QVERIFY(popover);
    const auto button = [popover](const QString &name) -> QPushButton * {
        for (QPushButton *one : popover->findChildren<QPushButton *>()) {
            if (one->text().remove(u'&') == name)
                return one;
        }
        return nullptr;
    };
    QVERIFY(button(u"Disconnect"_s) && button(u"Copy diagnostics"_s));
    QVERIFY(button(u"Work offline"_s));
    button(u"Work offline"_s)->click();
    QVERIFY(scene.sessions.isOffline() && toggle->isChecked());
    QVERIFY(session->connection().byChoice);
    QTRY_VERIFY_WITH_TIMEOUT(button(u"Go online"_s), patience);
    QVERIFY(!button(u"Connect"_s)->isEnabled()); // nothing is connected to meanwhile
    QVERIFY(!button(u"Connect"_s)->toolTip().isEmpty());
    popover->close();
    wire::ControlJob pause;
    pause.job = JobId{ u"a"_s };
    pause.action = wire::JobAction::Pause;
    const EditId edit = session->send(pause);
    auto *line = scene.window.findChild<ui::StatusLine *>();
    line->refresh();
    auto *banner = scene.window.findChild<ui::BannerBar *>(u"mainBanner"_s);
    QVERIFY(banner && banner->banner());
    QCOMPARE(banner->banner()->title, u"Working offline."_s);
    QVERIFY(banner->banner()->text.startsWith(u"1 change"_s));
    QVERIFY(scene.window.findChild<ui::BannerBar *>(u"endingBanner"_s)->isHidden());
    QStringList words;
    for (const ui::StateLabel *label : line->findChildren<ui::StateLabel *>()) {
        if (label->isVisible())
            words << label->accessibleName();
    }
    QVERIFY2(words.join(u'|').contains(u"Working offline"_s), qPrintable(words.join(u'|')));
    QTRY_COMPARE_WITH_TIMEOUT(server.clients(), 0, patience);
    Q_EMIT banner->actionWanted({}, ui::BannerText::Action::GoOnline);
    QVERIFY(!scene.sessions.isOffline() && !toggle->isChecked());
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(scene.store.state().edits,
                                                 [&edit](const store::Edit &one) {
                                                     return one.id == edit
                                                         && store::isSettled(one.fate);
                                                 }),
                             patience);
    line->refresh();
    QVERIFY(!banner->banner());
}

void ConnectionTest::workingOfflineIsRememberedUntilItEnds()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"layout.json"_s);
    const auto run = [&path](bool expected, bool then) {
        Scene scene;
        ui::LayoutKeeper keeper(path);
        {
            ui::MainWindow window({ scene.store, scene.sessions, scene.pictures, scene.look, keeper,
                                    scene.profiles, scene.roster });
            QCOMPARE(scene.sessions.isOffline(), expected);
            QAction *toggle = window.commands().action(ui::Command::WorkOffline);
            QCOMPARE(toggle->isChecked(), expected);
            if (then != expected)
                toggle->trigger();
            QCOMPARE(scene.sessions.isOffline(), then);
        }
    };
    run(false, true);
    run(true, true);
    run(true, false);
    run(false, false);
}

void ConnectionTest::theOptionHoldsForItsRun()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"layout.json"_s);
    for (const bool option : { true, false }) {
        Scene scene;
        scene.sessions.setOffline(option); // --offline
        ui::LayoutKeeper keeper(path);
        ui::MainWindow window({ scene.store, scene.sessions, scene.pictures, scene.look, keeper,
                                scene.profiles, scene.roster });
        QCOMPARE(scene.sessions.isOffline(), option);
        QCOMPARE(window.commands().action(ui::Command::WorkOffline)->isChecked(), option);
        keeper.saveNow();
    }
}

void ConnectionTest::aWindowNobodySeesReadsRarely()
{
    FakeServer server;
    server.refuseUpgrade = 404;
    QVERIFY(server.listen());
    Scene scene;
    scene.show(1280, 800);
    session::Session *session = scene.sessions.add(profileOf(server.url()));
    const auto every = [session] { return session->connection().readEvery; };
    QTRY_COMPARE_WITH_TIMEOUT(session->connection().phase, Phase::Polling, patience);
    QTRY_VERIFY_WITH_TIMEOUT(every() <= 5s, patience);
    scene.window.setWindowState(Qt::WindowMinimized);
    QTRY_COMPARE_WITH_TIMEOUT(every(), Millis(30s), patience);
    scene.window.setWindowState(Qt::WindowNoState);
    QTRY_VERIFY_WITH_TIMEOUT(every() <= 5s, patience);
    scene.window.hide();
    QTRY_COMPARE_WITH_TIMEOUT(every(), Millis(30s), patience);
    scene.window.show();
    QTRY_VERIFY_WITH_TIMEOUT(every() <= 5s, patience);
}

// 200 jobs and 60 items of an earlier run, and a server that is not there.
void ConnectionTest::theLastKnownStateIsDatedAndDimmed()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"journal.sqlite"_s);
    const ServerId id{ u"studio-a"_s };
    SystemClock clock;
    {
        store::Journal journal(path);
        store::Store before(clock, &journal);
        store::ServerState state;
        state.id = id;
        state.name = id.text;
        state.freshness = store::Freshness::Live;
        before.setServer(state);
        wire::JobsReplaced jobs;
        for (int i = 0; i < 200; ++i) {
            wire::Job job;
            job.id = JobId{ u"job-%1"_s.arg(i) };
            job.name = u"clip_%1.mp4"_s.arg(i, 3, 10, QLatin1Char('0'));
            job.state = i % 2 == 0 ? wire::JobState::Running : wire::JobState::Done;
            job.progress = 40;
            job.updated = clock.wall();
            jobs.jobs.push_back(job);
        }
        wire::ItemsReplaced items;
        items.kind = u"image"_s;
        for (int i = 0; i < 60; ++i) {
            wire::Item item;
            item.kind = items.kind;
            item.id = ItemId{ u"item-%1"_s.arg(i) };
            item.name = u"picture %1"_s.arg(i);
            items.items.push_back(item);
        }
        wire::SystemStatusSeen status;
        status.cpu = 40;
        before.apply(id, { jobs, items, status });
        before.flush();
        journal.finish();
    }
    Scene scene;
    store::Journal journal(path);
    store::Store store(clock, &journal);
    session::Sessions sessions(store);
    ui::LayoutKeeper keeper(dir.filePath(u"layout.json"_s));
    session::Roster roster(scene.profiles, scene.secrets, sessions);
    ui::MainWindow window(
        { store, sessions, scene.pictures, scene.look, keeper, scene.profiles, roster });
    window.resize(1440, 900);
    window.show();
    journal.load();
    QTcpServer nobody; // an address at which nobody listens
    QVERIFY(nobody.listen(QHostAddress::LocalHost));
    const quint16 port = nobody.serverPort();
    nobody.close();
    session::Session *session = sessions.add(profileOf(QUrl(u"http://127.0.0.1:%1"_s.arg(port))));
    QTRY_VERIFY_WITH_TIMEOUT(store.isLoaded(), patience);
    const QAbstractItemModel &table = *window.queue().table().model();
    QTRY_COMPARE_WITH_TIMEOUT(table.rowCount(), 200, patience);
    int stale = 0;
    for (int row = 0; row < 200; ++row) {
        const QModelIndex state = table.index(row, models::JobModel::StateColumn);
        if (!state.data(models::JobModel::StaleRole).toBool())
            continue;
        ++stale;
        QVERIFY(state.data(Qt::ToolTipRole).toString().startsWith(u"Last known state"_s));
        QVERIFY(state.data(Qt::AccessibleTextRole).toString().contains(u"last known state"_s));
    }
    QCOMPARE(stale, 100); // what had ended stays ended
    QCOMPARE(store.state().items.size(), size_t(60));
    // Readable, filterable …
    window.queue().focusSearch();
    QTest::keyClicks(&window.queue().search(), u"clip_010"_s);
    QCOMPARE(table.rowCount(), 1);
    QTest::keyClick(&window.queue().search(), Qt::Key_Escape);
    QCOMPARE(table.rowCount(), 200);
    // … dated …
    auto *line = window.findChild<ui::StatusLine *>();
    line->refresh();
    QStringList words;
    for (const QLabel *label : line->findChildren<QLabel *>())
        words << label->text();
    QVERIFY2(words.join(u'|').contains(u"as of "_s), qPrintable(words.join(u'|')));
    QVERIFY(session->connection().lastMessageWall);
    QTRY_VERIFY_WITH_TIMEOUT(
        ui::faceOf(session->connection(), clock.now(), clock.wall()).word.contains(u"last heard"_s),
        patience);
    // … and editable: what is asked for waits.
    wire::ControlJob pause;
    pause.job = JobId{ u"job-0"_s };
    pause.action = wire::JobAction::Pause;
    const EditId edit = session->send(pause);
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(store.state().edits,
                                                 [&edit](const store::Edit &one) {
                                                     return one.id == edit
                                                         && one.fate == store::Fate::Queued;
                                                 }),
                             patience);
    QTRY_VERIFY_WITH_TIMEOUT(!window.findChild<QWidget *>(u"mainBanner"_s)->isHidden(), patience);
}

void ConnectionTest::aGapIsASeparatorWithBothTimes()
{
    Scene scene;
    const ServerId id = scene.addServer(u"studio-a"_s);
    scene.show(1280, 800);
    auto *panel = scene.window.findChild<ui::ActivityPanel *>();
    auto *view = panel->findChild<QTableView *>();
    const auto rows = [view] { return view->model()->rowCount(); };
    const int first = rows();
    scene.feed(id, { wire::GapSeen{ u"processing:jobs"_s, 2 } });
    QCOMPARE(rows(), first + 1);
    const auto textAt = [view](int row, int role = Qt::DisplayRole) {
        return view->model()->index(row, models::ActivityModel::TextColumn).data(role).toString();
    };
    QVERIFY2(textAt(first).contains(u"not read again yet"_s), qPrintable(textAt(first)));
    QSignalSpy moved(view->model(), &QAbstractItemModel::dataChanged);
    store::Activity end;
    end.kind = store::Activity::Kind::Connection;
    end.server = id;
    end.subject = id.text;
    end.code = u"resynced"_s;
    end.time = scene.clock.wall() + 29s;
    end.detail = u"gap "_s + toIso(scene.clock.wall());
    scene.store.note(end);
    scene.store.flush();
    QCOMPARE(rows(), first + 1); // its line says both times, another one says nothing new
    QVERIFY(!moved.empty());
    const QString sentence = textAt(first);
    QVERIFY2(sentence.startsWith(u"messages may be missing "_s)
                 && sentence.contains(u", resynced"_s)
                 && sentence.contains(models::clockText(end.time)),
             qPrintable(sentence));
    QVERIFY(textAt(first, Qt::AccessibleTextRole).contains(sentence));
    QVERIFY(view->model()->index(first, 0).data(models::ActivityModel::GapRole).toBool());
    QVERIFY(panel->text().contains(u"---"_s) && panel->text().contains(sentence));
    view->resize(900, 200);
    QVERIFY(!panel->grab().isNull());
}

void ConnectionTest::aFullReadIsASeparatorOfItsOwn()
{
    Scene scene;
    const ServerId id = scene.addServer(u"studio-a"_s);
    scene.show(1280, 800);
    auto *view = scene.window.findChild<ui::ActivityPanel *>()->findChild<QTableView *>();
    const auto add = [&](const QString &detail) {
        store::Activity line;
        line.kind = store::Activity::Kind::Connection;
        line.server = id;
        line.code = u"resynced"_s;
        line.time = scene.clock.wall();
        line.detail = detail;
        scene.store.note(line);
        scene.store.flush();
        const QModelIndex last = view->model()->index(view->model()->rowCount() - 1,
                                                      models::ActivityModel::TextColumn);
        return last.data(models::ActivityModel::GapRole).toBool() ? last.data().toString()
                                                                  : QString();
    };
    QVERIFY(add(u"unnumbered"_s).contains(u"(this server numbers nothing)"_s));
    QVERIFY(add(u"polled"_s).startsWith(u"read in full at "_s));
    const WallTime since = scene.clock.wall() - 30s;
    const QString lost = add(u"snapshot "_s + toIso(since));
    QVERIFY2(lost.contains(models::clockText(since)), qPrintable(lost));
}

void ConnectionTest::oldGaugesAreDated()
{
    ui::Gauges gauges;
    wire::SystemStatusSeen status;
    status.cpu = 40;
    gauges.setStatus(status);
    const QSize fresh = gauges.sizeHint();
    gauges.setAsOf(u"14:02:11"_s);
    QVERIFY(gauges.accessibleDescription().contains(u"as of 14:02:11"_s));
    QVERIFY(gauges.sizeHint().height() > fresh.height());
    gauges.setStatus(status);
    gauges.setAsOf({});
    QVERIFY(!gauges.accessibleDescription().contains(u"as of"_s));
    QCOMPARE(gauges.sizeHint(), fresh);
}

QTEST_MAIN(ConnectionTest)
#include "tst_connection.moc"
