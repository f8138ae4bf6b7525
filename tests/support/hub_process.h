// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QSize>
#include <QUrl>

namespace fw::test {

/// A real framewatch-hub as a child process, on a free port.
class HubProcess final
{
public:
    ~HubProcess();

    /// Starts it on \a dataDir and waits for its ready line; false: trouble() says why.
    bool start(const QString &dataDir, const QStringList &more = {});
    void stop(); ///< SIGTERM and wait
    void killHard(); ///< SIGKILL and wait: what a crash or the OOM killer does
    QString trouble() const { return m_trouble; }

    QUrl address() const { return m_address; }
    qint64 pid() const { return m_process.processId(); }
    QString tokenFile() const { return m_dataDir + QStringLiteral("/token"); }
    QByteArray token() const;

    /// One authorised call, waited for; an empty object when it failed.
    QJsonObject get(const QString &path) const;
    QJsonObject post(const QString &path, const QJsonObject &body) const;
    QSet<QString> jobIds() const;

private:
    QJsonObject call(const QByteArray &method, const QString &path, const QByteArray &body) const;

    QProcess m_process;
    QString m_dataDir;
    QString m_trouble;
    QUrl m_address;
};

/// What ffprobe says of a file.
struct MediaFacts
{
    QString videoCodec;
    QString audioCodec;
    QSize size;
    double seconds = 0;
};
MediaFacts probe(const QString &path);

/// Makes a clip with moving picture and sound; \a more goes before the output name.
bool makeClip(const QString &path, int seconds, QSize size, const QStringList &more = {});

} // namespace fw::test
