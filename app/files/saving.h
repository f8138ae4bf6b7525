// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "files/saver.h"

#include <QThread>

namespace fw::files {

/// Several downloads, one after the other, on a thread of their own. A sign-in that ended ends them
/// all; any other failure is of its file alone.
class Saving final : public QObject
{
    Q_OBJECT
public:
    explicit Saving(std::vector<SaveWish> wishes, SaverPolicy policy = {},
                    QObject *parent = nullptr);
    ~Saving() override; ///< what runs ends as after a break

    const std::vector<SaveWish> &wishes() const { return m_wishes; }
    void start();
    void cancel(); ///< the one under way and all that were not begun

Q_SIGNALS:
    void begun(int index);
    /// Of the one under way, see Saver.
    void moved(qint64 done, qint64 all);
    void broke(qint64 done, qint64 all, int number, int of);
    /// Once for each wish, also for those that were never begun (Cancelled, or the failure that
    /// ended all).
    void ended(int index, const fw::files::SaveEnd &end);
    /// Once, after the last ended().
    void finished();

private:
    void next();
    void onEnded(const SaveEnd &end);

    std::vector<SaveWish> m_wishes;
    SaverPolicy m_policy;
    QThread m_thread;
    QPointer<Saver> m_saver;
    int m_at = -1;
    std::optional<SaveEnd> m_stopped; ///< how those end that are not begun any more
};

} // namespace fw::files
