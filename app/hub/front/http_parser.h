// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/front/http_message.h"

#include <QByteArrayView>

#include <variant>

namespace fw::hub::front {

/// Reads HTTP/1.0 and 1.1 requests from slices of any size (also of one byte). Pure: no socket, no
/// clock. Strict where leniency lets requests be smuggled (RFC 9112 11.2): only CRLF ends a line,
/// Content-Length once and alone, Transfer-Encoding only "chunked", no folded headers, one Host.
///
/// States: Head -> (head given) -> Length | ChunkSize | End; ChunkSize -> ChunkData -> ChunkEnd ->
/// ChunkSize … -> Trailer -> End; End -> (finished given) -> Head. Any -> Failed, which stays.
class HttpParser
{
public:
    static constexpr qsizetype maxHead = 16 * 1024; ///< bytes of request line and headers
    static constexpr int maxHeaders = 100;
    static constexpr qsizetype maxChunkLine = 256; ///< bytes of a chunk's size line

    struct NeedMore
    {
    }; ///< the input is used up
    struct BodySlice
    {
        QByteArrayView bytes; ///< points into the input given to next()
    };
    struct Finished
    {
    }; ///< the request is complete; the next one may follow in the same input
    using Step = std::variant<NeedMore, HttpHead, BodySlice, Finished, HttpError>;

    /// Takes what it can from the front of \a input and tells what it found. Call again until
    /// NeedMore. After an HttpHead say setBodyLimit(); without, no body is taken.
    Step next(QByteArrayView &input);
    /// Largest body of the request whose head was just given, in bytes.
    void setBodyLimit(qint64 bytes) { m_bodyLimit = bytes; }
    /// True between requests, when not even the first byte of a head was seen.
    bool isIdle() const { return m_state == State::Head && m_line.isEmpty(); }
    bool inHead() const { return m_state == State::Head; }

private:
    enum class State { Head, Length, ChunkSize, ChunkData, ChunkEnd, Trailer, End, Failed };

    Step onHead(QByteArrayView &input);
    Step onLength(QByteArrayView &input);
    Step onChunkSize(QByteArrayView &input);
    Step onChunkData(QByteArrayView &input);
    Step onChunkEnd(QByteArrayView &input);
    Step onTrailer(QByteArrayView &input);
    Step failed(int status, const QString &message);
    /// Moves bytes up to and with the next CRLF into m_line; false when there is none yet.
    bool takeLine(QByteArrayView &input);

    State m_state = State::Head;
    QByteArray m_line; ///< the head, chunk line or trailer so far
    qint64 m_left = 0; ///< bytes of the body or chunk still to come
    qint64 m_taken = 0; ///< bytes of a chunked body so far
    qint64 m_bodyLimit = 0;
    qsizetype m_trailer = 0; ///< bytes of trailer lines so far
    HttpError m_error;
};

/// Reads one complete head, ending with an empty line; what HttpParser does with it. Fails with the
/// status to answer.
tl::expected<HttpHead, HttpError> parseHead(QByteArrayView head);

} // namespace fw::hub::front
