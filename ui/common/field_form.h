// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/sign_in.h"

#include <QJsonObject>
#include <QWidget>

#include <vector>

class QGridLayout;
class QLabel;

namespace fw::ui {

struct FieldControl;

/// Text of an offer in the user's language: labels, hints, choices, warnings (wire/offer.h).
QString offerText(const QString &source);
/// Why \a value cannot be given for \a spec, as a sentence to show under the field; empty: it can.
/// An undefined value is a field that was left empty. Pure.
QString fieldProblem(const wire::FieldSpec &spec, const QJsonValue &value);
/// \a value as text, the way options of a profile are kept; empty for none.
QString fieldText(const QJsonValue &value);

/// A form made from what a server says it wants: arguments of an action, options of a profile,
/// credentials. One row per FieldSpec: label (the control's buddy), control, and below it the hint
/// or what is wrong. Problems show as soon as a field was touched, never before, and never in a box
/// of their own.
///
///     auto *form = new FieldForm(this);
///     form->setFields(offer.fields, item.fields);   // starts with the item's values
///     connect(form, &FieldForm::changed, go, [=] { go->setEnabled(form->isComplete()); });
///     …
///     if (!form->check())                           // shows and focuses the first problem
///         return;
///     command.arguments = form->values();
class FieldForm final : public QWidget
{
    Q_OBJECT
public:
    explicit FieldForm(QWidget *parent = nullptr);
    ~FieldForm() override;

    /// Builds the rows anew. A row starts with start[spec.name], else with start[spec.from] when
    /// the spec names such a field, else with the preset. Texts are understood for numbers and
    /// flags, so options of a profile can be handed in as they are.
    void setFields(std::vector<wire::FieldSpec> fields, const QJsonObject &start = {});
    const std::vector<wire::FieldSpec> &fields() const { return m_fields; }

    /// What was given, by FieldSpec::name: numbers as numbers, flags as booleans, TextList as an
    /// array, the rest as text. A field left empty is absent. Secrets are never in it.
    QJsonObject values() const;
    /// Everything as text, secrets included, for a sign-in.
    wire::Credentials credentials(wire::SignInKind kind) const;
    /// Sets one field as if it was typed; unknown names do nothing.
    void setValue(const QString &name, const QJsonValue &value);
    void clearSecrets();

    /// Whether every field can be taken as it is.
    bool isComplete() const;
    /// The first problem with its label in front, empty when there is none: for a tooltip.
    QString firstProblem() const;
    /// Shows every problem and goes to the first; true when there is none.
    bool check();
    /// Shows what the server said against one field, until it is edited. False: no such field.
    bool setProblem(const QString &name, const QString &problem);
    /// Focus to the first field that is empty and needed, else to the first.
    void focusFirst();

    /// Width of the widest label, and a width for all of them: two forms below each other align.
    int labelWidth() const;
    void setLabelWidth(int width);

Q_SIGNALS:
    void changed(); ///< some value is another one

private:
    struct Row;
    void addRow(const wire::FieldSpec &spec, const QJsonValue &start);
    void edited(Row &row);
    void tell(Row &row);

    std::vector<wire::FieldSpec> m_fields;
    std::vector<std::unique_ptr<Row>> m_rows;
    QGridLayout *m_grid = nullptr;
};

} // namespace fw::ui
