// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity_model.h"
#include "models/edit_model.h"
#include "models/job_log_model.h"
#include "models/metadata_model.h"
#include "models/output_model.h"
#include "models/server_model.h"
#include "models/stage_model.h"
#include "models/thumbnail_model.h"
#include "store/journal.h"
#include "store/reduce.h"
#include "support/fake_clock.h"
#include "support/state_makers.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace fw;
using namespace fw::models;
using namespace Qt::StringLiterals;
using store::JobKey;
using test::makeStage;
using wire::JobState;

namespace {

const ServerId hub{ u"hub"_s };
const JobId jobA{ u"a"_s };

// Every model of this file under a tester at once, also while it is empty.
struct Bench
{
    QTemporaryDir dir;
    test::FakeClock clock;
    store::Store store{ clock };
    pictures::Pictures pictures{ dir.path() };
    StageModel stages{ store };
    ThumbnailModel thumbnails{ store, pictures, {} };
    MetadataModel metadata{ store };
    OutputModel outputs{ store };
    JobLogModel log{ store };
    ActivityModel activities{ store };
    ServerModel servers{ store };
    EditModel edits{ store };
    std::vector<std::unique_ptr<QAbstractItemModelTester>> testers;

    Bench()
    {
        for (QAbstractItemModel *model : all())
            testers.push_back(std::make_unique<QAbstractItemModelTester>(
                model, QAbstractItemModelTester::FailureReportingMode::Fatal));
    }
    std::vector<QAbstractItemModel *> all()
    {
        return { &stages, &thumbnails, &metadata, &outputs, &log, &activities, &servers, &edits };
    }
    void show(const JobKey &key)
    {
        stages.setJob(key);
        thumbnails.setJob(key);
        metadata.setJob(key);
        outputs.setJob(key);
        log.setJob(key);
    }
    void see(const wire::Event &event)
    {
        store.apply(hub, { event });
        store.flush();
    }
};

wire::JobDetailSeen detailOf(const QString &job, int parts)
{
    wire::JobDetailSeen detail;
    detail.job = test::makeJob(job, JobState::Running);
    for (int i = 0; i < parts; ++i) {
        const QString n = QString::number(i);
        detail.stages.push_back(makeStage(u"S"_s + n, JobState::Done, i));
        detail.thumbnails.push_back(test::makeThumbnail(n, u"/t/"_s + n));
        detail.metadata.push_back({ u"F"_s + n, i });
        detail.outputs.push_back(test::makeOutput(n, u"o"_s + n));
        wire::JobLogLine line;
        line.text = n;
        detail.log.push_back(line);
    }
    return detail;
}

} // namespace

class TestDetailModels final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyFillShrinkGrowAndEmpty()
    {
        Bench b;
        b.show({ hub, jobA });
        for (const int parts : { 3, 0, 1, 7, 7, 2, 1, 0 }) {
            b.see(detailOf(u"a"_s, parts));
            QCOMPARE(b.stages.rowCount(), parts);
            QCOMPARE(b.thumbnails.rowCount(), parts);
            QCOMPARE(b.metadata.rowCount(), parts);
            QCOMPARE(b.outputs.rowCount(), parts);
            QCOMPARE(b.log.rowCount(), parts);
        }
        b.see(detailOf(u"a"_s, 4));
        b.show({ hub, JobId{ u"other"_s } });
        QCOMPARE(b.stages.rowCount(), 0);
        b.show({ hub, jobA });
        b.see(wire::JobRemoved{ jobA });
        QCOMPARE(b.outputs.rowCount(), 0);
        b.show({});
    }

    void newsInTheMiddleKeepTheRest()
    {
        Bench b;
        b.show({ hub, jobA });
        for (const int order : { 0, 1, 3, 4 })
            b.see(wire::StageSeen{ jobA, makeStage(u"S%1"_s.arg(order), JobState::Queued, order) });
        const QPersistentModelIndex last = b.stages.index(3, 0);
        QSignalSpy changed(&b.stages, &QAbstractItemModel::dataChanged);
        b.see(wire::StageSeen{ jobA, makeStage(u"S2"_s, JobState::Queued, 2) });
        QCOMPARE(last.row(), 4);
        QCOMPARE(last.data(StageModel::IdRole).toString(), u"S4"_s);
        b.see(wire::StageSeen{ jobA, makeStage(u"S2"_s, JobState::Running, 2) });
        QCOMPARE(changed.count(), 1);
        QCOMPARE(changed[0][0].toModelIndex().row(), 2);
    }

    void aStageShowsItsErrorAndItsTimes()
    {
        Bench b;
        b.show({ hub, jobA });
        wire::Stage stage = makeStage(u"PROBE"_s, JobState::Failed);
        stage.error = wire::JobError{ u"E_NO_VIDEO"_s, u"no picture"_s, u"PROBE"_s, true };
        stage.started = b.clock.wall();
        stage.finished = b.clock.wall() + std::chrono::seconds(131);
        b.see(wire::StageSeen{ jobA, stage });
        const auto text = [&](int column) { return b.stages.index(0, column).data().toString(); };
        QCOMPARE(text(StageModel::NameColumn), u"Probe"_s);
        QCOMPARE(text(StageModel::StateColumn), u"Failed"_s);
        QCOMPARE(text(StageModel::DurationColumn), u"2:11"_s);
        QCOMPARE(text(StageModel::TextColumn), u"E_NO_VIDEO: no picture"_s);
        QVERIFY(b.stages.index(0, 0).data(StageModel::RecoverableRole).toBool());
        QVERIFY(!b.stages.index(0, 0).data(StageModel::ProgressRole).isValid());
        QCOMPARE(b.stages.latestAttempt(), 1);
    }

    void theActivityListIsARingWithGaps()
    {
        Bench b;
        for (int i = 0; i < 50; ++i)
            b.see(wire::NoticeSeen{ u"info"_s, QString::number(i) });
        b.see(wire::GapSeen{ u"processing:status"_s, 2 });
        QCOMPARE(b.activities.rowCount(), 51);
        QVERIFY(b.activities.index(50, 0).data(ActivityModel::GapRole).toBool());
        QCOMPARE(b.activities.index(0, ActivityModel::TextColumn).data().toString(), u"0"_s);
        std::vector<wire::Event> many(store::State::maxActivities + 100,
                                      wire::NoticeSeen{ u"info"_s, u"new"_s });
        b.store.apply(hub, many);
        b.store.flush();
        QCOMPARE(b.activities.rowCount(), int(store::State::maxActivities));
        QCOMPARE(b.activities.index(0, ActivityModel::TextColumn).data().toString(), u"new"_s);
        b.store.apply(hub, { many.begin(), many.begin() + 7 });
        b.store.flush();
        QCOMPARE(b.activities.rowCount(), int(store::State::maxActivities));
    }

    void linesOfAnEarlierRunComeBeforeThoseOfThisOne()
    {
        Bench b;
        const QString path = b.dir.filePath(u"journal.sqlite"_s);
        store::Activity line;
        line.code = u"connected"_s;
        store::Journal(path).keepActivities({ line, line, line });
        store::Journal journal(path);
        store::Store store(b.clock, &journal);
        ActivityModel model(store);
        const QAbstractItemModelTester tester(&model);
        store.apply(hub, { wire::GapSeen{ u"x"_s, 0 } });
        store.flush();
        journal.finish(); // the gap is in the file before it is read
        journal.load();
        QTRY_COMPARE(model.rowCount(), 4);
        QVERIFY(model.index(3, 0).data(ActivityModel::GapRole).toBool());
        QVERIFY(!model.index(0, 0).data(ActivityModel::GapRole).toBool());
    }

    void everyActivityCodeHasASentence()
    {
        Bench b;
        b.see(wire::JobSeen{ test::makeJob(u"a"_s, JobState::Queued) });
        for (const JobState state : { JobState::Running, JobState::Paused, JobState::Attention,
                                      JobState::Queued, JobState::Failed }) {
            b.clock.advance(std::chrono::seconds(2));
            b.see(wire::JobStateSeen{ jobA, state, {}, b.clock.wall() });
        }
        b.store.propose(hub, u"job:a"_s, test::makeControl(u"e"_s, u"a"_s, wire::JobAction::Retry));
        b.see(test::makeVerdict(u"e"_s, wire::EditSettled::Verdict::Denied, u"not now"_s));
        for (int row = 0; row < b.activities.rowCount(); ++row) {
            const auto text = b.activities.index(row, ActivityModel::TextColumn).data().toString();
            const auto code = b.activities.index(row, 0).data(ActivityModel::CodeRole).toString();
            QVERIFY(!text.isEmpty());
            QVERIFY2(!text.startsWith(code), qPrintable(text));
        }
        QCOMPARE(b.activities.index(b.activities.rowCount() - 1, ActivityModel::TextColumn)
                     .data()
                     .toString(),
                 u"Retry: rejected: not now"_s);
    }

    void theOutboxShowsEveryFate()
    {
        Bench b;
        b.see(wire::JobSeen{ [] {
            auto job = test::makeJob(u"a"_s, JobState::Running);
            job.name = u"clip.mp4"_s;
            return job;
        }() });
        b.store.propose(hub, u"job:a"_s,
                        test::makeControl(u"e1"_s, u"a"_s, wire::JobAction::Cancel));
        wire::AddMedia add;
        add.edit = EditId{ u"e2"_s };
        add.paths = { u"/x/1.mp4"_s, u"/x/2.mp4"_s };
        b.store.propose(hub, u"add"_s, add);
        b.store.flush();
        const auto text
            = [&](int row, int column) { return b.edits.index(row, column).data().toString(); };
        QCOMPARE(text(0, EditModel::FateColumn), u"Queued"_s);
        QCOMPARE(text(0, EditModel::WhatColumn), u"Cancel clip.mp4"_s);
        QVERIFY(text(1, EditModel::WhatColumn).contains(u'2'));
        QCOMPARE(b.edits.openCount(), 2);
        b.store.setFate(EditId{ u"e1"_s }, store::Fate::Sending);
        b.see(test::makeVerdict(u"e1"_s, wire::EditSettled::Verdict::Invalid, u"gone"_s));
        QCOMPARE(text(0, EditModel::FateColumn), u"Rejected"_s);
        QCOMPARE(text(0, EditModel::ReasonColumn), u"gone"_s);
        QCOMPARE(text(0, EditModel::TriesColumn), u"1"_s);
        QCOMPARE(b.edits.rejectedCount(), 1);
    }

    void serversComeChangeAndGo()
    {
        Bench b;
        store::ServerState server;
        for (const QString &id : { u"a"_s, u"b"_s, u"c"_s }) {
            server.id = ServerId{ id };
            server.name = id;
            b.store.setServer(server);
        }
        b.store.flush();
        QCOMPARE(b.servers.rowCount(), 3);
        server.freshness = store::Freshness::Live;
        b.store.setServer(server);
        b.store.flush();
        QCOMPARE(b.servers.index(2, ServerModel::FreshnessColumn).data().toString(), u"Live"_s);
        QCOMPARE(b.servers.index(2, ServerModel::HeardColumn).data().toString(), u"now"_s);
        b.store.removeServer(ServerId{ u"b"_s });
        QCOMPARE(b.servers.serverAt(1).text, u"c"_s);
        b.store.removeServer(ServerId{ u"c"_s });
        b.store.removeServer(ServerId{ u"a"_s });
        QCOMPARE(b.servers.rowCount(), 0);
    }
};

QTEST_MAIN(TestDetailModels)
#include "tst_detail_models.moc"
