// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/kind_model.h"

#include <QListView>
#include <QStyledItemDelegate>

namespace fw::ui {

/// A kind and how many there are; the first of each server has the server's name above it as soon
/// as there are several servers.
class KindDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
};

/// The list of kinds at the side of the library. One is chosen as long as there are any.
class KindView final : public QListView
{
    Q_OBJECT
public:
    explicit KindView(models::KindModel &kinds, QWidget *parent = nullptr);
    store::KindKey chosen() const;
    void choose(const store::KindKey &key);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void kindChosen();
    void contentWanted(); ///< Enter or the right arrow

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void keepOne();

    models::KindModel &m_kinds;
};

} // namespace fw::ui
