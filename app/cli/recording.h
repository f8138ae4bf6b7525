// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/policy.h"
#include "wire/dialect.h"

#include <QFile>

namespace fw::cli {

/// A file of raw frames: JSON lines `{"t_ms","dir":"in"|"out","frame":…}`; frames that are JSON are
/// stored parsed, other text as a string, binary frames as `"binary"` in base64; HTTP answers as
/// `{"t_ms","event":"http","http":{method,path,tag,status,body}}`. The first line names the
/// dialect.
class RecordWriter
{
public:
    /// Fails with Io. An existing file is replaced.
    Expected<void> open(const QString &path, const QString &dialect, Instant start);
    Expected<void> write(bool outgoing, const wire::Frame &frame, Instant now);

private:
    Expected<void> writeLine(const QJsonObject &line);

    QFile m_file;
    Instant m_start{};
};

/// One line of a recording that says something of the server.
struct RecordedLine
{
    Millis at{ 0 };
    std::optional<wire::Frame> frame; ///< from the server
    std::optional<std::pair<wire::HttpRequest, wire::HttpReply>> exchange;
};

/// Reads one line; nothing for remarks and for what we sent ourselves.
/// Fails with BadInput when it is no line of a recording.
Expected<std::optional<RecordedLine>> readRecordedLine(const QByteArray &line);

/// The dialect the first line names; empty when it names none.
QString dialectOfRecording(const QByteArray &firstLine);

} // namespace fw::cli
