// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSemaphore>
#include <QThread>

#include <functional>

namespace fw::session {

/// The thread of all network work. Ends only when everything it was given is done, so that nobody
/// who gives it something has to wait: a server that is slow to say goodbye, or a long answer that
/// is being read, must not hold up the window.
class NetworkThread final : public QThread
{
public:
    NetworkThread() { m_seat.moveToThread(this); }
    /// Begins \a work there as soon as it can; it may wait for the network meanwhile.
    void give(std::function<void()> work)
    {
        ++m_given;
        QMetaObject::invokeMethod(
            &m_seat,
            [this, work = std::move(work)] {
                work();
                m_done.release();
            },
            Qt::QueuedConnection);
    }
    /// Waits until all of it is done, then ends the thread.
    void end()
    {
        m_done.acquire(m_given);
        m_given = 0;
        quit();
        wait();
    }

private:
    QObject m_seat;
    QSemaphore m_done;
    int m_given = 0;
};

} // namespace fw::session
