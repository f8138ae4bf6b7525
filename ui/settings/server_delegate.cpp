// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/settings/server_delegate.h"

#include "ui/common/text.h"
#include "ui/common/widgets.h"
#include "ui/settings/server_drafts.h"

#include <QPainter>

namespace fw::ui {

using namespace Qt::StringLiterals;

QSize ServerDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &) const
{
    return { 160, option.fontMetrics.height() * 2 + space::medium + 2 };
}

void ServerDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                           const QModelIndex &index) const
{
    const Theme &theme = themeOf(option.palette);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    const auto *drafts = qobject_cast<const ServerDrafts *>(index.model());
    const ServerLook look = drafts ? drafts->look(index.row()) : ServerLook();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRect row = option.rect.adjusted(0, 1, 0, -1);
    if (selected || option.state.testFlag(QStyle::State_MouseOver)) {
        painter->setPen(Qt::NoPen);
        painter->setBrush(selected ? theme.selection : theme.controlHover);
        painter->drawRoundedRect(row, space::radius, space::radius);
    }
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(QPen(theme.accent, 2));
        painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), space::radius, space::radius);
    }
    const bool plain = selected && theme.highContrast();
    const QColor ink = selected ? theme.selectionText : theme.text;
    const QColor tone = plain ? theme.selectionText : theme.*look.color;
    const int mark = option.fontMetrics.ascent();
    const int line = option.fontMetrics.height();
    QRect top(row.left() + space::small, row.top() + space::tiny, row.width() - 2 * space::small,
              line);
    paintShape(*painter, QRectF(top.left(), top.center().y() - mark / 2.0 + 0.5, mark, mark),
               look.shape, tone);
    if (index.data(ServerDrafts::ChangedRole).toBool() && look.shape != Shape::Diamond) {
        paintShape(*painter, QRectF(top.right() - mark, top.top() + 1, mark, mark), Shape::Diamond,
                   plain ? theme.selectionText : theme.local);
        top.setRight(top.right() - mark - space::tiny);
    }
    top.setLeft(top.left() + mark + space::small);
    painter->setFont(scaledFont(option.font, 1, QFont::Medium));
    paintText(*painter, top, { index.data().toString(), ink });
    painter->setFont(scaledFont(option.font, 0.9));
    QRect below = top.translated(0, line);
    const QString kind = index.data(ServerDrafts::KindRole).toString() + u" · "_s;
    paintText(*painter, below, { kind, selected ? theme.selectionText : theme.textSoft });
    below.setLeft(below.left() + painter->fontMetrics().horizontalAdvance(kind));
    paintText(*painter, below, { look.word, tone });
    painter->restore();
}

} // namespace fw::ui
