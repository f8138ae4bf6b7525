// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QHash>
#include <QJsonValue>
#include <QString>

#include <optional>

namespace fw::store {

/// Writes small values one behind the other: numbers in as few bytes as they need, texts as UTF-8.
class ByteWriter
{
public:
    void number(quint64 value);
    void whole(qint64 value);
    void real(double value);
    void text(const QString &value);
    void texts(const QStringList &values);
    void time(WallTime value) { whole(value.time_since_epoch().count()); }
    const QByteArray &bytes() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

/// Reads what ByteWriter wrote. Damage never harms: from the first value that does not fit,
/// everything reads as zero or empty and ok() is false.
class ByteReader
{
public:
    /// \a bytes must outlive the reader.
    explicit ByteReader(QByteArrayView bytes)
        : m_at(bytes.begin())
        , m_end(bytes.end())
    {
    }

    quint64 number();
    qint64 whole();
    double real();
    QString text();
    /// A text that many rows have in common: one copy for all of them.
    QString word();
    QStringList texts();
    WallTime time() { return WallTime(Millis(whole())); }
    bool ok() const { return m_ok; }
    bool atEnd() const { return m_at == m_end; }

private:
    QByteArrayView raw();

    const char *m_at;
    const char *m_end;
    bool m_ok = true;
    QHash<QByteArray, QString> m_words;
};

} // namespace fw::store
