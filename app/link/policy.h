// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

namespace fw::link {

using namespace std::chrono_literals;

/// Every interval and limit of a connection, in one place (reliability.md 5.3, orchestrator seed
/// S33 to S42). Tests shrink them; nobody else changes anything but what a greeting announces.
struct LinkPolicy
{
    Millis connect{ 10s }; ///< TCP, TLS and upgrade together
    Millis authenticate{ 5s }; ///< open until the server greeted
    Millis resume{ 10s }; ///< without progress; every part starts it anew
    Millis backoffFloor{ 200ms };
    Millis backoffStep{ 1s }; ///< doubled for each failure
    Millis backoffCap{ 30s };
    int tries = 5; ///< failed attempts until polling takes over
    Millis stable{ 60s }; ///< Live this long makes the failures forgotten
    Millis suspect{ 35s }; ///< silence after which the peer is asked
    Millis dead{ 60s }; ///< silence after which the connection is given up
    Millis close{ 2s }; ///< an orderly close may take so long
    Millis pollActive{ 1s };
    Millis pollIdle{ 5s };
    Millis pollCap{ 30s }; ///< with errors
    int pollFailures = 3; ///< in a row, until the poll starts from scratch
    Millis socketRetry{ 30s }; ///< first background try while polling; doubled
    Millis socketRetryCap{ 300s };
    Millis offlineProbe{ 30s };
    Millis netDownGrace{ 3s };
    Millis wakeSpread{ 2s }; ///< after sleep or a new network, spread over this
    int newSessionsPerMinute = 3; ///< close code 4004
    int protocolFaults = 3; ///< close codes 1002, 1003, 1007 within the window
    Millis protocolFaultWindow{ 10min };
    Millis request{ 30s }; ///< an HTTP call without any byte moving
    qint64 messageBytes = 16 * 1024 * 1024; ///< largest WebSocket message and HTTP answer taken
    qint64 outgoingBytes = 4 * 1024 * 1024; ///< unsent bytes above which nothing more is sent
    Millis tcpUserTimeout{ 20s }; ///< unacknowledged TCP data
};

} // namespace fw::link
