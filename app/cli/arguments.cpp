// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QMap>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <cmath>

namespace fw::cli {

using namespace Qt::StringLiterals;
using wire::FieldSpec;
using Type = FieldSpec::Type;

namespace {

constexpr qint64 maxTextFile = 1024 * 1024;

constexpr auto typeWords = std::to_array<std::pair<Type, QLatin1StringView>>({
    { Type::Text, "text"_L1 },
    { Type::LongText, "longText"_L1 },
    { Type::Whole, "whole"_L1 },
    { Type::Number, "number"_L1 },
    { Type::Flag, "flag"_L1 },
    { Type::Choice, "choice"_L1 },
    { Type::Color, "color"_L1 },
    { Type::File, "file"_L1 },
    { Type::TextList, "textList"_L1 },
    { Type::Secret, "secret"_L1 },
});

tl::unexpected<Failure> wrong(const FieldSpec &field, const QString &given)
{
    return fail(Failure::Code::BadInput,
                u"%1 wants %2, not \"%3\""_s.arg(field.name, takes(field), given.left(60)));
}

bool isLimited(const FieldSpec &field)
{
    return field.minimum != 0 || field.maximum != 0;
}

QString limits(const FieldSpec &field)
{
    if (!isLimited(field))
        return {};
    return field.maximum < field.minimum
        ? u" from %1 up"_s.arg(field.minimum)
        : u" from %1 to %2"_s.arg(field.minimum, 0, 'g', 10).arg(field.maximum, 0, 'g', 10);
}

Expected<QJsonValue> readNumber(const FieldSpec &field, const QString &text)
{
    bool ok = false;
    const double number = text.toDouble(&ok);
    const bool low = isLimited(field) && number < field.minimum;
    const bool high = isLimited(field) && field.maximum >= field.minimum && number > field.maximum;
    if (!ok || !std::isfinite(number) || low || high
        || (field.type == Type::Whole && std::trunc(number) != number))
        return wrong(field, text);
    return field.type == Type::Whole ? QJsonValue(static_cast<qint64>(number)) : QJsonValue(number);
}

Expected<QJsonValue> readFlag(const FieldSpec &field, const QString &text)
{
    for (const auto word : { "true"_L1, "yes"_L1, "on"_L1, "1"_L1 }) {
        if (text.compare(word, Qt::CaseInsensitive) == 0)
            return QJsonValue(true);
    }
    for (const auto word : { "false"_L1, "no"_L1, "off"_L1, "0"_L1 }) {
        if (text.compare(word, Qt::CaseInsensitive) == 0)
            return QJsonValue(false);
    }
    return wrong(field, text);
}

Expected<QJsonValue> readText(const FieldSpec &field, const QString &text)
{
    const auto length = static_cast<double>(text.size());
    if (length < field.minimum || (field.maximum > 0 && length > field.maximum))
        return wrong(field, text);
    return QJsonValue(text);
}

Expected<QJsonValue> readChoice(const FieldSpec &field, const QString &text)
{
    for (const QString &choice : field.choices) {
        if (choice.compare(text, Qt::CaseInsensitive) == 0)
            return QJsonValue(choice);
    }
    return field.choices.isEmpty() ? Expected<QJsonValue>(text) : wrong(field, text);
}

Expected<QJsonValue> readColor(const FieldSpec &field, const QString &text)
{
    static const QRegularExpression color(u"^#[0-9A-Fa-f]{6}$"_s);
    if (!color.match(text).hasMatch())
        return wrong(field, text);
    return QJsonValue(text);
}

Expected<QJsonValue> readFile(const FieldSpec &field, const QString &text)
{
    const QFileInfo file(text);
    if (!file.isFile() || !file.isReadable())
        return fail(Failure::Code::BadInput, u"%1: %2 is no readable file"_s.arg(field.name, text));
    return QJsonValue(file.absoluteFilePath());
}

QJsonValue readList(const QStringList &texts)
{
    QJsonArray list;
    for (const QString &text : texts) {
        for (const QString &one : text.split(QRegularExpression(u"[,\n]"_s), Qt::SkipEmptyParts))
            list.append(one.trimmed());
    }
    return list;
}

// "@FILE" stands for what is in the file, without the line end at its end.
Expected<QString> resolved(const FieldSpec &field, const QString &text)
{
    if (field.type == Type::File || !text.startsWith(u'@'))
        return text;
    if (text.startsWith("@@"_L1))
        return text.mid(1);
    QFile file(text.mid(1));
    if (!file.open(QIODevice::ReadOnly))
        return fail(Failure::Code::BadInput,
                    u"%1: %2: %3"_s.arg(field.name, file.fileName(), file.errorString()));
    const QByteArray bytes = file.read(maxTextFile + 1);
    if (bytes.size() > maxTextFile)
        return fail(Failure::Code::BadInput,
                    u"%1: %2 is too long"_s.arg(field.name, file.fileName()));
    QString content = QString::fromUtf8(bytes);
    while (content.endsWith(u'\n') || content.endsWith(u'\r'))
        content.chop(1);
    return content;
}

// What was not given: the preset, or the value the target has now.
QJsonValue usual(const FieldSpec &field, const wire::Item *target)
{
    if (!field.preset.isUndefined() && !field.preset.isNull())
        return field.preset;
    return target && !field.from.isEmpty() ? wire::fieldOf(*target, field.from)
                                           : QJsonValue(QJsonValue::Undefined);
}

QStringList namesOf(const std::vector<FieldSpec> &fields)
{
    QStringList names;
    for (const FieldSpec &field : fields)
        names.append(field.name);
    return names;
}

Expected<QMap<QString, QStringList>> sorted(const std::vector<FieldSpec> &fields,
                                            const QStringList &words)
{
    QMap<QString, QStringList> given;
    for (const QString &word : words) {
        const QString name = word.section(u'=', 0, 0);
        if (!word.contains(u'='))
            return fail(Failure::Code::BadInput, u"\"%1\" is no NAME=VALUE"_s.arg(word));
        const auto field = std::ranges::find(fields, name, &FieldSpec::name);
        if (field == fields.end())
            return fail(Failure::Code::BadInput,
                        fields.empty() ? u"%1: this action takes no arguments"_s.arg(name)
                                       : u"there is no argument %1; there are: %2"_s.arg(
                                           name, namesOf(fields).join(u", "_s)));
        const QString value = word.section(u'=', 1);
        if (field->type == Type::Secret && !value.startsWith(u'@'))
            return fail(Failure::Code::BadInput,
                        u"%1 is a secret and comes from a file only: %1=@FILE"_s.arg(name));
        given[name].append(value);
    }
    return given;
}

} // namespace

QString typeWord(Type type)
{
    return std::ranges::find(typeWords, type, &std::pair<Type, QLatin1StringView>::first)->second;
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
        return u"a file"_s;
    case Type::TextList:
        return u"a list of texts"_s;
    case Type::Secret:
        return u"a secret"_s;
    case Type::Text:
    case Type::LongText:
        break;
    }
    if (field.maximum > 0)
        return u"a text of %1 to %2 characters"_s.arg(field.minimum).arg(field.maximum);
    return field.minimum > 0 ? u"a text of at least %1 characters"_s.arg(field.minimum)
                             : u"a text"_s;
}

Expected<QJsonValue> readValue(const FieldSpec &field, const QStringList &given)
{
    QStringList texts;
    for (const QString &text : given) {
        const auto value = resolved(field, text);
        if (!value)
            return tl::unexpected(value.error());
        texts.append(*value);
    }
    if (field.type == Type::TextList)
        return readList(texts);
    if (texts.size() != 1)
        return fail(Failure::Code::BadInput, u"%1 is given twice"_s.arg(field.name));
    const QString &text = texts.front();
    switch (field.type) {
    case Type::Whole:
    case Type::Number:
        return readNumber(field, text);
    case Type::Flag:
        return readFlag(field, text);
    case Type::Choice:
        return readChoice(field, text);
    case Type::Color:
        return readColor(field, text);
    case Type::File:
        return readFile(field, text);
    case Type::Text:
    case Type::LongText:
        return readText(field, text);
    case Type::TextList:
    case Type::Secret:
        break;
    }
    return QJsonValue(text);
}

Expected<QJsonObject> readArguments(const std::vector<FieldSpec> &fields, const QStringList &words,
                                    const wire::Item *target)
{
    const auto given = sorted(fields, words);
    if (!given)
        return tl::unexpected(given.error());
    QJsonObject arguments;
    for (const FieldSpec &field : fields) {
        if (given->contains(field.name)) {
            const auto value = readValue(field, given->value(field.name));
            if (!value)
                return tl::unexpected(value.error());
            arguments.insert(field.name, *value);
        } else if (field.required) {
            const QJsonValue value = usual(field, target);
            if (value.isUndefined() || value.isNull())
                return fail(Failure::Code::BadInput,
                            u"%1 is missing: it wants %2"_s.arg(field.name, takes(field)));
            arguments.insert(field.name, value);
        }
    }
    return arguments;
}

} // namespace fw::cli
