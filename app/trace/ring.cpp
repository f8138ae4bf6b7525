// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "trace/ring.h"

#include <algorithm>

namespace fw::trace {

namespace {

// A copy of its own: a view of the whole would keep the whole.
bool cut(QByteArray &bytes, qint64 most)
{
    if (bytes.size() <= most)
        return false;
    bytes = QByteArray(bytes.constData(), most);
    return true;
}

void shorten(Exchange &exchange, qint64 most)
{
    const qint64 frame = exchange.frame.bytes.size();
    if (cut(exchange.frame.bytes, most))
        exchange.cutFrom = frame;
    if (!exchange.call
        || (exchange.call->reply.body.size() <= most && exchange.call->request.body.size() <= most))
        return;
    Call call = *exchange.call;
    const qint64 body = call.reply.body.size();
    if (cut(call.reply.body, most))
        exchange.cutFrom = body;
    cut(call.request.body, most);
    exchange.call = std::make_shared<const Call>(std::move(call));
}

// Null when none of the secrets is in it.
std::shared_ptr<const Exchange> without(const Exchange &exchange, const Redactor &secrets)
{
    const auto holds = [&](const QByteArray &bytes) { return secrets.bytes(bytes) != bytes; };
    const auto text
        = [&](const QString &words) { return QString::fromUtf8(secrets.bytes(words.toUtf8())); };
    Exchange clean = exchange;
    clean.frame.bytes = secrets.bytes(exchange.frame.bytes);
    bool changed = holds(exchange.frame.bytes);
    if (exchange.call) {
        Call call = *exchange.call;
        const QString url = call.request.url.toString(QUrl::FullyEncoded);
        call.request.body = secrets.bytes(call.request.body);
        call.request.url = QUrl(text(url));
        call.reply.body = secrets.bytes(call.reply.body);
        for (wire::FormPart &part : call.request.form)
            part.value = secrets.bytes(part.value);
        for (auto *headers : { &call.request.headers, &call.reply.headers }) {
            for (auto &[name, value] : *headers)
                value = secrets.bytes(value);
        }
        if (!(call.request == exchange.call->request && call.reply == exchange.call->reply)) {
            clean.call = std::make_shared<const Call>(std::move(call));
            changed = true;
        }
    }
    const QString url = exchange.url.toString(QUrl::FullyEncoded);
    if (holds(url.toUtf8()) || holds(exchange.text.toUtf8())) {
        clean.url = QUrl(text(url));
        clean.text = text(exchange.text);
        changed = true;
    }
    for (wire::Issue &issue : clean.issues) {
        changed = changed || holds(issue.excerpt) || holds(issue.failure.detail.toUtf8());
        issue.excerpt = secrets.bytes(issue.excerpt);
        issue.failure.detail = text(issue.failure.detail);
    }
    return changed ? std::make_shared<const Exchange>(std::move(clean)) : nullptr;
}

} // namespace

quint64 Ring::add(Exchange exchange)
{
    shorten(exchange, m_bounds.body);
    exchange.number = m_next++;
    m_bytes += exchange.weight();
    m_all.push_back(std::make_shared<const Exchange>(std::move(exchange)));
    shrink();
    return m_next - 1;
}

void Ring::shrink()
{
    while (m_all.size() > m_bounds.exchanges || (m_bytes > m_bounds.bytes && m_all.size() > 1)) {
        const Entry oldest = m_all.front();
        m_all.pop_front();
        m_bytes -= oldest->weight();
        if (oldest->issues.empty())
            continue;
        m_problemBytes += oldest->weight();
        m_problems.push_back(oldest);
    }
    while (m_problems.size() > m_bounds.problems || m_problemBytes > m_bounds.problemBytes) {
        m_problemBytes -= m_problems.front()->weight();
        m_problems.pop_front();
    }
}

void Ring::forget(const Redactor &secrets)
{
    if (!secrets.knowsAny())
        return;
    m_bytes = 0;
    m_problemBytes = 0;
    for (auto *entries : { &m_all, &m_problems }) {
        for (Entry &entry : *entries) {
            if (auto clean = without(*entry, secrets))
                entry = std::move(clean);
            (entries == &m_all ? m_bytes : m_problemBytes) += entry->weight();
        }
    }
}

void Ring::clear()
{
    m_all.clear();
    m_problems.clear();
    m_bytes = 0;
    m_problemBytes = 0;
}

void Ring::setBounds(const Bounds &bounds)
{
    m_bounds = bounds;
    shrink();
}

void Ring::drop(quint64 number)
{
    const auto dropFrom = [number](std::deque<Entry> &entries, qint64 &bytes) {
        while (!entries.empty() && entries.front()->number <= number) {
            bytes -= entries.front()->weight();
            entries.pop_front();
        }
    };
    dropFrom(m_all, m_bytes);
    dropFrom(m_problems, m_problemBytes);
}

std::vector<Ring::Entry> Ring::after(quint64 number) const
{
    std::vector<Entry> found;
    for (const auto *entries : { &m_problems, &m_all }) {
        const auto from = std::ranges::upper_bound(
            *entries, number, {}, [](const Entry &entry) { return entry->number; });
        found.insert(found.end(), from, entries->end());
    }
    return found;
}

quint64 Ring::first() const
{
    return m_all.empty() ? m_next : m_all.front()->number;
}

QList<quint64> Ring::olderProblems() const
{
    QList<quint64> numbers;
    for (const Entry &entry : m_problems)
        numbers.append(entry->number);
    return numbers;
}

} // namespace fw::trace
