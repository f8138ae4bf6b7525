// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/offer_bar.h"

#include "ui/common/action_button.h"
#include "ui/common/widgets.h"
#include "ui/common/wrap_layout.h"

#include <QMenu>

namespace fw::ui {

using namespace Qt::StringLiterals;

OfferBar::OfferBar(int mostButtons, QWidget *parent)
    : QWidget(parent)
    , m_mostButtons(mostButtons)
    , m_row(new WrapLayout)
    , m_more(makeButton(tr("&More"), ButtonKind::Plain, this))
    , m_menu(new QMenu(m_more))
{
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(space::small);
    setLayout(m_row);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    m_more->setObjectName(u"moreOffers"_s);
    m_more->setAccessibleName(tr("More actions"));
    m_more->setProperty("compact", true);
    m_more->setProperty("hasMenu", true);
    m_menu->setAccessibleName(tr("More actions"));
    m_menu->setToolTipsVisible(true);
    m_more->setMenu(m_menu);
    setActions({});
}

void OfferBar::setActions(const QList<QAction *> &actions)
{
    m_row->removeWidget(m_more);
    for (QPushButton *old : std::as_const(m_buttons)) {
        m_row->removeWidget(old);
        old->hide();
        old->deleteLater(); // it may be the one that was just clicked
    }
    m_buttons.clear();
    // One behind "More" would take as much room as its own button.
    const auto shown = actions.size() <= m_mostButtons + 1 ? actions.size() : m_mostButtons;
    m_menu->clear();
    for (qsizetype i = 0; i < actions.size(); ++i) {
        if (i >= shown) {
            m_menu->addAction(actions[i]);
            continue;
        }
        auto *button = new ActionButton(actions[i], "plain", this);
        button->setProperty("compact", true);
        m_row->addWidget(button);
        button->show();
        m_buttons << button;
    }
    m_row->addWidget(m_more);
    m_more->setVisible(shown < actions.size());
    setVisible(!actions.isEmpty());
    updateGeometry();
}

} // namespace fw::ui
