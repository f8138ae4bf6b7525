// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessions.h"
#include "ui/common/shapes.h"
#include "ui/common/theme.h"

#include <functional>

namespace fw::ui {

/// What a connection looks like at a glance: shape, word, and one figure beside it.
struct ConnectionFace
{
    /// The colour's role, so that one face serves both themes.
    enum class Tone : quint8 { Good, Busy, Warn, Bad, Neutral };
    Shape shape = Shape::None;
    Tone tone = Tone::Neutral;
    QString word; ///< "Live", "Connecting (2 of 5)", "Offline", …
    QString figure; ///< "2 ms", "retry in 12 s", "polling"; may be empty
};

/// How the states of ux.md 7.3 look, and how a server that works, but not as usual. Pure.
/// With \a wall the word of an offline server says when it was last heard.
ConnectionFace faceOf(const session::ConnectionInfo &info, Instant now,
                      std::optional<WallTime> wall = {});
QColor toneColor(ConnectionFace::Tone tone, const Theme &theme);
/// The same as a part of every theme.
QColor Theme::*tonePart(ConnectionFace::Tone tone);

/// One fact of a connection for the popover: "Round trip", "84 ms".
struct Fact
{
    QString name;
    QString value;
    bool isNextSocket = false; ///< when the socket is tried again, which a person may hasten
};
/// Every fact the popover shows, in order; unknown ones are left out.
QList<Fact> factsOf(const session::Session &session, Instant now, WallTime wall);
/// The same as text to copy, with nothing secret in it (ux.md 7.3).
QString diagnostics(const session::Session &session, Instant now, WallTime wall);

/// What the banner says, and only when it is true (ux.md 10).
struct BannerText
{
    enum class Action : quint8 {
        None,
        RetryNow,
        SignIn,
        NewSession, ///< connects anew, as RetryNow
        GoOnline,
        Details, ///< what was not understood, in the inspector
        Dismiss,
        Renew,
        Review, ///< shows in the outbox what it is about
        SendAll,
        TryAgain,
    };
    bool error = false; ///< red, else amber
    QString title;
    QString text;
    Action action = Action::RetryNow;
    ServerId server;
    QString label{}; ///< Renew: what the button says, translated
    wire::RunAction renewal{}; ///< Renew: what it sends
    QList<Action> more{}; ///< further buttons behind the first
    friend bool operator==(const BannerText &, const BannerText &) = default;
};
/// One connection as the banner sees it.
struct ServerNews
{
    ServerId server;
    QString name;
    session::ConnectionInfo info;
};
/// The most urgent trouble of all connections, if there is one; only that a person works offline
/// comes before all of them. A lost connection is told when it is lost for three seconds.
/// \a waiting counts unsent edits of a server.
std::optional<BannerText> bannerFor(const std::vector<ServerNews> &servers, bool offline,
                                    Instant now, WallTime wall,
                                    const std::function<int(const ServerId &)> &waiting);
std::vector<ServerNews> newsOf(const session::Sessions &sessions);
/// The session of ours that ends first, within the hour, with what the server offers against it.
std::optional<BannerText> endingBanner(const std::vector<session::Session *> &sessions,
                                       const store::State &state, WallTime now);

} // namespace fw::ui
