// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/camera_body.h"
#include "views/real_hub.h"
#include "views/scene.h"

#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"
#include "ui/shell/commands.h"
#include "ui/shell/job_actions.h"
#include "ui/shell/media_desk.h"
#include "ui/shell/sample_starter.h"

#include <QClipboard>
#include <QDialog>
#include <QDragEnterEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QSignalSpy>
#include <QTabBar>
#include <QTest>

#include <algorithm>

using namespace fw;
using namespace fw::test;
using wire::JobState;
using Phase = session::ConnectionInfo::Phase;

/// Work brought into the window of a fresh machine, whose hub the window starts itself.
class IntakeTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void freshMachineGetsTheSampleOnce();
    void cancelAsksAndKeepsByDefault();
    void droppedClipReachesDoneWithPlayableOutputs();
    void pastedPathsAreAdded();
    void machineWithJobsGetsNoSample();
    void wrongTokenAsksForOneAndTakesIt();
    void cleanupTestCase();

private:
    const store::JobEntry *jobNamed(const QString &name) const;
    bool isIn(const QString &name, JobState state) const;
    static bool plays(const QString &path);

    std::unique_ptr<Scene> m_scene;
    RealHub m_clips; ///< makes clips; its hub is started for the sign-in alone
    session::Session *m_session = nullptr;
};

const store::JobEntry *IntakeTest::jobNamed(const QString &name) const
{
    const auto &jobs = m_scene->store.state().jobs;
    const auto found
        = std::ranges::find_if(jobs, [&name](const auto &entry) { return entry.job.name == name; });
    return found == jobs.end() ? nullptr : &*found;
}

bool IntakeTest::isIn(const QString &name, JobState state) const
{
    const store::JobEntry *entry = jobNamed(name);
    return entry && entry->job.state == state;
}

/// True when ffprobe finds picture and sound.
bool IntakeTest::plays(const QString &path)
{
    QProcess probe;
    probe.start(u"ffprobe"_s,
                { u"-v"_s, u"error"_s, u"-show_entries"_s, u"stream=codec_type"_s, u"-of"_s,
                  u"csv=p=0"_s, path });
    const QByteArray streams = probe.waitForFinished(20000) ? probe.readAll() : QByteArray();
    return probe.exitCode() == 0 && streams.contains("video") && streams.contains("audio");
}

void IntakeTest::initTestCase()
{
    speak();
    qputenv("FRAMEWATCH_HUB", FW_BIN_DIR "/framewatch-hub");
    m_scene = std::make_unique<Scene>();
    m_scene->sessions.setHubDataDir(m_scene->dir.filePath(u"hub"_s));
    wire::Profile profile;
    profile.id = ServerId{ u"this-computer"_s };
    profile.name = u"This computer"_s;
    profile.dialect = u"orchestrator"_s;
    profile.thisComputer = true;
    m_session = m_scene->sessions.add(profile);
    m_scene->show(1280, 800);
}

void IntakeTest::freshMachineGetsTheSampleOnce()
{
    ui::SampleStarter starter(m_scene->store, m_scene->sessions);
    QSignalSpy wanted(&starter, &ui::SampleStarter::sampleWanted);
    connect(&starter, &ui::SampleStarter::sampleWanted, &m_scene->window.media(),
            &ui::MediaDesk::addSample);
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->store.state().jobs.size(), size_t(1), 30000);
    QCOMPARE(wanted.size(), 1);
}

void IntakeTest::cancelAsksAndKeepsByDefault()
{
    const JobId job = m_scene->store.state().jobs.front().job.id;
    m_scene->window.queue().table().selectRow(0);
    QAction *cancel = m_scene->window.jobActions().action(wire::JobAction::Cancel);
    QTRY_VERIFY(cancel->isEnabled());
    cancel->trigger();
    QPointer<QDialog> dialog = m_scene->window.findChild<QDialog *>(u"confirmDialog"_s);
    QVERIFY(dialog);
    const size_t edits = m_scene->store.state().edits.size();
    QTest::keyClick(dialog, Qt::Key_Return);
    QTRY_VERIFY(!dialog);
    QCOMPARE(m_scene->store.state().edits.size(), edits);
    cancel->trigger();
    dialog = m_scene->window.findChild<QDialog *>(u"confirmDialog"_s);
    QVERIFY(dialog);
    dialog->accept();
    const store::JobKey key{ m_session->profile().id, job };
    QTRY_COMPARE_WITH_TIMEOUT(m_scene->store.state().find(key)->job.state, JobState::Cancelled,
                              20000);
}

void IntakeTest::droppedClipReachesDoneWithPlayableOutputs()
{
    const QString clip = m_clips.clip(u"harbour dropped.mp4"_s, 2, u"testsrc2"_s);
    QVERIFY(!clip.isEmpty());
    QMimeData mime;
    mime.setUrls({ QUrl::fromLocalFile(clip) });
    auto &window = m_scene->window;
    QDragEnterEvent enter({ 300, 300 }, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &enter);
    QVERIFY(enter.isAccepted());
    auto *overlay = window.findChild<QWidget *>(u"dropOverlay"_s);
    QVERIFY(overlay->isVisible());
    Camera camera(m_scene->look);
    camera.take(window, u"drop-accepting"_s);
    QDropEvent drop({ 300, 300 }, Qt::CopyAction, &mime, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(&window, &drop);
    QVERIFY(drop.isAccepted());
    QVERIFY(!overlay->isVisible());
    const QString name = u"harbour dropped.mp4"_s;
    QTRY_VERIFY_WITH_TIMEOUT(jobNamed(name), 20000);
    window.queue().table().selectRow(0); // the newest; its parts are read
    QTRY_VERIFY_WITH_TIMEOUT(isIn(name, JobState::Done), 120000);
    const store::JobEntry *entry = jobNamed(name);
    const store::JobKey key{ entry->server, entry->job.id };
    QTRY_VERIFY(m_scene->store.state().partsOf(key)
                && m_scene->store.state().partsOf(key)->outputs.size() == 2);
    for (const wire::Output &output : m_scene->store.state().partsOf(key)->outputs)
        QVERIFY2(plays(output.localPath), qPrintable(output.localPath));
}

void IntakeTest::pastedPathsAreAdded()
{
    const QString clip = m_clips.clip(u"pasted.mp4"_s, 1, u"smptebars"_s);
    QGuiApplication::clipboard()->setText(clip + u"\nnot a path\n"_s);
    m_scene->window.commands().action(ui::Command::PasteMedia)->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isIn(u"pasted.mp4"_s, JobState::Done), 120000);
}

void IntakeTest::machineWithJobsGetsNoSample()
{
    const size_t jobs = m_scene->store.state().jobs.size();
    ui::SampleStarter starter(m_scene->store, m_scene->sessions);
    QSignalSpy wanted(&starter, &ui::SampleStarter::sampleWanted);
    m_session->resync();
    QTRY_COMPARE(m_session->connection().phase, Phase::Live);
    QCOMPARE(wanted.size(), 0);
    QCOMPARE(m_scene->store.state().jobs.size(), jobs);
}

void IntakeTest::wrongTokenAsksForOneAndTakesIt()
{
    QVERIFY2(m_clips.start(), qPrintable(m_clips.why()));
    Scene scene;
    scene.secrets.setTimeout(std::chrono::seconds(2));
    wire::Profile profile;
    profile.id = ServerId{ u"studio"_s };
    profile.name = u"studio"_s;
    profile.dialect = u"orchestrator"_s;
    profile.address = m_clips.address;
    session::Session *session = scene.sessions.add(profile, Secret("wrong"));
    scene.show(1280, 800);
    QTRY_COMPARE_WITH_TIMEOUT(session->connection().phase, Phase::SignInNeeded, 20000);
    auto *banner = scene.window.findChild<QWidget *>(u"mainBanner"_s);
    QTRY_VERIFY(banner->isVisible());
    QTest::mouseClick(banner->findChild<QPushButton *>(), Qt::LeftButton);
    auto *dialog = scene.window.findChild<QDialog *>(u"signInDialog"_s);
    QVERIFY(dialog);
    auto *ways = dialog->findChild<QTabBar *>();
    for (int i = 0; i < ways->count(); ++i) {
        if (ways->tabText(i) == u"Token"_s)
            ways->setCurrentIndex(i);
    }
    QTest::keyClicks(dialog->findChild<QLineEdit *>(u"field.token"_s),
                     QString::fromLatin1(m_clips.secret.reveal()));
    QTest::mouseClick(dialog->findChild<QPushButton *>(u"signInNow"_s), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(session->connection().phase, Phase::Live, 20000);
    QString kept; // a later start would find it there, or in this run
    scene.secrets.read(profile.id, [&kept](const Expected<Secret> &secret) {
        kept = QString::fromLatin1(secret.value_or(Secret()).reveal());
    });
    QTRY_COMPARE_WITH_TIMEOUT(kept, QString::fromLatin1(m_clips.secret.reveal()), 5000);
}

void IntakeTest::cleanupTestCase()
{
    m_scene.reset();
}

QTEST_MAIN(IntakeTest)
#include "tst_intake.moc"
