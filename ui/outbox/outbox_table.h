// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/edit_filter_model.h"

#include <QStyledItemDelegate>
#include <QTableView>

namespace fw::ui {

/// One cell of a change: its fate as shape, word and colour, figures to the right.
class OutboxDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

/// The changes of ours, oldest first. Nothing moves while the pointer is over them.
class OutboxTable final : public QTableView
{
    Q_OBJECT
public:
    OutboxTable(models::EditFilterModel &edits, QWidget *parent);

    QList<EditId> chosen() const; ///< selected, from the top
    std::vector<const store::Edit *> chosenEdits() const; ///< the same, as they are now
    EditId current() const; ///< empty: none
    void choose(const EditId &edit); ///< selects it alone and brings it into sight

Q_SIGNALS:
    void chosenChanged();
    void copyWanted();
    void openWanted(); ///< Enter or a double click on the current one

protected:
    void keyPressEvent(QKeyEvent *event) override;
    bool viewportEvent(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void currentChanged(const QModelIndex &current, const QModelIndex &previous) override;

private:
    void fit();

    models::EditFilterModel &m_edits;
    bool m_fitting = false;
    bool m_custom = false; ///< a person chose the widths
};

} // namespace fw::ui
