// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/shapes.h"

#include <QAbstractButton>

namespace fw::ui {

/// How many changes of ours wait, in the status bar; opens the list of them.
class PendingButton final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit PendingButton(QWidget *parent = nullptr);
    /// Hidden while both are none.
    void setCounts(int waiting, int refused);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Shape m_shape = Shape::None;
    bool m_refused = false;
};

} // namespace fw::ui
