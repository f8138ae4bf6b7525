// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/facts.h"
#include "wire/frame.h"

namespace fw::trace {

/// True for names of members, headers and query items whose values nobody may see: token,
/// password, secret, authorization, cookie and the like, however they are spelt.
bool isSecretName(const QString &name);

/// Takes secrets out of whatever shall be shown or kept: the known ones of a session wherever they
/// stand, the values under telling names, bearer tokens and JWTs. What cannot be understood and may
/// hold one goes as a whole. Reentrant.
class Redactor
{
public:
    Redactor() = default;
    explicit Redactor(const wire::SessionFacts &facts) { add(facts); }
    /// Also the secrets of \a facts.
    void add(const wire::SessionFacts &facts);
    bool knowsAny() const { return !m_known.isEmpty(); }
    /// Only the known secrets, in any bytes.
    QByteArray bytes(const QByteArray &raw) const;
    /// A text frame or a body. JSON stays JSON (its members in alphabetical order when there was
    /// something to remove).
    QByteArray text(const QByteArray &raw) const;
    /// A sentence: a reason, an error. What is said of a token stays, a token does not.
    QString words(const QString &raw) const;
    wire::Headers headers(const wire::Headers &raw) const;
    /// The path and query of \a url, as it goes over the wire.
    QString target(const QUrl &url) const;
    /// Names and values of a form, joined as in a query.
    QByteArray form(const std::vector<wire::FormPart> &parts) const;

private:
    void addOne(const Secret &secret);
    void addBytes(const QByteArray &secret);

    QList<QByteArray> m_known; ///< in every spelling they travel in
};

/// The headers that are secrets by their name without their values; \a raw itself when none is.
wire::Headers withoutCredentials(const wire::Headers &raw);

/// \a frame without secrets: those of \a facts themselves, and the values under telling names.
wire::Frame redacted(const wire::Frame &frame, const wire::SessionFacts &facts);

} // namespace fw::trace
