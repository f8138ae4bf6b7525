// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

class QTableView;

namespace fw::ui {

/// Names and values of the fields of a job or an item (MetadataModel, ItemFieldModel). A value of
/// an edit without an answer has the shape, the colour and in time the word of its fate.
class FieldDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

/// A table of fields as the detail and the library show it: two columns without a head.
QTableView *makeFieldTable(QAbstractItemModel &model, const QString &name, QWidget *parent);

} // namespace fw::ui
