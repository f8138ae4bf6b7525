// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_log_model.h"

#include "models/words.h"

namespace fw::models {

using namespace Qt::StringLiterals;

namespace {

QString levelText(const QString &level)
{
    if (level == "error"_L1)
        return JobLogModel::tr("Error", "severity of a log line");
    if (level == "warning"_L1)
        return JobLogModel::tr("Warning", "severity of a log line");
    return JobLogModel::tr("Info", "severity of a log line");
}

QString text(const wire::JobLogLine &line, int column)
{
    switch (JobLogModel::Column(column)) {
    case JobLogModel::TimeColumn:
        return clockText(line.time);
    case JobLogModel::LevelColumn:
        return levelText(line.level);
    case JobLogModel::StageColumn:
        return stageText(line.stage);
    case JobLogModel::TextColumn:
        return line.text;
    case JobLogModel::ColumnCount:
        return {};
    }
    return {};
}

} // namespace

JobLogModel::JobLogModel(const store::Store &store, QObject *parent)
    : DetailTable<wire::JobLogLine>(store, parent)
{
}

int JobLogModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobLogModel::data(const QModelIndex &index, int role) const
{
    const wire::JobLogLine *line = item(index);
    if (!line)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return text(*line, index.column());
    case Qt::ToolTipRole:
        return index.column() == TimeColumn ? timeText(line->time) : line->text;
    case LevelRole:
        return line->level;
    case AttemptRole:
        return line->attempt;
    case StageIdRole:
        return line->stage;
    default: // any int may be asked for as a role
        return {};
    }
}

QVariant JobLogModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case TimeColumn:
        return tr("Time");
    case LevelColumn:
        return tr("Severity");
    case StageColumn:
        return tr("Stage");
    case TextColumn:
        return tr("Event");
    case ColumnCount:
        return {};
    }
    return {};
}

bool JobLogModel::isSame(const wire::JobLogLine &a, const wire::JobLogLine &b) const
{
    return a == b;
}

std::vector<wire::JobLogLine> JobLogModel::listOf(const store::JobParts &parts) const
{
    return parts.log;
}

} // namespace fw::models
