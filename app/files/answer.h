// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/failure.h"
#include "wire/frame.h"

namespace fw::files {

/// What was asked for: a file from its beginning, or on from where it broke off.
struct Asked
{
    QUrl url;
    qint64 from = 0; ///< bytes we have; 0: all of it was asked for
    qint64 total = 0; ///< bytes of the whole file; 0: not known
    QByteArray validator; ///< sent as If-Range; empty exactly when from is 0
    QString name; ///< of the file to be, for what cannot be its content
};

/// What the head of an answer means for a download.
struct Verdict
{
    enum class Kind : quint8 {
        Whole, ///< the body is the file from its beginning, whatever was asked
        Rest, ///< the body goes on at Asked::from
        Again, ///< what we have does not fit any more: ask for all of it
        Elsewhere, ///< ask at url, which belongs to the same server
        Later, ///< the server cannot now: try again
        No, ///< it will not; the body may say why
    };
    Kind kind = Kind::No;
    qint64 total = 0; ///< bytes of the whole file; 0: not said
    QByteArray validator; ///< tells this version of the file from others; empty: nothing does
    QUrl url; ///< Elsewhere
    Failure failure; ///< Later, No
    friend bool operator==(const Verdict &, const Verdict &) = default;
};

/// Judges status and headers of \a head (its body is not read). RFC 9110: 13.1.5 If-Range, 14.4
/// Content-Range, 15.3.7 206, 15.5.17 416. A redirect to another page (302, 303) is what servers
/// with a sign-in page answer when nobody is signed in.
Verdict judge(const Asked &asked, const wire::HttpReply &head);

/// What a later If-Range may hold: a strong ETag, else a Last-Modified that is surely older than
/// the answer (RFC 9110 8.8.2.2); empty when there is none.
QByteArray validatorOf(const wire::HttpReply &head);

/// The server's own words in \a body: of JSON its message, error or detail, with the names it lists
/// ("missing", "unauthorized", …); the first line of plain text; of a page nothing. At most 300
/// characters.
QString wordsIn(const QByteArray &body);

} // namespace fw::files
