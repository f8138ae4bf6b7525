// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QBuffer>
#include <QImage>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTimer>
#include <QUrl>

#include <atomic>
#include <functional>

namespace fw::test {

/// Does \a work every 20 ms in the thread it is made in, \a times times.
class Ticker final : public QObject
{
public:
    Ticker(int times, const std::function<void(int)> &work)
        : m_left(times)
    {
        connect(&m_timer, &QTimer::timeout, this, [this, work] {
            work(--m_left);
            if (m_left == 0) {
                m_timer.stop();
                done = true;
            }
        });
        m_timer.setTimerType(Qt::PreciseTimer);
        m_timer.start(20);
    }
    std::atomic<bool> done = false;

private:
    QTimer m_timer{ this };
    int m_left;
};

/// Takes every connection and drops it.
class Dropper final : public QTcpServer
{
public:
    Dropper()
    {
        listen(QHostAddress::LocalHost);
        connect(this, &QTcpServer::newConnection, this, [this] {
            while (QTcpSocket *socket = nextPendingConnection()) {
                ++dropped;
                socket->abort();
                socket->deleteLater();
            }
        });
    }
    QUrl url() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/").arg(serverPort())); }
    std::atomic<int> dropped = 0;
};

/// A picture of 640 by 360.
inline QByteArray jpeg()
{
    QImage image(640, 360, QImage::Format_RGB32);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.setPixel(x, y, qRgb(x % 256, y % 256, (x * y) % 256));
    }
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "JPEG");
    return bytes;
}

inline constexpr qsizetype bigAnswer = 16 * 1024 * 1024 - 4096; // what is taken at most

/// A list of jobs as large as an answer may be. \a count: how many those are.
inline QByteArray bigList(int &count)
{
    QByteArray body = R"({"jobs":[)";
    count = 0;
    while (body.size() < bigAnswer - 512) {
        const QByteArray number = QByteArray::number(count++);
        body += R"({"jobId":"big-)" + number + R"(","name":"ferry_arrivals_)" + number
            + R"(.mp4","state":"done","stage":"PUBLISH","progress":100,"attempt":1,"source":")"
            + R"(/srv/media/incoming/2026-11-20/ferry_arrivals_)" + number + R"(.mp4","bytes":1234)"
            + R"(,"created":"2026-11-20T10:00:00Z","updated":"2026-11-20T10:05:00Z"},)";
    }
    body.chop(1);
    return body + R"(],"next":null})";
}

/// A detail whose log is as large as an answer may be.
inline QByteArray bigDetail(const QString &id)
{
    QByteArray body = R"({"job":{"jobId":")" + id.toUtf8() + R"(","name":")" + id.toUtf8()
        + R"(.mp4","state":"failed"},"log":[)";
    while (body.size() < bigAnswer - 512)
        body += R"({"time":"2026-11-21T12:00:00Z","level":"info","text":"frame= 1234 fps= 58 q=2)"
                R"(8.0 size= 10240KiB time=00:00:41.36 bitrate=2028.1kbits/s speed=1.93x"},)";
    body.chop(1);
    return body + "]}";
}

} // namespace fw::test
