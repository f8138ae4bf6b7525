// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// image.resize {"width":"200","height":150}  ->  {"width":200,"height":150}
#include "dialects/imagetools/arguments.h"

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace fw::dialects::imagetools {

using namespace Qt::StringLiterals;
using Type = wire::FieldSpec::Type;

namespace {

constexpr int longestTag = 64; // c2.7

QString textOf(const QJsonValue &value)
{
    return value.toVariant().toString();
}

Expected<QJsonValue> bad(const wire::FieldSpec &field, const QString &why)
{
    return fail(Failure::Code::BadInput, u"\"%1\": %2"_s.arg(field.name, why));
}

Expected<QJsonValue> number(const wire::FieldSpec &field, const QJsonValue &given)
{
    bool isNumber = given.isDouble();
    const double value = isNumber ? given.toDouble() : given.toString().toDouble(&isNumber);
    const bool whole = field.type == Type::Whole;
    if (!isNumber || !std::isfinite(value) || (whole && value != std::floor(value)))
        return bad(field, whole ? u"a whole number is needed"_s : u"a number is needed"_s);
    const bool limited = field.minimum != 0 || field.maximum != 0;
    if (limited && (value < field.minimum || value > field.maximum))
        return bad(field, u"%1 to %2 are possible"_s.arg(field.minimum).arg(field.maximum));
    return QJsonValue(value);
}

Expected<QJsonValue> flag(const wire::FieldSpec &field, const QJsonValue &given)
{
    const QString word = textOf(given).toLower();
    if (word == "true"_L1 || word == "1"_L1 || word == "yes"_L1)
        return QJsonValue(true);
    if (word == "false"_L1 || word == "0"_L1 || word == "no"_L1)
        return QJsonValue(false);
    return bad(field, u"true or false is needed"_s);
}

Expected<QJsonValue> choice(const wire::FieldSpec &field, const QJsonValue &given)
{
    const QString word = textOf(given);
    if (!field.choices.contains(word))
        return bad(field, u"one of %1 is needed"_s.arg(field.choices.join(u", "_s)));
    return QJsonValue(word);
}

Expected<QJsonValue> list(const wire::FieldSpec &field, const QJsonValue &given)
{
    QStringList words;
    if (given.isArray()) {
        const QJsonArray items = given.toArray();
        for (const QJsonValue &item : items) {
            if (!item.isString())
                return bad(field, u"a list of words is needed"_s);
            words.append(item.toString());
        }
    } else if (given.isString()) {
        words = given.toString().split(u',');
    } else {
        return bad(field, u"a list of words is needed"_s);
    }
    // As the server would do it, so that what is shown meanwhile is what comes back.
    QJsonArray kept;
    QStringList seen;
    for (const QString &word : std::as_const(words)) {
        const QString clean = word.trimmed().left(longestTag);
        if (clean.isEmpty() || seen.contains(clean, Qt::CaseInsensitive))
            continue;
        seen.append(clean);
        kept.append(clean);
    }
    return QJsonValue(kept);
}

Expected<QJsonValue> text(const wire::FieldSpec &field, const QJsonValue &given)
{
    if (!given.isString() && !given.isDouble())
        return bad(field, u"text is needed"_s);
    const QString words = textOf(given);
    if (field.type == Type::File && !words.startsWith(u'/'))
        return bad(field, u"the whole path of a file is needed"_s);
    return QJsonValue(words);
}

Expected<QJsonValue> checked(const wire::FieldSpec &field, const QJsonValue &given)
{
    switch (field.type) {
    case Type::Whole:
    case Type::Number:
        return number(field, given);
    case Type::Flag:
        return flag(field, given);
    case Type::Choice:
        return choice(field, given);
    case Type::TextList:
        return list(field, given);
    case Type::Text:
    case Type::LongText:
    case Type::Color:
    case Type::File:
    case Type::Secret:
        return text(field, given);
    }
    return bad(field, u"cannot be given here"_s);
}

} // namespace

Expected<QJsonObject> checkedArguments(const wire::ActionOffer &offer, const QJsonObject &given)
{
    const auto names = given.keys();
    for (const QString &name : names) {
        if (std::ranges::find(offer.fields, name, &wire::FieldSpec::name) == offer.fields.end())
            return fail(Failure::Code::BadInput, u"%1 takes no \"%2\""_s.arg(offer.name, name));
    }
    QJsonObject arguments;
    for (const wire::FieldSpec &field : offer.fields) {
        QJsonValue value = given.value(field.name);
        const bool missing = value.isUndefined() || value.isNull()
            || (value.isString() && value.toString().isEmpty());
        if (missing)
            value = field.preset;
        if (value.isUndefined()) {
            if (field.required)
                return fail(Failure::Code::BadInput, u"\"%1\" is needed"_s.arg(field.name));
            continue;
        }
        auto clean = checked(field, value);
        if (!clean)
            return tl::unexpected<Failure>(clean.error());
        arguments.insert(field.name, *clean);
    }
    return arguments;
}

} // namespace fw::dialects::imagetools
