// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/media/child_process.h"
#include "wire/job.h"

namespace fw::hub::work {

// Error codes of stages: E_NOT_FOUND, E_NOT_A_FILE, E_UNREADABLE, E_EMPTY, E_TOO_LARGE (the
// source); E_NO_VIDEO, E_BROKEN, E_FORMAT (what is in it); E_WATERMARK; E_NO_FFMPEG, E_FFMPEG,
// E_CHILD_KILLED, E_TIMEOUT (the child); E_DISK_FULL, E_IO (the disk); E_INTERRUPTED (the hub
// crashed), E_STOPPED (it was ended). Adding media is refused with those of the source and
// E_WATERMARK.

/// Makes an error; whether a retry may help follows from the code.
wire::JobError stageError(const QString &code, const QString &message);

/// What a child's end means for its stage, always with FFmpeg's own reason. \a doing says what it
/// was for, e.g. "rendering". \a reading: an error is the file's fault (E_BROKEN, E_FORMAT).
wire::JobError childError(const media::ChildExit &exit, const QString &doing, bool reading);

} // namespace fw::hub::work
