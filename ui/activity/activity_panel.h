// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/activity_model.h"

#include <QSortFilterProxyModel>
#include <QStyledItemDelegate>
#include <QTimer>
#include <QWidget>

class QCheckBox;
class QComboBox;
class QTableView;

namespace fw::ui {

/// Which lines are shown.
enum class ActivityFilter : quint8 { All, Problems, Jobs, Connections };

/// Lets lines through by kind; a gap always stays, at its place. A failure is told once: the lines
/// of its stage and of its error go when the line of the job itself gives the same reason.
class ActivityProxy final : public QSortFilterProxyModel
{
    Q_OBJECT
public:
    explicit ActivityProxy(QObject *parent = nullptr);
    void setSourceModel(QAbstractItemModel *source) override;
    void setFilter(ActivityFilter filter);

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override;

private:
    bool isRepeated(const QModelIndex &line) const;
    void onInserted(int first, int last);

    QTimer m_again; ///< looks once more at what was let through
    ActivityFilter m_filter = ActivityFilter::All;
};

/// One cell of a line; a gap is a broken line across all columns, with its sentence in the middle.
class ActivityDelegate final : public QStyledItemDelegate
{
    Q_OBJECT
public:
    using QStyledItemDelegate::QStyledItemDelegate;
    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;
};

/// What happened, newest at the end. Follows the end until the reader scrolls away, and again when
/// the reader comes back to it (ux.md 3.1).
class ActivityPanel final : public QWidget
{
    Q_OBJECT
public:
    explicit ActivityPanel(models::ActivityModel &activity, QWidget *parent = nullptr);
    bool isFollowing() const;
    /// The lines that are shown as text to be pasted: one a line, tabs between its parts; where
    /// messages may be missing a separator with the same words as in the list.
    QString text() const;
    QSize sizeHint() const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

Q_SIGNALS:
    void jobWanted(const fw::store::JobKey &key);

private:
    QWidget *buildHead();
    void buildTable(models::ActivityModel &activity);
    void fitColumns();
    void followEnd();

    ActivityProxy *m_proxy;
    QTableView *m_table;
    QComboBox *m_kind;
    QCheckBox *m_follow;
};

} // namespace fw::ui
