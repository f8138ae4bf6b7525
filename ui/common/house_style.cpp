// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/house_style.h"

#include <QApplication>
#include <QKeyEvent>
#include <QStyleFactory>
#include <QWidget>

namespace fw::ui {

HouseStyle::HouseStyle()
    : QProxyStyle(QStyleFactory::create(QStringLiteral("Fusion")))
{
    if (QCoreApplication *app = QCoreApplication::instance())
        app->installEventFilter(this);
}

int HouseStyle::styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                          QStyleHintReturn *result) const
{
    if (hint == SH_UnderlineShortcut)
        return m_shown;
    return QProxyStyle::styleHint(hint, option, widget, result);
}

bool HouseStyle::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::KeyPress || event->type() == QEvent::KeyRelease) {
        const auto *key = dynamic_cast<QKeyEvent *>(event);
        if (key && key->key() == Qt::Key_Alt)
            showMnemonics(event->type() == QEvent::KeyPress);
    } else if (event->type() == QEvent::ApplicationDeactivate) {
        showMnemonics(false);
    }
    return QProxyStyle::eventFilter(watched, event);
}

void HouseStyle::showMnemonics(bool shown)
{
    if (shown == m_shown)
        return;
    m_shown = shown;
    const QWidgetList all = QApplication::allWidgets();
    for (QWidget *widget : all)
        widget->update();
}

} // namespace fw::ui
