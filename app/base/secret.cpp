// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/secret.h"

#include <QRandomGenerator>

namespace fw {

bool Secret::equals(const QByteArray &other) const
{
    if (m_bytes.size() != other.size())
        return false;
    unsigned difference = 0;
    for (qsizetype i = 0; i < other.size(); ++i)
        difference |= static_cast<unsigned>(m_bytes[i] ^ other[i]);
    return difference == 0;
}

Secret randomSecret(int bytes)
{
    QByteArray raw(bytes, Qt::Uninitialized);
    auto *source = QRandomGenerator::system();
    for (char &byte : raw)
        byte = static_cast<char>(source->bounded(256));
    return Secret(raw.toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals));
}

} // namespace fw
