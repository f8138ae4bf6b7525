// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/lines.h"
#include "cli/messages.h"
#include "cli/program.h"

#include <algorithm>
#include <cstdio>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

bool isRefusal(wire::EditSettled::Verdict verdict)
{
    using enum wire::EditSettled::Verdict;
    return verdict == Conflict || verdict == Invalid || verdict == Denied;
}

QByteArray progressText(const wire::TransferSeen &seen)
{
    const double mega = 1024.0 * 1024.0;
    const auto done = static_cast<double>(seen.done);
    const QString sent = QString::number(done / mega, 'f', 1);
    if (seen.total <= 0)
        return u"\rsent %1 MiB"_s.arg(sent).toUtf8();
    const auto total = static_cast<double>(seen.total);
    return u"\rsent %1 of %2 MiB, %3 %  "_s.arg(sent)
        .arg(total / mega, 0, 'f', 1)
        .arg(100 * done / total, 0, 'f', 0)
        .toUtf8();
}

} // namespace

// On a line of its own that moves, and only for people: a log would fill with it.
void Program::onApplied(const std::vector<wire::Event> &events)
{
    if (m_open.isEmpty() || !Terminal::isSeen())
        return;
    for (const wire::Event &event : events) {
        const auto *seen = std::get_if<wire::TransferSeen>(&event);
        if (!seen || !m_open.contains(seen->edit))
            continue;
        const QByteArray text = progressText(*seen);
        std::fwrite(text.constData(), 1, static_cast<size_t>(text.size()), stderr);
        std::fflush(stderr);
        m_progressShown = true;
    }
}

void Program::onSettled(const wire::EditSettled &verdict)
{
    using enum wire::EditSettled::Verdict;
    if (verdict.verdict == RateLimited || !m_open.remove(verdict.edit))
        return;
    if (std::exchange(m_progressShown, false))
        std::fputc('\n', stderr);
    const bool adds = m_options.verb == Verb::Add;
    if (m_options.verb == Verb::Run)
        tellVerdict(verdictWord(verdict.verdict), verdict.message, verdict.jobs);
    else if (!verdict.message.isEmpty())
        say(verdict.message);
    // Some of the files may be in and others not.
    if (isRefusal(verdict.verdict) || (adds && !verdict.message.isEmpty()))
        m_worst = Exit::Refused;
    for (const JobId &job : verdict.jobs) {
        if (adds)
            writeOut((m_options.json
                          ? u"{\"schema\":1,\"type\":\"added\",\"jobId\":\"%1\"}\n"_s.arg(job.text)
                          : QString(job.text + u'\n'))
                         .toUtf8());
        m_waited.insert(job);
    }
    settleRest();
}

// Commands the server never settled: it has no words for them, they were stopped, or nobody knows.
void Program::onFates(const store::Changes &changes)
{
    if (!changes.edits || m_open.isEmpty())
        return;
    bool some = false;
    for (const store::Edit &edit : m_store.state().edits) {
        const bool unknown = edit.fate == store::Fate::NoAnswer || edit.fate == store::Fate::Held;
        const bool ended
            = unknown || edit.fate == store::Fate::Rejected || edit.fate == store::Fate::Conflict;
        if (!ended || !m_open.remove(edit.id))
            continue;
        some = true;
        m_worst = Exit::Refused;
        const QString why
            = unknown ? u"no answer: it may have been done or not"_s : u"it was not done"_s;
        if (m_options.verb == Verb::Run)
            tellVerdict(fateWord(edit.fate), edit.reason.isEmpty() ? why : edit.reason, {});
        else
            say(edit.reason.isEmpty() ? why : QString(why + u": "_s + edit.reason));
    }
    if (some)
        settleRest();
}

void Program::settleRest()
{
    if (!m_open.isEmpty())
        return;
    const bool waits = m_options.wait && !m_stopping;
    if (!waits || (m_options.verb != Verb::Add && m_options.verb != Verb::Run)) {
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
        const auto *entry = m_store.state().find(store::JobKey{ server, id });
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
