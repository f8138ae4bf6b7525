// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/exchange_filter_model.h"

#include <QStyledItemDelegate>
#include <QTableView>

namespace fw::ui {

/// One cell of an exchange: the way as an arrow and a word, what went wrong as a shape and a word.
class ExchangeDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

/// The list of exchanges, newest last. Keeps the newest in sight while it follows; scrolling up
/// ends that, coming back to the end starts it again.
class ExchangeTable final : public QTableView
{
    Q_OBJECT
public:
    ExchangeTable(models::ExchangeFilterModel &exchanges, QWidget *parent);
    void setFollowing(bool on);
    bool isFollowing() const { return m_following; }
    void setManyServers(bool many); ///< shows their column
    QList<int> chosenRows() const; ///< of the filter, from the top
    void selectRowOf(int row); ///< and brings it into sight

Q_SIGNALS:
    void followingChanged(bool on);
    void currentChosen(int row); ///< -1: none
    void copyWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void followEnd();

    models::ExchangeFilterModel &m_exchanges;
    bool m_following = true;
};

} // namespace fw::ui
