// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/activity_model.h"

#include "models/item_facts.h"
#include "models/job_facts.h"
#include "models/words.h"
#include "store/outbox.h"

namespace fw::models {

using namespace Qt::StringLiterals;

namespace {

constexpr auto resynced = "resynced"_L1;

/// Who it was, by name as far as one is known by now.
QString subjectText(const store::State &state, const store::Activity &line)
{
    if (!line.job.isEmpty()) {
        const store::JobKey key{ line.server, line.job };
        if (line.subject != line.job.text)
            return jobName(state, key, line.subject);
        const store::JobEntry *entry = state.find(key);
        return entry && !entry->job.name.isEmpty() ? jobName(state, *entry)
                                                   : ActivityModel::tr("Job %1").arg(line.subject);
    }
    // An item that had no name: the action tells its kind.
    const wire::ActionOffer *offer
        = store::offerOf(state, line.server, line.detail.section(u' ', 0, 0));
    if (!offer || offer->target.isEmpty() || line.subject.isEmpty())
        return line.subject;
    const store::ItemEntry *item
        = state.find(store::ItemKey{ line.server, offer->target, ItemId{ line.subject } });
    if (!item)
        return line.subject;
    return item->item.name.isEmpty() ? oneOfKind(offer->target, line.subject) : item->item.name;
}

QString text(const store::State &state, const store::Activity &line, int column)
{
    switch (ActivityModel::Column(column)) {
    case ActivityModel::TimeColumn:
        return clockText(line.time);
    case ActivityModel::KindColumn:
        return activityKindText(line.kind);
    case ActivityModel::SubjectColumn:
        return subjectText(state, line);
    case ActivityModel::TextColumn:
        return activityText(state, line);
    case ActivityModel::ColumnCount:
        return {};
    }
    return {};
}

} // namespace

ActivityModel::ActivityModel(const store::Store &store, QObject *parent)
    : QAbstractTableModel(parent)
    , m_store(store)
    , m_first(store.state().nextActivity - static_cast<qint64>(store.state().activities.size()))
    , m_count(static_cast<int>(store.state().activities.size()))
{
    connect(&store, &store::Store::changed, this, &ActivityModel::onChanged);
}

int ActivityModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : m_count;
}

int ActivityModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

// Lines are found by number: the store may be some lines ahead of what was announced.
const store::Activity *ActivityModel::lineAt(int row) const
{
    const auto &lines = m_store.state().activities;
    if (lines.empty() || row < 0 || row >= m_count)
        return nullptr;
    const qint64 at = m_first + row - lines.front().number;
    const auto size = static_cast<qint64>(lines.size());
    return at >= 0 && at < size ? &lines[static_cast<size_t>(at)] : nullptr;
}

QVariant ActivityModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const store::Activity *line = lineAt(index.row());
    if (!line)
        return {};
    const store::State &state = m_store.state();
    switch (role) {
    case Qt::DisplayRole:
        return text(state, *line, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == TextColumn
            ? u"%1 %2"_s.arg(subjectText(state, *line), activityText(state, *line))
            : text(state, *line, index.column());
    case Qt::ToolTipRole:
        return index.column() == TimeColumn ? timeText(line->time) : activityText(state, *line);
    case NumberRole:
        return qlonglong(line->number);
    case KindRole:
        return static_cast<int>(line->kind);
    case KeyRole:
        return QVariant::fromValue(store::JobKey{ line->server, line->job });
    case GapRole:
        return line->kind == store::Activity::Kind::Gap || line->code == resynced;
    case ClosesGapRole:
        return line->code == resynced && line->detail.startsWith("gap "_L1);
    case CodeRole:
        return line->code;
    default: // any int may be asked for as a role
        return {};
    }
}

QVariant ActivityModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case TimeColumn:
        return tr("Time");
    case KindColumn:
        return tr("What");
    case SubjectColumn:
        return tr("Who");
    case TextColumn:
        return tr("Event");
    case ColumnCount:
        return {};
    }
    return {};
}

void ActivityModel::onChanged(const store::Changes &changes)
{
    if (changes.activities == 0)
        return;
    const store::State &state = m_store.state();
    const auto kept = static_cast<qint64>(state.activities.size());
    const qint64 first = state.nextActivity - kept;
    const int leaving = static_cast<int>(std::min<qint64>(first - m_first, m_count));
    if (leaving > 0) {
        beginRemoveRows({}, 0, leaving - 1);
        m_count -= leaving;
        m_first += leaving;
        endRemoveRows();
    }
    if (m_count == 0)
        m_first = first;
    if (first < m_first) { // from an earlier run, loaded now
        const int older = static_cast<int>(m_first - first);
        beginInsertRows({}, 0, older - 1);
        m_first = first;
        m_count += older;
        endInsertRows();
    }
    const int arriving = static_cast<int>(state.nextActivity - m_first) - m_count;
    if (arriving <= 0)
        return;
    beginInsertRows({}, m_count, m_count + arriving - 1);
    m_count += arriving;
    endInsertRows();
    for (int row = m_count - arriving; row < m_count; ++row) {
        const store::Activity *line = lineAt(row);
        if (line && line->code == resynced)
            closeGaps(row, line->server);
    }
}

// The lines of the gaps that end here say from now on until when messages may be missing.
void ActivityModel::closeGaps(int end, const ServerId &server)
{
    for (int row = end - 1; row >= 0; --row) {
        const store::Activity *line = lineAt(row);
        if (!line || line->server != server)
            continue;
        if (line->code == resynced)
            return;
        if (line->kind == store::Activity::Kind::Gap)
            Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
    }
}

} // namespace fw::models
