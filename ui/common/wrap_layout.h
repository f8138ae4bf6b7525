// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLayout>

#include <memory>
#include <vector>

namespace fw::ui {

/// Widgets in a row that goes on in a next row when the room ends: words of other languages are
/// longer. What comes after addStretch() stands at the right edge of its row.
class WrapLayout final : public QLayout
{
public:
    WrapLayout() = default;
    ~WrapLayout() override = default;

    void addStretch() { m_stretchAt = m_items.size(); }

    void addItem(QLayoutItem *item) override; ///< takes the item
    int count() const override { return static_cast<int>(m_items.size()); }
    QLayoutItem *itemAt(int index) const override;
    QLayoutItem *takeAt(int index) override;
    QSize sizeHint() const override; ///< all in one row
    QSize minimumSize() const override; ///< the widest alone
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    Qt::Orientations expandingDirections() const override { return {}; }
    void setGeometry(const QRect &rect) override;

private:
    /// Places the items in \a rect when \a moves; returns the height they need.
    int arrange(const QRect &rect, bool moves) const;

    std::vector<std::unique_ptr<QLayoutItem>> m_items;
    size_t m_stretchAt = SIZE_MAX; ///< the first item at the right
};

} // namespace fw::ui
