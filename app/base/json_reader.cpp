// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/json_reader.h"

#include "base/duplicate_keys.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLatin1StringView>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace fw {

using namespace Qt::StringLiterals;
namespace dom = simdjson::dom;

// simdjson.h is a megabyte; its element is two words and trivially copyable, so a JsonValue
// carries the bytes and only this file knows what they are.
static_assert(sizeof(dom::element) == 16 && std::is_trivially_copyable_v<dom::element>);

namespace {

constexpr qint64 maxSafeInteger = qint64(1) << 53;

template <class Bytes> dom::element toElement(const Bytes &bytes)
{
    dom::element element;
    std::memcpy(static_cast<void *>(&element), bytes.data(), sizeof element);
    return element;
}

template <class Bytes> void fromElement(const dom::element &element, Bytes &bytes)
{
    std::memcpy(bytes.data(), static_cast<const void *>(&element), sizeof element);
}

QString toQString(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

QJsonValue copyOf(const dom::element &element)
{
    switch (element.type()) {
    case dom::element_type::OBJECT: {
        QJsonObject object;
        for (const auto &member : dom::object(element))
            object.insert(toQString(member.key), copyOf(member.value));
        return object;
    }
    case dom::element_type::ARRAY: {
        QJsonArray array;
        for (const auto &item : dom::array(element))
            array.append(copyOf(item));
        return array;
    }
    case dom::element_type::STRING:
        return toQString(std::string_view(element));
    case dom::element_type::INT64:
        return static_cast<qint64>(int64_t(element));
    case dom::element_type::UINT64:
        return static_cast<double>(uint64_t(element));
    case dom::element_type::DOUBLE:
        return double(element);
    case dom::element_type::BOOL:
        return bool(element);
    case dom::element_type::NULL_VALUE:
        return QJsonValue(QJsonValue::Null);
    }
    return {};
}

} // namespace

bool JsonValue::isNull() const
{
    return m_exists && toElement(m_element).is_null();
}

bool JsonValue::isObject() const
{
    return m_exists && toElement(m_element).is_object();
}

bool JsonValue::isArray() const
{
    return m_exists && toElement(m_element).is_array();
}

bool JsonValue::isString() const
{
    return m_exists && toElement(m_element).is_string();
}

std::optional<QString> JsonValue::string() const
{
    if (!isString())
        return std::nullopt;
    const std::string_view text(toElement(m_element));
    if (text.find('\0') != std::string_view::npos)
        return std::nullopt;
    return toQString(text);
}

std::optional<double> JsonValue::number() const
{
    double value = 0;
    if (!m_exists || !toElement(m_element).is_number()
        || toElement(m_element).get_double().get(value))
        return std::nullopt;
    return value;
}

std::optional<qint64> JsonValue::integer() const
{
    const auto value = number();
    if (!value || std::trunc(*value) != *value
        || std::abs(*value) > static_cast<double>(maxSafeInteger))
        return std::nullopt;
    return static_cast<qint64>(*value);
}

std::optional<bool> JsonValue::boolean() const
{
    bool value = false;
    if (!m_exists || toElement(m_element).get_bool().get(value))
        return std::nullopt;
    return value;
}

JsonObject JsonValue::object() const
{
    JsonObject object;
    if (isObject())
        object.m_value = *this;
    return object;
}

JsonArray JsonValue::array() const
{
    JsonArray array;
    if (isArray())
        array.m_value = *this;
    return array;
}

std::optional<QString> JsonValue::idText() const
{
    if (auto text = string())
        return text;
    if (auto whole = integer())
        return QString::number(*whole);
    return std::nullopt;
}

QJsonValue JsonValue::toQJson() const
{
    return m_exists ? copyOf(toElement(m_element)) : QJsonValue(QJsonValue::Undefined);
}

QString JsonValue::typeName() const
{
    if (!m_exists)
        return u"nothing"_s;
    switch (toElement(m_element).type()) {
    case dom::element_type::OBJECT:
        return u"object"_s;
    case dom::element_type::ARRAY:
        return u"array"_s;
    case dom::element_type::STRING:
        return u"string"_s;
    case dom::element_type::INT64:
    case dom::element_type::UINT64:
    case dom::element_type::DOUBLE:
        return u"number"_s;
    case dom::element_type::BOOL:
        return u"boolean"_s;
    case dom::element_type::NULL_VALUE:
        return u"null"_s;
    }
    return u"nothing"_s;
}

JsonValue JsonObject::operator[](std::string_view key) const
{
    JsonValue found;
    if (!m_value.exists())
        return found;
    dom::element element;
    if (toElement(m_value.m_element).at_key(key).get(element))
        return found;
    fromElement(element, found.m_element);
    found.m_exists = true;
    return found;
}

std::vector<std::pair<QString, JsonValue>> JsonObject::members() const
{
    std::vector<std::pair<QString, JsonValue>> all;
    if (!m_value.exists())
        return all;
    for (const auto &member : dom::object(toElement(m_value.m_element))) {
        JsonValue value;
        fromElement(member.value, value.m_element);
        value.m_exists = true;
        all.emplace_back(toQString(member.key), value);
    }
    return all;
}

qsizetype JsonObject::size() const
{
    return m_value.exists()
        ? static_cast<qsizetype>(dom::object(toElement(m_value.m_element)).size())
        : 0;
}

std::vector<JsonValue> JsonArray::items() const
{
    std::vector<JsonValue> all;
    if (!m_value.exists())
        return all;
    const dom::array array(toElement(m_value.m_element));
    all.reserve(array.size());
    for (const auto &item : array) {
        JsonValue value;
        fromElement(item, value.m_element);
        value.m_exists = true;
        all.push_back(value);
    }
    return all;
}

qsizetype JsonArray::size() const
{
    return m_value.exists()
        ? static_cast<qsizetype>(dom::array(toElement(m_value.m_element)).size())
        : 0;
}

struct JsonReader::Private
{
    JsonLimits limits;
    dom::parser parser;
    size_t capacity = 0;
};

JsonReader::JsonReader(JsonLimits limits)
    : d(std::make_unique<Private>())
{
    d->limits = limits;
}

JsonReader::~JsonReader() = default;
JsonReader::JsonReader(JsonReader &&) noexcept = default;
JsonReader &JsonReader::operator=(JsonReader &&) noexcept = default;

Expected<JsonValue> JsonReader::parse(QByteArrayView bytes)
{
    if (bytes.size() > d->limits.bytes)
        return fail(Failure::Code::TooLarge,
                    u"JSON of %1 bytes, at most %2"_s.arg(bytes.size()).arg(d->limits.bytes));
    if (bytes.isEmpty()) // simdjson would copy from a null pointer
        return fail(Failure::Code::BadInput, u"not JSON: nothing at all"_s);
    const auto wanted = static_cast<size_t>(std::max<qsizetype>(bytes.size(), 64));
    if (wanted > d->capacity) {
        const size_t grown = std::max<size_t>(wanted, 4096);
        // One level is the root itself in simdjson's count.
        if (d->parser.allocate(grown, static_cast<size_t>(d->limits.depth) + 1))
            return fail(Failure::Code::Internal, u"no memory for the JSON reader"_s);
        d->capacity = grown;
    }
    dom::element root;
    const auto error
        = d->parser.parse(bytes.data(), static_cast<size_t>(bytes.size()), true).get(root);
    if (error == simdjson::DEPTH_ERROR)
        return fail(Failure::Code::TooLarge,
                    u"JSON nested deeper than %1 levels"_s.arg(d->limits.depth));
    if (error)
        return fail(Failure::Code::BadInput,
                    u"not JSON: %1"_s.arg(QLatin1StringView(simdjson::error_message(error))));
    if (d->limits.rejectDuplicateKeys) {
        if (const auto twice = duplicateKey(root))
            return fail(Failure::Code::BadInput, u"key \"%1\" twice"_s.arg(toQString(*twice)));
    }
    JsonValue value;
    fromElement(root, value.m_element);
    value.m_exists = true;
    return value;
}

} // namespace fw
