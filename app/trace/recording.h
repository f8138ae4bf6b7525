// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/ring.h"

#include <QFile>
#include <QJsonObject>

namespace fw::trace {

/// Writes a recording while it is made: the lines of recordLine(), the first names the dialect.
/// Everything is in the file when a call returns.
class RecordWriter
{
public:
    /// Fails with Io. An existing file is replaced. Times count from \a start.
    Expected<void> open(const QString &path, const QString &dialect, Instant start);
    /// Adds what of \a news is not there yet; where exchanges are missing because they were pushed
    /// out of the ring before, a remark says how many. Fails with Io.
    Expected<void> write(const News &news);
    /// A remark in words: `{"t_ms","event":…}`. Fails with Io.
    Expected<void> remark(const QString &words, Instant now);

    quint64 newest() const { return m_newest; } ///< number of the last exchange written
    quint64 missed() const { return m_missed; } ///< exchanges that are not in the file

private:
    QJsonObject remarkLine(const QString &words, Instant now) const;
    Expected<void> put(const QByteArray &lines);

    QFile m_file;
    Instant m_start{};
    quint64 m_newest = 0;
    quint64 m_missed = 0;
};

/// The first line of a recording, without line feed. \a dialect as on the command line.
QByteArray recordingHead(const QString &dialect);

/// One line of a recording as an object: a frame as `{"t_ms","dir":"in"|"out","frame":…}`, parsed
/// when it is JSON, other text as a string, binary as `"binary"` in base64; a call as
/// `{"t_ms","event":"http","elapsed_ms","request":{method,path,tag,headers,body},
/// "response":{status,headers,body}}` with `"response":null` and `"error"` when there was no
/// answer; "connecting", "open", "refused" and "close" of the socket. What was not understood has
/// the reason as "note"; where parsing would lose some of it, it stands there byte for byte (a
/// frame as string, an answer as "text"). Times count from \a start.
QJsonObject recordLine(const Seen &seen, Instant start);

/// One line of a recording that says something of the server. Older recordings hold calls as
/// `{"t_ms","event":"http","http":{method,path,tag,status,body}}`.
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
