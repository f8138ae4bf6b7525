// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/common/picture_source.h"

#include <QImage>
#include <QWidget>

namespace fw::ui {

/// One picture of a job or an item, as wide as the dock, letterboxed to 16:9; says what it is while
/// there is no picture yet.
class Preview final : public QWidget
{
    Q_OBJECT
public:
    explicit Preview(PictureSource pictures, QWidget *parent = nullptr);
    /// \a path empty: there is no picture (yet).
    void setPicture(const ServerId &server, const QString &path, const QString &name);
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintPlaceholder(QPainter &painter, const QString &text);

    PictureSource m_pictures;
    ServerId m_server;
    QString m_path;
    QImage m_shown; ///< the last one painted, and of which path
    QString m_shownPath;
};

} // namespace fw::ui
