// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "wire/arguments.h"
#include "wire/item.h"

#include <QJsonObject>
#include <QStringList>

namespace fw::cli {

/// The value that \a texts mean for \a field, see wire::fittedValue(). "@FILE" takes the text from
/// a file ("@@…" is a text that begins with one @); a file is checked and made absolute. Fails with
/// BadInput naming the field and what it takes.
Expected<QJsonValue> readValue(const wire::FieldSpec &field, const QStringList &texts);

/// The arguments that the words "name=value" give for \a fields. What is required and was not given
/// comes from the field's preset, or from \a target, else it fails. Secrets come from files only.
Expected<QJsonObject> readArguments(const std::vector<wire::FieldSpec> &fields,
                                    const QStringList &words, const wire::Item *target = nullptr);

/// The type as a stable word, for JSON lines: "text", "longText", "whole", "number", ….
QString typeWord(wire::FieldSpec::Type type);

} // namespace fw::cli
