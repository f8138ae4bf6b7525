// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/printer.h"
#include "cli/recording.h"
#include "cli/target.h"
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
    /// Ends as if done: for signals.
    void stop();

Q_SIGNALS:
    void finished(int code);

private:
    // program.cpp: from the options to a connection
    void replay();
    void onTarget(const Expected<Target> &target);
    void onConnection(const session::ConnectionInfo &info);
    void onTimeout();
    void end(Exit code);
    void end(const Failure &failure);
    bool follows() const; ///< watch and record go on until stopped

    // verbs.cpp: once it is connected
    void begin();
    void startRecording();
    void add();
    wire::RenderOptions render() const;
    void control();
    Expected<JobId> jobFor(const QString &prefix) const;
    void onSettled(const wire::EditSettled &verdict);
    void checkWaited();

    Options m_options;
    SystemClock m_clock;
    store::Store m_store;
    settings::Secrets m_secrets;
    std::unique_ptr<Printer> m_printer;
    std::unique_ptr<session::Sessions> m_sessions;
    session::Session *m_session = nullptr;
    RecordWriter m_writer;
    QTimer m_timeout;
    QSet<EditId> m_open; ///< commands without an answer
    QSet<JobId> m_waited; ///< jobs that have not ended
    Exit m_worst = Exit::Done;
    bool m_begun = false;
    bool m_ended = false;
};

} // namespace fw::cli
