// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/journal_bench.h"

#include <QJsonArray>

using namespace fw;
using namespace fw::store;
using namespace fw::store::test;
using namespace fw::test;

class TestJournalFile final : public QObject
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
        Edit run = makeEdit(u"e"_s, Fate::Queued);
        run.command = wire::RunAction{ run.id, u"a"_s, u"b"_s, { { u"c"_s, 1 } } };
        for (const Edit &whole : { makeEdit(u"e"_s, Fate::Queued), run }) {
            const QByteArray bytes = editBytes(whole);
            for (qsizetype size = 0; size < bytes.size(); ++size)
                QVERIFY(!editFromBytes(bytes.first(size)));
        }
        const QByteArray edit = editBytes(run);
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
        QTest::newRow("upload of a known size")
            << wire::Command(wire::UploadMedia{ id, u"/a"_s, 0, {}, 5'000'000'000 });
        QTest::newRow("sample") << wire::Command(wire::AddSample{ id, render });
        QTest::newRow("control") << wire::Command(
            wire::ControlJob{ id, JobId{ u"j"_s }, wire::JobAction::Retry, 3, u"why"_s });
        QTest::newRow("control with a hint") << wire::Command(
            wire::ControlJob{ id, JobId{ u"j"_s }, wire::JobAction::Cancel, 0, {}, u"batch:12"_s });
        QTest::newRow("detail") << wire::Command(wire::FetchDetail{ JobId{ u"j"_s } });
        QTest::newRow("status") << wire::Command(wire::AskStatus{ id });
        QTest::newRow("run") << wire::Command(
            wire::RunAction{ id,
                             u"photo.rate"_s,
                             u"17"_s,
                             { { u"rating"_s, 5 },
                               { u"tags"_s, QJsonArray{ u"ä"_s } },
                               { u"none"_s, QJsonValue::Null } } });
        QTest::newRow("run on the server")
            << wire::Command(wire::RunAction{ id, u"rescan"_s, {}, {} });
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
    }
};

QTEST_GUILESS_MAIN(TestJournalFile)
#include "tst_journal_file.moc"
