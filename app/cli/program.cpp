// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"

#include "cli/hub_follower.h"
#include "cli/messages.h"
#include "cli/replayer.h"

namespace fw::cli {

using namespace Qt::StringLiterals;
using Phase = session::ConnectionInfo::Phase;

Program::Program(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_store(m_clock)
    , m_timeout(this)
{
    m_timeout.setSingleShot(true);
    connect(&m_timeout, &QTimer::timeout, this, &Program::onTimeout);
    // A keychain that wants to be unlocked must not hold up a script.
    m_secrets.setTimeout(std::chrono::seconds(5));
}

Program::~Program() = default;

bool Program::follows() const
{
    return m_options.verb == Verb::Watch || m_options.verb == Verb::Record;
}

void Program::start()
{
    if (m_options.verb == Verb::Watch && !m_options.arguments.isEmpty())
        m_options.server = m_options.arguments.front();
    if (m_options.verb == Verb::Replay) {
        replay();
        return;
    }
    m_timeout.start(m_options.timeout);
    findTarget(m_options, m_secrets, [this](const Expected<Target> &target) { onTarget(target); });
}

void Program::replay()
{
    m_printer = std::make_unique<Printer>(m_store, m_options.json);
    auto *replayer = new Replayer(m_options, m_store, this);
    connect(replayer, &Replayer::finished, this, [this](Exit code) { end(code); });
    replayer->start();
}

void Program::onTarget(const Expected<Target> &target)
{
    if (!target) {
        end(target.error());
        return;
    }
    if (m_options.verb == Verb::Watch)
        m_printer = std::make_unique<Printer>(m_store, m_options.json);
    m_sessions = std::make_unique<session::Sessions>(m_store);
    m_session = m_sessions->add(target->profile, target->token);
    connect(m_session, &session::Session::connectionChanged, this, &Program::onConnection);
    connect(m_session, &session::Session::settled, this, &Program::onSettled);
    if (target->hubProcess > 0 && (follows() || m_options.wait))
        new HubFollower(*m_session, target->hubProcess, this);
    if (m_options.verb == Verb::Record)
        startRecording();
    if (!m_ended)
        m_session->connectNow();
}

void Program::onConnection(const session::ConnectionInfo &info)
{
    if (m_ended)
        return;
    const bool usable = info.phase == Phase::Live || info.phase == Phase::Polling;
    if (usable && !m_begun) {
        m_begun = true;
        m_timeout.stop();
        begin();
        return;
    }
    if (info.phase == Phase::SignInNeeded) {
        say(u"%1 wants a sign-in: %2"_s.arg(info.address.toString(), info.detail));
        end(Exit::SignInNeeded);
    } else if (info.phase == Phase::Failed) {
        end(Failure{ Failure::Code::Unreachable, info.detail });
    } else if (!m_begun && !follows() && info.attempt >= 2) {
        // Who asks once wants to know soon; who watches is patient.
        end(Failure{ Failure::Code::Unreachable,
                     u"%1 cannot be reached: %2"_s.arg(info.address.toString(), info.detail) });
    }
}

void Program::onTimeout()
{
    const QString where = m_session ? m_session->connection().address.toString() : u"the server"_s;
    const QString why = m_session ? m_session->connection().detail : QString();
    end(Failure{
        Failure::Code::Unreachable,
        u"%1 did not answer in time%2"_s.arg(where, why.isEmpty() ? why : u": "_s + why) });
}

void Program::stop()
{
    m_store.flush();
    end(m_options.wait || (!m_begun && !follows()) ? Exit::Refused : Exit::Done);
}

void Program::end(const Failure &failure)
{
    say(failure.detail);
    end(exitFor(failure));
}

void Program::end(Exit code)
{
    if (std::exchange(m_ended, true))
        return;
    m_store.flush();
    QMetaObject::invokeMethod(
        this, [this, code] { Q_EMIT finished(static_cast<int>(code)); }, Qt::QueuedConnection);
}

} // namespace fw::cli
