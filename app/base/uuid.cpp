// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/uuid.h"

#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>
#include <array>
#include <atomic>

namespace fw {

namespace {

constexpr unsigned counterBits = 12;
constexpr quint32 counterMask = (1U << counterBits) - 1;

/// The time and counter of the next id, greater than that of every id before it in this process.
/// RFC 9562, 6.2, method 1: the 12 bits after the time are a counter that begins at random in its
/// lower half; one that is full, or a clock that went back, counts on into the time.
quint64 nextTick(quint64 millis)
{
    // What was given out last is the one thing ids of one process must share, whoever asks.
    static std::atomic<quint64> last{ 0 };
    const quint32 seed = QRandomGenerator::system()->generate() & (counterMask >> 1);
    const quint64 fresh = (millis << counterBits) | seed;
    quint64 before = last.load();
    quint64 next = 0;
    do {
        next = std::max(fresh, before + 1);
    } while (!last.compare_exchange_weak(before, next));
    return next;
}

} // namespace

QString uuid7(WallTime time)
{
    const quint64 tick = nextTick(static_cast<quint64>(time.time_since_epoch().count()));
    const quint64 millis = tick >> counterBits;
    const auto counter = static_cast<ushort>(tick & counterMask);
    const quint64 random = QRandomGenerator::system()->generate64();
    std::array<uchar, 8> tail{};
    for (size_t i = 0; i < tail.size(); ++i)
        tail[i] = static_cast<uchar>(random >> (8 * i));
    tail[0] = static_cast<uchar>((tail[0] & 0x3f) | 0x80);
    return QUuid(static_cast<uint>(millis >> 16), static_cast<ushort>(millis & 0xffff),
                 static_cast<ushort>(0x7000 | counter), tail[0], tail[1], tail[2], tail[3], tail[4],
                 tail[5], tail[6], tail[7])
        .toString(QUuid::WithoutBraces);
}

} // namespace fw
