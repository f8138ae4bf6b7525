// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProxyStyle>

namespace fw::ui {

/// Fusion, with mnemonics underlined only while Alt is held, as desktops do.
class HouseStyle final : public QProxyStyle
{
    Q_OBJECT
public:
    HouseStyle();
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *result) const override;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void showMnemonics(bool shown);

    bool m_shown = false;
};

} // namespace fw::ui
