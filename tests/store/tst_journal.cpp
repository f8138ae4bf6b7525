// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal.h"
#include "store/journal_codec.h"
#include "store/journal_file.h"
#include "store/store.h"
#include "support/fake_clock.h"
#include "support/state_makers.h"

#include <QDir>
#include <QSignalSpy>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace fw;
using namespace fw::store;
using namespace Qt::StringLiterals;
using test::makeJob;
using wire::JobState;

namespace {

const ServerId hub{ u"hub"_s };

JobEntry makeEntry(const QString &id, JobState state)
{
    JobEntry entry;
    entry.server = hub;
    entry.job = makeJob(id, state, 2, 7);
    entry.job.name = u"clip "_s + id + u" ü.mp4"_s;
    entry.job.stage = u"PUBLISH"_s;
    entry.heard = WallTime(Millis(1'790'000'000'555));
    return entry;
}

JobEntry makeFullEntry(const QString &id)
{
    JobEntry entry = makeEntry(id, JobState::Failed);
    wire::Job &job = entry.job;
    job.source = u"/x/y.mp4"_s;
    job.message = u"31 of 120 s"_s;
    job.progress = 12.5;
    job.error = wire::JobError{ u"E"_s, u"odd"_s, u"PROBE"_s, true };
    job.bytes = 1'234'567'890'123;
    job.priority = -5;
    job.created = WallTime(Millis(-1));
    job.started = WallTime(Millis(5));
    job.finished = WallTime(Millis(6));
    job.thumbnail = u"/t/0"_s;
    return entry;
}

Edit makeEdit(const QString &id, Fate fate)
{
    Edit edit;
    edit.id = EditId{ id };
    edit.server = hub;
    edit.lane = u"job:a"_s;
    edit.command = test::makeControl(id, u"a"_s, wire::JobAction::Prioritise);
    edit.fate = fate;
    edit.made = WallTime(Millis(99));
    edit.sent = WallTime(Millis(100));
    edit.tries = 3;
    edit.reason = u"why"_s;
    return edit;
}

// One run of the program with a journal.
struct Run
{
    explicit Run(const QString &path)
        : journal(path)
    {
    }
    void load()
    {
        QSignalSpy loaded(&journal, &Journal::loaded);
        journal.load();
        QVERIFY(loaded.wait());
        report = loaded[0][0].value<LoadReport>();
        store.flush();
    }
    const JobEntry *find(const QString &id) const
    {
        return store.state().find({ hub, JobId{ id } });
    }

    test::FakeClock clock;
    Journal journal;
    Store store{ clock, &journal };
    LoadReport report;
};

// What a killed program leaves: the files as they are now, without a clean end.
QString killedCopy(const QTemporaryDir &dir, const QString &name)
{
    const QString copy = dir.filePath(name);
    QDir().mkpath(copy);
    for (const QString &file : { u"journal.sqlite"_s, u"journal.sqlite-wal"_s })
        QFile::copy(dir.filePath(file), copy + u'/' + file);
    return copy + u"/journal.sqlite"_s;
}

void runSql(const QString &path, const QString &statement)
{
    {
        QSqlDatabase db = QSqlDatabase::addDatabase(u"QSQLITE"_s, u"test"_s);
        db.setDatabaseName(path);
        QVERIFY(db.open());
        QSqlQuery query(db);
        QVERIFY(query.exec(statement));
    }
    QSqlDatabase::removeDatabase(u"test"_s);
}

} // namespace

class TestJournal final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rowsReadBackAsTheyWereWritten()
    {
        for (const JobEntry &entry :
             { makeFullEntry(u"a"_s), makeEntry(u"b"_s, JobState::Queued) }) {
            ByteWriter out;
            writeRow(out, entry);
            ByteReader in(out.bytes());
            const auto read = readRow(in, hub);
            QVERIFY(read);
            QVERIFY(in.atEnd());
            QCOMPARE(read->job, entry.job);
            QCOMPARE(read->heard, entry.heard);
            QVERIFY(!read->confirmed);
        }
    }

    void damagedBytesAreRefusedWhereverTheyEnd()
    {
        ByteWriter out;
        writeRow(out, makeFullEntry(u"a"_s));
        for (qsizetype size = 0; size < out.bytes().size(); ++size) {
            const QByteArray part = out.bytes().first(size);
            ByteReader in(part);
            QVERIFY(!readRow(in, hub));
        }
        const QByteArray edit = editBytes(makeEdit(u"e"_s, Fate::Queued));
        for (qsizetype size = 0; size < edit.size(); ++size)
            QVERIFY(!editFromBytes(edit.first(size)));
        quint32 seed = 1;
        for (int i = 0; i < 20000; ++i) { // any bytes: never a crash, never endless
            QByteArray noise = edit;
            for (int change = 0; change < 3; ++change) {
                seed = seed * 1664525U + 1013904223U;
                noise[static_cast<qsizetype>(seed >> 8) % noise.size()] = static_cast<char>(seed);
            }
            editFromBytes(noise);
            ByteReader in(noise);
            readRow(in, hub);
            activityFromBytes(noise);
        }
    }

    void everyCommandReadsBack_data()
    {
        wire::RenderOptions render;
        render.formats = { u"square_1_1"_s };
        render.mode = wire::FitMode::Fit;
        render.text = u"hé"_s;
        render.watermarkOpacity = 0.3;
        const EditId id{ u"e"_s };
        QTest::addColumn<wire::Command>("command");
        QTest::newRow("add") << wire::Command(
            wire::AddMedia{ id, { u"/a"_s, u"/b\n"_s }, 5, render });
        QTest::newRow("upload") << wire::Command(wire::UploadMedia{ id, u"/a"_s, -1, render });
        QTest::newRow("sample") << wire::Command(wire::AddSample{ id, render });
        QTest::newRow("control") << wire::Command(
            wire::ControlJob{ id, JobId{ u"j"_s }, wire::JobAction::Retry, 3, u"why"_s });
        QTest::newRow("detail") << wire::Command(wire::FetchDetail{ JobId{ u"j"_s } });
        QTest::newRow("status") << wire::Command(wire::AskStatus{ id });
    }
    void everyCommandReadsBack()
    {
        QFETCH(wire::Command, command);
        Edit edit = makeEdit(u"e"_s, Fate::Held);
        edit.command = command;
        const auto read = editFromBytes(editBytes(edit));
        QVERIFY(read);
        QCOMPARE(*read, edit);
    }

    void anEditIsQueuedOnlyWhenItIsOnTheDisk()
    {
        QTemporaryDir dir;
        Run run(dir.filePath(u"journal.sqlite"_s));
        run.store.propose(hub, u"job:a"_s,
                          test::makeControl(u"e"_s, u"a"_s, wire::JobAction::Cancel));
        QCOMPARE(run.store.state().edits[0].fate, Fate::Draft);
        QTRY_COMPARE(run.store.state().edits[0].fate, Fate::Queued);
        Run next(killedCopy(dir, u"killed"_s));
        next.load();
        QCOMPARE(next.store.state().edits.size(), size_t(1));
        QCOMPARE(next.store.state().edits[0].fate, Fate::Queued);
        QCOMPARE(next.store.state().openEdits.size(), 1);
        QCOMPARE(next.report.edits, size_t(1));
        QVERIFY(next.report.unclean);
    }

    void aFinishedJobSurvivesAKilledProgram()
    {
        QTemporaryDir dir;
        Run run(dir.filePath(u"journal.sqlite"_s));
        run.store.apply(hub, { wire::JobSeen{ makeFullEntry(u"a"_s).job } });
        run.store.flush();
        run.journal.finish();
        Run next(killedCopy(dir, u"killed"_s));
        next.load();
        QVERIFY(next.find(u"a"_s));
        QCOMPARE(next.find(u"a"_s)->job, makeFullEntry(u"a"_s).job);
        QVERIFY(!next.find(u"a"_s)->confirmed);
        QVERIFY(next.report.unclean);
    }

    void everythingComesBackAfterACleanEnd()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            std::vector<wire::Event> events;
            for (int i = 0; i < 5000; ++i) // straight into the buckets
                events.push_back(
                    wire::JobSeen{ makeEntry(QString::number(i), JobState::Done).job });
            run.store.apply(hub, events);
            run.store.flush();
            run.journal.finish();
            run.store.apply(hub,
                            { wire::JobRemoved{ JobId{ u"17"_s } },
                              wire::JobSeen{ makeJob(u"18"_s, JobState::Running, 3) },
                              wire::JobSeen{ makeJob(u"new"_s, JobState::Queued) },
                              wire::GapSeen{ u"x"_s, 4 } });
        }
        Run next(path);
        next.load();
        QCOMPARE(next.report.jobs, size_t(5000));
        QVERIFY(!next.report.unclean);
        QVERIFY(!next.find(u"17"_s));
        QCOMPARE(next.find(u"18"_s)->job.state, JobState::Running);
        QCOMPARE(next.find(u"18"_s)->job.name, u"clip 18 ü.mp4"_s);
        QVERIFY(next.find(u"new"_s));
        QCOMPARE(next.store.state().activities.back().code, u"gap"_s);
        QVERIFY(next.store.state().activities.back().number < next.store.state().nextActivity);
    }

    void aForgottenServerDoesNotComeBack()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            run.store.apply(hub, { wire::JobSeen{ makeJob(u"a"_s, JobState::Done) } });
            run.store.apply(ServerId{ u"b"_s },
                            { wire::JobSeen{ makeJob(u"b"_s, JobState::Done) } });
            run.store.flush();
            run.store.removeServer(hub);
        }
        Run next(path);
        next.load();
        QCOMPARE(next.store.state().jobs.size(), size_t(1));
    }

    void whatWasUnderWayHasNoAnswerAfterARestart()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            for (const Fate fate : { Fate::Sending, Fate::Rejected, Fate::Conflict, Fate::Held })
                run.journal.keepEdits({ makeEdit(QString::number(int(fate)), fate) });
        }
        Run next(path);
        next.load();
        const auto &edits = next.store.state().edits;
        QCOMPARE(edits.size(), size_t(4));
        QCOMPARE(edits[0].fate, Fate::NoAnswer);
        QCOMPARE(edits[1].fate, Fate::Rejected);
        QCOMPARE(edits[1].reason, u"why"_s);
        QCOMPARE(edits[2].fate, Fate::Conflict);
        QCOMPARE(edits[3].fate, Fate::Held);
        QCOMPARE(next.report.edits, size_t(3));
    }

    void aDamagedFileIsSetAsideAndSaid_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("no database")
            << QByteArray("this is no database, not at all, really not ").repeated(100);
        QTest::newRow("damaged pages")
            << QByteArray("SQLite format 3\0", 16) + QByteArray(4096, '\x7f');
    }
    void aDamagedFileIsSetAsideAndSaid()
    {
        QFETCH(QByteArray, content);
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        Run run(path);
        QSignalSpy troubled(&run.store, &Store::journalTroubled);
        run.load();
        QCOMPARE(troubled.count(), 1);
        QCOMPARE(troubled[0][0].value<Failure>().code, Failure::Code::Database);
        QCOMPARE(QDir(dir.path()).entryList({ u"*.broken-*"_s }).size(), 1);
        QCOMPARE(run.store.state().activities.back().code, u"journal"_s);
        run.store.propose(hub, u"l"_s, test::makeControl(u"e"_s, u"a"_s, wire::JobAction::Cancel));
        QTRY_COMPARE(run.store.state().edits[0].fate, Fate::Queued); // the new file works
    }

    void aDamagedBundleLosesOnlyItself()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            std::vector<JobEntry> rows;
            for (int i = 0; i < 3000; ++i)
                rows.push_back(makeEntry(QString::number(i), JobState::Done));
            run.journal.keepRows(std::move(rows));
        }
        runSql(path, u"UPDATE buckets SET data=x'01ff00' WHERE bucket=5"_s);
        Run next(path);
        QSignalSpy troubled(&next.journal, &Journal::troubled);
        next.load();
        QCOMPARE(troubled.count(), 1);
        QVERIFY(next.report.jobs > 2900);
        QVERIFY(next.report.jobs < 3000);
    }

    void aFileOfANewerProgramIsLeftAlone()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        {
            Run run(path);
            run.journal.keepRows({ makeEntry(u"a"_s, JobState::Done) });
        }
        runSql(path, u"PRAGMA user_version=99"_s);
        Run next(path);
        QSignalSpy troubled(&next.store, &Store::journalTroubled);
        next.load();
        QCOMPARE(troubled[0][0].value<Failure>().code, Failure::Code::Unsupported);
        next.store.propose(hub, u"l"_s, test::makeControl(u"e"_s, u"a"_s, wire::JobAction::Cancel));
        QTRY_COMPARE(next.store.state().edits[0].fate, Fate::Held); // honest: it cannot be kept
        QVERIFY(!next.store.state().edits[0].reason.isEmpty());
        QVERIFY(QDir(dir.path()).entryList({ u"*.broken-*"_s }).isEmpty());
    }

    void migratingKeepsACopyOfTheOldFile()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"it's.sqlite"_s);
        const std::array<SchemaStep, 2> steps{
            schemaSteps()[0], SchemaStep{ u"ALTER TABLE edits ADD COLUMN later TEXT"_s }
        };
        {
            JournalFile file(path);
            QVERIFY(file.open(std::span(steps).first(1)));
            QVERIFY(file.writeEdits({ makeEdit(u"e"_s, Fate::Queued) }));
        }
        {
            JournalFile file(path);
            QVERIFY(file.open(steps));
            QCOMPARE(file.readEdits()->size(), size_t(1));
        }
        QVERIFY(QFile::exists(path + u".v1"_s));
        JournalFile old(path + u".v1"_s);
        QVERIFY(old.open(std::span(steps).first(1)));
        QCOMPARE(old.readEdits()->size(), size_t(1));
        JournalFile tooOld(path);
        QCOMPARE(tooOld.open(std::span(steps).first(1)).error().code, Failure::Code::Unsupported);
    }

    void aFolderThatCannotBeMadeIsSaidOnce()
    {
        QTemporaryDir dir;
        QFile blocker(dir.filePath(u"file"_s));
        QVERIFY(blocker.open(QIODevice::WriteOnly));
        Run run(dir.filePath(u"file/sub/journal.sqlite"_s));
        QSignalSpy troubled(&run.store, &Store::journalTroubled);
        run.load();
        for (int i = 0; i < 3; ++i) {
            run.store.propose(
                hub, u"l"_s,
                test::makeControl(QString::number(i), u"a"_s, wire::JobAction::Cancel));
            run.journal.finish();
        }
        QTRY_COMPARE(run.store.state().edits[2].fate, Fate::Held);
        QCOMPARE(troubled.count(), 1);
    }

    void theFileIsForItsUserOnly()
    {
        QTemporaryDir dir;
        const QString path = dir.filePath(u"journal.sqlite"_s);
        Run run(path);
        run.load();
        const auto others
            = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
        QVERIFY(!(QFile::permissions(path) & others));
    }

    void manySmallBatchesEndUpInBundles()
    {
        QTemporaryDir dir;
        JournalFile file(dir.filePath(u"j.sqlite"_s));
        QVERIFY(file.open());
        for (int round = 0; round < 10; ++round) {
            std::vector<JournalFile::RowChange> changes;
            for (int i = 0; i < 900; ++i) {
                const QString id = QString::number((round * 450 + i) % 2000);
                changes.push_back({ { hub, JobId{ id } }, makeEntry(id, JobState::Running) });
            }
            changes.push_back({ { hub, JobId{ u"1"_s } }, std::nullopt });
            QVERIFY(file.writeRows(changes));
        }
        QSet<QString> seen;
        QVERIFY(file.readRows([&](std::vector<JobEntry> rows) {
            for (const JobEntry &row : rows) {
                QVERIFY(!seen.contains(row.job.id.text));
                seen.insert(row.job.id.text);
            }
        }));
        QVERIFY(seen.size() >= 1999);
        QVERIFY(file.merge());
        qsizetype after = 0;
        QVERIFY(file.readRows(
            [&](const std::vector<JobEntry> &rows) { after += qsizetype(rows.size()); }));
        QCOMPARE(after, seen.size());
    }
};

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
