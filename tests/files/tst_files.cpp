// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/account.h"
#include "files/names.h"
#include "files/part_store.h"
#include "files/request.h"

#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStorageInfo>
#include <QTemporaryDir>
#include <QTest>

using namespace fw;
using namespace fw::files;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Names of files, what is kept of broken downloads, and whose it is.
class TestFiles final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void namesAreSafe_data()
    {
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("name");
        QTest::newRow("plain") << u"clip 1.mp4"_s << u"clip 1.mp4"_s;
        QTest::newRow("umlauts") << u"süß ☀.mp4"_s << u"süß ☀.mp4"_s;
        QTest::newRow("up") << u"../../etc/passwd"_s << u"_.._etc_passwd"_s;
        QTest::newRow("absolute") << u"/etc/passwd"_s << u"_etc_passwd"_s;
        QTest::newRow("backslash") << u"a\\b"_s << u"a_b"_s;
        QTest::newRow("hidden") << u"..bashrc"_s << u"bashrc"_s;
        QTest::newRow("dots") << u"..."_s << u"file"_s;
        QTest::newRow("empty") << u""_s << u"file"_s;
        QTest::newRow("only slashes") << u"///"_s << u"file"_s;
        QTest::newRow("ends") << u"  a.mp4. "_s << u"a.mp4"_s;
        QTest::newRow("control") << u"a\nb\0c\x1b[2J.mp4"_s << u"abc[2J.mp4"_s;
        QTest::newRow("turned around") << u"a\u202e4pm.exe"_s << u"a4pm.exe"_s;
        QTest::newRow("of other systems") << u"a:b*c?.mp4"_s << u"a_b_c_.mp4"_s;
        QTest::newRow("long") << QString(QString(500, u'ä') + u".mp4"_s)
                              << QString(QString(98, u'ä') + u".mp4"_s);
    }
    void namesAreSafe()
    {
        QFETCH(QString, said);
        QFETCH(QString, name);
        QCOMPARE(safeName(said), name);
    }

    void itemsGetTheEndingOfTheirFile()
    {
        wire::Item item;
        item.id = ItemId{ u"3:src_land.mp4"_s };
        item.name = u"Evening clip"_s;
        item.file = u"/api/videos/download-original/3"_s;
        QCOMPARE(nameFor(item), u"Evening clip.mp4"_s);
        item.file = u"/files/x.webm?y=z.png"_s;
        QCOMPARE(nameFor(item), u"Evening clip.webm"_s);
        item.name = u"a.mov"_s;
        QCOMPARE(nameFor(item), u"a.mov"_s);
        item.name.clear();
        QCOMPARE(nameFor(item), u"3_src_land.mp4"_s);
    }

    void namesInAFolderAreUnique()
    {
        QTemporaryDir dir;
        QFile there(dir.filePath(u"a.mp4"_s));
        QVERIFY(there.open(QIODevice::WriteOnly));
        QVERIFY(QFile::link(u"/nonexistent"_s, dir.filePath(u"l"_s)));
        QSet<QString> taken;
        QCOMPARE(freePath(dir.path(), u"a.mp4"_s, taken), dir.filePath(u"a (2).mp4"_s));
        QCOMPARE(freePath(dir.path(), u"A (2).MP4"_s, taken), dir.filePath(u"A (2) (2).MP4"_s));
        QCOMPARE(freePath(dir.path(), u"b"_s, taken), dir.filePath(u"b"_s));
        QCOMPARE(freePath(dir.path(), u"b"_s, taken), dir.filePath(u"b (2)"_s));
        QCOMPARE(freePath(dir.path(), u"l"_s, taken), dir.filePath(u"l (2)"_s));
    }

    void pathsLieBelowTheServersAddress_data()
    {
        QTest::addColumn<QString>("base");
        QTest::addColumn<QString>("said");
        QTest::addColumn<QString>("address");
        const QString plain = u"http://s:5000"_s;
        const QString below = u"https://s/brandr/"_s;
        QTest::newRow("path") << plain << u"/a/b.mp4"_s << u"http://s:5000/a/b.mp4"_s;
        QTest::newRow("escaped") << plain << u"/a%2Fb"_s << u"http://s:5000/a%2Fb"_s;
        QTest::newRow("behind a proxy") << below << u"/a/b"_s << u"https://s/brandr/a/b"_s;
        QTest::newRow("that it knows") << below << u"/brandr/a"_s << u"https://s/brandr/a"_s;
        QTest::newRow("address") << below << u"http://x/a"_s << u"http://x/a"_s;
        QTest::newRow("other host") << plain << u"//x/a"_s << u"http://x/a"_s;
        QTest::newRow("of this machine") << plain << u"file:///etc/passwd"_s << QString();
        QTest::newRow("storage") << plain << u"gs://bucket/a"_s << QString();
        QTest::newRow("none") << plain << QString() << QString();
        QTest::newRow("no server") << QString() << u"/a"_s << QString();
    }
    void pathsLieBelowTheServersAddress()
    {
        QFETCH(QString, base);
        QFETCH(QString, said);
        QFETCH(QString, address);
        QCOMPARE(addressOf(QUrl(base), said).toString(QUrl::FullyEncoded), address);
    }

    void accountsAreToldApartWithoutTheirSecrets()
    {
        const auto bearer = [](const QByteArray &token) {
            return accountOf({ { "Authorization", "Bearer " + token } });
        };
        QVERIFY(accountOf({}).isEmpty());
        QVERIFY(bearer("ann") != bearer("bob"));
        QVERIFY(bearer("ann") != accountOf({ { "Cookie", "Bearer ann" } }));
        QVERIFY(!bearer("ann").contains("ann"));
        const auto token = [](const QByteArray &claims, const QByteArray &signature) {
            return QByteArray("e30." + claims.toBase64(QByteArray::Base64UrlEncoding) + '.'
                              + signature);
        };
        QCOMPARE(bearer(token("{\"sub\":\"u1\",\"exp\":1}", "x")),
                 bearer(token("{\"sub\":\"u1\",\"exp\":2}", "y")));
        QVERIFY(bearer(token("{\"sub\":\"u1\"}", "x")) != bearer(token("{\"sub\":\"u2\"}", "x")));
        QVERIFY(bearer(token("{}", "x")) != bearer(token("{}", "y")));
    }

    void whatIsKeptIsBoundedInSizeAndAge()
    {
        QTemporaryDir dir;
        PartStore store(dir.path(), 2500, 1h);
        const auto part = [&](int number, qint64 bytes) {
            const QString path = dir.filePath(u"new"_s);
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(QByteArray(bytes, 'x'));
            file.close();
            store.keep(QUrl(u"http://x/%1"_s.arg(number)), {}, path, { "\"v\"", 0, bytes });
            QVERIFY(!QFile::exists(path));
            for (const QFileInfo &one : QDir(dir.path()).entryInfoList({ u"*.part"_s })) {
                QFile old(one.filePath()); // each is some minutes older than the next
                QVERIFY(old.open(QIODevice::ReadWrite));
                old.setFileTime(one.lastModified().addSecs(-600),
                                QFileDevice::FileModificationTime);
            }
        };
        for (int i = 0; i < 5; ++i)
            part(i, 1000);
        QCOMPARE(QDir(dir.path()).entryList({ u"*.part"_s }).size(), 2);
        QCOMPARE(QDir(dir.path()).entryList({ u"*.json"_s }).size(), 2);
        const QString path = dir.filePath(u"taken"_s);
        QVERIFY(!store.take(QUrl(u"http://x/0"_s), {}, path));
        QVERIFY(store.take(QUrl(u"http://x/4"_s), {}, path));
        QVERIFY(!store.take(QUrl(u"http://x/4"_s), {}, path)); // once
        part(9, 5000); // larger than all of it may be
        QVERIFY(!store.take(QUrl(u"http://x/9"_s), {}, path));
        PartStore(dir.path(), 2500, 0h).trim();
        QVERIFY(QDir(dir.path()).entryList({ u"*.part"_s }).isEmpty());
    }

    void partsAreKeptAcrossFileSystems()
    {
        QTemporaryDir dir;
        QTemporaryDir elsewhere(u"/dev/shm/framewatch"_s);
        if (!elsewhere.isValid()
            || QStorageInfo(elsewhere.path()).device() == QStorageInfo(dir.path()).device())
            QSKIP("there is no other file system to write to");
        PartStore store(elsewhere.path());
        const QUrl url(u"http://x/1"_s);
        const QString path = dir.filePath(u"new"_s);
        const auto keep = [&](qint64 mostCopied) {
            QFile file(path);
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write("four");
            file.close();
            const bool fits = mostCopied >= 4;
            QCOMPARE(store.keep(url, {}, path, { "\"v\"", 9, 4 }, mostCopied), fits);
            QVERIFY(!QFile::exists(path));
        };
        keep(3);
        QVERIFY(!store.take(url, {}, path));
        keep(4);
        QCOMPARE(store.take(url, {}, path)->bytes, 4);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll(), QByteArray("four"));
    }

    void damagedNotesAreNotBelieved_data()
    {
        QTest::addColumn<QJsonObject>("note");
        const auto row = [](const char *name, const QJsonValue &validator, int total, int bytes) {
            QTest::newRow(name) << QJsonObject{ { "validator"_L1, validator },
                                                { "total"_L1, total },
                                                { "bytes"_L1, bytes } };
        };
        QTest::newRow("none") << QJsonObject();
        row("another size", u"\"v\""_s, 9, 3);
        row("no validator", QJsonValue::Null, 9, 4);
        row("a line end in it", u"\"v\"\r\nX: y"_s, 9, 4);
        row("more than all", u"\"v\""_s, 3, 4);
    }
    void damagedNotesAreNotBelieved()
    {
        QFETCH(QJsonObject, note);
        QTemporaryDir dir;
        PartStore store(dir.path());
        const QUrl url(u"http://x/1"_s);
        const QString path = dir.filePath(u"new"_s);
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("four");
        file.close();
        QVERIFY(store.keep(url, {}, path, { "\"v\"", 9, 4 }));
        for (const QFileInfo &one : QDir(dir.path()).entryInfoList({ u"*.json"_s })) {
            QFile damaged(one.filePath());
            QVERIFY(damaged.open(QIODevice::WriteOnly | QIODevice::Truncate));
            damaged.write(QJsonDocument(note).toJson());
        }
        QVERIFY(!store.take(url, {}, path));
        QVERIFY(!QFile::exists(path));
    }
};

QTEST_GUILESS_MAIN(TestFiles)
#include "tst_files.moc"
