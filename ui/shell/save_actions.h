// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/store.h"

#include <QAction>

namespace fw::ui {

class FileDesk;

/// Saves what is selected of one kind of items: each as a file of its own, or all as one file the
/// server packs. Disabled ones say why in tooltip and status tip.
class SaveActions final : public QObject
{
    Q_OBJECT
public:
    /// Keys work while \a panel or something in it has the focus.
    SaveActions(const store::Store &store, FileDesk &desk, QWidget *panel);

    void setTarget(const store::KindKey &kind, const QStringList &ids);
    /// Save, and where the server packs this kind Save as ZIP.
    QList<QAction *> actions() const;
    /// Whether items of this kind have files: then saving is the first thing to do with them.
    bool leads() const { return m_leads; }

Q_SIGNALS:
    /// actions() or leads() are others than before.
    void actionsChanged();

private:
    struct Chosen
    {
        std::vector<wire::Item> items; ///< those with a file
        int all = 0;
    };
    Chosen chosen() const;
    void refresh();
    void show(QAction &action, const QString &usual, const QString &reason) const;
    QString serverReason() const;

    const store::Store &m_store;
    FileDesk &m_desk;
    store::KindKey m_kind;
    QStringList m_ids;
    QAction *m_save;
    QAction *m_archive;
    int m_archived = 0;
    bool m_leads = false;
};

} // namespace fw::ui
