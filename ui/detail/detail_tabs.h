// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHash>
#include <QTabBar>

namespace fw::ui {

/// The names of the detail's parts. The chosen one is bolder; each tab has room for that from the
/// start, so that none is cut and none moves.
class DetailTabs final : public QTabBar
{
    Q_OBJECT
public:
    explicit DetailTabs(QWidget *parent = nullptr);
    /// Keeps room for \a longest in tab \a index, so that a count that comes moves nothing.
    void setRoomFor(int index, const QString &longest) { m_longest[index] = longest; }
    QSize minimumSizeHint() const override;

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }

private:
    QHash<int, QString> m_longest;
};

} // namespace fw::ui
