// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "link/net_watch.h"

#include "base/log.h"

#include <QNetworkInformation>

#include <ctime>
#include <utility>

namespace fw::link {

namespace {

Millis clockTime(clockid_t which)
{
    timespec now{};
    ::clock_gettime(which, &now);
    return std::chrono::duration_cast<Millis>(std::chrono::seconds(now.tv_sec)
                                              + std::chrono::nanoseconds(now.tv_nsec));
}

} // namespace

bool SleepWatch::look(Millis awake, Millis whole)
{
    const auto last = std::exchange(m_last, Look{ awake, whole });
    if (!last)
        return false;
    const Millis passed = awake - last->awake;
    const Millis slept = (whole - last->whole) - passed;
    return slept > jump || passed - every > late;
}

NetWatch::NetWatch(QObject *parent)
    : QObject(parent)
{
    m_timer.setInterval(SleepWatch::every);
    connect(&m_timer, &QTimer::timeout, this, &NetWatch::look);
    m_timer.start();
    look();
}

void NetWatch::look()
{
    if (!m_sleep.look(clockTime(CLOCK_MONOTONIC), clockTime(CLOCK_BOOTTIME)))
        return;
    qCInfo(lcLink) << "this computer slept or stood still";
    Q_EMIT woke();
}

void NetWatch::start()
{
    using Feature = QNetworkInformation::Feature;
    if (m_hearsNetwork)
        return;
    // What comes with the desktop's own service first; reachability is all that is needed.
    if (!QNetworkInformation::loadBackendByFeatures(Feature::Reachability)) {
        qCInfo(lcLink) << "no network service: changes of the network are found by failing";
        return;
    }
    const QNetworkInformation *net = QNetworkInformation::instance();
    m_hearsNetwork = true;
    m_reachable = net->reachability() != QNetworkInformation::Reachability::Disconnected;
    connect(net, &QNetworkInformation::reachabilityChanged, this,
            [this](QNetworkInformation::Reachability now) {
                onReachable(now != QNetworkInformation::Reachability::Disconnected);
            });
    connect(net, &QNetworkInformation::transportMediumChanged, this, [this] {
        if (m_reachable)
            Q_EMIT networkChanged();
    });
}

void NetWatch::onReachable(bool reachable)
{
    if (std::exchange(m_reachable, reachable) == reachable)
        return;
    qCInfo(lcLink) << "network" << (reachable ? "up" : "down");
    if (reachable)
        Q_EMIT networkUp();
    else
        Q_EMIT networkDown();
}

} // namespace fw::link
