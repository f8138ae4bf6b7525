// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "crop/format.h"
#include "hub/media/probe.h"
#include "wire/command.h"

#include <QStringList>

namespace fw::hub::media {

/// What one output is made from.
struct RenderRequest
{
    QString source; ///< absolute path
    MediaInfo media;
    wire::RenderOptions options;
    crop::Format format;
    QString output; ///< absolute path of the file to write
    QString preset = QStringLiteral("veryfast"); ///< of libx264
};

/// A small file the filter graph reads, next to where ffmpeg runs.
struct TextFile
{
    QString name;
    QByteArray content;
    friend bool operator==(const TextFile &, const TextFile &) = default;
};

/// How one output is made: H.264 and AAC in MP4, progress on stdout.
struct RenderPlan
{
    QStringList arguments; ///< for ffmpeg, run in the folder that holds `texts`
    std::vector<TextFile> texts; ///< one per drawn line: no quoting rule of a filter graph applies
    crop::Size size; ///< of the output
    friend bool operator==(const RenderPlan &, const RenderPlan &) = default;
};

/// Fails with BadInput when the watermark is not a picture we take.
Expected<RenderPlan> planRender(const RenderRequest &request);

/// The filter graph alone, from [0:n] (and [1:v] for the watermark) to [out].
QString filterGraph(const RenderRequest &request, const std::vector<TextFile> &texts);

/// \a text as the lines drawn in an output \a width pixels wide: broken at spaces where a line
/// would not fit, at most 8 lines.
QStringList linesFor(const QString &text, int size, int width);

/// How many bytes the output may need, for the check of the disk before it is made; generous.
qint64 bytesNeeded(const MediaInfo &media, crop::Size size);

} // namespace fw::hub::media
