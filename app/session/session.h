// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/store.h"
#include "trace/ring.h"
#include "wire/dialect.h"

#include <QObject>

#include <functional>
#include <memory>

namespace fw::session {

struct SessionPolicy;

/// Everything a chip and its popover show about one connection.
struct ConnectionInfo
{
    enum class Phase : quint8 {
        Idle, ///< not connected on purpose
        Starting, ///< the local hub is being started
        Connecting,
        Authenticating,
        Resuming,
        Live,
        Suspect, ///< silent too long; being checked
        Backoff, ///< waits until nextTry
        Polling, ///< HTTP at intervals, socket tried again in the background
        SignInNeeded,
        Offline,
        Failed, ///< cannot work (version, no such hub program); detail says why
    };
    /// Why it stopped trying, where the reason needs a person.
    enum class Trouble : quint8 {
        None,
        SessionExpired, ///< refused with 4004 again and again
        Mismatch, ///< another version of the protocol; it may still be read over HTTP
        Certificate, ///< TLS refused the server's certificate
    };
    Phase phase = Phase::Idle;
    Trouble trouble = Trouble::None;
    int attempt = 0; ///< of maxAttempts
    int maxAttempts = 5;
    std::optional<Instant> since; ///< when this phase began
    std::optional<Instant> nextTry;
    std::optional<Instant> lost; ///< since when it is neither live nor read, without being told to
    int endedWith = 0; ///< close code or HTTP status of the last end; 0: neither was told
    std::optional<Instant> lastMessage;
    std::optional<WallTime> lastMessageWall;
    std::optional<Millis> roundTrip; ///< the newest
    std::optional<Millis> roundTripP95; ///< of the last 100
    std::optional<Millis> ackP95; ///< from sending an edit to its answer, of the last 100
    std::optional<Millis> clockSkew; ///< the server's clock minus ours; beyond half a second only
    std::optional<Millis> heartbeat; ///< how often the server gives a sign of life
    int gaps = 0;
    qint64 missed = 0; ///< messages in those gaps, as far as it was told
    std::optional<WallTime> resynced; ///< when everything was last read again after a gap
    QString transport; ///< "WebSocket, TLS 1.3, certificate until 2027-02-01"; empty: none open
    bool byChoice = false; ///< Idle because a person works offline, not for this server alone
    int problems = 0; ///< messages and answers of which something was not understood
    QString unknownMessage; ///< the type that was met most lately of those nobody knows
    int unknownMessages = 0; ///< how often that type came
    QString detail; ///< the reason in the peer's or the socket's words; never a secret
    wire::Standing::Kind standing = wire::Standing::Kind::Usual; ///< works, but not as usual
    QString standingDetail; ///< the server's own words for it
    QString who; ///< the account we are signed in with; empty: none, or not told
    QUrl address; ///< without query
    bool noSocket = false; ///< the server has none by its kind, or said so: reading is how it works
    Millis readEvery{ 0 }; ///< Polling: how often it is read now; 0: not known
};

/// What who looks at the exchanges wants to be told.
enum class Tracing : quint8 {
    Off,
    Counting, ///< only how much there is
    On, ///< everything the ring still has, then what is new
    All, ///< the same, and what is not told yet is kept up to 64 MiB: nothing shall be lost
};

/// What happened to this computer.
enum class MachineNews : quint8 { NetworkUp, NetworkDown, NetworkChanged, Woke };

/// One server: joins its link, its dialect and the store. Network work runs on the network thread;
/// the session itself lives where the store does.
class Session final : public QObject
{
    Q_OBJECT
public:
    Session(wire::Profile profile, const wire::Dialect &dialect, store::Store &store,
            QThread &networkThread, QObject *parent = nullptr);
    ~Session() override;

    /// Before the first connect only: other intervals, our own id.
    void setPolicy(const SessionPolicy &policy);
    void setClientId(const ClientId &client);
    /// What other people are told about who makes the edits of this session; before the first
    /// connect only.
    void setAuthor(const QString &author);

    const wire::Profile &profile() const;
    const wire::Dialect &dialect() const;
    const ConnectionInfo &connection() const;
    /// Another name for people, at once; everything else of a profile needs Sessions::replace().
    void setName(const QString &name);
    wire::Capabilities capabilities() const;
    /// Facts as far as they matter outside: base URL and token for pictures and downloads.
    const wire::SessionFacts &facts() const;

    /// The address and secrets (wire::pack()) may come late (the local hub tells its port when it
    /// is up).
    void setAddress(const QUrl &address, const Secret &secrets);
    /// Where new secrets are kept before they are used; \a done must be called once. Without a
    /// keeper they last as long as the session.
    using Keeper = std::function<void(const Secret &secrets, std::function<void()> done)>;
    void setKeeper(Keeper keeper);
    /// Signs in with what a person gave, then connects; signInEnded() tells how it went.
    void signIn(const wire::Credentials &credentials);
    void setStarting(const QString &detail); ///< the local hub is being started
    void setFailed(const QString &detail); ///< it cannot be
    /// What connectNow() does first while there is no address: starts the local hub.
    void setStarter(std::function<void()> starter);
    void connectNow(); ///< also "Retry now": attempts start again at 0
    void disconnectNow();
    /// While a person works offline the connection is closed and nothing is tried, whoever asks:
    /// connectNow(), signIn() and the local hub wait until it ends. Edits queue.
    void setOffline(bool offline);
    /// While nothing of it is on screen a server that is polled is read rarely.
    void setOnScreen(bool on);
    /// A server on this computer hears nothing of the network.
    void tell(MachineNews news);
    void refresh(); ///< F5: read again what is on screen
    void resync(); ///< Ctrl+Shift+F5: drop positions, read everything

    /// Whose detail is on screen: read now and kept up to date.
    void setWatchedJobs(const QList<JobId> &jobs);
    /// Reads everything about one job once; jobRead() comes behind what it brought.
    void readJob(const JobId &job);
    /// Kinds of items on screen: read with the next round and kept up to date.
    void setWatchedKinds(const QStringList &kinds);
    /// Stops an edit: one that waits does not leave, an upload under way ends, for any other we
    /// stop waiting (the server may do it all the same).
    void stopEdit(const EditId &edit);
    /// The last exchanges are always kept, in memory only; they are read, without secrets, while
    /// this is on: traced() then comes at most ten times a second.
    void setTracing(Tracing tracing);
    /// Forgets those exchanges, and the count of what was not understood.
    void clearTrace();
    /// A person wants an edit that is held, or has no answer, to go (again). Where the server would
    /// do it twice and may have done it, its state is read once more first, so that an edit which
    /// does not fit any more is a conflict and not a surprise.
    void retry(const EditId &edit);
    /// Puts the command into the outbox, sends it when the connection allows; the answer settles
    /// it in the store. Returns the edit's id. Fills in the id when the command has none, and the
    /// owner of \a intent.
    EditId send(wire::Command command, store::Intent intent = {});

Q_SIGNALS:
    void connectionChanged(const fw::session::ConnectionInfo &info);
    void capabilitiesChanged();
    /// One thing a peer said that we could not use.
    void issueSeen(const fw::wire::Issue &issue);
    void traced(const fw::trace::News &news);
    /// readJob() is over. \a trouble: Unsupported where a server has no more of a job than it
    /// lists, Unreachable, or NotFound with the server's words.
    void jobRead(const fw::JobId &job, const std::optional<fw::Failure> &trouble);
    /// A command was answered (also visible in the store).
    void settled(const fw::wire::EditSettled &verdict);
    /// \a problem is empty when it worked; \a who is the account as the server calls it. \a code
    /// tells a refusal (Unauthorised, BadInput) from a server that cannot be reached.
    void signInEnded(const QString &who, const QString &problem, fw::Failure::Code code);

private:
    struct Private;
    std::unique_ptr<Private> d;
};

} // namespace fw::session
