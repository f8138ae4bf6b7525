// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/options.h"
#include "files/saving.h"
#include "session/session.h"
#include "store/store.h"

#include <QTimer>

namespace fw::cli {

/// Saves the outputs of jobs, and items that have a file, from one server that is connected.
class SaveRun final : public QObject
{
    Q_OBJECT
public:
    SaveRun(session::Session &session, store::Store &store, const Options &options,
            QObject *parent = nullptr);

    void start();
    /// Ends at once; what came so far of a file is kept for the next time.
    void stop();

Q_SIGNALS:
    void finished(fw::cli::Exit code);

private:
    /// One file of the server, and what it belongs to.
    struct Wanted
    {
        std::vector<wire::Item> items; ///< several: packed by the server into one
        JobId job; ///< of an output; else empty
        QString name; ///< safe, and with an ending where one is known
        QString said; ///< URL or path as the server said it; empty: an archive
    };
    bool choose(); ///< false: it ended
    Expected<void> chooseWord(const QString &word);
    Expected<void> chooseKinds();
    bool isWantedKind(const QString &kind) const;
    void chooseItem(const wire::Item &item);
    Expected<void> pack();
    void onStoreChanged(); ///< details of jobs arrive
    bool takeOutputs(const JobId &job);
    void fetch();
    Expected<std::vector<files::SaveWish>> wishes();
    Expected<QString> folder() const; ///< empty: one path is meant

    void onMoved(qint64 done, qint64 all);
    void onBroke(qint64 done, qint64 all, int number, int of);
    void onEnded(int index, const files::SaveEnd &end);
    void tell(const Wanted &one, const QString &path, const files::SaveEnd &end) const;
    void endLine();
    void end(const Failure &failure);
    void end(Exit code);

    session::Session &m_session;
    store::Store &m_store;
    Options m_options;
    std::vector<Wanted> m_wanted;
    QList<JobId> m_jobs; ///< whose details are waited for
    QTimer m_patience;
    std::unique_ptr<files::Saving> m_saving;
    int m_at = 0;
    Exit m_worst = Exit::Done;
    bool m_lineOpen = false; ///< progress stands on the terminal
    bool m_ended = false;
};

} // namespace fw::cli
