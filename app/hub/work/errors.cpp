// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/errors.h"

namespace fw::hub::work {

using namespace Qt::StringLiterals;
using media::ChildExit;

namespace {

QString withReason(const QString &what, const ChildExit &exit)
{
    return exit.reason.isEmpty() ? what : what + u": "_s + exit.reason;
}

QString codeFor(const ChildExit &exit, bool reading)
{
    if (exit.reason.contains("No space left on device"_L1))
        return u"E_DISK_FULL"_s;
    if (exit.reason.contains("not on whitelist"_L1))
        return u"E_FORMAT"_s;
    const bool damaged = exit.reason.contains("Invalid data found"_L1)
        || exit.reason.contains("moov atom not found"_L1);
    return reading || damaged ? u"E_BROKEN"_s : u"E_FFMPEG"_s;
}

} // namespace

wire::JobError stageError(const QString &code, const QString &message)
{
    // These lie in the file itself: the same file fails the same way again.
    const bool hopeless = code == "E_NO_VIDEO"_L1 || code == "E_BROKEN"_L1 || code == "E_FORMAT"_L1
        || code == "E_TOO_LARGE"_L1;
    return { code, message, {}, !hopeless };
}

wire::JobError childError(const ChildExit &exit, const QString &doing, bool reading)
{
    switch (exit.how) {
    case ChildExit::How::NotStarted:
        return stageError(u"E_NO_FFMPEG"_s, withReason(u"FFmpeg could not be started"_s, exit));
    case ChildExit::How::Killed:
        return stageError(u"E_CHILD_KILLED"_s,
                          withReason(u"FFmpeg was ended from outside (signal %1) while %2"_s.arg(
                                         QString::number(exit.code), doing),
                                     exit));
    case ChildExit::How::Crashed:
        return stageError(u"E_FFMPEG"_s,
                          withReason(u"FFmpeg crashed (signal %1) while %2"_s.arg(
                                         QString::number(exit.code), doing),
                                     exit));
    case ChildExit::How::TimedOut:
        return stageError(u"E_TIMEOUT"_s,
                          withReason(u"FFmpeg gave no sign of life while %1"_s.arg(doing), exit));
    case ChildExit::How::OutputTooLarge:
        return stageError(u"E_FFMPEG"_s,
                          withReason(u"FFmpeg said too much while %1"_s.arg(doing), exit));
    case ChildExit::How::Cancelled:
        return stageError(u"E_CANCELLED"_s, u"cancelled"_s);
    case ChildExit::How::Finished:
        break;
    }
    return stageError(codeFor(exit, reading),
                      withReason(u"FFmpeg failed while %1"_s.arg(doing), exit));
}

} // namespace fw::hub::work
