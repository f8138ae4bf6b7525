// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"

#include <QImage>
#include <QSize>
#include <QString>
#include <QUrl>

#include <functional>

namespace fw::ui {

/// One picture as a view can show it now.
struct Picture
{
    enum class State : quint8 { Loading, Ready, Failed };
    State state = State::Loading;
    QImage image; ///< null unless Ready
    QString error; ///< e.g. "404"
};

/// Where views get pictures from: \a path is a URL or a path on \a server, \a size the device
/// pixels wanted. Never blocks; the shell announces news by repainting. The shell joins the
/// session's address and token to it, so no view ever holds a secret.
using PictureSource
    = std::function<Picture(const ServerId &server, const QString &path, const QSize &size)>;

/// \a path with the version of what lies behind it, for a source that keeps pictures: a fragment,
/// which no server ever sees.
inline QString versionedPath(const QString &path, const QString &version)
{
    if (path.isEmpty() || version.isEmpty() || path.contains(u'#'))
        return path;
    return path + u'#' + QString::fromLatin1(QUrl::toPercentEncoding(version));
}

} // namespace fw::ui
