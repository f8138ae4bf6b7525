// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/printer.h"
#include "cli/recorder.h"
#include "cli/save_run.h"
#include "cli/target.h"
#include "cli/terminal.h"
#include "session/sessions.h"
#include "settings/secrets.h"
#include "store/store.h"

#include <QObject>
#include <QTimer>

namespace fw::cli {

/// One run of framewatch-cli: finds the server, connects, does what the verb says, ends.
class Program final : public QObject
{
    Q_OBJECT
public:
    explicit Program(Options options, QObject *parent = nullptr);
    ~Program() override;

    void start();
    /// Ends as if done: for signals. What is being sent is stopped first.
    void stop();

Q_SIGNALS:
    void finished(int code);

private:
    // program.cpp: from the options to a connection
    bool startAlone(); ///< what needs no connection; false: the verb needs one
    void onTarget(const Expected<Target> &target);
    void openSession(const Target &target);
    void signIn(const Target &target);
    void signOut(const Target &target);
    void onConnection(const session::ConnectionInfo &info);
    void onTimeout();
    void end(Exit code);
    void end(const Failure &failure);
    void tellEnd();
    bool follows() const; ///< watch and record go on until stopped

    // program_alone.cpp: without a server to be connected to
    void replay();
    void explain();
    void detect();
    void servers();
    void addServer(wire::Profile profile);

    // verbs.cpp: once it is connected
    void begin();
    bool chooseKinds(); ///< false: it ended
    void startRecording();
    void add();
    void save();
    wire::RenderOptions render() const;
    void control();
    Expected<JobId> jobFor(const QString &prefix) const;

    // verbs_show.cpp: what is known
    void snapshot();
    void onJobRead(const JobId &job, const std::optional<Failure> &trouble);
    void printSnapshot();

    // verbs_run.cpp: what else a server offers
    void printActions();
    void runAction();
    Expected<QString> targetFor(const wire::ActionOffer &offer, const QString &word) const;
    Expected<void> checkState(const wire::ActionOffer &offer, const QString &target) const;
    void sendAction(const wire::ActionOffer &offer, const QJsonObject &arguments);
    QString plainAction(const QString &action) const;
    QString plainTarget(const QString &action) const;
    void tellVerdict(const QString &verdict, const QString &message,
                     const std::vector<JobId> &jobs);

    // verbs_end.cpp: how commands end
    void onSettled(const wire::EditSettled &verdict);
    void onFates(const store::Changes &changes);
    void onApplied(const std::vector<wire::Event> &events);
    void settleRest();
    void checkWaited();

    Options m_options;
    SystemClock m_clock;
    store::Store m_store;
    settings::Secrets m_secrets;
    Terminal m_terminal;
    std::unique_ptr<Printer> m_printer;
    std::unique_ptr<session::Sessions> m_sessions;
    session::Session *m_session = nullptr;
    std::unique_ptr<SaveRun> m_save; ///< gone before the session
    std::unique_ptr<Recorder> m_recorder; ///< the same
    QTimer m_timeout;
    QStringList m_watchedKinds;
    QString m_target; ///< of the action that runs
    QSet<EditId> m_open; ///< commands without an answer
    QSet<JobId> m_waited; ///< jobs that have not ended, or not been read
    Things m_shown; ///< by a snapshot; empty: everything
    Exit m_worst = Exit::Done;
    bool m_begun = false;
    bool m_stopping = false;
    bool m_progressShown = false;
    std::optional<Exit> m_ended;
};

} // namespace fw::cli
