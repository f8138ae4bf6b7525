// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/list_table.h"
#include "store/store.h"

namespace fw::models {

/// A table over one kind of parts of one job. Shows nothing until a job is set.
template <class Item> class DetailTable : public ListTable<Item>
{
public:
    DetailTable(const store::Store &store, QObject *parent)
        : ListTable<Item>(parent)
        , m_store(store)
    {
        QObject::connect(&store, &store::Store::changed, this,
                         [this](const store::Changes &changes) { onChanged(changes); });
    }

    /// Shows the parts of this job; an empty key shows nothing.
    void setJob(const store::JobKey &job)
    {
        if (m_job == job)
            return;
        this->take({}); // parts of two jobs are never the same thing, whatever their names
        m_job = job;
        reload();
    }
    const store::JobKey &job() const { return m_job; }

protected:
    /// The list to show out of the job's parts, which are empty when nothing is known.
    virtual std::vector<Item> listOf(const store::JobParts &parts) const = 0;
    const store::Store &store() const { return m_store; }
    void reload()
    {
        static const store::JobParts none;
        const store::JobParts *parts = m_store.state().partsOf(m_job);
        this->take(listOf(parts ? *parts : none));
    }

private:
    void onChanged(const store::Changes &changes)
    {
        if (std::ranges::find(changes.parts, m_job) != changes.parts.end())
            reload();
    }

    const store::Store &m_store;
    store::JobKey m_job;
};

} // namespace fw::models
