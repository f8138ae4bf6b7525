// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>

namespace fw::ui {

/// Tells when scrolling came to rest, in two steps: first begin a new round of looking (repaint
/// what is in sight), then, painted, drop what nobody looked at in it.
class ScrollSettler final : public QObject
{
    Q_OBJECT
public:
    explicit ScrollSettler(QObject *parent = nullptr)
        : QObject(parent)
    {
        for (QTimer *timer : { &m_rest, &m_painted }) {
            timer->setSingleShot(true);
            timer->setInterval(std::chrono::milliseconds(150));
        }
        connect(&m_rest, &QTimer::timeout, this, [this] {
            Q_EMIT rested();
            m_painted.start();
        });
        connect(&m_painted, &QTimer::timeout, this, &ScrollSettler::looked);
    }
    /// The view moved.
    void moved()
    {
        m_painted.stop();
        m_rest.start();
    }

Q_SIGNALS:
    void rested();
    void looked();

private:
    QTimer m_rest;
    QTimer m_painted;
};

} // namespace fw::ui
