// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "files/account.h"

#include <QCryptographicHash>
#include <QJsonDocument>
#include <QJsonObject>

namespace fw::files {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestToken = 16 * 1024;

// RFC 7519: three parts, the second one is what it claims. We only tell our own apart by it.
QByteArray subjectOf(const QByteArray &credential)
{
    const QList<QByteArray> parts = credential.mid(credential.indexOf(' ') + 1).split('.');
    if (parts.size() != 3 || credential.size() > longestToken)
        return credential;
    const auto claims
        = QJsonDocument::fromJson(QByteArray::fromBase64(parts[1], QByteArray::Base64UrlEncoding))
              .object();
    const QString subject = claims["sub"_L1].toString();
    const QString issuer = claims["iss"_L1].toString();
    return subject.isEmpty() ? credential : QString(issuer + u'\n' + subject).toUtf8();
}

} // namespace

QByteArray accountOf(const wire::Headers &headers)
{
    if (headers.isEmpty())
        return {};
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const auto &[name, value] : headers) {
        hash.addData(name.toLower());
        hash.addData(QByteArray("\0", 1));
        hash.addData(subjectOf(value));
        hash.addData(QByteArray("\0", 1));
    }
    return hash.result().toHex();
}

} // namespace fw::files
