// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_fields.h"

#include <QLatin1StringView>

namespace fw {

using namespace Qt::StringLiterals;

JsonFields::JsonFields(JsonValue value, QString where)
    : m_object(value.object())
    , m_where(std::move(where))
{
    if (!value.isObject())
        m_failure = Failure{ Failure::Code::BadInput,
                             u"%1 is %2, expected object"_s.arg(m_where, value.typeName()) };
}

void JsonFields::complain(std::string_view key, const JsonValue &got, QLatin1StringView wanted)
{
    if (m_failure)
        return;
    m_failure
        = Failure{ Failure::Code::BadInput,
                   u"%1: \"%2\" is %3, expected %4"_s.arg(
                       m_where, QString::fromUtf8(key.data(), static_cast<qsizetype>(key.size())),
                       got.typeName(), wanted) };
}

template <class T, class Get>
std::optional<T> JsonFields::optional(std::string_view key, QLatin1StringView wanted, Get get)
{
    const JsonValue value = m_object[key];
    if (!value.exists() || value.isNull())
        return std::nullopt;
    std::optional<T> result = get(value);
    if (!result)
        complain(key, value, wanted);
    return result;
}

template <class T, class Get>
T JsonFields::required(std::string_view key, QLatin1StringView wanted, Get get)
{
    const JsonValue value = m_object[key];
    std::optional<T> result = value.exists() ? get(value) : std::nullopt;
    if (!result)
        complain(key, value, wanted);
    return result.value_or(T{});
}

QString JsonFields::string(std::string_view key)
{
    return required<QString>(key, "string"_L1, [](const JsonValue &v) { return v.string(); });
}

QString JsonFields::idText(std::string_view key)
{
    return required<QString>(key, "string or whole number"_L1,
                             [](const JsonValue &v) { return v.idText(); });
}

double JsonFields::number(std::string_view key)
{
    return required<double>(key, "number"_L1, [](const JsonValue &v) { return v.number(); });
}

qint64 JsonFields::integer(std::string_view key)
{
    return required<qint64>(key, "whole number"_L1, [](const JsonValue &v) { return v.integer(); });
}

bool JsonFields::boolean(std::string_view key)
{
    return required<bool>(key, "boolean"_L1, [](const JsonValue &v) { return v.boolean(); });
}

JsonObject JsonFields::object(std::string_view key)
{
    return required<JsonObject>(key, "object"_L1, [](const JsonValue &v) {
        return v.isObject() ? std::optional(v.object()) : std::nullopt;
    });
}

JsonArray JsonFields::array(std::string_view key)
{
    return required<JsonArray>(key, "array"_L1, [](const JsonValue &v) {
        return v.isArray() ? std::optional(v.array()) : std::nullopt;
    });
}

std::optional<QString> JsonFields::optionalString(std::string_view key)
{
    return optional<QString>(key, "string"_L1, [](const JsonValue &v) { return v.string(); });
}

std::optional<QString> JsonFields::optionalIdText(std::string_view key)
{
    return optional<QString>(key, "string or whole number"_L1,
                             [](const JsonValue &v) { return v.idText(); });
}

std::optional<double> JsonFields::optionalNumber(std::string_view key)
{
    return optional<double>(key, "number"_L1, [](const JsonValue &v) { return v.number(); });
}

std::optional<qint64> JsonFields::optionalInteger(std::string_view key)
{
    return optional<qint64>(key, "whole number"_L1, [](const JsonValue &v) { return v.integer(); });
}

std::optional<bool> JsonFields::optionalBoolean(std::string_view key)
{
    return optional<bool>(key, "boolean"_L1, [](const JsonValue &v) { return v.boolean(); });
}

} // namespace fw
