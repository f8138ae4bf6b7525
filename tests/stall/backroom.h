// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QEventLoop>
#include <QThread>
#include <QTimer>

#include <functional>
#include <memory>

namespace fw::test {

/// Turns the event loop of this thread, which never sleeps but in it, until \a done holds or \a ms
/// have passed. \return whether it held
inline bool turnUntil(const std::function<bool()> &done, int ms)
{
    QEventLoop loop;
    QTimer look;
    QObject::connect(&look, &QTimer::timeout, &loop, [&] {
        if (done())
            loop.quit();
    });
    look.start(10);
    QTimer::singleShot(ms, &loop, &QEventLoop::quit);
    loop.exec();
    return done();
}

/// Turns the event loop for \a ms milliseconds: things happen meanwhile.
inline void turnFor(int ms)
{
    turnUntil([] { return false; }, ms);
}

/// A thread for the servers of a test, so that their work is not taken for the window's.
class Backroom final
{
public:
    Backroom()
    {
        m_seat.moveToThread(&m_thread);
        m_thread.start();
    }
    ~Backroom()
    {
        m_thread.quit();
        m_thread.wait();
    }
    Backroom(const Backroom &) = delete;
    Backroom &operator=(const Backroom &) = delete;

    /// Does \a work there and waits for its end: not while something is measured.
    void run(const std::function<void()> &work)
    {
        QMetaObject::invokeMethod(&m_seat, work, Qt::BlockingQueuedConnection);
    }
    /// Does \a work there when its turn comes.
    void post(const std::function<void()> &work)
    {
        QMetaObject::invokeMethod(&m_seat, work, Qt::QueuedConnection);
    }

private:
    QThread m_thread;
    QObject m_seat;
};

/// Something made in the back room and ended there.
template <class T> class Kept final
{
public:
    template <class... Args>
    explicit Kept(Backroom &room, Args... args)
        : m_room(room)
    {
        m_room.run([this, args...] { m_thing = std::make_unique<T>(args...); });
    }
    ~Kept()
    {
        m_room.run([this] { m_thing.reset(); });
    }
    Kept(const Kept &) = delete;
    Kept &operator=(const Kept &) = delete;

    /// Only what may be read from another thread, or within Backroom::run() and post().
    T *operator->() const { return m_thing.get(); }
    T &operator*() const { return *m_thing; }

private:
    Backroom &m_room;
    std::unique_ptr<T> m_thing;
};

} // namespace fw::test
