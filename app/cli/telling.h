// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/dialect.h"

#include <QJsonArray>
#include <QJsonObject>

namespace fw::cli {

// What a dialect made of something, as JSON: {"event":"job", …}, {"control":"greeted", …}. The
// members are those of lines.h where there are such.

QJsonObject eventObject(const wire::Event &event);
QJsonObject controlObject(const wire::Control &control);
QJsonObject issueObject(const wire::Issue &issue);
/// What \a after says beyond \a before; of secrets only that they are known.
QJsonObject learntObject(const wire::SessionFacts &before, const wire::SessionFacts &after);
QString closeWord(wire::CloseVerdict verdict);

/// One such object for people: its word, then what it says.
QString plainTelling(const QJsonObject &object);

} // namespace fw::cli
