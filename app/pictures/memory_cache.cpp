// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "pictures/memory_cache.h"

namespace fw::pictures {

QImage MemoryCache::find(const QString &key)
{
    const auto entry = m_entries.find(key);
    if (entry == m_entries.end())
        return {};
    m_order.splice(m_order.begin(), m_order, entry->place);
    return entry->image;
}

void MemoryCache::insert(const QString &key, const QImage &image)
{
    if (const auto old = m_entries.find(key); old != m_entries.end()) {
        m_bytes -= old->image.sizeInBytes();
        m_order.erase(old->place);
        m_entries.erase(old);
    }
    m_order.push_front(key);
    m_entries.insert(key, { image, m_order.begin() });
    m_bytes += image.sizeInBytes();
    while (m_bytes > m_maxBytes && m_order.size() > 1) {
        const auto oldest = m_entries.find(m_order.back());
        m_bytes -= oldest->image.sizeInBytes();
        m_entries.erase(oldest);
        m_order.pop_back();
    }
}

} // namespace fw::pictures
