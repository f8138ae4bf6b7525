// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/server_model.h"

#include "models/words.h"
#include "store/outbox.h"

namespace fw::models {

using namespace Qt::StringLiterals;

namespace {

constexpr std::chrono::seconds ageStep{ 1 };

} // namespace

ServerModel::ServerModel(const store::Store &store, QObject *parent)
    : ListTable<ServerId>(parent)
    , m_store(store)
{
    reload();
    connect(&store, &store::Store::changed, this, [this](const store::Changes &changes) {
        if (changes.servers)
            reload();
        else if (changes.edits || !changes.items.empty())
            tellAll({ OpenEditsRole, ItemsRole });
    });
    connect(&m_ages, &QTimer::timeout, this, [this] { tellAll({ Qt::DisplayRole }); });
    m_ages.start(ageStep);
}

int ServerModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant ServerModel::data(const QModelIndex &index, int role) const
{
    const ServerId *id = item(index);
    const store::ServerState *server = id ? m_store.state().server(*id) : nullptr;
    if (!server)
        return {};
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text(*server, index.column());
    case Qt::AccessibleTextRole:
        return u"%1 %2"_s.arg(headerData(index.column(), Qt::Horizontal).toString(),
                              text(*server, index.column()));
    case IdRole:
        return server->id.text;
    case FreshnessRole:
        return static_cast<int>(server->freshness);
    case HeardRole:
        if (server->lastHeard)
            return qlonglong(server->lastHeard->time_since_epoch().count());
        return {};
    case OpenEditsRole:
        return openEdits(server->id);
    case ItemsRole:
        return m_store.state().itemCounts.value({ server->id, {} });
    default: // any int may be asked for as a role
        return {};
    }
}

QString ServerModel::text(const store::ServerState &server, int column) const
{
    switch (Column(column)) {
    case NameColumn:
        return server.name.isEmpty() ? server.id.text : server.name;
    case FreshnessColumn:
        return freshnessText(server);
    case HeardColumn:
        return server.lastHeard ? ageText(*server.lastHeard, m_store.clock().wall())
                                : unknownText();
    case QueueColumn:
        return server.system.queueDepth ? QString::number(*server.system.queueDepth)
                                        : unknownText();
    case LoadColumn:
        return server.system.cpu ? percentText(*server.system.cpu) : unknownText();
    case ColumnCount:
        return {};
    }
    return {};
}

QVariant ServerModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case NameColumn:
        return tr("Server");
    case FreshnessColumn:
        return tr("Connection");
    case HeardColumn:
        return tr("Last message");
    case QueueColumn:
        return tr("Waiting", "column: how many jobs wait");
    case LoadColumn:
        return tr("Processor");
    case ColumnCount:
        return {};
    }
    return {};
}

ServerId ServerModel::serverAt(int row) const
{
    return row >= 0 && row < rowCount() ? items()[static_cast<size_t>(row)] : ServerId{};
}

int ServerModel::rowOf(const ServerId &server) const
{
    const auto found = std::ranges::find(items(), server);
    return found == items().end() ? -1 : static_cast<int>(found - items().begin());
}

int ServerModel::openEdits(const ServerId &server) const
{
    return static_cast<int>(
        std::ranges::count_if(m_store.state().edits, [&server](const store::Edit &edit) {
            return edit.server == server && !store::isSettled(edit.fate);
        }));
}

bool ServerModel::isSame(const ServerId &a, const ServerId &b) const
{
    return a == b;
}

void ServerModel::reload()
{
    std::vector<ServerId> ids;
    for (const store::ServerState &server : m_store.state().servers)
        ids.push_back(server.id);
    take(std::move(ids));
    tellAll();
}

} // namespace fw::models
