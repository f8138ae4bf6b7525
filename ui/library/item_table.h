// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/item_model.h"
#include "ui/common/picture_source.h"

#include <QJsonObject>
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

    /// Widths in pixels that were set by hand: {"brand":{"state":120,"field:size":80}}.
    QJsonObject columns() const { return m_widths; }
    /// Takes them back, also of kinds that are not shown now; what is no such object is left out.
    void setColumns(const QJsonObject &widths);

Q_SIGNALS:
    void columnsChanged(); ///< a width was set by hand
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
    void onResized(int column, int width);
    QString columnWord(int column) const;
    int ownWidth(int column) const; ///< 0 when none was set by hand
    int shownWidth(int column) const;
    int wantedWidth(int column) const; ///< 0 when no shown row fills it
    void takeMetrics();

    models::ItemModel &m_items;
    ItemDelegate *m_delegate;
    QTimer m_fit;
    QJsonObject m_widths;
    bool m_fitting = false; ///< the widths that change now are ours
};

} // namespace fw::ui
