// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

namespace fw::test {

using namespace Qt::StringLiterals;

/// The real framewatch-hub in a folder of its own, and clips made by the real FFmpeg.
class RealHub
{
public:
    /// False when it did not get ready; why() says why.
    bool start()
    {
        m_process.setProcessChannelMode(QProcess::SeparateChannels);
        m_process.start(QStringLiteral(FW_BIN_DIR "/framewatch-hub"),
                        { u"--data-dir"_s, m_dir.filePath(u"hub"_s), u"--port"_s, u"0"_s,
                          u"--workers"_s, u"1"_s });
        if (!m_process.waitForReadyRead(20000))
            return false;
        const QJsonObject ready = QJsonDocument::fromJson(m_process.readLine()).object();
        address = QUrl(ready.value("address"_L1).toString());
        QFile token(m_dir.filePath(u"hub/token"_s));
        if (!token.open(QIODevice::ReadOnly))
            return false;
        secret = Secret(token.readAll().trimmed());
        return address.isValid();
    }
    QString why()
    {
        return m_process.errorString() + QString::fromUtf8(m_process.readAllStandardError());
    }
    void kill() { m_process.kill(); }
    ~RealHub()
    {
        m_process.terminate();
        if (!m_process.waitForFinished(6000))
            m_process.kill();
    }

    /// A clip of \a seconds; \a source is an FFmpeg source, by its name 640x360 at 25 a second.
    /// Empty when FFmpeg failed.
    QString clip(const QString &name, int seconds, const QString &source)
    {
        const QString path = m_dir.filePath(name);
        QProcess ffmpeg;
        ffmpeg.start(u"ffmpeg"_s,
                     { u"-nostdin"_s,
                       u"-loglevel"_s,
                       u"error"_s,
                       u"-f"_s,
                       u"lavfi"_s,
                       u"-i"_s,
                       source.contains(u'=') ? source : source + u"=size=640x360:rate=25"_s,
                       u"-f"_s,
                       u"lavfi"_s,
                       u"-i"_s,
                       u"sine=frequency=330"_s,
                       u"-c:v"_s,
                       u"libx264"_s,
                       u"-preset"_s,
                       u"ultrafast"_s,
                       u"-pix_fmt"_s,
                       u"yuv420p"_s,
                       u"-c:a"_s,
                       u"aac"_s,
                       u"-t"_s,
                       QString::number(seconds),
                       path });
        return ffmpeg.waitForFinished(60000) && ffmpeg.exitCode() == 0 ? path : QString();
    }
    /// \a clip once more, under another name.
    QString copyOf(const QString &clip, const QString &name)
    {
        const QString path = m_dir.filePath(name);
        return QFile::copy(clip, path) ? path : QString();
    }
    /// A file that is no video.
    QString brokenClip(const QString &name)
    {
        QFile file(m_dir.filePath(name));
        if (file.open(QIODevice::WriteOnly))
            file.write(QByteArray(4000, 'x'));
        return file.fileName();
    }

    QUrl address;
    Secret secret;

private:
    QTemporaryDir m_dir;
    QProcess m_process;
};

} // namespace fw::test
