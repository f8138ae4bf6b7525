// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pictures/pictures.h"

#include "files/account.h"
#include "pictures/fetcher.h"
#include "pictures/memory_cache.h"

#include <QHash>
#include <QSet>
#include <QStandardPaths>
#include <QThread>

namespace fw::pictures {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 memoryBytes = 64 * 1024 * 1024;
constexpr qsizetype mostFailures = 10000;

QString usualDir()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
        + u"/framewatch/pictures"_s;
}

bool canFetch(const QUrl &url)
{
    return url.isValid() && !url.host().isEmpty()
        && (url.scheme() == "http"_L1 || url.scheme() == "https"_L1);
}

// One picture in one size, as one account sees it.
QString keyOf(const PictureRef &ref)
{
    return u"%1x%2 %3 %4"_s.arg(ref.size.width())
        .arg(ref.size.height())
        .arg(QString::fromLatin1(files::accountOf(ref.headers)),
             QString::fromLatin1(ref.url.toEncoded(QUrl::RemoveUserInfo)));
}

} // namespace

struct Pictures::Private
{
    explicit Private(const QString &dir)
        : fetcher(dir.isEmpty() ? usualDir() : dir, PictureLimits{})
    {
    }

    QThread thread;
    Fetcher fetcher;
    MemoryCache memory{ memoryBytes };
    QHash<QString, QUrl> loading;
    QHash<QString, QString> failures;
    QSet<QString> lookedAt; ///< loading ones asked for since the last trim
};

Pictures::Pictures(QString cacheDir, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(cacheDir))
{
    d->fetcher.moveToThread(&d->thread);
    connect(&d->fetcher, &Fetcher::fetched, this, [this](const QString &key, const QImage &image) {
        d->memory.insert(key, image);
        Q_EMIT changed(d->loading.take(key));
    });
    connect(&d->fetcher, &Fetcher::failed, this, [this](const QString &key, const QString &error) {
        if (d->failures.size() >= mostFailures)
            d->failures.clear();
        if (error != "dropped"_L1)
            d->failures.insert(key, error);
        Q_EMIT changed(d->loading.take(key));
    });
    d->thread.setObjectName(u"pictures"_s);
    d->thread.start();
}

Pictures::~Pictures()
{
    // The network objects must die on the thread they live on.
    QMetaObject::invokeMethod(
        &d->fetcher, [this] { d->fetcher.stop(); }, Qt::BlockingQueuedConnection);
    d->thread.quit();
    d->thread.wait();
}

Pictures::Result Pictures::picture(const PictureRef &ref)
{
    if (!canFetch(ref.url))
        return { State::Failed, {}, ref.url.isEmpty() ? u"none"_s : u"not http"_s };
    const QString key = keyOf(ref);
    if (const QImage image = d->memory.find(key); !image.isNull())
        return { State::Ready, image, {} };
    if (const auto failure = d->failures.constFind(key); failure != d->failures.cend())
        return { State::Failed, {}, *failure };
    d->lookedAt.insert(key);
    if (!d->loading.contains(key)) {
        d->loading.insert(key, ref.url);
        QMetaObject::invokeMethod(
            &d->fetcher, [this, key, ref] { d->fetcher.fetch(key, ref); }, Qt::QueuedConnection);
    }
    return { State::Loading, {}, {} };
}

void Pictures::retry(const PictureRef &ref)
{
    d->failures.remove(keyOf(ref));
}

void Pictures::setOffline(bool offline)
{
    QMetaObject::invokeMethod(
        &d->fetcher, [this, offline] { d->fetcher.setOffline(offline); }, Qt::QueuedConnection);
    if (offline)
        return;
    d->failures.removeIf([](const auto &failure) { return failure.value() == offlineWord; });
    Q_EMIT changed({});
}

void Pictures::trimRequests()
{
    QSet<QString> forgotten;
    for (auto wish = d->loading.cbegin(); wish != d->loading.cend(); ++wish) {
        if (!d->lookedAt.contains(wish.key()))
            forgotten.insert(wish.key());
    }
    d->lookedAt.clear();
    if (!forgotten.isEmpty())
        QMetaObject::invokeMethod(
            &d->fetcher, [this, forgotten] { d->fetcher.dropAll(forgotten); },
            Qt::QueuedConnection);
}

} // namespace fw::pictures
