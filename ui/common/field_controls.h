// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/secret.h"
#include "wire/offer.h"

#include <QAbstractSpinBox>

#include <functional>

namespace fw::ui {

/// One control of a FieldForm. Values are JSON; undefined is a control that was left empty.
struct FieldControl
{
    QWidget *box = nullptr; ///< what goes into the layout
    QWidget *focus = nullptr; ///< what is typed in: buddy of the label, has the accessible name
    std::function<QJsonValue()> value;
    std::function<void(const QJsonValue &)> setValue;
};

/// Makes the control for \a spec; \a edited is called whenever a person changes the value.
FieldControl makeFieldControl(const wire::FieldSpec &spec, std::function<void()> edited,
                              QWidget *parent);

/// A box for a figure that may also be empty, or wrong until it is typed to the end: nothing is
/// put right behind the user's back. Up and Down step.
class NumberBox final : public QAbstractSpinBox
{
    Q_OBJECT
public:
    NumberBox(const wire::FieldSpec &spec, QWidget *parent);
    /// Undefined when empty, text when it is no number.
    QJsonValue value() const;
    void setValue(const QJsonValue &value);
    void stepBy(int steps) override;

Q_SIGNALS:
    void edited();

protected:
    StepEnabled stepEnabled() const override { return StepUpEnabled | StepDownEnabled; }

private:
    wire::FieldSpec m_spec;
};

} // namespace fw::ui
