// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessions.h"
#include "store/store.h"

#include <QObject>

namespace fw::ui {

/// Waits until the server on this computer is live and its list of jobs was read; when that list
/// is empty, says once that the sample clip is wanted (`framewatch --sample`, for a first look on
/// a fresh machine). A list with any job, also a finished one, ends the wait for good.
class SampleStarter final : public QObject
{
    Q_OBJECT
public:
    /// \a store and \a sessions outlive it.
    SampleStarter(const store::Store &store, const session::Sessions &sessions,
                  QObject *parent = nullptr);

Q_SIGNALS:
    void sampleWanted();

private:
    void look();

    const store::Store &m_store;
    const session::Sessions &m_sessions;
    bool m_settled = false;
};

} // namespace fw::ui
