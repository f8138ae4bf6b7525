// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "hub/job_rows.h"

#include "hub/row_text.h"

#include <algorithm>

namespace fw::hub {

namespace {

template <class Row> bool isBefore(const Row &a, const Row &b)
{
    return a.created != b.created ? a.created < b.created : a.id() < b.id();
}

} // namespace

QByteArrayView JobRows::Frozen::json(qsizetype index) const
{
    const qsizetype place = m_size - 1 - index;
    const auto after = std::ranges::upper_bound(m_starts, place);
    const auto chunk = static_cast<size_t>(after - m_starts.begin()) - 1;
    return m_chunks[chunk]->at(static_cast<size_t>(place - m_starts[chunk])).json();
}

JobRows::Frozen JobRows::frozen() const
{
    Frozen frozen;
    frozen.m_chunks.reserve(m_chunks.size());
    frozen.m_starts.reserve(m_chunks.size());
    for (const auto &chunk : m_chunks) {
        frozen.m_chunks.push_back(chunk);
        frozen.m_starts.push_back(frozen.m_size);
        frozen.m_size += static_cast<qsizetype>(chunk->size());
    }
    return frozen;
}

JobRows::Chunk &JobRows::writable(size_t chunk)
{
    auto &there = m_chunks[chunk];
    if (there.use_count() > 1)
        there = std::make_shared<Chunk>(*there);
    return *there;
}

void JobRows::put(const wire::Job &job)
{
    const QByteArray id = job.id.text.toUtf8();
    Row row;
    row.created = job.created.value_or(WallTime{}).time_since_epoch().count();
    row.idSize = id.size();
    row.text = id + rowText(job);
    row.text.squeeze();
    const auto ends
        = [](const auto &chunk, const Row &one) { return isBefore(chunk->back(), one); };
    const auto at = std::lower_bound(m_chunks.begin(), m_chunks.end(), row, ends);
    if (at == m_chunks.end() && (m_chunks.empty() || m_chunks.back()->size() >= chunkRows)) {
        m_chunks.push_back(std::make_shared<Chunk>());
        m_chunks.back()->push_back(std::move(row));
        return;
    }
    const auto index
        = at == m_chunks.end() ? m_chunks.size() - 1 : static_cast<size_t>(at - m_chunks.begin());
    add(index, std::move(row));
}

void JobRows::add(size_t chunk, Row row)
{
    Chunk &rows = writable(chunk);
    const auto at = std::lower_bound(rows.begin(), rows.end(), row, isBefore<Row>);
    if (at != rows.end() && !isBefore(row, *at)) {
        *at = std::move(row);
        return;
    }
    rows.insert(at, std::move(row));
    if (rows.size() <= 2 * chunkRows)
        return;
    const auto half = rows.begin() + chunkRows;
    auto rest = std::make_shared<Chunk>(half, rows.end());
    rows.erase(half, rows.end());
    m_chunks.insert(m_chunks.begin() + static_cast<std::ptrdiff_t>(chunk) + 1, std::move(rest));
}

void JobRows::remove(const JobId &id)
{
    const QByteArray wanted = id.text.toUtf8();
    for (size_t i = 0; i < m_chunks.size(); ++i) {
        const Chunk &rows = *m_chunks[i];
        const auto found
            = std::ranges::find_if(rows, [&](const Row &row) { return row.id() == wanted; });
        if (found == rows.end())
            continue;
        const auto place = found - rows.begin();
        Chunk &changed = writable(i);
        changed.erase(changed.begin() + place);
        if (changed.empty())
            m_chunks.erase(m_chunks.begin() + static_cast<std::ptrdiff_t>(i));
        return;
    }
}

} // namespace fw::hub
