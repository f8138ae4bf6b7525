// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/save_actions.h"

#include "models/words.h"
#include "ui/shell/file_desk.h"

#include <QWidget>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using store::Freshness;

namespace {

QAction *makeAction(const QString &name, const QString &text, const QKeySequence &key,
                    QWidget *panel)
{
    auto *action = new QAction(text, panel);
    action->setObjectName(name);
    action->setShortcut(key);
    action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    panel->addAction(action);
    return action;
}

} // namespace

SaveActions::SaveActions(const store::Store &store, FileDesk &desk, QWidget *panel)
    : m_store(store)
    , m_desk(desk)
    , m_save(makeAction(u"items.save"_s, tr("Save as…"), QKeySequence(Qt::CTRL | Qt::Key_S), panel))
    , m_archive(makeAction(u"items.archive"_s, tr("Save as ZIP…"),
                           QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), panel))
{
    connect(m_save, &QAction::triggered, this,
            [this] { m_desk.saveItems(m_kind.server, chosen().items); });
    connect(m_archive, &QAction::triggered, this,
            [this] { m_desk.saveArchive(m_kind.server, chosen().items); });
    connect(&store, &store::Store::changed, this, [this](const store::Changes &changes) {
        if (changes.servers || !changes.items.empty())
            refresh();
    });
    refresh();
}

void SaveActions::setTarget(const store::KindKey &kind, const QStringList &ids)
{
    m_kind = kind;
    m_ids = ids;
    refresh();
}

QList<QAction *> SaveActions::actions() const
{
    if (m_kind.kind.isEmpty())
        return {};
    return m_archived > 0 ? QList<QAction *>{ m_save, m_archive } : QList<QAction *>{ m_save };
}

SaveActions::Chosen SaveActions::chosen() const
{
    Chosen chosen;
    for (const QString &id : m_ids) {
        const auto *entry = m_store.state().find({ m_kind.server, m_kind.kind, ItemId{ id } });
        if (!entry)
            continue;
        ++chosen.all;
        if (!entry->item.file.isEmpty())
            chosen.items.push_back(entry->item);
    }
    return chosen;
}

// Why nothing can be fetched from it now; empty when it can.
QString SaveActions::serverReason() const
{
    const store::ServerState *server = m_store.state().server(m_kind.server);
    if (!server)
        return tr("The server is not connected.");
    const bool there
        = server->freshness == Freshness::Live || server->freshness == Freshness::Polling;
    return there
        ? QString()
        : tr("%1: %2", "server, state").arg(server->name, models::freshnessText(*server));
}

void SaveActions::show(QAction &action, const QString &usual, const QString &reason) const
{
    action.setEnabled(reason.isEmpty());
    action.setToolTip(reason.isEmpty() ? usual : usual + u'\n' + reason);
    action.setStatusTip(reason.isEmpty() ? usual : reason);
}

void SaveActions::refresh()
{
    int archived = 0;
    if (const store::ServerState *server = m_store.state().server(m_kind.server)) {
        for (const wire::ItemKind &kind : server->capabilities.kinds) {
            if (kind.name == m_kind.kind)
                archived = kind.archived;
        }
    }
    const bool leads = archived > 0
        || std::ranges::any_of(m_store.state().items, [this](const store::ItemEntry &entry) {
                           return entry.server == m_kind.server && entry.item.kind == m_kind.kind
                               && !entry.item.file.isEmpty();
                       });
    const Chosen now = chosen();
    const auto count = int(now.items.size());
    QString reason = serverReason();
    if (now.all == 0)
        reason = tr("Select one or more first.");
    else if (count == 0)
        reason = tr("The server gives no file of this.");
    const QString some = count > 0 && count < now.all
        ? tr("%1 of %2 have a file", "items").arg(count).arg(now.all)
        : QString();
    const QString save = count > 1 ? tr("Save %n files to a folder", nullptr, count)
                                   : tr("Download the file to a place of your choice");
    show(*m_save, some.isEmpty() ? save : save + u'\n' + some, reason);
    if (archived > 0 && count > archived)
        reason = tr("The server packs at most %1 files together, and %2 are selected.")
                     .arg(archived)
                     .arg(count);
    show(*m_archive, tr("Save what is selected as one ZIP file"), reason);
    const bool same = m_archived == archived && m_leads == leads;
    m_archived = archived;
    m_leads = leads;
    if (!same)
        Q_EMIT actionsChanged();
}

} // namespace fw::ui
