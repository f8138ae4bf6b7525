// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

namespace fw::test {

/// framewatch-cli as a process of its own, with its own settings and without a keychain. The
/// server it talks to may live in this thread: waiting runs the event loop.
class CliProgram
{
public:
    struct Ran
    {
        int code = -1;
        QByteArray out;
        QByteArray err;
        /// Standard output as JSON lines.
        QList<QJsonObject> lines() const
        {
            QList<QJsonObject> all;
            for (const QByteArray &line : out.split('\n')) {
                if (!line.isEmpty())
                    all.append(QJsonDocument::fromJson(line).object());
            }
            return all;
        }
        /// Those of one type.
        QList<QJsonObject> lines(const QString &type) const
        {
            QList<QJsonObject> all;
            for (const QJsonObject &line : lines()) {
                if (line[QLatin1StringView("type")].toString() == type)
                    all.append(line);
            }
            return all;
        }
    };

    /// \a program: the path of framewatch-cli.
    explicit CliProgram(QString program)
        : m_program(std::move(program))
    {
    }

    QString path(const QString &name) const { return m_dir.filePath(name); }
    /// Writes a file into the folder of this run. \return its path
    QString write(const QString &name, const QByteArray &content) const
    {
        QFile file(path(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(content);
        return file.fileName();
    }

    std::unique_ptr<QProcess> start(const QStringList &arguments,
                                    const QStringList &environment = {}) const
    {
        auto process = std::make_unique<QProcess>();
        auto variables = QProcessEnvironment::systemEnvironment();
        for (const auto *name : { "DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM",
                                  "FRAMEWATCH_TOKEN", "FRAMEWATCH_PASSWORD" })
            variables.remove(QString::fromLatin1(name));
        variables.insert(QStringLiteral("XDG_DATA_HOME"), path(QStringLiteral("data")));
        variables.insert(QStringLiteral("XDG_CONFIG_HOME"), path(QStringLiteral("config")));
        variables.insert(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"),
                         QStringLiteral("unix:path=/nonexistent"));
        for (const QString &pair : environment)
            variables.insert(pair.section(u'=', 0, 0), pair.section(u'=', 1));
        process->setProcessEnvironment(variables);
        process->setStandardInputFile(QProcess::nullDevice());
        process->start(m_program, arguments);
        return process;
    }
    Ran run(const QStringList &arguments, const QStringList &environment = {}) const
    {
        const auto process = start(arguments, environment);
        [&] { QTRY_COMPARE_WITH_TIMEOUT(process->state(), QProcess::NotRunning, 30000); }();
        return { process->exitStatus() == QProcess::NormalExit ? process->exitCode() : -1,
                 process->readAllStandardOutput(), process->readAllStandardError() };
    }

private:
    QString m_program;
    QTemporaryDir m_dir;
};

} // namespace fw::test
