// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/stages.h"

#include <algorithm>

namespace fw::hub::work {

using namespace Qt::StringLiterals;
using wire::JobState;

namespace {

constexpr auto sampleId = "SAMPLE"_L1;
constexpr auto probeId = "PROBE"_L1;
constexpr auto thumbnailsId = "THUMBNAIL_GENERATION"_L1;
constexpr auto renderPrefix = "RENDER:"_L1;
constexpr auto publishId = "PUBLISH"_L1;

double weightOf(StageKind kind, size_t renders)
{
    switch (kind) {
    case StageKind::Sample:
        return 0;
    case StageKind::Probe:
        return 2;
    case StageKind::Thumbnails:
        return 8;
    case StageKind::Render:
        return 85.0 / double(std::max<size_t>(renders, 1));
    case StageKind::Publish:
        return 5;
    }
    return 0;
}

} // namespace

StageKind kindOf(const StageId &id)
{
    if (id.text == sampleId)
        return StageKind::Sample;
    if (id.text == probeId)
        return StageKind::Probe;
    if (id.text == thumbnailsId)
        return StageKind::Thumbnails;
    return id.text == publishId ? StageKind::Publish : StageKind::Render;
}

QString formatOf(const StageId &id)
{
    return id.text.startsWith(renderPrefix) ? id.text.mid(renderPrefix.size()) : QString();
}

std::vector<wire::Stage> plannedStages(const record::JobRecord &job, int attempt)
{
    QStringList ids;
    if (job.sample)
        ids += sampleId;
    ids += { probeId, thumbnailsId };
    for (const QString &format : job.render.formats)
        ids += renderPrefix + format;
    ids += publishId;
    std::vector<wire::Stage> stages;
    for (const QString &id : ids) {
        wire::Stage stage;
        stage.id = StageId{ id };
        stage.order = int(stages.size());
        stage.attempt = attempt;
        stages.push_back(std::move(stage));
    }
    return stages;
}

std::optional<double> overallProgress(const std::vector<wire::Stage> &stages)
{
    const auto renders = size_t(std::ranges::count_if(
        stages, [](const wire::Stage &s) { return kindOf(s.id) == StageKind::Render; }));
    double sum = 0;
    for (const wire::Stage &stage : stages) {
        const double weight = weightOf(kindOf(stage.id), renders);
        const bool working = stage.state == JobState::Running || stage.state == JobState::Paused;
        if (stage.state == JobState::Done)
            sum += weight;
        else if (kindOf(stage.id) == StageKind::Probe || (working && !stage.progress))
            return std::nullopt;
        else if (working)
            sum += weight * *stage.progress / 100;
    }
    return sum;
}

} // namespace fw::hub::work
