// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "pictures/disk_cache.h"
#include "pictures/pictures.h"

#include <QImage>
#include <QObject>
#include <QSet>
#include <QSize>
#include <QThreadPool>
#include <QUrl>

#include <deque>
#include <memory>

class QNetworkAccessManager;
class QNetworkReply;

namespace fw::pictures {

/// What may be fetched and decoded at most.
struct PictureLimits
{
    int concurrent = 6; ///< requests at a time
    std::chrono::milliseconds timeout{ 10000 }; ///< without a byte
    qint64 bytes = 32 * 1024 * 1024; ///< of the encoded picture
    qint64 pixels = 64 * 1000 * 1000; ///< of the picture before scaling
    qint64 diskBytes = 512LL * 1024 * 1024;
};

/// Why a picture that is in no cache does not come while a person works offline.
inline constexpr QLatin1StringView offlineWord{ "offline" };

/// Decodes a JPEG, PNG or WebP into at most \a size (empty: as it is), aspect kept, rotated as its
/// EXIF says. Fails with BadInput (no such picture) or TooLarge. Any thread.
Expected<QImage> decodePicture(const QByteArray &bytes, QSize size, qint64 maxPixels);

/// Fetches pictures on a thread of its own and decodes them on a pool; at most so many at a time,
/// the newest wish first (that is what is on screen now).
class Fetcher final : public QObject
{
    Q_OBJECT
public:
    Fetcher(QString cacheDir, PictureLimits limits);
    ~Fetcher() override;

    /// \a key is given back with the answer. On the fetcher's thread.
    void fetch(const QString &key, const PictureRef &ref);
    /// Forgets wishes that were not begun; answers them as failed with "dropped".
    void dropAll(const QSet<QString> &keys);
    /// While it is on, only what is on disk is answered.
    void setOffline(bool offline) { m_offline = offline; }
    /// Ends all network work and waits for the decoders; nothing is answered any more.
    void stop();

Q_SIGNALS:
    void fetched(const QString &key, const QImage &image);
    /// \a error for people: "404", "timeout", "too large", "signed out", "dropped", offlineWord.
    void failed(const QString &key, const QString &error);

private:
    struct Wish
    {
        QString key;
        PictureRef ref;
        CacheKey place; ///< in the cache on disk
        bool again = false; ///< tried once already
    };
    void pump();
    void begin(const Wish &wish);
    void onFinished(const Wish &wish, const CachedPicture &cached, QNetworkReply *reply);
    void decode(const Wish &wish, const QByteArray &bytes);
    void done(const QString &key, const Expected<QImage> &image);

    PictureLimits m_limits;
    DiskCache m_disk;
    QThreadPool m_decoders;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::deque<Wish> m_wishes; ///< newest last
    int m_underWay = 0;
    bool m_offline = false;
};

} // namespace fw::pictures
