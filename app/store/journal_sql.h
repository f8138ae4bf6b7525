// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <QSqlError>
#include <QSqlQuery>

namespace fw::store {

/// What SQLite said, as a failure: a damaged file is Database, anything else Io.
inline Failure failureOf(const QSqlError &error)
{
    const QString code = error.nativeErrorCode();
    using namespace Qt::StringLiterals;
    // SQLITE_CORRUPT and SQLITE_NOTADB, also as extended codes.
    const int number = code.toInt() & 0xff;
    const bool damaged = number == 11 || number == 26;
    return { damaged ? Failure::Code::Database : Failure::Code::Io,
             u"journal: %1"_s.arg(error.databaseText()) };
}

/// Runs a prepared query.
inline Expected<void> execute(QSqlQuery &query)
{
    if (query.exec())
        return {};
    return tl::unexpected(failureOf(query.lastError()));
}

} // namespace fw::store
