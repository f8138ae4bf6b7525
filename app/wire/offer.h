// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>
#include <QString>
#include <QStringList>

#include <vector>

namespace fw::wire {

// What a server offers beyond the actions every queue has. A dialect describes, the UI and the
// command line make forms of it: nobody outside a dialect knows an action by name.
// Labels and warnings are English source texts, marked with
// QT_TRANSLATE_NOOP("fw::wire::offer", …) where they are written and translated where they are
// shown.

/// Whether one action can be had here, and if not, why not.
struct Capability
{
    bool offered = false;
    /// Key of the reason for people (the UI has the sentence): "none" when offered,
    /// "noMessage": the protocol has no such message, "notAnnounced": this server did not offer it,
    /// "readOnly", "notConnected", "noRoute": this program has no such route, "tier": the account's
    /// plan has no more of it.
    QString reason;
    friend bool operator==(const Capability &, const Capability &) = default;
};

/// One value a person gives: an argument of an action, an option of a profile, a credential.
struct FieldSpec
{
    enum class Type : quint8 {
        Text,
        LongText,
        Whole,
        Number,
        Flag,
        Choice,
        Color, ///< "#RRGGBB"
        File, ///< a path on this machine
        TextList, ///< e.g. tags
        Secret, ///< a password or token: never shown, never kept in a profile
    };
    QString name; ///< key in the arguments
    QString label;
    Type type = Type::Text;
    bool required = false;
    double minimum = 0; ///< Whole and Number; Text: shortest length
    double maximum = 0; ///< Whole and Number; Text: longest length; 0 with minimum 0: no limit
    int decimals = 2; ///< Number
    QString unit; ///< shown behind a figure, e.g. "px"
    QStringList choices; ///< Choice: the values; also shown unless choiceLabels says otherwise
    QStringList choiceLabels;
    QJsonValue preset = QJsonValue(QJsonValue::Undefined);
    QString from; ///< field of the item whose value it starts with; empty: none
    QString hint; ///< one short line of help
    friend bool operator==(const FieldSpec &, const FieldSpec &) = default;
};

/// One thing that can be done to an item, to a job or to the server as a whole.
struct ActionOffer
{
    QString name; ///< stable, e.g. "image.rotate"; unique within the server
    QString label; ///< imperative, e.g. "Rotate…"
    QString target; ///< kind of item, "job", or empty: the server as a whole
    std::vector<FieldSpec> fields;
    Capability capability{ true, QStringLiteral("none") };
    QStringList states; ///< words of Item::state (or stateWord() of a job) it needs; empty: any
    QString warning; ///< not empty: asked before, with this sentence
    bool slow = false; ///< one long request; the server may be busy until it ends
    bool many = true; ///< can be done to a selection, one after the other
    bool overlay = false; ///< its arguments are fields of the target: shown at once as pending
    friend bool operator==(const ActionOffer &, const ActionOffer &) = default;
};

} // namespace fw::wire
