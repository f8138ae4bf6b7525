// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/shell/connection_words.h"

#include <QWidget>

class QHBoxLayout;
class QPushButton;

namespace fw::ui {

class ElidedLabel;

/// The line under the chips for a lasting trouble; shown only while it is true, with what
/// can be done about it.
class BannerBar final : public QWidget
{
    Q_OBJECT
public:
    explicit BannerBar(QWidget *parent = nullptr);
    /// Shows \a banner, or hides when there is none or it is covered.
    void setBanner(const std::optional<BannerText> &banner);
    /// Whether a more urgent one is seen instead of it (BannerStack).
    void setCovered(bool covered);
    const std::optional<BannerText> &banner() const { return m_banner; }

Q_SIGNALS:
    /// It says something else now, or nothing.
    void bannerChanged();
    void actionWanted(const fw::ServerId &server, fw::ui::BannerText::Action action);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showBanner();
    void showMore();

    std::optional<BannerText> m_banner;
    bool m_covered = false;
    QWidget *m_space; ///< where shape and title are painted
    ElidedLabel *m_text;
    QPushButton *m_action;
    QHBoxLayout *m_row;
    QList<QPushButton *> m_more;
};

} // namespace fw::ui
