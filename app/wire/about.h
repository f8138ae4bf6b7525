// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "wire/sign_in.h"

#include <QMap>
#include <QUrl>

#include <vector>

namespace fw::wire {

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

} // namespace fw::wire
