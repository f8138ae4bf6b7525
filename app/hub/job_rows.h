// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/job.h"

#include <QByteArray>

#include <memory>
#include <vector>

namespace fw::hub {

/// Every row of the queue as the JSON that goes out, kept up to date, so a snapshot of 100,000 jobs
/// asks no database and serialises nothing. Rows lie in chunks ordered by (created, id); frozen()
/// shares the chunks, and a chunk somebody still holds is copied before it changes.
class JobRows
{
    struct Row
    {
        qint64 created = 0; ///< milliseconds since the epoch
        qsizetype idSize = 0;
        QByteArray text; ///< the id, then the row as JSON: one allocation for each job

        QByteArrayView id() const { return QByteArrayView(text).first(idSize); }
        QByteArrayView json() const { return QByteArrayView(text).sliced(idSize); }
    };
    using Chunk = std::vector<Row>;
    static constexpr size_t chunkRows = 256;

public:
    /// The rows at one moment.
    class Frozen
    {
    public:
        qsizetype size() const { return m_size; }
        /// Row \a index as compact JSON, newest first, 0 <= index < size(). Lives as long as this.
        QByteArrayView json(qsizetype index) const;

    private:
        friend class JobRows;
        std::vector<std::shared_ptr<const Chunk>> m_chunks;
        std::vector<qsizetype> m_starts; ///< how many rows are before each chunk
        qsizetype m_size = 0;
    };

    /// Adds the row, or replaces the one of the same job. `created` of a job never changes; a row
    /// without one counts as the oldest. Cheap at the end (new jobs), else log n.
    void put(const wire::Job &job);
    void remove(const JobId &id); ///< linear: jobs hardly ever go
    void clear() { m_chunks.clear(); }
    Frozen frozen() const;

private:
    Chunk &writable(size_t chunk);
    void add(size_t chunk, Row row);

    std::vector<std::shared_ptr<Chunk>> m_chunks; ///< none is empty
};

} // namespace fw::hub
