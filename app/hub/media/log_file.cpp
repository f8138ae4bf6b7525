// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/media/log_file.h"

namespace fw::hub::media {

using namespace Qt::StringLiterals;

LogFile::LogFile(const QString &path)
    : m_file(path)
{
    if (m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        m_written = m_file.size();
}

void LogFile::write(const QByteArray &bytes)
{
    if (!m_file.isOpen() || m_written >= limit)
        return;
    m_written += bytes.size();
    if (m_written < limit) {
        m_file.write(bytes);
        return;
    }
    m_file.write(bytes.left(bytes.size() - (m_written - limit)));
    m_file.write("\n(the rest is left out: the log reached 4 MiB)\n");
}

void LogFile::note(const QString &text)
{
    write((u"# "_s + text + u'\n').toUtf8());
}

} // namespace fw::hub::media
