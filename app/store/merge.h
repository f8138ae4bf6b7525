// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/jobs.h"

namespace fw::store {

/// Whether \a seen is news for \a entry or an echo of its past. Rows from the journal believe
/// everything; else the higher attempt wins, else the newer `updated`, else a finished job
/// stays finished against a mere hint.
bool isNews(const JobEntry &entry, const wire::Job &seen, Weight weight);
/// \a known with what \a seen says laid over it; empty fields of \a seen were not said. A new
/// attempt or a reopened job forgets progress, error, message and times of the last run.
wire::Job merged(const wire::Job &known, const wire::Job &seen);
/// \a known with only those lasting fields filled in from \a seen that it lacks.
wire::Job completed(const wire::Job &known, const wire::Job &seen);
/// Lays what \a seen says over \a known: named fields replace, nulls and empty texts were not
/// said. False when that changes nothing.
bool mergeItem(wire::Item &known, const wire::Item &seen);
/// True when \a time lies surely before \a than. Times without a fraction are whole seconds of
/// the orchestrator (seed S19) and may stand for any moment of that second.
bool surelyBefore(WallTime time, WallTime than);
/// Whether news dated \a seen were overtaken by those dated \a known; what has no date is never
/// late.
bool isLate(const std::optional<WallTime> &seen, const std::optional<WallTime> &known);
/// Takes over a dated value; false when it says nothing new or is late.
bool mergeDatum(wire::Metadatum &known, const wire::Metadatum &seen);

} // namespace fw::store
