// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

class QGridLayout;
class QLabel;
class QWidget;

namespace fw::ui {

/// One row of a form: label, control, and below it a hint or what is wrong.
struct FormRow
{
    QLabel *label = nullptr;
    QWidget *box = nullptr;
    QWidget *focus = nullptr;
    QLabel *below = nullptr;
    QWidget *gap = nullptr;
    QString hint;

    void setHint(const QString &text);
    void setProblem(const QString &problem); ///< empty: the hint again
    void setShown(bool shown);
};

/// Rows of controls that a form makes by hand, in the look of FieldForm.
class FormRows
{
public:
    /// \a host gets the layout and owns everything.
    explicit FormRows(QWidget *host);

    /// \a focus: the control the label is the buddy of, when \a box is more than that.
    FormRow add(const QString &label, QWidget *box, QWidget *focus = nullptr);
    /// Something as wide as the controls, without a label; brings its own distance to the next.
    void addBare(QWidget *box);
    /// Something as wide as the form, the same.
    void addWide(QWidget *box);
    int labelWidth() const;
    void setLabelWidth(int width);

private:
    QWidget *m_host;
    QGridLayout *m_grid;
    std::vector<QLabel *> m_labels;
};

} // namespace fw::ui
