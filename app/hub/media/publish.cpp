// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/media/publish.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace fw::hub::media {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestName = 180; ///< bytes; a format and ".mp4" still fit into 255

tl::unexpected<Failure> trouble(const QString &what, const QString &path)
{
    return fail(Failure::Code::Io,
                u"could not %1 %2: %3"_s.arg(what, path, qt_error_string(errno)));
}

Expected<void> flush(const QString &path, int flags)
{
    const int file = ::open(QFile::encodeName(path).constData(), flags | O_CLOEXEC);
    if (file < 0)
        return trouble(u"open"_s, path);
    const int done = ::fsync(file);
    const int kept = errno;
    ::close(file);
    errno = kept;
    if (done != 0)
        return trouble(u"flush"_s, path);
    return {};
}

} // namespace

Expected<void> publishFile(const QString &from, const QString &to)
{
    const QString folder = QFileInfo(to).absolutePath();
    if (!QDir().mkpath(folder))
        return trouble(u"make the folder"_s, folder);
    if (auto flushed = flush(from, O_RDONLY); !flushed)
        return flushed;
    if (std::rename(QFile::encodeName(from).constData(), QFile::encodeName(to).constData()) != 0)
        return trouble(u"rename to"_s, to);
    return flush(folder, O_RDONLY | O_DIRECTORY);
}

Expected<void> makeDurable(const QString &path)
{
    if (auto flushed = flush(path, O_RDONLY); !flushed)
        return flushed;
    return flush(QFileInfo(path).absolutePath(), O_RDONLY | O_DIRECTORY);
}

QString safeFileName(const QString &wanted)
{
    QString name;
    for (const QChar c : wanted) {
        const bool bad = c.category() == QChar::Other_Control || c == u'/' || c == u'\\';
        name += bad ? QChar(u'_') : c;
    }
    while (name.startsWith(u'.') || name.startsWith(u'-') || name.startsWith(u' '))
        name.remove(0, 1);
    while (name.toUtf8().size() > longestName)
        name.chop(name.back().isLowSurrogate() ? 2 : 1);
    name = name.trimmed();
    return name.isEmpty() ? u"media"_s : name;
}

} // namespace fw::hub::media
