// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/media/error_tail.h"

#include <QRegularExpression>

namespace fw::hub::media {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestLine = 4096;
constexpr qsizetype linesKept = 4;
constexpr qsizetype longestReason = 600;

} // namespace

void ErrorTail::feed(const QByteArray &bytes)
{
    m_partial += bytes;
    qsizetype from = 0;
    for (qsizetype end; (end = m_partial.indexOf('\n', from)) >= 0; from = end + 1)
        take(m_partial.mid(from, end - from));
    m_partial.remove(0, from);
    if (m_partial.size() > longestLine) {
        take(m_partial.left(longestLine));
        m_partial.clear();
    }
}

void ErrorTail::take(QByteArray line)
{
    static const QRegularExpression address(u" @ 0x[0-9a-f]+"_s);
    static const QRegularExpression level(u"\\[(error|fatal|panic)\\] "_s);
    QString text = QString::fromUtf8(line.left(longestLine)).trimmed();
    text.remove(address);
    if (text.isEmpty())
        return;
    if (text.contains(level)) {
        text.remove(level);
        if (m_errors.isEmpty() || m_errors.back() != text)
            m_errors.append(text);
        if (m_errors.size() > linesKept)
            m_errors.removeFirst();
    }
    m_last = text;
}

QString ErrorTail::reason() const
{
    QString text = m_errors.isEmpty() ? m_last : m_errors.join(u"; "_s);
    if (m_errors.isEmpty() && !m_partial.isEmpty())
        text = QString::fromUtf8(m_partial).trimmed();
    return text.size() > longestReason ? text.right(longestReason) : text;
}

} // namespace fw::hub::media
