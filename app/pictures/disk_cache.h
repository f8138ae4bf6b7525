// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <optional>

namespace fw::pictures {

/// One encoded picture as it lay on the server.
struct CachedPicture
{
    QByteArray etag; ///< empty: the server gave none
    QByteArray bytes; ///< empty: not in the cache
};

/// Where a picture is kept: its address, and who may see it.
struct CacheKey
{
    QUrl url;
    QByteArray account{}; ///< files::accountOf() of what it was fetched with
};

/// Encoded pictures on disk, one file each, named by a hash of the key (never by the URL, which
/// may say what is private, and never with a secret). The files longest not used go when there are
/// too many bytes. A folder that cannot be written only means that nothing is kept.
class DiskCache
{
public:
    DiskCache(QString dir, qint64 maxBytes);

    CachedPicture read(const CacheKey &key) const;
    void write(const CacheKey &key, const CachedPicture &picture);
    void remove(const CacheKey &key);
    /// Bytes in all files.
    qint64 size() const;

private:
    QString pathOf(const CacheKey &key) const;
    void trim();

    QString m_dir;
    qint64 m_maxBytes;
    mutable qint64 m_bytes = -1; ///< -1: not counted yet
};

} // namespace fw::pictures
