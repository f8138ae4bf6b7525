// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "wire/offer.h"

#include <QJsonObject>

namespace fw::wire {

// What a person gives against what a FieldSpec asks for. Forms, the command line and the dialects
// all check with these functions: what one of them takes the others take as well.

/// Why a value does not fit its field.
enum class Misfit : quint8 {
    Missing, ///< needed, and not given, or a text of blanks, or a list of nothing
    NotText,
    NotNumber, ///< also: not finite
    NotWhole,
    NotFlag,
    NotChoice,
    NotColor,
    NotPath, ///< not the whole path of a file
    NotList,
    OutOfRange, ///< a figure below the minimum or above the maximum
    TooShort,
    TooLong,
};

/// \a given as \a field wants it, or why it cannot be. Null and undefined are "not given": Missing
/// when the field is required, else undefined. Texts are understood as figures and flags
/// ("true", "yes", "on", "1"), figures as choices. Figures are rounded to the field's decimals
/// (after the range was checked); whole ones go up to 2^53 - 1. A Text with a shortest length
/// counts without the blanks around it, and is given back without them. Choices are found without
/// regard to case; a field without choices takes any text. A list may come as text, see
/// listWords(), and has each word once. Lengths are in UTF-16 units.
tl::expected<QJsonValue, Misfit> fittedValue(const FieldSpec &field, const QJsonValue &given);

/// The words of a list given as text: between commas or lines, without blanks around them, none
/// of them empty.
QStringList listWords(const QString &text);

/// Whether the range of a figure ends below, and above. A maximum below the minimum is none.
bool hasMinimum(const FieldSpec &field);
bool hasMaximum(const FieldSpec &field);

/// What a field takes, in words: "a whole number from 0 to 100", "one of a, b".
QString takes(const FieldSpec &field);

/// BadInput that names the field, the value (never a secret) and what the field takes.
Failure misfitFailure(const FieldSpec &field, Misfit misfit, const QJsonValue &given);

/// Which fields that were not given start with their preset.
enum class Presets : quint8 {
    Required, ///< those that are needed; the server has its own idea of the others
    All,
};

/// \a given as \a fields want it. Fails with BadInput that names the field: the first unknown one
/// with those there are, else the first that does not fit.
Expected<QJsonObject> checkedArguments(const std::vector<FieldSpec> &fields,
                                       const QJsonObject &given,
                                       Presets presets = Presets::Required);

/// The offer called \a name; null when there is none. Lives as long as \a offers.
const ActionOffer *findOffer(const std::vector<ActionOffer> &offers, QStringView name);

} // namespace fw::wire
