// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/offer_desk.h"

#include <QAction>

class QMenu;

namespace fw::ui {

/// What one server offers for one kind of target as QActions, judged for a selection: buttons,
/// menus and context menus share them. Disabled ones say why in tooltip and status tip.
class OfferActions final : public QObject
{
    Q_OBJECT
public:
    OfferActions(const store::Store &store, OfferDesk &desk, QObject *parent);

    /// \a kind as in ActionOffer::target; \a ids are those of what is selected.
    void setTarget(const ServerId &server, const QString &kind, const QStringList &ids);
    const QList<QAction *> &actions() const { return m_actions; }
    /// A context menu of all of them, deleted when it closes.
    QMenu *makeMenu(QWidget *parent) const;

Q_SIGNALS:
    /// actions() are others than before.
    void actionsChanged();

private:
    void refresh();
    void remake(const std::vector<wire::ActionOffer> &offers);
    void show(QAction &action, const wire::ActionOffer &offer,
              const std::vector<OfferTarget> &targets) const;
    void trigger(const QString &name);
    std::vector<wire::ActionOffer> offers() const;

    const store::Store &m_store;
    OfferDesk &m_desk;
    ServerId m_server;
    QString m_kind;
    QStringList m_ids;
    QList<QAction *> m_actions;
};

} // namespace fw::ui
