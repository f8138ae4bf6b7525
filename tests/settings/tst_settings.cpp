// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "settings/profiles.h"
#include "settings/secrets.h"

#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace fw;
using namespace fw::settings;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestSettings final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theFirstStartMakesThisComputer();
    void profilesSurviveARestart();
    void anEmptiedListStaysEmpty();
    void profilesAreFoundByIdAndByName();
    void uselessProfilesAreRefused_data();
    void uselessProfilesAreRefused();
    void aFileEditedByHandLosesOnlyWhatIsWrong();
    void aFolderThatCannotBeWrittenIsSaid();
    void tokensComeFromFilesAndTheEnvironment();
    void uselessTokenFilesAreRefused_data();
    void uselessTokenFilesAreRefused();
    void withoutASecretServiceSecretsLastForThisRun();

private:
    QString file() const { return m_dir.filePath(u"sub/framewatch.conf"_s); }
    QTemporaryDir m_dir;
};

namespace {

wire::Profile studio()
{
    wire::Profile profile;
    profile.name = u"Studio, \"big\" = ü"_s;
    profile.dialect = u"orchestrator"_s;
    profile.address = QUrl(u"https://studio.example:8443/media"_s);
    profile.autoConnect = false;
    return profile;
}

} // namespace

void TestSettings::theFirstStartMakesThisComputer()
{
    const Profiles profiles(file());
    QCOMPARE(profiles.all().size(), 1U);
    QVERIFY(profiles.all().front().thisComputer && profiles.all().front().autoConnect);
    QVERIFY(QFile::exists(file()));
}

void TestSettings::profilesSurviveARestart()
{
    Profiles profiles(file());
    const auto saved = profiles.save(studio());
    QVERIFY(saved && !saved->id.isEmpty());
    const Profiles again(file());
    QCOMPARE(again.all().size(), 2U);
    QCOMPARE(again.find(saved->id.text), std::optional(*saved));
    QCOMPARE(again.all().back().address, studio().address);
    auto renamed = *saved;
    renamed.name = u"Studio 2"_s;
    QVERIFY(profiles.save(renamed));
    QCOMPARE(Profiles(file()).all().size(), 2U);
    QFile raw(file());
    QVERIFY(raw.open(QIODevice::ReadOnly));
    QVERIFY(!raw.readAll().contains("token"));
}

void TestSettings::anEmptiedListStaysEmpty()
{
    Profiles profiles(file());
    const auto all = profiles.all();
    for (const wire::Profile &profile : all)
        QVERIFY(profiles.remove(profile.id));
    QVERIFY(!profiles.remove(ServerId{ u"nobody"_s }));
    QCOMPARE(Profiles(file()).all().size(), 0U);
    QFile::remove(file());
}

void TestSettings::profilesAreFoundByIdAndByName()
{
    const Profiles profiles(file());
    QVERIFY(profiles.find(u"this-computer"));
    QVERIFY(profiles.find(u"THIS computer"));
    QVERIFY(!profiles.find(u"that computer"));
}

void TestSettings::uselessProfilesAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("address");
    QTest::newRow("no name") << u" "_s << u"http://a:1"_s;
    QTest::newRow("no address") << u"a"_s << QString();
    QTest::newRow("other scheme") << u"a"_s << u"ftp://a:1"_s;
    QTest::newRow("file") << u"a"_s << u"file:///etc/passwd"_s;
    QTest::newRow("password inside") << u"a"_s << u"http://me:secret@a:1"_s;
    QTest::newRow("token inside") << u"a"_s << u"http://a:1/?token=x"_s;
    QTest::newRow("no host") << u"a"_s << u"http:///x"_s;
}

void TestSettings::uselessProfilesAreRefused()
{
    QFETCH(QString, name);
    QFETCH(QString, address);
    wire::Profile profile = studio();
    profile.name = name;
    profile.address = QUrl(address);
    Profiles profiles(file());
    const auto saved = profiles.save(profile);
    QVERIFY(!saved && saved.error().code == Failure::Code::BadInput);
}

void TestSettings::aFileEditedByHandLosesOnlyWhatIsWrong()
{
    const QString path = m_dir.filePath(u"hand.conf"_s);
    QFile raw(path);
    QVERIFY(raw.open(QIODevice::WriteOnly));
    raw.write(
        "[servers]\nsize=4\n1\\id=a\n1\\name=A\n1\\dialect=orchestrator\n1\\address=http://a:1\n"
        "2\\id=b\n2\\name=B\n2\\dialect=orchestrator\n2\\address=nonsense\n"
        "3\\id=a\n3\\name=Twice\n3\\dialect=orchestrator\n3\\address=http://b:1\n");
    raw.close();
    const Profiles profiles(path);
    QCOMPARE(profiles.all().size(), 1U);
    QCOMPARE(profiles.all().front().name, u"A"_s);
}

void TestSettings::aFolderThatCannotBeWrittenIsSaid()
{
    Profiles profiles(u"/proc/framewatch/framewatch.conf"_s);
    QCOMPARE(profiles.all().size(), 1U); // still usable
    const auto saved = profiles.save(studio());
    QVERIFY(!saved && saved.error().code == Failure::Code::Io);
}

void TestSettings::tokensComeFromFilesAndTheEnvironment()
{
    for (const QByteArray &content :
         { QByteArray("t0ken"), QByteArray("t0ken\n"), QByteArray("  t0ken \r\nsecond line") }) {
        QFile raw(m_dir.filePath(u"token"_s));
        QVERIFY(raw.open(QIODevice::WriteOnly | QIODevice::Truncate));
        raw.write(content);
        raw.close();
        const auto secret = secretFromFile(raw.fileName());
        QVERIFY(secret && secret->equals("t0ken"));
    }
    qunsetenv("FRAMEWATCH_TOKEN");
    QVERIFY(!secretFromEnvironment());
    qputenv("FRAMEWATCH_TOKEN", "fromEnv");
    QVERIFY(secretFromEnvironment()->equals("fromEnv"));
    qunsetenv("FRAMEWATCH_TOKEN");
}

void TestSettings::uselessTokenFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("blank") << QByteArray(" \n\n");
    QTest::newRow("first line blank") << QByteArray("\ntoken");
    QTest::newRow("huge") << QByteArray(100000, 'x');
}

void TestSettings::uselessTokenFilesAreRefused()
{
    QFETCH(QByteArray, content);
    QFile raw(m_dir.filePath(u"useless"_s));
    QVERIFY(raw.open(QIODevice::WriteOnly | QIODevice::Truncate));
    raw.write(content);
    raw.close();
    QVERIFY(!secretFromFile(raw.fileName()));
    QVERIFY(secretFromFile(m_dir.filePath(u"nothing"_s)).error().code == Failure::Code::NotFound);
    QVERIFY(!secretFromFile(m_dir.path()));
}

void TestSettings::withoutASecretServiceSecretsLastForThisRun()
{
    qputenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    Secrets secrets;
    secrets.setTimeout(2s);
    const ServerId server{ u"s"_s };
    std::optional<Expected<Secret>> read;
    secrets.read(server, [&](const Expected<Secret> &secret) { read = secret; });
    QVERIFY(!read); // never before the call returns
    QTRY_VERIFY(read);
    QVERIFY(!*read);
    std::optional<Secrets::Kept> kept;
    secrets.write(server, Secret("s3cret"), [&](Secrets::Kept where) { kept = where; });
    QTRY_VERIFY(kept);
    QVERIFY(*kept == Secrets::Kept::ThisRunOnly);
    read.reset();
    secrets.read(server, [&](const Expected<Secret> &secret) { read = secret; });
    QTRY_VERIFY(read && *read);
    QVERIFY((*read)->equals("s3cret"));
    secrets.remove(server);
    read.reset();
    secrets.read(server, [&](const Expected<Secret> &secret) { read = secret; });
    QTRY_VERIFY(read && !*read);
}

QTEST_GUILESS_MAIN(TestSettings)
#include "tst_settings.moc"
