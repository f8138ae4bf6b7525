// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/http_parser.h"

#include <algorithm>

namespace fw::hub::front {

using namespace Qt::StringLiterals;

HttpParser::Step HttpParser::failed(int status, const QString &message)
{
    m_state = State::Failed;
    m_line.clear();
    m_error = HttpError{ status, message };
    return m_error;
}

HttpParser::Step HttpParser::next(QByteArrayView &input)
{
    switch (m_state) {
    case State::Head:
        return onHead(input);
    case State::Length:
        return onLength(input);
    case State::ChunkSize:
        return onChunkSize(input);
    case State::ChunkData:
        return onChunkData(input);
    case State::ChunkEnd:
        return onChunkEnd(input);
    case State::Trailer:
        return onTrailer(input);
    case State::End:
        m_state = State::Head;
        return Finished{};
    case State::Failed:
        return m_error;
    }
    return NeedMore{};
}

HttpParser::Step HttpParser::onHead(QByteArrayView &input)
{
    const qsizetype seen = std::max<qsizetype>(0, m_line.size() - 3);
    const qsizetype room = maxHead + 1 - m_line.size();
    const qsizetype before = m_line.size();
    const auto piece = input.first(std::min(input.size(), room));
    m_line.append(piece.data(), piece.size());
    const qsizetype end = m_line.indexOf("\r\n\r\n", seen);
    if (end < 0) {
        input = input.sliced(piece.size());
        if (m_line.size() > maxHead)
            return failed(431, u"The request head is larger than 16 KiB."_s);
        return NeedMore{};
    }
    input = input.sliced(end + 4 - before);
    const QByteArray text = m_line.first(end + 4);
    m_line.clear();
    if (text.size() > maxHead)
        return failed(431, u"The request head is larger than 16 KiB."_s);
    auto head = parseHead(text);
    if (!head)
        return failed(head.error().status, head.error().message);
    m_left = head->contentLength.value_or(0);
    m_taken = 0;
    m_trailer = 0;
    m_bodyLimit = 0;
    m_state = head->chunked ? State::ChunkSize : (m_left > 0 ? State::Length : State::End);
    return std::move(*head);
}

HttpParser::Step HttpParser::onLength(QByteArrayView &input)
{
    if (m_left > m_bodyLimit && m_taken == 0)
        return failed(413, u"The body is larger than allowed here."_s);
    if (input.isEmpty())
        return NeedMore{};
    const auto slice = input.first(std::min<qint64>(input.size(), m_left));
    input = input.sliced(slice.size());
    m_left -= slice.size();
    m_taken += slice.size();
    if (m_left == 0)
        m_state = State::End;
    return BodySlice{ slice };
}

bool HttpParser::takeLine(QByteArrayView &input)
{
    while (!input.isEmpty() && m_line.size() < maxChunkLine) {
        m_line.append(input.front());
        input = input.sliced(1);
        if (m_line.endsWith("\r\n"))
            return true;
    }
    return false;
}

HttpParser::Step HttpParser::onChunkSize(QByteArrayView &input)
{
    if (!takeLine(input)) {
        if (m_line.size() >= maxChunkLine)
            return failed(400, u"A chunk size line is too long."_s);
        return NeedMore{};
    }
    const QByteArray line = std::exchange(m_line, {}).chopped(2);
    const QByteArray size = line.left(line.indexOf(';') < 0 ? line.size() : line.indexOf(';'));
    const auto isHex = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    };
    // Extensions are ignored, but never a bare line end within one.
    if (size.isEmpty() || size.size() > 12 || !std::ranges::all_of(size, isHex)
        || line.contains('\r') || line.contains('\n'))
        return failed(400, u"A chunk size is malformed."_s);
    m_left = size.toLongLong(nullptr, 16);
    if (m_left > m_bodyLimit - m_taken)
        return failed(413, u"The body is larger than allowed here."_s);
    m_state = m_left == 0 ? State::Trailer : State::ChunkData;
    return next(input);
}

HttpParser::Step HttpParser::onChunkData(QByteArrayView &input)
{
    if (input.isEmpty())
        return NeedMore{};
    const auto slice = input.first(std::min<qint64>(input.size(), m_left));
    input = input.sliced(slice.size());
    m_left -= slice.size();
    m_taken += slice.size();
    if (m_left == 0)
        m_state = State::ChunkEnd;
    return BodySlice{ slice };
}

HttpParser::Step HttpParser::onChunkEnd(QByteArrayView &input)
{
    while (!input.isEmpty() && m_line.size() < 2) {
        m_line.append(input.front());
        input = input.sliced(1);
    }
    if (m_line.size() < 2 && QByteArrayView("\r\n").startsWith(m_line))
        return NeedMore{};
    if (m_line != "\r\n")
        return failed(400, u"A chunk is longer than its size says."_s);
    m_line.clear();
    m_state = State::ChunkSize;
    return next(input);
}

// Trailer fields are read and thrown away: nothing here needs one, and believing one is a hole.
HttpParser::Step HttpParser::onTrailer(QByteArrayView &input)
{
    while (takeLine(input)) {
        const QByteArray line = std::exchange(m_line, {});
        if (line == "\r\n") {
            m_state = State::End;
            return next(input);
        }
        m_trailer += line.size();
        if (m_trailer > maxHead)
            return failed(431, u"The trailer is too large."_s);
    }
    if (m_line.size() >= maxChunkLine)
        return failed(431, u"A trailer line is too long."_s);
    return NeedMore{};
}

} // namespace fw::hub::front
