// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/messages.h"
#include "cli/program.h"

#include <QFileInfo>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultPriority = 10; ///< of prioritise: before everything usual

wire::JobAction actionOf(Verb verb)
{
    switch (verb) {
    case Verb::Pause:
        return wire::JobAction::Pause;
    case Verb::Resume:
        return wire::JobAction::Resume;
    case Verb::Retry:
        return wire::JobAction::Retry;
    case Verb::Prioritise:
        return wire::JobAction::Prioritise;
    case Verb::Cancel:
    case Verb::Watch:
    case Verb::Snapshot:
    case Verb::Add:
    case Verb::Record:
    case Verb::Replay:
        break;
    }
    return wire::JobAction::Cancel;
}

bool isRefusal(wire::EditSettled::Verdict verdict)
{
    using enum wire::EditSettled::Verdict;
    return verdict == Conflict || verdict == Invalid || verdict == Denied;
}

} // namespace

void Program::begin()
{
    switch (*m_options.verb) {
    case Verb::Watch:
    case Verb::Record:
    case Verb::Replay:
        return;
    case Verb::Snapshot:
        Printer(m_store, m_options.json).printSnapshot(m_session->profile().id);
        end(Exit::Done);
        return;
    case Verb::Add:
        add();
        return;
    case Verb::Cancel:
    case Verb::Pause:
    case Verb::Resume:
    case Verb::Retry:
    case Verb::Prioritise:
        control();
        return;
    }
}

void Program::startRecording()
{
    const auto opened
        = m_writer.open(m_options.arguments.front(), m_session->profile().dialect, m_clock.now());
    if (!opened) {
        end(opened.error());
        return;
    }
    connect(m_session, &session::Session::frameSeen, this,
            [this](bool outgoing, const wire::Frame &frame) {
                if (const auto written = m_writer.write(outgoing, frame, m_clock.now()); !written)
                    end(written.error());
            });
}

wire::RenderOptions Program::render() const
{
    wire::RenderOptions render;
    render.formats = m_options.formats;
    render.mode = m_options.mode;
    return render;
}

void Program::add()
{
    const wire::Capabilities can = m_session->capabilities();
    QStringList paths;
    for (const QString &argument : std::as_const(m_options.arguments))
        paths.append(QFileInfo(argument).absoluteFilePath());
    const int priority = m_options.priority.value_or(0);
    if (can.addByPath.offered && !m_options.upload) {
        m_open.insert(m_session->send(wire::AddMedia{ {}, paths, priority, render() }));
        return;
    }
    if (!can.upload.offered) {
        say(u"this server takes no media"_s);
        end(Exit::Refused);
        return;
    }
    for (const QString &path : std::as_const(paths)) {
        const QFileInfo file(path);
        if (!file.isFile() || !file.isReadable()) {
            say(u"%1 is no readable file"_s.arg(path));
            m_worst = Exit::Refused;
            continue;
        }
        m_open.insert(m_session->send(wire::UploadMedia{ {}, path, priority, render() }));
    }
    if (m_open.isEmpty())
        end(m_worst);
}

Expected<JobId> Program::jobFor(const QString &prefix) const
{
    std::vector<JobId> found;
    for (const auto &entry : m_store.state().jobs) {
        if (entry.job.id.text == prefix)
            return entry.job.id;
        if (entry.job.id.text.startsWith(prefix))
            found.push_back(entry.job.id);
    }
    if (found.size() == 1)
        return found.front();
    if (found.empty())
        return fail(Failure::Code::NotFound, u"there is no job \"%1\""_s.arg(prefix));
    return fail(Failure::Code::BadInput,
                u"\"%1\" could be any of %2 jobs"_s.arg(prefix).arg(found.size()));
}

void Program::control()
{
    const wire::JobAction action = actionOf(*m_options.verb);
    if (!m_session->capabilities().action(action).offered) {
        say(u"this server has no word for that"_s);
        end(Exit::Refused);
        return;
    }
    std::vector<JobId> jobs;
    for (const QString &prefix : std::as_const(m_options.arguments)) {
        const auto job = jobFor(prefix);
        if (!job) {
            end(job.error()); // nothing is done when one of them is not meant
            return;
        }
        jobs.push_back(*job);
    }
    const int priority = m_options.priority.value_or(defaultPriority);
    for (const JobId &job : jobs)
        m_open.insert(m_session->send(wire::ControlJob{ {}, job, action, priority, {} }));
}

void Program::onSettled(const wire::EditSettled &verdict)
{
    using enum wire::EditSettled::Verdict;
    if (verdict.verdict == RateLimited || !m_open.remove(verdict.edit))
        return;
    if (!verdict.message.isEmpty())
        say(verdict.message);
    // Some of the files may be in and others not.
    if (isRefusal(verdict.verdict) || (m_options.verb == Verb::Add && !verdict.message.isEmpty()))
        m_worst = Exit::Refused;
    for (const JobId &job : verdict.jobs) {
        if (m_options.verb == Verb::Add)
            writeOut((m_options.json
                          ? u"{\"schema\":1,\"type\":\"added\",\"jobId\":\"%1\"}\n"_s.arg(job.text)
                          : QString(job.text + u'\n'))
                         .toUtf8());
        m_waited.insert(job);
    }
    if (!m_open.isEmpty())
        return;
    if (!m_options.wait || m_options.verb != Verb::Add) {
        end(m_worst);
        return;
    }
    connect(&m_store, &store::Store::changed, this, &Program::checkWaited);
    checkWaited();
}

void Program::checkWaited()
{
    const ServerId server = m_session->profile().id;
    const QSet<JobId> waited = m_waited;
    for (const JobId &id : waited) {
        const auto *entry = m_store.state().find({ server, id });
        if (!entry
            || (!wire::isTerminal(entry->job.state)
                && entry->job.state != wire::JobState::Attention))
            continue;
        m_waited.remove(id);
        if (entry->job.state == wire::JobState::Done)
            continue;
        m_worst = Exit::Refused;
        const QString reason = entry->job.error ? entry->job.error->message : QString();
        say(u"%1 is %2: %3"_s.arg(entry->job.name, wire::stateWord(entry->job.state), reason));
    }
    if (m_waited.isEmpty())
        end(m_worst);
}

} // namespace fw::cli
