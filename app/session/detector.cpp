// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/detector.h"

#include "dialects/registry.h"

#include <algorithm>

namespace fw::session {

using namespace Qt::StringLiterals;

namespace {

link::LinkPolicy patience()
{
    link::LinkPolicy policy;
    policy.request = std::chrono::seconds(8); // a busy server still counts as one
    policy.messageBytes = 1024 * 1024;
    return policy;
}

} // namespace

Detector::Detector(QObject *parent)
    : QObject(parent)
{
}

Detector::~Detector() = default;

void Detector::cancel()
{
    m_http.reset();
    m_open = 0;
}

void Detector::ask(const QUrl &address)
{
    cancel();
    m_http = std::make_unique<link::HttpTransport>(patience());
    m_found.clear();
    m_problem.clear();
    m_answered = false;
    for (const auto &dialect : dialects::allDialects()) {
        for (const wire::HttpRequest &asked : dialect->probes(address)) {
            ++m_open;
            m_http->send(asked,
                         [this, asked, speaks = dialect.get()](const wire::HttpReply &reply) {
                             onReply(*speaks, asked, reply);
                         });
        }
    }
}

void Detector::onReply(const wire::Dialect &dialect, const wire::HttpRequest &asked,
                       const wire::HttpReply &reply)
{
    --m_open;
    if (reply.status == 0) {
        if (m_problem.isEmpty())
            m_problem = reply.error;
    } else {
        m_answered = true;
        wire::Recognition seen = dialect.recognise(asked, reply);
        // One that is recognised as one of several programs names the way of that program, too.
        const auto way = wire::signInFromWord(seen.options.take(u"signIn"_s));
        const auto known = std::ranges::find(m_found, dialect.name(), &Detected::dialect);
        if (known == m_found.end()) {
            if (seen.score > 0)
                m_found.push_back({ dialect.name(), std::move(seen), way });
        } else if (seen.score > known->recognition.score) {
            known->recognition = std::move(seen);
            known->signIn = way;
        }
    }
    if (m_open > 0)
        return;
    std::ranges::stable_sort(m_found, [](const Detected &a, const Detected &b) {
        return a.recognition.score > b.recognition.score;
    });
    if (!m_found.empty())
        m_problem.clear();
    else if (m_answered)
        m_problem = u"it answers, but like none of the servers known here"_s;
    Q_EMIT finished(m_found, m_problem);
}

} // namespace fw::session
