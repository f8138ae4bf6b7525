// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "hub/record/records.h"

#include <QByteArray>

#include <array>
#include <functional>
#include <map>

namespace fw::hub {

/// Stages, thumbnails and metadata of the jobs that are not over, as the JSON that goes out.
class OpenParts
{
public:
    enum Kind : quint8 { Stages, Thumbnails, Metadata };
    /// Everything about one job, or empty; asked only for jobs that are not known here.
    using Read = std::function<std::optional<record::JobDetail>(const JobId &)>;

    explicit OpenParts(Read read)
        : m_read(std::move(read))
    {
    }
    /// Takes all of a job; nothing when it is over.
    void load(const record::JobDetail &detail);
    void put(const JobId &id, const wire::Stage &stage);
    void put(const JobId &id, const wire::Thumbnail &thumbnail);
    void put(const JobId &id, const wire::Metadatum &datum);
    /// The job's row changed: what is over is forgotten, what begins again is read.
    void onJob(const wire::Job &job);
    void remove(const JobId &id) { m_jobs.erase(id); }
    void clear() { m_jobs.clear(); }
    /// Every item of a kind, the oldest job first.
    std::vector<QByteArray> items(Kind kind) const;

private:
    struct Item
    {
        QString key; ///< what it replaces
        QByteArray json;
    };
    using Parts = std::array<std::vector<Item>, 3>;
    static void put(std::vector<Item> &items, const QString &key, QByteArray json);
    Parts *of(const JobId &id);

    Read m_read;
    std::map<JobId, Parts> m_jobs; ///< ids begin with their time
};

} // namespace fw::hub
