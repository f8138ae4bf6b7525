// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/field_form.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>
#include <QRegularExpression>

#include <cmath>

namespace fw::ui {

using namespace Qt::StringLiterals;
using wire::FieldSpec;
using Type = FieldSpec::Type;

namespace {

QString withUnit(double number, const FieldSpec &spec)
{
    QLocale plain;
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    const QString figure = plain.toString(number, 'g', QLocale::FloatingPointShortest);
    return spec.unit.isEmpty() ? figure : figure + u' ' + offerText(spec.unit);
}

QString numberProblem(const FieldSpec &spec, const QJsonValue &value)
{
    bool fits = value.isDouble();
    const double number = fits ? value.toDouble() : value.toString().toDouble(&fits);
    if (!fits)
        return FieldForm::tr("A number is needed here.");
    if (spec.type == Type::Whole && number != std::trunc(number))
        return FieldForm::tr("A whole number is needed here.");
    const bool bounded = spec.minimum != 0 || spec.maximum != 0;
    const bool capped = bounded && spec.maximum >= spec.minimum;
    if (!bounded || (number >= spec.minimum && (!capped || number <= spec.maximum)))
        return {};
    return capped ? FieldForm::tr("From %1 to %2.")
                        .arg(withUnit(spec.minimum, spec), withUnit(spec.maximum, spec))
                  : FieldForm::tr("At least %1.").arg(withUnit(spec.minimum, spec));
}

QString textProblem(const FieldSpec &spec, const QString &text)
{
    const auto length = double(text.size());
    if (length < spec.minimum)
        return FieldForm::tr("At least %n character(s).", nullptr, int(spec.minimum));
    if (spec.maximum > 0 && length > spec.maximum)
        return FieldForm::tr("At most %n character(s).", nullptr, int(spec.maximum));
    return {};
}

} // namespace

QString offerText(const QString &source)
{
    return QCoreApplication::translate("fw::wire::offer", source.toUtf8().constData());
}

QString fieldText(const QJsonValue &value)
{
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    if (value.isDouble())
        return value.toInteger(-1) == value.toInteger(-2)
            ? QString::number(value.toInteger())
            : QString::number(value.toDouble(), 'g', QLocale::FloatingPointShortest);
    if (!value.isArray())
        return value.toString();
    QStringList parts;
    for (const QJsonValue &one : value.toArray())
        parts << fieldText(one);
    return parts.join(u", "_s);
}

QString fieldProblem(const FieldSpec &spec, const QJsonValue &value)
{
    if (value.isUndefined() || value.isNull())
        return spec.required ? FieldForm::tr("This is needed.") : QString();
    static const QRegularExpression color(u"^#[0-9A-Fa-f]{6}$"_s);
    switch (spec.type) {
    case Type::Whole:
    case Type::Number:
        return numberProblem(spec, value);
    case Type::Text:
    case Type::LongText:
        return textProblem(spec, fieldText(value));
    case Type::Choice:
        return spec.choices.contains(fieldText(value))
            ? QString()
            : FieldForm::tr("This is not one of the choices.");
    case Type::Color:
        return color.match(fieldText(value)).hasMatch()
            ? QString()
            : FieldForm::tr("A colour as in #1A73E8 is needed here.");
    case Type::Flag:
    case Type::File:
    case Type::TextList:
    case Type::Secret:
        return {};
    }
    return {};
}

} // namespace fw::ui
