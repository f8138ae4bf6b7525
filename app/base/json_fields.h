// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/json_reader.h"

namespace fw {

/// Reads members of one object and remembers the first that was missing or of the wrong type, so
/// that a decoder asks for everything first and checks once.
class JsonFields
{
public:
    /// \a where names the object in the failure, e.g. "event processing:status".
    JsonFields(JsonValue value, QString where);

    QString string(std::string_view key); ///< required
    QString idText(std::string_view key); ///< required; string or number
    double number(std::string_view key); ///< required
    qint64 integer(std::string_view key); ///< required
    bool boolean(std::string_view key); ///< required
    JsonObject object(std::string_view key); ///< required
    JsonArray array(std::string_view key); ///< required

    // Absent and null answer nothing; a wrong type is a failure all the same.
    std::optional<QString> optionalString(std::string_view key);
    std::optional<QString> optionalIdText(std::string_view key);
    std::optional<double> optionalNumber(std::string_view key);
    std::optional<qint64> optionalInteger(std::string_view key);
    std::optional<bool> optionalBoolean(std::string_view key);
    JsonValue value(std::string_view key) const { return m_object[key]; }

    bool ok() const { return !m_failure; }
    /// What was wrong first; only when !ok().
    const Failure &failure() const { return *m_failure; }

private:
    void complain(std::string_view key, const JsonValue &got, QLatin1StringView wanted);
    template <class T, class Get>
    std::optional<T> optional(std::string_view key, QLatin1StringView wanted, Get get);
    template <class T, class Get>
    T required(std::string_view key, QLatin1StringView wanted, Get get);

    JsonObject m_object;
    QString m_where;
    std::optional<Failure> m_failure;
};

} // namespace fw
