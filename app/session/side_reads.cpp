// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/side_reads.h"

#include <algorithm>

namespace fw::session {

QString keyOf(const wire::HttpRequest &asked)
{
    return asked.tag + u' ' + asked.url.toString(QUrl::RemoveUserInfo);
}

bool isDear(const wire::HttpRequest &asked)
{
    return asked.method == "GET" && asked.mayFail && asked.every.count() > 0;
}

OneRead::OneRead(link::HttpTransport &http, wire::HttpRequest request)
    : m_http(http)
    , m_request(std::move(request))
{
}

OneRead::~OneRead()
{
    if (m_call != 0)
        m_http.cancel(m_call);
}

void OneRead::start(Done done)
{
    m_done = std::move(done);
    m_call = m_http.send(m_request, [this](const wire::HttpReply &reply) {
        m_call = 0;
        const Done told = std::move(m_done); // this may be gone behind it
        told(reply);
    });
}

SideReads::SideReads(Answered answered)
    : m_answered(std::move(answered))
{
}

bool SideReads::mayAsk(const wire::HttpRequest &asked)
{
    if (m_stopped || (m_reads.empty() && m_waiting.isEmpty()))
        return true;
    const QString key = keyOf(asked);
    const bool turn = m_waiting.isEmpty() || m_waiting.contains(key);
    if (m_reads.size() >= most || !turn) {
        m_waiting.insert(key);
        return false;
    }
    m_waiting.remove(key);
    return true;
}

bool SideReads::take(std::unique_ptr<OneRead> &read)
{
    if (m_stopped || m_reads.size() >= most)
        return false;
    read->setDone([this, of = read.get()](const wire::HttpReply &reply) { onAnswer(of, reply); });
    m_reads.push_back({ std::move(read), {} });
    return true;
}

void SideReads::onAnswer(const OneRead *read, const wire::HttpReply &reply)
{
    const auto found = std::ranges::find_if(
        m_reads, [read](const Slow &slow) { return slow.read.get() == read; });
    if (found == m_reads.end())
        return;
    const Slow slow = std::move(*found);
    m_reads.erase(found);
    m_answered(slow.read->request(), reply, slow.news);
}

bool SideReads::isUnderWay(const wire::HttpRequest &asked) const
{
    return std::ranges::any_of(m_reads, [key = keyOf(asked)](const Slow &slow) {
        return keyOf(slow.read->request()) == key;
    });
}

void SideReads::also(const std::vector<wire::Event> &news)
{
    for (Slow &slow : m_reads) {
        if (slow.news.size() < mostNews)
            slow.news.insert(slow.news.end(), news.begin(), news.end());
    }
}

void SideReads::keepWaiting(const std::vector<wire::HttpRequest> &asked)
{
    if (m_waiting.isEmpty())
        return;
    QSet<QString> keys;
    for (const wire::HttpRequest &request : asked)
        keys.insert(keyOf(request));
    m_waiting.intersect(keys);
}

void SideReads::clear()
{
    m_reads.clear();
    m_waiting.clear();
    m_stopped = false;
}

void SideReads::stop()
{
    m_stopped = true;
    m_waiting.clear();
}

} // namespace fw::session
