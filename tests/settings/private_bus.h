// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <csignal>
#include <sys/prctl.h>

namespace fw::test {

/// A child that does not outlive the test, whatever ends that.
inline void endWithTheTest(QProcess &process)
{
    process.setChildProcessModifier([] { prctl(PR_SET_PDEATHSIG, SIGKILL); });
}

/// The session bus of one test program. Its configuration names no folder of services, so nothing
/// that happens to be installed is started on it. Make it before the application object: what
/// connects to a bus first must find this one.
class PrivateBus final
{
public:
    PrivateBus() { qputenv("DBUS_SESSION_BUS_ADDRESS", address().toUtf8()); }
    ~PrivateBus()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    QString address() const
    {
        return QStringLiteral("unix:path=") + m_dir.filePath(QStringLiteral("bus"));
    }
    /// Starts it and waits for its address; false: trouble() says why.
    bool start()
    {
        QFile file(m_dir.filePath(QStringLiteral("bus.conf")));
        if (!file.open(QIODevice::WriteOnly) || file.write(configuration()) < 0) {
            m_trouble = file.errorString();
            return false;
        }
        file.close();
        endWithTheTest(m_process);
        m_process.start(QStringLiteral("dbus-daemon"),
                        { QStringLiteral("--config-file=") + file.fileName(),
                          QStringLiteral("--nofork"), QStringLiteral("--print-address") });
        if (m_process.waitForStarted() && m_process.waitForReadyRead()
            && m_process.readAllStandardOutput().startsWith("unix:"))
            return true;
        m_trouble = QStringLiteral("dbus-daemon (packaging/setup tests installs it): %1 %2")
                        .arg(m_process.errorString(),
                             QString::fromLocal8Bit(m_process.readAllStandardError()));
        return false;
    }
    QString trouble() const { return m_trouble; }

private:
    QByteArray configuration() const
    {
        return "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\" "
               "\"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
               "<busconfig><type>session</type><listen>"
            + address().toUtf8()
            + "</listen><auth>EXTERNAL</auth><policy context=\"default\">"
              "<allow send_destination=\"*\" eavesdrop=\"true\"/><allow eavesdrop=\"true\"/>"
              "<allow own=\"*\"/></policy></busconfig>\n";
    }

    QTemporaryDir m_dir;
    QProcess m_process;
    QString m_trouble;
};

} // namespace fw::test
