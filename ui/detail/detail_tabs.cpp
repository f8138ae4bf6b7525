// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/detail/detail_tabs.h"

namespace fw::ui {

DetailTabs::DetailTabs(QWidget *parent)
    : QTabBar(parent)
{
    setDrawBase(false);
    setExpanding(false);
    setUsesScrollButtons(false); // the panel is as wide as its tabs at least
    setElideMode(Qt::ElideNone);
    setAccessibleName(tr("Parts of the job"));
}

QSize DetailTabs::minimumSizeHint() const
{
    QSize size = QTabBar::minimumSizeHint();
    for (auto it = m_longest.cbegin(); it != m_longest.cend(); ++it) {
        const int more = fontMetrics().horizontalAdvance(it.value())
            - fontMetrics().horizontalAdvance(tabText(it.key()));
        size.rwidth() += std::max(0, more);
    }
    return size;
}

QSize DetailTabs::tabSizeHint(int index) const
{
    QFont bold = font();
    bold.setWeight(QFont::DemiBold);
    const QString text = tabText(index);
    const int more
        = QFontMetrics(bold).horizontalAdvance(text) - fontMetrics().horizontalAdvance(text);
    return QTabBar::tabSizeHint(index) + QSize(std::max(0, more) + 1, 0);
}

} // namespace fw::ui
