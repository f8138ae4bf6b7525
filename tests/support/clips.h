// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

namespace fw::test {

/// Runs \a program to its end, at most 30 s; its stdout, or nothing when it failed.
QByteArray runTool(const QString &program, const QStringList &arguments);

/// What a test clip is like.
struct Clip
{
    int width = 320;
    int height = 180;
    double seconds = 1;
    bool sound = true;
    int rotate = 0; ///< degrees in the display matrix
    QString codec = QStringLiteral("libx264");
    bool indexFirst = false; ///< moov before mdat
};

/// Makes a tiny clip at \a path with FFmpeg. False when that failed.
bool makeClip(const QString &path, const Clip &clip = {});

/// What ffprobe says of \a path: "h264 720x1280 yuv420p 1.00", plus " aac" with sound.
QString describe(const QString &path);

/// The pixel at (\a x, \a y) of the frame at \a seconds, as 0xRRGGBB; -1 when there is none.
int pixelAt(const QString &path, double seconds, int x, int y);

} // namespace fw::test
