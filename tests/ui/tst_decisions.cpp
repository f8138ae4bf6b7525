// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/words.h"
#include "settings/profiles.h"
#include "ui/common/theme.h"
#include "ui/settings/profile_words.h"
#include "ui/shell/action_gate.h"
#include "ui/shell/arguments.h"
#include "ui/shell/connection_words.h"
#include "ui/shell/layout_keeper.h"
#include "ui/shell/media_intake.h"
#include "ui/shell/render_sheet.h"
#include "ui/shell/single_instance.h"
#include "ui/shell/window_fit.h"

#include <QApplication>
#include <QCheckBox>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

#include <thread>

using namespace fw;
using namespace fw::ui;
using namespace Qt::StringLiterals;
using wire::JobAction;
using wire::JobState;

/// What the shell decides without a window.
class DecisionsTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void stateColoursAreReadableOnEveryGround();
    void emptySelectionAllowsNothingAndSaysSo();
    void absentCapabilityIsTheReason();
    void mixedSelectionTellsHowManyItAppliesTo();
    void pastedLinesBecomePaths();
    void droppedRemoteAddressesAreIgnored();
    void argumentsAreTakenFromTheCallersFolder();
    void unknownOptionsAreRefused();
    void helpNamesEveryOption();
    void windowsFitTheirScreenWithTheirFrame();
    void damagedLayoutFallsBackToTheOneBefore();
    void renderOptionsSurviveARoundTrip();
    void formatsAreThoseTheServerOffers();
    void secondStartHandsItsFilesOver();
    void offlineFaceCountsDown();
    void offlineFaceSaysWhenItWasHeard();
    void readingByDesignIsNoFault();
    void unusualStandingIsSaidWhileReached();
    void addressesAreUnderstoodAsTyped();
    void everyProblemOfAProfileHasItsSentence();
};

void DecisionsTest::stateColoursAreReadableOnEveryGround()
{
    for (const Scheme scheme :
         { Scheme::Light, Scheme::Dark, Scheme::ContrastLight, Scheme::ContrastDark }) {
        const Theme &t = themeOf(scheme);
        for (const QColor &ground : { t.canvas, t.panel, t.control }) {
            for (const QColor &ink : { t.text, t.textSoft, t.textFaint, t.queued, t.running, t.done,
                                       t.attention, t.failed, t.local })
                QVERIFY2(contrast(ink, ground) >= 4.5,
                         qPrintable(ink.name() + u" on "_s + ground.name()));
        }
        QVERIFY(contrast(t.selectionText, t.selection) >= 4.5);
        QVERIFY(contrast(t.accentText, t.accent) >= 4.5);
        QVERIFY(contrast(t.attention, t.warnFill) >= 4.5);
        QVERIFY(contrast(t.failed, t.errorFill) >= 4.5);
        QCOMPARE(themeOf(paletteOf(t)).scheme, scheme);
    }
}

void DecisionsTest::emptySelectionAllowsNothingAndSaysSo()
{
    const Gate gate = gateFor(JobAction::Cancel, {});
    QVERIFY(!gate.enabled);
    QVERIFY(!gate.reason.isEmpty());
}

void DecisionsTest::absentCapabilityIsTheReason()
{
    const Gate gate = gateFor(JobAction::Cancel,
                              { { JobState::Running, u"echo"_s, { false, u"noMessage"_s } } });
    QVERIFY(!gate.enabled);
    QVERIFY(gate.reason.contains(u"echo"_s));
}

void DecisionsTest::mixedSelectionTellsHowManyItAppliesTo()
{
    const wire::Capability yes{ true, u"none"_s };
    const Gate gate = gateFor(
        JobAction::Pause, { { JobState::Running, u"a"_s, yes }, { JobState::Done, u"a"_s, yes } });
    QVERIFY(gate.enabled);
    QCOMPARE(gate.applies, 1);
    QVERIFY(!gate.reason.isEmpty());
    QVERIFY(!stateAllows(JobState::Done, JobAction::Cancel));
    QVERIFY(stateAllows(JobState::Failed, JobAction::Retry));
}

void DecisionsTest::pastedLinesBecomePaths()
{
    const QStringList paths = pathsInText(
        u"/a/b.mp4\n\"/with space/c.mov\"\nfile:///d/e%20f.mp4\nrelative.mp4\n\n/a/b.mp4\r\n"_s);
    QCOMPARE(paths, QStringList({ u"/a/b.mp4"_s, u"/with space/c.mov"_s, u"/d/e f.mp4"_s }));
}

void DecisionsTest::droppedRemoteAddressesAreIgnored()
{
    QMimeData mime;
    mime.setUrls({ QUrl(u"https://example.org/a.mp4"_s), QUrl::fromLocalFile(u"/b.mp4"_s) });
    QCOMPARE(pathsIn(mime), QStringList{ u"/b.mp4"_s });
}

void DecisionsTest::argumentsAreTakenFromTheCallersFolder()
{
    const auto got = parseArguments(
        { u"clip.mp4"_s, u"--data-dir"_s, u"d"_s, u"--offline"_s, u"--"_s, u"-odd.mp4"_s },
        u"/x"_s);
    QVERIFY(got.has_value());
    QCOMPARE(got->files, QStringList({ u"/x/clip.mp4"_s, u"/x/-odd.mp4"_s }));
    QCOMPARE(got->dataDir, u"/x/d"_s);
    QVERIFY(got->offline);
}

void DecisionsTest::unknownOptionsAreRefused()
{
    QVERIFY(!parseArguments({ u"--nonsense"_s }, u"/"_s).has_value());
    QVERIFY(!parseArguments({ u"--data-dir"_s }, u"/"_s).has_value());
}

void DecisionsTest::helpNamesEveryOption()
{
    for (const QString &option :
         { u"--data-dir"_s, u"--offline"_s, u"--sample"_s, u"--help"_s, u"--version"_s }) {
        QVERIFY2(helpText().contains(u"  "_s + option) || helpText().contains(u", "_s + option),
                 qPrintable(option));
        QVERIFY2(parseArguments({ option, u"d"_s }, u"/"_s).has_value(), qPrintable(option));
    }
    QVERIFY(parseArguments({ u"--sample"_s }, u"/"_s)->sample);
    QVERIFY(helpText().contains(u"Exit status"_s));
}

void DecisionsTest::windowsFitTheirScreenWithTheirFrame()
{
    const QRect screen(0, 0, 1440, 900);
    const QMargins frame(2, 30, 2, 2);
    const QRect large = fittedTo(screen, QRect(0, 0, 1440, 900), frame);
    QVERIFY(screen.contains(large.marginsAdded(frame)));
    const QRect away = fittedTo(screen, QRect(3000, -500, 800, 600), frame);
    QVERIFY(screen.contains(away.marginsAdded(frame)));
    QCOMPARE(away.size(), QSize(800, 600));
    const QRect good(100, 100, 800, 600);
    QCOMPARE(fittedTo(screen, good, frame), good);
}

void DecisionsTest::damagedLayoutFallsBackToTheOneBefore()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"state/layout.json"_s);
    QVERIFY(writeGenerations(path, R"({"version":1,"n":1})"));
    QVERIFY(writeGenerations(path, R"({"version":1,"n":2})"));
    const LayoutKeeper keeper(path);
    QCOMPARE(keeper.load().value("n"_L1).toInt(), 2);
    QFile damaged(path);
    QVERIFY(damaged.open(QIODevice::WriteOnly));
    damaged.write("{\"version\":");
    damaged.close();
    QCOMPARE(keeper.load().value("n"_L1).toInt(), 1);
}

void DecisionsTest::renderOptionsSurviveARoundTrip()
{
    wire::RenderOptions options;
    options.formats = { u"portrait_4_5"_s };
    options.mode = wire::FitMode::Fit;
    options.text = u"Süd & \"Nord\""_s;
    QCOMPARE(renderFromJson(toJson(options)), options);
    QVERIFY(!renderFromJson({}).formats.isEmpty());
}

void DecisionsTest::formatsAreThoseTheServerOffers()
{
    const auto names = [](const QList<FormatChoice> &choices) {
        QStringList all;
        for (const FormatChoice &choice : choices)
            all << choice.name;
        return all;
    };
    const QStringList offered{ u"original"_s, u"cinema_21_9"_s };
    QCOMPARE(formatChoices().size(), 5);
    QCOMPARE(names(formatChoices(offered)), offered);
    QCOMPARE(formatChoices(offered).back().label, u"cinema_21_9"_s); // has no words of ours
    RenderSheet sheet;
    wire::RenderOptions options = sheet.options();
    options.formats = { u"square_1_1"_s, u"cinema_21_9"_s };
    sheet.setOptions(options);
    QCOMPARE(sheet.options().formats, QStringList{ u"square_1_1"_s });
    sheet.setOffered(offered);
    QCOMPARE(sheet.options().formats, QStringList{ u"cinema_21_9"_s });
    QCOMPARE(sheet.findChildren<QCheckBox *>().size(), 2 + 2); // watermark and text besides
    options.formats = { u"square_1_1"_s };
    sheet.setOptions(options);
    sheet.setOffered(offered);
    QCOMPARE(sheet.options().formats, QStringList{ u"original"_s }); // none is left: the first
    sheet.setOffered({});
    QCOMPARE(sheet.options().formats, QStringList{ u"square_1_1"_s });
    QCOMPARE(renderFor(options, {}).formats, options.formats);
    QVERIFY(renderFor(options, offered).formats.isEmpty());
    options.formats = { u"cinema_21_9"_s };
    QCOMPARE(renderFromJson(toJson(options)), options);
}

void DecisionsTest::secondStartHandsItsFilesOver()
{
    const QString name = u"test-%1"_s.arg(QCoreApplication::applicationPid());
    SingleInstance first(name);
    QVERIFY(!first.handOver({}));
    QVERIFY(first.listen());
    QSignalSpy handed(&first, &SingleInstance::handedOver);
    bool taken = false;
    std::thread second([&] {
        taken = SingleInstance(name).handOver({ u"/clip.mp4"_s, u"rel"_s });
    });
    QTRY_COMPARE(handed.count(), 1);
    second.join();
    QVERIFY(taken);
    QCOMPARE(handed.front().front().toStringList(), QStringList{ u"/clip.mp4"_s });
}

void DecisionsTest::offlineFaceCountsDown()
{
    const Instant now = Instant(std::chrono::hours(1));
    session::ConnectionInfo info;
    info.phase = session::ConnectionInfo::Phase::Backoff;
    info.nextTry = now + std::chrono::seconds(12);
    const ConnectionFace face = faceOf(info, now);
    QCOMPARE(face.shape, Shape::Cross);
    QVERIFY(face.figure.contains(u"12"_s));
}

void DecisionsTest::offlineFaceSaysWhenItWasHeard()
{
    const Instant now = Instant(std::chrono::hours(1));
    const WallTime wall = *fromIso(u"2026-11-21T12:00:00Z");
    session::ConnectionInfo info;
    info.phase = session::ConnectionInfo::Phase::Offline;
    const QString alone = faceOf(info, now, wall).word;
    info.lastMessageWall = wall - std::chrono::hours(24);
    const QString heard = models::heardText(*info.lastMessageWall, wall);
    QVERIFY(heard.endsWith(u"yesterday"_s));
    QCOMPARE(faceOf(info, now, wall).word, alone + u" – last heard "_s + heard);
}

void DecisionsTest::readingByDesignIsNoFault()
{
    const Instant now = Instant(std::chrono::hours(1));
    session::ConnectionInfo info;
    info.phase = session::ConnectionInfo::Phase::Polling;
    info.readEvery = std::chrono::seconds(5);
    info.nextTry = now + std::chrono::seconds(94);
    const ConnectionFace fallback = faceOf(info, now);
    QCOMPARE(fallback.tone, ConnectionFace::Tone::Warn);
    info.noSocket = true;
    const ConnectionFace face = faceOf(info, now);
    QCOMPARE(face.tone, ConnectionFace::Tone::Good);
    QCOMPARE(face.word, u"Read every 5 s"_s);
    QVERIFY(face.shape != fallback.shape && face.shape != Shape::Dot);
    QVERIFY(!face.figure.contains(u"94"_s));
    info.phase = session::ConnectionInfo::Phase::Offline; // reads fail
    QCOMPARE(faceOf(info, now).tone, ConnectionFace::Tone::Bad);
}

void DecisionsTest::unusualStandingIsSaidWhileReached()
{
    using Kind = wire::Standing::Kind;
    const Instant now = Instant(std::chrono::hours(1));
    session::ConnectionInfo info;
    info.phase = session::ConnectionInfo::Phase::Live;
    QStringList words{ faceOf(info, now).word };
    for (const Kind kind : { Kind::Busy, Kind::Degraded, Kind::Wedged }) {
        info.standing = kind;
        const ConnectionFace face = faceOf(info, now);
        QCOMPARE(face.tone, ConnectionFace::Tone::Warn);
        QVERIFY(!face.figure.isEmpty());
        QVERIFY(!words.contains(face.word));
        words << face.word;
    }
    info.phase = session::ConnectionInfo::Phase::Offline; // what it said before does not matter now
    QCOMPARE(faceOf(info, now).shape, Shape::Cross);
}

void DecisionsTest::addressesAreUnderstoodAsTyped()
{
    QCOMPARE(addressOf(u" studio:8000 "_s), QUrl(u"http://studio:8000"_s));
    QCOMPARE(addressOf(u"https://a/b"_s), QUrl(u"https://a/b"_s));
    QVERIFY(addressOf(u"  "_s).isEmpty());
}

void DecisionsTest::everyProblemOfAProfileHasItsSentence()
{
    wire::Profile good;
    good.name = u"a"_s;
    good.dialect = u"orchestrator"_s;
    good.address = QUrl(u"http://a"_s);
    QVERIFY(problemsOf(good).empty());
    const auto refused = [&good](auto change) {
        wire::Profile bad = good;
        change(bad);
        return !settings::checkProfile(bad) && problemsOf(bad).size() == 1
            && problemsOf(bad).front().text.endsWith(u'.');
    };
    QVERIFY(refused([](wire::Profile &p) { p.name = u" "_s; }));
    QVERIFY(refused([](wire::Profile &p) { p.address = {}; }));
    QVERIFY(refused([](wire::Profile &p) { p.address = QUrl(u"ftp://a"_s); }));
    QVERIFY(refused([](wire::Profile &p) { p.address = QUrl(u"http://u:p@a"_s); }));
    QVERIFY(refused([](wire::Profile &p) { p.address = QUrl(u"http://a?t=1"_s); }));
    QVERIFY(refused([](wire::Profile &p) { p.path = u"ws"_s; }));
}

QTEST_MAIN(DecisionsTest)
#include "tst_decisions.moc"
