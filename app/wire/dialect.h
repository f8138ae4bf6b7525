// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/about.h"
#include "wire/command.h"
#include "wire/decoded.h"
#include "wire/facts.h"

#include <vector>

namespace fw::wire {

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

    /// The headers that let \a url of this server be fetched (a picture, an output): its sign-in.
    /// Nothing for an address that is not the server's own, so that no secret leaves for another.
    virtual Headers fetchHeaders(const QUrl &url, const SessionFacts &facts) const;
    /// The request whose reply is one file with all of \a items, which are of one kind.
    /// Fails with Unsupported where kinds are not archived, or with BadInput and the reason.
    virtual Expected<HttpRequest> archive(const std::vector<Item> &items,
                                          const SessionFacts &facts) const;

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
    /// The tag this dialect gives to such a request, by method and path; empty: none. For
    /// recordings, which hold no tags.
    virtual QString tagFor(const HttpRequest &) const { return {}; }
};

/// True when scheme, host and port are the same (RFC 6454): secrets of one may go to the other.
bool sameOrigin(const QUrl &one, const QUrl &other);

} // namespace fw::wire
