// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/log_view.h"

#include "ui/common/look.h"
#include "ui/common/shapes.h"
#include "ui/common/text.h"
#include "ui/common/theme.h"
#include "ui/common/widgets.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QPainter>

namespace fw::ui {

using namespace Qt::StringLiterals;
using models::JobLogModel;

namespace {

constexpr int wrapFlags = int(Qt::TextWordWrap) | int(Qt::TextWrapAnywhere);

QString textOf(const QModelIndex &index)
{
    return index.siblingAtColumn(JobLogModel::TextColumn).data().toString();
}

int textWidth(const QStyleOptionViewItem &option)
{
    const auto *view = qobject_cast<const QListView *>(option.widget);
    const int whole = view ? view->viewport()->width() : option.rect.width();
    return std::max(60, whole - 2 * space::large);
}

} // namespace

QSize LogDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect text = option.fontMetrics.boundingRect(QRect(0, 0, textWidth(option), 10000),
                                                       wrapFlags, textOf(index));
    return { 100, option.fontMetrics.height() + text.height() + space::medium };
}

void LogDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                        const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    const QString level = index.data(JobLogModel::LevelRole).toString();
    const bool error = level == "error"_L1;
    const bool warning = level == "warning"_L1;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (selected)
        painter->fillRect(option.rect, theme.selection);
    const int line = option.fontMetrics.height();
    QRect head(option.rect.left() + space::large, option.rect.top() + space::tiny,
               option.rect.width() - 2 * space::large, line);
    const QColor soft = selected && theme.highContrast() ? theme.selectionText : theme.textSoft;
    painter->setFont(monoFont(option.font));
    const QString time = index.siblingAtColumn(JobLogModel::TimeColumn).data().toString();
    paintText(*painter, head, { time, soft });
    head.setLeft(head.left() + painter->fontMetrics().horizontalAdvance(time) + space::small);
    if (error || warning) {
        const int mark = option.fontMetrics.ascent() - 1;
        paintShape(*painter, QRectF(head.left(), head.center().y() - mark / 2.0 + 0.5, mark, mark),
                   error ? Shape::Cross : Shape::Warning, error ? theme.failed : theme.attention);
        head.setLeft(head.left() + mark + space::tiny);
    }
    painter->setFont(scaledFont(option.font, 0.92));
    paintText(*painter, head,
              { index.siblingAtColumn(JobLogModel::StageColumn).data().toString(), soft });
    painter->setFont(option.font);
    painter->setPen(selected ? theme.selectionText : error ? theme.failed : theme.text);
    painter->drawText(QRect(option.rect.left() + space::large,
                            option.rect.top() + space::tiny + line, textWidth(option),
                            option.rect.height()),
                      wrapFlags, textOf(index));
    painter->restore();
}

LogView::LogView(JobLogModel &log, QWidget *parent)
    : QListView(parent)
{
    setAccessibleName(tr("Events"));
    setProperty("surface", u"panel"_s);
    setModel(&log);
    setModelColumn(JobLogModel::TextColumn);
    setItemDelegate(new LogDelegate(this));
    setSelectionMode(ExtendedSelection);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFrameShape(QFrame::NoFrame);
}

void LogView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    scheduleDelayedItemsLayout(); // the lines wrap anew
}

void LogView::keyPressEvent(QKeyEvent *event)
{
    if (!event->matches(QKeySequence::Copy))
        return QListView::keyPressEvent(event);
    QStringList lines;
    for (const QModelIndex &index : selectionModel()->selectedRows(JobLogModel::TextColumn))
        lines << index.siblingAtColumn(JobLogModel::TimeColumn).data().toString() + u'\t'
                + textOf(index);
    if (!lines.isEmpty())
        QGuiApplication::clipboard()->setText(lines.join(u'\n'));
}

} // namespace fw::ui
