// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/reduce.h"

namespace fw::session {

/// Where a courier finds the edits and decides their fates: the store, or a model of it.
class EditDesk
{
public:
    virtual ~EditDesk() = default;
    virtual const store::State &state() const = 0;
    virtual Instant now() const = 0;
    virtual void setFate(const EditId &id, store::Fate fate, const QString &reason = {}) = 0;
    virtual void unsent(const EditId &id) = 0; ///< see store/reduce.h
    virtual void hold(const EditId &id, store::Hold why) = 0;
    virtual void setBase(const EditId &id, qint64 base) = 0;
    virtual void setClash(const EditId &id, const store::Clash &clash) = 0;
};

} // namespace fw::session
