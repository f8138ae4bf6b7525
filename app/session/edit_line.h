// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "store/state.h"

namespace fw::session {

// What can be undone and redone in one document, as pure functions of the outbox and its past: so
// the line of edits is the same after a restart (ux.md 14).

/// What people edit as one: the metadata of a job, or one item of a server.
struct Document
{
    ServerId server;
    JobId job; ///< empty: it is an item
    QString kind; ///< of the item
    ItemId item;
    bool isEmpty() const { return job.isEmpty() && item.isEmpty(); }
    store::JobKey jobKey() const { return { server, job }; }
    store::ItemKey itemKey() const { return { server, kind, item }; }
    friend bool operator==(const Document &, const Document &) = default;
};
/// What an edit of ours is about; empty for one that is about no document (adding, controlling).
Document documentOf(const store::State &state, const store::Edit &edit);

/// What a document remembers: the newest comes last in both.
struct EditLine
{
    struct Undone
    {
        EditId edit; ///< what to do again
        EditId by; ///< the edit that took it back; empty: the server, or we, did not take it
        friend bool operator==(const Undone &, const Undone &) = default;
    };
    std::vector<EditId> done; ///< edits that stand, or will if the server agrees
    std::vector<Undone> undone;
};
EditLine lineOf(const store::State &state, const Document &document);

/// Why a step cannot be made.
enum class Refusal : quint8 {
    None, ///< it can
    Nothing, ///< there is nothing to undo, or to redo
    NotKnown, ///< what it replaced is not known
    Gone, ///< what it is about is not there any more
    Changed, ///< others changed the same fields since
    Unsure, ///< the server may have it and will not tell: a person decides about it first
    Conflict, ///< a person decides between both sides first
};

/// One step back or forth: what would be done now.
struct EditStep
{
    Refusal refusal = Refusal::Nothing;
    EditId edit; ///< what is taken back or done again; empty with Nothing
    EditId takeBack; ///< has not left: it goes out of the outbox and nothing is sent; else empty
    wire::RunAction run{}; ///< what is sent where nothing is taken back
    store::Intent intent{};
    bool waits = false; ///< first the answer to an edit under way
    bool overOthers = false; ///< others changed other fields of the document since
    QString by; ///< who, with Changed and overOthers; empty: not told
    QStringList fields; ///< arguments: those of the edit; with Changed and NotKnown only the reason
    bool isPossible() const { return refusal == Refusal::None; }
};
EditStep undoStep(const store::State &state, const Document &document);
EditStep redoStep(const store::State &state, const Document &document);

} // namespace fw::session
