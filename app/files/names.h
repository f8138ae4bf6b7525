// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/item.h"

#include <QSet>

namespace fw::files {

/// \a said, which came from a server, as the name of one file: no separators of folders, nothing
/// that only some file systems take, no dots or spaces at the ends, no characters that are not
/// seen or turn the text around, at most 200 bytes with its ending kept. Never empty.
QString safeName(const QString &said, const QString &otherwise = QStringLiteral("file"));

/// safeName() of an item; without an ending it gets the one of its file or of its id.
QString nameFor(const wire::Item &item);

/// A path in \a folder that no file has and that is not in \a taken, which then holds it: the name
/// itself, or with " (2)", " (3)", … before its ending. Case does not tell names apart.
QString freePath(const QString &folder, const QString &name, QSet<QString> &taken);

} // namespace fw::files
