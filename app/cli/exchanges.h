// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "wire/frame.h"

#include <optional>

namespace fw::cli {

/// One thing that was recorded.
struct Step
{
    enum class Kind : quint8 {
        Exchange, ///< one HTTP request and its answer
        Frame, ///< from the server
        Sent, ///< by the client
        Opened,
        Refused, ///< an upgrade answered with plain HTTP
        Closed,
        Remark,
    };
    Kind kind = Kind::Remark;
    int line = 0; ///< in the file, from 1; 0: not known
    QString text; ///< the recorder's own words
    wire::HttpRequest request; ///< Exchange; the path of Opened and Refused
    wire::HttpReply reply; ///< Exchange, Refused
    wire::Frame frame; ///< Frame, Sent
    int code = 0; ///< Closed
};

/// Something in a file that is no recording of anything.
struct Fault
{
    int line = 0; ///< 0: the file as a whole
    QString reason;
};

/// A file of recorded exchanges.
struct RecordedFile
{
    QString dialect; ///< as its first line names it; mostly empty
    std::vector<Step> steps;
    std::vector<Fault> faults;
    QList<QByteArray> secrets; ///< what must not be printed
};

/// Reads NNN.json (one exchange or an array of them), NNN.jsonl (a WebSocket recording) and what
/// `record` writes. Whatever cannot be read is a fault; the rest of the file is still there.
RecordedFile readRecordedFile(const QString &path);

/// The path and query of a request, without the values of members that hold secrets.
QString pathForPeople(const QUrl &url);

} // namespace fw::cli
