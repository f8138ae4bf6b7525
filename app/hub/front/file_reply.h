// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/front/http_message.h"

namespace fw::hub::front {

/// The answer for a file: whole, a single range (206, 416) or "not modified" (304). Several ranges
/// are answered with the whole file, as RFC 9110 14.2 allows. \a type is its media type,
/// \a downloadName (may be empty) becomes Content-Disposition. 404 when it cannot be read.
HttpReply fileReply(const HttpHead &head, const QString &path, const QByteArray &type,
                    const QString &downloadName = {});

/// First byte and length, counted in a file of \a size.
struct ByteRange
{
    qint64 from = 0;
    qint64 length = 0;
    friend bool operator==(const ByteRange &, const ByteRange &) = default;
};

/// What a Range header asks of a file of \a size bytes.
struct RangeAsked
{
    enum class Kind { Whole, Part, Unsatisfiable };
    Kind kind = Kind::Whole;
    ByteRange range;
    friend bool operator==(const RangeAsked &, const RangeAsked &) = default;
};
/// Pure. A header we do not understand asks for the whole file (RFC 9110 14.2).
RangeAsked rangeAsked(QByteArrayView header, qint64 size);

} // namespace fw::hub::front
