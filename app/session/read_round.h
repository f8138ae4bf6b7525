// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/http_transport.h"
#include "wire/dialect.h"

#include <QObject>
#include <QSet>

#include <deque>

namespace fw::session {

/// Turns whole lists into their rows: a list that is not whole (a page, a round that broke off)
/// must not make what is not in it vanish.
void looseLists(std::vector<wire::Event> &events);

/// One round of HTTP reads: sends requests one after the other, follows pages, and hands over what
/// they said as a whole, so that a list is swapped in complete or not at all.
class ReadRound final : public QObject
{
    Q_OBJECT
public:
    struct Result
    {
        bool ok = true; ///< every request was answered usefully
        bool active = false; ///< some job waits or runs
        bool busy = false; ///< the server is there and answers nothing at the moment
        std::vector<wire::Event> events;
        QString reason; ///< of the first that failed
        int asked = 0; ///< how many requests were answered or failed; 0: nothing was due
    };
    /// Decodes one reply on behalf of the owner, who also takes facts, issues and controls from it.
    using Decode = std::function<wire::Decoded(const wire::HttpRequest &, const wire::HttpReply &)>;

    ReadRound(link::HttpTransport &http, Decode decode, QObject *parent = nullptr);
    ~ReadRound() override;

    void start(std::vector<wire::HttpRequest> requests);
    /// News that came meanwhile by another way. What is newer than a list of this round is told
    /// once more behind it, so that the list does not undo it.
    void also(const std::vector<wire::Event> &news);

Q_SIGNALS:
    /// Once, at the end; the owner deletes the round then.
    void finished(const fw::session::ReadRound::Result &result);

private:
    void next();
    void onReply(const wire::HttpRequest &request, const wire::HttpReply &reply);
    void collect(wire::Decoded decoded);
    void finish();

    static constexpr int maxPages = 20000;

    link::HttpTransport &m_http;
    Decode m_decode;
    std::deque<wire::HttpRequest> m_queue;
    quint64 m_running = 0;
    int m_answered = 0;
    int m_useful = 0;
    QSet<QString> m_lists; ///< kinds of items whose list has come; empty: the jobs
    std::vector<wire::Event> m_later; ///< news that came after them
    Result m_result;
};

} // namespace fw::session
