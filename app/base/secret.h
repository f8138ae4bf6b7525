// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>

namespace fw {

/// A token or password. Deliberately has no QDebug operator and no conversion to text: the one
/// way out is reveal(), so every use stands out in review (style.md rule 28).
class Secret
{
public:
    Secret() = default;
    explicit Secret(QByteArray bytes)
        : m_bytes(std::move(bytes))
    {
    }

    bool isEmpty() const { return m_bytes.isEmpty(); }
    /// The bytes themselves, for the one line that hands them to a header or a first message.
    const QByteArray &reveal() const { return m_bytes; }
    /// Compares in constant time for equal lengths, so a peer cannot guess byte by byte.
    friend bool operator==(const Secret &a, const Secret &b) { return a.equals(b.m_bytes); }
    bool equals(const QByteArray &other) const;

private:
    QByteArray m_bytes;
};

/// \a bytes of randomness from the system, as URL-safe base64 without padding.
Secret randomSecret(int bytes = 32);

} // namespace fw
