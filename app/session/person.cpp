// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/person.h"

#include <QByteArray>

#include <algorithm>
#include <vector>

#include <pwd.h>
#include <unistd.h>

namespace fw::session {

QString fullNameIn(const QByteArray &comment, const QByteArray &login)
{
    const qsizetype comma = comment.indexOf(',');
    QString name = QString::fromLocal8Bit(comma < 0 ? comment : comment.first(comma));
    QString capital = QString::fromLocal8Bit(login);
    if (!capital.isEmpty())
        capital[0] = capital[0].toUpper();
    return name.replace(u'&', capital).simplified();
}

QString systemPerson()
{
    constexpr long usual = 16 * 1024;
    const long size = std::max(usual, ::sysconf(_SC_GETPW_R_SIZE_MAX));
    std::vector<char> buffer(static_cast<size_t>(size));
    passwd entry{};
    passwd *found = nullptr;
    if (::getpwuid_r(::getuid(), &entry, buffer.data(), buffer.size(), &found) != 0 || !found)
        return QString::fromLocal8Bit(qgetenv("USER"));
    const QString name = fullNameIn(found->pw_gecos ? found->pw_gecos : "", found->pw_name);
    return name.isEmpty() ? QString::fromLocal8Bit(found->pw_name) : name;
}

} // namespace fw::session
