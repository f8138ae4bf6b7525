// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/http_transport.h"
#include "wire/event.h"

#include <QSet>

#include <functional>
#include <memory>
#include <vector>

namespace fw::session {

/// What a request asks, whoever asks it.
QString keyOf(const wire::HttpRequest &asked);

/// True for a question that has its own pace and that its round can do without.
bool isDear(const wire::HttpRequest &asked);

/// One question under way; it is cancelled with this.
class OneRead final
{
public:
    using Done = std::function<void(const wire::HttpReply &)>;
    OneRead(link::HttpTransport &http, wire::HttpRequest request);
    ~OneRead();
    OneRead(const OneRead &) = delete;
    OneRead &operator=(const OneRead &) = delete;

    void start(Done done);
    void setDone(Done done) { m_done = std::move(done); } ///< somebody else waits for it now
    const wire::HttpRequest &request() const { return m_request; }

private:
    link::HttpTransport &m_http;
    wire::HttpRequest m_request;
    Done m_done;
    quint64 m_call = 0;
};

/// Dear questions that were not answered soon (bridge c4: statistics take 9 s without workers):
/// they go on beside the rounds, a few at a time, so that these keep their pace.
class SideReads final
{
public:
    /// Is given each answer, and the news that came while it was waited for.
    using Answered = std::function<void(const wire::HttpRequest &, const wire::HttpReply &,
                                        const std::vector<wire::Event> &news)>;
    explicit SideReads(Answered answered);

    /// False while there is no room for one more that is slow. What had to wait comes first then.
    bool mayAsk(const wire::HttpRequest &asked);
    /// Takes \a read over, or leaves it and returns false.
    bool take(std::unique_ptr<OneRead> &read);
    bool isUnderWay(const wire::HttpRequest &asked) const;
    bool isEmpty() const { return m_reads.empty(); }
    void also(const std::vector<wire::Event> &news); ///< news that came by another way
    /// Only \a asked are asked at all: nobody else is waited for.
    void keepWaiting(const std::vector<wire::HttpRequest> &asked);
    void clear(); ///< their answers are not wanted
    /// The server answers nobody while it answers one of them: in turn from now on.
    void stop();

private:
    struct Slow
    {
        std::unique_ptr<OneRead> read;
        std::vector<wire::Event> news;
    };
    void onAnswer(const OneRead *read, const wire::HttpReply &reply);

    static constexpr size_t most = 2; ///< at once; a transport has six connections per server
    static constexpr size_t mostNews = 5000;

    Answered m_answered;
    std::vector<Slow> m_reads;
    QSet<QString> m_waiting; ///< left out because there was no room
    bool m_stopped = false;
};

} // namespace fw::session
