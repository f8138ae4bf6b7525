// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/inspector/exchange_table.h"

#include "ui/common/look.h"
#include "ui/common/plain_table.h"
#include "ui/common/shapes.h"
#include "ui/common/text.h"
#include "ui/common/theme.h"
#include "ui/common/widgets.h"

#include <QHeaderView>
#include <QKeyEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::ExchangeModel;

namespace {

// An arrow up: sent; down: received; both: a call. On a field of 12 by 12.
void paintArrow(QPainter &p, const QRectF &box, bool up, bool down, const QColor &color)
{
    p.save();
    p.setRenderHint(QPainter::Antialiasing);
    p.translate(box.topLeft());
    p.scale(box.width() / 12, box.height() / 12);
    p.setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const auto arrow = [&p](double x, double tip, double tail) {
        const double wing = tip < tail ? 2.6 : -2.6;
        p.drawLine(QPointF(x, tip), QPointF(x, tail));
        p.drawPolyline(QPolygonF{ { x - 2.4, tip + wing }, { x, tip }, { x + 2.4, tip + wing } });
    };
    if (up)
        arrow(down ? 3.2 : 6, 1.5, 10.5);
    if (down)
        arrow(up ? 8.8 : 6, 10.5, 1.5);
    p.restore();
}

void paintWay(QPainter &p, const QRect &cell, const QModelIndex &index, const QColor &color)
{
    const auto kind = trace::Kind(index.data(ExchangeModel::KindRole).toInt());
    const bool sent = index.data(ExchangeModel::OutgoingRole).toBool();
    const int side = p.fontMetrics().ascent();
    const QRectF mark(cell.left(), cell.center().y() - side / 2.0 + 0.5, side, side);
    if (kind == trace::Kind::Link)
        paintShape(p, mark, Shape::Dot, color);
    else
        paintArrow(p, mark, sent || kind == trace::Kind::Call, !sent, color);
    paintText(p, cell.adjusted(side + space::small, 0, 0, 0),
              { index.data().toString(), color, Qt::AlignLeft, Qt::ElideRight });
}

// The ring goes round the whole line.
void paintRing(QPainter &p, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *view = qobject_cast<const QTableView *>(option.widget);
    if (!view || !view->hasFocus() || view->currentIndex().row() != index.row())
        return;
    const QRect r = option.rect;
    const QColor ring = themeOf(option.palette).accent;
    p.fillRect(QRect(r.left(), r.top(), r.width(), 2), ring);
    p.fillRect(QRect(r.left(), r.bottom() - 1, r.width(), 2), ring);
    if (index.column() == 0)
        p.fillRect(QRect(r.left(), r.top(), 2, r.height()), ring);
    if (index.column() == ExchangeModel::ColumnCount - 1)
        p.fillRect(QRect(r.right() - 1, r.top(), 2, r.height()), ring);
}

bool isFixed(int column)
{
    return column == ExchangeModel::TimeColumn || column == ExchangeModel::ChannelColumn
        || column == ExchangeModel::SizeColumn || column == ExchangeModel::TookColumn;
}

} // namespace

void ExchangeDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const bool problem = index.data(ExchangeModel::ProblemRole).toBool();
    const bool trouble = index.data(ExchangeModel::TroubleRole).toBool();
    const int column = index.column();
    painter->save();
    if (selected)
        painter->fillRect(option.rect, theme.selection);
    const bool quiet = column == ExchangeModel::TimeColumn || column == ExchangeModel::SizeColumn
        || column == ExchangeModel::TookColumn || column == ExchangeModel::DirectionColumn
        || column == ExchangeModel::ChannelColumn;
    QColor color = quiet ? theme.textSoft : theme.text;
    const bool result = column == ExchangeModel::ResultColumn;
    if (result && (problem || trouble))
        color = problem ? theme.attention : theme.failed;
    if (selected && theme.highContrast())
        color = theme.selectionText;
    painter->setFont(isFixed(column) ? monoFont(option.font) : option.font);
    QRect cell = option.rect.adjusted(space::small, 0, -space::small, 0);
    if (column == ExchangeModel::DirectionColumn) {
        paintWay(*painter, cell, index, color);
        painter->restore();
        paintRing(*painter, option, index);
        return;
    }
    if (result && (problem || trouble)) {
        const int side = painter->fontMetrics().ascent();
        paintShape(*painter, QRectF(cell.left(), cell.center().y() - side / 2.0 + 0.5, side, side),
                   problem ? Shape::Warning : Shape::Cross, color);
        cell.setLeft(cell.left() + side + space::small);
    }
    const bool right = column == ExchangeModel::SizeColumn || column == ExchangeModel::TookColumn;
    paintText(*painter, cell,
              { index.data().toString(), color, right ? Qt::AlignRight : Qt::AlignLeft,
                column == ExchangeModel::ChannelColumn ? Qt::ElideMiddle : Qt::ElideRight });
    painter->restore();
    paintRing(*painter, option, index);
}

ExchangeTable::ExchangeTable(models::ExchangeFilterModel &exchanges, QWidget *parent)
    : QTableView(parent)
    , m_exchanges(exchanges)
{
    setObjectName(u"exchanges"_s);
    setAccessibleName(tr("Messages and calls"));
    setModel(&exchanges);
    setItemDelegate(new ExchangeDelegate(this));
    makePlainTable(*this, fontMetrics().height() + space::small);
    const QFontMetrics mono(monoFont(font()));
    const int unit = mono.averageCharWidth();
    setColumnWidth(ExchangeModel::TimeColumn, mono.horizontalAdvance(u"00:00:00.000"_s) + 24);
    setColumnWidth(ExchangeModel::ServerColumn, unit * 15);
    int widest = 0;
    for (const QString &word : { ExchangeModel::tr("connection"), ExchangeModel::tr("received"),
                                 ExchangeModel::tr("sent"), ExchangeModel::tr("call") })
        widest = std::max(widest, fontMetrics().horizontalAdvance(word));
    setColumnWidth(ExchangeModel::DirectionColumn,
                   widest + fontMetrics().ascent() + 4 * space::small);
    setColumnWidth(ExchangeModel::ChannelColumn, unit * 30);
    setColumnWidth(ExchangeModel::WhatColumn, unit * 21);
    setColumnWidth(ExchangeModel::SizeColumn, mono.horizontalAdvance(u"999 bytes"_s) + 28);
    setColumnWidth(ExchangeModel::TookColumn, unit * 11);
    for (int column = 0; column < ExchangeModel::ColumnCount; ++column)
        setColumnWidth(column,
                       std::max(columnWidth(column), horizontalHeader()->sectionSizeHint(column)));
    connect(&exchanges, &QAbstractItemModel::rowsInserted, this, &ExchangeTable::followEnd,
            Qt::QueuedConnection);
    connect(verticalScrollBar(), &QScrollBar::actionTriggered, this, [this] {
        const QScrollBar *bar = verticalScrollBar();
        setFollowing(bar->sliderPosition() >= bar->maximum());
    });
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, &ExchangeTable::followEnd);
}

void ExchangeTable::setFollowing(bool on)
{
    if (m_following != on) {
        m_following = on;
        Q_EMIT followingChanged(on);
    }
    followEnd();
}

void ExchangeTable::followEnd()
{
    if (m_following)
        scrollToBottom();
}

void ExchangeTable::setManyServers(bool many)
{
    setColumnHidden(ExchangeModel::ServerColumn, !many);
}

QList<int> ExchangeTable::chosenRows() const
{
    QList<int> rows;
    for (const QModelIndex &index : selectionModel()->selectedRows())
        rows.append(index.row());
    std::ranges::sort(rows);
    return rows;
}

void ExchangeTable::selectRowOf(int row)
{
    setFollowing(false); // it is being read
    selectRow(row);
    scrollTo(m_exchanges.index(row, 0));
}

void ExchangeTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy)) {
        Q_EMIT copyWanted();
        return;
    }
    const bool moves = event->key() == Qt::Key_Up || event->key() == Qt::Key_PageUp
        || event->key() == Qt::Key_Home;
    if (moves)
        setFollowing(false);
    QTableView::keyPressEvent(event);
}

// The ring is to be seen where the reader is: at the end, not at a first line far above.
void ExchangeTable::focusInEvent(QFocusEvent *event)
{
    if (!currentIndex().isValid() && m_following)
        selectionModel()->setCurrentIndex(m_exchanges.index(m_exchanges.rowCount() - 1, 0),
                                          QItemSelectionModel::NoUpdate);
    QTableView::focusInEvent(event);
}

void ExchangeTable::currentChanged(const QModelIndex &current, const QModelIndex &previous)
{
    QTableView::currentChanged(current, previous);
    Q_EMIT currentChosen(current.isValid() ? current.row() : -1);
}

} // namespace fw::ui
