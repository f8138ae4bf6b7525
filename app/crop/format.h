// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAnyStringView>
#include <QLatin1StringView>
#include <QStringList>

#include <span>

namespace fw::crop {

/// Pixels. 0x0 means "as the source".
struct Size
{
    int width = 0;
    int height = 0;
    friend bool operator==(const Size &, const Size &) = default;
};

/// One named output format of the hub.
struct Format
{
    QLatin1StringView name; ///< stable word on the wire, e.g. "vertical_9_16"
    Size size; ///< both even; 0x0: the source's own size made even
};

/// Every format the hub can make, in the order people see them.
std::span<const Format> formats();
/// The format called \a name, or null for any other word.
const Format *findFormat(QAnyStringView name);
/// What is made when nobody chose: vertical_9_16 and square_1_1.
QStringList defaultFormats();

} // namespace fw::crop
