// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is kept of everything that passes, for the connection inspector.
#include "session/worker.h"

namespace fw::session {

using trace::LinkEvent;

namespace {

constexpr QByteArrayView removedWord("<removed>");

void hide(QByteArray &bytes)
{
    if (!bytes.isEmpty())
        bytes = removedWord.toByteArray();
}

} // namespace

trace::Exchange Worker::exchange(trace::Kind kind) const
{
    trace::Exchange one;
    one.kind = kind;
    one.at = m_clock.now();
    one.wall = m_clock.wall();
    return one;
}

void Worker::countIssues(const std::vector<wire::Issue> &issues)
{
    if (issues.empty())
        return;
    ++m_info.problems;
    noteUnknown(issues);
    say();
}

void Worker::noteFrame(bool outgoing, const wire::Frame &frame,
                       const std::vector<wire::Issue> &issues)
{
    trace::Exchange one = exchange(trace::Kind::Frame);
    one.outgoing = outgoing;
    one.frame = frame;
    one.issues = issues;
    m_trace.add(std::move(one));
    countIssues(issues);
}

// Credentials are not even kept: no header that carries one, and of a sign-in no body as it was.
void Worker::noteCall(const wire::HttpRequest &asked, const wire::HttpReply &reply,
                      const wire::Decoded &decoded)
{
    trace::Call call{ asked, reply, m_link->http().took() };
    call.request.headers = trace::withoutCredentials(asked.headers);
    call.reply.headers = trace::withoutCredentials(reply.headers);
    if (m_sign.inReply) {
        trace::Redactor redactor(m_facts);
        if (decoded.learnt)
            redactor.add(*decoded.learnt);
        hide(call.request.body);
        for (wire::FormPart &part : call.request.form)
            hide(part.value);
        call.reply.headers = redactor.headers(reply.headers);
        call.reply.body = redactor.text(reply.body);
    }
    trace::Exchange one = exchange(trace::Kind::Call);
    one.call = std::make_shared<const trace::Call>(std::move(call));
    one.issues = decoded.issues;
    m_trace.add(std::move(one));
    if (reply.status > 0 && reply.status < 400) // else it failed; that is no misunderstanding
        countIssues(decoded.issues);
}

void Worker::noteLink(LinkEvent event, int code, const QString &text, std::optional<Millis> wait)
{
    trace::Exchange one = exchange(trace::Kind::Link);
    one.event = event;
    one.code = code;
    one.url = m_socketUrl;
    one.text = text;
    one.wait = wait;
    m_trace.add(std::move(one));
}

void Worker::noteEnd(int code, QStringView reason, int status)
{
    const bool wasOpen = std::exchange(m_isOpen, false);
    m_info.endedWith = status != 0 ? status : code;
    noteLink(wasOpen ? LinkEvent::Closed : LinkEvent::Refused, wasOpen ? code : status,
             reason.toString());
}

void Worker::noteState(const link::LinkState &state)
{
    if (state.stage == link::Stage::Connecting && state.attempt != m_notedAttempt) {
        m_notedAttempt = state.attempt;
        noteLink(LinkEvent::Connecting, 0, {});
    }
    if (state.phase == link::Phase::Backoff && state.retryAt && state.retryAt != m_notedRetry)
        noteLink(LinkEvent::Retry, 0, state.reason,
                 std::chrono::ceil<Millis>(*state.retryAt - m_clock.now()));
    m_notedRetry = state.retryAt;
    if (state.phase == m_notedPhase)
        return;
    m_notedPhase = state.phase;
    if (state.phase == link::Phase::Polling)
        noteLink(LinkEvent::Polling, 0, state.reason);
    else if (state.phase == link::Phase::AuthRequired)
        noteLink(LinkEvent::SignIn, 0, state.reason);
    else if (state.phase == link::Phase::Fatal)
        noteLink(LinkEvent::GaveUp, 0, state.reason);
}

void Worker::clearTrace()
{
    m_trace.clear();
    m_info.problems = 0;
    m_info.unknownMessage.clear();
    m_info.unknownMessages = 0;
    if (m_link)
        say();
}

} // namespace fw::session
