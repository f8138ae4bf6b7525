// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace fw::ui {

/// Every kind of server this program can speak with: its name, what it is in one line, and a button
/// that sets one up.
class KindList final : public QWidget
{
    Q_OBJECT
public:
    explicit KindList(QWidget *parent = nullptr);

Q_SIGNALS:
    void addWanted(const QString &dialect);
};

} // namespace fw::ui
