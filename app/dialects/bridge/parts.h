// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/bridge/known.h"

namespace fw::dialects::bridge {

// Parts of a job that only pushes tell. The answer about a job replaces what is known of its parts
// and has none of these: they are kept for it, of the latest jobs.

void keepStage(Sink &sink, const JobId &job, const wire::Stage &stage);
void keepDatum(Sink &sink, const JobId &job, const wire::Metadatum &datum);
void forgetParts(Sink &sink, const JobId &job);

struct Parts
{
    std::vector<wire::Stage> stages;
    std::vector<wire::Metadatum> metadata;
};
Parts partsOf(const JobId &job, const wire::SessionFacts &facts);

} // namespace fw::dialects::bridge
