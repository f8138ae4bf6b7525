// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/media/pictures.h"

#include "hub/media/input.h"

#include <algorithm>
#include <cmath>

namespace fw::hub::media {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostThumbnails = 8;

} // namespace

std::vector<double> thumbnailTimes(const MediaInfo &info)
{
    const auto duration = info.videoSeconds ? info.videoSeconds : info.seconds;
    if (!duration)
        return { 0, 1, 2, 5, 10, 20, 40, 80 };
    const double frames = *duration * info.framesPerSecond.value_or(25);
    const int count = std::clamp(int(std::floor(frames)), 1, mostThumbnails);
    // Behind the start of the last frame there is no picture to be had.
    const double last = std::max(0.0, *duration * (1 - 1.5 / std::max(frames, 1.5)));
    std::vector<double> times;
    for (int i = 0; i < count; ++i)
        times.push_back(count == 1 ? 0 : std::min(last, *duration * (i + 0.5) / count));
    return times;
}

QStringList pictureAtArguments(const QString &path, double seconds, int maxWidth)
{
    QStringList arguments = ffmpegArguments();
    if (seconds > 0)
        arguments += { u"-ss"_s, QString::number(seconds, 'f', 3) };
    arguments += inputArguments(path);
    // First square pixels, then the limit; -2 keeps the shape with an even height.
    const QString filter = u"scale=w='trunc(iw*max(sar\\,0.01)/2)*2':h=ih,setsar=1,"
                           "scale=w='min(%1\\,iw)':h=-2:flags=bicubic"_s.arg(maxWidth);
    arguments += { u"-map"_s,       u"0:V:0"_s, u"-frames:v"_s,  u"1"_s,        u"-an"_s,
                   u"-sn"_s,        u"-vf"_s,   filter,          u"-pix_fmt"_s, u"yuvj420p"_s,
                   u"-c:v"_s,       u"mjpeg"_s, u"-q:v"_s,       u"4"_s,        u"-strict"_s,
                   u"unofficial"_s, u"-f"_s,    u"image2pipe"_s, u"pipe:1"_s };
    return arguments;
}

crop::Size jpegSize(const QByteArray &jpeg)
{
    const auto byte = [&](qsizetype at) { return int(static_cast<unsigned char>(jpeg[at])); };
    for (qsizetype at = 2; at + 9 < jpeg.size() && byte(at) == 0xff;) {
        const int marker = byte(at + 1);
        // Frame headers are C0 to CF without C4, C8 and CC.
        if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc)
            return { byte(at + 7) * 256 + byte(at + 8), byte(at + 5) * 256 + byte(at + 6) };
        at += 2 + byte(at + 2) * 256 + byte(at + 3);
    }
    return {};
}

QStringList sampleArguments(const QString &path)
{
    const QString length = QString::number(sampleSeconds);
    // A slow colour sweep behind a wandering test card, whose clock shows that time passes.
    const QString back = u"gradients=s=640x360:r=30:n=5:c0=0x0b1d3a:c1=0x1fa2a6:c2=0xf2b134:"
                         "c3=0xd8432f:c4=0x5b2a86:x0=0:y0=0:x1=640:y1=360:speed=0.012:d="_s
        + length;
    const QString graph = u"[0:v]scale=1280:720:flags=bilinear,format=yuv420p[back];"
                          "[1:v]format=yuv420p[card];"
                          "[back][card]overlay=x='320+280*sin(0.9*t)':y='180+150*sin(1.7*t)'[v];"
                          "[2:a][3:a]amix=inputs=2,volume=0.4[a]"_s;
    QStringList arguments = ffmpegArguments();
    arguments += { u"-f"_s,
                   u"lavfi"_s,
                   u"-i"_s,
                   back,
                   u"-f"_s,
                   u"lavfi"_s,
                   u"-i"_s,
                   u"testsrc2=s=640x360:r=30:d="_s + length,
                   u"-f"_s,
                   u"lavfi"_s,
                   u"-i"_s,
                   u"sine=f=220:r=48000:d="_s + length,
                   u"-f"_s,
                   u"lavfi"_s,
                   u"-i"_s,
                   u"sine=f=330:b=2:r=48000:d="_s + length,
                   u"-filter_complex"_s,
                   graph,
                   u"-map"_s,
                   u"[v]"_s,
                   u"-map"_s,
                   u"[a]"_s,
                   u"-c:v"_s,
                   u"libx264"_s,
                   u"-preset"_s,
                   u"ultrafast"_s,
                   u"-crf"_s,
                   u"21"_s,
                   u"-c:a"_s,
                   u"aac"_s,
                   u"-t"_s,
                   length,
                   u"-movflags"_s,
                   u"+faststart"_s,
                   u"-progress"_s,
                   u"pipe:1"_s,
                   u"-f"_s,
                   u"mp4"_s,
                   u"file:"_s + path };
    return arguments;
}

} // namespace fw::hub::media
