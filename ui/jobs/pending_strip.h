// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace fw::ui {

/// "12 updates pending · Resume", floating over the foot of the table so that showing it moves
/// nothing (ux.md rule 9).
class PendingStrip final : public QFrame
{
    Q_OBJECT
public:
    explicit PendingStrip(QWidget *parent);
    void setCount(int count); ///< 0 hides it
    void place(); ///< again after the parent changed its size

Q_SIGNALS:
    void resumeWanted();

private:
    QLabel *m_text;
};

} // namespace fw::ui
