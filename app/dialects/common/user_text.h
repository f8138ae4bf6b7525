// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

namespace fw::dialects {

/// A value as it stands within a sentence.
template <class Value> QString valueText(const Value &value)
{
    if constexpr (std::is_arithmetic_v<Value>)
        return QString::number(value);
    else
        return QString(value);
}

/// The client's own words about a server in the user's language: notices, standings, why an edit
/// ended. \a source is marked where it is written, QT_TRANSLATE_NOOP("fw::dialects", "…"). What a
/// server said stays as it is, and goes in for %1. Callable from any thread.
QString userText(const char *source);
/// The same with \a values for %1, %2, …, all at once: a "%1" within them is only text.
template <class... Values>
requires(sizeof...(Values) > 0) QString userText(const char *source, const Values &...values)
{
    return userText(source).arg(valueText(values)...);
}

} // namespace fw::dialects
