// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/media/render_plan.h"

#include "crop/fit.h"
#include "hub/media/input.h"

#include <QRegularExpression>

#include <algorithm>

namespace fw::hub::media {

using namespace Qt::StringLiterals;

namespace {

constexpr int mostLines = 8;
constexpr double letterWidth = 0.55; ///< of the text size, for a sans serif on average
constexpr double textWidth = 0.9; ///< of the output's width

QString number(double value)
{
    return QString::number(value, 'f', 4);
}

QString pictureFilters(const RenderRequest &request, crop::Size size)
{
    const crop::Placement p = crop::place(request.media.shown, size, request.options.mode);
    QStringList filters;
    if (p.keepX < 1 || p.keepY < 1)
        filters += u"crop=w=iw*%1:h=ih*%2"_s.arg(number(p.keepX), number(p.keepY));
    filters += u"scale=%1:%2:flags=bicubic"_s.arg(QString::number(p.scaled.width),
                                                  QString::number(p.scaled.height));
    const bool cuts = request.options.mode == wire::FitMode::Fill;
    if (cuts && p.scaled != size)
        filters
            += u"crop=%1:%2:%3:%4"_s.arg(QString::number(size.width), QString::number(size.height),
                                         QString::number(-p.x), QString::number(-p.y));
    if (!cuts && p.scaled != size)
        filters += u"pad=%1:%2:%3:%4:black"_s.arg(QString::number(size.width),
                                                  QString::number(size.height),
                                                  QString::number(p.x), QString::number(p.y));
    filters += u"setsar=1"_s;
    return filters.join(u',');
}

QString watermarkFilters(const wire::RenderOptions &options, crop::Size size)
{
    const int width = crop::even(size.width * std::clamp(options.watermarkScale, 0.01, 1.0));
    const int margin = size.width / 36;
    return u"[1:v]scale=%1:%2:force_original_aspect_ratio=decrease:flags=bicubic,format=rgba,"
           "colorchannelmixer=aa=%3[mark];[pic][mark]overlay=W-w-%4:%4[marked]"_s.arg(
               QString::number(width), QString::number(size.height / 2),
               number(std::clamp(options.watermarkOpacity, 0.0, 1.0)), QString::number(margin));
}

QString textFilters(const RenderRequest &request, const std::vector<TextFile> &texts)
{
    static const QRegularExpression colour(u"^#[0-9A-Fa-f]{6}$"_s);
    const wire::RenderOptions &o = request.options;
    const QString paint
        = colour.match(o.textColor).hasMatch() ? u"0x"_s + o.textColor.mid(1) : u"white"_s;
    const int step = o.textSize * 5 / 4;
    QStringList filters;
    for (size_t i = 0; i < texts.size(); ++i) {
        const int below = step * int(texts.size() - i); // the block ends above the lower tenth
        filters += u"drawtext=textfile=%1:expansion=none:fontsize=%2:fontcolor=%3:borderw=%4:"
                   "bordercolor=black@0.6:x=(w-text_w)/2:y=h*0.92-%5"_s.arg(
                       texts[i].name, QString::number(o.textSize), paint,
                       QString::number(std::max(1, o.textSize / 16)), QString::number(below));
    }
    return filters.join(u',');
}

std::vector<TextFile> textFiles(const RenderRequest &request, crop::Size size)
{
    std::vector<TextFile> files;
    for (const QString &line : linesFor(request.options.text, request.options.textSize, size.width))
        files.push_back({ u"%1-%2.txt"_s.arg(request.format.name, QString::number(files.size())),
                          line.toUtf8() });
    return files;
}

QStringList encoderArguments(const RenderRequest &request)
{
    QStringList arguments{ u"-c:v"_s, u"libx264"_s, u"-preset"_s,  request.preset,
                           u"-crf"_s, u"22"_s,      u"-pix_fmt"_s, u"yuv420p"_s,
                           u"-c:a"_s, u"aac"_s,     u"-b:a"_s,     u"160k"_s,
                           u"-ac"_s,  u"2"_s,       u"-sn"_s,      u"-dn"_s };
    // Places and device names of the recording stay with its owner.
    arguments += { u"-map_metadata"_s, u"-1"_s, u"-map_chapters"_s, u"-1"_s };
    arguments += { u"-max_muxing_queue_size"_s, u"4096"_s, u"-movflags"_s, u"+faststart"_s,
                   u"-stats_period"_s,          u"0.2"_s,  u"-progress"_s, u"pipe:1"_s };
    return arguments;
}

} // namespace

QStringList linesFor(const QString &text, int size, int width)
{
    const int fits = std::max(1, int(width * textWidth / (std::max(1, size) * letterWidth)));
    QStringList lines;
    for (const QString &paragraph : text.split(u'\n')) {
        QString line;
        for (const QString &word : paragraph.split(u' ', Qt::SkipEmptyParts)) {
            if (!line.isEmpty() && line.size() + 1 + word.size() > fits)
                lines += std::exchange(line, QString());
            line += line.isEmpty() ? word : u' ' + word;
        }
        if (!line.isEmpty())
            lines += line;
    }
    return lines.mid(0, mostLines);
}

QString filterGraph(const RenderRequest &request, const std::vector<TextFile> &texts)
{
    const crop::Size size = crop::outputSize(request.format, request.media.shown);
    QString graph = u"[0:%1]%2[pic]"_s.arg(QString::number(request.media.videoStream),
                                           pictureFilters(request, size));
    QString last = u"pic"_s;
    if (!request.options.watermarkPath.isEmpty()) {
        graph += u';' + watermarkFilters(request.options, size);
        last = u"marked"_s;
    }
    QString end = u"format=yuv420p[out]"_s;
    if (!texts.empty())
        end = textFilters(request, texts) + u',' + end;
    return graph + u";[%1]%2"_s.arg(last, end);
}

Expected<RenderPlan> planRender(const RenderRequest &request)
{
    RenderPlan plan;
    plan.size = crop::outputSize(request.format, request.media.shown);
    plan.texts = textFiles(request, plan.size);
    plan.arguments = ffmpegArguments() + inputArguments(request.source);
    if (!request.options.watermarkPath.isEmpty()) {
        const auto picture = pictureArguments(request.options.watermarkPath);
        if (!picture)
            return fail(Failure::Code::BadInput,
                        u"the watermark is not a PNG, JPEG, WebP, GIF or BMP picture: %1"_s.arg(
                            request.options.watermarkPath));
        plan.arguments += *picture;
    }
    plan.arguments
        += { u"-filter_complex"_s, filterGraph(request, plan.texts), u"-map"_s, u"[out]"_s };
    if (request.media.audioStream >= 0)
        plan.arguments += { u"-map"_s, u"0:%1"_s.arg(request.media.audioStream) };
    plan.arguments += encoderArguments(request);
    plan.arguments += { u"-f"_s, u"mp4"_s, u"file:"_s + request.output };
    return plan;
}

qint64 bytesNeeded(const MediaInfo &media, crop::Size size)
{
    const double fps = std::clamp(media.framesPerSecond.value_or(30), 1.0, 120.0);
    // 0.15 bits a pixel is twice what this quality needs on usual pictures; twice for faststart.
    const double bytesPerSecond = size.width * double(size.height) * fps * 0.15 / 8 + 20'000;
    return qint64(2 * bytesPerSecond * media.seconds.value_or(60));
}

} // namespace fw::hub::media
