// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "faults/fault_proxy.h"
#include "stall/backroom.h"
#include "stall/desk.h"
#include "stall/stall_meter.h"
#include "support/fake_server.h"

namespace fw::test {

using Phase = session::ConnectionInfo::Phase;

/// One line of the table.
struct StallRow
{
    QString fault;
    StallReport report;
    QString note; ///< a figure that says how hard it was
};

/// The table as text, a line for each row, and what the worst stalls over the goal were doing.
QString tableOf(const std::vector<StallRow> &rows);

/// A server that keeps the first \a count jobs as the journal does, and listens. In the back room.
void fill(FakeServer &server, int count = manyJobs);

/// One fault: a desk, somebody at it, the meter. What is measured lasts from begin() to its end.
class Trial final
{
public:
    explicit Trial(const QString &journal);
    ~Trial();

    /// Opens the window and waits until the journal is read; \a address: and the studio is live.
    bool open(const QUrl &address = {});
    void begin(); ///< the person begins, and the measurement
    StallRow end(const QString &fault, const QString &note = {});

    /// Sends \a count commands for jobs, the first for \a first.
    void sendEdits(int count, int first = 0);
    /// True when the state of every job is \a truth of its number and there are no others.
    bool hasJobs(int count, const std::function<wire::JobState(int)> &truth = jobState) const;
    int shownFor(const QString &search); ///< rows the table shows for it
    bool bannerShown() const;

    Desk desk;
    Person person;
    StallMeter meter;
};

} // namespace fw::test
