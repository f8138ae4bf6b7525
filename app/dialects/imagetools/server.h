// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "dialects/common/http.h"

namespace fw::dialects::imagetools {

/// Which of the two forms is spoken on the socket.
enum class Form : quint8 {
    Seed, ///< /api/v1/ws/{session_id}, envelope with data, text "ping" and "pong" (S4, S12, S14)
    Program, ///< /ws?user_id=…, flat messages, the server never reads (c3.1 to c3.3)
};

/// What SessionFacts::extra holds for this dialect.
namespace key {
inline constexpr QLatin1StringView form("form"); ///< learnt: "seed" or "program"
/// "1": the other form is tried; "2": it was refused, too, and the own one stands.
inline constexpr QLatin1StringView tried("tried");
/// A message came in the other form's place: it is the right one.
inline constexpr QLatin1StringView proven("proven");
inline constexpr QLatin1StringView flat("flat"); ///< the peer sends the program's pings
inline constexpr QLatin1StringView user("user"); ///< our id there
inline constexpr QLatin1StringView
    stale("stale"); ///< session ids the server refused, one a line (S6)
/// Refused since, one a line; shown until the next reading.
inline constexpr QLatin1StringView ended("ended");
inline constexpr QLatin1StringView session("session"); ///< as a renewal named it
/// The id before that, while the socket may still go by it.
inline constexpr QLatin1StringView renewed("renewed");
inline constexpr QLatin1StringView version("version");
/// What /version calls itself, when it is not this program.
inline constexpr QLatin1StringView service("service");
inline constexpr QLatin1StringView uploadBytes("uploadBytes"); ///< largest file, as advertised
inline constexpr QLatin1StringView newest("newest"); ///< id of the newest image we know of
inline constexpr QLatin1StringView presets("presets"); ///< JSON array of {id,label}
inline constexpr QLatin1StringView models("models"); ///< JSON object id -> label
inline constexpr QLatin1StringView standing("standing"); ///< "busy", "degraded"; absent: usual
inline constexpr QLatin1StringView failures("failures"); ///< of /health in a row
inline constexpr QLatin1StringView noHealth("noHealth"); ///< /health answers a web page
inline constexpr QLatin1StringView history("history"); ///< image whose history is kept
/// Path that cancels {id}, when offered; "each": operations have ways of their own.
inline constexpr QLatin1StringView cancel("cancel");
inline constexpr QLatin1StringView renew("renew"); ///< path that renews the session, if told
/// Prefix, then the tag of a read whose route is not there.
inline constexpr QLatin1StringView absent("absent:");
/// Prefix, then an edit: what stood before an operation that is under way.
inline constexpr QLatin1StringView edit("edit:");
} // namespace key

QString extra(const wire::SessionFacts &facts, QLatin1StringView name);
/// Changes what is known; nothing is learnt when it stood so already. Empty removes.
void note(Sink &sink, const QString &name, const QString &value);

Form formOf(const wire::SessionFacts &facts);
/// Our id there: as the server gave it, else the session of the profile (d, Identity); empty when
/// neither is there or that session was refused.
QString userId(const wire::SessionFacts &facts);
/// The session the seed's path names: as renewed, of the profile, or our id there; the first the
/// server has not refused.
QString sessionId(const wire::SessionFacts &facts);

/// What the modes of c1.1 want: X-Internal-Auth, Cookie and X-User-ID, what there is of them.
wire::Headers ownHeaders(const wire::SessionFacts &facts);
/// A request with ownHeaders().
wire::HttpRequest ask(const wire::SessionFacts &facts, const QByteArray &method,
                      const QString &path, const QString &tag);
wire::HttpRequest askWith(const wire::SessionFacts &facts, const QByteArray &method,
                          const QString &path, const QJsonObject &body, const QString &tag);
/// POST /api/v1/users, which says who we are there.
wire::HttpRequest askUser(const wire::SessionFacts &facts, const QString &tag);
wire::HttpRequest askImage(const wire::SessionFacts &facts, const QString &image,
                           const QString &tag);

wire::Greeting greet(const wire::SessionFacts &facts);
/// The other form, once, after the upgrade was refused, then the own one again (d, Path); another
/// id after 4004 (S6).
std::optional<wire::SessionFacts> otherWay(int closeCode, int httpStatus,
                                           const wire::SessionFacts &facts);
wire::CloseVerdict judge(int closeCode, int httpStatus);

} // namespace fw::dialects::imagetools
