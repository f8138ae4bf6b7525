// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/lives.h"

#include "base/log.h"
#include "hub/access.h"

#include <QFile>

#include <algorithm>

namespace fw::hub {

namespace {

// 0 when there is no count, or none that can be read: then nothing can be told from it.
qint64 countIn(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    constexpr qint64 digits = 18;
    return std::max<qint64>(0, file.read(digits).trimmed().toLongLong());
}

} // namespace

Expected<bool> beginLife(record::Record &record, const QString &file, const QString &epoch,
                         WallTime now)
{
    const qint64 count = countIn(file);
    const auto newest = record.newestLife();
    if (!newest)
        return tl::unexpected(newest.error());
    const bool wasPutBack = count > *newest;
    qint64 life = 0;
    const auto begun = record.together([&]() -> Expected<void> {
        const auto number = record.beginLife(epoch, count, now);
        if (!number)
            return tl::unexpected(number.error());
        life = *number;
        return wasPutBack ? record.skipRevisions() : Expected<void>();
    });
    if (!begun)
        return tl::unexpected(begun.error());
    if (wasPutBack)
        qCWarning(lcHub) << "the record is older than its folder: an older state was put back";
    // After the record: a crash in between must not look like a lost life.
    if (auto written = writePrivate(file, QByteArray::number(life) + '\n'); !written)
        return tl::unexpected(written.error());
    return wasPutBack;
}

} // namespace fw::hub
