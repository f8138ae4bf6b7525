// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "models/job_filter_model.h"

#include "models/facet_model.h"
#include "models/job_facts.h"
#include "models/words.h"
#include "support/fake_clock.h"
#include "support/state_makers.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

namespace fw::models::test {

using namespace Qt::StringLiterals;
using store::JobKey;
using wire::JobState;

inline const ServerId hub{ u"hub"_s };
inline const ServerId echo{ u"echo"_s };

inline JobKey keyOf(const QString &id)
{
    return { hub, JobId{ id } };
}

inline wire::Job named(const QString &id, const QString &name, JobState state = JobState::Queued)
{
    wire::Job job = fw::test::makeJob(id, state);
    job.name = name;
    return job;
}

struct Bench
{
    fw::test::FakeClock clock;
    store::Store store{ clock };
    JobModel jobs{ store };
    JobFilterModel shown{ store, jobs };
    FacetModel facetModel{ store };
    QAbstractItemModelTester jobsTester{ &jobs,
                                         QAbstractItemModelTester::FailureReportingMode::Fatal };
    QAbstractItemModelTester shownTester{ &shown,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal };
    QAbstractItemModelTester facetTester{ &facetModel,
                                          QAbstractItemModelTester::FailureReportingMode::Fatal };

    void see(const std::vector<wire::Event> &events, const ServerId &server = hub)
    {
        store.apply(server, events);
        store.flush();
    }
    QStringList names() const
    {
        QStringList all;
        for (int row = 0; row < shown.rowCount(); ++row)
            all += shown.index(row, JobModel::NameColumn).data().toString();
        return all;
    }
};

} // namespace fw::models::test
