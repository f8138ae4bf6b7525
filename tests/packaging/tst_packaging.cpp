// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QTranslator>
#include <QXmlStreamReader>

using namespace Qt::StringLiterals;

namespace {

struct Ran
{
    int code = -1;
    QString out;
};

Ran run(const QString &program, const QStringList &arguments, const QString &folder = {})
{
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    if (!folder.isEmpty())
        process.setWorkingDirectory(folder);
    process.start(program, arguments);
    if (!process.waitForFinished(180000))
        return { -1, process.errorString() };
    return { process.exitCode(), QString::fromUtf8(process.readAll()) };
}

const QString source = QStringLiteral(FW_SOURCE_DIR);
const QString build = QStringLiteral(FW_BUILD_DIR);
const QString bin = QStringLiteral(FW_BIN_DIR);
const QString appId = u"io.github.framewatch.Framewatch"_s;

} // namespace

/// What a distribution and a desktop environment see of the program.
class TestPackaging final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theDesktopFileIsValid();
    void theMetainfoIsValid();
    void scriptsHaveNoSyntaxErrors_data();
    void scriptsHaveNoSyntaxErrors();
    void setupRefusesAnUnknownGroup();
    void everyProgramTellsItsVersion_data();
    void everyProgramTellsItsVersion();
    void manPagesSayWhatHelpSays_data();
    void manPagesSayWhatHelpSays();
    void germanIsComplete();
    void theDebianPackageUnpacksAndStarts();
};

void TestPackaging::theDesktopFileIsValid()
{
    const Ran ran
        = run(u"desktop-file-validate"_s, { source + u"/packaging/"_s + appId + u".desktop"_s });
    QVERIFY2(ran.code == 0 && ran.out.isEmpty(), qPrintable(ran.out));
}

void TestPackaging::theMetainfoIsValid()
{
    const Ran ran = run(
        u"appstreamcli"_s,
        { u"validate"_s, u"--no-net"_s, source + u"/packaging/"_s + appId + u".metainfo.xml"_s });
    QVERIFY2(ran.code == 0, qPrintable(ran.out));
}

void TestPackaging::scriptsHaveNoSyntaxErrors_data()
{
    QTest::addColumn<QString>("script");
    for (const auto *script : { "packaging/setup", "packaging/run", "tests/run", ".ci/run" })
        QTest::newRow(script) << source + u'/' + QLatin1StringView(script);
}

void TestPackaging::scriptsHaveNoSyntaxErrors()
{
    QFETCH(QString, script);
    QVERIFY(QFileInfo(script).isExecutable());
    QCOMPARE(run(u"bash"_s, { u"-n"_s, script }).code, 0);
}

void TestPackaging::setupRefusesAnUnknownGroup()
{
    QCOMPARE(run(source + u"/packaging/setup"_s, { u"nonsense"_s }).code, 2);
}

void TestPackaging::everyProgramTellsItsVersion_data()
{
    QTest::addColumn<QString>("program");
    for (const auto *program : { "framewatch", "framewatch-cli", "framewatch-hub" })
        QTest::newRow(program) << QString::fromLatin1(program);
}

void TestPackaging::everyProgramTellsItsVersion()
{
    QFETCH(QString, program);
    const Ran ran = run(bin + u'/' + program, { u"--version"_s });
    QCOMPARE(ran.code, 0);
    QCOMPARE(ran.out.trimmed(), program + u' ' + QStringLiteral(FW_VERSION));
}

void TestPackaging::manPagesSayWhatHelpSays_data()
{
    everyProgramTellsItsVersion_data();
}

void TestPackaging::manPagesSayWhatHelpSays()
{
    QFETCH(QString, program);
    QFile page(build + u"/packaging/"_s + program + u".1"_s);
    QVERIFY2(page.open(QIODevice::ReadOnly), qPrintable(page.errorString()));
    const QString text = QString::fromUtf8(page.readAll()).remove(u'\\');
    const Ran help = run(bin + u'/' + program, { u"--help"_s });
    QCOMPARE(help.code, 0);
    const QRegularExpression option(u"^ +(?:-\\w, )?(--[a-z-]+)"_s,
                                    QRegularExpression::MultilineOption);
    auto match = option.globalMatch(help.out);
    int options = 0;
    while (match.hasNext()) {
        const QString name = match.next().captured(1);
        QVERIFY2(text.contains(name), qPrintable(name));
        ++options;
    }
    QVERIFY(options >= 3);
}

void TestPackaging::germanIsComplete()
{
    QFile file(source + u"/translations/framewatch_de.ts"_s);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader reader(&file);
    QString text;
    int messages = 0;
    while (!reader.atEnd()) {
        if (reader.readNext() != QXmlStreamReader::StartElement)
            continue;
        if (reader.name() == "source"_L1)
            text = reader.readElementText();
        if (reader.name() == "translation"_L1) {
            ++messages;
            QVERIFY2(reader.attributes().value("type"_L1) != "unfinished"_L1, qPrintable(text));
        }
    }
    QVERIFY(!reader.hasError());
    QVERIFY(messages > 0);
    QTranslator german;
    QVERIFY(german.load(build + u"/translations/framewatch_de.qm"_s));
    QVERIFY(!german.isEmpty());
    QTranslator pseudo;
    QVERIFY(pseudo.load(build + u"/translations/framewatch_en_XA.qm"_s));
    QVERIFY(!pseudo.isEmpty());
}

void TestPackaging::theDebianPackageUnpacksAndStarts()
{
    QTemporaryDir folder;
    const Ran packed = run(u"cpack"_s,
                           { u"-G"_s, u"DEB"_s, u"--config"_s, build + u"/CPackConfig.cmake"_s,
                             u"-B"_s, folder.path() },
                           build);
    QVERIFY2(packed.code == 0, qPrintable(packed.out));
    const QStringList packages = QDir(folder.path()).entryList({ u"*.deb"_s });
    QCOMPARE(packages.size(), 1);
    const QString package = folder.filePath(packages.front());
    const Ran fields = run(u"dpkg-deb"_s, { u"-f"_s, package, u"Depends"_s });
    for (const auto *needed :
         { "ffmpeg", "libqt6websockets6", "libqt6widgets6", "libqt6sql6-sqlite" })
        QVERIFY2(fields.out.contains(QLatin1StringView(needed)), needed);
    const QString root = folder.filePath(u"root"_s);
    QCOMPARE(run(u"dpkg-deb"_s, { u"-x"_s, package, root }).code, 0);
    for (const auto *path :
         { "usr/share/applications/io.github.framewatch.Framewatch.desktop",
           "usr/share/metainfo/io.github.framewatch.Framewatch.metainfo.xml",
           "usr/share/icons/hicolor/scalable/apps/io.github.framewatch.Framewatch.svg",
           "usr/share/man/man1/framewatch-cli.1", "lib/systemd/system/framewatch-hub.service" }) {
        const QString file = root + u'/' + QLatin1StringView(path);
        QVERIFY2(QFileInfo::exists(file) || QFileInfo::exists(file + u".gz"_s)
                     || QFileInfo::exists(root + u"/usr/"_s + QLatin1StringView(path)),
                 path);
    }
    for (const auto *program : { "framewatch", "framewatch-cli", "framewatch-hub" }) {
        const Ran ran = run(root + u"/usr/bin/"_s + QLatin1StringView(program), { u"--version"_s });
        QCOMPARE(ran.code, 0);
        QVERIFY(ran.out.contains(QLatin1StringView(program)));
    }
}

QTEST_GUILESS_MAIN(TestPackaging)
#include "tst_packaging.moc"
