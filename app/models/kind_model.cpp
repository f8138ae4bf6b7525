// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/kind_model.h"

#include "models/item_facts.h"
#include "models/job_facts.h"

#include <QLocale>

namespace fw::models {

using namespace Qt::StringLiterals;

KindModel::KindModel(const store::Store &store, QObject *parent)
    : ListTable<KindRow>(parent)
    , m_store(store)
{
    reload();
    connect(&store, &store::Store::changed, this, [this](const store::Changes &changes) {
        if (changes.servers || !changes.items.empty())
            reload();
        if (changes.servers)
            tellAll({ Qt::DisplayRole }); // names of servers
    });
}

void KindModel::setServer(const ServerId &server)
{
    m_server = server;
    reload();
}

store::KindKey KindModel::keyAt(int row) const
{
    return row >= 0 && row < rowCount() ? items()[static_cast<size_t>(row)].key : store::KindKey{};
}

int KindModel::rowOf(const store::KindKey &key) const
{
    const auto found = std::ranges::find(items(), key, &KindRow::key);
    return found == items().end() ? -1 : static_cast<int>(found - items().begin());
}

int KindModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant KindModel::data(const QModelIndex &index, int role) const
{
    const KindRow *row = item(index);
    if (!row)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*row, index.column());
    case Qt::ToolTipRole:
        return serverName(m_store.state(), row->key.server);
    case Qt::AccessibleTextRole:
        return u"%1, %2, %3"_s.arg(text(*row, KindColumn), text(*row, CountColumn),
                                   text(*row, ServerColumn));
    case ServerRole:
        return row->key.server.text;
    case KindRole:
        return row->key.kind;
    case LabelRole:
        return row->label;
    case CountRole:
        return row->count;
    default: // any int may be asked for as a role
        return {};
    }
}

QString KindModel::text(const KindRow &row, int column) const
{
    switch (Column(column)) {
    case KindColumn:
        return kindText(row.key.kind, row.label);
    case CountColumn:
        return QLocale().toString(row.count);
    case ServerColumn:
        return serverName(m_store.state(), row.key.server);
    case ColumnCount:
        return {};
    }
    return {};
}

QVariant KindModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case KindColumn:
        return tr("Kind");
    case CountColumn:
        return tr("Count");
    case ServerColumn:
        return tr("Server");
    case ColumnCount:
        return {};
    }
    return {};
}

bool KindModel::isSame(const KindRow &a, const KindRow &b) const
{
    return a.key == b.key;
}

std::vector<KindRow> KindModel::rowsOf(const store::ServerState &server) const
{
    const auto &counts = m_store.state().itemCounts;
    std::vector<KindRow> rows;
    for (const wire::ItemKind &kind : server.capabilities.kinds) {
        const store::KindKey key{ server.id, kind.name };
        if (std::ranges::find(rows, key, &KindRow::key) == rows.end())
            rows.push_back({ key, kind.label, counts.value(key) });
    }
    std::vector<KindRow> others;
    for (auto it = counts.cbegin(); it != counts.cend(); ++it) {
        const store::KindKey &key = it.key();
        if (key.server == server.id && !key.kind.isEmpty()
            && std::ranges::find(rows, key, &KindRow::key) == rows.end())
            others.push_back({ key, {}, *it });
    }
    std::ranges::sort(others, {}, [](const KindRow &row) { return row.key.kind; });
    rows.insert(rows.end(), others.begin(), others.end());
    return rows;
}

void KindModel::reload()
{
    std::vector<KindRow> rows;
    for (const store::ServerState &server : m_store.state().servers) {
        if (!m_server.isEmpty() && server.id != m_server)
            continue;
        const std::vector<KindRow> own = rowsOf(server);
        rows.insert(rows.end(), own.begin(), own.end());
    }
    take(std::move(rows));
}

} // namespace fw::models
