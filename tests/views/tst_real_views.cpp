// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "views/camera_body.h"
#include "views/real_hub.h"
#include "views/scene.h"
#include "views/scenery.h"

#include "ui/common/widgets.h"
#include "ui/detail/detail_panel.h"
#include "ui/detail/error_block.h"
#include "ui/detail/thumbnail_grid.h"
#include "ui/jobs/job_table.h"
#include "ui/jobs/queue_panel.h"
#include "ui/shell/job_actions.h"
#include "ui/shell/media_desk.h"
#include "ui/shell/server_chip.h"

#include <QDialog>
#include <QStatusBar>
#include <QTest>

#include <algorithm>

using namespace fw;
using namespace fw::test;
using wire::JobState;
using Phase = session::ConnectionInfo::Phase;

/// A day at the window with a real hub and real clips: pictures of what an operator sees.
class RealViewsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void emptyQueueOffersMediaAndSample();
    void busyQueueShowsTrueProgress();
    void cancelAsksAndNamesTheJobs();
    void finishedJobShowsAllItsParts();
    void failedJobShowsFfmpegsReason();
    void connectionShowsItsFacts();
    void lostHubKeepsWhatIsKnown();
    void cleanupTestCase();

private:
    QStringList makeClips();
    int jobsIn(JobState state) const;
    int rowOfState(JobState state) const;
    /// True when all pictures of the shown job came from the hub; each look asks for them.
    bool picturesAreThere() const;
    QString picturesTold() const; ///< what is wrong with them

    std::unique_ptr<RealHub> m_hub;
    std::unique_ptr<Scene> m_scene;
    std::unique_ptr<Camera> m_camera;
    session::Session *m_session = nullptr;
};

int RealViewsTest::jobsIn(JobState state) const
{
    return int(std::ranges::count_if(m_scene->store.state().jobs, [state](const auto &entry) {
        return entry.job.state == state;
    }));
}

int RealViewsTest::rowOfState(JobState state) const
{
    const QAbstractItemModel *model = m_scene->window.queue().table().model();
    for (int row = 0; row < model->rowCount(); ++row) {
        if (model->index(row, 0).data(models::JobModel::StateRole).toInt() == int(state))
            return row;
    }
    return -1;
}

QString RealViewsTest::picturesTold() const
{
    const auto *model = m_scene->window.detail().findChild<ui::ThumbnailGrid *>()->model();
    QStringList told;
    for (int row = 0; row < model->rowCount(); ++row)
        told << model->index(row, 0).data(models::ThumbnailModel::ErrorRole).toString();
    return u"%1 pictures: %2"_s.arg(model->rowCount()).arg(told.join(u", "_s));
}

bool RealViewsTest::picturesAreThere() const
{
    const auto *model = m_scene->window.detail().findChild<ui::ThumbnailGrid *>()->model();
    for (int row = 0; row < model->rowCount(); ++row) {
        const QModelIndex one = model->index(row, 0);
        if (one.data(Qt::DecorationRole).value<QImage>().isNull())
            return false;
    }
    return model->rowCount() > 0;
}

void RealViewsTest::initTestCase()
{
    speak();
    m_hub = std::make_unique<RealHub>();
    QVERIFY2(m_hub->start(), qPrintable(m_hub->why()));
    m_scene = std::make_unique<Scene>();
    m_camera = std::make_unique<Camera>(m_scene->look);
    wire::Profile profile;
    profile.id = ServerId{ u"this-computer"_s };
    profile.name = u"This computer"_s;
    profile.dialect = u"orchestrator"_s;
    profile.address = m_hub->address;
    m_session = m_scene->sessions.add(profile, m_hub->secret);
    m_scene->show(1280, 800);
    QTRY_COMPARE_WITH_TIMEOUT(m_session->connection().phase, Phase::Live, 20000);
}

void RealViewsTest::emptyQueueOffersMediaAndSample()
{
    QTRY_COMPARE(m_scene->window.queue().emptyPage().isVisible(), true);
    const auto states = m_scene->window.statusBar()->findChildren<ui::StateLabel *>();
    QCOMPARE(states.front()->accessibleName(), u"Live"_s); // what the chip says
    m_camera->take(m_scene->window, u"empty"_s);
}

QStringList RealViewsTest::makeClips()
{
    const QString wide = u"640:360"_s;
    const QString loch = m_hub->clip(u"loch_ness_drone_4k.mp4"_s, 2, landscape(morning, 1, wide));
    const QString harbour
        = m_hub->clip(u"harbour_night_cut3.mp4"_s, 1, landscape(fw::test::night, 3, wide));
    return { loch,
             m_hub->brokenClip(u"tunnel_timelapse.mkv"_s),
             m_hub->clip(u"glen_sunset_b_roll.mov"_s, 12, landscape(evening, 2, u"1920:1080"_s)),
             harbour,
             m_hub->clip(u"ferry_arrivals_vertical.mp4"_s, 2, landscape(noon, 5, u"360:640"_s)),
             m_hub->copyOf(loch, u"castle_sunrise_teaser.mp4"_s),
             m_hub->copyOf(harbour, u"bridge_aerial_v2.mp4"_s),
             m_hub->copyOf(loch, u"island_crossing_ep_118.mp4"_s) };
}

void RealViewsTest::busyQueueShowsTrueProgress()
{
    const QStringList clips = makeClips();
    QVERIFY(!clips.contains(QString()));
    m_scene->window.media().add(clips);
    QTRY_VERIFY_WITH_TIMEOUT(jobsIn(JobState::Done) == 1 && jobsIn(JobState::Failed) == 1, 120000);
    QTRY_VERIFY_WITH_TIMEOUT(std::ranges::any_of(m_scene->store.state().jobs,
                                                 [](const auto &entry) {
                                                     return entry.job.state == JobState::Running
                                                         && entry.job.progress.value_or(0) > 15;
                                                 }),
                             60000);
    QTRY_VERIFY(rowOfState(JobState::Running) >= 0);
    m_scene->window.queue().table().selectRow(rowOfState(JobState::Running));
    QTRY_VERIFY2_WITH_TIMEOUT(picturesAreThere(), qPrintable(picturesTold()), 120000);
    QTRY_VERIFY_WITH_TIMEOUT(jobsIn(JobState::Running) > 0, 5000);
    m_scene->window.resize(1440, 900); // as in the README
    m_camera->take(m_scene->window, u"main"_s, u"-1440"_s);
    m_scene->window.resize(1280, 800);
    m_camera->take(m_scene->window, u"busy"_s);
    m_scene->window.resize(1920, 1080);
    m_camera->take(m_scene->window, u"busy"_s, u"-1920"_s);
    m_scene->window.resize(1280, 800);
}

void RealViewsTest::cancelAsksAndNamesTheJobs()
{
    m_scene->window.queue().table().selectAll();
    m_scene->window.jobActions().action(wire::JobAction::Cancel)->trigger();
    auto *dialog = m_scene->window.findChild<QDialog *>(u"confirmDialog"_s);
    QVERIFY(dialog);
    m_camera->take(*dialog, u"cancel"_s);
    dialog->reject();
}

void RealViewsTest::finishedJobShowsAllItsParts()
{
    QVERIFY2(!m_scene->store.state().jobs.empty(), "no job was added before");
    QTRY_VERIFY_WITH_TIMEOUT(jobsIn(JobState::Done) == 7 && jobsIn(JobState::Failed) == 1, 240000);
    m_scene->window.queue().table().selectRow(rowOfState(JobState::Done));
    auto &detail = m_scene->window.detail();
    const QString names[]
        = { u"stages"_s, u"pictures"_s, u"metadata"_s, u"outputs"_s, u"events"_s };
    for (int tab = 0; tab < 5; ++tab) {
        detail.setCurrentTab(tab);
        QTRY_VERIFY2_WITH_TIMEOUT(picturesAreThere(), qPrintable(picturesTold()), 30000);
        m_camera->take(m_scene->window, u"detail-"_s + names[tab]);
    }
    detail.setCurrentTab(0);
}

void RealViewsTest::failedJobShowsFfmpegsReason()
{
    m_scene->window.queue().table().selectRow(rowOfState(JobState::Failed));
    QTRY_COMPARE(m_scene->window.detail().findChild<ui::ErrorBlock *>()->isVisible(), true);
    m_camera->take(m_scene->window, u"failed"_s);
}

void RealViewsTest::connectionShowsItsFacts()
{
    m_scene->window.chips().open(0);
    auto *popover = m_scene->window.findChild<QWidget *>(u"connectionPopover"_s);
    QVERIFY(popover);
    m_camera->take(*popover, u"connection"_s);
    popover->close();
}

void RealViewsTest::lostHubKeepsWhatIsKnown()
{
    m_hub->kill();
    QTRY_VERIFY_WITH_TIMEOUT(m_session->connection().phase == Phase::Backoff
                                 || m_session->connection().phase == Phase::Offline,
                             20000);
    QTRY_VERIFY(!m_scene->window.findChild<QWidget *>(u"mainBanner"_s)->isHidden());
    QCOMPARE(m_scene->store.state().jobs.size(), size_t(8));
    m_camera->take(m_scene->window, u"hub-lost"_s);
}

void RealViewsTest::cleanupTestCase()
{
    QVERIFY2(m_camera && m_camera->complaints().isEmpty(),
             m_camera ? qPrintable(m_camera->complaints().join(QLatin1Char('\n'))) : "");
    m_camera.reset();
    m_scene.reset();
    m_hub.reset();
}

QTEST_MAIN(RealViewsTest)
#include "tst_real_views.moc"
