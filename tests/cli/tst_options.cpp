// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lines.h"
#include "cli/words.h"
#include "trace/recording.h"

#include <QTemporaryDir>
#include <QTest>

using namespace fw;
using namespace fw::cli;
using namespace fw::trace;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestOptions final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void optionsMayStandAnywhere();
    void afterTwoDashesEverythingIsAName();
    void valuesMayFollowAnEqualsSign();
    void listsMayBeOneWordOrSeveral();
    void mistakesAreNamed_data();
    void mistakesAreNamed();
    void helpNamesEveryOptionAndVerb();
    void everyVerbHasItsHelp_data();
    void everyVerbHasItsHelp();
    void noOptionTakesAToken();
    void recordingsReadBackWhatWasWritten();
    void recordingsThatAreNoneAreRefused_data();
    void recordingsThatAreNoneAreRefused();
    void capturesOfRealProgramsCanBeRead();
    void linesForPeopleHoldNoControlCharacters();
    void unknownIsAbsentNotZero();
};

void TestOptions::optionsMayStandAnywhere()
{
    const auto options
        = parseOptions({ u"--json"_s, u"add"_s, u"a.mp4"_s, u"--wait"_s, u"b.mp4"_s, u"--format"_s,
                         u"square_1_1"_s, u"--format"_s, u"original"_s, u"--priority"_s, u"-5"_s,
                         u"--mode"_s, u"fit"_s });
    QVERIFY(options);
    QVERIFY(options->verb == Verb::Add && options->json && options->wait);
    QCOMPARE(options->arguments, (QStringList{ u"a.mp4"_s, u"b.mp4"_s }));
    QCOMPARE(options->formats, (QStringList{ u"square_1_1"_s, u"original"_s }));
    QCOMPARE(options->priority, std::optional(-5));
    QVERIFY(options->mode == wire::FitMode::Fit);
}

void TestOptions::afterTwoDashesEverythingIsAName()
{
    const auto options = parseOptions({ u"add"_s, u"--"_s, u"-x.mp4"_s, u"--json"_s });
    QVERIFY(options && !options->json);
    QCOMPARE(options->arguments, (QStringList{ u"-x.mp4"_s, u"--json"_s }));
}

void TestOptions::valuesMayFollowAnEqualsSign()
{
    const auto options
        = parseOptions({ u"--server=http://a:1/?x=y"_s, u"replay"_s, u"f"_s, u"--speed=2.5"_s });
    QVERIFY(options);
    QCOMPARE(options->server, u"http://a:1/?x=y"_s);
    QCOMPARE(options->speed, 2.5);
}

void TestOptions::listsMayBeOneWordOrSeveral()
{
    const auto options
        = parseOptions({ u"watch"_s, u"--kinds=brand, image"_s, u"--kinds"_s, u"photo"_s });
    QVERIFY(options);
    QCOMPARE(options->kinds, (QStringList{ u"brand"_s, u"image"_s, u"photo"_s }));
    const auto run = parseOptions({ u"run"_s, u"a.b"_s, u"17"_s, u"x=--y"_s, u"--yes"_s });
    QVERIFY(run && run->yes);
    QCOMPARE(run->arguments, (QStringList{ u"a.b"_s, u"17"_s, u"x=--y"_s }));
    const auto add = parseOptions({ u"servers"_s, u"add"_s, u"N"_s, u"http://a"_s,
                                    u"--option=k=v=w"_s, u"--sign-in=browser"_s });
    QVERIFY(add && add->way == wire::SignInKind::Browser);
    QCOMPARE(add->profileOptions.value(u"k"_s), u"v=w"_s);
}

void TestOptions::mistakesAreNamed_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QString>("names");
    const auto row = [](const char *line, const char *names) {
        QTest::newRow(line) << QString::fromLatin1(line) << QString::fromLatin1(names);
    };
    row("", "what to do");
    row("dance", "dance");
    row("add", "add wants");
    row("cancel", "cancel wants");
    row("actions extra", "actions wants");
    row("record a b", "record wants");
    row("watch --nonsense", "--nonsense");
    row("watch --speed 2", "--speed");
    row("add a --speed 2", "--speed");
    row("add a --mode stretch", "stretch");
    row("add a --priority many", "many");
    row("prioritise a --priority 101", "101");
    row("replay f --speed -1", "-1");
    row("watch --server", "--server wants");
    row("watch --json=yes", "--json takes no value");
    row("watch --timeout 0", "--timeout");
    row("watch --token abc", "--token");
    row("run", "run wants");
    row("detect", "detect wants");
    row("explain", "explain wants");
    row("actions now", "actions wants");
    row("servers add Name", "servers add NAME URL");
    row("servers forget Name", "servers remove NAME");
    row("sign-in --way magic", "magic");
    row("sign-in --way none", "none");
    row("sign-in --password x", "--password");
    row("servers --option loose", "NAME=VALUE");
    row("servers --token-place pocket", "pocket");
    row("add f --kinds a", "--kinds");
    row("watch --yes", "--yes");
}

void TestOptions::mistakesAreNamed()
{
    QFETCH(QString, line);
    QFETCH(QString, names);
    const auto options = parseOptions(line.split(u' ', Qt::SkipEmptyParts));
    QVERIFY(!options);
    QVERIFY2(options.error().detail.contains(names), qPrintable(options.error().detail));
    QVERIFY(!options.error().detail.contains(u"abc"_s)); // a token given by mistake is not echoed
}

void TestOptions::helpNamesEveryOptionAndVerb()
{
    const QString help = helpText(std::nullopt);
    for (const OptionWord &option : commonOptions())
        QVERIFY(help.contains(option.name));
    for (const VerbWord &word : verbs()) {
        QVERIFY(help.contains(QString(u"  "_s + word.name)));
        for (const OptionWord &option : word.options)
            QVERIFY(help.contains(option.name));
    }
    for (const auto *part : { "Usage:", "Exit status:", "Environment:", "Examples:" })
        QVERIFY(help.contains(QLatin1StringView(part)));
    for (const QString &line : help.split(u'\n'))
        QVERIFY2(line.size() <= 80, qPrintable(line));
}

void TestOptions::everyVerbHasItsHelp_data()
{
    QTest::addColumn<QString>("verb");
    for (const VerbWord &word : verbs())
        QTest::newRow(word.name.data()) << QString(word.name);
}

void TestOptions::everyVerbHasItsHelp()
{
    QFETCH(QString, verb);
    const auto options = parseOptions({ verb, u"--help"_s });
    QVERIFY(options && options->help);
    const VerbWord &word = wordOf(*options->verb);
    const QString help = helpText(options->verb);
    QVERIFY(help.simplified().contains(word.says));
    for (const QString &line : help.split(u'\n'))
        QVERIFY2(line.size() <= 80 || line.startsWith(u"  framewatch-cli"_s), qPrintable(line));
    for (const ExampleWord &example : word.examples) {
        const QString call = QString(example.call).section(u" |"_s, 0, 0).remove(u'"');
        QVERIFY2(parseOptions(call.split(u' ')), qPrintable(call));
        QCOMPARE(parseOptions(call.split(u' '))->help, false);
    }
    QVERIFY(helpText(options->verb).startsWith(u"Usage: framewatch-cli [OPTIONS] "_s + verb));
}

void TestOptions::noOptionTakesAToken()
{
    for (const OptionWord &option : commonOptions())
        QVERIFY(option.name != "--token"_L1 && option.name != "--password"_L1);
}

void TestOptions::recordingsReadBackWhatWasWritten()
{
    const QTemporaryDir dir;
    const QString path = dir.filePath(u"r.jsonl"_s);
    const Instant start = Instant(1h);
    trace::News news;
    const auto add = [&](Millis at, bool outgoing, const QByteArray &bytes, bool binary = false) {
        trace::Seen seen;
        seen.number = news.added.size() + 1;
        seen.outgoing = outgoing;
        seen.binary = binary;
        seen.at = start + at;
        seen.content = bytes;
        news.added.push_back(std::make_shared<const trace::Seen>(seen));
    };
    add(0ms, true, R"({"type":"hello"})");
    add(120ms, false, R"({"type":"welcome"})");
    add(1s, false, "pong");
    add(2s, false, QByteArray("\x01\x00\xff", 3), true);
    {
        RecordWriter writer;
        QVERIFY(writer.open(path, u"orchestrator"_s, start));
        QVERIFY(writer.write(news));
        QVERIFY(writer.remark(u"the end"_s, start + 3s));
    }
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QList<QByteArray> lines = file.readAll().trimmed().split('\n');
    QCOMPARE(lines.size(), 6);
    QCOMPARE(dialectOfRecording(lines[0]), u"orchestrator"_s);
    QVERIFY(readRecordedLine(lines[0]) && !*readRecordedLine(lines[0]));
    QVERIFY(!*readRecordedLine(lines[1])); // we said that
    const auto frame = [&](int line) { return (*readRecordedLine(lines[line]))->frame; };
    QCOMPARE(frame(2), (wire::Frame{ wire::Frame::Kind::Text, R"({"type":"welcome"})" }));
    QCOMPARE((*readRecordedLine(lines[2]))->at, 120ms);
    QCOMPARE(frame(3), (wire::Frame{ wire::Frame::Kind::Text, "pong" }));
    QCOMPARE(frame(4), (wire::Frame{ wire::Frame::Kind::Binary, QByteArray("\x01\x00\xff", 3) }));
    QVERIFY(!*readRecordedLine(lines[5])); // a remark
    // As older versions wrote a call.
    const auto older = readRecordedLine(
        R"({"t_ms":3,"event":"http","http":{"method":"GET","path":"/x","tag":"jobs","status":200,)"
        R"("body":{}}})");
    QCOMPARE((*older)->exchange->first.tag, u"jobs"_s);
    QCOMPARE((*older)->exchange->second.status, 200);
}

void TestOptions::recordingsThatAreNoneAreRefused_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("text") << QByteArray("hello");
    QTest::newRow("array") << QByteArray("[1]");
    QTest::newRow("no frame") << QByteArray(R"({"t_ms":1,"dir":"in"})");
    QTest::newRow("frame is a number") << QByteArray(R"({"t_ms":1,"dir":"in","frame":7})");
}

void TestOptions::recordingsThatAreNoneAreRefused()
{
    QFETCH(QByteArray, line);
    QVERIFY(!readRecordedLine(line));
}

// The form of the recordings of real programs, with remarks between the frames.
void TestOptions::capturesOfRealProgramsCanBeRead()
{
    const QList<QByteArray> lines{
        R"({"t_ms":0,"event":"connecting","path":"/ws"})",
        R"({"t_ms":4,"event":"open"})",
        R"({"t_ms":5,"dir":"out","frame":"ping","repeat":3})",
        R"({"t_ms":9,"event":"http","request":{"method":"GET"}})",
        R"({"t_ms":-3,"dir":"in","frame":{"status":"started","jobId":"a"}})",
        R"({"t_ms":9,"event":"close","code":1000,"reason":"","by":"server"})",
    };
    int frames = 0;
    for (const QByteArray &line : lines) {
        const auto read = readRecordedLine(line);
        QVERIFY2(read, line.constData());
        frames += *read && (*read)->frame ? 1 : 0;
    }
    QCOMPARE(frames, 1);
}

void TestOptions::linesForPeopleHoldNoControlCharacters()
{
    wire::Job job;
    job.id = JobId{ u"j"_s };
    job.name = u"a\x1b[2Jb\nc\u202e.mp4"_s;
    QJsonObject line = lineOf(u"job"_s, u"s"_s, WallTime{});
    line.insert("job"_L1, jobObject(job));
    const QString text = plainLine(line);
    for (const QChar c : text)
        QVERIFY(c.category() != QChar::Other_Control && c.category() != QChar::Other_Format);
    QVERIFY(text.contains(u".mp4"_s));
}

void TestOptions::unknownIsAbsentNotZero()
{
    wire::Job job;
    job.id = JobId{ u"j"_s };
    const QJsonObject object = jobObject(job);
    for (const auto *key : { "progress", "bytes", "priority", "attempt", "error", "started" })
        QVERIFY2(!object.contains(QLatin1StringView(key)), key);
    job.progress = 0.0;
    QCOMPARE(jobObject(job)["progress"_L1].toDouble(-1), 0.0);
}

QTEST_GUILESS_MAIN(TestOptions)
#include "tst_options.moc"
