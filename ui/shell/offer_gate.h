// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"

#include <QJsonObject>

#include <vector>

namespace fw::ui {

/// What an offer can be done to: one item, one job, or the server as a whole (empty id).
struct OfferTarget
{
    QString id;
    QString name; ///< for people
    QString state; ///< Item::state, or stateWord() of a job
    QJsonObject fields; ///< as they are shown, pending values included; and "name", "state"
};

/// Whether an offer can be had for a selection, and if not, why not: in words for the tooltip.
struct OfferGate
{
    std::vector<OfferTarget> targets; ///< those it applies to
    QString reason; ///< a full sentence; empty when it applies to all that is selected
    bool enabled() const { return !targets.empty(); }
};

/// "Rotate": the label in the user's language, without the dots that announce a form.
QString offerVerb(const wire::ActionOffer &offer);
/// Judges \a offer for the whole selection. Pure; ux.md 2.1 and rule 4: never dead, never silent.
OfferGate judgeOffer(const wire::ActionOffer &offer, const std::vector<OfferTarget> &selection,
                     const QString &serverName);

/// Whether targets are wanted with their fields: a judgement does without.
enum class TargetFields : bool { Without, With };
/// The items, jobs or the server of \a ids, as they are now; those that are gone are left out.
std::vector<OfferTarget> offerTargets(const store::State &state, const ServerId &server,
                                      const QString &kind, const QStringList &ids,
                                      TargetFields fields);
/// What a form for \a offer starts with, by FieldSpec::name: what FieldSpec::from names, whatever
/// its case, where all targets have the same value.
QJsonObject offerStart(const wire::ActionOffer &offer, const std::vector<OfferTarget> &targets);
/// What to send of a form's \a values: of an edit (ActionOffer::overlay) only what it changes, and
/// a text that was emptied as an empty one.
QJsonObject offerArguments(const wire::ActionOffer &offer, const QJsonObject &start,
                           const QJsonObject &values);

} // namespace fw::ui
