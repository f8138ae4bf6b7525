// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/fault_proxy.h"
#include "session/seat.h"
#include "support/fake_server.h"
#include "views/camera_body.h"
#include "views/scene.h"

#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"

#include <QTest>

using namespace fw;
using namespace fw::test;
using faults::FaultProxy;
using faults::Toxics;
using Phase = session::ConnectionInfo::Phase;
using wire::JobState;

#define SOON(what) QTRY_VERIFY_WITH_TIMEOUT(what, 20000)

/// Pictures of the whole window in every state a connection and its edits can be in.
class StateViewsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { speak(); }
    void live();
    void connecting();
    void polling();
    void stale();
    void offlineWithQueue();
    void workingOffline();
    void signInNeeded();
    void sessionExpired();
    void mismatch();
    void gap();
    void recovered();
    void conflict();
};

namespace {

/// A window with one server it has jobs from, and another one that is as usual.
struct StateScene : Scene
{
    FakeServer server;
    FaultProxy proxy{ 1 };
    ServerId studio{ u"studio-a"_s };
    Camera camera{ look };

    StateScene()
    {
        server.listen();
        proxy.listen();
        proxy.setServer(server.url());
        const std::pair<QString, QJsonObject> jobs[] = {
            { u"castle_sunrise_teaser"_s,
              { { "state"_L1, u"attention"_s }, { "progress"_L1, 90 } } },
            { u"ferry_arrivals_vertical"_s, { { "state"_L1, u"done"_s }, { "progress"_L1, 100 } } },
            { u"harbour_night_cut3"_s, { { "state"_L1, u"queued"_s } } },
            { u"loch_ness_drone_4k"_s, { { "state"_L1, u"running"_s }, { "progress"_L1, 62 } } },
            { u"podcast_ep_118"_s, { { "state"_L1, u"paused"_s }, { "progress"_L1, 80 } } },
            { u"street_interview_07"_s, { { "state"_L1, u"running"_s }, { "progress"_L1, 31 } } },
            { u"tunnel_timelapse"_s, { { "state"_L1, u"failed"_s }, { "progress"_L1, 38 } } },
        };
        int minutes = 2;
        for (const auto &[id, more] : jobs) {
            QJsonObject job = more;
            job.insert("name"_L1, QString(id + u".mp4"_s));
            job.insert("stage"_L1, u"RENDER:vertical_9_16"_s);
            job.insert("attempt"_L1, 1);
            minutes += 3;
            job.insert("created"_L1, toIso(clock.wall() - std::chrono::minutes(minutes + 5)));
            job.insert("updated"_L1, toIso(clock.wall() - std::chrono::minutes(minutes)));
            server.changeJob(id, job);
        }
    }
    /// Connects to the server through the proxy; \a policy makes what is waited for short.
    session::Session *connectIt(const session::SessionPolicy &policy = {},
                                const QString &dialect = u"orchestrator"_s)
    {
        const auto hurry
            = QObject::connect(&sessions, &session::Sessions::added, &window,
                               [policy](session::Session *session) { session->setPolicy(policy); });
        wire::Profile profile;
        profile.id = studio;
        profile.name = studio.text;
        profile.dialect = dialect;
        profile.address = proxy.url();
        session::Session *session = sessions.add(profile);
        QObject::disconnect(hurry);
        return session;
    }
    session::Session *session() const { return sessions.find(studio); }
    Phase phase() const { return session()->connection().phase; }
    bool hasAllJobs() const { return store.state().jobs.size() == 7; }
    /// Live, seen, and one job chosen.
    bool goLive(const session::SessionPolicy &policy = {})
    {
        show(1280, 800);
        connectIt(policy);
        const bool is
            = QTest::qWaitFor([this] { return phase() == Phase::Live && hasAllJobs(); }, 20000);
        window.queue().table().selectRow(1);
        return is;
    }
    void sendEdits()
    {
        for (const char *job : { "loch_ness_drone_4k", "street_interview_07" })
            session()->send(wire::ControlJob{
                {}, JobId{ QString::fromLatin1(job) }, wire::JobAction::Pause, 0, {} });
        session()->send(
            wire::ControlJob{ {}, JobId{ u"tunnel_timelapse"_s }, wire::JobAction::Retry, 0, {} });
        store.flush();
    }
    QWidget *banner() const { return window.findChild<QWidget *>(u"mainBanner"_s); }
    /// The window at both widths.
    void take(const QString &view)
    {
        window.resize(1280, 800);
        QCoreApplication::processEvents();
        camera.take(window, view);
        window.resize(1920, 1080);
        QCoreApplication::processEvents();
        camera.take(window, view, u"-1920"_s);
        QVERIFY2(camera.complaints().isEmpty(),
                 qPrintable(camera.complaints().join(QLatin1Char('\n'))));
    }
};

} // namespace

void StateViewsTest::live()
{
    StateScene scene;
    QVERIFY(scene.goLive());
    QVERIFY(scene.banner()->isHidden());
    scene.take(u"state-live"_s);
}

void StateViewsTest::connecting()
{
    StateScene scene;
    scene.server.silent = true;
    scene.show(1280, 800);
    scene.connectIt();
    SOON(scene.phase() == Phase::Connecting);
    scene.take(u"state-connecting-first"_s);
    StateScene again;
    QVERIFY(again.goLive());
    again.server.silent = true;
    again.proxy.cutAll(faults::End::Rst);
    SOON(again.phase() == Phase::Connecting);
    again.take(u"state-connecting"_s);
}

void StateViewsTest::polling()
{
    StateScene scene;
    scene.server.refuseUpgrade = 503;
    session::SessionPolicy policy;
    policy.link.backoffFloor = policy.link.backoffStep = policy.link.backoffCap = 10ms;
    scene.show(1280, 800);
    scene.connectIt(policy);
    SOON(scene.phase() == Phase::Polling && scene.hasAllJobs());
    scene.window.queue().table().selectRow(1);
    scene.take(u"state-polling"_s);
}

// The server is missed after the 35 s that are usual, not sooner.
void StateViewsTest::stale()
{
    StateScene scene;
    QVERIFY(scene.goLive());
    Toxics mute;
    mute.mutesServer = true;
    scene.proxy.set(mute);
    QTRY_VERIFY_WITH_TIMEOUT(scene.phase() == Phase::Suspect && !scene.banner()->isHidden(), 90000);
    scene.take(u"state-stale"_s);
}

void StateViewsTest::offlineWithQueue()
{
    StateScene scene;
    QVERIFY(scene.goLive());
    Toxics down;
    down.down = true;
    scene.proxy.set(down);
    scene.proxy.cutAll(faults::End::Rst);
    SOON(scene.phase() == Phase::Backoff && !scene.banner()->isHidden());
    scene.sendEdits();
    QTest::qWait(600); // the status line counts twice a second
    scene.take(u"state-offline-queue"_s);
}

void StateViewsTest::workingOffline()
{
    StateScene scene;
    QVERIFY(scene.goLive());
    scene.sessions.setOffline(true);
    SOON(scene.phase() == Phase::Idle);
    scene.sendEdits();
    QTest::qWait(600);
    scene.take(u"state-working-offline"_s);
}

void StateViewsTest::signInNeeded()
{
    StateScene scene;
    QVERIFY(scene.goLive());
    scene.server.wantsToken = true;
    scene.proxy.cutAll(faults::End::Rst);
    SOON(scene.phase() == Phase::SignInNeeded);
    SOON(!scene.banner()->isHidden());
    scene.take(u"state-sign-in"_s);
}

void StateViewsTest::sessionExpired()
{
    StateScene scene;
    QVERIFY(scene.goLive(quickPolicy()));
    const auto expired = [&] {
        if (scene.phase() == Phase::Live)
            scene.server.closeAll(4004);
        return scene.session()->connection().trouble
            == session::ConnectionInfo::Trouble::SessionExpired;
    };
    SOON(expired());
    SOON(!scene.banner()->isHidden());
    scene.take(u"state-session-expired"_s);
}

void StateViewsTest::mismatch()
{
    StateScene scene;
    QVERIFY(scene.goLive(quickPolicy()));
    scene.server.closeAll(4426);
    SOON(scene.session()->connection().trouble == session::ConnectionInfo::Trouble::Mismatch);
    scene.take(u"state-mismatch"_s);
}

void StateViewsTest::gap()
{
    StateScene scene;
    QVERIFY(scene.goLive());
    scene.server.gap(u"processing:jobs"_s);
    SOON(scene.session()->connection().gaps > 0);
    scene.server.changeJob(u"street_interview_07"_s, { { "state"_L1, u"done"_s } });
    SOON(scene.store.state().activities.back().code != u"gap"_s);
    scene.take(u"state-gap"_s);
}

void StateViewsTest::recovered()
{
    StateScene scene;
    QVERIFY(scene.goLive());
    scene.sessions.setOffline(true);
    SOON(scene.phase() == Phase::Idle);
    scene.sendEdits();
    const auto edits = scene.store.state().edits;
    for (const store::Edit &edit : edits)
        scene.store.hold(edit.id, store::Hold::Recovered);
    scene.store.flush();
    scene.sessions.setOffline(false);
    SOON(scene.phase() == Phase::Live && scene.banner()->isHidden());
    SOON(!scene.window.findChild<QWidget *>(u"recoveredBanner"_s)->isHidden());
    scene.take(u"state-recovered"_s);
}

void StateViewsTest::conflict()
{
    StateScene scene;
    QVERIFY(scene.goLive());
    scene.server.acks = false;
    scene.sendEdits();
    const auto edits = scene.store.state().edits;
    wire::EditSettled verdict;
    verdict.edit = edits.front().id;
    verdict.verdict = wire::EditSettled::Verdict::Conflict;
    verdict.by = u"mk"_s;
    verdict.when = scene.clock.wall();
    verdict.message = u"somebody else changed it"_s;
    wire::EditSettled refused;
    refused.edit = edits.back().id;
    refused.verdict = wire::EditSettled::Verdict::Invalid;
    refused.message = u"it is not finished"_s;
    scene.feed(scene.studio, { verdict, refused });
    QTest::qWait(600); // the status line counts twice a second
    scene.take(u"state-conflict"_s);
}

QTEST_MAIN(StateViewsTest)
#include "tst_state_views.moc"
