// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/job_filter_model.h"

#include <QObject>
#include <QSet>

namespace fw::ui {

class JobTable;

/// Remembers the chosen jobs that a search or a view took out of the table, and selects them again
/// when they come back. Another choice of the user's forgets them, and so does their end.
class SelectionKeeper final : public QObject
{
    Q_OBJECT
public:
    /// Must be made before \a table gets \a filter as its model: it looks before rows go.
    SelectionKeeper(models::JobFilterModel &filter, JobTable &table, QObject *parent);
    void watch(); ///< once the table has its model

    /// Chosen, there, but not in the table.
    const QSet<store::JobKey> &hidden() const { return m_hidden; }
    void forget();

Q_SIGNALS:
    /// What is selected or hidden changed.
    void changed();

private:
    void onLeaving(int first, int last);
    void onLeft();
    void onArrived(int first, int last);
    void onSelected();
    void prune();

    models::JobFilterModel &m_filter;
    JobTable &m_table;
    QSet<store::JobKey> m_hidden;
    bool m_busy = false; ///< the selection changes, but not because somebody chose
};

} // namespace fw::ui
