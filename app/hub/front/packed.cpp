// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/front/packed.h"

#include <zlib.h>

#include <algorithm>
#include <memory>

namespace fw::hub::front {

using namespace Qt::StringLiterals;

namespace {

constexpr char mark = '\x01';

Expected<QByteArray> inflated(z_stream &stream, PackedLimits limits)
{
    const qsizetype size = static_cast<qsizetype>(stream.avail_in);
    const qsizetype most = std::min(limits.bytes, size * limits.ratio);
    QByteArray out;
    QByteArray piece(16 * 1024, Qt::Uninitialized);
    int result = Z_OK;
    while (result == Z_OK) {
        stream.next_out = reinterpret_cast<Bytef *>(piece.data());
        stream.avail_out = static_cast<uInt>(piece.size());
        result = inflate(&stream, Z_NO_FLUSH);
        out.append(piece.constData(), piece.size() - static_cast<qsizetype>(stream.avail_out));
        if (out.size() > most)
            return fail(Failure::Code::TooLarge, u"A packed message becomes too large."_s);
    }
    if (result != Z_STREAM_END || stream.avail_in != 0)
        return fail(Failure::Code::BadInput, u"A packed message is broken or cut off."_s);
    return out;
}

} // namespace

QByteArray packed(const QByteArray &json)
{
    uLongf size = compressBound(static_cast<uLong>(json.size()));
    QByteArray out(static_cast<qsizetype>(size) + 1, Qt::Uninitialized);
    out[0] = mark;
    // Level 1: on a local link time matters more than bytes; the target fits by compressBound.
    compress2(reinterpret_cast<Bytef *>(out.data() + 1), &size,
              reinterpret_cast<const Bytef *>(json.constData()), static_cast<uLong>(json.size()),
              Z_BEST_SPEED);
    out.resize(static_cast<qsizetype>(size) + 1);
    return out;
}

Expected<QByteArray> unpacked(QByteArrayView frame, PackedLimits limits)
{
    if (frame.size() < 2 || frame.front() != mark)
        return fail(Failure::Code::BadInput, u"A binary message does not begin with 0x01."_s);
    QByteArray bytes = frame.sliced(1).toByteArray(); // zlib wants a writable pointer
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return fail(Failure::Code::Internal, u"zlib could not be set up."_s);
    const std::unique_ptr<z_stream, int (*)(z_stream *)> end(&stream, &inflateEnd);
    stream.next_in = reinterpret_cast<Bytef *>(bytes.data());
    stream.avail_in = static_cast<uInt>(bytes.size());
    return inflated(stream, limits);
}

} // namespace fw::hub::front
