// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/job_rows.h"
#include "hub/open_parts.h"
#include "hub/payloads.h"
#include "hub/row_text.h"

#include <QJsonDocument>
#include <QTest>

using namespace fw;
using namespace fw::hub;
using namespace Qt::StringLiterals;

namespace {

wire::Job job(int number, wire::JobState state = wire::JobState::Queued)
{
    wire::Job job;
    job.id = JobId{ u"job-%1"_s.arg(number, 6, 10, QChar(u'0')) };
    job.name = u"clip %1.mp4"_s.arg(number);
    job.state = state;
    job.created = WallTime(Millis(1000 + number / 10)); // several in one millisecond
    return job;
}

QStringList idsOf(const JobRows::Frozen &rows)
{
    QStringList ids;
    for (qsizetype i = 0; i < rows.size(); ++i)
        ids.append(QJsonDocument::fromJson(rows.json(i).toByteArray())["jobId"_L1].toString());
    return ids;
}

QStringList expected(const QList<int> &numbers)
{
    QStringList ids;
    for (const int number : numbers)
        ids.append(job(number).id.text);
    std::sort(ids.begin(), ids.end(), std::greater<>());
    return ids;
}

} // namespace

/// What the hub keeps in memory to answer a new client at once.
class TestJobRows final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aRowsTextIsWhatItsEventsSay_data();
    void aRowsTextIsWhatItsEventsSay();
    void rowsAreNewestFirstHoweverTheyCome_data();
    void rowsAreNewestFirstHoweverTheyCome();
    void aRowIsReplacedByItsNewState();
    void whatIsFrozenStaysAsItWas();
    void removedRowsAreGone();
    void partsOfUnfinishedJobsAreKept();
    void aJobThatBeginsAgainBringsItsPartsBack();
};

void TestJobRows::aRowsTextIsWhatItsEventsSay_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<double>("progress");
    QTest::addColumn<qint64>("time");
    QTest::newRow("usual") << u"clip.mp4"_s << 41.5 << qint64(1795262403120);
    QTest::newRow("quotes") << u"a \"b\" \\ 'c' </script>"_s << 0.0 << qint64(0);
    QTest::newRow("control") << u"a\nb\tc\u0001d\u007fe\u001f\r"_s << 100.0 << qint64(-1);
    QTest::newRow("letters") << u"äß 漢字 🎬 \u2028 \u00a0"_s << 1.0 / 3 << qint64(253402300799999);
    QTest::newRow("nothing") << QString() << 1e-7 << qint64(951782400000); // 29 February
    QTest::newRow("far past") << u"x"_s << 99.999999999999986 << qint64(-62135596800000);
}

void TestJobRows::aRowsTextIsWhatItsEventsSay()
{
    QFETCH(QString, name);
    QFETCH(double, progress);
    QFETCH(qint64, time);
    wire::Job row = job(1);
    QCOMPARE(QJsonDocument::fromJson(rowText(row)).object(), jobJson(row));
    row.name = name;
    row.source = u"/srv/"_s + name;
    row.stage = u"PROBE"_s;
    row.message = name;
    row.thumbnail = name;
    row.progress = progress;
    row.bytes = qint64(1) << 40;
    row.priority = -100;
    row.attempt = 3;
    row.created = row.started = row.finished = row.updated = WallTime(Millis(time));
    row.error = wire::JobError{ u"E_X"_s, name, {}, true };
    QCOMPARE(QJsonDocument::fromJson(rowText(row)).object(), jobJson(row));
}

void TestJobRows::rowsAreNewestFirstHoweverTheyCome_data()
{
    QTest::addColumn<int>("step"); // prime to 2000: every number comes once
    QTest::newRow("in order") << 1;
    QTest::newRow("backwards") << 1999;
    QTest::newRow("mixed") << 777;
}

void TestJobRows::rowsAreNewestFirstHoweverTheyCome()
{
    QFETCH(int, step);
    JobRows rows;
    QList<int> numbers;
    for (int i = 0; i < 2000; ++i) {
        numbers.append(i * step % 2000);
        rows.put(job(numbers.back()));
    }
    QCOMPARE(idsOf(rows.frozen()), expected(numbers));
}

void TestJobRows::aRowIsReplacedByItsNewState()
{
    JobRows rows;
    for (int i = 0; i < 600; ++i)
        rows.put(job(i));
    for (const int number : { 0, 255, 256, 300, 599 })
        rows.put(job(number, wire::JobState::Done));
    const auto frozen = rows.frozen();
    QCOMPARE(frozen.size(), 600);
    int done = 0;
    for (qsizetype i = 0; i < frozen.size(); ++i)
        done += frozen.json(i).contains("\"state\":\"done\"") ? 1 : 0;
    QCOMPARE(done, 5);
    QVERIFY(frozen.json(0).contains("done"));
    QVERIFY(frozen.json(599).contains("done"));
}

void TestJobRows::whatIsFrozenStaysAsItWas()
{
    JobRows rows;
    for (int i = 0; i < 300; ++i)
        rows.put(job(i));
    const auto before = rows.frozen();
    rows.put(job(299, wire::JobState::Failed));
    rows.put(job(300));
    rows.remove(job(5).id);
    QCOMPARE(before.size(), 300);
    QVERIFY(before.json(0).contains("queued"));
    QCOMPARE(rows.frozen().size(), 300);
    QVERIFY(rows.frozen().json(1).contains("failed"));
}

void TestJobRows::removedRowsAreGone()
{
    JobRows rows;
    QList<int> left;
    for (int i = 0; i < 1000; ++i)
        rows.put(job(i));
    for (int i = 0; i < 1000; ++i) {
        if (i % 3 == 0 || (i > 255 && i < 520)) // a whole chunk, too
            rows.remove(job(i).id);
        else
            left.append(i);
    }
    rows.remove(JobId{ u"nobody"_s });
    QCOMPARE(idsOf(rows.frozen()), expected(left));
    rows.clear();
    QCOMPARE(rows.frozen().size(), 0);
}

void TestJobRows::partsOfUnfinishedJobsAreKept()
{
    record::JobDetail detail;
    detail.job.row = job(1, wire::JobState::Running);
    int reads = 0;
    OpenParts parts([&](const JobId &) {
        ++reads;
        return std::optional(detail);
    });
    wire::Stage stage;
    stage.id = StageId{ u"PROBE"_s };
    parts.put(detail.job.row.id, stage);
    stage.progress = 50;
    parts.put(detail.job.row.id, stage);
    parts.put(detail.job.row.id, wire::Metadatum{ u"SIZE"_s, u"1x1"_s });
    QCOMPARE(reads, 1);
    QCOMPARE(parts.items(OpenParts::Stages).size(), size_t(1));
    QVERIFY(parts.items(OpenParts::Stages).front().contains("50"));
    QCOMPARE(parts.items(OpenParts::Metadata).size(), size_t(1));
    detail.job.row.state = wire::JobState::Cancelled;
    parts.onJob(detail.job.row);
    QVERIFY(parts.items(OpenParts::Stages).empty());
    parts.put(detail.job.row.id, stage); // the attempt goes down
    QVERIFY(parts.items(OpenParts::Stages).empty());
}

void TestJobRows::aJobThatBeginsAgainBringsItsPartsBack()
{
    record::JobDetail detail;
    detail.job.row = job(1);
    detail.job.row.attempt = 2;
    detail.thumbnails.push_back({ ThumbnailId{ u"0"_s }, u"/api/x"_s, 160, 90, 1.0 });
    OpenParts parts([&](const JobId &) { return std::optional(detail); });
    QVERIFY(parts.items(OpenParts::Thumbnails).empty());
    parts.onJob(detail.job.row);
    QCOMPARE(parts.items(OpenParts::Thumbnails).size(), size_t(1));
    parts.remove(detail.job.row.id);
    QVERIFY(parts.items(OpenParts::Thumbnails).empty());
}

QTEST_GUILESS_MAIN(TestJobRows)
#include "tst_job_rows.moc"
