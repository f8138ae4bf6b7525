// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/uuid.h"

#include <QRandomGenerator>
#include <QUuid>

#include <array>

namespace fw {

QString uuid7(WallTime time)
{
    const auto millis = static_cast<quint64>(time.time_since_epoch().count());
    const quint64 random = QRandomGenerator::system()->generate64();
    const quint32 more = QRandomGenerator::system()->generate();
    const auto randomA = static_cast<ushort>(more & 0x0fffU);
    std::array<uchar, 8> tail{};
    for (size_t i = 0; i < tail.size(); ++i)
        tail[i] = static_cast<uchar>(random >> (8 * i));
    tail[0] = static_cast<uchar>((tail[0] & 0x3f) | 0x80);
    return QUuid(static_cast<uint>(millis >> 16), static_cast<ushort>(millis & 0xffff),
                 static_cast<ushort>(0x7000 | randomA), tail[0], tail[1], tail[2], tail[3], tail[4],
                 tail[5], tail[6], tail[7])
        .toString(QUuid::WithoutBraces);
}

} // namespace fw
