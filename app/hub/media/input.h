// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <optional>

namespace fw::hub::media {

/// FFmpeg's arguments to read the media at \a path (absolute) and nothing else: only the file
/// protocol, and only containers that cannot name further files (no playlists, no concat scripts,
/// no numbered pictures). `file:` keeps leading dashes, colons and percent signs from meaning
/// anything.
QStringList inputArguments(const QString &path);

/// The same for a picture laid over the video. Its kind is read from its first bytes, so that a
/// '%' in its name never becomes a number pattern. Empty: not a picture we take.
std::optional<QStringList> pictureArguments(const QString &path);

/// What every ffmpeg call begins with: no questions, no banner, levels marked in the log.
QStringList ffmpegArguments();

} // namespace fw::hub::media
