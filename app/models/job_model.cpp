// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_model.h"

#include "models/fate_face.h"
#include "models/job_facts.h"
#include "models/words.h"

#include <array>
#include <numeric>

namespace fw::models {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds ageStep{ 1 };

constexpr std::array<QLatin1StringView, JobModel::ColumnCount> columnWords{
    "state"_L1,    "thumbnail"_L1, "name"_L1,     "server"_L1,   "stage"_L1,
    "progress"_L1, "left"_L1,      "updated"_L1,  "priority"_L1, "attempt"_L1,
    "size"_L1,     "created"_L1,   "duration"_L1, "id"_L1,       "error"_L1,
};

QVariant alignment(JobModel::Column column)
{
    switch (column) {
    case JobModel::LeftColumn:
    case JobModel::UpdatedColumn:
    case JobModel::PriorityColumn:
    case JobModel::AttemptColumn:
    case JobModel::SizeColumn:
    case JobModel::CreatedColumn:
    case JobModel::DurationColumn:
        return QVariant::fromValue(Qt::AlignRight | Qt::AlignVCenter);
    case JobModel::StateColumn:
    case JobModel::ThumbnailColumn:
    case JobModel::NameColumn:
    case JobModel::ServerColumn:
    case JobModel::StageColumn:
    case JobModel::ProgressColumn:
    case JobModel::IdColumn:
    case JobModel::ErrorColumn:
    case JobModel::ColumnCount:
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignVCenter);
    }
    return {};
}

std::vector<int> everyRow(size_t count)
{
    std::vector<int> rows(count);
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

} // namespace

JobModel::JobModel(const store::Store &store, QObject *parent)
    : RowTable(parent)
    , m_store(store)
{
    morph(everyRow(store.state().jobs.size()));
    m_fates = jobFates(store.state());
    connect(&store, &store::Store::changed, this, &JobModel::onChanged);
    connect(&m_ages, &QTimer::timeout, this, &JobModel::moveAges);
    m_ages.start(ageStep);
}

JobModel::~JobModel() = default;

int JobModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobModel::data(const QModelIndex &index, int role) const
{
    const int row = storeRow(index.row());
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || row == gone)
        return {};
    return cell(static_cast<size_t>(row), Column(index.column()), role);
}

QVariant JobModel::cell(size_t storeRow, Column column, int role) const
{
    const store::State &state = m_store.state();
    if (storeRow >= state.jobs.size())
        return {};
    const store::JobEntry &entry = state.jobs[storeRow];
    const store::Now now{ m_store.clock().now(), m_store.clock().wall() };
    switch (role) {
    case Qt::DisplayRole:
        return cellText(state, entry, column, now);
    case Qt::ToolTipRole:
        return cellTip(state, entry, column, now);
    case Qt::AccessibleTextRole: {
        const QString spoken = cellSpoken(state, entry, column, now);
        const auto fate = m_fates.constFind({ entry.server, entry.job.id });
        return column == StateColumn && fate != m_fates.cend()
            ? tr("%1; your change: %2").arg(spoken, fateText(fate->fate))
            : spoken;
    }
    case Qt::TextAlignmentRole:
        return alignment(column);
    case SortRole:
        return sortKey(state, entry, column, now);
    case KeyRole:
        return QVariant::fromValue(store::JobKey{ entry.server, entry.job.id });
    case StateRole:
        return static_cast<int>(entry.job.state);
    case StaleRole:
        return isStale(state, entry, now.wall);
    case ProgressRole:
        if (const auto progress = shownProgress(entry.job))
            return *progress;
        return {};
    case ThumbnailRole:
        return entry.job.thumbnail;
    case ErrorCodeRole:
        return entry.job.error ? entry.job.error->code : QString();
    case RecoverableRole:
        return entry.job.error && entry.job.error->recoverable;
    case LocalRole:
        return state.openEdits.contains({ entry.server, entry.job.id });
    case FaceRole: {
        const auto fate = m_fates.constFind({ entry.server, entry.job.id });
        return fate == m_fates.cend() ? QVariant() : QVariant::fromValue(fateFace(*fate, now.wall));
    }
    case SearchRole: {
        QString text;
        for (const QStringView field : searchFields(entry.job))
            text += field.isEmpty() ? QString() : field.toString() + u'\n';
        return text;
    }
    default: // any int may be asked for as a role
        return {};
    }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || section < 0 || section >= ColumnCount)
        return {};
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return columnTitle(Column(section));
    return role == Qt::TextAlignmentRole ? alignment(Column(section)) : QVariant();
}

store::JobKey JobModel::keyAt(int row) const
{
    const int at = storeRow(row);
    if (at < 0 || static_cast<size_t>(at) >= m_store.state().jobs.size())
        return {};
    const store::JobEntry &entry = m_store.state().jobs[static_cast<size_t>(at)];
    return { entry.server, entry.job.id };
}

int JobModel::rowOf(const store::JobKey &key) const
{
    const auto row = m_store.state().rowOf.constFind(key);
    return row == m_store.state().rowOf.cend() ? -1 : tableRow(static_cast<int>(*row));
}

QString JobModel::columnWord(Column column)
{
    return column < ColumnCount ? QString(columnWords[column]) : QString();
}

const QList<int> &JobModel::liveRoles()
{
    static const QList<int> roles{ Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole,
                                   SortRole,        StateRole,       StaleRole,
                                   ProgressRole,    ThumbnailRole,   SearchRole,
                                   LocalRole,       FaceRole };
    return roles;
}

void JobModel::onChanged(const store::Changes &changes)
{
    if (!changes.removed.empty())
        renumber(changes.removed, rows().size());
    const size_t count = m_store.state().jobs.size();
    if (!changes.removed.empty() || count != rows().size())
        morph(everyRow(count));
    tellChanged(changes.changed, ColumnCount - 1, liveRoles());
    if (changes.edits || changes.servers) // the account that is signed in may be another
        followFates();
    if (changes.servers && rowCount() > 0) // names and freshness show in every row
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1), liveRoles());
}

void JobModel::followFates()
{
    const auto before = std::exchange(m_fates, jobFates(m_store.state()));
    const auto &rowOf = m_store.state().rowOf;
    std::vector<size_t> rows;
    const auto look = [&](const store::JobKey &key, bool differs) {
        const auto row = rowOf.constFind(key);
        if (differs && row != rowOf.cend())
            rows.push_back(static_cast<size_t>(*row));
    };
    for (auto it = before.cbegin(); it != before.cend(); ++it) {
        const auto now = m_fates.constFind(it.key());
        look(it.key(), now == m_fates.cend() || *now != *it);
    }
    for (auto it = m_fates.cbegin(); it != m_fates.cend(); ++it)
        look(it.key(), !before.contains(it.key()));
    tellChanged(rows, ColumnCount - 1, liveRoles());
}

void JobModel::moveAges()
{
    if (rowCount() == 0)
        return;
    Q_EMIT dataChanged(index(0, LeftColumn), index(rowCount() - 1, UpdatedColumn),
                       { Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole });
    Q_EMIT agesMoved();
}

} // namespace fw::models
