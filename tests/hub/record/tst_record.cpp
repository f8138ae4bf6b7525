// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/record/record.h"
#include "support/fake_clock.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace fw;
using namespace fw::hub::record;
using wire::JobState;

/// The hub's database.
class TestRecord final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everyFieldSurvivesClosingAndOpening();
    void aChangeIsWrittenWholeOrNotAtAll();
    void aPartThatFailsIsUndoneAlone();
    void pagesAreNewestFirstAndMeetWithoutHolesOrRepeats();
    void pagesFilterByStates();
    void foreignCursorsAreRefused_data();
    void foreignCursorsAreRefused();
    void aHundredThousandJobsStayQuick();
    void theHistoryKeepsItsOrderAndItsNewestLines();
    void theFirstVerdictStandsForThirtyDays();
    void whatIsTooOldGoesInSmallSteps();
    void livesAreCountedAndNumbersSkipped();
    void documentsAndStepsSurviveClosingAndOpening();
    void anOpIsInTheHistoryOnce();
    void missingRowsAreNotFound();
    void quotesAndZeroBytesInNamesAreOnlyData();

private:
    std::unique_ptr<Record> open();
    Change job(const QString &id, JobState state, qint64 created) const;

    QTemporaryDir m_dir;
    QString m_file;
    test::FakeClock m_clock;
    int m_count = 0;
};

void TestRecord::init()
{
    m_file = m_dir.filePath(u"%1.sqlite"_s.arg(++m_count));
}

std::unique_ptr<Record> TestRecord::open()
{
    auto record = Record::open(m_file);
    return record ? std::move(*record) : nullptr;
}

Change TestRecord::job(const QString &id, JobState state, qint64 created) const
{
    Change change;
    change.id = JobId{ id };
    change.job = JobRecord{};
    change.job->row.id = change.id;
    change.job->row.name = u"clip"_s;
    change.job->row.state = state;
    change.job->row.priority = 0;
    change.job->row.attempt = 1;
    change.job->row.created = WallTime(Millis(created));
    return change;
}

void TestRecord::everyFieldSurvivesClosingAndOpening()
{
    const WallTime t{ Millis(1'790'000'000'123) };
    Change c = job(u"a"_s, JobState::Failed, 5);
    JobRecord &r = *c.job;
    r.row = { c.id,       u"näme\n\"'"_s,
              u"/x"_s,    JobState::Failed,
              u"PROBE"_s, u"m"_s,
              12.5,       wire::JobError{ u"E"_s, u"why"_s, u"PROBE"_s, true },
              7,          -3,
              2,          t,
              t,          t,
              t,          u"/th"_s,
              {} };
    r.render = { { u"square_1_1"_s }, wire::FitMode::Fit, u"/w.png"_s, 0.5, 0.75, u"Hi %{n}"_s, 20,
                 u"#00ff00"_s };
    r.sourcePath = u"/src"_s;
    r.ownsSource = r.sample = true;
    r.interruptions = 1;
    c.stages.push_back({ StageId{ u"PROBE"_s }, JobState::Failed, 0, 2, 50.0, u"m"_s,
                         wire::JobError{ u"E"_s, u"why"_s, u"PROBE"_s, false }, t, t });
    c.attempts.push_back({ 2, t, t, JobState::Failed, u"why"_s, u"E"_s, u"/log"_s });
    c.thumbnails.push_back({ ThumbnailId{ u"a-3"_s }, u"/api/3"_s, 320, 180, 1.5 });
    c.metadata = { { u"ROTATION"_s, 90 }, { u"SIZE"_s, u"1x2"_s } };
    c.outputs.push_back({ OutputId{ u"a.o"_s }, u"n"_s, u"f"_s, u"/u"_s, u"/p"_s, 9, 1, 2, 3.5 });
    c.log.push_back({ t, u"error"_s, u"text"_s, u"PROBE"_s, 2 });
    QVERIFY(open()->commit(c));

    const auto d = open()->detail(c.id);
    QVERIFY(d);
    QCOMPARE(d->job.row, r.row);
    QCOMPARE(d->job.render, r.render);
    QCOMPARE(d->job.sourcePath, r.sourcePath);
    QVERIFY(d->job.ownsSource && d->job.sample && d->job.interruptions == 1);
    QCOMPARE(d->stages, c.stages);
    QCOMPARE(d->thumbnails, c.thumbnails);
    QCOMPARE(d->metadata, c.metadata);
    QCOMPARE(d->outputs, c.outputs);
    QCOMPARE(d->log, c.log);
    QCOMPARE(d->attempts[0].code, u"E"_s);
    QCOMPARE(d->attempts[0].logPath, u"/log"_s);
    QCOMPARE(open()->output(OutputId{ u"a.o"_s }).value(), c.outputs[0]);
}

void TestRecord::aChangeIsWrittenWholeOrNotAtAll()
{
    auto record = open();
    QVERIFY(record->commit(job(u"a"_s, JobState::Queued, 1)));
    {
        Connection other;
        QVERIFY(other.open(m_file));
        QVERIFY(other.run(u"CREATE TRIGGER stop BEFORE INSERT ON events"
                          " BEGIN SELECT RAISE(ABORT, 'no history'); END"_s));
    }
    Change change = job(u"a"_s, JobState::Running, 1);
    change.log.push_back({ {}, u"info"_s, u"started"_s, {}, 1 });
    const auto done = record->commit(change);
    QVERIFY(!done);
    QCOMPARE(done.error().code, Failure::Code::Database);
    QVERIFY(done.error().detail.contains(u"no history"_s));
    QCOMPARE(record->job(change.id)->row.state, JobState::Queued);
}

void TestRecord::aPartThatFailsIsUndoneAlone()
{
    auto record = open();
    Change bad = job(u"bad"_s, JobState::Queued, 1);
    const auto done = record->together([&]() -> Expected<void> {
        if (auto good = record->commit(job(u"good"_s, JobState::Queued, 1)); !good)
            return good;
        static_cast<void>(record->together([&]() -> Expected<void> {
            static_cast<void>(record->commit(bad));
            return fail(Failure::Code::Internal, u"changed my mind"_s);
        }));
        return {};
    });
    QVERIFY(done);
    QVERIFY(record->job(JobId{ u"good"_s }));
    QVERIFY(!record->job(bad.id));
    QVERIFY(!record->together([&]() -> Expected<void> {
        static_cast<void>(record->commit(bad));
        return fail(Failure::Code::Internal, u"no"_s);
    }));
    QVERIFY(!record->job(bad.id));
}

void TestRecord::pagesAreNewestFirstAndMeetWithoutHolesOrRepeats()
{
    auto record = open();
    std::vector<Change> changes;
    for (int i = 0; i < 25; ++i) // five share each moment: the id decides
        changes.push_back(job(u"j%1"_s.arg(i, 2, 10, QChar(u'0')), JobState::Queued, i / 5));
    QVERIFY(record->commitAll(changes));
    QStringList seen;
    QString cursor;
    do {
        const auto page = record->page(cursor, 4, {});
        QVERIFY(page);
        QCOMPARE(page->total, 25);
        for (const wire::Job &row : page->jobs)
            seen += row.id.text;
        cursor = page->next;
    } while (!cursor.isEmpty());
    QStringList wanted;
    for (int i = 24; i >= 0; --i)
        wanted += u"j%1"_s.arg(i, 2, 10, QChar(u'0'));
    QCOMPARE(seen, wanted);
}

void TestRecord::pagesFilterByStates()
{
    auto record = open();
    QVERIFY(record->commit(job(u"a"_s, JobState::Queued, 1)));
    QVERIFY(record->commit(job(u"b"_s, JobState::Running, 2)));
    QVERIFY(record->commit(job(u"c"_s, JobState::Done, 3)));
    const auto page = record->page({}, 10, { JobState::Queued, JobState::Running });
    QVERIFY(page);
    QCOMPARE(page->jobs.size(), size_t(2));
    QCOMPARE(page->total, 2);
    QCOMPARE(page->jobs[0].id.text, u"b"_s);
    QCOMPARE(record->page({}, 10, { JobState::Failed })->total, 0);
}

void TestRecord::foreignCursorsAreRefused_data()
{
    QTest::addColumn<QString>("cursor");
    QTest::newRow("word") << u"next"_s;
    QTest::newRow("no number") << u"x_y"_s;
    QTest::newRow("injection") << u"'; DROP TABLE jobs; --"_s;
    QTest::newRow("underscore") << u"_"_s;
}

void TestRecord::foreignCursorsAreRefused()
{
    QFETCH(QString, cursor);
    const auto page = open()->page(cursor, 10, {});
    QVERIFY(!page);
    QCOMPARE(page.error().code, Failure::Code::BadInput);
}

void TestRecord::aHundredThousandJobsStayQuick()
{
    auto record = open();
    std::vector<Change> changes;
    for (int i = 0; i < 100'000; ++i)
        changes.push_back(job(u"job-%1"_s.arg(i), i == 7 ? JobState::Running : JobState::Done, i));
    QVERIFY(record->commitAll(changes));
    QElapsedTimer timer;
    timer.start();
    const auto first = record->page({}, 100, {});
    const auto deep = record->page(u"50000_job-50000"_s, 100, {});
    const auto rare = record->page({}, 100, { JobState::Running, JobState::Queued });
    const qint64 took = timer.elapsed();
    QCOMPARE(first->jobs.size(), size_t(100));
    QCOMPARE(first->total, 100'000);
    QCOMPARE(deep->jobs.front().id.text, u"job-49999"_s);
    QCOMPARE(rare->jobs.size(), size_t(1));
    timer.start();
    QCOMPARE(record->all()->size(), size_t(100'000));
    qInfo("100,000 jobs: three pages %lld ms, all %lld ms", took, timer.elapsed());
    QVERIFY2(took < 500, "an index is missing");
}

void TestRecord::theHistoryKeepsItsOrderAndItsNewestLines()
{
    auto record = open();
    Change change = job(u"a"_s, JobState::Queued, 1);
    for (int i = 0; i < 600; ++i)
        change.log.push_back({ {}, u"info"_s, QString::number(i), {}, 1 });
    QVERIFY(record->commit(change));
    const auto detail = record->detail(change.id);
    QCOMPARE(detail->log.size(), size_t(500));
    QCOMPARE(detail->log.front().text, u"100"_s);
    QCOMPARE(detail->log.back().text, u"599"_s);
}

void TestRecord::theFirstVerdictStandsForThirtyDays()
{
    using V = wire::EditSettled::Verdict;
    const EditId op{ u"op-1"_s };
    {
        auto record = open();
        QVERIFY(!record->verdict(op)->has_value());
        QVERIFY(
            record->remember({ op, V::Conflict, u"no"_s, 4, { JobId{ u"a"_s } } }, m_clock.wall()));
        QVERIFY(record->remember({ op, V::Applied, {}, 5, {} }, m_clock.wall()));
        const auto kept = record->verdict(op).value();
        QCOMPARE(kept->verdict, V::Conflict);
        QCOMPARE(kept->jobs.size(), size_t(1));
    }
    const auto record = open();
    m_clock.advance(std::chrono::hours(24 * 29));
    QCOMPARE(record->forget(m_clock.wall(), 100).value_or(-1), 0);
    QVERIFY(record->verdict(op)->has_value());
    m_clock.advance(std::chrono::hours(24 * 2));
    QCOMPARE(record->forget(m_clock.wall(), 100).value_or(-1), 1);
    QVERIFY(!record->verdict(op)->has_value());
}

// 25 ops and 25 steps, one a day: those older than thirty days go, a few at a time.
void TestRecord::whatIsTooOldGoesInSmallSteps()
{
    const auto record = open();
    for (int day = 0; day < 25; ++day) {
        const EditId op{ u"op-%1"_s.arg(day) };
        const WallTime now = m_clock.wall();
        QVERIFY(record->remember({ op, {}, {}, day + 1, {} }, now));
        QVERIFY(record->write(
            { u"brand:config"_s, u"brand:A"_s, day + 1, {}, u"a"_s, now },
            { u"brand:config"_s, u"brand:A"_s, day + 1, op, u"a"_s, {}, {}, {}, now }));
        m_clock.advance(std::chrono::hours(24));
    }
    m_clock.advance(std::chrono::hours(24 * 20)); // the first is 45 days old, the last 21
    QList<qint64> removed;
    do
        removed.append(record->forget(m_clock.wall(), 6).value_or(-1));
    while (removed.last() == 6);
    QCOMPARE(removed, (QList<qint64>{ 6, 6, 3 }));
    const auto steps = record->steps(u"brand:config"_s, u"brand:A"_s, 0);
    QCOMPARE(steps->size(), size_t(10));
    QCOMPARE(steps->front().revision, 16);
    QVERIFY(!record->verdict(EditId{ u"op-14"_s })->has_value());
    QVERIFY(record->verdict(EditId{ u"op-15"_s })->has_value());
    m_clock.advance(std::chrono::hours(24 * 40));
    QCOMPARE(record->forget(m_clock.wall(), 100).value_or(-1), 10);
    QCOMPARE(record->document(u"brand:config"_s, u"brand:A"_s).value()->revision, 25);
}

void TestRecord::livesAreCountedAndNumbersSkipped()
{
    auto record = open();
    QCOMPARE(record->newestLife().value_or(-1), 0);
    QCOMPARE(record->beginLife(u"a"_s, 0, m_clock.wall()).value_or(-1), 1);
    QCOMPARE(record->beginLife(u"b"_s, 7, m_clock.wall()).value_or(-1), 8);
    QVERIFY(!record->beginLife(u"a"_s, 0, m_clock.wall()));
    QCOMPARE(record->leastRevision().value_or(-1), 1);
    QVERIFY(record->write({ u"brand:config"_s, u"brand:A"_s, 5, {}, u"a"_s, {}, 8 },
                          { u"brand:config"_s,
                            u"brand:A"_s,
                            5,
                            EditId{ u"x"_s },
                            {},
                            {},
                            {},
                            {},
                            m_clock.wall(),
                            8 }));
    QVERIFY(record->skipRevisions());
    record = open();
    QCOMPARE(record->leastRevision().value_or(-1), 5 + Record::revisionsSkipped);
    QCOMPARE(record->lifeOf(u"b"_s).value().value_or(-1), 8);
    QVERIFY(!record->lifeOf(u"c"_s).value());
    QCOMPARE(record->document(u"brand:config"_s, u"brand:A"_s).value()->life, 8);
    QCOMPARE(record->steps(u"brand:config"_s, u"brand:A"_s, 0)->front().life, 8);
}

void TestRecord::documentsAndStepsSurviveClosingAndOpening()
{
    const WallTime t = m_clock.wall();
    const QString channel = u"brand:config"_s;
    const LaneDocument document{ channel,  u"brand:\"Ä'\n"_s,
                                 2,        { { u"a"_s, u"\u0000x\""_s } },
                                 u"ann"_s, t };
    const LaneStep first{
        channel, document.lane, 1, EditId{ u"1"_s }, {}, {}, { { u"b"_s, 1.5 } }, {}, t
    };
    const LaneStep second{
        channel, document.lane,  2, EditId{ u"2"_s }, u"ann"_s, QStringList{ u"a"_s, u"\"b"_s },
        {},      document.value, t
    };
    {
        auto record = open();
        LaneDocument before = document;
        before.revision = 1;
        QVERIFY(record->write(before, first));
        QVERIFY(record->write(document, second));
    }
    auto record = open();
    const auto read = record->document(channel, document.lane).value();
    QVERIFY(read);
    QCOMPARE(read->revision, 2);
    QCOMPARE(read->value, document.value);
    QCOMPARE(read->by, u"ann"_s);
    QCOMPARE(read->changed, t);
    const auto steps = record->steps(channel, document.lane, 0).value();
    QCOMPARE(steps.size(), size_t(2));
    QVERIFY(!steps[0].fields);
    QCOMPARE(steps[0].before, first.before);
    QCOMPARE(*steps[1].fields, *second.fields);
    QCOMPARE(steps[1].after, document.value);
    QCOMPARE(steps[1].op, second.op);
    QCOMPARE(record->steps(channel, document.lane, 1).value().size(), size_t(1));
    QVERIFY(!record->document(u"crop:editor"_s, document.lane).value());
    QStringList lanes;
    QVERIFY(record->eachDocument([&](const LaneDocument &one) { lanes.append(one.lane); }));
    QCOMPARE(lanes, QStringList{ document.lane });
}

void TestRecord::anOpIsInTheHistoryOnce()
{
    auto record = open();
    LaneDocument document{ u"c"_s, u"l"_s, 1, {}, {}, m_clock.wall() };
    LaneStep step{ u"c"_s, u"l"_s, 1, EditId{ u"op"_s }, {}, {}, {}, {}, m_clock.wall() };
    QVERIFY(record->write(document, step));
    document.revision = step.revision = 2;
    const auto again = record->write(document, step);
    QVERIFY(!again);
    QCOMPARE(again.error().code, Failure::Code::Database);
    QCOMPARE(record->document(u"c"_s, u"l"_s).value()->revision, 1);
    step.op = EditId{ u"other"_s };
    step.revision = 1; // nor is a revision made twice
    QVERIFY(!record->write(document, step));
    QCOMPARE(record->document(u"c"_s, u"l"_s).value()->revision, 1);
}

void TestRecord::missingRowsAreNotFound()
{
    auto record = open();
    QCOMPARE(record->job(JobId{ u"x"_s }).error().code, Failure::Code::NotFound);
    QCOMPARE(record->detail(JobId{ u"x"_s }).error().code, Failure::Code::NotFound);
    QCOMPARE(record->output(OutputId{ u"x"_s }).error().code, Failure::Code::NotFound);
}

void TestRecord::quotesAndZeroBytesInNamesAreOnlyData()
{
    auto record = open();
    Change change = job(u"a'; DROP TABLE jobs; --"_s, JobState::Queued, 1);
    change.job->row.name = u"\"'`\\"_s;
    QVERIFY(record->commit(change));
    QCOMPARE(record->all()->front().name, change.job->row.name);
}

QTEST_GUILESS_MAIN(TestRecord)
#include "tst_record.moc"
