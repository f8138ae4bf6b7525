// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pictures/disk_cache.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QSaveFile>

namespace fw::pictures {

using namespace Qt::StringLiterals;

namespace {

// "FWP1", length of the ETag as one byte, ETag, the picture's bytes.
constexpr char magic[] = "FWP1";
constexpr qsizetype magicSize = 4;
constexpr qsizetype longestEtag = 255;

} // namespace

DiskCache::DiskCache(QString dir, qint64 maxBytes)
    : m_dir(std::move(dir))
    , m_maxBytes(maxBytes)
{
}

QString DiskCache::pathOf(const CacheKey &key) const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(key.url.toEncoded(QUrl::RemoveUserInfo));
    if (!key.account.isEmpty())
        hash.addData(QByteArray('\n' + key.account));
    return m_dir + u'/' + QString::fromLatin1(hash.result().toHex()) + u".pic"_s;
}

CachedPicture DiskCache::read(const CacheKey &key) const
{
    QFile file(pathOf(key));
    if (!file.open(QIODevice::ReadWrite | QIODevice::ExistingOnly))
        return {};
    const QByteArray all = file.readAll();
    if (all.size() <= magicSize || !all.startsWith(magic))
        return {};
    const qsizetype etagSize = static_cast<quint8>(all[magicSize]);
    const qsizetype head = magicSize + 1 + etagSize;
    if (all.size() <= head)
        return {};
    file.setFileTime(QDateTime::currentDateTimeUtc(), QFileDevice::FileModificationTime);
    return { all.sliced(magicSize + 1, etagSize), all.sliced(head) };
}

void DiskCache::write(const CacheKey &key, const CachedPicture &picture)
{
    if (picture.etag.size() > longestEtag || picture.bytes.isEmpty() || !QDir().mkpath(m_dir))
        return;
    const QString path = pathOf(key);
    const qint64 before = QFileInfo(path).size();
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.write(magic, magicSize);
    file.putChar(static_cast<char>(picture.etag.size()));
    file.write(picture.etag);
    file.write(picture.bytes);
    const qint64 written = file.size();
    if (!file.commit())
        return;
    m_bytes = size() + written - before;
    if (m_bytes > m_maxBytes)
        trim();
}

void DiskCache::remove(const CacheKey &key)
{
    const QString path = pathOf(key);
    const qint64 bytes = QFileInfo(path).size();
    if (QFile::remove(path) && m_bytes >= 0)
        m_bytes -= bytes;
}

qint64 DiskCache::size() const
{
    if (m_bytes >= 0)
        return m_bytes;
    m_bytes = 0;
    const auto files = QDir(m_dir).entryInfoList({ u"*.pic"_s }, QDir::Files);
    for (const QFileInfo &file : files)
        m_bytes += file.size();
    return m_bytes;
}

// Down to nine tenths, so that not every picture trims again.
void DiskCache::trim()
{
    const auto files
        = QDir(m_dir).entryInfoList({ u"*.pic"_s }, QDir::Files, QDir::Time | QDir::Reversed);
    m_bytes = 0;
    for (const QFileInfo &file : files)
        m_bytes += file.size();
    for (const QFileInfo &file : files) {
        if (m_bytes <= m_maxBytes / 10 * 9)
            return;
        if (QFile::remove(file.filePath()))
            m_bytes -= file.size();
    }
}

} // namespace fw::pictures
