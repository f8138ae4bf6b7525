// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace fw::ui {

/// The queue's header: a picture's column needs no title, and widths follow the table until the
/// user sets one by hand.
class JobHeader final : public QHeaderView
{
    Q_OBJECT
public:
    explicit JobHeader(QWidget *parent);

    /// Default widths for \a room pixels; the name takes what the others leave.
    void fit(int room);
    /// Forgets what the user did: order, visibility, widths, sorting by creation.
    void resetAll();
    bool isCustom() const { return m_custom; }
    void setCustom(bool custom) { m_custom = custom; }

protected:
    void paintSection(QPainter *painter, const QRect &rect, int logicalIndex) const override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    int leastOf(int column) const; ///< pixels: its header and the least it shows
    int othersWidth(int room);
    int m_room = 0; ///< pixels fit() was told last
    bool m_custom = false; ///< the user set a width
    bool m_fitting = false;
    bool m_dragged = false;
};

} // namespace fw::ui
