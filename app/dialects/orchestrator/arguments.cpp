// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/orchestrator/arguments.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace fw::dialects::orchestrator {

using namespace Qt::StringLiterals;
using wire::FieldSpec;
using Type = FieldSpec::Type;

namespace {

tl::unexpected<Failure> wrong(const FieldSpec &field, const QString &what)
{
    return fail(Failure::Code::BadInput, u"%1: %2"_s.arg(field.name, what));
}

bool isLimited(const FieldSpec &field)
{
    return field.minimum != 0 || field.maximum != 0;
}

Expected<QJsonValue> checkedFigure(const FieldSpec &field, const QJsonValue &value)
{
    bool isNumber = value.isDouble();
    const double figure = isNumber ? value.toDouble() : value.toString().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(figure))
        return wrong(field, u"not a number"_s);
    if (field.type == Type::Whole && std::floor(figure) != figure)
        return wrong(field, u"not a whole number"_s);
    if (isLimited(field) && (figure < field.minimum || figure > field.maximum))
        return wrong(field, u"not from %1 to %2"_s.arg(field.minimum).arg(field.maximum));
    return QJsonValue(figure);
}

Expected<QJsonValue> checkedFlag(const FieldSpec &field, const QJsonValue &value)
{
    const QString text = value.toString();
    if (value.isBool())
        return value;
    if (text == "true"_L1 || text == "1"_L1 || text == "yes"_L1 || value == QJsonValue(1))
        return QJsonValue(true);
    if (text == "false"_L1 || text == "0"_L1 || text == "no"_L1 || value == QJsonValue(0))
        return QJsonValue(false);
    return wrong(field, u"neither true nor false"_s);
}

bool isColor(const QString &text)
{
    return text.size() == 7 && text.startsWith(u'#')
        && std::ranges::all_of(text.sliced(1), [](QChar c) {
               return c.isDigit() || (c.toLower() >= u'a' && c.toLower() <= u'f');
           });
}

Expected<QJsonValue> checkedText(const FieldSpec &field, const QJsonValue &value)
{
    if (!value.isString() && !value.isDouble())
        return wrong(field, u"not a text"_s);
    const QString text
        = value.isDouble() ? QString::number(value.toDouble(), 'g', 17) : value.toString();
    if (field.required && text.isEmpty())
        return wrong(field, u"empty"_s);
    if (isLimited(field)
        && (double(text.size()) < field.minimum
            || (field.maximum > 0 && double(text.size()) > field.maximum)))
        return wrong(field, u"not %1 to %2 characters"_s.arg(field.minimum).arg(field.maximum));
    if (field.type == Type::Choice && !field.choices.contains(text) && !field.choices.isEmpty())
        return wrong(field, u"\"%1\" is none of %2"_s.arg(text, field.choices.join(u", "_s)));
    if (field.type == Type::Color && !isColor(text))
        return wrong(field, u"not a colour like #RRGGBB"_s);
    return QJsonValue(text);
}

Expected<QJsonValue> checkedList(const FieldSpec &field, const QJsonValue &value)
{
    QJsonArray list;
    const QJsonArray given = value.isArray() ? value.toArray() : QJsonArray{ value };
    for (const QJsonValue &one : given) {
        const QString text = one.toString().trimmed();
        if (!one.isString())
            return wrong(field, u"not a list of texts"_s);
        if (!text.isEmpty() && !list.contains(text))
            list.append(text);
    }
    if (field.required && list.isEmpty())
        return wrong(field, u"empty"_s);
    return QJsonValue(list);
}

Expected<QJsonValue> checkedValue(const FieldSpec &field, const QJsonValue &value)
{
    switch (field.type) {
    case Type::Whole:
    case Type::Number:
        return checkedFigure(field, value);
    case Type::Flag:
        return checkedFlag(field, value);
    case Type::TextList:
        return checkedList(field, value);
    case Type::Text:
    case Type::LongText:
    case Type::Choice:
    case Type::Color:
    case Type::File:
    case Type::Secret:
        return checkedText(field, value);
    }
    return value;
}

} // namespace

Expected<QJsonObject> checkedArguments(const wire::ActionOffer &offer, const QJsonObject &given)
{
    QJsonObject checked;
    for (auto member = given.begin(); member != given.end(); ++member) {
        const auto field = std::ranges::find(offer.fields, member.key(), &FieldSpec::name);
        if (field == offer.fields.end())
            return fail(Failure::Code::BadInput,
                        u"%1: %2 has no such argument"_s.arg(member.key(), offer.name));
        if (member.value().isNull() || member.value().isUndefined())
            continue;
        const auto value = checkedValue(*field, member.value());
        if (!value)
            return tl::unexpected(value.error());
        checked.insert(member.key(), *value);
    }
    for (const FieldSpec &field : offer.fields) {
        if (field.required && !checked.contains(field.name))
            return wrong(field, u"missing"_s);
    }
    return checked;
}

const wire::ActionOffer *findOffer(const std::vector<wire::ActionOffer> &offers, QStringView name)
{
    const auto found = std::ranges::find(offers, name, &wire::ActionOffer::name);
    return found == offers.end() ? nullptr : &*found;
}

} // namespace fw::dialects::orchestrator
