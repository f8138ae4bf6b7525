// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/job_filter_model.h"

#include "models/job_facts.h"
#include "models/job_filter_private.h"

namespace fw::models {

JobFilterModel::JobFilterModel(const store::Store &store, const JobModel &jobs, QObject *parent)
    : RowTable(parent)
    , d(std::make_unique<Private>(store, jobs))
{
    d->accepted.resize(store.state().jobs.size(), 0);
    d->sortAll();
    refilter(false);
    show();
    connect(&store, &store::Store::changed, this, &JobFilterModel::onChanged);
    connect(&jobs, &JobModel::agesMoved, this, &JobFilterModel::onAgesMoved);
}

JobFilterModel::~JobFilterModel() = default;

int JobFilterModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : JobModel::ColumnCount;
}

QVariant JobFilterModel::data(const QModelIndex &index, int role) const
{
    const int row = storeRow(index.row());
    if (!checkIndex(index, CheckIndexOption::IndexIsValid) || row == gone)
        return {};
    return d->jobs.cell(static_cast<size_t>(row), JobModel::Column(index.column()), role);
}

QVariant JobFilterModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    return d->jobs.headerData(section, orientation, role);
}

void JobFilterModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= JobModel::ColumnCount
        || (column == sortColumn() && order == sortOrder()))
        return;
    d->keys = std::make_unique<SortKeys>(d->store, JobModel::Column(column), order);
    d->sortAll();
    show();
}

int JobFilterModel::sortColumn() const
{
    return d->keys->column();
}

Qt::SortOrder JobFilterModel::sortOrder() const
{
    return d->keys->order();
}

void JobFilterModel::setText(const QString &text)
{
    d->text = text;
    query::Parsed parsed = query::Query::parse(text);
    if (parsed.problem != d->problem) {
        d->problem = parsed.problem;
        Q_EMIT problemChanged();
    }
    if (d->problem || parsed.query == d->query)
        return;
    const bool narrower = parsed.query.narrows(d->query);
    d->query = std::move(parsed.query);
    refilter(narrower);
    show();
}

const QString &JobFilterModel::text() const
{
    return d->text;
}

const std::optional<query::Problem> &JobFilterModel::problem() const
{
    return d->problem;
}

void JobFilterModel::setFacet(Facet facet)
{
    if (d->facet == facet)
        return;
    d->facet = facet;
    refilter(false);
    show();
}

Facet JobFilterModel::facet() const
{
    return d->facet;
}

void JobFilterModel::setServer(const ServerId &server)
{
    if (d->server == server)
        return;
    d->server = server;
    refilter(false);
    show();
}

const ServerId &JobFilterModel::server() const
{
    return d->server;
}

void JobFilterModel::setFrozen(bool frozen)
{
    if (d->frozen == frozen)
        return;
    d->frozen = frozen;
    if (!frozen && d->pending > 0)
        show();
}

bool JobFilterModel::isFrozen() const
{
    return d->frozen;
}

int JobFilterModel::pendingUpdates() const
{
    return d->pending;
}

int JobFilterModel::total() const
{
    return static_cast<int>(d->order.size());
}

store::JobKey JobFilterModel::keyAt(int row) const
{
    const int at = storeRow(row);
    return at == gone ? store::JobKey{} : d->jobs.keyAt(at);
}

int JobFilterModel::rowOf(const store::JobKey &key) const
{
    const auto row = d->store.state().rowOf.constFind(key);
    return row == d->store.state().rowOf.cend() ? -1 : tableRow(static_cast<int>(*row));
}

bool JobFilterModel::knows(const store::JobKey &key) const
{
    return d->store.state().rowOf.contains(key);
}

bool JobFilterModel::accepts(size_t storeRow) const
{
    const store::JobEntry &entry = d->store.state().jobs[storeRow];
    const auto state = stateOf(d->facet);
    if (state && entry.job.state != *state)
        return false;
    if (!d->server.isEmpty() && entry.server != d->server)
        return false;
    return d->query.isEmpty() || d->query.matches(searchFields(entry.job));
}

void JobFilterModel::refilter(bool narrower)
{
    for (size_t row = 0; row < d->accepted.size(); ++row) {
        if (!narrower || d->accepted[row])
            d->accepted[row] = accepts(row);
    }
}

void JobFilterModel::onAgesMoved()
{
    if (rowCount() > 0)
        Q_EMIT dataChanged(
            index(0, 0), index(rowCount() - 1, JobModel::ColumnCount - 1),
            { Qt::DisplayRole, Qt::ToolTipRole, Qt::AccessibleTextRole, JobModel::StaleRole });
}

} // namespace fw::models
