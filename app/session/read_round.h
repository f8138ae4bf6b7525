// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/side_reads.h"
#include "wire/dialect.h"

#include <QObject>
#include <QSet>
#include <QTimer>

#include <deque>

namespace fw::session {

/// Turns whole lists into their rows: a list that is not whole (a page, a round that broke off)
/// must not make what is not in it vanish.
void looseLists(std::vector<wire::Event> &events);
void looseJobs(std::vector<wire::Event> &events); ///< only the list of jobs

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
        bool silent = false; ///< one that was needed got no answer in time
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
    /// Dear questions that are silent for longer than \a stall go on with \a side, which outlives
    /// the round; what is read without them is told at its end.
    void goBeside(SideReads &side, Millis stall);
    /// \a request was left out, or to others: lists it belongs to are not whole.
    void without(const wire::HttpRequest &request);
    /// Begins with a late answer instead; \a news came while it was waited for. A list of jobs in
    /// it is but a part of them.
    void startWith(const wire::HttpRequest &request, const wire::HttpReply &reply,
                   const std::vector<wire::Event> &news);
    /// News that came meanwhile by another way. What is newer than a list of this round is told
    /// once more behind it, so that the list does not undo it.
    void also(const std::vector<wire::Event> &news);

Q_SIGNALS:
    /// Once, at the end; the owner deletes the round then.
    void finished(const fw::session::ReadRound::Result &result);

private:
    void next();
    bool skips(const wire::HttpRequest &request);
    void ask(const wire::HttpRequest &request, bool again);
    void onStall();
    void onReply(const wire::HttpRequest &request, const wire::HttpReply &reply);
    void collect(wire::Decoded decoded);
    void finish();

    static constexpr int maxPages = 20000;

    link::HttpTransport &m_http;
    Decode m_decode;
    std::deque<wire::HttpRequest> m_queue;
    std::unique_ptr<OneRead> m_running;
    SideReads *m_side = nullptr;
    QTimer m_stall;
    int m_answered = 0;
    int m_useful = 0;
    QSet<QString> m_lists; ///< kinds of items whose list has come; empty: the jobs
    std::vector<wire::Event> m_later; ///< news that came after them
    std::vector<wire::Event> m_before; ///< of a late answer: news that may be newer
    bool m_isLate = false;
    bool m_isWhole = true; ///< nothing that belongs to its lists was left to others
    Result m_result;
};

} // namespace fw::session
