// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>
#include <QTimer>

#include <chrono>
#include <memory>
#include <vector>

namespace fw::test {

/// How a thread's event loop turned over a while. Times are milliseconds beyond the beat of 1 ms.
struct StallReport
{
    double p50 = 0;
    double p99 = 0;
    double worst = 0; ///< the longest time the loop did not turn
    double worked = 0; ///< the most of one turn that the thread itself spent on a processor
    qsizetype beats = 0;
    QStringList
        where; ///< the product's functions in the worst stall, innermost first; may be empty
};

/// Measures how long the event loop of the thread it is made in does not turn: a timer of 1 ms
/// beats there, another thread watches and looks at the stack (SIGUSR2, backtrace()) when no beat
/// comes for 50 ms. One at a time in a process.
class StallMeter final : public QObject
{
    Q_OBJECT
public:
    static constexpr double goal = 50; ///< ms

    StallMeter();
    ~StallMeter() override;

    void start();
    /// Ends the measurement; the loop has to have turned at least once since start().
    StallReport stop();

private:
    struct Watcher;
    struct Beat
    {
        double wall = 0; ///< since the one before
        double worked = 0;
    };
    void onBeat();

    QTimer m_timer;
    std::vector<Beat> m_beats;
    std::chrono::steady_clock::time_point m_last;
    double m_lastWorked = 0;
    std::unique_ptr<Watcher> m_watcher;
};

} // namespace fw::test
