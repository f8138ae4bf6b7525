// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/picture_server.h"

#include "ui/shell/file_desk.h"

#include <QProgressDialog>
#include <QPushButton>
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

private:
    FileDesk &desk();
    QString trouble(const QString &urlPath, const QString &name);
    QStringList files() const { return QDir(m_dir->path()).entryList(QDir::Files); }

    std::unique_ptr<QTemporaryDir> m_dir;
    std::unique_ptr<test::PictureServer> m_server;
    std::unique_ptr<QWidget> m_window;
};

void SavingTest::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_server = std::make_unique<test::PictureServer>();
    m_window = std::make_unique<QWidget>();
}

FileDesk &SavingTest::desk()
{
    const auto resolver = [this](const ServerId &, const QString &path, QSize) {
        pictures::PictureRef ref;
        ref.url = m_server->url(path);
        ref.token = Secret("letmein");
        return ref;
    };
    return *new FileDesk(resolver, m_window.get());
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
    QVERIFY(m_server->requests.front().contains("Bearer letmein"));
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

QTEST_MAIN(SavingTest)
#include "tst_saving.moc"
