// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/exchange.h"

#include <QFile>
#include <QJsonObject>

namespace fw::trace {

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

/// The first line of a recording, without line feed. \a dialect as on the command line.
QByteArray recordingHead(const QString &dialect);

/// One line of a recording as an object: a frame as RecordWriter writes it; a call as
/// `{"t_ms","event":"http","elapsed_ms","request":{method,path,tag,headers,body},
/// "response":{status,headers,body}}` with `"response":null` and `"error"` when there was no
/// answer; "connecting", "open", "refused" and "close" of the socket. What was not understood has
/// the reason as "note"; where parsing would lose some of it, it stands there byte for byte (a
/// frame as string, an answer as "text"). Times count from \a start.
QJsonObject recordLine(const Seen &seen, Instant start);

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

} // namespace fw::trace
