// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/wrap_layout.h"

#include <algorithm>

namespace fw::ui {

void WrapLayout::addItem(QLayoutItem *item)
{
    m_items.emplace_back(item);
}

QLayoutItem *WrapLayout::itemAt(int index) const
{
    return index >= 0 && index < count() ? m_items[size_t(index)].get() : nullptr;
}

QLayoutItem *WrapLayout::takeAt(int index)
{
    if (index < 0 || index >= count())
        return nullptr;
    QLayoutItem *item = m_items[size_t(index)].release();
    m_items.erase(m_items.begin() + index);
    return item;
}

QSize WrapLayout::sizeHint() const
{
    QSize size(0, 0);
    for (const auto &item : m_items) {
        if (item->isEmpty())
            continue;
        const QSize one = item->sizeHint();
        size = { size.width() + (size.width() > 0 ? spacing() : 0) + one.width(),
                 std::max(size.height(), one.height()) };
    }
    return size.grownBy(contentsMargins());
}

QSize WrapLayout::minimumSize() const
{
    QSize size(0, 0);
    for (const auto &item : m_items)
        size = size.expandedTo(item->isEmpty() ? QSize(0, 0) : item->minimumSize());
    return size.grownBy(contentsMargins());
}

int WrapLayout::heightForWidth(int width) const
{
    return arrange(QRect(0, 0, width, 0), false);
}

void WrapLayout::setGeometry(const QRect &rect)
{
    QLayout::setGeometry(rect);
    arrange(rect, true);
}

int WrapLayout::arrange(const QRect &rect, bool moves) const
{
    const QRect room = rect.marginsRemoved(contentsMargins());
    int x = room.left();
    int y = room.top();
    int height = 0;
    for (size_t i = 0; i < m_items.size(); ++i) {
        QLayoutItem &item = *m_items[i];
        if (item.isEmpty()) // a hidden widget
            continue;
        const QSize size = item.sizeHint();
        if (x > room.left() && x + size.width() > room.right() + 1) {
            x = room.left();
            y += height + spacing();
            height = 0;
        }
        if (i >= m_stretchAt)
            x = std::max(x, room.right() + 1 - size.width());
        if (moves)
            item.setGeometry({ { x, y }, size });
        x += size.width() + spacing();
        height = std::max(height, size.height());
    }
    const QMargins margins = contentsMargins();
    return y + height - rect.top() + margins.bottom();
}

} // namespace fw::ui
