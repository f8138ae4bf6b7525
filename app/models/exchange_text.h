// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "trace/exchange.h"

#include <QString>

namespace fw::models {

/// An exchange to be read: what is in it, in full or its begin.
struct ExchangeText
{
    QString content; ///< the message or the body of the answer: JSON indented, bytes as hex
    QString request; ///< of a call: its first line and its body
    QString headers; ///< of a call: both directions
    QString problems; ///< what could not be used, where, with an excerpt; empty: nothing
};

/// How much of a body is shown, in bytes; of bytes that are no text a quarter as much.
inline constexpr qsizetype shownBytes = 64 * 1024;

/// Takes up to some milliseconds: not for the GUI thread. Reentrant.
ExchangeText tellExchange(const trace::Seen &seen);

/// \a json with line breaks and two spaces a level; keeps the order, and whatever is wrong with it.
/// Text that does not begin as JSON is left as it is.
QString indentedJson(const QByteArray &json);
/// "00000000  89 50 4e 47 …  .PNG…", 16 bytes a line.
QString hexText(const QByteArray &bytes);

} // namespace fw::models
