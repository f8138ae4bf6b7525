// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/offer_actions.h"

#include <QHash>

class QMenu;

namespace fw::ui {

/// Brings what servers offer into the menus: for the selected jobs into the Job menu, for servers
/// as a whole into the Server menu (by server as soon as several offer something).
class OfferMenus final : public QObject
{
    Q_OBJECT
public:
    OfferMenus(const store::Store &store, const session::Sessions &sessions, OfferDesk &desk,
               QObject *parent);

    /// The offers stand before \a before from now on.
    void attachJobs(QMenu &menu, QAction *before);
    /// The offers stand at the end from now on.
    void attachServers(QMenu &menu);
    /// What is selected; the offers are those of \a current's server.
    void setJobs(const QList<store::JobKey> &keys, const store::JobKey &current);
    OfferActions &jobs() { return m_jobs; }

private:
    void fill(QMenu &menu);
    OfferActions &of(const ServerId &server);

    const store::Store &m_store;
    const session::Sessions &m_sessions;
    OfferDesk &m_desk;
    OfferActions m_jobs;
    QHash<ServerId, OfferActions *> m_servers;
    QList<QAction *> m_filled; ///< separators and submenus of the last fill()
};

} // namespace fw::ui
