// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/edit_line.h"
#include "store/store.h"

#include <QObject>

#include <functional>

namespace fw::session {

class Session;

/// Undo and redo per document (ux.md 14). The line of edits is read from the outbox and its past,
/// so it survives restarts. What has not left is taken out of the outbox; what was accepted is
/// followed by a new edit with the values it replaced; what is under way is followed by the same,
/// which leaves once the answer is there. A refused edit is the next step forward. What others
/// changed meanwhile is never overwritten: the step is refused with the reason, and where the news
/// comes later the server says conflict.
class EditHistory final : public QObject
{
    Q_OBJECT
public:
    /// The session of a server; null when there is none (any more).
    using Finder = std::function<Session *(const ServerId &)>;
    /// \a store outlives this.
    EditHistory(store::Store &store, Finder session, QObject *parent = nullptr);

    bool canUndo(const Document &document) const;
    bool canRedo(const Document &document) const;
    /// "Undo Settings: Watermark opacity"; "Undo" alone when there is nothing to undo.
    QString undoText(const Document &document) const;
    QString redoText(const Document &document) const;
    /// What would happen, or why it cannot, as one sentence.
    QString undoTip(const Document &document) const;
    QString redoTip(const Document &document) const;
    /// One step. False when it cannot be made; said() tells either way.
    bool undo(const Document &document);
    bool redo(const Document &document);

Q_SIGNALS:
    /// What was done or why not, for the status line.
    void said(const QString &text);

private:
    EditStep stepBack(const Document &document) const;
    EditStep stepForth(const Document &document) const;
    bool go(const Document &document, const EditStep &step, bool back);
    QString whatOf(const EditStep &step) const;
    QString tipOf(const Document &document, const EditStep &step, bool back) const;
    QString refusalOf(const Document &document, const EditStep &step, bool back) const;
    QString labelsOf(const EditStep &step) const;
    /// Steps whose reason went: the edit that they were to take back was not taken.
    void dropNeedless();

    store::Store &m_store;
    Finder m_session;
    bool m_dropping = false;
};

} // namespace fw::session
