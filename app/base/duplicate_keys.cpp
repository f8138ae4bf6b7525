// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/duplicate_keys.h"

#include <QtGlobal>

#include <algorithm>
#include <array>
#include <vector>

namespace fw {

namespace dom = simdjson::dom;
using Duplicate = std::optional<std::string_view>;

namespace {

constexpr size_t fewKeys = 32; ///< more are sorted: an object of 100,000 keys must stay cheap

/// The keys of one small object, on the stack. A mask of what was seen answers "new" for nearly
/// every key; only keys that share a bit are compared.
class FewKeys
{
public:
    bool isNew(std::string_view key)
    {
        const quint64 bit = quint64(1) << (fingerprint(key) & 63U);
        if (m_seen & bit) {
            for (size_t i = 0; i < m_count; ++i) {
                if (std::string_view(m_keys[i].text, m_keys[i].size) == key)
                    return false;
            }
        }
        m_seen |= bit;
        m_keys[m_count++] = { key.data(), key.size() };
        return true;
    }

private:
    struct Key
    {
        const char *text;
        size_t size;
    };

    static size_t fingerprint(std::string_view key)
    {
        if (key.empty())
            return 0;
        const auto at = [&key](size_t i) { return size_t(static_cast<unsigned char>(key[i])); };
        return key.size() * 7 + at(0) * 31 + at(key.size() / 2) * 13 + at(key.size() - 1);
    }

    quint64 m_seen = 0;
    size_t m_count = 0;
    std::array<Key, fewKeys> m_keys; // unset until used: clearing them would cost more
};

Duplicate duplicateOfMany(const dom::object &object)
{
    std::vector<std::string_view> keys;
    keys.reserve(object.size());
    for (const auto &member : object)
        keys.push_back(member.key);
    std::ranges::sort(keys, [](std::string_view a, std::string_view b) {
        return a.size() != b.size() ? a.size() < b.size() : a < b;
    });
    const auto twice = std::ranges::adjacent_find(keys);
    return twice == keys.end() ? Duplicate() : *twice;
}

Duplicate duplicateIn(const dom::object &object)
{
    FewKeys keys;
    const bool few = object.size() <= fewKeys;
    if (!few) {
        if (auto twice = duplicateOfMany(object))
            return twice;
    }
    for (auto it = object.begin(); it != object.end(); ++it) {
        if (few && !keys.isNew(it.key()))
            return it.key();
        if (auto twice = duplicateKey(it.value()))
            return twice;
    }
    return std::nullopt;
}

} // namespace

// Depth is bounded by the parser, so recursion is.
Duplicate duplicateKey(const dom::element &element)
{
    if (element.is_object())
        return duplicateIn(dom::object(element));
    if (element.is_array()) {
        for (const auto &item : dom::array(element)) {
            if (auto twice = duplicateKey(item))
                return twice;
        }
    }
    return std::nullopt;
}

} // namespace fw
