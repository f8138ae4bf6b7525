// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"

#include <QByteArrayView>
#include <QJsonValue>

#include <array>
#include <memory>
#include <optional>
#include <vector>

namespace fw {

/// What JSON from a peer may be at most (architecture.md, "JSON"; reliability.md 5.7).
struct JsonLimits
{
    qsizetype bytes = qsizetype(16) * 1024 * 1024; ///< larger input is TooLarge before it is looked at
    int depth = 32; ///< nesting of objects and arrays that hold something; deeper is TooLarge
    bool rejectDuplicateKeys = true; ///< the same key twice in one object is BadInput
};

class JsonObject;
class JsonArray;

/// One value inside a parsed document: a view, valid until its reader parses again or dies.
/// Asking for the wrong type answers nothing; it never throws and never asserts.
class JsonValue
{
public:
    JsonValue() = default; ///< no value at all; every question answers nothing

    bool exists() const { return m_exists; }
    bool isNull() const;
    bool isObject() const;
    bool isArray() const;
    bool isString() const;

    std::optional<QString> string() const; ///< text without NUL; a NUL inside answers nothing
    std::optional<double> number() const; ///< any JSON number
    std::optional<qint64> integer() const; ///< a whole number within ±2^53, also written as 3.0
    std::optional<bool> boolean() const;
    JsonObject object() const; ///< empty when the value is none
    JsonArray array() const; ///< empty when the value is none

    /// A string, or a number written out: peers disagree on whether an id is "1" or 1.
    std::optional<QString> idText() const;
    /// A deep copy, for raw views and details that are only passed on.
    QJsonValue toQJson() const;
    /// "string", "number", "object"…, or "nothing": for error messages.
    QString typeName() const;

private:
    friend class JsonObject;
    friend class JsonArray;
    friend class JsonReader;
    alignas(8) std::array<unsigned char, 16> m_element{};
    bool m_exists = false;
};

/// The members of an object, in document order.
class JsonObject
{
public:
    /// The value at \a key, or one that does not exist.
    JsonValue operator[](std::string_view key) const;
    std::vector<std::pair<QString, JsonValue>> members() const;
    qsizetype size() const;

private:
    friend class JsonValue;
    JsonValue m_value;
};

/// The items of an array, in order.
class JsonArray
{
public:
    std::vector<JsonValue> items() const;
    qsizetype size() const;

private:
    friend class JsonValue;
    JsonValue m_value;
};

/// Parses one document at a time with full validation (UTF-8, syntax, depth, size, duplicate keys).
/// Keep one per thread and reuse it: its buffers grow to the largest document seen and stay.
class JsonReader
{
public:
    explicit JsonReader(JsonLimits limits = {});
    ~JsonReader();
    JsonReader(JsonReader &&) noexcept;
    JsonReader &operator=(JsonReader &&) noexcept;

    /// The root value; every earlier value of this reader becomes invalid.
    /// Fails with BadInput (the reason in words) or TooLarge.
    Expected<JsonValue> parse(QByteArrayView bytes);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fw
