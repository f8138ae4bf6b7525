// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "store/bytes.h"

#include <QStringList>

#include <bit>

namespace fw::store {

void ByteWriter::number(quint64 value)
{
    while (value >= 0x80) {
        m_bytes += static_cast<char>((value & 0x7f) | 0x80);
        value >>= 7;
    }
    m_bytes += static_cast<char>(value);
}

// Zigzag: small numbers of either sign stay short.
void ByteWriter::whole(qint64 value)
{
    const auto bits = static_cast<quint64>(value);
    number((bits << 1) ^ (value < 0 ? ~quint64(0) : 0));
}

void ByteWriter::real(double value)
{
    const auto bits = std::bit_cast<quint64>(value);
    for (int shift = 0; shift < 64; shift += 8)
        m_bytes += static_cast<char>((bits >> shift) & 0xff);
}

void ByteWriter::text(const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    number(static_cast<quint64>(utf8.size()));
    m_bytes += utf8;
}

void ByteWriter::texts(const QStringList &values)
{
    number(static_cast<quint64>(values.size()));
    for (const QString &value : values)
        text(value);
}

quint64 ByteReader::number()
{
    quint64 value = 0;
    for (int shift = 0; shift < 64 && m_at != m_end; shift += 7) {
        const auto byte = static_cast<quint8>(*m_at++);
        value |= static_cast<quint64>(byte & 0x7f) << shift;
        if (byte < 0x80)
            return m_ok ? value : 0;
    }
    m_ok = false;
    m_at = m_end;
    return 0;
}

qint64 ByteReader::whole()
{
    const quint64 bits = number();
    return static_cast<qint64>((bits >> 1) ^ (bits & 1 ? ~quint64(0) : 0));
}

double ByteReader::real()
{
    if (m_end - m_at < 8) {
        m_ok = false;
        m_at = m_end;
        return 0;
    }
    quint64 bits = 0;
    for (int shift = 0; shift < 64; shift += 8)
        bits |= static_cast<quint64>(static_cast<quint8>(*m_at++)) << shift;
    return std::bit_cast<double>(bits);
}

QByteArrayView ByteReader::raw()
{
    const quint64 size = number();
    if (!m_ok || size > static_cast<quint64>(m_end - m_at)) {
        m_ok = false;
        m_at = m_end;
        return {};
    }
    const QByteArrayView bytes(m_at, static_cast<qsizetype>(size));
    m_at += size;
    return bytes;
}

QString ByteReader::text()
{
    return QString::fromUtf8(raw());
}

QString ByteReader::word()
{
    const QByteArrayView bytes = raw();
    if (bytes.isEmpty())
        return {};
    const QByteArray key = QByteArray::fromRawData(bytes.data(), bytes.size());
    if (const auto known = m_words.constFind(key); known != m_words.cend())
        return *known;
    const QString word = QString::fromUtf8(bytes);
    m_words.insert(QByteArray(bytes.data(), bytes.size()), word);
    return word;
}

QStringList ByteReader::texts()
{
    QStringList all;
    for (quint64 left = number(); left > 0 && m_ok; --left)
        all += text();
    return all;
}

} // namespace fw::store
