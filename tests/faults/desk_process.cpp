// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "faults/desk_process.h"

#include <QJsonDocument>
#include <QTest>

#include <csignal>

namespace fw::faults {

using namespace Qt::StringLiterals;

DeskProcess::DeskProcess(QString journal, QString name, Hear hear)
    : m_journal(std::move(journal))
    , m_name(std::move(name))
    , m_hear(std::move(hear))
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    connect(&m_process, &QProcess::readyReadStandardOutput, this, &DeskProcess::onLines);
}

DeskProcess::~DeskProcess()
{
    m_process.disconnect(this);
    m_process.kill();
    m_process.waitForFinished();
}

bool DeskProcess::start(quint64 seed, const QString &dialect, int tries)
{
    QStringList environment = QProcess::systemEnvironment();
    environment += m_variables;
    m_process.setEnvironment(environment);
    m_phase.clear();
    m_open.clear();
    m_held.clear();
    m_process.start(QStringLiteral(FW_FAULTS_DESK),
                    { m_journal, m_name, dialect, QString::number(seed), QString::number(tries) });
    return m_process.waitForStarted();
}

void DeskProcess::send(const QJsonObject &line)
{
    m_process.write(QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n');
}

void DeskProcess::signal(int number) const
{
    ::kill(pid_t(m_process.processId()), number);
}

void DeskProcess::killHard()
{
    m_process.kill();
    m_process.waitForFinished();
    onLines();
}

bool DeskProcess::stop()
{
    send({ { u"end"_s, true } });
    const bool ended
        = QTest::qWaitFor([this] { return m_process.state() == QProcess::NotRunning; }, 20'000);
    onLines();
    return ended && m_process.exitStatus() == QProcess::NormalExit && m_process.exitCode() == 0;
}

void DeskProcess::onLines()
{
    while (m_process.canReadLine())
        onLine(QJsonDocument::fromJson(m_process.readLine()).object());
}

void DeskProcess::onLine(const QJsonObject &line)
{
    m_hear(line);
    const QString kind = line["t"_L1].toString();
    const QString op = line["op"_L1].toString();
    if (kind == "made"_L1) {
        m_open.insert(op);
    } else if (kind == "fate"_L1) {
        const QString fate = line["fate"_L1].toString();
        m_open.remove(op);
        m_held.remove(op);
        if (fate == "held"_L1)
            m_held.insert(op);
        else if (fate != "accepted"_L1 && fate != "rejected"_L1 && fate != "conflict"_L1)
            m_open.insert(op);
    } else if (kind == "phase"_L1) {
        m_phase = line["phase"_L1].toString();
        ++m_changes;
        if (isLive()) {
            m_live.start();
            ++m_lives;
        }
    } else if (kind == "state"_L1) {
        m_state = line;
    } else if (kind == "trouble"_L1) {
        ++m_troubles;
    } else if (kind == "signIn"_L1) {
        m_signIns += line["problem"_L1].toString().isEmpty() ? 1 : 0;
    }
}

QJsonObject DeskProcess::state()
{
    const int number = ++m_asked;
    send({ { u"tell"_s, number } });
    const bool told = QTest::qWaitFor(
        [&] { return m_state["tell"_L1].toInt() == number || !isRunning(); }, 20'000);
    return told && isRunning() ? m_state : QJsonObject();
}

} // namespace fw::faults
