// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTabBar>

namespace fw::ui {

/// The names of the detail's parts. The chosen one is bolder; each tab has room for that from the
/// start, so that none is cut and none moves.
class DetailTabs final : public QTabBar
{
    Q_OBJECT
public:
    explicit DetailTabs(QWidget *parent = nullptr);

protected:
    QSize tabSizeHint(int index) const override;
    QSize minimumTabSizeHint(int index) const override { return tabSizeHint(index); }
};

} // namespace fw::ui
