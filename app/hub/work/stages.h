// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/record/records.h"

namespace fw::hub::work {

// The stages of a job, in order: SAMPLE (sample jobs only), PROBE, THUMBNAIL_GENERATION,
// RENDER:<format> for each format, PUBLISH.

/// What a stage does.
enum class StageKind : quint8 { Sample, Probe, Thumbnails, Render, Publish };

/// The kind of the stage called \a id; its format when it renders.
StageKind kindOf(const StageId &id);
QString formatOf(const StageId &id);

/// The rows of a fresh attempt: every stage, queued.
std::vector<wire::Stage> plannedStages(const record::JobRecord &job, int attempt);

/// True progress of the whole job, 0 to 100: probe 2, thumbnails 8, renders 85 shared, publish 5.
/// Empty until PROBE is done, and while the running stage does not know how far it is.
std::optional<double> overallProgress(const std::vector<wire::Stage> &stages);

} // namespace fw::hub::work
