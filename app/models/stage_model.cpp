// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/stage_model.h"

#include "models/words.h"

namespace fw::models {

using namespace Qt::StringLiterals;

namespace {

QVariant msOf(const std::optional<WallTime> &time)
{
    return time ? QVariant(qlonglong(time->time_since_epoch().count())) : QVariant();
}

} // namespace

StageModel::StageModel(const store::Store &store, QObject *parent)
    : DetailTable<wire::Stage>(store, parent)
{
}

int StageModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant StageModel::data(const QModelIndex &index, int role) const
{
    const wire::Stage *stage = item(index);
    if (!stage)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*stage, index.column());
    case Qt::AccessibleTextRole:
        return u"%1 %2"_s.arg(headerData(index.column(), Qt::Horizontal).toString(),
                              text(*stage, index.column()).toString());
    case Qt::ToolTipRole:
        return stage->error ? errorText(*stage->error) : stage->message;
    case IdRole:
        return stage->id.text;
    case StateRole:
        return static_cast<int>(stage->state);
    case ProgressRole:
        if (stage->state == wire::JobState::Done)
            return 100.0;
        return stage->progress ? QVariant(*stage->progress) : QVariant();
    case AttemptRole:
        return stage->attempt;
    case StartRole:
        return msOf(stage->started);
    case EndRole:
        return msOf(stage->finished);
    case ErrorCodeRole:
        return stage->error ? stage->error->code : QString();
    case RecoverableRole:
        return stage->error && stage->error->recoverable;
    default: // any int may be asked for as a role
        return {};
    }
}

QVariant StageModel::text(const wire::Stage &stage, int column) const
{
    switch (Column(column)) {
    case NameColumn:
        return stageText(stage.id.text);
    case StateColumn:
        return stateText(stage.state);
    case ProgressColumn:
        if (stage.state == wire::JobState::Done)
            return percentText(100);
        return stage.progress ? percentText(*stage.progress) : unknownText();
    case DurationColumn: {
        const bool runs = stage.state == wire::JobState::Running;
        if (!stage.started || (!stage.finished && !runs))
            return unknownText();
        const WallTime end = stage.finished.value_or(store().clock().wall());
        return durationText(std::max(Millis(0), end - *stage.started));
    }
    case TextColumn:
        return stage.error ? errorText(*stage.error) : stage.message;
    case ColumnCount:
        return {};
    }
    return {};
}

QVariant StageModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case NameColumn:
        return tr("Stage");
    case StateColumn:
        return tr("State");
    case ProgressColumn:
        return tr("Progress");
    case DurationColumn:
        return tr("Duration");
    case TextColumn:
        return tr("Message");
    case ColumnCount:
        return {};
    }
    return {};
}

int StageModel::latestAttempt() const
{
    return items().empty() ? 0 : items().back().attempt;
}

bool StageModel::isSame(const wire::Stage &a, const wire::Stage &b) const
{
    return a.id == b.id && a.attempt == b.attempt;
}

std::vector<wire::Stage> StageModel::listOf(const store::JobParts &parts) const
{
    return parts.stages;
}

} // namespace fw::models
