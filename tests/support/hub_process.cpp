// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/hub_process.h"

#include <QEventLoop>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkReply>

namespace fw::test {

using namespace Qt::StringLiterals;

HubProcess::~HubProcess()
{
    if (m_process.state() != QProcess::NotRunning)
        stop();
}

bool HubProcess::start(const QString &dataDir, const QStringList &more)
{
    m_dataDir = dataDir;
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(FW_HUB_PROGRAM),
                    QStringList{ u"--data-dir"_s, dataDir, u"--port"_s, u"0"_s } + more);
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(20000)) {
            m_trouble = u"no ready line: "_s + m_process.errorString();
            return false;
        }
    }
    const QJsonDocument line = QJsonDocument::fromJson(m_process.readLine());
    m_address = QUrl(line["address"_L1].toString());
    m_trouble = m_address.isValid() ? QString() : u"the ready line has no address"_s;
    return m_trouble.isEmpty();
}

void HubProcess::stop()
{
    m_process.terminate();
    if (!m_process.waitForFinished(15000))
        killHard();
}

void HubProcess::killHard()
{
    m_process.kill();
    m_process.waitForFinished(5000);
}

QByteArray HubProcess::token() const
{
    QFile file(tokenFile());
    return file.open(QIODevice::ReadOnly) ? file.readAll().trimmed() : QByteArray();
}

QJsonObject HubProcess::call(const QByteArray &method, const QString &path,
                             const QByteArray &body) const
{
    QNetworkAccessManager manager;
    QUrl url = m_address;
    const qsizetype query = path.indexOf(u'?');
    url.setPath(query < 0 ? path : path.left(query));
    if (query >= 0)
        url.setQuery(path.mid(query + 1));
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + token());
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setTransferTimeout(10000);
    QNetworkReply *reply = manager.sendCustomRequest(request, method, body);
    QEventLoop loop;
    QObject::connect(reply, &QNetworkReply::finished, &loop, &QEventLoop::quit);
    loop.exec();
    return QJsonDocument::fromJson(reply->readAll()).object();
}

QJsonObject HubProcess::get(const QString &path) const
{
    return call("GET", path, {});
}

QJsonObject HubProcess::post(const QString &path, const QJsonObject &body) const
{
    return call("POST", path, QJsonDocument(body).toJson(QJsonDocument::Compact));
}

QSet<QString> HubProcess::jobIds() const
{
    QSet<QString> ids;
    const QJsonArray jobs = get(u"/api/jobs?limit=500"_s)["jobs"_L1].toArray();
    for (const auto &job : jobs)
        ids.insert(job["jobId"_L1].toString());
    return ids;
}

MediaFacts probe(const QString &path)
{
    QProcess process;
    process.start(u"ffprobe"_s,
                  { u"-v"_s, u"error"_s, u"-show_streams"_s, u"-show_format"_s, u"-of"_s, u"json"_s,
                    u"file:"_s + path });
    process.waitForFinished(20000);
    const QJsonDocument document = QJsonDocument::fromJson(process.readAllStandardOutput());
    MediaFacts facts;
    facts.seconds = document["format"_L1]["duration"_L1].toString().toDouble();
    const QJsonArray streams = document["streams"_L1].toArray();
    for (const auto &stream : streams) {
        const QString codec = stream["codec_name"_L1].toString();
        if (stream["codec_type"_L1].toString() == "video"_L1) {
            facts.videoCodec = codec;
            facts.size = QSize(stream["width"_L1].toInt(), stream["height"_L1].toInt());
        } else if (stream["codec_type"_L1].toString() == "audio"_L1) {
            facts.audioCodec = codec;
        }
    }
    return facts;
}

bool makeClip(const QString &path, int seconds, QSize size, const QStringList &more)
{
    QProcess process;
    const QString video = u"testsrc2=size=%1x%2:rate=25:duration=%3"_s.arg(size.width())
                              .arg(size.height())
                              .arg(seconds);
    const QString audio = u"sine=frequency=440:duration=%1"_s.arg(seconds);
    process.start(u"ffmpeg"_s,
                  QStringList{ u"-nostdin"_s, u"-v"_s,      u"error"_s,   u"-y"_s,
                               u"-f"_s,       u"lavfi"_s,   u"-i"_s,      video,
                               u"-f"_s,       u"lavfi"_s,   u"-i"_s,      audio,
                               u"-c:v"_s,     u"libx264"_s, u"-preset"_s, u"ultrafast"_s,
                               u"-pix_fmt"_s, u"yuv420p"_s, u"-c:a"_s,    u"aac"_s }
                      + more + QStringList{ u"file:"_s + path });
    return process.waitForFinished(120000) && process.exitCode() == 0;
}

} // namespace fw::test
