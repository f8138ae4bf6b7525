// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "base/ids.h"
#include "base/secret.h"
#include "wire/command.h"
#include "wire/item.h"
#include "wire/offer.h"
#include "wire/sign_in.h"

#include <QByteArray>
#include <QMap>
#include <QUrl>

#include <array>

namespace fw::wire {

/// One server as the user set it up. The secret itself is not in it: it lives in the keychain.
struct Profile
{
    ServerId id;
    QString name; ///< for people
    QString dialect; ///< Dialect::name()
    QUrl address; ///< http(s)://host:port[/path]; for "This computer" set when the hub is ready
    bool thisComputer = false; ///< the local hub, started as a child
    bool autoConnect = true;
    QString path; ///< of the socket, may hold {user_id} or {session_id}; empty: the dialect's own
    TokenPlace tokenPlace = TokenPlace::Header;
    std::optional<SignInKind> signIn; ///< empty: the dialect's first way
    QMap<QString, QString> options; ///< by DialectAbout::options; never a secret
    friend bool operator==(const Profile &, const Profile &) = default;
};

/// Where a subscription stands: the last applied sequence number of one channel in one epoch.
struct Position
{
    QString channel;
    QString epoch; ///< empty: none yet
    qint64 seq = 0;
    friend bool operator==(const Position &, const Position &) = default;
};

/// What a session learnt about its server, as a value; kept by the session, handed to every call
/// of the dialect. A dialect returns a whole new value when it learnt something.
struct SessionFacts
{
    QUrl baseUrl; ///< http(s) address of the server
    Secret token; ///< bearer token or the like; empty when the server needs none
    Secret refresh; ///< for the next token
    Secret cookie; ///< as it goes into a Cookie header
    std::optional<WallTime> tokenUntil; ///< end of the token's life
    Profile profile; ///< as the user set it up
    ClientId client; ///< our own id, stable for this installation
    QString subProtocol; ///< as the server chose it; empty: none
    QString serverId; ///< the server's own name for itself
    QString epoch;
    QString connection; ///< the server's name for this connection
    QMap<QString, QString> extra; ///< what only one dialect knows (cookie, session id, user id)
    QStringList capabilities; ///< as announced by the server
    std::optional<qint64> messageBytes; ///< largest message the server takes
    std::optional<Millis> clockOffset; ///< server time minus ours
    std::optional<Millis> heartbeat; ///< how often the server announced a sign of life
    QString author; ///< what other people are told about who makes our edits; may be empty
    friend bool operator==(const SessionFacts &, const SessionFacts &) = default;
};

/// What can be asked of a server. Absent is shown as disabled with its reason, never hidden.
struct Capabilities
{
    Capability addByPath;
    Capability upload;
    Capability sample;
    std::array<Capability, 5> actions; ///< indexed by JobAction
    bool sequences = false; ///< events carry sequence numbers: gaps are found, resume works
    bool pushes = false; ///< has a socket at all
    bool localFiles = false; ///< outputs carry a path on this machine
    bool listsJobs = true; ///< false: it tells only of jobs it is asked about (Interest::open)
    /// The server knows an edit by its id: the same one again is not done twice.
    bool repeatSafe = false;
    std::vector<ItemKind> kinds; ///< what it keeps besides jobs, in the order to show
    std::vector<ActionOffer> offers;
    QStringList formats; ///< output formats it renders, by name; empty: it does not say
    const Capability &action(JobAction a) const { return actions[static_cast<size_t>(a)]; }
    friend bool operator==(const Capabilities &, const Capabilities &) = default;
};

/// A job that has not ended as far as we know, for servers that list none.
struct OpenJob
{
    JobId id;
    QString hint; ///< Job::hint
    std::optional<WallTime> created;
    friend bool operator==(const OpenJob &, const OpenJob &) = default;
};

/// What is on screen: decides what is polled, and how often.
struct Interest
{
    bool jobs = true; ///< the queue is shown
    QList<JobId> details; ///< jobs whose detail is shown
    bool fullRead = false; ///< first read after a connect: everything, not just news
    std::vector<OpenJob> open{}; ///< at most a few hundred
    QStringList kinds{}; ///< kinds of items that are shown
    friend bool operator==(const Interest &, const Interest &) = default;
};

} // namespace fw::wire
