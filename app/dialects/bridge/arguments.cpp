// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// {"photo_ids":["1","2"],"session_id":1}: as a form or a command line gives them.
#include "dialects/bridge/offers.h"

#include <QJsonArray>

namespace fw::dialects::bridge {

using namespace Qt::StringLiterals;
using wire::FieldSpec;
using Type = wire::FieldSpec::Type;

namespace {

tl::unexpected<Failure> wrong(const FieldSpec &field, const QString &what)
{
    return fail(Failure::Code::BadInput, u"%1: %2"_s.arg(field.name, what));
}

bool hasLimits(const FieldSpec &field)
{
    return field.minimum != 0 || field.maximum != 0;
}

Expected<QJsonValue> text(const FieldSpec &field, const QJsonValue &given)
{
    if (!given.isString())
        return wrong(field, u"a text is needed"_s);
    const auto size = static_cast<double>(given.toString().size());
    if (hasLimits(field) && (size < field.minimum || (field.maximum > 0 && size > field.maximum)))
        return wrong(field, u"%1 to %2 characters"_s.arg(field.minimum).arg(field.maximum));
    return given;
}

Expected<QJsonValue> number(const FieldSpec &field, const QJsonValue &given)
{
    bool ok = given.isDouble();
    const double value = given.isString() ? given.toString().toDouble(&ok) : given.toDouble();
    if (!ok)
        return wrong(field, u"a number is needed"_s);
    if (field.type == Type::Whole && value != std::floor(value))
        return wrong(field, u"a whole number is needed"_s);
    if (hasLimits(field) && (value < field.minimum || value > field.maximum))
        return wrong(field, u"%1 to %2"_s.arg(field.minimum).arg(field.maximum, 0, 'f', 0));
    return QJsonValue(value);
}

Expected<QJsonValue> flag(const FieldSpec &field, const QJsonValue &given)
{
    const QString word = given.toString();
    if (given.isBool())
        return given;
    if (word == "true"_L1 || word == "yes"_L1)
        return QJsonValue(true);
    if (word == "false"_L1 || word == "no"_L1)
        return QJsonValue(false);
    return wrong(field, u"true or false"_s);
}

Expected<QJsonValue> choice(const FieldSpec &field, const QJsonValue &given)
{
    if (given.isString() && field.choices.contains(given.toString()))
        return given;
    return wrong(field, u"one of %1"_s.arg(field.choices.join(u", "_s)));
}

Expected<QJsonValue> list(const FieldSpec &field, const QJsonValue &given)
{
    QJsonArray items = given.toArray();
    if (given.isString()) {
        for (const QString &item : given.toString().split(u',', Qt::SkipEmptyParts))
            items.append(item.trimmed());
    }
    if (items.isEmpty() && field.required)
        return wrong(field, u"a list is needed"_s);
    return QJsonValue(items);
}

Expected<QJsonValue> value(const FieldSpec &field, const QJsonValue &given)
{
    switch (field.type) {
    case Type::Text:
    case Type::LongText:
    case Type::Color:
    case Type::File:
    case Type::Secret:
        return text(field, given);
    case Type::Whole:
    case Type::Number:
        return number(field, given);
    case Type::Flag:
        return flag(field, given);
    case Type::Choice:
        return choice(field, given);
    case Type::TextList:
        return list(field, given);
    }
    return wrong(field, u"cannot be given"_s);
}

} // namespace

Expected<QJsonObject> checked(const std::vector<FieldSpec> &fields, const QJsonObject &given)
{
    for (auto entry = given.begin(); entry != given.end(); ++entry) {
        if (std::ranges::find(fields, entry.key(), &FieldSpec::name) == fields.end())
            return fail(Failure::Code::BadInput, u"%1: no such argument"_s.arg(entry.key()));
    }
    QJsonObject all;
    for (const FieldSpec &field : fields) {
        const QJsonValue one = given.value(field.name);
        const bool isGiven = !one.isUndefined() && !one.isNull();
        const bool isEmpty = one.isString() && one.toString().isEmpty();
        if (!isGiven || isEmpty) {
            if (field.required)
                return wrong(field, u"is needed"_s);
            continue;
        }
        auto good = value(field, one);
        if (!good)
            return tl::unexpected<Failure>(good.error());
        all.insert(field.name, *good);
    }
    return all;
}

} // namespace fw::dialects::bridge
