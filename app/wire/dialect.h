// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/command.h"
#include "wire/event.h"
#include "wire/facts.h"
#include "wire/frame.h"

#include <variant>
#include <vector>

namespace fw::wire {

/// Where a message stands in its channel (framewatch.v1 event, snapshot). A server without
/// sequence numbers gives none, and its messages are applied as they come.
struct Stamp
{
    enum class Kind : quint8 { Single, SnapshotPart };
    Kind kind = Kind::Single; ///< one event, or one part of a snapshot
    QString channel;
    QString epoch; ///< empty: the epoch of the subscription
    qint64 seq = 0; ///< of an event: from 1 without holes; of a snapshot: the state it shows
    int part = 1; ///< from 1
    int parts = 1;
    friend bool operator==(const Stamp &, const Stamp &) = default;
};

/// Events that belong together, with their place in the channel if they have one.
struct Message
{
    std::optional<Stamp> stamp;
    std::vector<Event> events;
    friend bool operator==(const Message &, const Message &) = default;
};

// What a server says about the connection itself. The session acts on it; the store never sees it.

/// The server greeted: the connection is usable. Ends the Authenticating state.
struct Greeted
{
    friend bool operator==(const Greeted &, const Greeted &) = default;
};
/// One channel is subscribed; recovered: missed events follow, otherwise a snapshot does.
struct Subscribed
{
    Position at;
    bool recovered = false;
    friend bool operator==(const Subscribed &, const Subscribed &) = default;
};
/// The newest sequence number of each channel, to notice a lost last event.
struct HeadsSeen
{
    std::vector<Position> heads;
    friend bool operator==(const HeadsSeen &, const HeadsSeen &) = default;
};
/// The server dropped something of this channel for us: read it again.
struct ChannelGap
{
    QString channel;
    qint64 dropped = 0;
    friend bool operator==(const ChannelGap &, const ChannelGap &) = default;
};
/// The server restarts; come back after the delay plus a random part of the spread.
struct Draining
{
    Millis retryAfter{ 0 };
    Millis spread{ 0 };
    friend bool operator==(const Draining &, const Draining &) = default;
};
/// The server wants these bytes back at once (heartbeat answer).
struct ReplyWanted
{
    Frame frame;
    friend bool operator==(const ReplyWanted &, const ReplyWanted &) = default;
};
/// The server refused our sign-in within the protocol.
struct SignInRefused
{
    QString reason;
    friend bool operator==(const SignInRefused &, const SignInRefused &) = default;
};

/// The server does not let us subscribe to this channel: go on without it.
struct ChannelRefused
{
    QString channel;
    QString reason;
    friend bool operator==(const ChannelRefused &, const ChannelRefused &) = default;
};

/// The server never saw this edit (answer to AskStatus): it may be sent again.
struct EditUnknown
{
    EditId edit;
    friend bool operator==(const EditUnknown &, const EditUnknown &) = default;
};

/// The server works, but not as usual. Stands until the next one; Usual ends it.
struct Standing
{
    enum class Kind : quint8 {
        Usual,
        Busy, ///< accepts connections, answers late: a long operation runs (imagetools c3.4)
        Degraded, ///< says so itself (orchestrator /health 503)
        Wedged, ///< its push channel hangs, its HTTP answers (bridge c0.1)
    };
    Kind kind = Kind::Usual;
    QString detail; ///< the server's own words, or what was seen
    friend bool operator==(const Standing &, const Standing &) = default;
};

/// A sign-in worked; the new secrets are in the facts learnt with it.
struct SignedIn
{
    QString who; ///< as the server calls the account; may be empty
    friend bool operator==(const SignedIn &, const SignedIn &) = default;
};

/// The token ended or is not taken: get the next one with renew() before asking a person.
struct TokenExpired
{
    QString reason;
    friend bool operator==(const TokenExpired &, const TokenExpired &) = default;
};

using Control
    = std::variant<Greeted, Subscribed, HeadsSeen, ChannelGap, Draining, ReplyWanted, SignInRefused,
                   ChannelRefused, EditUnknown, Standing, SignedIn, TokenExpired>;

/// Something in a frame could not be used. The rest of the frame still is.
struct Issue
{
    Failure failure; ///< names what and where
    QByteArray excerpt; ///< at most 200 bytes of it, secrets removed
    friend bool operator==(const Issue &, const Issue &) = default;
};

/// What one frame or one HTTP reply meant.
struct Decoded
{
    std::vector<Message> messages;
    std::vector<Control> controls;
    std::vector<Issue> issues;
    std::optional<SessionFacts> learnt; ///< the whole new value, when anything changed
    std::vector<HttpRequest> followUps; ///< the next page of a list, a probe
    bool complete = true; ///< false: followUps belong to the same read
    friend bool operator==(const Decoded &, const Decoded &) = default;
};

/// How to open the connection.
struct Greeting
{
    QUrl url; ///< ws(s); empty: this server has no socket, poll it
    Headers headers; ///< may carry Authorization; never logged
    QStringList subProtocols;
    std::vector<Frame> first; ///< sent as soon as the socket is open
    bool waitsForGreeted = false; ///< Authenticating ends with Greeted, otherwise at once
    Millis heartbeat{ 30000 }; ///< how often the server shows a sign of life
    Millis dead{ 60000 }; ///< silence after which the connection counts as lost
    std::optional<Frame> ping; ///< what the client sends each heartbeat, if anything
    /// Where pushes are only hints: rounds of polling go on this often while the socket is open.
    Millis pollAside{ 0 }; ///< 0: they do not
};

/// What goes out for one command.
struct Outgoing
{
    std::vector<Frame> frames;
    std::vector<HttpRequest> requests;
    friend bool operator==(const Outgoing &, const Outgoing &) = default;
};

/// What a close code or a refusal means for the connection (reliability.md 5.2).
enum class CloseVerdict : quint8 {
    Retry, ///< back off and try again
    SignIn, ///< stop and ask for credentials
    NewSession, ///< drop session and positions, connect anew at once
    TakenOver, ///< another instance took our place: do not reconnect by itself
    GiveUp, ///< versions do not fit: polling only
    Poll, ///< no socket here, or none for us: read over HTTP, whose answers tell which
    Renew, ///< the token ended: get the next one, then connect again
};

/// What people and the settings need to know of a kind of server.
struct DialectAbout
{
    QString title; ///< "Orchestrator"; a name, not translated
    QString line; ///< what it is in one line; English source text, see offer.h
    QUrl usualAddress; ///< where such a server listens when nobody changed it
    std::vector<SignInWay> signInWays; ///< the first is the usual one
    std::vector<FieldSpec> options; ///< of a profile, beyond address and sign-in
    QString usualPath; ///< of its socket; empty: it has none
    std::vector<TokenPlace> tokenPlaces; ///< more than one: the profile chooses
    friend bool operator==(const DialectAbout &, const DialectAbout &) = default;
};

/// How sure a dialect is that an answer to one of its probes came from its kind of server.
struct Recognition
{
    int score = 0; ///< 0: not ours, 100: certain
    QString evidence; ///< what in the answer says so
    QMap<QString, QString> options; ///< what to set in the profile
    friend bool operator==(const Recognition &, const Recognition &) = default;
};

/// One server's protocol. Stateless, shared by all sessions, callable from any thread.
class Dialect
{
public:
    virtual ~Dialect() = default;

    /// Stable lower-case name, as in profiles and on the command line.
    virtual QString name() const = 0;
    /// What this server can do, after what was learnt about it.
    virtual Capabilities capabilities(const SessionFacts &facts) const = 0;
    virtual Greeting greet(const Profile &profile, const SessionFacts &facts) const = 0;
    /// The frames that subscribe, each channel from its position where one is known.
    virtual std::vector<Frame> subscribe(const std::vector<Position> &positions,
                                         const SessionFacts &facts) const = 0;
    /// The frames that end subscriptions; none where leaving is not worth a message.
    virtual std::vector<Frame> unsubscribe(const QStringList &, const SessionFacts &) const
    {
        return {};
    }
    virtual Decoded decode(const Frame &frame, const SessionFacts &facts) const = 0;
    /// Fails with Unsupported and the reason when this server has no words for the command.
    virtual Expected<Outgoing> encode(const Command &command, const SessionFacts &facts) const = 0;
    /// What to ask over HTTP: while polling, and for a full read where there are no sequences.
    virtual std::vector<HttpRequest> poll(const Interest &interest,
                                          const SessionFacts &facts) const = 0;
    virtual Decoded decode(const HttpRequest &request, const HttpReply &reply,
                           const SessionFacts &facts) const = 0;
    /// \a httpStatus is the answer to a refused upgrade (0: none), else \a closeCode decides.
    virtual CloseVerdict judge(int closeCode, QStringView reason, int httpStatus) const = 0;

    /// Asked before judge() when a connection was refused or closed: what to go on with at once
    /// instead, e.g. another path or session id. Nothing: it is as judge() says.
    virtual std::optional<SessionFacts> otherWay(int /*closeCode*/, int /*httpStatus*/,
                                                 const SessionFacts &) const
    {
        return {};
    }

    virtual DialectAbout about() const = 0;
    /// What to ask an unknown address, cheapest first; answered to recognise().
    virtual std::vector<HttpRequest> probes(const QUrl &address) const = 0;
    virtual Recognition recognise(const HttpRequest &request, const HttpReply &reply) const = 0;

    /// What must be known before a socket can be opened, e.g. our id there. Asked at each connect.
    virtual std::vector<HttpRequest> prepare(const SessionFacts &) const { return {}; }
    /// What to say before leaving for good; sent once, best effort, nobody waits for the answers.
    virtual std::vector<HttpRequest> goodbye(const SessionFacts &) const { return {}; }
    /// The request that signs in; its reply comes to decode() like any other.
    /// Fails with BadInput naming the field, or Unsupported.
    virtual Expected<HttpRequest> signIn(const Credentials &, const SessionFacts &) const;
    /// The request that gets the next token; nothing when there is no way but a person.
    virtual std::optional<HttpRequest> renew(const SessionFacts &) const { return {}; }
    /// Where the browser goes to sign in. \a challenge is the S256 code challenge (RFC 7636).
    virtual Expected<QUrl> browserAddress(const SessionFacts &, const QUrl &redirect,
                                          const QByteArray &challenge) const;
    /// The lane of \a command when it must wait for others than those of its own job or item;
    /// empty: the usual one.
    virtual QString lane(const Command &) const { return {}; }
};

} // namespace fw::wire
