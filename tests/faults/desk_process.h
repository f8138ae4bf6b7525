// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QJsonObject>
#include <QObject>
#include <QProcess>
#include <QSet>

#include <functional>

namespace fw::faults {

/// desk_main.cpp as a process of its own, and what it said.
class DeskProcess final : public QObject
{
public:
    using Hear = std::function<void(const QJsonObject &)>;
    /// Every line goes to \a hear first.
    DeskProcess(QString journal, QString name, Hear hear);
    ~DeskProcess() override;

    /// Starts it (again) on its journal. \a dialect as in the registry; \a tries: failed sockets
    /// until it polls; \a preload: a library to load first, with its file of orders.
    bool start(quint64 seed, const QString &dialect = QStringLiteral("orchestrator"),
               int tries = 100'000);
    void setEnvironment(const QStringList &variables) { m_variables = variables; } ///< "A=b"
    void send(const QJsonObject &line);
    void killHard(); ///< SIGKILL; what it said until then is heard
    void signal(int number) const;
    bool stop(); ///< as a person ends it; false: it did not end in order
    qint64 pid() const { return m_process.processId(); }
    bool isRunning() const { return m_process.state() == QProcess::Running; }

    const QString &journal() const { return m_journal; }
    QString phase() const { return m_phase; }
    bool isLive() const { return m_phase == u"live"; }
    int lives() const { return m_lives; } ///< how often it became live
    int phases() const { return m_changes; } ///< how often its phase became another one
    /// ms since it last became live.
    qint64 liveFor() const { return m_live.isValid() ? m_live.elapsed() : 0; }
    QSet<QString> open() const { return m_open; } ///< edits that neither ended nor are held
    QSet<QString> held() const { return m_held; }
    int troubles() const { return m_troubles; } ///< of its journal
    int signIns() const { return m_signIns; } ///< that ended well
    /// Asks for all it knows and waits; empty when it does not answer.
    QJsonObject state();

private:
    void onLines();
    void onLine(const QJsonObject &line);

    QString m_journal;
    QString m_name;
    Hear m_hear;
    QProcess m_process;
    QStringList m_variables;
    QString m_phase;
    QSet<QString> m_open;
    QSet<QString> m_held;
    QElapsedTimer m_live;
    QJsonObject m_state;
    int m_lives = 0;
    int m_changes = 0;
    int m_troubles = 0;
    int m_signIns = 0;
    int m_asked = 0;
};

} // namespace fw::faults
