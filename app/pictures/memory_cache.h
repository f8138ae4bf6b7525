// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QImage>

#include <list>

namespace fw::pictures {

/// Decoded pictures in memory; the longest not asked for go first.
class MemoryCache
{
public:
    explicit MemoryCache(qint64 maxBytes)
        : m_maxBytes(maxBytes)
    {
    }

    /// Null when it is not there.
    QImage find(const QString &key);
    void insert(const QString &key, const QImage &image);
    qint64 bytes() const { return m_bytes; }

private:
    struct Entry
    {
        QImage image;
        std::list<QString>::iterator place;
    };
    qint64 m_maxBytes;
    qint64 m_bytes = 0;
    std::list<QString> m_order; ///< most recent first
    QHash<QString, Entry> m_entries;
};

} // namespace fw::pictures
