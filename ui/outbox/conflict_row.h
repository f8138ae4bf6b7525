// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/merge_edit.h"

#include <QObject>
#include <QRectF>
#include <QWidget>

class QButtonGroup;
class QGridLayout;
class QLabel;
class QRadioButton;

namespace fw::ui {

class StateLabel;

/// "Mine (14:02:20, offline)": whose values stand in a column, since when.
QString mineHeading(const store::MergeSheet &sheet);
/// "Server (mk, 14:03:55)".
QString theirsHeading(const store::MergeSheet &sheet);

/// A rectangle as it lies in the frame, small.
class RectangleMark final : public QWidget
{
    Q_OBJECT
public:
    explicit RectangleMark(QWidget *parent);
    /// \a frame and \a rectangle in pixels of the source; an empty rectangle hides it.
    void setRectangle(const QRectF &rectangle, const QSizeF &frame);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QRectF m_rectangle;
    QSizeF m_frame;
};

/// One value of a conflict as a line of the dialog's grid: both sides to choose from, or what is
/// decided by itself.
class ConflictRow final : public QObject
{
    Q_OBJECT
public:
    /// What a line shows, in words.
    struct Words
    {
        QString label;
        QString was;
        QString mine;
        QString theirs;
        QString mineHeading;
        QString theirsHeading;
    };
    /// Adds its widgets to \a grid, in \a line.
    ConflictRow(QGridLayout &grid, int line, QWidget *parent);

    void present(const store::MergeRow &row, const Words &words, bool moved);
    /// What a person chose; None where they did not, or need not.
    store::Side side() const;
    void choose(store::Side side);
    void focus();
    QRadioButton &mine() const { return *m_mine; }
    QRadioButton &theirs() const { return *m_theirs; }
    QLabel &result() const { return *m_result; }

Q_SIGNALS:
    void chosen();

private:
    void showResult();
    void showRectangles();

    store::MergeRow m_row;
    Words m_words;
    bool m_moved = false;
    StateLabel *m_label;
    QButtonGroup *m_sides;
    QRadioButton *m_mine;
    QRadioButton *m_theirs;
    QLabel *m_mineOnly; ///< in place of a choice
    QLabel *m_result;
    QLabel *m_note; ///< "was 0.40", "mine only – unchanged on the server"
    RectangleMark *m_marks[3];
};

} // namespace fw::ui
