// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLineEdit>

namespace fw::ui {

class IconMark;
class StateLabel;

/// The search field over the queue: magnifier, example, how many match; Esc clears it first and
/// leaves it then (ux.md 8).
class SearchBox final : public QLineEdit
{
    Q_OBJECT
public:
    explicit SearchBox(QWidget *parent = nullptr);
    /// How many of how many jobs are shown; decides the colour of the border.
    void setCounts(int shown, int all);
    /// Marks the text as not understood, with the reason; an empty reason takes it back.
    void setProblem(const QString &reason);

Q_SIGNALS:
    void leaveWanted();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void refresh();
    void place();

    IconMark *m_icon;
    StateLabel *m_count;
    QString m_problem;
    QString m_validity;
    int m_shown = 0;
    int m_all = 0;
};

} // namespace fw::ui
