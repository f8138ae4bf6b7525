// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "link/link.h"
#include "session/backsteps.h"
#include "session/batch.h"
#include "session/read_round.h"
#include "session/resumer.h"
#include "session/trace_feed.h"
#include "session/worker_parts.h"

#include <QHash>
#include <QPointer>
#include <QSet>

namespace fw::session {

/// The half of a session that lives on the network thread: drives the link, decodes, keeps the
/// place in every channel, and hands over whole batches once per tick.
class Worker final : public QObject
{
    Q_OBJECT
public:
    /// Everything else is called on the network thread. \a dialect and \a clock outlive the worker.
    Worker(wire::Profile profile, const wire::Dialect &dialect, ClientId client, const Clock &clock,
           SessionPolicy policy);
    ~Worker() override;

    /// \a secrets as wire::pack() made them.
    void setAddress(const QUrl &address, const Secret &secrets);
    void setAuthor(const QString &author) { m_facts.author = author; }
    /// Where the channels stood in an earlier run; before the first connect only.
    void restore(const std::vector<wire::Position> &positions);
    void connectNow();
    void disconnectNow();
    void setOnScreen(bool on); ///< see Session
    void tell(MachineNews news);
    void leave(); ///< says goodbye where that is the custom; takes a moment at most
    void refresh();
    void resync();
    void setWatched(const QList<JobId> &jobs);
    void readJob(const JobId &job);
    /// Reads everything once more, with what an edit is about; told in Batch::reread.
    void readState(const EditId &edit, const JobId &job, const QString &kind);
    void setKinds(const QStringList &kinds);
    void setOpenJobs(std::vector<wire::OpenJob> jobs);
    void submit(const wire::Command &command);
    void stopEdit(const EditId &edit); ///< stops waiting for it
    void signIn(const wire::Credentials &credentials);
    void secretsKept(); ///< those of the last batch are where they belong
    void taken(); ///< the last batch was applied
    void setTracing(Tracing tracing) { m_trace.setTracing(tracing); }
    void clearTrace(); ///< also the count of what was not understood
    void traceTaken() { m_trace.taken(); }

Q_SIGNALS:
    void batchReady(const std::shared_ptr<fw::session::Batch> &batch);
    /// Answered with traceTaken() before the next comes.
    void traced(const std::shared_ptr<fw::trace::News> &news);

private:
    // worker.cpp
    void makeLink();
    wire::Greeting greeting(const std::optional<QString> &openedWith);
    void onStateChanged();
    void onOpened(const QString &subProtocol);
    void onClosed();
    void setAside();
    void learn(wire::SessionFacts facts);
    bool isBusyWithoutSocket() const;
    void say(); ///< the connection as people see it
    void flush();
    void flushSoon();

    // worker_news.cpp
    void onFrame(const wire::Frame &frame);
    void take(wire::Decoded decoded);
    void obey(const wire::Control &control);
    void deliver(std::vector<wire::Event> events);
    void onResumeWanted();
    void checkResumed();
    void look(); ///< channels that must be asked again
    void noteWatched(const std::vector<wire::Event> &events);

    // worker_facts.cpp: what the chip's popover tells besides the state itself
    void measure(Millis time);
    void countGaps(const std::vector<wire::Event> &events);
    void gapBegan(WallTime since);
    void lookForLoss(const wire::Subscribed &answer);
    void endGap(); ///< when nothing is missing any more
    void readInFull(bool anew); ///< over HTTP
    void tellResync(const QString &why, WallTime since);
    void compareClocks(const wire::HttpReply &reply);
    void hearServerTime(WallTime server, Millis uncertain);
    void noteUnknown(const std::vector<wire::Issue> &issues);

    // worker_state.cpp
    void handPositions();
    void dropDoubtful(std::vector<wire::Message> &messages);

    // worker_reads.cpp
    void onPollWanted(bool full);
    void readAside();
    wire::Interest interest(bool fullRead) const;
    void read(const wire::Interest &interest, std::function<void(const ReadRound::Result &)> done);
    ReadRound *makeRound(std::function<void(const ReadRound::Result &)> done);
    void readSoon(const wire::HttpRequest &asked);
    std::vector<wire::HttpRequest> dueOf(std::vector<wire::HttpRequest> requests);
    void readDetails();
    wire::Decoded decodeReply(const wire::HttpRequest &request, const wire::HttpReply &reply);

    // worker_edits.cpp
    void request(wire::HttpRequest request, const EditId &edit);
    Expected<void> checkFiles(const wire::Command &command) const;
    void onEditReply(const wire::HttpRequest &asked, const wire::HttpReply &reply);
    void endEdit(const EditId &edit);
    void unsent(const EditId &edit);
    void beginWork(const wire::RunAction &action);
    void endWork(const OpenEdit &open, const wire::EditSettled *verdict);

    // worker_sign_in.cpp
    void prepareAndConnect();
    bool renewFirst();
    bool startRenewal();
    void askSignIn(const wire::HttpRequest &request);
    void onSignInReply(bool refused);
    void endSigning(const QString &refusal, bool answered);
    void dropSigning();
    void endSession();
    void holdBack(wire::SessionFacts &facts);
    wire::SessionFacts factsAtSignIn() const;
    void useFresh();
    void onSocketTokenEnded();
    void onSignInRefused(const QString &reason);
    void onTokenExpired(const QString &reason);
    void planRenewal();

    // worker_trace.cpp
    void noteFrame(bool outgoing, const wire::Frame &frame, const std::vector<wire::Issue> &issues);
    void noteCall(const wire::HttpRequest &asked, const wire::HttpReply &reply,
                  const wire::Decoded &decoded);
    void noteLink(trace::LinkEvent event, int code, const QString &text,
                  std::optional<Millis> wait = {});
    void noteEnd(int code, QStringView reason, int status);
    void noteState(const link::LinkState &state);
    trace::Exchange exchange(trace::Kind kind) const;
    void countIssues(const std::vector<wire::Issue> &issues);

    wire::Profile m_profile;
    const wire::Dialect &m_dialect;
    const Clock &m_clock;
    SessionPolicy m_policy;
    wire::SessionFacts m_facts;
    Resumer m_resumer;
    std::vector<wire::Position> m_handed; ///< places as they were last told
    bool m_believed = true; ///< the answers to our subscriptions, in the frame that is taken
    Backsteps m_backsteps;
    BatchQueue m_queue;
    TraceFeed m_trace;
    QUrl m_socketUrl; ///< of the socket that is open or being opened
    quint64 m_notedAttempt = 0;
    link::Phase m_notedPhase = link::Phase::Idle;
    std::optional<Instant> m_notedRetry;
    bool m_isOpen = false; ///< the socket, as far as it was noted
    link::Link *m_link = nullptr;
    SideReads m_side; ///< dear questions that outlasted their round
    QPointer<ReadRound> m_round; ///< the poll or full read under way
    QList<JobId> m_watched;
    QTimer m_tick;
    QTimer m_look;
    QTimer m_detail;
    QStringList m_kinds; ///< kinds of items on screen
    std::vector<wire::OpenJob> m_openJobs;
    QHash<QString, Instant> m_asked; ///< when a dear request was last sent
    QSet<QString> m_later; ///< dear requests that wait for their time
    QHash<EditId, OpenEdit> m_edits;
    QPointer<ReadRound> m_preparing;
    QTimer m_renewal; ///< before the token ends
    QTimer m_aside; ///< rounds of reading beside an open socket
    SignInState m_sign;
    std::optional<Instant> m_fullRead; ///< when everything was last read over HTTP
    ConnectionInfo m_info;
    Noticed m_noticed;
    bool m_onScreen = true;
    Millis m_asideEvery{ 0 }; ///< as the dialect wants it
    bool m_wasResuming = false;
    bool m_noSocket = false; ///< the server said that it has no socket, and none opened since
    bool m_readsOften = false; ///< something works there: polls come faster
};

/// The state of the machine in the words of the chip.
ConnectionInfo::Phase phaseFor(const link::LinkState &state);

} // namespace fw::session
