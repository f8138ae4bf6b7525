// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/offer_menus.h"

#include <QMenu>

namespace fw::ui {

using namespace Qt::StringLiterals;

OfferMenus::OfferMenus(const store::Store &store, const session::Sessions &sessions,
                       OfferDesk &desk, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_sessions(sessions)
    , m_desk(desk)
    , m_jobs(store, desk, this)
{
}

void OfferMenus::attachJobs(QMenu &menu, QAction *before)
{
    QAction *line = menu.insertSeparator(before);
    const auto insert = [this, &menu, line] {
        line->setVisible(!m_jobs.actions().isEmpty());
        menu.insertActions(line, m_jobs.actions());
    };
    connect(&m_jobs, &OfferActions::actionsChanged, &menu, insert);
    insert();
}

void OfferMenus::attachServers(QMenu &menu)
{
    menu.setToolTipsVisible(true);
    connect(&menu, &QMenu::aboutToShow, this, [this, &menu] { fill(menu); });
}

void OfferMenus::setJobs(const QList<store::JobKey> &keys, const store::JobKey &current)
{
    QStringList ids;
    for (const store::JobKey &key : keys) {
        if (key.server == current.server)
            ids << key.job.text;
    }
    m_jobs.setTarget(current.server, u"job"_s, ids);
}

OfferActions &OfferMenus::of(const ServerId &server)
{
    OfferActions *&actions = m_servers[server];
    if (!actions)
        actions = new OfferActions(m_store, m_desk, this);
    actions->setTarget(server, {}, {});
    return *actions;
}

void OfferMenus::fill(QMenu &menu)
{
    for (QAction *old : std::as_const(m_filled)) {
        menu.removeAction(old);
        if (old->menu())
            old->menu()->deleteLater();
        else if (old->isSeparator())
            old->deleteLater();
    }
    m_filled.clear();
    QList<const session::Session *> offering;
    for (const session::Session *session : m_sessions.all()) {
        if (!of(session->profile().id).actions().isEmpty())
            offering << session;
    }
    if (offering.isEmpty())
        return;
    m_filled << menu.addSeparator();
    for (const session::Session *session : offering) {
        const QList<QAction *> &actions = of(session->profile().id).actions();
        if (offering.size() == 1) {
            menu.addActions(actions);
            m_filled << actions;
            continue;
        }
        auto *inside = menu.addMenu(QString(session->profile().name).replace(u'&', u"&&"_s));
        inside->setToolTipsVisible(true);
        inside->addActions(actions);
        m_filled << inside->menuAction();
    }
}

} // namespace fw::ui
