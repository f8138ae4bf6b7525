// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/server_facet_model.h"

#include "models/words.h"

namespace fw::models {

ServerFacetModel::ServerFacetModel(const store::Store &store, QObject *parent)
    : ListTable<ServerId>(parent)
    , m_store(store)
{
    follow({});
    reload();
    connect(&store, &store::Store::changed, this, &ServerFacetModel::onChanged);
}

int ServerFacetModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : 1;
}

int ServerFacetModel::count(const ServerId &server) const
{
    return server.isEmpty() ? static_cast<int>(m_rows.size()) : m_counts.value(server);
}

QVariant ServerFacetModel::data(const QModelIndex &index, int role) const
{
    const ServerId *id = item(index);
    if (!id)
        return {};
    const store::ServerState *server = m_store.state().server(*id);
    const QString name = id->isEmpty() ? tr("All servers") : server ? server->name : id->text;
    switch (role) {
    case Qt::DisplayRole:
        return name;
    case Qt::AccessibleTextRole:
        if (!server)
            return tr("%1, %n job(s)", nullptr, count(*id)).arg(name);
        return tr("%1, %2, %n job(s)", "name, state of the connection", count(*id))
            .arg(name, freshnessText(*server));
    case IdRole:
        return id->text;
    case CountRole:
        return count(*id);
    case FreshnessRole:
        return server ? static_cast<int>(server->freshness) : -1;
    case ByDesignRole:
        return server && isReadByDesign(*server);
    default: // any int may be asked for as a role
        return {};
    }
}

void ServerFacetModel::reload()
{
    std::vector<ServerId> all{ ServerId{} };
    for (const store::ServerState &server : m_store.state().servers)
        all.push_back(server.id);
    take(std::move(all));
}

void ServerFacetModel::follow(const store::Changes &changes)
{
    for (const auto &[row, filledFrom] : changes.removed) {
        --m_counts[m_rows[row]];
        m_rows[row] = m_rows[filledFrom];
        m_rows.pop_back();
    }
    const auto &jobs = m_store.state().jobs;
    for (size_t row = m_rows.size(); row < jobs.size();) {
        const ServerId &server = jobs[row].server; // mostly that of many rows in a line
        size_t end = row + 1;
        while (end < jobs.size() && jobs[end].server == server)
            ++end;
        m_rows.resize(end, server);
        m_counts[server] += static_cast<int>(end - row);
        row = end;
    }
}

void ServerFacetModel::onChanged(const store::Changes &changes)
{
    const size_t before = m_rows.size();
    follow(changes);
    if (changes.servers)
        reload();
    if (changes.servers || !changes.removed.empty() || before != m_rows.size())
        tellAll(
            { Qt::DisplayRole, Qt::AccessibleTextRole, CountRole, FreshnessRole, ByDesignRole });
}

} // namespace fw::models
