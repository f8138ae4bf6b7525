// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/field_controls.h"

#include "ui/common/field_form.h"
#include "ui/common/widgets.h"
#include "wire/arguments.h"

#include <QCheckBox>
#include <QColorDialog>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QJsonArray>
#include <QLineEdit>
#include <QPainter>
#include <QPlainTextEdit>

#include <algorithm>
#include <cmath>

namespace fw::ui {

using namespace Qt::StringLiterals;
using wire::FieldSpec;
using Type = FieldSpec::Type;

namespace {

const QJsonValue none(QJsonValue::Undefined);

/// A control with a button behind it, as one widget.
QWidget *besides(QWidget *control, QWidget *button, QWidget *parent)
{
    auto *box = new QWidget(parent);
    auto *row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(space::small);
    row->addWidget(control, 1);
    row->addWidget(button);
    return box;
}

FieldControl textControl(std::function<void()> edited, QWidget *parent)
{
    auto *edit = new QLineEdit(parent);
    QObject::connect(edit, &QLineEdit::textChanged, edit, [edited] { edited(); });
    return { edit, edit,
             [edit] {
                 const QString text = edit->text();
                 return text.isEmpty() ? none : QJsonValue(text);
             },
             [edit](const QJsonValue &value) { edit->setText(fieldText(value)); } };
}

FieldControl secretControl(std::function<void()> edited, QWidget *parent)
{
    FieldControl control = textControl(std::move(edited), parent);
    auto *edit = qobject_cast<QLineEdit *>(control.focus);
    edit->setEchoMode(QLineEdit::Password);
    edit->setAttribute(Qt::WA_InputMethodEnabled);
    auto *eye = makeButton(FieldForm::tr("Show"), ButtonKind::Plain, parent);
    eye->setCheckable(true);
    eye->setAccessibleName(FieldForm::tr("Show what is typed"));
    QObject::connect(eye, &QPushButton::toggled, edit, [edit, eye](bool shown) {
        edit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        eye->setText(shown ? FieldForm::tr("Hide") : FieldForm::tr("Show"));
    });
    control.box = besides(edit, eye, parent);
    return control;
}

FieldControl longTextControl(std::function<void()> edited, QWidget *parent)
{
    auto *edit = new QPlainTextEdit(parent);
    edit->setTabChangesFocus(true);
    edit->setFixedHeight(edit->fontMetrics().lineSpacing() * 4 + space::large);
    QObject::connect(edit, &QPlainTextEdit::textChanged, edit, [edited] { edited(); });
    return { edit, edit,
             [edit] {
                 const QString text = edit->toPlainText();
                 return text.isEmpty() ? none : QJsonValue(text);
             },
             [edit](const QJsonValue &value) { edit->setPlainText(fieldText(value)); } };
}

FieldControl numberControl(const FieldSpec &spec, std::function<void()> edited, QWidget *parent)
{
    auto *number = new NumberBox(spec, parent);
    QObject::connect(number, &NumberBox::edited, number, std::move(edited));
    auto *unit = makeLabel(offerText(spec.unit), "soft", parent);
    auto *box = besides(number, unit, parent);
    auto *row = qobject_cast<QHBoxLayout *>(box->layout());
    row->setStretch(0, 0);
    row->addStretch(1);
    return { box, number, [number] { return number->value(); },
             [number](const QJsonValue &value) { number->setValue(value); } };
}

FieldControl flagControl(const FieldSpec &spec, std::function<void()> edited, QWidget *parent)
{
    auto *check = new QCheckBox(offerText(spec.label).replace(u'&', u"&&"_s), parent);
    QObject::connect(check, &QCheckBox::toggled, check, std::move(edited));
    return { check, check, [check] { return QJsonValue(check->isChecked()); },
             [check](const QJsonValue &value) {
                 check->setChecked(value.toBool() || value.toString() == "true"_L1);
             } };
}

FieldControl choiceControl(const FieldSpec &spec, std::function<void()> edited, QWidget *parent)
{
    auto *combo = new QComboBox(parent);
    combo->setPlaceholderText(FieldForm::tr("Choose…"));
    if (!spec.required && !spec.choices.contains(QString()))
        combo->addItem(u"—"_s);
    for (qsizetype i = 0; i < spec.choices.size(); ++i)
        combo->addItem(offerText(spec.choiceLabels.value(i, spec.choices[i])), spec.choices[i]);
    combo->setCurrentIndex(spec.required ? -1 : 0);
    QObject::connect(combo, &QComboBox::currentIndexChanged, combo, [edited] { edited(); });
    return { combo, combo,
             [combo] {
                 const QVariant data = combo->currentData();
                 return data.isValid() ? QJsonValue(data.toString()) : none;
             },
             [combo](const QJsonValue &value) {
                 const QString text = fieldText(value);
                 int at = combo->findData(text);
                 if (at < 0 && text.isEmpty())
                     return;
                 if (at < 0) { // no longer offered: shown, and said so below
                     combo->addItem(text, text);
                     at = combo->count() - 1;
                 }
                 combo->setCurrentIndex(at);
             } };
}

/// A small square in the colour that is typed.
void showColor(QPushButton *button, const QString &text)
{
    const QColor color(text);
    constexpr QSize size(22, 16); // with some room to the text
    QPixmap square(size * button->devicePixelRatioF());
    square.setDevicePixelRatio(button->devicePixelRatioF());
    square.fill(Qt::transparent);
    if (color.isValid())
        QPainter(&square).fillRect(0, 0, 16, 16, color);
    button->setIcon(QIcon(square));
    button->setIconSize(size);
}

FieldControl colorControl(const FieldSpec &spec, std::function<void()> edited, QWidget *parent)
{
    FieldControl control = textControl(std::move(edited), parent);
    auto *edit = qobject_cast<QLineEdit *>(control.focus);
    edit->setPlaceholderText(u"#RRGGBB"_s);
    auto *pick = makeButton(FieldForm::tr("Choose…"), ButtonKind::Plain, parent);
    pick->setAccessibleName(FieldForm::tr("Choose: %1").arg(offerText(spec.label)));
    QObject::connect(edit, &QLineEdit::textChanged, pick,
                     [pick](const QString &text) { showColor(pick, text); });
    QObject::connect(pick, &QPushButton::clicked, edit, [edit] {
        auto *dialog = new QColorDialog(QColor(edit->text()), edit);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        QObject::connect(dialog, &QColorDialog::colorSelected, edit, [edit](const QColor &color) {
            edit->setText(color.name(QColor::HexRgb).toUpper());
        });
        dialog->open();
    });
    control.box = besides(edit, pick, parent);
    return control;
}

FieldControl fileControl(const FieldSpec &spec, std::function<void()> edited, QWidget *parent)
{
    FieldControl control = textControl(std::move(edited), parent);
    auto *edit = qobject_cast<QLineEdit *>(control.focus);
    edit->setPlaceholderText(FieldForm::tr("A file on this computer"));
    auto *pick = makeButton(FieldForm::tr("Choose…"), ButtonKind::Plain, parent);
    const QString title = FieldForm::tr("Choose: %1").arg(offerText(spec.label));
    pick->setAccessibleName(title);
    QObject::connect(pick, &QPushButton::clicked, edit, [edit, title] {
        auto *dialog = new QFileDialog(edit, title);
        dialog->setFileMode(QFileDialog::ExistingFile);
        dialog->setAttribute(Qt::WA_DeleteOnClose);
        QObject::connect(dialog, &QFileDialog::fileSelected, edit, &QLineEdit::setText);
        dialog->open();
    });
    control.box = besides(edit, pick, parent);
    return control;
}

QJsonValue listOf(const QString &text)
{
    QJsonArray all;
    for (const QString &one : wire::listWords(text)) {
        if (!all.contains(one))
            all.append(one);
    }
    return all.isEmpty() ? none : QJsonValue(all);
}

FieldControl listControl(std::function<void()> edited, QWidget *parent)
{
    FieldControl control = textControl(std::move(edited), parent);
    auto *edit = qobject_cast<QLineEdit *>(control.focus);
    edit->setPlaceholderText(FieldForm::tr("Several: with commas between them"));
    control.value = [edit] { return listOf(edit->text()); };
    return control;
}

} // namespace

FieldControl makeFieldControl(const FieldSpec &spec, std::function<void()> edited, QWidget *parent)
{
    switch (spec.type) {
    case Type::Text:
        return textControl(std::move(edited), parent);
    case Type::LongText:
        return longTextControl(std::move(edited), parent);
    case Type::Whole:
    case Type::Number:
        return numberControl(spec, std::move(edited), parent);
    case Type::Flag:
        return flagControl(spec, std::move(edited), parent);
    case Type::Choice:
        return choiceControl(spec, std::move(edited), parent);
    case Type::Color:
        return colorControl(spec, std::move(edited), parent);
    case Type::File:
        return fileControl(spec, std::move(edited), parent);
    case Type::TextList:
        return listControl(std::move(edited), parent);
    case Type::Secret:
        return secretControl(std::move(edited), parent);
    }
    return {};
}

NumberBox::NumberBox(const FieldSpec &spec, QWidget *parent)
    : QAbstractSpinBox(parent)
    , m_spec(spec)
{
    setMinimumWidth(fontMetrics().averageCharWidth() * 16);
    connect(lineEdit(), &QLineEdit::textChanged, this, &NumberBox::edited);
}

QJsonValue NumberBox::value() const
{
    const QString typed = text().trimmed();
    if (typed.isEmpty())
        return none;
    bool fits = false;
    double number = locale().toDouble(typed, &fits);
    if (!fits)
        number = typed.toDouble(&fits); // "0.5" where commas are usual: as it stands in manuals
    if (!fits || !std::isfinite(number))
        return typed;
    if (m_spec.type == Type::Whole && number == std::trunc(number) && std::abs(number) < 9e15)
        return static_cast<qint64>(number);
    return number;
}

void NumberBox::setValue(const QJsonValue &value)
{
    bool fits = value.isDouble();
    const double number = fits ? value.toDouble() : value.toString().toDouble(&fits);
    if (!fits)
        return lineEdit()->setText(fieldText(value));
    QLocale plain = locale();
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    const bool whole = m_spec.type == Type::Whole && number == std::trunc(number);
    lineEdit()->setText(whole ? plain.toString(static_cast<qint64>(number))
                              : plain.toString(number, 'g', QLocale::FloatingPointShortest));
}

void NumberBox::stepBy(int steps)
{
    const double step = m_spec.type == Type::Whole ? 1 : std::pow(10.0, -m_spec.decimals);
    const double scale = m_spec.type == Type::Whole ? 1 : std::pow(10.0, m_spec.decimals);
    const bool bounded = m_spec.minimum != 0 || m_spec.maximum != 0;
    double next = std::round((value().toDouble() + steps * step) * scale) / scale;
    if (bounded && m_spec.maximum >= m_spec.minimum)
        next = std::min(next, m_spec.maximum);
    if (bounded)
        next = std::max(next, m_spec.minimum);
    setValue(next);
    lineEdit()->selectAll();
}

} // namespace fw::ui
