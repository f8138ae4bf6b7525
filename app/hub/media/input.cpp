// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/media/input.h"

#include <QFile>

#include <array>

namespace fw::hub::media {

using namespace Qt::StringLiterals;

namespace {

// Containers that hold their media themselves. Sound is in it so that a sound file gets the answer
// "there is no video" instead of "unknown format".
constexpr auto containers
    = "mov,matroska,webm,avi,mpegts,mpeg,mpegvideo,m4v,h264,hevc,obu,ivf,flv,asf,ogg,gif,apng,mxf,"
      "gxf,nut,dv,yuv4mpegpipe,wtv,rm,3gp,mp3,wav,w64,flac,aac,aiff,ac3,eac3,caf,au,amr,dts,wv,tta"_L1;

struct Magic
{
    QByteArrayView bytes;
    qsizetype at;
    QLatin1StringView demuxer;
};

constexpr auto pictures = std::to_array<Magic>({
    { "\x89PNG", 0, "png_pipe"_L1 },
    { "\xff\xd8\xff", 0, "jpeg_pipe"_L1 },
    { "WEBP", 8, "webp_pipe"_L1 },
    { "GIF8", 0, "gif"_L1 },
    { "BM", 0, "bmp_pipe"_L1 },
});

} // namespace

QStringList ffmpegArguments()
{
    return { u"-nostdin"_s,  u"-hide_banner"_s, u"-nostats"_s,
             u"-loglevel"_s, u"level+info"_s,   u"-y"_s };
}

QStringList inputArguments(const QString &path)
{
    return { u"-protocol_whitelist"_s, u"file"_s, u"-format_whitelist"_s, containers, u"-i"_s,
             u"file:"_s + path };
}

std::optional<QStringList> pictureArguments(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray head = file.read(16);
    for (const Magic &magic : pictures) {
        if (QByteArrayView(head).sliced(std::min(magic.at, head.size())).startsWith(magic.bytes))
            return QStringList{
                u"-protocol_whitelist"_s, u"file"_s, u"-f"_s, magic.demuxer, u"-i"_s,
                u"file:"_s + path
            };
    }
    return std::nullopt;
}

} // namespace fw::hub::media
