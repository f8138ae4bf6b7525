// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/lanes.h"

namespace fw::hub {

/// An edit with its lane and what its author saw.
struct Lanes::Wish
{
    LaneEdit edit;
    std::optional<qint64> base; ///< empty: the newest, whatever that is
    QString epoch; ///< the life of the hub in which the author saw base; empty: it does not say
    QJsonObject before; ///< what the author saw, as far as it was told
};

/// What is said once an edit is kept.
struct Lanes::Told
{
    record::LaneDocument document;
    LaneEdit::Kind kind = LaneEdit::Kind::Set;
};

} // namespace fw::hub
