// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "wire/arguments.h"

#include <QJsonArray>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>

namespace fw::wire {

using namespace Qt::StringLiterals;
using Type = FieldSpec::Type;
using Fitted = tl::expected<QJsonValue, Misfit>;

namespace {

constexpr double largestWhole = 9007199254740991; // above it a double skips numbers

Fitted no(Misfit misfit)
{
    return tl::unexpected<Misfit>(misfit);
}

bool isNothing(const QJsonValue &value)
{
    return value.isUndefined() || value.isNull();
}

QString figureText(double figure)
{
    return QString::number(figure, 'g', 15);
}

// 90 stands for the choice "90".
QString wordOf(const QJsonValue &value)
{
    return value.isDouble() ? figureText(value.toDouble()) : value.toString();
}

double rounded(double figure, int decimals)
{
    constexpr int most = 15; // a double has no more
    if (decimals < 0 || decimals > most)
        return figure;
    const double scale = std::pow(10.0, decimals);
    const double result = std::round(figure * scale) / scale;
    return std::isfinite(result) ? result : figure;
}

Fitted fittedFigure(const FieldSpec &field, const QJsonValue &given)
{
    bool isNumber = given.isDouble();
    const double figure = isNumber ? given.toDouble() : given.toString().toDouble(&isNumber);
    if (!isNumber || !std::isfinite(figure))
        return no(Misfit::NotNumber);
    const bool isWhole = field.type == Type::Whole;
    if (isWhole && std::trunc(figure) != figure)
        return no(Misfit::NotWhole);
    if ((isWhole && std::abs(figure) > largestWhole)
        || (hasMinimum(field) && figure < field.minimum)
        || (hasMaximum(field) && figure > field.maximum))
        return no(Misfit::OutOfRange);
    return isWhole ? QJsonValue(static_cast<qint64>(figure))
                   : QJsonValue(rounded(figure, field.decimals));
}

Fitted fittedFlag(const QJsonValue &given)
{
    if (given.isBool())
        return given;
    const QString word = wordOf(given);
    const auto isOne = [&word](auto... words) {
        return ((word.compare(words, Qt::CaseInsensitive) == 0) || ...);
    };
    if (isOne("true"_L1, "yes"_L1, "on"_L1, "1"_L1))
        return QJsonValue(true);
    if (isOne("false"_L1, "no"_L1, "off"_L1, "0"_L1))
        return QJsonValue(false);
    return no(Misfit::NotFlag);
}

Fitted fittedText(const FieldSpec &field, const QJsonValue &given)
{
    if (!given.isString())
        return no(Misfit::NotText);
    const bool isName = field.type == Type::Text && field.minimum > 0;
    const QString text = isName ? given.toString().trimmed() : given.toString();
    const bool isBlank = field.type == Type::Secret ? text.isEmpty() : text.trimmed().isEmpty();
    if (field.required && isBlank)
        return no(Misfit::Missing);
    const auto length = static_cast<double>(text.size());
    if (length < field.minimum)
        return no(Misfit::TooShort);
    if (field.maximum > 0 && length > field.maximum)
        return no(Misfit::TooLong);
    return QJsonValue(text);
}

Fitted fittedChoice(const FieldSpec &field, const QJsonValue &given)
{
    if (!given.isString() && !given.isDouble())
        return no(Misfit::NotChoice);
    const QString word = wordOf(given);
    if (field.choices.contains(word))
        return QJsonValue(word);
    for (const QString &choice : field.choices) {
        if (choice.compare(word, Qt::CaseInsensitive) == 0)
            return QJsonValue(choice);
    }
    if (!field.choices.isEmpty())
        return no(Misfit::NotChoice);
    return field.required && word.isEmpty() ? no(Misfit::Missing) : QJsonValue(word);
}

Fitted fittedColor(const QJsonValue &given)
{
    static const QRegularExpression color(u"\\A#[0-9A-Fa-f]{6}\\z"_s);
    return color.match(given.toString()).hasMatch() ? Fitted(given) : no(Misfit::NotColor);
}

Fitted fittedList(const FieldSpec &field, const QJsonValue &given)
{
    if (!given.isString() && !given.isArray())
        return no(Misfit::NotList);
    QJsonArray items = given.toArray();
    if (given.isString())
        items = QJsonArray::fromStringList(listWords(given.toString()));
    QJsonArray list;
    for (const QJsonValue &item : std::as_const(items)) {
        if (!item.isString())
            return no(Misfit::NotList);
        const QString word = item.toString().trimmed();
        if (!word.isEmpty() && !list.contains(word))
            list.append(word);
    }
    return field.required && list.isEmpty() ? no(Misfit::Missing) : QJsonValue(list);
}

QString limits(const FieldSpec &field)
{
    if (hasMaximum(field))
        return u" from %1 to %2"_s.arg(figureText(field.minimum), figureText(field.maximum));
    return hasMinimum(field) ? u" from %1 up"_s.arg(figureText(field.minimum)) : QString();
}

QString lengths(const FieldSpec &field)
{
    if (field.maximum > 0)
        return u" of %1 to %2 characters"_s.arg(figureText(field.minimum),
                                                figureText(field.maximum));
    return field.minimum > 0 ? u" of at least %1 characters"_s.arg(figureText(field.minimum))
                             : QString();
}

QString shownValue(const QJsonValue &value)
{
    constexpr qsizetype longest = 60;
    if (value.isArray())
        return u"a list"_s;
    if (value.isObject())
        return u"an object"_s;
    const QString text = value.isBool() ? (value.toBool() ? u"true"_s : u"false"_s) : wordOf(value);
    return u"\"%1\""_s.arg(text.left(longest));
}

Failure unknownField(const std::vector<FieldSpec> &fields, const QString &name)
{
    QStringList names;
    for (const FieldSpec &field : fields)
        names.append(field.name);
    return { Failure::Code::BadInput,
             fields.empty() ? u"%1: this action takes no arguments"_s.arg(name)
                            : u"%1: there is no such argument; there are: %2"_s.arg(
                                name, names.join(u", "_s)) };
}

} // namespace

bool hasMinimum(const FieldSpec &field)
{
    return field.minimum != 0 || field.maximum != 0;
}

bool hasMaximum(const FieldSpec &field)
{
    return hasMinimum(field) && field.maximum >= field.minimum;
}

QStringList listWords(const QString &text)
{
    static const QRegularExpression between(u"[,\r\n]"_s);
    QStringList words;
    for (const QString &part : text.split(between, Qt::SkipEmptyParts)) {
        if (const QString word = part.trimmed(); !word.isEmpty())
            words.append(word);
    }
    return words;
}

QString takes(const FieldSpec &field)
{
    switch (field.type) {
    case Type::Whole:
        return u"a whole number"_s + limits(field);
    case Type::Number:
        return u"a number"_s + limits(field);
    case Type::Flag:
        return u"true or false"_s;
    case Type::Choice:
        return field.choices.isEmpty() ? u"a text"_s
                                       : QString(u"one of "_s + field.choices.join(u", "_s));
    case Type::Color:
        return u"a colour like #RRGGBB"_s;
    case Type::File:
        return u"the whole path of a file"_s;
    case Type::TextList:
        return u"a list of texts"_s;
    case Type::Secret:
        return u"a secret"_s + lengths(field);
    case Type::Text:
    case Type::LongText:
        break;
    }
    return u"a text"_s + lengths(field);
}

tl::expected<QJsonValue, Misfit> fittedValue(const FieldSpec &field, const QJsonValue &given)
{
    if (isNothing(given))
        return field.required ? no(Misfit::Missing) : QJsonValue(QJsonValue::Undefined);
    switch (field.type) {
    case Type::Whole:
    case Type::Number:
        return fittedFigure(field, given);
    case Type::Flag:
        return fittedFlag(given);
    case Type::Choice:
        return fittedChoice(field, given);
    case Type::Color:
        return fittedColor(given);
    case Type::File:
        return given.toString().startsWith(u'/') ? Fitted(given) : no(Misfit::NotPath);
    case Type::TextList:
        return fittedList(field, given);
    case Type::Text:
    case Type::LongText:
    case Type::Secret:
        return fittedText(field, given);
    }
    return no(Misfit::NotText);
}

Failure misfitFailure(const FieldSpec &field, Misfit misfit, const QJsonValue &given)
{
    if (misfit == Misfit::Missing)
        return { Failure::Code::BadInput,
                 u"%1 is missing: it wants %2"_s.arg(field.name, takes(field)) };
    if (field.type == Type::Secret)
        return { Failure::Code::BadInput, u"%1 wants %2"_s.arg(field.name, takes(field)) };
    return { Failure::Code::BadInput,
             u"%1 wants %2, not %3"_s.arg(field.name, takes(field), shownValue(given)) };
}

Expected<QJsonObject> checkedArguments(const std::vector<FieldSpec> &fields,
                                       const QJsonObject &given, Presets presets)
{
    for (auto one = given.begin(); one != given.end(); ++one) {
        if (std::ranges::find(fields, one.key(), &FieldSpec::name) == fields.end())
            return tl::unexpected(unknownField(fields, one.key()));
    }
    QJsonObject arguments;
    for (const FieldSpec &field : fields) {
        QJsonValue value = given.value(field.name);
        if (isNothing(value) && (field.required || presets == Presets::All))
            value = field.preset;
        const auto fitted = fittedValue(field, value);
        if (!fitted)
            return tl::unexpected(misfitFailure(field, fitted.error(), value));
        if (!fitted->isUndefined())
            arguments.insert(field.name, *fitted);
    }
    return arguments;
}

const ActionOffer *findOffer(const std::vector<ActionOffer> &offers, QStringView name)
{
    const auto found = std::ranges::find(offers, name, &ActionOffer::name);
    return found == offers.end() ? nullptr : &*found;
}

} // namespace fw::wire
