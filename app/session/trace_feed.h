// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "trace/ring.h"

#include <QFutureWatcher>
#include <QTimer>

namespace fw::session {

/// Keeps the last exchanges of one server on the network thread, and hands what is new, without
/// secrets, to whoever looks. Secrets are taken out by another thread; until somebody looks
/// nothing is looked into.
class TraceFeed final : public QObject
{
    Q_OBJECT
public:
    explicit TraceFeed(QObject *parent = nullptr);

    void add(trace::Exchange exchange);
    /// Secrets of \a before that are none of \a after leave the ring.
    void learn(const wire::SessionFacts &before, const wire::SessionFacts &after);
    void setTracing(Tracing tracing);
    void clear();
    void taken(); ///< the last news were
    const trace::Ring &ring() const { return m_ring; }

Q_SIGNALS:
    /// One at a time: the next comes after taken().
    void ready(const std::shared_ptr<fw::trace::News> &news);

private:
    void tellSoon();
    void tell();
    void finish();
    void dropReading();

    trace::Ring m_ring;
    wire::SessionFacts m_facts; ///< the secrets of now
    std::deque<wire::SessionFacts> m_retired; ///< and of before: a server may still speak of them
    Tracing m_tracing = Tracing::Off;
    QTimer m_timer;
    QFutureWatcher<std::shared_ptr<trace::News>> m_reading;
    quint64 m_told = 0; ///< number of the last exchange that was handed over
    quint64 m_readFrom = 0; ///< m_told before what is being read now
    quint64 m_delivered = 0; ///< number of the last that was handed over for sure
    quint64 m_generation = 0; ///< how often somebody began to look
    quint64 m_epoch = 0; ///< what was read before the last change of mind is not told
    quint64 m_readEpoch = 0;
    bool m_underWay = false; ///< news are being read, or not taken yet
    bool m_waits = false; ///< more came meanwhile
};

} // namespace fw::session
