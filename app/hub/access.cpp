// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/access.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace fw::hub {

using namespace Qt::StringLiterals;

namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

tl::unexpected<Failure> ioFailure(const QString &path)
{
    return fail(Failure::Code::Io,
                u"%1: %2"_s.arg(path, QString::fromLocal8Bit(std::strerror(errno))));
}

// Makes the whole file under a name of its own, then links it to the real name, which fails when
// somebody else was first: then theirs counts.
Expected<void> createOnce(const QString &path, const QByteArray &bytes)
{
    const QByteArray name = QFile::encodeName(path);
    const QByteArray temporary = name + '.' + randomSecret(9).reveal() + ".new";
    const int file = ::open(temporary.constData(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file < 0)
        return ioFailure(path);
    const bool written
        = ::write(file, bytes.constData(), static_cast<size_t>(bytes.size())) == bytes.size()
        && ::fsync(file) == 0;
    ::close(file);
    const bool linked
        = written && (::link(temporary.constData(), name.constData()) == 0 || errno == EEXIST);
    const int reason = errno;
    ::unlink(temporary.constData());
    errno = reason;
    if (!linked)
        return ioFailure(path);
    return {};
}

Expected<QByteArray> readSmall(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(Failure::Code::Io, u"%1: %2"_s.arg(path, file.errorString()));
    return file.read(1024).trimmed();
}

Expected<QByteArray> readOrCreate(const QString &path, const QByteArray &fresh)
{
    if (!QFileInfo::exists(path)) {
        if (auto made = createOnce(path, fresh + '\n'); !made)
            return tl::unexpected(made.error());
    }
    return readSmall(path);
}

bool isVisible(char c)
{
    return c > 0x20 && c < 0x7f;
}

} // namespace

Expected<Secret> loadToken(const QString &path)
{
    auto bytes = readOrCreate(path, randomSecret(32).reveal());
    if (!bytes)
        return tl::unexpected(bytes.error());
    if (bytes->size() < 16 || bytes->size() > 512 || !std::ranges::all_of(*bytes, isVisible))
        return fail(Failure::Code::BadInput, u"%1 holds no usable token"_s.arg(path));
    const auto permissions = QFile::permissions(path);
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup
        | QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (permissions & others && !QFile::setPermissions(path, ownerOnly))
        return ioFailure(path);
    return Secret(*bytes);
}

Expected<QString> loadHubId(const QString &path, const QString &fresh)
{
    const auto bytes = readOrCreate(path, fresh.toLatin1());
    if (!bytes)
        return tl::unexpected(bytes.error());
    return QString::fromLatin1(*bytes);
}

Expected<void> writePrivate(const QString &path, const QByteArray &bytes)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(ownerOnly)
        || file.write(bytes) != bytes.size() || !file.commit())
        return fail(Failure::Code::Io, u"%1: %2"_s.arg(path, file.errorString()));
    return {};
}

} // namespace fw::hub
