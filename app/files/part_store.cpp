// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// 5f0c….part   the bytes
// 5f0c….json {"bytes":419430,"total":974022,"validator":"\"1795263223.7050712-974022-1546264797\""}
#include "files/part_store.h"

#include <QCryptographicHash>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QStandardPaths>

#include <filesystem>

namespace fw::files {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype longestNote = 4096;

QString usualDir()
{
    return QStandardPaths::writableLocation(QStandardPaths::GenericCacheLocation)
        + u"/framewatch/downloads"_s;
}

std::optional<KeptPart> readNote(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QJsonObject note = QJsonDocument::fromJson(file.read(longestNote)).object();
    KeptPart part;
    part.validator = note["validator"_L1].toString().toLatin1();
    part.total = note["total"_L1].toInteger();
    part.bytes = note["bytes"_L1].toInteger();
    const bool fits = part.bytes > 0 && part.total >= 0
        && (part.total == 0 || part.bytes < part.total) && !part.validator.isEmpty()
        && !part.validator.contains('\n') && !part.validator.contains('\r');
    return fits ? std::optional(part) : std::nullopt;
}

bool writeNote(const QString &path, const KeptPart &part)
{
    QSaveFile file(path);
    const QJsonObject note{ { "validator"_L1, QString::fromLatin1(part.validator) },
                            { "total"_L1, part.total },
                            { "bytes"_L1, part.bytes } };
    return file.open(QIODevice::WriteOnly)
        && file.write(QJsonDocument(note).toJson(QJsonDocument::Compact)) > 0 && file.commit();
}

bool isOld(const QFileInfo &file, std::chrono::hours maxAge)
{
    return file.lastModified().secsTo(QDateTime::currentDateTime())
        > std::chrono::seconds(maxAge).count();
}

} // namespace

bool moveFile(const QString &from, const QString &to, qint64 mostCopied)
{
    std::error_code error;
    std::filesystem::rename(QFile::encodeName(from).toStdString(),
                            QFile::encodeName(to).toStdString(), error);
    if (!error)
        return true;
    if (error != std::errc::cross_device_link || QFileInfo(from).size() > mostCopied)
        return false;
    QFile::remove(to);
    if (!QFile::copy(from, to)) {
        QFile::remove(to);
        return false;
    }
    QFile::remove(from);
    return true;
}

PartStore::PartStore(QString dir, qint64 maxBytes, std::chrono::hours maxAge)
    : m_dir(dir.isEmpty() ? usualDir() : std::move(dir))
    , m_maxBytes(maxBytes)
    , m_maxAge(maxAge)
{
}

QString PartStore::stemOf(const QUrl &url, const QByteArray &account) const
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    hash.addData(url.toEncoded(QUrl::RemoveUserInfo | QUrl::RemoveFragment));
    hash.addData(QByteArray("\0", 1));
    hash.addData(account);
    return m_dir + u'/' + QString::fromLatin1(hash.result().toHex());
}

std::optional<KeptPart> PartStore::take(const QUrl &url, const QByteArray &account,
                                        const QString &path)
{
    const QString stem = stemOf(url, account);
    const QFileInfo file(stem + u".part"_s);
    if (!file.exists())
        return std::nullopt;
    const auto part = readNote(stem + u".json"_s);
    QFile::remove(stem + u".json"_s);
    if (!part || part->bytes != file.size() || isOld(file, m_maxAge)
        || !moveFile(file.filePath(), path)) {
        QFile::remove(file.filePath());
        return std::nullopt;
    }
    return part;
}

bool PartStore::keep(const QUrl &url, const QByteArray &account, const QString &path,
                     const KeptPart &part, qint64 mostCopied)
{
    const QString stem = stemOf(url, account);
    const bool fits = part.bytes > 0 && part.bytes <= m_maxBytes && !part.validator.isEmpty();
    bool kept = fits && QDir().mkpath(m_dir);
    if (kept) {
        QFile::setPermissions(m_dir, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        kept = moveFile(path, stem + u".part"_s, mostCopied);
        kept = kept && writeNote(stem + u".json"_s, part);
    }
    QFile::remove(path);
    if (!kept) {
        QFile::remove(stem + u".part"_s);
        QFile::remove(stem + u".json"_s);
    }
    trim();
    return kept;
}

void PartStore::trim() const
{
    qint64 bytes = 0;
    const auto parts = QDir(m_dir).entryInfoList({ u"*.part"_s }, QDir::Files, QDir::Time);
    for (const QFileInfo &part : parts) { // newest first
        bytes += part.size();
        if (bytes <= m_maxBytes && !isOld(part, m_maxAge))
            continue;
        QFile::remove(part.filePath());
        QFile::remove(part.path() + u'/' + part.completeBaseName() + u".json"_s);
    }
}

} // namespace fw::files
