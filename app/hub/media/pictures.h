// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/media/probe.h"

#include <QStringList>

namespace fw::hub::media {

/// When to take the thumbnails, in seconds: eight, evenly spread, each in the middle of its part;
/// fewer when there are fewer frames. Unknown duration: a few early moments, of which those behind
/// the end give no picture.
std::vector<double> thumbnailTimes(const MediaInfo &info);

/// One frame at \a seconds as JPEG on stdout, at most \a maxWidth pixels wide, shown upright and
/// with square pixels.
QStringList pictureAtArguments(const QString &path, double seconds, int maxWidth);

/// Width and height of a JPEG, from its header; 0x0 when it is none.
crop::Size jpegSize(const QByteArray &jpeg);

/// Arguments to make the sample clip at \a path: 12 s, 1280x720, a moving picture with sound.
QStringList sampleArguments(const QString &path);
/// Duration of the sample clip in seconds.
constexpr double sampleSeconds = 12;

} // namespace fw::hub::media
