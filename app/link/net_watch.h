// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"

#include <QObject>
#include <QTimer>

#include <optional>

namespace fw::link {

/// Tells from two clocks whether this computer slept (reliability.md 5.3, T_sleep): one that stands
/// still meanwhile and one that goes on. Pure.
class SleepWatch
{
public:
    static constexpr Millis every{ 5000 }; ///< how often look() is to be called
    static constexpr Millis jump{ 5000 }; ///< the clocks apart by more than this: it slept
    static constexpr Millis late{ 15000 }; ///< a look that comes so late: it stood still

    /// \a awake: time without sleep (CLOCK_MONOTONIC); \a whole: with it (CLOCK_BOOTTIME). True
    /// when it slept since the last look; the first look is never true.
    bool look(Millis awake, Millis whole);

private:
    struct Look
    {
        Millis awake;
        Millis whole;
    };
    std::optional<Look> m_last;
};

/// What happens to this computer that concerns every connection: its network and its sleep. Lives
/// on the main thread. Without a network service only sleep is told.
class NetWatch final : public QObject
{
    Q_OBJECT
public:
    explicit NetWatch(QObject *parent = nullptr);
    /// Begins to listen to the system's network service, which may take some milliseconds to find.
    void start();
    bool hearsNetwork() const { return m_hearsNetwork; }

Q_SIGNALS:
    void networkUp();
    void networkDown();
    void networkChanged(); ///< another one, without a time in between
    void woke();

private:
    void look();
    void onReachable(bool reachable);

    SleepWatch m_sleep;
    QTimer m_timer;
    bool m_reachable = true;
    bool m_hearsNetwork = false;
};

} // namespace fw::link
