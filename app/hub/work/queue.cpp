// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/work/queue.h"

namespace fw::hub::work {

void Queue::put(const record::Waiting &waiting)
{
    remove(waiting.id);
    const Key key{ -waiting.priority, waiting.created, waiting.id };
    m_order.insert(key);
    m_keys.emplace(waiting.id, key);
}

void Queue::remove(const JobId &id)
{
    const auto it = m_keys.find(id);
    if (it == m_keys.end())
        return;
    m_order.erase(it->second);
    m_keys.erase(it);
}

std::optional<JobId> Queue::take(const std::function<bool(const JobId &)> &mayRun)
{
    for (const Key &key : m_order) {
        if (mayRun(key.id)) {
            const JobId id = key.id;
            remove(id);
            return id;
        }
    }
    return std::nullopt;
}

} // namespace fw::hub::work
