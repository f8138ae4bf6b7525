// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/program.h"

#include "cli/hub_follower.h"
#include "cli/messages.h"
#include "cli/sign_in.h"
#include "session/person.h"

#include <QJsonDocument>

#include <cstdio>

namespace fw::cli {

using namespace Qt::StringLiterals;
using Phase = session::ConnectionInfo::Phase;

namespace {

constexpr std::chrono::seconds stopPatience{ 2 };

} // namespace

Program::Program(Options options, QObject *parent)
    : QObject(parent)
    , m_options(std::move(options))
    , m_store(m_clock)
    , m_terminal(this)
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
    if (startAlone())
        return;
    m_timeout.start(m_options.timeout);
    findTarget(m_options, m_secrets, [this](const Expected<Target> &target) { onTarget(target); });
}

void Program::onTarget(const Expected<Target> &target)
{
    if (!target)
        end(target.error());
    else if (m_options.verb == Verb::SignOut)
        signOut(*target);
    else if (m_options.verb == Verb::SignIn)
        signIn(*target);
    else
        openSession(*target);
}

void Program::openSession(const Target &target)
{
    if (m_options.verb == Verb::Watch) {
        m_printer = std::make_unique<Printer>(m_store, m_options.json);
        m_printer->setKinds(m_options.kinds);
    }
    m_sessions = std::make_unique<session::Sessions>(m_store);
    m_sessions->setAuthor(session::systemPerson());
    m_session = m_sessions->add(target.profile, target.token);
    connect(m_session, &session::Session::connectionChanged, this, &Program::onConnection);
    connect(m_session, &session::Session::settled, this, &Program::onSettled);
    connect(&m_store, &store::Store::changed, this, &Program::onFates);
    connect(
        &m_store, &store::Store::applied, this,
        [this](const ServerId &, const std::vector<wire::Event> &events) { onApplied(events); });
    // A refresh token works once: the next one must not be lost with this run.
    if (target.fromKeychain)
        m_session->setKeeper([this, id = target.profile.id](const Secret &secrets,
                                                            const std::function<void()> &kept) {
            m_secrets.write(id, secrets, [kept](settings::Secrets::Kept) { kept(); });
        });
    if (target.hubProcess > 0 && (follows() || m_options.wait))
        new HubFollower(*m_session, target.hubProcess, this);
    if (m_options.verb == Verb::Record)
        startRecording();
    if (!m_ended)
        m_session->connectNow();
}

void Program::signIn(const Target &target)
{
    m_timeout.stop(); // people take their time
    m_sessions = std::make_unique<session::Sessions>(m_store);
    m_session = m_sessions->add(target.profile, {});
    auto *run = new SignInRun(*m_session, m_secrets, m_options, target.saved, this);
    connect(run, &SignInRun::asked, this, [this] { m_timeout.start(m_options.timeout); });
    connect(run, &SignInRun::finished, this, [this](Exit code) { end(code); });
    run->start();
}

void Program::signOut(const Target &target)
{
    if (!target.saved) {
        end({ Failure::Code::BadInput, u"sign-out wants --server=PROFILE: a saved server"_s });
        return;
    }
    m_timeout.stop();
    m_secrets.remove(target.profile.id, [this, name = target.profile.name](bool gone) {
        if (!gone)
            say(u"no keychain answers: nothing of %1 is kept there by us"_s.arg(name));
        if (m_options.json)
            writeOut(QJsonDocument(QJsonObject{ { "schema"_L1, 1 },
                                                { "type"_L1, u"signedOut"_s },
                                                { "server"_L1, name } })
                         .toJson(QJsonDocument::Compact)
                     + '\n');
        else
            say(u"signed out of %1"_s.arg(name));
        end(Exit::Done);
    });
}

void Program::onConnection(const session::ConnectionInfo &info)
{
    if (m_ended)
        return;
    if (m_printer && m_options.verb == Verb::Watch)
        m_printer->printConnection(*m_session);
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
    } else if (!follows()
               && ((info.attempt >= 2 && (!m_begun || !m_open.isEmpty()))
                   || (info.phase == Phase::Offline && !m_begun))) {
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
    if (m_ended) { // asked again while the end of a recording is written
        Q_EMIT finished(static_cast<int>(Exit::Refused));
        return;
    }
    m_store.flush();
    if (m_save) {
        m_save->stop();
        return;
    }
    if (!m_open.isEmpty() && !std::exchange(m_stopping, true)) {
        say(u"stopping; again to end at once"_s);
        m_worst = Exit::Refused;
        const QSet<EditId> open = m_open;
        for (const EditId &edit : open)
            m_session->stopEdit(edit);
        QTimer::singleShot(stopPatience, this, [this] { end(Exit::Refused); });
        return;
    }
    const bool incomplete
        = m_options.wait || !m_open.isEmpty() || !m_waited.isEmpty() || (!m_begun && !follows());
    end(incomplete ? Exit::Refused : Exit::Done);
}

void Program::end(const Failure &failure)
{
    say(failure.detail);
    end(exitFor(failure));
}

void Program::end(Exit code)
{
    if (m_ended)
        return;
    m_ended = code;
    if (std::exchange(m_progressShown, false))
        std::fputc('\n', stderr);
    m_store.flush();
    if (m_recorder && m_recorder->isRecording()) { // what has passed belongs into the file
        connect(m_recorder.get(), &Recorder::finished, this, &Program::tellEnd);
        m_recorder->finish();
        return;
    }
    QMetaObject::invokeMethod(this, &Program::tellEnd, Qt::QueuedConnection);
}

void Program::tellEnd()
{
    const bool lacks = m_recorder && m_recorder->lacks();
    Q_EMIT finished(static_cast<int>(lacks && m_ended == Exit::Done ? Exit::Refused : *m_ended));
}

} // namespace fw::cli
