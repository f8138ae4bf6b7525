// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/facet_model.h"

#include "models/words.h"

#include <QLocale>

namespace fw::models {

using namespace Qt::StringLiterals;

namespace {

Facet facetOf(wire::JobState state)
{
    for (const Facet facet : facets) {
        if (stateOf(facet) == state)
            return facet;
    }
    return Facet::All;
}

} // namespace

QString facetText(Facet facet)
{
    const auto state = stateOf(facet);
    return state ? stateText(*state) : FacetModel::tr("All jobs");
}

FacetModel::FacetModel(const store::Store &store, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
{
    countAll();
    connect(&store, &store::Store::changed, this, &FacetModel::onChanged);
}

int FacetModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(facets.size());
}

QVariant FacetModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Facet facet = facets[static_cast<size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return facetText(facet);
    case Qt::AccessibleTextRole:
        return tr("%1, %n job(s)", "%1 is a view such as Running", count(facet))
            .arg(facetText(facet));
    case FacetRole:
        return static_cast<int>(facet);
    case CountRole:
        return count(facet);
    case StateRole:
        if (const auto state = stateOf(facet))
            return static_cast<int>(*state);
        return -1;
    default: // any int may be asked for as a role
        return {};
    }
}

int FacetModel::count(Facet facet) const
{
    return m_counts[static_cast<size_t>(facet)];
}

void FacetModel::setServer(const ServerId &server)
{
    if (m_server == server)
        return;
    m_server = server;
    const auto before = m_counts;
    countAll();
    tell(before);
}

qint8 FacetModel::stateAt(size_t row) const
{
    const store::JobEntry &entry = m_store.state().jobs[row];
    if (!m_server.isEmpty() && entry.server != m_server)
        return -1;
    return static_cast<qint8>(entry.job.state);
}

void FacetModel::countAll()
{
    m_counts.fill(0);
    m_states.clear();
    for (size_t row = 0; row < m_store.state().jobs.size(); ++row) {
        m_states.push_back(stateAt(row));
        move(-1, m_states.back());
    }
}

void FacetModel::move(qint8 from, qint8 to)
{
    const auto add = [this](qint8 state, int by) {
        if (state < 0)
            return;
        m_counts[static_cast<size_t>(facetOf(static_cast<wire::JobState>(state)))] += by;
        m_counts[static_cast<size_t>(Facet::All)] += by;
    };
    add(from, -1);
    add(to, 1);
}

void FacetModel::onChanged(const store::Changes &changes)
{
    const auto before = m_counts;
    for (const auto &[row, filledFrom] : changes.removed) {
        move(m_states[row], -1);
        m_states[row] = m_states[filledFrom];
        m_states.pop_back();
    }
    for (const size_t row : changes.changed) {
        const qint8 now = stateAt(row);
        move(m_states[row], now);
        m_states[row] = now;
    }
    for (size_t row = m_states.size(); row < m_store.state().jobs.size(); ++row) {
        m_states.push_back(stateAt(row));
        move(-1, m_states.back());
    }
    tell(before);
}

void FacetModel::tell(const std::array<int, facets.size()> &before)
{
    for (size_t i = 0; i < facets.size(); ++i) {
        if (before[i] == m_counts[i])
            continue;
        const QModelIndex changed = index(static_cast<int>(i));
        Q_EMIT dataChanged(changed, changed, { CountRole, Qt::AccessibleTextRole });
    }
}

} // namespace fw::models
