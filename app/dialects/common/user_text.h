// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fw::dialects {

/// The client's own words about a server in the user's language: notices, standings, why an edit
/// ended. \a source is marked where it is written, QT_TRANSLATE_NOOP("fw::dialects", "…"). What a
/// server said stays as it is, and goes in for %1. Callable from any thread.
QString userText(const char *source);
/// The same with \a arguments for %1, %2, …, all at once: a "%1" within them is only text.
template <class... Arguments>
requires(sizeof...(Arguments) > 0) QString
    userText(const char *source, const Arguments &...arguments)
{
    return userText(source).arg(QString(arguments)...);
}

} // namespace fw::dialects
