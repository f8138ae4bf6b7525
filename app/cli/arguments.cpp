// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/arguments.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QMap>

#include <algorithm>
#include <array>

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

Expected<QJsonValue> readFile(const FieldSpec &field, const QString &text)
{
    const QFileInfo file(text);
    if (!file.isFile() || !file.isReadable())
        return fail(Failure::Code::BadInput, u"%1: %2 is no readable file"_s.arg(field.name, text));
    return QJsonValue(file.absoluteFilePath());
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

// What the words say, not yet looked at: one text, several of a list, an absolute path.
Expected<QJsonValue> spoken(const FieldSpec &field, const QStringList &given)
{
    QStringList texts;
    for (const QString &text : given) {
        const auto value = resolved(field, text);
        if (!value)
            return tl::unexpected(value.error());
        texts.append(*value);
    }
    if (field.type == Type::TextList)
        return QJsonValue(QJsonArray::fromStringList(wire::listWords(texts.join(u','))));
    if (texts.size() != 1)
        return fail(Failure::Code::BadInput, u"%1 is given twice"_s.arg(field.name));
    return field.type == Type::File ? readFile(field, texts.front()) : QJsonValue(texts.front());
}

// What the target has now, for a field that was not given and has no preset.
QJsonValue present(const FieldSpec &field, const wire::Item *target)
{
    const bool hasPreset = !field.preset.isUndefined() && !field.preset.isNull();
    if (hasPreset || !target || field.from.isEmpty())
        return field.preset;
    const QJsonValue value = wire::fieldOf(*target, field.from);
    const bool isText = field.type == Type::Text || field.type == Type::LongText;
    return isText && value.isDouble() ? QJsonValue(value.toVariant().toString()) : value;
}

Expected<QMap<QString, QStringList>> sorted(const std::vector<FieldSpec> &fields,
                                            const QStringList &words)
{
    QMap<QString, QStringList> given;
    for (const QString &word : words) {
        const QString name = word.section(u'=', 0, 0);
        if (!word.contains(u'='))
            return fail(Failure::Code::BadInput, u"\"%1\" is no NAME=VALUE"_s.arg(word));
        const QString value = word.section(u'=', 1);
        const auto field = std::ranges::find(fields, name, &FieldSpec::name);
        if (field != fields.end() && field->type == Type::Secret && !value.startsWith(u'@'))
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

Expected<QJsonValue> readValue(const FieldSpec &field, const QStringList &texts)
{
    const auto given = spoken(field, texts);
    if (!given)
        return given;
    const auto fitted = wire::fittedValue(field, *given);
    if (!fitted)
        return tl::unexpected(wire::misfitFailure(field, fitted.error(), *given));
    return *fitted;
}

Expected<QJsonObject> readArguments(const std::vector<FieldSpec> &fields, const QStringList &words,
                                    const wire::Item *target)
{
    const auto given = sorted(fields, words);
    if (!given)
        return tl::unexpected(given.error());
    QJsonObject arguments;
    for (auto one = given->begin(); one != given->end(); ++one)
        arguments.insert(one.key(), one.value().front()); // also what no field is called
    for (const FieldSpec &field : fields) {
        if (given->contains(field.name)) {
            const auto value = spoken(field, given->value(field.name));
            if (!value)
                return tl::unexpected(value.error());
            arguments.insert(field.name, *value);
        } else if (field.required) {
            arguments.insert(field.name, present(field, target));
        }
    }
    return wire::checkedArguments(fields, arguments);
}

} // namespace fw::cli
