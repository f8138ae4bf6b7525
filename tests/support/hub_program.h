// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTest>
#include <QUrl>

namespace fw::test {

/// framewatch-hub as a process of its own; killed at the end.
class HubProgram final
{
public:
    HubProgram(const QString &program, QString dataDir, const QStringList &more = {})
        : m_dataDir(std::move(dataDir))
    {
        m_process.setProgram(program);
        m_process.setArguments(QStringList{ QStringLiteral("--data-dir"), m_dataDir,
                                            QStringLiteral("--port"), QStringLiteral("0") }
                               + more);
        m_process.start();
    }
    ~HubProgram()
    {
        m_process.kill();
        m_process.waitForFinished();
    }

    /// Waits for the ready line. False when the process ended or said something else.
    bool isReady()
    {
        const auto told = [this] {
            return m_process.canReadLine() || m_process.state() == QProcess::NotRunning;
        };
        if (!QTest::qWaitFor(told, 15'000))
            return false;
        m_line = QJsonDocument::fromJson(m_process.readLine()).object();
        return m_line.value(QStringLiteral("ready")).toBool();
    }
    /// Waits for the end; the exit code, or -1 when it crashed or goes on.
    int exitCode(int timeout = 15'000)
    {
        const auto over = [this] { return m_process.state() == QProcess::NotRunning; };
        if (!QTest::qWaitFor(over, timeout) || m_process.exitStatus() != QProcess::NormalExit)
            return -1;
        return m_process.exitCode();
    }
    const QJsonObject &line() const { return m_line; } ///< the ready line
    QProcess &process() { return m_process; }
    QUrl address() const { return QUrl(m_line.value(QStringLiteral("address")).toString()); }
    quint16 port() const { return static_cast<quint16>(address().port()); }
    QByteArray token() const
    {
        QFile file(m_dataDir + QStringLiteral("/token"));
        return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
    }

private:
    QProcess m_process;
    QString m_dataDir;
    QJsonObject m_line;
};

} // namespace fw::test
