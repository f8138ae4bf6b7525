// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/checks.h"

#include "crop/format.h"

#include <QFile>
#include <QRegularExpression>

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fw::hub::work {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestText = 500;

using Trouble = tl::unexpected<Refusal>;

Trouble trouble(const QString &code, Failure::Code kind, const QString &path, const QString &why)
{
    return Trouble(Refusal({ kind, path + u": "_s + why }, code));
}

Trouble systemTrouble(const QString &path, int error)
{
    if (error == ENOENT || error == ENOTDIR)
        return trouble(u"E_NOT_FOUND"_s, Failure::Code::NotFound, path, u"there is no such file"_s);
    if (error == EACCES || error == EPERM)
        return trouble(u"E_UNREADABLE"_s, Failure::Code::Forbidden, path,
                       u"the hub may not read it"_s);
    return trouble(u"E_UNREADABLE"_s, Failure::Code::BadInput, path, qt_error_string(error));
}

QString kindOf(mode_t mode)
{
    if (S_ISDIR(mode))
        return u"it is a folder"_s;
    if (S_ISFIFO(mode))
        return u"it is a pipe (FIFO), not a file"_s;
    if (S_ISSOCK(mode))
        return u"it is a socket, not a file"_s;
    return u"it is a device, not a file"_s;
}

} // namespace

Taken<qint64> checkSource(const QString &path, qint64 maxBytes)
{
    if (path.contains(QChar(u'\0')) || !path.startsWith(u'/'))
        return trouble(u"E_NOT_FOUND"_s, Failure::Code::BadInput, path,
                       u"an absolute path is needed"_s);
    const QByteArray name = QFile::encodeName(path);
    struct stat seen
    {
    };
    if (::stat(name.constData(), &seen) != 0)
        return systemTrouble(path, errno);
    if (!S_ISREG(seen.st_mode))
        return trouble(u"E_NOT_A_FILE"_s, Failure::Code::BadInput, path, kindOf(seen.st_mode));
    // Opening is the one honest test of the right to read; NONBLOCK, should it have become a FIFO.
    const int file = ::open(name.constData(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (file < 0)
        return systemTrouble(path, errno);
    ::close(file);
    if (seen.st_size == 0)
        return trouble(u"E_EMPTY"_s, Failure::Code::BadInput, path, u"the file is empty"_s);
    if (seen.st_size > maxBytes)
        return trouble(u"E_TOO_LARGE"_s, Failure::Code::TooLarge, path,
                       u"%1 bytes, at most %2 are taken"_s.arg(QString::number(seen.st_size),
                                                               QString::number(maxBytes)));
    return qint64(seen.st_size);
}

Taken<wire::RenderOptions> checkRender(wire::RenderOptions render)
{
    static const QRegularExpression colour(u"^#[0-9A-Fa-f]{6}$"_s);
    render.formats.removeDuplicates();
    if (render.formats.isEmpty())
        render.formats = crop::defaultFormats();
    for (const QString &format : render.formats) {
        if (!crop::findFormat(format))
            return fail(Failure::Code::BadInput, u"unknown format \"%1\""_s.arg(format.left(60)));
    }
    if (!(render.watermarkScale >= 0.01 && render.watermarkScale <= 1))
        return fail(Failure::Code::BadInput, u"watermark.scale must be 0.01 to 1"_s);
    if (!(render.watermarkOpacity >= 0 && render.watermarkOpacity <= 1))
        return fail(Failure::Code::BadInput, u"watermark.opacity must be 0 to 1"_s);
    if (render.text.size() > longestText)
        return fail(Failure::Code::BadInput, u"text.content is longer than 500 characters"_s);
    if (render.textSize < 8 || render.textSize > 400)
        return fail(Failure::Code::BadInput, u"text.size must be 8 to 400"_s);
    if (!render.textColor.isEmpty() && !colour.match(render.textColor).hasMatch())
        return fail(Failure::Code::BadInput, u"text.color must be like #RRGGBB"_s);
    if (!render.watermarkPath.isEmpty()) {
        constexpr qint64 largest = 64 * 1024 * 1024;
        if (const auto seen = checkSource(render.watermarkPath, largest); !seen)
            return tl::unexpected(Refusal(seen.error(), u"E_WATERMARK"_s));
    }
    return render;
}

} // namespace fw::hub::work
