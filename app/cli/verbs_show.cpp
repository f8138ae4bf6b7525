// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/messages.h"
#include "cli/program.h"

namespace fw::cli {

using namespace Qt::StringLiterals;

void Program::snapshot()
{
    if (!chooseKinds())
        return;
    for (const QString &word : std::as_const(m_options.arguments)) {
        const auto added
            = addThing(m_store.state(), m_session->profile().id, m_options.kinds, word, m_shown);
        if (added)
            continue;
        // A server that lists no jobs may know one that we do not.
        if (added.error().code != Failure::Code::NotFound || m_session->capabilities().listsJobs
            || !m_options.kinds.isEmpty()) {
            end(added.error());
            return;
        }
        m_shown.jobs.push_back(JobId{ word });
    }
    if (m_shown.jobs.empty()) {
        printSnapshot();
        end(Exit::Done);
        return;
    }
    connect(m_session, &session::Session::jobRead, this, &Program::onJobRead);
    connect(m_session, &session::Session::issueSeen, this, [this](const wire::Issue &issue) {
        if (!m_ended)
            say(issue.failure.detail);
    });
    m_timeout.start(m_options.timeout);
    m_waited = QSet<JobId>(m_shown.jobs.begin(), m_shown.jobs.end());
    for (const JobId &job : std::as_const(m_waited))
        m_session->readJob(job);
}

void Program::onJobRead(const JobId &job, const std::optional<Failure> &trouble)
{
    if (m_ended || !m_waited.remove(job))
        return;
    m_timeout.stop();
    if (trouble && trouble->code != Failure::Code::Unsupported) { // else the list says it all
        say(u"%1: %2"_s.arg(job.text, trouble->detail));
        m_worst = trouble->code == Failure::Code::Unreachable ? Exit::Unreachable : Exit::Refused;
    }
    if (!m_waited.isEmpty()) {
        m_timeout.start(m_options.timeout);
        return;
    }
    printSnapshot();
    end(m_worst);
}

void Program::printSnapshot()
{
    Printer printer(m_store, m_options.json); // gone before the changes that end() tells
    printer.setKinds(m_options.kinds);
    printer.printSnapshot(m_session->profile().id, m_session, m_shown);
}

} // namespace fw::cli
