// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QWidget>

class QMenu;
class QPushButton;

namespace fw::ui {

class WrapLayout;

/// What a server offers as a row of buttons: the first few as such, the rest behind "More". None
/// is left out; those that cannot be done now say why.
class OfferBar final : public QWidget
{
    Q_OBJECT
public:
    explicit OfferBar(int mostButtons, QWidget *parent = nullptr);
    /// The actions stay their owner's; hidden while there are none.
    void setActions(const QList<QAction *> &actions);

private:
    int m_mostButtons;
    WrapLayout *m_row;
    QPushButton *m_more;
    QMenu *m_menu;
    QList<QPushButton *> m_buttons;
};

} // namespace fw::ui
