// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pictures/fetcher.h"

#include "files/account.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QThread>

#include <algorithm>

namespace fw::pictures {

using namespace Qt::StringLiterals;

namespace {

constexpr int decoders = 2;
// Wishes nobody waits for any more are dropped from the old end.
constexpr size_t longestQueue = 500;

QNetworkRequest requestFor(const PictureRef &ref, const QByteArray &etag,
                           std::chrono::milliseconds timeout)
{
    QNetworkRequest request(ref.url);
    request.setTransferTimeout(static_cast<int>(timeout.count()));
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute,
                         QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    for (const auto &[name, value] : ref.headers)
        request.setRawHeader(name, value);
    if (!etag.isEmpty())
        request.setRawHeader("If-None-Match", etag);
    return request;
}

void refuse(QNetworkReply &reply)
{
    reply.setProperty("tooLarge", true);
    reply.abort();
}

// For people, short: it stands in a small tile.
QString errorOf(const QNetworkReply &reply, int status)
{
    // A page to sign in at is what servers with a cookie send those to who have none.
    if (status == 302 || status == 303 || status == 401)
        return Fetcher::tr("signed out", "instead of a picture");
    if (status != 0)
        return QString::number(status);
    if (reply.error() == QNetworkReply::OperationCanceledError
        || reply.error() == QNetworkReply::TimeoutError)
        return u"timeout"_s;
    return u"unreachable"_s;
}

} // namespace

Fetcher::Fetcher(QString cacheDir, PictureLimits limits)
    : m_limits(limits)
    , m_disk(std::move(cacheDir), limits.diskBytes)
{
    m_decoders.setMaxThreadCount(decoders);
}

Fetcher::~Fetcher()
{
    m_decoders.clear();
    m_decoders.waitForDone();
}

void Fetcher::fetch(const QString &key, const PictureRef &ref)
{
    m_wishes.push_back({ key, ref, { ref.url, files::accountOf(ref.headers) }, false });
    if (m_wishes.size() > longestQueue) {
        const QString dropped = m_wishes.front().key;
        m_wishes.pop_front();
        Q_EMIT failed(dropped, u"dropped"_s);
    }
    pump();
}

void Fetcher::dropAll(const QSet<QString> &keys)
{
    QStringList dropped;
    std::erase_if(m_wishes, [&](const Wish &wish) {
        if (!keys.contains(wish.key))
            return false;
        dropped += wish.key;
        return true;
    });
    for (const QString &key : dropped)
        Q_EMIT failed(key, u"dropped"_s);
}

void Fetcher::stop()
{
    m_wishes.clear();
    m_network.reset();
    m_decoders.clear();
    m_decoders.waitForDone();
}

void Fetcher::pump()
{
    while (m_underWay < m_limits.concurrent && !m_wishes.empty()) {
        const Wish wish = m_wishes.back();
        m_wishes.pop_back();
        ++m_underWay;
        begin(wish);
    }
}

void Fetcher::begin(const Wish &wish)
{
    if (!m_network)
        m_network = std::make_unique<QNetworkAccessManager>(); // lives on this thread
    const CachedPicture cached = m_disk.read(wish.place);
    if (m_offline) {
        if (!cached.bytes.isEmpty())
            return decode(wish, cached.bytes);
        // Later: pump() is under way.
        QMetaObject::invokeMethod(
            this,
            [this, key = wish.key] { done(key, fail(Failure::Code::Unreachable, offlineWord)); },
            Qt::QueuedConnection);
        return;
    }
    QNetworkReply *reply = m_network->get(requestFor(wish.ref, cached.etag, m_limits.timeout));
    const qint64 most = m_limits.bytes;
    reply->setReadBufferSize(most + 1);
    connect(reply, &QNetworkReply::metaDataChanged, reply, [reply, most] {
        if (reply->header(QNetworkRequest::ContentLengthHeader).toLongLong() > most)
            refuse(*reply);
    });
    connect(reply, &QNetworkReply::downloadProgress, reply, [reply, most](qint64 received) {
        if (received > most)
            refuse(*reply);
    });
    connect(reply, &QNetworkReply::finished, this,
            [this, wish, cached, reply] { onFinished(wish, cached, reply); });
}

void Fetcher::onFinished(const Wish &wish, const CachedPicture &cached, QNetworkReply *reply)
{
    reply->deleteLater();
    const int status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (reply->property("tooLarge").toBool())
        return done(wish.key, fail(Failure::Code::TooLarge, u"too large"_s));
    if (status == 200 && reply->error() == QNetworkReply::NoError) {
        const QByteArray bytes = reply->readAll();
        m_disk.write(wish.place, { reply->rawHeader("ETag"), bytes });
        return decode(wish, bytes);
    }
    const bool serverSilent = status == 0 || status >= 500;
    if (!cached.bytes.isEmpty() && (status == 304 || serverSilent))
        return decode(wish, cached.bytes); // the last picture known, also without the server
    // The server ended an idle connection in the moment it was used again: nobody's fault.
    if (!wish.again && (status == 408 || reply->error() == QNetworkReply::RemoteHostClosedError)) {
        --m_underWay;
        m_wishes.push_back(wish);
        m_wishes.back().again = true;
        return pump();
    }
    if (status == 404 || status == 410)
        m_disk.remove(wish.place);
    done(wish.key, fail(Failure::Code::Unreachable, errorOf(*reply, status)));
}

void Fetcher::decode(const Wish &wish, const QByteArray &bytes)
{
    m_decoders.start([this, wish, bytes, most = m_limits.pixels] {
        const Expected<QImage> image = decodePicture(bytes, wish.ref.size, most);
        QMetaObject::invokeMethod(
            this, [this, key = wish.key, image] { done(key, image); }, Qt::QueuedConnection);
    });
}

void Fetcher::done(const QString &key, const Expected<QImage> &image)
{
    --m_underWay;
    if (image)
        Q_EMIT fetched(key, *image);
    else
        Q_EMIT failed(key, image.error().detail);
    pump();
}

} // namespace fw::pictures
