// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/facts.h"

namespace fw::dialects::imagetools {

wire::Capabilities capabilities(const wire::SessionFacts &facts);
/// The offer called \a name; nothing when there is none.
std::optional<wire::ActionOffer> findOffer(QStringView name, const wire::SessionFacts &facts);
/// The label of \a action without its dots, for the name of a job.
QString actionLabel(QStringView action);
/// File types the server takes (c2.2), lower case.
QStringList uploadTypes();
/// The largest file the server says it takes; it never checks (c2.2).
std::optional<qint64> uploadLimit(const wire::SessionFacts &facts);

} // namespace fw::dialects::imagetools
