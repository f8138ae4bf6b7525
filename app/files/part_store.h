// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QByteArray>
#include <QString>
#include <QUrl>

#include <limits>
#include <optional>

namespace fw::files {

/// The beginning of a file whose download broke off.
struct KeptPart
{
    QByteArray validator; ///< of the file it is the beginning of; never empty
    qint64 total = 0; ///< bytes of the whole; 0: not known
    qint64 bytes = 0; ///< of the part
};

/// Beginnings of files in the cache folder, so that a later download goes on from there. Named by a
/// hash of address and account (an address may say what is private). What is older than maxAge or
/// over maxBytes goes, the oldest first. A folder that cannot be written means that nothing is
/// kept. Any thread; two downloads never get the same part, for taking it moves it away.
class PartStore
{
public:
    static constexpr qint64 usualBytes = 4LL * 1024 * 1024 * 1024;
    static constexpr std::chrono::hours usualAge{ 72 };

    /// \a dir empty: $XDG_CACHE_HOME/framewatch/downloads.
    explicit PartStore(QString dir = {}, qint64 maxBytes = usualBytes,
                       std::chrono::hours maxAge = usualAge);

    /// Moves the part of \a url to \a path (a file that is there is replaced); nothing when there
    /// is none or it cannot be moved.
    std::optional<KeptPart> take(const QUrl &url, const QByteArray &account, const QString &path);
    /// Moves the file \a path into the store. False when it was not kept; the file is gone anyhow.
    /// From another file system at most \a mostCopied bytes are taken, for that takes its time.
    bool keep(const QUrl &url, const QByteArray &account, const QString &path, const KeptPart &part,
              qint64 mostCopied = usualBytes);
    /// Throws away what is too old or too much.
    void trim() const;

private:
    QString stemOf(const QUrl &url, const QByteArray &account) const;

    QString m_dir;
    qint64 m_maxBytes;
    std::chrono::hours m_maxAge;
};

/// Moves a file, to another file system when it has at most \a mostCopied bytes; replaces what lies
/// there. False: nothing was moved.
bool moveFile(const QString &from, const QString &to,
              qint64 mostCopied = std::numeric_limits<qint64>::max());

} // namespace fw::files
