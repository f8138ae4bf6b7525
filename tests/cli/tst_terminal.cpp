// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/cli_program.h"
#include "support/imagetools_server.h"
#include "support/orchestrator_server.h"

#include <csignal>
#include <cstdlib>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

using namespace fw;
using namespace Qt::StringLiterals;

namespace {

/// A terminal without a screen: what is typed into it, and what it shows.
class Pty
{
public:
    Pty()
        : m_master(posix_openpt(O_RDWR | O_NOCTTY | O_NONBLOCK))
    {
        grantpt(m_master);
        unlockpt(m_master);
        m_slave = open(ptsname(m_master), O_RDWR | O_NOCTTY);
    }
    ~Pty()
    {
        close(m_slave);
        close(m_master);
    }
    bool isOpen() const { return m_master >= 0 && m_slave >= 0; }
    int slave() const { return m_slave; }
    void type(const QByteArray &text) const
    {
        const auto written = write(m_master, text.constData(), static_cast<size_t>(text.size()));
        Q_ASSERT(written == text.size());
    }
    /// Everything it showed so far.
    const QByteArray &shown()
    {
        char bytes[4096];
        for (;;) {
            const auto count = read(m_master, bytes, sizeof bytes);
            if (count <= 0)
                return m_shown;
            m_shown.append(bytes, count);
        }
    }
    bool echoes() const
    {
        termios now{};
        return tcgetattr(m_slave, &now) == 0 && (now.c_lflag & ECHO) != 0;
    }

private:
    int m_master;
    int m_slave;
    QByteArray m_shown;
};

} // namespace

/// What the program asks a person, on a terminal.
class TestTerminal final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void init();
    void passwordsAreAskedForWithoutEcho();
    void anInterruptGivesTheEchoBack();
    void warningsAreAsked_data();
    void warningsAreAsked();
    void anInterruptStopsAnUpload();

private:
    void startOn(Pty &pty, const QStringList &arguments);
    test::CliProgram m_cli{ QStringLiteral(FW_BIN_DIR "/framewatch-cli") };
    std::unique_ptr<QProcess> m_process;
};

void TestTerminal::init()
{
    m_process = std::make_unique<QProcess>();
}

void TestTerminal::startOn(Pty &pty, const QStringList &arguments)
{
    auto variables = QProcessEnvironment::systemEnvironment();
    variables.insert(u"XDG_CONFIG_HOME"_s, m_cli.path(u"config"_s));
    variables.insert(u"XDG_DATA_HOME"_s, m_cli.path(u"data"_s));
    variables.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"unix:path=/nonexistent"_s);
    variables.remove(u"FRAMEWATCH_PASSWORD"_s);
    m_process->setProcessEnvironment(variables);
    m_process->setChildProcessModifier([slave = pty.slave()] {
        setsid();
        ioctl(slave, TIOCSCTTY, 0);
        dup2(slave, STDIN_FILENO);
        dup2(slave, STDERR_FILENO);
    });
    m_process->start(QStringLiteral(FW_BIN_DIR "/framewatch-cli"), arguments);
}

void TestTerminal::passwordsAreAskedForWithoutEcho()
{
    test::OrchestratorServer server;
    QVERIFY(server.listen());
    Pty pty;
    QVERIFY(pty.isOpen());
    startOn(pty,
            { u"--server"_s, server.url().toString(), u"--dialect=orchestrator"_s, u"sign-in"_s,
              u"--way=password"_s });
    QTRY_VERIFY_WITH_TIMEOUT(pty.shown().contains("mail"), 15000);
    pty.type(server.email.toUtf8() + '\n');
    QTRY_VERIFY(pty.shown().contains(server.email.toUtf8()));
    QTRY_VERIFY(!pty.echoes());
    pty.type(server.password.toUtf8() + '\n');
    QTRY_COMPARE_WITH_TIMEOUT(m_process->state(), QProcess::NotRunning, 15000);
    QVERIFY2(m_process->exitCode() == 0, pty.shown().constData());
    QVERIFY(!pty.shown().contains(server.password.toUtf8()));
    QVERIFY(pty.echoes());
}

void TestTerminal::anInterruptGivesTheEchoBack()
{
    test::OrchestratorServer server;
    QVERIFY(server.listen());
    Pty pty;
    startOn(pty,
            { u"--server"_s, server.url().toString(), u"--dialect=orchestrator"_s, u"sign-in"_s,
              u"--way=password"_s });
    QTRY_VERIFY_WITH_TIMEOUT(pty.shown().contains("mail"), 15000);
    pty.type("a@example.invalid\n");
    QTRY_VERIFY(!pty.echoes());
    pty.type("\x03");
    QTRY_COMPARE_WITH_TIMEOUT(m_process->state(), QProcess::NotRunning, 15000);
    QCOMPARE(m_process->exitStatus(), QProcess::NormalExit);
    QVERIFY(m_process->exitCode() != 0);
    QVERIFY(pty.echoes());
}

void TestTerminal::warningsAreAsked_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<bool>("done");
    QTest::newRow("yes") << QByteArray("y\n") << true;
    QTest::newRow("no") << QByteArray("n\n") << false;
    QTest::newRow("nothing") << QByteArray("\n") << false;
    QTest::newRow("end of input") << QByteArray("\x04") << false;
}

void TestTerminal::warningsAreAsked()
{
    QFETCH(QByteArray, answer);
    QFETCH(bool, done);
    test::ImageToolsServer server;
    QVERIFY(server.listen());
    const QString id = server.addImage(u"beach.png"_s);
    Pty pty;
    startOn(pty,
            { u"--server"_s, server.url().toString(), u"--dialect=imagetools"_s, u"run"_s,
              u"image.delete"_s, id });
    QTRY_VERIFY_WITH_TIMEOUT(pty.shown().contains("[y/N]"), 15000);
    pty.type(answer);
    QTRY_COMPARE_WITH_TIMEOUT(m_process->state(), QProcess::NotRunning, 15000);
    QCOMPARE(m_process->exitCode(), done ? 0 : 1);
    QCOMPARE(server.images().contains(id), !done);
}

void TestTerminal::anInterruptStopsAnUpload()
{
    test::ImageToolsServer server;
    server.maxUploadMb = 4000;
    QVERIFY(server.listen());
    QFile picture(m_cli.path(u"huge.png"_s));
    QVERIFY(picture.open(QIODevice::WriteOnly));
    QVERIFY(picture.resize(qint64(600) * 1024 * 1024)); // takes no room and long enough
    picture.close();
    Pty pty;
    startOn(pty,
            { u"--server"_s, server.url().toString(), u"--dialect=imagetools"_s, u"run"_s,
              u"image.upload"_s, QString(u"file="_s + picture.fileName()) });
    QTRY_VERIFY_WITH_TIMEOUT(pty.shown().contains("sent "), 20000);
    kill(static_cast<pid_t>(m_process->processId()), SIGINT);
    QTRY_COMPARE_WITH_TIMEOUT(m_process->state(), QProcess::NotRunning, 15000);
    QCOMPARE(m_process->exitStatus(), QProcess::NormalExit);
    QVERIFY2(m_process->exitCode() == 1, pty.shown().right(300).constData());
    QVERIFY(pty.shown().contains("stopping"));
    QVERIFY(server.images().isEmpty());
}

QTEST_GUILESS_MAIN(TestTerminal)
#include "tst_terminal.moc"
