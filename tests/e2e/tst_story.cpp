// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace fw::test;

/// What a new user does, with the real programs and real media: the hub, the command line, FFmpeg.
class TestStory final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void aClipReachesDoneWithPlayableOutputs();
    void watchTellsTheSameStory();
    void aHubKilledInMidRenderContinues();
    void aBrokenFileNeverStopsTheQueue();
    void theCommandLineTellsRefusedFromUnreachable();
    void recordedFramesReplay();

private:
    QProcess *cli(const QStringList &arguments);
    int runCli(const QStringList &arguments, QByteArray *out = nullptr);
    QJsonObject jobOf(const QString &id);
    QString addedJob(const QStringList &arguments);

    QTemporaryDir m_media;
    QTemporaryDir m_data;
    HubProcess m_hub;
    QString m_clip;
};

void TestStory::initTestCase()
{
    QVERIFY(m_media.isValid() && m_data.isValid());
    m_clip = m_media.filePath(u"harbour 'night' 100%.mp4"_s);
    QVERIFY(makeClip(m_clip, 2, QSize(320, 180)));
    QVERIFY2(m_hub.start(m_data.path()), qPrintable(m_hub.trouble()));
}

QProcess *TestStory::cli(const QStringList &arguments)
{
    auto *process = new QProcess(this);
    process->setProgram(QStringLiteral(FW_BIN_DIR) + u"/framewatch-cli"_s);
    process->setArguments(QStringList{ u"--server"_s, m_hub.address().toString(), u"--token-file"_s,
                                       m_hub.tokenFile() }
                          + arguments);
    process->start();
    return process;
}

int TestStory::runCli(const QStringList &arguments, QByteArray *out)
{
    QProcess *process = cli(arguments);
    if (!process->waitForFinished(90000))
        return -1;
    if (out)
        *out = process->readAllStandardOutput();
    const QByteArray messages = process->readAllStandardError();
    if (process->exitCode() != 0 && !messages.isEmpty())
        qInfo("framewatch-cli %s: %s", qPrintable(arguments.join(u' ')), messages.constData());
    return process->exitCode();
}

QJsonObject TestStory::jobOf(const QString &id)
{
    return m_hub.get(u"/api/jobs/"_s + id);
}

QString TestStory::addedJob(const QStringList &arguments)
{
    const QSet<QString> before = m_hub.jobIds();
    if (runCli(QStringList{ u"add"_s } + arguments) != 0)
        return {};
    const QSet<QString> fresh = m_hub.jobIds() - before;
    return fresh.size() == 1 ? *fresh.begin() : QString();
}

void TestStory::aClipReachesDoneWithPlayableOutputs()
{
    const QString id = addedJob({ m_clip, u"--wait"_s });
    QVERIFY(!id.isEmpty());
    const QJsonObject detail = jobOf(id);
    QCOMPARE(detail["job"_L1]["state"_L1].toString(), u"done"_s);
    QCOMPARE(detail["thumbnails"_L1].toArray().size(), 8);
    const QJsonArray outputs = detail["outputs"_L1].toArray();
    QCOMPARE(outputs.size(), 2);
    for (const auto &value : outputs) {
        const QJsonObject output = value.toObject();
        const MediaFacts facts = probe(output["path"_L1].toString());
        QCOMPARE(facts.videoCodec, u"h264"_s);
        QCOMPARE(facts.audioCodec, u"aac"_s);
        QCOMPARE(facts.size, QSize(output["width"_L1].toInt(), output["height"_L1].toInt()));
        QVERIFY2(std::abs(facts.seconds - 2) < 0.3, qPrintable(QString::number(facts.seconds)));
    }
}

void TestStory::watchTellsTheSameStory()
{
    QProcess *watch = cli({ u"watch"_s, u"--json"_s });
    QByteArray told;
    // The first line says that the server is there; only then is the job added.
    QTRY_VERIFY_WITH_TIMEOUT((told += watch->readAllStandardOutput(), told.contains('\n')), 20000);
    const QString id = addedJob({ m_clip, u"--wait"_s, u"--format"_s, u"square_1_1"_s });
    QVERIFY(!id.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT((told += watch->readAllStandardOutput(),
                              told.contains("\"done\"") && told.contains(id.toUtf8())),
                             20000);
    ::kill(static_cast<pid_t>(watch->processId()), SIGINT);
    QVERIFY(watch->waitForFinished(5000));
    QCOMPARE(watch->exitStatus(), QProcess::NormalExit);
    told += watch->readAllStandardOutput();
    const QList<QByteArray> lines = told.trimmed().split('\n');
    bool sawRender = false;
    for (const QByteArray &line : lines) {
        const QJsonDocument document = QJsonDocument::fromJson(line);
        QVERIFY2(document.isObject(), line.constData());
        QCOMPARE(document["schema"_L1].toInt(), 1);
        sawRender = sawRender || line.contains("RENDER:square_1_1");
    }
    QVERIFY(sawRender);
}

void TestStory::aHubKilledInMidRenderContinues()
{
    const QString slow = m_media.filePath(u"slow.mp4"_s);
    QVERIFY(makeClip(slow, 20, QSize(1280, 720)));
    const QString id = addedJob({ slow, u"--format"_s, u"landscape_16_9"_s });
    const QString waiting = addedJob({ m_clip, u"--format"_s, u"square_1_1"_s });
    QVERIFY(!id.isEmpty() && !waiting.isEmpty());
    QTRY_VERIFY_WITH_TIMEOUT(
        jobOf(id)["job"_L1]["stage"_L1].toString() == u"RENDER:landscape_16_9"_s, 60000);
    m_hub.killHard();
    QVERIFY2(m_hub.start(m_data.path()), qPrintable(m_hub.trouble()));
    QTRY_COMPARE_WITH_TIMEOUT(jobOf(id)["job"_L1]["state"_L1].toString(), u"done"_s, 120000);
    QTRY_COMPARE_WITH_TIMEOUT(jobOf(waiting)["job"_L1]["state"_L1].toString(), u"done"_s, 60000);
    const QJsonObject detail = jobOf(id);
    QCOMPARE(detail["job"_L1]["attempt"_L1].toInt(), 2);
    QVERIFY(QJsonDocument(detail["log"_L1].toArray()).toJson().contains("nterrupted"));
    QCOMPARE(probe(detail["outputs"_L1][0]["path"_L1].toString()).size, QSize(1280, 720));
}

void TestStory::aBrokenFileNeverStopsTheQueue()
{
    const QString broken = m_media.filePath(u"-broken\nname.mp4"_s);
    QFile file(broken);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray(5000, 'x'));
    file.close();
    const QString bad = addedJob({ u"--"_s, broken });
    const QString good = addedJob({ m_clip, u"--format"_s, u"square_1_1"_s });
    QVERIFY(!bad.isEmpty() && !good.isEmpty());
    QTRY_COMPARE_WITH_TIMEOUT(jobOf(bad)["job"_L1]["state"_L1].toString(), u"failed"_s, 60000);
    QTRY_COMPARE_WITH_TIMEOUT(jobOf(good)["job"_L1]["state"_L1].toString(), u"done"_s, 60000);
    const QJsonValue error = jobOf(bad)["job"_L1]["error"_L1];
    QCOMPARE(error["stage"_L1].toString(), u"PROBE"_s);
    QVERIFY(!error["message"_L1].toString().isEmpty());
}

void TestStory::theCommandLineTellsRefusedFromUnreachable()
{
    QCOMPARE(runCli({ u"cancel"_s, u"no-such-job"_s }), 1);
    QCOMPARE(runCli({ u"add"_s, m_media.filePath(u"missing.mp4"_s) }), 1);
    QCOMPARE(runCli({ u"dance"_s }), 2);
    QProcess nobody;
    nobody.start(QStringLiteral(FW_BIN_DIR) + u"/framewatch-cli"_s,
                 { u"--server"_s, u"http://127.0.0.1:9"_s, u"--token-file"_s, m_hub.tokenFile(),
                   u"snapshot"_s });
    QVERIFY(nobody.waitForFinished(60000));
    QCOMPARE(nobody.exitCode(), 3);
    const QString wrong = m_media.filePath(u"wrong.token"_s);
    QFile file(wrong);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("not-the-token");
    file.close();
    QProcess stranger;
    stranger.start(
        QStringLiteral(FW_BIN_DIR) + u"/framewatch-cli"_s,
        { u"--server"_s, m_hub.address().toString(), u"--token-file"_s, wrong, u"snapshot"_s });
    QVERIFY(stranger.waitForFinished(60000));
    QCOMPARE(stranger.exitCode(), 4);
}

void TestStory::recordedFramesReplay()
{
    const QString recording = m_media.filePath(u"session.jsonl"_s);
    QProcess *record = cli({ u"record"_s, recording });
    QTRY_VERIFY_WITH_TIMEOUT(QFileInfo(recording).size() > 0, 20000);
    const QString id = addedJob({ m_clip, u"--wait"_s, u"--format"_s, u"square_1_1"_s });
    QVERIFY(!id.isEmpty());
    QFile file(recording);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QByteArray recorded;
    QTRY_VERIFY_WITH_TIMEOUT((recorded += file.readAll(), recorded.contains("\"completed\"")),
                             20000);
    ::kill(static_cast<pid_t>(record->processId()), SIGTERM);
    QVERIFY(record->waitForFinished(5000));
    QVERIFY(!recorded.contains(m_hub.token()));
    QByteArray story;
    QCOMPARE(runCli({ u"--json"_s, u"replay"_s, recording, u"--speed"_s, u"1000"_s }, &story), 0);
    QVERIFY(story.contains(id.toUtf8()));
    QVERIFY(story.contains("\"done\""));
}

QTEST_GUILESS_MAIN(TestStory)
#include "tst_story.moc"
