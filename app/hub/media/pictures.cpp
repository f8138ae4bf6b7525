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

// The sample: colour waves, computed small and seldom and enlarged smoothly; a ball that wanders
// from corner to corner shows what a crop cuts off; the test card's clock shows that time passes.
constexpr auto waves = "nullsrc=s=96x54:r=10,format=gbrp,"
                       "geq=r='45+60*(1+sin(X/28+0.8*T+sin(Y/16)))':"
                       "g='30+40*(1+sin(Y/18-0.6*T+sin(X/24)))':"
                       "b='90+55*(1+sin((X+Y)/32+0.5*T))',framerate=fps=30,trim=duration="_L1;
constexpr auto ball = "nullsrc=s=180x180:r=30:d=0.04,format=rgba,"
                      "geq=r=255:g=236:b=170:a='230*clip((88-hypot(X-90,Y-90))/2,0,1)'"_L1;
constexpr auto card = "testsrc2=s=320x180:r=30:d="_L1;
constexpr auto sampleGraph
    = "[0:v]scale=1280:720:flags=bicubic,format=yuv420p[waves];[2:v]format=yuv420p[card];"
      "[waves][card]overlay=x=W-w-40:y=H-h-40[back];"
      "[back][1:v]overlay=x='550+500*sin(0.9*t)':y='270+230*sin(1.7*t)'[v];"
      "[3:a][4:a]amix=inputs=2,volume=0.4[a]"_L1;

QStringList generated(const QString &source)
{
    return { u"-f"_s, u"lavfi"_s, u"-i"_s, source };
}

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
    QStringList arguments = ffmpegArguments();
    arguments += generated(waves + length) + generated(ball) + generated(card + length)
        + generated(u"sine=f=220:r=48000:d="_s + length)
        + generated(u"sine=f=330:b=2:r=48000:d="_s + length);
    arguments += { u"-filter_complex"_s, sampleGraph, u"-map"_s, u"[v]"_s, u"-map"_s, u"[a]"_s };
    arguments
        += u"-c:v libx264 -preset ultrafast -crf 21 -c:a aac -movflags +faststart"_s.split(u' ');
    arguments += { u"-t"_s, length, u"-progress"_s, u"pipe:1"_s };
    arguments += { u"-f"_s, u"mp4"_s, u"file:"_s + path };
    return arguments;
}

} // namespace fw::hub::media
