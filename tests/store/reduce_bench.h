// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/activity.h"
#include "store/reduce.h"
#include "store/rows.h"
#include "support/fake_clock.h"
#include "support/state_makers.h"

#include <QTest>

namespace fw::store::test {

using namespace Qt::StringLiterals;
using wire::JobState;

inline const ServerId hub{ u"hub"_s };

inline ServerState makeServer(const ServerId &id, const QString &name)
{
    ServerState server;
    server.id = id;
    server.name = name;
    return server;
}

struct Bench
{
    State state;
    Changes changes;
    fw::test::FakeClock clock;

    void see(const wire::Event &event, const ServerId &server = hub)
    {
        changes = {};
        reduce(state, server, event, { clock.now(), clock.wall() }, changes);
        tidy(state, changes);
    }
    void seeJob(const wire::Job &job) { see(wire::JobSeen{ job }); }
    const wire::Job &job(const QString &id) const { return state.find({ hub, JobId{ id } })->job; }
    const JobEntry &entry(const QString &id) const { return *state.find({ hub, JobId{ id } }); }
    const JobParts &parts(const QString &id) const { return *state.partsOf({ hub, JobId{ id } }); }
    QStringList codes() const
    {
        QStringList all;
        for (const Activity &line : state.activities)
            all += line.code;
        return all;
    }
};

inline wire::JobProgressed progress(const QString &id, double percent)
{
    return { JobId{ id }, percent, {} };
}

inline WallTime second(int n, int ms = 123)
{
    return WallTime(std::chrono::milliseconds(1'790'000'000'000 + ms) + std::chrono::seconds(n));
}

} // namespace fw::store::test
