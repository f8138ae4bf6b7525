// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/frame.h"

#include <QImage>
#include <QObject>
#include <QSize>
#include <QUrl>

#include <memory>

namespace fw::pictures {

/// One picture somewhere: where, with what key, and how large it is wanted.
struct PictureRef
{
    /// Absolute http(s). A fragment is not sent: it tells the versions of what lies behind one URL
    /// apart.
    QUrl url;
    /// What lets us see it (wire::Dialect::fetchHeaders()). Never part of a cache key's text: of
    /// that is only a hash of whose they are, so that no account sees what another one fetched.
    wire::Headers headers;
    QSize size; ///< device pixels to fit into, aspect kept; empty: as it is
};

/// Thumbnails and frames: fetched, decoded and scaled off the GUI thread, kept in memory
/// (64 MiB, least recently used goes first) and on disk (512 MiB in $XDG_CACHE_HOME/framewatch).
/// image() never blocks: what is not there yet is fetched and announced by ready().
class Pictures final : public QObject
{
    Q_OBJECT
public:
    enum class State : quint8 { Loading, Ready, Failed };
    struct Result
    {
        State state = State::Loading;
        QImage image; ///< null unless Ready
        QString error; ///< e.g. "404", when Failed
    };

    /// \a cacheDir empty: $XDG_CACHE_HOME/framewatch/pictures.
    explicit Pictures(QString cacheDir = {}, QObject *parent = nullptr);
    ~Pictures() override;

    /// What is known of the picture now; starts to fetch it when it is not.
    Result picture(const PictureRef &ref);
    /// Forgets a failure, so that the next picture() tries again.
    void retry(const PictureRef &ref);
    /// While a person works offline nothing is fetched: pictures come from the caches, the others
    /// fail with "offline" and are tried again when it ends.
    void setOffline(bool offline);
    /// Drops requests nobody looked at since the last call (scrolled past).
    void trimRequests();

Q_SIGNALS:
    /// \a url is ready or failed now; repaint what shows it. Empty: more than one.
    void changed(const QUrl &url);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fw::pictures
