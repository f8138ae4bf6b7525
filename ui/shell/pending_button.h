// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/shapes.h"
#include "ui/common/theme.h"

#include <QAbstractButton>

namespace fw::ui {

/// A count in the status bar that opens what it counts: "Outbox 4 (1 rejected)", "Conflicts 1".
class PendingButton final : public QAbstractButton
{
    Q_OBJECT
public:
    explicit PendingButton(QWidget *parent = nullptr);
    void setFace(Shape shape, const QString &text, QColor Theme::*color);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int markWidth() const;

    Shape m_shape = Shape::None;
    QColor Theme::*m_color = &Theme::textSoft;
};

} // namespace fw::ui
