// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/file_server.h"
#include "support/picture_server.h"

#include "ui/shell/file_desk.h"

#include <QProgressDialog>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QWidget>

using namespace fw;
using namespace fw::ui;
using namespace Qt::StringLiterals;

/// Saving an output of another machine: whole, or not at all.
class SavingTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void wholeFileAppearsUnderItsName();
    void refusalLeavesTheOlderFileAndSaysWhy();
    void cutOffDownloadLeavesNothing();
    void folderThatIsMissingIsSaid();
    void cancelLeavesNothing();
    void closingTheWindowEndsADownload();
    void whatNoProgramOpensIsSaid();
    void aBrokenConnectionIsShownAndTakenUp();
    void signedOutIsSaidAndNoPageIsSaved();
    void severalGoToAFolderUnderNamesOfTheirOwn();
    void manyAreSavedAsOneFile();

private:
    FileDesk &desk();
    QString trouble(const QString &urlPath, const QString &name);
    QStringList files() const { return QDir(m_dir->path()).entryList(QDir::Files | QDir::Hidden); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<QTemporaryDir> m_kept;
    std::unique_ptr<test::PictureServer> m_server;
    std::unique_ptr<QWidget> m_window;
};

void SavingTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_kept = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<test::PictureServer>();
    m_window = std::make_unique<QWidget>();
}

FileDesk &SavingTest::desk()
{
    FileSource source;
    source.file = [this](const ServerId &, const QString &path) {
        wire::HttpRequest request;
        request.url = m_server->url(path);
        request.headers = { { "Cookie", "session=letmein" } };
        return request;
    };
    source.archive = [this](const ServerId &,
                            const std::vector<wire::Item> &items) -> Expected<wire::HttpRequest> {
        if (items.size() > 2)
            return fail(Failure::Code::BadInput, u"two at most"_s);
        wire::HttpRequest request;
        request.method = "POST";
        request.url = m_server->url(u"/zip"_s);
        request.body = "{}";
        return request;
    };
    auto &desk = *new FileDesk(source, m_window.get());
    files::SaverPolicy policy;
    policy.pauses = { Millis(1), Millis(1) };
    policy.keepDir = m_kept->path();
    desk.setPolicy(policy);
    return desk;
}

/// Saves and waits; what went wrong, empty when nothing.
QString SavingTest::trouble(const QString &urlPath, const QString &name)
{
    FileDesk &files = desk();
    QSignalSpy saved(&files, &FileDesk::saved);
    files.saveTo(ServerId{ u"s"_s }, urlPath, m_dir->filePath(name));
    return saved.wait(10000) ? saved.front().at(1).toString() : u"nothing came"_s;
}

void SavingTest::wholeFileAppearsUnderItsName()
{
    const QByteArray body(3'000'000, 'v');
    m_server->answer(u"/out.mp4"_s, { 200, body, {}, true });
    QCOMPARE(trouble(u"/out.mp4"_s, u"out.mp4"_s), QString());
    QFile file(m_dir->filePath(u"out.mp4"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), body);
    QVERIFY(m_server->requests.front().contains("Cookie: session=letmein\r\n"));
}

void SavingTest::refusalLeavesTheOlderFileAndSaysWhy()
{
    QFile older(m_dir->filePath(u"out.mp4"_s));
    QVERIFY(older.open(QIODevice::WriteOnly));
    older.write("older");
    older.close();
    m_server->answer(u"/out.mp4"_s, { 404, "not here", {}, true });
    QVERIFY(!trouble(u"/out.mp4"_s, u"out.mp4"_s).isEmpty());
    QVERIFY(older.open(QIODevice::ReadOnly));
    QCOMPARE(older.readAll(), QByteArray("older"));
    QCOMPARE(files(), QStringList{ u"out.mp4"_s });
}

void SavingTest::cutOffDownloadLeavesNothing()
{
    m_server->answer(u"/out.mp4"_s, { 200, "half", "Content-Length: 4000\r\n", false });
    QVERIFY(!trouble(u"/out.mp4"_s, u"out.mp4"_s).isEmpty());
    QVERIFY(files().isEmpty());
}

void SavingTest::folderThatIsMissingIsSaid()
{
    m_server->answer(u"/out.mp4"_s, { 200, "all", {}, true });
    QVERIFY(!trouble(u"/out.mp4"_s, u"nowhere/out.mp4"_s).isEmpty());
}

void SavingTest::cancelLeavesNothing()
{
    FileDesk &files = desk(); // no reply: the download waits
    QSignalSpy saved(&files, &FileDesk::saved);
    files.saveTo(ServerId{ u"s"_s }, u"/never"_s, m_dir->filePath(u"out.mp4"_s));
    QTRY_COMPARE(m_server->requests.size(), 1);
    auto *progress = m_window->findChild<QProgressDialog *>(u"saveProgress"_s);
    QVERIFY(progress);
    progress->findChild<QPushButton *>()->click();
    QTRY_COMPARE(saved.size(), 1);
    QVERIFY(!saved.front().at(1).toString().isEmpty());
    QVERIFY(this->files().isEmpty());
    QTRY_VERIFY(!m_window->findChild<QProgressDialog *>(u"saveProgress"_s));
}

void SavingTest::closingTheWindowEndsADownload()
{
    FileDesk &files = desk();
    files.saveTo(ServerId{ u"s"_s }, u"/never"_s, m_dir->filePath(u"out.mp4"_s));
    QTRY_COMPARE(m_server->requests.size(), 1);
    m_window.reset();
    QVERIFY(this->files().isEmpty());
}

void SavingTest::whatNoProgramOpensIsSaid()
{
    // No session bus, so no file manager; and the platform of the tests opens nothing.
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    FileDesk &files = desk();
    QSignalSpy said(&files, &FileDesk::said);
    files.open(u"/a/clip.mp4"_s);
    QCOMPARE(said.count(), 1);
    QVERIFY(said.takeFirst().front().toString().contains(u"clip.mp4"_s));
    files.showInFolder(u"/a/clip.mp4"_s);
    QTRY_COMPARE_WITH_TIMEOUT(said.count(), 1, 10000);
    QVERIFY(said.takeFirst().front().toString().contains(u"/a"_s));
}

void SavingTest::aBrokenConnectionIsShownAndTakenUp()
{
    test::FileServer server;
    server.content = test::FileServer::film(1'000'000);
    server.breaks = 1;
    server.breakAfter = 430'000;
    FileSource source;
    source.file = [&server](const ServerId &, const QString &) {
        wire::HttpRequest request;
        request.url = server.url();
        return request;
    };
    FileDesk files(source, m_window.get());
    files::SaverPolicy policy;
    policy.pauses = { Millis(1) };
    policy.keepDir = m_kept->path();
    files.setPolicy(policy);
    QSignalSpy saved(&files, &FileDesk::saved);
    files.saveTo(ServerId{ u"s"_s }, u"/x"_s, m_dir->filePath(u"out.mp4"_s));
    auto *progress = m_window->findChild<QProgressDialog *>(u"saveProgress"_s);
    auto *saving = files.findChild<files::Saving *>();
    QVERIFY(progress && saving);
    connect(saving, &files::Saving::moved, this, [&server](qint64 done) { server.cut(done); });
    QString shown; // it goes on soon, so look in the moment
    connect(saving, &files::Saving::broke, this, [&] { shown = progress->labelText(); });
    QTRY_VERIFY_WITH_TIMEOUT(!shown.isEmpty(), 20'000);
    static const QRegularExpression words(u"going on at (\\d+) %"_s);
    const int percent = words.match(shown).captured(1).toInt();
    QVERIFY2(percent > 0 && percent <= 43, qPrintable(shown));
    QTRY_COMPARE_WITH_TIMEOUT(saved.size(), 1, 20'000);
    QVERIFY(saved.front().at(1).toString().isEmpty());
    QFile file(m_dir->filePath(u"out.mp4"_s));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.readAll() == server.content);
}

void SavingTest::signedOutIsSaidAndNoPageIsSaved()
{
    m_server->answer(u"/out.mp4"_s, { 302, "<html>", "Location: /portal/login\r\n", true });
    const QString why = trouble(u"/out.mp4"_s, u"out.mp4"_s);
    QVERIFY2(why.contains(u"signed out"_s), qPrintable(why));
    QVERIFY(files().isEmpty());
    QCOMPARE(m_server->requests.size(), 1); // the sign-in page was not asked for
}

void SavingTest::severalGoToAFolderUnderNamesOfTheirOwn()
{
    std::vector<wire::Item> items(3);
    for (size_t i = 0; i < 3; ++i) {
        items[i].id = ItemId{ QString::number(i) };
        items[i].name = i < 2 ? u"../clip.mp4"_s : u".hidden"_s;
        items[i].file = u"/f/%1"_s.arg(i);
        m_server->answer(items[i].file, { 200, QByteArray::number(int(i)), {}, true });
    }
    FileDesk &files = desk();
    QSignalSpy said(&files, &FileDesk::said);
    files.saveItemsTo(ServerId{ u"s"_s }, items, m_dir->path());
    QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, 20'000);
    QVERIFY(said.front().front().toString().contains(u'3'));
    QCOMPARE(this->files(), (QStringList{ u"_clip (2).mp4"_s, u"_clip.mp4"_s, u"hidden"_s }));
}

void SavingTest::manyAreSavedAsOneFile()
{
    m_server->answer(u"/zip"_s, { 200, "PK", "Content-Type: application/zip\r\n", true });
    FileDesk &files = desk();
    QSignalSpy said(&files, &FileDesk::said);
    files.saveArchiveTo(ServerId{ u"s"_s }, std::vector<wire::Item>(2),
                        m_dir->filePath(u"all.zip"_s));
    QTRY_COMPARE_WITH_TIMEOUT(said.size(), 1, 20'000);
    QCOMPARE(this->files(), QStringList{ u"all.zip"_s });
    QVERIFY(m_server->requests.front().startsWith("POST /zip "));
    files.saveArchiveTo(ServerId{ u"s"_s }, std::vector<wire::Item>(3), m_dir->filePath(u"b"_s));
    QCOMPARE(said.back().front().toString(), u"two at most"_s);
}

QTEST_MAIN(SavingTest)
#include "tst_saving.moc"
