// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/media/child_process.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

using namespace Qt::StringLiterals;
using namespace fw;
using namespace fw::hub::media;
using How = ChildExit::How;

/// Children: how they start, stop, end, and what is kept of them.
class TestChildProcess final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void outputAndExitCodeAreKept();
    void aMissingProgramIsNotStartedAndSaysWhy();
    void argumentsNeverPassThroughAShell();
    void stdinIsClosed();
    void aChildLeadsItsOwnGroupAtLowerPriority();
    void cancelEndsAChildThatIgnoresTheRequest();
    void cancelEndsAPausedChildWithItsGrandchildren();
    void aPausedChildStandsStillAndGoesOn();
    void aKillFromOutsideIsToldApartFromOurs();
    void aCrashIsToldApartFromAKill();
    void silenceEndsAtTheTimeout();
    void tooMuchOutputEndsTheChild();
    void theLogIsBounded();
    void errorsKeepFFmpegsOwnReason();

private:
    static ChildCommand shell(const QString &script);
    static ChildExit run(ChildCommand command, std::shared_ptr<LogFile> log = nullptr);
    static char stateOf(qint64 pid);
};

ChildCommand TestChildProcess::shell(const QString &script)
{
    ChildCommand command;
    command.program = u"/bin/sh"_s;
    command.arguments = QStringList{ u"-c"_s, script };
    return command;
}

ChildExit TestChildProcess::run(ChildCommand command, std::shared_ptr<LogFile> log)
{
    ChildProcess child;
    QSignalSpy ended(&child, &ChildProcess::finished);
    child.start(std::move(command), std::move(log));
    if (ended.isEmpty())
        ended.wait(60'000);
    return ended.size() == 1 ? ended[0][0].value<ChildExit>()
                             : ChildExit{ How::Finished, -99, {}, u"no answer"_s };
}

/// 'R', 'S', 'T'…; 0 when there is no such process.
char TestChildProcess::stateOf(qint64 pid)
{
    QFile file(u"/proc/%1/stat"_s.arg(pid));
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    const QByteArray stat = file.readAll();
    return stat.at(stat.lastIndexOf(')') + 2);
}

void TestChildProcess::outputAndExitCodeAreKept()
{
    const ChildExit exit = run(shell(u"printf hello; exit 3"_s));
    QCOMPARE(exit.how, How::Finished);
    QCOMPARE(exit.code, 3);
    QCOMPARE(exit.output, "hello");
    QVERIFY(!exit.ok());
}

void TestChildProcess::aMissingProgramIsNotStartedAndSaysWhy()
{
    ChildCommand command;
    command.program = u"/nowhere/ffmpeg"_s;
    const ChildExit exit = run(command);
    QCOMPARE(exit.how, How::NotStarted);
    QVERIFY(!exit.reason.isEmpty());
}

void TestChildProcess::argumentsNeverPassThroughAShell()
{
    ChildCommand command;
    command.program = u"printf"_s;
    command.arguments = QStringList{ u"%s|"_s, u"a b"_s, u"$(id)"_s, u"-x"_s, u"new\nline'\""_s };
    QCOMPARE(run(command).output, "a b|$(id)|-x|new\nline'\"|");
}

void TestChildProcess::stdinIsClosed()
{
    QCOMPARE(run(shell(u"cat; printf end"_s)).output, "end");
}

void TestChildProcess::aChildLeadsItsOwnGroupAtLowerPriority()
{
    const ChildExit exit = run(shell(u"cut -d' ' -f5,19 /proc/$$/stat; printf $$"_s));
    const QList<QByteArray> parts = exit.output.simplified().split(' ');
    QCOMPARE(parts.size(), 3);
    QCOMPARE(parts[0], parts[2]);
    QVERIFY(parts[1].toInt() >= 10);
}

void TestChildProcess::cancelEndsAChildThatIgnoresTheRequest()
{
    ChildProcess child;
    QSignalSpy ended(&child, &ChildProcess::finished);
    ChildCommand command = shell(u"trap '' TERM; echo up; while :; do sleep 0.1; done"_s);
    command.streams = true;
    QSignalSpy up(&child, &ChildProcess::outputRead);
    child.start(command, nullptr);
    QTRY_VERIFY(!up.isEmpty());
    child.cancel();
    child.cancel();
    QTRY_COMPARE(ended.size(), 1);
    QCOMPARE(ended[0][0].value<ChildExit>().how, How::Cancelled);
}

void TestChildProcess::cancelEndsAPausedChildWithItsGrandchildren()
{
    ChildProcess child;
    QSignalSpy ended(&child, &ChildProcess::finished);
    ChildCommand command = shell(u"sleep 60 & echo $!; wait"_s);
    command.streams = true;
    QSignalSpy up(&child, &ChildProcess::outputRead);
    child.start(command, nullptr);
    QTRY_VERIFY(!up.isEmpty());
    const qint64 grandchild = up[0][0].toByteArray().trimmed().toLongLong();
    QVERIFY(stateOf(grandchild) != 0);
    child.pause();
    QTRY_COMPARE(stateOf(child.pid()), 'T');
    QTRY_COMPARE(stateOf(grandchild), 'T');
    child.cancel();
    QTRY_COMPARE(ended.size(), 1);
    QTRY_VERIFY(stateOf(grandchild) == 0 || stateOf(grandchild) == 'Z');
}

void TestChildProcess::aPausedChildStandsStillAndGoesOn()
{
    ChildProcess child;
    QSignalSpy ended(&child, &ChildProcess::finished);
    // In the background: a shell that waits for its vfork cannot be stopped ('D') until the child
    // it made, and we stopped, goes on.
    ChildCommand command = shell(u"sleep 0.2 & echo up; wait; echo end"_s);
    command.streams = true;
    command.timeout = Millis(5000);
    QSignalSpy up(&child, &ChildProcess::outputRead);
    child.start(command, nullptr);
    QTRY_VERIFY(!up.isEmpty());
    child.pause();
    QTRY_COMPARE(stateOf(child.pid()), 'T');
    QVERIFY(ended.isEmpty());
    child.resume();
    QTRY_COMPARE(ended.size(), 1);
    QVERIFY(ended[0][0].value<ChildExit>().ok());
}

void TestChildProcess::aKillFromOutsideIsToldApartFromOurs()
{
    const ChildExit exit = run(shell(u"kill -9 $$"_s));
    QCOMPARE(exit.how, How::Killed);
    QCOMPARE(exit.code, SIGKILL);
}

void TestChildProcess::aCrashIsToldApartFromAKill()
{
    const ChildExit exit = run(shell(u"kill -11 $$"_s));
    QCOMPARE(exit.how, How::Crashed);
    QCOMPARE(exit.code, SIGSEGV);
}

void TestChildProcess::silenceEndsAtTheTimeout()
{
    ChildCommand command = shell(u"sleep 60"_s);
    command.timeout = Millis(100);
    QCOMPARE(run(command).how, How::TimedOut);
}

void TestChildProcess::tooMuchOutputEndsTheChild()
{
    ChildCommand command = shell(u"cat /dev/zero"_s);
    command.outputLimit = 100'000;
    const ChildExit exit = run(command);
    QCOMPARE(exit.how, How::OutputTooLarge);
}

void TestChildProcess::theLogIsBounded()
{
    QTemporaryDir dir;
    const QString path = dir.filePath(u"a.log"_s);
    auto log = std::make_shared<LogFile>(path);
    QVERIFY(run(shell(u"head -c 6000000 /dev/zero | tr '\\0' x >&2; echo >&2"_s), log).ok());
    log.reset();
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(file.size() < LogFile::limit + 200);
    QVERIFY(file.size() > LogFile::limit - 200);
    const QByteArray text = file.readAll();
    QVERIFY(text.startsWith("# /bin/sh -c head"));
    QVERIFY(text.endsWith("(the rest is left out: the log reached 4 MiB)\n"));
}

void TestChildProcess::errorsKeepFFmpegsOwnReason()
{
    ErrorTail tail;
    QCOMPARE(tail.reason(), QString());
    tail.feed("[info] Input #0\n[mov,mp4 @ 0x55d0a1] [error] moov atom");
    tail.feed(" not found\n[error] file:/x.mp4: Invalid data found\n[info] bye\n");
    QCOMPARE(tail.reason(), u"[mov,mp4] moov atom not found; file:/x.mp4: Invalid data found"_s);
    ErrorTail plain;
    plain.feed(QByteArray(100'000, 'a'));
    QVERIFY(plain.reason().size() <= 600);
    QVERIFY(!plain.reason().isEmpty());
}

QTEST_GUILESS_MAIN(TestChildProcess)
#include "tst_child_process.moc"
