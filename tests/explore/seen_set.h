// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

#include <algorithm>
#include <cstring>
#include <vector>

namespace fw::explore {

/// 128 bits of a moment: two of a hundred million are alike once in 10^22.
struct Print
{
    quint64 a = 0;
    quint64 b = 0;
    friend bool operator==(const Print &, const Print &) = default;
};

/// Two independent hashes, the same in every run of the program.
inline Print printOf(const QByteArray &bytes)
{
    const auto mixed = [](quint64 value, quint64 by) {
        value ^= value >> 32;
        value *= by;
        value ^= value >> 29;
        value *= by;
        return value ^ (value >> 32);
    };
    Print print{ 0x9e3779b97f4a7c15, 0xc2b2ae3d27d4eb4f };
    for (qsizetype at = 0; at < bytes.size(); at += qsizetype(sizeof(quint64))) {
        quint64 word = 0;
        std::memcpy(&word, bytes.constData() + at,
                    std::min(sizeof word, size_t(bytes.size() - at)));
        print.a = mixed(print.a ^ word, 0xd6e8feb86659fd93);
        print.b = mixed(print.b + word, 0xff51afd7ed558ccd);
    }
    print.a = mixed(print.a ^ quint64(bytes.size()), 0xd6e8feb86659fd93);
    print.b = mixed(print.b + quint64(bytes.size()), 0xff51afd7ed558ccd);
    return print;
}

/// The moments that were met: 16 bytes each in one table with open addressing,
/// at most three quarters full. Nothing is ever taken out.
class SeenSet
{
public:
    /// False when it was in already.
    bool insert(Print print)
    {
        if (print == Print{})
            print.b = 1; // an empty place is all zero
        if ((m_size + 1) * 4 > m_table.size() * 3)
            grow();
        if (!put(m_table, print))
            return false;
        ++m_size;
        return true;
    }
    size_t size() const { return m_size; }
    size_t bytes() const { return m_table.size() * sizeof(Print); }

private:
    static bool put(std::vector<Print> &table, const Print &print)
    {
        const size_t mask = table.size() - 1;
        for (size_t at = print.a & mask;; at = (at + 1) & mask) {
            if (table[at] == print)
                return false;
            if (table[at] == Print{}) {
                table[at] = print;
                return true;
            }
        }
    }
    void grow()
    {
        std::vector<Print> larger(m_table.size() * 2);
        for (const Print &print : m_table) {
            if (print != Print{})
                put(larger, print);
        }
        m_table = std::move(larger);
    }

    std::vector<Print> m_table = std::vector<Print>(size_t(1) << 14);
    size_t m_size = 0;
};

} // namespace fw::explore
