// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/selection_keeper.h"

#include "ui/jobs/job_table.h"

namespace fw::ui {

using models::JobModel;

SelectionKeeper::SelectionKeeper(models::JobFilterModel &filter, JobTable &table, QObject *parent)
    : QObject(parent)
    , m_filter(filter)
    , m_table(table)
{
    connect(&filter, &QAbstractItemModel::rowsAboutToBeRemoved, this,
            [this](const QModelIndex &, int first, int last) { onLeaving(first, last); });
}

void SelectionKeeper::watch()
{
    connect(&m_filter, &QAbstractItemModel::rowsRemoved, this, &SelectionKeeper::onLeft);
    connect(&m_filter, &QAbstractItemModel::rowsInserted, this,
            [this](const QModelIndex &, int first, int last) { onArrived(first, last); });
    connect(&m_filter, &models::JobFilterModel::countsChanged, this, &SelectionKeeper::prune);
    connect(m_table.selectionModel(), &QItemSelectionModel::selectionChanged, this,
            &SelectionKeeper::onSelected);
    connect(m_table.selectionModel(), &QItemSelectionModel::currentChanged, this, [this] {
        if (!m_busy)
            Q_EMIT changed();
    });
}

void SelectionKeeper::forget()
{
    if (m_hidden.isEmpty())
        return;
    m_hidden.clear();
    Q_EMIT changed();
}

void SelectionKeeper::onLeaving(int first, int last)
{
    m_busy = true;
    if (!m_table.selectionModel())
        return;
    for (const QItemSelectionRange &range : m_table.selectionModel()->selection()) {
        for (int row = std::max(first, range.top()); row <= std::min(last, range.bottom()); ++row) {
            const store::JobKey key = m_filter.keyAt(row);
            if (!key.job.isEmpty()) // else the server removed it
                m_hidden.insert(key);
        }
    }
}

void SelectionKeeper::onLeft()
{
    m_busy = false;
    Q_EMIT changed();
}

// Looks at the rows, not for the keys: while a table changes, it does not know all places yet.
void SelectionKeeper::onArrived(int first, int last)
{
    if (m_hidden.isEmpty())
        return;
    QItemSelectionModel *selection = m_table.selectionModel();
    const bool alone = !selection->hasSelection();
    m_busy = true;
    for (int row = first; row <= last; ++row) {
        if (!m_hidden.remove(m_filter.keyAt(row)))
            continue;
        const QModelIndex index = m_filter.index(row, JobModel::NameColumn);
        if (alone && !selection->hasSelection())
            selection->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        selection->select(index, QItemSelectionModel::Select | QItemSelectionModel::Rows);
    }
    m_busy = false;
    Q_EMIT changed();
}

void SelectionKeeper::onSelected()
{
    if (m_busy)
        return;
    m_hidden.clear();
    Q_EMIT changed();
}

void SelectionKeeper::prune()
{
    const qsizetype before = m_hidden.size();
    m_hidden.removeIf([this](const store::JobKey &key) { return !m_filter.knows(key); });
    if (m_hidden.size() != before)
        Q_EMIT changed();
}

} // namespace fw::ui
