// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/activity/activity_panel.h"
#include "ui/common/look.h"
#include "ui/common/shapes.h"
#include "ui/common/text.h"
#include "ui/common/widgets.h"

#include <QAbstractItemView>
#include <QPainter>

// How one line of the activity list is painted.

namespace fw::ui {

using Kind = store::Activity::Kind;
using models::ActivityModel;

namespace {

QColor kindColor(Kind kind, const Theme &theme)
{
    switch (kind) {
    case Kind::Info:
        return theme.textSoft;
    case Kind::Started:
    case Kind::Connection:
        return theme.running;
    case Kind::Finished:
    case Kind::Accepted:
        return theme.done;
    case Kind::Failed:
    case Kind::Rejected:
        return theme.failed;
    case Kind::Warning:
    case Kind::Gap:
        return theme.attention;
    }
    return theme.text;
}

/// The ring goes round the whole line.
void paintRing(QPainter &p, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    if (!view || !view->hasFocus() || view->currentIndex().row() != index.row())
        return;
    const QRect r = option.rect;
    const QColor ring = themeOf(option.palette).accent;
    p.fillRect(QRect(r.left(), r.top(), r.width(), 2), ring);
    p.fillRect(QRect(r.left(), r.bottom() - 1, r.width(), 2), ring);
    if (index.column() == 0)
        p.fillRect(QRect(r.left(), r.top(), 2, r.height()), ring);
    if (index.column() == index.model()->columnCount() - 1)
        p.fillRect(QRect(r.right() - 1, r.top(), 2, r.height()), ring);
}

void paintCell(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
               const Theme &theme, bool selected)
{
    const Kind kind = Kind(index.data(ActivityModel::KindRole).toInt());
    const bool fixed = index.column() != ActivityModel::TextColumn;
    painter.setFont(fixed ? monoFont(option.font) : option.font);
    QColor color = index.column() == ActivityModel::KindColumn ? kindColor(kind, theme)
        : index.column() == ActivityModel::TimeColumn          ? theme.textSoft
                                                               : theme.text;
    if (selected && theme.highContrast())
        color = theme.selectionText;
    const QRect box = option.rect.adjusted(space::small, 0, -space::small, 0);
    paintText(
        painter, box,
        { index.data().toString(), color, Qt::AlignLeft,
          index.column() == ActivityModel::SubjectColumn ? Qt::ElideMiddle : Qt::ElideRight });
}

/// A broken line through the whole row; the time, the server and the sentence interrupt it.
void paintSeparator(QPainter &painter, const QStyleOptionViewItem &option, const QModelIndex &index,
                    const Theme &theme, bool selected)
{
    const bool plain = selected && theme.highContrast();
    const QColor color = plain ? theme.selectionText : theme.attention;
    const int column = index.column();
    QRect line = option.rect;
    const bool hasWords = column != ActivityModel::KindColumn;
    if (hasWords) {
        const bool fixed = column != ActivityModel::TextColumn;
        painter.setFont(fixed ? monoFont(option.font) : option.font);
        const QString words = index.data().toString();
        const QRect box = option.rect.adjusted(space::small, 0, -space::small, 0);
        paintText(painter, box,
                  { words, color, Qt::AlignLeft,
                    column == ActivityModel::SubjectColumn ? Qt::ElideMiddle : Qt::ElideRight });
        line.setLeft(box.left() + painter.fontMetrics().horizontalAdvance(words) + space::small);
    }
    if (line.width() <= 0)
        return;
    painter.setPen(QPen(color, 1, Qt::DashLine));
    painter.drawLine(line.left(), line.center().y(), line.right(), line.center().y());
}

} // namespace

void ActivityDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                             const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->save();
    if (selected)
        painter->fillRect(option.rect, theme.selection);
    if (index.data(ActivityModel::GapRole).toBool())
        paintSeparator(*painter, option, index, theme, selected);
    else
        paintCell(*painter, option, index, theme, selected);
    painter->restore();
    paintRing(*painter, option, index);
}

} // namespace fw::ui
