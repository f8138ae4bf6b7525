// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/entries.h"

#include <QJsonArray>
#include <QJsonObject>

namespace fw::models {

// The arguments of a change in words, and a change as JSON. A null offer is one the server does not
// make (any more): names and values stand as they are.

/// "Watermark opacity": the label of an argument.
QString argumentLabel(const wire::ActionOffer *offer, const QString &argument);
/// "40 px", "Circle"; "(hidden)" for a secret; a dash for none.
QString argumentText(const wire::ActionOffer *offer, const QString &argument,
                     const QJsonValue &value);
/// Several arguments that are one value: "608 × 1080 at 656, 0 · 9:16". A dash for none.
QString togetherText(const wire::ActionOffer *offer, const QStringList &arguments,
                     const QJsonObject &values);
/// The same as a label: "Rectangle, aspect ratio".
QString togetherLabel(const wire::ActionOffer *offer, const QStringList &arguments);

/// What leaves for the server, readable. \a edit is without secrets already.
QJsonObject payloadJson(const store::Edit &edit);
/// The whole edit with what became of it; \a what and \a server as people see them. Without
/// secrets when \a edit is.
QJsonObject editJson(const store::Edit &edit, const QString &what, const QString &server);
/// "sending", "noAnswer", …: the stable word for machines.
QString fateWord(store::Fate fate);

} // namespace fw::models
