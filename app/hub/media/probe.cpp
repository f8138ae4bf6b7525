// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/media/probe.h"

#include "base/json_reader.h"
#include "crop/fit.h"
#include "hub/media/input.h"

#include <cmath>

namespace fw::hub::media {

// {"streams":[{"index":0,"codec_name":"h264","codec_type":"video","width":1280,"height":720,
//   "sample_aspect_ratio":"1:1","avg_frame_rate":"30/1","duration":"12.000000",
//   "disposition":{"attached_pic":0},"side_data_list":[{"rotation":-90}]}],
//  "format":{"format_name":"mov,mp4,m4a,3gp,3g2,mj2","duration":"12.000000","bit_rate":"3352442"}}

using namespace Qt::StringLiterals;

namespace {

// ffprobe writes most numbers as text; "N/A" and nonsense are unknown.
std::optional<double> numberIn(const JsonValue &value)
{
    const auto text = value.idText();
    bool whole = false;
    const double number = text ? text->toDouble(&whole) : 0;
    if (!whole || !std::isfinite(number))
        return std::nullopt;
    return number;
}

std::optional<double> positive(std::optional<double> number)
{
    return number && *number > 0 ? number : std::nullopt;
}

/// The two numbers of "30000/1001" or "4:3"; 0 and 0 for anything else.
std::pair<int, int> pairIn(const JsonValue &value, QChar separator)
{
    const QStringList parts = value.string().value_or(QString()).split(separator);
    if (parts.size() != 2)
        return { 0, 0 };
    return { parts[0].toInt(), parts[1].toInt() };
}

double rotationOf(const JsonObject &stream)
{
    for (const JsonValue &side : stream["side_data_list"].array().items()) {
        if (const auto degrees = numberIn(side.object()["rotation"]))
            return *degrees;
    }
    return 0;
}

void readVideo(const JsonObject &stream, int index, MediaInfo &info)
{
    info.videoStream = index;
    info.videoCodec = stream["codec_name"].string().value_or(u"unknown"_s);
    info.videoSeconds = positive(numberIn(stream["duration"]));
    const auto [sarNum, sarDen] = pairIn(stream["sample_aspect_ratio"], u':');
    const crop::Size coded{ int(stream["width"].integer().value_or(0)),
                            int(stream["height"].integer().value_or(0)) };
    const double degrees = rotationOf(stream);
    info.shown = crop::shownSize(coded, sarNum, sarDen, degrees);
    // The display matrix counts anticlockwise; people and players count clockwise.
    info.rotation = (int(std::lround(-degrees)) % 360 + 360) % 360;
    for (const char *key : { "avg_frame_rate", "r_frame_rate" }) {
        const auto [num, den] = pairIn(stream[key], u'/');
        if (num > 0 && den > 0 && !info.framesPerSecond)
            info.framesPerSecond = double(num) / den;
    }
}

void readStream(const JsonObject &stream, MediaInfo &info)
{
    const QString type = stream["codec_type"].string().value_or(QString());
    const int index = int(stream["index"].integer().value_or(-1));
    const bool cover = stream["disposition"].object()["attached_pic"].integer().value_or(0) != 0;
    if (type == "video"_L1 && !cover && info.videoStream < 0)
        readVideo(stream, index, info);
    else if (type == "video"_L1 && cover)
        info.others.append(u"a cover picture"_s);
    else if (type == "audio"_L1 && info.audioStream < 0) {
        info.audioStream = index;
        info.audioCodec = stream["codec_name"].string().value_or(u"unknown"_s);
        info.others.append(u"sound (%1)"_s.arg(info.audioCodec));
    } else if (!type.isEmpty() && type != "video"_L1 && type != "audio"_L1)
        info.others.append(type);
}

} // namespace

QStringList probeArguments(const QString &path)
{
    return QStringList{ u"-hide_banner"_s,
                        u"-loglevel"_s,
                        u"level+error"_s,
                        u"-of"_s,
                        u"json"_s,
                        u"-show_entries"_s,
                        u"format=format_name,duration,bit_rate:stream=index,codec_type,codec_name,"
                        "width,height,sample_aspect_ratio,avg_frame_rate,r_frame_rate,duration:"
                        "stream_disposition=attached_pic:stream_side_data=rotation"_s }
    + inputArguments(path);
}

Expected<MediaInfo> readProbe(const QByteArray &json)
{
    JsonReader reader;
    const auto root = reader.parse(json);
    if (!root)
        return tl::unexpected(root.error());
    if (!root->isObject() || !root->object()["format"].isObject())
        return fail(Failure::Code::BadInput, u"ffprobe said nothing about the file"_s);
    MediaInfo info;
    const JsonObject format = root->object()["format"].object();
    info.container = format["format_name"].string().value_or(QString());
    info.seconds = positive(numberIn(format["duration"]));
    if (const auto rate = positive(numberIn(format["bit_rate"])))
        info.bitRate = qint64(*rate);
    for (const JsonValue &stream : root->object()["streams"].array().items())
        readStream(stream.object(), info);
    if (!info.seconds)
        info.seconds = info.videoSeconds;
    return info;
}

std::vector<wire::Metadatum> metadataOf(const MediaInfo &info)
{
    std::vector<wire::Metadatum> data;
    if (info.seconds)
        data.push_back({ u"DURATION"_s, *info.seconds });
    if (info.shown.width > 0)
        data.push_back({ u"SIZE"_s,
                         u"%1x%2"_s.arg(QString::number(info.shown.width),
                                        QString::number(info.shown.height)) });
    if (!info.videoCodec.isEmpty())
        data.push_back({ u"VIDEO_CODEC"_s, info.videoCodec });
    if (!info.audioCodec.isEmpty())
        data.push_back({ u"AUDIO_CODEC"_s, info.audioCodec });
    if (info.framesPerSecond)
        data.push_back({ u"FRAME_RATE"_s, std::round(*info.framesPerSecond * 1000) / 1000 });
    if (info.videoStream >= 0)
        data.push_back({ u"ROTATION"_s, info.rotation });
    if (!info.container.isEmpty())
        data.push_back({ u"CONTAINER"_s, info.container });
    if (info.bitRate)
        data.push_back({ u"BIT_RATE"_s, *info.bitRate });
    return data;
}

} // namespace fw::hub::media
