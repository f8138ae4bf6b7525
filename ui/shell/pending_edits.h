// SPDX-FileCopyrightText: Framewatch contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/sessions.h"
#include "ui/common/shapes.h"
#include "ui/common/theme.h"

#include <QObject>
#include <QSet>

#include <vector>

namespace fw::ui {

/// The edits a person may still have to look at: those without an answer, and those that were
/// refused in this run until they are put away (ux.md 1, rule 3). What can be done about each is
/// here as well.
class PendingEdits final : public QObject
{
    Q_OBJECT
public:
    PendingEdits(store::Store &store, session::Sessions &sessions, QObject *parent);

    std::vector<store::Edit> list() const; ///< oldest first
    int refusedCount() const;

    static bool canStop(store::Fate fate); ///< has not ended and waits for nobody's decision
    static bool canRetry(store::Fate fate);
    void stop(const EditId &edit);
    /// Without an answer: the same edit again, so that it is done once. Refused: a new one.
    void retry(const EditId &edit);
    void discard(const EditId &edit);
    /// "Rotate: harbour.jpg"; the server's label for what it offers.
    QString what(const store::Edit &edit) const;
    const store::Store &store() const { return m_store; }

Q_SIGNALS:
    void changed();

private:
    void look();
    const store::Edit *find(const EditId &edit) const;

    store::Store &m_store;
    session::Sessions &m_sessions;
    WallTime m_started;
    QSet<EditId> m_seenOpen; ///< in this run
    QSet<EditId> m_putAway;
};

/// How the fate of an edit looks.
struct FateLook
{
    Shape shape;
    QColor Theme::*color;
};
FateLook fateLook(store::Fate fate);

} // namespace fw::ui
