// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/common/field_form.h"
#include "wire/arguments.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QLocale>

namespace fw::ui {

using namespace Qt::StringLiterals;
using wire::FieldSpec;

namespace {

QString withUnit(double number, const FieldSpec &spec)
{
    QLocale plain;
    plain.setNumberOptions(QLocale::OmitGroupSeparator);
    const QString figure = plain.toString(number, 'g', QLocale::FloatingPointShortest);
    return spec.unit.isEmpty() ? figure : figure + u' ' + offerText(spec.unit);
}

QString rangeProblem(const FieldSpec &spec)
{
    if (wire::hasMaximum(spec))
        return FieldForm::tr("From %1 to %2.")
            .arg(withUnit(spec.minimum, spec), withUnit(spec.maximum, spec));
    return wire::hasMinimum(spec) ? FieldForm::tr("At least %1.").arg(withUnit(spec.minimum, spec))
                                  : FieldForm::tr("This number is too large.");
}

QString misfitText(const FieldSpec &spec, wire::Misfit misfit)
{
    switch (misfit) {
    case wire::Misfit::Missing:
        return FieldForm::tr("This is needed.");
    case wire::Misfit::NotNumber:
        return FieldForm::tr("A number is needed here.");
    case wire::Misfit::NotWhole:
        return FieldForm::tr("A whole number is needed here.");
    case wire::Misfit::OutOfRange:
        return rangeProblem(spec);
    case wire::Misfit::TooShort:
        return FieldForm::tr("At least %n character(s).", nullptr, int(spec.minimum));
    case wire::Misfit::TooLong:
        return FieldForm::tr("At most %n character(s).", nullptr, int(spec.maximum));
    case wire::Misfit::NotChoice:
        return FieldForm::tr("This is not one of the choices.");
    case wire::Misfit::NotColor:
        return FieldForm::tr("A colour as in #1A73E8 is needed here.");
    case wire::Misfit::NotPath:
        return FieldForm::tr("The whole path of a file is needed here.");
    case wire::Misfit::NotText:
    case wire::Misfit::NotFlag:
    case wire::Misfit::NotList:
        break;
    }
    return FieldForm::tr("This cannot be taken as it is.");
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
    const auto fitted = wire::fittedValue(spec, value);
    return fitted ? QString() : misfitText(spec, fitted.error());
}

} // namespace fw::ui
