// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/library/kind_view.h"

#include "ui/common/text.h"
#include "ui/common/widgets.h"

#include <QKeyEvent>
#include <QPainter>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::KindModel;

namespace {

QString serverAt(const QModelIndex &index)
{
    return index.data(KindModel::ServerRole).toString();
}

bool hasHeading(const QModelIndex &index)
{
    const QAbstractItemModel &all = *index.model();
    const bool several = serverAt(all.index(0, 0)) != serverAt(all.index(all.rowCount() - 1, 0));
    const QModelIndex above = index.siblingAtRow(index.row() - 1);
    return several && (!above.isValid() || serverAt(above) != serverAt(index));
}

int lineHeight(const QFontMetrics &metrics)
{
    return metrics.height() + 13;
}

} // namespace

QSize KindDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const int lines = hasHeading(index) ? 2 : 1;
    return { 120, lineHeight(option.fontMetrics) * lines };
}

void KindDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                         const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    QRect row = option.rect;
    if (hasHeading(index)) {
        QRect head = row.adjusted(space::small, space::tiny, -space::small, 0);
        head.setHeight(lineHeight(option.fontMetrics) - space::tiny);
        painter->setFont(headingFont(option.font));
        paintText(
            *painter, head,
            { index.siblingAtColumn(KindModel::ServerColumn).data().toString(), theme.textFaint });
        row.setTop(row.top() + lineHeight(option.fontMetrics));
    }
    row.adjust(0, 1, 0, -1);
    paintListGround(*painter, option, row);
    const QRect box = row.adjusted(space::small, 0, -space::small, 0);
    const int count = index.data(KindModel::CountRole).toInt();
    const QString figure = countText(count);
    const int width = option.fontMetrics.horizontalAdvance(figure) + space::small;
    const QColor color = selected ? theme.selectionText : theme.text;
    const QColor soft = selected ? theme.selectionText : theme.textSoft;
    painter->setFont(option.font);
    paintText(*painter, box.adjusted(0, 0, -width, 0), { index.data().toString(), color });
    paintText(*painter, box, { figure, count == 0 ? theme.textFaint : soft, Qt::AlignRight });
    painter->restore();
}

KindView::KindView(models::KindModel &kinds, QWidget *parent)
    : QListView(parent)
    , m_kinds(kinds)
{
    setObjectName(u"kinds"_s);
    setAccessibleName(tr("Kinds of items"));
    setProperty("surface", u"panel"_s);
    setModel(&kinds);
    setItemDelegate(new KindDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setEditTriggers(NoEditTriggers);
    connect(selectionModel(), &QItemSelectionModel::currentChanged, this, &KindView::kindChosen);
    connect(&kinds, &QAbstractItemModel::rowsInserted, this, &KindView::keepOne);
    connect(&kinds, &QAbstractItemModel::rowsRemoved, this, &KindView::keepOne);
    keepOne();
}

store::KindKey KindView::chosen() const
{
    return m_kinds.keyAt(currentIndex().row());
}

void KindView::choose(const store::KindKey &key)
{
    if (const int row = m_kinds.rowOf(key); row >= 0)
        setCurrentIndex(m_kinds.index(row, 0));
}

void KindView::keepOne()
{
    scheduleDelayedItemsLayout(); // headings come and go with their neighbours
    if (!currentIndex().isValid() && m_kinds.rowCount() > 0)
        setCurrentIndex(m_kinds.index(0, 0));
}

void KindView::keyPressEvent(QKeyEvent *event)
{
    const int key = event->key();
    if (key == Qt::Key_Return || key == Qt::Key_Enter || key == Qt::Key_Right)
        return Q_EMIT contentWanted();
    QListView::keyPressEvent(event);
}

QSize KindView::sizeHint() const
{
    return { fontMetrics().averageCharWidth() * 18, 200 };
}

QSize KindView::minimumSizeHint() const
{
    return { fontMetrics().averageCharWidth() * 14, lineHeight(fontMetrics()) * 2 };
}

} // namespace fw::ui
