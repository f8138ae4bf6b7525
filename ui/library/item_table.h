// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/item_model.h"
#include "ui/common/picture_source.h"

#include <QTableView>
#include <QTimer>

namespace fw::ui {

class ItemDelegate;

/// The items of one kind. The name takes what the other columns leave; columns nobody filled and
/// fields there is no room for are not shown (the fields of one item stand beside it).
class ItemTable final : public QTableView
{
    Q_OBJECT
public:
    ItemTable(models::ItemModel &items, PictureSource pictures, QWidget *parent = nullptr);

    QStringList selectedIds() const;
    store::ItemKey currentKey() const;

Q_SIGNALS:
    void chosenChanged(); ///< another selection, or another current item
    void openWanted(); ///< Return or a double click

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void changeEvent(QEvent *event) override;
    void selectionChanged(const QItemSelection &now, const QItemSelection &before) override;
    void currentChanged(const QModelIndex &now, const QModelIndex &before) override;

private:
    void fit();
    int wantedWidth(int column) const; ///< 0 when no shown row fills it
    void takeMetrics();

    models::ItemModel &m_items;
    ItemDelegate *m_delegate;
    QTimer m_fit;
};

} // namespace fw::ui
