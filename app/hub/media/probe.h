// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "crop/format.h"
#include "wire/job.h"

#include <QByteArray>

namespace fw::hub::media {

/// What ffprobe said about a file. Empty means it did not say.
struct MediaInfo
{
    std::optional<double> seconds; ///< of the container
    std::optional<double> videoSeconds; ///< of the video stream alone
    crop::Size shown; ///< pixels as shown: after rotation and pixel shape; 0x0 without video
    int rotation = 0; ///< degrees clockwise, 0 to 359
    QString videoCodec; ///< empty: no moving picture
    QString audioCodec; ///< empty: no sound
    std::optional<double> framesPerSecond;
    QString container;
    std::optional<qint64> bitRate; ///< bits a second
    int videoStream = -1; ///< index for -map; -1: none
    int audioStream = -1;
    QStringList others; ///< what else is in it, for the message when there is no video

    friend bool operator==(const MediaInfo &, const MediaInfo &) = default;
};

/// ffprobe's arguments for \a path.
QStringList probeArguments(const QString &path);

/// Reads ffprobe's JSON. A cover picture of a sound file is not video. Fails with BadInput when it
/// is not ffprobe's JSON.
Expected<MediaInfo> readProbe(const QByteArray &json);

/// The facts people see: DURATION, SIZE, VIDEO_CODEC, AUDIO_CODEC, FRAME_RATE, ROTATION, CONTAINER,
/// BIT_RATE; unknown ones are left out.
std::vector<wire::Metadatum> metadataOf(const MediaInfo &info);

} // namespace fw::hub::media
