// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/file_reply.h"
#include "hub/front/http_parser.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fw::hub::front;
using namespace Qt::StringLiterals;

class TestFileReply final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void rangesAreRead_data();
    void rangesAreRead();
    void aTagThatStillFitsSavesTheBody();
    void namesOfDownloadsCannotBreakTheHead();
    void whatIsNoFileIsNotFound();
};

void TestFileReply::rangesAreRead_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<qint64>("size");
    QTest::addColumn<int>("kind");
    QTest::addColumn<qint64>("from");
    QTest::addColumn<qint64>("length");
    const auto row = [](const char *header, qint64 size, RangeAsked::Kind kind, qint64 from = 0,
                        qint64 length = 0) {
        QTest::addRow("%s of %lld", header, size)
            << QByteArray(header) << size << static_cast<int>(kind) << from << length;
    };
    using enum RangeAsked::Kind;
    row("bytes=0-9", 100, Part, 0, 10);
    row("bytes=0-0", 100, Part, 0, 1);
    row("bytes=90-", 100, Part, 90, 10);
    row("bytes=90-1000", 100, Part, 90, 10);
    row("bytes=-10", 100, Part, 90, 10);
    row("bytes=-1000", 100, Part, 0, 100);
    row("bytes=-0", 100, Unsatisfiable);
    row("bytes=100-", 100, Unsatisfiable);
    row("bytes=0-", 0, Unsatisfiable);
    row("bytes=9-0", 100, Whole);
    row("bytes=0-1,5-6", 100, Whole);
    row("bytes=a-b", 100, Whole);
    row("bytes=-", 100, Whole);
    row("bytes=99999999999999999999-", 100, Whole);
    row("lines=0-9", 100, Whole);
    row("", 100, Whole);
}

void TestFileReply::rangesAreRead()
{
    QFETCH(QByteArray, header);
    QFETCH(qint64, size);
    QFETCH(int, kind);
    QFETCH(qint64, from);
    QFETCH(qint64, length);
    const RangeAsked wanted{ static_cast<RangeAsked::Kind>(kind), { from, length } };
    QVERIFY(rangeAsked(header, size) == wanted);
}

void TestFileReply::aTagThatStillFitsSavesTheBody()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"a.jpg"_s));
    QVERIFY(file.open(QIODevice::WriteOnly) && file.write("0123456789") == 10);
    file.close();
    HttpHead head;
    const HttpReply first = fileReply(head, file.fileName(), "image/jpeg");
    QCOMPARE(first.status, 200);
    QCOMPARE(first.fileLength, 10);
    QByteArray tag;
    for (const auto &[name, value] : first.headers)
        tag = name == "ETag" ? value : tag;
    head.headers.emplaceBack("If-None-Match", "\"other\", " + tag);
    QCOMPARE(fileReply(head, file.fileName(), "image/jpeg").status, 304);
    head.headers = { { "Range", "bytes=2-3" }, { "If-Range", "\"old\"" } };
    QCOMPARE(fileReply(head, file.fileName(), "image/jpeg").status, 200);
    head.headers[1].second = tag;
    QCOMPARE(fileReply(head, file.fileName(), "image/jpeg").status, 206);
}

void TestFileReply::namesOfDownloadsCannotBreakTheHead()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(u"a.mp4"_s));
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.close();
    const HttpReply reply
        = fileReply({}, file.fileName(), "video/mp4", u"a\"\r\nSet-Cookie: x; ü.mp4"_s);
    const QByteArray head = headBytes(reply, 0, true);
    QVERIFY(!head.contains("\r\nSet-Cookie"));
    QVERIFY(head.contains("filename*=UTF-8''a%22%0D%0ASet-Cookie%3A%20x%3B%20%C3%BC.mp4"));
}

void TestFileReply::whatIsNoFileIsNotFound()
{
    QCOMPARE(fileReply({}, u"/nonexistent/x"_s, "image/jpeg").status, 404);
    QCOMPARE(fileReply({}, QDir::tempPath(), "image/jpeg").status, 404);
    QCOMPARE(fileReply({}, u"/dev/null"_s, "image/jpeg").status, 404);
}

QTEST_GUILESS_MAIN(TestFileReply)
#include "tst_file_reply.moc"
