// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "support/clips.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

namespace fw::test {

using namespace Qt::StringLiterals;

QByteArray runTool(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.setStandardInputFile(QProcess::nullDevice());
    process.start(program, arguments);
    if (!process.waitForFinished(30'000) || process.exitStatus() != QProcess::NormalExit
        || process.exitCode() != 0) {
        qWarning("%s", process.readAllStandardError().constData());
        return {};
    }
    const QByteArray output = process.readAllStandardOutput();
    return output.isNull() ? QByteArray("") : output;
}

bool makeClip(const QString &path, const Clip &clip)
{
    const QString length = QString::number(clip.seconds);
    QStringList arguments{ u"-nostdin"_s,
                           u"-v"_s,
                           u"error"_s,
                           u"-y"_s,
                           u"-f"_s,
                           u"lavfi"_s,
                           u"-i"_s,
                           u"testsrc2=s=%1x%2:r=10:d=%3"_s.arg(
                               QString::number(clip.width), QString::number(clip.height), length) };
    if (clip.sound)
        arguments
            += { u"-f"_s, u"lavfi"_s, u"-i"_s, u"sine=f=440:d="_s + length, u"-c:a"_s, u"aac"_s };
    arguments += { u"-c:v"_s, clip.codec };
    const bool odd = clip.width % 2 != 0 || clip.height % 2 != 0;
    if (odd) // the generator makes even sizes only; 4:4:4 allows odd ones
        arguments += { u"-vf"_s,
                       u"format=yuv444p,scale=%1:%2,setsar=1"_s.arg(clip.width).arg(clip.height) };
    if (clip.codec == "libx264"_L1)
        arguments
            += { u"-preset"_s, u"ultrafast"_s, u"-pix_fmt"_s, odd ? u"yuv444p"_s : u"yuv420p"_s };
    if (clip.indexFirst)
        arguments += { u"-movflags"_s, u"+faststart"_s };
    const QString made = clip.rotate == 0 ? path : path + u".upright.mp4"_s;
    arguments += u"file:"_s + made;
    runTool(u"ffmpeg"_s, arguments);
    if (clip.rotate != 0) { // the display matrix is only written when copying
        runTool(u"ffmpeg"_s,
                { u"-nostdin"_s, u"-v"_s, u"error"_s, u"-y"_s, u"-i"_s, u"file:"_s + made, u"-c"_s,
                  u"copy"_s, u"-metadata:s:v:0"_s, u"rotate=%1"_s.arg(clip.rotate),
                  u"file:"_s + path });
        QFile::remove(made);
    }
    return QFile(path).size() > 0;
}

QString describe(const QString &path)
{
    const QByteArray json = runTool(u"ffprobe"_s,
                                    { u"-v"_s, u"error"_s, u"-of"_s, u"json"_s, u"-show_streams"_s,
                                      u"-show_format"_s, u"file:"_s + path });
    const QJsonObject root = QJsonDocument::fromJson(json).object();
    QString video;
    QString sound;
    for (const QJsonValue &stream : root["streams"_L1].toArray()) {
        const QString codec = stream["codec_name"_L1].toString();
        if (stream["codec_type"_L1].toString() == "video"_L1)
            video = u"%1 %2x%3 %4"_s.arg(codec, QString::number(stream["width"_L1].toInt()),
                                         QString::number(stream["height"_L1].toInt()),
                                         stream["pix_fmt"_L1].toString());
        else
            sound = u' ' + codec;
    }
    const double seconds = root["format"_L1]["duration"_L1].toString().toDouble();
    return video + u' ' + QString::number(seconds, 'f', 1) + sound;
}

int pixelAt(const QString &path, double seconds, int x, int y)
{
    const QByteArray rgb
        = runTool(u"ffmpeg"_s,
                  { u"-nostdin"_s, u"-v"_s, u"error"_s, u"-ss"_s, QString::number(seconds), u"-i"_s,
                    u"file:"_s + path, u"-frames:v"_s, u"1"_s, u"-vf"_s,
                    u"format=rgb24,crop=1:1:%1:%2"_s.arg(QString::number(x), QString::number(y)),
                    u"-f"_s, u"rawvideo"_s, u"pipe:1"_s });
    if (rgb.size() != 3)
        return -1;
    const auto byte = [&](int at) { return int(static_cast<unsigned char>(rgb[at])); };
    return byte(0) << 16 | byte(1) << 8 | byte(2);
}

} // namespace fw::test
