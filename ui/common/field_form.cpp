// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/field_form.h"

#include "ui/common/field_controls.h"
#include "ui/common/widgets.h"

#include <QGridLayout>
#include <QLabel>
#include <QStyle>

#include <algorithm>

namespace fw::ui {

using namespace Qt::StringLiterals;
using wire::FieldSpec;
using Type = FieldSpec::Type;

/// One field as it stands in the form.
struct FieldForm::Row
{
    FieldSpec spec;
    QLabel *label = nullptr; ///< null: a flag says its name itself
    FieldControl control;
    QLabel *below = nullptr;
    QString said; ///< against the value as it is, by the server
    bool touched = false;

    QString problem() const { return said.isEmpty() ? fieldProblem(spec, control.value()) : said; }
};

namespace {

/// The style sheet shows it by the colour of the frame.
void mark(QWidget *control, bool wrong)
{
    const QString now = wrong ? u"invalid"_s : QString();
    if (control->property("validity").toString() == now)
        return;
    control->setProperty("validity", now);
    control->style()->unpolish(control);
    control->style()->polish(control);
}

QString labelOf(const FieldSpec &spec)
{
    return offerText(spec.label.isEmpty() ? spec.name : spec.label);
}

QJsonValue startOf(const FieldSpec &spec, const QJsonObject &start)
{
    if (start.contains(spec.name))
        return start.value(spec.name);
    if (!spec.from.isEmpty() && start.contains(spec.from))
        return start.value(spec.from);
    return spec.preset;
}

} // namespace

FieldForm::FieldForm(QWidget *parent)
    : QWidget(parent)
{
}

FieldForm::~FieldForm() = default;

void FieldForm::setFields(std::vector<FieldSpec> fields, const QJsonObject &start)
{
    m_rows.clear();
    qDeleteAll(findChildren<QWidget *>(QString(), Qt::FindDirectChildrenOnly));
    delete m_grid;
    m_grid = new QGridLayout(this);
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(space::medium);
    m_grid->setVerticalSpacing(0);
    m_grid->setColumnStretch(1, 1);
    m_fields = std::move(fields);
    for (const FieldSpec &spec : m_fields)
        addRow(spec, startOf(spec, start));
    setLabelWidth(labelWidth());
}

void FieldForm::addRow(const FieldSpec &spec, const QJsonValue &start)
{
    auto row = std::make_unique<Row>();
    Row *at = row.get();
    at->spec = spec;
    at->control = makeFieldControl(
        spec, [this, at] { edited(*at); }, this);
    at->control.focus->setObjectName(u"field."_s + spec.name);
    at->control.focus->setAccessibleName(labelOf(spec));
    at->below = makeLabel({}, "faint", this);
    at->below->setWordWrap(true);
    at->below->setContentsMargins(0, 2, 0, 0);
    at->below->setFont(scaledFont(font(), 0.9));
    const int line = m_grid->rowCount();
    if (spec.type != Type::Flag) {
        at->label = new QLabel(labelOf(spec).replace(u'&', u"&&"_s), this);
        at->label->setBuddy(at->control.focus);
        at->label->setWordWrap(true);
        at->label->setContentsMargins(0, space::tiny + 2, 0, 0);
        m_grid->addWidget(at->label, line, 0, Qt::AlignTop);
    }
    m_grid->addWidget(at->control.box, line, 1);
    m_grid->addWidget(at->below, line + 1, 1);
    m_grid->setRowMinimumHeight(line + 2, space::small);
    m_rows.push_back(std::move(row));
    if (!start.isUndefined() && !start.isNull())
        at->control.setValue(start);
    at->touched = false;
    tell(*at);
}

void FieldForm::edited(Row &row)
{
    row.touched = true;
    row.said.clear();
    tell(row);
    Q_EMIT changed();
}

void FieldForm::tell(Row &row)
{
    const QString problem = row.touched ? row.problem() : QString();
    const QString hint = offerText(row.spec.hint);
    row.below->setText(problem.isEmpty() ? hint : problem);
    row.below->setVisible(!row.below->text().isEmpty());
    row.below->setProperty("tone", problem.isEmpty() ? u"faint"_s : u"error"_s);
    row.below->style()->unpolish(row.below);
    row.below->style()->polish(row.below);
    row.control.focus->setAccessibleDescription(row.below->text());
    mark(row.control.focus, !problem.isEmpty());
}

QJsonObject FieldForm::values() const
{
    QJsonObject all;
    for (const auto &row : m_rows) {
        const QJsonValue value = row->control.value();
        if (row->spec.type != Type::Secret && !value.isUndefined())
            all.insert(row->spec.name, value);
    }
    return all;
}

wire::Credentials FieldForm::credentials(wire::SignInKind kind) const
{
    wire::Credentials all;
    all.kind = kind;
    for (const auto &row : m_rows) {
        const QJsonValue value = row->control.value();
        if (!value.isUndefined())
            all.values.insert(row->spec.name, Secret(fieldText(value).toUtf8()));
    }
    return all;
}

void FieldForm::setValue(const QString &name, const QJsonValue &value)
{
    for (const auto &row : m_rows) {
        if (row->spec.name == name)
            row->control.setValue(value);
    }
}

void FieldForm::clearSecrets()
{
    for (const auto &row : m_rows) {
        if (row->spec.type != Type::Secret)
            continue;
        row->control.setValue(QString());
        row->touched = false; // emptied by us, nothing to complain about
        tell(*row);
    }
}

bool FieldForm::isComplete() const
{
    return std::ranges::all_of(m_rows, [](const auto &row) { return row->problem().isEmpty(); });
}

QString FieldForm::firstProblem() const
{
    for (const auto &row : m_rows) {
        if (const QString problem = row->problem(); !problem.isEmpty())
            return tr("%1: %2", "field: what is wrong").arg(labelOf(row->spec), problem);
    }
    return {};
}

bool FieldForm::check()
{
    QWidget *first = nullptr;
    for (const auto &row : m_rows) {
        row->touched = true;
        tell(*row);
        if (!first && !row->problem().isEmpty())
            first = row->control.focus;
    }
    if (first)
        first->setFocus(Qt::OtherFocusReason);
    return !first;
}

bool FieldForm::setProblem(const QString &name, const QString &problem)
{
    for (const auto &row : m_rows) {
        if (row->spec.name != name)
            continue;
        row->said = problem;
        row->touched = true;
        tell(*row);
        return true;
    }
    return false;
}

void FieldForm::focusFirst()
{
    const auto needs
        = [](const auto &row) { return row->spec.required && row->control.value().isUndefined(); };
    const auto at = std::ranges::find_if(m_rows, needs);
    if (!m_rows.empty())
        (at == m_rows.end() ? m_rows.front() : *at)->control.focus->setFocus(Qt::OtherFocusReason);
}

int FieldForm::labelWidth() const
{
    int widest = 0;
    for (const auto &row : m_rows) {
        if (row->label)
            widest = std::max(widest, fontMetrics().horizontalAdvance(labelOf(row->spec)) + 2);
    }
    return std::min(widest, fontMetrics().averageCharWidth() * 26); // longer ones wrap
}

void FieldForm::setLabelWidth(int width)
{
    if (m_grid)
        m_grid->setColumnMinimumWidth(0, width);
    for (const auto &row : m_rows) {
        if (row->label)
            row->label->setFixedWidth(width);
    }
}

} // namespace fw::ui
