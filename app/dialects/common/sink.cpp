// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "dialects/common/sink.h"

namespace fw::dialects {

using namespace Qt::StringLiterals;

namespace {

// Nothing that looks like a credential leaves in an excerpt.
QByteArray excerptOf(QByteArrayView raw, const Secret &token)
{
    constexpr qsizetype longest = 200;
    if (raw.contains("\"token\"") || raw.contains("assword"))
        return "<removed>"_ba;
    QByteArray text = raw.first(std::min(raw.size(), longest)).toByteArray();
    if (!token.isEmpty())
        text.replace(token.reveal(), "<removed>");
    return text;
}

} // namespace

Sink::Sink(QByteArrayView raw, const wire::SessionFacts &facts)
    : m_raw(raw)
    , m_facts(facts)
{
}

void Sink::issue(Failure failure)
{
    if (m_out.issues.size() < maxIssues)
        m_out.issues.push_back({ std::move(failure), excerptOf(m_raw, m_facts.token) });
}

bool Sink::accept(const JsonFields &fields)
{
    if (!fields.ok())
        issue(fields.failure());
    return fields.ok();
}

void Sink::events(std::vector<wire::Event> events)
{
    if (!events.empty())
        message({ std::nullopt, std::move(events) });
}

void Sink::event(wire::Event event)
{
    std::vector<wire::Event> one;
    one.push_back(std::move(event));
    events(std::move(one));
}

void Sink::follow(wire::HttpRequest request, bool sameRead)
{
    m_out.followUps.push_back(std::move(request));
    if (sameRead)
        m_out.complete = false;
}

wire::SessionFacts &Sink::learn()
{
    if (!m_out.learnt)
        m_out.learnt = m_facts;
    return *m_out.learnt;
}

JsonReader &threadReader()
{
    // A cache of buffers only: no value of one call is seen by the next.
    thread_local JsonReader reader;
    return reader;
}

} // namespace fw::dialects
