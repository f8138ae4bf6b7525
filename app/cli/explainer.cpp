// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/explainer.h"

#include "cli/telling.h"

#include <QJsonDocument>

#include <algorithm>

namespace fw::cli {

using namespace Qt::StringLiterals;

namespace {

QJsonValue contentOf(const wire::Frame &frame)
{
    if (frame.kind == wire::Frame::Kind::Binary)
        return u"%1 bytes, binary"_s.arg(frame.bytes.size());
    const auto json = QJsonDocument::fromJson(frame.bytes);
    if (json.isObject())
        return json.object();
    return json.isArray() ? QJsonValue(json.array()) : QJsonValue(QString::fromUtf8(frame.bytes));
}

bool saysSomething(const wire::Decoded &decoded)
{
    const bool tells = std::ranges::any_of(decoded.messages, [](const wire::Message &message) {
        return std::ranges::any_of(message.events, [](const wire::Event &event) {
            return !std::holds_alternative<wire::NoticeSeen>(event);
        });
    });
    // An error can be read as a refusal in any tongue.
    const bool obeys = std::ranges::any_of(decoded.controls, [](const wire::Control &control) {
        return !std::holds_alternative<wire::ChannelRefused>(control)
            && !std::holds_alternative<wire::SignInRefused>(control);
    });
    return tells || obeys || decoded.learnt;
}

} // namespace

Explainer::Explainer(const wire::Dialect &dialect, const Clock &clock,
                     const wire::SessionFacts &facts)
    : m_dialect(dialect)
    , m_store(clock)
    , m_player(m_store, ServerId{ dialect.name() }, dialect.name(), facts)
    , m_asked(dialect)
{
}

wire::SessionFacts Explainer::factsOf(const wire::Dialect &dialect)
{
    wire::SessionFacts facts;
    facts.profile.id = ServerId{ dialect.name() };
    facts.profile.name = dialect.name();
    facts.profile.dialect = dialect.name();
    facts.profile.address = dialect.about().usualAddress;
    facts.baseUrl = facts.profile.address;
    facts.client = ClientId{ u"recorded"_s };
    return facts;
}

int Explainer::fit() const
{
    return m_recognised + 20 * m_matched + 10 * m_useful + 4 * m_kinship - 2 * m_issues
        + 3 * m_understood - 10 * m_strange;
}

QJsonObject Explainer::explain(const Step &step)
{
    QJsonObject told;
    if (!step.text.isEmpty())
        told.insert("note"_L1, step.text);
    const auto end = [&](const QString &what, wire::CloseVerdict verdict) {
        told.insert("what"_L1, what);
        told.insert("verdict"_L1, closeWord(verdict));
    };
    switch (step.kind) {
    case Step::Kind::Exchange:
        return exchange(step);
    case Step::Kind::Frame:
    case Step::Kind::Sent:
        return frame(step);
    case Step::Kind::Opened:
        told.insert("what"_L1, u"opened"_s);
        break;
    case Step::Kind::Refused:
        end(u"refused"_s, m_dialect.judge(0, {}, step.reply.status));
        told.insert("status"_L1, step.reply.status);
        break;
    case Step::Kind::Closed:
        end(u"closed"_s, m_dialect.judge(step.code, step.text, 0));
        told.insert("code"_L1, step.code);
        break;
    case Step::Kind::Remark:
        told.insert("what"_L1, u"remark"_s);
        if (!step.request.url.isEmpty())
            told.insert("path"_L1, pathForPeople(step.request.url));
        break;
    }
    return told;
}

void Explainer::recognise(const Step &step)
{
    for (wire::HttpRequest probe : m_dialect.probes(facts().baseUrl)) {
        if (probe.method != step.request.method || probe.url.path() != step.request.url.path())
            continue;
        const auto seen = m_dialect.recognise(probe, step.reply);
        if (seen.score <= m_recognised)
            continue;
        m_recognised = seen.score;
        m_evidence = seen.evidence;
    }
}

QJsonObject Explainer::exchange(const Step &step)
{
    recognise(step);
    wire::HttpRequest request = step.request;
    // Addresses are recorded without their server.
    const QUrl seen = step.request.url;
    request.url = facts().baseUrl;
    request.url.setPath(seen.path(QUrl::FullyEncoded), QUrl::TolerantMode);
    request.url.setQuery(seen.query(QUrl::FullyEncoded));
    QJsonObject told{ { "what"_L1, u"request"_s },
                      { "method"_L1, QString::fromLatin1(request.method) },
                      { "path"_L1, pathForPeople(seen) },
                      { "status"_L1, step.reply.status } };
    if (!step.text.isEmpty())
        told.insert("note"_L1, step.text);
    if (request.tag.isEmpty()) {
        if (const auto match = m_asked.match(request, facts(), m_store.state())) {
            request = match->request;
            m_matched += match->sure ? 1 : 0;
        } else {
            m_kinship += m_asked.kinship(request, facts());
        }
    }
    if (!request.tag.isEmpty())
        told.insert("tag"_L1, request.tag);
    take(m_dialect.decode(request, step.reply, facts()), request.edit, told);
    return told;
}

QJsonObject Explainer::frame(const Step &step)
{
    const bool sent = step.kind == Step::Kind::Sent;
    QJsonObject told{ { "what"_L1, sent ? u"sent"_s : u"frame"_s },
                      { "frame"_L1, contentOf(step.frame) } };
    if (!sent)
        take(m_dialect.decode(step.frame, facts()), {}, told);
    return told;
}

void Explainer::take(wire::Decoded decoded, const EditId &edit, QJsonObject &into)
{
    const auto put = [&into](QLatin1StringView key, const QJsonArray &list) {
        if (!list.isEmpty())
            into.insert(key, list);
    };
    // An answer to what it never asks says nothing of whose it is.
    const bool asked = !into.contains("method"_L1) || into.contains("tag"_L1);
    m_useful += asked && saysSomething(decoded) ? 1 : 0;
    m_issues += static_cast<int>(decoded.issues.size());
    if (into.contains("frame"_L1)) {
        m_understood += decoded.issues.empty() ? 1 : 0;
        m_strange += !decoded.issues.empty() && decoded.messages.empty() ? 1 : 0;
    }
    QJsonArray controls;
    for (const wire::Control &control : decoded.controls)
        controls.append(controlObject(control));
    put("controls"_L1, controls);
    QJsonArray issues;
    for (const wire::Issue &issue : decoded.issues)
        issues.append(issueObject(issue));
    put("issues"_L1, issues);
    QJsonArray next;
    for (wire::HttpRequest &request : decoded.followUps) {
        next.append(
            QString(QString::fromLatin1(request.method) + u' ' + pathForPeople(request.url)));
        request.edit = edit;
    }
    put("next"_L1, next);
    m_asked.note(decoded.followUps);
    if (decoded.learnt) {
        const QJsonObject learnt = learntObject(facts(), *decoded.learnt);
        if (!learnt.isEmpty())
            into.insert("learnt"_L1, learnt);
    }
    QJsonArray events;
    for (const wire::Event &event : m_player.take(std::move(decoded)))
        events.append(eventObject(event));
    put("events"_L1, events);
}

} // namespace fw::cli
