// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/messages.h"
#include "cli/program.h"

#include <QFileInfo>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

constexpr int defaultPriority = 10; ///< of prioritise: before everything usual

std::optional<wire::JobAction> actionOf(Verb verb)
{
    switch (verb) {
    case Verb::Cancel:
        return wire::JobAction::Cancel;
    case Verb::Pause:
        return wire::JobAction::Pause;
    case Verb::Resume:
        return wire::JobAction::Resume;
    case Verb::Retry:
        return wire::JobAction::Retry;
    case Verb::Prioritise:
        return wire::JobAction::Prioritise;
    case Verb::Watch:
    case Verb::Snapshot:
    case Verb::Add:
    case Verb::Actions:
    case Verb::Run:
    case Verb::Save:
    case Verb::SignIn:
    case Verb::SignOut:
    case Verb::Detect:
    case Verb::Dialects:
    case Verb::Servers:
    case Verb::Record:
    case Verb::Replay:
    case Verb::Explain:
        break;
    }
    return std::nullopt;
}

QStringList namesOf(const std::vector<wire::ItemKind> &kinds)
{
    QStringList names;
    for (const wire::ItemKind &kind : kinds)
        names.append(kind.name);
    return names;
}

} // namespace

void Program::begin()
{
    if (actionOf(*m_options.verb)) {
        control();
        return;
    }
    switch (*m_options.verb) {
    case Verb::Watch:
        if (chooseKinds())
            connect(m_session, &session::Session::capabilitiesChanged, this,
                    [this] { chooseKinds(); });
        return;
    case Verb::Snapshot:
        snapshot();
        return;
    case Verb::Add:
        add();
        return;
    case Verb::Actions:
        printActions();
        return;
    case Verb::Run:
        runAction();
        return;
    case Verb::Save:
        save();
        return;
    case Verb::Cancel:
    case Verb::Pause:
    case Verb::Resume:
    case Verb::Retry:
    case Verb::Prioritise:
    case Verb::Record:
    case Verb::SignIn:
    case Verb::SignOut:
    case Verb::Detect:
    case Verb::Dialects:
    case Verb::Servers:
    case Verb::Replay:
    case Verb::Explain:
        return;
    }
}

// The first read took every kind; those that are watched are kept up to date from now on.
bool Program::chooseKinds()
{
    const QStringList known = namesOf(m_session->capabilities().kinds);
    for (const QString &kind : std::as_const(m_options.kinds)) {
        if (known.contains(kind))
            continue;
        end({ Failure::Code::BadInput,
              known.isEmpty()
                  ? u"this server keeps no items"_s
                  : u"this server keeps no %1; it keeps: %2"_s.arg(kind, known.join(u", "_s)) });
        return false;
    }
    const QStringList wanted = m_options.kinds.isEmpty() ? known : m_options.kinds;
    if (m_options.verb == Verb::Watch && wanted != m_watchedKinds) {
        m_watchedKinds = wanted;
        m_session->setWatchedKinds(wanted);
    }
    return true;
}

void Program::startRecording()
{
    m_recorder = std::make_unique<Recorder>(*m_session, m_clock);
    connect(m_recorder.get(), &Recorder::failed, this, [this](const Failure &failure) {
        say(failure.detail);
        end(Exit::Refused);
    });
    if (const auto begun = m_recorder->begin(m_options.arguments.front()); !begun)
        end(begun.error());
}

void Program::save()
{
    m_save = std::make_unique<SaveRun>(*m_session, m_store, m_options);
    connect(m_save.get(), &SaveRun::finished, this, [this](Exit code) { end(code); });
    m_save->start();
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
    const wire::JobAction action = *actionOf(*m_options.verb);
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

} // namespace fw::cli
