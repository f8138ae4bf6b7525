// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/orchestrator/inflate.h"

#include <zlib.h>

#include <memory>

namespace fw::dialects::orchestrator {

using namespace Qt::StringLiterals;

Expected<QByteArray> inflateBounded(QByteArrayView deflated, InflateLimits limits)
{
    constexpr qsizetype chunk = 16 * 1024;
    constexpr qsizetype ratioFrom = 64 * 1024; // small JSON may well shrink more than 50 times
    if (deflated.size() > limits.bytes)
        return fail(Failure::Code::TooLarge,
                    u"compressed frame of %1 bytes"_s.arg(deflated.size()));
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return fail(Failure::Code::Internal, u"no memory to inflate"_s);
    const std::unique_ptr<z_stream, void (*)(z_stream *)> owner(&stream,
                                                                [](z_stream *s) { inflateEnd(s); });
    QByteArray input = deflated.toByteArray(); // zlib's next_in is not const
    stream.next_in = reinterpret_cast<Bytef *>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    const qsizetype byRatio = std::max(ratioFrom, deflated.size() * limits.ratio);
    const qsizetype most = std::min(limits.bytes, byRatio);
    QByteArray output;
    int result = Z_OK;
    while (result == Z_OK) {
        const qsizetype before = output.size();
        output.resize(before + chunk);
        stream.next_out = reinterpret_cast<Bytef *>(output.data() + before);
        stream.avail_out = static_cast<uInt>(chunk);
        result = inflate(&stream, Z_NO_FLUSH);
        output.resize(before + chunk - static_cast<qsizetype>(stream.avail_out));
        if (output.size() > most)
            return fail(Failure::Code::TooLarge,
                        u"compressed frame grows beyond %1 bytes"_s.arg(most));
    }
    if (result != Z_STREAM_END || stream.avail_in != 0)
        return fail(Failure::Code::BadInput, u"compressed frame is broken or cut"_s);
    return output;
}

} // namespace fw::dialects::orchestrator
