// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/log_file.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>

#include <atomic>

namespace fw::ui {

using namespace Qt::StringLiterals;

namespace {

// Qt's message handler is a bare function: this pointer is how it finds the file. With the log
// categories the one exception to "no static data" (style.md rule 5).
std::atomic<LogFile *> &current()
{
    static std::atomic<LogFile *> file{ nullptr };
    return file;
}

void handle(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    if (LogFile *file = current().load())
        file->write(type, context, text);
}

const char *levelWord(QtMsgType type)
{
    switch (type) {
    case QtDebugMsg:
        return "debug";
    case QtInfoMsg:
        return "info";
    case QtWarningMsg:
        return "warning";
    case QtCriticalMsg:
        return "critical";
    case QtFatalMsg:
        return "fatal";
    }
    return "";
}

} // namespace

LogFile::LogFile(const QString &path)
    : m_file(path)
{
    QDir().mkpath(QFileInfo(path).path());
    if (m_file.open(QIODevice::WriteOnly | QIODevice::Append))
        m_file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    current().store(this);
    m_before = qInstallMessageHandler(handle);
}

LogFile::~LogFile()
{
    qInstallMessageHandler(m_before);
    current().store(nullptr);
}

void LogFile::write(QtMsgType type, const QMessageLogContext &context, const QString &text)
{
    const QByteArray line = QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs).toUtf8()
        + ' ' + levelWord(type) + ' ' + (context.category ? context.category : "") + ": "
        + text.toUtf8() + '\n';
    const QMutexLocker lock(&m_mutex);
    if (type != QtDebugMsg && type != QtInfoMsg)
        fputs(line.constData(), stderr);
    if (!m_file.isOpen())
        return;
    m_file.write(line);
    m_file.flush();
    if (m_file.size() > maxBytes)
        rotate();
}

void LogFile::rotate()
{
    const QString older = m_file.fileName() + u".1"_s;
    m_file.close();
    QFile::remove(older);
    QFile::rename(m_file.fileName(), older);
    if (!m_file.open(QIODevice::WriteOnly | QIODevice::Append))
        fputs("The log file cannot be opened again.\n", stderr);
}

} // namespace fw::ui
